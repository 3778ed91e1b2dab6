//! Who has the floor: does a pause rest everything, does advice wait, do minutes stay words, whose yes is it?

use std::fs;

use egui::{Key, Modifiers};

use crate::desk::{Desk, Look, Window};

const CHECKLIST: &str = r#"
Checklist(
    format: 1, id: "two_steps", title: "Two steps", purpose: "For a test.", meeting: "Review", jurisdiction: "Scotland",
    version: "1", authors: ["A group"], changed: "The first.", review_by: "2030-01-01", licence: "CC0-1.0",
    paces: [(id: "full", title: "Ten minutes", minutes: 10)],
    sections: [
        (
            id: "tell", title: "Tell", minutes: {"full": 4}, speaks: InTurn,
            items: [(id: "changed", prompt: "What has changed?", kind: Text)],
        ),
        (
            id: "weigh", title: "Weigh it", minutes: {"full": 6}, opens_advice: true,
            items: [(id: "stands", prompt: "Would it stand?", kind: Text)],
        ),
    ],
)"#;

/// A session of that checklist, at its first prompt.
fn window(desk: &Desk) -> Window<'static> {
    let folder = desk.folder.path().join("checklists");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("two_steps.ron"), CHECKLIST).unwrap();
    let mut window = desk.window(Look::USUAL);
    window.press("Start a session");
    window.press("Two steps");
    window.press("Start");
    window
}

#[test]
fn a_pause_asks_nothing_counts_no_time_and_keeps_every_word() {
    let desk = Desk::new();
    let mut window = window(&desk);
    window.write("Answer", "Nothing since June 2020.");
    window.press("Pause");
    window.expect("Nobody asks for a reason");
    assert!(!window.shows("What has changed?") && !window.shows("Nothing since June 2020."));
    desk.wait(180);
    window.0.run();
    window.key(Modifiers::NONE, Key::F9);
    window.expect("What has changed?");
    window.expect("0 of 4 minutes");
    assert_eq!(window.field("Answer").value().as_deref(), Some("Nothing since June 2020."));
    desk.wait(60);
    window.0.run();
    window.expect("1 of 4 minutes");
}

#[test]
fn advice_waits_until_the_section_that_opens_it() {
    let desk = Desk::new();
    let mut window = window(&desk);
    window.expect("Questions only");
    window.press("Hold that thought");
    window.expect("Advice waits here until “Weigh it”");
    window.write("Thought 1", "Ring the recovery worker");
    window.saved();
    let killed = desk.after_a_kill();
    let mut again = killed.window(Look::USUAL);
    again.press("Open from there");
    again.press("2 Weigh it");
    again.expect("Advice is open");
    assert_eq!(again.field("Thought 1").value().as_deref(), Some("Ring the recovery worker"));
    assert!(!again.shows("Questions only"));
}

#[test]
fn going_on_says_the_presenters_yes_and_any_change_takes_it_back() {
    let desk = Desk::new();
    let mut window = window(&desk);
    window.write("Answer", "Nothing since June 2020.");
    window.expect("Presenter, is that what you said?");
    window.key(Modifiers::COMMAND, Key::Enter);
    window.press("1 Tell");
    window.expect("Presenter has said yes to these words");
    window.write("Answer", " I think.");
    window.expect("Presenter, is that what you said?");
    window.key(Modifiers::COMMAND, Key::R);
    window.expect("Not agreed by the presenter yet");
}

#[test]
fn minutes_are_borrowed_from_a_section_that_is_named() {
    let desk = Desk::new();
    let mut window = window(&desk);
    assert!(!window.shows("Time. Finish the sentence"));
    desk.wait(1);
    window.0.run();
    desk.wait(240);
    window.0.run();
    window.press("Time. Finish the sentence, or borrow 2 minutes");
    window.press("From “Weigh it”, which has 6");
    window.expect("4 of 6 minutes");
    assert!(!window.shows("Time. Finish the sentence"));
    window.press("2 Weigh it");
    window.expect("0 of 4 minutes");
}
