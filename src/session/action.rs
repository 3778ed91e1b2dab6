//! Who does what, how we will know, by when.

use serde::{Deserialize, Serialize};

/// One action. Every field may be half-written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    pub owner: String,
    pub what: String,
    /// How we will know that it is done.
    pub how_we_know: String,
    /// As typed.
    pub by: String,
    /// The question of the decision that it serves; may be empty.
    pub decision: String,
}

impl Action {
    /// The fields that carry words, the most telling first.
    #[must_use]
    pub fn texts(&self) -> [&str; 5] {
        let Self { owner, what, how_we_know, by, decision } = self;
        [what, owner, how_we_know, by, decision]
    }
}
