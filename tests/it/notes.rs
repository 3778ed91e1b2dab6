//! What does a whole session become? What gets into its decision note, and what stays out?

use chrono::{NaiveDate, NaiveDateTime};

use but_why::{
    checklist::{Direction, Library, Part, shipped},
    record::{Kept, NoteHeader, Stage, decision_note},
    session::{
        Action, Answer, Basis, ChildsWords, Date, Day, Decision, DecisionState, EndKind, Entry, Mark, Pair, People,
        Person, Progress, Promise, PromiseState, Question, Quote, Sentence, Session, Setup, Tree, Who,
        clock::{Continuation, Happening, Milestone},
    },
};

use crate::golden::compare;

pub fn at(day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 5, day).unwrap().and_hms_opt(14, 5, 0).unwrap()
}

pub fn open(pace: &str) -> Session {
    let library = Library::read(shipped());
    let checklist = &library.checklist("cso_review").unwrap().checklist;
    let person =
        |name: &str, role: &str, newly_qualified| Person { name: name.into(), role: role.into(), newly_qualified };
    let setup = Setup {
        people: People {
            persons: Pair { first: person("R.H.", "social worker", false), second: person("S.M.", "", true) },
            presenter: Who::First,
        },
        child: "Ailsa".into(),
        reference: "AB12".into(),
        hearing: "Review hearing".into(),
        hearing_date: Date { day: NaiveDate::from_ymd_opt(2026, 6, 2).unwrap().into(), not_set: false },
        ..Setup::default()
    };
    Session::open(checklist, checklist.pace(pace).unwrap(), &library, setup, "k3f9".into(), at(28))
}

fn entry<'a>(session: &'a mut Session, id: &str) -> &'a mut Entry {
    session.sections.iter_mut().flat_map(|one| &mut one.entries).find(|one| one.id == id).unwrap()
}

fn say(session: &mut Session, id: &str, text: &str, basis: Option<Basis>, source: &str, when: &str) {
    let entry = entry(session, id);
    let Answer::Text(words) = &mut entry.answer else { panic!("{id}") };
    (words.text, words.basis, words.source, words.when) = (text.into(), basis, source.into(), when.into());
    entry.mark = Mark::TalkedThrough;
}

fn choose(session: &mut Session, id: &str, option: &str, note: &str) {
    let entry = entry(session, id);
    let Answer::Choice(choice) = &mut entry.answer else { panic!("{id}") };
    let offered = choice.options.iter_mut().find(|one| one.option.id == option).unwrap();
    (offered.chosen, offered.note) = (true, note.into());
    entry.mark = Mark::TalkedThrough;
}

fn tree<'a>(session: &'a mut Session, id: &str) -> &'a mut Tree {
    let spot = session.entries().find(|(_, one)| one.id == id).unwrap().0;
    session.offer_claim(spot);
    let entry = session.entry_mut(spot).unwrap();
    entry.mark = Mark::TalkedThrough;
    let Answer::Why(tree) = &mut entry.answer else { panic!("{id}") };
    tree
}

fn because(tree: &mut Tree, under: Option<u32>, asked: (Direction, &str), text: &str, end: Option<EndKind>) -> u32 {
    let id = tree.ask(under, Question::chosen(asked.0, asked.1)).unwrap();
    let reason = tree.reason_mut(id).unwrap();
    (reason.text, reason.end.kind) = (text.into(), end);
    id
}

const WHY: (Direction, &str) = (Direction::Grounds, "What have we seen or read that tells us this?");

const DRINKING: &str = "Mum's drinking is why she misses family time";

/// Both have sorted; R.H.'s place comes first.
fn sort<const N: usize>(session: &mut Session, sentences: [(&str, Basis, Basis); N]) {
    let entry = entry(session, "sentences_short");
    entry.mark = Mark::TalkedThrough;
    let Answer::Sort(sort) = &mut entry.answer else { panic!() };
    let sentence = |(text, ..): &(&str, Basis, Basis)| Sentence { text: (*text).into(), ..Sentence::default() };
    sort.sentences = sentences.iter().map(sentence).collect();
    for (who, places) in [
        (Who::First, sentences.map(|(_, first, _)| Some(first))),
        (Who::Second, sentences.map(|(.., second)| Some(second))),
    ] {
        sort.sorted.begin(who, places.to_vec());
        sort.sorted.commit(who);
    }
}

/// Both have rated law, reasons and the child.
fn rate(session: &mut Session, first: [u8; 3], second: [u8; 3]) {
    let entry = entry(session, "tests_short");
    entry.mark = Mark::TalkedThrough;
    let Answer::Rate(rate) = &mut entry.answer else { panic!() };
    for (who, numbers) in [(Who::First, first), (Who::Second, second)] {
        rate.rated.begin(who, numbers.map(Some).to_vec());
        rate.rated.commit(who);
    }
    rate.because[1].second = "the log says 11 of 31, not always".into();
    rate.first = "S.M. gets the bus times by 1 June.".into();
}

/// A 25-minute session as two people might leave it.
fn filled() -> Session {
    let mut session = open("short");
    let s = &mut session;
    say(s, "tell_changed", "Mum has moved to her own flat.", Some(Basis::Told), "Mum", "11 May 2026");
    let Answer::Point(point) = &mut entry(s, "point").answer else { panic!() };
    point.sentence = "We ask the hearing to continue the order for six months, so that Ailsa stays with Gran.".into();
    point.restated = "Gran's house until Christmas, then look again.".into();
    point.agreed = Some(true);
    entry(s, "point").mark = Mark::TalkedThrough;
    choose(s, "ask_for", "continue", "for six months");
    say(s, "why_order", "Ground (a): neglect, established in March 2024.", Some(Basis::Seen), "the order", "");
    choose(s, "remit", "protection", "nobody can say yet that the flat is safe at night");
    say(
        s,
        "agreement",
        "Mum would agree to family time, not to where Ailsa sleeps.",
        Some(Basis::Told),
        "Mum",
        "11 May",
    );
    sort(
        s,
        [("Ailsa sleeps and eats at Gran's", Basis::Seen, Basis::Seen), (DRINKING, Basis::Told, Basis::Assumption)],
    );
    let why = tree(s, "why_recommend");
    let first = because(why, None, WHY, "Ailsa sleeps and eats at Gran's", None);
    let seen = because(why, Some(first), WHY, "11 of 31 nights at Mum's were broken off", Some(EndKind::Evidence));
    let reason = why.reason_mut(seen).unwrap();
    (reason.basis, reason.source, reason.when) = (Some(Basis::Seen), "family time log".into(), "May 2026".into());
    reason.end.disputed = Some(true);
    let law = Library::read(shipped()).law_line("s28").unwrap().0.clone();
    let rests =
        because(why, None, (Direction::Plain, "But why?"), "Better with an order than without", Some(EndKind::Law));
    let end = &mut why.reason_mut(rests).unwrap().end;
    (end.law, end.how_met) = (Some(law), "nobody has agreed where she sleeps".into());
    let why = tree(s, "why_assumption_short");
    assert_eq!(why.claim, DRINKING);
    let id = because(why, None, WHY, "What Mum drank before the missed visits", Some(EndKind::Unknown));
    let end = &mut why.reason_mut(id).unwrap().end;
    (end.would_tell, end.who, end.by) = ("the log beside the bus times".into(), "S.M.".into(), "1 June".into());
    end.decide_without = Some(true);
    because(why, None, (Direction::OtherExplanation, "What else could explain it?"), "There is one bus", None);
    let Answer::Words(words) = &mut entry(s, "words").answer else { panic!() };
    words.quotes.push(Quote {
        words: "I want my own bed\nand the dog".into(),
        when: "12 May 2026".into(),
        heard_by: "Ms Orr, class teacher".into(),
        childs_choice: Some(true),
        ..Quote::default()
    });
    entry(s, "words").mark = Mark::TalkedThrough;
    let ask = entry(s, "ask_before");
    (ask.mark, ask.not_known.who, ask.not_known.by) = (Mark::NotKnown, "Ms Orr".into(), "29 May".into());
    let avoiding = entry(s, "avoiding");
    avoiding.mark = Mark::Differ;
    (avoiding.differ.first, avoiding.differ.second) = ("No.".into(), "Where Ailsa grows up.".into());
    rate(s, [2, 3, 2], [2, 1, 2]);
    let Answer::Promises(promises) = &mut entry(s, "promises").answer else { panic!() };
    promises.push(Promise {
        what: "I will tell you what they decided.".into(),
        by_whom: "R.H.".into(),
        by: "3 June".into(),
        ..Promise::default()
    });
    entry(s, "promises").mark = Mark::TalkedThrough;
    let Answer::Actions(actions) = &mut entry(s, "actions").answer else { panic!() };
    actions.push(Action {
        owner: "S.M.".into(),
        what: "Get the bus times".into(),
        by: "1 June".into(),
        ..Action::default()
    });
    entry(s, "actions").mark = Mark::TalkedThrough;
    session
}

#[test]
fn a_25_minute_session_becomes_this_note() {
    let header =
        NoteHeader { case_reference: "ERC-0042".into(), for_whom: "the case file".into(), ..NoteHeader::default() };
    let text = decision_note(&filled(), Stage::Finished(at(28)), &header).to_text();
    compare(&text, "cso_review_short.txt");
}

/// Writes a word of its own into every field that belongs to what is chosen, and gives those words back.
pub fn with_canaries(entry: &mut Entry, next: &mut u32) -> Vec<String> {
    let mut words = Vec::new();
    fill(entry, &mut || {
        *next += 1;
        words.push(format!("canary{next}x"));
        words[words.len() - 1].clone()
    });
    words
}

/// Writes what `canary` gives into every field that belongs to what is chosen, another text into each.
#[expect(clippy::too_many_lines, reason = "one arm for each kind")]
pub fn fill(entry: &mut Entry, mut canary: &mut dyn FnMut() -> String) {
    match &mut entry.answer {
        Answer::Read => {}
        Answer::Text(words) => (words.text, words.source, words.when) = (canary(), canary(), canary()),
        Answer::Choice(choice) => {
            let some = choice.options.first_mut().unwrap();
            (some.chosen, some.note) = (true, canary());
        }
        Answer::Date(date) => date.day.month = canary(),
        Answer::Scale(scale) => {
            scale.marks.first.number = Some(3);
            (scale.marks.first.moves, scale.marks.second.moves) = (canary(), canary());
        }
        Answer::Point(point) => (point.sentence, point.restated) = (canary(), canary()),
        Answer::Why(tree) => {
            tree.claim = canary();
            for (direction, kind) in [Direction::Grounds, Direction::Meaning, Direction::Opposite, Direction::Plain]
                .into_iter()
                .zip([EndKind::Unknown, EndKind::Judgement, EndKind::Research, EndKind::ChildsWords])
            {
                let under = because(tree, None, (direction, "Asked?"), &canary(), None);
                let id = because(tree, Some(under), (direction, "Asked?"), &canary(), Some(kind));
                let reason = tree.reason_mut(id).unwrap();
                (reason.source, reason.when) = (canary(), canary());
                let end = &mut reason.end;
                match kind {
                    EndKind::Unknown => (end.would_tell, end.who, end.by) = (canary(), canary(), canary()),
                    EndKind::Judgement => (end.because, end.another_view) = (canary(), canary()),
                    EndKind::Research => {
                        (end.research, end.fits, end.may_not_fit) = (canary(), canary(), canary());
                    }
                    _ => end.manner = canary(),
                }
            }
        }
        Answer::Decisions(decisions) => {
            for (for_manager, state) in [false, true].into_iter().zip([None, Some(DecisionState::Made)]) {
                decisions.push(Decision {
                    question: canary(),
                    state,
                    who_decides: canary(),
                    for_manager,
                    legal_route: canary(),
                    needed_by: canary(),
                    age_then: canary(),
                    waits_for: canary(),
                    last_moved: canary(),
                    options: canary(),
                    reason: canary(),
                });
            }
        }
        Answer::Actions(actions) => actions.push(Action {
            owner: canary(),
            what: canary(),
            how_we_know: canary(),
            by: canary(),
            decision: canary(),
            ..Action::default()
        }),
        Answer::Law(links) => links.links.iter_mut().for_each(|link| link.how_met = canary()),
        Answer::Clock(clock) => {
            // A half-written day is told as it was typed.
            let days = [&mut clock.made, &mut clock.varied, &mut clock.expires, &mut clock.accommodated];
            for day in days {
                day.month = canary();
            }
            clock.born.month = canary();
            for list in [&mut clock.homes, &mut clock.workers] {
                list.push(Happening { day: Day { month: canary(), ..Day::default() }, what: canary() });
            }
            clock.plan.what = canary();
            clock.permanence.push(Milestone { day: Day::default(), what: canary(), why: canary() });
            let day = Day { month: canary(), ..Day::default() };
            clock.continued.push(Continuation { day, varied: None });
            let single = &mut clock.single;
            for day in [
                &mut single.decided,
                &mut single.relevant_person,
                &mut single.contact_direction,
                &mut single.transferred,
                &mut single.secure,
                &mut single.safeguarder,
                &mut single.placed,
                &mut single.first_review,
                &mut single.last_review,
                &mut single.last_visit,
            ] {
                day.month = canary();
            }
            single.interim.push(Day { month: canary(), ..Day::default() });
        }
        Answer::Words(words) => {
            words.quotes.push(Quote {
                words: canary(),
                when: canary(),
                place: canary(),
                manner: canary(),
                childs_choice: Some(false),
                heard_by: canary(),
                weight: canary(),
                told: canary(),
            });
            (words.chair, words.would_ask) = (canary(), canary());
        }
        Answer::Sort(sort) => {
            sort.sentences.push(Sentence { text: canary(), source: canary(), when: canary(), moves: canary() });
            sort.questioned = canary();
            for who in [Who::First, Who::Second] {
                sort.sorted.begin(who, vec![Some(Basis::Seen)]);
                sort.sorted.commit(who);
            }
        }
        Answer::Rate(rate) => {
            for who in [Who::First, Who::Second] {
                rate.rated.begin(who, vec![Some(1); rate.asked.len()]);
                rate.rated.commit(who);
            }
            rate.because.iter_mut().for_each(|pair| (pair.first, pair.second) = (canary(), canary()));
            (rate.first, rate.questioned) = (canary(), canary());
        }
        Answer::Rehearse(rehearse) => rehearse.cards.iter_mut().for_each(|card| card.words = canary()),
        Answer::Promises(promises) => promises.push(promise(&mut canary)),
        Answer::LastTime(last) => {
            last.promises.push(promise(&mut canary));
            for progress in Progress::ALL.into_iter().chain(Progress::THIRD) {
                last.actions.push(Action {
                    owner: canary(),
                    what: canary(),
                    how_we_know: canary(),
                    by: canary(),
                    decision: canary(),
                    progress: Some(progress),
                    note: canary(),
                    instead: (progress == Progress::Changed).then(|| {
                        let (owner, what, by) = (canary(), canary(), canary());
                        Box::new(Action { owner, what, by, ..Action::default() })
                    }),
                    ..Action::default()
                });
            }
            last.waiting.push(Action { what: canary(), ..Action::default() });
            last.note = canary();
        }
    }
    match entry.mark {
        Mark::NotKnown => (entry.not_known.who, entry.not_known.by) = (canary(), canary()),
        Mark::NotRelevant => entry.not_relevant = canary(),
        Mark::Differ => (entry.differ.first, entry.differ.second) = (canary(), canary()),
        Mark::Unmarked | Mark::TalkedThrough | Mark::ComeBack => {}
    }
}

fn promise(canary: &mut impl FnMut() -> String) -> Promise {
    Promise {
        what: canary(),
        by_whom: canary(),
        by: canary(),
        kept: Some(PromiseState::NotYet),
        note: canary(),
        before: String::new(),
    }
}

#[test]
fn everything_that_applies_and_was_said_is_in_the_note_and_nothing_else_is() {
    const MARKS: [Mark; 6] =
        [Mark::Unmarked, Mark::TalkedThrough, Mark::NotKnown, Mark::NotRelevant, Mark::ComeBack, Mark::Differ];
    for pace in ["full", "short"] {
        for shift in 0..MARKS.len() {
            let mut session = open(pace);
            let (mut next, mut words) = (0, Vec::new());
            for (at, entry) in session.sections.iter_mut().flat_map(|one| &mut one.entries).enumerate() {
                entry.mark = MARKS[(at + shift) % MARKS.len()];
                words.push(with_canaries(entry, &mut next));
            }
            for section in &mut session.sections {
                section.seconds_on_screen = 7_777 * 60;
            }
            let text = decision_note(&session, Stage::Draft(at(28)), &NoteHeader::default()).to_text();
            let applying = session.applying();
            for ((spot, entry), words) in session.entries().zip(words) {
                let applies = applying.contains(&spot) && entry.asks() && entry.part != Some(Part::NoNote);
                // An outline names a reason again where something speaks against it, or where it is not known.
                let once = !matches!(entry.answer, Answer::Why(_) | Answer::Point(_));
                for word in words {
                    let found = text.matches(&word).count();
                    let fits = if applies { found == 1 || (found > 1 && !once) } else { found == 0 };
                    assert!(fits, "{} at {pace}: {word} stands {found} times in:\n{text}", entry.id);
                }
                if !entry.asks() {
                    assert!(!text.contains(&session.fill(&entry.prompt)), "{}", entry.id);
                }
            }
            assert!(!text.contains("7777"), "minutes are nobody's business");
            assert!(text.starts_with("Draft decision note: Ailsa\r\nPart of the child's record."));
        }
    }
}

#[test]
fn a_managers_decision_is_never_said_to_be_made() {
    let mut session = open("full");
    let Answer::Decisions(decisions) = &mut entry(&mut session, "decisions").answer else { panic!() };
    let one = |question: &str, for_manager| Decision {
        question: question.into(),
        state: Some(DecisionState::Made),
        for_manager,
        ..Decision::default()
    };
    decisions.extend([one("Ask for a safeguarder?", false), one("Pay for the taxi?", true), Decision::default()]);
    let text = decision_note(&session, Stage::Draft(at(28)), &NoteHeader::default()).to_text().replace("\r\n", "\n");
    let expected = "- Made\n  - Ask for a safeguarder?\n- For the manager to decide\n  - Pay for the taxi?\n\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn where_the_child_has_not_been_heard_the_note_says_so() {
    let mut session = filled();
    let words = entry(&mut session, "words");
    words.answer = Answer::Words(ChildsWords::default());
    (words.mark, words.not_known.who) = (Mark::NotKnown, "Ms Orr".into());
    let sections = decision_note(&session, Stage::Finished(at(28)), &NoteHeader::default()).sections_as_text();
    let section = |heading: &str| &sections.iter().find(|(one, _)| one == heading).unwrap().1;
    let chair = section("Ailsa's words, and what weight they have");
    assert_eq!(chair.trim(), "The chair is empty: nothing that Ailsa said is written here yet.");
    assert!(section("Not known yet").contains("What did Ailsa say? Who could tell us: Ms Orr."));
}

#[test]
fn an_empty_session_says_only_what_it_is_and_what_was_not_reached() {
    let doc = decision_note(&open("short"), Stage::Draft(at(28)), &NoteHeader::default());
    let headings: Vec<String> = doc.sections_as_text().into_iter().map(|(heading, _)| heading).collect();
    assert_eq!(headings, ["Draft decision note: Ailsa", "Ailsa's words, and what weight they have", "Still open"]);
    assert!(doc.to_text().contains("Draft: taken out on 28 May 2026 at 14:05"));
}

#[test]
fn later_thoughts_stand_at_the_end_under_their_own_date() {
    let mut record = filled().finish(at(28));
    record.add("The bus was late on all but two days.", at(30));
    let text = Kept::Record(record).decision_note(&NoteHeader::default(), at(31)).to_text();
    assert!(text.starts_with("Decision note: Ailsa\r\n"), "{text}");
    assert!(text.ends_with("Later thoughts\r\n- 30 May 2026: The bus was late on all but two days.\r\n"), "{text}");
}

#[test]
fn an_explanation_stays_under_a_claim_that_nothing_else_carries() {
    let mut session = open("short");
    let why = tree(&mut session, "why_assumption_short");
    why.claim = "Six years on one order".into();
    because(why, None, (Direction::OtherExplanation, "What came before?"), "Nobody set a date", None);
    let text = |session: &Session| decision_note(session, Stage::Draft(at(28)), &NoteHeader::default()).to_text();
    assert!(text(&session).contains("Six years on one order\r\n  - What came before? Nobody set a date. Open: "));
    let why = tree(&mut session, "why_assumption_short");
    because(why, None, WHY, "The plan was carried on", None);
    assert!(text(&session).contains("- On “Six years on one order”:\r\n  - What came before? Nobody set a date."));
}
