//! The child's words, the law beside the recommendation, and the panel: what do they look like, and what happens when one uses
//! them? They stand in a small checklist of their own.

use std::time::Duration;

use but_why::{
    record::{Kept, NoteHeader, Stage, decision_note},
    session::{Answer, Date, Entry, Mark, Pair, People, Person, Quote, Session, Setup, Spot, Who},
    ui::{Action, Place},
};
use chrono::NaiveDate;
use egui::{Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{
    desk::{Desk, Look, Window},
    library::{own, shelf},
    notes::with_canaries,
    pictures::{is_whole, save},
    screens::go,
};

const CHAIR: &str = r#"Checklist(
    format: 1,
    id: "chair",
    title: "The chair, the law and the panel",
    purpose: "For tests.",
    meeting: "Review hearing",
    jurisdiction: "Scotland",
    version: "1.0.0",
    authors: ["Team North"],
    changed: "",
    review_by: "2027-03-31",
    licence: "CC0-1.0",
    paces: [(id: "full", title: "An hour", minutes: 60), (id: "short", title: "Half an hour", minutes: 30)],
    sections: [
        (
            id: "all",
            title: "{child}'s chair, and what carries the order",
            minutes: {"full": 60, "short": 30},
            items: [
                (id: "words", prompt: "What has {child} said?", hint: "Words and date first.", kind: Words, short: true),
                (
                    id: "law",
                    prompt: "Which lines of law carry the recommendation?",
                    kind: Law,
                    law: ["s25", "s27", "s28", "s138_4", "s29a", "s131", "reg45_4", "s84", "g_two_years"],
                ),
                (
                    id: "panel",
                    prompt: "What would a panel ask?",
                    kind: Rehearse(
                        panel: "scotland",
                        fixed: [
                            "Why not do less?",
                            "Why not do more?",
                            "Why now?",
                            "What if {child}'s mum says \"you never asked\"?",
                        ],
                    ),
                ),
            ],
        ),
    ],
)
"#;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Empty,
    Half,
    Finished,
}

const STATES: [(State, &str); 3] = [(State::Empty, "empty"), (State::Half, "half"), (State::Finished, "finished")];

const IDS: [&str; 3] = ["words", "law", "panel"];

fn session(pace: &str, state: State) -> Session {
    let library = shelf(&[own("chair.ron", CHAIR)]);
    assert_eq!(library.faulty, []);
    let checklist = &library.checklist("chair").unwrap().checklist;
    let person = |name: &str| Person { name: name.into(), role: String::new(), newly_qualified: false };
    let setup = Setup {
        people: People { persons: Pair { first: person("R.H."), second: person("S.M.") }, presenter: Who::First },
        child: "Ailsa".into(),
        reference: "AB12".into(),
        hearing: "Review hearing".into(),
        hearing_date: Date { day: NaiveDate::from_ymd_opt(2026, 6, 2).unwrap().into(), not_set: false },
        ..Setup::default()
    };
    let now = Desk::new().now();
    let mut session = Session::open(checklist, checklist.pace(pace).unwrap(), &library, setup, "chair".into(), now);
    session.sections[0].entries.iter_mut().for_each(|entry| fill(entry, state));
    session
}

/// Writes what two people might, from the practice case.
fn fill(entry: &mut Entry, state: State) {
    if state == State::Empty {
        return;
    }
    let finished = state == State::Finished;
    match &mut entry.answer {
        Answer::Words(words) if finished => {
            words.quotes.push(Quote {
                words: "I want tae stay a wee bit longer".into(),
                when: "14 April 2026".into(),
                place: "the contact centre".into(),
                manner: "talking, at the door".into(),
                childs_choice: Some(false),
                heard_by: "the supervisor".into(),
                weight: "It leads the report. It is why we ask for more time with her mum.".into(),
                told: "That the panel will read it in her words.".into(),
            });
            words.quotes.push(Quote {
                words: "I like living with my gran".into(),
                when: "12 May 2026".into(),
                ..Quote::default()
            });
            words.would_ask =
                "Does she want more time with her mum? Ms Orr, by drawing or talking, as Ailsa chooses.".into();
        }
        Answer::Words(words) => {
            words.chair = "It was felt that discussing the hearing would unsettle her.".into();
        }
        Answer::Law(links) => {
            links.links[2].how_met =
                "Nobody has agreed where Ailsa sleeps; with no order she could be moved that night.".into();
            if finished {
                links.links[3].how_met =
                    "Protection: 11 of 31 family times ended in tears, and nobody knows why.".into();
                links.links[8].how_met = "Six years on one order.".into();
            }
        }
        Answer::Rehearse(rehearse) => {
            rehearse.draw();
            rehearse.cards[4].from_child = Some(false);
            rehearse.cards[4].words = "We had not asked Dawn. S.M. asks her by 22 May.".into();
            if finished {
                rehearse.cards.iter_mut().skip(5).for_each(|card| card.from_child = Some(true));
                rehearse.cards[0].from_child = Some(true);
            }
        }
        _ => panic!("another kind"),
    }
    if finished {
        entry.mark = Mark::TalkedThrough;
    }
}

fn desk(pace: &str, state: State) -> Desk {
    let desk = Desk::new();
    let store = desk.store();
    let session = session(pace, state);
    let mut finished = session.clone();
    store.save(&Kept::Session(session)).unwrap();
    finished.id = "finished".into();
    store.save(&Kept::Record(finished.finish(desk.now()))).unwrap();
    desk
}

fn come_to(window: &mut Window<'_>, id: &str) {
    let entry = IDS.iter().position(|one| *one == id).unwrap();
    go(window, &[Action::Open("chair".into()), Action::GoTo(Spot { section: 0, entry })]);
}

/// The names of all fields on the screen.
fn fields(window: &Window<'_>) -> Vec<String> {
    let fields = window.0.query_all_by(|node| matches!(node.role(), Role::TextInput | Role::MultilineTextInput));
    fields.filter_map(|node| node.accesskit_node().label()).collect()
}

/// How often a text stands on the screen that begins with these words.
fn times(window: &Window<'_>, words: &str) -> usize {
    window
        .0
        .query_all_by(|node| node.role() == Role::Label && node.value().is_some_and(|value| value.starts_with(words)))
        .count()
}

/// For how long the window sleeps if nobody touches it.
fn sleeps(window: &Window<'_>) -> Duration {
    window.0.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay
}

/// What has the focus, by its name.
fn at(window: &Window<'_>) -> String {
    let focused = window.0.root().children_recursive().find(|node| node.accesskit_node().is_focused());
    focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn every_kind_is_whole_empty_half_filled_and_finished() {
    for (state, state_name) in STATES {
        let desk = desk("full", state);
        for theme in [Theme::Light, Theme::Dark] {
            for (size, text) in [([1280.0, 800.0], 100), ([1280.0, 800.0], 200), ([1024.0, 640.0], 200)] {
                let mut window = desk.window(Look { size, text, theme });
                let theme = if theme == Theme::Dark { "dark" } else { "light" };
                let keep = |window: &mut Window<'_>, name: &str| {
                    let name = format!("chair-{name}-{state_name}-{theme}-{}x{}-{text}", size[0], size[1]);
                    let picture = window.picture();
                    is_whole(window, &name);
                    save(&picture, &name);
                };
                for id in IDS {
                    come_to(&mut window, id);
                    keep(&mut window, id);
                    if state != State::Empty && id == "law" {
                        window.press("Section 28");
                        keep(&mut window, "law-open");
                        window.press("Close");
                        window.press("Guidance on looked-after");
                        keep(&mut window, "law-guidance");
                        window.press("Close");
                    }
                    if state == State::Finished && id == "words" {
                        window.press("“I want tae stay");
                        keep(&mut window, "words-open");
                        window.press("Close");
                    }
                    if state == State::Half && id == "panel" {
                        window.press("Why now?");
                        keep(&mut window, "panel-open");
                        window.press("Close");
                    }
                }
                go(&mut window, &[Action::Go(Place::Review)]);
                window.press("1 Ailsa's chair");
                window.key(Modifiers::NONE, Key::PageDown);
                keep(&mut window, "review");
                go(&mut window, &[Action::Open("finished".into())]);
                window.key(Modifiers::NONE, Key::End);
                keep(&mut window, "record");
            }
        }
    }
}

#[test]
fn the_chair_is_empty_until_somebody_writes_what_the_child_said() {
    let desk = desk("short", State::Empty);
    let mut window = desk.window(Look::USUAL);
    come_to(&mut window, "law");
    come_to(&mut window, "words");
    let words = "Word for word, in Ailsa's own spelling";
    assert_eq!(at(&window), words, "the words come first");
    let chairs = |window: &Window<'_>| window.0.query_all_by_label("An empty chair").count();
    assert_eq!(chairs(&window), 1);
    window.expect("The chair is empty: nothing that Ailsa said is written here yet.");
    window.write("What has kept us from having words?", "It was felt that it would unsettle her");
    window.expect("Who thought so, and who could ask in another way?");
    assert!(!fields(&window).contains(&"Heard by".to_owned()), "a short session folds what can wait");

    window.write(words, "I dinnae want tae go  , OK");
    assert_eq!(chairs(&window), 0);
    window.expect("It was felt that it would unsettle her");
    window.press("Where, how, who heard it");
    window.write("Heard by", "Ms Orr");
    // The other way round, step by step: nothing that was written is gone.
    window.press("Add something else that Ailsa said");
    assert_eq!(at(&window), words);
    window.press("“I dinnae want tae go , OK”");
    assert_eq!(window.field(words).value().as_deref(), Some("I dinnae want tae go  , OK"));
    assert_eq!(window.field("Heard by").value().as_deref(), Some("Ms Orr"));
    window.press("No words yet");
    window.press("Remove words 2");
    assert_eq!(window.field(words).value().as_deref(), Some("I dinnae want tae go  , OK"));
}

#[test]
fn no_field_asks_what_the_child_felt() {
    for (pace, state) in [("full", State::Empty), ("full", State::Finished), ("short", State::Half)] {
        let desk = desk(pace, state);
        let mut window = desk.window(Look::USUAL);
        come_to(&mut window, "words");
        if state == State::Finished {
            window.press("“I want tae stay");
        } else {
            window.press("Where, how, who heard it");
        }
        let fields = fields(&window);
        assert!(fields.len() > 8, "{fields:?}");
        for field in fields {
            let field = field.to_lowercase();
            for guess in ["feel", "felt", "think", "means", "why", "seemed"] {
                assert!(!field.contains(guess), "{field}");
            }
        }
    }
}

#[test]
fn twenty_quiet_seconds_are_quiet_and_come_to_an_end() {
    const QUIET: &str = "It is quiet now. Nothing has to be said.";
    const OVER: &str = "The twenty seconds are over. Go on when you are ready.";
    let desk = desk("full", State::Empty);
    let mut window = desk.window(Look::USUAL);
    come_to(&mut window, "words");
    assert!(!window.shows(QUIET) && !window.shows(OVER), "they begin when the two want them");
    window.press("Twenty quiet seconds");
    let begun = window.0.ctx.input(|input| input.time);
    window.expect(QUIET);
    assert_eq!(at(&window), "What has kept us from having words?");
    let still = window.picture();
    let mut passes = 0;
    while window.0.ctx.input(|input| input.time) < begun + 19.0 {
        assert!(sleeps(&window) > Duration::ZERO, "the window sleeps");
        window.0.step();
        assert!(window.shows(QUIET));
        passes += 1;
    }
    assert!(passes > 50);
    assert!(still == window.picture(), "nothing moves, and nothing counts");
    for _ in 0..8 {
        window.0.step();
    }
    window.expect(OVER);
    let said = window.0.query_all_by(|node| node.role() == Role::Status && node.label().as_deref() == Some(OVER));
    assert_eq!(said.count(), 1, "and it is said to who does not look");
    assert!(sleeps(&window) > Duration::from_secs(1));
    // Left for another prompt and come back to, it can begin again.
    come_to(&mut window, "law");
    come_to(&mut window, "words");
    window.find("Twenty quiet seconds");
}

#[test]
fn a_line_of_law_is_linked_by_saying_how_it_is_met() {
    const NONE: &str = "No line carries the recommendation yet.";
    let desk = desk("full", State::Empty);
    let mut window = desk.window(Look::USUAL);
    come_to(&mut window, "law");
    window.expect(NONE);
    assert_eq!(times(&window, "Guidance, not law. Not confirmed: read in an undated text."), 1);
    assert_eq!(times(&window, "Read as at 15 December 2025, unless a line has another date."), 1, "the caution");
    let welfare = "The hearing must treat the need to safeguard";
    assert_eq!(times(&window, welfare), 0, "closed, it is in its row");
    window.press("Section 25(1)");
    assert_eq!(times(&window, welfare), 1, "and open it is not beside the prompt as well");
    assert_eq!(at(&window), "How it is met here");
    assert_eq!(fields(&window).iter().filter(|field| *field == "How it is met here").count(), 1, "one at a time");

    window.key(Modifiers::NONE, Key::Escape);
    assert!(at(&window).starts_with("Section 25(1) and (2)"), "Escape comes back to the row: {}", at(&window));
    window.key(Modifiers::NONE, Key::Tab);
    window.key(Modifiers::NONE, Key::Tab);
    assert!(at(&window).starts_with("Section 28"), "{}", at(&window));
    window.key(Modifiers::NONE, Key::Enter);
    window.write("How it is met here", "Nobody has agreed where Ailsa sleeps.");
    window.expect("What carries the recommendation: section 28.");
    window.press("Close");
    window.find("Section 28, Linked");

    // What is not law, or not confirmed, stands beside it and carries nothing.
    for (row, sentence) in
        [("Section 84", "not confirmed as law in force today"), ("Guidance on looked-after", "This is guidance.")]
    {
        window.press(row);
        window.expect(sentence);
        window.write("How it is met here", "Six years.");
        window.press("Close");
    }
    window.expect("What carries the recommendation: section 28.");
    window.expect("Linked, but it does not carry by itself: section 84");
}

#[test]
fn escape_closes_the_line_and_then_the_pair_view() {
    let desk = desk("full", State::Half);
    let mut window = desk.window(Look::USUAL);
    come_to(&mut window, "law");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.press("Section 28");
    assert!(!window.shows("Working notes") && at(&window) == "How it is met here");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Working notes") && fields(&window).iter().all(|field| field != "How it is met here"));
    window.key(Modifiers::NONE, Key::Escape);
    window.expect("Working notes");
}

#[test]
fn the_panel_asks_three_others_and_keeps_what_was_answered() {
    let desk = desk("full", State::Empty);
    let mut window = desk.window(Look::USUAL);
    come_to(&mut window, "panel");
    for fixed in ["Why not do less?", "Why not do more?", "Why now?", "What if Ailsa's mum says"] {
        window.find(fixed);
    }
    let shown = |window: &Window<'_>| {
        let deck = |session: &Session| {
            let Answer::Rehearse(rehearse) = &session.sections[0].entries[2].answer else { panic!("it is one") };
            rehearse.deck.iter().map(|question| session.fill(&question.asks)).collect::<Vec<_>>()
        };
        let of_panel = deck(&session("full", State::Empty));
        of_panel.into_iter().filter(|asks| window.shows(asks)).collect::<Vec<_>>()
    };
    assert_eq!(shown(&window), Vec::<String>::new());
    window.press("Draw three questions");
    let first = shown(&window);
    assert_eq!(first.len(), 3);
    window.expect("21 of 24 not drawn yet.");
    assert_eq!(at(&window), "Yes", "the first card is open, and asks one thing at once");
    window.press("Not yet");
    window.press("Next question");
    assert_eq!(at(&window), "Yes");
    window.press("Draw three other questions");
    let second = shown(&window);
    assert_eq!(second.len(), 4, "{second:?}");
    assert!(second.contains(&first[0]) && !second.contains(&first[1]) && !second.contains(&first[2]));
    window.find(&format!("{}, Not yet from Ailsa", first[0]));
    // Two draws of three are done. What nobody answered goes each time, and all have come after six more.
    for _ in 0..6 {
        window.press("Draw three other questions");
    }
    window.expect("The next draw begins anew.");
    window.press("Draw three other questions");
    window.expect("They have begun anew.");
    assert!(shown(&window).contains(&first[0]));
}

#[test]
fn everything_that_was_said_is_in_the_note_once() {
    const MARKS: [Mark; 6] =
        [Mark::Unmarked, Mark::TalkedThrough, Mark::NotKnown, Mark::NotRelevant, Mark::ComeBack, Mark::Differ];
    for mark in MARKS {
        let mut session = session("full", State::Empty);
        let mut next = 0;
        let mut words = Vec::new();
        for entry in &mut session.sections[0].entries {
            if let Answer::Rehearse(rehearse) = &mut entry.answer {
                rehearse.draw();
            }
            entry.mark = mark;
            words.extend(with_canaries(entry, &mut next));
        }
        assert!(words.len() > 20, "{words:?}");
        let text = decision_note(&session, Stage::Draft(Desk::new().now()), &NoteHeader::default()).to_text();
        for word in words {
            assert_eq!(text.matches(&word).count(), 1, "{mark:?}: {word} in:\n{text}");
        }
    }
}

#[test]
fn the_note_says_what_the_child_said_what_carries_and_what_to_expect() {
    let now = Desk::new().now();
    let note = |state| {
        let note = decision_note(&session("full", state), Stage::Draft(now), &NoteHeader::default());
        note.to_text().replace("\r\n", "\n")
    };
    let blank = note(State::Empty);
    assert!(blank.contains("The chair is empty: nothing that Ailsa said is written here yet.\n"), "{blank}");
    assert!(!blank.contains("section 28"), "a line that nobody linked is not named");
    let half = note(State::Half);
    for said in [
        "The chair is empty: nothing that Ailsa said is written here yet.\n",
        "What has kept us from having words: It was felt that discussing the hearing would unsettle her.\n",
        "Section 28: Nobody has agreed where Ailsa sleeps; with no order she could be moved that night.\n",
        "2011: section 28. In force as at 15 December 2025. Recheck by 28 February 2027.\n",
        "What changed: We had not asked Dawn.",
    ] {
        assert!(half.contains(said), "{said} in:\n{half}");
    }
    assert!(!half.contains("section 138(4)"), "{half}");
    let finished = note(State::Finished);
    for said in [
        "I want tae stay a wee bit longer",
        "When: 14 April 2026. Where: the contact centre. In what manner: talking, at the door. Ailsa did not choose that",
        "page on PACE aim 1: Six years on one order. (Guidance: it does not carry the recommendation by itself.)\n",
        "Questions to expect, answered aloud\n",
        "What changed: We had not asked Dawn. S.M. asks her by 22 May. The answer did not start from Ailsa yet.\n",
    ] {
        assert!(finished.contains(said), "{said} in:\n{finished}");
    }
    assert!(!finished.contains("The chair is empty"));
}
