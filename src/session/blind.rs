//! Write before you hear: each of the two chooses alone, one after the other on the one laptop, and then both are shown.
//!
//! Until both have committed there is no way to read what either has chosen but to be the one whose turn it is. Everything that
//! shows, prints or counts goes through here, so nothing of it can be on the screen, in a note or in a list by mistake.

use serde::{Deserialize, Serialize};

use super::{Pair, Who};

/// What each of the two has chosen, hidden from the other until both have committed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blind<T> {
    hands: Pair<Hand<T>>,
}

/// One person's choices and how far they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hand<T> {
    stage: Stage,
    choices: T,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Stage {
    #[default]
    Waiting,
    Choosing,
    Committed,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The screen is covered until this person says that they are here.
    Waiting(Who),
    /// This person is choosing, alone.
    Choosing(Who),
    /// Both have committed.
    Shown,
}

impl<T: Clone + Default> Blind<T> {
    /// Whose turn it is; `order` is who is asked first, then second ([`super::People::in_order`]).
    #[must_use]
    pub fn turn(&self, order: [Who; 2]) -> Turn {
        let at = |stage| order.into_iter().find(|who| self.hands[*who].stage == stage);
        match (at(Stage::Choosing), at(Stage::Waiting)) {
            (Some(who), _) => Turn::Choosing(who),
            (None, Some(who)) => Turn::Waiting(who),
            (None, None) => Turn::Shown,
        }
    }

    /// `who` begins, with these choices to start from. Nothing happens while the other is choosing, or after they committed.
    pub fn begin(&mut self, who: Who, blank: T) {
        if self.hands[who].stage == Stage::Waiting && self.hands[who.other()].stage != Stage::Choosing {
            self.hands[who] = Hand { stage: Stage::Choosing, choices: blank };
        }
    }

    /// What `who` is choosing; `None` unless it is their turn.
    #[must_use]
    pub fn choosing(&mut self, who: Who) -> Option<&mut T> {
        let hand = &mut self.hands[who];
        (hand.stage == Stage::Choosing).then_some(&mut hand.choices)
    }

    /// `who` is done; there is no way back but to begin again together.
    pub fn commit(&mut self, who: Who) {
        let hand = &mut self.hands[who];
        if hand.stage == Stage::Choosing {
            hand.stage = Stage::Committed;
        }
    }

    /// Both, once both have committed.
    #[must_use]
    pub fn shown(&self) -> Option<Pair<&T>> {
        let Pair { first, second } = &self.hands;
        [first, second]
            .iter()
            .all(|hand| hand.stage == Stage::Committed)
            .then_some(Pair { first: &first.choices, second: &second.choices })
    }

    /// Whether anybody has begun. What is chosen about stays as it is from then on.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        [&self.hands.first, &self.hands.second].iter().any(|hand| hand.stage != Stage::Waiting)
    }

    /// Whether one of the two is choosing at the moment.
    #[must_use]
    pub fn is_being_chosen(&self) -> bool {
        [&self.hands.first, &self.hands.second].iter().any(|hand| hand.stage == Stage::Choosing)
    }

    /// Whether this person has committed.
    #[must_use]
    pub fn has_committed(&self, who: Who) -> bool {
        self.hands[who].stage == Stage::Committed
    }

    /// Whether one of the two has committed, and not both.
    #[must_use]
    pub fn has_one_committed(&self) -> bool {
        let committed = [&self.hands.first, &self.hands.second].map(|hand| hand.stage == Stage::Committed);
        committed[0] != committed[1]
    }

    /// Both choose anew.
    pub fn begin_again(&mut self) {
        self.hands = Pair { first: Hand::blank(), second: Hand::blank() };
    }

    /// How far both are, without a word of what they chose. While it changes, no step back may cross the change.
    #[must_use]
    pub fn stages(&self) -> [u8; 2] {
        [&self.hands.first, &self.hands.second].map(|hand| match hand.stage {
            Stage::Waiting => 0,
            Stage::Choosing => 1,
            Stage::Committed => 2,
        })
    }
}

impl<T: Default> Hand<T> {
    fn blank() -> Self {
        Self { stage: Stage::Waiting, choices: T::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: [Who; 2] = [Who::First, Who::Second];

    #[test]
    fn nothing_is_shown_until_both_have_committed() {
        let mut blind = Blind::<Vec<u8>>::default();
        assert_eq!(blind.turn(ORDER), Turn::Waiting(Who::First));
        blind.begin(Who::First, vec![0]);
        assert_eq!(blind.turn(ORDER), Turn::Choosing(Who::First));
        blind.begin(Who::Second, vec![0]);
        assert!(blind.choosing(Who::Second).is_none(), "one at a time");
        blind.choosing(Who::First).unwrap()[0] = 3;
        blind.commit(Who::First);
        assert_eq!((blind.turn(ORDER), blind.shown()), (Turn::Waiting(Who::Second), None));
        blind.begin(Who::Second, vec![0]);
        assert!(blind.choosing(Who::First).is_none() && blind.shown().is_none());
        blind.choosing(Who::Second).unwrap()[0] = 1;
        blind.commit(Who::Second);
        assert_eq!(blind.turn(ORDER), Turn::Shown);
        assert_eq!(blind.shown(), Some(Pair { first: &vec![3], second: &vec![1] }));
    }

    #[test]
    fn a_change_of_roles_shows_nothing_either() {
        let mut blind = Blind::<Vec<u8>>::default();
        blind.begin(Who::First, vec![2]);
        let swapped = [Who::Second, Who::First];
        assert_eq!(blind.turn(swapped), Turn::Choosing(Who::First), "whoever has begun ends first");
        blind.commit(Who::First);
        assert_eq!(blind.turn(swapped), Turn::Waiting(Who::Second));
        assert_eq!(blind.shown(), None);
    }

    #[test]
    fn beginning_again_leaves_nothing_of_the_first_time() {
        let mut blind = Blind::<Vec<u8>>::default();
        for who in ORDER {
            blind.begin(who, vec![3]);
            blind.commit(who);
        }
        blind.begin_again();
        assert_eq!(blind, Blind::default());
    }
}
