//! When a session is to be deleted from this computer. Nothing is deleted by it: a person is asked.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Session;
use crate::checklist::{counted, readable_date};

/// The day on which a session is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum DeleteOn {
    /// So many days after the hearing; while its day is not set, no day.
    AfterHearing {
        days: u16,
    },
    On(NaiveDate),
}

/// What the program, or the organisation, says about how long sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Days after the hearing.
    pub days: u16,
    /// The organisation says so: the pair chooses no other day.
    pub fixed: bool,
}

impl DeleteOn {
    /// Days after the hearing, where nobody says anything else.
    pub const DAYS: u16 = 28;

    /// The day, as far as it is known.
    #[must_use]
    pub fn day(self, hearing: Option<NaiveDate>) -> Option<NaiveDate> {
        match self {
            Self::AfterHearing { days } => hearing?.checked_add_days(Days::new(days.into())),
            Self::On(day) => Some(day),
        }
    }

    /// "9 July 2026, 28 days after the hearing", or what it waits for.
    #[must_use]
    pub fn words(self, hearing: Option<NaiveDate>) -> String {
        match (self, self.day(hearing)) {
            (Self::AfterHearing { days }, Some(day)) => format!("{}, {}", readable_date(day), after_the_hearing(days)),
            (Self::AfterHearing { days }, None) => format!("{}, when its day is set", after_the_hearing(days)),
            (Self::On(day), _) => readable_date(day),
        }
    }
}

/// Sessions that were kept before there was a day have this one.
impl Default for DeleteOn {
    fn default() -> Self {
        Self::AfterHearing { days: Self::DAYS }
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self { days: DeleteOn::DAYS, fixed: false }
    }
}

impl Session {
    /// The day on which it is to be deleted from this computer; `None` while it waits for the day of the hearing.
    #[must_use]
    pub fn delete_day(&self) -> Option<NaiveDate> {
        self.delete_on.day(self.hearing_day())
    }
}

/// "28 days after the hearing".
#[must_use]
pub fn after_the_hearing(days: u16) -> String {
    match days {
        0 => "the day of the hearing".to_owned(),
        days => format!("{} after the hearing", counted(days.into(), "day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Date, sample};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_day_counts_from_the_hearing_once_its_day_is_set() {
        let usual = DeleteOn::default();
        let hearing = Some(day(2026, 6, 11));
        let rows = [
            (usual, hearing, Some(day(2026, 7, 9)), "9 July 2026, 28 days after the hearing"),
            (usual, None, None, "28 days after the hearing, when its day is set"),
            // A leap day lies between.
            (usual, Some(day(2028, 2, 5)), Some(day(2028, 3, 4)), "4 March 2028, 28 days after the hearing"),
            (
                DeleteOn::AfterHearing { days: 1 },
                hearing,
                Some(day(2026, 6, 12)),
                "12 June 2026, 1 day after the hearing",
            ),
            (DeleteOn::AfterHearing { days: 0 }, hearing, hearing, "11 June 2026, the day of the hearing"),
            (DeleteOn::On(day(2026, 12, 24)), hearing, Some(day(2026, 12, 24)), "24 December 2026"),
            (DeleteOn::On(day(2026, 12, 24)), None, Some(day(2026, 12, 24)), "24 December 2026"),
        ];
        for (on, hearing, expected, words) in rows {
            assert_eq!((on.day(hearing), on.words(hearing).as_str()), (expected, words));
        }
        // Past the last day there is, none: nothing may go early because a number ran over.
        assert_eq!(DeleteOn::AfterHearing { days: u16::MAX }.day(Some(NaiveDate::MAX)), None);
    }

    #[test]
    fn a_session_without_a_hearing_day_reaches_no_date() {
        let mut session = sample();
        session.hearing_date = Date { day: day(2026, 6, 2).into(), not_set: false };
        assert_eq!(session.delete_day(), Some(day(2026, 6, 30)));
        session.hearing_date.not_set = true;
        assert_eq!(session.delete_day(), None);
        session.delete_on = DeleteOn::On(day(2026, 8, 1));
        assert_eq!(session.delete_day(), Some(day(2026, 8, 1)));
    }

    #[test]
    fn a_session_from_before_there_was_a_day_has_the_usual_one() {
        let mut kept = serde_json::to_value(sample()).unwrap();
        assert!(kept.as_object_mut().unwrap().remove("delete_on").is_some());
        let session: Session = serde_json::from_value(kept).unwrap();
        assert_eq!(session, sample());
    }
}
