//! A window on a desk: the real program over a folder of its own, with a clock that stands still until it is moved.

use std::{
    cell::{Cell, RefCell},
    path::PathBuf,
    rc::Rc,
    sync::{Arc, Mutex},
    time::Duration,
};

use but_why::{
    app::{App, Chooser, Copier, Means, Program, Viewer},
    settings::{LockAfter, Settings, ThemeChoice},
    store::{Choice, Cost, Folder, Passphrase, Policy, RecoveryCode, SaveState, State, Store},
};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use egui::{Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use tempfile::TempDir;

use crate::cpu_renderer::CpuRenderer;

const PRESSABLE: [Role; 4] = [Role::Button, Role::RadioButton, Role::CheckBox, Role::MenuItem];

/// How large the window is, and how large the text in it.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Physical pixels.
    pub size: [f32; 2],
    /// In percent.
    pub text: u16,
    pub theme: Theme,
}

impl Look {
    pub const USUAL: Self = Self { size: [1280.0, 800.0], text: 100, theme: Theme::Light };
}

/// A folder, a clock, and what the next file dialog will answer.
pub struct Desk {
    pub folder: TempDir,
    clock: Rc<Cell<NaiveDateTime>>,
    /// By itself it does not lock: most tests let hours go by between two keys.
    pub lock_after: Cell<LockAfter>,
    /// What the organisation has fixed.
    pub policy: RefCell<Policy>,
    /// Where a choice of the folder is kept, if it is the person's.
    choice: RefCell<Option<Choice>>,
    chosen: Arc<Mutex<Option<PathBuf>>>,
    /// Every text that was put on the clipboard with its marks.
    pub copied: Rc<RefCell<Vec<String>>>,
    /// Whether marks can be set; otherwise the window library is left to copy.
    pub can_mark: Rc<Cell<bool>>,
    /// Every document that was opened in the system's viewer.
    pub opened: Rc<RefCell<Vec<PathBuf>>>,
}

impl Desk {
    /// Friday 22 May 2026, half past one.
    pub fn new() -> Self {
        let now = NaiveDate::from_ymd_opt(2026, 5, 22).and_then(|day| day.and_hms_opt(13, 30, 0));
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            clock: Rc::new(Cell::new(now.expect("a time"))),
            lock_after: Cell::new(LockAfter::WithTheSystem),
            policy: RefCell::default(),
            choice: RefCell::default(),
            chosen: Arc::default(),
            copied: Rc::default(),
            can_mark: Rc::new(Cell::new(true)),
            opened: Rc::default(),
        }
    }

    pub fn now(&self) -> NaiveDateTime {
        self.clock.get()
    }

    pub fn wait(&self, seconds: i64) {
        self.clock.set(self.clock.get() + TimeDelta::seconds(seconds));
    }

    /// From the next window on, the folder is the person's to choose.
    pub fn can_choose_folder(&self) {
        *self.choice.borrow_mut() = Some(Choice::at(self.folder.path().join("where.json")));
    }

    /// What the next file dialogs answer.
    pub fn choose(&self, path: Option<PathBuf>) {
        *self.chosen.lock().expect("nobody panicked") = path;
    }

    fn means(&self) -> Means {
        let (clock, chosen) = (Rc::clone(&self.clock), Arc::clone(&self.chosen));
        let chooser = Chooser::new(move |_| chosen.lock().expect("nobody panicked").clone());
        let (copied, can_mark, opened) = (Rc::clone(&self.copied), Rc::clone(&self.can_mark), Rc::clone(&self.opened));
        let copier = Copier::new(move |text| {
            if can_mark.get() {
                copied.borrow_mut().push(text.to_owned());
            }
            can_mark.get()
        });
        let viewer = Viewer::new(move |path| {
            opened.borrow_mut().push(path.to_owned());
            Ok(())
        });
        Means {
            clock: Rc::new(move || clock.get()),
            chooser,
            copier,
            viewer,
            cost: Cost::LEAST,
            policy: self.policy.borrow().clone(),
            choice: self.choice.borrow().clone(),
            says: Vec::new(),
        }
    }

    /// What is kept in the folder, unlocked: as the writer, unless a window is open.
    pub fn store(&self) -> Store {
        open(self.folder.path())
    }

    pub fn window(&self, look: Look) -> Window<'static> {
        let store = self.store();
        self.keep_look(&store, look);
        self.window_on(look, |ctx, dir, means| Program::unlocked(ctx, dir, means, store))
    }

    fn keep_look(&self, store: &Store, look: Look) {
        let theme = match look.theme {
            Theme::Light => ThemeChoice::Light,
            Theme::Dark => ThemeChoice::Dark,
        };
        // Kept before the window opens: egui takes a change of size for a change of the window's.
        if store.is_writer() {
            let (settings, _) = store.folder().settings();
            store
                .folder()
                .keep_settings(&Settings {
                    theme,
                    text_percent: look.text,
                    lock_after: self.lock_after.get(),
                    ..settings
                })
                .expect("settings are kept");
        }
    }

    fn window_on(
        &self,
        look: Look,
        begin: impl FnOnce(&egui::Context, PathBuf, Means) -> Program + 'static,
    ) -> Window<'static> {
        let (means, dir) = (self.means(), self.folder.path().to_owned());
        let mut harness = Harness::builder()
            .with_size(egui::vec2(look.size[0], look.size[1]) * 100.0 / f32::from(look.text))
            .with_theme(look.theme)
            .with_max_steps(12)
            .renderer(CpuRenderer::default())
            .build_eframe(move |creation| begin(&creation.egui_ctx, dir, means));
        harness.run();
        Window(harness)
    }

    /// A window with file dialogs of its own.
    pub fn window_with(&self, look: Look, chooser: Chooser) -> Window<'static> {
        let store = self.store();
        self.keep_look(&store, look);
        self.window_on(look, |ctx, dir, means| Program::unlocked(ctx, dir, Means { chooser, ..means }, store))
    }

    /// The window as it begins: before anything is unlocked.
    pub fn gate(&self, look: Look) -> Window<'static> {
        self.window_on(look, |ctx, dir, means| Program::new(ctx, dir, means, None))
    }

    /// What a kill leaves: everything that is on the disk at this moment, on another desk with the same clock.
    pub fn after_a_kill(&self) -> Self {
        let copy = Self {
            folder: tempfile::tempdir().expect("a folder"),
            clock: Rc::clone(&self.clock),
            lock_after: self.lock_after.clone(),
            policy: self.policy.clone(),
            choice: self.choice.clone(),
            chosen: Arc::default(),
            copied: Rc::default(),
            can_mark: Rc::new(Cell::new(true)),
            opened: Rc::default(),
        };
        copy_folder(self.folder.path(), copy.folder.path());
        copy
    }
}

/// A folder that waits for no disk, where the system has such a place: for what is done a thousand times and is not about a
/// power cut.
pub fn quick_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

/// The passphrase of every store in these tests.
pub const PASSPHRASE: &str = "a long walk on the beach";

/// Opens a folder and unlocks it; with new keys if it has none.
pub fn open(dir: &std::path::Path) -> Store {
    let folder = Arc::new(Folder::open(dir).expect("the folder opens"));
    let passphrase = Passphrase::typed(PASSPHRASE);
    match folder.state() {
        State::New { .. } => Store::begin(folder, &passphrase, &RecoveryCode::new(), Cost::LEAST),
        State::Locked | State::Lost(_) => Store::unlock(folder, &passphrase),
    }
    .expect("it unlocks")
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The program in its window, found and used by the words that people see.
pub struct Window<'a, S = Program>(pub Harness<'a, S>);

impl<S> Window<'_, S> {
    #[track_caller]
    pub fn press(&mut self, words: &str) {
        self.find(words).click_accesskit();
        self.0.run();
    }

    /// Says of everything that was found in the note that it is kept.
    #[track_caller]
    pub fn keep_what_was_found(&mut self) {
        for _ in 0..200 {
            let open = self.0.query_all_by(|node| {
                let keeps = node.label().is_some_and(|label| label.starts_with("Keep it: "));
                keeps && node.toggled() != Some(egui::accesskit::Toggled::True)
            });
            let Some(radio) = open.into_iter().next() else { return };
            radio.click_accesskit();
            self.0.run();
        }
        panic!("what was found has no end");
    }

    /// Presses the control with just this name that comes so many after the first.
    #[track_caller]
    pub fn press_nth(&mut self, name: &str, nth: usize) {
        self.named(name).get(nth).expect("there are as many").click_accesskit();
        self.0.run();
    }

    #[track_caller]
    pub fn press_last(&mut self, name: &str) {
        self.named(name).last().expect("there is one").click_accesskit();
        self.0.run();
    }

    fn named<'t>(&'t self, name: &'t str) -> Vec<egui_kittest::Node<'t>> {
        let is_called = move |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            PRESSABLE.contains(&node.role()) && node.label().as_deref() == Some(name)
        };
        self.0.query_all_by(is_called).collect()
    }

    /// The first control with these words as its name, or that begins with them.
    #[track_caller]
    pub fn find(&self, words: &str) -> egui_kittest::Node<'_> {
        let all: Vec<_> = self.0.query_all_by(|node| PRESSABLE.contains(&node.role())).collect();
        let named = |exact: bool| {
            all.iter().find(|node| {
                let name = node.accesskit_node().label().unwrap_or_default();
                if exact { name == words } else { name.starts_with(words) }
            })
        };
        let Some(found) = named(true).or_else(|| named(false)) else {
            let there: Vec<_> = all.iter().filter_map(|node| node.accesskit_node().label()).collect();
            panic!("no control is called {words:?}; there are {there:?}")
        };
        *found
    }

    /// Writes into the field with this label, after what is there.
    #[track_caller]
    pub fn write(&mut self, label: &str, text: &str) {
        let field = self.field(label);
        field.focus();
        self.0.run();
        self.field(label).type_text(text);
        self.0.run();
    }

    #[track_caller]
    pub fn field<'t>(&'t self, label: &'t str) -> egui_kittest::Node<'t> {
        let found = self.0.query_all_by(|node| {
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput | Role::PasswordInput)
                && node.label().as_deref() == Some(label)
        });
        found.into_iter().next().unwrap_or_else(|| panic!("no field is called {label:?}"))
    }

    /// Whether a text with these words is on the screen.
    pub fn shows(&self, words: &str) -> bool {
        let has = |text: Option<String>| text.is_some_and(|text| text.contains(words));
        self.0.query_all_by(|node| has(node.label()) || has(node.value())).next().is_some()
    }

    #[track_caller]
    pub fn expect(&self, words: &str) {
        assert!(self.shows(words), "{words:?} is not on the screen");
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.0.key_press_modifiers(modifiers, key);
        self.0.run();
    }

    pub fn picture(&mut self) -> image::RgbaImage {
        self.0.render().expect("a picture")
    }
}

impl Window<'_> {
    /// What is unlocked.
    #[track_caller]
    pub fn app(&mut self) -> &mut App {
        self.0.state_mut().app().expect("it is unlocked")
    }

    /// Waits until everything is on the disk; the saver has its own thread.
    pub fn saved(&mut self) {
        let state = self.0.state().wait_until_saved(Duration::from_secs(20));
        assert!(matches!(state, SaveState::Saved { .. } | SaveState::Nothing), "{state:?}");
        self.0.run();
    }
}
