//! What a panel would ask: answered aloud, with a line where the answer changed.

use egui::Ui;

use super::Beside;
use crate::{session::Rehearse, ui::field};

pub fn ui(ui: &mut Ui, rehearse: &mut Rehearse, beside: &Beside<'_>) {
    for (at, card) in rehearse.cards.iter_mut().enumerate() {
        ui.push_id(at, |ui| field::line(ui, &beside.placeholders.fill(&card.asks), &mut card.words));
    }
}
