//! What authors write: checklists, law lines, the parrot's words and words to look at, read from RON, or the problems that a
//! file has.
//!
//! Everything here is pure: text in, values or [`Problem`]s out. A [`Checklist`] is blank; a
//! [`Session`](crate::session::Session) is a filled-in copy of one.

mod condition;
mod explain;
mod file;
mod language;
mod law;
mod library;
mod panel;
mod parrot;
mod problem;
mod rules;
mod scan;
mod text;

pub use condition::{Compared, Condition, Standing};
pub(crate) use explain::near;
pub(crate) use file::Reader;
pub use file::{Contents, Limits, read};
pub use language::{Language, Term};
pub(crate) use language::{forms, straight};
pub use law::{Law, LawLine, LawStatus, Tier};
pub use library::{Faulty, Library, Origin, Shelved, Source, shipped};
pub use panel::{Panel, PanelQuestion};
pub use parrot::{Advice, Comparing, Direction, DirectionWords, Feelings, Parrot, Trigger, TriggerWords};
pub use problem::{Place, Problem};
pub use text::{Placeholders, count_words, counted, readable_date, shown};
pub(crate) use text::{capitalised, one_line};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A text written in advance that structures a conversation: the printed form, before anybody fills it in.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    /// Lower-case letters, digits and `_`; the same as the file's name without its ending.
    pub id: String,
    pub title: String,
    /// What it is for, in a sentence or two.
    pub purpose: String,
    /// The meeting that it prepares, in the author's words: "Children's hearing: review".
    pub meeting: String,
    /// Where its law applies: "Scotland".
    pub jurisdiction: String,
    /// The author's own numbering: "1.2.0".
    pub version: String,
    pub authors: Vec<String>,
    /// What is new in this version.
    pub changed: String,
    /// The day by which its authors will read it again.
    pub review_by: NaiveDate,
    pub licence: String,
    /// At least one. The longest is the pace at which nothing is shortened.
    pub paces: Vec<Pace>,
    pub sections: Vec<Section>,
    /// What each of the two is asked when the conversation is over; may be empty.
    pub reflection: Vec<String>,
    /// What can get in the way of the work, to choose from when the conversation is over; may be empty.
    pub barriers: Vec<ChoiceOption>,
    /// What the two are asked for their group: about the checklist and the work; may be empty.
    pub group: Vec<String>,
}

/// How long the pair has: "An hour", "25 minutes".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    pub id: String,
    pub title: String,
    /// Minutes for the whole session, 1..=480. It never stops anything.
    pub minutes: u16,
}

/// A titled stretch of the conversation, and a pause point.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub id: String,
    pub title: String,
    /// Minutes for each pace, by the pace's id. A pace that is not named leaves the section out.
    pub minutes: BTreeMap<String, u16>,
    pub speaks: Speaks,
    pub mode: Mode,
    /// A line to read aloud together before the first prompt; may be empty.
    pub read_aloud: String,
    /// From here on the colleague may give advice; before it only ask. Without such a section nothing is said about advice.
    pub opens_advice: bool,
    pub items: Vec<Item>,
}

/// Who has the floor in a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaks {
    Presenter,
    Colleague,
    #[default]
    Both,
    InTurn,
}

impl Speaks {
    /// Who that is, within a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Presenter => "the presenter speaks",
            Self::Colleague => "the colleague speaks",
            Self::Both => "both speak",
            Self::InTurn => "each in turn",
        }
    }
}

/// How a section is used: talk first and then write down, or read a line and then do it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    #[default]
    DoConfirm,
    ReadDo,
}

/// One thing to consider.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Used once in a file: lower-case letters, digits and `_`.
    pub id: String,
    pub prompt: String,
    /// "Why this matters"; may be empty.
    #[serde(default)]
    pub hint: String,
    pub kind: Kind,
    /// The paces at which it is asked, by id; empty means all of them.
    #[serde(default)]
    pub only: Vec<String>,
    /// At any pace but the longest, ask it in its short form: the fields beyond the words stay folded.
    #[serde(default)]
    pub short: bool,
    /// Ids of the law lines that stand beside the prompt.
    #[serde(default)]
    pub law: Vec<String>,
    /// Asked only when this holds; an answer that was given before it stopped holding is set aside, never lost.
    #[serde(default)]
    pub shows_when: Option<Condition>,
    /// The part of the decision note in which its answer stands, where its kind and its law lines do not say it.
    #[serde(default)]
    pub part: Option<Part>,
}

/// A part of the decision note that an author can send an answer to. Without one, the kind and the law lines decide
/// ([`crate::record`]); what goes nowhere else stands under its section's title, so nothing is lost by leaving it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// What we ask for.
    Point,
    /// The legal basis.
    Law,
    /// What it rests on.
    Reasons,
    /// What speaks against, and other explanations.
    Against,
    /// The child's own words: quoted, and missed aloud where there are none.
    Words,
    /// What else belongs to the child's part: manner, weight, what we have told them.
    Child,
    /// Other ways, doing less among them.
    Options,
    /// Dates, drift and delay.
    Clock,
    Decisions,
    /// What was said to the child.
    Promises,
    Actions,
    /// Whether it would stand.
    Verdict,
    /// None: it stays with the session.
    NoNote,
}

/// How an item is answered. What the answers hold is in [`crate::session::Answer`], variant for variant.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Kind {
    /// Nothing is asked: the prompt is read aloud.
    Read,
    /// A question, answered in words with a basis.
    Text,
    /// One or several of a list.
    Choice {
        options: Vec<ChoiceOption>,
        #[serde(default)]
        several: bool,
    },
    /// A day, or "not set yet".
    Date,
    /// A number from 0 to `to` from each of the two, and what would move it by one. Never averaged.
    Scale {
        /// 1..=10.
        to: u8,
        #[serde(default)]
        low: String,
        #[serde(default)]
        high: String,
    },
    /// The sentence on which everything hangs.
    Point,
    /// But why? A tree of reasons under a claim.
    Why {
        /// The earlier item whose words are the claim: a `Point`, a `Text`, or a `Sort`, which gives its heaviest assumption.
        #[serde(default)]
        from: Option<String>,
        /// The claim is one measure that we ask for, so it is asked from three sides as the recommendation is.
        #[serde(default)]
        measure: bool,
    },
    /// The register of decisions.
    Decisions,
    /// Who does what.
    Actions,
    /// Which of the item's law lines carry the recommendation, and how each is met.
    Law,
    /// The history of the order, and what follows from it.
    Clock,
    /// The child's own words, or an empty chair.
    Words,
    /// Which sentences does this stand on? Each of the two sorts them alone, then both are shown.
    Sort {
        /// 1..=`most`.
        #[serde(default = "least_sentences")]
        least: u8,
        /// At most 9.
        #[serde(default = "most_sentences")]
        most: u8,
    },
    /// Is it defensible? Each of the two rates every test 0 to 3 alone, then both are shown.
    Rate { tests: Vec<RateTest> },
    /// What a panel would ask.
    Rehearse {
        /// The panel file's id.
        panel: String,
        /// How many of its questions are drawn at once, 1..=7.
        #[serde(default = "cards")]
        draw: u8,
        /// Asked in every session.
        #[serde(default)]
        fixed: Vec<String>,
    },
    /// What is said to the child.
    Promises,
    /// What the last session about this child left open.
    LastTime,
}

/// One test of a `Rate`, and how this checklist asks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateTest {
    pub test: Test,
    pub asks: String,
}

/// The seven tests of a report that would stand (`sessions.md` 5.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Test {
    /// The right test, today's law, the recommendation linked to it.
    Law,
    /// Every leg ends on ground.
    Reasons,
    /// The strongest contrary evidence and the other explanation are in the report.
    Against,
    /// At least two others, doing less among them.
    Options,
    /// Words, date, manner, weight; who is missing.
    Child,
    /// What changed, what will be different; no parked decision hiding.
    Time,
    /// A stranger could follow it; the child could read it at 18.
    Readers,
}

impl Test {
    pub const ALL: [Self; 7] =
        [Self::Law, Self::Reasons, Self::Against, Self::Options, Self::Child, Self::Time, Self::Readers];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Law => "Law",
            Self::Reasons => "Reasons reach ground",
            Self::Against => "What speaks against",
            Self::Options => "Options",
            Self::Child => "The child",
            Self::Time => "Time",
            Self::Readers => "Two readers",
        }
    }
}

const fn least_sentences() -> u8 {
    5
}

const fn most_sentences() -> u8 {
    7
}

const fn cards() -> u8 {
    3
}

impl Kind {
    /// The name that authors write.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Text => "Text",
            Self::Choice { .. } => "Choice",
            Self::Date => "Date",
            Self::Scale { .. } => "Scale",
            Self::Point => "Point",
            Self::Why { .. } => "Why",
            Self::Decisions => "Decisions",
            Self::Actions => "Actions",
            Self::Law => "Law",
            Self::Clock => "Clock",
            Self::Words => "Words",
            Self::Sort { .. } => "Sort",
            Self::Rate { .. } => "Rate",
            Self::Rehearse { .. } => "Rehearse",
            Self::Promises => "Promises",
            Self::LastTime => "LastTime",
        }
    }
}

/// One of the things that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Used once within its item.
    pub id: String,
    pub text: String,
}

impl Checklist {
    /// The pace with this id.
    #[must_use]
    pub fn pace(&self, id: &str) -> Option<&Pace> {
        self.paces.iter().find(|pace| pace.id == id)
    }

    /// The longest pace: the one at which no item is asked in its short form.
    #[must_use]
    pub fn longest_pace(&self) -> Option<&Pace> {
        self.paces.iter().max_by_key(|pace| pace.minutes)
    }

    /// The sections and items that are asked at a pace, in order, before any `shows_when` is considered.
    pub fn at_pace<'a>(&'a self, pace: &'a str) -> impl Iterator<Item = (&'a Section, Vec<&'a Item>)> {
        self.sections.iter().filter(move |section| section.minutes.contains_key(pace)).map(move |section| {
            let items = section.items.iter().filter(|item| item.is_asked_at(pace)).collect();
            (section, items)
        })
    }

    /// How many prompts ask something at this pace; lines to read aloud are not counted.
    #[must_use]
    pub fn prompts_at(&self, pace: &str) -> usize {
        self.at_pace(pace).flat_map(|(_, items)| items).filter(|item| item.kind != Kind::Read).count()
    }

    /// Every text that a person will read, for limits and for cleaning.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Self {
            id: _,
            title,
            purpose,
            meeting,
            jurisdiction,
            version,
            authors,
            changed,
            review_by: _,
            licence,
            paces,
            sections,
            reflection,
            barriers,
            group,
        } = self;
        [title, purpose, meeting, jurisdiction, version, changed, licence]
            .into_iter()
            .chain(authors)
            .chain(reflection)
            .chain(barriers.iter_mut().map(|option| &mut option.text))
            .chain(group)
            .chain(paces.iter_mut().map(|pace| &mut pace.title))
            .chain(sections.iter_mut().flat_map(Section::texts_mut))
    }
}

impl Section {
    fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.title, &mut self.read_aloud].into_iter().chain(self.items.iter_mut().flat_map(Item::texts_mut))
    }
}

impl Item {
    /// Whether the author wants it at this pace.
    #[must_use]
    pub fn is_asked_at(&self, pace: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|id| id == pace)
    }

    pub(crate) fn texts_mut(&mut self) -> Vec<&mut String> {
        let mut texts = vec![&mut self.prompt, &mut self.hint];
        match &mut self.kind {
            Kind::Choice { options, several: _ } => {
                texts.extend(options.iter_mut().map(|option| &mut option.text));
            }
            Kind::Scale { to: _, low, high } => texts.extend([low, high]),
            Kind::Rate { tests } => texts.extend(tests.iter_mut().map(|test| &mut test.asks)),
            Kind::Rehearse { panel: _, draw: _, fixed } => texts.extend(fixed),
            Kind::Read
            | Kind::Text
            | Kind::Date
            | Kind::Point
            | Kind::Why { .. }
            | Kind::Decisions
            | Kind::Actions
            | Kind::Law
            | Kind::Clock
            | Kind::Words
            | Kind::Sort { .. }
            | Kind::Promises
            | Kind::LastTime => {}
        }
        texts
    }
}
