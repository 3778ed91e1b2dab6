//! Questions about the conversation, one answer from each of the two, and what both say to their group. It can wait until later
//! in the day.

use egui::{Ui, accesskit::Role};

use super::{Action, Place, Writes, a11y, control, entries::choice, field, frame, theme::space};
use crate::{
    checklist::Placeholders,
    session::{ForTheGroup, Pair, People, Reflection, Who},
};

/// The narrowest that a box may be before the second goes under the first.
const LEAST: f32 = 260.0;

/// Shows the questions with a box for each of the two; whoever is newly qualified comes first.
pub fn ui(
    ui: &mut Ui,
    people: &People,
    reflection: &mut [Reflection],
    group: &mut ForTheGroup,
    writes: Writes,
) -> Option<Action> {
    frame::page(ui, "reflection", |ui| {
        a11y::heading(ui, 1, "Reflect on the conversation");
        field::body(ui, "This is about the conversation, not about the family. Keep the facts of the case out of it.");
        field::hint(ui, "About three minutes. You can answer some of it, or none.");
        if reflection.is_empty() {
            field::body(ui, "This checklist asks nothing at the end.");
        }
        for (at, Reflection { question, answers }) in reflection.iter_mut().enumerate() {
            ui.add_space(space::L);
            let words = format!("{}. {question}", at + 1);
            a11y::group(ui, Role::Group, question, |ui| {
                a11y::heading(ui, 2, &words);
                let Pair { first, second } = answers;
                let [one, other] = people.in_order();
                let (one_said, other_said) = if one == Who::First { (first, second) } else { (second, first) };
                let mut one = |ui: &mut Ui| {
                    field::area(ui, people.name(one), one_said, 3);
                };
                let mut other = |ui: &mut Ui| {
                    field::area(ui, people.name(other), other_said, 3);
                };
                ui.add_enabled_ui(writes == Writes::Yes, |ui| {
                    field::side_by_side(ui, LEAST, &mut [&mut one, &mut other]);
                });
            });
        }
        if !group.is_empty() {
            for_the_group(ui, group, writes);
        }
        ui.add_space(space::L);
        a11y::heading(ui, 2, "What becomes of it");
        field::body(ui, "Each of you can take your own answers away as a learning note. It holds no case facts.");
        if !group.is_empty() {
            field::body(ui, "What you say to the group becomes a note of its own.");
        }
        field::body(ui, "Not privileged: an employer or a court may still ask.");
        ui.add_space(space::S);
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            if control::main_button(ui, "Done").clicked() {
                action = Some(Action::Go(Place::Record));
            }
            if control::button(ui, "Later today").clicked() {
                action = Some(Action::Go(Place::Home));
            }
        });
        action
    })
}

/// What both say to the group, together.
fn for_the_group(ui: &mut Ui, group: &mut ForTheGroup, writes: Writes) {
    ui.add_space(space::L);
    a11y::group(ui, Role::Group, "For the group", |ui| {
        a11y::heading(ui, 2, "For the group");
        field::body(ui, "Both of you together. It is about the work: nobody should be recognisable.");
        ui.add_enabled_ui(writes == Writes::Yes, |ui| {
            if !group.barriers.is_empty() {
                a11y::heading(ui, 3, "What got in the way?");
                choice::several(ui, &mut group.barriers, &Placeholders::default());
            }
            for one in &mut group.answers {
                field::area(ui, &one.question, &mut one.answer, 2);
            }
        });
    });
}
