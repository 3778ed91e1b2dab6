//! What two colleagues do: a filled-in copy of a checklist, as one photocopies a form.
//!
//! Opening a session copies the prompts and lays blank answers beside them. So changing or deleting a checklist never
//! breaks a session. Pure: times and ids come in as arguments, and nothing here can fail to save.

mod across;
mod action;
mod answer;
mod blind;
mod called;
mod carry;
pub mod clock;
mod compare;
mod day;
mod decision;
mod entry;
mod filled;
mod gaps;
mod group;
mod in_full;
pub mod language;
mod last_time;
mod law;
mod minutes;
pub mod parrot;
mod people;
mod promise;
mod quotations;
mod rate;
mod rehearse;
mod retention;
mod sample;
mod sentences;
mod sort;
mod summary;
mod undo;
mod why;
mod words;

pub use action::{Action, Progress};
pub use answer::{Answer, Basis, Choice, Date, Offered, Point, Scale, ScaleMark, Words};
pub use blind::{Blind, Turn};
pub use called::Called;
pub use carry::Carried;
pub use clock::Clock;
pub use compare::{Comparison, Difference, compare, unlike_words};
pub use day::Day;
pub(crate) use day::MONTHS;
pub use decision::{Decision, DecisionState};
pub use entry::{Entry, Mark, NotKnown, Snapshot};
pub use gaps::{Gap, GapKind};
pub use group::{ForTheGroup, GroupAnswer};
pub use in_full::{Stretch, Told};
pub use last_time::LastTime;
pub use law::{LawLink, LawLinks};
pub use people::{Pair, People, Person, Who};
pub use promise::{Promise, PromiseState};
pub use rate::{Rate, Verdict, VerdictKind, VerdictReason};
pub use rehearse::{Card, Rehearse};
pub use retention::{DeleteOn, Retention, after_the_hearing};
pub use sample::{sample, sample_names, sample_of, samples};
pub use sentences::{Piece, sentences};
pub use sort::{Sentence, Sort};
pub use summary::Summary;
pub use undo::Undo;
pub use why::{Cause, End, EndKind, Question, Reason, Rest, Tree, Under};
pub use words::{ChildsWords, Quote};

pub use crate::checklist::Standing;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::checklist::{Checklist, Library, Mode, Pace, Placeholders, Speaks};

/// One sitting of two colleagues with one checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Random letters; also the name of its file. It says nothing about anybody.
    pub id: String,
    pub checklist: Original,
    pub pace: Pace,
    pub people: People,
    /// A pseudonym.
    pub child: String,
    /// A code that only the pair can match. The case reference itself is typed when a note leaves, and not kept.
    pub reference: String,
    /// The kind of hearing, in the checklist's words or the pair's.
    pub hearing: String,
    /// The day of the hearing, or "not set yet".
    pub hearing_date: Date,
    /// When it is to be deleted from this computer.
    #[serde(default)]
    pub delete_on: DeleteOn,
    pub sections: Vec<Section>,
    /// The prompt that is open, or was when the session was left.
    pub spot: Spot,
    pub reflection: Vec<Reflection>,
    /// What the two say to their group. A session from before it was asked has none.
    #[serde(default)]
    pub group: ForTheGroup,
    /// Working notes. They stay in the session and go into no note.
    pub notes: Notes,
    /// What must be said with the law lines.
    pub law_caution: String,
    /// Advice that the colleague keeps until it is open. It goes into no note.
    #[serde(default)]
    pub advice: Vec<String>,
    /// What was carried over and no prompt here asks about, and the questions that were drawn before. It goes on to the next
    /// session as it is.
    #[serde(default)]
    pub passed_on: Carried,
    /// Local time, to the second.
    pub opened: NaiveDateTime,
    pub changed: NaiveDateTime,
    /// The notes that have left the program.
    pub left: Vec<Leaving>,
    /// Who is who to the child, for notes that leave without names.
    #[serde(default)]
    pub called: Vec<Called>,
    /// Ids of the terms that the pair has looked at and keeps: they are quiet in this session.
    #[serde(default)]
    pub language_checked: Vec<String>,
}

/// The checklist of which a session is a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    pub id: String,
    pub title: String,
    pub version: String,
    pub purpose: String,
    pub jurisdiction: String,
}

/// A section as filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub title: String,
    /// Planned at this session's pace. It never stops anything.
    pub minutes: u16,
    pub speaks: Speaks,
    pub mode: Mode,
    pub read_aloud: String,
    /// From here on the colleague may give advice.
    #[serde(default)]
    pub opens_advice: bool,
    pub entries: Vec<Entry>,
    /// The pair wants to come back to the section as a whole.
    pub come_back: bool,
    /// How long it has been on the screen.
    pub seconds_on_screen: u32,
}

/// A place in a session, counted from 0. It may name an entry that is hidden at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    pub section: usize,
    pub entry: usize,
}

/// A question at the end, with an answer from each of the two. It is about the conversation, not the family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reflection {
    pub question: String,
    pub answers: Pair<String>,
}

/// Working notes: one box for each of the two, and one for both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notes {
    pub own: Pair<String>,
    pub shared: String,
}

/// A note that was taken out: what, when, for whom, how. It holds nothing of what the note says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaving {
    pub at: NaiveDateTime,
    pub note: String,
    pub for_whom: String,
    /// "copied", or the kind of file. What left before this was noted has none.
    #[serde(default)]
    pub format: String,
    /// The name of the folder in which it was saved.
    #[serde(default)]
    pub place: String,
}

impl Leaving {
    /// How a decision note is called; what left of one section goes on after it.
    pub const DECISION_NOTE: &str = "Decision note";

    /// How it left, where it went to no file.
    pub const COPIED: &str = "copied";

    /// "Decision note, Word file in “Reports”, for my supervisor".
    #[must_use]
    pub fn words(&self) -> String {
        let Self { at: _, note, for_whom, format, place } = self;
        let how = match (format.trim(), place.trim()) {
            ("", "") => String::new(),
            (how, "") => format!(", {how}"),
            ("", place) => format!(", in “{place}”"),
            (how, place) => format!(", {how} in “{place}”"),
        };
        let whom = if for_whom.trim().is_empty() { String::new() } else { format!(", for {}", for_whom.trim()) };
        format!("{note}{how}{whom}")
    }

    /// Whether it was a decision note, or a section of one.
    #[must_use]
    pub fn is_decision_note(&self) -> bool {
        self.note.starts_with(Self::DECISION_NOTE)
    }
}

/// What Set up asks for, before there is a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    pub people: People,
    pub child: String,
    pub reference: String,
    pub hearing: String,
    pub hearing_date: Date,
    /// When the session is to be deleted from this computer.
    pub delete_on: DeleteOn,
    /// What an earlier session about this child left open; nothing of it is typed twice.
    pub carried: Carried,
}

impl Session {
    /// A blank copy of `checklist` at `pace`. Law lines are copied from the library with it. `id` is new and random, `now` is
    /// local time.
    #[must_use]
    pub fn open(
        checklist: &Checklist,
        pace: &Pace,
        library: &Library,
        setup: Setup,
        id: String,
        now: NaiveDateTime,
    ) -> Self {
        let shortens = checklist.longest_pace().is_some_and(|longest| longest.id != pace.id);
        let mut law_caution = String::new();
        let Setup { people, child, reference, hearing, hearing_date, delete_on, carried } = setup;
        let sections = checklist
            .at_pace(&pace.id)
            .map(|(section, items)| Section {
                title: section.title.clone(),
                minutes: section.minutes.get(&pace.id).copied().unwrap_or(0),
                speaks: section.speaks,
                mode: section.mode,
                read_aloud: section.read_aloud.clone(),
                opens_advice: section.opens_advice,
                entries: items
                    .into_iter()
                    .map(|item| {
                        let lines = item.law.iter().filter_map(|id| library.law_line(id)).map(|(line, caution)| {
                            caution.clone_into(&mut law_caution);
                            line.clone()
                        });
                        let mut entry = Entry::blank(item, item.short && shortens, lines.collect());
                        entry.answer.supply(&item.kind, library, &carried, &id);
                        entry
                    })
                    .collect(),
                come_back: false,
                seconds_on_screen: 0,
            })
            .collect();
        let mut session = Self {
            id,
            checklist: Original {
                id: checklist.id.clone(),
                title: checklist.title.clone(),
                version: checklist.version.clone(),
                purpose: checklist.purpose.clone(),
                jurisdiction: checklist.jurisdiction.clone(),
            },
            pace: pace.clone(),
            people,
            child,
            reference,
            hearing,
            hearing_date,
            delete_on,
            sections,
            spot: Spot::default(),
            reflection: checklist
                .reflection
                .iter()
                .map(|question| Reflection { question: question.clone(), answers: Pair::default() })
                .collect(),
            group: ForTheGroup::blank(checklist),
            notes: Notes::default(),
            law_caution,
            advice: Vec::new(),
            passed_on: Carried::default(),
            opened: now,
            changed: now,
            left: Vec::new(),
            called: Vec::new(),
            language_checked: Vec::new(),
        };
        session.take_over(carried);
        session
    }

    /// What the braces in its texts stand for.
    #[must_use]
    pub fn placeholders(&self) -> Placeholders {
        Placeholders { child: self.child.clone(), reference: self.reference.clone(), hearing_date: self.hearing_day() }
    }

    /// A prompt or hint as these two read it.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        self.placeholders().fill(text)
    }

    /// What was said in an entry, in one line. The names of options are the author's, and may hold placeholders.
    #[must_use]
    pub fn in_a_line(&self, entry: &Entry) -> String {
        let line = entry.in_a_line();
        if matches!(entry.answer, Answer::Choice(_)) { self.fill(&line) } else { line }
    }

    /// The day of the hearing, once it is set.
    #[must_use]
    pub fn hearing_day(&self) -> Option<NaiveDate> {
        if self.hearing_date.not_set { None } else { self.hearing_date.day.date() }
    }

    #[must_use]
    pub fn entry(&self, spot: Spot) -> Option<&Entry> {
        self.sections.get(spot.section)?.entries.get(spot.entry)
    }

    pub fn entry_mut(&mut self, spot: Spot) -> Option<&mut Entry> {
        self.sections.get_mut(spot.section)?.entries.get_mut(spot.entry)
    }

    /// Every entry with its place, hidden ones too.
    pub fn entries(&self) -> impl Iterator<Item = (Spot, &Entry)> {
        self.sections.iter().enumerate().flat_map(|(section, one)| {
            one.entries.iter().enumerate().map(move |(entry, one)| (Spot { section, entry }, one))
        })
    }

    /// The places of the entries that apply as things stand, in order. An entry that is hidden keeps its answer, and counts
    /// for later comparisons as if nothing had been said.
    #[must_use]
    pub fn applying(&self) -> Vec<Spot> {
        let mut seen: Vec<&Entry> = Vec::new();
        let mut applying = Vec::new();
        for (spot, entry) in self.entries() {
            // Asked for many times in a frame: only an entry that a condition names is looked into.
            let look = |of: &str| seen.iter().find(|one| one.id == of).map(|one| one.compared());
            if entry.shows_when.as_ref().is_none_or(|condition| condition.holds(&look)) {
                seen.push(entry);
                applying.push(spot);
            }
        }
        applying
    }

    /// The entries that apply and ask something, in order.
    pub fn asked(&self) -> impl Iterator<Item = (Spot, &Entry)> {
        let applying = self.applying().into_iter();
        applying.filter_map(|spot| Some((spot, self.entry(spot)?))).filter(|(_, entry)| entry.asks())
    }

    /// The next place after `spot` that applies, asks something and has not been settled, within the same section.
    #[must_use]
    pub fn next_in_section(&self, spot: Spot) -> Option<Spot> {
        self.applying()
            .into_iter()
            .find(|one| one.section == spot.section && one.entry > spot.entry && self.is_unsettled(*one))
    }

    /// Whether an entry still waits for words: not started, started, or to come back to.
    #[must_use]
    pub fn is_unsettled(&self, spot: Spot) -> bool {
        self.entry(spot).is_some_and(|entry| {
            entry.asks() && matches!(entry.standing(), Standing::NotStarted | Standing::Started | Standing::ComeBack)
        })
    }

    /// How many prompts of a section apply, and how many of them are settled.
    #[must_use]
    pub fn progress(&self, section: usize) -> (usize, usize) {
        let asked: Vec<Spot> = self.asked().map(|(spot, _)| spot).filter(|spot| spot.section == section).collect();
        let settled = asked.iter().filter(|spot| !self.is_unsettled(**spot)).count();
        (settled, asked.len())
    }

    /// Lays the words of the earlier item that a why-tree names under it as its claim, while the tree has none of its own.
    pub fn offer_claim(&mut self, spot: Spot) {
        let Some(Entry { answer: Answer::Why(tree), .. }) = self.entry(spot) else { return };
        if !tree.claim.is_empty() || tree.count() > 0 {
            return;
        }
        let words = tree.from.as_ref().and_then(|from| {
            let (_, entry) = self.entries().find(|(_, entry)| entry.id == *from)?;
            match &entry.answer {
                Answer::Point(point) => Some(point.sentence.clone()),
                Answer::Text(words) => Some(words.text.clone()),
                Answer::Sort(sort) => sort.heaviest_assumption().map(str::to_owned),
                _ => None,
            }
        });
        if let (Some(words), Some(Entry { answer: Answer::Why(tree), .. })) = (words, self.entry_mut(spot)) {
            tree.claim = words;
        }
    }

    /// The day for which everything is reckoned: the hearing's, or while it is not set that of the last change.
    #[must_use]
    pub fn reckoned_on(&self) -> NaiveDate {
        self.hearing_day().unwrap_or(self.changed.date())
    }

    /// Every wording that the parrot has asked in this session, in order.
    #[must_use]
    pub fn questions_asked(&self) -> Vec<&str> {
        self.entries()
            .filter_map(|(_, entry)| match &entry.answer {
                Answer::Why(tree) => Some(tree.questions()),
                _ => None,
            })
            .flatten()
            .collect()
    }

    /// Minutes on the screen so far, rounded down.
    #[must_use]
    pub fn minutes_so_far(&self) -> u32 {
        self.sections.iter().map(|section| section.seconds_on_screen).sum::<u32>() / 60
    }

    /// Every law line that stands beside a prompt, once each.
    #[must_use]
    pub fn law_lines(&self) -> Vec<&crate::checklist::LawLine> {
        let mut lines: Vec<&crate::checklist::LawLine> = Vec::new();
        for (_, entry) in self.entries() {
            for line in &entry.law {
                if lines.iter().all(|one| one.id != line.id) {
                    lines.push(line);
                }
            }
        }
        lines
    }
}
