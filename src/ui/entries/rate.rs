//! Is it defensible? Rated alone, then shown.

use egui::Ui;

use super::Beside;
use crate::{session::Rate, ui::field};

pub fn ui(ui: &mut Ui, rate: &mut Rate, _beside: &Beside<'_>) {
    field::line(ui, "What comes first, who does it, by when", &mut rate.first);
}
