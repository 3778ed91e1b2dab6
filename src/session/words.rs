//! The child's own words, and what became of them. Where there are none, an empty chair.

use serde::{Deserialize, Serialize};

use crate::checklist::one_line;

/// What the child said, each time with its circumstances; or an empty chair and what we would have to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChildsWords {
    pub quotes: Vec<Quote>,
    /// Where there are no words: what has kept us from having them.
    pub chair: String,
    /// What we would have to ask to know, and who asks it, in what manner.
    pub would_ask: String,
}

/// Something the child said. No field asks what the child felt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quote {
    /// Word for word, in the child's own spelling.
    pub words: String,
    /// As typed.
    pub when: String,
    pub place: String,
    /// In what manner: talking, drawing, through an advocate.
    pub manner: String,
    /// Was the manner the child's choice?
    pub childs_choice: Option<bool>,
    pub heard_by: String,
    /// What weight it has in the recommendation, and what we did with it.
    pub weight: String,
    /// What we told the child.
    pub told: String,
}

impl ChildsWords {
    /// Whether there are words, or it is said what we would have to ask.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.has_words() || !self.would_ask.trim().is_empty()
    }

    /// Everything that was typed, the words first.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let Self { quotes, chair, would_ask } = self;
        quotes.iter().flat_map(Quote::texts).chain([chair.as_str(), would_ask]).collect()
    }

    /// Whether there are words of the child's. While there are none, the chair is empty.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.quotes.iter().any(Quote::has_words)
    }

    /// Itself in a line.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let written: Vec<&Quote> = self.quotes.iter().filter(|quote| quote.has_words()).collect();
        let said = |text: &str| !text.trim().is_empty();
        let line = match written.split_first() {
            Some((first, [])) => format!("“{}”", first.words.trim()),
            Some((first, more)) => format!("“{}” and {} more", first.words.trim(), more.len()),
            None if said(&self.would_ask) => format!("No words yet. To ask: {}", self.would_ask),
            None if said(&self.chair) => format!("No words yet: {}", self.chair),
            None if self.texts().into_iter().any(said) => "No words yet".to_owned(),
            None => String::new(),
        };
        one_line(&line)
    }
}

impl Quote {
    /// Whether the words themselves are written.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.words.trim().is_empty()
    }

    /// The fields that carry words, the child's first.
    #[must_use]
    pub fn texts(&self) -> [&str; 7] {
        let Self { words, when, place, manner, childs_choice: _, heard_by, weight, told } = self;
        [words, when, place, manner, heard_by, weight, told]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(words: &str, when: &str) -> Quote {
        Quote { words: words.into(), when: when.into(), ..Quote::default() }
    }

    /// The quotes, what kept us, what we would ask; whether there are words, whether it is said, and the line.
    type Row = (Vec<Quote>, &'static str, &'static str, bool, bool, &'static str);

    #[test]
    fn the_chair_is_empty_until_there_are_words_and_a_question_is_an_answer_too() {
        let bed = || quote("I want my own bed\nand the dug", "12 May 2026");
        let other = || quote("Is the other mummy coming?", "14 April");
        let rows: [Row; 7] = [
            (vec![], "", "", false, false, ""),
            (vec![Quote::default()], " ", "\n", false, false, ""),
            (vec![quote("", "12 May 2026")], "", "", false, false, "No words yet"),
            (
                vec![],
                "It was felt it would unsettle her",
                "",
                false,
                false,
                "No words yet: It was felt it would unsettle her",
            ),
            (vec![], "Too young", "Who she\n plays with", false, true, "No words yet. To ask: Who she plays with"),
            (vec![quote(" ", ""), bed()], "", "", true, true, "“I want my own bed and the dug”"),
            (vec![bed(), other()], "Too young", "More time?", true, true, "“I want my own bed and the dug” and 1 more"),
        ];
        for (quotes, chair, would_ask, has_words, is_said, line) in rows {
            let words = ChildsWords { quotes, chair: chair.into(), would_ask: would_ask.into() };
            assert_eq!((words.has_words(), words.is_said(), words.in_a_line().as_str()), (has_words, is_said, line));
        }
    }

    /// Eight things are asked of each time that the child spoke, and none of them is what the child felt.
    #[test]
    fn the_words_are_kept_as_they_were_said() {
        let quote = quote("I dinnae want tae go  , OK", "");
        let kept: Quote = serde_json::from_str(&serde_json::to_string(&quote).unwrap()).unwrap();
        assert_eq!(kept.words, "I dinnae want tae go  , OK");
        let serde_json::Value::Object(fields) = serde_json::to_value(&quote).unwrap() else { panic!("it has fields") };
        let mut names: Vec<&str> = fields.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["childs_choice", "heard_by", "manner", "place", "told", "weight", "when", "words"]);
    }
}
