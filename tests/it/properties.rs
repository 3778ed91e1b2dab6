//! What holds whatever people do, and whatever a file holds? Random edits, random files; small enough to run each time.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use but_why::checklist::{
    Contents, Direction, Library, Limits, Parrot, Placeholders, Problem, Source, read, shipped, shown,
};
use but_why::record::Kept;
use but_why::session::{
    Action, Answer, Basis, Cause, Clock, Day, Decision, EndKind, Entry, Mark, Question, Reason, Session, Setup, Spot,
    Standing, Tree, Under, Undo, Who,
    clock::{Continuation, Milestone},
    compare,
    parrot::{AGAIN, Around, Ask, Speaks, State, is_feeling, speaks},
    samples,
};
use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Nothing is written into the tree: a case that breaks is worth a test of its own.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// The review, blank, at its longest pace. Read once: a case begins with a copy.
static BLANK: LazyLock<Session> = LazyLock::new(|| {
    let library = Library::read(shipped());
    let checklist = &library.checklist("cso_review").unwrap().checklist;
    let now = NaiveDate::from_ymd_opt(2026, 5, 4).unwrap().and_hms_opt(12, 0, 0).unwrap();
    Session::open(checklist, checklist.longest_pace().unwrap(), &library, Setup::default(), "id".to_owned(), now)
});

/// Every invented family at every pace, as two colleagues left it.
static SAMPLES: LazyLock<Vec<Session>> = LazyLock::new(samples);

/// What a person can do to a prompt in one go. Places are taken modulo what is there.
#[derive(Clone, Debug)]
enum Edit {
    /// At the end of what stands in a field.
    Type(Index),
    /// Everything in a field is marked and typed or pasted over, perhaps with nothing or with blanks.
    TypeOver(Index, &'static str),
    Choose(Index),
    NotSet,
    Number(Index, Option<u8>),
    Basis(Index),
    Mark(Index),
    Add,
    Remove(Index),
    Ask(Option<Index>),
    End(Index),
    Move(Index, u8),
    /// What the two say about a reason: heavy, a feeling, a limit, muted, skipped, together.
    Say(Index, u8),
    Undo,
    Redo,
    /// Kept as a file and opened again.
    Keep,
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = any::<Index>;
    let blanks = select(vec!["", " ", "\n", "\t \u{A0}\u{3000}\r\n"]);
    prop_oneof![
        6 => place().prop_map(Edit::Type),
        2 => (place(), blanks).prop_map(|(at, text)| Edit::TypeOver(at, text)),
        2 => place().prop_map(|at| Edit::TypeOver(at, "typed")),
        3 => place().prop_map(Edit::Choose),
        1 => Just(Edit::NotSet),
        2 => (place(), proptest::option::of(0_u8..=10)).prop_map(|(at, number)| Edit::Number(at, number)),
        1 => place().prop_map(Edit::Basis),
        5 => place().prop_map(Edit::Mark),
        3 => Just(Edit::Add),
        1 => place().prop_map(Edit::Remove),
        2 => proptest::option::of(place()).prop_map(Edit::Ask),
        1 => place().prop_map(Edit::End),
        1 => (place(), 0_u8..3).prop_map(|(at, how)| Edit::Move(at, how)),
        2 => (place(), 0_u8..9).prop_map(|(at, what)| Edit::Say(at, what)),
        3 => Just(Edit::Undo),
        1 => Just(Edit::Redo),
        1 => Just(Edit::Keep),
    ]
}

/// A few prompts, and what is done to them one after the other, with the milliseconds between.
fn edits() -> impl Strategy<Value = (Vec<Index>, Vec<(Index, Edit, u64)>)> {
    (vec(any::<Index>(), 1..4), vec((any::<Index>(), edit(), select(vec![20, 300, 1_500])), 1..60))
}

fn asked() -> Question {
    Question::chosen(Direction::Grounds, "What have we seen?")
}

/// A session, what can be undone in each of a few prompts, and every word that was typed into it.
struct Desk {
    session: Session,
    prompts: Vec<(Spot, Undo)>,
    typed: Vec<(usize, String)>,
    now: u64,
}

impl Desk {
    fn new(prompts: &[Index]) -> Self {
        let session = BLANK.clone();
        let spots: Vec<Spot> = session.entries().map(|(spot, _)| spot).collect();
        let prompts: BTreeSet<Spot> = prompts.iter().map(|at| *at.get(&spots)).collect();
        let prompts = prompts.into_iter().map(|spot| (spot, Undo::default())).collect();
        Self { session, prompts, typed: Vec::new(), now: 0 }
    }

    /// A word that differs from every other in more than one letter, so that no two of them look like a slip of a key.
    fn next_word(&self) -> String {
        let number = self.typed.len();
        format!("‹{number}-{number}›")
    }

    fn does(&mut self, prompt: Index, edit: &Edit, pause: u64) -> &Entry {
        self.now += pause;
        let next = self.next_word();
        let at = prompt.index(self.prompts.len());
        let (spot, undo) = &mut self.prompts[at];
        let entry = self.session.entry_mut(*spot).unwrap();
        let before = entry.snapshot();
        let mut word = None;
        match edit {
            Edit::Undo => drop(undo.undo(entry)),
            Edit::Redo => drop(undo.redo(entry)),
            Edit::Keep => {
                let text = serde_json::to_string(&Kept::Session(self.session.clone())).unwrap();
                let kept: Kept = serde_json::from_str(&text).unwrap();
                assert_eq!(*kept.session(), self.session);
                self.session = kept.session().clone();
            }
            Edit::Type(field) => word = Some(write(entry, *field, next)),
            Edit::TypeOver(field, text) => {
                let mut fields = fields(entry);
                let at = field.index(fields.len());
                let new = if *text == "typed" { next } else { (*text).to_owned() };
                word = Some(new.clone());
                *fields[at] = new;
            }
            other => touch(entry, other),
        }
        self.typed.extend(word.filter(|word| word.starts_with('‹')).map(|word| (at, word)));
        let entry = self.session.entry(*spot).unwrap();
        if !matches!(edit, Edit::Undo | Edit::Redo | Edit::Keep) && entry.snapshot() != before {
            undo.changed(before, entry, self.now);
        }
        entry
    }

    /// Everything that a prompt says now, or said in any version to which undo and redo lead.
    fn versions(&self, prompt: usize) -> String {
        let (spot, undo) = &self.prompts[prompt];
        let mut all = String::new();
        for step in [Undo::undo, Undo::redo] {
            let (mut entry, mut undo) = (self.session.entry(*spot).unwrap().clone(), undo.clone());
            all.push_str(&entry.texts().concat());
            while step(&mut undo, &mut entry) {
                all.push_str(&entry.texts().concat());
            }
        }
        all
    }
}

/// Types at the end of one of the fields.
fn write(entry: &mut Entry, field: Index, word: String) -> String {
    let mut fields = fields(entry);
    let at = field.index(fields.len());
    fields[at].push_str(&word);
    word
}

/// Every field of a prompt into which somebody can type.
fn fields(entry: &mut Entry) -> Vec<&mut String> {
    let mut fields: Vec<&mut String> = match &mut entry.answer {
        Answer::Read => Vec::new(),
        Answer::Text(words) => vec![&mut words.text, &mut words.source, &mut words.when],
        Answer::Choice(choice) => choice.options.iter_mut().map(|offered| &mut offered.note).collect(),
        Answer::Date(date) => vec![&mut date.day.day, &mut date.day.month, &mut date.day.year],
        Answer::Scale(scale) => vec![&mut scale.marks.first.moves, &mut scale.marks.second.moves],
        Answer::Point(point) => vec![&mut point.sentence, &mut point.restated],
        Answer::Why(tree) => {
            let ids: Vec<u32> = tree.walk().into_iter().map(|(_, reason)| reason.id()).collect();
            // One reason's fields at a time, and the claim only while there is none: a tree cannot lend them all.
            match ids.last() {
                None => vec![&mut tree.claim],
                Some(id) => {
                    let reason = tree.reason_mut(*id).unwrap();
                    let end = &mut reason.end;
                    vec![&mut reason.text, &mut reason.source, &mut reason.when, &mut end.because, &mut end.who]
                }
            }
        }
        Answer::Decisions(decisions) => {
            decisions.iter_mut().flat_map(|one| [&mut one.question, &mut one.who_decides, &mut one.reason]).collect()
        }
        Answer::Actions(actions) => actions.iter_mut().flat_map(|one| [&mut one.what, &mut one.owner]).collect(),
        Answer::Law(links) => links.links.iter_mut().map(|link| &mut link.how_met).collect(),
        Answer::Clock(clock) => {
            let Clock { made, continued, expires, homes, plan, permanence, born, .. } = &mut **clock;
            let days = [made, expires].into_iter().chain(continued.iter_mut().map(|one| &mut one.day));
            let days = days.flat_map(|Day { day, month, year }| [day, month, year]);
            let steps = permanence.iter_mut().flat_map(|one| [&mut one.what, &mut one.why]);
            let changes = homes.iter_mut().chain([plan]).map(|one| &mut one.what);
            days.chain(steps).chain(changes).chain([&mut born.month, &mut born.year]).collect()
        }
        Answer::Words(words) => {
            let quotes = words.quotes.iter_mut().flat_map(|one| [&mut one.words, &mut one.weight, &mut one.told]);
            quotes.chain([&mut words.chair, &mut words.would_ask]).collect()
        }
        Answer::Sort(sort) => sort
            .sentences
            .iter_mut()
            .flat_map(|one| [&mut one.text, &mut one.moves])
            .chain([&mut sort.pasted, &mut sort.questioned])
            .collect(),
        Answer::Rate(rate) => {
            let because = rate.because.iter_mut().flat_map(|one| [&mut one.first, &mut one.second]);
            because.chain([&mut rate.first, &mut rate.questioned]).collect()
        }
        Answer::Rehearse(rehearse) => rehearse.cards.iter_mut().map(|card| &mut card.words).collect(),
        Answer::Promises(promises) => promises.iter_mut().flat_map(|one| [&mut one.what, &mut one.note]).collect(),
        Answer::LastTime(last) => vec![&mut last.note],
    };
    fields.extend([&mut entry.not_known.who, &mut entry.not_known.by, &mut entry.not_relevant]);
    fields.extend([&mut entry.differ.first, &mut entry.differ.second]);
    fields
}

/// Everything but typing.
fn touch(entry: &mut Entry, edit: &Edit) {
    const MARKS: [Mark; 6] =
        [Mark::Unmarked, Mark::TalkedThrough, Mark::NotKnown, Mark::NotRelevant, Mark::ComeBack, Mark::Differ];
    if let Edit::Mark(at) = edit {
        entry.mark = *at.get(&MARKS);
        return;
    }
    match (&mut entry.answer, edit) {
        (Answer::Choice(choice), Edit::Choose(at)) => {
            let at = at.index(choice.options.len());
            let chosen = !choice.options[at].chosen;
            for (other, offered) in choice.options.iter_mut().enumerate() {
                offered.chosen = if other == at { chosen } else { offered.chosen && choice.several };
            }
        }
        (Answer::Date(date), Edit::NotSet) => date.not_set = !date.not_set,
        (Answer::Date(date), Edit::Choose(_)) => date.day = NaiveDate::from_ymd_opt(2026, 6, 4).unwrap().into(),
        (Answer::Scale(scale), Edit::Number(at, number)) => {
            scale.marks[*at.get(&[Who::First, Who::Second])].number = number.filter(|number| *number <= scale.to);
        }
        (Answer::Text(words), Edit::Basis(at)) => words.basis = Some(*at.get(&Basis::ALL)),
        (Answer::Decisions(decisions), Edit::Add) => decisions.push(Decision::default()),
        (Answer::Decisions(decisions), Edit::Remove(at)) if !decisions.is_empty() => {
            decisions.remove(at.index(decisions.len()));
        }
        (Answer::Actions(actions), Edit::Add) => actions.push(Action::default()),
        (Answer::Actions(actions), Edit::Remove(at)) if !actions.is_empty() => {
            actions.remove(at.index(actions.len()));
        }
        (Answer::Clock(clock), Edit::Add) => {
            clock.continued.push(Continuation::default());
            clock.permanence.push(Milestone::default());
        }
        (Answer::Clock(clock), Edit::Remove(at)) if !clock.continued.is_empty() => {
            clock.continued.remove(at.index(clock.continued.len()));
        }
        (Answer::Why(tree), edit) => grow(tree, edit),
        _ => {}
    }
}

fn grow(tree: &mut Tree, edit: &Edit) {
    let ids: Vec<u32> = tree.walk().into_iter().map(|(_, reason)| reason.id()).collect();
    match edit {
        Edit::Add | Edit::Ask(None) => drop(tree.ask(None, asked())),
        _ if ids.is_empty() => {}
        Edit::Ask(Some(at)) => drop(tree.ask(Some(*at.get(&ids)), asked())),
        Edit::Remove(at) => drop(tree.remove(*at.get(&ids))),
        Edit::End(at) => tree.reason_mut(*at.get(&ids)).unwrap().end.kind = Some(*at.get(&EndKind::ALL)),
        Edit::Move(at, 0) => tree.move_up(*at.get(&ids)),
        Edit::Move(at, 1) => tree.move_down(*at.get(&ids)),
        Edit::Move(at, _) => tree.move_out(*at.get(&ids)),
        Edit::Say(at, what) => say(tree, *at.get(&ids), *what),
        _ => {}
    }
}

fn say(tree: &mut Tree, id: u32, what: u8) {
    let place = Under::Reason(id);
    let muted = tree.is_muted(place);
    let top: Vec<u32> = tree.reasons().iter().map(Reason::id).collect();
    match what {
        0 => tree.mute(place, !muted),
        1 => tree.mute(Under::Claim, !muted),
        2 => tree.skip(place, asked()),
        3 => tree.join(top[0], id),
        4 => tree.part(id),
        _ => {
            let reason = tree.reason_mut(id).unwrap();
            match what {
                5 => reason.heavy = !reason.heavy,
                6 => reason.feeling = Some(!reason.is_feeling()),
                7 => reason.limit = Some(true),
                _ => reason.feeling = None,
            }
        }
    }
}

/// Whether there are words, a choice, a number or a day, looked at without asking the session.
fn says_something(answer: &Answer) -> bool {
    let words = |text: &str| text.chars().any(|c| !c.is_whitespace());
    match answer {
        Answer::Read => false,
        Answer::Choice(choice) => choice.options.iter().any(|offered| offered.chosen),
        Answer::Date(date) => date.not_set || date.day.date().is_some(),
        Answer::Scale(scale) => scale.marks.first.number.is_some() || scale.marks.second.number.is_some(),
        other => other.texts().into_iter().any(words),
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn no_path_leads_to_answered_with_nothing_said((prompts, edits) in edits()) {
        let mut desk = Desk::new(&prompts);
        for (prompt, edit, pause) in edits {
            let entry = desk.does(prompt, &edit, pause);
            let words = |text: &str| text.chars().any(|c| !c.is_whitespace());
            match entry.standing() {
                Standing::Answered => prop_assert!(entry.asks() && says_something(&entry.answer), "{entry:?}"),
                Standing::NotKnown => prop_assert!(words(&entry.not_known.who), "{entry:?}"),
                Standing::NotRelevant => prop_assert!(words(&entry.not_relevant), "{entry:?}"),
                Standing::Differ => {
                    prop_assert!(words(&entry.differ.first) && words(&entry.differ.second), "{entry:?}");
                }
                Standing::NotStarted => prop_assert!(!says_something(&entry.answer), "{entry:?}"),
                Standing::Started | Standing::ComeBack => {}
            }
        }
    }

    #[test]
    fn no_character_that_was_typed_is_lost((prompts, edits) in edits()) {
        let mut desk = Desk::new(&prompts);
        for (prompt, edit, pause) in edits {
            desk.does(prompt, &edit, pause);
        }
        for prompt in 0..desk.prompts.len() {
            let versions = desk.versions(prompt);
            for (_, word) in desk.typed.iter().filter(|(at, _)| *at == prompt) {
                prop_assert!(versions.contains(word), "{word} is gone");
            }
        }
    }

    #[test]
    fn whatever_is_changed_in_one_prompt_is_found_when_two_versions_are_compared(
        which: Index, prompt: Index, edit in edit(), at: Index,
    ) {
        let before = which.get(&SAMPLES);
        let mut after = before.clone();
        let spots: Vec<Spot> = before.entries().filter(|(_, one)| one.answer != Answer::Read).map(|(spot, _)| spot).collect();
        let spot = *prompt.get(&spots);
        let entry = after.entry_mut(spot).unwrap();
        let word = if let Edit::Type(_) | Edit::TypeOver(..) = edit { Some(write(entry, at, "‹1-1›".into())) } else { None };
        if word.is_none() && !matches!(edit, Edit::Undo | Edit::Redo | Edit::Keep) {
            touch(entry, &edit);
        }
        let (was, is) = (before.entry(spot).unwrap(), after.entry(spot).unwrap());
        let differences = compare(before, &after).differences;
        prop_assert!(differences.len() <= 1, "{differences:?}");
        // A line in which nothing is written yet is no word, and neither are blanks.
        let words = |entry: &Entry| -> Vec<String> {
            let mut words: Vec<String> = entry.texts().iter().map(|text| text.trim().to_owned()).collect();
            words.retain(|text| !text.is_empty());
            words
        };
        let says = was.mark != is.mark || words(was) != words(is);
        prop_assert!(!says || differences.len() == 1, "{edit:?}: {was:?} {is:?}");
        prop_assert!(differences.is_empty() || was.snapshot() != is.snapshot());
        if let [difference] = differences.as_slice() {
            prop_assert_eq!(&difference.prompt, &before.fill(&was.prompt));
            if let Some(word) = word {
                prop_assert!(difference.right.contains(&word) && !difference.left.contains(&word), "{difference:?}");
            }
            // The two sides hold whatever is in one version only.
            for (texts, others, side) in [(words(was), words(is), &difference.left), (words(is), words(was), &difference.right)] {
                for text in texts.iter().filter(|text| !others.iter().any(|other| other.contains(*text))) {
                    prop_assert!(side.contains(text.as_str()), "{text} is not in {side}");
                }
            }
        }
        let back = compare(&after, before).differences;
        let turned: Vec<_> = back.into_iter().map(|one| (one.right, one.left)).collect();
        let straight: Vec<_> = differences.into_iter().map(|one| (one.left, one.right)).collect();
        prop_assert_eq!(turned, straight);
    }

    /// Whether a prompt shows or is set aside changes nothing in it, and nothing in the file.
    #[test]
    fn hiding_and_showing_changes_no_answer(choices in vec((any::<Index>(), any::<Index>()), 1..30)) {
        let mut session = BLANK.clone();
        let spots: Vec<Spot> = session.entries().map(|(spot, _)| spot).collect();
        for (number, spot) in spots.iter().enumerate() {
            let mut fields = fields(session.entry_mut(*spot).unwrap());
            let at = number % fields.len();
            fields[at].extend(["‹", &number.to_string(), "›"]);
        }
        let texts = |session: &Session| session.entries().flat_map(|(_, one)| one.texts()).collect::<Vec<_>>().join("|");
        let before = texts(&session);
        let deciding: Vec<Spot> = session
            .entries()
            .filter(|(_, one)| matches!(one.answer, Answer::Choice(_)) || one.id == "words")
            .map(|(spot, _)| spot)
            .collect();
        let mut shows: BTreeSet<usize> = BTreeSet::new();
        for (at, option) in choices {
            let entry = session.entry_mut(*at.get(&deciding)).unwrap();
            touch(entry, &Edit::Choose(option));
            touch(entry, &Edit::Mark(option));
            shows.insert(session.applying().len());
            let text = serde_json::to_string(&session).unwrap();
            session = serde_json::from_str(&text).unwrap();
        }
        prop_assert!(shows.iter().all(|count| *count <= spots.len()));
        prop_assert_eq!(texts(&session), before);
    }

    #[test]
    fn a_why_tree_keeps_its_ids_its_depth_and_its_reasons(edits in vec(edit(), 1..80)) {
        let mut tree = Tree::default();
        let mut given: BTreeSet<u32> = BTreeSet::new();
        for edit in edits {
            let before: Vec<u32> = tree.walk().into_iter().map(|(_, reason)| reason.id()).collect();
            grow(&mut tree, &edit);
            let after: Vec<u32> = tree.walk().into_iter().map(|(_, reason)| reason.id()).collect();
            let set: BTreeSet<u32> = after.iter().copied().collect();
            prop_assert_eq!(set.len(), after.len(), "an id is there twice");
            prop_assert!(tree.walk().into_iter().all(|(depth, _)| depth <= Tree::CEILING));
            for id in set.iter().filter(|id| !before.contains(*id)) {
                prop_assert!(given.insert(*id), "the id {} was given before", id);
            }
            match edit {
                Edit::Remove(_) => prop_assert!(after.iter().all(|id| before.contains(id))),
                _ => prop_assert!(before.iter().all(|id| set.contains(id)), "{edit:?} lost a reason"),
            }
        }
    }

    #[test]
    fn removing_a_reason_takes_what_is_under_it_and_nothing_else(asks in vec(proptest::option::of(any::<Index>()), 1..40), at: Index) {
        let mut tree = Tree::default();
        for ask in [None].into_iter().chain(asks) {
            grow(&mut tree, &Edit::Ask(ask));
        }
        let ids: Vec<u32> = tree.walk().into_iter().map(|(_, reason)| reason.id()).collect();
        let mut alone = Tree::default();
        let removed = tree.remove(*at.get(&ids)).unwrap();
        let id = alone.ask(None, asked()).unwrap();
        *alone.reason_mut(id).unwrap() = removed;
        prop_assert_eq!(tree.count() + alone.count(), ids.len());
    }

    #[test]
    fn placeholders_fill_anything_and_touch_nothing_else(text in any::<String>(), braced in "[a{} child_.?!é]{0,40}", child in any::<String>()) {
        let filled = Placeholders { child, reference: "{child}".to_owned(), hearing_date: None };
        let plain = text.replace('{', "");
        prop_assert_eq!(filled.fill(&plain), plain.clone());
        for text in [&text, &braced] {
            let with_names = format!("{text} {{child}}{{reference}}{{");
            prop_assert!(filled.fill(&with_names).ends_with("{child}{"), "what is filled in is not filled again");
            let marked = shown(text).into_owned();
            prop_assert_eq!(shown(&marked).into_owned(), marked.clone(), "marks are shown as they are");
        }
    }

    #[test]
    fn the_reader_takes_any_bytes(bytes in vec(any::<u8>(), 0..400), text in any::<String>()) {
        ends_well("any.ron", &bytes)?;
        ends_well("any.ron", text.as_bytes())?;
        ends_well("any.ron", format!("Checklist({text})").as_bytes())?;
    }

    #[test]
    fn the_reader_takes_any_signs_in_any_order(parts in vec(select(PARTS.to_vec()), 0..60)) {
        ends_well("any.ron", parts.concat().as_bytes())?;
        ends_well("any.ron", format!("(format: 1, {})", parts.concat()).as_bytes())?;
    }

    #[test]
    fn a_shipped_file_with_a_slip_in_it_ends_in_problems_with_lines_or_is_sound(
        which in any::<Index>(),
        slips in vec((any::<Index>(), 0_usize..60, any::<Index>(), select(PARTS.to_vec()), 0_u8..5), 1..4),
    ) {
        let Source { file, mut bytes, .. } = which.get(&FILES).clone();
        for (at, length, to, part, how) in slips {
            let at = at.index(bytes.len());
            let piece = at..(at + length).min(bytes.len());
            match how {
                0 => drop(bytes.drain(piece)),
                1 => drop(bytes.splice(at..at, part.bytes())),
                2 => drop(bytes.splice(piece, part.bytes())),
                3 => {
                    let copy = bytes[piece].to_vec();
                    let to = to.index(bytes.len());
                    drop(bytes.splice(to..to, copy));
                }
                _ => bytes[at] = part.bytes().next().unwrap_or(b' '),
            }
        }
        ends_well(&file, &bytes)?;
    }
}

static PARROT: LazyLock<Parrot> = LazyLock::new(|| Library::read(shipped()).parrot.unwrap());

/// What people answer: sound, labels, absolutes, repetitions, feelings, the child's words, nothing.
const SAID: [&str; 18] = [
    "",
    "Contact is always distressing for Ailsa.",
    "It was agreed to return to it when matters were clearer.",
    "Given her history, relapse is likely.",
    "Her chaotic lifestyle continues.",
    "Ailsa's father is not involved.",
    "Ailsa cried at the end of 11 of the 31 sessions.",
    "Contact was reduced to monthly and the quality of contact is poor.",
    "It is our policy.",
    "The order is needed.",
    "It has always been the plan.",
    "It is best for her.",
    "There are no carers.",
    "I am worried.",
    "Ah wis feart.",
    "It keeps me awake.",
    "Ailsa said, \"Stay a wee bit longer.\"",
    "Without an order Dawn would remove Ailsa.",
];

/// A tree with these answers in it, and what the two have said about them.
fn talked(says: &[(usize, Option<Index>, u8)]) -> Tree {
    let mut tree = Tree::about(None);
    "The order is needed.".clone_into(&mut tree.claim);
    for (said, under, what) in says {
        let ids: Vec<u32> = tree.walk().into_iter().map(|(_, reason)| reason.id()).collect();
        let under = under.filter(|_| !ids.is_empty()).map(|at| *at.get(&ids));
        let Some(id) = tree.ask(under, asked()) else { continue };
        SAID[*said].clone_into(&mut tree.reason_mut(id).unwrap().text);
        match what {
            0 => tree.reason_mut(id).unwrap().end.kind = Some(EndKind::ChildsWords),
            1..7 => say(&mut tree, id, *what),
            _ => {}
        }
    }
    tree
}

fn says() -> impl Strategy<Value = Vec<(usize, Option<Index>, u8)>> {
    vec((0..SAID.len(), proptest::option::of(any::<Index>()), 0_u8..20), 1..14)
}

const AILSA: Around<'_> = Around {
    child: "Ailsa",
    assumed: &[],
    asked: &[],
    state: State::Asking,
    claim: but_why::session::parrot::ClaimKind::Plain,
};

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn the_parrot_never_asks_of_a_feeling_or_of_the_childs_words(says in says()) {
        let mut tree = talked(&says);
        let reasons: Vec<_> = tree.walk().into_iter().map(|(_, reason)| reason.clone()).collect();
        for reason in reasons {
            let feeling = reason.feeling.unwrap_or_else(|| is_feeling(&PARROT, &reason.text));
            let childs = reason.end.kind == Some(EndKind::ChildsWords) || reason.text.contains("Ailsa said");
            let speaks = speaks(&PARROT, &tree, Under::Reason(reason.id()), &AILSA, &[]);
            if feeling || childs || reason.heavy {
                let Speaks::Silent(silence) = speaks else { panic!("{speaks:?} of {reason:?}") };
                prop_assert!(!silence.leaves_room(), "{silence:?}");
            }
            if reason.is_feeling() || reason.heavy || reason.end.kind == Some(EndKind::ChildsWords) {
                prop_assert_eq!(tree.ask(Some(reason.id()), asked()), None);
            }
        }
    }

    #[test]
    fn no_wording_is_used_twice_while_another_is_left(says in says(), turns in vec(any::<Index>(), 1..80)) {
        let tree = talked(&says);
        let places: Vec<Under> = [Under::Claim]
            .into_iter()
            .chain(tree.walk().into_iter().map(|(_, reason)| Under::Reason(reason.id())))
            .collect();
        let mut used: Vec<String> = Vec::new();
        for turn in turns {
            let around = Around { asked: &used, ..AILSA };
            let Speaks::Asks(Ask { question, because }) = speaks(&PARROT, &tree, *turn.get(&places), &around, &[]) else {
                continue;
            };
            prop_assert!(!question.words.is_empty() && !because.is_empty());
            let Cause::Trigger(trigger) = question.cause else { panic!("{question:?}") };
            let words = PARROT.trigger(trigger).unwrap();
            let own = if words.directions[0] == question.direction { &words.asks[..] } else { &[] };
            let mut all = own.iter().chain(PARROT.asks(question.direction));
            if used.contains(&question.words) {
                prop_assert!(all.all(|one| used.contains(one)), "{} again", question.words);
            }
            used.push(question.words);
        }
    }

    /// Whatever is answered, and wherever one goes on from: down one chain, and at the claim.
    #[test]
    fn every_chain_ends(answers in vec(0..SAID.len(), 12), claim in 0..SAID.len()) {
        let mut tree = Tree::default();
        SAID[claim].clone_into(&mut tree.claim);
        let mut place = Under::Claim;
        let mut again = 0;
        let mut ended = false;
        for answer in &answers {
            let asked: Vec<String> = tree.questions().into_iter().map(str::to_owned).collect();
            let Speaks::Asks(Ask { question, .. }) = speaks(&PARROT, &tree, place, &Around { asked: &asked, ..AILSA }, &[])
            else {
                ended = true;
                break;
            };
            again = if question.asks_again() { again + 1 } else { 0 };
            prop_assert!(again <= AGAIN, "a reason was asked again for the {again}th time in a row");
            let id = tree.ask(place.id(), question).expect("what the parrot asks can be asked");
            SAID[*answer].clone_into(&mut tree.reason_mut(id).unwrap().text);
            place = Under::Reason(id);
        }
        prop_assert!(ended && tree.count() <= Tree::CEILING);

        let mut asks = 0;
        while let Speaks::Asks(Ask { question, .. }) = speaks(&PARROT, &tree, Under::Claim, &AILSA, &[]) {
            tree.skip(Under::Claim, question);
            asks += 1;
            prop_assert!(asks <= 20);
        }
    }
}

/// Nothing in reading takes the square of a file's length: these are half as large as a file may be.
#[test]
fn large_files_made_to_be_slow_end_as_well() {
    let head = "Checklist(format: 1, id: \"any\", title: \"\", purpose: \"\", meeting: \"\", jurisdiction: \"\", version: \"\", \
        authors: [], changed: \"\", review_by: \"2027-03-31\", licence: \"\", paces: [], sections: [";
    let rows = [
        ("", "("),
        ("", "[]"),
        ("", "/*"),
        ("", "r#\""),
        ("(a: \"", "b\" \"c"),
        ("(a: ", "“"),
        ("", "\n"),
        (head, "(id: \"a\", title: \"\", minutes: {}, items: []),"),
        (head, "(items: [(),(),()]),"),
        (head, "1,"),
        (&head.replace("paces: [], sections: [", "sections: [], paces: ["), "(id: \"a\", title: \"\", minutes: 1),"),
    ];
    let item = "(id: \"a\", prompt: \"{a}\", kind: Text),";
    let section = format!("{head}(id: \"a\", title: \"\", minutes: {{}}, items: [");
    for (begins, part) in rows.into_iter().chain([(section.as_str(), item), (&section, "(),")]) {
        let mut text = begins.to_owned() + &part.repeat((Limits::BYTES / 2 - begins.len()) / part.len());
        if begins.starts_with("Checklist") {
            text.push_str(if part == item || part == "()," { "])])" } else { "])" });
        }
        ends_well("any.ron", text.as_bytes()).unwrap();
    }
}

static FILES: LazyLock<Vec<Source>> = LazyLock::new(shipped);

/// What files are made of, and what people put into them.
const PARTS: [&str; 44] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "'",
    "/",
    "//",
    "/*",
    "*/",
    "\n",
    "\r\n",
    " ",
    "#",
    "!",
    "r#\"",
    "\"#",
    "“",
    "”",
    "’",
    "é",
    "\u{FEFF}",
    "\0",
    "\u{A0}",
    "\u{202E}",
    "1",
    "-1",
    "1.5",
    "99999999999",
    "true",
    "Text",
    "Why",
    "Some(",
    "id: ",
    "sections: [",
    "items: [",
    "kind: ",
    "shows_when: ",
    "\"a\"",
];

/// Reading ends in a checklist, or in problems of which each is about the whole file or has a line that is there.
fn ends_well(file: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    match read(file, bytes) {
        Ok(Contents::Checklist { checklist, .. }) => prop_assert!(!checklist.sections.is_empty()),
        Ok(_) => {}
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            for problem in &problems {
                let Problem { place, what, help: _ } = problem;
                prop_assert!(place.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem} of {lines} lines");
                prop_assert!(!what.is_empty());
                prop_assert!(place.item.is_none() || place.line.is_some());
            }
            let sorted = problems.is_sorted_by_key(|problem| problem.place.line);
            prop_assert!(sorted, "{problems:?}");
        }
    }
    Ok(())
}
