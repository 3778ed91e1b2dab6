//! The decision note: what goes to the child's case file, in the order in which a hearing reasons.
//!
//! Every answer that applies stands in it once, in the part that its author, its kind or its law lines say (`parts.rs`); what
//! no part takes stands under its section's title. Prompts to read aloud, the spoken check-in, answers that are set aside,
//! and minutes are not in it.

use super::{
    Block, Doc, KeyValue, LaterThought, NoteHeader, Stage,
    block::{item, list},
    open_ends::open_ends,
    parts::Parts,
};
use crate::{
    checklist::{Part, readable_date},
    session::{Person, Session},
};

const MARKING: &str = "Part of the child's record. The child can ask to read it, perhaps at 30.";

/// The decision note of a session. A draft says so in its title; for a record with later thoughts see
/// [`Kept::decision_note`](super::Kept::decision_note).
#[must_use]
pub fn decision_note(session: &Session, stage: Stage, header: &NoteHeader) -> Doc {
    with_later_thoughts(session, stage, header, &[])
}

pub(super) fn with_later_thoughts(session: &Session, stage: Stage, header: &NoteHeader, later: &[LaterThought]) -> Doc {
    let at = match stage {
        Stage::Draft(at) | Stage::Finished(at) => at,
    };
    let parts = Parts::of(session, at);
    let mut blocks = header_blocks(session, stage, header);
    if parts.names_law() {
        blocks.push(Block::Note { label: "The law".to_owned(), text: session.law_caution.clone() });
    }
    let mut part = |heading: &str, body: Vec<Block>| {
        if !body.is_empty() {
            blocks.push(Block::heading(2, session.fill(heading)));
            blocks.extend(body);
        }
    };
    part("The point", parts.part(Part::Point));
    part("Legal basis", parts.legal_basis());
    part("Reasons", parts.part(Part::Reasons));
    part("What speaks against, and other explanations", parts.against());
    part("{child}'s words, and what weight they have", parts.childs_part());
    part("Options, doing less among them", parts.part(Part::Options));
    part("Not known yet", parts.not_known());
    part("The clock", parts.part(Part::Clock));
    part("Decisions, and who makes them", parts.decisions());
    part("What {child} was told, and what was promised", parts.promises());
    part("Actions", parts.actions());
    part("Would it stand?", parts.part(Part::Verdict));
    part("Where we differ", parts.differ());
    part("Also said", parts.also_said());
    part("Still open", open_ends(session));
    let thought = |one: &LaterThought| item(0, format!("{}: {}", readable_date(one.at.date()), one.text));
    part("Later thoughts", list(later.iter().map(thought).collect()));
    let title = match stage {
        Stage::Draft(_) => "Draft decision note: {child}",
        Stage::Finished(_) => "Decision note: {child}",
    };
    Doc::new(&session.fill(title), MARKING, blocks).made_at(at)
}

fn header_blocks(session: &Session, stage: Stage, header: &NoteHeader) -> Vec<Block> {
    let NoteHeader { case_reference, for_whom } = header;
    let day = if session.hearing_date.not_set || session.hearing_date.day.is_blank() {
        "day not set yet".to_owned()
    } else {
        session.hearing_date.day.words()
    };
    let hearing: Vec<&str> = [session.hearing.trim(), &day].into_iter().filter(|text| !text.is_empty()).collect();
    let people = &session.people;
    let took_part = [people.presenter, people.presenter.other()].map(|who| {
        let part = if who == people.presenter { "presenter" } else { "colleague who asks" };
        let Person { name, role, newly_qualified: _ } = &people.persons[who];
        let part = if role.trim().is_empty() { part.to_owned() } else { format!("{part}, {}", role.trim()) };
        if name.trim().is_empty() { part } else { format!("{} ({part})", name.trim()) }
    });
    let original = &session.checklist;
    let opened = readable_date(session.opened.date());
    let sat = match stage {
        Stage::Finished(at) if at.date() != session.opened.date() => {
            format!("{opened}, finished {}", readable_date(at.date()))
        }
        Stage::Finished(_) | Stage::Draft(_) => opened,
    };
    let child = session.child.trim();
    let child = if child.is_empty() { String::new() } else { format!("{child} (not the real name)") };
    let facts = [
        ("Case reference", case_reference.trim().to_owned()),
        ("Hearing", hearing.join(", ")),
        ("Child", child),
        ("For", for_whom.trim().to_owned()),
        ("Session", sat),
        ("Took part", took_part.join(", ")),
        ("Checklist", format!("{}, version {}, {}", original.title, original.version, session.pace.title)),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let mut blocks =
        vec![Block::KeyValues(facts.map(|(key, value)| KeyValue { key: key.to_owned(), value }).collect())];
    if let Stage::Draft(at) = stage {
        let at = format!("{} at {}", readable_date(at.date()), at.format("%H:%M"));
        let text = format!("taken out on {at}, before the session was finished.");
        blocks.push(Block::Note { label: "Draft".to_owned(), text });
    }
    blocks
}
