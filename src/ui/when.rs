//! Days and times as people say them: "in 11 days", "today 13:58".

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::checklist::readable_date;

/// A time of day: "13:58".
#[must_use]
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// A time of day to the second: "14:02:11".
#[must_use]
pub fn exact_time(time: NaiveTime) -> String {
    time.format("%H:%M:%S").to_string()
}

/// A moment that has been: "today 13:58", "yesterday 13:58", "21 May 2026".
#[must_use]
pub fn moment(at: NaiveDateTime, today: NaiveDate) -> String {
    match (today - at.date()).num_days() {
        0 => format!("today {}", time(at.time())),
        1 => format!("yesterday {}", time(at.time())),
        _ => readable_date(at.date()),
    }
}

/// The day of a hearing, and how far off it is.
#[must_use]
pub fn hearing(day: Option<NaiveDate>, today: NaiveDate) -> String {
    let Some(day) = day else { return "Hearing date not set yet".to_owned() };
    let date = day.format("%A %-d %B %Y");
    match (day - today).num_days() {
        0 => format!("Hearing today, {date}"),
        1 => format!("Hearing tomorrow, {date}"),
        -1 => format!("Hearing was yesterday, {date}"),
        days if days > 0 => format!("Hearing on {date}, in {days} days"),
        days => format!("Hearing was {} days ago, on {date}", -days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hearing_is_told_from_today() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 22).unwrap();
        let rows = [
            (None, "Hearing date not set yet"),
            (Some((2026, 6, 2)), "Hearing on Tuesday 2 June 2026, in 11 days"),
            (Some((2026, 5, 24)), "Hearing on Sunday 24 May 2026, in 2 days"),
            (Some((2026, 5, 23)), "Hearing tomorrow, Saturday 23 May 2026"),
            (Some((2026, 5, 22)), "Hearing today, Friday 22 May 2026"),
            (Some((2026, 5, 21)), "Hearing was yesterday, Thursday 21 May 2026"),
            (Some((2026, 5, 19)), "Hearing was 3 days ago, on Tuesday 19 May 2026"),
        ];
        for (day, words) in rows {
            let day = day.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
            assert_eq!(hearing(day, today), words);
        }
    }

    #[test]
    fn a_moment_is_told_from_today() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 22).unwrap();
        let rows = [
            ((22, 13, 58), "today 13:58"),
            ((22, 0, 5), "today 00:05"),
            ((21, 12, 0), "yesterday 12:00"),
            ((1, 9, 30), "1 May 2026"),
        ];
        for ((day, hour, minute), words) in rows {
            let at = NaiveDate::from_ymd_opt(2026, 5, day).and_then(|day| day.and_hms_opt(hour, minute, 11)).unwrap();
            assert_eq!(moment(at, today), words);
        }
        assert_eq!(exact_time(NaiveTime::from_hms_opt(14, 2, 11).unwrap()), "14:02:11");
    }
}
