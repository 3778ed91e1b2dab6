//! What is seen, what is held, and what comes back, when the program locks: whatever is going on at that moment.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use but_why::app::Chooser;
use but_why::record::Kept;
use but_why::session::{Answer, sample};
use but_why::settings::LockAfter;
use but_why::store::{Policy, SaveState};
use but_why::ui::{Action, Place};
use egui::{Event, Key, Modifiers, OutputCommand, accesskit::Role, text_edit::TextEditState};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::desk::{Desk, Look, PASSPHRASE, Window};
use crate::keyboard::at;
use crate::screens;

const WORDS: &str = "She asked twice to stay a wee bit longer.";

/// A session with one answer, the caret in it.
fn session(desk: &Desk) -> Window<'static> {
    let mut window = desk.window(Look::USUAL);
    window.press("Start a session");
    window.write("Name to use for the child", "Ailsa");
    window.press("Start");
    window.press("2 Tell");
    window.write("Answer", WORDS);
    window
}

fn lock(window: &mut Window<'_>) {
    let before = Instant::now();
    window.key(Modifiers::COMMAND, Key::L);
    assert!(before.elapsed() < Duration::from_secs(20), "the lock waits for something");
    assert!(window.0.state().is_locked());
}

fn unlock(window: &mut Window<'_>) {
    window.write("Passphrase", PASSPHRASE);
    window.key(Modifiers::NONE, Key::Enter);
    window.0.state_mut().wait_at_the_gate();
    window.0.run();
    assert!(!window.0.state().is_locked());
}

/// Everything that a screen reader could say.
fn tree(window: &Window<'_>) -> String {
    let nodes = window.0.root().children_recursive();
    let words = nodes.map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value(), node.description(), node.placeholder().map(str::to_owned)]
            .map(Option::unwrap_or_default)
            .join(" ")
    });
    words.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn shows_nothing_of_it(window: &Window<'_>) {
    let said = tree(window);
    for word in ["Ailsa", "stay a wee bit", "Tell", "Continue", "Home"] {
        assert!(!said.contains(word), "{word:?} is in the tree: {said}");
    }
    assert_eq!(
        window.0.ctx.data(egui::util::IdTypeMap::count::<TextEditState>),
        1,
        "only the passphrase's field is remembered"
    );
}

#[test]
fn after_unlocking_it_is_the_same_prompt_and_the_same_caret() {
    let desk = Desk::new();
    let mut window = session(&desk);
    for _ in 0.."longer.".len() {
        window.key(Modifiers::NONE, Key::ArrowLeft);
    }
    lock(&mut window);
    window.expect("Your work is saved.");
    shows_nothing_of_it(&window);
    assert_eq!(at(&window), "Passphrase");
    unlock(&mut window);
    assert_eq!(at(&window), "Answer");
    window.0.event(Event::Text("much ".to_owned()));
    window.0.run();
    assert_eq!(window.field("Answer").value().as_deref(), Some("She asked twice to stay a wee bit much longer."));
}

#[test]
fn nothing_that_was_typed_before_can_be_brought_back_with_undo() {
    let desk = Desk::new();
    let mut window = session(&desk);
    lock(&mut window);
    unlock(&mut window);
    for _ in 0..5 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(window.field("Answer").value().as_deref(), Some(WORDS));
    lock(&mut window);
    for _ in 0..5 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    shows_nothing_of_it(&window);
}

#[test]
fn after_a_quarter_of_an_hour_it_locks_and_says_so_a_minute_before() {
    let desk = Desk::new();
    desk.lock_after.set(LockAfter::Minutes15);
    let mut window = session(&desk);
    let warning = "Locking in 60 seconds";
    desk.wait(14 * 60 - 1);
    window.0.run();
    assert!(!window.shows(warning));
    desk.wait(2);
    window.0.run();
    window.expect(warning);
    window.key(Modifiers::NONE, Key::ArrowLeft);
    assert!(!window.shows(warning), "any key stays");
    desk.wait(14 * 60 + 30);
    window.0.run();
    window.expect(warning);
    window.0.event(Event::PointerMoved(egui::pos2(40.0, 40.0)));
    window.0.run();
    assert!(!window.shows(warning), "so does any movement");
    desk.wait(15 * 60);
    // The key that wakes the computer does not keep it open.
    window.key(Modifiers::NONE, Key::ArrowLeft);
    assert!(window.0.state().is_locked());
    shows_nothing_of_it(&window);
    unlock(&mut window);
    assert_eq!(window.field("Answer").value().as_deref(), Some(WORDS));
}

#[test]
fn what_the_organisation_has_fixed_comes_before_what_is_set() {
    let desk = Desk::new();
    desk.lock_after.set(LockAfter::WithTheSystem);
    *desk.policy.borrow_mut() = Policy { lock_minutes: Some(5), retention_days: Some(14), ..Policy::default() };
    let mut window = session(&desk);
    let ctx = window.0.ctx.clone();
    window.app().perform(&ctx, Action::Go(Place::Settings));
    window.0.run();
    window.expect("After 5 minutes (set by your organisation)");
    desk.wait(5 * 60);
    window.0.run();
    assert!(window.0.state().is_locked());
}

#[test]
#[cfg(unix)] // Windows lets no folder go while the lock in it is held.
fn words_that_cannot_be_saved_wait_sealed_and_are_there_again() {
    let desk = Desk::new();
    let mut window = session(&desk);
    window.saved();
    let (sessions, away) = (desk.folder.path().join("sessions"), desk.folder.path().join("away"));
    std::fs::rename(&sessions, &away).unwrap();
    std::fs::write(&sessions, "a file where the folder was").unwrap();
    window.write("Answer", " And again.");
    lock(&mut window);
    window.expect("Some words are not on the disk yet.");
    shows_nothing_of_it(&window);

    // Closing now would lose them: it is said once, and the window stays.
    window.0.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.push(egui::ViewportEvent::Close);
    window.0.run();
    window.expect("Words that wait here are lost if this window closes now.");

    unlock(&mut window);
    assert_eq!(window.field("Answer").value(), Some(format!("{WORDS} And again.")));
    window.expect("Not saved since");
    lock(&mut window);
    std::fs::remove_file(&sessions).unwrap();
    std::fs::rename(&away, &sessions).unwrap();
    let state = window.0.state().wait_until_saved(Duration::from_secs(20));
    assert!(matches!(state, SaveState::Saved { .. }), "it is saved while it is locked: {state:?}");
    window.0.run();
    window.expect("Your work is saved.");
    drop(window);
    assert!(desk.store().list().unwrap().kept[0].last_words.contains("And again"));
}

#[test]
#[cfg(unix)] // Windows lets no folder go while the lock in it is held.
fn another_folder_is_not_gone_to_while_words_wait_for_this_one() {
    let desk = Desk::new();
    let other = tempfile::tempdir().unwrap();
    desk.can_choose_folder();
    let mut window = session(&desk);
    window.saved();
    let (sessions, away) = (desk.folder.path().join("sessions"), desk.folder.path().join("away"));
    std::fs::rename(&sessions, &away).unwrap();
    std::fs::write(&sessions, "a file where the folder was").unwrap();
    window.write("Answer", " And again.");
    let choose = |window: &mut Window<'_>, words: &str| {
        desk.choose(Some(other.path().to_owned()));
        let ctx = window.0.ctx.clone();
        window.app().perform(&ctx, Action::ChooseFolder);
        for _ in 0..10_000 {
            window.0.step();
            if window.shows(words) {
                return;
            }
            std::thread::yield_now();
        }
        panic!("{words:?} is never shown");
    };
    choose(&mut window, "Not everything is saved here yet");
    assert_eq!(window.field("Answer").value(), Some(format!("{WORDS} And again.")));
    std::fs::remove_file(&sessions).unwrap();
    std::fs::rename(&away, &sessions).unwrap();
    window.press("Try again");
    window.saved();
    choose(&mut window, "Choose a passphrase");
    assert!(window.0.state().is_locked() && !other.path().join("keys.age").exists());
    drop(window);
    assert!(desk.store().list().unwrap().kept[0].last_words.contains("And again"));
}

#[test]
fn during_a_dialog_it_locks_and_what_was_to_be_saved_is_let_go() {
    let desk = Desk::new();
    let (answer, wait) = mpsc::channel::<()>();
    let wait = std::sync::Mutex::new(wait);
    let path = desk.folder.path().join("note.txt");
    let chosen = path.clone();
    let chooser = Chooser::new(move |_| {
        wait.lock().unwrap().recv().unwrap();
        Some(chosen.clone())
    });
    let mut window = desk.window_with(Look::USUAL, chooser);
    window.press("Start a session");
    window.write("Name to use for the child", "Ailsa");
    window.press("Start");
    window.press("2 Tell");
    window.write("Answer", WORDS);
    window.key(Modifiers::COMMAND, Key::P);
    window.keep_what_was_found();
    window.press("Yes, this is the right one");
    window.write("Who is it for?", "the case file");
    window.press("Save as text…");
    lock(&mut window);
    shows_nothing_of_it(&window);
    answer.send(()).unwrap();
    for _ in 0..20 {
        window.0.step();
    }
    unlock(&mut window);
    assert!(!path.exists());
    assert!(window.shows("Who is it for?"), "the page of the note is there again");
    assert_eq!(window.field("Who is it for?").value().as_deref(), Some("the case file"));
}

#[test]
fn what_was_half_typed_and_is_in_no_session_yet_is_there_again() {
    let desk = Desk::new();
    let mut window = desk.window(Look::USUAL);
    window.press("Start a session");
    window.write("Your reference", "AB12");
    window.write("Name to use for the child", "Ailsa");
    lock(&mut window);
    assert!(!tree(&window).contains("AB12"));
    unlock(&mut window);
    assert_eq!(window.field("Your reference").value().as_deref(), Some("AB12"));
    assert_eq!(at(&window), "Name to use for the child");
    window.press("Home");
}

#[test]
fn what_one_has_chosen_alone_is_still_covered() {
    let desk = Desk::new();
    let mut session = sample();
    session.id = "ailsa".into();
    let spot = screens::spot_of(&session, "sentences");
    let Some(entry) = session.entry_mut(spot) else { panic!("it is there") };
    let Answer::Sort(sort) = &mut entry.answer else { panic!("it is a sort") };
    sort.sorted = but_why::session::Blind::default();
    desk.store().save(&Kept::Session(session)).unwrap();
    let mut window = desk.window(Look::USUAL);
    let ctx = window.0.ctx.clone();
    for action in [Action::Open("ailsa".into()), Action::GoTo(spot)] {
        window.app().perform(&ctx, action);
    }
    window.0.run();
    let before = tree(&window);
    lock(&mut window);
    unlock(&mut window);
    assert_eq!(tree(&window).lines().count(), before.lines().count());
    let Some(Kept::Session(kept)) = window.app().kept().cloned() else { panic!("it is open") };
    let Some(Answer::Sort(sort)) = kept.entry(spot).map(|entry| &entry.answer) else { panic!("it is a sort") };
    assert!(sort.places(0).is_none(), "nothing is shown that was not shown before");
}

#[test]
fn the_question_after_an_unclean_end_is_asked_again() {
    let desk = Desk::new();
    let mut window = session(&desk);
    window.saved();
    let after = desk.after_a_kill();
    let mut window = after.window(Look::USUAL);
    window.expect("The program closed before it could tidy up.");
    lock(&mut window);
    assert!(!window.shows("tidy up"));
    unlock(&mut window);
    window.expect("The program closed before it could tidy up.");
    window.press("Open from there");
    assert_eq!(window.field("Answer").value().as_deref(), Some(WORDS));
}

#[test]
fn hiding_covers_everything_at_once_and_enter_goes_back() {
    let desk = Desk::new();
    desk.lock_after.set(LockAfter::Minutes60);
    let mut window = session(&desk);
    window.0.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    window.0.step();
    let said = tree(&window);
    assert!(
        said.contains("Hidden. Press Enter to go back.") && !said.contains("Ailsa") && !said.contains("wee bit"),
        "{said}"
    );
    // Keys for what is under it do nothing.
    window.key(Modifiers::COMMAND, Key::N);
    window.expect("Hidden");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(at(&window), "Answer");
    assert_eq!(window.field("Answer").value().as_deref(), Some(WORDS), "Enter went into no field");

    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    desk.wait(4 * 60);
    window.0.event(Event::PointerMoved(egui::pos2(40.0, 40.0)));
    window.0.run();
    window.expect("Hidden");
    desk.wait(60);
    window.0.run();
    assert!(window.0.state().is_locked(), "a covered screen locks after five minutes, whatever moves under it");
    unlock(&mut window);
    assert_eq!(at(&window), "Answer");
}

/// What the window library is left to copy, without marks.
fn left_to_copy(window: &Window<'_>) -> Vec<String> {
    let commands = &window.0.output().platform_output.commands;
    let copied = commands.iter().filter_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    copied.collect()
}

/// Copies the words of the field.
fn copy(window: &mut Window<'_>) {
    window.key(Modifiers::COMMAND, Key::A);
    window.0.event(Event::Copy);
    window.0.step();
}

/// Whether the system is asked what is on its clipboard.
fn asks_what_is_there(window: &Window<'_>) -> bool {
    let commands = window.0.output().viewport_output.values().flat_map(|one| one.commands.clone());
    commands.into_iter().any(|command| command == egui::ViewportCommand::RequestPaste)
}

#[test]
fn the_clipboard_is_emptied_if_what_is_on_it_is_ours_and_never_else() {
    for (there, cleared) in [(WORDS, true), ("somebody else's words", false)] {
        let desk = Desk::new();
        let mut window = session(&desk);
        copy(&mut window);
        assert_eq!(desk.copied.take(), [WORDS]);
        assert_eq!(left_to_copy(&window), Vec::<String>::new(), "nothing goes without its marks");
        window.0.key_press_modifiers(Modifiers::COMMAND, Key::L);
        window.0.step();
        // The system's answer to the question what is there.
        window.0.event(Event::Paste(there.to_owned()));
        window.0.step();
        let expected: Vec<String> = if cleared { vec![String::new()] } else { vec![] };
        assert_eq!(desk.copied.take(), expected, "{there}");
        window.0.run();
        assert_eq!(window.field("Passphrase").value().unwrap_or_default(), "", "it went into no field");
    }
}

#[test]
fn where_no_marks_can_be_set_the_window_library_copies() {
    let desk = Desk::new();
    desk.can_mark.set(false);
    let mut window = session(&desk);
    copy(&mut window);
    assert_eq!((desk.copied.take(), left_to_copy(&window)), (vec![], vec![WORDS.to_owned()]));
    window.0.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.0.step();
    window.0.event(Event::Paste(WORDS.to_owned()));
    window.0.step();
    assert_eq!(left_to_copy(&window), [""]);
}

#[test]
fn a_copy_is_taken_off_after_five_minutes_and_each_new_one_begins_them_again() {
    let desk = Desk::new();
    let mut window = session(&desk);
    copy(&mut window);
    desk.wait(4 * 60);
    copy(&mut window);
    desk.copied.take();
    desk.wait(5 * 60 - 1);
    window.0.step();
    assert!(!asks_what_is_there(&window));
    desk.wait(1);
    window.0.step();
    assert!(asks_what_is_there(&window) && !window.0.state().is_locked());
    // Somebody pastes at the same moment: the answer is taken once, and the field gets what was pasted.
    window.0.event(Event::Paste(WORDS.to_owned()));
    window.0.event(Event::Paste(WORDS.to_owned()));
    window.0.step();
    assert_eq!(desk.copied.take(), [""]);
    window.0.run();
    assert_eq!(window.field("Answer").value().as_deref(), Some(WORDS), "all of it was marked, and is there once");
    desk.wait(5 * 60);
    window.0.step();
    assert!(!asks_what_is_there(&window), "nothing of ours is there any more");
}

#[test]
fn somebody_elses_words_stay_on_the_clipboard_after_five_minutes_too() {
    let desk = Desk::new();
    let mut window = session(&desk);
    copy(&mut window);
    desk.copied.take();
    // A clock that is set back makes it no longer than five minutes from then.
    desk.wait(-3600);
    window.0.step();
    desk.wait(5 * 60);
    window.0.step();
    assert!(asks_what_is_there(&window));
    window.0.event(Event::Paste("somebody else's words".to_owned()));
    window.0.step();
    assert_eq!(desk.copied.take(), Vec::<String>::new());
    window.0.run();
    assert_eq!(window.field("Answer").value().as_deref(), Some(WORDS), "it went into no field");
}

#[test]
fn the_first_start_ends_with_a_sheet_that_opens_what_was_taken_over() {
    let desk = Desk::new();
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores/before_the_parrot/sessions");
    std::fs::create_dir_all(desk.folder.path().join("sessions")).unwrap();
    for name in ["open.json", "finished.json"] {
        std::fs::copy(old.join(name), desk.folder.path().join("sessions").join(name)).unwrap();
    }
    let mut window = desk.gate(Look::USUAL);
    window.expect("Choose a passphrase");
    window.expect("2 sessions");
    window.write("Passphrase", "too short");
    window.write("The same passphrase again", "too short");
    window.press("Use this passphrase");
    window.expect("12");
    window.write("Passphrase", PASSPHRASE);
    window.write("The same passphrase again", PASSPHRASE);
    window.press("Use this passphrase");
    window.expect("Your recovery code");
    assert!(!desk.folder.path().join("keys.age").exists(), "nothing is made before the sheet is safe");

    let sheet = tempfile::tempdir().unwrap();
    let path = sheet.path().join("sheet.txt");
    desk.choose(Some(path.clone()));
    window.press("Save the sheet…");
    for _ in 0..10_000 {
        window.0.step();
        if window.shows("Saved: ") {
            break;
        }
        std::thread::yield_now();
    }
    let text = std::fs::read_to_string(&path).unwrap();
    // Seven groups of four, on a line of their own.
    let code = text.lines().map(|line| line.trim_start_matches('#').trim()).find(|line| line.len() == 34).unwrap();
    window.write("Type the last group from your sheet", &code[code.len() - 4..].to_lowercase());
    window.press("Go on");
    window.0.state_mut().wait_at_the_gate();
    window.0.run();
    window.expect("2 sessions from before are encrypted now.");
    let left = std::fs::read_dir(desk.folder.path().join("sessions")).unwrap().flatten();
    assert!(left.into_iter().all(|entry| entry.file_name().to_string_lossy().ends_with(".age")));

    // Forgotten: the code from the sheet opens it, with a new passphrase.
    window.key(Modifiers::COMMAND, Key::L);
    window.press("Use the recovery code");
    window.write("Recovery code", code);
    window.key(Modifiers::NONE, Key::Enter);
    window.write("New passphrase", "another walk, another beach");
    window.write("The new passphrase again", "another walk, another beach");
    window.key(Modifiers::NONE, Key::Enter);
    window.0.state_mut().wait_at_the_gate();
    window.0.run();
    assert!(!window.0.state().is_locked());
    lock(&mut window);
    window.write("Passphrase", PASSPHRASE);
    window.key(Modifiers::NONE, Key::Enter);
    window.0.state_mut().wait_at_the_gate();
    window.0.run();
    window.expect("That passphrase did not open it.");
}

#[test]
fn wrong_passphrases_are_told_and_wait_and_wipe_nothing() {
    let desk = Desk::new();
    drop(session(&desk));
    let mut window = desk.gate(Look::USUAL);
    for _ in 0..4 {
        window.write("Passphrase", "not this one");
        window.key(Modifiers::NONE, Key::Enter);
        window.0.state_mut().wait_at_the_gate();
        window.0.run();
        assert!(window.0.state().is_locked());
        window.key(Modifiers::COMMAND, Key::A);
        window.key(Modifiers::NONE, Key::Backspace);
    }
    window.expect("5 seconds");
    window.write("Passphrase", PASSPHRASE);
    window.key(Modifiers::NONE, Key::Enter);
    window.0.run();
    assert!(window.0.state().is_locked(), "it waits");
    desk.wait(5);
    window.0.run();
    window.key(Modifiers::NONE, Key::Enter);
    window.0.state_mut().wait_at_the_gate();
    window.0.run();
    window.expect("Continue");
}

#[test]
fn a_window_that_was_locked_meanwhile_finds_that_another_has_taken_over() {
    let desk = Desk::new();
    let mut first = session(&desk);
    lock(&mut first);
    let mut second = desk.window(Look::USUAL);
    second.press("Open");
    second.press("Take over");
    second.write("Answer", " In the second window.");
    second.saved();
    unlock(&mut first);
    first.expect("Another window has taken these sessions over.");
    assert_eq!(first.field("Answer").value().unwrap(), format!("{WORDS} In the second window."));
    assert!(first.field("Answer").accesskit_node().is_disabled());
}

#[test]
fn a_second_window_takes_over_and_the_first_keeps_its_words_beside() {
    let desk = Desk::new();
    let mut first = session(&desk);
    first.saved();
    let mut second = desk.window(Look::USUAL);
    second.press("Open");
    second.press("Take over");
    second.expect("This window writes now.");
    second.write("Answer", " In the second window.");
    second.saved();
    first.write("Answer", " In the first.");
    let _ = first.0.state().wait_until_saved(Duration::from_secs(20));
    first.0.run();
    first.expect("Both versions are kept.");
    first.expect("Another window has taken these sessions over.");
    second.key(Modifiers::COMMAND, Key::O);
    second.expect("Two versions of");
    second.press("Compare the two");
    second.expect("In the second window.");
    second.expect("In the first.");
    let beside = |name: &String| name.starts_with("Go on with this one, kept beside");
    let buttons = second.0.query_all_by(|node| node.role() == Role::Button);
    let name = buttons.filter_map(|node| node.accesskit_node().label()).find(beside).unwrap();
    second.press(&name);
    assert!(second.field("Answer").value().unwrap().ends_with("In the first."));
    second.key(Modifiers::COMMAND, Key::O);
    assert!(!second.shows("Two versions of"));
}
