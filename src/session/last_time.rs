//! What the last session about this child left open: promises first, then actions. Nothing of it is typed twice.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Action, Carried, Promise};
use crate::checklist::counted;

/// What was carried over, and where it stands today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LastTime {
    /// The day of the session from which it was carried; `None` if nothing was.
    pub from: Option<NaiveDate>,
    pub promises: Vec<Promise>,
    /// At most five, the oldest first.
    pub actions: Vec<Action>,
    /// Open actions beyond those; they wait for the next session.
    pub waiting: Vec<Action>,
    /// Anything else that was said last time.
    pub note: String,
}

impl LastTime {
    /// Actions that are shown; more than this is more than a conversation opens with.
    pub const SHOWN: usize = 5;

    /// What was carried over, the oldest actions first.
    #[must_use]
    pub fn of(carried: &Carried) -> Self {
        let mut actions = carried.actions.clone();
        let waiting = actions.split_off(actions.len().min(Self::SHOWN));
        Self { from: carried.from, promises: carried.promises.clone(), actions, waiting, note: String::new() }
    }

    /// Whether anything was carried over. If not, there is nothing to ask.
    #[must_use]
    pub fn has_any(&self) -> bool {
        !self.promises.is_empty() || !self.actions.is_empty() || !self.note.trim().is_empty()
    }

    /// Whether it is said of anything where it stands.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.promises.iter().any(|one| one.kept.is_some())
            || self.actions.iter().any(|one| one.progress.is_some())
            || !self.note.trim().is_empty()
    }

    /// Everything that was typed, in this session or in the one before.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let of_actions = self.actions.iter().chain(&self.waiting).flat_map(Action::texts);
        self.promises.iter().flat_map(Promise::texts).chain(of_actions).chain([self.note.as_str()]).collect()
    }

    /// Itself in a line.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let counts = [(self.promises.len(), "promise"), (self.actions.len(), "action")];
        let counts = counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(n, noun));
        counts.collect::<Vec<_>>().join(", ")
    }
}
