//! The line at the bottom that is announced, and the bar that stays while words are not on the disk.

use egui::{Align, Layout, Ui};

use super::App;
use crate::{
    record::Kept,
    store::SaveState,
    ui::{Action, Place, a11y, control, field, frame, steps, theme},
};

/// The height that its words need in a window of this width: a message may be longer than a line, and in a narrow window
/// they stand under each other.
pub fn height(ui: &Ui, app: &App, width: f32) -> f32 {
    let height_of = |words: &str, width: f32| {
        let text = egui::WidgetText::from(theme::text(ui, words, egui::TextStyle::Small));
        text.into_galley(ui, Some(egui::TextWrapMode::Wrap), width, egui::TextStyle::Small).size().y
    };
    let words = words(app);
    if is_narrow(width) {
        let room = width - 2.0 * theme::space::M;
        // A line of its own, also while it is empty: it comes and goes with every save, and the page must not move by it.
        let message = height_of(&words, room).max(height_of("Saved", room));
        height_of(steps::STOP, room) + message + theme::space::S
    } else {
        (height_of(&words, message_width(width - theme::space::M)) + theme::space::XS).max(theme::size::CONTROL)
    }
}

fn is_narrow(width: f32) -> bool {
    width < theme::size::MEDIUM
}

/// A place of its own, so that the line beside it does not jump when a message comes.
fn message_width(available: f32) -> f32 {
    (available * 0.4).max(200.0)
}

fn words(app: &App) -> String {
    let saved = match app.saver.state() {
        _ if !app.store.is_writer() => "Read only".to_owned(),
        SaveState::Nothing | SaveState::Saving => String::new(),
        SaveState::Saved { at } => format!("All changes saved {}", at.format("%H:%M")),
        SaveState::NotSaved { since, .. } => format!("Not saved since {}", since.format("%H:%M")),
    };
    app.notice.clone().unwrap_or(saved)
}

/// What is kept, how much time has gone, how large the text is.
pub fn ui(ui: &mut Ui, app: &App) {
    let words = words(app);
    if is_narrow(ui.available_width()) {
        let room = ui.max_rect().shrink2(egui::vec2(theme::space::M, theme::space::XS));
        ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            field::hint(ui, steps::STOP);
            a11y::live_once(ui, &words);
        });
        return;
    }
    ui.horizontal_centered(|ui| {
        ui.add_space(theme::space::M);
        let room = egui::vec2(message_width(ui.available_width()), ui.available_height());
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(room);
            a11y::live_once(ui, &words);
        });
        field::hint(ui, steps::STOP);
        let wide = ui.available_width() > 260.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(theme::space::M);
            if wide {
                field::hint(ui, &format!("Text {} %", app.settings.text_percent));
            }
            if let (true, Place::Session, true, Some(Kept::Session(session))) =
                (wide, &app.place, app.settings.show_time, app.open.as_ref().map(super::open::Open::kept))
            {
                field::hint(ui, &format!("{} of {} minutes", session.minutes_so_far(), session.pace.minutes));
            }
        });
    });
}

/// The bar over the screen: not saved, read only, closing, or a document without a place.
pub fn bar(ui: &mut Ui, app: &App) -> Option<Action> {
    let tokens = theme::tokens(ui);
    let mut action = None;
    if let SaveState::NotSaved { since, error } = app.saver.state() {
        frame::band(ui, tokens.error, |ui| {
            let words = format!("Not saved since {}. {error} {}", since.format("%H:%M"), error.hint());
            a11y::live(ui, &words, true);
            ui.horizontal_wrapped(|ui| {
                if control::button(ui, "Copy my words").clicked() {
                    action = Some(Action::CopyMyWords);
                }
                if control::button(ui, "Try again").clicked() {
                    action = Some(Action::TryAgain);
                }
                if app.closing {
                    if control::button(ui, "Close without saving").clicked() {
                        action = Some(Action::CloseAnyway);
                    }
                    if control::button(ui, "Keep the window open").clicked() {
                        action = Some(Action::KeepOpen);
                    }
                }
            });
        });
    }
    if let (Some(why), Place::Session | Place::Review | Place::Reflection | Place::Record) =
        (app.store.read_only_because(), &app.place)
    {
        frame::band(ui, tokens.warn, |ui| {
            field::body(ui, &why);
            if app.store.folder().can_take_over() && control::button(ui, "Take over").clicked() {
                action = Some(Action::TakeOver);
            }
        });
    }
    if let (Some(says), Place::Home) = (app.folder_news(), &app.place) {
        frame::band(ui, tokens.info, |ui| {
            field::body(ui, says);
            if control::button(ui, "Understood").clicked() {
                action = Some(Action::FolderUnderstood);
            }
        });
    }
    if app.unsaved_document.is_some() {
        frame::band(ui, tokens.info, |ui| {
            field::body(ui, "No place was chosen, so the note is not saved. It can go into your documents folder.");
            ui.horizontal_wrapped(|ui| {
                if control::button(ui, "Save it in Documents").clicked() {
                    action = Some(Action::SaveInDocuments);
                }
                if control::button(ui, "Do not save it").clicked() {
                    action = Some(Action::LeaveDocument);
                }
            });
        });
    }
    action
}
