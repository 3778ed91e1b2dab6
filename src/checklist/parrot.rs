//! The parrot's words: what may be asked of a reason, in four directions.

use serde::{Deserialize, Serialize};

/// The wordings behind *But why?*, as written in `checklists/parrot/`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parrot {
    pub format: u32,
    pub id: String,
    pub directions: Vec<DirectionWords>,
    /// The plain question, for when both want it.
    pub plain: Vec<String>,
    /// Asked once, after the first branch has come to rest.
    pub another: String,
    /// Said at depth three.
    pub enough: String,
}

/// The wordings of one direction.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectionWords {
    pub direction: Direction,
    /// What the button says.
    pub title: String,
    pub asks: Vec<String>,
}

/// Where a question looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// What it rests on.
    Grounds,
    /// What it means for the child.
    Meaning,
    /// What else could explain it.
    OtherExplanation,
    /// What would change our mind.
    Opposite,
    /// The plain *But why?*
    Plain,
}

impl Parrot {
    /// A wording in this direction that `used` does not hold while another is left; then the one that was used longest
    /// ago. `used` is in reading order, which is near enough to the order of use. Empty only if the file has no wording for the direction.
    #[must_use]
    pub fn ask(&self, direction: Direction, used: &[&str]) -> String {
        let asks = match direction {
            Direction::Plain => Some(&self.plain),
            _ => self.directions.iter().find(|words| words.direction == direction).map(|words| &words.asks),
        };
        let last_use = |ask: &&String| used.iter().rposition(|one| one == &ask.as_str());
        // `None < Some(_)`, and the first of equals wins: unused wordings first, in the file's order.
        asks.and_then(|asks| asks.iter().min_by_key(last_use)).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_comes_again_only_when_none_is_left() {
        let parrot = Parrot {
            format: 1,
            id: "p".into(),
            directions: vec![DirectionWords {
                direction: Direction::Grounds,
                title: "What it rests on".into(),
                asks: vec!["a".into(), "b".into()],
            }],
            plain: vec!["But why?".into()],
            another: String::new(),
            enough: String::new(),
        };
        assert_eq!(parrot.ask(Direction::Grounds, &[]), "a");
        assert_eq!(parrot.ask(Direction::Grounds, &["a"]), "b");
        assert_eq!(parrot.ask(Direction::Grounds, &["a", "b"]), "a");
        assert_eq!(parrot.ask(Direction::Grounds, &["b", "a", "b"]), "a");
        assert_eq!(parrot.ask(Direction::Plain, &[]), "But why?");
        assert_eq!(parrot.ask(Direction::Meaning, &[]), "");
    }
}
