//! A day, or "not set yet".

use egui::Ui;

use crate::{session::Date, ui::field};

pub fn ui(ui: &mut Ui, date: &mut Date) {
    field::date(ui, "Which day", date);
}
