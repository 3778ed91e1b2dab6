//! What the last session about this child left open: promises first, then actions. Nothing of it is typed twice.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Action, Carried, Promise};
use crate::checklist::{counted, one_line};

/// What was carried over, and where it stands today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LastTime {
    /// The day of the session from which it was carried; `None` if nothing was.
    pub from: Option<NaiveDate>,
    /// No earlier session about this child is known here.
    pub first: bool,
    pub promises: Vec<Promise>,
    /// At most five, the oldest first.
    pub actions: Vec<Action>,
    /// Open actions beyond those; they wait for the next session.
    pub waiting: Vec<Action>,
    /// Anything else that was said last time.
    pub note: String,
    /// The pair writes down what was said last time, because it is on paper.
    pub on_paper: bool,
}

impl LastTime {
    /// Actions that are shown; more than this is more than a conversation opens with.
    pub const SHOWN: usize = 5;

    /// What was carried over, the oldest actions first. A short session asks only about actions that were due by `due_by`.
    #[must_use]
    pub fn of(carried: &Carried, due_by: Option<NaiveDate>) -> Self {
        let Carried { from, promises, actions, drawn: _, first } = carried;
        let is_due = |one: &Action| due_by.is_none_or(|day| one.is_due(day));
        let (mut actions, mut waiting): (Vec<Action>, Vec<Action>) = actions.iter().cloned().partition(is_due);
        waiting.splice(..0, actions.split_off(actions.len().min(Self::SHOWN)));
        waiting.sort_by_key(|one| one.since);
        Self { from: *from, first: *first, promises: promises.clone(), actions, waiting, ..Self::default() }
    }

    /// Whether there is anything to ask: something was carried over, or the pair writes it down.
    #[must_use]
    pub fn has_any(&self) -> bool {
        !self.promises.is_empty() || !self.actions.is_empty() || !self.note.trim().is_empty() || self.on_paper
    }

    /// Whether it is said of anything where it stands.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.promises.iter().any(|one| one.kept.is_some())
            || self.actions.iter().any(|one| one.progress.is_some())
            || !self.note.trim().is_empty()
    }

    /// Whether nothing has been said or typed to it in this session. What was carried over was typed in another.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        let notes = self.promises.iter().map(|one| &one.note);
        let no_notes = notes.chain(self.actions.iter().map(|one| &one.note)).all(|note| note.trim().is_empty());
        !self.is_said() && no_notes && self.actions.iter().all(|one| one.instead.is_none())
    }

    /// Everything that was typed, in this session or in the one before.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let Self { from: _, first: _, promises, actions, waiting, note, on_paper: _ } = self;
        let of_actions = actions.iter().chain(waiting).flat_map(Action::texts);
        promises.iter().flat_map(Promise::texts).chain(of_actions).chain([note.as_str()]).collect()
    }

    /// Itself in a line.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let counts = [(self.promises.len(), "promise"), (self.actions.len(), "action")];
        let counts = counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(n, noun));
        let line = counts.collect::<Vec<_>>().join(", ");
        if line.is_empty() { one_line(&self.note) } else { line }
    }
}
