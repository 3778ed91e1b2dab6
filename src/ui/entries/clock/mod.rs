//! The history of the order, what follows from it, and the time line.

mod fields;
mod line;
mod told;

use egui::Ui;

use super::Beside;
use crate::session::{Clock, clock::Given};

pub fn ui(ui: &mut Ui, clock: &mut Clock, beside: &Beside<'_>, short: bool) {
    fields::ui(ui, clock, short);
    let given = Given::new(
        beside.session.day,
        beside.placeholders.hearing_date,
        &beside.placeholders.child,
        &beside.session.jurisdiction,
        &beside.session.decisions,
    );
    told::ui(ui, clock, &given, short);
}
