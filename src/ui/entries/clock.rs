//! The history of the order, what follows from it, and the time line.

use egui::Ui;

use super::Beside;
use crate::{session::Clock, ui::field};

pub fn ui(ui: &mut Ui, _clock: &mut Clock, _beside: &Beside<'_>, _short: bool) {
    field::hint(ui, "Dates of the order");
}
