//! `but-why print`: a blank paper form of a checklist, for a room without a laptop.

use std::path::Path;

use super::{
    Exit, Print, World,
    check::{bytes, name, why},
    has_ending,
    out::{Readers, format_of, write},
};
use crate::{
    checklist::{Checklist, Library, Origin, Pace, Problem, Source, shipped, shown},
    record::paper_form,
};

/// Writes the form of one checklist at one of its paces. A file that is no sound checklist has its problems said, as `check`
/// says them.
pub(super) fn print(print: &Print, world: &mut World<'_>) -> Exit {
    match try_print(print, world) {
        Ok(()) => Exit::Sound,
        Err(Stopped::Problems(problems)) => {
            for problem in problems {
                world.refuse(&shown(&format!("{}: {}", print.checklist.display(), problem.in_file())));
            }
            Exit::Problems
        }
        Err(Stopped::Because(sentence)) => world.refuse(&shown(&sentence)),
    }
}

/// Why there is no form.
enum Stopped {
    /// The checklist's file has them.
    Problems(Vec<Problem>),
    Because(String),
}

impl From<String> for Stopped {
    fn from(sentence: String) -> Self {
        Self::Because(sentence)
    }
}

fn try_print(Print { checklist, to, pace }: &Print, world: &mut World<'_>) -> Result<(), Stopped> {
    let format = format_of(to)?;
    let mut sources = shipped();
    let own = if has_ending(checklist, "ron") { Some(read(checklist)?) } else { None };
    sources.extend(own.clone());
    let library = Library::read(sources);
    let checklist = match &own {
        Some(own) => its_checklist(&library, own)?,
        None => by_id(&library, checklist)?,
    };
    let pace = pace_of(checklist, pace.as_deref())?;
    // A blank form is nobody's secret.
    let bytes = paper_form(checklist, pace, &library).to_bytes(format);
    write(to, &bytes.map_err(|error| error.to_string())?, Readers::AsUsual)?;
    world.say(&shown(&format!("Wrote {}.", to.display())));
    world.say("Filled in, it is part of the child's record. Keep the paper as you keep the file.");
    Ok(())
}

fn read(path: &Path) -> Result<Source, String> {
    if path.is_dir() {
        return Err(format!("{}: this is a folder. Name one checklist in it.", path.display()));
    }
    let bytes = bytes(path).map_err(|error| format!("{}: {}", path.display(), why(&error)))?;
    Ok(Source { origin: Origin::Own, file: name(path), bytes })
}

/// The checklist of a person's own file.
fn its_checklist<'a>(library: &'a Library, own: &Source) -> Result<&'a Checklist, Stopped> {
    if let Some(shelved) = library.sound.iter().find(|one| one.origin == Origin::Own) {
        return Ok(&shelved.checklist);
    }
    let faulty = library.faulty.iter().find(|one| one.origin == Origin::Own && one.file == own.file);
    Err(match faulty {
        Some(faulty) => Stopped::Problems(faulty.problems.clone()),
        None => Stopped::Because("This file is sound, but it is no checklist. Only a checklist has a form.".to_owned()),
    })
}

fn by_id<'a>(library: &'a Library, id: &Path) -> Result<&'a Checklist, String> {
    let found = id.to_str().and_then(|id| library.checklist(id));
    found.map(|shelved| &shelved.checklist).ok_or_else(|| {
        let ids: Vec<&str> = library.sound.iter().map(|shelved| shelved.checklist.id.as_str()).collect();
        let name = id.display();
        format!(
            "\"{name}\" is no .ron file, and no checklist that comes with the program. Those are: {}.",
            ids.join(", ")
        )
    })
}

/// The pace with this id, or the first.
fn pace_of<'a>(checklist: &'a Checklist, id: Option<&str>) -> Result<&'a Pace, String> {
    let found = match id {
        Some(id) => checklist.pace(id),
        None => checklist.paces.first(),
    };
    found.ok_or_else(|| {
        let paces = checklist.paces.iter().map(|pace| format!("{} ({})", pace.id, pace.title));
        let id = id.unwrap_or_default();
        format!("The checklist has no pace \"{id}\". It has: {}.", paces.collect::<Vec<_>>().join(", "))
    })
}
