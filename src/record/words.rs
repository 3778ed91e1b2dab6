//! The child's own words with their circumstances, or the empty chair.

use super::{Block, said};
use crate::session::{ChildsWords, Quote, Session};

/// What a note says where the child's words would stand, while there are none.
pub(super) const EMPTY_CHAIR: &str = "The chair is empty: nothing that {child} said is written here yet.";

pub(super) fn blocks(session: &Session, words: &ChildsWords) -> Vec<Block> {
    let mut blocks = Vec::new();
    for quote in words.quotes.iter().filter(|quote| quote.texts().iter().any(|text| !text.trim().is_empty())) {
        if quote.has_words() {
            blocks.push(Block::Quote(quote.words.clone()));
        }
        blocks.push(Block::para(circumstances(session, quote)));
    }
    let asks = said::joined([
        said::labelled("What has kept us from having words", &words.chair),
        said::labelled("What we would have to ask to know", &words.would_ask),
    ]);
    let anything = !(blocks.is_empty() && asks.is_empty());
    if anything && !words.has_words() {
        blocks.insert(0, Block::para(session.fill(EMPTY_CHAIR)));
    }
    blocks.push(Block::para(asks));
    blocks.retain(|block| *block != Block::para(String::new()));
    blocks
}

/// When, where, how and to whom it was said, and what became of it.
fn circumstances(session: &Session, quote: &Quote) -> String {
    let Quote { words: _, when, place, manner, childs_choice, heard_by, weight, told } = quote;
    let choice = match childs_choice {
        Some(true) => "{child} chose that manner.",
        Some(false) => "{child} did not choose that manner.",
        None => "",
    };
    said::joined([
        if quote.has_words() { String::new() } else { "The words are not written yet.".to_owned() },
        said::labelled("When", when),
        said::labelled("Where", place),
        said::labelled("In what manner", manner),
        session.fill(choice),
        said::labelled("Heard by", heard_by),
        said::labelled("Weight", weight),
        said::labelled(&session.fill("What we told {child}"), told),
    ])
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;
    use crate::{
        checklist::{Library, shipped},
        session::Setup,
    };

    fn session() -> Session {
        let library = Library::read(shipped());
        let checklist = &library.checklist("cso_review").unwrap().checklist;
        let setup = Setup { child: "Ailsa".into(), ..Setup::default() };
        Session::open(checklist, &checklist.paces[0], &library, setup, "k3f9".into(), NaiveDateTime::default())
    }

    #[test]
    fn words_stand_as_they_were_said_with_what_became_of_them() {
        let quote = Quote {
            words: "stay a wee bit longer".into(),
            when: "14 April 2026".into(),
            place: "the contact centre".into(),
            manner: "talking, at the door".into(),
            childs_choice: Some(false),
            heard_by: "the supervisor".into(),
            weight: "It leads the report".into(),
            told: "That the panel will read it".into(),
        };
        let words = ChildsWords { quotes: vec![quote, Quote::default()], ..ChildsWords::default() };
        let circumstances = "When: 14 April 2026. Where: the contact centre. In what manner: talking, at the door. Ailsa \
                             did not choose that manner. Heard by: the supervisor. Weight: It leads the report. What we \
                             told Ailsa: That the panel will read it.";
        let expected = [Block::Quote("stay a wee bit longer".into()), Block::para(circumstances)];
        assert_eq!(blocks(&session(), &words), expected);
    }

    #[test]
    fn an_empty_chair_says_so_and_what_we_would_ask() {
        let chair = "The chair is empty: nothing that Ailsa said is written here yet.";
        let kept = "It was felt that it would unsettle her";
        let asks = "What has kept us from having words: It was felt that it would unsettle her. What we would have to ask \
                    to know: Does she want more time with her mum?";
        let unwritten = Quote { when: "12 May 2026".into(), ..Quote::default() };
        let rows = [
            (vec![], "", "", vec![]),
            (vec![Quote::default()], " ", "\n", vec![]),
            (vec![], kept, "Does she want more time with her mum?", vec![chair, asks]),
            (vec![unwritten], "", "", vec![chair, "The words are not written yet. When: 12 May 2026."]),
        ];
        for (quotes, chair, would_ask, expected) in rows {
            let words = ChildsWords { quotes, chair: chair.into(), would_ask: would_ask.into() };
            let expected: Vec<Block> = expected.into_iter().map(Block::para).collect();
            assert_eq!(blocks(&session(), &words), expected);
        }
    }
}
