//! The program around what can be read: it opens the folder, unlocks it, and locks it again. While it is locked it holds no
//! session, no list and no key: [`State::Open`] holds all of that, and locking is dropping it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::NaiveDateTime;
use egui::{Context, Ui};

use super::{
    App, Chooser, Clock, Copier, Unlocked, Viewer,
    clipboard::Clipboard,
    gate::{Gate, Opened},
    idle::{Due, Idle, Presence},
    watch::{SystemNews, Watch},
};
use crate::{
    settings::{Settings, ThemeChoice},
    store::{Choice, Cost, Folder, OpenError, Policy, SaveState, Saver, Store},
    ui::{
        Action, a11y, control, field, frame,
        gate::{GateAction, hidden::Hidden, lock_warning},
        keys, theme,
    },
};

/// What the program reaches the world with; tests have their own.
#[derive(Clone)]
pub struct Means {
    pub clock: Clock,
    pub chooser: Chooser,
    /// Puts what is copied on the clipboard.
    pub copier: Copier,
    /// Opens what was saved to be printed.
    pub viewer: Viewer,
    /// Of the keys of a new store, and of a new passphrase.
    pub cost: Cost,
    /// What the organisation has fixed.
    pub policy: Policy,
    /// Where a person's choice of the folder is kept; `None` where the folder is not theirs to choose.
    pub choice: Option<Choice>,
    /// What has to be said before anything else: a policy or a choice that could not be read.
    pub says: Vec<String>,
}

/// The program while it runs.
pub struct Program {
    means: Means,
    /// Where sessions are kept.
    dir: PathBuf,
    /// A checklist file to show when there is something to show it in.
    first: Option<PathBuf>,
    state: State,
    /// Outlives the lock: what could not be saved before waits in it, sealed.
    saver: Option<Arc<Saver>>,
    settings: Settings,
    idle: Idle,
    /// The cover, and since when it lies there: no key and no movement makes that longer.
    hidden: Option<(Hidden, Idle)>,
    clipboard: Clipboard,
    watch: Option<Watch>,
    title: String,
}

/// What can be seen.
enum State {
    /// The folder does not open.
    Stuck {
        why: OpenError,
    },
    Locked(Box<Gate>),
    Open(Box<App>),
}

/// How long the lock waits for the disk. It is to be locked within two seconds, whatever the disk does.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// A covered screen is locked after so many minutes, if it is not locked before.
const COVERED: u16 = 5;

impl Program {
    /// The program on a folder that is not unlocked yet. `first` is a checklist file to show as soon as it is.
    #[must_use]
    pub fn new(ctx: &Context, dir: PathBuf, means: Means, first: Option<PathBuf>) -> Self {
        let mut program = Self::blank(ctx, dir, means, first);
        program.open_folder(ctx);
        program
    }

    fn blank(ctx: &Context, dir: PathBuf, means: Means, first: Option<PathBuf>) -> Self {
        theme::install(ctx);
        // Before the one that leads the focus, which takes keys for itself.
        ctx.add_plugin(Presence::default());
        ctx.add_plugin(a11y::Focus::default());
        let idle = Idle::new((means.clock)());
        Self {
            means,
            state: State::Stuck {
                why: OpenError::Io { source: std::io::ErrorKind::NotFound.into(), path: dir.clone() },
            },
            dir,
            first,
            saver: None,
            settings: Settings::default(),
            idle,
            hidden: None,
            clipboard: Clipboard::default(),
            watch: None,
            title: String::new(),
        }
    }

    /// Listens to what the system says of locking and sleeping.
    #[must_use]
    pub fn watching(mut self, ctx: &Context) -> Self {
        let wake = ctx.clone();
        self.watch = Some(Watch::start(move || wake.request_repaint()));
        self
    }

    fn open_folder(&mut self, ctx: &Context) {
        self.state = match Folder::open(self.dir.clone()) {
            Ok(folder) => {
                let notice = self.read_settings(&folder);
                let notices = self.means.says.iter().cloned().chain(notice).collect();
                State::Locked(Box::new(Gate::at_start(Arc::new(folder), notices)))
            }
            Err(why) => State::Stuck { why },
        };
        look(ctx, &self.settings, false);
        a11y::Focus::arrive(ctx, None);
    }

    /// Gives what has to be said if they cannot be read.
    fn read_settings(&mut self, folder: &Folder) -> Option<String> {
        let (settings, damaged) = folder.settings();
        self.settings = settings;
        damaged.map(|error| format!("Your settings could not be read, so the usual ones are used. {error}"))
    }

    /// Shows what is in an unlocked store.
    fn show(&mut self, ctx: &Context, opened: Opened) {
        let Opened { store, notice, resume } = opened;
        let store = Arc::new(store);
        let saver = if let Some(saver) = &self.saver {
            saver.unlock(Arc::clone(&store));
            Arc::clone(saver)
        } else {
            let wake = ctx.clone();
            let saver = Arc::new(Saver::start(Arc::clone(&store), move || wake.request_repaint()));
            self.saver = Some(Arc::clone(&saver));
            saver
        };
        // What egui remembers of the passphrase's field, its steps back above all.
        forget(ctx);
        let found = Unlocked { store, saver, settings: self.settings.clone(), notice };
        let mut app = App::new(ctx, found, &self.means, self.first.take());
        if let Some(resume) = resume {
            app.resume(ctx, resume);
        }
        self.idle.touched((self.means.clock)());
        self.state = State::Open(Box::new(app));
    }

    /// Saves, and then locks in any case. What cannot be saved waits sealed.
    pub fn lock(&mut self, ctx: &Context) {
        let State::Open(app) = &mut self.state else { return };
        let covered = self.hidden.take().and_then(|(hidden, _)| hidden.came_from());
        let resume = app.put_down(ctx, covered);
        self.settings = app.settings_mut().clone();
        let folder = Arc::clone(app.folder());
        let saved = match &self.saver {
            Some(saver) => {
                let state = saver.finish(PATIENCE);
                saver.lock();
                !matches!(state, SaveState::NotSaved { .. } | SaveState::Saving)
            }
            None => true,
        };
        self.state = State::Locked(Box::new(Gate::after_lock(folder, resume, saved)));
        forget(ctx);
        self.clipboard.clear(ctx);
        look(ctx, &self.settings, false);
        a11y::Focus::arrive(ctx, None);
        ctx.request_repaint();
    }

    /// What runs before every frame, and while the window is hidden.
    pub fn logic(&mut self, ctx: &Context) {
        self.clipboard.answer(ctx);
        let now = (self.means.clock)();
        self.clipboard.look(ctx, now);
        self.look_at_clocks(ctx, now);
        match &mut self.state {
            State::Stuck { .. } => {}
            State::Locked(gate) => {
                if let Some(opened) = gate.logic(ctx, now) {
                    self.show(ctx, opened);
                } else if ctx.input(|input| input.viewport().close_requested()) {
                    self.close_locked(ctx);
                }
            }
            State::Open(_) if keys::LOCK.pressed(ctx) => self.lock(ctx),
            State::Open(app) => {
                if self.hidden.is_none() && keys::HIDE.pressed(ctx) {
                    self.hidden = Some((Hidden::over(ctx), Idle::new(now)));
                }
                app.logic(ctx, self.hidden.is_some());
                if let Some(dir) = app.take_new_folder() {
                    self.lock(ctx);
                    self.move_to(ctx, dir);
                }
            }
        }
        self.name_window(ctx);
    }

    /// Another folder, with a passphrase of its own. Nothing waits for the old one: that was asked before.
    fn move_to(&mut self, ctx: &Context, dir: PathBuf) {
        if let State::Locked(gate) = &self.state {
            gate.folder().close();
        }
        self.saver = None;
        self.dir = dir;
        self.open_folder(ctx);
    }

    /// Locks when it is time: the system says so, or nobody has done anything for as long as was set.
    fn look_at_clocks(&mut self, ctx: &Context, now: NaiveDateTime) {
        let news = self.watch.as_ref().map(Watch::take).unwrap_or_default();
        let is_told = news.iter().any(|one| *one != SystemNews::ClockWentBack);
        let minutes = match &self.state {
            State::Open(app) => app.minutes_to_lock(),
            State::Stuck { .. } | State::Locked(_) => None,
        };
        let covered = self.hidden.as_mut().map(|(_, since)| since.due(now, Some(COVERED)));
        // Before the key is counted that woke the computer.
        let due = self.idle.due(now, minutes);
        if is_told || due == Due::Lock || covered == Some(Due::Lock) {
            self.lock(ctx);
        }
        if is_told && let Some(watch) = &self.watch {
            watch.locked();
        }
        if Presence::take(ctx) {
            self.idle.touched(now);
        }
        for due in [Some(self.idle.due(now, minutes)), covered].into_iter().flatten() {
            match due {
                Due::Nothing(Some(after)) | Due::Warning(after) => ctx.request_repaint_after(after),
                Due::Nothing(None) | Due::Lock => {}
            }
        }
    }

    /// Words that wait sealed in this window would go with it.
    fn close_locked(&mut self, ctx: &Context) {
        let Some(saver) = &self.saver else { return };
        if matches!(saver.finish(PATIENCE), SaveState::NotSaved { .. } | SaveState::Saving)
            && let State::Locked(gate) = &mut self.state
            && gate.asks_before_closing()
        {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        } else if let State::Locked(gate) = &self.state {
            gate.folder().close();
        }
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        match &mut self.state {
            State::Stuck { why } => {
                if stuck(ui, &self.dir, why) {
                    self.open_folder(&ctx);
                }
            }
            State::Locked(gate) => {
                let waits =
                    self.saver.as_ref().is_some_and(|saver| matches!(saver.state(), SaveState::NotSaved { .. }));
                gate.ui(ui, &self.means, waits);
                // The recovery code, once it was copied.
                self.clipboard.take(&ctx, &self.means.copier, (self.means.clock)());
            }
            State::Open(app) => {
                if let Some((hidden, _)) = &mut self.hidden {
                    if hidden.ui(ui) == Some(GateAction::Uncover) {
                        self.hidden = None;
                        ctx.request_repaint();
                    }
                    return;
                }
                let now = (self.means.clock)();
                let warns = matches!(self.idle.due(now, app.minutes_to_lock()), Due::Warning(_));
                let asked = app.ui(ui, warns.then_some(&lock_warning::ui));
                self.clipboard.take(&ctx, &self.means.copier, now);
                match asked {
                    Some(Action::Lock) => self.lock(&ctx),
                    Some(Action::Hide) => {
                        self.hidden = Some((Hidden::over(&ctx), Idle::new(now)));
                        ctx.request_repaint();
                    }
                    _ => {}
                }
            }
        }
    }

    /// The window's title and the screen's name for screen readers. Never a name, a reference or a word of a session.
    fn name_window(&mut self, ctx: &Context) {
        let place = match &self.state {
            State::Stuck { .. } => "The folder cannot be opened".to_owned(),
            State::Locked(gate) => gate.words().to_owned(),
            State::Open(_) if self.hidden.is_some() => "Hidden".to_owned(),
            State::Open(app) => app.place_in_words(),
        };
        let title = format!("{place} - But Why?");
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title.clone()));
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// What is unlocked, if it is.
    pub fn app(&mut self) -> Option<&mut App> {
        match &mut self.state {
            State::Open(app) => Some(app),
            State::Stuck { .. } | State::Locked(_) => None,
        }
    }

    #[must_use]
    pub fn is_locked(&self) -> bool {
        !matches!(self.state, State::Open(_))
    }

    /// Saves what waits now and waits for it, as closing does.
    #[must_use]
    pub fn wait_until_saved(&self, patience: Duration) -> SaveState {
        self.saver.as_ref().map_or(SaveState::Nothing, |saver| saver.finish(patience))
    }

    /// Waits for what is being tried at the gate; the frame after shows what came of it.
    pub fn wait_at_the_gate(&mut self) {
        if let State::Locked(gate) = &mut self.state {
            gate.wait();
        }
    }

    /// The program on a store that is unlocked already.
    #[must_use]
    pub fn unlocked(ctx: &Context, dir: PathBuf, means: Means, store: Store) -> Self {
        let mut program = Self::blank(ctx, dir, means, None);
        let notice = program.read_settings(store.folder());
        program.show(ctx, Opened { store, notice, resume: None });
        program
    }
}

/// Wipes everything that egui remembers of what was typed: the steps back of every field above all.
fn forget(ctx: &Context) {
    egui::Popup::close_all(ctx);
    ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
        memory.data.clear();
        memory.caches = egui::cache::CacheStorage::default();
    });
    // A key that was on its way to a field that has gone.
    ctx.input_mut(|input| input.events.clear());
}

/// How the person wants it to look, in this frame and the next.
pub(super) fn look(ctx: &Context, settings: &Settings, pair_view: bool) {
    let zoom = f32::from(settings.text_percent) / 100.0 * if pair_view { 1.5 } else { 1.0 };
    if (ctx.zoom_factor() - zoom).abs() > 0.001 {
        ctx.set_zoom_factor(zoom);
    }
    let preference = match settings.theme {
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
        ThemeChoice::System => egui::ThemePreference::System,
    };
    if ctx.options(|options| options.theme_preference) != preference {
        ctx.set_theme(preference);
    }
    let roomy_now = ctx.global_style().spacing.extra_text_line_spacing > theme::LINE;
    if roomy_now != settings.roomy {
        theme::restyle(ctx, settings.roomy);
    }
}

/// What is shown when the folder cannot be opened: why, what to do, and a button that tries again.
fn stuck(ui: &mut Ui, dir: &Path, why: &OpenError) -> bool {
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme::tokens(ui).bg);
    frame::page(ui, "stuck", |ui| {
        a11y::heading(ui, 1, "The folder for sessions cannot be opened");
        field::body(ui, &format!("{why} {}", why.hint()));
        field::hint(ui, &dir.display().to_string());
        field::body(
            ui,
            "Nothing has been changed or lost. To use another folder, start the program with --store and its path.",
        );
        control::main_button(ui, "Try again").clicked()
    })
}

impl eframe::App for Program {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.ui(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
