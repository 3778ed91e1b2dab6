//! Where can it be found, what people type? A process of its own, with a home and a temporary folder of its own, types a canary
//! into every field that there is and locks. Then they are looked for: on the disk, in what it printed, in the titles of the
//! window, in what a screen reader is told, on the screen, in what egui remembers, in errors. And the passphrase everywhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use but_why::checklist::{Library, shipped};
use but_why::record::Kept;
use but_why::session::{Session, Setup, sample, samples};
use but_why::store::{Cost, Folder, Passphrase, RecoveryCode, Store, write_document};
use but_why::ui::{Action, Place};
use egui::{Key, Modifiers, Shape, ViewportCommand, accesskit::Role, text_edit::TextEditState, util::IdTypeMap};
use egui_kittest::kittest::NodeT;

use crate::desk::{Desk, Look, PASSPHRASE, Window, open};
use crate::screens::{go, screens};
use crate::store::noon;
use crate::torture::holds;

/// What every canary begins with. In no text of the program or of a sample.
const CANARY: &str = "Zaunkönigin";
const HOME: &str = "BUT_WHY_TEST_HOME";
const FIELDS: [Role; 3] = [Role::TextInput, Role::MultilineTextInput, Role::PasswordInput];
/// Two thousand points more than the longest page: what is not on the screen has no field.
const LOOK: Look = Look { size: [1280.0, 9_000.0], ..Look::USUAL };

#[test]
#[ignore = "it is the process that no_canary_is_found_outside_its_cage looks through"]
fn the_one_that_types_canaries() {
    let Some(home) = std::env::var_os(HOME).map(PathBuf::from) else { return };
    let mut birds = Birds::default();
    let mut desk = crate::screens::desk();
    desk.folder.disable_cleanup(true);
    // So many that one looks for them by a field.
    for (at, session) in samples().into_iter().enumerate() {
        desk.store().save(&Kept::Session(Session { id: format!("sample{at}"), ..session })).unwrap();
    }
    desk.store().save(&Kept::Session(blank())).unwrap();
    let mut window = desk.window(LOOK);
    everywhere(&mut window, &mut birds);
    let exported = home.join("taken away").join("note.txt");
    export(&desk, &mut window, &exported);

    // Locked by the key, with the focus in a field; unlocked; and nothing comes back by undoing.
    go(&mut window, &[Action::Go(Place::Home), Action::Open("ailsa".into()), Action::GoTo(spot())]);
    window.write("Answer", &birds.next());
    let answer = window.field("Answer").value();
    window.saved();
    window.key(Modifiers::COMMAND, Key::L);
    Birds::nowhere(&window, true);
    unlock(&mut window, PASSPHRASE);
    for _ in 0..8 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    assert!(window.field("Answer").value() == answer, "undoing has brought something back");
    for _ in 0..8 {
        window.key(Modifiers::COMMAND, Key::Y);
    }
    assert!(window.field("Answer").value() == answer, "redoing has brought something back");

    // Locked from within, before another frame is drawn: no field is remembered at all.
    let ctx = window.0.ctx.clone();
    assert!(ctx.data(IdTypeMap::count::<TextEditState>) > 0);
    window.0.state_mut().lock(&ctx);
    assert_eq!(ctx.data(IdTypeMap::count::<TextEditState>), 0);
    window.0.run();
    Birds::nowhere(&window, true);
    drop(window);

    at_the_gate(&mut birds);
    errors_hold_none(&mut birds);
    assert!(birds.labels.len() >= 90, "fields were not come to: {:?}", birds.labels);
    println!("{} canaries in {} kinds of field: {:?}", birds.count, birds.labels.len(), birds.labels);
}

fn spot() -> but_why::session::Spot {
    crate::screens::spot_of(&sample(), "tell_changed")
}

/// The canaries, and where they were let in.
#[derive(Default)]
struct Birds {
    count: usize,
    labels: BTreeSet<String>,
    /// The fields that have one.
    done: BTreeSet<String>,
}

impl Birds {
    fn next(&mut self) -> String {
        self.count += 1;
        format!("{CANARY} {}", self.count)
    }

    /// Types one into every field on the screen that has none yet. A field is told by what it is called and stands in.
    fn fill(&mut self, window: &mut Window<'_>, screen: &str) {
        // A group may be called after what is typed in it.
        let mut seen = BTreeSet::new();
        for _ in 0..200 {
            let fields = window.0.root().children_recursive().filter(|node| {
                let node = node.accesskit_node();
                let has_one = node.value().is_some_and(|value| value.contains(CANARY));
                FIELDS.contains(&node.role()) && !node.is_disabled() && !node.is_hidden() && !has_one
            });
            let next = fields.into_iter().find_map(|field| {
                let around = std::iter::successors(field.parent(), NodeT::parent);
                let around = around.filter_map(|one| one.accesskit_node().label()).collect::<Vec<_>>().join(" < ");
                let label = without_numbers(&field.accesskit_node().label().unwrap_or_default());
                let name = without_numbers(&format!("{screen}: {label} < {around}"));
                let is_new = !self.done.contains(&name) && !seen.contains(&field.accesskit_node().id());
                is_new.then_some((field, label, name))
            });
            let Some((field, label, name)) = next else { return };
            self.done.insert(name);
            seen.insert(field.accesskit_node().id());
            self.labels.insert(label);
            field.focus();
            window.0.step();
            // Into whatever has the focus, as keys go.
            let bird = self.next();
            window.0.event(egui::Event::Text(bird));
            window.0.step();
            Self::not_in_titles(window);
        }
        panic!("{screen} has no end of fields");
    }

    /// Nor in the name of the whole for screen readers.
    #[track_caller]
    fn not_in_titles(window: &Window<'_>) {
        for viewport in window.0.output().viewport_output.values() {
            for command in &viewport.commands {
                if let ViewportCommand::Title(title) = command {
                    assert!(!title.contains(CANARY), "canary in the title");
                }
            }
        }
        let name = window.0.root().accesskit_node().label().unwrap_or_default();
        assert!(!name.contains(CANARY), "canary in the name of the window");
    }

    /// In nothing that a locked window shows, says or remembers.
    #[track_caller]
    fn nowhere(window: &Window<'_>, is_locked: bool) {
        assert_eq!(window.0.state().is_locked(), is_locked);
        Self::not_in_titles(window);
        for node in window.0.root().children_recursive() {
            // Label, value, description, placeholder, and whatever else it may be given.
            let said = format!("{:?}", node.accesskit_node().data());
            assert!(
                !said.contains(CANARY),
                "a screen reader is told a canary, by a {:?}",
                node.accesskit_node().role()
            );
        }
        for shape in &window.0.output().shapes {
            assert!(!paints(&shape.shape), "a canary is painted");
        }
        for command in &window.0.output().platform_output.commands {
            assert!(!format!("{command:?}").contains(CANARY), "a canary goes to the system");
        }
        let remembered = window.0.ctx.data(IdTypeMap::count::<TextEditState>);
        assert!(!is_locked || remembered <= 1, "only the passphrase's field is remembered, not {remembered}");
    }
}

/// The third card of a list has the fields of the first.
fn without_numbers(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

fn paints(shape: &Shape) -> bool {
    match shape {
        Shape::Text(text) => text.galley.text().contains(CANARY),
        Shape::Vec(shapes) => shapes.iter().any(paints),
        _ => false,
    }
}

fn unlock(window: &mut Window<'_>, passphrase: &str) {
    window.write("Passphrase", passphrase);
    window.key(Modifiers::NONE, Key::Enter);
    window.0.state_mut().wait_at_the_gate();
    window.0.run();
    assert!(!window.0.state().is_locked());
}

/// Every screen, every kind of prompt with something in it and with nothing, and on each of them every field: also those that
/// come with a choice, or are folded away.
fn everywhere(window: &mut Window<'_>, birds: &mut Birds) {
    for (screen, actions) in screens() {
        go(window, &[Action::Go(Place::Home)]);
        go(window, &actions);
        birds.fill(window, screen);
        if screen.starts_with("session-") {
            unfold_all(window, birds, screen);
        }
    }
    let blank = blank();
    let mut kinds = BTreeSet::new();
    for (spot, entry) in blank.entries().filter(|(spot, _)| blank.applying().contains(spot)) {
        let kind = format!("{:?}", entry.answer).split('(').next().map(|kind| format!("nothing yet: {kind}")).unwrap();
        if kinds.insert(kind.clone()) {
            go(window, &[Action::Go(Place::Home), Action::Open(blank.id.clone()), Action::GoTo(spot)]);
            birds.fill(window, &kind);
            unfold_all(window, birds, &kind);
        }
    }
    for place in [Place::FindReference, Place::ChangePassphrase, Place::DeleteDates] {
        go(window, &[Action::Go(Place::Home), Action::Go(place.clone())]);
        birds.fill(window, place.words());
    }
}

/// A session in which nothing has been said.
fn blank() -> Session {
    let library = Library::read(shipped());
    let checklist = &library.checklist("cso_review").unwrap().checklist;
    let setup = Setup { reference: "blank".into(), ..Setup::default() };
    Session::open(checklist, &checklist.paces[0], &library, setup, "blank".into(), noon())
}

/// Presses what unfolds or adds something, until there is no more of it, and then each option that may bring fields along.
fn unfold_all(window: &mut Window<'_>, birds: &mut Birds, screen: &str) {
    let mut pressed = BTreeSet::new();
    while let Some(opener) = buttons(window).into_iter().find(|name| opens(name, screen) && !pressed.contains(name)) {
        window.press(&opener);
        pressed.insert(opener);
        birds.fill(window, screen);
        choose_each(window, birds, screen, "Does this branch rest here?");
    }
    choose_each(window, birds, screen, "Where does this stand?");
}

fn buttons(window: &Window<'_>) -> Vec<String> {
    let buttons = window.0.root().children_recursive().filter(|node| {
        let node = node.accesskit_node();
        node.role() == Role::Button && !node.is_disabled()
    });
    buttons.filter_map(|node| node.accesskit_node().label()).collect()
}

/// A fold that is closed, a card that can be added, a reason of the why-tree, a question of the panel.
fn opens(name: &str, screen: &str) -> bool {
    let begins = [
        "Add ",
        "Who said it, and when",
        "Draw three questions",
        "Other directions",
        "Paste",
        "Ask it",
        "Change the words",
    ];
    let number = name.split("  ").next().unwrap_or_default();
    let is_row = name.contains("  ") && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_card = screen.contains("ehearse") && name.ends_with('?');
    is_row || is_card || name.ends_with(", hidden") || begins.iter().any(|words| name.starts_with(words))
}

/// Each of the options of a group in turn, with the fields that come with it.
fn choose_each(window: &mut Window<'_>, birds: &mut Birds, screen: &str, group: &str) {
    let options = |window: &Window<'_>| -> Vec<String> {
        let groups = window.0.root().children_recursive();
        let within = groups.into_iter().find(|node| node.accesskit_node().label().as_deref() == Some(group));
        let radios = within.into_iter().flat_map(|group| group.children_recursive().collect::<Vec<_>>());
        let radios = radios.filter(|node| node.accesskit_node().role() == Role::RadioButton);
        radios.filter_map(|node| node.accesskit_node().label()).collect()
    };
    for option in options(window) {
        let groups = window.0.root().children_recursive();
        let within = groups.into_iter().find(|node| node.accesskit_node().label().as_deref() == Some(group));
        let radio = within.and_then(|group| {
            group.children_recursive().find(|node| {
                node.accesskit_node().role() == Role::RadioButton
                    && node.accesskit_node().label() == Some(option.clone())
            })
        });
        let Some(radio) = radio else { continue };
        radio.click_accesskit();
        window.0.run();
        birds.fill(window, screen);
    }
}

/// The control of this test: what is exported can be read, and is found.
fn export(desk: &Desk, window: &mut Window<'_>, path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    desk.choose(Some(path.to_owned()));
    go(window, &[Action::Go(Place::Home), Action::Open("ailsa".into()), Action::Go(Place::Leave)]);
    window.keep_what_was_found();
    window.press("Yes, this is the right one");
    window.write("Who is it for?", "the case file");
    window.press("Save as text…");
    for _ in 0..10_000 {
        window.0.step();
        if path.exists() {
            break;
        }
        std::thread::yield_now();
    }
    assert!(holds(&fs::read(path).unwrap(), CANARY), "what was typed stands in no note");
}

/// A desk on which copies stay among what a frame asks of the system, where canaries are looked for.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.can_mark.set(false);
    desk
}

/// The passphrase is a canary itself, from the first start over a wrong one and another one.
fn at_the_gate(birds: &mut Birds) {
    let mut desk = desk();
    desk.folder.disable_cleanup(true);
    let [first, wrong, second] = [(); 3].map(|()| birds.next());
    let mut window = desk.gate(Look::USUAL);
    for label in ["Passphrase", "The same passphrase again"] {
        window.write(label, &first);
        Birds::nowhere_at_the_gate(&window);
    }
    window.press("Use this passphrase");
    Birds::nowhere_at_the_gate(&window);
    window.find("Copy the code").click_accesskit();
    window.0.step();
    let copied = window.0.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(code) => Some(code.clone()),
        _ => None,
    });
    let code = copied.expect("the code is on the clipboard");
    let last: String = code.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    window.write("Type the last group from your sheet", &last);
    window.press("Go on");
    window.0.state_mut().wait_at_the_gate();
    window.0.run();
    Birds::nowhere(&window, false);
    window.key(Modifiers::COMMAND, Key::L);
    window.write("Passphrase", &wrong);
    Birds::nowhere_at_the_gate(&window);
    window.key(Modifiers::NONE, Key::Enter);
    window.0.state_mut().wait_at_the_gate();
    window.0.run();
    window.expect("That passphrase did not open it.");
    Birds::nowhere_at_the_gate(&window);
    window.key(Modifiers::COMMAND, Key::A);
    unlock(&mut window, &first);
    Birds::nowhere(&window, false);
    for _ in 0..4 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    Birds::nowhere(&window, false);

    go(&mut window, &[Action::Go(Place::ChangePassphrase)]);
    for (label, words) in
        [("Your present passphrase", &first), ("New passphrase", &second), ("The new passphrase again", &second)]
    {
        window.write(label, words);
        Birds::nowhere(&window, false);
    }
    window.key(Modifiers::NONE, Key::Enter);
    for _ in 0..10_000 {
        window.0.step();
        if Store::unlock(std::sync::Arc::new(Folder::look(desk.folder.path()).unwrap()), &Passphrase::typed(&second))
            .is_ok()
        {
            break;
        }
        std::thread::yield_now();
    }
    window.0.run();
    Birds::nowhere(&window, false);
    window.key(Modifiers::COMMAND, Key::L);
    unlock(&mut window, &second);
    Birds::nowhere(&window, false);
}

impl Birds {
    /// The field of a passphrase shows dots, and its value is told to nobody.
    #[track_caller]
    fn nowhere_at_the_gate(window: &Window<'_>) {
        assert!(window.0.state().is_locked());
        Self::not_in_titles(window);
        for node in window.0.root().children_recursive() {
            let said = format!("{:?}", node.accesskit_node().data());
            assert!(
                !said.contains(CANARY),
                "a screen reader is told the passphrase, by a {:?}",
                node.accesskit_node().role()
            );
        }
        for shape in &window.0.output().shapes {
            assert!(!paints(&shape.shape), "the passphrase is painted");
        }
    }
}

/// Everything that can go wrong is made to go wrong with canaries, and what is said of it holds none.
fn errors_hold_none(birds: &mut Birds) {
    let dir = tempfile::tempdir().unwrap();
    let mut said = Vec::new();
    let bird = birds.next();
    {
        let store = open(dir.path());
        let passphrase = Passphrase::typed(&bird);
        let wrong = store.change_passphrase(&passphrase, &passphrase, Cost::LEAST).unwrap_err();
        said.push(format!("{wrong} {wrong:?} {} {passphrase:?} {:?}", wrong.hint(), Passphrase::chosen("short")));
        let code = RecoveryCode::new();
        said.push(format!("{code:?} {:?}", RecoveryCode::typed(&bird)));
        let begun = Store::begin(store.folder().clone(), &passphrase, &code, Cost::LEAST).unwrap_err();
        said.push(format!("{begun} {begun:?} {}", begun.hint()));
        let other = Store::recover(store.folder().clone(), &code, &passphrase, Cost::LEAST).unwrap_err();
        said.push(format!("{other} {other:?} {}", other.hint()));
        said.push(format!("{store:?}"));
        let none = write_document(&dir.path().join("gone").join("note.txt"), bird.as_bytes()).unwrap_err();
        said.push(format!("{none} {none:?} {}", none.hint()));
        let none = store.add_own("no name", bird.as_bytes()).unwrap_err();
        said.push(format!("{none} {none:?} {}", none.hint()));
        fs::remove_dir_all(dir.path().join("sessions")).unwrap();
        let mut session = sample();
        session.child.clone_from(&bird);
        let none = store.save(&Kept::Session(session)).unwrap_err();
        said.push(format!("{none} {none:?} {}", none.hint()));
        fs::create_dir(dir.path().join("sessions")).unwrap();
        store.folder().close();
    }
    // What an earlier version left is broken in every way that its reader knows.
    let shapes = [
        format!(r#"{{"format":1,"kept":{{"Session":{{"child":"{bird}"#),
        format!(r#"{{"format":1,"kept":{{"Session":{{"{bird}":1}}}}}}"#),
        format!(r#"{{"format":1,"kept":{{"{bird}":1}}}}"#),
        format!(r#"{{"format":1,"kept":"{bird}"}}"#),
        format!(r#"{{"format":"{bird}","kept":1}}"#),
        format!(r#"{{"format":9,"kept":"{bird}"}}"#),
        bird.clone(),
    ];
    for (at, shape) in shapes.iter().enumerate() {
        fs::write(dir.path().join(format!("sessions/broken{at}.json")), shape).unwrap();
    }
    let store = open(dir.path());
    let taken = store.take_in_plain();
    assert_eq!(taken.left.len(), 1, "the newer version's is left");
    said.push(format!("{taken:?}"));
    let listing = store.list().unwrap();
    assert!(listing.unreadable.len() >= 6);
    said.extend(listing.unreadable.iter().map(|one| format!("{one:?} {} {}", one.why, one.why.hint())));
    fs::write(dir.path().join("settings.json"), &shapes[1]).unwrap();
    let (_, damaged) = store.folder().settings();
    said.push(format!("{damaged:?}"));
    // The newer version's file is the one thing here that can be read, and was put there by this test.
    fs::remove_file(dir.path().join("sessions/broken5.json")).unwrap();
    fs::remove_file(dir.path().join("settings.json")).unwrap();
    for words in said {
        assert!(!words.contains(CANARY), "an error quotes: {}", words.replace(CANARY, "…"));
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(dir).unwrap().flatten().map(|entry| entry.path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_canary_is_found_outside_its_cage() {
    let home = tempfile::tempdir().unwrap();
    let within = |name: &str| {
        let path = home.path().join(name);
        fs::create_dir(&path).unwrap();
        path
    };
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "canary::the_one_that_types_canaries", "--ignored", "--nocapture"])
        .env(HOME, home.path())
        .envs(
            ["HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"]
                .map(|name| (name, within(&name.to_lowercase()))),
        )
        .output()
        .unwrap();
    let printed = [done.stdout, done.stderr].concat();
    let text = String::from_utf8_lossy(&printed);
    assert!(done.status.success(), "{text}");
    assert!(!text.contains(CANARY), "it printed one");
    println!("{}", text.lines().find(|line| line.contains(" canaries in ")).expect("it says how many"));

    let (mut looked_through, mut sealed) = (0, 0);
    let [utf16, hidden] = [CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(), base64_of(CANARY)];
    for path in files(home.path()) {
        if path.starts_with(home.path().join("taken away")) {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        for form in [CANARY.as_bytes(), &utf16, &hidden] {
            assert!(!bytes.windows(form.len()).any(|there| there == form), "a canary is in {path:?}");
        }
        assert!(!path.to_string_lossy().contains(CANARY), "a canary is in the name {path:?}");
        looked_through += 1;
        sealed += usize::from(bytes.starts_with(b"age-encryption.org/v1\n"));
    }
    println!("looked for in {looked_through} files, {sealed} of them sealed");
    assert!(sealed > 15, "there was nothing to look through");
}

fn base64_of(words: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(words).into_bytes()
}
