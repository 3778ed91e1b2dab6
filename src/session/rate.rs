//! Is it defensible? Seven tests, 0 to 3 from each of the two alone, and the verdict that follows. Never a mean, never a total.

use serde::{Deserialize, Serialize};

use super::{Blind, Pair};
use crate::checklist::RateTest;

/// The tests that are asked, and what each of the two says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    pub asked: Vec<RateTest>,
    /// For each test 0 not there, 1 thin, 2 would stand, 3 would stand if challenged; `None` while it is not said.
    pub rated: Blind<Vec<Option<u8>>>,
    /// For each test what each of the two says about it when both are shown. Differences are kept.
    pub because: Vec<Pair<String>>,
    /// "Ready if": what comes first, who does it, by when.
    pub first: String,
}

impl Rate {
    /// The highest rating.
    pub const MOST: u8 = 3;

    /// Blank, for these tests.
    #[must_use]
    pub fn of(asked: Vec<RateTest>) -> Self {
        let because = vec![Pair::default(); asked.len()];
        Self { asked, because, ..Self::default() }
    }

    /// Whether both have rated.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.rated.shown().is_some()
    }

    /// Everything that was typed. Nobody's rating is among it.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let because = self.because.iter().flat_map(|pair| [pair.first.as_str(), &pair.second]);
        [self.first.as_str()].into_iter().chain(because).collect()
    }

    /// Itself in a line. It says nothing of what anybody chose before both have.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        if self.is_said() { "Both have rated".to_owned() } else { String::new() }
    }
}
