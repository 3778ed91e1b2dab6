//! What does a whole session look like, and what comes out? The real program, used by the words on it: from Home over a kill
//! and a resume to the notes, which are compared with `tests/records/`.

use std::path::Path;

use egui::{Key, Modifiers};

use crate::{
    desk::{Desk, Look, Window},
    golden::compare,
};

/// Goes on to the next prompt, as Ctrl+Enter does.
fn go_on(window: &mut Window<'_>) {
    window.key(Modifiers::COMMAND, Key::Enter);
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is one story, told in order")]
fn two_colleagues_work_through_a_review_are_interrupted_and_leave_with_their_notes() {
    let desk = Desk::new();
    let mut window = desk.window(Look::USUAL);
    window.expect("No sessions yet");
    window.expect("Sessions are kept on this computer, encrypted.");
    window.press("Start a session");

    // Set up: two people, a child who has another name here, a hearing in eleven days, twenty-five minutes.
    window.expect("This stays on this computer, encrypted.");
    window.press("25 minutes");
    window.write("Name to use for the child", "Ailsa");
    window.write("Your reference", "AB12");
    window.write("Day", "2");
    window.write("Month", "june");
    window.write("Year", "2026");
    window.expect("Tuesday 2 June 2026");
    window.write("Presenter's initials or first name", "R.H.");
    window.write("Colleague's initials or first name", "S.M.");
    window.press("Start");

    // Begin: the line about who may see it is read aloud. Nothing was left open by an earlier session, so nothing is asked.
    window.expect("This program sends nothing anywhere");
    window.press("Next section: Tell");

    window.write("Answer", "In five years nothing has changed in what the order asks of anyone.");
    window.press("Seen or recorded");
    window.press("Who said it, and when");
    window.write("Who, or which document", "Reports of 2021 to 2025");
    go_on(&mut window);
    window.write("Answer", "She goes to Gran's every day. Gran is 68 and was in hospital in February.");
    desk.wait(60);
    window.0.run();

    // The machine dies in the middle of a sentence. What was on the screen is on the disk.
    window.saved();
    let desk = desk.after_a_kill();
    let mut window = desk.window(Look::USUAL);
    window.expect("The program closed before it could tidy up");
    window.expect("in ‘Tell’");
    window.press("Open from there");
    assert_eq!(
        window.field("Answer").value().as_deref(),
        Some("She goes to Gran's every day. Gran is 68 and was in hospital in February.")
    );
    go_on(&mut window);
    window.press("Next section: The point");

    window.write(
        "In one sentence",
        "We ask for six months more, so that Ailsa and her mum are asked before anybody decides.",
    );
    window.write("S.M. says it back", "Half a year, to ask the two people nobody has asked.");
    window.press("Yes, that is it");
    go_on(&mut window);
    window.press("3 The point");
    window.press("8 But why?");

    // The why-tree: the point is the claim, the parrot offers a question, the branch comes to rest on evidence.
    assert_eq!(
        window.field("The claim").value().as_deref(),
        Some("We ask for six months more, so that Ailsa and her mum are asked before anybody decides.")
    );
    window.expect("What led us to ask for this?");
    window.expect("This is what we ask for, so it is asked from three sides. (What it rests on)");
    window.press("Ask it");
    window.write("The reason", "Nobody has asked Dawn whether she would agree.");
    window.press("Not known yet");
    finish_unknown(&mut window);
    window.expect("This branch rests on ground");
    window.press("Yes, there is another");
    window.expect("So what does that mean for Ailsa?");
    window.press("Other directions");
    window.press("What would change our mind?");
    window.write("The reason", "Ailsa cried at the end of 11 of 31 family times.");
    window.press("Evidence");
    window.write("Who, or which document", "Family time log");
    window.write("When", "2 June 2025 to 8 May 2026");
    desk.wait(5);
    window.press_last("No");
    window.expect("This branch rests on ground");

    // Undo in this prompt takes the last thing back, and redo brings it again.
    window.key(Modifiers::COMMAND, Key::Z);
    window.expect("To rest here it still needs");
    window.key(Modifiers::COMMAND, Key::Y);
    window.expect("This branch rests on ground");

    window.press("9 The child's chair");
    window.write("Word for word, in Ailsa's own spelling", "stay a wee bit longer");
    go_on(&mut window);

    window.press("11 Decide");
    // Nothing was promised yet.
    go_on(&mut window);
    window.press("Add an action");
    window.write("What", "Ask Ailsa, by drawing, as she chooses");
    window.write("Who: one name", "R.H.");
    window.write("By when", "27 May");
    go_on(&mut window);

    // Review: what is open is listed first, and Change comes back to it.
    window.key(Modifiers::COMMAND, Key::R);
    window.expect("What would we be sorry to have missed?");
    window.expect("Not talked through");
    window.press("Finish session");
    window.expect("Finished on 22 May 2026 at 13:31");

    // Reflection, by each of the two, then the notes.
    window.press("Reflect");
    window.write("R.H.", "I had assumed that somebody had asked.");
    window.press("Done");
    window.press("Take a note away");
    window.write("Case reference for the note", "GC/2020/117");
    window.press("Copy the note");
    window.expect("that it is the right one and who it is for.");
    window.keep_what_was_found();
    window.press("Yes, this is the right one");
    window.write("Who is it for?", "The case file");
    window.press("Copy the note");
    window.expect("Copied: Decision note");
    let file = desk.folder.path().join("note.md");
    desk.choose(Some(file.clone()));
    window.press("Save as Markdown…");
    wait_for(&mut window, &file);
    compare(&std::fs::read_to_string(&file).unwrap(), "journey_decision.md");

    let file = desk.folder.path().join("learning.txt");
    desk.choose(Some(file.clone()));
    window.press("Learning note of R.H.");
    window.keep_what_was_found();
    window.press("Yes, this is the right one");
    window.press("Save as text…");
    wait_for(&mut window, &file);
    let learning = std::fs::read_to_string(&file).unwrap();
    compare(&learning, "journey_learning.txt");
    assert!(!learning.contains("Ailsa") && !learning.contains("AB12") && !learning.contains("GC/2020"));

    // The case reference was typed for the note and is kept nowhere.
    window.saved();
    drop(window);
    let kept = std::fs::read_dir(desk.folder.path().join("sessions")).unwrap();
    for file in kept {
        let sealed = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!sealed.windows(7).any(|seven| seven == b"GC/2020"));
    }
    let store = desk.store();
    let listing = store.list().unwrap();
    assert!(listing.kept[0].finished.is_some());
    let kept = store.load(&listing.kept[0].id).unwrap();
    assert!(!serde_json::to_string(&kept).unwrap().contains("GC/2020"));
}

fn finish_unknown(window: &mut Window<'_>) {
    // "Not known yet" is a basis, an end and a standing: the end is the one among the ends.
    window.press_nth("Not known yet", 1);
    window.write("What would tell us", "Her own answer");
    window.write("Who finds out", "R.H.");
    window.write("By when", "26 May");
    window.press_last("No");
}

/// The dialog answers on a thread of its own; each frame looks for its answer.
fn wait_for(window: &mut Window<'_>, file: &Path) {
    for _ in 0..10_000 {
        if file.exists() {
            window.0.run();
            return;
        }
        window.0.step();
        std::thread::yield_now();
    }
    panic!("nothing was saved");
}

#[test]
fn going_on_at_the_very_end_leads_to_what_is_open() {
    let desk = Desk::new();
    let mut window = desk.window(Look::USUAL);
    window.press("Start a session");
    window.press("Start");
    window.press("14 ");
    let came = (0..12).any(|_| {
        go_on(&mut window);
        window.shows("Check what you have talked through")
    });
    assert!(came);
}
