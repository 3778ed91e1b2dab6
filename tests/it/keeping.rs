//! What happens to the words when something is wrong around them: the disk, a second window, a closing.

use but_why::store::SaveState;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;

use crate::desk::{Desk, Look, Window};

const WORDS: &str = "She asked twice to stay a wee bit longer.";

/// A session in which one answer has been written and kept.
fn session(desk: &Desk) -> Window<'static> {
    let mut window = desk.window(Look::USUAL);
    window.press("Start a session");
    window.press("Start");
    window.press("2 Tell");
    window.write("Answer", WORDS);
    window.saved();
    window
}

#[test]
fn a_second_window_shows_the_session_and_changes_nothing() {
    let desk = Desk::new();
    let mut first = session(&desk);
    let mut second = desk.window(Look::USUAL);
    second.expect("Another window has these sessions open");
    second.press("Open");
    assert_eq!(second.field("Answer").value().as_deref(), Some(WORDS));
    assert!(second.field("Answer").accesskit_node().is_disabled(), "the field cannot be written in");
    assert!(second.field("Notes: both").accesskit_node().is_disabled(), "nor the notes");
    second.expect("Read only");
    second.key(Modifiers::COMMAND, Key::R);
    second.press("Finish session");
    second.expect("This window only reads");
    first.write("Answer", " And again.");
    first.saved();
}

/// It reads, so nothing waits for the disk there, and it never says that words are not saved.
#[test]
fn a_second_window_hands_nothing_to_the_disk() {
    let desk = Desk::new();
    let _first = session(&desk);
    let mut second = desk.window(Look::USUAL);
    second.press("Open");
    // Time on the screen is counted, and kept when people look away: not here.
    desk.wait(90);
    second.0.run();
    second.0.input_mut().focused = false;
    second.0.run();
    second.saved();
    assert!(!second.shows("Not saved since"));

    // Nor does the key that begins a session begin one that nothing keeps.
    second.0.input_mut().focused = true;
    second.key(Modifiers::COMMAND, Key::N);
    second.press("Start");
    second.expect("No session can begin here");
    second.saved();
    assert!(!second.shows("Not saved since"));
}

/// The folder cannot be written: everything stays on the screen, the bar says so, and it is kept as soon as it can be.
#[test]
#[cfg(unix)] // Windows lets no folder go while the lock in it is held.
fn words_that_cannot_be_saved_stay_and_are_saved_when_the_folder_is_back() {
    let desk = Desk::new();
    let mut window = session(&desk);
    let sessions = desk.folder.path().join("sessions");
    let away = desk.folder.path().join("away");
    std::fs::rename(&sessions, &away).unwrap();
    std::fs::write(&sessions, "a file where the folder was").unwrap();
    window.write("Answer", " And again.");
    let state = window.0.state().wait_until_saved(std::time::Duration::from_secs(20));
    assert!(matches!(state, SaveState::NotSaved { .. }), "{state:?}");
    window.0.run();
    window.expect("Not saved since");
    assert_eq!(window.field("Answer").value().unwrap(), format!("{WORDS} And again."));
    window.press("Copy my words");
    window.expect("Copied: every word of this session");

    // Closing asks first.
    window.0.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.push(egui::ViewportEvent::Close);
    window.0.run();
    window.expect("Close without saving");
    window.press("Keep the window open");

    std::fs::remove_file(&sessions).unwrap();
    std::fs::rename(&away, &sessions).unwrap();
    window.press("Try again");
    window.saved();
    assert!(!window.shows("Not saved since"));
    drop(window);
    let mut window = desk.window(Look::USUAL);
    window.press("Continue here");
    assert_eq!(window.field("Answer").value().unwrap(), format!("{WORDS} And again."));
}

#[test]
fn leaving_for_home_and_coming_back_keeps_the_place_and_the_words() {
    let desk = Desk::new();
    let mut window = session(&desk);
    window.key(Modifiers::COMMAND, Key::O);
    window.expect("You stopped at ‘Tell’");
    window.expect("stay a wee bit longer");
    window.press("Continue here");
    assert_eq!(window.field("Answer").value().as_deref(), Some(WORDS));
}

#[test]
fn the_copy_before_is_offered_after_a_kill_and_can_be_opened() {
    let desk = Desk::new();
    drop(session(&desk));
    let mut window = desk.window(Look::USUAL);
    window.press("Continue here");
    window.write("Answer", " And again.");
    window.saved();
    let desk = desk.after_a_kill();
    let mut window = desk.window(Look::USUAL);
    window.expect("The program closed before it could tidy up");
    window.press("Open the copy from");
    assert_eq!(window.field("Answer").value().as_deref(), Some(WORDS));
    window.saved();
}

/// Names as they are in Scotland: the faces have the letters, and a picture has no boxes for them.
#[test]
fn names_in_greek_cyrillic_welsh_and_polish_are_shown() {
    let desk = Desk::new();
    let mut window = session(&desk);
    // The harness panics on a letter that no face has.
    window.write("Answer", " Ελένη, Ольга, Siân ŵ ŷ, Łukasz, Ngũgĩ, Đặng.");
    window.picture();
}

/// What is typed goes into no title.
#[test]
fn the_window_title_tells_the_screen_and_nothing_else() {
    let desk = Desk::new();
    let window = session(&desk);
    let titles: Vec<_> = window
        .0
        .output()
        .viewport_output
        .values()
        .flat_map(|viewport| &viewport.commands)
        .filter_map(
            |command| if let egui::ViewportCommand::Title(title) = command { Some(title.clone()) } else { None },
        )
        .collect();
    assert!(titles.iter().all(|title| title == "Session: section 2 of 14 - But Why?"), "{titles:?}");
    assert_eq!(window.0.root().accesskit_node().label().as_deref(), Some("Session: section 2 of 14 - But Why?"));
}
