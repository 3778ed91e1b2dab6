//! The clock as it is written by hand: days as people write them, "16 June 2020", "March 2023", "2022".

use serde::Deserialize;

use crate::session::{
    Day,
    clock::{BirthMonth, Clock, Continuation, Happening, Lives, Milestone, Roughly},
};

/// The history of an order. What is left out is not known, or was not filled in.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::session) struct History {
    made: String,
    /// The hearings that continued the order, and whether each varied it too.
    continued: Vec<(String, bool)>,
    varied: String,
    expires: String,
    lives: Option<Lives>,
    /// Changes of home: when, and what.
    homes: Vec<(String, String)>,
    workers: Vec<(String, String)>,
    plan: Option<(String, String)>,
    permanence: Vec<Step>,
    /// The month alone.
    born: String,
    accommodated: String,
    placed: String,
    last_review: String,
    last_visit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    when: String,
    what: String,
    #[serde(default)]
    why: String,
}

impl History {
    /// The clock that it tells. The error names a day that nobody could read.
    pub(super) fn read(self) -> Result<Clock, String> {
        let Self {
            made,
            continued,
            varied,
            expires,
            lives,
            homes,
            workers,
            plan,
            permanence,
            born,
            accommodated,
            placed,
            last_review,
            last_visit,
        } = self;
        let continuation = |(when, varied): (String, bool)| Ok(Continuation { day: day(&when)?, varied: Some(varied) });
        let step = |Step { when, what, why }| Ok(Milestone { day: day(&when)?, what, why });
        let Day { day: _, month, year } = day(&born)?;
        let mut clock = Clock {
            made: day(&made)?,
            continued: continued.into_iter().map(continuation).collect::<Result<_, String>>()?,
            varied: day(&varied)?,
            expires: day(&expires)?,
            lives,
            homes: happenings(homes)?,
            workers: happenings(workers)?,
            plan: happenings(plan)?.pop().unwrap_or_default(),
            permanence: permanence.into_iter().map(step).collect::<Result<_, String>>()?,
            born: BirthMonth { month, year },
            accommodated: day(&accommodated)?,
            ..Clock::default()
        };
        clock.single.placed = day(&placed)?;
        clock.single.last_review = day(&last_review)?;
        clock.single.last_visit = day(&last_visit)?;
        Ok(clock)
    }
}

fn happenings(all: impl IntoIterator<Item = (String, String)>) -> Result<Vec<Happening>, String> {
    all.into_iter().map(|(when, what)| Ok(Happening { day: day(&when)?, what })).collect()
}

/// As typed into the three fields: the last word is the year, the one before it the month.
fn day(text: &str) -> Result<Day, String> {
    let mut words = text.split_whitespace().rev().map(str::to_owned);
    let mut next = || words.next().unwrap_or_default();
    let (year, month, day) = (next(), next(), next());
    let read = Day { day, month, year };
    if text.is_empty() || (words.next().is_none() && Roughly::read(&read).is_some()) {
        Ok(read)
    } else {
        Err(format!("\"{text}\" is no day"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it_and_a_slip_is_told() {
        let rows = [
            ("16 June 2020", "16|June|2020"),
            ("March 2023", "|March|2023"),
            ("2022", "||2022"),
            ("", "||"),
            ("31 June 2020", "\"31 June 2020\" is no day"),
            ("Tuesday 16 June 2020", "\"Tuesday 16 June 2020\" is no day"),
            ("in spring", "\"in spring\" is no day"),
        ];
        for (text, expected) in rows {
            let said = match day(text) {
                Ok(Day { day, month, year }) => [day, month, year].join("|"),
                Err(slip) => slip,
            };
            assert_eq!(said, expected);
        }
    }
}
