//! What is shown when the folder for sessions cannot be opened: why, what to do, and a button that tries again.

use std::path::PathBuf;

use egui::Ui;

use super::App;
use crate::{
    store::{OpenError, Store},
    ui::{a11y, control, field, frame, theme},
};

/// Begins the program on a store.
type Begin = dyn Fn(&egui::Context, Store) -> App;

/// The program, or the reason why it cannot begin yet.
pub enum Start {
    Ready(Box<App>),
    Stuck { folder: PathBuf, why: OpenError, begin: Box<Begin> },
}

impl eframe::App for Start {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if let Self::Ready(app) = self {
            app.logic(ctx);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let (folder, why, begin) = match self {
            Self::Ready(app) => return app.ui(ui),
            Self::Stuck { folder, why, begin } => (folder, why, begin),
        };
        let mut again = false;
        ui.painter().rect_filled(ui.max_rect(), 0.0, theme::tokens(ui).bg);
        frame::page(ui, "stuck", |ui| {
            a11y::heading(ui, 1, "The folder for sessions cannot be opened");
            field::body(ui, &format!("{why} {}", why.hint()));
            field::hint(ui, &folder.display().to_string());
            field::body(
                ui,
                "Nothing has been changed or lost. To use another folder, start the program with --store and its path.",
            );
            again = control::main_button(ui, "Try again").clicked();
        });
        if again {
            match Store::open(folder.clone()) {
                Ok(store) => *self = Self::Ready(Box::new(begin(ui.ctx(), store))),
                Err(error) => *why = error,
            }
        }
    }
}
