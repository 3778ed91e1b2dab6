//! Where is the focus when what had it has gone, moved or changed? And what is announced meanwhile? The prompts that are sorted,
//! asked, moved and paused, by keyboard alone.

use std::time::Duration;

use but_why::{
    checklist::{Library, shipped},
    record::Kept,
    session::{Person, Session, Setup},
    ui::Action,
};
use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::NodeT;

use crate::{
    desk::{Desk, Look, Window},
    keyboard::{at, choose, press, tab_and_press, tab_round, tab_to, within, write},
    names,
    screens::{go, spot_of},
};

const NONE: Modifiers = Modifiers::NONE;

/// A review of an order that nobody has written in yet.
fn blank(desk: &Desk) -> Session {
    let library = Library::read(shipped());
    let checklist = &library.checklist("cso_review").unwrap().checklist;
    let mut setup = Setup { child: "Ailsa".into(), reference: "AB12".into(), ..Setup::default() };
    setup.people.persons.first = Person { name: "R.H.".into(), ..Person::default() };
    setup.people.persons.second = Person { name: "S.M.".into(), ..Person::default() };
    Session::open(checklist, &checklist.paces[0], &library, setup, "blank".into(), desk.now())
}

fn desk_with(change: impl FnOnce(&mut Session)) -> Desk {
    let desk = Desk::new();
    let mut session = blank(&desk);
    change(&mut session);
    desk.store().save(&Kept::Session(session)).unwrap();
    desk
}

/// The window at a prompt of the blank session.
fn window_at(desk: &Desk, id: &str, look: Look) -> Window<'static> {
    let mut window = desk.window(look);
    go(&mut window, &[Action::Open("blank".into()), Action::GoTo(spot_of(&blank(desk), id))]);
    window
}

/// What the line at the bottom says to a screen reader.
fn said(window: &Window<'_>) -> String {
    let lines = window.0.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Status);
    lines.last().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// For how long the window sleeps if nobody touches it.
fn sleeps(window: &Window<'_>) -> Duration {
    window.0.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay
}

#[test]
fn a_prompt_that_is_opened_twice_is_come_to_at_its_first_field_both_times() {
    let desk = desk_with(|_| {});
    let mut window = window_at(&desk, "sentences", Look::USUAL);
    for round in 0..3 {
        assert_eq!(at(&window), "Paste from the report", "{round}");
        go(&mut window, &[Action::GoTo(spot_of(&blank(&desk), "sentences"))]);
    }
}

#[test]
fn a_sentence_that_is_moved_takes_the_focus_along() {
    let desk = desk_with(|_| {});
    let mut window = window_at(&desk, "sentences", Look::USUAL);
    tab_and_press(&mut window, "Type a sentence", Key::Enter);
    write(&mut window, "Sentence 1", "Ailsa cried at the end of 11 of the 31 sessions.");
    for (number, text) in [(2, "Relapse is likely."), (3, "Dawn reports that she has not used drugs.")] {
        tab_and_press(&mut window, "Type another sentence", Key::Enter);
        write(&mut window, &format!("Sentence {number}"), text);
    }
    let here = |window: &Window<'_>| (at(window), within(window)[0].clone());
    tab_and_press(&mut window, "Move up", Key::Enter);
    assert_eq!(here(&window), ("Move up".into(), "Sentence 2".into()));
    press(&mut window, Key::Space);
    assert_eq!(here(&window), ("Move down".into(), "Sentence 1".into()), "at the top there is only down");
    assert_eq!(window.field("Sentence 1").value().as_deref(), Some("Dawn reports that she has not used drugs."));
    press(&mut window, Key::Enter);
    assert_eq!(here(&window), ("Move down".into(), "Sentence 2".into()));
    press(&mut window, Key::Enter);
    assert_eq!(here(&window), ("Move up".into(), "Sentence 3".into()));
    tab_and_press(&mut window, "Remove sentence 3", Key::Enter);
    assert_eq!(at(&window), "Type another sentence");
}

#[test]
fn a_pause_ends_where_it_began() {
    let desk = desk_with(|_| {});
    let mut window = window_at(&desk, "sentences", Look::USUAL);
    tab_and_press(&mut window, "Type a sentence", Key::Enter);
    write(&mut window, "Sentence 1", "Relapse is likely.");
    press(&mut window, Key::F9);
    assert_eq!(at(&window), "Go on");
    assert!(sleeps(&window) >= Duration::from_secs(30), "nothing is painted while they rest");
    let paused = window.0.root().children_recursive().find(|node| node.accesskit_node().level() == Some(0));
    let paused = paused.expect("a title");
    assert_eq!(paused.accesskit_node().label().as_deref(), Some("Paused"));
    assert_eq!(paused.accesskit_node().live(), egui::accesskit::Live::Polite, "it is said that it is a pause");
    press(&mut window, Key::F9);
    assert_eq!(at(&window), "Sentence 1", "by the key one is back in the field");
    window.0.event(Event::Text(" Now.".to_owned()));
    window.0.run();
    assert_eq!(window.field("Sentence 1").value().as_deref(), Some("Relapse is likely. Now."));
    window.find("Pause").focus();
    window.0.run();
    press(&mut window, Key::Enter);
    press(&mut window, Key::Enter);
    assert_eq!(at(&window), "Pause");

    // What somebody chooses alone is covered by a pause: then it is the sentence on the cover's side that one comes to.
    tab_and_press(&mut window, "I am R.H.: sort alone", Key::Enter);
    assert_eq!(at(&window), "Seen or recorded");
    press(&mut window, Key::F9);
    press(&mut window, Key::F9);
    assert_eq!(at(&window), "I am R.H.: go on sorting");
    assert!(sleeps(&window) >= Duration::from_secs(30), "nor while it is covered");
}

#[test]
fn minutes_that_are_borrowed_leave_the_focus_on_the_page() {
    let desk = desk_with(|session| {
        let section = spot_of(session, "sentences").section;
        session.sections[section].seconds_on_screen = (u32::from(session.sections[section].minutes) + 1) * 60;
    });
    let mut window = window_at(&desk, "sentences", Look::USUAL);
    window.find("Time. Finish the sentence").focus();
    window.0.run();
    press(&mut window, Key::Enter);
    tab_and_press(&mut window, "From “", Key::Enter);
    assert!(!window.shows("Time. Finish the sentence"));
    assert_ne!(at(&window), "", "what was pressed has gone, and the focus has not");
    assert!(within(&window).contains(&"Page".to_owned()));
}

#[test]
fn a_thought_that_is_emptied_keeps_its_place_while_it_is_written_anew() {
    let desk = desk_with(|_| {});
    let mut window = window_at(&desk, "sentences", Look { size: [1600.0, 900.0], ..Look::USUAL });
    tab_and_press(&mut window, "Hold that thought", Key::Enter);
    write(&mut window, "Thought 1", "Ask Dawn");
    write(&mut window, "Thought 2", "Ask the school");
    window.field("Thought 1").focus();
    window.0.run();
    window.key(Modifiers::COMMAND, Key::A);
    press(&mut window, Key::Backspace);
    window.0.event(Event::Text("Ask Ailsa".to_owned()));
    window.0.run();
    let value = |label: &str| window.field(label).value().unwrap_or_default();
    assert_eq!([value("Thought 1"), value("Thought 2"), value("Thought 3")], ["Ask Ailsa", "Ask the school", ""]);
}

#[test]
fn in_the_why_tree_the_focus_goes_with_what_was_moved_and_to_what_took_the_place_of_what_has_gone() {
    let desk = desk_with(|_| {});
    let mut window = window_at(&desk, "why_recommend", Look::USUAL);
    assert_eq!(at(&window), "The claim");
    window.0.event(Event::Text("Contact is always distressing for Ailsa.".to_owned()));
    window.0.run();
    tab_and_press(&mut window, "Another question", Key::Enter);
    assert_eq!(at(&window), "Another question");
    let heading = window.0.root().children_recursive().find(|node| {
        let node = node.accesskit_node();
        node.role() == Role::Heading && node.live() == egui::accesskit::Live::Polite
    });
    assert!(heading.is_some(), "the other question is said");
    window.key(Modifiers::SHIFT, Key::Tab);
    press(&mut window, Key::Enter);
    write(&mut window, "The reason", "She cried at the end of 11 of the 31 sessions.");
    tab_and_press(&mut window, "But why?", Key::Enter);
    tab_and_press(&mut window, "Ask it", Key::Enter);
    assert_eq!(at(&window), "The reason");
    write(&mut window, "The reason", "The supervisor's notes record it.");
    for words in ["Move up", "Move down"] {
        tab_and_press(&mut window, words, Key::Enter);
        assert_eq!((at(&window).as_str(), within(&window)[0].as_str()), (words, "Reason 1.1, level 2"));
    }
    tab_and_press(&mut window, "Move out one level", Key::Enter);
    assert_eq!((at(&window).as_str(), within(&window)[0].as_str()), ("The reason", "Reason 2, level 1"));
    tab_and_press(&mut window, "Remove", Key::Enter);
    assert!(at(&window).starts_with("1  She cried"), "{:?}", at(&window));
    press(&mut window, Key::Enter);
    tab_and_press(&mut window, "Seen or recorded", Key::Space);
    tab_and_press(&mut window, "Evidence", Key::Space);
    choose(&mut window, "Evidence");
    tab_to(&mut window, "Close");
    press(&mut window, Key::Enter);
    if window.shows("No, that is all") {
        tab_and_press(&mut window, "No, that is all", Key::Enter);
        assert_ne!(at(&window), "", "the question has gone, and the focus has not");
    }
}

#[test]
fn what_follows_the_writing_is_not_said_letter_by_letter() {
    let desk = desk_with(|_| {});
    let mut window = desk.window(Look::USUAL);
    window.press("Start a session");
    let line = |window: &Window<'_>| {
        let lines = window.0.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Status);
        lines.map(|node| node.accesskit_node().label().unwrap_or_default()).find(|one| one.contains("session about"))
    };
    tab_to(&mut window, "Your reference");
    let before = line(&window);
    for letter in ["C", "D", "0"] {
        window.0.event(Event::Text(letter.to_owned()));
        window.0.run();
        assert_eq!(line(&window), before, "nothing is said while one writes");
    }
    press(&mut window, Key::Tab);
    assert_eq!(line(&window).as_deref(), Some("No session about CD0 is kept here."));
}

#[test]
fn that_all_is_saved_is_not_said_again_after_each_word() {
    let desk = desk_with(|_| {});
    let mut window = window_at(&desk, "tell_changed", Look { size: [320.0, 256.0], ..Look::USUAL });
    let top = |window: &Window<'_>| {
        let line = window.0.root().children_recursive().find(|node| node.accesskit_node().role() == Role::ContentInfo);
        line.expect("the line at the bottom").rect().top()
    };
    let height = top(&window);
    window.write("Answer", "Dawn ");
    window.saved();
    let first = said(&window);
    assert!(first.starts_with("All changes saved"), "{first:?}");
    for word in ["has ", "not ", "been "] {
        window.write("Answer", word);
        assert_eq!(said(&window), first, "it goes and comes back to the eye, and is said once");
        assert!((top(&window) - height).abs() < 0.5, "the page does not move by it");
        window.saved();
        assert_eq!(said(&window), first);
    }
}

/// The kinds that two fill in over time, before anybody has.
const KINDS: [&str; 9] =
    ["last_time", "law_lines", "clock", "sentences", "words", "rehearse", "tests", "promises", "why_recommend"];

#[test]
fn tab_goes_round_every_kind_before_anything_is_written() {
    let desk = desk_with(|_| {});
    for size in [[1280.0, 800.0], [320.0, 256.0]] {
        let mut window = desk.window(Look { size, ..Look::USUAL });
        for id in KINDS {
            go(&mut window, &[Action::Open("blank".into()), Action::GoTo(spot_of(&blank(&desk), id))]);
            tab_round(&mut window, &format!("{id} in {size:?}"));
        }
    }
}

#[test]
fn every_kind_has_names_and_headings_before_anything_is_written() {
    let desk = desk_with(|_| {});
    let mut window = desk.window(Look { size: [1280.0, 12_000.0], ..Look::USUAL });
    for id in KINDS {
        go(&mut window, &[Action::Open("blank".into()), Action::GoTo(spot_of(&blank(&desk), id))]);
        names::has_names(id, &window);
        names::has_headings_in_order(id, &window);
        names::has_no_name_twice_in_a_group(id, &window);
    }
    window.key(NONE, Key::F9);
    names::has_names("pause", &window);
    names::has_headings_in_order("pause", &window);
}
