//! A number from each of the two, and what would move it by one. Side by side, never averaged.

use egui::Ui;

use crate::{
    session::{People, Scale},
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, scale: &mut Scale, people: &People) {
    if !scale.low.is_empty() || !scale.high.is_empty() {
        field::hint(ui, &format!("0 is {}. {} is {}.", scale.low, scale.to, scale.high));
    }
    let numbers: Vec<(u8, String)> = (0..=scale.to).map(|number| (number, number.to_string())).collect();
    let options: Vec<(u8, &str)> = numbers.iter().map(|(number, words)| (*number, words.as_str())).collect();
    for who in people.in_order() {
        let name = people.name(who);
        let mark = &mut scale.marks[who];
        ui.push_id(who, |ui| {
            field::label(ui, name);
            control::one_of(ui, &format!("{name}, from 0 to {}", scale.to), &mut mark.number, &options);
            field::line(ui, &format!("{name}: what would move it by one"), &mut mark.moves);
        });
    }
}
