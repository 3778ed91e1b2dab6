//! What was said to the child, and whether it was kept.

use serde::{Deserialize, Serialize};

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
    pub fn texts(&self) -> [&str; 4] {
        let Self { what, by_whom, by, kept: _, note } = self;
        [what, by_whom, by, note]
    }
}
