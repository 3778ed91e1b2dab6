//! How do the words to look at show? A quiet line under them, a list that is folded until it is asked for, five of them in
//! the review; and nothing of it in a note, in a child's words, or anywhere once it is switched off.

use std::sync::Arc;

use but_why::{
    checklist::{Library, shipped},
    record::{Kept, NoteHeader},
    session::{Answer, Session, Spot, language::Finder, sample},
    ui::{
        Action, Place, field, theme,
        words::{Looking, marked},
    },
};
use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::NodeT};

use crate::{
    cpu_renderer::CpuRenderer,
    desk::{Desk, Look, Window},
    screens::{go, spot_of},
};

/// A window in which nothing needs to be scrolled.
const TALL: Look = Look { size: [1280.0, 4_000.0], ..Look::USUAL };

const FLIP: &str = "Who was meant to do what, when, how was it offered, and what got in their way?";

/// Ailsa's session with these words in its second prompt, at that prompt, and no other answer of words.
fn window<'a>(desk: &Desk, look: Look, words: &str) -> (Window<'a>, Spot) {
    let mut session = sample();
    session.id = "ailsa".into();
    let spots: Vec<Spot> = session.entries().map(|(spot, _)| spot).collect();
    for spot in spots {
        let entry = session.entry_mut(spot).unwrap();
        entry.answer = Answer::Read;
        entry.not_relevant.clear();
    }
    let spot = spot_of(&session, "tell_changed");
    let text = but_why::session::Words { text: words.into(), source: "contact log".into(), ..Default::default() };
    session.entry_mut(spot).unwrap().answer = Answer::Text(text);
    let store = desk.store();
    store.save(&Kept::Session(session)).unwrap();
    drop(store);
    let mut window = desk.window(look);
    go(&mut window, &[Action::Open("ailsa".into()), Action::GoTo(spot)]);
    (window, spot)
}

fn kept(desk: &Desk, window: &mut Window<'_>) -> Session {
    window.saved();
    desk.store().load("ailsa").unwrap().session().clone()
}

fn focused(window: &Window<'_>) -> String {
    let nodes = window.0.root().children_recursive();
    let mut with = nodes.filter(|node| node.accesskit_node().is_focused());
    with.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// A picture of the field that `show` shows, with or without something to look for.
fn picture(looks: bool, show: Show, text: &str) -> image::RgbaImage {
    let finder = Arc::new(Finder::new(&Library::read(shipped()).language));
    let looking = Looking { finder, checked: vec!["respite".to_owned()] };
    let mut text = text.to_owned();
    let mut is_set = false;
    let mut harness =
        Harness::builder().with_size(egui::vec2(420.0, 200.0)).renderer(CpuRenderer::default()).build_ui(move |ui| {
            if !is_set {
                theme::install(ui.ctx());
                is_set = true;
                return;
            }
            marked(ui, looks.then_some(&looking), |ui| show(ui, &mut text));
        });
    harness.run_steps(4);
    harness.render().unwrap()
}

type Show = fn(&mut egui::Ui, &mut String);

#[test]
fn a_line_is_drawn_under_words_to_look_at_and_under_no_other() {
    let area = |ui: &mut egui::Ui, text: &mut String| drop(field::area(ui, "Answer", text, 3));
    let line = |ui: &mut egui::Ui, text: &mut String| drop(field::line(ui, "What", text));
    let verbatim = |ui: &mut egui::Ui, text: &mut String| drop(field::verbatim(ui, "Her words", text, 3));
    let name = |ui: &mut egui::Ui, text: &mut String| drop(field::name(ui, "Who", text));
    let find = |ui: &mut egui::Ui, text: &mut String| drop(field::find(ui, "Find", text));
    let rows: [(&str, Show, &str, bool); 9] = [
        ("area", area, "The placement is stable.", true),
        ("line", line, "Ask about the placement", true),
        ("a word over two lines", area, "When it was written down so, the supervised contact sessions went on.", true),
        ("after letters of many bytes", area, "Ailsa’s gran ‑ über ß ŵ — placement", true),
        ("no such word", area, "Ailsa eats well and sleeps through.", false),
        ("a word that was checked", area, "Ailsa goes to respite.", false),
        ("the child's words", verbatim, "I hate my placement.", false),
        ("a name", name, "Placement team", false),
        ("what is sought", find, "placement", false),
    ];
    for (what, show, text, differs) in rows {
        let (with, without) = (picture(true, show, text), picture(false, show, text));
        assert_eq!(with != without, differs, "{what}");
        // Dark on white: letters are there at all.
        assert!(without.pixels().any(|pixel| pixel.0[0] < 90), "{what}");
    }
}

#[test]
fn the_words_of_a_prompt_wait_folded_under_it() {
    let desk = Desk::new();
    let (mut window, _) = window(&desk, TALL, "Young person not engaging. The placement is settled.");
    let line = "Words to look at: not engaging, placement, settled";
    window.expect(line);
    assert!(!window.shows("Keep it when") && !window.shows(FLIP), "nothing comes up by itself");
    window.press(line);
    for words in [
        FLIP,
        "Keep it when: you quote a statute, or the title of a form",
        "Better words: home; where Ailsa lives; with the carers' names",
        "From: Bright Spots; North Lanarkshire language guide; Sandwell Voice; The Promise, Plan 24-30",
    ] {
        window.expect(words);
    }
    window.press("Checked: leave it as it is: placement");
    window.expect("Words to look at: not engaging, settled");
    assert_eq!(focused(&window), "Checked: leave it as it is: settled");
    window.press("Checked: leave it as it is: settled");
    assert_eq!(focused(&window), "Checked: leave it as it is: not engaging");
    window.press("Checked: leave it as it is: not engaging");
    assert!(!window.shows("Words to look at"));
    assert_eq!(focused(&window), "Continue");
    let session = kept(&desk, &mut window);
    assert_eq!(session.language_checked, ["placement", "settled", "not_engaging"]);
    // What was checked stays quiet, also where it is written again.
    window.write("Answer", " Another placement");
    assert!(!window.shows("Words to look at"));
    window.write("Answer", " and respite");
    window.expect("Words to look at: respite");
}

#[test]
fn writing_is_not_disturbed() {
    let desk = Desk::new();
    let (mut window, _) = window(&desk, TALL, "The ");
    window.write("Answer", "placemen");
    let before = (window.field("Answer").rect(), focused(&window));
    assert!(!window.shows("Words to look at"));
    window.field("Answer").type_text("t");
    window.0.run();
    window.expect("Words to look at: placement");
    assert_eq!((window.field("Answer").rect(), focused(&window)), before, "the field and the focus stay");
    assert_eq!(window.field("Answer").value().as_deref(), Some("The placement"), "no word is replaced");
}

#[test]
fn the_review_lists_five_of_them_above_the_answers() {
    let desk = Desk::new();
    let text = "Placement. Placement. LAC, siblings, respite and the residential unit. She was kicking off.";
    let (mut window, spot) = window(&desk, TALL, text);
    go(&mut window, &[Action::Go(Place::Review)]);
    let place = |window: &Window<'_>, words: &str| {
        let has = |text: Option<String>| text.as_deref() == Some(words);
        let mut nodes = window.0.root().children_recursive();
        nodes.position(|node| has(node.accesskit_node().label()) || has(node.value()))
    };
    let (words, answers) = (place(&window, "Words to look at").unwrap(), place(&window, "All answers").unwrap());
    assert!(words < answers);
    let order: Vec<usize> = ["“Placement”", "“LAC”", "“siblings”", "“respite”", "“residential unit”"]
        .map(|one| place(&window, one).unwrap())
        .into();
    assert!(order.is_sorted(), "{order:?}");
    assert!(!window.shows("“kicking off”"), "five are enough");
    window.expect("It says: LAC, siblings, respite and the residential unit.");
    window.expect("A care-experienced group must read the list before it is released.");

    window.press("Go to it: siblings");
    assert_eq!(focused(&window), "Answer");
    assert!(window.field("Answer").value().is_some_and(|value| value == text) && spot.section > 0);
    window.key(Modifiers::NONE, Key::Escape);
    go(&mut window, &[Action::Back]);
    assert_eq!(focused(&window), "Go to it: siblings");

    window.press("Checked: leave it as it is: Placement");
    assert!(!window.shows("“Placement”"));
    window.expect("“kicking off”");
    assert_eq!(focused(&window), "Go to it: LAC");
    assert_eq!(kept(&desk, &mut window).language_checked, ["placement"]);
    for word in ["LAC", "siblings", "respite", "residential unit", "kicking off"] {
        window.press(&format!("Checked: leave it as it is: {word}"));
    }
    assert!(!window.shows("Words to look at"));
    assert!(focused(&window).starts_with("1 "), "the focus goes on to the answers: {}", focused(&window));
}

#[test]
fn the_end_of_the_last_section_names_them_in_a_line() {
    let desk = Desk::new();
    let (mut window, _) = window(&desk, TALL, "The placement is settled.");
    let line = "Words to look at before you finish: placement, settled";
    assert!(!window.shows(line), "only there");
    let last = Spot { section: sample().sections.len() - 1, entry: 0 };
    go(&mut window, &[Action::GoTo(last)]);
    window.expect(line);
}

#[test]
fn switched_off_in_settings_means_off_everywhere() {
    let desk = Desk::new();
    let (mut window, spot) = window(&desk, TALL, "The placement is settled.");
    let marked = window.picture();
    go(&mut window, &[Action::Go(Place::Settings)]);
    window.press("Quiet marks under words");
    assert!(!window.app().settings_mut().quiet_marks);
    let last = Spot { section: sample().sections.len() - 1, entry: 0 };
    for action in [Action::GoTo(spot), Action::GoTo(last), Action::Go(Place::Review)] {
        go(&mut window, std::slice::from_ref(&action));
        assert!(!window.shows("Words to look at"), "{action:?}");
    }
    go(&mut window, &[Action::GoTo(spot)]);
    assert!(window.picture() != marked);
    drop(window);
    assert!(!desk.store().folder().settings().0.quiet_marks, "it is kept");
}

#[test]
fn a_window_that_only_reads_checks_nothing() {
    let desk = Desk::new();
    let (first, spot) = window(&desk, TALL, "The placement is settled.");
    let mut second = desk.window(TALL);
    go(&mut second, &[Action::Open("ailsa".into()), Action::GoTo(spot)]);
    second.press("Words to look at: placement, settled");
    assert!(second.find("Checked: leave it as it is: placement").accesskit_node().is_disabled());
    drop(first);
}

#[test]
fn no_note_has_anything_of_it() {
    let mut session = sample();
    let note = |session: &Session| {
        let header = NoteHeader::default();
        Kept::Session(session.clone()).decision_note(&header, session.changed).to_text()
    };
    let before = note(&session);
    assert!(!before.contains("Words to look at") && !before.contains("Keep it when"));
    session.check_term("contact");
    assert_eq!(note(&session), before);
}

#[test]
fn the_library_says_who_has_not_read_the_list_yet() {
    let desk = Desk::new();
    let mut window = desk.window(TALL);
    go(&mut window, &[Action::Go(Place::Library)]);
    window.expect("Words to look at (85 terms). These words were gathered from published guides and by us.");
}
