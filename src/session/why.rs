//! But why? The reasons under a claim, and where each branch comes to rest.
//!
//! A tree, not a chain: five whys in a row follow one path and stop at an arbitrary depth (Card, BMJ Quality & Safety
//! 2017;26:671). A branch ends on ground; the ceiling only keeps a talk from going round in circles.

mod end;
mod reason;
mod rest;

pub use end::{End, EndKind};
pub use reason::{Cause, Question, Reason};
pub use rest::Rest;
pub(in crate::session) use rest::is_assumed;

use serde::{Deserialize, Serialize};

/// A claim and the reasons under it.
#[expect(clippy::struct_excessive_bools, reason = "each is said or asked once, and none follows from another")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    pub claim: String,
    /// The earlier item whose words are offered as the claim.
    pub from: Option<String>,
    /// Its claim is a measure that we ask for.
    #[serde(default)]
    pub measure: bool,
    reasons: Vec<Reason>,
    next_id: u32,
    /// Whether "Is there another reason?" has been asked; it is asked once.
    pub another_asked: bool,
    /// Whether "Do these two only work together?" has been asked; it is asked once.
    #[serde(default)]
    pub together_asked: bool,
    /// The questions that were offered under the claim and skipped.
    #[serde(default)]
    skipped: Vec<Question>,
    /// The parrot is quiet for the whole tree.
    #[serde(default)]
    muted: bool,
    /// The colleague's own question while it is half-written; blank once it has been asked.
    pub own_question: String,
}

/// A place in a tree under which something can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Under {
    Claim,
    Reason(u32),
}

impl Under {
    /// The reason, unless it is the claim.
    #[must_use]
    pub fn id(self) -> Option<u32> {
        match self {
            Self::Claim => None,
            Self::Reason(id) => Some(id),
        }
    }
}

impl Tree {
    /// Levels of reasons under a claim. A ceiling, not a target.
    pub const CEILING: usize = 5;
    /// At this depth the program offers to leave it there.
    pub const ENOUGH: usize = 3;

    /// The same tree, with whether its claim is a measure that we ask for.
    #[must_use]
    pub fn of_a_measure(self, measure: bool) -> Self {
        Self { measure, ..self }
    }

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
    #[must_use]
    pub fn reason(&self, id: u32) -> Option<&Reason> {
        self.walk().into_iter().map(|(_, reason)| reason).find(|reason| reason.id == id)
    }

    /// The reason with this id, to be written in.
    pub fn reason_mut(&mut self, id: u32) -> Option<&mut Reason> {
        let (siblings, at) = siblings(&mut self.reasons, id)?;
        siblings.get_mut(at)
    }

    /// The reasons directly under a place.
    #[must_use]
    pub fn under(&self, place: Under) -> &[Reason] {
        match place {
            Under::Claim => &self.reasons,
            Under::Reason(id) => self.reason(id).map_or(&[], |reason| &reason.reasons),
        }
    }

    /// The reason that stands over this one, unless that is the claim.
    #[must_use]
    pub fn parent(&self, id: u32) -> Option<&Reason> {
        let all = self.walk().into_iter().map(|(_, reason)| reason);
        all.into_iter().find(|one| one.reasons.iter().any(|child| child.id == id))
    }

    /// A reason and those over it, up to the one that stands directly under the claim.
    #[must_use]
    pub fn line(&self, id: u32) -> Vec<&Reason> {
        // Down from the claim: up from reason to reason it would never end if two of a line had one id, in a file perhaps.
        fn up_from(reasons: &[Reason], id: u32) -> Option<Vec<&Reason>> {
            reasons.iter().find_map(|reason| {
                if reason.id == id {
                    return Some(vec![reason]);
                }
                let mut line = up_from(&reason.reasons, id)?;
                line.push(reason);
                Some(line)
            })
        }
        up_from(&self.reasons, id).unwrap_or_default()
    }

    /// Adds a blank reason under the claim (`None`) or under another reason, and gives its id. At the ceiling nothing is
    /// added: the reason that was to go deeper becomes something that is not known yet, and `None` comes back. `None` comes
    /// back too where nothing may be asked: under a feeling, under the child's words, under a heavy one.
    pub fn ask(&mut self, under: Option<u32>, asked: Question) -> Option<u32> {
        let id = self.next_id;
        let reason = Reason::blank(id, asked);
        match under {
            None => self.reasons.push(reason),
            Some(parent) => {
                let at_ceiling = self.depth(parent)? >= Self::CEILING;
                if self.is_heavy(parent) {
                    return None;
                }
                let parent = self.reason_mut(parent).filter(|parent| parent.may_be_asked())?;
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

    /// Keeps a question as one that was offered and skipped. Nothing is said of it but that.
    pub fn skip(&mut self, under: Under, question: Question) {
        match under {
            Under::Claim => self.skipped.push(question),
            Under::Reason(id) => {
                if let Some(reason) = self.reason_mut(id) {
                    reason.skipped.push(question);
                }
            }
        }
    }

    /// What was offered at a place and skipped.
    #[must_use]
    pub fn skipped_under(&self, place: Under) -> &[Question] {
        match place {
            Under::Claim => &self.skipped,
            Under::Reason(id) => self.reason(id).map_or(&[], |reason| &reason.skipped),
        }
    }

    /// Makes the parrot quiet for a chain, or lets it ask again. A chain is everything under one direct reason of the claim;
    /// at the claim itself it is the whole tree.
    pub fn mute(&mut self, place: Under, muted: bool) {
        match place {
            Under::Claim => self.muted = muted,
            Under::Reason(id) => {
                let first = self.line(id).last().map(|first| first.id);
                if let Some(first) = first.and_then(|id| self.reason_mut(id)) {
                    first.muted = muted;
                }
                // Asked to speak in one chain of a quiet tree, it speaks in all.
                self.muted &= muted;
            }
        }
    }

    /// Whether the parrot is quiet at a place.
    #[must_use]
    pub fn is_muted(&self, place: Under) -> bool {
        let chain = |id| self.line(id).last().is_some_and(|first| first.muted);
        self.muted || place.id().is_some_and(chain)
    }

    /// Whether a reason, or one over it, is a heavy one.
    #[must_use]
    pub fn is_heavy(&self, id: u32) -> bool {
        self.line(id).iter().any(|reason| reason.heavy)
    }

    /// Makes two direct reasons of the claim one leg, and lets them stand together.
    pub fn join(&mut self, first: u32, second: u32) {
        let place = |tree: &Self, id| tree.reasons.iter().position(|reason| reason.id == id);
        let (Some(at), Some(from)) = (place(self, first), place(self, second)) else { return };
        if at == from {
            return;
        }
        let leg = Some(self.reasons[at].leg.unwrap_or(first));
        (self.reasons[at].leg, self.reasons[from].leg) = (leg, leg);
        let reason = self.reasons.remove(from);
        self.reasons.insert(if from < at { at } else { at + 1 }, reason);
    }

    /// Lets a reason stand by itself again.
    pub fn part(&mut self, id: u32) {
        if let Some(reason) = self.reason_mut(id) {
            reason.leg = None;
        }
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
        let Some(parent) = self.parent(id).map(|parent| parent.id) else { return };
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

    /// Every question that has been asked or skipped in it, in reading order.
    #[must_use]
    pub fn questions(&self) -> Vec<&str> {
        let all = self.walk().into_iter();
        let of_reasons = all.flat_map(|(_, reason)| [&reason.asked].into_iter().chain(&reason.skipped));
        self.skipped.iter().chain(of_reasons).map(|question| question.words.as_str()).collect()
    }

    /// Everything that was typed.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let Self {
            claim,
            from: _,
            measure: _,
            reasons: _,
            next_id: _,
            another_asked: _,
            together_asked: _,
            skipped,
            muted: _,
            own_question,
        } = self;
        let mut texts = vec![claim.as_str()];
        for (_, reason) in self.walk() {
            texts.extend(reason.texts());
        }
        let own = skipped.iter().filter(|question| question.cause == Cause::Own);
        texts.extend(own.map(|question| question.words.as_str()));
        texts.push(own_question);
        texts
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
    use crate::checklist::Direction;
    use crate::session::Basis;

    fn why() -> Question {
        Question::chosen(Direction::Grounds, "What have we seen?")
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
                Rest::Open | Rest::Aside => 99,
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

    #[test]
    fn a_tree_that_was_kept_before_these_marks_opens_again() {
        let kept = r#"{"claim":"Ailsa stays with Gran","from":null,"next_id":1,"another_asked":false,"own_question":"",
            "reasons":[{"id":0,"asked":{"direction":"Grounds","words":"What have we seen?"},"text":"Gran said so","basis":null,
            "source":"","when":"","end":{"kind":null,"disputed":null,"law":null,"how_met":"","manner":"","research":"",
            "fits":"","may_not_fit":"","because":"","another_view":"","would_tell":"","who":"","by":"",
            "decide_without":null},"reasons":[]}]}"#;
        let tree: Tree = serde_json::from_str(kept).unwrap();
        assert_eq!(tree.reasons()[0].asked, why());
        assert!(!tree.together_asked && !tree.is_muted(Under::Claim) && tree.reasons()[0].may_be_asked());
    }

    #[test]
    fn a_feeling_carries_nothing_and_holds_nothing_open() {
        let mut tree = Tree::default();
        let top = tree.ask(None, why()).unwrap();
        tree.reason_mut(top).unwrap().text = "Gran needs backing".into();
        let feeling = tree.ask(Some(top), why()).unwrap();
        tree.reason_mut(feeling).unwrap().feeling = Some(true);
        assert_eq!(tree.rest(&tree.reasons()[0].clone()), Rest::Open, "nothing carries it");
        let open: Vec<u32> = tree.open_tips().iter().map(|one| one.id()).collect();
        assert_eq!(open, [top], "the feeling is not listed as open");
        evidence(&mut tree, Some(top));
        assert_eq!(tree.rest(&tree.reasons()[0]), Rest::Ground);
        assert_eq!(tree.ask(Some(feeling), why()), None);
    }

    #[test]
    fn nothing_is_asked_under_a_heavy_one_or_under_the_childs_words() {
        let mut tree = Tree::default();
        let top = tree.ask(None, why()).unwrap();
        let under = tree.ask(Some(top), why()).unwrap();
        tree.reason_mut(top).unwrap().heavy = true;
        assert_eq!((tree.ask(Some(top), why()), tree.ask(Some(under), why())), (None, None));
        tree.reason_mut(top).unwrap().heavy = false;
        assert!(tree.ask(Some(under), why()).is_some());
        tree.reason_mut(under).unwrap().end.kind = Some(EndKind::ChildsWords);
        assert_eq!(tree.ask(Some(under), why()), None);
    }

    #[test]
    fn a_chain_is_muted_with_all_that_is_in_it() {
        let mut tree = Tree::default();
        let [a, b] = [(); 2].map(|()| tree.ask(None, why()).unwrap());
        let deep = tree.ask(Some(a), why()).unwrap();
        let muted = |tree: &Tree| {
            [Under::Claim, Under::Reason(a), Under::Reason(deep), Under::Reason(b)].map(|at| tree.is_muted(at))
        };
        tree.mute(Under::Reason(deep), true);
        assert_eq!(muted(&tree), [false, true, true, false]);
        tree.mute(Under::Claim, true);
        assert_eq!(muted(&tree), [true; 4]);
        tree.mute(Under::Reason(a), false);
        assert_eq!(muted(&tree), [false; 4]);
    }

    #[test]
    fn what_was_skipped_is_kept_and_counts_as_used() {
        let mut tree = Tree::default();
        let id = tree.ask(None, why()).unwrap();
        let question = |words: &str| Question::chosen(Direction::Opposite, words);
        tree.skip(Under::Claim, question("What would change our mind?"));
        tree.skip(Under::Reason(id), question("Who would disagree?"));
        assert_eq!(tree.skipped_under(Under::Reason(id)), [question("Who would disagree?")]);
        assert_eq!(tree.questions(), ["What would change our mind?", "What have we seen?", "Who would disagree?"]);
        assert_eq!(tree.count(), 1, "a skipped question is no reason");
    }

    #[test]
    fn a_question_of_ones_own_is_among_what_was_typed() {
        let mut tree = Tree::default();
        tree.ask(None, Question { cause: Cause::Own, ..Question::chosen(Direction::Plain, "Who says so?") });
        tree.ask(None, why());
        let texts = tree.texts();
        assert!(texts.contains(&"Who says so?") && !texts.contains(&"What have we seen?"));
    }

    #[test]
    fn two_that_only_work_together_are_one_leg_and_rest_together() {
        let mut tree = Tree::default();
        let write = |tree: &mut Tree, direction, text: &str| {
            let id = tree.ask(None, Question::chosen(direction, "Asked?")).unwrap();
            tree.reason_mut(id).unwrap().text = text.into();
            id
        };
        let first = write(&mut tree, Direction::Grounds, "Gran fears court");
        let against = write(&mut tree, Direction::Opposite, "Dawn has come every time");
        assert_eq!(tree.asks_whether_together(), None, "what speaks against it carries nothing");
        let second = write(&mut tree, Direction::Meaning, "");
        assert_eq!(tree.asks_whether_together(), None, "nothing is written in it yet");
        tree.reason_mut(second).unwrap().text = "Nobody has told her what an order costs".into();
        assert_eq!(tree.asks_whether_together(), Some((first, second)));
        tree.together_asked = true;
        assert_eq!(tree.asks_whether_together(), None);

        tree.join(first, second);
        let legs = |tree: &Tree| -> Vec<Vec<u32>> {
            Tree::legs(tree.reasons()).iter().map(|leg| leg.iter().map(|one| one.id()).collect()).collect()
        };
        assert_eq!(legs(&tree), [vec![first, second], vec![against]]);
        assert_eq!(tree.partners(second).iter().map(|one| one.id()).collect::<Vec<_>>(), [first]);
        tree.part(second);
        assert_eq!(legs(&tree).len(), 3);
    }

    #[test]
    fn the_heaviest_assumption_waits_for_another_explanation() {
        let none: &[String] = &[];
        let mut tree = Tree::about(None);
        tree.claim = "Without an order Dawn would remove Ailsa.".into();
        let top = evidence(&mut tree, None);
        assert_eq!(tree.lacks_other_explanation(none), None);
        let assumed = ["without an order Dawn would remove Ailsa".to_owned()];
        assert_eq!(tree.asks_for_other_explanation(&assumed), Some(Under::Claim));

        // Else the deepest reason that is an assumption, once all else rests.
        tree.reason_mut(top).unwrap().end.kind = None;
        let deep = evidence(&mut tree, Some(top));
        for id in [top, deep] {
            tree.reason_mut(id).unwrap().basis = Some(Basis::Assumption);
        }
        let place = Under::Reason(deep);
        assert_eq!(tree.heaviest_assumption(none), Some(place));
        assert_eq!(tree.asks_for_other_explanation(none), Some(place));
        tree.skip(place, Question::chosen(Direction::OtherExplanation, "What else could explain it?"));
        assert_eq!(tree.asks_for_other_explanation(none), None, "it is asked once");
        assert_eq!(tree.lacks_other_explanation(none), Some(place), "and stays open");
        let id =
            tree.ask(Some(deep), Question::chosen(Direction::OtherExplanation, "What else could explain it?")).unwrap();
        assert_eq!(tree.lacks_other_explanation(none), Some(place), "an empty line explains nothing");
        tree.reason_mut(id).unwrap().text = "It is court that Gran fears, not Dawn".into();
        assert_eq!(tree.lacks_other_explanation(none), None);
    }

    #[test]
    fn a_line_ends_even_where_two_reasons_of_it_have_one_id() {
        let mut tree = Tree::about(None);
        let top = evidence(&mut tree, None);
        tree.reason_mut(top).unwrap().end.kind = None;
        let deep = evidence(&mut tree, Some(top));
        let ids = |line: Vec<&Reason>| line.iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(
            (ids(tree.line(deep)), ids(tree.line(top)), ids(tree.line(99))),
            (vec![deep, top], vec![top], vec![])
        );
        tree.reason_mut(deep).unwrap().id = top;
        assert_eq!(ids(tree.line(top)), [top]);
        assert!(!tree.is_heavy(top));
    }
}
