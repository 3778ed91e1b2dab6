//! The history of the order, and what follows from it.

use serde::{Deserialize, Serialize};

/// Filled in by the next commits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {}

impl Clock {
    #[must_use]
    pub fn is_said(&self) -> bool {
        false
    }

    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        Vec::new()
    }

    #[must_use]
    pub fn in_a_line(&self) -> String {
        String::new()
    }
}
