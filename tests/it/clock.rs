//! What does the clock show, say aloud and write into the note? Over a small checklist of its own, with Ailsa's order.

use but_why::{
    record::{Kept, NoteHeader, Stage, answer_blocks, decision_note},
    session::{
        Answer, Clock, Date, Day, Decision, DecisionState, Mark, Session, Setup, Spot,
        clock::{BirthMonth, Continuation, Happening, Lives, Milestone},
    },
    ui::Action,
};
use chrono::NaiveDate;
use egui::{Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{
    desk::{Desk, Look, Window},
    library::{own, shelf},
    notes::{at, with_canaries},
    pictures::{is_whole, save},
    screens::go,
};

const CHECKLIST: &str = r#"Checklist(
    format: 1,
    id: "drift",
    title: "How long it has been",
    purpose: "The clock of one order, for two.",
    meeting: "Review hearing",
    jurisdiction: "Scotland",
    version: "1.0.0",
    authors: ["Team East"],
    changed: "1.0.0: the first version",
    review_by: "2027-03-31",
    licence: "CC-BY-4.0",
    paces: [(id: "full", title: "Ten minutes", minutes: 10)],
    sections: [(
        id: "clock",
        title: "The clock",
        minutes: {"full": 10},
        items: [
            (id: "clock", prompt: "What has happened since the order was made?", kind: Clock),
            (id: "decisions", prompt: "Which decisions wait?", kind: Decisions),
        ],
    )],
)
"#;

const SPOT: Spot = Spot { section: 0, entry: 0 };

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn session(clock: Clock) -> Session {
    let library = shelf(&[own("drift.ron", CHECKLIST)]);
    let checklist = &library.checklist("drift").unwrap().checklist;
    let setup = Setup {
        child: "Ailsa".into(),
        hearing_date: Date { day: day(2026, 6, 2).into(), not_set: false },
        ..Setup::default()
    };
    let mut session = Session::open(checklist, &checklist.paces[0], &library, setup, "drift".into(), at(22));
    session.entry_mut(SPOT).unwrap().answer = Answer::Clock(Box::new(clock));
    session
}

fn month(month: &str, year: &str) -> Day {
    Day { day: String::new(), month: month.into(), year: year.into() }
}

fn half() -> Clock {
    Clock {
        made: day(2020, 6, 16).into(),
        continued: vec![Continuation { day: month("ju", "2021"), varied: Some(false) }, Continuation::default()],
        ..Clock::default()
    }
}

fn whole() -> Clock {
    let continued = [(2021, 6, 14), (2022, 6, 13), (2023, 6, 12), (2024, 6, 10), (2025, 6, 6)];
    let worker = |day: Day, what: &str| Happening { day, what: what.into() };
    let mut clock = Clock {
        made: day(2020, 6, 16).into(),
        continued: continued.map(|(y, m, d)| Continuation { day: day(y, m, d).into(), varied: Some(false) }).into(),
        expires: day(2026, 6, 5).into(),
        lives: Some(Lives::Away),
        homes: vec![worker(day(2020, 6, 16).into(), "To Gran, Mrs Rennie")],
        workers: vec![
            worker(month("June", "2020"), "first worker"),
            worker(month("", "2021"), "second worker"),
            worker(month("August", "2023"), "third worker"),
            worker(month("January", "2026"), "R.H."),
        ],
        permanence: vec![Milestone {
            day: month("March", "2023"),
            what: "Permanence discussed at our review, and parked".into(),
            why: "Until matters were clearer".into(),
        }],
        born: BirthMonth { month: "March".into(), year: "2017".into() },
        accommodated: day(2020, 6, 16).into(),
        ..Clock::default()
    };
    clock.single.last_review = day(2026, 5, 6).into();
    clock.single.last_visit = day(2026, 4, 9).into();
    clock
}

/// Ailsa's clock with the decision that has waited since March 2023.
fn ailsa() -> Session {
    let mut session = session(whole());
    session.entry_mut(SPOT).unwrap().mark = Mark::TalkedThrough;
    let decisions = session.entry_mut(Spot { section: 0, entry: 1 }).unwrap();
    decisions.answer = Answer::Decisions(vec![Decision {
        question: "Where will Ailsa grow up?".into(),
        state: Some(DecisionState::Parked),
        last_moved: "our review, March 2023".into(),
        ..Decision::default()
    }]);
    session
}

fn desk(session: &Session) -> Desk {
    let desk = Desk::new();
    desk.store().save(&Kept::Session(session.clone())).unwrap();
    desk
}

fn window(desk: &Desk, look: Look) -> Window<'static> {
    let mut window = desk.window(look);
    go(&mut window, &[Action::Open("drift".into())]);
    window
}

#[test]
fn the_clock_is_whole_empty_half_filled_and_finished_in_both_themes_at_100_and_200_percent() {
    for theme in [Theme::Light, Theme::Dark] {
        // High enough for the whole of it to be looked at.
        for (size, text) in [([1280.0, 3600.0], 100), ([1280.0, 800.0], 100), ([1280.0, 8000.0], 200)] {
            for (state, session) in
                [("empty", session(Clock::default())), ("half", session(half())), ("finished", ailsa())]
            {
                let desk = desk(&session);
                let mut window = window(&desk, Look { size, text, theme });
                let theme = if theme == Theme::Dark { "dark" } else { "light" };
                let name = format!("clock-{state}-{theme}-{}x{}-{text}", size[0], size[1]);
                is_whole(&window, &name);
                save(&window.picture(), &name);
            }
        }
    }
}

#[test]
fn what_the_clock_tells_is_on_the_screen_and_said_to_screen_readers() {
    let desk = desk(&ailsa());
    let window = window(&desk, Look { size: [1280.0, 3000.0], ..Look::USUAL });
    for words in [
        "5 years 11 months 17 days, since 16 June 2020",
        "5; none of them varied anything",
        "6 of the 9 years of Ailsa's life: about two thirds of it",
        "4 workers; the present one since January 2026",
        "Where will Ailsa grow up? Parked for about 3 years 3 months",
        "Are we already satisfied that this needs to change? Then we must ask now.",
        "Guidance, not law",
        "Next looked-after review",
        "Friday 6 November 2026",
        "To be safe, by Thursday 5 November 2026. Check with the Reporter.",
    ] {
        window.expect(words);
    }
    let painted = window
        .0
        .get_by(|node| node.role() == Role::Image && node.label().is_some_and(|name| name.starts_with("Time line. ")));
    let name = painted.accesskit_node().label().unwrap();
    for words in ["16 June 2020: The order was made.", "March 2023: Permanence: ", "2 June 2026: This hearing."] {
        assert!(name.contains(words), "{name}");
    }
}

#[test]
fn a_finished_session_reads_the_clock_as_it_stands_in_the_note() {
    let desk = Desk::new();
    desk.store().save(&Kept::Record(ailsa().finish(at(22)))).unwrap();
    let mut window = window(&desk, Look { size: [1280.0, 2600.0], ..Look::USUAL });
    for words in ["5; none of them varied anything", "16 June 2020: The order was made.", "Dates that follow"] {
        window.expect(words);
    }
    is_whole(&window, "clock-record");
    save(&window.picture(), "clock-record");
}

#[test]
fn a_history_is_written_by_keyboard_alone_and_what_was_typed_stays() {
    let desk = desk(&session(Clock::default()));
    let mut window = window(&desk, Look { size: [1280.0, 3000.0], ..Look::USUAL });
    let type_on = |window: &mut Window<'_>, text: &str| {
        let focused = window.0.get_by(|node| node.is_focused() && node.role() == Role::TextInput);
        focused.type_text(text);
        window.0.run();
        window.key(Modifiers::NONE, Key::Tab);
    };
    // The first field of the prompt has the focus: the day on which the order was made, then its expiry.
    for text in ["16", "June", "2020"] {
        type_on(&mut window, text);
    }
    window.expect("Tuesday 16 June 2020");
    window.expect("the order cannot last longer than 16 June 2021");
    type_on(&mut window, "5");
    window.key(Modifiers::SHIFT, Key::Tab);
    window.press("Add a continuation");
    type_on(&mut window, "6");
    type_on(&mut window, "Ju");
    window.press("Add another continuation");
    window.press("Remove continuation 2");
    window.saved();
    let kept = desk.after_a_kill().store().load("drift").unwrap();
    let session = kept.session();
    let Answer::Clock(clock) = &session.entry(SPOT).unwrap().answer else { panic!("the first item is a clock") };
    assert_eq!(clock.made.date(), Some(day(2020, 6, 16)));
    assert_eq!(clock.expires.day, "5");
    let half = Day { day: "6".into(), month: "Ju".into(), year: String::new() };
    assert_eq!(clock.continued, [Continuation { day: half, varied: None }]);
}

#[test]
fn the_note_has_the_figures_the_time_line_and_the_dates_that_are_still_to_come() {
    let text = decision_note(&ailsa(), Stage::Draft(at(22)), &NoteHeader::default()).to_text().replace("\r\n", "\n");
    for words in [
        "Time on the order: 5 years 11 months 17 days, since 16 June 2020.",
        "Expires, as written on the order: 5 June 2026.",
        "16 June 2020: The order was made.",
        "March 2023: Permanence: Permanence discussed at our review, and parked. Why: Until matters were clearer.",
        "Next looked-after review: 6 November 2026; to be safe, by 5 November 2026.",
        "Looked After Children (Scotland) Regulations 2009, regulation 45",
        "Check each with the Reporter.",
    ] {
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
    // Its safe day has passed, its last day has passed, or it is a question to the two of them.
    for words in ["5 March 2026; to be safe", "Then we must ask now", "%"] {
        assert!(!text.contains(words), "{words} is in:\n{text}");
    }
}

#[test]
fn every_word_that_was_typed_into_the_clock_stands_in_the_note_once() {
    let mut session = session(Clock::default());
    let words = with_canaries(session.entry_mut(SPOT).unwrap(), &mut 0);
    assert!(words.len() > 20);
    let text = decision_note(&session, Stage::Draft(at(22)), &NoteHeader::default()).to_text();
    for word in words {
        assert_eq!(text.matches(&word).count(), 1, "{word} in:\n{text}");
    }
}

#[test]
fn an_empty_clock_says_nothing_in_a_note() {
    let session = session(Clock::default());
    assert_eq!(answer_blocks(&session, session.entry(SPOT).unwrap()), Some(Vec::new()));
}
