//! The notes that can leave.

use serde::{Deserialize, Serialize};

use crate::session::{Leaving, Session, Who};

/// A note that people take away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    #[default]
    Decision,
    /// One person's own.
    Learning(Who),
}

impl Note {
    /// Those that a session offers, in the order of its people.
    #[must_use]
    pub fn offered(session: &Session) -> Vec<Self> {
        let [one, other] = session.people.in_order();
        vec![Self::Decision, Self::Learning(one), Self::Learning(other)]
    }

    /// How it is called: "Decision note", "Learning note of R.H.".
    #[must_use]
    pub fn title(self, session: &Session) -> String {
        match self {
            Self::Decision => Leaving::DECISION_NOTE.to_owned(),
            Self::Learning(who) => format!("Learning note of {}", session.people.name(who)),
        }
    }

    /// Whether it is about the conversation, so that nothing of the case may be in it.
    #[must_use]
    pub fn is_about_learning(self) -> bool {
        match self {
            Self::Decision => false,
            Self::Learning(_) => true,
        }
    }

    /// How the name of its file begins. It says nothing about anybody.
    #[must_use]
    pub fn file_stem(self) -> &'static str {
        match self {
            Self::Decision => "decision-note",
            Self::Learning(_) => "learning-note",
        }
    }
}
