//! A day as people type it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::checklist::readable_date;

/// A day in three fields, kept as typed so that nothing is lost while it is half-written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    pub day: String,
    /// A number or a name: "6", "june", "Jun".
    pub month: String,
    /// Four digits, or two for a year from 2000.
    pub year: String,
}

impl Day {
    /// The day that the fields mean; `None` while they mean none.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        let day = self.day.trim().parse().ok()?;
        let month = self.month.trim().to_lowercase();
        let month = match month.parse() {
            Ok(number) => number,
            Err(_) if month.chars().count() >= 3 => {
                let at = MONTHS.iter().position(|name| name.starts_with(&month))?;
                u32::try_from(at).ok()? + 1
            }
            Err(_) => return None,
        };
        let year = match (self.year.trim(), self.year.trim().parse::<i32>().ok()?) {
            (digits, year) if digits.len() == 2 => 2000 + year,
            (_, year) if (1900..=2200).contains(&year) => year,
            _ => return None,
        };
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.day, &self.month, &self.year].into_iter().all(|field| field.trim().is_empty())
    }

    /// As people say it, or as typed while it is not a day.
    #[must_use]
    pub fn words(&self) -> String {
        self.date()
            .map_or_else(|| format!("{} {} {}", self.day, self.month, self.year).trim().to_owned(), readable_date)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self {
            day: date.format("%-d").to_string(),
            month: date.format("%B").to_string(),
            year: date.format("%Y").to_string(),
        }
    }
}

/// In the order of the year; as typed they may be shortened to three letters.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let rows = [
            (("11", "june", "2026"), Some((2026, 6, 11))),
            (("11", "Jun", "26"), Some((2026, 6, 11))),
            ((" 1 ", "6", "2026"), Some((2026, 6, 1))),
            (("29", "feb", "2027"), None),
            (("29", "feb", "2028"), Some((2028, 2, 29))),
            (("11", "ju", "2026"), None),
            (("11", "13", "2026"), None),
            (("11", "6", "206"), None),
            (("", "", ""), None),
            (("soon", "june", "2026"), None),
        ];
        for ((day, month, year), expected) in rows {
            let typed = Day { day: day.into(), month: month.into(), year: year.into() };
            let expected = expected.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
            assert_eq!(typed.date(), expected, "{typed:?}");
        }
        assert_eq!(Day { day: "11".into(), month: "ju".into(), year: String::new() }.words(), "11 ju");
    }
}
