//! `but-why export`: a note of a session as a file; the rescue where no window can open.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    Exit, Export, Length, Note, Role, World,
    out::{Readers, already_there, format_of, write},
};
use crate::{
    checklist::{counted, shown},
    record::{
        self, Doc, Kept, NoteHeader, Share, group_learning, learning_note,
        privacy::{Finding, FindingKind, Known, check},
    },
    session::{Session, Who},
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
    let Export { to, .. } = export;
    let format = format_of(to)?;
    belongs(export)?;
    let kept = sessions(export, store, world)?;
    let documents = documents(export, &kept, world);
    let findings = findings(export, &kept)?;
    if let Some((path, _)) = documents.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(already_there(path));
    }
    for finding in &findings {
        world.say(finding);
    }
    for (path, doc) in &documents {
        let bytes = doc.to_bytes(format).map_err(|error| format!("{}: {error}", path.display()))?;
        write(path, &bytes, Readers::Owner)?;
        world.say(&shown(&format!("Wrote {}.", path.display())));
    }
    world.say("Exported files are not encrypted. Anyone who can open the folder can read them.");
    Ok(())
}

/// Refuses what does not belong to the note.
fn belongs(export: &Export) -> Result<(), String> {
    let Export { sessions, sample: _, pace: _, note, to: _, for_whom, reference, person, length } = export;
    let refused = match note {
        Note::Learning if person.is_none() => {
            "Say whose learning note it is: --person presenter or --person colleague."
        }
        Note::Learning if for_whom.is_some() => "A learning note is the person's own. Leave out --for.",
        Note::Group if for_whom.is_some() => "A note for the group is for the group. Leave out --for.",
        Note::Learning | Note::Group if reference.is_some() => {
            "Only a decision note names a case. Leave out --reference."
        }
        Note::Learning | Note::Group if length.is_some() => "Only a decision note has two lengths. Leave out --length.",
        Note::Decision | Note::Group if person.is_some() => "This note is from both people. Leave out --person.",
        // One child's reference on another child's note is the mistake that nobody can take back.
        Note::Decision if reference.is_some() && sessions.len() > 1 => {
            "A case reference belongs to one session. Write each session by itself."
        }
        Note::Decision | Note::Learning | Note::Group => return Ok(()),
    };
    Err(refused.to_owned())
}

fn sessions(export: &Export, store: Option<&Path>, world: &mut World<'_>) -> Result<Vec<Kept>, String> {
    let Export { sessions, sample, pace, .. } = export;
    match (sample, sessions.as_slice()) {
        (Some(family), []) => {
            let pace = pace.as_deref().unwrap_or(FULL);
            let session = (world.sample)(family, pace);
            Ok(vec![Kept::Session(session.ok_or_else(|| format!("The invented sessions have no pace \"{pace}\"."))?)])
        }
        (None, [_, ..]) if pace.is_some() => Err("A session has its pace already. Leave out --pace.".to_owned()),
        (None, [_, ..]) => (world.load)(store, sessions),
        (Some(_), _) => Err("Name sessions, or use --sample: not both.".to_owned()),
        (None, []) => Err("Name the session to write, or use --sample.".to_owned()),
    }
}

/// What looks as if somebody could be known by it, by its kind and how often, and never in its words. What has no place in a
/// note about learning is refused: where no window opens nobody can take it out of the copy.
fn findings(export: &Export, kept: &[Kept]) -> Result<Vec<String>, String> {
    let mut kinds: BTreeMap<FindingKind, usize> = BTreeMap::new();
    for kept in kept {
        let session = kept.session();
        let note = match (export.note, export.person) {
            (Note::Group, _) => record::Note::Group,
            (Note::Decision, _) | (Note::Learning, None) => record::Note::Decision,
            (Note::Learning, Some(role)) => record::Note::Learning(role.who(session)),
        };
        let typed = note.typed(kept);
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        for Finding { kind, times, .. } in check(&typed, &Known::of(session).for_note(note, session)) {
            if !kind.may_stay(note) {
                let what = kind.words().to_lowercase();
                return Err(format!(
                    "This has no place in a note about learning: {what}. Take it out in the program first."
                ));
            }
            *kinds.entry(kind).or_default() += times;
        }
    }
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let seen = kinds.into_iter().map(|(kind, times)| format!("- {}: {}", kind.words(), counted(times, "time")));
    let first = "Somebody could be known by what was typed. Read the note before it leaves your hands.".to_owned();
    Ok(std::iter::once(first).chain(seen).collect())
}

/// Each document with its file: one for each session, or one for the group.
fn documents(export: &Export, kept: &[Kept], world: &mut World<'_>) -> Vec<(PathBuf, Doc)> {
    let Export { to, for_whom, reference, person, length, .. } = export;
    if export.note == Note::Group {
        let shares: Vec<Share> = kept.iter().map(Share::of).collect();
        return vec![(to.clone(), group_learning(&shares))];
    }
    let docs = kept.iter().map(|kept| {
        let session = kept.session();
        match person {
            None => {
                let length = match length {
                    None => record::Length::usual(session),
                    Some(Length::OneSide) => record::Length::OneSide,
                    Some(Length::Full) => record::Length::Full,
                };
                let header = NoteHeader {
                    case_reference: reference.clone().unwrap_or_default(),
                    for_whom: for_whom.clone().unwrap_or_default(),
                    length,
                };
                kept.decision_note(&header, world.now)
            }
            Some(role) => learning_note(session, role.who(session), kept.stage(world.now)),
        }
    });
    let docs: Vec<Doc> = docs.collect();
    paths(to, kept.len()).into_iter().zip(docs).collect()
}

impl Role {
    fn who(self, session: &Session) -> Who {
        match self {
            Self::Presenter => session.people.presenter,
            Self::Colleague => session.people.presenter.other(),
        }
    }
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
