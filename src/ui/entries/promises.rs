//! What is said to the child.

use egui::Ui;

use super::{
    Beside,
    list::{self, Called},
};
use crate::{session::Promise, ui::field};

pub fn ui(ui: &mut Ui, promises: &mut Vec<Promise>, beside: &Beside<'_>) {
    let what = beside.placeholders.fill("What, in the words said to {child}");
    let one = |ui: &mut Ui, promise: &mut Promise| {
        // Whether it was kept is asked in the next session.
        let Promise { what: words, by_whom, by, kept: _, note: _, before: _ } = promise;
        field::area(ui, &what, words, 1);
        field::side_by_side(
            ui,
            180.0,
            &mut [
                &mut |ui| {
                    field::name(ui, "By whom: one name", by_whom);
                },
                &mut |ui| {
                    field::name(ui, "By when", by);
                },
            ],
        );
    };
    list::ui(ui, &Called { one: "a promise" }, promises, one, |_, _| {});
}
