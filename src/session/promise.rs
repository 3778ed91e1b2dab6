//! What was said to the child, and whether it was kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::action::said_before;

/// A promise to the child. Every field may be half-written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Promise {
    /// In the words that were said to the child, or will be.
    pub what: String,
    pub by_whom: String,
    /// By when, as typed.
    pub by: String,
    /// Asked at the start of the next session.
    pub kept: Option<PromiseState>,
    /// What happened since, or what the child was told.
    pub note: String,
    /// Where it stood when it was asked about before, in a sentence or two; empty the first time.
    pub before: String,
}

/// Where a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PromiseState {
    Kept,
    NotYet,
}

impl PromiseState {
    pub const ALL: [Self; 2] = [Self::Kept, Self::NotYet];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Kept => "Kept",
            Self::NotYet => "Not yet",
        }
    }
}

impl Promise {
    /// The fields that carry words, the most telling first.
    #[must_use]
    pub fn texts(&self) -> [&str; 5] {
        let Self { what, by_whom, by, kept: _, note, before } = self;
        [what, by_whom, by, note, before]
    }

    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.texts().iter().all(|text| text.trim().is_empty())
    }

    /// Itself as the next session gets it from a session of this day; `None` if it is blank or kept.
    pub(super) fn carried_on(&self, day: NaiveDate) -> Option<Self> {
        if self.is_blank() || self.kept == Some(PromiseState::Kept) {
            return None;
        }
        let before = said_before(day, self.kept.map(PromiseState::words), &self.note, &self.before);
        Some(Self { kept: None, note: String::new(), before, ..self.clone() })
    }
}
