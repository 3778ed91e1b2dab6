//! Who does what, how we will know, by when.

use egui::{Ui, accesskit::Role};

use crate::{
    session::Action,
    ui::{a11y, control, field, frame},
};

/// More than this is more than two people carry away from one talk.
const COMFORTABLE: usize = 5;

pub fn ui(ui: &mut Ui, actions: &mut Vec<Action>, short: bool) {
    let mut removed = None;
    let added = ui.scope_id().with("added");
    let mut arriving: Option<usize> = ui.data_mut(|data| data.remove_temp(added));
    for (at, action) in actions.iter_mut().enumerate() {
        let number = at + 1;
        a11y::group(ui, Role::Group, &format!("Action {number}"), |ui| {
            ui.push_id(at, |ui| {
                frame::card(ui, |ui| {
                    a11y::heading(ui, 3, &format!("Action {number}"));
                    if arriving.take_if(|new| *new == at).is_some() {
                        a11y::focus_next(ui);
                    }
                    one(ui, action, short);
                    if control::link(ui, &format!("Remove action {number}")).clicked() {
                        removed = Some(at);
                    }
                });
            });
        });
    }
    if let Some(at) = removed {
        actions.remove(at);
    }
    let most = if short { 3 } else { COMFORTABLE };
    if actions.len() > most {
        field::hint(ui, &format!("{} actions. {most} or fewer are more likely to happen.", actions.len()));
    }
    let words = if actions.is_empty() { "Add an action" } else { "Add another action" };
    let add = control::button(ui, words);
    if add.clicked() {
        ui.data_mut(|data| data.insert_temp(added, actions.len()));
        actions.push(Action::default());
    }
    if removed.is_some() {
        // What had the focus has gone.
        add.request_focus();
    }
}

fn one(ui: &mut Ui, action: &mut Action, short: bool) {
    let Action { owner, what, how_we_know, by, decision, since: _, carried: _, progress: _, note: _ } = action;
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
