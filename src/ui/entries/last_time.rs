//! What the last session about this child left open.

use egui::Ui;

use crate::{session::LastTime, ui::field};

pub fn ui(ui: &mut Ui, last: &mut LastTime) {
    field::area(ui, "Anything else from last time", &mut last.note, 1);
}
