//! `but-why export`: a note of a session as a file; the rescue where no window can open.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Exit, Export, Note, Role, World, has_ending};
use crate::{
    checklist::shown,
    record::{Format, Kept, NoteHeader, learning_note, names_in_reflection},
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
    let Export { sessions, sample, note, to, for_whom, person } = export;
    let format = format_of(to)?;
    match (note, person, for_whom) {
        (Note::Learning, None, _) => {
            return Err("Say whose learning note it is: --person presenter or --person colleague.".to_owned());
        }
        (Note::Learning, _, Some(_)) => {
            return Err("A learning note is the person's own. Leave out --for.".to_owned());
        }
        (Note::Decision, Some(_), _) => {
            return Err("A decision note is from both people. Leave out --person.".to_owned());
        }
        (Note::Learning, Some(_), None) | (Note::Decision, None, _) => {}
    }
    let kept = match (sample, sessions.as_slice()) {
        (true, []) => vec![Kept::Session((world.sample)())],
        (false, [_, ..]) => (world.load)(store, sessions)?,
        (true, _) => return Err("Name sessions, or use --sample: not both.".to_owned()),
        (false, []) => return Err("Name the session to write, or use --sample.".to_owned()),
    };
    let paths = paths(to, kept.len());
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(already_there(path));
    }
    for (path, kept) in paths.iter().zip(&kept) {
        let session = kept.session();
        let doc = match person {
            None => {
                let header = NoteHeader { for_whom: for_whom.clone().unwrap_or_default(), ..NoteHeader::default() };
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
        write(path, &doc.to_bytes(format).map_err(|error| format!("{}: {error}", path.display()))?)?;
        world.say(&shown(&format!("Wrote {}.", path.display())));
    }
    world.say("Exported files are not encrypted. Anyone who can open the folder can read them.");
    Ok(())
}

/// The format that the name of a file asks for.
fn format_of(path: &Path) -> Result<Format, String> {
    let named = Format::ALL.into_iter().find(|format| has_ending(path, format.ending()));
    named.ok_or_else(|| format!("{}: this ending is not known here. Use .txt, .md or .pdf.", path.display()))
}

/// One path for each session: "note.txt", or "note-1.txt", "note-2.txt" for several. Two children never share a file.
fn paths(to: &Path, sessions: usize) -> Vec<PathBuf> {
    if sessions == 1 {
        return vec![to.to_owned()];
    }
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(to.file_stem()), part(to.extension()));
    (1..=sessions).map(|number| to.with_file_name(format!("{stem}-{number}.{ending}"))).collect()
}

/// Writes a new file; a file that could not be written whole is taken away again.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // What a note says is for one person, whatever else the folder is for.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let not_written = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => already_there(path),
        io::ErrorKind::NotFound => {
            format!("{}: there is no such folder. Make it first, or choose another.", path.display())
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("{}: you are not allowed to write here. Choose another folder.", path.display())
        }
        io::ErrorKind::StorageFull => {
            format!("{}: the disk is full. Free some space, or choose another folder.", path.display())
        }
        _ => format!("{}: this could not be written ({error}). Choose another folder.", path.display()),
    };
    let mut file = options.open(path).map_err(|error| not_written(&error))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        drop(fs::remove_file(path));
        not_written(&error)
    })
}

fn already_there(path: &Path) -> String {
    format!("{}: there is a file with this name already. Choose another name, or move the file away.", path.display())
}
