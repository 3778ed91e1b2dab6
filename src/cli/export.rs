//! `but-why export`: a note of a session as a file; the rescue where no window can open.

use std::path::{Path, PathBuf};

use super::{
    Exit, Export, Note, Role, World,
    out::{Readers, already_there, format_of, write},
};
use crate::{
    checklist::shown,
    record::{Kept, NoteHeader, learning_note, names_in_reflection},
};

/// Writes the note of each session into a file of its own. No file is written over, and none
/// is written while one of the names is taken.
pub(super) fn export(export: &Export, store: Option<&Path>, world: &mut World<'_>) -> Exit {
    match try_export(export, store, world) {
        Ok(()) => Exit::Sound,
        Err(sentence) => world.refuse(&shown(&sentence)),
    }
}

fn try_export(export: &Export, store: Option<&Path>, world: &mut World<'_>) -> Result<(), String> {
    let Export { sessions, sample, pace, note, to, for_whom, reference, person } = export;
    let format = format_of(to)?;
    match note {
        Note::Learning if person.is_none() => {
            return Err("Say whose learning note it is: --person presenter or --person colleague.".to_owned());
        }
        Note::Learning if for_whom.is_some() => {
            return Err("A learning note is the person's own. Leave out --for.".to_owned());
        }
        Note::Learning if reference.is_some() => {
            return Err("A learning note names no case. Leave out --reference.".to_owned());
        }
        Note::Decision if person.is_some() => {
            return Err("A decision note is from both people. Leave out --person.".to_owned());
        }
        // One child's reference on another child's note is the mistake that nobody can take back.
        Note::Decision if reference.is_some() && sessions.len() > 1 => {
            return Err("A case reference belongs to one session. Write each session by itself.".to_owned());
        }
        Note::Learning | Note::Decision => {}
    }
    let kept = match (sample, sessions.as_slice()) {
        (Some(family), []) => {
            let pace = pace.as_deref().unwrap_or(FULL);
            let session = (world.sample)(family, pace);
            vec![Kept::Session(session.ok_or_else(|| format!("The invented sessions have no pace \"{pace}\"."))?)]
        }
        (None, [_, ..]) if pace.is_some() => {
            return Err("A session has its pace already. Leave out --pace.".to_owned());
        }
        (None, [_, ..]) => (world.load)(store, sessions)?,
        (Some(_), _) => return Err("Name sessions, or use --sample: not both.".to_owned()),
        (None, []) => return Err("Name the session to write, or use --sample.".to_owned()),
    };
    let paths = paths(to, kept.len());
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(already_there(path));
    }
    for (path, kept) in paths.iter().zip(&kept) {
        let session = kept.session();
        let doc = match person {
            None => {
                let header = NoteHeader {
                    case_reference: reference.clone().unwrap_or_default(),
                    for_whom: for_whom.clone().unwrap_or_default(),
                };
                kept.decision_note(&header, world.now)
            }
            Some(role) => {
                let who = match role {
                    Role::Presenter => session.people.presenter,
                    Role::Colleague => session.people.presenter.other(),
                };
                if !names_in_reflection(session, who).is_empty() {
                    world.say("This learning note names the child, a reference or the other person. Read it before you share it.");
                }
                learning_note(session, who, kept.stage(world.now))
            }
        };
        write(path, &doc, format, Readers::Owner)?;
        world.say(&shown(&format!("Wrote {}.", path.display())));
    }
    world.say("Exported files are not encrypted. Anyone who can open the folder can read them.");
    Ok(())
}

/// The pace of an invented session, if none is named.
const FULL: &str = "full";

/// One path for each session: "note.txt", or "note-1.txt", "note-2.txt" for several. Two children never share a file.
fn paths(to: &Path, sessions: usize) -> Vec<PathBuf> {
    if sessions == 1 {
        return vec![to.to_owned()];
    }
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(to.file_stem()), part(to.extension()));
    (1..=sessions).map(|number| to.with_file_name(format!("{stem}-{number}.{ending}"))).collect()
}
