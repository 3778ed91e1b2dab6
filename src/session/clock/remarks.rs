//! What is worth a look: checks of the days that were written, flags from guidance, and the duty to ask for a review. A flag
//! is no deadline, and guidance is never called law.

use chrono::NaiveDate;

use super::{
    Clock, Given, Lives,
    span::{Span, plus_months},
};
use crate::checklist::readable_date;

/// One remark, with where it comes from and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub kind: RemarkKind,
    pub words: String,
    pub citation: &'static str,
    pub sure: &'static str,
}

/// What a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemarkKind {
    /// A day that was written, held against the law.
    Check,
    /// A threshold of guidance: a flag, not a deadline.
    Guidance,
    Duty,
}

impl RemarkKind {
    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Check => "Look at the order",
            Self::Guidance => "Guidance, not law",
            Self::Duty => "A duty",
        }
    }
}

const EXPIRY: &str = "Children's Hearings (Scotland) Act 2011, section 83(7)";
const READ: &str = "The words of the Act were read as at 15 December 2025.";

impl Clock {
    /// The remarks for that day: the duty first, then checks, then guidance.
    #[must_use]
    pub fn remarks(&self, given: &Given) -> Vec<Remark> {
        if !given.scotland {
            return Vec::new();
        }
        let near_sixteen = given.near_sixteen(&self.born) == Some(true);
        let checks = if near_sixteen { Vec::new() } else { [self.end(), self.variation()].into() };
        [self.duty()]
            .into_iter()
            .chain(checks)
            .chain([self.two_years_at_home(given), self.six_months_away(given)])
            .flatten()
            .collect()
    }

    fn duty(&self) -> Option<Remark> {
        (!self.made.is_blank()).then(|| Remark {
            kind: RemarkKind::Duty,
            words: "Are we already satisfied that this needs to change? Then we must ask now. \
                    The authority asks for a review if it is satisfied that the order ought to end or be varied."
                .to_owned(),
            citation: "Children's Hearings (Scotland) Act 2011, section 131(1) and (2)",
            sure: READ,
        })
    }

    /// The end of an order: at most a year after it was made, and then whatever the last continuation wrote. The longest is
    /// told for an order that was never continued; a continued one is only held against what was written.
    fn end(&self) -> Option<Remark> {
        let check = |words: String, sure| Some(Remark { kind: RemarkKind::Check, words, citation: EXPIRY, sure });
        let from_memory = "The words of the Act were read as at 15 December 2025. \
                           That the year runs from the day of the decision is from memory.";
        if self.continued.is_empty() {
            let made = self.made.date()?;
            let last = plus_months(made, 12)?;
            let later = match self.expires.date() {
                Some(written) if written > last => " The day written here is later than that.",
                _ => "",
            };
            return check(
                format!(
                    "No continuation is written here. Then the order cannot last longer than {}, and it ends at 18 if that is sooner. \
                     To be safe, act as if it ends on {}.{later} Look at the date written on it.",
                    readable_date(last),
                    readable_date(last.pred_opt()?),
                ),
                READ,
            );
        }
        let Some(written) = self.expires.date() else {
            return check(
                "The order was continued. Its end is not worked out: write the date that stands on it.".to_owned(),
                READ,
            );
        };
        let days: Option<Vec<NaiveDate>> = self.continued.iter().map(|one| one.day.date()).collect();
        let last = days?.into_iter().max()?;
        if written <= plus_months(last, 12)? {
            return None;
        }
        check(
            format!(
                "The order was last continued on {}. The expiry written here is more than a year after that. \
                 Look at the date written on it.",
                readable_date(last)
            ),
            from_memory,
        )
    }

    fn variation(&self) -> Option<Remark> {
        let varied = self.varied.date()?;
        Some(Remark {
            kind: RemarkKind::Check,
            words: format!("Varying the order on {} did not move its end.", readable_date(varied)),
            citation: "Children's Hearings (Scotland) Act 2011, sections 83(7) and 202(3)",
            sure: READ,
        })
    }

    fn two_years_at_home(&self, given: &Given) -> Option<Remark> {
        let long = Span::between(self.made.date()?, given.day)?;
        (self.lives == Some(Lives::AtHome) && long.months >= 24).then(|| Remark {
            kind: RemarkKind::Guidance,
            words: format!(
                "The order was made {} ago, and {} lives at home. \
                 By that guidance a child should not usually stay on an order at home for more than two years.",
                long.words(),
                given.child()
            ),
            citation: "Guidance on looked-after children, as stated on CELCIS's page on PACE aim 1",
            sure: "The guidance itself was not seen, and the page has no date.",
        })
    }

    fn six_months_away(&self, given: &Given) -> Option<Remark> {
        let long = Span::between(self.accommodated.date()?, given.day)?;
        (self.lives == Some(Lives::Away) && long.months >= 6).then(|| Remark {
            kind: RemarkKind::Guidance,
            words: format!(
                "{} was first accommodated {} ago, and lives away from home. \
                 Has going home come much nearer? If not, consider whether a plan for permanence is needed.",
                given.child_first(),
                long.words()
            ),
            citation: "Guidance on the Looked After Children Regulations and the 2007 Act, as stated by the Scottish \
                       Government",
            sure: "Read on a page that has no date.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Day, clock::Continuation};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn given() -> Given {
        let day = day(2026, 6, 2);
        Given { day, hearing: Some(day), child: "Ailsa".into(), scotland: true, waiting: Vec::new() }
    }

    fn said(clock: &Clock, kind: RemarkKind) -> Vec<String> {
        clock.remarks(&given()).into_iter().filter(|one| one.kind == kind).map(|one| one.words).collect()
    }

    fn order(made: NaiveDate, continued: &[NaiveDate], expires: Option<NaiveDate>) -> Clock {
        Clock {
            made: made.into(),
            continued: continued.iter().map(|day| Continuation { day: (*day).into(), varied: Some(false) }).collect(),
            expires: expires.map(Day::from).unwrap_or_default(),
            ..Clock::default()
        }
    }

    #[test]
    fn an_order_that_was_never_continued_cannot_last_longer_than_a_year() {
        let rows = [
            (day(2026, 3, 16), "16 March 2027", "15 March 2027"),
            (day(2026, 12, 21), "21 December 2027", "20 December 2027"),
            (day(2024, 2, 29), "28 February 2025", "27 February 2025"),
            (day(2023, 3, 1), "1 March 2024", "29 February 2024"),
        ];
        for (made, last, safe) in rows {
            let words = said(&order(made, &[], None), RemarkKind::Check).join(" ");
            assert!(words.contains(&format!("cannot last longer than {last},")), "{words}");
            assert!(words.contains(&format!("ends on {safe}. Look at the date written on it.")), "{words}");
        }
        let rows = [(day(2027, 3, 16), false), (day(2027, 3, 17), true), (day(2026, 9, 16), false)];
        for (expires, later) in rows {
            let words = said(&order(day(2026, 3, 16), &[], Some(expires)), RemarkKind::Check).join(" ");
            assert_eq!(words.contains("is later than that"), later, "{expires}: {words}");
        }
    }

    #[test]
    fn the_end_of_a_continued_order_is_never_told_only_held_against_the_last_continuation() {
        let (made, continued) = (day(2024, 6, 16), [day(2025, 6, 6)]);
        let rows = [
            (None, Some("Its end is not worked out: write the date that stands on it.")),
            (Some(day(2026, 6, 5)), None),
            (Some(day(2026, 6, 6)), None),
            (Some(day(2026, 6, 7)), Some("more than a year after that")),
        ];
        for (expires, expected) in rows {
            let words = said(&order(made, &continued, expires), RemarkKind::Check).join(" ");
            match expected {
                Some(expected) => assert!(words.contains(expected), "{words}"),
                None => assert_eq!(words, ""),
            }
            assert!(!words.contains("June 2026") && !words.contains("cannot last"), "{words}");
        }
        let mut half = order(made, &continued, Some(day(2026, 6, 7)));
        half.continued.push(Continuation::default());
        assert_eq!(said(&half, RemarkKind::Check), [""; 0], "the last one cannot be read yet");
    }

    #[test]
    fn a_variation_does_not_move_the_end() {
        let mut clock = order(day(2025, 9, 1), &[], Some(day(2026, 8, 31)));
        let before = clock.expires.clone();
        clock.varied = day(2026, 2, 3).into();
        assert_eq!(said(&clock, RemarkKind::Check)[1], "Varying the order on 3 February 2026 did not move its end.");
        assert_eq!(clock.expires, before);
    }

    #[test]
    fn thresholds_of_guidance_are_flags_and_say_that_they_are_guidance() {
        let away = Some(Lives::Away);
        let home = Some(Lives::AtHome);
        let rows = [
            (day(2024, 6, 2), None, home, Some("The order was made 2 years ago, and Ailsa lives at home.")),
            (day(2024, 6, 3), None, home, None),
            (day(2020, 6, 16), None, None, None),
            (day(2020, 6, 16), None, away, None),
            (day(2025, 9, 1), Some(day(2025, 12, 2)), away, Some("Ailsa was first accommodated 6 months ago")),
            (day(2025, 9, 1), Some(day(2025, 12, 3)), away, None),
            (day(2025, 9, 1), Some(day(2020, 6, 16)), home, None),
        ];
        for (made, accommodated, lives, expected) in rows {
            let mut clock = order(made, &[], None);
            clock.accommodated = accommodated.map(Day::from).unwrap_or_default();
            clock.lives = lives;
            let flags = said(&clock, RemarkKind::Guidance);
            assert_eq!(flags.len(), usize::from(expected.is_some()), "{made} {flags:?}");
            assert!(expected.is_none_or(|words| flags[0].starts_with(words)), "{flags:?}");
            assert!(!flags.concat().contains(" must "), "guidance asks for nothing by law");
        }
        assert_eq!(RemarkKind::Guidance.words(), "Guidance, not law");
    }

    #[test]
    fn the_duty_to_ask_stands_beside_every_order() {
        let duty = said(&order(day(2026, 3, 16), &[], None), RemarkKind::Duty);
        assert!(duty[0].starts_with("Are we already satisfied that this needs to change? Then we must ask now."));
        assert_eq!(said(&Clock::default(), RemarkKind::Duty), [""; 0]);
    }
}
