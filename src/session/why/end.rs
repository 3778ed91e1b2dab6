//! Where a branch may rest: six ends that are accepted, and the parts that each of them needs.

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::checklist::LawLine;

/// Where a branch rests, if it does. The parts of every kind of end stay when another is chosen: nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    pub kind: Option<EndKind>,
    /// Evidence: does anybody dispute it?
    pub disputed: Option<bool>,
    /// Law: the line, and how it is met here.
    pub law: Option<LawLine>,
    pub how_met: String,
    /// The child's words: in what manner they were given.
    pub manner: String,
    /// Research: which.
    pub research: String,
    /// Research: how it fits this child.
    pub fits: String,
    /// Research: how it may not.
    pub may_not_fit: String,
    /// Judgement: the evidence that it is because of.
    pub because: String,
    /// Judgement: what a careful colleague might think.
    pub another_view: String,
    /// Unknown: what would tell us.
    pub would_tell: String,
    /// Unknown: who finds out.
    pub who: String,
    /// Unknown: by when, as typed.
    pub by: String,
    /// Unknown: can the hearing decide without it?
    pub decide_without: Option<bool>,
}

/// The six ends that are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EndKind {
    Evidence,
    Law,
    ChildsWords,
    Research,
    Judgement,
    Unknown,
}

impl EndKind {
    pub const ALL: [Self; 6] =
        [Self::Evidence, Self::Law, Self::ChildsWords, Self::Research, Self::Judgement, Self::Unknown];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Evidence => "Evidence",
            Self::Law => "Law",
            Self::ChildsWords => "The child's words",
            Self::Research => "Research",
            Self::Judgement => "Our judgement, owned",
            Self::Unknown => "Not known yet",
        }
    }
}

impl Reason {
    /// The parts that its kind of end needs and that are not said yet (`sessions.md`, "Accepted ends").
    pub(super) fn missing(&self, tree_has_evidence: bool) -> Vec<&'static str> {
        let said = |text: &str| !text.trim().is_empty();
        let end = &self.end;
        let needed: &[(bool, &'static str)] = match end.kind {
            None => &[],
            Some(EndKind::Evidence) => &[
                (said(&self.text), "what it is"),
                (said(&self.source), "who saw it, or which document"),
                (said(&self.when), "the date"),
                (end.disputed.is_some(), "whether anybody disputes it"),
            ],
            Some(EndKind::Law) => &[
                (said(&self.text), "what it is"),
                (end.law.as_ref().is_some_and(LawLine::can_carry), "a line of law that is in force"),
            ],
            Some(EndKind::ChildsWords) => &[
                (said(&self.text), "the words themselves"),
                (said(&self.when), "the date"),
                (said(&end.manner), "in what manner they were given"),
            ],
            Some(EndKind::Research) => &[
                (said(&self.text), "what it is"),
                (said(&end.research), "which research"),
                (said(&end.fits), "how it fits this child"),
                (said(&end.may_not_fit), "how it may not fit this child"),
            ],
            Some(EndKind::Judgement) => &[
                (said(&self.text), "what we think"),
                (said(&end.because), "the evidence that it is because of"),
                (tree_has_evidence, "a branch of this tree that ends in evidence"),
                (said(&end.another_view), "what a careful colleague might think"),
            ],
            Some(EndKind::Unknown) => &[
                (said(&self.text), "what we do not know"),
                (said(&end.would_tell), "what would tell us"),
                (said(&end.who), "who finds out"),
                (said(&end.by), "by when"),
                (end.decide_without.is_some(), "whether the hearing can decide without it"),
            ],
        };
        needed.iter().filter(|(there, _)| !there).map(|(_, part)| *part).collect()
    }
}
