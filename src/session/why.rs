//! But why? The reasons under a claim, and where each branch comes to rest.
//!
//! A tree, not a chain: five whys in a row follow one path and stop at an arbitrary depth (Card, BMJ Quality & Safety
//! 2017;26:671). A branch ends on ground; the ceiling only keeps a talk from going round in circles.

use serde::{Deserialize, Serialize};

use super::Basis;
use crate::checklist::{Direction, LawLine, LawStatus, Tier};

/// A claim and the reasons under it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    pub claim: String,
    /// The earlier item whose words are offered as the claim.
    pub from: Option<String>,
    reasons: Vec<Reason>,
    next_id: u32,
    /// Whether "Is there another reason?" has been asked; it is asked once.
    pub another_asked: bool,
    /// The colleague's own question while it is half-written; blank once it has been asked.
    pub own_question: String,
}

/// A reason, the question that brought it out, and what lies under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    id: u32,
    pub asked: Question,
    pub text: String,
    pub basis: Option<Basis>,
    /// Who saw or said it, or which document.
    pub source: String,
    /// When, as typed.
    pub when: String,
    pub end: End,
    pub reasons: Vec<Reason>,
}

/// What was asked, in which direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub direction: Direction,
    pub words: String,
}

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

/// How far a branch has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nobody has said yet where it rests.
    Open,
    /// An end was chosen; these parts of it are still to be said.
    Missing(Vec<&'static str>),
    /// It rests on accepted ground.
    Ground,
}

impl Tree {
    /// Levels of reasons under a claim. A ceiling, not a target.
    pub const CEILING: usize = 5;
    /// At this depth the program offers to leave it there.
    pub const ENOUGH: usize = 3;

    /// A tree without reasons; `from` is the earlier item whose words are offered as its claim.
    #[must_use]
    pub fn about(from: Option<String>) -> Self {
        Self { from, ..Self::default() }
    }

    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// How many reasons there are at all levels.
    #[must_use]
    pub fn count(&self) -> usize {
        self.walk().len()
    }

    /// Every reason with its depth (from 1), parents before their children.
    #[must_use]
    pub fn walk(&self) -> Vec<(usize, &Reason)> {
        fn down<'a>(reasons: &'a [Reason], depth: usize, all: &mut Vec<(usize, &'a Reason)>) {
            for reason in reasons {
                all.push((depth, reason));
                down(&reason.reasons, depth + 1, all);
            }
        }
        let mut all = Vec::new();
        down(&self.reasons, 1, &mut all);
        all
    }

    /// The reason with this id.
    pub fn reason_mut(&mut self, id: u32) -> Option<&mut Reason> {
        let (siblings, at) = siblings(&mut self.reasons, id)?;
        siblings.get_mut(at)
    }

    /// Adds a blank reason under the claim (`None`) or under another reason, and gives its id. At the ceiling nothing is
    /// added: the reason that was to go deeper becomes something that is not known yet, and `None` comes back.
    pub fn ask(&mut self, under: Option<u32>, asked: Question) -> Option<u32> {
        let id = self.next_id;
        let reason = Reason {
            id,
            asked,
            text: String::new(),
            basis: None,
            source: String::new(),
            when: String::new(),
            end: End::default(),
            reasons: Vec::new(),
        };
        match under {
            None => self.reasons.push(reason),
            Some(parent) => {
                let at_ceiling = self.depth(parent)? >= Self::CEILING;
                let parent = self.reason_mut(parent)?;
                if at_ceiling {
                    parent.end.kind = Some(EndKind::Unknown);
                    return None;
                }
                parent.reasons.push(reason);
            }
        }
        self.next_id += 1;
        Some(id)
    }

    /// Takes a reason out with everything under it. Undo brings it back.
    pub fn remove(&mut self, id: u32) -> Option<Reason> {
        siblings(&mut self.reasons, id).map(|(siblings, at)| siblings.remove(at))
    }

    /// Moves a reason before the one that stands above it.
    pub fn move_up(&mut self, id: u32) {
        if let Some((siblings, at)) = siblings(&mut self.reasons, id)
            && at > 0
        {
            siblings.swap(at, at - 1);
        }
    }

    /// Moves a reason after the one that stands below it.
    pub fn move_down(&mut self, id: u32) {
        if let Some((siblings, at)) = siblings(&mut self.reasons, id)
            && at + 1 < siblings.len()
        {
            siblings.swap(at, at + 1);
        }
    }

    /// Moves a reason out one level, to stand after the reason that it was under.
    pub fn move_out(&mut self, id: u32) {
        let parent = self.walk().into_iter().find(|(_, one)| one.reasons.iter().any(|child| child.id == id));
        let Some(parent) = parent.map(|(_, parent)| parent.id) else { return };
        if let Some(reason) = self.remove(id)
            && let Some((siblings, at)) = siblings(&mut self.reasons, parent)
        {
            siblings.insert(at + 1, reason);
        }
    }

    /// How deep a reason lies: 1 directly under the claim.
    #[must_use]
    pub fn depth(&self, id: u32) -> Option<usize> {
        self.walk().into_iter().find(|(_, reason)| reason.id == id).map(|(depth, _)| depth)
    }

    /// Where a reason and all that is under it stand. A reason with others under it rests when they all do.
    #[must_use]
    pub fn rest(&self, reason: &Reason) -> Rest {
        if reason.end.kind.is_some() {
            let missing = reason.missing(self.has_evidence());
            return if missing.is_empty() { Rest::Ground } else { Rest::Missing(missing) };
        }
        let grounded =
            !reason.reasons.is_empty() && reason.reasons.iter().all(|child| self.rest(child) == Rest::Ground);
        if grounded { Rest::Ground } else { Rest::Open }
    }

    /// The tips of the tree that have not come to rest, parents before children.
    #[must_use]
    pub fn open_tips(&self) -> Vec<&Reason> {
        self.walk()
            .into_iter()
            .map(|(_, reason)| reason)
            .filter(|reason| {
                (reason.reasons.is_empty() || reason.end.kind.is_some()) && self.rest(reason) != Rest::Ground
            })
            .collect()
    }

    /// Whether now is the one time to ask "Is there another reason?": the first branch rests and stands alone.
    #[must_use]
    pub fn asks_for_another(&self) -> bool {
        match self.reasons.as_slice() {
            [only] => !self.another_asked && self.rest(only) == Rest::Ground,
            _ => false,
        }
    }

    /// Every question that has been asked in it, in reading order.
    #[must_use]
    pub fn questions(&self) -> Vec<&str> {
        self.walk().into_iter().map(|(_, reason)| reason.asked.words.as_str()).collect()
    }

    /// Everything that was typed.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.claim.as_str()];
        for (_, reason) in self.walk() {
            texts.extend(reason.texts());
        }
        texts.push(&self.own_question);
        texts
    }

    fn has_evidence(&self) -> bool {
        // Evidence ends need no other evidence, so this cannot go round.
        self.walk()
            .into_iter()
            .any(|(_, reason)| reason.end.kind == Some(EndKind::Evidence) && reason.missing(false).is_empty())
    }
}

impl Reason {
    /// Stays the same for as long as the reason is in its tree.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The parts that its kind of end needs and that are not said yet (`sessions.md`, "Accepted ends").
    fn missing(&self, tree_has_evidence: bool) -> Vec<&'static str> {
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
                (
                    end.law.as_ref().is_some_and(|line| line.status == LawStatus::InForce && line.tier == Tier::Law),
                    "a line of law that is in force",
                ),
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

    fn texts(&self) -> Vec<&str> {
        let Self { id: _, asked: _, text, basis: _, source, when, end, reasons: _ } = self;
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
        vec![
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
        ]
    }
}

/// The list that a reason stands in, and its place there.
fn siblings(reasons: &mut Vec<Reason>, id: u32) -> Option<(&mut Vec<Reason>, usize)> {
    if let Some(at) = reasons.iter().position(|reason| reason.id == id) {
        return Some((reasons, at));
    }
    reasons.iter_mut().find_map(|reason| siblings(&mut reason.reasons, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why() -> Question {
        Question { direction: Direction::Grounds, words: "What have we seen?".into() }
    }

    fn evidence(tree: &mut Tree, under: Option<u32>) -> u32 {
        let id = tree.ask(under, why()).unwrap();
        let reason = tree.reason_mut(id).unwrap();
        reason.text = "She cried at the end of 11 of 31 family times".into();
        reason.source = "family time log".into();
        reason.when = "May 2026".into();
        reason.end.kind = Some(EndKind::Evidence);
        reason.end.disputed = Some(false);
        id
    }

    #[test]
    fn every_end_needs_its_parts() {
        let mut tree = Tree::default();
        let id = tree.ask(None, why()).unwrap();
        let parts = |tree: &mut Tree, kind| {
            tree.reason_mut(id).unwrap().end.kind = Some(kind);
            match tree.rest(&tree.reasons()[0].clone()) {
                Rest::Missing(parts) => parts.len(),
                Rest::Ground => 0,
                Rest::Open => 99,
            }
        };
        let rows = [
            (EndKind::Evidence, 4),
            (EndKind::Law, 2),
            (EndKind::ChildsWords, 3),
            (EndKind::Research, 4),
            (EndKind::Judgement, 4),
            (EndKind::Unknown, 5),
        ];
        for (kind, missing) in rows {
            assert_eq!(parts(&mut tree, kind), missing, "{kind:?}");
        }
    }

    #[test]
    fn a_judgement_stands_only_beside_evidence() {
        let mut tree = Tree::default();
        let id = tree.ask(None, why()).unwrap();
        let reason = tree.reason_mut(id).unwrap();
        reason.text = "She wants more time with her mum".into();
        reason.end.kind = Some(EndKind::Judgement);
        reason.end.because = "the log".into();
        reason.end.another_view = "She may be sad for other reasons".into();
        assert_eq!(tree.rest(&tree.reasons()[0]), Rest::Missing(vec!["a branch of this tree that ends in evidence"]));
        evidence(&mut tree, None);
        assert_eq!(tree.rest(&tree.reasons()[0]), Rest::Ground);
    }

    #[test]
    fn another_reason_is_asked_for_once_when_the_first_branch_rests() {
        let mut tree = Tree::default();
        assert!(!tree.asks_for_another());
        let first = tree.ask(None, why()).unwrap();
        assert!(!tree.asks_for_another());
        evidence(&mut tree, Some(first));
        assert!(tree.asks_for_another());
        tree.another_asked = true;
        assert!(!tree.asks_for_another());
    }

    #[test]
    fn the_fifth_level_is_the_last_and_becomes_an_unknown() {
        let mut tree = Tree::default();
        let mut under = None;
        for _ in 0..Tree::CEILING {
            under = tree.ask(under, why());
            assert!(under.is_some());
        }
        assert_eq!(tree.ask(under, why()), None);
        assert_eq!(tree.count(), Tree::CEILING);
        assert_eq!(tree.reason_mut(under.unwrap()).unwrap().end.kind, Some(EndKind::Unknown));
    }

    #[test]
    fn reasons_move_and_keep_what_is_under_them() {
        let mut tree = Tree::default();
        let a = tree.ask(None, why()).unwrap();
        let b = tree.ask(None, why()).unwrap();
        let c = tree.ask(Some(a), why()).unwrap();
        let d = tree.ask(Some(c), why()).unwrap();
        let order = |tree: &Tree| tree.walk().iter().map(|(depth, one)| (*depth, one.id())).collect::<Vec<_>>();
        assert_eq!(order(&tree), [(1, a), (2, c), (3, d), (1, b)]);
        tree.move_out(c);
        assert_eq!(order(&tree), [(1, a), (1, c), (2, d), (1, b)]);
        tree.move_down(c);
        assert_eq!(order(&tree), [(1, a), (1, b), (1, c), (2, d)]);
        tree.move_up(b);
        tree.move_up(b);
        tree.move_out(b);
        assert_eq!(order(&tree), [(1, b), (1, a), (1, c), (2, d)]);
        let removed = tree.remove(c).unwrap();
        assert_eq!((removed.reasons.len(), tree.count()), (1, 2));
    }
}
