//! Who does what, how we will know, by when.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Day;
use crate::checklist::readable_date;

/// One action. Every field may be half-written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Action {
    pub owner: String,
    pub what: String,
    /// How we will know that it is done.
    pub how_we_know: String,
    /// As typed.
    pub by: String,
    /// The question of the decision that it serves; may be empty.
    pub decision: String,
    /// The day on which it was agreed first; `None` until it is carried to another session.
    pub since: Option<NaiveDate>,
    /// How often it has been carried over to be asked about: 1 in the first session after the one in which it was agreed.
    pub carried: u8,
    /// Where it stands, asked in the session to which it was carried.
    pub progress: Option<Progress>,
    /// What happened since.
    pub note: String,
    /// What will be done in its place, while it is [`Progress::Changed`]. It is set aside when something else is chosen.
    pub instead: Option<Box<Action>>,
    /// Where it stood when it was asked about before, in a sentence or two; empty the first time.
    pub before: String,
}

/// Where an action that was carried over stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Progress {
    /// Done as was said.
    Kept,
    Moving,
    Stuck,
    Dropped,
    /// It will be done in another way; it is carried on as a new one.
    Changed,
    /// It goes to a manager, and leaves the pair.
    Escalated,
}

impl Progress {
    /// What is asked the first times.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Moving, Self::Stuck, Self::Dropped];
    /// What is asked when an action is carried over for the third time. It may just have been done, so that is there too.
    pub const THIRD: [Self; 4] = [Self::Dropped, Self::Changed, Self::Escalated, Self::Kept];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Kept => "Kept",
            Self::Moving => "Moving",
            Self::Stuck => "Stuck",
            Self::Dropped => "Dropped",
            Self::Changed => "Changed",
            Self::Escalated => "Escalated",
        }
    }
}

impl Action {
    /// From this carrying-over on it is asked whether to drop, change or escalate it.
    const THIRD: u8 = 3;

    /// The fields that carry words, the most telling first.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let Self { owner, what, how_we_know, by, decision, since: _, carried: _, progress: _, note, instead, before } =
            self;
        let mut texts = vec![what.as_str(), owner, how_we_know, by, decision, note, before];
        texts.extend(instead.iter().flat_map(|one| one.texts()));
        texts
    }

    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.texts().iter().all(|text| text.trim().is_empty())
    }

    /// Whether it has been carried over so often that going on as before is no longer offered.
    #[must_use]
    pub fn asks_to_choose(&self) -> bool {
        self.carried >= Self::THIRD
    }

    /// What will be done in its place. The first time it begins with what was agreed, so that nothing is typed again.
    pub fn changed_to(&mut self) -> &mut Self {
        let Self { owner, what, how_we_know, by, decision, .. } = &*self;
        let [owner, what, how_we_know, by, decision] = [owner, what, how_we_know, by, decision].map(Clone::clone);
        let same = || Box::new(Self { owner, what, how_we_know, by, decision, ..Self::default() });
        self.instead.get_or_insert_with(same)
    }

    /// Itself as the next session gets it from a session of this day; `None` if it is blank or no longer open.
    pub(super) fn carried_on(&self, day: NaiveDate) -> Option<Self> {
        if self.is_blank() || matches!(self.progress, Some(Progress::Kept | Progress::Dropped | Progress::Escalated)) {
            return None;
        }
        let mut on = self.clone();
        on.before = said_before(day, self.progress.map(Progress::words), &self.note, &self.before);
        (on.progress, on.note, on.instead) = (None, String::new(), None);
        on.since.get_or_insert(day);
        if self.progress == Some(Progress::Changed) {
            // It is agreed anew on this day, and counts from here.
            let words = self.instead.as_deref().filter(|one| !one.is_blank()).unwrap_or(&on).clone();
            on = Self { since: Some(day), carried: 0, before: String::new(), ..words };
        }
        on.carried = on.carried.saturating_add(1);
        Some(on)
    }

    /// Whether it was to be done by this day. What cannot be read as a day is due: it must not wait unseen.
    #[must_use]
    pub fn is_due(&self, day: NaiveDate) -> bool {
        self.by_day().is_none_or(|by| by <= day)
    }

    /// The day by which it was to be done, if that is how it was written: "1 June", "Monday 1 June 2026". Without a year it is
    /// the first such day after it was agreed.
    fn by_day(&self) -> Option<NaiveDate> {
        let words: Vec<&str> = self.by.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
        let starts = words.iter().position(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
        let (before, written) = words.split_at(starts);
        let read = |day: &str, month: &str, year: &str| {
            let day = day.trim_end_matches(|last: char| last.is_ascii_alphabetic()).to_owned();
            Day { day, month: month.to_owned(), year: year.to_owned() }.date()
        };
        let is_weekday = |word: &&str| word.parse::<chrono::Weekday>().is_ok();
        match (before, written) {
            ([] | [_], _) if !before.iter().all(is_weekday) => None,
            ([] | [_], [day, month, year]) => read(day, month, year),
            ([] | [_], [day, month]) => {
                let since = self.since?;
                let in_year = |year: i32| read(day, month, &year.to_string());
                in_year(since.year()).filter(|by| *by >= since).or_else(|| in_year(since.year() + 1))
            }
            _ => None,
        }
    }
}

/// Where something stood on a day, for the session after it; what was said earlier, if nothing was said on that day.
pub(super) fn said_before(day: NaiveDate, stood: Option<&str>, note: &str, earlier: &str) -> String {
    let (note, day) = (note.trim(), readable_date(day));
    match stood {
        None if note.is_empty() => earlier.to_owned(),
        None => format!("{note} ({day})"),
        Some(stood) => format!("{stood} on {day}. {note}").trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_when_is_read_where_it_is_a_day_and_is_due_where_it_is_not() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let rows = [
            ("1 June", day(5, 31), false),
            ("1 June", day(6, 1), true),
            ("Monday 1 June", day(5, 31), false),
            ("Mon, 1 Jun 2026", day(5, 31), false),
            ("1st June", day(5, 31), false),
            ("10 February", day(12, 31), false),
            ("1 june 26", day(6, 2), true),
            ("the LAAC", day(5, 22), true),
            ("by 1 June", day(5, 22), true),
            ("31 June", day(5, 22), true),
            ("1 June or 3 July", day(5, 22), true),
            ("", day(5, 22), true),
        ];
        for (by, today, due) in rows {
            let action = Action { by: by.to_owned(), since: Some(day(5, 22)), ..Action::default() };
            assert_eq!(action.is_due(today), due, "{by} on {today}");
        }
    }
}
