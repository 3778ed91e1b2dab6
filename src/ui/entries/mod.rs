//! One file for each kind of item: how it is asked and answered on the screen.

mod actions;
mod choice;
mod date;
mod decisions;
mod point;
mod scale;
mod text;
mod why;

pub use why::WhyView;

use egui::Ui;

use super::field;
use crate::{
    checklist::{LawLine, Parrot, Placeholders},
    session::{Answer, Entry, People},
};

/// What an entry may look at beside itself.
pub struct Beside<'a> {
    pub people: &'a People,
    pub parrot: &'a Parrot,
    pub placeholders: &'a Placeholders,
    /// The wordings that have been asked in this session, in order.
    pub asked: &'a [String],
    /// Every law line of the session.
    pub law: &'a [LawLine],
}

/// Shows an entry's answer, to be filled in.
pub fn answer(ui: &mut Ui, entry: &mut Entry, beside: &Beside<'_>, why: &mut WhyView) {
    let short = entry.short;
    match &mut entry.answer {
        Answer::Read => field::hint(ui, "Read this aloud. Nothing is written here."),
        Answer::Text(words) => text::ui(ui, words, short),
        Answer::Choice(choice) => choice::ui(ui, choice, beside.placeholders),
        Answer::Date(date) => date::ui(ui, date),
        Answer::Scale(scale) => scale::ui(ui, scale, beside),
        Answer::Point(point) => point::ui(ui, point, beside.people),
        Answer::Why(tree) => why::ui(ui, tree, beside, why),
        Answer::Decisions(decisions) => decisions::ui(ui, decisions, short),
        Answer::Actions(actions) => actions::ui(ui, actions, short),
    }
}

/// Who saw or said it, or which document, and when: beside an answer and beside a reason.
fn source(ui: &mut Ui, source: &mut String, when: &mut String) {
    field::side_by_side(
        ui,
        200.0,
        &mut [
            &mut |ui| {
                field::name(ui, "Who, or which document", source);
            },
            &mut |ui| {
                field::name(ui, "When", when);
            },
        ],
    );
}
