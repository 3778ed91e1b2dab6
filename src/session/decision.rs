//! The register of decisions: made, pending, parked, avoided.

use serde::{Deserialize, Serialize};

/// One decision, as a question and where it stands. Every field may be half-written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// A question that ends in "?".
    pub question: String,
    pub state: Option<DecisionState>,
    pub who_decides: String,
    /// Peers do not make managers' decisions: such a one is listed for the manager, never as made.
    pub for_manager: bool,
    /// The section or the meeting by which it is decided.
    pub legal_route: String,
    /// As typed.
    pub needed_by: String,
    /// The child's age on that day, as typed.
    pub age_then: String,
    /// A named thing.
    pub waits_for: String,
    /// When it last moved, as typed.
    pub last_moved: String,
    /// At least two, and doing less among them.
    pub options: String,
    pub reason: String,
}

/// Where a decision stands. *Avoided* is a real state: children have waited years for decisions that nobody named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DecisionState {
    Made,
    Pending,
    Parked,
    Avoided,
}

impl DecisionState {
    pub const ALL: [Self; 4] = [Self::Made, Self::Pending, Self::Parked, Self::Avoided];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Made => "Made",
            Self::Pending => "Pending",
            Self::Parked => "Parked",
            Self::Avoided => "Avoided",
        }
    }
}

impl Decision {
    /// The fields that carry words, in reading order.
    #[must_use]
    pub fn texts(&self) -> [&str; 9] {
        let Self {
            question,
            state: _,
            who_decides,
            for_manager: _,
            legal_route,
            needed_by,
            age_then,
            waits_for,
            last_moved,
            options,
            reason,
        } = self;
        [question, who_decides, legal_route, needed_by, age_then, waits_for, last_moved, options, reason]
    }
}
