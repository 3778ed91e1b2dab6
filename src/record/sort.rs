//! The sentences that a recommendation stands on, and where the two put them; nothing of it before both have sorted.

use super::{
    Block,
    block::{item, list},
    said,
};
use crate::session::{Basis, Session, Sort};

pub(super) fn blocks(session: &Session, sort: &Sort) -> Vec<Block> {
    let Some(shown) = sort.sorted.shown() else {
        let written = sort.sentences.iter().filter(|one| !one.text.trim().is_empty());
        return list(written.map(|one| item(0, said::sentence(&one.text))).collect());
    };
    let mut items = Vec::new();
    for (at, sentence) in sort.sentences.iter().enumerate() {
        items.push(item(0, said::sentence(&sentence.text)));
        for who in session.people.in_order() {
            let place = shown[who].get(at).copied().flatten().map_or("not put anywhere", Basis::words);
            items.push(item(1, format!("{}: {place}", session.people.name(who))));
        }
        let ground = said::ground(None, &sentence.source, &sentence.when);
        items.push(item(1, said::labelled("Source", &ground)));
        items.push(item(1, said::labelled("What would move it", &sentence.moves)));
    }
    list(items)
}
