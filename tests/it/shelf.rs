//! Files that come to the window: looked at first, added only then.

use std::{path::PathBuf, sync::Arc};

use crate::desk::{Desk, Look, Window};

const SMALL: &str = r#"Checklist(
    format: 1,
    id: "visit_talk",
    title: "Before a visit",
    purpose: "Ten minutes for two.",
    meeting: "A visit",
    jurisdiction: "Scotland",
    version: "1.0.0",
    authors: ["Team East"],
    changed: "1.0.0: the first version",
    review_by: "2027-03-31",
    licence: "CC-BY-4.0",
    paces: [(id: "full", title: "Ten minutes", minutes: 10)],
    sections: [(
        id: "why_go",
        title: "Why are we going?",
        minutes: {"full": 10},
        items: [(id: "ask", prompt: "What do we want to ask {child}?", kind: Text)],
    )],
)
"#;

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_file(window: &mut Window<'_>, desk: &Desk, name: &str, text: &str) {
    let path = desk.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    window.0.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.0.run();
}

#[test]
fn a_file_that_is_dropped_is_shown_and_only_then_added() {
    let desk = Desk::new();
    let mut window = desk.window(Look::USUAL);
    drop_file(&mut window, &desk, "visit_talk.ron", SMALL);
    window.expect("Before a visit");
    window.expect("No code can run from a checklist");
    assert!(!desk.folder.path().join("checklists/visit_talk.ron").exists(), "nothing is added by looking");
    window.press("Add it");
    window.expect("Added: visit_talk.ron");
    assert!(desk.folder.path().join("checklists/visit_talk.ron").exists());
    window.press("Use it");
    window.expect("Ten minutes for two.");
}

#[test]
fn a_file_with_problems_says_them_and_is_not_added() {
    let desk = Desk::new();
    let mut window = desk.window(Look::USUAL);
    drop_file(&mut window, &desk, "visit_talk.ron", &SMALL.replace("kind: Text", "kind: Txt"));
    window.expect("There is no kind \"Txt\".");
    window.expect("Did you mean \"Text\"?");
    assert!(!window.shows("Add it"));
}

#[test]
fn a_faulty_file_on_the_shelf_is_put_right_in_notepad_and_looked_at_again() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("checklists");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("visit_talk.ron"), SMALL.replace("Ten minutes for two.\",", "Ten minutes for two.\""))
        .unwrap();
    let mut window = desk.window(Look::USUAL);
    window.press("Checklists");
    window.0.run();
    window.press("All checklists");
    window.expect("Review of a compulsory supervision order");
    window.press("See what to change");
    window.expect("A comma is missing");
    std::fs::write(folder.join("visit_talk.ron"), SMALL).unwrap();
    window.press("Try again");
    window.expect("Before a visit");
    window.expect("Use it");
}

#[test]
fn a_file_is_chosen_in_the_dialog_or_not() {
    let desk = Desk::new();
    let mut window = desk.window(Look::USUAL);
    desk.choose(None);
    window.press("Checklists");
    window.press("Add from a file");
    for _ in 0..10_000 {
        if window.shows("No file was chosen") {
            return;
        }
        window.0.step();
        std::thread::yield_now();
    }
    panic!("the answer was not taken");
}
