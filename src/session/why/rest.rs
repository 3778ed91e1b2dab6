//! How far a tree has come: where its branches rest, what is open, and what is asked once before it is offered as finished.

use super::{Reason, Tree, Under};
use crate::checklist::{Direction, one_line};
use crate::session::Basis;

/// How far a branch has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nobody has said yet where it rests.
    Open,
    /// An end was chosen; these parts of it are still to be said.
    Missing(Vec<&'static str>),
    /// It rests on accepted ground.
    Ground,
    /// A feeling: it was said, nobody asks about it, and it carries nothing.
    Aside,
}

impl Tree {
    /// Where a reason and all that is under it stand. A reason with others under it rests when they all do; a feeling among
    /// them neither carries it nor holds it open.
    #[must_use]
    pub fn rest(&self, reason: &Reason) -> Rest {
        if reason.is_feeling() {
            return Rest::Aside;
        }
        if reason.end.kind.is_some() {
            let missing = reason.missing(self.has_evidence());
            return if missing.is_empty() { Rest::Ground } else { Rest::Missing(missing) };
        }
        let mut carrying = reason.reasons.iter().filter(|child| !child.is_feeling()).peekable();
        let grounded = carrying.peek().is_some() && carrying.all(|child| self.rest(child) == Rest::Ground);
        if grounded { Rest::Ground } else { Rest::Open }
    }

    /// The reasons of one list as legs: a reason alone, or those that only work together, where the first of them stands.
    #[must_use]
    pub fn legs(reasons: &[Reason]) -> Vec<Vec<&Reason>> {
        let mut legs: Vec<Vec<&Reason>> = Vec::new();
        for reason in reasons {
            let found = legs
                .iter_mut()
                .find(|leg| reason.leg.is_some() && leg.first().is_some_and(|one| one.leg == reason.leg));
            match found {
                Some(leg) => leg.push(reason),
                None => legs.push(vec![reason]),
            }
        }
        legs
    }

    /// The reasons that only work together with this one.
    #[must_use]
    pub fn partners(&self, id: u32) -> Vec<&Reason> {
        let legs = Self::legs(self.reasons()).into_iter();
        let mut own = legs.filter(|leg| leg.iter().any(|reason| reason.id == id)).flatten();
        own.by_ref().filter(|reason| reason.id != id).collect()
    }

    /// The tips of the tree that have not come to rest, parents before children.
    #[must_use]
    pub fn open_tips(&self) -> Vec<&Reason> {
        let is_tip = |reason: &Reason| reason.end.kind.is_some() || reason.reasons.iter().all(Reason::is_feeling);
        let all = self.walk().into_iter().map(|(_, reason)| reason);
        all.filter(|reason| is_tip(reason) && !matches!(self.rest(reason), Rest::Ground | Rest::Aside)).collect()
    }

    /// Whether now is the one time to ask "Is there another reason?": the first branch rests and stands alone.
    #[must_use]
    pub fn asks_for_another(&self) -> bool {
        match self.reasons() {
            [only] => !self.another_asked && self.rest(only) == Rest::Ground,
            _ => false,
        }
    }

    /// The two reasons of which now is the one time to ask "Do these two only work together?": the first two that carry the
    /// claim and have words.
    #[must_use]
    pub fn asks_whether_together(&self) -> Option<(u32, u32)> {
        let carries = |reason: &&Reason| {
            !reason.is_feeling()
                && !reason.text.trim().is_empty()
                && !matches!(reason.asked.direction, Direction::OtherExplanation | Direction::Opposite)
        };
        let mut carrying = self.reasons().iter().filter(carries);
        let (first, second) = (carrying.next()?, carrying.next()?);
        (!self.together_asked).then_some((first.id, second.id))
    }

    /// The heaviest assumption: the claim if its sentence was sorted as one by either person, else the deepest reason of
    /// that basis, of equals the first. What may not be asked about is passed over.
    #[must_use]
    pub fn heaviest_assumption(&self, assumed: &[String]) -> Option<Under> {
        if is_assumed(&self.claim, assumed) {
            return Some(Under::Claim);
        }
        let of_basis = |reason: &Reason| reason.basis == Some(Basis::Assumption) || is_assumed(&reason.text, assumed);
        let all = self.walk().into_iter();
        let asked = all.filter(|(depth, one)| {
            *depth < Self::CEILING && of_basis(one) && one.may_be_asked() && !self.is_heavy(one.id)
        });
        // Of equals `min_by_key` gives the first.
        asked.min_by_key(|(depth, _)| std::cmp::Reverse(*depth)).map(|(_, reason)| Under::Reason(reason.id))
    }

    /// The heaviest assumption, while nobody has said what else could explain it. It is listed among what is open.
    #[must_use]
    pub fn lacks_other_explanation(&self, assumed: &[String]) -> Option<Under> {
        let heaviest = self.heaviest_assumption(assumed)?;
        let explains = |one: &Reason| {
            one.asked.direction == Direction::OtherExplanation && !one.is_feeling() && !one.text.trim().is_empty()
        };
        (self.count() > 0 && !self.under(heaviest).iter().any(explains)).then_some(heaviest)
    }

    /// The same, where now is the time to ask: everything else rests, and the question was not skipped, nor is it just being
    /// answered, nor is the parrot quiet there.
    #[must_use]
    pub fn asks_for_other_explanation(&self, assumed: &[String]) -> Option<Under> {
        let heaviest = self.lacks_other_explanation(assumed)?;
        let other = Direction::OtherExplanation;
        let skipped = self.skipped_under(heaviest).iter().any(|question| question.direction == other);
        (self.open_tips().is_empty() && !skipped && !self.is_muted(heaviest)).then_some(heaviest)
    }

    fn has_evidence(&self) -> bool {
        // Evidence ends need no other evidence, so this cannot go round.
        self.walk().into_iter().any(|(_, reason)| {
            reason.end.kind == Some(super::EndKind::Evidence)
                && !reason.is_feeling()
                && reason.missing(false).is_empty()
        })
    }
}

/// Whether a sentence is one of those that were sorted as assumptions, whatever stands between its words.
pub(in crate::session) fn is_assumed(sentence: &str, assumed: &[String]) -> bool {
    let bare = |text: &str| one_line(&text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let sentence = bare(sentence);
    !sentence.is_empty() && assumed.iter().any(|one| bare(one) == sentence)
}
