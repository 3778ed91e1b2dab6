//! Working days as section 202(1) of the 2011 Act has them: every day but Saturday, Sunday, 25 and 26 December, and 1 and 2
//! January. Other bank holidays, Easter and local holidays are working days.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether a day is a working day under section 202(1).
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && !matches!((day.month(), day.day()), (12, 25 | 26) | (1, 1 | 2))
}

/// The `count`th working day that comes after `day`: the day after is the first that may count.
pub(super) fn after(day: NaiveDate, count: u32) -> Option<NaiveDate> {
    nth(day.succ_opt()?, count)
}

/// The `count`th working day of a period that begins with `day`: `day` itself counts if it is one.
pub(super) fn beginning_with(day: NaiveDate, count: u32) -> Option<NaiveDate> {
    nth(day, count)
}

/// The last working day before `day`.
pub(super) fn before(day: NaiveDate) -> Option<NaiveDate> {
    let mut day = day.pred_opt()?;
    while !is_working_day(day) {
        day = day.pred_opt()?;
    }
    Some(day)
}

fn nth(mut day: NaiveDate, count: u32) -> Option<NaiveDate> {
    let mut left = count.max(1);
    loop {
        left -= u32::from(is_working_day(day));
        if left == 0 {
            return Some(day);
        }
        day = day.checked_add_days(Days::new(1))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn four_days_of_the_year_and_weekends_are_no_working_days_and_nothing_else() {
        let rows = [
            (day(2026, 12, 24), true),
            (day(2026, 12, 25), false),
            (day(2026, 12, 26), false),
            // The bank holiday in place of Boxing Day counts.
            (day(2026, 12, 28), true),
            (day(2026, 12, 31), true),
            (day(2027, 1, 1), false),
            (day(2027, 1, 2), false),
            (day(2027, 1, 4), true),
            // 2 January on a Friday.
            (day(2026, 1, 2), false),
            (day(2026, 1, 3), false),
            // Good Friday, Easter Monday, St Andrew's Day, the May holiday.
            (day(2026, 4, 3), true),
            (day(2026, 4, 6), true),
            (day(2026, 11, 30), true),
            (day(2026, 5, 4), true),
        ];
        for (day, expected) in rows {
            assert_eq!(is_working_day(day), expected, "{day}");
        }
    }

    #[test]
    fn days_are_counted_from_the_day_or_from_the_day_after() {
        let after_rows = [
            (day(2026, 3, 16), 5, day(2026, 3, 23)),
            (day(2026, 12, 21), 5, day(2026, 12, 29)),
            (day(2026, 12, 31), 1, day(2027, 1, 4)),
            // From a Friday and from a Saturday the first is Monday.
            (day(2026, 3, 20), 1, day(2026, 3, 23)),
            (day(2026, 3, 21), 1, day(2026, 3, 23)),
        ];
        for (from, count, expected) in after_rows {
            assert_eq!(after(from, count), Some(expected), "after {from}");
        }
        let with_rows = [
            (day(2026, 12, 24), 3, day(2026, 12, 29)),
            (day(2026, 12, 30), 3, day(2027, 1, 4)),
            (day(2026, 3, 21), 3, day(2026, 3, 25)),
            (day(2026, 3, 16), 3, day(2026, 3, 18)),
            (day(2026, 3, 16), 1, day(2026, 3, 16)),
        ];
        for (from, count, expected) in with_rows {
            assert_eq!(beginning_with(from, count), Some(expected), "with {from}");
        }
        assert_eq!(before(day(2026, 12, 28)), Some(day(2026, 12, 24)));
    }
}
