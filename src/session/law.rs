//! Which provisions carry the recommendation, and how each is met.

use serde::{Deserialize, Serialize};

use crate::checklist::LawLine;

/// The law lines of an item, and what the presenter says of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawLinks {
    pub links: Vec<LawLink>,
}

/// A line and how it is met here. It is linked when that is said: there is nothing to tick.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawLink {
    /// The id of a line that stands beside the entry.
    pub line: String,
    pub how_met: String,
}

impl LawLinks {
    /// One blank link for each line.
    #[must_use]
    pub fn to(lines: &[LawLine]) -> Self {
        Self { links: lines.iter().map(|line| LawLink { line: line.id.clone(), how_met: String::new() }).collect() }
    }

    /// Whether any line is linked.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.links.iter().any(LawLink::is_linked)
    }

    /// Everything that was typed.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.links.iter().map(|link| link.how_met.as_str()).collect()
    }

    /// Itself in a line.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        match self.links.iter().filter(|link| link.is_linked()).count() {
            0 => String::new(),
            n => format!("{} linked", crate::checklist::counted(n, "line of law")),
        }
    }
}

impl LawLink {
    #[must_use]
    pub fn is_linked(&self) -> bool {
        !self.how_met.trim().is_empty()
    }
}
