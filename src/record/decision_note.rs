//! The decision note: what goes to the child's case file, in the order in which a hearing reasons.
//!
//! Every answer that applies stands in it once, in the part that its author, its kind or its law lines say (`parts.rs`); what
//! no part takes stands under its section's title. Prompts to read aloud, the spoken check-in, answers that are set aside,
//! and minutes are not in it.

use super::{
    Block, Doc, KeyValue, LaterThought, Length, NoteHeader, Paper, Stage,
    block::{item, list},
    one_side::{self, Portion},
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
    let mut head = header_blocks(session, stage, header);
    if parts.names_law() {
        head.push(Block::Note { label: "The law".to_owned(), text: session.law_caution.clone() });
    }
    let thought = |one: &LaterThought| item(0, format!("{}: {}", readable_date(one.at.date()), one.text));
    // With each part when its turn comes on one side of paper, and how many lines of it are taken then.
    let portions = [
        ("The point", (0, usize::MAX), parts.part(Part::Point)),
        ("Legal basis", (7, 1), parts.legal_basis()),
        ("Reasons", (3, 3), parts.part(Part::Reasons)),
        ("What speaks against, and other explanations", (8, 1), parts.against()),
        ("{child}'s words, and what weight they have", (1, 2), parts.childs_part()),
        ("Options, doing less among them", (9, 1), parts.part(Part::Options)),
        ("Not known yet", (4, 1), parts.not_known()),
        ("The clock", (10, 1), parts.part(Part::Clock)),
        ("Decisions, and who makes them", (6, 1), parts.decisions()),
        ("What {child} was told, and what was promised", (11, 1), parts.promises(header.length)),
        ("Actions", (5, 1), parts.actions(header.length)),
        ("Would it stand?", (2, 2), parts.part(Part::Verdict)),
        ("Where we differ", (12, 1), parts.differ()),
        ("Also said", (15, 1), parts.also_said()),
        ("Still open", (14, 1), open_ends(session)),
        ("Later thoughts", (13, 1), list(later.iter().map(thought).collect())),
    ];
    let portions = portions.into_iter().filter(|(.., blocks)| !blocks.is_empty());
    let portions: Vec<Portion> = portions
        .map(|(heading, (rank, turn), blocks)| Portion { heading: session.fill(heading), blocks, rank, turn })
        .collect();
    let title = session.fill(match stage {
        Stage::Draft(_) => "Draft decision note: {child}",
        Stage::Finished(_) => "Decision note: {child}",
    });
    let case = header.case_reference.trim();
    let running = if case.is_empty() { title.clone() } else { format!("{title}, {case}") };
    let doc = |blocks: Vec<Block>| {
        Doc::new(&title, MARKING, [head.clone(), blocks].concat()).with_running(&running).made_at(at)
    };
    match header.length {
        Length::Full => {
            let under = |Portion { heading, blocks, .. }| [vec![Block::heading(2, heading)], blocks].concat();
            doc(portions.into_iter().flat_map(under).collect())
        }
        Length::OneSide => one_side::on_one_side(&portions, &|blocks| doc(blocks).on(Paper::OneSide)),
    }
}

fn header_blocks(session: &Session, stage: Stage, header: &NoteHeader) -> Vec<Block> {
    let NoteHeader { case_reference, for_whom, length } = header;
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
    let took_part = took_part.join(", ");
    let (sat, took_part) = match length {
        Length::Full => (sat, took_part),
        // Each row less is a line more for what was said.
        Length::OneSide => (format!("{sat}, {took_part}"), String::new()),
    };
    let facts = [
        ("Case reference", case_reference.trim().to_owned()),
        ("Hearing", hearing.join(", ")),
        ("Child", child),
        ("For", for_whom.trim().to_owned()),
        ("Session", sat),
        ("Took part", took_part),
        ("Checklist", format!("{}, version {}, {}", original.title, original.version, session.pace.title)),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let mut blocks = vec![Block::Facts(facts.map(|(key, value)| KeyValue { key: key.to_owned(), value }).collect())];
    if let Stage::Draft(at) = stage {
        let at = format!("{} at {}", readable_date(at.date()), at.format("%H:%M"));
        let text = format!("taken out on {at}, before the session was finished.");
        blocks.push(Block::Note { label: "Draft".to_owned(), text });
    }
    blocks
}
