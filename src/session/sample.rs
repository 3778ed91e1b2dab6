//! Filled-in, invented sessions that are compiled in: for `export --sample`, for the pictures in the README, and for tests.
//!
//! They are laid over the shipped checklists through the same doors as what people type. So a sample that no longer fits its
//! checklist is an error, and a test at the foot finds it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use ron::{Options, extensions::Extensions};
use serde::Deserialize;

use super::filled::{Filled, missing};
use super::{Action, Carried, Date, DeleteOn, Notes, Pair, People, Person, Promise, Session, Setup, Who};
use crate::checklist::{Library, shipped};

/// The three invented families, the id of each first.
const SAMPLES: [(&str, &str); 3] = [
    ("ailsa", include_str!("../../checklists/samples/ailsa.ron")),
    ("rory", include_str!("../../checklists/samples/rory.ron")),
    ("skye", include_str!("../../checklists/samples/skye.ron")),
];

/// The review of Ailsa's order, as two colleagues left it after an hour. The same every time: it is laid over the shipped
/// files, never over a person's own.
///
/// # Panics
/// Never, as long as the test at the foot holds.
#[must_use]
pub fn sample() -> Session {
    sample_of("ailsa", "full").expect("a test builds the sample over the shipped files")
}

/// The session about one of the invented families ("ailsa", "rory", "skye") at a pace of its checklist; `None` if there is no
/// such family or pace.
#[must_use]
pub fn sample_of(id: &str, pace: &str) -> Option<Session> {
    let (_, text) = SAMPLES.iter().find(|(one, _)| *one == id)?;
    build(text, &Library::read(shipped()), Some(pace)).ok()
}

/// What the invented families are called for [`sample_of`], the one of [`sample`] first.
#[must_use]
pub fn sample_names() -> [&'static str; 3] {
    SAMPLES.map(|(id, _)| id)
}

/// Every invented family at every pace of its checklist, an hour first.
#[must_use]
pub fn samples() -> Vec<Session> {
    let paces = |(id, _): &(&'static str, &str)| ["full", "short"].map(|pace| sample_of(id, pace));
    SAMPLES.iter().flat_map(paces).flatten().collect()
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
    /// In the pair's words, where it is not the meeting of the checklist.
    #[serde(default)]
    hearing: Option<String>,
    hearing_date: NaiveDate,
    /// What an earlier session about this child left open.
    #[serde(default)]
    earlier: Option<Earlier>,
    opened: NaiveDateTime,
    changed: NaiveDateTime,
    /// By the ids of items.
    answers: BTreeMap<String, Filled>,
    /// The id of an item that is asked at every pace.
    stopped_at: String,
    /// For each question of the checklist: presenter, colleague.
    reflection: Vec<(String, String)>,
    /// What got in the way, by the ids of the checklist's list, with a line each; and an answer to each question for the group.
    group: (BTreeMap<String, String>, Vec<String>),
    notes: Notes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Earlier {
    day: NaiveDate,
    promises: Vec<Promise>,
    actions: Vec<Action>,
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
    let carried = sample.earlier.map_or_else(Carried::default, |Earlier { day, promises, actions }| Carried {
        from: Some(day),
        promises,
        actions,
        ..Carried::default()
    });
    let setup = Setup {
        people: People { persons: Pair { first: sample.presenter, second: sample.colleague }, presenter: Who::First },
        child: sample.child,
        reference: sample.reference,
        hearing: sample.hearing.unwrap_or_else(|| checklist.meeting.clone()),
        hearing_date: Date { day: sample.hearing_date.into(), not_set: false },
        delete_on: DeleteOn::default(),
        carried,
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
    let (mut in_the_way, answers) = sample.group;
    for barrier in &mut session.group.barriers {
        if let Some(line) = in_the_way.remove(&barrier.option.id) {
            (barrier.chosen, barrier.note) = (true, line);
        }
    }
    if let Some(id) = in_the_way.keys().next() {
        return Err(missing("barrier", id));
    }
    if answers.len() != session.group.answers.len() {
        return Err("the checklist asks another number of questions for the group".to_owned());
    }
    for (asked, answer) in session.group.answers.iter_mut().zip(answers) {
        asked.answer = answer;
    }
    // As if each section had taken most of the minutes that were planned for it.
    for section in session.sections.iter_mut().take(session.spot.section + 1) {
        section.seconds_on_screen = u32::from(section.minutes) * 50;
    }
    session.notes = sample.notes;
    session.changed = if session.pace.id == sample.pace {
        sample.changed
    } else {
        sample.opened + TimeDelta::minutes(session.pace.minutes.into())
    };
    Ok(session)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Direction, Test, Trigger, count_words};
    use crate::session::Standing::{Answered, ComeBack, Differ, NotKnown, NotRelevant, NotStarted, Started};
    use crate::session::parrot::{Around, Speaks, speaks};
    use crate::session::{
        Answer, Cause, EndKind, Entry, GapKind, Point, Question, Tree, Under, VerdictKind, VerdictReason,
    };

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

    fn written(id: &str) -> &'static str {
        SAMPLES.iter().find(|(one, _)| *one == id).unwrap().1
    }

    #[test]
    fn every_family_builds_at_every_pace() {
        for (id, text) in SAMPLES {
            for pace in ["full", "short"] {
                let session =
                    build(text, &shelf(), Some(pace)).map_err(|why| format!("{id} at {pace}: {why}")).unwrap();
                assert_eq!(
                    (session.id.as_str(), session.pace.id.as_str()),
                    (id, pace),
                    "the id is the name of the file"
                );
                let opened = session.changed - session.opened;
                assert!((0..=90).contains(&opened.num_minutes()), "{id} at {pace}");
                // What was reached is in the session, and nobody was asked twice for the same.
                assert!(session.asked().filter(|(_, entry)| !entry.answer.is_blank()).count() >= 15, "{id} at {pace}");
            }
        }
        assert_eq!(samples().len(), 2 * SAMPLES.len());
        assert_eq!((sample_of("ailsa", "slow"), sample_of("nobody", "full")), (None, None));
        assert_eq!(sample(), samples()[0]);
    }

    #[test]
    fn the_samples_show_every_kind_every_standing_and_every_gap() {
        let sessions = samples();
        let answered = |session: &Session| -> Vec<_> {
            session
                .applying()
                .into_iter()
                .filter_map(|spot| session.entry(spot))
                .filter(|entry| !entry.answer.is_blank() && entry.standing() == Answered)
                .map(|entry| std::mem::discriminant(&entry.answer))
                .collect()
        };
        // Ailsa's hour alone shows every kind: it is the one that the pictures are of.
        let kinds = answered(&sample());
        for (_, entry) in sample().entries().filter(|(_, entry)| entry.asks()) {
            assert!(kinds.contains(&std::mem::discriminant(&entry.answer)), "no answer like that to {}", entry.id);
        }
        for standing in [NotStarted, Started, Answered, NotKnown, NotRelevant, ComeBack, Differ] {
            let mut all = sessions.iter().flat_map(Session::entries);
            assert!(all.any(|(_, entry)| entry.standing() == standing), "{standing:?}");
        }
        for kind in GapKind::ALL {
            assert!(sample().gaps().iter().any(|gap| gap.kind == kind), "{kind:?}");
        }
    }

    #[test]
    fn the_claims_are_short_and_most_reasons_reach_ground_at_every_pace() {
        for session in samples() {
            let (id, pace) = (&session.id, &session.pace.id);
            let trees = trees(&session);
            assert_eq!(trees.len(), if pace == "full" { 3 } else { 2 }, "{id} at {pace}");
            assert!(trees.iter().all(|tree| !tree.claim.is_empty()), "{id} at {pace}");
            assert!(trees.iter().flat_map(|tree| tree.open_tips()).count() <= 1, "{id} at {pace}");
            // The parrot asks nothing twice.
            let mut questions: Vec<&str> = trees.iter().flat_map(|tree| tree.questions()).collect();
            let asked = questions.len();
            questions.sort_unstable();
            questions.dedup();
            assert_eq!(questions.len(), asked, "{id} at {pace}");
            let Answer::Point(point) = &session.entries().find(|(_, one)| one.id == "point").unwrap().1.answer else {
                panic!("the point is a Point");
            };
            assert!(count_words(&point.sentence) <= Point::WORDS, "{id}");
        }
        let ailsa = sample();
        let trees = trees(&ailsa);
        let main = trees.iter().max_by_key(|tree| tree.count()).unwrap();
        assert!(main.reasons().len() >= 2 && main.walk().iter().any(|(depth, _)| *depth >= 3));
        let ends: Vec<_> = main.walk().iter().filter_map(|(_, reason)| reason.end.kind).collect();
        assert!(EndKind::ALL.iter().filter(|kind| ends.contains(kind)).count() >= 4, "{ends:?}");
    }

    /// The strongest finds in Ailsa's report are sentences 9 to 11, 22 with 14, and 24. Each has a question that the parrot
    /// asks by itself when it reads the sentence, and under that question lies what there is to find.
    #[test]
    fn the_parrots_questions_reach_the_three_strongest_finds_in_ailsas_report_at_every_pace() {
        let finds: [(&str, Trigger, &[&str]); 3] = [
            (
                "always distressing",
                Trigger::Absolute,
                &["11 of the 31", "stay a wee bit longer", "not want more contact"],
            ),
            ("when matters were clearer", Trigger::Passive, &["sets no date", "frightened of going to court"]),
            ("as they have been at every review", Trigger::AlwaysThePlan, &["not show that it is necessary now"]),
        ];
        let parrot = shelf().parrot.unwrap();
        for pace in ["full", "short"] {
            let session = sample_of("ailsa", pace).unwrap();
            for (sentence, trigger, reached) in finds {
                let trees = trees(&session);
                let tree = trees.iter().find(|tree| tree.texts().iter().any(|text| text.contains(sentence))).unwrap();
                let said = tree.walk().into_iter().map(|(_, one)| one).find(|one| one.text.contains(sentence));
                // As it was before anything was asked of it.
                let mut before = Tree::about(None);
                let (place, under) = match said {
                    _ if tree.claim.contains(sentence) => {
                        before.claim.clone_from(&tree.claim);
                        (Under::Claim, Under::Claim)
                    }
                    said => {
                        let said = said.unwrap();
                        let id = before.ask(None, Question::chosen(Direction::Meaning, "So what?")).unwrap();
                        before.reason_mut(id).unwrap().text.clone_from(&said.text);
                        (Under::Reason(id), Under::Reason(said.id()))
                    }
                };
                let Speaks::Asks(ask) = speaks(&parrot, &before, place, &Around::default(), &[]) else {
                    panic!("{sentence}: the parrot is silent")
                };
                assert_eq!(ask.question.cause, Cause::Trigger(trigger), "{sentence}");
                let wordings = &parrot.trigger(trigger).unwrap().asks;
                let asked = tree.under(under).iter().find(|one| wordings.contains(&one.asked.words));
                assert!(asked.is_some(), "{sentence} at {pace}");
                let texts = tree.texts();
                for words in reached {
                    assert!(texts.iter().any(|text| text.contains(words)), "{words} at {pace}");
                }
            }
        }
    }

    #[test]
    fn each_family_comes_to_the_verdict_that_a_good_pair_reaches() {
        for (id, verdict) in
            [("ailsa", VerdictKind::ReadyIf), ("rory", VerdictKind::NotReady), ("skye", VerdictKind::NotReady)]
        {
            for pace in ["full", "short"] {
                let session = sample_of(id, pace).unwrap();
                let (order, blocking) = (session.people.in_order(), session.blocking_unknowns());
                let rated = session.asked().find_map(|(_, entry)| match &entry.answer {
                    Answer::Rate(rate) => rate.verdict(order, session.law_is_linked(), &blocking),
                    _ => None,
                });
                assert_eq!(rated.map(|one| one.kind), Some(verdict), "{id} at {pace}");
            }
        }
        // Rory's report falls short on law and on evidence, whatever else is not known.
        let Some(Answer::Rate(rate)) = sample_of("rory", "full")
            .unwrap()
            .entries()
            .find(|(_, one)| one.id == "tests")
            .map(|(_, one)| one.answer.clone())
        else {
            panic!("it is rated")
        };
        let verdict = rate.verdict([Who::First, Who::Second], true, &[]).unwrap();
        for test in [Test::Law, Test::Reasons] {
            assert!(verdict.reasons.contains(&VerdictReason::Says { who: Who::Second, test, number: 0 }), "{test:?}");
        }
    }

    #[test]
    fn where_there_is_no_order_yet_what_asks_about_one_says_so() {
        for pace in ["full", "short"] {
            let skye = sample_of("skye", pace).unwrap();
            let not_relevant = |id: &str| {
                let entry = skye.asked().find(|(_, one)| one.id == id).map(|(_, one)| one);
                entry.is_none_or(|one| {
                    one.standing() == NotRelevant && one.not_relevant.starts_with("no order has been made yet")
                })
            };
            for id in ["why_order", "our_duty", "order_read", "clock", "lives", "six_months_away", "ending"] {
                assert!(not_relevant(id), "{id} at {pace}");
            }
            let says = |words: &str| skye.asked().any(|(_, one)| one.texts().iter().any(|text| text.contains(words)));
            assert!(says("man of 19") && says("We stopped the session and phoned"), "{pace}");
        }
    }

    #[test]
    fn a_sample_that_does_not_fit_its_checklist_is_an_error() {
        let rows = [
            ("\"tell_who\": Text", "\"tell_whom\": Text", "there is no item \"tell_whom\""),
            ("stopped_at: \"changed_by_us\"", "stopped_at: \"nowhere\"", "there is no item \"nowhere\""),
            (
                "\"lives\": Choice({\"away_named\": \"With Gran, since June 2020.\"})",
                "\"lives\": NotRelevant(\"\")",
                "the answer to \"lives\": says nothing",
            ),
            (
                "\"lives\": Choice({\"away_named\": \"With Gran, since June 2020.\"})",
                "\"lives\": Text(text: \"Gran's\")",
                "the answer to \"lives\": is of another kind than the item",
            ),
            ("\"away_named\"", "\"away\"", "the answer to \"lives\": there is no option \"away\""),
            ("made: \"16 June", "made: \"31 June", "the answer to \"clock\": \"31 June 2020\" is no day"),
            ("\"s28\": ", "\"s1\": ", "the answer to \"law_lines\": there is no line beside it \"s1\""),
            ("line: \"s138_4\"", "line: \"s1\"", "the answer to \"why_recommend\": there is no line of law \"s1\""),
            ("heaviest: 1", "heaviest: 7", "the answer to \"sentences\": there is no sentence \"7\""),
            ("Readers: 2}", "Readers: 4}", "the answer to \"tests\": the ratings end at 3"),
            (
                "What speaks against doing less?",
                "Why not?",
                "the answer to \"rehearse\": there is no question on the table \"Why not?\"",
            ),
            (
                "What else could explain it?",
                "Why?",
                "the answer to \"why_recommend\": there is no question of the parrot's \"Why?\"",
            ),
            (
                "\"Visit Ailsa at Gran's and write down what is seen there\": (",
                "\"Visit\": (",
                "the answer to \"last_time\": there is no action \"Visit\"",
            ),
        ];
        for (from, to, expected) in rows {
            let ailsa = written("ailsa");
            assert!(ailsa.contains(from), "{from}");
            assert_eq!(build(&ailsa.replacen(from, to, 1), &shelf(), None).err().as_deref(), Some(expected));
        }
    }
}
