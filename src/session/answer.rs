//! What was said: one variant for each kind of item, holding both what is asked and what was answered.

use serde::{Deserialize, Serialize};

use super::{
    Action, Carried, ChildsWords, Clock, Day, Decision, LastTime, LawLinks, Pair, Promise, Rate, Rehearse, Sort, Tree,
};
use crate::checklist::{ChoiceOption, Kind, Library, counted, one_line};

/// An answer, blank or filled in, as [`Kind`] asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Read,
    Text(Words),
    Choice(Choice),
    Date(Date),
    Scale(Scale),
    Point(Point),
    Why(Tree),
    Decisions(Vec<Decision>),
    Actions(Vec<Action>),
    Law(LawLinks),
    /// Boxed: it holds many days, and most answers are small.
    Clock(Box<Clock>),
    Words(ChildsWords),
    Sort(Sort),
    Rate(Rate),
    Rehearse(Rehearse),
    Promises(Vec<Promise>),
    LastTime(LastTime),
}

/// On what an answer or a reason rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Basis {
    Seen,
    Told,
    View,
    Assumption,
    NotKnown,
}

impl Basis {
    /// In the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Seen, Self::Told, Self::View, Self::Assumption, Self::NotKnown];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Seen => "Seen or recorded",
            Self::Told => "Told to us",
            Self::View => "Our view",
            Self::Assumption => "Assumption",
            Self::NotKnown => "Not known yet",
        }
    }
}

/// Words with a basis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub text: String,
    pub basis: Option<Basis>,
    /// Who saw or said it, or which document.
    pub source: String,
    /// When, as typed: "3 May", "spring 2025".
    pub when: String,
}

/// One or several of a list, each with a note of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub options: Vec<Offered>,
    pub several: bool,
}

/// An option as offered and, perhaps, chosen. Its note stays when it is no longer chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offered {
    pub option: ChoiceOption,
    pub chosen: bool,
    pub note: String,
}

/// A day as typed, or "not set yet".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Date {
    pub day: Day,
    pub not_set: bool,
}

/// A number from each of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// 1..=10
    pub to: u8,
    pub low: String,
    pub high: String,
    pub marks: Pair<ScaleMark>,
}

/// Where one person stands, and what would move them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleMark {
    /// 0..=`to`
    pub number: Option<u8>,
    /// What would move it by one.
    pub moves: String,
}

/// The sentence on which everything hangs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub sentence: String,
    /// The colleague's restatement.
    pub restated: String,
    /// Whether the presenter says "yes, that is it".
    pub agreed: Option<bool>,
}

impl Point {
    /// More than this many words is more than one point.
    pub const WORDS: usize = 40;
}

impl Answer {
    /// The blank answer for what is asked.
    #[must_use]
    pub fn blank(kind: &Kind) -> Self {
        match kind {
            Kind::Read => Self::Read,
            Kind::Text => Self::Text(Words::default()),
            Kind::Choice { options, several } => Self::Choice(Choice {
                options: options
                    .iter()
                    .map(|option| Offered { option: option.clone(), chosen: false, note: String::new() })
                    .collect(),
                several: *several,
            }),
            Kind::Date => Self::Date(Date::default()),
            Kind::Scale { to, low, high } => {
                Self::Scale(Scale { to: *to, low: low.clone(), high: high.clone(), marks: Pair::default() })
            }
            Kind::Point => Self::Point(Point::default()),
            Kind::Why { from, measure } => Self::Why(Tree::about(from.clone()).of_a_measure(*measure)),
            Kind::Decisions => Self::Decisions(Vec::new()),
            Kind::Actions => Self::Actions(Vec::new()),
            Kind::Law => Self::Law(LawLinks::default()),
            Kind::Clock => Self::Clock(Box::default()),
            Kind::Words => Self::Words(ChildsWords::default()),
            Kind::Sort { least, most } => Self::Sort(Sort { least: *least, most: *most, ..Sort::default() }),
            Kind::Rate { tests } => Self::Rate(Rate::of(tests.clone())),
            Kind::Rehearse { panel: _, draw, fixed } => Self::Rehearse(Rehearse::asking(*draw, fixed)),
            Kind::Promises => Self::Promises(Vec::new()),
            Kind::LastTime => Self::LastTime(LastTime::default()),
        }
    }

    /// Gives a blank answer what it needs beyond its own item: a panel's questions. `seed` decides their order; it is the
    /// session's id.
    pub(super) fn supply(&mut self, kind: &Kind, library: &Library, carried: &Carried, seed: &str) {
        if let (Self::Rehearse(rehearse), Kind::Rehearse { panel, .. }) = (self, kind)
            && let Some(panel) = library.panel(panel)
        {
            rehearse.shuffle(&panel.questions, &carried.drawn, seed);
        }
    }

    /// Whether it says what was asked for. Never true of a blank.
    #[must_use]
    pub fn is_said(&self) -> bool {
        let said = |text: &str| !text.trim().is_empty();
        match self {
            Self::Read => false,
            Self::Text(words) => said(&words.text),
            Self::Choice(choice) => choice.options.iter().any(|offered| offered.chosen),
            Self::Date(date) => date.not_set || date.day.date().is_some(),
            Self::Scale(scale) => [&scale.marks.first, &scale.marks.second].iter().any(|mark| mark.number.is_some()),
            Self::Point(point) => said(&point.sentence),
            Self::Why(tree) => tree.reasons().iter().any(|reason| said(&reason.text)),
            Self::Decisions(decisions) => decisions.iter().any(|decision| said(&decision.question)),
            Self::Actions(actions) => actions.iter().any(|action| said(&action.what)),
            Self::Law(links) => links.is_said(),
            Self::Clock(clock) => clock.is_said(),
            Self::Words(words) => words.is_said(),
            Self::Sort(sort) => sort.is_said(),
            Self::Rate(rate) => rate.is_said(),
            Self::Rehearse(rehearse) => rehearse.is_said(),
            Self::Promises(promises) => promises.iter().any(|promise| said(&promise.what)),
            Self::LastTime(last) => last.is_said(),
        }
    }

    /// Whether nothing at all has been typed or chosen in this session.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        if let Self::LastTime(last) = self {
            return last.is_untouched();
        }
        let not_begun = self.stages().is_none_or(|stages| stages == [0, 0]);
        not_begun && !self.is_said() && self.texts().iter().all(|text| text.trim().is_empty())
    }

    /// Everything that was typed, in reading order, the most telling first.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Read => Vec::new(),
            Self::Text(Words { text, basis: _, source, when }) => vec![text, source, when],
            Self::Choice(Choice { options, several: _ }) => {
                options.iter().map(|offered| offered.note.as_str()).collect()
            }
            Self::Date(Date { day: Day { day, month, year }, not_set: _ }) => vec![day, month, year],
            Self::Scale(Scale { marks, .. }) => vec![&marks.first.moves, &marks.second.moves],
            Self::Point(Point { sentence, restated, agreed: _ }) => vec![sentence, restated],
            Self::Why(tree) => tree.texts(),
            Self::Decisions(decisions) => decisions.iter().flat_map(Decision::texts).collect(),
            Self::Actions(actions) => actions.iter().flat_map(Action::texts).collect(),
            Self::Law(links) => links.texts(),
            Self::Clock(clock) => clock.texts(),
            Self::Words(words) => words.texts(),
            Self::Sort(sort) => sort.texts(),
            Self::Rate(rate) => rate.texts(),
            Self::Rehearse(rehearse) => rehearse.texts(),
            Self::Promises(promises) => promises.iter().flat_map(Promise::texts).collect(),
            Self::LastTime(last) => last.texts(),
        }
    }

    /// The answer in one line, for a closed prompt and for lists: what was chosen, the day, or the first words.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        match self {
            Self::Choice(choice) => {
                let chosen: Vec<&str> =
                    choice.options.iter().filter(|one| one.chosen).map(|one| one.option.text.as_str()).collect();
                chosen.join("; ")
            }
            Self::Date(date) if date.not_set => "Not set yet".to_owned(),
            Self::Date(date) => date.day.words(),
            Self::Scale(scale) => {
                let marks = [&scale.marks.first, &scale.marks.second];
                let numbers: Vec<String> = marks.iter().filter_map(|mark| mark.number).map(|n| n.to_string()).collect();
                if numbers.is_empty() { String::new() } else { format!("{} of {}", numbers.join(" and "), scale.to) }
            }
            Self::Why(tree) => match tree.count() {
                0 => tree.claim.trim().to_owned(),
                n => counted(n, "reason"),
            },
            Self::Decisions(none) if none.is_empty() => String::new(),
            Self::Decisions(decisions) => counted(decisions.len(), "decision"),
            Self::Actions(none) if none.is_empty() => String::new(),
            Self::Actions(actions) => counted(actions.len(), "action"),
            Self::Law(links) => links.in_a_line(),
            Self::Clock(clock) => clock.in_a_line(),
            Self::Words(words) => words.in_a_line(),
            Self::Sort(sort) => sort.in_a_line(),
            Self::Rate(rate) => rate.in_a_line(),
            Self::Rehearse(rehearse) => rehearse.in_a_line(),
            Self::Promises(none) if none.is_empty() => String::new(),
            Self::Promises(promises) => counted(promises.len(), "promise"),
            Self::LastTime(last) => last.in_a_line(),
            Self::Read | Self::Text(_) | Self::Point(_) => {
                self.texts().first().map(|text| one_line(text)).unwrap_or_default()
            }
        }
    }

    /// How far a blind choice has come, without a word of it; `None` for the kinds that have none. No step back may cross a
    /// change of it: it would show what was chosen, or unmake it.
    #[must_use]
    pub fn stages(&self) -> Option<[u8; 2]> {
        match self {
            Self::Sort(sort) => Some(sort.sorted.stages()),
            Self::Rate(rate) => Some(rate.rated.stages()),
            _ => None,
        }
    }

    /// Whether somebody is choosing alone at the moment. What they choose has no steps back: a colleague could take them.
    #[must_use]
    pub fn is_chosen_alone(&self) -> bool {
        match self {
            Self::Sort(sort) => sort.sorted.is_being_chosen(),
            Self::Rate(rate) => rate.rated.is_being_chosen(),
            _ => false,
        }
    }

    /// On what it rests, for the kinds that have a basis; `Some(None)` if nobody has said.
    #[must_use]
    pub fn basis(&self) -> Option<Option<Basis>> {
        match self {
            Self::Text(words) => Some(words.basis),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_say_nothing() {
        let kinds = [
            Kind::Read,
            Kind::Text,
            Kind::Choice { options: vec![], several: true },
            Kind::Date,
            Kind::Scale { to: 10, low: String::new(), high: String::new() },
            Kind::Point,
            Kind::Why { from: None, measure: false },
            Kind::Decisions,
            Kind::Actions,
            Kind::Law,
            Kind::Clock,
            Kind::Words,
            Kind::Sort { least: 5, most: 7 },
            Kind::Rate { tests: vec![] },
            Kind::Rehearse { panel: "panel".into(), draw: 3, fixed: vec!["What is the least that would do?".into()] },
            Kind::Promises,
            Kind::LastTime,
        ];
        for kind in kinds {
            let blank = Answer::blank(&kind);
            assert!(blank.is_blank() && !blank.is_said() && blank.in_a_line().is_empty(), "{kind:?}");
        }
    }
}
