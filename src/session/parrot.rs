//! The wee parrot: from a claim or a reason and what is known around it, whether it asks, what, and why it asks.
//!
//! It asks about the sentence, one question at a time, and knows when to be quiet: of the child's words and of feelings
//! nobody asks. All that it says and listens for is data (`checklists/parrot/`); what it does with that is here.

mod advice;
mod notice;
mod refuse;
mod silence;
mod words;

pub use advice::advice_in_disguise;
pub use refuse::{is_a_limit, refused};
pub use silence::{Silence, is_feeling};

use super::{Answer, Cause, Question, Reason, Session, Spot, Tree, Under};
use crate::checklist::{Direction, Parrot, Trigger};
use notice::Subject;

/// What is known around a tree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// The name to use for the child.
    pub child: &'a str,
    /// The sentences that either of the two sorted as an assumption.
    pub assumed: &'a [String],
    /// Every wording that was asked in this session, in order.
    pub asked: &'a [String],
    pub state: State,
    pub claim: ClaimKind,
}

/// What the two are doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Asking,
    /// The presenter tells; the parrot listens.
    Telling,
    /// One of the two has said "Pause".
    Paused,
}

/// What a tree's claim is, as far as that is known without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClaimKind {
    #[default]
    Plain,
    Recommendation,
    Measure,
}

impl Session {
    /// What the claim of a why-tree is: what comes from the point is what we recommend, and an author says of a measure that it
    /// is one.
    #[must_use]
    pub fn claim_kind(&self, spot: Spot) -> ClaimKind {
        let from = match self.entry(spot).map(|entry| &entry.answer) {
            Some(Answer::Why(tree)) if tree.measure => return ClaimKind::Measure,
            Some(Answer::Why(tree)) => tree.from.as_deref(),
            _ => None,
        };
        let is_point = |id| self.entries().any(|(_, one)| one.id == id && matches!(one.answer, Answer::Point(_)));
        if from.is_some_and(is_point) { ClaimKind::Recommendation } else { ClaimKind::Plain }
    }
}

/// What the parrot does at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaks {
    Silent(Silence),
    Asks(Ask),
    /// Two reasons in a row were asked again, and so would this one be: it offers to write this as not known yet.
    Enough,
}

/// A question that the parrot offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub question: Question,
    /// What made it ask, in a short sentence.
    pub because: String,
}

/// How many reasons in a row are asked again before it is enough.
pub const AGAIN: usize = 2;

/// What the parrot does under the claim or under a reason. `passed` are wordings that were offered there and passed over.
#[must_use]
pub fn speaks(parrot: &Parrot, tree: &Tree, place: Under, around: &Around<'_>, passed: &[String]) -> Speaks {
    let Some(subject) = Subject::at(parrot, tree, place, around) else { return Speaks::Silent(Silence::Blank) };
    if let Some(silence) = silence::silence(&subject) {
        return Speaks::Silent(silence);
    }
    let refused = subject.first(Trigger::asks_again);
    if refused.is_some() && asked_again_in_a_row(tree, place) >= AGAIN {
        return Speaks::Enough;
    }
    if place.id().and_then(|id| tree.depth(id)).is_some_and(|depth| depth >= Tree::CEILING) {
        return Speaks::Silent(Silence::Ceiling);
    }
    for trigger in Trigger::ORDER {
        let Some(words) = parrot.trigger(trigger) else { continue };
        let Some(noticed) = subject.notices(trigger) else { continue };
        let left = words.directions.iter().find(|direction| !was_asked(tree, place, trigger, **direction));
        if let Some(direction) = left {
            let words = wording(parrot, Some(trigger), *direction, around, passed);
            let question = Question { direction: *direction, words, cause: Cause::Trigger(trigger) };
            let because = parrot.trigger(trigger).map_or("", |words| &words.because).replace("{words}", noticed);
            return Speaks::Asks(Ask { question, because });
        }
    }
    Speaks::Silent(Silence::Nothing)
}

/// A question in a direction that the two choose themselves.
#[must_use]
pub fn chosen(parrot: &Parrot, direction: Direction, around: &Around<'_>, passed: &[String]) -> Question {
    Question::chosen(direction, wording(parrot, None, direction, around, passed))
}

/// A wording that has not been used in this session, nor passed over just now, while another is left.
fn wording(
    parrot: &Parrot,
    trigger: Option<Trigger>,
    direction: Direction,
    around: &Around<'_>,
    passed: &[String],
) -> String {
    let used: Vec<&str> = around.asked.iter().chain(passed).map(String::as_str).collect();
    match trigger {
        Some(trigger) => parrot.ask_about(trigger, direction, &used),
        None => parrot.ask(direction, &used),
    }
}

/// Whether a trigger has had its question in this direction at this place, asked or skipped. What listens for no word of its
/// own needs no question beside another in the same direction.
fn was_asked(tree: &Tree, place: Under, trigger: Trigger, direction: Direction) -> bool {
    let general = matches!(trigger, Trigger::Proposal | Trigger::Assumption | Trigger::NoSource | Trigger::NoDate);
    let answers = |question: &Question| {
        let looks = match question.direction {
            Direction::Plain => Direction::Grounds,
            other => other,
        };
        looks == direction && (general || question.cause == Cause::Trigger(trigger))
    };
    let asked = tree.under(place).iter().map(|reason| &reason.asked);
    asked.chain(tree.skipped_under(place)).any(answers)
}

/// How many reasons from this one upwards came from asking again, without another between them.
fn asked_again_in_a_row(tree: &Tree, place: Under) -> usize {
    let line = place.id().map(|id| tree.line(id)).unwrap_or_default();
    line.into_iter().take_while(|reason: &&Reason| reason.asked.asks_again()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Library, shipped};
    use crate::session::Basis;

    pub(super) fn parrot() -> Parrot {
        Library::read(shipped()).parrot.unwrap()
    }

    /// A tree with a claim, and under each other the reasons that answer it.
    pub(super) fn chain(claim: &str, reasons: &[&str]) -> (Tree, Under) {
        let mut tree = Tree::about(None);
        tree.claim = claim.into();
        let mut under = None;
        for text in reasons {
            under = tree.ask(under, Question::chosen(Direction::Meaning, "Asked?"));
            tree.reason_mut(under.unwrap()).unwrap().text = (*text).into();
        }
        (tree, under.map_or(Under::Claim, Under::Reason))
    }

    pub(super) const AILSA: Around<'_> =
        Around { child: "Ailsa", assumed: &[], asked: &[], state: State::Asking, claim: ClaimKind::Plain };

    /// What the parrot notices first in a sentence that stands alone.
    pub(super) fn noticed(parrot: &Parrot, tree: &Tree, place: Under, around: &Around<'_>) -> Result<Trigger, Silence> {
        match speaks(parrot, tree, place, around, &[]) {
            Speaks::Asks(Ask { question, because }) => {
                assert!(!question.words.is_empty() && !because.is_empty() && !because.contains("{words}"));
                match question.cause {
                    Cause::Trigger(trigger) => Ok(trigger),
                    cause => panic!("{cause:?}"),
                }
            }
            Speaks::Silent(silence) => Err(silence),
            Speaks::Enough => panic!("it is not enough yet"),
        }
    }

    #[test]
    fn an_assumption_is_asked_for_its_grounds_and_then_for_another_explanation() {
        let parrot = parrot();
        let assumed = ["Ailsa is sad after  family time".to_owned()];
        let around = Around { assumed: &assumed, ..AILSA };
        let (mut tree, place) = chain("ailsa is sad after family time.", &[]);
        let mut directions = Vec::new();
        while let Speaks::Asks(Ask { question, .. }) = speaks(&parrot, &tree, place, &around, &[]) {
            assert_eq!(question.cause, Cause::Trigger(Trigger::Assumption));
            directions.push(question.direction);
            tree.ask(None, question);
        }
        assert_eq!(directions, [Direction::Grounds, Direction::OtherExplanation]);

        let (mut tree, place) = chain("Ailsa stays with Gran.", &["She eats less there."]);
        tree.reason_mut(place.id().unwrap()).unwrap().basis = Some(Basis::Assumption);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(Trigger::Assumption));
    }

    #[test]
    fn what_we_ask_for_is_asked_from_three_sides_in_turn() {
        let parrot = parrot();
        for claim in [ClaimKind::Recommendation, ClaimKind::Measure] {
            let around = Around { claim, ..AILSA };
            let (mut tree, place) = chain("Six months more.", &[]);
            let mut directions = Vec::new();
            while let Speaks::Asks(Ask { question, .. }) = speaks(&parrot, &tree, place, &around, &[]) {
                directions.push(question.direction);
                // One of them is skipped, which is as good as asked.
                if directions.len() == 2 {
                    tree.skip(place, question);
                } else {
                    tree.ask(None, question);
                }
            }
            assert_eq!(directions, [Direction::Grounds, Direction::Meaning, Direction::Opposite]);
        }
    }

    #[test]
    fn two_re_asks_in_a_row_are_enough() {
        let parrot = parrot();
        let (mut tree, _) = chain("Rory moves.", &[]);
        let mut under = None;
        let mut asks = 0;
        loop {
            let place = under.map_or(Under::Claim, Under::Reason);
            match speaks(&parrot, &tree, place, &AILSA, &[]) {
                Speaks::Asks(Ask { question, .. }) => {
                    asks += 1;
                    under = tree.ask(under, question);
                    tree.reason_mut(under.unwrap()).unwrap().text = "It is our policy.".into();
                }
                Speaks::Enough => break,
                Speaks::Silent(silence) => panic!("{silence:?}"),
            }
        }
        assert_eq!(asks, 1 + AGAIN);
        assert!(parrot.as_unknown.starts_with("Enough for now."));
    }

    #[test]
    fn a_wording_is_used_once_while_another_is_left() {
        let parrot = parrot();
        let (tree, place) = chain("It was agreed to wait.", &[]);
        let mut asked: Vec<String> = Vec::new();
        let own = parrot.trigger(Trigger::Passive).unwrap().asks.len();
        let all = own + parrot.asks(Direction::Grounds).len();
        for turn in 0..all {
            let Speaks::Asks(ask) = speaks(&parrot, &tree, place, &Around { asked: &asked, ..AILSA }, &[]) else {
                panic!()
            };
            assert!(!asked.contains(&ask.question.words), "{}", ask.question.words);
            assert_eq!(turn < own, parrot.trigger(Trigger::Passive).unwrap().asks.contains(&ask.question.words));
            asked.push(ask.question.words);
        }
        let Speaks::Asks(ask) = speaks(&parrot, &tree, place, &Around { asked: &asked, ..AILSA }, &[]) else {
            panic!()
        };
        assert_eq!(ask.question.words, asked[0], "then the one that was used longest ago");
        let Speaks::Asks(ask) = speaks(&parrot, &tree, place, &AILSA, &asked[..1]) else { panic!() };
        assert_eq!(ask.question.words, asked[1], "one that was passed over is not offered again at once");
    }
}
