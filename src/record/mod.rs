//! What they take away: a finished session, and the documents that are made from it.
//!
//! A document is a list of [`Block`]s. Every format renders the same blocks, so that they say the same in the same order.
//! Pure: bytes and text out, nothing is written here.

mod block;
mod clock;
mod decision_note;
mod doc;
mod docx;
mod everything;
mod format;
mod group_learning;
mod kinds;
mod last_time;
mod law_lines;
mod law_links;
mod learning_note;
mod leaving;
mod markdown;
mod note;
mod one_side;
mod open_ends;
mod outline;
mod paper_form;
mod parts;
pub mod pdf;
pub mod privacy;
mod promises;
mod rate;
mod rehearse;
mod said;
mod sort;
mod text;
mod time_line;
mod words;

pub use block::{Block, Drawing, KeyValue, Lane, ListItem, Table, Text, Tick};
pub use decision_note::decision_note;
pub use doc::{Doc, LANGUAGE, Paper};
pub use everything::{CARE, EarlierCopy, Found, Whence, everything};
pub use format::Format;
pub use group_learning::{Gathered, LEAST_COUNT, Share, group_learning};
pub use kinds::answer_blocks;
pub use learning_note::{learning_note, names_in_reflection};
pub use leaving::{Choice, apply, places, times};
pub use note::Note;
pub use one_side::Length;
pub use paper_form::paper_form;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::session::{Called, DeleteOn, ForTheGroup, Leaving, Reflection, Session};

/// A finished session. What was said stays as it was; later thoughts are added under their own date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    session: Session,
    finished: NaiveDateTime,
    later: Vec<LaterThought>,
}

/// Something that was thought of after the session was finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaterThought {
    pub at: NaiveDateTime,
    pub text: String,
}

impl Session {
    /// Finishes the session as it stands. Gaps do not stop it: the record says what was not reached. `now` is local time.
    #[must_use]
    pub fn finish(self, now: NaiveDateTime) -> Record {
        Record { session: self, finished: now, later: Vec::new() }
    }
}

impl Record {
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    #[must_use]
    pub fn finished(&self) -> NaiveDateTime {
        self.finished
    }

    #[must_use]
    pub fn later(&self) -> &[LaterThought] {
        &self.later
    }

    /// Adds a later thought; blanks are not added.
    pub fn add(&mut self, text: &str, now: NaiveDateTime) {
        if !text.trim().is_empty() {
            self.later.push(LaterThought { at: now, text: text.trim().to_owned() });
        }
    }

    /// The questions about the conversation, and those for the group; they may be answered later that day.
    pub fn looking_back_mut(&mut self) -> (&mut [Reflection], &mut ForTheGroup) {
        (&mut self.session.reflection, &mut self.session.group)
    }
}

/// How far the session had come when a note was made, and when (local time).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Taken out at that moment, while the session was open.
    Draft(NaiveDateTime),
    /// Finished at that moment.
    Finished(NaiveDateTime),
}

/// What is said when a decision note leaves, and kept nowhere. Blanks leave their line out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteHeader {
    /// The council's own reference.
    pub case_reference: String,
    pub for_whom: String,
    pub length: Length,
}

/// What one file of the store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    Session(Session),
    Record(Record),
}

impl Kept {
    #[must_use]
    pub fn session(&self) -> &Session {
        match self {
            Self::Session(session) => session,
            Self::Record(record) => record.session(),
        }
    }

    #[must_use]
    pub fn id(&self) -> &str {
        &self.session().id
    }

    #[must_use]
    pub fn finished(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Session(_) => None,
            Self::Record(record) => Some(record.finished()),
        }
    }

    /// Notes that a document has left the program.
    pub fn note_leaving(&mut self, leaving: Leaving) {
        match self {
            Self::Session(session) | Self::Record(Record { session, .. }) => session.left.push(leaving),
        }
    }

    /// Who is who to the child. It changes what leaves and nothing that was said, so it may change in a record too.
    pub fn called_mut(&mut self) -> &mut Vec<Called> {
        match self {
            Self::Session(session) | Self::Record(Record { session, .. }) => &mut session.called,
        }
    }

    /// Notes who somebody is to the child.
    pub fn call(&mut self, name: &str, role: &str) {
        match self {
            Self::Session(session) | Self::Record(Record { session, .. }) => session.call(name, role),
        }
    }

    /// Sets another day on which it is to be deleted from this computer. A finished session is kept longer, or goes earlier,
    /// as an open one: what was said in it stays as it was.
    pub fn delete_on(&mut self, on: DeleteOn) {
        match self {
            Self::Session(session) | Self::Record(Record { session, .. }) => session.delete_on = on,
        }
    }

    /// How far it has come; `now` is local time.
    #[must_use]
    pub fn stage(&self, now: NaiveDateTime) -> Stage {
        self.finished().map_or(Stage::Draft(now), Stage::Finished)
    }

    /// The decision note with the later thoughts that belong to it; `now` is local time.
    #[must_use]
    pub fn decision_note(&self, header: &NoteHeader, now: NaiveDateTime) -> Doc {
        let later = match self {
            Self::Session(_) => &[],
            Self::Record(record) => record.later(),
        };
        decision_note::with_later_thoughts(self.session(), self.stage(now), header, later)
    }
}
