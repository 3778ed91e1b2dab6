//! What a panel may ask, and what was answered.

use super::{
    Block,
    block::{item, list},
    said,
};
use crate::session::{Rehearse, Session};

pub(super) fn blocks(session: &Session, rehearse: &Rehearse) -> Vec<Block> {
    let answered = rehearse.cards.iter().filter(|card| card.from_child.is_some() || !card.words.trim().is_empty());
    let line = |card: &crate::session::Card| {
        let from_child = match card.from_child {
            Some(true) => "The answer started from the child.",
            Some(false) => "The answer did not start from the child.",
            None => "",
        };
        item(0, said::joined([session.fill(&card.asks), said::sentence(&card.words), from_child.to_owned()]))
    };
    list(answered.map(line).collect())
}
