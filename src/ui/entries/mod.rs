//! One file for each kind of item: how it is asked and answered on the screen.

mod actions;
pub(in crate::ui) mod choice;
mod clock;
mod cover;
mod date;
mod decisions;
mod last_time;
mod law;
pub mod list;
mod one_open;
mod point;
mod promises;
mod rate;
mod rehearse;
mod scale;
mod sort;
mod text;
mod why;
mod words;

pub use why::{WhyView, letter};

use chrono::NaiveDate;
use egui::Ui;

use super::field;
use crate::{
    checklist::{LawLine, Parrot, Placeholders},
    session::{Answer, Decision, Entry, People, Session, parrot},
};

/// What an entry may look at beside itself.
pub struct Beside<'a> {
    pub people: &'a People,
    pub parrot: &'a Parrot,
    pub placeholders: &'a Placeholders,
    /// What the parrot knows around a tree.
    pub around: parrot::Around<'a>,
    /// Every law line of the session.
    pub law: &'a [LawLine],
    /// What of the rest of the session an answer looks at.
    pub session: &'a Known,
}

/// What is known elsewhere in the session, as it was before this frame.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The day for which everything is reckoned: the hearing's, or today while it is not set.
    pub day: NaiveDate,
    pub jurisdiction: String,
    pub decisions: Vec<Decision>,
    /// Sentences that either of the two sorted as an assumption, once both have sorted.
    pub assumed: Vec<String>,
    /// Whether any line of law carries the recommendation.
    pub law_is_linked: bool,
    /// What is not known and without which the hearing cannot decide.
    pub blocking: Vec<String>,
    /// Only the presenter speaks here; the colleague listens.
    pub telling: bool,
    /// Whether the colleague may give advice by now.
    pub advice_is_open: bool,
}

impl Known {
    /// Looks through the session, for its open section; `day` is the hearing's, or today while it is not set.
    #[must_use]
    pub fn of(session: &Session, day: NaiveDate) -> Self {
        let section = session.spot.section;
        Self {
            day,
            jurisdiction: session.checklist.jurisdiction.clone(),
            decisions: session.decisions().into_iter().cloned().collect(),
            assumed: session.assumed().into_iter().map(str::to_owned).collect(),
            law_is_linked: session.law_is_linked(),
            blocking: session.blocking_unknowns(),
            telling: session.is_telling(section),
            advice_is_open: session.advice_is_open(section),
        }
    }
}

/// Shows an entry's answer, to be filled in.
pub fn answer(ui: &mut Ui, entry: &mut Entry, beside: &Beside<'_>, why: &mut WhyView) {
    let (short, lines) = (entry.short, &entry.law);
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
        Answer::Law(links) => law::ui(ui, links, lines, beside),
        Answer::Clock(clock) => clock::ui(ui, clock, beside, short),
        Answer::Words(words) => words::ui(ui, words, beside, short),
        Answer::Sort(sort) => sort::ui(ui, sort, beside),
        Answer::Rate(rate) => rate::ui(ui, rate, beside),
        Answer::Rehearse(rehearse) => rehearse::ui(ui, rehearse, beside),
        Answer::Promises(promises) => promises::ui(ui, promises, beside),
        Answer::LastTime(last) => last_time::ui(ui, last, beside),
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
