//! The clock: the history of the order as typed, and what it tells on a day.
//!
//! Days are kept as typed and never lost while they are half-written. The expiry is the one **written on the order**: it is
//! never worked out and never filled in. What is worked out is a figure ([`Figures`]), a date with its rule and citation
//! ([`Dates`]), a remark ([`Remark`]) or the time line ([`TimeLine`]). All of it is pure: the day comes in with [`Given`].

mod dates;
mod figures;
mod given;
mod in_full;
mod remarks;
mod rules;
mod span;
mod timeline;
mod working_days;

pub use dates::{Dates, Reckoned};
pub use figures::{Figure, Figures};
pub use given::Given;
pub use remarks::{Remark, RemarkKind};
pub use rules::{CAUTION, CHECK, Rule};
pub use span::{Grain, Roughly};
pub use timeline::{Event, EventKind, TimeLine};
pub use working_days::is_working_day;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::checklist::{capitalised, counted, one_line};

/// The history of the order, as typed. Every field may be half-written or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Clock {
    pub made: Day,
    /// Each continuation, by the day of its hearing.
    pub continued: Vec<Continuation>,
    /// The last variation that did not continue the order.
    pub varied: Day,
    /// As written on the order. Never worked out.
    pub expires: Day,
    pub lives: Option<Lives>,
    /// Changes of home: what changed.
    pub homes: Vec<Happening>,
    /// Every worker, by role or initials, from the day on which they began.
    pub workers: Vec<Happening>,
    /// The last change of the plan.
    pub plan: Happening,
    pub permanence: Vec<Milestone>,
    pub born: BirthMonth,
    /// When the child was first accommodated.
    pub accommodated: Day,
    pub single: Single,
}

/// One continuation of the order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Continuation {
    pub day: Day,
    /// Whether the same hearing varied the order; `None` while nobody has said.
    pub varied: Option<bool>,
}

/// Something that happened, and when. The month or the year alone is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Happening {
    pub day: Day,
    pub what: String,
}

/// A step towards permanence, and why this way or why it changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Milestone {
    pub day: Day,
    pub what: String,
    pub why: String,
}

/// The month in which the child was born. The day is not asked for, and has no place here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BirthMonth {
    pub month: String,
    pub year: String,
}

/// Where the child lives under the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lives {
    AtHome,
    Away,
}

/// Days that only one date is worked out from. Each may stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Single {
    /// The decision of the last hearing.
    pub decided: Day,
    /// A decision about who is a relevant person.
    pub relevant_person: Day,
    /// The hearing that made a contact direction.
    pub contact_direction: Day,
    /// The day of an urgent transfer.
    pub transferred: Day,
    /// Each interim order or interim variation, the latest last.
    pub interim: Vec<Day>,
    pub secure: Day,
    pub safeguarder: Day,
    /// The day on which the placement began, at home or away.
    pub placed: Day,
    /// The first looked-after review of this placement.
    pub first_review: Day,
    /// The last looked-after review, if it was not the first.
    pub last_review: Day,
    pub last_visit: Day,
}

impl Lives {
    pub const ALL: [Self; 2] = [Self::AtHome, Self::Away];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AtHome => "At home",
            Self::Away => "Away from home",
        }
    }
}

impl BirthMonth {
    /// The first day of the month, as far as it can be read.
    #[must_use]
    pub fn first_day(&self) -> Option<NaiveDate> {
        Day { day: "1".to_owned(), month: self.month.clone(), year: self.year.clone() }.date()
    }

    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.month.trim().is_empty() && self.year.trim().is_empty()
    }

    /// "March 2017", or as typed while it is no month.
    #[must_use]
    pub fn words(&self) -> String {
        self.first_day().map_or_else(
            || format!("{} {}", self.month, self.year).trim().to_owned(),
            |first| first.format("%B %Y").to_string(),
        )
    }
}

impl Clock {
    /// Whether it tells when anything was: an order that was made, a child who was accommodated, or something that happened.
    #[must_use]
    pub fn is_said(&self) -> bool {
        let happened = |one: &Happening| Roughly::read(&one.day).is_some() || !one.what.trim().is_empty();
        self.made.date().is_some()
            || self.accommodated.date().is_some()
            || self.continued.iter().any(|one| one.day.date().is_some())
            || self.homes.iter().chain(&self.workers).chain([&self.plan]).any(happened)
            || self.permanence.iter().any(|one| Roughly::read(&one.day).is_some() || !one.what.trim().is_empty())
    }

    /// Everything that was typed, the most telling first.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let Self {
            made,
            continued,
            varied,
            expires,
            lives: _,
            homes,
            workers,
            plan,
            permanence,
            born: BirthMonth { month, year },
            accommodated,
            single,
        } = self;
        let mut texts: Vec<&str> = vec![&plan.what];
        for Milestone { day: _, what, why } in permanence {
            texts.extend([what.as_str(), why]);
        }
        texts.extend(homes.iter().chain(workers).map(|one| one.what.as_str()));
        texts.extend([month.as_str(), year]);
        let days = [made, varied, expires, &plan.day, accommodated]
            .into_iter()
            .chain(continued.iter().map(|one| &one.day))
            .chain(permanence.iter().map(|one| &one.day))
            .chain(homes.iter().chain(workers).map(|one| &one.day))
            .chain(single.days());
        for Day { day, month, year } in days {
            texts.extend([day.as_str(), month, year]);
        }
        texts
    }

    /// "Made 16 June 2020; 5 continuations, no variation; expires 5 June 2026 as written".
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let day = |before: &str, day: &Day, after: &str| {
            (!day.is_blank()).then(|| format!("{before} {}{after}", day.words()))
        };
        let any = !self.made.is_blank() || !self.continued.is_empty();
        let said: Vec<String> = [
            day("Made", &self.made, ""),
            any.then(|| self.continuations_in_short()),
            day("expires", &self.expires, " as written"),
            day("First accommodated", &self.accommodated, "").filter(|_| !any),
        ]
        .into_iter()
        .flatten()
        .collect();
        if said.is_empty() {
            return self.texts().into_iter().find(|text| !text.trim().is_empty()).map_or_else(String::new, one_line);
        }
        capitalised(&said.join("; "))
    }

    /// "5 continuations, no variation".
    fn continuations_in_short(&self) -> String {
        let variations =
            self.continued.iter().filter(|one| one.varied == Some(true)).count() + usize::from(!self.varied.is_blank());
        let unsaid = self.continued.iter().any(|one| one.varied.is_none());
        let variations = match variations {
            0 if unsaid => "variations not said".to_owned(),
            0 => "no variation".to_owned(),
            n => counted(n, "variation"),
        };
        format!("{}, {variations}", counted(self.continued.len(), "continuation"))
    }

    /// The day of the last decision that made, continued or varied the order, and which it was. `None` while any of those
    /// days cannot be read: an earlier one would be the wrong one.
    fn last_decided(&self) -> Option<(NaiveDate, &'static str)> {
        let mut decided = vec![(self.made.date()?, "The order was made")];
        for one in &self.continued {
            decided.push((one.day.date()?, "The order was last continued"));
        }
        if !self.varied.is_blank() {
            decided.push((self.varied.date()?, "The order was last varied"));
        }
        decided.into_iter().max_by_key(|(day, _)| *day)
    }
}

impl Single {
    /// Its days with what happened on them.
    fn named(&self) -> impl Iterator<Item = (&Day, &'static str)> {
        let Self {
            decided,
            relevant_person,
            contact_direction,
            transferred,
            interim,
            secure,
            safeguarder,
            placed,
            first_review,
            last_review,
            last_visit,
        } = self;
        let interim = interim.iter().map(|day| (day, "An interim order or variation was made"));
        [
            (decided, "The last hearing decided"),
            (relevant_person, "It was decided who is a relevant person"),
            (contact_direction, "A contact direction was made"),
            (transferred, "An urgent transfer"),
            (secure, "Secure care was authorised"),
            (safeguarder, "A safeguarder was appointed"),
            (placed, "The placement began"),
            (first_review, "The first looked-after review of the placement"),
            (last_review, "The latest looked-after review"),
            (last_visit, "The last visit"),
        ]
        .into_iter()
        .chain(interim)
    }

    fn days(&self) -> impl Iterator<Item = &Day> {
        self.named().map(|(day, _)| day)
    }

    /// In how many of them anything has been typed.
    #[must_use]
    pub fn written(&self) -> usize {
        self.days().filter(|day| !day.is_blank()).count()
    }

    /// Whether nothing has been typed here.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.days().all(Day::is_blank)
    }
}

/// A sentence with its full stop, unless it ends in a mark already.
fn stopped(text: &str) -> String {
    if text.ends_with(['.', '?', '!', '…', '”']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> Day {
        Day { day: day.into(), month: month.into(), year: year.into() }
    }

    #[test]
    fn a_clock_says_something_once_it_tells_when_anything_was() {
        let milestone = Milestone { what: "Permanence discussed".into(), ..Milestone::default() };
        let rows = [
            (Clock::default(), false, ""),
            (
                Clock { made: typed("16", "June", ""), ..Clock::default() },
                false,
                "Made 16 June; 0 continuations, no variation",
            ),
            (
                Clock { continued: vec![Continuation::default()], ..Clock::default() },
                false,
                "1 continuation, variations not said",
            ),
            (
                Clock { born: BirthMonth { month: "March".into(), year: "2017".into() }, ..Clock::default() },
                false,
                "March",
            ),
            (
                Clock {
                    made: typed("16", "6", "2020"),
                    continued: vec![Continuation { day: typed("6", "June", "2025"), varied: Some(false) }],
                    expires: typed("5", "June", "2026"),
                    ..Clock::default()
                },
                true,
                "Made 16 June 2020; 1 continuation, no variation; expires 5 June 2026 as written",
            ),
            (
                Clock { accommodated: typed("3", "May", "2024"), ..Clock::default() },
                true,
                "First accommodated 3 May 2024",
            ),
            (Clock { permanence: vec![milestone], ..Clock::default() }, true, "Permanence discussed"),
        ];
        for (clock, said, line) in rows {
            assert_eq!((clock.is_said(), clock.in_a_line().as_str()), (said, line));
        }
    }

    #[test]
    fn every_word_that_was_typed_is_among_its_texts_and_is_kept_in_a_file() {
        let happening = |n: &str| Happening { day: typed(n, "m", "y"), what: format!("what {n}") };
        let day = |n: &str| typed(n, "half", "writ");
        let clock = Clock {
            made: day("1"),
            continued: vec![Continuation { day: day("2"), varied: Some(true) }],
            varied: day("3"),
            expires: day("4"),
            lives: Some(Lives::Away),
            homes: vec![happening("5")],
            workers: vec![happening("6")],
            plan: happening("7"),
            permanence: vec![Milestone { day: day("8"), what: "what 8".into(), why: "why 8".into() }],
            born: BirthMonth { month: "Ma".into(), year: "201".into() },
            accommodated: day("9"),
            single: Single {
                decided: day("10"),
                relevant_person: day("11"),
                contact_direction: day("12"),
                transferred: day("13"),
                interim: vec![day("14"), day("15")],
                secure: day("16"),
                safeguarder: day("17"),
                placed: day("18"),
                first_review: day("19"),
                last_review: day("20"),
                last_visit: day("21"),
            },
        };
        let texts = clock.texts();
        for n in 1..=21 {
            assert!(texts.contains(&n.to_string().as_str()), "{n}");
        }
        for text in ["what 5", "what 6", "what 7", "what 8", "why 8", "Ma", "201", "half", "writ"] {
            assert!(texts.contains(&text), "{text}");
        }
        assert_eq!(texts.len(), 21 * 3 + 5 + 2, "and nothing twice");
        let kept = ron::to_string(&clock).unwrap();
        assert_eq!(ron::from_str::<Clock>(&kept).unwrap(), clock);
    }
}
