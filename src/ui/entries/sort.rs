//! Which sentences does this stand on? Picked together, sorted alone, then shown.

use egui::Ui;

use super::Beside;
use crate::{session::Sort, ui::field};

pub fn ui(ui: &mut Ui, sort: &mut Sort, _beside: &Beside<'_>) {
    field::area(ui, "Paste from the report", &mut sort.pasted, 3);
}
