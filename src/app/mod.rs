//! The program: the only place that knows everything. It holds the models, shows one screen at a time, and carries out what
//! the screens ask for.

mod chooser;
mod keep;
mod menu;
mod open;
mod panic;
mod perform;
mod shelf;
mod start;
mod status;
mod stuck;
mod watch;
mod window;

pub use chooser::{Chooser, Question};
pub use start::start;
pub use watch::{SystemNews, Watch};

use std::{path::PathBuf, sync::Arc, time::Duration};

use chrono::NaiveDateTime;
use egui::{Context, Rect, Ui, UiBuilder, accesskit::Role, pos2};

use crate::record::Kept;
use crate::{
    checklist::Library,
    session::{Undo, language::Finder},
    settings::{Settings, ThemeChoice},
    store::{SaveState, Saver, Store},
    ui::{
        Action, Place, Writes, a11y, checklist_page, faulty_page,
        home::{self, Home, HomeModel, Recovered},
        keys,
        leave::Leave,
        library::LibraryScreen,
        record_screen::RecordScreen,
        reflection,
        review::Review,
        session_screen::{Around, SessionScreen},
        settings_screen,
        setup::SetUp,
        theme,
    },
};
use open::Open;
use shelf::Shelf;

/// Local time, as a function so that tests have a clock of their own.
pub type Clock = Box<dyn Fn() -> NaiveDateTime>;

/// The program while it runs.
pub struct App {
    store: Arc<Store>,
    saver: Saver,
    library: Library,
    /// Looks for the words of the library's lists.
    finder: Arc<Finder>,
    shelf: Shelf,
    settings: Settings,
    /// As they are on the disk.
    kept_settings: Settings,
    clock: Clock,
    chooser: Chooser,
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
    screens: Screens,
    title: String,
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
}

impl App {
    /// The program on an opened store. `first` is a checklist file to show at once.
    pub fn new(ctx: &Context, store: Store, clock: Clock, chooser: Chooser, first: Option<PathBuf>) -> Self {
        theme::install(ctx);
        ctx.add_plugin(a11y::Focus::default());
        let store = Arc::new(store);
        let wake = ctx.clone();
        let saver = Saver::start(Arc::clone(&store), move || wake.request_repaint());
        let (settings, damaged) = store.settings();
        let notice =
            damaged.map(|error| format!("Your settings could not be read, so the usual ones are used. {error}"));
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
            },
            kept_settings: settings.clone(),
            settings,
            store,
            saver,
            finder: Arc::new(Finder::new(&library.language)),
            library,
            shelf: Shelf::default(),
            clock,
            chooser,
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
            title: String::new(),
        };
        app.recovered = app.unclean_end();
        app.look_at_sessions();
        app.apply_settings(ctx);
        // Tab begins at the title of the first screen, as on every other, and not at the menu.
        a11y::Focus::arrive(ctx, None);
        if let Some(path) = first {
            app.look_at_file(&path);
        }
        app
    }

    /// What runs before every frame, and while the window is hidden: shortcuts, answers of dialogs, time, saving.
    pub fn logic(&mut self, ctx: &Context) {
        let place = self.place.clone();
        self.take_answers();
        self.take_dropped_files(ctx);
        if self.place != place {
            a11y::Focus::arrive(ctx, None);
        }
        if let Some(action) = menu::shortcut(self, ctx) {
            self.perform(ctx, action);
        }
        let now = (self.clock)();
        let (focused, minimised) = ctx.input(|input| {
            let viewport = input.viewport();
            (input.focused, viewport.minimized.unwrap_or(false))
        });
        let paused = self.screens.session.is_paused();
        let on_screen = self.place == Place::Session && focused && !minimised && !paused;
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
        self.apply_settings(ctx);
        self.name_window(ctx);
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
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
        if let Some(action) = action {
            self.perform(&ctx, action);
            ctx.request_repaint();
        }
    }

    fn screen(&mut self, ui: &mut Ui) -> Option<Action> {
        let now = (self.clock)();
        let today = now.date();
        let folder = self.store.dir().display().to_string();
        let shelf_folder = self.store.checklists_dir().display().to_string();
        let screens = &mut self.screens;
        match &self.place {
            Place::Home => {
                let model = HomeModel {
                    sessions: &self.sessions,
                    unreadable: &self.unreadable,
                    recovered: self.recovered.as_ref(),
                    read_only: self.store.read_only_because(),
                    today,
                };
                screens.home.ui(ui, &model)
            }
            Place::SetUp => screens.set_up.ui(ui, &self.library, &self.sessions),
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
            Place::Settings => settings_screen::ui(ui, &mut self.settings, &folder),
            Place::Keys => keys::ui(ui),
            Place::Session | Place::GoToPrompt | Place::Review | Place::Reflection | Place::Record | Place::Leave => {
                self.session_screen(ui, now)
            }
        }
    }

    /// The screens that show the open session or record.
    fn session_screen(&mut self, ui: &mut Ui, now: NaiveDateTime) -> Option<Action> {
        let writes = if self.store.is_writer() { Writes::Yes } else { Writes::No };
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
                reflection::ui(ui, &people, &mut session.reflection, writes)
            }
            (Place::Reflection, Kept::Record(record)) => {
                let people = record.session().people.clone();
                reflection::ui(ui, &people, record.reflection_mut(), writes)
            }
            (Place::Leave, kept) => screens.leave.ui(ui, kept, now),
            (Place::Record, Kept::Record(record)) => screens.record.ui(ui, record),
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

    fn apply_settings(&mut self, ctx: &Context) {
        let zoom = f32::from(self.settings.text_percent) / 100.0 * if self.pair_view { 1.5 } else { 1.0 };
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        let preference = match self.settings.theme {
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
            ThemeChoice::System => egui::ThemePreference::System,
        };
        if ctx.options(|options| options.theme_preference) != preference {
            ctx.set_theme(preference);
        }
        let roomy_now = ctx.global_style().spacing.extra_text_line_spacing > theme::LINE;
        if roomy_now != self.settings.roomy {
            theme::restyle(ctx, self.settings.roomy);
        }
        if self.settings != self.kept_settings && self.store.is_writer() {
            // Tried once for each change: a folder that cannot be written is said by the bar over the sessions.
            self.kept_settings = self.settings.clone();
            if let Err(error) = self.store.keep_settings(&self.settings) {
                self.notice = Some(format!("Your settings are not kept. {error}"));
            }
        }
    }

    /// The window's title and the screen's name for screen readers. Never a name, a reference or a word of a session.
    fn name_window(&mut self, ctx: &Context) {
        let place = match (&self.place, &self.open) {
            (Place::Session, Some(open)) => {
                let session = open.kept().session();
                format!("Session: section {} of {}", session.spot.section + 1, session.sections.len())
            }
            (place, _) => place.words().to_owned(),
        };
        let title = format!("{place} - But Why?");
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title.clone()));
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// How the person wants the program to look. A change shows with the next frame, and is kept.
    pub fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }
}

impl eframe::App for App {
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
