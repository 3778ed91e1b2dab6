//! What the two say to their group: what got in the way, and what should change in the checklist. It is kept beside the case
//! and never in it, so that what is made for the group can be made of this alone.

use serde::{Deserialize, Serialize};

use super::Offered;
use crate::checklist::Checklist;

/// Said when the conversation is over, by both together, without names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForTheGroup {
    /// The checklist's list of what can get in the way, each with a line of its own.
    pub barriers: Vec<Offered>,
    pub answers: Vec<GroupAnswer>,
}

/// A question that the checklist asks for the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupAnswer {
    pub question: String,
    pub answer: String,
}

impl ForTheGroup {
    #[must_use]
    pub fn blank(checklist: &Checklist) -> Self {
        let barriers = checklist.barriers.iter().cloned();
        let answers = checklist.group.iter().cloned();
        Self {
            barriers: barriers.map(|option| Offered { option, chosen: false, note: String::new() }).collect(),
            answers: answers.map(|question| GroupAnswer { question, answer: String::new() }).collect(),
        }
    }

    /// Whether the checklist asks nothing for a group.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.barriers.is_empty() && self.answers.is_empty()
    }

    /// Whether something is said.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.barriers.iter().any(|one| one.chosen) || self.texts().any(|text| !text.trim().is_empty())
    }

    /// Everything that was typed and counts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let notes = self.barriers.iter().filter(|one| one.chosen).map(|one| one.note.as_str());
        notes.chain(self.answers.iter().map(|one| one.answer.as_str()))
    }
}
