//! The time line as a drawing, beside the list that says it.

use chrono::{Datelike, NaiveDate};

use super::{Block, Drawing, Lane, Tick};
use crate::session::clock::{EventKind, Grain, TimeLine};

/// So many years have their number under the line; if there are more, only every second or every so many.
const TICKS: i32 = 8;

/// A drawing, if there is something to see: at least three events, on two days at least.
pub(super) fn drawn(line: &TimeLine) -> Option<Block> {
    let (first, last) = line.ends()?;
    if line.events.len() < 3 {
        return None;
    }
    let at = |day: NaiveDate| {
        let (part, all) = ((day - first).num_days(), (last - first).num_days());
        u16::try_from(part * 1000 / all.max(1)).unwrap_or(1000).min(1000)
    };
    let lane = |kind: EventKind| {
        let marks: Vec<u16> =
            line.events.iter().filter(|event| event.kind == kind).map(|event| at(event.when.first)).collect();
        (!marks.is_empty()).then(|| Lane { name: kind.words().to_owned(), marks })
    };
    let on = |day: NaiveDate| {
        let finest = line.events.iter().filter(|event| event.when.first == day).map(|event| event.when.grain).max();
        day.format(if finest == Some(Grain::Year) { "%Y" } else { "%B %Y" })
    };
    let told = format!("Time line from {} to {}. The list after it says each event.", on(first), on(last));
    Some(Block::TimeLine(Drawing {
        told,
        lanes: EventKind::ALL.into_iter().filter_map(lane).collect(),
        ticks: years(first, last).map(|year| Tick { at: at(year), words: year.year().to_string() }).collect(),
    }))
}

/// The first days of the years between two days; of a time without one, the day on which it begins.
fn years(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let begins = move |year| NaiveDate::from_ymd_opt(year, 1, 1).filter(|day| *day >= first && *day <= last);
    let all = first.year()..=last.year();
    let every = (last.year() - first.year()) / TICKS + 1;
    let none = all.clone().all(|year| begins(year).is_none());
    let years = all.filter(move |year| year % every == 0).filter_map(begins);
    years.chain(none.then_some(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::clock::{Event, Roughly};

    fn line(events: &[(EventKind, (i32, u32, u32))]) -> TimeLine {
        let event = |(kind, (year, month, day)): &(EventKind, (i32, u32, u32))| {
            let day = NaiveDate::from_ymd_opt(*year, *month, *day).unwrap();
            Event { when: Roughly::read(&day.into()).unwrap(), kind: *kind, words: "The order was continued".into() }
        };
        TimeLine { events: events.iter().map(event).collect(), unplaced: Vec::new() }
    }

    #[test]
    fn a_lane_for_each_kind_and_the_years_under_it() {
        let line = line(&[
            (EventKind::Order, (2020, 6, 16)),
            (EventKind::Home, (2020, 6, 16)),
            (EventKind::Order, (2023, 6, 12)),
            (EventKind::Hearing, (2026, 6, 2)),
        ]);
        let Some(Block::TimeLine(Drawing { told, lanes, ticks })) = drawn(&line) else { panic!() };
        assert_eq!(told, "Time line from June 2020 to June 2026. The list after it says each event.");
        let lanes: Vec<_> = lanes.iter().map(|lane| (lane.name.as_str(), lane.marks.as_slice())).collect();
        assert_eq!(
            lanes,
            [("The order", [0, 501].as_slice()), ("Home", [0].as_slice()), ("This hearing", [1000].as_slice())]
        );
        let ticks: Vec<_> = ticks.iter().map(|tick| (tick.at, tick.words.as_str())).collect();
        assert_eq!(ticks, [(91, "2021"), (259, "2022"), (426, "2023"), (594, "2024"), (762, "2025"), (930, "2026")]);
    }

    #[test]
    fn few_years_or_many_have_at_most_eight_numbers_under_them_and_one_at_least() {
        let rows = [((2026, 2, 1), "2026"), ((2027, 2, 1), "2027"), ((2042, 12, 31), "2028 2031 2034 2037 2040")];
        for (last, years) in rows {
            let line =
                line(&[(EventKind::Order, (2026, 1, 2)), (EventKind::Order, (2026, 1, 9)), (EventKind::Hearing, last)]);
            let Some(Block::TimeLine(Drawing { ticks, .. })) = drawn(&line) else { panic!() };
            assert_eq!(ticks.iter().map(|tick| tick.words.as_str()).collect::<Vec<_>>().join(" "), years);
        }
    }

    #[test]
    fn two_events_or_one_day_are_not_drawn() {
        let one = (EventKind::Order, (2020, 6, 16));
        assert_eq!(drawn(&line(&[one, one, one])), None);
        assert_eq!(drawn(&line(&[one, (EventKind::Hearing, (2026, 6, 2))])), None);
    }
}
