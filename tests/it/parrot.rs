//! What does the parrot do on the screen? It offers one question with its reason, says once and kindly what is no reason yet,
//! and stops when it is asked to.

use std::fs;

use but_why::record::{NoteHeader, Stage, decision_note};
use but_why::session::{Answer, Session, Tree};
use egui::Theme;

use crate::desk::{Desk, Look, Window};

const CHECKLIST: &str = r#"
Checklist(
    format: 1, id: "why_only", title: "Only why", purpose: "For a test.", meeting: "Review", jurisdiction: "Scotland",
    version: "1", authors: ["A group"], changed: "The first.", review_by: "2030-01-01", licence: "CC0-1.0",
    paces: [(id: "full", title: "Ten minutes", minutes: 10)],
    sections: [
        (
            id: "why", title: "But why?", minutes: {"full": 6},
            items: [(id: "why", prompt: "What makes us think so?", kind: Why())],
        ),
        (
            id: "weigh", title: "Weigh it", minutes: {"full": 4}, opens_advice: true,
            items: [(id: "stands", prompt: "Would it stand?", kind: Text)],
        ),
    ],
)"#;

/// A session about Ailsa, at its why-tree, with this claim.
fn window(desk: &Desk, look: Look, claim: &str) -> Window<'static> {
    let folder = desk.folder.path().join("checklists");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("why_only.ron"), CHECKLIST).unwrap();
    let mut window = desk.window(look);
    window.press("Start a session");
    window.press("Only why");
    window.write("Name to use for the child", "Ailsa");
    window.press("Start");
    window.write("The claim", claim);
    window
}

fn session(desk: &Desk, window: &mut Window<'_>) -> Session {
    desk.wait(5);
    window.0.run();
    window.saved();
    let folder = desk.after_a_kill();
    let store = folder.store();
    let id = store.list().unwrap().kept[0].id.clone();
    store.load(&id).unwrap().session().clone()
}

fn tree(session: &Session) -> &Tree {
    let mut trees = session.entries().filter_map(|(_, entry)| match &entry.answer {
        Answer::Why(tree) => Some(tree),
        _ => None,
    });
    trees.next().unwrap()
}

fn note(session: &Session) -> String {
    decision_note(session, Stage::Draft(session.changed), &NoteHeader::default()).to_text()
}

#[test]
fn it_offers_one_question_says_why_and_has_another() {
    let desk = Desk::new();
    let claim = "Contact is always distressing for Ailsa, who displays challenging behaviour afterwards.";
    let mut window = window(&desk, Look::USUAL, claim);
    window.expect("Every time? What about the times when it did not happen?");
    window.expect("“always” leaves no room for another day or another view. (What it rests on)");
    assert!(!window.shows("What would change our mind?"), "the other directions are folded");
    window.press("Another question");
    window.expect("How many times, out of how many?");
    window.press("Skip");
    assert!(!window.shows("How many times, out of how many?"), "it is not offered again");
    window.expect("“challenging behaviour” is a word for somebody. It is not yet what was seen.");
    window.press("Other directions");
    // They have gone on as well: "Another question" passed over all that was shown.
    window.press("What is the best argument for doing less?");
    window.expect("Colleague asks: What is the best argument for doing less?");
    let session = session(&desk, &mut window);
    assert_eq!(
        tree(&session).questions(),
        ["How many times, out of how many?", "What is the best argument for doing less?"]
    );
}

#[test]
fn what_is_no_reason_yet_is_said_once_and_then_written_as_not_known() {
    let desk = Desk::new();
    let mut window = window(&desk, Look::USUAL, "Rory moves.");
    window.press("Ask it");
    for (turn, text) in ["It is our policy.", "The manager said so.", "The panel decided it."].into_iter().enumerate() {
        window.write("The reason", text);
        assert!(!window.shows("This says who decided."), "nothing is said of a sentence that is being written");
        window.field("When").focus();
        window.0.run();
        if turn < 2 {
            window.expect("This says who decided. It does not say what they knew. ");
            window.press_nth("But why?", 0);
            window.press("Ask it");
        }
    }
    window.expect("Enough for now. Write this as something we don't know yet?");
    window.press("Write it as not known yet");
    assert_eq!(window.field("What we do not know").value().as_deref(), Some("The panel decided it."));
    window.expect("To rest here it still needs: what would tell us");
}

#[test]
fn a_chain_is_muted_and_a_heavy_one_is_left_in_peace() {
    let desk = Desk::new();
    let mut window = window(&desk, Look::USUAL, "Given her history, relapse is likely.");
    window.press("Ask it");
    window.write("The reason", "She is always late.");
    window.press_nth("But why?", 0);
    window.press("Mute the parrot for this chain");
    window.expect("The parrot is quiet for this chain.");
    assert!(!window.shows("Every time?"));
    window.press("Let the parrot ask again");
    window.expect("Every time?");
    window.press_last("This is a heavy one");
    window.expect("Pause here if you want to. Nothing is lost.");
    assert!(!window.shows("Every time?") && !window.shows("Ask it"));
    let session = session(&desk, &mut window);
    assert!(tree(&session).reasons()[0].heavy && tree(&session).reasons()[0].text == "She is always late.");
}

#[test]
fn a_feeling_is_not_asked_about_and_a_limit_is_written_as_one() {
    let desk = Desk::new();
    let mut window = window(&desk, Look::USUAL, "Ailsa stays where she is.");
    window.press("Ask it");
    window.write("The reason", "I am worried about her.");
    window.expect("This sounds like a feeling. Nobody asks why about a feeling.");
    window.press("It is more than a feeling");
    window.press("This is a feeling");
    window.expect("It stays in this session and goes into no note.");
    window.press("Add another reason");
    window.press("But why?");
    window.write("The reason", "There are no foster carers near her school.");
    window.expect("It is a limit on what we can recommend, not what Ailsa needs.");
    let session = session(&desk, &mut window);
    let tree = tree(&session);
    assert_eq!((tree.reasons()[0].feeling, tree.reasons()[1].limit), (Some(true), Some(true)));
    let note = note(&session);
    assert!(note.contains("This limits what we can recommend. It is not what Ailsa needs."), "{note}");
    assert!(!note.contains("worried"), "{note}");
}

#[test]
fn two_reasons_that_only_work_together_are_one_leg_on_screen_and_in_the_note() {
    let desk = Desk::new();
    let mut window = window(&desk, Look::USUAL, "Gran needs backing.");
    window.press("Ask it");
    window.write("The reason", "She fears court.");
    window.press("Add another reason");
    window.press("But why?");
    window.write("The reason", "Nobody has told her what an order is.");
    assert!(!window.shows("Do these two only work together?"), "not while the second is being written");
    window.press("Close");
    window.expect("Do these two only work together?");
    window.press("Yes, only together");
    window.expect("These only work together:");
    window.find("1a  She fears court.");
    window.find("1b  Nobody has told her");
    assert!(!window.shows("Do these two only work together?"), "it is asked once");
    let session = session(&desk, &mut window);
    let note = note(&session);
    assert!(note.contains("These two only work together:"), "{note}");
}

#[test]
fn advice_in_disguise_is_kept_for_later_or_asked_all_the_same() {
    let desk = Desk::new();
    let mut window = window(&desk, Look::USUAL, "Gran needs backing.");
    window.write("Or a question of your own", "Have you thought of a kinship care order?");
    window.press("Ask this");
    window.expect("Is that advice? Keep it for later.");
    window.press("Keep it for later");
    assert_eq!(window.field("Or a question of your own").value().unwrap_or_default(), "");
    window.write("Or a question of your own", "Shouldn't somebody have told her?");
    window.press("Ask this");
    window.press("It is a question: ask it");
    window.expect("Colleague asks: Shouldn't somebody have told her?");
    let session = session(&desk, &mut window);
    assert_eq!(session.advice, ["Have you thought of a kinship care order?"]);
    assert!(tree(&session).texts().contains(&"Shouldn't somebody have told her?"));
}

/// In `target/pictures`: a question that is offered, one that is not accepted, a heavy one, two that work together.
#[test]
fn it_is_whole_in_both_themes_at_100_and_200_percent() {
    for (theme, text) in [(Theme::Light, 100), (Theme::Dark, 200), (Theme::Light, 200)] {
        let desk = Desk::new();
        let mut window = window(
            &desk,
            Look { text, theme, ..Look::USUAL },
            "Contact is always distressing for Ailsa, who displays challenging behaviour afterwards.",
        );
        let save = |window: &mut Window<'_>, what: &str| {
            window.0.run();
            crate::pictures::save(&window.picture(), &format!("parrot-{what}-{theme:?}-{text}").to_lowercase());
        };
        save(&mut window, "offers");
        window.press("Ask it");
        window.write("The reason", "It is distressing, always, and her behaviour is challenging.");
        window.field("When").focus();
        save(&mut window, "asks-again");
        window.press_nth("But why?", 0);
        save(&mut window, "asks-under-a-reason");
        window.press("Not now");
        window.press("Add another reason");
        window.press("But why?");
        window.write("The reason", "There are no foster carers near her school.");
        save(&mut window, "limit");
        window.press("Close");
        save(&mut window, "together");
        window.press("Yes, only together");
        window.press("1b");
        window.press("This is a heavy one");
        save(&mut window, "heavy");
        window.press("Add another reason");
        window.write("Or a question of your own", "Have you thought of asking her teacher?");
        window.press("Ask this");
        save(&mut window, "advice");
        window.expect("Is that advice? Keep it for later.");
    }
}
