//! The time line: what happened, in order, with as much of its day as was written. It has a text form, one sentence an event.

use chrono::NaiveDate;

use super::{Clock, Given, Roughly, stopped};
use crate::{checklist::one_line, session::Day};

/// The events of a clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeLine {
    /// With a day, earliest first.
    pub events: Vec<Event>,
    /// Whose day cannot be read, as typed. They are told after the others and not placed.
    pub unplaced: Vec<String>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub when: Roughly,
    pub kind: EventKind,
    pub words: String,
}

/// What an event belongs to; each has a shape of its own where it is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// The order: made, continued, varied, its expiry.
    Order,
    Home,
    Plan,
    Worker,
    /// Days that only a date is worked out from.
    Other,
    Hearing,
}

impl EventKind {
    pub const ALL: [Self; 6] = [Self::Order, Self::Home, Self::Plan, Self::Worker, Self::Other, Self::Hearing];

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Order => "The order",
            Self::Home => "Home",
            Self::Plan => "The plan",
            Self::Worker => "Workers",
            Self::Other => "Other days",
            Self::Hearing => "This hearing",
        }
    }
}

impl Clock {
    /// What happened, in order. The hearing that is being prepared is one of the events if there is any other.
    #[must_use]
    pub fn time_line(&self, given: &Given) -> TimeLine {
        let mut line = TimeLine::default();
        line.add(&self.made, EventKind::Order, "The order was made", "");
        for one in &self.continued {
            let words = match one.varied {
                Some(true) => "The order was continued and varied",
                Some(false) => "The order was continued, and nothing was varied",
                None => "The order was continued",
            };
            line.add(&one.day, EventKind::Order, words, "");
        }
        line.add(&self.varied, EventKind::Order, "The order was varied, and not continued", "");
        line.add(&self.accommodated, EventKind::Home, "First accommodated", "");
        for home in &self.homes {
            line.add(&home.day, EventKind::Home, "Change of home", &home.what);
        }
        for worker in &self.workers {
            line.add(&worker.day, EventKind::Worker, "Worker", &worker.what);
        }
        line.add(&self.plan.day, EventKind::Plan, "The plan changed", &self.plan.what);
        for one in &self.permanence {
            let why = one_line(&one.why);
            let what = match (one.what.trim(), why.as_str()) {
                (what, "") => what.to_owned(),
                ("", why) => why.to_owned(),
                (what, why) => format!("{}. Why: {why}", what.trim_end_matches('.')),
            };
            line.add(&one.day, EventKind::Plan, "Permanence", &what);
        }
        for (day, words) in self.single.named() {
            line.add(day, EventKind::Other, words, "");
        }
        line.add(&self.expires, EventKind::Order, "The order expires, as written on it", "");
        if let Some(hearing) = given.hearing
            && !line.events.is_empty()
        {
            line.add(&hearing.into(), EventKind::Hearing, "This hearing", "");
        }
        // Stable: what was written first stays first on the same day.
        line.events.sort_by_key(|event| event.when.first);
        line
    }
}

impl TimeLine {
    fn add(&mut self, day: &Day, kind: EventKind, what: &str, more: &str) {
        let more = one_line(more);
        if day.is_blank() && more.is_empty() {
            return;
        }
        let words = if more.is_empty() { what.to_owned() } else { format!("{what}: {more}") };
        match Roughly::read(day) {
            Some(when) => self.events.push(Event { when, kind, words }),
            None if day.is_blank() => self.unplaced.push(words),
            None => self.unplaced.push(format!("{words} ({})", day.words())),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.unplaced.is_empty()
    }

    /// The first and the last day, if they are not the same.
    #[must_use]
    pub fn ends(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = || self.events.iter().map(|event| event.when.first);
        let (first, last) = (days().min()?, days().max()?);
        (first < last).then_some((first, last))
    }

    /// The text form, for screen readers and documents: a sentence for each event.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let placed = self.events.iter().map(Event::sentence);
        let unplaced = self.unplaced.iter().map(|words| stopped(&format!("Day not known: {words}")));
        placed.chain(unplaced).collect()
    }
}

impl Event {
    /// "16 June 2020: The order was made."
    #[must_use]
    pub fn sentence(&self) -> String {
        stopped(&format!("{}: {}", self.when.words(), self.words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::clock::{Continuation, Happening, Milestone};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn given() -> Given {
        let day = day(2026, 6, 2);
        Given { day, hearing: Some(day), child: "Ailsa".into(), scotland: true, waiting: Vec::new() }
    }

    #[test]
    fn everything_that_was_written_is_told_in_order_with_as_much_of_its_day_as_there_is() {
        let month = |month: &str, year: &str| Day { day: String::new(), month: month.into(), year: year.into() };
        let clock = Clock {
            made: day(2020, 6, 16).into(),
            continued: vec![
                Continuation { day: day(2021, 6, 14).into(), varied: Some(false) },
                Continuation { day: month("ju", "2022"), varied: None },
            ],
            expires: day(2026, 6, 5).into(),
            homes: vec![Happening { day: day(2020, 6, 16).into(), what: "To Gran,\nunder a measure".into() }],
            workers: vec![
                Happening { day: month("January", "2026"), what: "R.H.".into() },
                Happening { day: Day::default(), what: "third worker".into() },
            ],
            permanence: vec![Milestone {
                day: month("March", "2023"),
                what: "Parked.".into(),
                why: "Until matters were clearer.".into(),
            }],
            ..Clock::default()
        };
        let line = clock.time_line(&given());
        assert_eq!(
            line.sentences(),
            [
                "16 June 2020: The order was made.",
                "16 June 2020: Change of home: To Gran, under a measure.",
                "14 June 2021: The order was continued, and nothing was varied.",
                "March 2023: Permanence: Parked. Why: Until matters were clearer.",
                "January 2026: Worker: R.H.",
                "2 June 2026: This hearing.",
                "5 June 2026: The order expires, as written on it.",
                "Day not known: The order was continued (ju 2022).",
                "Day not known: Worker: third worker.",
            ]
        );
        assert_eq!(line.ends(), Some((day(2020, 6, 16), day(2026, 6, 5))));
    }

    #[test]
    fn an_empty_clock_has_no_time_line_not_even_the_hearing() {
        assert!(Clock::default().time_line(&given()).is_empty());
        let blank_rows =
            Clock { continued: vec![Continuation::default()], homes: vec![Happening::default()], ..Clock::default() };
        assert!(blank_rows.time_line(&given()).is_empty());
    }
}
