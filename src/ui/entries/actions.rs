//! Who does what, how we will know, by when.

use egui::Ui;

use super::list::{self, Called};
use crate::{session::Action, ui::field};

/// More than this is more than two people carry away from one talk.
const COMFORTABLE: usize = 5;

pub fn ui(ui: &mut Ui, actions: &mut Vec<Action>, short: bool) {
    let most = if short { 3 } else { COMFORTABLE };
    let too_many = |ui: &mut Ui, actions: &[Action]| {
        if actions.len() > most {
            field::hint(ui, &format!("{} actions. {most} or fewer are more likely to happen.", actions.len()));
        }
    };
    list::ui(ui, &Called { one: "an action" }, actions, |ui, action| one(ui, action, short), too_many);
}

/// The words of one action.
pub(super) fn one(ui: &mut Ui, action: &mut Action, short: bool) {
    // What became of it is asked in the session to which it is carried.
    let Action { owner, what, how_we_know, by, decision, .. } = action;
    field::line(ui, "What", what);
    field::side_by_side(
        ui,
        180.0,
        &mut [
            &mut |ui| {
                field::name(ui, "Who: one name", owner);
            },
            &mut |ui| {
                field::name(ui, "By when", by);
            },
        ],
    );
    field::line(ui, "How we will know that it is done", how_we_know);
    if !short || !decision.is_empty() {
        field::line(ui, "For which decision", decision);
    }
}
