//! What a panel would ask: cards that are drawn, and the ones that are always asked.

use serde::{Deserialize, Serialize};

use super::{Answer, Session};
use crate::checklist::{PanelQuestion, counted};

/// The questions that were drawn, and what was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearse {
    /// The panel's questions in the order in which they are drawn.
    pub deck: Vec<PanelQuestion>,
    /// How many have been drawn from it, counted on when it begins anew.
    pub drawn: usize,
    /// How many are drawn at once.
    pub draw: u8,
    /// How many of the deck, counted from its end, had been drawn in earlier sessions about this child.
    #[serde(default)]
    pub earlier: usize,
    pub cards: Vec<Card>,
}

/// A question and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    pub asks: String,
    /// Asked in every session.
    pub fixed: bool,
    /// A line, if the answer changed anything.
    pub words: String,
    /// Did the answer start from the child?
    pub from_child: Option<bool>,
}

impl Rehearse {
    /// Blank: the questions that are always asked, none drawn.
    #[must_use]
    pub fn asking(draw: u8, fixed: &[String]) -> Self {
        let card = |asks: &String| Card { asks: asks.clone(), fixed: true, ..Card::default() };
        Self { draw, cards: fixed.iter().map(card).collect(), ..Self::default() }
    }

    /// Lays the panel's questions in an order that `seed` decides. Those that were `drawn` in earlier sessions come last, the
    /// one that was drawn the longest ago first.
    pub fn shuffle(&mut self, questions: &[PanelQuestion], drawn: &[String], seed: &str) {
        let before = |question: &PanelQuestion| drawn.iter().rposition(|id| *id == question.id);
        self.deck = questions.to_vec();
        self.deck.sort_by_cached_key(|one| (before(one).map_or(0, |at| at + 1), mixed(seed, &one.id), one.id.clone()));
        self.earlier = questions.iter().filter(|question| before(question).is_some()).count();
    }

    /// Draws as many questions as are drawn at once. Those drawn before that nobody has answered go; everything in which
    /// something was written or marked stays. No question comes twice before all have come; then they begin anew. A question
    /// that is on the table already is passed over.
    pub fn draw(&mut self) {
        self.cards.retain(|card| card.fixed || card.is_touched());
        let mut wanted = self.draw;
        for _ in 0..self.deck.len() {
            if wanted == 0 {
                break;
            }
            let question = &self.deck[self.drawn % self.deck.len()];
            self.drawn += 1;
            if self.cards.iter().all(|card| card.asks != question.asks) {
                self.cards.push(Card { asks: question.asks.clone(), ..Card::default() });
                wanted -= 1;
            }
        }
    }

    /// The ids of all that has been drawn, in earlier sessions and in this one, what was drawn the longest ago first.
    #[must_use]
    pub fn drawn_ids(&self) -> Vec<&str> {
        let all = self.deck.len();
        let drawn: Vec<&PanelQuestion> = if self.drawn <= all {
            let earlier = all.saturating_sub(self.earlier).max(self.drawn);
            self.deck[earlier..].iter().chain(&self.deck[..self.drawn]).collect()
        } else {
            let (again, before) = self.deck.split_at(self.drawn % all.max(1));
            before.iter().chain(again).collect()
        };
        drawn.into_iter().map(|question| question.id.as_str()).collect()
    }

    /// Whether any card was answered.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.cards.iter().any(Card::is_answered)
    }

    /// Everything that was typed.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.cards.iter().map(|card| card.words.as_str()).collect()
    }

    /// Itself in a line.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        match self.cards.iter().filter(|card| card.is_answered()).count() {
            0 => String::new(),
            n => format!("{} answered", counted(n, "question")),
        }
    }
}

impl Card {
    /// Whether it was answered aloud: somebody said whether it started from the child, or what it changed.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.from_child.is_some() || !self.words.trim().is_empty()
    }

    /// Whether anything at all stands in it, a blank too.
    fn is_touched(&self) -> bool {
        self.from_child.is_some() || !self.words.is_empty()
    }
}

impl Session {
    /// The panel's questions that have been drawn, by id, in this session and in those from which it was carried on: what was
    /// drawn the longest ago first. The next session about this child begins with others.
    #[must_use]
    pub fn drawn_ids(&self) -> Vec<String> {
        let drawn = self.entries().filter_map(|(_, entry)| match &entry.answer {
            Answer::Rehearse(rehearse) => Some(rehearse.drawn_ids()),
            _ => None,
        });
        drawn.flatten().map(str::to_owned).collect()
    }
}

/// A number that looks like chance and is the same every time (FNV-1a).
fn mixed(seed: &str, id: &str) -> u64 {
    let bytes = seed.bytes().chain([0]).chain(id.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// A panel of so many questions.
    fn panel(count: usize) -> Vec<PanelQuestion> {
        let asks = |n| PanelQuestion { id: format!("q{n}"), asks: format!("What would happen in month {n}?") };
        (1..=count).map(asks).collect()
    }

    fn rehearse(count: usize, draw: u8, drawn: &[&str], seed: &str) -> Rehearse {
        let mut rehearse = Rehearse::asking(draw, &["Why now?".to_owned()]);
        let drawn: Vec<String> = drawn.iter().map(|id| (*id).to_owned()).collect();
        rehearse.shuffle(&panel(count), &drawn, seed);
        rehearse
    }

    /// The questions on the table that were drawn.
    fn table(rehearse: &Rehearse) -> Vec<String> {
        rehearse.cards.iter().filter(|card| !card.fixed).map(|card| card.asks.clone()).collect()
    }

    fn order(rehearse: &Rehearse) -> Vec<&str> {
        rehearse.deck.iter().map(|question| question.id.as_str()).collect()
    }

    #[test]
    fn no_question_comes_twice_before_all_have_come() {
        for (count, draw) in [(1, 1), (3, 3), (6, 3), (7, 3), (20, 7), (2, 3), (5, 1)] {
            let mut rehearse = rehearse(count, draw, &[], "k3f9");
            let mut seen = Vec::new();
            while rehearse.drawn < rehearse.deck.len() {
                let before = seen.len();
                rehearse.draw();
                seen.extend(table(&rehearse));
                let expected = usize::from(draw).min(count);
                assert_eq!(seen.len() - before, expected, "{count} questions, {draw} at once");
            }
            let first: BTreeSet<&String> = seen.iter().take(count).collect();
            assert_eq!(first.len(), count, "{count} questions, {draw} at once: {seen:?}");
            assert_eq!(rehearse.cards[0].asks, "Why now?", "what is always asked is always there");
        }
    }

    #[test]
    fn when_all_have_come_they_begin_anew_in_the_same_order() {
        let mut rehearse = rehearse(6, 3, &[], "k3f9");
        rehearse.draw();
        let first = table(&rehearse);
        rehearse.draw();
        assert_eq!(rehearse.drawn, 6);
        rehearse.draw();
        assert_eq!(table(&rehearse), first);
    }

    #[test]
    fn what_was_written_or_marked_stays_and_what_nobody_touched_goes() {
        let mut rehearse = rehearse(6, 3, &[], "k3f9");
        rehearse.draw();
        let drawn: Vec<usize> = (0..rehearse.cards.len()).filter(|at| !rehearse.cards[*at].fixed).collect();
        rehearse.cards[drawn[0]].words = "I had not asked Dawn.".into();
        rehearse.cards[drawn[2]].from_child = Some(false);
        let kept = [rehearse.cards[drawn[0]].clone(), rehearse.cards[drawn[2]].clone()];
        let gone = rehearse.cards[drawn[1]].asks.clone();
        rehearse.draw();
        let now: Vec<Card> = rehearse.cards.iter().filter(|card| !card.fixed).cloned().collect();
        assert_eq!(now[..2], kept);
        assert_eq!(now.len(), 5, "three others lie beside the two");
        assert!(now.iter().all(|card| card.asks != gone));
        // Begun anew, the two that lie there are passed over.
        rehearse.draw();
        let table = table(&rehearse);
        assert_eq!(table.iter().collect::<BTreeSet<_>>().len(), table.len(), "{table:?}");
        assert!(table.contains(&gone));
    }

    #[test]
    fn a_whole_deck_on_the_table_draws_nothing_more() {
        let mut rehearse = rehearse(2, 3, &[], "k3f9");
        rehearse.draw();
        rehearse.cards.iter_mut().for_each(|card| card.from_child = Some(true));
        let before = rehearse.cards.clone();
        rehearse.draw();
        assert_eq!(rehearse.cards, before);
    }

    #[test]
    fn no_panel_draws_nothing() {
        let mut rehearse = rehearse(0, 3, &["q1"], "k3f9");
        rehearse.draw();
        assert_eq!((table(&rehearse).len(), rehearse.drawn_ids().len()), (0, 0));
    }

    #[test]
    fn the_same_session_has_the_same_order_and_others_have_others() {
        assert_eq!(order(&rehearse(6, 3, &[], "k3f9")), order(&rehearse(6, 3, &[], "k3f9")));
        let seeds: Vec<String> = (0..200).map(|n| format!("{n}x")).collect();
        let firsts: Vec<String> = seeds.iter().map(|seed| order(&rehearse(6, 3, &[], seed))[0].to_owned()).collect();
        for question in panel(6) {
            let count = firsts.iter().filter(|first| **first == question.id).count();
            assert!((15..=60).contains(&count), "{} is first in {count} of 200 sessions", question.id);
        }
    }

    #[test]
    fn questions_of_earlier_sessions_come_last_the_longest_ago_first() {
        let drawn = ["q4", "q2", "gone", "q4"];
        let rehearse = rehearse(6, 3, &drawn, "k3f9");
        assert_eq!(order(&rehearse)[4..], ["q2", "q4"], "q4 was drawn again after q2");
        assert_eq!((rehearse.earlier, rehearse.drawn_ids()), (2, vec!["q2", "q4"]));
    }

    /// However often it is drawn, and over however many sessions: a question comes again only when all others have.
    #[test]
    fn from_session_to_session_the_longest_ago_comes_next() {
        let (mut drawn, mut all) = (Vec::new(), Vec::new());
        for session in 0..12 {
            let ids: Vec<&str> = drawn.iter().map(String::as_str).collect();
            let mut rehearse = rehearse(7, 3, &ids, &format!("{session}x"));
            for _ in 0..=session % 4 {
                rehearse.draw();
                let asked = table(&rehearse);
                let id = |asks: &String| rehearse.deck.iter().find(|one| one.asks == *asks).unwrap().id.clone();
                all.extend(asked.iter().map(id).collect::<Vec<_>>());
            }
            drawn = rehearse.drawn_ids().into_iter().map(str::to_owned).collect();
        }
        for at in 7..all.len() {
            let since: BTreeSet<&String> = all[at - 7..at].iter().collect();
            assert_eq!(since.len(), 7, "{:?}", &all[at - 7..=at]);
        }
    }
}
