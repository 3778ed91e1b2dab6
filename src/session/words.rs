//! The child's own words, and what became of them. Where there are none, an empty chair.

use serde::{Deserialize, Serialize};

/// What the child said, each time with its circumstances; or an empty chair and what we would have to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChildsWords {
    pub quotes: Vec<Quote>,
    /// There are no words: what has kept us from having them.
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
        let said = |text: &str| !text.trim().is_empty();
        self.quotes.iter().any(|quote| said(&quote.words)) || said(&self.would_ask)
    }

    /// Everything that was typed, the words first.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let of_quotes = self.quotes.iter().flat_map(Quote::texts);
        of_quotes.chain([self.chair.as_str(), &self.would_ask]).collect()
    }

    /// Itself in a line.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let first = self.texts().into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
        first.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Quote {
    /// The fields that carry words, the child's first.
    #[must_use]
    pub fn texts(&self) -> [&str; 7] {
        let Self { words, when, place, manner, childs_choice: _, heard_by, weight, told } = self;
        [words, when, place, manner, heard_by, weight, told]
    }
}
