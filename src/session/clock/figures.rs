//! The figures: counts and lengths of time, in words. None of them is a score, and none is compared with anything.

use super::{
    Clock, Given, Roughly,
    span::{Span, share},
};
use crate::{
    checklist::{counted, readable_date},
    session::{Day, Decision, DecisionState},
};

/// What the clock tells on a day. What is not written gives no figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub shown: Vec<Figure>,
    /// Decisions that are parked or avoided, and for how long: a sentence or two each, in the order of the register.
    pub waiting: Vec<String>,
}

/// One figure with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub name: &'static str,
    pub words: String,
}

impl Clock {
    /// The figures for that day.
    #[must_use]
    pub fn figures(&self, given: &Given) -> Figures {
        let figure = |name, words: Option<String>| words.map(|words| Figure { name, words });
        let shown = [
            figure("Time on the order", self.time_on_the_order(given)),
            figure("Continuations", self.continuations()),
            figure("Since anything changed", self.since_anything_changed(given)),
            figure("Share of life", self.share_of_life(given)),
            figure("Away from home", self.away(given)),
            figure("Moves", self.moves()),
            figure("Workers", self.workers(given)),
            figure("Interim orders and variations", self.interim(given)),
        ];
        let waiting = given.waiting.iter().map(|decision| waits(decision, given)).collect();
        Figures { shown: shown.into_iter().flatten().collect(), waiting }
    }

    fn time_on_the_order(&self, given: &Given) -> Option<String> {
        let made = self.made.date()?;
        Some(match Span::between(made, given.day) {
            Some(span) => format!("{}, since {}", span.exact(), readable_date(made)),
            None => format!("The order is made on {}, which is after the day of this clock", readable_date(made)),
        })
    }

    fn continuations(&self) -> Option<String> {
        if self.made.is_blank() && self.continued.is_empty() {
            return None;
        }
        let all = self.continued.len();
        let nothing = self.continued.iter().filter(|one| one.varied == Some(false)).count();
        let unsaid = self.continued.iter().filter(|one| one.varied.is_none()).count();
        let more = match (all, nothing, unsaid) {
            (0, ..) => return Some("None written here".to_owned()),
            (_, _, unsaid) if unsaid == all => "whether they varied anything is not said yet".to_owned(),
            (1, 1, _) => "it varied nothing".to_owned(),
            (1, ..) => "it varied the order".to_owned(),
            (all, nothing, _) if nothing == all => "none of them varied anything".to_owned(),
            (_, nothing, 0) => format!("{nothing} of them varied nothing"),
            (_, nothing, unsaid) => format!("{nothing} of them varied nothing, and of {unsaid} it is not said yet"),
        };
        Some(format!("{all}; {more}"))
    }

    /// The latest of what changed something for the child: a variation, a home, the plan. A continuation, a new worker and
    /// a discussion change nothing by themselves.
    fn since_anything_changed(&self, given: &Given) -> Option<String> {
        let varied = self.continued.iter().filter(|one| one.varied == Some(true)).map(|one| &one.day);
        let days = varied
            .map(|day| (day, "the order was varied"))
            .chain([(&self.varied, "the order was varied")])
            .chain(self.homes.iter().map(|home| (&home.day, "a change of home")))
            .chain([(&self.plan.day, "the plan changed")]);
        let mut unread = self.homes.iter().chain([&self.plan]).filter(|one| {
            let said = !one.what.trim().is_empty() || !one.day.is_blank();
            said && Roughly::read(&one.day).is_none()
        });
        let unread = if unread.next().is_some() { ". A change whose day cannot be read is left out" } else { "" };
        let read = |(day, what): (&Day, _)| Roughly::read(day).filter(|day| day.by(given.day)).map(|day| (day, what));
        // A plan made with the order is not a change since it; a later day that is rougher still tells more.
        let last = days.filter_map(read).max_by_key(|(day, _)| (day.first, day.grain));
        let made = self.made.date().and_then(|made| Some((made, Span::between(made, given.day)?)));
        match (last, made) {
            (Some((day, what)), made) if made.is_none_or(|(made, _)| day.first > made) => {
                Some(format!("{}: {what}, {}{unread}", day.until(given.day)?, day.words()))
            }
            (_, Some((_, span))) => {
                Some(format!("{}: nothing written here has changed since the order was made{unread}", span.words()))
            }
            _ => None,
        }
    }

    fn share_of_life(&self, given: &Given) -> Option<String> {
        let born = self.born.first_day()?;
        let on_order = Span::between(self.made.date()?, given.day)?.months;
        let life = Span::between(born, given.day)?.months;
        let words = share(on_order, life)?;
        // The child's age as people say it, and the order to the nearest year.
        Some(match ((on_order + 6) / 12, life / 12) {
            // Whole years would hide what is left of them where that is the point.
            (order, life) if order >= 1 && life > order && !words.contains("all") => {
                let years = counted(usize::try_from(life).ok()?, "year");
                format!("{order} of the {years} of {}'s life: {words} it", given.child())
            }
            _ => format!("{} {}'s life", super::begins(words), given.child()),
        })
    }

    fn away(&self, given: &Given) -> Option<String> {
        let first = self.accommodated.date()?;
        let span = Span::between(first, given.day)?;
        Some(format!("first accommodated {} ago, on {}", span.words(), readable_date(first)))
    }

    fn moves(&self) -> Option<String> {
        let said = self.homes.iter().filter(|one| !one.what.trim().is_empty() || !one.day.is_blank()).count();
        (said > 0).then(|| counted(said, "change") + " of home")
    }

    fn workers(&self, given: &Given) -> Option<String> {
        let said = || self.workers.iter().filter(|one| !one.what.trim().is_empty() || !one.day.is_blank());
        let count = said().count();
        let latest = said().filter_map(|one| Roughly::read(&one.day)).filter(|day| day.by(given.day));
        let latest = latest.max_by_key(|day| day.first);
        let since = latest.map_or_else(String::new, |day| format!("; the present one since {}", day.words()));
        (count > 0).then(|| counted(count, "worker") + &since)
    }

    /// A running total, only to be seen: no limit is held against it.
    fn interim(&self, given: &Given) -> Option<String> {
        let written: Vec<&Day> = self.single.interim.iter().filter(|day| !day.is_blank()).collect();
        let days: Option<Vec<_>> = written.iter().map(|day| day.date()).collect();
        let first = days.and_then(|days| days.into_iter().min()).filter(|first| *first <= given.day);
        let running = first.map_or_else(String::new, |first| {
            let days = usize::try_from((given.day - first).num_days() + 1).unwrap_or_default();
            let whom_to_ask = if given.scotland { ". Ask the Reporter for the total that counts" } else { "" };
            format!("; {} from the first of them, both days counted{whom_to_ask}", counted(days, "day"))
        });
        (!written.is_empty()).then(|| format!("{}{running}", written.len()))
    }
}

/// How long a decision has waited. What was typed stands as it was, so that a day that was read wrongly is seen.
fn waits(decision: &Decision, given: &Given) -> String {
    let question = decision.question.trim();
    let question = if question.is_empty() { "A decision that is not written yet" } else { question };
    let question =
        if question.ends_with(['?', '.', '!', '…']) { question.to_owned() } else { format!("{question}.") };
    let state = decision.state.map_or("Waiting", DecisionState::words);
    let typed = decision.last_moved.trim();
    if typed.is_empty() {
        return format!("{question} {state}; when it last moved is not written.");
    }
    let long = Roughly::find(typed, given.day).and_then(|day| day.until(given.day));
    match long {
        Some(long) => format!("{question} {state} for {long}; last moved: {typed}."),
        None => format!("{question} {state}; last moved: {typed}."),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::session::clock::{BirthMonth, Continuation, Happening};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn given() -> Given {
        let day = day(2026, 6, 2);
        Given { day, hearing: Some(day), child: "Ailsa".into(), scotland: true, waiting: Vec::new() }
    }

    /// Ailsa's order: made 16 June 2020, continued five times, never varied.
    fn ailsa() -> Clock {
        let continued = [(2021, 6, 14), (2022, 6, 13), (2023, 6, 12), (2024, 6, 10), (2025, 6, 6)];
        Clock {
            made: day(2020, 6, 16).into(),
            continued: continued.map(|(y, m, d)| Continuation { day: day(y, m, d).into(), varied: Some(false) }).into(),
            born: BirthMonth { month: "March".into(), year: "2017".into() },
            ..Clock::default()
        }
    }

    fn month(month: &str, year: &str) -> Day {
        Day { day: String::new(), month: month.into(), year: year.into() }
    }

    fn happened(day: impl Into<Day>, what: &str) -> Happening {
        Happening { day: day.into(), what: what.into() }
    }

    #[track_caller]
    fn told(clock: &Clock, given: &Given, name: &str) -> Option<String> {
        clock.figures(given).shown.into_iter().find(|one| one.name == name).map(|one| one.words)
    }

    #[test]
    fn the_fixture_of_the_group_on_long_orders_is_told_to_the_day() {
        let clock = ailsa();
        let time = told(&clock, &given(), "Time on the order").unwrap();
        let time = time.split(',').next().unwrap();
        assert_eq!(
            format!("{time}, {}", clock.continuations_in_short()),
            "5 years 11 months 17 days, 5 continuations, no variation"
        );
        assert_eq!(told(&clock, &given(), "Continuations").as_deref(), Some("5; none of them varied anything"));
        assert_eq!(
            told(&clock, &given(), "Since anything changed").as_deref(),
            Some("5 years 11 months: nothing written here has changed since the order was made")
        );
        assert_eq!(
            told(&clock, &given(), "Share of life").as_deref(),
            Some("6 of the 9 years of Ailsa's life: about two thirds of it")
        );
    }

    #[test]
    fn an_order_of_today_and_one_of_a_leap_day_are_told_too() {
        let rows = [
            (day(2026, 6, 2), day(2026, 6, 2), "less than a day, since 2 June 2026"),
            (day(2024, 2, 29), day(2025, 2, 28), "1 year, since 29 February 2024"),
            (day(2024, 2, 29), day(2026, 3, 1), "2 years 1 day, since 29 February 2024"),
            (
                day(2026, 6, 3),
                day(2026, 6, 2),
                "The order is made on 3 June 2026, which is after the day of this clock",
            ),
        ];
        for (made, on, expected) in rows {
            let clock = Clock { made: made.into(), ..Clock::default() };
            let given = Given { day: on, ..given() };
            assert_eq!(told(&clock, &given, "Time on the order").as_deref(), Some(expected));
        }
    }

    #[test]
    fn continuations_that_varied_nothing_are_counted() {
        let rows: [(&[Option<bool>], &str, &str); 7] = [
            (&[], "None written here", "0 continuations, no variation"),
            (&[Some(false)], "1; it varied nothing", "1 continuation, no variation"),
            (&[Some(true)], "1; it varied the order", "1 continuation, 1 variation"),
            (&[None, None], "2; whether they varied anything is not said yet", "2 continuations, variations not said"),
            (&[Some(false), Some(true)], "2; 1 of them varied nothing", "2 continuations, 1 variation"),
            (
                &[Some(false), None, Some(true)],
                "3; 1 of them varied nothing, and of 1 it is not said yet",
                "3 continuations, 1 variation",
            ),
            (&[Some(false), Some(false)], "2; none of them varied anything", "2 continuations, no variation"),
        ];
        for (varied, words, short) in rows {
            let continued = varied.iter().map(|varied| Continuation { day: Day::default(), varied: *varied }).collect();
            let clock = Clock { made: day(2020, 6, 16).into(), continued, ..Clock::default() };
            assert_eq!(told(&clock, &given(), "Continuations").as_deref(), Some(words));
            assert_eq!(clock.continuations_in_short(), short);
        }
    }

    #[test]
    fn the_latest_change_is_named_and_a_new_worker_is_none() {
        let mut clock = ailsa();
        clock.workers = vec![happened(month("January", "2026"), "R.H.")];
        clock.homes = vec![happened(day(2020, 6, 16), "To Gran")];
        let mut row = |change: &dyn Fn(&mut Clock), expected: &str| {
            change(&mut clock);
            assert_eq!(told(&clock, &given(), "Since anything changed").as_deref(), Some(expected));
        };
        row(&|_| {}, "5 years 11 months: nothing written here has changed since the order was made");
        row(
            &|clock| clock.plan = happened(month("March", "2023"), "Permanence parked"),
            "about 3 years 3 months: the plan changed, March 2023",
        );
        row(&|clock| clock.continued[3].varied = Some(true), "1 year 11 months: the order was varied, 10 June 2024");
        row(&|clock| clock.varied = day(2025, 1, 20).into(), "1 year 4 months: the order was varied, 20 January 2025");
        row(
            &|clock| clock.homes.push(happened(day(2026, 5, 12), "To her aunt")),
            "3 weeks: a change of home, 12 May 2026",
        );
        // After the hearing is not yet.
        row(&|clock| clock.homes.push(happened(day(2026, 7, 1), "To be")), "3 weeks: a change of home, 12 May 2026");
        row(
            &|clock| clock.homes.push(happened(Day::default(), "Back to Gran")),
            "3 weeks: a change of home, 12 May 2026. A change whose day cannot be read is left out",
        );
    }

    #[test]
    fn the_share_of_a_life_is_said_without_a_number_of_hundred_and_without_a_pronoun() {
        let rows = [
            (("March", "2017"), day(2020, 6, 16), "Ailsa", "6 of the 9 years of Ailsa's life: about two thirds of it"),
            (("June", "2020"), day(2020, 6, 16), "Ailsa", "Nearly all of Ailsa's life"),
            (("March", "2017"), day(2026, 1, 2), "", "A small part of the child's life"),
            (("May", "2022"), day(2024, 5, 3), "Rory", "2 of the 4 years of Rory's life: about half of it"),
        ];
        for ((birth, year), made, child, expected) in rows {
            let clock = Clock {
                made: made.into(),
                born: BirthMonth { month: birth.into(), year: year.into() },
                ..Clock::default()
            };
            let told = told(&clock, &Given { child: child.into(), ..given() }, "Share of life").unwrap();
            assert_eq!(told, expected);
            assert!(!told.contains('%') && !told.contains("her ") && !told.contains("his "));
        }
        let unborn = Clock {
            made: day(2020, 6, 16).into(),
            born: BirthMonth { month: "March".into(), year: "2021".into() },
            ..Clock::default()
        };
        assert_eq!(told(&unborn, &given(), "Share of life"), None);
    }

    #[test]
    fn workers_moves_and_interim_orders_are_counted_and_no_limit_is_held_against_them() {
        let mut clock = ailsa();
        clock.workers =
            ["first worker", "second worker", "third worker"].map(|who| happened(Day::default(), who)).into();
        clock.workers.push(happened(month("January", "2026"), "R.H."));
        clock.workers.push(Happening::default());
        clock.homes = vec![happened(day(2020, 6, 16), "To Gran"), Happening::default()];
        clock.accommodated = day(2020, 6, 16).into();
        clock.single.interim = vec![day(2020, 5, 3).into(), day(2020, 5, 24).into()];
        let rows = [
            ("Workers", "4 workers; the present one since January 2026"),
            ("Moves", "1 change of home"),
            ("Away from home", "first accommodated 5 years 11 months ago, on 16 June 2020"),
        ];
        for (name, expected) in rows {
            assert_eq!(told(&clock, &given(), name).as_deref(), Some(expected));
        }
        let at = Given { day: day(2020, 6, 1), ..given() };
        let interim = told(&clock, &at, "Interim orders and variations").unwrap();
        assert_eq!(
            interim,
            "2; 30 days from the first of them, both days counted. Ask the Reporter for the total that counts"
        );
        assert!(!interim.contains("66"));
        let elsewhere = told(&clock, &Given { scotland: false, ..at }, "Interim orders and variations").unwrap();
        assert_eq!(elsewhere, "2; 30 days from the first of them, both days counted", "the Reporter is Scottish");
    }

    #[test]
    fn a_parked_decision_says_for_how_long_or_what_was_typed() {
        let rows = [
            (
                DecisionState::Parked,
                "March 2023",
                "Where will Ailsa grow up? Parked for about 3 years 3 months; last moved: March 2023.",
            ),
            (
                DecisionState::Avoided,
                "LAAC, 6 March 2023",
                "Where will Ailsa grow up? Avoided for 3 years 2 months; last moved: LAAC, 6 March 2023.",
            ),
            (
                DecisionState::Parked,
                "when matters were clearer",
                "Where will Ailsa grow up? Parked; last moved: when matters were clearer.",
            ),
            (DecisionState::Parked, " ", "Where will Ailsa grow up? Parked; when it last moved is not written."),
        ];
        for (state, last_moved, expected) in rows {
            let decision = Decision {
                question: "Where will Ailsa grow up?".into(),
                state: Some(state),
                last_moved: last_moved.into(),
                ..Decision::default()
            };
            let given = Given { waiting: vec![decision], ..given() };
            assert_eq!(ailsa().figures(&given).waiting, [expected]);
        }
    }

    #[test]
    fn an_empty_clock_tells_nothing() {
        assert_eq!(Clock::default().figures(&given()), Figures::default());
    }
}
