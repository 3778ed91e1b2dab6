//! The ratings side by side, dissent in words, and the verdict; nothing of it before both have rated.

use super::{
    Block,
    block::{item, list},
    said,
};
use crate::session::{Rate, Session};

pub(super) fn blocks(session: &Session, rate: &Rate) -> Vec<Block> {
    let Some(shown) = rate.rated.shown() else { return Vec::new() };
    let mut items = Vec::new();
    for (at, asked) in rate.asked.iter().enumerate() {
        items.push(item(0, asked.test.words().to_owned()));
        for who in session.people.in_order() {
            let number = shown[who].get(at).copied().flatten().map_or("not said".to_owned(), |n| n.to_string());
            let because = rate.because.get(at).map(|pair| pair[who].trim()).unwrap_or_default();
            let because = if because.is_empty() { String::new() } else { format!(", because {because}") };
            items.push(item(1, said::sentence(&format!("{}: {number}{because}", session.people.name(who)))));
        }
    }
    list(items)
}
