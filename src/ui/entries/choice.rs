//! One or several of a list, each with a note.

use egui::Ui;

use crate::{
    session::{Choice, Offered},
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, choice: &mut Choice) {
    if choice.several {
        field::label(ui, "Choose all that apply");
        for Offered { option, chosen, note } in &mut choice.options {
            ui.checkbox(chosen, option.text.as_str());
            if *chosen {
                ui.indent(("note", &option.id), |ui| field::line(ui, &format!("Note on: {}", option.text), note));
            }
        }
        return;
    }
    field::label(ui, "Choose one");
    let mut chosen = choice.options.iter().position(|offered| offered.chosen);
    let options: Vec<(usize, &str)> =
        choice.options.iter().enumerate().map(|(at, offered)| (at, offered.option.text.as_str())).collect();
    if control::one_of(ui, "Choose one", &mut chosen, &options) {
        for (at, offered) in choice.options.iter_mut().enumerate() {
            offered.chosen = Some(at) == chosen;
        }
    }
    if let Some(Offered { option, note, .. }) = chosen.and_then(|at| choice.options.get_mut(at)) {
        field::line(ui, &format!("Note on: {}", option.text), note);
    }
}
