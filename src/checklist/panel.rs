//! What panel members ask, for rehearsing.

use serde::{Deserialize, Serialize};

/// A file of questions, as written in `checklists/panel/`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    pub format: u32,
    pub id: String,
    pub title: String,
    pub questions: Vec<PanelQuestion>,
}

/// One card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelQuestion {
    /// Used once in a file.
    pub id: String,
    pub asks: String,
}
