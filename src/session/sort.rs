//! Which sentences does this stand on? Each of the two sorts them alone, then only the differences are talked about.

use serde::{Deserialize, Serialize};

use super::{Basis, Blind, Pair};
use crate::checklist::counted;

/// The sentences that a recommendation stands on, and where each of the two puts them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// How many sentences are asked for.
    pub least: u8,
    pub most: u8,
    /// What was pasted to pick sentences from. It stays until somebody takes it out.
    pub pasted: String,
    pub sentences: Vec<Sentence>,
    /// For each sentence where it belongs, `None` while it is not put anywhere.
    pub sorted: Blind<Vec<Option<Basis>>>,
    /// The sentence that carries the most weight, as the two say when both are shown.
    pub heaviest: Option<usize>,
}

/// One sentence of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    pub text: String,
    /// Who saw or said it, or which document.
    pub source: String,
    /// As typed.
    pub when: String,
    /// What would move it to another place.
    pub moves: String,
}

impl Sort {
    /// Whether both have sorted.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.sorted.shown().is_some() && self.sentences.iter().any(|one| !one.text.trim().is_empty())
    }

    /// Everything that was typed. Where anybody puts a sentence is not among it.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.sentences.iter().flat_map(Sentence::texts).chain([self.pasted.as_str()]).collect()
    }

    /// Itself in a line. It says nothing of what anybody chose before both have.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let differences = self.differing().len();
        match (self.sentences.len(), self.sorted.shown().is_some()) {
            (0, _) => String::new(),
            (n, false) => counted(n, "sentence"),
            (n, true) if differences == 0 => format!("{}, sorted alike", counted(n, "sentence")),
            (n, true) => format!("{}, {} seen differently", counted(n, "sentence"), differences),
        }
    }

    /// The sentences that the two put in different places, by number from 0; empty until both have sorted.
    #[must_use]
    pub fn differing(&self) -> Vec<usize> {
        let Some(Pair { first, second }) = self.sorted.shown() else { return Vec::new() };
        (0..self.sentences.len()).filter(|at| first.get(*at) != second.get(*at)).collect()
    }

    /// The sentences that either of the two calls an assumption, in order; empty until both have sorted.
    #[must_use]
    pub fn assumed(&self) -> Vec<&str> {
        let Some(Pair { first, second }) = self.sorted.shown() else { return Vec::new() };
        let is_assumed = |at: usize| [first, second].iter().any(|one| one.get(at) == Some(&Some(Basis::Assumption)));
        let of_sentences = self.sentences.iter().enumerate();
        of_sentences.filter(|(at, _)| is_assumed(*at)).map(|(_, one)| one.text.as_str()).collect()
    }

    /// The assumption that carries the most weight: the one that the two chose, else the first; `None` if there is none.
    #[must_use]
    pub fn heaviest_assumption(&self) -> Option<&str> {
        let assumed = self.assumed();
        let chosen = self.heaviest.and_then(|at| self.sentences.get(at)).map(|one| one.text.as_str());
        chosen.filter(|text| assumed.contains(text)).or(assumed.first().copied())
    }
}

impl Sentence {
    /// The fields that carry words, the most telling first.
    #[must_use]
    pub fn texts(&self) -> [&str; 4] {
        let Self { text, source, when, moves } = self;
        [text, source, when, moves]
    }
}
