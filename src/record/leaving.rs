//! What people decide about the words by which somebody could be known, and the copy that leaves with it. What is kept stays
//! as it was typed.

use serde::{Deserialize, Serialize};

use super::{Block, Doc};

/// What becomes of some words in the copy that leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    Keep,
    TakeOut,
    /// Who it is, in their place: "Mum", "Worker 1".
    Say(String),
}

impl Choice {
    /// Stands where something was taken out.
    pub const TAKEN_OUT: &str = "[taken out]";

    fn instead(&self) -> Option<&str> {
        match self {
            Self::Keep => None,
            Self::TakeOut => Some(Self::TAKEN_OUT),
            Self::Say(role) => Some(role.trim()).filter(|role| !role.is_empty()),
        }
    }
}

/// The document with every choice made: whole words only, capitals as they are written, the longest first. What stands in for
/// something is not looked at again, and the marking is not touched.
#[must_use]
pub fn apply(doc: &Doc, choices: &[(String, Choice)]) -> Doc {
    let mut choices: Vec<(Vec<char>, &Choice)> =
        choices.iter().map(|(words, choice)| (letters(words), choice)).filter(|(words, _)| !words.is_empty()).collect();
    choices.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    doc.map(&|text| if text == doc.marking() { text.to_owned() } else { with(text, &choices) })
}

/// The headings of the sections in which some words stand, in order; the document's title is where no section has begun.
#[must_use]
pub fn places(doc: &Doc, words: &str) -> Vec<String> {
    let words = letters(words);
    let mut places: Vec<String> = Vec::new();
    let mut section = doc.title().to_owned();
    let mut look = |section: &str, text: &str| {
        if count(text, &words) > 0 && places.last().is_none_or(|last| last != section) {
            places.push(section.to_owned());
        }
    };
    look(&section, doc.title());
    for block in doc.blocks() {
        if let Block::Heading { level: 2, text } = block {
            section.clone_from(text);
        }
        block.for_each_text(&mut |text| look(&section, text));
    }
    places
}

/// How often some words stand in a document.
#[must_use]
pub fn times(doc: &Doc, words: &str) -> usize {
    let words = letters(words);
    let mut times = count(doc.title(), &words);
    for block in doc.blocks() {
        block.for_each_text(&mut |text| times += count(text, &words));
    }
    times
}

fn letters(words: &str) -> Vec<char> {
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect()
}

fn with(text: &str, choices: &[(Vec<char>, &Choice)]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let met = choices.iter().find_map(|(words, choice)| Some((stands(&chars, at, words)?, *choice)));
        let Some((end, choice)) = met else {
            changed.push(*c);
            at += 1;
            continue;
        };
        match choice.instead() {
            Some(instead) => changed.push_str(instead),
            None => changed.extend(&chars[at..end]),
        }
        at = end;
    }
    changed
}

fn count(text: &str, words: &[char]) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let (mut at, mut count) = (0, 0);
    while at < chars.len() {
        match stands(&chars, at, words).filter(|end| *end > at) {
            Some(end) => {
                count += 1;
                at = end;
            }
            None => at += 1,
        }
    }
    count
}

/// The place after some words, if they stand at `at` whole. White space stands for white space.
fn stands(chars: &[char], at: usize, words: &[char]) -> Option<usize> {
    if at > 0 && joins(chars, at - 1, at) {
        return None;
    }
    let mut here = at;
    for c in words {
        if *c == ' ' {
            let space = chars.get(here..)?.iter().take_while(|c| c.is_whitespace()).count();
            if space == 0 {
                return None;
            }
            here += space;
        } else if chars.get(here) == Some(c) {
            here += 1;
        } else {
            return None;
        }
    }
    let goes_on = here > at && here < chars.len() && joins(chars, here - 1, here);
    (!words.is_empty() && !goes_on).then_some(here)
}

/// Whether two signs beside each other belong to one word. An apostrophe between letters belongs to them, but for the ending
/// of a possessive: "O'Neill", "Dawn's".
fn joins(chars: &[char], before: usize, after: usize) -> bool {
    let of_word = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}'));
    let is_apostrophe = |at: usize| matches!(chars.get(at), Some('\'' | '\u{2019}'));
    if of_word(before) && of_word(after) {
        return true;
    }
    let (apostrophe, inside) = match (is_apostrophe(before), is_apostrophe(after)) {
        (true, false) => (before, of_word(after) && before > 0 && of_word(before - 1)),
        (false, true) => (after, of_word(before) && of_word(after + 1)),
        _ => return false,
    };
    let is_possessive = matches!(chars.get(apostrophe + 1), Some('s' | 'S')) && !of_word(apostrophe + 2);
    inside && !is_possessive
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{KeyValue, ListItem, Table};

    fn say(role: &str) -> Choice {
        Choice::Say(role.to_owned())
    }

    fn left(text: &str, choices: &[(&str, Choice)]) -> String {
        let choices: Vec<(String, Choice)> =
            choices.iter().map(|(words, choice)| ((*words).to_owned(), choice.clone())).collect();
        let doc = apply(&Doc::new("Note", "", vec![Block::para(text)]), &choices);
        match doc.blocks() {
            [Block::Para(text)] => text.words.clone(),
            [] => String::new(),
            _ => panic!("one paragraph stays one"),
        }
    }

    #[test]
    fn only_whole_words_change_and_the_longest_first() {
        let mum = [("Dawn", say("Mum")), ("Kerry Tulloch", say("Jen's sister")), ("Kerry", Choice::TakeOut)];
        let rows = [
            ("Dawn came to 31 of 48.", "Mum came to 31 of 48."),
            ("Dawn's log, and Dawn’s view", "Mum's log, and Mum’s view"),
            ("Dawns, dawn, DAWN, Dawny, McDawn", "Dawns, dawn, DAWN, Dawny, McDawn"),
            ("A Dawn-led plan (Dawn).", "A Mum-led plan (Mum)."),
            ("O'Dawn and D'Dawn'n", "O'Dawn and D'Dawn'n"),
            ("Kerry, Kerry Tulloch, Kerry\nTulloch", "[taken out], Jen's sister, Jen's sister"),
            ("Kerry TullochKerry", "[taken out] TullochKerry"),
            ("Dawn", "Mum"),
            ("Da\u{301}wn Dawn\u{301}", "Da\u{301}wn Dawn\u{301}"),
        ];
        for (text, expected) in rows {
            assert_eq!(left(text, &mum), expected);
        }
    }

    #[test]
    fn what_stands_in_for_something_is_not_looked_at_again() {
        assert_eq!(left("Dawn and Mum", &[("Dawn", say("Mum")), ("Mum", say("Dawn"))]), "Mum and Dawn");
        let kept = [("Mary-Anne", Choice::Keep), ("Mary", Choice::TakeOut)];
        assert_eq!(left("Mary and Mary-Anne", &kept), "[taken out] and Mary-Anne");
        assert_eq!(left("taken out", &[("taken out", Choice::TakeOut)]), "[taken out]");
    }

    #[test]
    fn without_a_role_and_without_words_nothing_changes() {
        let nothing = [("Dawn", say(" ")), ("", Choice::TakeOut), (" ", Choice::TakeOut), ("Cody", Choice::Keep)];
        assert_eq!(left("Dawn and Cody", &nothing), "Dawn and Cody");
    }

    #[test]
    fn numbers_and_dates_go_whole() {
        let out = |words: &'static str| [(words, Choice::TakeOut)];
        assert_eq!(left("0131 496 0000 or 40131 496 0000", &out("0131 496 0000")), "[taken out] or 40131 496 0000");
        assert_eq!(left("12 May, 112 May, 12 Mayor", &out("12 May")), "[taken out], 112 May, 12 Mayor");
        assert_eq!(left("at (01632) 960 123.", &out("(01632) 960 123")), "at [taken out].");
        assert_eq!(left("+44 131 496 0000", &out("+44 131 496 0000")), "[taken out]");
    }

    fn doc() -> Doc {
        let fact = |key: &str, value: &str| KeyValue { key: key.into(), value: value.into() };
        let item = |text: &str| ListItem { depth: 0, text: text.into() };
        Doc::new(
            "Decision note: Ailsa",
            "Part of Dawn's record.",
            vec![
                Block::KeyValues(vec![fact("Child", "Ailsa")]),
                Block::heading(2, "Reasons"),
                Block::List { ordered: false, items: vec![item("Dawn came"), item("Dawn asked")] },
                Block::heading(3, "More of Dawn"),
                Block::heading(2, "Actions"),
                Block::Note { label: "Dawn".into(), text: "Cody".into() },
                Block::heading(2, "The clock"),
                Block::Table(Table {
                    caption: "Who".into(),
                    header: vec!["Dawn".into()],
                    rows: vec![vec!["x".into()]],
                }),
            ],
        )
    }

    #[test]
    fn it_is_said_in_which_sections_something_stands_and_how_often() {
        assert_eq!(places(&doc(), "Dawn"), ["Reasons", "Actions", "The clock"]);
        assert_eq!(times(&doc(), "Dawn"), 5);
        assert_eq!(places(&doc(), "Ailsa"), ["Decision note: Ailsa"]);
        assert_eq!(places(&doc(), "Shona"), [""; 0]);
        assert_eq!(times(&doc(), ""), 0);
    }

    #[test]
    fn every_text_changes_but_the_marking() {
        let changed = apply(&doc(), &[("Dawn".to_owned(), say("Mum")), ("Ailsa".to_owned(), Choice::TakeOut)]);
        assert_eq!((times(&changed, "Dawn"), times(&changed, "Mum"), times(&changed, "[taken out]")), (0, 5, 2));
        assert_eq!(changed.title(), "Decision note: [taken out]");
        assert_eq!(changed.marking(), "Part of Dawn's record.");
        assert_eq!(apply(&doc(), &[]), doc());
    }
}
