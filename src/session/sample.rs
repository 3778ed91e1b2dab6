//! A filled-in, invented session that is compiled in: for `export --sample`, for the pictures in the README, and for tests.
//!
//! It is laid over the shipped checklist through the same doors as what people type. So a sample that no longer fits its
//! checklist is an error, and a test at the foot finds it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use ron::{Options, extensions::Extensions};
use serde::Deserialize;

use super::filled::{Filled, missing};
use super::{Carried, Date, Notes, Pair, People, Person, Session, Setup, Who};
use crate::checklist::{Library, shipped};

const AILSA: &str = include_str!("../../checklists/samples/ailsa.ron");

/// The review of Ailsa's order, as two colleagues left it after an hour. The same every time: it is laid over the shipped
/// files, never over a person's own.
///
/// # Panics
/// Never, as long as the test at the foot holds.
#[must_use]
pub fn sample() -> Session {
    build(AILSA, &Library::read(shipped()), None).expect("a test builds the sample over the shipped files")
}

/// The file, as it is written by hand.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    format: u32,
    id: String,
    checklist: String,
    pace: String,
    presenter: Person,
    colleague: Person,
    child: String,
    reference: String,
    hearing_date: NaiveDate,
    opened: NaiveDateTime,
    changed: NaiveDateTime,
    /// By the ids of items.
    answers: BTreeMap<String, Filled>,
    /// The id of an item that is asked at every pace.
    stopped_at: String,
    /// For each question of the checklist: presenter, colleague.
    reflection: Vec<(String, String)>,
    notes: Notes,
}

/// The session that `text` tells, at its own pace or at another. The error says which id does not fit, for whoever edits it.
fn build(text: &str, library: &Library, pace: Option<&str>) -> Result<Session, String> {
    let ron =
        Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES);
    let mut sample: Sample = ron.from_str(text).map_err(|error| error.to_string())?;
    if sample.format != 1 {
        return Err(format!("format {}", sample.format));
    }
    let checklist =
        &library.checklist(&sample.checklist).ok_or_else(|| missing("checklist", &sample.checklist))?.checklist;
    let pace = pace.unwrap_or(&sample.pace);
    let pace = checklist.pace(pace).ok_or_else(|| missing("pace", pace))?;
    let setup = Setup {
        people: People { persons: Pair { first: sample.presenter, second: sample.colleague }, presenter: Who::First },
        child: sample.child,
        reference: sample.reference,
        hearing: checklist.meeting.clone(),
        hearing_date: Date { day: sample.hearing_date.into(), not_set: false },
        carried: Carried::default(),
    };
    let mut session = Session::open(checklist, pace, library, setup, sample.id, sample.opened);

    // In the order of the checklist: a why-tree is offered a claim from an answer that stands before it.
    let spots: Vec<_> = session.entries().map(|(spot, _)| spot).collect();
    for spot in spots {
        session.offer_claim(spot);
        if let Some(entry) = session.entry_mut(spot)
            && let Some(filled) = sample.answers.remove(&entry.id)
        {
            filled.lay(entry, library).map_err(|why| format!("the answer to \"{}\": {why}", entry.id))?;
        }
        if session.entry(spot).is_some_and(|entry| entry.id == sample.stopped_at) {
            session.spot = spot;
        }
    }
    let has_item = |id: &str| checklist.sections.iter().flat_map(|section| &section.items).any(|item| item.id == id);
    if let Some(id) = sample.answers.keys().chain([&sample.stopped_at]).find(|id| !has_item(id)) {
        return Err(missing("item", id));
    }
    if sample.reflection.len() != session.reflection.len() {
        return Err("the checklist asks another number of questions at the end".to_owned());
    }
    for (asked, (first, second)) in session.reflection.iter_mut().zip(sample.reflection) {
        asked.answers = Pair { first, second };
    }
    // As if each section had taken the minutes that were planned for it.
    for section in session.sections.iter_mut().take(session.spot.section + 1) {
        section.seconds_on_screen = u32::from(section.minutes) * 60;
    }
    session.notes = sample.notes;
    session.changed = sample.changed;
    Ok(session)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::count_words;
    use crate::session::Standing::{Answered, ComeBack, Differ, NotKnown, NotRelevant, NotStarted, Started};
    use crate::session::{Answer, EndKind, Entry, GapKind, Point, Tree};

    fn shelf() -> Library {
        Library::read(shipped())
    }

    fn trees(session: &Session) -> Vec<&Tree> {
        let tree = |entry| match entry {
            &Entry { answer: Answer::Why(ref tree), .. } => Some(tree),
            _ => None,
        };
        session.entries().filter_map(|(_, entry)| tree(entry)).collect()
    }

    #[test]
    fn the_sample_shows_every_kind_every_standing_and_every_gap() {
        let session = sample();
        let kinds: Vec<_> = session
            .applying()
            .into_iter()
            .filter_map(|spot| session.entry(spot))
            .filter(|entry| !entry.answer.is_blank() && entry.standing() == Answered)
            .map(|entry| std::mem::discriminant(&entry.answer))
            .collect();
        for (_, entry) in session.entries().filter(|(_, entry)| entry.asks()) {
            assert!(kinds.contains(&std::mem::discriminant(&entry.answer)), "no answer like that to {}", entry.id);
        }
        for standing in [NotStarted, Started, Answered, NotKnown, NotRelevant, ComeBack, Differ] {
            assert!(session.entries().any(|(_, entry)| entry.standing() == standing), "{standing:?}");
        }
        for kind in GapKind::ALL {
            assert!(session.gaps().iter().any(|gap| gap.kind == kind), "{kind:?}");
        }
    }

    #[test]
    fn its_reasons_reach_ground_but_for_one_at_every_pace() {
        for pace in ["full", "short"] {
            let session = build(AILSA, &shelf(), Some(pace)).unwrap();
            assert_eq!(session.pace.id, pace);
            let trees = trees(&session);
            assert!(trees.iter().all(|tree| !tree.claim.is_empty()));
            assert_eq!(trees.iter().flat_map(|tree| tree.open_tips()).count(), 1, "{pace}");
            let main = trees.iter().max_by_key(|tree| tree.count()).unwrap();
            assert!(main.reasons().len() >= 2 && main.walk().iter().any(|(depth, _)| *depth >= 3));
            let ends: Vec<_> = main.walk().iter().filter_map(|(_, reason)| reason.end.kind).collect();
            assert!(EndKind::ALL.iter().filter(|kind| ends.contains(kind)).count() >= 4, "{ends:?}");
            let Answer::Point(point) = &session.entries().find(|(_, one)| one.id == "point").unwrap().1.answer else {
                panic!("the point is a Point");
            };
            assert!(count_words(&point.sentence) <= Point::WORDS);
        }
    }

    #[test]
    fn a_sample_that_does_not_fit_its_checklist_is_an_error() {
        let rows = [
            ("\"tell_who\": Text", "\"tell_whom\": Text", "there is no item \"tell_whom\""),
            ("stopped_at: \"changed_by_us\"", "stopped_at: \"nowhere\"", "there is no item \"nowhere\""),
            (
                "\"expires\": Date(\"2026-06-05\")",
                "\"expires\": NotRelevant(\"\")",
                "the answer to \"expires\": says nothing",
            ),
            (
                "\"expires\": Date(\"2026-06-05\")",
                "\"expires\": Text(text: \"soon\")",
                "the answer to \"expires\": is of another kind than the item",
            ),
            ("\"away_named\"", "\"away\"", "the answer to \"lives\": there is no option \"away\""),
            ("\"s138_4\"", "\"s1\"", "the answer to \"why_recommend\": there is no line of law \"s1\""),
            (
                "What else could explain it?",
                "Why?",
                "the answer to \"why_recommend\": there is no question of the parrot's \"Why?\"",
            ),
        ];
        for (from, to, expected) in rows {
            assert!(AILSA.contains(from), "{from}");
            assert_eq!(build(&AILSA.replacen(from, to, 1), &shelf(), None).err().as_deref(), Some(expected));
        }
    }
}
