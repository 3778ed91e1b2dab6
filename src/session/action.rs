//! Who does what, how we will know, by when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One action. Every field may be half-written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Action {
    pub owner: String,
    pub what: String,
    /// How we will know that it is done.
    pub how_we_know: String,
    /// As typed.
    pub by: String,
    /// The question of the decision that it serves; may be empty.
    pub decision: String,
    /// The day on which it was agreed first; `None` until it is carried to another session.
    pub since: Option<NaiveDate>,
    /// How often it has been carried over.
    pub carried: u8,
    /// Where it stands, asked in the session to which it was carried.
    pub progress: Option<Progress>,
    /// What happened since.
    pub note: String,
}

/// Where an action that was carried over stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Progress {
    /// Done as was said.
    Kept,
    Moving,
    Stuck,
    Dropped,
    /// It will be done in another way; it is carried on as a new one.
    Changed,
    /// It goes to a manager, and leaves the pair.
    Escalated,
}

impl Progress {
    /// What is asked the first times.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Moving, Self::Stuck, Self::Dropped];
    /// What is asked when an action is carried over for the third time.
    pub const THIRD: [Self; 3] = [Self::Dropped, Self::Changed, Self::Escalated];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Kept => "Kept",
            Self::Moving => "Moving",
            Self::Stuck => "Stuck",
            Self::Dropped => "Dropped",
            Self::Changed => "Changed",
            Self::Escalated => "Escalated",
        }
    }
}

impl Action {
    /// The fields that carry words, the most telling first.
    #[must_use]
    pub fn texts(&self) -> [&str; 6] {
        let Self { owner, what, how_we_know, by, decision, since: _, carried: _, progress: _, note } = self;
        [what, owner, how_we_know, by, decision, note]
    }
}
