//! What a panel may ask, and what was answered.

use super::{
    Block,
    block::{item, list, title},
    said,
};
use crate::session::{Card, Rehearse, Session};

pub(super) fn blocks(session: &Session, rehearse: &Rehearse) -> Vec<Block> {
    let of = |fixed| rehearse.cards.iter().filter(move |card| card.fixed == fixed && card.is_answered());
    let mut items: Vec<_> = of(false).chain(of(true)).map(|card| item(1, line(session, card))).collect();
    if !items.is_empty() {
        items.insert(0, title(0, "Questions to expect, answered aloud"));
    }
    list(items)
}

fn line(session: &Session, card: &Card) -> String {
    let from_child = match card.from_child {
        Some(true) => "The answer started from {child}.",
        Some(false) => "The answer did not start from {child} yet.",
        None => "",
    };
    said::joined([session.fill(&card.asks), said::labelled("What changed", &card.words), session.fill(from_child)])
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;
    use crate::{
        checklist::{Library, shipped},
        session::Setup,
    };

    #[test]
    fn only_what_was_answered_is_said_the_drawn_ones_first() {
        let library = Library::read(shipped());
        let checklist = &library.checklist("cso_review").unwrap().checklist;
        let setup = Setup { child: "Ailsa".into(), ..Setup::default() };
        let now = NaiveDateTime::default();
        let session = Session::open(checklist, &checklist.paces[0], &library, setup, "k3f9".into(), now);
        let card = |asks: &str, fixed, words: &str, from_child| Card {
            asks: asks.into(),
            fixed,
            words: words.into(),
            from_child,
        };
        let mut rehearse = Rehearse {
            cards: vec![
                card("Why now?", true, "", Some(false)),
                card("Why not do more?", true, " ", None),
                card("What is {child} waiting for?", false, "", Some(true)),
                card("What has never been used?", false, "We name the measure", None),
            ],
            ..Rehearse::default()
        };
        let expected = vec![
            item(0, "Questions to expect, answered aloud"),
            item(1, "What is Ailsa waiting for? The answer started from Ailsa."),
            item(1, "What has never been used? What changed: We name the measure."),
            item(1, "Why now? The answer did not start from Ailsa yet."),
        ];
        assert_eq!(blocks(&session, &rehearse), [Block::List { ordered: false, items: expected }]);
        rehearse.cards.truncate(2);
        rehearse.cards[0].from_child = None;
        assert_eq!(blocks(&session, &rehearse), []);
    }
}
