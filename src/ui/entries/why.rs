//! But why? The reasons under a claim, as an outline: one reason open at a time, the others in a line.

mod ask;
mod end;
mod line;
mod once;
mod reason;
mod view;

pub use view::WhyView;

use egui::{Ui, accesskit::Role};

use super::Beside;
use crate::{
    session::{EndKind, Question, Reason, Tree, Under},
    ui::{a11y, control, field, theme},
};
use view::Next;

/// What was pressed; carried out after the tree has been shown.
enum Pressed {
    Ask {
        place: Under,
        question: Question,
    },
    Skip {
        place: Under,
        question: Question,
    },
    Mute {
        place: Under,
        muted: bool,
    },
    Heavy(u32),
    /// Write the reason as something that is not known yet.
    Unknown(u32),
    /// Keep advice for later.
    Keep(String),
    Remove(u32),
    Up(u32),
    Down(u32),
    Out(u32),
    /// Let a reason stand by itself again.
    Part(u32),
    Close,
}

/// Where a reason stands in the outline.
struct Place {
    depth: usize,
    /// "2.1", "1a".
    number: String,
    id: u32,
    /// The first of those that only work together.
    begins_leg: bool,
}

pub fn ui(ui: &mut Ui, tree: &mut Tree, beside: &Beside<'_>, view: &mut WhyView) {
    let claim = field::area(ui, "The claim", &mut tree.claim, 2);
    if view.arrives(ui, Next::Claim) {
        claim.request_focus();
    }
    let mut pressed = None;
    if tree.reasons().is_empty() && view.asking.is_none() {
        view.asking = Some(Under::Claim);
    }
    for place in outline(tree) {
        pressed = shown(ui, tree, &place, beside, view).or(pressed);
        let under = Under::Reason(place.id);
        if view.asking == Some(under) {
            pressed = ask::ask(ui, tree, under, beside, view).or(pressed);
        }
    }
    let (asks_of_all, by_that) = once::once(ui, tree, beside, view);
    pressed = by_that.or(pressed);
    if view.asking == Some(Under::Claim) {
        pressed = ask::ask(ui, tree, Under::Claim, beside, view).or(pressed);
    } else if !tree.reasons().is_empty() && !asks_of_all {
        let add = control::link(ui, "Add another reason");
        if view.arrives(ui, Next::Add) {
            add.request_focus();
        }
        if add.clicked() {
            view.open(None);
            view.ask_under(ui, Under::Claim);
        }
    }
    if let Some(pressed) = pressed {
        perform(ui, tree, pressed, view);
    }
}

fn perform(ui: &Ui, tree: &mut Tree, pressed: Pressed, view: &mut WhyView) {
    match pressed {
        Pressed::Ask { place, question } => {
            if question.words == tree.own_question.trim() {
                tree.own_question.clear();
            }
            let id = tree.ask(place.id(), question).or(place.id());
            view.open(id);
        }
        Pressed::Skip { place, question } => {
            tree.skip(place, question);
            view.news = true;
            view.lead(ui, if view.asking.is_some() { Next::Ask } else { Next::Add });
        }
        Pressed::Mute { place, muted } => {
            tree.mute(place, muted);
            view.lead(ui, Next::Ask);
        }
        Pressed::Heavy(id) => {
            if let Some(reason) = tree.reason_mut(id) {
                reason.heavy = true;
            }
            view.open(Some(id));
        }
        Pressed::Unknown(id) => {
            if let Some(reason) = tree.reason_mut(id) {
                reason.end.kind = Some(EndKind::Unknown);
            }
            view.open(Some(id));
        }
        Pressed::Keep(advice) => {
            tree.own_question.clear();
            view.keep(advice);
            view.lead(ui, Next::Ask);
        }
        Pressed::Remove(id) => {
            let at = outline(tree).iter().position(|place| place.id == id).unwrap_or(0);
            tree.remove(id);
            let left = outline(tree);
            // To what has taken its place, or the last one; the claim is far above in a long tree.
            let next = left.get(at).or(left.last());
            view.lead(ui, next.map_or(Next::Claim, |place| Next::Line(place.id)));
        }
        // What was pressed moves along, and may not be offered there any more.
        Pressed::Up(id) => {
            tree.move_up(id);
            view.lead(ui, Next::Move(id, "Move up"));
        }
        Pressed::Down(id) => {
            tree.move_down(id);
            view.lead(ui, Next::Move(id, "Move down"));
        }
        Pressed::Out(id) => {
            tree.move_out(id);
            let deep = tree.depth(id).is_some_and(|depth| depth > 1);
            view.lead(ui, if deep { Next::Move(id, "Move out one level") } else { Next::Words(id) });
        }
        Pressed::Part(id) => {
            tree.part(id);
            view.lead(ui, Next::Words(id));
        }
        Pressed::Close => {}
    }
}

/// One reason, open or in a line, as far in as it is deep.
fn shown(ui: &mut Ui, tree: &mut Tree, place: &Place, beside: &Beside<'_>, view: &mut WhyView) -> Option<Pressed> {
    let Place { depth, number, id, begins_leg } = place;
    let name = format!("Reason {number}, level {depth}");
    let step = if ui.available_width() < 420.0 { 8.0 } else { 20.0 };
    let left = step * (u8::try_from(*depth).map_or(0.0, f32::from) - 1.0);
    let mut pressed = None;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = theme::space::S;
            if *begins_leg {
                field::hint(ui, "These only work together:");
            }
            a11y::group(ui, Role::Group, &name, |ui| {
                ui.push_id(("reason", id), |ui| {
                    if view.open == Some(*id) {
                        pressed = reason::reason(ui, tree, *id, &name, beside, view);
                    } else if let Some(reason) = tree.reason(*id) {
                        let row = line::line(ui, tree, reason, number);
                        if view.arrives(ui, Next::Line(*id)) {
                            row.request_focus();
                        }
                        if row.clicked() {
                            view.open(Some(*id));
                        }
                    }
                });
            });
        });
    });
    pressed
}

/// Every reason in the order in which it is shown: those that only work together stand together, and share a number.
fn outline(tree: &Tree) -> Vec<Place> {
    fn down(reasons: &[Reason], above: &str, depth: usize, all: &mut Vec<Place>) {
        for (at, leg) in Tree::legs(reasons).into_iter().enumerate() {
            for (member, reason) in leg.iter().enumerate() {
                let number = format!("{above}{}{}", at + 1, letter(member, leg.len()));
                let begins_leg = member == 0 && leg.len() > 1;
                all.push(Place { depth, number: number.clone(), id: reason.id(), begins_leg });
                down(&reason.reasons, &format!("{number}."), depth + 1, all);
            }
        }
    }
    let mut all = Vec::new();
    down(tree.reasons(), "", 1, &mut all);
    all
}

/// What tells those apart that share a number; nothing for one that has it alone.
pub fn letter(member: usize, of: usize) -> String {
    let letter = u32::try_from(member).ok().and_then(|member| char::from_u32('a' as u32 + member.min(25)));
    letter.filter(|_| of > 1).map(String::from).unwrap_or_default()
}
