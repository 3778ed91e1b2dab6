//! A question, answered in words with a basis.

use egui::Ui;

use super::source;
use crate::{
    session::Words,
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, words: &mut Words, short: bool) {
    let Words { text, basis, source: from, when } = words;
    field::area(ui, "Answer", text, 3);
    field::label(ui, "This is");
    control::one_basis(ui, "This is", basis);
    if short {
        control::disclosure(ui, "source", "Who said it, and when", false, |ui| source(ui, from, when));
    } else {
        source(ui, from, when);
    }
}
