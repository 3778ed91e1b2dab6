//! The line at the bottom that is announced, and the bar that stays while words are not on the disk.

use egui::{Align, Layout, Ui};

use super::App;
use crate::{
    record::Kept,
    store::SaveState,
    ui::{Action, Place, a11y, control, field, frame, steps, theme},
};

/// The line needs a second one for the words that are always there where the window is narrow or the text large.
pub fn height(width: f32) -> f32 {
    if width < theme::size::MEDIUM { 2.0 * LINE } else { theme::size::CONTROL }
}

/// The height of each of two lines.
const LINE: f32 = 24.0;

/// What is kept, how much time has gone, how large the text is.
pub fn ui(ui: &mut Ui, app: &App) {
    let two_lines = ui.available_width() < theme::size::MEDIUM;
    if two_lines {
        ui.spacing_mut().item_spacing.y = 0.0;
        let line = egui::vec2(ui.available_width(), LINE);
        ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(line);
            ui.add_space(theme::space::M);
            field::hint(ui, steps::STOP);
        });
    }
    ui.horizontal_centered(|ui| {
        ui.add_space(theme::space::M);
        let saved = match app.saver.state() {
            _ if !app.store.is_writer() => "Read only".to_owned(),
            SaveState::Nothing | SaveState::Saving => String::new(),
            SaveState::Saved { at } => format!("All changes saved {}", at.format("%H:%M")),
            SaveState::NotSaved { since, .. } => format!("Not saved since {}", since.format("%H:%M")),
        };
        let words = app.notice.clone().unwrap_or(saved);
        // A place of its own, so that the line beside it does not jump when a message comes.
        let width = (ui.available_width() * 0.4).max(200.0);
        let room = egui::vec2(width, ui.available_height());
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(room);
            a11y::live(ui, &words, false);
        });
        if !two_lines {
            field::hint(ui, steps::STOP);
        }
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
        frame::band(ui, tokens.warn, |ui| field::body(ui, why));
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
