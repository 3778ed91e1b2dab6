//! The register of decisions: made, pending, parked, avoided.

use egui::Ui;

use super::list::{self, Called};
use crate::{
    session::{Decision, DecisionState},
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, decisions: &mut Vec<Decision>, short: bool) {
    list::ui(ui, &Called { one: "a decision" }, decisions, |ui, decision| one(ui, decision, short), |_, _| {});
}

fn one(ui: &mut Ui, decision: &mut Decision, short: bool) {
    let Decision {
        question,
        state,
        who_decides,
        for_manager,
        legal_route,
        needed_by,
        age_then,
        waits_for,
        last_moved,
        options,
        reason,
    } = decision;
    field::line(ui, "The decision, as a question", question);
    if !question.trim().is_empty() && !question.trim().ends_with('?') {
        field::hint(ui, "A decision is easier to see as a question that ends in \"?\"");
    }
    field::label(ui, "Where it stands");
    control::one_of(ui, "Where it stands", state, &DecisionState::ALL.map(|one| (one, one.words())));
    field::side_by_side(
        ui,
        180.0,
        &mut [
            &mut |ui| {
                field::name(ui, "Who decides", who_decides);
            },
            &mut |ui| {
                field::name(ui, "Needed by", needed_by);
            },
            &mut |ui| {
                field::name(ui, "The child's age then", age_then);
            },
        ],
    );
    ui.checkbox(for_manager, "A manager decides this");
    if *for_manager && *state == Some(DecisionState::Made) {
        field::hint(ui, "Peers do not make a manager's decision. The note lists it for the manager.");
    }
    let any = [&*legal_route, waits_for, last_moved, options, reason].iter().any(|text| !text.is_empty());
    control::disclosure(ui, "more", "Options, reason and what it waits for", any || !short, |ui| {
        field::area(ui, "Options considered: at least two, and doing less", options, 2);
        field::area(ui, "Reason", reason, 2);
        field::side_by_side(
            ui,
            180.0,
            &mut [
                &mut |ui| {
                    field::line(ui, "Waits for", waits_for);
                },
                &mut |ui| {
                    field::name(ui, "Last moved", last_moved);
                },
                &mut |ui| {
                    field::name(ui, "Legal route", legal_route);
                },
            ],
        );
    });
}
