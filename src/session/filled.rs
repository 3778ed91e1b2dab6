//! An answer as it is written by hand in a sample, and how it is laid into a blank entry.

mod history;
mod kinds;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    Action, Answer, Basis, Cause, ChildsWords, Date, Decision, End, EndKind, Entry, Mark, NotKnown, Pair, Point,
    Progress, Promise, PromiseState, Question, ScaleMark, Standing, Tree, Words,
};
use crate::checklist::{Direction, Library, Parrot, Test};
use history::History;
use kinds::{Rehearsed, Said, Written};

/// An answer that was talked through, or where the item stands instead.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum Filled {
    Text {
        text: String,
        #[serde(default)]
        basis: Option<Basis>,
        #[serde(default)]
        source: String,
        #[serde(default)]
        when: String,
    },
    /// Notes by the ids of the chosen options.
    Choice(BTreeMap<String, String>),
    Date(NaiveDate),
    Scale {
        presenter: ScaleMark,
        colleague: ScaleMark,
    },
    Point(Point),
    Why {
        /// Left out, the claim is the one that the checklist offers.
        #[serde(default)]
        claim: String,
        reasons: Vec<Because>,
    },
    Decisions(Vec<Decision>),
    Actions(Vec<Action>),
    /// How each line is met, by the line's id.
    Law(BTreeMap<String, String>),
    Clock(Box<History>),
    Words(ChildsWords),
    Sort {
        sentences: Vec<Written>,
        /// The number of the sentence, counted from 1 as on the screen.
        #[serde(default)]
        heaviest: Option<usize>,
    },
    Rate {
        presenter: HashMap<Test, u8>,
        colleague: HashMap<Test, u8>,
        /// What they say where they differ.
        #[serde(default)]
        because: HashMap<Test, Said>,
        #[serde(default)]
        first: String,
    },
    /// By the words of the question.
    Rehearse(BTreeMap<String, Rehearsed>),
    Promises(Vec<Promise>),
    LastTime {
        /// Where each promise stands and what happened since, by its words.
        #[serde(default)]
        promises: BTreeMap<String, (PromiseState, String)>,
        /// The same for each action.
        #[serde(default)]
        actions: BTreeMap<String, (Progress, String)>,
        #[serde(default)]
        note: String,
    },
    /// Talked through, and the presenter has not said yes to the words.
    NotAgreed(Box<Filled>),
    Started(Box<Filled>),
    ComeBack(Box<Filled>),
    NotKnown(NotKnown),
    NotRelevant(String),
    Differ {
        presenter: String,
        colleague: String,
    },
}

/// A reason with what lies under it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Because {
    /// One of the parrot's wordings; its direction is looked up.
    asked: String,
    text: String,
    #[serde(default)]
    basis: Option<Basis>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    end: Option<Ground>,
    #[serde(default)]
    reasons: Vec<Because>,
}

/// Where a branch rests. There is no research here: the sample invents none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum Ground {
    Evidence { disputed: bool },
    Law { line: String, how_met: String },
    ChildsWords { manner: String },
    Judgement { because: String, another_view: String },
    Unknown { would_tell: String, who: String, by: String, decide_without: bool },
}

impl Filled {
    /// Writes it into a blank entry, and marks how it was left. The error says what does not fit.
    pub(super) fn lay(self, entry: &mut Entry, library: &Library) -> Result<(), String> {
        let mut agreed = true;
        entry.mark = match self {
            Filled::NotKnown(not_known) => {
                entry.not_known = not_known;
                Mark::NotKnown
            }
            Filled::NotRelevant(because) => {
                entry.not_relevant = because;
                Mark::NotRelevant
            }
            Filled::Differ { presenter, colleague } => {
                entry.differ = Pair { first: presenter, second: colleague };
                Mark::Differ
            }
            Filled::Started(said) => {
                say(&mut entry.answer, *said, library)?;
                Mark::Unmarked
            }
            Filled::ComeBack(said) => {
                say(&mut entry.answer, *said, library)?;
                Mark::ComeBack
            }
            Filled::NotAgreed(said) => {
                say(&mut entry.answer, *said, library)?;
                agreed = false;
                Mark::TalkedThrough
            }
            said => {
                say(&mut entry.answer, said, library)?;
                Mark::TalkedThrough
            }
        };
        // In the smaller size of the list nobody is asked which decision an action serves.
        if let (true, Answer::Actions(actions)) = (entry.short, &mut entry.answer) {
            for action in actions {
                action.decision.clear();
            }
        }
        if agreed {
            entry.agree();
        }
        match (entry.mark, entry.standing()) {
            (_, Standing::NotStarted) => Err("says nothing".to_owned()),
            (Mark::Unmarked, _) => Ok(()),
            (_, Standing::Started) => Err("does not say enough for where it stands".to_owned()),
            _ => Ok(()),
        }
    }
}

/// Writes an answer where its kind is asked for.
fn say(answer: &mut Answer, said: Filled, library: &Library) -> Result<(), String> {
    match (answer, said) {
        (Answer::Text(words), Filled::Text { text, basis, source, when }) => {
            *words = Words { text, basis, source, when };
        }
        (Answer::Choice(choice), Filled::Choice(notes)) => {
            if notes.len() > 1 && !choice.several {
                return Err("only one can be chosen".to_owned());
            }
            for (id, note) in notes {
                let offered = choice.options.iter_mut().find(|offered| offered.option.id == id);
                let offered = offered.ok_or_else(|| missing("option", &id))?;
                (offered.chosen, offered.note) = (true, note);
            }
        }
        (Answer::Date(date), Filled::Date(day)) => *date = Date { day: day.into(), not_set: false },
        (Answer::Scale(scale), Filled::Scale { presenter, colleague }) => {
            if [&presenter, &colleague].iter().any(|mark| mark.number > Some(scale.to)) {
                return Err(format!("the scale ends at {}", scale.to));
            }
            scale.marks = Pair { first: presenter, second: colleague };
        }
        (Answer::Point(point), Filled::Point(said)) => *point = said,
        (Answer::Why(tree), Filled::Why { claim, reasons }) => {
            if !claim.is_empty() {
                tree.claim = claim;
            }
            grow(tree, None, reasons, library)?;
            // Where there is a second reason, the question for it has been asked, and whether the two work together.
            tree.another_asked = tree.reasons().len() > 1;
            tree.together_asked = tree.another_asked;
        }
        (Answer::Decisions(decisions), Filled::Decisions(said)) => *decisions = said,
        (Answer::Actions(actions), Filled::Actions(said)) => *actions = said,
        (Answer::Law(links), Filled::Law(how_met)) => kinds::link(links, how_met)?,
        (Answer::Clock(clock), Filled::Clock(history)) => **clock = history.read()?,
        (Answer::Words(words), Filled::Words(said)) => *words = said,
        (Answer::Sort(sort), Filled::Sort { sentences, heaviest }) => kinds::sort(sort, sentences, heaviest)?,
        (Answer::Rate(rate), Filled::Rate { presenter, colleague, because, first }) => {
            rate.first = first;
            kinds::rate(rate, &Pair { first: presenter, second: colleague }, because)?;
        }
        (Answer::Rehearse(rehearse), Filled::Rehearse(said)) => kinds::rehearse(rehearse, said)?,
        (Answer::Promises(promises), Filled::Promises(said)) => *promises = said,
        (Answer::LastTime(last), Filled::LastTime { promises, actions, note }) => {
            last.note = note;
            kinds::last_time(last, promises, actions)?;
        }
        _ => return Err("is of another kind than the item".to_owned()),
    }
    Ok(())
}

fn grow(tree: &mut Tree, under: Option<u32>, reasons: Vec<Because>, library: &Library) -> Result<(), String> {
    let parrot = library.parrot.as_ref().ok_or("there is no parrot")?;
    for Because { asked, text, basis, source, when, end, reasons } in reasons {
        let end = end.map_or_else(|| Ok(End::default()), |end| ground(end, library))?;
        let id = tree.ask(under, question(parrot, asked)?).ok_or("is deeper than a why-tree goes")?;
        if let Some(reason) = tree.reason_mut(id) {
            (reason.text, reason.basis, reason.source, reason.when, reason.end) = (text, basis, source, when, end);
        }
        grow(tree, Some(id), reasons, library)?;
    }
    Ok(())
}

/// A wording of the parrot's with the direction in which it looks, and what makes the parrot ask it, if something does.
fn question(parrot: &Parrot, words: String) -> Result<Question, String> {
    let looks =
        parrot.directions.iter().find(|one| one.asks.contains(&words)).map(|one| (one.direction, Cause::Chosen));
    let plain = parrot.plain.contains(&words).then_some((Direction::Plain, Cause::Chosen));
    let noticed = || {
        let of = parrot.triggers.iter().find(|one| one.asks.contains(&words))?;
        Some((*of.directions.first()?, Cause::Trigger(of.trigger)))
    };
    let found = looks.or(plain).or_else(noticed);
    let (direction, cause) = found.ok_or_else(|| missing("question of the parrot's", &words))?;
    Ok(Question { direction, words, cause })
}

fn ground(ground: Ground, library: &Library) -> Result<End, String> {
    let blank = |kind| End { kind: Some(kind), ..End::default() };
    Ok(match ground {
        Ground::Evidence { disputed } => End { disputed: Some(disputed), ..blank(EndKind::Evidence) },
        Ground::Law { line, how_met } => {
            let (line, _) = library.law_line(&line).ok_or_else(|| missing("line of law", &line))?;
            End { law: Some(line.clone()), how_met, ..blank(EndKind::Law) }
        }
        Ground::ChildsWords { manner } => End { manner, ..blank(EndKind::ChildsWords) },
        Ground::Judgement { because, another_view } => End { because, another_view, ..blank(EndKind::Judgement) },
        Ground::Unknown { would_tell, who, by, decide_without } => {
            End { would_tell, who, by, decide_without: Some(decide_without), ..blank(EndKind::Unknown) }
        }
    })
}

/// The error for an id or a wording that names nothing.
pub(super) fn missing(what: &str, id: &str) -> String {
    format!("there is no {what} \"{id}\"")
}
