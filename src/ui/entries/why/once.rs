//! What is asked once of a whole tree: another reason, whether two only work together, another explanation.

use egui::{Ui, accesskit::Role};

use super::{
    Pressed, ask,
    view::{Next, WhyView},
};
use crate::{
    checklist::{Direction, Trigger},
    session::{
        Cause, Question, Tree, Under,
        parrot::{Around, Ask, State, chosen},
    },
    ui::{a11y, control, entries::Beside, field, frame, parrot, theme},
};

/// Whether the parrot may ask of the tree as a whole at all.
fn may_ask(around: &Around<'_>) -> bool {
    around.state == State::Asking
}

/// Shows the one of these whose time is now, if any. The first value says whether one was shown.
pub(super) fn once(ui: &mut Ui, tree: &mut Tree, beside: &Beside<'_>, view: &mut WhyView) -> (bool, Option<Pressed>) {
    if !may_ask(&beside.around) || tree.is_muted(Under::Claim) {
        return (false, None);
    }
    if tree.asks_for_another() {
        another(ui, tree, beside, view);
        return (true, None);
    }
    let both = tree.asks_whether_together();
    if let Some((first, second)) = both.filter(|(a, b)| ![a, b].iter().any(|id| view.is_being_written(tree, **id))) {
        together(ui, tree, (first, second), beside, view);
        return (true, None);
    }
    match tree.asks_for_other_explanation(beside.around.assumed) {
        Some(place) if view.asking.is_none() => (true, other_explanation(ui, tree, place, beside, view)),
        _ => (false, None),
    }
}

fn band(ui: &mut Ui, question: &str, view: &mut WhyView, content: impl FnOnce(&mut Ui, &mut WhyView)) {
    let tokens = theme::tokens(ui);
    a11y::group(ui, Role::Group, question, |ui| {
        frame::band(ui, tokens.view, |ui| {
            ui.horizontal_wrapped(|ui| {
                parrot::parrot(ui, 28.0);
                a11y::heading(ui, 3, question);
            });
            arrive(ui, view);
            content(ui, view);
        });
    });
}

/// What leads to *Add another reason* comes here while this stands in its place.
fn arrive(ui: &Ui, view: &mut WhyView) {
    if view.arrives(ui, Next::Add) {
        a11y::focus_next(ui);
    }
}

/// "Is there another reason?"
fn another(ui: &mut Ui, tree: &mut Tree, beside: &Beside<'_>, view: &mut WhyView) {
    band(ui, &beside.parrot.another, view, |ui, view| {
        ui.horizontal_wrapped(|ui| {
            if control::button(ui, "Yes, there is another").clicked() {
                tree.another_asked = true;
                view.open(None);
                view.ask_under(ui, Under::Claim);
            }
            if control::button(ui, "No, that is all").clicked() {
                tree.another_asked = true;
                view.lead(ui, Next::Add);
            }
        });
    });
}

/// "Do these two only work together?"
fn together(ui: &mut Ui, tree: &mut Tree, (first, second): (u32, u32), beside: &Beside<'_>, view: &mut WhyView) {
    band(ui, &beside.parrot.together, view, |ui, view| {
        for reason in [first, second].into_iter().filter_map(|id| tree.reason(id)) {
            field::body(ui, &format!("“{}”", reason.text.trim()));
        }
        field::hint(ui, "If one of them falls without the other, they are one leg. It rests when both do.");
        ui.horizontal_wrapped(|ui| {
            if control::button(ui, "Yes, only together").clicked() {
                tree.together_asked = true;
                tree.join(first, second);
                view.lead(ui, Next::Add);
            }
            if control::button(ui, "No, each stands by itself").clicked() {
                tree.together_asked = true;
                view.lead(ui, Next::Add);
            }
        });
    });
}

/// For the heaviest assumption always one other explanation.
fn other_explanation(
    ui: &mut Ui,
    tree: &Tree,
    place: Under,
    beside: &Beside<'_>,
    view: &mut WhyView,
) -> Option<Pressed> {
    let direction = Direction::OtherExplanation;
    let words = chosen(beside.parrot, direction, &beside.around, &view.passed).words;
    let text = place.id().and_then(|id| tree.reason(id)).map_or(tree.claim.as_str(), |reason| &reason.text);
    let question = Question { direction, words, cause: Cause::Trigger(Trigger::Assumption) };
    let because = format!("Before this is finished, one other explanation of “{}”.", text.trim());
    let mut pressed = None;
    frame::band(ui, theme::tokens(ui).view, |ui| {
        ui.push_id("other explanation", |ui| {
            arrive(ui, view);
            pressed = ask::offered(ui, &Ask { question, because }, place, beside, view);
        });
    });
    pressed
}
