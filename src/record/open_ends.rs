//! What was not reached, said plainly, so that a reader never takes silence for an answer.

use super::{
    Block,
    block::{item, list},
    outline::quoted,
    parts::has_content,
    said,
};
use crate::{
    checklist::Part,
    session::{Entry, Mark, Session, Spot, Standing},
};

/// "Not reached: …", what is written and not talked through, and what the two want to come back to; empty if nothing is open.
pub(super) fn open_ends(session: &Session) -> Vec<Block> {
    let asked: Vec<(Spot, &Entry)> = session.asked().filter(|(_, entry)| entry.part != Some(Part::NoNote)).collect();
    let question = |entry: &Entry| quoted(&said::question(session, &entry.prompt));
    let mut not_reached = Vec::new();
    let mut come_back = Vec::new();
    for (at, section) in session.sections.iter().enumerate() {
        let title = || format!("the section {}", quoted(&session.fill(&section.title)));
        let of_it: Vec<&Entry> = asked.iter().filter(|(spot, _)| spot.section == at).map(|(_, entry)| *entry).collect();
        let open: Vec<&Entry> = of_it.iter().copied().filter(|entry| is_not_reached(session, entry)).collect();
        if !open.is_empty() && open.len() == of_it.len() {
            not_reached.push(title());
        } else {
            not_reached.extend(open.iter().map(|entry| question(entry)));
        }
        if section.come_back {
            come_back.push(title());
        }
        come_back.extend(of_it.iter().filter(|one| one.mark == Mark::ComeBack).map(|one| question(one)));
    }
    let started: Vec<&Entry> = asked
        .iter()
        .map(|(_, entry)| *entry)
        .filter(|one| one.standing() == Standing::Started && has_content(session, one))
        .collect();
    let none_answered = asked.iter().all(|(_, entry)| entry.standing() != Standing::Answered);
    // A pair that marks nothing has no use for a list of everything.
    let started = if !started.is_empty() && none_answered {
        vec!["nothing that is written here is marked so".to_owned()]
    } else {
        started.into_iter().map(question).collect()
    };
    let waits = asked.iter().map(|(_, entry)| *entry).filter(|one| one.waits_for_yes() && has_content(session, one));
    let not_agreed =
        if asked.iter().any(|(_, entry)| entry.agreed) { waits.map(question).collect() } else { Vec::new() };
    let presenter = session.people.name(session.people.presenter);
    let not_agreed_label = format!("{presenter} has not said yes to these words yet");
    let lines = [
        ("Not reached", not_reached),
        ("Written but not talked through", started),
        (&not_agreed_label, not_agreed),
        ("To come back to", come_back),
    ];
    let lines = lines.into_iter().filter(|(_, things)| !things.is_empty());
    list(lines.map(|(label, things)| item(0, said::labelled(label, &things.join("; ")))).collect())
}

/// Whether the note says nothing of it anywhere else.
fn is_not_reached(session: &Session, entry: &Entry) -> bool {
    let only_marked = match entry.mark {
        Mark::Unmarked | Mark::TalkedThrough => true,
        Mark::Differ => [&entry.differ.first, &entry.differ.second].iter().all(|text| text.trim().is_empty()),
        // These three are said in parts of their own.
        Mark::NotKnown | Mark::NotRelevant | Mark::ComeBack => false,
    };
    only_marked && !has_content(session, entry)
}
