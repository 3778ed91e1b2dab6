//! The notes that can leave: how each is called, what was typed for it, and how it is made.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Doc, Kept, NoteHeader, Share, group_learning, learning_note};
use crate::session::{Leaving, Session, Who};

/// A note that people take away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    #[default]
    Decision,
    /// One person's own.
    Learning(Who),
    /// For the peer group.
    Group,
}

impl Note {
    /// Those that a session offers: the people's own in the order of its people, the group's where its checklist asks for it.
    #[must_use]
    pub fn offered(session: &Session) -> Vec<Self> {
        let [one, other] = session.people.in_order();
        let group = (!session.group.is_empty()).then_some(Self::Group);
        [Self::Decision, Self::Learning(one), Self::Learning(other)].into_iter().chain(group).collect()
    }

    /// How it is called: "Decision note", "Learning note of R.H.". The first two words say nothing about anybody.
    #[must_use]
    pub fn title(self, session: &Session) -> String {
        match self {
            Self::Decision => Leaving::DECISION_NOTE.to_owned(),
            Self::Learning(who) => format!("Learning note of {}", session.people.name(who)),
            Self::Group => "Group learning".to_owned(),
        }
    }

    /// Whether it is about the conversation, so that nothing of the case may be in it.
    #[must_use]
    pub fn is_about_learning(self) -> bool {
        match self {
            Self::Decision => false,
            Self::Learning(_) | Self::Group => true,
        }
    }

    /// The note as it stands; `now` is local time.
    #[must_use]
    pub fn doc(self, kept: &Kept, header: &NoteHeader, now: NaiveDateTime) -> Doc {
        match self {
            Self::Decision => kept.decision_note(header, now),
            Self::Learning(who) => learning_note(kept.session(), who, kept.stage(now)),
            Self::Group => group_learning(&[Share::of(kept)]),
        }
    }

    /// What the two typed that may stand in it, in order. A decision note is from the whole session.
    #[must_use]
    pub fn typed(self, kept: &Kept) -> Vec<String> {
        let session = kept.session();
        match self {
            Self::Decision => {
                let Session { child, hearing, people, .. } = session;
                let roles = [&people.persons.first.role, &people.persons.second.role];
                let later = match kept {
                    Kept::Session(_) => &[],
                    Kept::Record(record) => record.later(),
                };
                let set_up = [child, hearing].into_iter().chain(roles).map(String::as_str);
                let said = session.entries().flat_map(|(_, entry)| entry.texts());
                set_up.chain(said).chain(later.iter().map(|one| one.text.as_str())).map(str::to_owned).collect()
            }
            Self::Learning(who) => session.reflection.iter().map(|one| one.answers[who].clone()).collect(),
            Self::Group => session.group.texts().map(str::to_owned).collect(),
        }
    }
}
