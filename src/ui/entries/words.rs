//! The child's own words with their circumstances, or the empty chair.

use egui::Ui;

use super::Beside;
use crate::{
    session::{ChildsWords, Quote},
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, words: &mut ChildsWords, _beside: &Beside<'_>) {
    for (at, quote) in words.quotes.iter_mut().enumerate() {
        ui.push_id(at, |ui| {
            field::area(ui, "Word for word", &mut quote.words, 2);
            field::line(ui, "When", &mut quote.when);
        });
    }
    if control::button(ui, "Add what was said").clicked() {
        words.quotes.push(Quote::default());
    }
    field::area(ui, "What would we have to ask to know?", &mut words.would_ask, 2);
}
