//! The child's own words with their circumstances, or the empty chair.

use super::{Block, said};
use crate::session::{ChildsWords, Quote, Session};

pub(super) fn blocks(_session: &Session, words: &ChildsWords) -> Vec<Block> {
    let mut blocks = Vec::new();
    for quote in &words.quotes {
        let Quote { words, when, place, manner, childs_choice, heard_by, weight, told } = quote;
        if quote.texts().iter().all(|text| text.trim().is_empty()) {
            continue;
        }
        blocks.push(Block::Quote(words.clone()));
        let choice = match childs_choice {
            Some(true) => "It was the child's choice.",
            Some(false) => "It was not the child's choice.",
            None => "",
        };
        blocks.push(Block::Para(said::joined([
            said::labelled("When", when),
            said::labelled("Where", place),
            said::labelled("In what manner", manner),
            choice.to_owned(),
            said::labelled("Heard by", heard_by),
            said::labelled("Weight", weight),
            said::labelled("What we told the child", told),
        ])));
    }
    let chair = said::joined([
        said::labelled("What has kept us from having words", &words.chair),
        said::labelled("What we would have to ask", &words.would_ask),
    ]);
    if !chair.is_empty() {
        blocks.push(Block::Para(chair));
    }
    blocks
}
