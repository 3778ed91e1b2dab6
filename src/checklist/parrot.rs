//! The parrot's words: what may be asked of a reason, in four directions, and what in a sentence makes it ask.

use serde::{Deserialize, Serialize};

/// The wordings behind *But why?*, as written in `checklists/parrot/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Parrot {
    pub format: u32,
    pub id: String,
    pub directions: Vec<DirectionWords>,
    /// What it notices in a sentence, and what it asks then.
    pub triggers: Vec<TriggerWords>,
    /// The plain question, for when both want it.
    pub plain: Vec<String>,
    /// Asked once, after the first branch has come to rest.
    pub another: String,
    /// Asked once, when a second branch carries the claim.
    pub together: String,
    /// Said at depth three.
    pub enough: String,
    /// Said under a reason that is a heavy one.
    pub heavy: String,
    /// Said after two reasons in a row that were asked again.
    pub as_unknown: String,
    pub advice: Advice,
    pub feelings: Feelings,
    pub comparing: Comparing,
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

/// What the parrot notices, and what it asks then.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerWords {
    pub trigger: Trigger,
    /// Said under the question. `{words}` stands for what it noticed.
    pub because: String,
    /// Where it looks, in turn.
    pub directions: Vec<Direction>,
    /// Its own wordings, in the first of its directions. When they are used up, the direction's are asked.
    pub asks: Vec<String>,
    /// What it listens for, where it listens for words. A star ends a word of which only the beginning counts.
    #[serde(default)]
    pub words: Vec<String>,
    /// What has to be there too; see the trigger.
    #[serde(default)]
    pub also: Vec<String>,
    /// What sounds like one of the words and is not meant.
    #[serde(default)]
    pub except: Vec<String>,
}

/// Something in a claim or a reason that makes the parrot ask (`sessions.md`, 5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Trigger {
    /// It repeats the line above, or the claim.
    Circular,
    /// It has always been so.
    AlwaysThePlan,
    /// Somebody decided, and that is all.
    Authority,
    /// A label is explained by a label.
    LabelForLabel,
    /// Best for the child, and nothing that is this child's. `also` are words as general as that.
    BestForChild,
    /// What we do not have. Allowed as a fact; it is a limit on the recommendation.
    Resource,
    /// A recommendation or a measure.
    Proposal,
    /// What we did ourselves stands beside what it may have made. `words` are what we did, `also` is what came of it.
    OwnAction,
    /// Always, never, clearly, everybody.
    Absolute,
    /// Somebody is missing.
    Missing,
    /// It was felt, and nobody felt it.
    Passive,
    /// What will be.
    Prediction,
    /// A word for a person in place of what was seen.
    Label,
    /// Sorted as an assumption by either of the two, or said to be one.
    Assumption,
    NoSource,
    NoDate,
}

impl Trigger {
    /// The order in which the parrot looks, and the first that it finds is what it asks about.
    ///
    /// What is not accepted as a reason comes first, since nothing else in it is worth a question yet. Then the
    /// recommendation, which the hearing is about. Then what single words give away, the one that hides most first: our own
    /// hand in what we saw, then times and people that are left out, then guesses and labels. What is general comes last.
    pub const ORDER: [Self; 16] = [
        Self::Circular,
        Self::AlwaysThePlan,
        Self::Authority,
        Self::LabelForLabel,
        Self::BestForChild,
        Self::Resource,
        Self::Proposal,
        Self::OwnAction,
        Self::Absolute,
        Self::Missing,
        Self::Passive,
        Self::Prediction,
        Self::Label,
        Self::Assumption,
        Self::NoSource,
        Self::NoDate,
    ];

    /// Whether what it notices is not accepted as a reason, and is asked once more.
    #[must_use]
    pub fn asks_again(self) -> bool {
        use Trigger::{AlwaysThePlan, Authority, BestForChild, Circular, LabelForLabel};
        matches!(self, Circular | AlwaysThePlan | Authority | LabelForLabel | BestForChild)
    }

    /// Whether it listens for words of its own.
    pub(super) fn needs_words(self) -> bool {
        !matches!(self, Self::Circular | Self::LabelForLabel | Self::Assumption | Self::NoSource | Self::NoDate)
    }

    /// Whether something else has to be there beside its words.
    pub(super) fn needs_also(self) -> bool {
        matches!(self, Self::BestForChild | Self::OwnAction)
    }
}

/// How a question that is advice is known.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// What is said then.
    pub says: String,
    /// How it begins.
    pub begins: Vec<String>,
    /// What may stand before that.
    pub after: Vec<String>,
}

/// How a feeling that somebody says of themselves is known: one of `who`, nothing but words of `between`, one of `words`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feelings {
    pub who: Vec<String>,
    pub between: Vec<String>,
    pub words: Vec<String>,
    /// Whole sayings.
    pub sayings: Vec<String>,
}

/// How words are compared.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparing {
    /// Two ways to say one thing, Scots and English, long and short, now and then: the first is read as the second.
    pub same: Vec<(String, String)>,
    /// Words that say nothing by themselves.
    pub common: Vec<String>,
    /// Words that turn a sentence into its opposite.
    pub not: Vec<String>,
    /// Words after which a reason stands.
    pub because: Vec<String>,
    /// Words of the calendar.
    pub days: Vec<String>,
    /// How somebody gives another's words.
    pub speech: Vec<String>,
}

impl Parrot {
    /// A wording in this direction that `used` does not hold while another is left; then the one that was used longest
    /// ago. `used` is in reading order, which is near enough to the order of use. Empty only if the file has no wording for the direction.
    #[must_use]
    pub fn ask(&self, direction: Direction, used: &[&str]) -> String {
        self.least_used(&[], direction, used)
    }

    /// The same, from a trigger's own wordings first.
    #[must_use]
    pub fn ask_about(&self, trigger: Trigger, direction: Direction, used: &[&str]) -> String {
        let own = self.trigger(trigger).filter(|words| words.directions.first() == Some(&direction));
        self.least_used(own.map_or(&[], |words| &words.asks), direction, used)
    }

    fn least_used(&self, own: &[String], direction: Direction, used: &[&str]) -> String {
        let last_use = |ask: &&String| used.iter().rposition(|one| one == &ask.as_str());
        // `None < Some(_)`, and the first of equals wins: unused wordings first, in the file's order.
        own.iter().chain(self.asks(direction)).min_by_key(last_use).cloned().unwrap_or_default()
    }

    /// The wordings of a direction.
    #[must_use]
    pub fn asks(&self, direction: Direction) -> &[String] {
        match direction {
            Direction::Plain => &self.plain,
            _ => self.directions.iter().find(|words| words.direction == direction).map_or(&[], |words| &words.asks),
        }
    }

    /// What a direction is called.
    #[must_use]
    pub fn title(&self, direction: Direction) -> &str {
        let words = self.directions.iter().find(|words| words.direction == direction);
        words.map_or("", |words| &words.title)
    }

    /// What the file says of a trigger. One that it leaves out is not noticed.
    #[must_use]
    pub fn trigger(&self, trigger: Trigger) -> Option<&TriggerWords> {
        self.triggers.iter().find(|words| words.trigger == trigger)
    }

    /// Everything that people read or hear, with no list of words to listen for.
    #[must_use]
    pub fn sayings(&self) -> Vec<&str> {
        let Self {
            format: _,
            id: _,
            directions,
            triggers,
            plain,
            another,
            together,
            enough,
            heavy,
            as_unknown,
            advice,
            feelings: _,
            comparing: _,
        } = self;
        let of_directions = directions.iter().flat_map(|words| words.asks.iter().chain([&words.title]));
        let of_triggers = triggers.iter().flat_map(|words| words.asks.iter().chain([&words.because]));
        let others = [another, together, enough, heavy, as_unknown, &advice.says];
        of_directions.chain(of_triggers).chain(plain).chain(others).map(String::as_str).collect()
    }

    /// The same, to be changed.
    pub(super) fn sayings_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Self {
            format: _,
            id: _,
            directions,
            triggers,
            plain,
            another,
            together,
            enough,
            heavy,
            as_unknown,
            advice,
            feelings: _,
            comparing: _,
        } = self;
        let of_directions = directions.iter_mut().flat_map(|words| words.asks.iter_mut().chain([&mut words.title]));
        let of_triggers = triggers.iter_mut().flat_map(|words| words.asks.iter_mut().chain([&mut words.because]));
        let others = [another, together, enough, heavy, as_unknown, &mut advice.says];
        of_directions.chain(of_triggers).chain(plain).chain(others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Library, shipped};

    #[test]
    fn a_wording_comes_again_only_when_none_is_left() {
        let mut parrot = Library::read(shipped()).parrot.unwrap();
        parrot.directions = vec![DirectionWords {
            direction: Direction::Grounds,
            title: "What it rests on".into(),
            asks: vec!["a".into(), "b".into()],
        }];
        assert_eq!(parrot.ask(Direction::Grounds, &[]), "a");
        assert_eq!(parrot.ask(Direction::Grounds, &["a"]), "b");
        assert_eq!(parrot.ask(Direction::Grounds, &["a", "b"]), "a");
        assert_eq!(parrot.ask(Direction::Grounds, &["b", "a", "b"]), "a");
        assert_eq!(parrot.ask(Direction::Plain, &[]), "But why?");
        assert_eq!(parrot.ask(Direction::Meaning, &[]), "");
    }

    #[test]
    fn a_triggers_own_wordings_come_before_those_of_its_direction() {
        let mut parrot = Library::read(shipped()).parrot.unwrap();
        parrot.directions.iter_mut().for_each(|words| words.asks = vec!["a".into()]);
        let passive = parrot.triggers.iter_mut().find(|words| words.trigger == Trigger::Passive).unwrap();
        passive.asks = vec!["own".into()];
        let ask = |direction, used: &[&str]| parrot.ask_about(Trigger::Passive, direction, used);
        assert_eq!(ask(Direction::Grounds, &[]), "own");
        assert_eq!(ask(Direction::Grounds, &["own"]), "a");
        assert_eq!(ask(Direction::Grounds, &["own", "a"]), "own");
        assert_eq!(ask(Direction::Opposite, &[]), "a", "its own look in its first direction");
    }
}
