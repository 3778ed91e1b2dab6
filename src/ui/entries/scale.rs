//! A number from each of the two, and what would move it by one. Side by side, never averaged.

use egui::Ui;

use super::Beside;
use crate::{
    session::Scale,
    ui::{control, field, theme::space},
};

pub fn ui(ui: &mut Ui, scale: &mut Scale, beside: &Beside<'_>) {
    let people = beside.people;
    if !scale.low.is_empty() || !scale.high.is_empty() {
        field::hint(ui, &beside.placeholders.fill(&format!("0 is {}. {} is {}.", scale.low, scale.to, scale.high)));
    }
    let numbers: Vec<(u8, String)> = (0..=scale.to).map(|number| (number, number.to_string())).collect();
    let options: Vec<(u8, &str)> = numbers.iter().map(|(number, words)| (*number, words.as_str())).collect();
    for who in people.in_order() {
        let name = people.name(who);
        let mark = &mut scale.marks[who];
        ui.push_id(who, |ui| {
            field::label(ui, name);
            // So that the eleven of 0 to 10 stand in one line.
            ui.spacing_mut().item_spacing.x = space::XS;
            control::one_of(ui, &format!("{name}, from 0 to {}", scale.to), &mut mark.number, &options);
            field::line(ui, &format!("{name}: what would move it by one"), &mut mark.moves);
        });
    }
}
