//! One or several of a list, each with a note.

use egui::Ui;

use crate::{
    checklist::Placeholders,
    session::{Choice, Offered},
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, choice: &mut Choice, placeholders: &Placeholders) {
    if choice.several {
        several(ui, &mut choice.options, placeholders);
        return;
    }
    field::label(ui, "Choose one");
    let mut chosen = choice.options.iter().position(|offered| offered.chosen);
    let texts: Vec<String> = choice.options.iter().map(|offered| placeholders.fill(&offered.option.text)).collect();
    let options: Vec<(usize, &str)> = texts.iter().map(String::as_str).enumerate().collect();
    if control::one_of(ui, "Choose one", &mut chosen, &options) {
        for (at, offered) in choice.options.iter_mut().enumerate() {
            offered.chosen = Some(at) == chosen;
        }
    }
    if let Some((at, Offered { note, .. })) = chosen.and_then(|at| Some((at, choice.options.get_mut(at)?))) {
        field::line(ui, &format!("Note on: {}", texts[at]), note);
    }
}

/// As many of a list as apply, each with a note.
pub fn several(ui: &mut Ui, options: &mut [Offered], placeholders: &Placeholders) {
    field::label(ui, "Choose all that apply");
    for Offered { option, chosen, note } in options {
        let text = placeholders.fill(&option.text);
        ui.checkbox(chosen, &text);
        if *chosen {
            ui.indent(("note", &option.id), |ui| field::line(ui, &format!("Note on: {text}"), note));
        }
    }
}
