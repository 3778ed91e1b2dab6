//! A reason: what was asked, what was answered, and what the two have said about it.

use serde::{Deserialize, Serialize};

use super::{End, EndKind};
use crate::checklist::{Direction, Trigger};
use crate::session::Basis;

/// A reason, the question that brought it out, and what lies under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    pub(super) id: u32,
    pub asked: Question,
    pub text: String,
    pub basis: Option<Basis>,
    /// Who saw or said it, or which document.
    pub source: String,
    /// When, as typed.
    pub when: String,
    pub end: End,
    pub reasons: Vec<Reason>,
    /// Whether it is a feeling, if the two have said so; else its words tell. Nobody asks about a feeling, and it carries nothing.
    #[serde(default)]
    pub feeling: Option<bool>,
    /// Whether it says what we do not have, so that it limits the recommendation and is no need of the child's.
    #[serde(default)]
    pub limit: Option<bool>,
    /// "This is a heavy one": nothing is asked under it.
    #[serde(default)]
    pub heavy: bool,
    /// The questions that were offered under it and skipped.
    #[serde(default)]
    pub skipped: Vec<Question>,
    /// The parrot is quiet for the chain of which this is the first reason.
    #[serde(default)]
    pub(super) muted: bool,
    /// The id that the reasons have in common which only work together.
    #[serde(default)]
    pub(super) leg: Option<u32>,
}

/// What was asked, in which direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub direction: Direction,
    pub words: String,
    #[serde(default)]
    pub cause: Cause,
}

/// Where a question came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// The two chose it.
    #[default]
    Chosen,
    /// The parrot had noticed something.
    Trigger(Trigger),
    /// The colleague typed it.
    Own,
}

impl Question {
    /// A question that the two chose.
    #[must_use]
    pub fn chosen(direction: Direction, words: impl Into<String>) -> Self {
        Self { direction, words: words.into(), cause: Cause::Chosen }
    }

    /// Whether it asks once more for what was not accepted.
    #[must_use]
    pub fn asks_again(&self) -> bool {
        matches!(self.cause, Cause::Trigger(trigger) if trigger.asks_again())
    }
}

impl Reason {
    pub(super) fn blank(id: u32, asked: Question) -> Self {
        Self {
            id,
            asked,
            text: String::new(),
            basis: None,
            source: String::new(),
            when: String::new(),
            end: End::default(),
            reasons: Vec::new(),
            feeling: None,
            limit: None,
            heavy: false,
            skipped: Vec::new(),
            muted: false,
            leg: None,
        }
    }

    /// Stays the same for as long as the reason is in its tree.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Whether it is a feeling that nobody asks about.
    #[must_use]
    pub fn is_feeling(&self) -> bool {
        self.feeling == Some(true)
    }

    /// Whether something may be asked under it: not of a feeling, not of the child's words, not of a heavy one.
    #[must_use]
    pub fn may_be_asked(&self) -> bool {
        !self.is_feeling() && !self.heavy && self.end.kind != Some(EndKind::ChildsWords)
    }

    /// Everything that was typed in it.
    pub(super) fn texts(&self) -> Vec<&str> {
        let Self {
            id: _,
            asked,
            text,
            basis: _,
            source,
            when,
            end,
            reasons: _,
            feeling: _,
            limit: _,
            heavy: _,
            skipped,
            muted: _,
            leg: _,
        } = self;
        let End {
            kind: _,
            disputed: _,
            law: _,
            how_met,
            manner,
            research,
            fits,
            may_not_fit,
            because,
            another_view,
            would_tell,
            who,
            by,
            decide_without: _,
        } = end;
        let mut texts: Vec<&str> = vec![
            text,
            source,
            when,
            how_met,
            manner,
            research,
            fits,
            may_not_fit,
            because,
            another_view,
            would_tell,
            who,
            by,
        ];
        let own = [asked].into_iter().chain(skipped).filter(|question| question.cause == Cause::Own);
        texts.extend(own.map(|question| question.words.as_str()));
        texts
    }
}
