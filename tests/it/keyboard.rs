//! Can everything be done without a mouse? A whole session by keys alone, and on every screen: where Tab goes, that it can be
//! seen, and that no key loses a word or the place.

use but_why::{
    settings::Settings,
    ui::{Action, Place},
};
use egui::{Event, Key, Modifiers, Rect, Theme, accesskit::Role};
use egui_kittest::{Node, kittest::NodeT};

use crate::{
    desk::{Desk, Look, Window},
    screens::{desk, go, screens},
};

const NONE: Modifiers = Modifiers::NONE;

/// The control that has the focus.
fn focused<'t, S>(window: &'t Window<'_, S>) -> Option<Node<'t>> {
    window.0.root().children_recursive().find(|node| node.accesskit_node().is_focused())
}

fn name(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// The name of what has the focus; empty when nothing has it.
pub fn at<S>(window: &Window<'_, S>) -> String {
    focused(window).map_or_else(String::new, |node| name(&node))
}

/// The named groups around what has the focus.
pub fn within(window: &Window<'_>) -> Vec<String> {
    let node = focused(window).expect("something has the focus");
    std::iter::successors(node.parent(), NodeT::parent).map(|one| name(&one)).filter(|name| !name.is_empty()).collect()
}

pub fn press<S>(window: &mut Window<'_, S>, key: Key) {
    window.key(NONE, key);
}

/// Presses Tab until what has the focus is called `words`, or begins with them.
#[track_caller]
pub fn tab_to(window: &mut Window<'_>, words: &str) {
    go_to(window, NONE, words);
}

/// The same backwards.
#[track_caller]
fn tab_back_to(window: &mut Window<'_>, words: &str) {
    go_to(window, Modifiers::SHIFT, words);
}

#[track_caller]
fn go_to(window: &mut Window<'_>, modifiers: Modifiers, words: &str) {
    let mut passed = Vec::new();
    for _ in 0..80 {
        let here = at(window);
        if here == words || (here.starts_with(words) && !words.is_empty()) {
            return;
        }
        passed.push(here);
        window.key(modifiers, Key::Tab);
    }
    panic!("80 times Tab did not come to {words:?}, but to {passed:?}");
}

/// Goes on by Tab to the field with this label and writes into it.
#[track_caller]
pub fn write(window: &mut Window<'_>, label: &str, text: &str) {
    tab_to(window, label);
    window.0.event(Event::Text(text.to_owned()));
    window.0.run();
    let field = focused(window).expect("the field keeps the focus");
    assert!(field.value().unwrap_or_default().contains(text), "{label:?} holds {:?}", field.value());
}

/// Goes by Tab to something to press, and presses it.
#[track_caller]
pub fn tab_and_press(window: &mut Window<'_>, words: &str, key: Key) {
    tab_to(window, words);
    press(window, key);
}

/// In a group, arrows until this is chosen.
#[track_caller]
pub fn choose(window: &mut Window<'_>, words: &str) {
    for _ in 0..24 {
        let here = focused(window).expect("something has the focus");
        if name(&here) == words && here.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
            || name(&here) == words && here.accesskit_node().is_selected() == Some(true)
        {
            return;
        }
        press(window, Key::ArrowDown);
    }
    panic!("arrows did not choose {words:?}; the focus is on {:?}", at(window));
}

/// A checklist with a prompt of each kind.
const EVERY_KIND: &str = r#"Checklist(
    format: 1, id: "every_kind", title: "A prompt of each kind", purpose: "For a test.", meeting: "A meeting",
    jurisdiction: "Scotland", version: "1.0.0", authors: ["Nobody"], changed: "", review_by: "2027-03-31",
    licence: "CC-BY-4.0", paces: [(id: "full", title: "Ten minutes", minutes: 10), (id: "short", title: "Five minutes", minutes: 5)],
    sections: [
        (
            id: "one", title: "Say", minutes: {"full": 5, "short": 2}, speaks: Both,
            items: [
                (id: "aloud", prompt: "This is read aloud.", kind: Read),
                (id: "text", prompt: "What has changed?", kind: Text),
                (id: "choice", prompt: "Which is it?", kind: Choice(options: [(id: "a", text: "This"), (id: "b", text: "That")])),
                (id: "several", prompt: "Which of these?", kind: Choice(options: [(id: "c", text: "One thing"), (id: "d", text: "Another")], several: true)),
                (id: "date", prompt: "On which day?", kind: Date),
                (id: "scale", prompt: "How sure are you?", kind: Scale(to: 4, low: "not", high: "very")),
            ],
        ),
        (
            id: "two", title: "Weigh", minutes: {"full": 5, "short": 3}, speaks: Both,
            items: [
                (id: "point", prompt: "What is the point?", kind: Point),
                (id: "why", prompt: "But why that?", kind: Why(from: "point")),
                (id: "decisions", prompt: "What is decided?", kind: Decisions),
                (id: "actions", prompt: "Who does what?", kind: Actions),
            ],
        ),
    ],
)
"#;

fn desk_with_every_kind() -> Desk {
    let desk = Desk::new();
    desk.store().add_own("every_kind.ron", EVERY_KIND.as_bytes()).unwrap();
    desk
}

/// Set up by keys, with the checklist of each kind.
fn begin(window: &mut Window<'_>) {
    tab_and_press(window, "Start a session", Key::Enter);
    assert_eq!(at(window), "Set up a session", "a new screen begins at its title");
    tab_to(window, "A prompt of each kind, version 1.0.0");
    assert_eq!(within(window)[0], "Which checklist");
    choose(window, "Review of a compulsory supervision order, version 1.2.0");
    choose(window, "A prompt of each kind, version 1.0.0");
    tab_to(window, "Ten minutes");
    choose(window, "Five minutes");
    choose(window, "Ten minutes");
    write(window, "Day", "2");
    write(window, "Month", "june");
    write(window, "Year", "2026");
    write(window, "Name to use for the child", "Ailsa");
    write(window, "Presenter's initials or first name", "R.H.");
    write(window, "Colleague's initials or first name", "S.M.");
    tab_and_press(window, "Newly qualified", Key::Space);
    tab_and_press(window, "Ground rules in short, hidden", Key::Enter);
    assert_eq!(at(window), "Ground rules in short, shown");
    tab_and_press(window, "Start", Key::Space);
}

#[test]
fn a_whole_session_needs_no_mouse() {
    let desk = desk_with_every_kind();
    let mut window = desk.window(Look::USUAL);
    begin(&mut window);

    // Read aloud: there is only Continue. Then each prompt begins at its first field.
    assert_eq!(at(&window), "Continue");
    press(&mut window, Key::Enter);
    assert_eq!(at(&window), "Answer");
    write(&mut window, "Answer", "She is at Gran's.");
    tab_to(&mut window, "Seen or recorded");
    assert_eq!(within(&window)[0], "This is");
    choose(&mut window, "Told to us");
    write(&mut window, "Who, or which document", "Gran");
    tab_to(&mut window, "Talked through");
    window.key(Modifiers::COMMAND, Key::Enter);

    assert_eq!(within(&window)[0], "Choose one");
    choose(&mut window, "That");
    write(&mut window, "Note on: That", "because");
    tab_and_press(&mut window, "Continue", Key::Space);

    assert_eq!(at(&window), "One thing");
    press(&mut window, Key::Space);
    write(&mut window, "Note on: One thing", "a note");
    tab_and_press(&mut window, "Another", Key::Space);
    window.key(Modifiers::COMMAND, Key::Enter);

    assert_eq!(at(&window), "Day");
    for (label, text) in [("Day", "11"), ("Month", "6"), ("Year", "2026")] {
        write(&mut window, label, text);
    }
    window.key(Modifiers::COMMAND, Key::Enter);

    // The newly qualified colleague is asked first.
    assert_eq!(within(&window)[0], "S.M., from 0 to 4");
    choose(&mut window, "3");
    write(&mut window, "S.M.: what would move it by one", "a letter");
    window.key(Modifiers::COMMAND, Key::Enter);
    window.expect("That is the end of this section");
    tab_and_press(&mut window, "Next section: Weigh", Key::Enter);

    assert_eq!(at(&window), "In one sentence");
    write(&mut window, "In one sentence", "Six months more.");
    write(&mut window, "S.M. says it back", "Half a year.");
    tab_to(&mut window, "Yes, that is it");
    choose(&mut window, "Yes, that is it");
    window.key(Modifiers::COMMAND, Key::Enter);
    why(&mut window);
    window.key(Modifiers::COMMAND, Key::Enter);

    assert_eq!(at(&window), "Add a decision");
    press(&mut window, Key::Enter);
    assert_eq!(at(&window), "The decision, as a question", "what was added is where one writes");
    write(&mut window, "The decision, as a question", "Do we ask for six months?");
    tab_to(&mut window, "Made");
    choose(&mut window, "Made");
    write(&mut window, "Who decides", "the hearing");
    window.key(Modifiers::COMMAND, Key::Enter);

    assert_eq!(at(&window), "Add an action");
    press(&mut window, Key::Enter);
    assert_eq!(at(&window), "What");
    write(&mut window, "What", "Ask Ailsa");
    write(&mut window, "Who: one name", "R.H.");
    write(&mut window, "By when", "27 May");
    window.key(Modifiers::COMMAND, Key::Enter);

    review_and_leave(&mut window);
}

/// The why-tree: a question is picked, the reason written, and an end chosen.
fn why(window: &mut Window<'_>) {
    assert_eq!(at(window), "The claim");
    window.expect("What led us to ask for this?");
    tab_to(window, "Ask it");
    press(window, Key::Enter);
    assert_eq!(at(window), "The reason", "after a question one answers it");
    write(window, "The reason", "Dawn has not been asked.");
    tab_to(window, "Seen or recorded");
    choose(window, "Our view");
    tab_to(window, "Evidence");
    assert_eq!(within(window)[0], "Does this branch rest here?");
    choose(window, "Not known yet");
    write(window, "What would tell us", "Her answer");
    write(window, "Who finds out", "R.H.");
    write(window, "By when", "26 May");
    tab_to(window, "Yes");
    choose(window, "No");
    window.expect("This branch rests on ground");
    tab_and_press(window, "Yes, there is another", Key::Enter);
    assert_ne!(at(window), "", "what was pressed has gone, and the focus has not");
    tab_to(window, "Or a question of your own");
    write(window, "Or a question of your own", "Who says so?");
    press(window, Key::Enter);
    assert_eq!(at(window), "The reason");
    window.expect("S.M. asks: Who says so?");
    tab_and_press(window, "Remove", Key::Space);
    assert_ne!(at(window), "", "what was removed has gone, and the focus has not");
}

fn review_and_leave(window: &mut Window<'_>) {
    window.key(Modifiers::COMMAND, Key::R);
    assert_eq!(at(window), "Check what you have talked through");
    let row = "Change: Do we ask for six months?";
    tab_and_press(window, row, Key::Enter);
    assert_eq!(within(window)[..2], ["Decision 1", "What is decided?"], "the prompt is open, and one is in it");
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(at(window), row, "back in Review, the focus is on the row that one left from");

    tab_and_press(window, "Finish session", Key::Enter);
    assert!(at(window).starts_with("Finished on 22 May 2026"), "{:?}", at(window));
    tab_and_press(window, "Take a note away", Key::Enter);
    assert_eq!(at(window), "Take a note away");
    tab_to(window, "Copy the note");
    press(window, Key::Enter);
    assert_eq!(at(window), "Take it out: Dawn", "a button that waits leads to what it waits for");
    press(window, Key::ArrowRight);
    assert_eq!(at(window), "Keep it: Dawn");
    tab_and_press(window, "Copy the note", Key::Enter);
    assert_eq!(at(window), "Yes, this is the right one");
    press(window, Key::Space);
    tab_and_press(window, "Copy the note", Key::Enter);
    assert_eq!(at(window), "Who is it for?");
    write(window, "Who is it for?", "the case file");
    tab_and_press(window, "Copy the note", Key::Enter);
    window.expect("Copied: Decision note");
    assert_eq!(at(window), "Copy the note");
    press(window, Key::Escape);
    assert_eq!(at(window), "Take a note away", "back, on what led there");
    assert!(within(window).contains(&"1. Take the decision note".to_owned()));
}

/// What Tab stops at, in the order in which it is read: everything that takes the focus.
fn stops<S>(window: &Window<'_, S>) -> Vec<String> {
    window
        .0
        .root()
        .children_recursive()
        .filter(|node| {
            let node = node.accesskit_node();
            node.data().supports_action(egui::accesskit::Action::Focus) && !node.is_disabled() && !node.is_hidden()
        })
        .map(|node| describe(&node))
        .collect()
}

fn describe(node: &Node<'_>) -> String {
    format!("{:?} {:?} {:?}", node.accesskit_node().role(), name(node), node.accesskit_node().id())
}

/// Where the focus may be seen: the window without the line at its bottom.
fn in_view<S>(window: &Window<'_, S>) -> Rect {
    let mut rect = window.0.ctx.content_rect();
    let status = window.0.root().children_recursive().find(|node| node.accesskit_node().role() == Role::ContentInfo);
    // A screen by itself has no such line.
    rect.max.y = status.map_or(rect.max.y, |status| status.rect().top());
    rect
}

#[track_caller]
fn is_seen<S>(window: &Window<'_, S>, screen: &str) {
    let node = focused(window).unwrap_or_else(|| panic!("{screen}: nothing has the focus"));
    let (rect, view) = (node.rect(), in_view(window));
    let seen = rect.intersect(view);
    let tall = rect.height() > view.height() * 0.8;
    assert!(
        rect.left() >= view.left() - 1.0 && rect.right() <= view.right() + 1.0,
        "{screen}: {} at {rect:?} leaves {view:?} to the side",
        describe(&node)
    );
    let enough = if tall { 32.0_f32.min(view.height() / 2.0) } else { rect.height() - 1.0 };
    assert!(seen.height() >= enough, "{screen}: {} at {rect:?} is not in {view:?}", describe(&node));
}

/// What stands in the fields.
fn values<S>(window: &Window<'_, S>) -> Vec<Option<String>> {
    let all = window.0.root().children_recursive();
    all.filter(|node| node.accesskit_node().is_text_input()).map(|node| node.value()).collect()
}

/// Tab from the beginning of a screen until it comes round: it leaves every text box, and writes nothing into it.
pub fn tab_round<S>(window: &mut Window<'_, S>, screen: &str) {
    window.0.ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
    window.0.run();
    let (expected, before) = (stops(window), values(window));
    let mut passed: Vec<String> = Vec::new();
    for _ in 0..=expected.len() {
        press(window, Key::Tab);
        is_seen(window, screen);
        let here = describe(&focused(window).expect("Tab goes somewhere"));
        if passed.first() == Some(&here) {
            break;
        }
        passed.push(here);
    }
    assert_eq!(passed, expected, "{screen}: Tab goes in the order in which one reads, to everything");
    assert_eq!(values(window), before, "{screen}");
}

/// A window with roomy text or without.
fn window_of(desk: &Desk, look: Look, roomy: bool) -> Window<'static> {
    let store = desk.store();
    let (settings, _) = store.folder().settings();
    store.folder().keep_settings(&Settings { roomy, ..settings }).unwrap();
    drop(store);
    desk.window(look)
}

fn tab_round_every_screen(look: Look, roomy: bool) {
    let desk = desk();
    let mut window = window_of(&desk, look, roomy);
    for (screen, actions) in screens() {
        go(&mut window, &[Action::Go(Place::Home)]);
        go(&mut window, &actions);
        tab_round(&mut window, &format!("{screen} in {:?} at {} %", look.size, look.text));
    }
}

#[test]
fn tab_reaches_everything_in_reading_order_and_is_always_seen() {
    tab_round_every_screen(Look { size: [1280.0, 800.0], ..Look::USUAL }, false);
}

#[test]
fn tab_is_seen_in_the_smallest_window_too() {
    tab_round_every_screen(Look { size: [320.0, 256.0], ..Look::USUAL }, false);
}

/// Every text that is painted lies within what shows it, as far as left and right go, and none is cut short with "…" but a
/// preview whose whole text is said in the name of its row.
pub fn nothing_is_cut<S>(window: &Window<'_, S>, screen: &str) {
    let width = window.0.ctx.content_rect().width();
    let names: Vec<String> = window.0.root().children_recursive().map(|node| name(&node)).collect();
    for clipped in &window.0.output().shapes {
        let mut texts = Vec::new();
        texts_in(&clipped.shape, &mut texts);
        for text in texts {
            let words = text.galley.text();
            if words.trim().is_empty() {
                continue;
            }
            let rect = text.galley.rect.translate(text.pos.to_vec2());
            assert!(
                rect.left() >= clipped.clip_rect.left() - 1.0
                    && rect.right() <= clipped.clip_rect.right().min(width) + 1.0,
                "{screen}: {words:?} at {rect:?} is cut by {:?}",
                clipped.clip_rect
            );
            if text.galley.elided {
                let said = names.iter().any(|name| name.contains(words));
                assert!(said, "{screen}: {words:?} is cut short, and said nowhere");
            }
        }
    }
}

fn texts_in<'s>(shape: &'s egui::Shape, into: &mut Vec<&'s egui::epaint::TextShape>) {
    match shape {
        egui::Shape::Text(text) => into.push(text),
        egui::Shape::Vec(shapes) => shapes.iter().for_each(|one| texts_in(one, into)),
        _ => {}
    }
}

/// Texts that do not lie over each other, and above and below not outside of what they stand on.
pub fn is_one_column<S>(window: &Window<'_, S>, screen: &str) {
    let whole = window.0.ctx.content_rect();
    for node in window.0.root().children_recursive() {
        if node.accesskit_node().bounding_box().is_none() {
            continue;
        }
        let bounds = node.rect();
        let role = node.accesskit_node().role();
        if matches!(role, Role::TextRun | Role::ScrollBar) {
            continue;
        }
        assert!(
            bounds.left() >= -1.0 && bounds.right() <= whole.right() + 1.0,
            "{screen}: {} at {bounds:?} is wider than the window",
            describe(&node)
        );
    }
}

#[test]
fn nothing_is_cut_in_any_window_with_any_text() {
    let desk = desk();
    for (size, text, roomy) in [
        ([320.0, 9_000.0], 100, false),
        ([320.0, 9_000.0], 100, true),
        ([1280.0, 30_000.0], 300, false),
        ([1024.0, 30_000.0], 300, true),
        ([1280.0, 9_000.0], 100, true),
        ([700.0, 9_000.0], 100, false),
    ] {
        let mut window = window_of(&desk, Look { size, text, theme: Theme::Dark }, roomy);
        for (screen, actions) in screens() {
            go(&mut window, &[Action::Go(Place::Home)]);
            go(&mut window, &actions);
            let screen = format!("{screen} in {size:?} at {text} %, roomy {roomy}");
            nothing_is_cut(&window, &screen);
            is_one_column(&window, &screen);
        }
        drop(window);
    }
}

/// The tag is longer than a row of Review in the smallest window has room for.
#[test]
fn what_a_manager_decides_fits_the_smallest_window() {
    let desk = Desk::new();
    let mut session = but_why::session::sample();
    session.id = "ailsa".into();
    for entry in session.sections.iter_mut().flat_map(|section| &mut section.entries) {
        if let but_why::session::Answer::Decisions(decisions) = &mut entry.answer {
            for one in decisions.iter_mut() {
                one.for_manager = true;
            }
        }
    }
    desk.store().save(&but_why::record::Kept::Session(session)).unwrap();
    let mut window = desk.window(Look { size: [320.0, 9_000.0], ..Look::USUAL });
    go(&mut window, &[Action::Open("ailsa".into()), Action::Go(Place::Review)]);
    assert!(window.shows("For the manager to decide"));
    nothing_is_cut(&window, "review");
    is_one_column(&window, "review");
}

#[test]
fn escape_loses_neither_the_place_nor_a_word() {
    let desk = desk_with_every_kind();
    let mut window = desk.window(Look::USUAL);
    begin(&mut window);
    press(&mut window, Key::Enter);
    write(&mut window, "Answer", "She is at Gran's.");
    for _ in 0..2 {
        press(&mut window, Key::Escape);
        assert_eq!(at(&window), "Answer");
        assert_eq!(window.field("Answer").value().as_deref(), Some("She is at Gran's."));
    }
    // Escape closes a menu, and the focus is on what opened it.
    tab_back_to(&mut window, "View");
    press(&mut window, Key::Enter);
    window.find("Roomy text");
    press(&mut window, Key::Escape);
    assert!(!window.shows("Roomy text"));
    assert_eq!(at(&window), "View");
    // Something in a menu that stays on the screen comes back to it too.
    press(&mut window, Key::Enter);
    tab_and_press(&mut window, "Roomy text", Key::Enter);
    assert_eq!(at(&window), "View");
}

#[test]
fn arrows_move_within_a_group_and_nowhere_else() {
    let desk = desk_with_every_kind();
    let mut window = desk.window(Look::USUAL);
    begin(&mut window);
    for key in [Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::ArrowRight] {
        press(&mut window, key);
        assert_eq!(at(&window), "Continue");
    }
    press(&mut window, Key::Enter);
    tab_to(&mut window, "Seen or recorded");
    let group = within(&window);
    // One Tab stop: arrows go round it, and Tab leaves it from wherever they came to.
    let mut seen = vec![at(&window)];
    for _ in 0..5 {
        press(&mut window, Key::ArrowRight);
        assert_eq!(within(&window), group);
        seen.push(at(&window));
    }
    assert_eq!(seen.first(), seen.last());
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::Tab);
    assert_ne!(within(&window)[0], "This is");
    window.key(Modifiers::SHIFT, Key::Tab);
    assert_eq!((at(&window).as_str(), within(&window)[0].as_str()), ("Not known yet", "This is"));
}

#[test]
fn f6_goes_round_the_parts_of_the_window() {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    go(&mut window, &[Action::Open("ailsa".into())]);
    let mut parts = Vec::new();
    for _ in 0..5 {
        press(&mut window, Key::F6);
        let around = within(&window);
        parts.push(around[around.len() - 2].clone());
        is_seen(&window, "session");
    }
    assert_eq!(parts, ["Law and notes", "Menu", "Sections", "Page", "Law and notes"]);
}

#[test]
fn page_keys_scroll() {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    for (screen, actions) in screens() {
        if !["set-up", "review", "record", "leave", "keys", "checklist"].contains(&screen) {
            continue;
        }
        go(&mut window, &[Action::Go(Place::Home)]);
        go(&mut window, &actions);
        let top = |window: &Window<'_>| {
            let heading =
                window.0.root().children_recursive().find(|node| {
                    node.accesskit_node().role() == Role::Heading && node.accesskit_node().level() == Some(0)
                });
            heading.expect("a title").rect().top()
        };
        let start = top(&window);
        press(&mut window, Key::PageDown);
        let down = top(&window);
        assert!(down < start - 100.0 || screen == "keys" && down < start, "{screen}: {start} {down}");
        press(&mut window, Key::PageUp);
        assert!((top(&window) - start).abs() < 1.0, "{screen}");
        press(&mut window, Key::End);
        assert!(top(&window) <= down + 1.0, "{screen}");
        press(&mut window, Key::Home);
        assert!((top(&window) - start).abs() < 1.0, "{screen}");
    }
}
