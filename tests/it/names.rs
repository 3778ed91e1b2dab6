//! What does a screen reader say? The accessibility tree of every screen: names, headings, labels, what is announced, and what
//! must never be said.

use std::collections::HashMap;

use but_why::{
    session::sample,
    ui::{Action, Place},
};
use egui::{
    Rect, ViewportCommand,
    accesskit::{self, Live, Role},
};
use egui_kittest::{Node, kittest::NodeT};

use crate::{
    desk::{Desk, Look, Window},
    screens::{desk, go, screens},
};

/// A window in which nothing needs to be scrolled.
const TALL: Look = Look { size: [1280.0, 12_000.0], ..Look::USUAL };

/// Calls `look` with every screen.
fn on_every_screen(look: Look, mut see: impl FnMut(&str, &Window<'_>)) {
    let desk = desk();
    let mut window = desk.window(look);
    for (name, actions) in screens() {
        go(&mut window, &[Action::Go(Place::Home)]);
        go(&mut window, &actions);
        see(name, &window);
    }
}

/// Every node in the order in which it is read.
fn nodes<'t, S>(window: &'t Window<'_, S>) -> Vec<Node<'t>> {
    window.0.root().children_recursive().filter(|node| !node.accesskit_node().is_hidden()).collect()
}

fn label(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

fn place(node: &Node<'_>) -> Option<accesskit::Rect> {
    node.accesskit_node().bounding_box()
}

fn role(node: &Node<'_>) -> Role {
    node.accesskit_node().role()
}

fn is_text_field(node: &Node<'_>) -> bool {
    matches!(role(node), Role::TextInput | Role::MultilineTextInput)
}

/// Whether it can be pressed, chosen, or written in. Text that can be selected is not meant.
fn is_control(node: &Node<'_>) -> bool {
    let data = node.accesskit_node();
    let data = data.data();
    if matches!(role(node), Role::Label | Role::Heading | Role::Status) {
        return data.supports_action(accesskit::Action::Focus);
    }
    data.supports_action(accesskit::Action::Click) || data.supports_action(accesskit::Action::Focus)
}

/// The groups around a node that have a name.
fn groups_around(node: &Node<'_>) -> Vec<String> {
    std::iter::successors(node.parent(), NodeT::parent).map(|one| label(&one)).filter(|name| !name.is_empty()).collect()
}

/// The texts that are painted, with the places where they stand.
fn painted(window: &Window<'_>) -> Vec<(Rect, String)> {
    fn walk(shape: &egui::Shape, into: &mut Vec<(Rect, String)>) {
        match shape {
            egui::Shape::Text(text) => {
                into.push((text.galley.rect.translate(text.pos.to_vec2()), text.galley.text().to_owned()));
            }
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|one| walk(one, into)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    window.0.output().shapes.iter().for_each(|clipped| walk(&clipped.shape, &mut texts));
    texts
}

#[test]
fn every_part_that_does_something_has_a_name_and_a_role() {
    for look in [TALL, Look::USUAL] {
        on_every_screen(look, has_names);
    }
}

#[test]
fn menus_have_names_and_so_has_what_is_in_them() {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    go(&mut window, &[Action::Open("ailsa".into())]);
    for menu in ["File", "Edit", "View", "Session", "Checklists", "Help"] {
        window.press(menu);
        let all = nodes(&window);
        let unfolded = all.iter().find(|node| role(node) == Role::Menu).expect("a menu is open");
        assert_eq!(label(unfolded), menu);
        assert!(
            unfolded.children_recursive().all(|node| !is_control(&node) || role(&node) == Role::MenuItem),
            "{menu}"
        );
        has_names(menu, &window);
        window.key(egui::Modifiers::NONE, egui::Key::Escape);
        assert!(nodes(&window).iter().all(|node| role(node) != Role::Menu), "{menu} closes");
    }
}

pub fn has_names<S>(screen: &str, window: &Window<'_, S>) {
    for node in nodes(window) {
        let role = role(&node);
        let what = format!("{screen}: {role:?} at {:?}, in {:?}", place(&node), groups_around(&node));
        if is_control(&node) {
            assert!(!label(&node).trim().is_empty(), "{what} has no name");
            assert!(!matches!(role, Role::Unknown | Role::GenericContainer | Role::Label), "{what} has no role");
        }
        if matches!(
            role,
            Role::Group | Role::RadioGroup | Role::Navigation | Role::Menu | Role::MenuBar | Role::Pane | Role::List
        ) {
            assert!(!label(&node).trim().is_empty(), "{what} is a group without a name");
        }
        assert_ne!(role, Role::Unknown, "{what} {:?}", label(&node));
    }
}

#[test]
fn a_name_begins_with_the_words_that_are_seen() {
    on_every_screen(TALL, |screen, window| {
        let painted = painted(window);
        for node in nodes(window).iter().filter(|node| is_control(node) && !is_text_field(node)) {
            let rect = node.rect().expand(1.0);
            let Some((_, words)) = painted.iter().find(|(at, words)| !words.is_empty() && rect.contains_rect(*at))
            else {
                continue;
            };
            let name = label(node);
            assert!(name.starts_with(words.as_str()), "{screen}: {words:?} is seen, {name:?} is said");
        }
    });
}

#[test]
fn headings_go_down_one_level_at_a_time_from_one_title() {
    on_every_screen(TALL, has_headings_in_order);
}

pub fn has_headings_in_order<S>(screen: &str, window: &Window<'_, S>) {
    let mut above = 0;
    let mut titles = 0;
    for node in nodes(window).iter().filter(|node| role(node) == Role::Heading) {
        let level = node.accesskit_node().level().expect("a heading has a level") + 1;
        let name = label(node);
        assert!(!name.trim().is_empty(), "{screen}: a heading without words");
        // The list of sections comes before the title; it is a part of the window like the title's.
        assert!(level <= above.max(1) + 1, "{screen}: {name:?} has level {level} after {above}");
        above = level;
        titles += usize::from(level == 1);
    }
    assert_eq!(titles, 1, "{screen}");
}

#[test]
fn a_label_comes_before_its_field_and_is_tied_to_it() {
    on_every_screen(TALL, |screen, window| {
        let all = nodes(window);
        let places: HashMap<_, _> = all.iter().enumerate().map(|(at, node)| (node.accesskit_node().id(), at)).collect();
        for (at, node) in all.iter().enumerate().filter(|(_, node)| is_text_field(node)) {
            let field = node.accesskit_node();
            let name = label(node);
            let placeholder = field.data().placeholder().unwrap_or_default();
            assert_eq!(placeholder, "", "{screen}: {name:?} has words that go when one writes");
            let tied: Vec<_> = field.labelled_by().collect();
            let [tied] = tied.as_slice() else { panic!("{screen}: {name:?} is tied to {} labels", tied.len()) };
            assert!(places[&tied.id()] < at, "{screen}: {name:?} comes after its field");
            let seen = tied.bounding_box().expect("a label is somewhere");
            assert!(seen.area() > 0.0, "{screen}: {name:?} is not seen");
        }
    });
}

#[test]
fn two_controls_of_a_group_have_two_names() {
    on_every_screen(TALL, has_no_name_twice_in_a_group);
}

pub fn has_no_name_twice_in_a_group<S>(screen: &str, window: &Window<'_, S>) {
    let mut seen = HashMap::new();
    for node in nodes(window).iter().filter(|node| is_control(node)) {
        let key = (groups_around(node), format!("{:?}", role(node)), label(node));
        let before = seen.insert(key.clone(), node.rect());
        assert_eq!(before, None, "{screen}: {key:?} is there twice");
    }
}

#[test]
fn what_is_only_to_be_looked_at_is_not_said() {
    on_every_screen(TALL, |screen, window| {
        for node in nodes(window) {
            assert!(!matches!(role(&node), Role::Canvas | Role::GraphicsSymbol), "{screen}");
            // A picture that tells something, such as the time line, tells it in words too.
            assert!(role(&node) != Role::Image || label(&node).contains(' '), "{screen}: {:?}", label(&node));
            assert!(!label(&node).to_lowercase().contains("parrot"), "{screen}: {:?}", label(&node));
        }
    });
}

#[test]
fn the_status_line_is_announced_and_moves_no_focus() {
    on_every_screen(Look::USUAL, |screen, window| {
        let lines: Vec<_> = nodes(window).into_iter().filter(|node| role(node) == Role::Status).collect();
        let polite = |node: &&Node<'_>| node.accesskit_node().live() == Live::Polite;
        assert!(
            lines.iter().any(|node| polite(&node) && groups_around(node).contains(&"Status".to_owned())),
            "{screen}"
        );
        assert!(lines.iter().all(|node| polite(&node)), "{screen}: nothing is urgent while all is well");
    });
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    go(&mut window, &[Action::Open("ailsa".into())]);
    let focused = |window: &Window<'_>| window.0.ctx.memory(egui::Memory::focused);
    let before = focused(&window);
    window.key(egui::Modifiers::COMMAND, egui::Key::S);
    window.expect("Everything is saved as it is written");
    assert_eq!(focused(&window), before);
}

#[test]
fn that_words_are_not_saved_is_said_at_once() {
    let desk = Desk::new();
    let mut window = desk.window(Look::USUAL);
    go(&mut window, &[Action::SetUp(None)]);
    // Where sessions are kept, there is suddenly a file.
    let folder = desk.folder.path().join("sessions");
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "").unwrap();
    window.press("Start");
    let _ = window.0.state().wait_until_saved(std::time::Duration::from_secs(5));
    window.0.run();
    window.expect("Not saved since");
    let bar = nodes(&window).into_iter().find(|node| node.accesskit_node().live() == Live::Assertive);
    let bar = bar.expect("an urgent line");
    assert!(label(&bar).starts_with("Not saved since "), "{:?}", label(&bar));
    // The way to keep them comes with it.
    window.find("Copy my words");
}

/// Whoever walks past a screen, or looks at a task bar, reads the title.
#[test]
fn no_title_says_anything_of_a_session() {
    let desk = desk();
    let mut session = sample();
    "PARROTCHILD".clone_into(&mut session.child);
    "REF0815".clone_into(&mut session.reference);
    let people = &session.people.persons;
    let names = [&people.first, &people.second].map(|one| one.name.clone());
    assert!(names.iter().all(|name| name.len() > 3));
    let store = desk.store();
    session.id = "ailsa".into();
    store.save(&but_why::record::Kept::Session(session.clone())).unwrap();
    drop(store);
    let secrets: Vec<String> = [session.child.clone(), session.reference.clone(), "Ailsa".into()]
        .into_iter()
        .chain(names)
        .chain(session.entries().flat_map(|(_, entry)| entry.texts().into_iter().map(str::to_owned)))
        .chain(session.entries().map(|(_, entry)| entry.prompt.clone()))
        .filter(|text| text.trim().len() > 3)
        .collect();
    let mut window = desk.window(Look::USUAL);
    let mut titles = Vec::new();
    for (screen, actions) in screens() {
        for action in std::iter::once(Action::Go(Place::Home)).chain(actions) {
            let ctx = window.0.ctx.clone();
            window.app().perform(&ctx, action);
            for _ in 0..4 {
                window.0.step();
                let output = window.0.output().viewport_output.values();
                titles.extend(output.flat_map(|one| &one.commands).filter_map(|command| match command {
                    ViewportCommand::Title(title) => Some(title.clone()),
                    _ => None,
                }));
            }
        }
        let root = window.0.root().accesskit_node().label().expect("the window has a name");
        assert!(root.ends_with(" - But Why?"), "{screen}: {root:?}");
        assert!(titles.last().is_none_or(|title| *title == root), "{screen}: the title is what is said");
    }
    for title in titles {
        for secret in &secrets {
            assert!(!title.contains(secret.as_str()), "{title:?} says {secret:?}");
        }
    }
}
