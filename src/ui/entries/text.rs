//! A question, answered in words with a basis.

use egui::Ui;

use crate::{
    session::Words,
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, words: &mut Words, short: bool) {
    field::area(ui, "Answer", &mut words.text, 3);
    field::label(ui, "This is");
    control::one_basis(ui, "This is", &mut words.basis);
    let mut source = |ui: &mut Ui| {
        let Words { source, when, .. } = words;
        field::side_by_side(
            ui,
            200.0,
            &mut [
                &mut |ui| {
                    field::line(ui, "Who, or which document", source);
                },
                &mut |ui| {
                    field::line(ui, "When", when);
                },
            ],
        );
    };
    if short {
        control::disclosure(ui, "source", "Who said it, and when", false, |ui| source(ui));
    } else {
        source(ui);
    }
}
