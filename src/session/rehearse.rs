//! What a panel would ask: cards that are drawn, and the ones that are always asked.

use serde::{Deserialize, Serialize};

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

    /// Lays the panel's questions in an order that `seed` decides. Those that were drawn in earlier sessions come last.
    pub fn shuffle(&mut self, questions: &[PanelQuestion], drawn: &[String], seed: &str) {
        let mut deck: Vec<(bool, u64, PanelQuestion)> = questions
            .iter()
            .map(|question| (drawn.contains(&question.id), mixed(seed, &question.id), question.clone()))
            .collect();
        deck.sort_by(|a, b| (a.0, a.1, &a.2.id).cmp(&(b.0, b.1, &b.2.id)));
        self.deck = deck.into_iter().map(|(_, _, question)| question).collect();
    }

    /// Whether any card was answered.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.cards.iter().any(|card| card.from_child.is_some() || !card.words.trim().is_empty())
    }

    /// Everything that was typed.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.cards.iter().map(|card| card.words.as_str()).collect()
    }

    /// Itself in a line.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        match self.cards.iter().filter(|card| card.from_child.is_some() || !card.words.trim().is_empty()).count() {
            0 => String::new(),
            n => format!("{} answered", counted(n, "question")),
        }
    }
}

/// A number that looks like chance and is the same every time (FNV-1a).
fn mixed(seed: &str, id: &str) -> u64 {
    let bytes = seed.bytes().chain([0]).chain(id.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
