//! What is said to the child.

use egui::Ui;

use crate::{
    session::Promise,
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, promises: &mut Vec<Promise>) {
    for (at, promise) in promises.iter_mut().enumerate() {
        ui.push_id(at, |ui| field::line(ui, "What", &mut promise.what));
    }
    if control::button(ui, "Add a promise").clicked() {
        promises.push(Promise::default());
    }
}
