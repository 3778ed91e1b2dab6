//! From one session about a child to the next: what was promised, what is still open.

use chrono::NaiveDate;

use super::{Action, Promise};

/// What a session leaves for the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The day of the session that leaves it.
    pub from: Option<NaiveDate>,
    /// Not kept yet.
    pub promises: Vec<Promise>,
    /// Open ones, the oldest first.
    pub actions: Vec<Action>,
    /// Questions of the panel that were drawn, by id, so that others come first.
    pub drawn: Vec<String>,
}
