//! What is seen while nothing of a session may be? Every screen of the gate, in each state that it has, in both themes, at 100 %
//! and 200 %, in two windows. The pictures lie in `target/pictures`.

use std::collections::HashSet;

use but_why::{
    settings::Settings,
    ui::{
        a11y, control, field, frame,
        gate::{
            Attempt, Notice, change_passphrase::ChangePassphrase, first_start, first_start::FirstStart, hidden::Hidden,
            lock_warning, recover, recover::Recover, sheet, sheet::Sheet, unlock, unlock::After, unlock::Unlock,
        },
        settings_screen::{self, Lock, SystemLock, Whereabouts},
        theme,
    },
};
use egui::{Event, Key, Modifiers, Rect, Shape, Theme, Ui, accesskit::Role, vec2};
use egui_kittest::{Harness, Node, kittest::NodeT};

use crate::{cpu_renderer::CpuRenderer, pictures};

/// Windows in physical pixels, and the text in percent.
const SIZES: [([f32; 2], u16); 4] =
    [([1280.0, 800.0], 100), ([640.0, 480.0], 100), ([1280.0, 800.0], 200), ([640.0, 480.0], 200)];

const CODE: &str = "K7Q2 9FMT 3XWC H0BD 1R8N VZ5G E10P";
const FIVE: &str = "otter lamp thistle river coat";

type Paint = Box<dyn FnMut(&mut Ui)>;
type Window = Harness<'static>;

/// A screen in one of its states, and how one gets there.
struct Case {
    name: &'static str,
    paint: Paint,
    then: fn(&mut Window),
}

fn case(name: &'static str, paint: impl FnMut(&mut Ui) + 'static, then: fn(&mut Window)) -> Case {
    Case { name, paint: Box::new(paint), then }
}

fn nothing(_: &mut Window) {}

fn first(from_before: usize, suggestion: Option<&'static str>, attempt: Attempt) -> impl FnMut(&mut Ui) {
    let mut screen = FirstStart::default();
    move |ui| {
        screen.ui(ui, &first_start::Model { from_before, suggestion, attempt, notices: &[] });
    }
}

fn locked(after: After, attempt: Attempt, notices: &'static [Notice<'static>]) -> impl FnMut(&mut Ui) {
    let mut screen = Unlock::default();
    move |ui| {
        screen.ui(ui, &unlock::Model { after, attempt, notices });
    }
}

fn on_paper(told: &'static str) -> impl FnMut(&mut Ui) {
    let mut screen = Sheet::default();
    move |ui| {
        screen.ui(ui, &sheet::Model { code: CODE, told, notices: &[] });
    }
}

fn recovering(attempt: Attempt) -> impl FnMut(&mut Ui) {
    let mut screen = Recover::default();
    move |ui| {
        let check = &|_: &str| Ok(());
        screen.ui(ui, &recover::Model { check, suggestion: None, attempt, notices: &[] });
    }
}

fn changing(attempt: Attempt) -> impl FnMut(&mut Ui) {
    let mut page = ChangePassphrase::default();
    move |ui| {
        ui.painter().rect_filled(ui.max_rect(), 0.0, theme::tokens(ui).bg);
        page.ui(ui, &but_why::ui::gate::change_passphrase::Model { suggestion: None, attempt, notices: &[] });
    }
}

fn settings(fixed_minutes: Option<u16>) -> impl FnMut(&mut Ui) {
    let mut settings = Settings::default();
    move |ui| {
        ui.painter().rect_filled(ui.max_rect(), 0.0, theme::tokens(ui).bg);
        let place = Whereabouts { folder: "H:/but-why", fixed: fixed_minutes.is_some(), says: "" };
        settings_screen::ui(ui, &mut settings, place, Lock { fixed_minutes, system: SystemLock::Tells });
    }
}

fn warned() -> impl FnMut(&mut Ui) {
    |ui| {
        ui.painter().rect_filled(ui.max_rect(), 0.0, theme::tokens(ui).bg);
        lock_warning::ui(ui);
        frame::page(ui, "below", |ui| {
            a11y::heading(ui, 1, "Review");
            field::body(ui, "What is under the band stays where it is, and can be read.");
            control::main_button(ui, "Finish session");
        });
    }
}

fn hidden() -> impl FnMut(&mut Ui) {
    let mut cover = None;
    move |ui| {
        let ctx = ui.ctx().clone();
        cover.get_or_insert_with(|| Hidden::over(&ctx)).ui(ui);
    }
}

const NOTICES: &[Notice<'static>] = &[
    Notice {
        words: "Another window holds these sessions since 13:40, on COUNCIL-LT-114. Here you can read them.",
        can_try_again: false,
    },
    Notice {
        words: "The folder cannot be written: H:/but-why. Free some space, or ask IT whether you may write there.",
        can_try_again: true,
    },
];

fn cases() -> Vec<Case> {
    let wrong = |times, seconds| Attempt::Wrong { times, seconds };
    vec![
        case("first-start", first(3, None, Attempt::None), nothing),
        case("first-start-suggestion", first(0, Some(FIVE), Attempt::None), nothing),
        case("first-start-five-words", first(0, Some(FIVE), Attempt::None), |window| {
            press(window, "Use these words");
            press(window, "Look at the words again");
            write(window, "otter lamp");
            key(window, Key::Enter);
        }),
        case("first-start-short", first(0, None, Attempt::None), |window| {
            write(window, "Ailsa, 31");
            press(window, "Show what is typed: Passphrase");
            press(window, "Use this passphrase");
        }),
        case("first-start-working", first(1, None, Attempt::Working), nothing),
        case("sheet", on_paper("The sheet is saved in Documents. Print it, and then delete the file."), nothing),
        case("sheet-another-group", on_paper(""), |window| {
            focus(window, "Type the last group from your sheet");
            write(window, "vz5g");
            key(window, Key::Enter);
        }),
        case("unlock-start", locked(After::Start, Attempt::None, &[]), nothing),
        case("unlock", locked(After::Saved, Attempt::None, &[]), nothing),
        case("unlock-words-wait", locked(After::WordsWait, Attempt::None, &[]), nothing),
        case("unlock-notices", locked(After::Start, Attempt::None, NOTICES), nothing),
        case("unlock-opening", locked(After::Saved, Attempt::Working, &[]), nothing),
        case("unlock-wrong", locked(After::Saved, wrong(1, 0), &[]), |window| {
            write(window, "a passphrase of forty-five characters or more, typed slowly and shown");
            press(window, "Show what is typed: Passphrase");
        }),
        case("unlock-wait", locked(After::Saved, wrong(5, 10), &[]), |window| write(window, "twelve words")),
        case("recover", recovering(Attempt::None), |window| write(window, "k7q2 9fmt 3xwc h0")),
        case("recover-short", recovering(Attempt::None), |window| {
            write(window, "k7q2 9fmt 3xwc h0");
            key(window, Key::Enter);
        }),
        case("recover-new", recovering(Attempt::None), |window| {
            write(window, CODE);
            key(window, Key::Enter);
        }),
        case("change", changing(Attempt::None), nothing),
        case("change-wrong", changing(wrong(1, 0)), nothing),
        case("hidden", hidden(), nothing),
        case("lock-warning", warned(), nothing),
        case("settings-lock", settings(None), |window| focus(window, "Change passphrase…")),
        case("settings-lock-fixed", settings(Some(10)), |window| focus(window, "Change passphrase…")),
    ]
}

fn nodes(window: &Window) -> impl Iterator<Item = Node<'_>> {
    window.root().children_recursive().filter(|node| !node.accesskit_node().is_hidden())
}

fn name(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

#[track_caller]
fn find<'t>(window: &'t Window, called: &str) -> Node<'t> {
    let is = |node: &Node<'_>| is_control(node) && name(node) == called;
    nodes(window).find(is).unwrap_or_else(|| panic!("nothing is called {called:?}"))
}

#[track_caller]
fn press(window: &mut Window, called: &str) {
    find(window, called).click_accesskit();
    window.run();
}

#[track_caller]
fn focus(window: &mut Window, called: &str) {
    find(window, called).focus();
    window.run();
}

/// Into the field that has the focus.
fn write(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run();
}

fn key(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::NONE, key);
    window.run();
}

fn is_field(node: &Node<'_>) -> bool {
    matches!(node.accesskit_node().role(), Role::PasswordInput | Role::TextInput | Role::MultilineTextInput)
}

fn is_control(node: &Node<'_>) -> bool {
    is_field(node)
        || matches!(node.accesskit_node().role(), Role::Button | Role::RadioButton | Role::CheckBox | Role::ComboBox)
}

fn window(case: Case, size: [f32; 2], text: u16, theme: Theme) -> Window {
    let times = f32::from(text) / 100.0;
    let mut window = Harness::builder()
        .with_size(vec2(size[0], size[1]) / times)
        .with_pixels_per_point(times)
        .with_theme(theme)
        .with_max_steps(12)
        .renderer(CpuRenderer::default())
        .with_context_setup(|ctx| {
            theme::install(ctx);
            ctx.add_plugin(a11y::Focus::default());
        })
        .build_ui(case.paint);
    window.run();
    (case.then)(&mut window);
    window
}

/// The texts that are painted: where, within what, and the words.
fn painted(window: &Window) -> Vec<(Rect, Rect, String, bool)> {
    fn walk(shape: &Shape, clip: Rect, into: &mut Vec<(Rect, Rect, String, bool)>) {
        match shape {
            Shape::Text(text) => {
                let rect = text.galley.rect.translate(text.pos.to_vec2());
                into.push((rect, clip, text.galley.text().to_owned(), text.galley.elided));
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|one| walk(one, clip, into)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    window.output().shapes.iter().for_each(|clipped| walk(&clipped.shape, clipped.clip_rect, &mut texts));
    texts.retain(|(_, _, words, _)| !words.trim().is_empty() && !words.contains('•'));
    texts
}

/// No text leaves what it stands in to the side; nor at all, where there is nothing to scroll.
fn nothing_is_cut(window: &Window, tall: bool, what: &str) {
    for (rect, clip, words, elided) in painted(window) {
        let clip = clip.expand(1.0);
        assert!(clip.left() <= rect.left() && rect.right() <= clip.right(), "{what}: {words:?} is cut at the side");
        assert!(!elided, "{what}: {words:?} ends in dots");
        assert!(!tall || clip.contains_rect(rect), "{what}: {words:?} is cut");
    }
    let width = window.ctx.content_rect().width();
    for node in nodes(window).filter(is_control) {
        let (rect, name) = (node.rect(), name(&node));
        assert!(!name.trim().is_empty(), "{what}: a control without a name at {rect:?}");
        assert!(rect.height() >= 24.0, "{what}: {name:?} is {} points high", rect.height());
        assert!(rect.left() >= 0.0 && rect.right() <= width + 1.0, "{what}: {name:?} leaves the window");
    }
}

#[test]
fn every_screen_of_the_gate_is_whole_in_both_themes_at_every_size() {
    for theme in [Theme::Light, Theme::Dark] {
        for (size, text) in SIZES {
            for case in cases() {
                let theme_name = if theme == Theme::Dark { "dark" } else { "light" };
                let what = format!("gate-{}-{theme_name}-{}x{}-{text}", case.name, size[0], size[1]);
                let mut window = window(case, size, text, theme);
                let picture = window.render().unwrap();
                pictures::save(&picture, &what);
                nothing_is_cut(&window, false, &what);
            }
        }
    }
}

#[test]
fn on_a_tall_window_nothing_at_all_is_cut() {
    for width in [1280.0, 320.0] {
        for case in cases() {
            let what = format!("{} at {width}", case.name);
            nothing_is_cut(&window(case, [width, 4_000.0], 100, Theme::Light), true, &what);
        }
    }
}

#[test]
fn a_screen_reader_finds_its_way_at_the_gate() {
    for case in cases() {
        let what = case.name;
        let window = window(case, [1280.0, 4_000.0], 100, Theme::Light);
        let (mut titles, mut above, mut seen) = (0, 0, HashSet::new());
        for node in nodes(&window) {
            let data = node.accesskit_node();
            assert_ne!(data.role(), Role::Unknown, "{what}: {:?}", name(&node));
            if data.role() == Role::Heading {
                let level = data.level().unwrap() + 1;
                assert!(level <= above + 1, "{what}: {:?} has level {level} after {above}", name(&node));
                (above, titles) = (level, titles + usize::from(level == 1));
            }
            if matches!(data.role(), Role::Group | Role::RadioGroup) {
                assert!(!name(&node).is_empty(), "{what}: a group without a name");
            }
            if is_field(&node) {
                let tied: Vec<_> = data.labelled_by().collect();
                assert_eq!(tied.len(), 1, "{what}: {:?} has one label", name(&node));
            }
            if is_control(&node) {
                assert!(seen.insert(name(&node)), "{what}: {:?} is there twice", name(&node));
            }
        }
        assert_eq!(titles, 1, "{what}: one title");
    }
}

/// Round by Tab, to every control that can be used, from the one to which one comes.
#[test]
fn every_control_of_the_gate_is_come_to_by_tab() {
    for case in cases() {
        let what = case.name;
        let mut window = window(case, [1280.0, 800.0], 100, Theme::Light);
        let wanted: HashSet<String> = nodes(&window)
            .filter(|node| is_control(node) && !node.accesskit_node().is_disabled())
            // Of a group of which one is chosen, the one.
            .filter(|node| node.accesskit_node().role() != Role::RadioButton)
            .map(|node| name(&node))
            .collect();
        let mut passed = HashSet::new();
        for _ in 0..wanted.len() + 12 {
            passed.extend(nodes(&window).find(|node| node.accesskit_node().is_focused()).map(|node| name(&node)));
            key(&mut window, Key::Tab);
        }
        let missed: Vec<_> = wanted.difference(&passed).collect();
        assert!(missed.is_empty(), "{what}: Tab never came to {missed:?}");
    }
}

/// Who starts the program for the first time reads before typing: in a low window the field would push the words away.
#[test]
fn the_first_start_begins_with_its_words_where_the_window_is_low() {
    for (height, at) in [(400.0, "Choose a passphrase"), (800.0, "Passphrase")] {
        let window = window(case("", first(3, None, Attempt::None), nothing), [800.0, height], 100, Theme::Light);
        let focused = nodes(&window).find(|node| node.accesskit_node().is_focused()).unwrap();
        assert_eq!(name(&focused), at);
        assert!(focused.rect().top() >= 0.0 && focused.rect().bottom() <= height);
    }
}
