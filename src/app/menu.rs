//! The menu bar, which also lists the shortcuts, and the shortcuts themselves.

use egui::{Align, Context, Layout, Ui, UiKind, accesskit::Role};

use super::App;
use crate::{
    record::Kept,
    session::Undo,
    store::SaveState,
    ui::{Action, Place, a11y, keys, keys::Shortcut, theme},
};

/// The bar. What cannot be done on this screen is not in it.
pub fn ui(ui: &mut Ui, app: &mut App) -> Option<Action> {
    let mut action = None;
    ui.add_space(2.0);
    egui::MenuBar::new().ui(ui, |ui| {
        // The part of the window around it is the menu bar.
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::GenericContainer));
        if ui.available_width() < theme::size::MEDIUM {
            // All of them in one line, down to 320 points.
            ui.spacing_mut().item_spacing.x = theme::space::XS;
        } else {
            ui.add_space(theme::space::S);
        }
        menu(ui, "File", |ui| {
            ask(ui, &mut action, "Start a session", Some(&keys::START), || Action::SetUp(None));
            ask(ui, &mut action, "All sessions", Some(&keys::SESSIONS), || Action::Go(Place::Home));
            ask(ui, &mut action, "Delete dates and the bin", None, || Action::Go(Place::DeleteDates));
            ask(ui, &mut action, "Find everything with a reference", None, || Action::Go(Place::FindReference));
            ask(ui, &mut action, "Settings", None, || Action::Go(Place::Settings));
            ui.separator();
            ask(ui, &mut action, "Hide what is on the screen", Some(&keys::HIDE), || Action::Hide);
            ask(ui, &mut action, "Lock", Some(&keys::LOCK), || Action::Lock);
            ask(ui, &mut action, "Close", None, || Action::Close);
        });
        if app.place == Place::Session {
            menu(ui, "Edit", |ui| edit(ui, app));
        }
        menu(ui, "View", |ui| view(ui, app));
        if app.open.is_some() {
            let finished = app.place_for_open() == Place::Record;
            menu(ui, "Session", |ui| {
                if finished {
                    ask(ui, &mut action, "The record", None, || Action::Go(Place::Record));
                } else {
                    ask(ui, &mut action, "Go on with the session", None, || Action::Go(Place::Session));
                    ask(ui, &mut action, "Go to a prompt", Some(&keys::GO_TO_PROMPT), || Action::Go(Place::GoToPrompt));
                    ask(ui, &mut action, "Look over what is open", Some(&keys::REVIEW), || Action::Go(Place::Review));
                }
                ask(ui, &mut action, "Notes to take away", Some(&keys::NOTES), || Action::Go(Place::Leave));
                ask(ui, &mut action, "Reflect on the conversation", None, || Action::Go(Place::Reflection));
                if let Some(open) = &app.open {
                    let id = open.kept().id().to_owned();
                    ask(ui, &mut action, "Earlier copies", None, || Action::Go(Place::Copies(id)));
                }
                if !finished && app.store.is_writer() && item(ui, "Swap presenter and colleague", None) {
                    app.swap_roles();
                }
            });
        }
        menu(ui, "Checklists", |ui| {
            ask(ui, &mut action, "All checklists", None, || Action::Go(Place::Library));
            ask(ui, &mut action, "Add from a file…", None, || Action::AddFromFile);
            ask(ui, &mut action, "Look again", None, || Action::LookAgain);
        });
        menu(ui, "Help", |ui| {
            ask(ui, &mut action, "Keys", Some(&keys::HELP), || Action::Go(Place::Keys));
        });
        action = action.take().or(always(ui));
    });
    action
}

/// *Hide* and *Lock*, at the same place on every screen, for whoever looks up and sees somebody coming.
fn always(ui: &mut Ui) -> Option<Action> {
    let spacing = ui.spacing();
    let widest = 2.0 * (56.0 + 2.0 * spacing.button_padding.x) + spacing.item_spacing.x;
    if ui.available_width() < widest {
        // They are in the first menu too.
        return None;
    }
    let right = Layout::right_to_left(Align::Center);
    ui.with_layout(right, |ui| {
        ui.add_space(theme::space::S);
        let button = |ui: &mut Ui, words: &str, says: &str, keys: &Shortcut| {
            let button = ui.button(words).on_hover_text(format!("{says} ({})", keys.shown));
            crate::ui::control::named(ui, &button, Role::MenuItem, says);
            button.clicked()
        };
        let lock = button(ui, "Lock", "Lock now", &keys::LOCK);
        let hide = button(ui, "Hide", "Hide the screen", &keys::HIDE);
        if lock { Some(Action::Lock) } else { hide.then_some(Action::Hide) }
    })
    .inner
}

/// One menu of the bar.
fn menu(ui: &mut Ui, words: &str, content: impl FnOnce(&mut Ui)) {
    let response = ui.menu_button(words, |ui| {
        let unfolded = ui.stack().iter().find(|stack| stack.kind() == Some(UiKind::Menu)).map(|stack| stack.unique_id);
        if let Some(id) = unfolded {
            ui.ctx().accesskit_node_builder(id, |node| node.set_label(words));
        }
        content(ui);
    });
    let response = response.response;
    // Not "has a popup": on Windows it would then be unfolded by a request that egui does not know, and no longer pressed.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(Role::MenuItem));
}

fn ask(ui: &mut Ui, action: &mut Option<Action>, words: &str, keys: Option<&Shortcut>, asked: impl FnOnce() -> Action) {
    if item(ui, words, keys) {
        *action = Some(asked());
    }
}

fn item(ui: &mut Ui, words: &str, keys: Option<&Shortcut>) -> bool {
    let mut button = egui::Button::new(words);
    if let Some(keys) = keys {
        button = button.shortcut_text(keys.shown);
    }
    let response = ui.add(button);
    crate::ui::control::named(ui, &response, Role::MenuItem, words);
    let clicked = response.clicked();
    if clicked {
        // Only a click of the mouse closes it by itself.
        ui.close();
    }
    clicked
}

fn edit(ui: &mut Ui, app: &mut App) {
    let (undo, redo) = match app.open.as_ref().map(super::open::Open::kept) {
        Some(Kept::Session(session)) => app.screens.session.can_undo(session),
        _ => (false, false),
    };
    ui.add_enabled_ui(undo, |ui| {
        if item(ui, "Undo in this prompt", Some(&keys::UNDO)) {
            app.undo(Undo::undo);
        }
    });
    ui.add_enabled_ui(redo, |ui| {
        if item(ui, "Redo in this prompt", Some(&keys::REDO)) {
            app.undo(Undo::redo);
        }
    });
}

fn view(ui: &mut Ui, app: &mut App) {
    let settings = &mut app.settings;
    if item(ui, "Larger", Some(&keys::LARGER)) {
        settings.text_percent = settings.larger();
    }
    if item(ui, "Smaller", Some(&keys::SMALLER)) {
        settings.text_percent = settings.smaller();
    }
    if item(ui, "The usual size", Some(&keys::USUAL_SIZE)) {
        settings.text_percent = 100;
    }
    ui.separator();
    let time = if settings.show_time { "Hide the time" } else { "Show the time" };
    if item(ui, time, Some(&keys::TIME)) {
        settings.show_time = !settings.show_time;
    }
    let roomy = if settings.roomy { "Usual line spacing" } else { "Roomy text" };
    if item(ui, roomy, None) {
        settings.roomy = !settings.roomy;
    }
    if app.place == Place::Session {
        let pair = if app.pair_view { "Leave the pair view" } else { "Pair view" };
        if item(ui, pair, Some(&keys::PAIR_VIEW)) {
            app.pair_view = !app.pair_view;
        }
    }
}

/// What a shortcut asks for. Those of the open prompt are taken by the session screen itself.
pub fn shortcut(app: &mut App, ctx: &Context) -> Option<Action> {
    let pressed = |shortcut: &Shortcut| shortcut.pressed(ctx);
    let settings = &mut app.settings;
    if pressed(&keys::LARGER) {
        settings.text_percent = settings.larger();
    }
    if pressed(&keys::SMALLER) {
        settings.text_percent = settings.smaller();
    }
    if pressed(&keys::USUAL_SIZE) {
        settings.text_percent = 100;
    }
    if pressed(&keys::TIME) {
        settings.show_time = !settings.show_time;
    }
    if pressed(&keys::PAIR_VIEW) && app.place == Place::Session {
        app.pair_view = !app.pair_view;
    }
    if pressed(&keys::NEXT_PART) {
        a11y::Focus::next_region(ctx);
    }
    if pressed(&keys::SAVED) {
        app.saver.flush();
        app.notice = Some(match app.saver.state() {
            SaveState::Saved { at } => {
                format!("Everything is saved as it is written. Last saved {}", at.format("%H:%M"))
            }
            SaveState::Nothing | SaveState::Saving => "Everything is saved as it is written".to_owned(),
            SaveState::NotSaved { since, .. } => format!("Not saved since {}", since.format("%H:%M")),
        });
    }
    if pressed(&keys::START) {
        return Some(Action::SetUp(None));
    }
    if pressed(&keys::SESSIONS) {
        return Some(Action::Go(Place::Home));
    }
    if pressed(&keys::HELP) {
        return Some(Action::Go(Place::Keys));
    }
    if app.place == Place::Library && pressed(&keys::FIND) {
        app.screens.library.focus_find();
    }
    if pressed(&keys::BACK) {
        return Some(Action::Back);
    }
    if app.open.is_some() {
        for (keys, place) in
            [(&keys::REVIEW, Place::Review), (&keys::GO_TO_PROMPT, Place::GoToPrompt), (&keys::NOTES, Place::Leave)]
        {
            if pressed(keys) {
                return Some(Action::Go(place));
            }
        }
    }
    None
}

impl App {
    fn swap_roles(&mut self) {
        if let Some(Kept::Session(session)) = self.open.as_mut().map(super::open::Open::kept_mut) {
            session.people.swap_roles();
            let presenter = session.people.name(session.people.presenter).to_owned();
            self.notice = Some(format!("{presenter} is the presenter now"));
        }
    }
}
