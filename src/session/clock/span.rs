//! How long: between two days, in words, and days that are known only roughly.

use chrono::{Datelike, Months, NaiveDate};

use crate::{
    checklist::{counted, readable_date},
    session::Day,
};

/// The time between two days: whole months, and the days that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub months: u32,
    pub days: u32,
}

impl Span {
    /// `None` if `to` comes before `from`. A month ends on the corresponding day, or on the last of a shorter month.
    pub(super) fn between(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        if to < from {
            return None;
        }
        let apart = (to.year() - from.year()) * 12 + month0(to) - month0(from);
        let mut months = u32::try_from(apart).ok()?;
        let mut reached = plus_months(from, months)?;
        if reached > to {
            months = months.checked_sub(1)?;
            reached = plus_months(from, months)?;
        }
        Some(Self { months, days: u32::try_from((to - reached).num_days()).ok()? })
    }

    /// "5 years 11 months", "3 weeks", "1 day", "less than a day".
    pub(super) fn words(self) -> String {
        let Self { months, days } = self;
        if months > 0 {
            return years_and_months(months);
        }
        match days {
            0 => "less than a day".to_owned(),
            1..14 => amount(days, "day"),
            _ => amount(days / 7, "week"),
        }
    }

    /// To the day: "5 years 11 months 17 days".
    pub(super) fn exact(self) -> String {
        let parts = [amount(self.months / 12, "year"), amount(self.months % 12, "month"), amount(self.days, "day")];
        let counts = [self.months / 12, self.months % 12, self.days];
        let said: Vec<String> =
            parts.into_iter().zip(counts).filter(|(_, count)| *count > 0).map(|(part, _)| part).collect();
        if said.is_empty() { "less than a day".to_owned() } else { said.join(" ") }
    }
}

/// "2 years 3 months", "2 years", "3 months".
pub(super) fn years_and_months(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, months) => amount(months, "month"),
        (years, 0) => amount(years, "year"),
        (years, months) => format!("{} {}", amount(years, "year"), amount(months, "month")),
    }
}

fn amount(count: u32, thing: &str) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), thing)
}

/// The corresponding date some months on, or the last day of a month that has none.
pub(super) fn plus_months(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

fn month0(day: NaiveDate) -> i32 {
    i32::try_from(day.month0()).unwrap_or(0)
}

/// A share in words that anybody would say: "about two thirds of". Never a number of hundred.
pub(super) fn share(part: u32, whole: u32) -> Option<&'static str> {
    /// In thousandths, up to which a wording is the nearest.
    const WORDS: [(u64, &str); 10] = [
        (62, "a small part of"),
        (150, "about a tenth of"),
        (225, "about a fifth of"),
        (292, "about a quarter of"),
        (417, "about a third of"),
        (583, "about half of"),
        (708, "about two thirds of"),
        (825, "about three quarters of"),
        (970, "most of"),
        (1000, "nearly all of"),
    ];
    if whole == 0 || part > whole {
        return None;
    }
    if part == whole {
        return Some("all of");
    }
    let thousandths = u64::from(part) * 1000 / u64::from(whole);
    WORDS.iter().find(|(up_to, _)| thousandths <= *up_to).map(|(_, words)| *words)
}

/// A day, or as much of it as was written: "3 March 2023", "March 2023", "2023".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roughly {
    /// The day; of a month or a year the first.
    pub first: NaiveDate,
    pub grain: Grain,
}

/// How fine a day is known, the roughest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    Year,
    Month,
    Day,
}

impl Roughly {
    /// What three fields mean, if at least the year can be read and nothing in them is without meaning.
    #[must_use]
    pub fn read(day: &Day) -> Option<Self> {
        if let Some(first) = day.date() {
            return Some(Self { first, grain: Grain::Day });
        }
        let with = |month: &str| Day { day: "1".to_owned(), month: month.to_owned(), year: day.year.clone() }.date();
        match (day.day.trim().is_empty(), day.month.trim().is_empty()) {
            (true, false) => with(&day.month).map(|first| Self { first, grain: Grain::Month }),
            (true, true) => with("1").map(|first| Self { first, grain: Grain::Year }),
            (false, _) => None,
        }
    }

    #[must_use]
    pub fn words(self) -> String {
        match self.grain {
            Grain::Day => readable_date(self.first),
            Grain::Month => self.first.format("%B %Y").to_string(),
            Grain::Year => self.first.format("%Y").to_string(),
        }
    }

    /// Whether it was on or before that day, as far as is known.
    #[must_use]
    pub fn by(self, day: NaiveDate) -> bool {
        self.first <= day
    }

    /// How long ago that was on a day: "about 3 years" for a month or a year, which do not tell it better.
    pub(super) fn until(self, day: NaiveDate) -> Option<String> {
        if self.first > day {
            return None;
        }
        let months = u32::try_from((day.year() - self.first.year()) * 12 + month0(day) - month0(self.first)).ok()?;
        match self.grain {
            Grain::Day => Span::between(self.first, day).map(Span::words),
            Grain::Month if months == 0 => Some("less than a month".to_owned()),
            Grain::Month => Some(format!("about {}", years_and_months(months))),
            Grain::Year => match u32::try_from(day.year() - self.first.year()).ok()? {
                0 => Some("less than a year".to_owned()),
                years => Some(format!("about {}", amount(years, "year"))),
            },
        }
    }

    /// Reads a day out of words as people type them: "LAAC, 3 March 2023", "03/03/2023", "2023-03-03", "March 2023", "2023".
    /// Of several the latest that is not after `day`; nothing if there is none.
    pub(super) fn find(text: &str, day: NaiveDate) -> Option<Self> {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut found: Vec<Self> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let taken = [3, 2].into_iter().find_map(|count| {
                let window = words.get(at..at + count)?;
                Some((count, Self::of_words(window)?))
            });
            if let Some((count, one)) = taken {
                found.push(one);
                at += count;
            } else {
                at += 1;
            }
        }
        if found.is_empty()
            && let [year] = words[..]
        {
            found.extend(Self::of_words(&[year]));
        }
        found.into_iter().filter(|one| one.first <= day).max_by_key(|one| one.first)
    }

    fn of_words(words: &[&str]) -> Option<Self> {
        let typed = match *words {
            [year, month, day] if is_year(year) => Day { day: day.into(), month: month.into(), year: year.into() },
            [day, month, year] if is_year(year) => {
                let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                Day { day: day.into(), month: month.into(), year: year.into() }
            }
            // "3 2023" may be anything.
            [month, year] if is_year(year) && month.chars().all(char::is_alphabetic) => {
                Day { day: String::new(), month: month.into(), year: year.into() }
            }
            [year] if is_year(year) => Day { year: year.into(), ..Day::default() },
            _ => return None,
        };
        // A word before the year that is no month leaves the day empty, and would be read as the month alone.
        if words.len() == 3 && typed.day.is_empty() {
            return None;
        }
        Self::read(&typed)
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn time_between_two_days_is_told_to_the_day_and_in_years_and_months() {
        let rows = [
            (day(2020, 6, 16), day(2026, 6, 2), "5 years 11 months 17 days", "5 years 11 months"),
            (day(2020, 6, 16), day(2020, 6, 16), "less than a day", "less than a day"),
            (day(2020, 6, 16), day(2020, 6, 17), "1 day", "1 day"),
            (day(2026, 5, 12), day(2026, 6, 2), "21 days", "3 weeks"),
            (day(2024, 2, 29), day(2025, 2, 27), "11 months 29 days", "11 months"),
            (day(2024, 2, 29), day(2025, 2, 28), "1 year", "1 year"),
            (day(2024, 2, 29), day(2028, 2, 29), "4 years", "4 years"),
            (day(2026, 1, 31), day(2026, 2, 28), "1 month", "1 month"),
            (day(2026, 1, 31), day(2026, 3, 1), "1 month 1 day", "1 month"),
            (day(2023, 12, 31), day(2024, 1, 1), "1 day", "1 day"),
        ];
        for (from, to, exact, words) in rows {
            let span = Span::between(from, to).unwrap();
            assert_eq!((span.exact().as_str(), span.words().as_str()), (exact, words), "{from} {to}");
        }
        assert_eq!(Span::between(day(2026, 6, 2), day(2026, 6, 1)), None);
    }

    #[test]
    fn a_share_is_said_as_people_say_it() {
        let rows = [
            ((71, 110), Some("about two thirds of")),
            ((1, 2), Some("about half of")),
            ((24, 24), Some("all of")),
            ((107, 110), Some("nearly all of")),
            ((1, 3), Some("about a third of")),
            ((1, 4), Some("about a quarter of")),
            ((3, 4), Some("about three quarters of")),
            ((9, 10), Some("most of")),
            ((1, 10), Some("about a tenth of")),
            ((2, 10), Some("about a fifth of")),
            ((1, 120), Some("a small part of")),
            ((25, 24), None),
            ((0, 0), None),
        ];
        for ((part, whole), expected) in rows {
            assert_eq!(share(part, whole), expected, "{part} of {whole}");
        }
        for part in 0..=200 {
            assert!(share(part, 200).is_some(), "{part}");
        }
    }

    #[test]
    fn a_day_is_found_in_words_as_people_type_them() {
        let on = day(2026, 6, 2);
        let rows = [
            ("March 2023", Some(("March 2023", "about 3 years 3 months"))),
            ("LAAC review, 3 March 2023", Some(("3 March 2023", "3 years 2 months"))),
            ("3rd Mar 2023", Some(("3 March 2023", "3 years 2 months"))),
            ("03/03/2023", Some(("3 March 2023", "3 years 2 months"))),
            ("2023-03-03", Some(("3 March 2023", "3 years 2 months"))),
            ("3.3.2023", Some(("3 March 2023", "3 years 2 months"))),
            ("2023", Some(("2023", "about 3 years"))),
            ("2026", Some(("2026", "less than a year"))),
            ("Summer 2023", None),
            ("in the review of March 2023, and again May 2024", Some(("May 2024", "about 2 years 1 month"))),
            ("March 2023, to be looked at again September 2026", Some(("March 2023", "about 3 years 3 months"))),
            ("June 2026", Some(("June 2026", "less than a month"))),
            ("since 31 February 2023", Some(("February 2023", "about 3 years 4 months"))),
            ("when matters were clearer", None),
            ("room 2023 of 4", None),
            ("99/99/2023", None),
            ("", None),
        ];
        for (typed, expected) in rows {
            let found = Roughly::find(typed, on).map(|one| (one.words(), one.until(on).unwrap()));
            let found = found.as_ref().map(|(words, long)| (words.as_str(), long.as_str()));
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn three_fields_may_hold_a_day_a_month_or_a_year() {
        let rows = [
            (("3", "march", "2023"), Some((day(2023, 3, 3), Grain::Day))),
            (("", "3", "23"), Some((day(2023, 3, 1), Grain::Month))),
            (("", "", "2023"), Some((day(2023, 1, 1), Grain::Year))),
            (("3", "", "2023"), None),
            (("31", "2", "2023"), None),
            (("", "", "20"), Some((day(2020, 1, 1), Grain::Year))),
            (("", "", "202"), None),
            (("", "", ""), None),
        ];
        for ((typed_day, month, year), expected) in rows {
            let typed = Day { day: typed_day.into(), month: month.into(), year: year.into() };
            let expected = expected.map(|(first, grain)| Roughly { first, grain });
            assert_eq!(Roughly::read(&typed), expected, "{typed:?}");
        }
    }
}
