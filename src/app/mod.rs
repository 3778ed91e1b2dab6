//! The program: the only place that knows everything. It holds the models, shows one screen at a time, and carries out what
//! the screens ask for.

mod chooser;
mod clipboard;
mod copier;
mod deleting;
mod gate;
mod idle;
mod keep;
mod menu;
mod open;
mod panic;
mod passphrase;
mod perform;
mod program;
mod reference;
mod resume;
mod shares;
mod shelf;
mod start;
mod status;
mod tries;
mod versions;
mod viewer;
mod watch;
mod where_kept;
mod window;

pub use chooser::{Chooser, Question};
pub use copier::Copier;
pub use program::{Means, Program};
pub use start::start;
pub use viewer::Viewer;
pub use watch::{SystemNews, Watch};

use std::{path::PathBuf, rc::Rc, sync::Arc, time::Duration};

use chrono::NaiveDateTime;
use egui::{Context, Rect, Ui, UiBuilder, accesskit::Role, pos2};

use crate::record::Kept;
use crate::{
    checklist::Library,
    session::{Retention, Undo, language::Finder},
    settings::Settings,
    store::{self, Choice, Cost, Folder, Policy, SaveState, Saver, Store},
    ui::{
        Action, Place, Writes, a11y, checklist_page, compare_page,
        copies::{self, CopiesModel, CopyRow},
        delete::Deletes,
        delete_dates::{DatesModel, DeleteDates, Near},
        faulty_page,
        find_reference::{self, FindModel, FindReference},
        home::{self, Home, HomeModel, Recovered},
        keys,
        leave::Leave,
        library::LibraryScreen,
        record_screen::RecordScreen,
        reflection,
        review::Review,
        session_screen::{Around, SessionScreen},
        sessions, settings_screen,
        setup::SetUp,
        theme,
    },
};
use open::Open;
use program::look;
use shelf::Shelf;

/// Local time, as a function so that tests have a clock of their own.
pub type Clock = Rc<dyn Fn() -> NaiveDateTime>;

/// Everything that can be read while the store is unlocked. Locking is dropping it.
pub struct App {
    store: Arc<Store>,
    saver: Arc<Saver>,
    library: Library,
    /// Looks for the words of the library's lists.
    finder: Arc<Finder>,
    shelf: Shelf,
    settings: Settings,
    /// As they are on the disk.
    kept_settings: Settings,
    clock: Clock,
    chooser: Chooser,
    viewer: Viewer,
    place: Place,
    /// The screens behind this one, each with what had the focus when it was left.
    came_from: Vec<(Place, Option<egui::Id>)>,
    /// What had the focus when the last thing was asked for.
    focused: Option<egui::Id>,
    open: Option<Open>,
    sessions: Vec<crate::session::Summary>,
    unreadable: Vec<home::Unreadable>,
    recovered: Option<Recovered>,
    /// A short message, until the next thing happens.
    notice: Option<String>,
    /// A document waits for a name, because no dialog could be shown or nothing was chosen in it.
    unsaved_document: Option<chooser::Document>,
    /// The person asked to close while words were not on the disk.
    closing: bool,
    may_close: bool,
    pair_view: bool,
    /// Versions that lie beside their sessions.
    beside: Vec<store::Copy>,
    /// Two versions beside each other.
    compared: Option<(store::Version, compare_page::CompareModel)>,
    /// The earlier copies of one session.
    copies: Vec<CopyRow>,
    bin: deleting::Bin,
    search: Option<reference::Search>,
    shares: shares::Shares,
    found: Option<(find_reference::Found, reference::Held)>,
    change: passphrase::Change,
    /// Of a new passphrase.
    cost: Cost,
    policy: Policy,
    choice: Option<Choice>,
    /// What is said of the folder; may be empty.
    folder_says: String,
    new_folder: Option<PathBuf>,
    screens: Screens,
}

/// What an [`App`] begins with.
struct Unlocked {
    store: Arc<Store>,
    saver: Arc<Saver>,
    settings: Settings,
    /// Something that has to be said at once.
    notice: Option<String>,
}

/// What the screens remember between frames.
struct Screens {
    home: Home,
    set_up: SetUp,
    session: SessionScreen,
    go_to: crate::ui::go_to::GoTo,
    review: Review,
    record: RecordScreen,
    leave: Leave,
    library: LibraryScreen,
    delete_dates: DeleteDates,
    find_reference: FindReference,
}

impl App {
    /// The program on an unlocked store. `first` is a checklist file to show at once.
    fn new(ctx: &Context, found: Unlocked, means: &Means, first: Option<PathBuf>) -> Self {
        let Unlocked { store, saver, settings, notice } = found;
        let folder_says = where_kept::said(store.dir());
        let library = shelf::read(&store);
        let mut app = Self {
            screens: Screens {
                home: Home::default(),
                set_up: SetUp::new(&library, None),
                session: SessionScreen::default(),
                go_to: crate::ui::go_to::GoTo::default(),
                review: Review::default(),
                record: RecordScreen::default(),
                leave: Leave::default(),
                library: LibraryScreen::default(),
                delete_dates: DeleteDates::default(),
                find_reference: FindReference::default(),
            },
            kept_settings: settings.clone(),
            settings,
            store,
            saver,
            finder: Arc::new(Finder::new(&library.language)),
            library,
            shelf: Shelf::default(),
            clock: Rc::clone(&means.clock),
            chooser: means.chooser.clone(),
            viewer: means.viewer.clone(),
            place: Place::Home,
            came_from: Vec::new(),
            focused: None,
            open: None,
            sessions: Vec::new(),
            unreadable: Vec::new(),
            recovered: None,
            notice,
            unsaved_document: None,
            closing: false,
            may_close: false,
            pair_view: false,
            beside: Vec::new(),
            compared: None,
            copies: Vec::new(),
            bin: deleting::Bin::default(),
            search: None,
            shares: shares::Shares::default(),
            found: None,
            change: passphrase::Change::default(),
            cost: means.cost,
            policy: means.policy.clone(),
            choice: means.choice.clone(),
            folder_says,
            new_folder: None,
        };
        app.recovered = app.unclean_end();
        // What has been in the bin for its days goes now.
        app.look_at_bin();
        app.look_at_sessions();
        app.keep_settings();
        look(ctx, &app.settings, app.pair_view);
        // Tab begins at the title of the first screen, as on every other, and not at the menu.
        a11y::Focus::arrive(ctx, None);
        if let Some(path) = first {
            app.look_at_file(&path);
        }
        app
    }

    /// What runs before every frame, and while the window is hidden: shortcuts, answers of dialogs, time, saving. A covered
    /// screen takes no shortcut and no file.
    pub(super) fn logic(&mut self, ctx: &Context, covered: bool) {
        let place = self.place.clone();
        self.take_answers();
        self.take_found();
        self.take_shares();
        self.take_new_passphrase(ctx);
        if self.saver.take_beside() {
            self.kept_beside();
        }
        if !covered {
            self.take_dropped_files(ctx);
            if self.place != place {
                a11y::Focus::arrive(ctx, None);
            }
            if let Some(action) = menu::shortcut(self, ctx) {
                self.perform(ctx, action);
            }
        }
        let now = (self.clock)();
        let (focused, minimised) = ctx.input(|input| {
            let viewport = input.viewport();
            (input.focused, viewport.minimized.unwrap_or(false))
        });
        let paused = self.screens.session.is_paused();
        let on_screen = self.place == Place::Session && focused && !minimised && !paused && !covered;
        if let Some(open) = &mut self.open {
            open.count_time(on_screen, now);
        }
        if !focused || minimised {
            self.keep_time();
            self.saver.flush();
        }
        if on_screen && self.settings.show_time {
            // "25 of 60 minutes" changes once a minute; nothing else moves by itself.
            ctx.request_repaint_after(Duration::from_mins(1));
        }
        self.closing &= matches!(self.saver.state(), SaveState::NotSaved { .. });
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close {
            self.close(ctx);
        }
        self.keep_settings();
        look(ctx, &self.settings, self.pair_view);
    }

    /// One frame, with a band over the screen if there is one. Gives what only the program around it can do.
    pub(super) fn ui(&mut self, ui: &mut Ui, band: Option<&dyn Fn(&mut Ui)>) -> Option<Action> {
        let ctx = ui.ctx().clone();
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, theme::tokens(ui).bg);
        let menu_height = theme::size::CONTROL + 4.0;
        let status_height = status::height(ui, self, whole.width()).min(whole.height() * 0.5);
        let top = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + menu_height));
        let bottom = Rect::from_min_max(pos2(whole.left(), whole.bottom() - status_height), whole.max);
        let mut body = Rect::from_min_max(pos2(whole.left(), top.bottom()), pos2(whole.right(), bottom.top()));
        let mut action = a11y::region(ui, top, Role::MenuBar, "Menu", |ui| menu::ui(ui, self));
        let bar = ui
            .scope_builder(UiBuilder::new().max_rect(body), |ui| {
                if let Some(band) = band {
                    band(ui);
                }
                let pressed = status::bar(ui, self);
                (pressed, ui.min_rect().height())
            })
            .inner;
        action = action.or(bar.0);
        if bar.1 > 1.0 {
            body.min.y += bar.1;
        }
        let asked = ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
            ui.set_clip_rect(body.intersect(ui.clip_rect()));
            self.screen(ui)
        });
        action = action.or(asked.inner);
        a11y::region(ui, bottom, Role::ContentInfo, "Status", |ui| status::ui(ui, self));
        if a11y::Focus::escape_pressed(&ctx) && action.is_none() {
            action = self.escape();
        }
        self.keep_changes();
        match action {
            Some(Action::Lock | Action::Hide) | None => action,
            Some(action) => {
                self.perform(&ctx, action);
                ctx.request_repaint();
                None
            }
        }
    }

    fn screen(&mut self, ui: &mut Ui) -> Option<Action> {
        let now = (self.clock)();
        let today = now.date();
        let folder = self.store.dir().display().to_string();
        let read_only = self.store.read_only_because();
        let two_versions = if self.place == Place::Home { self.two_versions() } else { Vec::new() };
        let retention = self.retention();
        let writes = if self.store.is_writer() { Writes::Yes } else { Writes::No };
        let shelf_folder = self.store.checklists_dir().display().to_string();
        let screens = &mut self.screens;
        match &self.place {
            Place::Home => {
                let model = HomeModel {
                    sessions: &self.sessions,
                    unreadable: &self.unreadable,
                    recovered: self.recovered.as_ref(),
                    two_versions: &two_versions,
                    delete_dates: Some(Near::of(&self.sessions, today)),
                    read_only: read_only.as_deref(),
                    today,
                };
                screens.home.ui(ui, &model)
            }
            Place::SetUp => screens.set_up.ui(ui, &self.library, &self.sessions, retention),
            Place::Library => screens.library.ui(ui, &self.library, &shelf_folder, today),
            Place::Checklist(id) => match self.library.checklist(id) {
                Some(shelved) => checklist_page::ui(ui, shelved, &self.library, today),
                None => Some(Action::Go(Place::Library)),
            },
            Place::Faulty(file) => match self.library.faulty.iter().find(|one| one.file == *file) {
                Some(faulty) => faulty_page::ui(ui, faulty, &shelf_folder),
                None => Some(Action::Go(Place::Library)),
            },
            Place::Arrived => match self.shelf.arrived() {
                Some((file, arrived)) => checklist_page::arrived(ui, file, arrived, &self.library, today),
                None => Some(Action::Go(Place::Library)),
            },
            Place::Settings => {
                let fixed = self.choice.is_none();
                let place = settings_screen::Whereabouts { folder: &folder, fixed, says: &self.folder_says };
                let lock =
                    settings_screen::Lock { fixed_minutes: self.policy.lock_minutes, system: where_kept::SYSTEM_LOCK };
                settings_screen::ui(ui, &mut self.settings, place, lock)
            }
            Place::Keys => keys::ui(ui),
            Place::DeleteDates => {
                let deleting::Bin { rows, receipts, clock_in_doubt } = &self.bin;
                let (sessions, clock_in_doubt) = (&self.sessions, *clock_in_doubt);
                let model = DatesModel { sessions, bin: rows, receipts, retention, today, clock_in_doubt, writes };
                screens.delete_dates.ui(ui, &model)
            }
            Place::Compare => match &self.compared {
                Some((_, model)) => compare_page::ui(ui, model, today, writes),
                None => Some(Action::Go(Place::Home)),
            },
            Place::Copies(id) => {
                let name = self.sessions.iter().find(|one| one.id == *id).map(sessions::full_name).unwrap_or_default();
                copies::ui(ui, &CopiesModel { id, name: &name, copies: &self.copies, today, writes })
            }
            Place::FindReference => {
                screens.find_reference.ui(ui, &FindModel { found: self.found.as_ref().map(|(found, _)| found), writes })
            }
            Place::ChangePassphrase => {
                let asked = self.change.ui(ui);
                asked.and_then(|action| self.change_passphrase(&ui.ctx().clone(), action))
            }
            Place::Session | Place::GoToPrompt | Place::Review | Place::Reflection | Place::Record | Place::Leave => {
                self.session_screen(ui, now)
            }
        }
    }

    /// The screens that show the open session or record.
    fn session_screen(&mut self, ui: &mut Ui, now: NaiveDateTime) -> Option<Action> {
        let writes = if self.store.is_writer() { Writes::Yes } else { Writes::No };
        let deletes = if self.store.is_writer() { Deletes::Offered } else { Deletes::NotOffered };
        let language = Some(&self.finder).filter(|_| self.settings.quiet_marks);
        let Some(open) = &mut self.open else { return Some(Action::Go(Place::Home)) };
        let screens = &mut self.screens;
        match (&self.place, open.kept_mut()) {
            (Place::Session, Kept::Session(session)) => {
                let Some(parrot) = &self.library.parrot else { return Some(Action::Go(Place::Library)) };
                let around = Around {
                    parrot,
                    writes,
                    show_time: self.settings.show_time,
                    pair_view: self.pair_view,
                    law_day: session.hearing_day().unwrap_or(now.date()),
                    language,
                };
                screens.session.ui(ui, session, &around)
            }
            (Place::GoToPrompt, Kept::Session(session)) => screens.go_to.ui(ui, session),
            (Place::Review, Kept::Session(session)) => screens.review.ui(ui, session, language, writes),
            (Place::Reflection, Kept::Session(session)) => {
                let people = session.people.clone();
                reflection::ui(ui, &people, &mut session.reflection, &mut session.group, writes)
            }
            (Place::Reflection, Kept::Record(record)) => {
                let people = record.session().people.clone();
                let (reflection, group) = record.looking_back_mut();
                reflection::ui(ui, &people, reflection, group, writes)
            }
            (Place::Leave, kept) => screens.leave.ui(ui, kept, now, writes, self.shares.here()),
            (Place::Record, Kept::Record(record)) => screens.record.ui(ui, record, deletes),
            // A finished session has no prompts to fill in, an open one no record yet.
            (_, Kept::Session(_)) => Some(Action::Go(Place::Session)),
            (_, Kept::Record(_)) => Some(Action::Go(Place::Record)),
        }
    }

    /// Escape closes the top thing: the pair view, or a page that was opened from another. It never loses a word.
    fn escape(&mut self) -> Option<Action> {
        if self.pair_view {
            self.pair_view = false;
            return None;
        }
        (!matches!(self.place, Place::Home | Place::Session)).then_some(Action::Back)
    }

    fn undo(&mut self, step: fn(&mut Undo, &mut crate::session::Entry) -> bool) {
        if let Some(Kept::Session(session)) = self.open.as_mut().map(Open::kept_mut) {
            self.screens.session.undo(session, step);
        }
    }

    fn keep_settings(&mut self) {
        if self.settings != self.kept_settings && self.store.is_writer() {
            // Tried once for each change: a folder that cannot be written is said by the bar over the sessions.
            self.kept_settings = self.settings.clone();
            if let Err(error) = self.store.folder().keep_settings(&self.settings) {
                self.notice = Some(format!("Your settings are not kept. {error}"));
            }
        }
    }

    /// The kind of screen. Never a name, a reference or a word of a session.
    pub(super) fn place_in_words(&self) -> String {
        match (&self.place, &self.open) {
            (Place::Session, Some(open)) => {
                let session = open.kept().session();
                format!("Session: section {} of {}", session.spot.section + 1, session.sections.len())
            }
            (place, _) => place.words().to_owned(),
        }
    }

    /// After how many minutes without anything it locks.
    pub(super) fn minutes_to_lock(&self) -> Option<u16> {
        self.policy.lock_minutes.or(self.settings.lock_after.minutes())
    }

    /// How long sessions are kept after their hearing.
    fn retention(&self) -> Retention {
        match self.policy.retention_days {
            Some(days) => Retention { days, fixed: true },
            None => Retention::default(),
        }
    }

    pub(super) fn folder(&self) -> &Arc<Folder> {
        self.store.folder()
    }

    /// The session or record that is open.
    #[must_use]
    pub fn kept(&self) -> Option<&Kept> {
        self.open.as_ref().map(Open::kept)
    }

    /// How the person wants the program to look. A change shows with the next frame, and is kept.
    pub fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }
}
