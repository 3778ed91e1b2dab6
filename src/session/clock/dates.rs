//! The dates that may be worked out, each with its rule, its citation and a safe day.

use chrono::{Days, NaiveDate};

use super::{
    Clock, Given, Lives, Rule,
    rules::{CHECK, Said},
    span::plus_months,
    working_days,
};
use crate::{checklist::readable_date, session::Day};

/// The dates of a clock, or why there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The earliest first.
    pub shown: Vec<Reckoned>,
    /// Why none is worked out here; empty if some may be.
    pub why_none: String,
    /// What would have to be written for more of them.
    pub waits_for: Vec<&'static str>,
}

/// One date, with all that a reader needs to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    pub rule: Rule,
    /// "Last day to appeal to the sheriff".
    pub what: &'static str,
    pub day: NaiveDate,
    /// The day on which nobody can say that it was the wrong one: the day before a last day, the day after an opening.
    pub safe: NaiveDate,
    /// "The last hearing decided on 16 March 2026."
    pub from: String,
    pub words: &'static str,
    pub citation: &'static str,
    pub counted: &'static str,
    pub sure: &'static str,
    /// "Check with the Reporter."
    pub check: &'static str,
}

impl Reckoned {
    /// "16 June 2026, safe on 17 June 2026".
    #[must_use]
    pub fn in_words(&self) -> String {
        let by = if self.opens() { "from" } else { "by" };
        format!("{}; to be safe, {by} {}", readable_date(self.day), readable_date(self.safe))
    }

    /// Whether something may happen from this day on, and not until it.
    #[must_use]
    pub fn opens(&self) -> bool {
        matches!(self.rule, Rule::FamilyReview | Rule::ReporterReview)
    }
}

impl Clock {
    /// The dates that may be worked out from what has been written. A half-written day gives none.
    #[must_use]
    pub fn dates(&self, given: &Given) -> Dates {
        if !given.scotland {
            let why_none = "The dates here are Scottish, and this checklist is not. So none is worked out.".to_owned();
            return Dates { why_none, ..Dates::default() };
        }
        let near_sixteen = given.near_sixteen(&self.born);
        if near_sixteen == Some(true) {
            let why_none = format!(
                "{} is near 16 or older. The rules about age have been changing, so no date is worked out. Ask the Reporter.",
                given.child_first()
            );
            return Dates { why_none, ..Dates::default() };
        }
        let mut waits_for = Vec::new();
        if near_sixteen.is_none() {
            waits_for.push(if self.born.is_blank() {
                "The month of birth is not written. For a child near 16 no date here would hold."
            } else {
                "The month of birth cannot be read yet. For a child near 16 no date here would hold."
            });
        }
        if self.last_decided().is_none() && (!self.made.is_blank() || !self.continued.is_empty()) {
            waits_for
                .push("A day of the order's history cannot be read yet. So the earliest family review is not shown.");
        }
        if self.lives.is_none() && !self.single.placed.is_blank() {
            waits_for.push("Where the child lives is not said. So the next looked-after review is not shown.");
        }
        let mut shown: Vec<Reckoned> = Rule::ALL.into_iter().filter_map(|rule| self.reckon(rule, given)).collect();
        shown.sort_by_key(|one| one.day);
        Dates { shown, why_none: String::new(), waits_for }
    }

    fn reckon(&self, rule: Rule, given: &Given) -> Option<Reckoned> {
        let (from, begins) = self.begins(rule, given)?;
        let (day, safe) = day_and_safe(rule, from)?;
        let Said { what, rule: words, citation, counted, sure } = rule.said();
        let from = format!("{begins} {}.", on(rule, from));
        Some(Reckoned { rule, what, day, safe, from, words, citation, counted, sure, check: CHECK })
    }

    /// The day from which a rule counts, and what happened then; `None` if it does not apply or is not written.
    fn begins(&self, rule: Rule, given: &Given) -> Option<(NaiveDate, &'static str)> {
        let single = &self.single;
        let of = |day: &Day, what| day.date().map(|day| (day, what));
        let away = self.lives == Some(Lives::Away);
        let home = self.lives == Some(Lives::AtHome);
        // Only while there is no review after the one that it runs from: a later one that cannot be read yet is later still.
        let no_review = single.first_review.is_blank() && single.last_review.is_blank();
        let last_review = if single.last_review.is_blank() { &single.first_review } else { &single.last_review };
        match rule {
            Rule::ReporterReview => of(&self.expires, "The order says that it expires"),
            Rule::FamilyReview => self.last_decided(),
            Rule::SecureReview => of(&single.secure, "Secure care was authorised"),
            Rule::Appeal => of(&single.decided, "The last hearing decided"),
            Rule::RelevantPersonAppeal => of(&single.relevant_person, "It was decided who is a relevant person"),
            // Only the latest by itself. How several add up is not worked out anywhere.
            Rule::Interim => single.interim.last().and_then(|day| of(day, "The interim order or variation was made")),
            Rule::ContactReview => of(&single.contact_direction, "The contact direction was made"),
            Rule::TransferReview => of(&single.transferred, "The urgent transfer was"),
            Rule::Notice | Rule::FamilyPapers | Rule::ReviewPapers => given.hearing.map(|day| (day, "The hearing is")),
            Rule::FirstReviewAway if away && no_review => of(&single.placed, "The placement began"),
            Rule::SecondReviewAway if away && single.last_review.is_blank() => {
                of(&single.first_review, "The first review was held")
            }
            Rule::NextReviewAway if away => of(&single.last_review, "The last review was held"),
            Rule::FirstReviewHome if home && no_review => of(&single.placed, "The placement began"),
            Rule::NextReviewHome if home => of(last_review, "The last review was held"),
            Rule::FirstVisit if away && single.last_visit.is_blank() => of(&single.placed, "The placement began"),
            Rule::NextVisit if away => of(&single.last_visit, "The last visit was"),
            Rule::Safeguarder => of(&single.safeguarder, "The safeguarder was appointed"),
            Rule::FirstReviewAway
            | Rule::SecondReviewAway
            | Rule::NextReviewAway
            | Rule::FirstReviewHome
            | Rule::NextReviewHome
            | Rule::FirstVisit
            | Rule::NextVisit => None,
        }
    }
}

fn on(rule: Rule, day: NaiveDate) -> String {
    let day = readable_date(day);
    if matches!(rule, Rule::ReporterReview) { day } else { format!("on {day}") }
}

/// The day by the rule, and the safe one beside it.
fn day_and_safe(rule: Rule, from: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let last = |day: Option<NaiveDate>| day.and_then(|day| Some((day, day.pred_opt()?)));
    let opens = |day: Option<NaiveDate>| day.and_then(|day| Some((day, day.succ_opt()?)));
    let working = |day: Option<NaiveDate>| day.and_then(|day| Some((day, working_days::before(day)?)));
    let days = |count| from.checked_add_days(Days::new(count));
    let back = |count| from.checked_sub_days(Days::new(count));
    match rule {
        Rule::ReporterReview => opens(from.checked_sub_months(chrono::Months::new(3))),
        Rule::FamilyReview => opens(end_of_months_with(from, 3).and_then(|end| end.succ_opt())),
        Rule::SecureReview => last(end_of_months_with(from, 3)),
        Rule::Appeal => last(days(20)),
        Rule::RelevantPersonAppeal => last(days(6)),
        Rule::Interim => last(days(21)),
        // A hearing is not held on a Sunday: the safe day is a working day too.
        Rule::ContactReview => working(working_days::after(from, 5)),
        Rule::TransferReview => working(working_days::beginning_with(from, 3)),
        Rule::Notice => last(back(7)),
        Rule::FamilyPapers => last(back(4)),
        Rule::ReviewPapers => last(back(3)),
        Rule::FirstReviewAway | Rule::FirstReviewHome => last(days(42)),
        Rule::SecondReviewAway | Rule::NextVisit => last(plus_months(from, 3)),
        Rule::NextReviewAway => last(plus_months(from, 6)),
        Rule::NextReviewHome => last(plus_months(from, 12)),
        Rule::FirstVisit => last(days(7)),
        Rule::Safeguarder => last(days(35)),
    }
}

/// The last day of a period of months that begins with `from`: the day before the corresponding date, or the end of a month
/// that has none.
fn end_of_months_with(from: NaiveDate, months: u32) -> Option<NaiveDate> {
    use chrono::Datelike;
    let on = plus_months(from, months)?;
    if on.day() == from.day() { on.pred_opt() } else { Some(on) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::clock::{BirthMonth, Continuation};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn given() -> Given {
        Given {
            day: day(2026, 6, 2),
            hearing: Some(day(2026, 6, 2)),
            child: "Ailsa".into(),
            scotland: true,
            waiting: Vec::new(),
        }
    }

    /// A clock in which everything is written that any date is worked out from, each on `on`.
    fn full(on: NaiveDate, lives: Lives) -> Clock {
        let mut clock = Clock {
            made: on.into(),
            expires: on.into(),
            lives: Some(lives),
            born: BirthMonth { month: "March".into(), year: "2017".into() },
            ..Clock::default()
        };
        let single = &mut clock.single;
        for one in [
            &mut single.decided,
            &mut single.relevant_person,
            &mut single.contact_direction,
            &mut single.transferred,
            &mut single.secure,
            &mut single.safeguarder,
            &mut single.placed,
            &mut single.first_review,
            &mut single.last_review,
            &mut single.last_visit,
        ] {
            *one = on.into();
        }
        single.interim = vec![on.into()];
        clock
    }

    #[track_caller]
    fn check(rule: Rule, from: NaiveDate, expected: NaiveDate) {
        assert_eq!(day_and_safe(rule, from).map(|(day, _)| day), Some(expected), "{rule:?} from {from}");
    }

    #[test]
    fn each_rule_gives_the_days_of_the_test_vectors() {
        let rows = [
            // A Monday in March.
            (Rule::FamilyReview, day(2026, 3, 16), day(2026, 6, 16)),
            (Rule::Appeal, day(2026, 3, 16), day(2026, 4, 5)),
            (Rule::Interim, day(2026, 3, 16), day(2026, 4, 6)),
            (Rule::ContactReview, day(2026, 3, 16), day(2026, 3, 23)),
            // The Monday before Christmas.
            (Rule::FamilyReview, day(2026, 12, 21), day(2027, 3, 21)),
            (Rule::Appeal, day(2026, 12, 21), day(2027, 1, 10)),
            (Rule::Interim, day(2026, 12, 21), day(2027, 1, 11)),
            (Rule::ContactReview, day(2026, 12, 21), day(2026, 12, 29)),
            // The Reporter's review, from the expiry as written.
            (Rule::ReporterReview, day(2027, 3, 16), day(2026, 12, 16)),
            (Rule::ReporterReview, day(2027, 12, 21), day(2027, 9, 21)),
            (Rule::TransferReview, day(2026, 12, 24), day(2026, 12, 29)),
            (Rule::FirstReviewAway, day(2026, 3, 16), day(2026, 4, 27)),
            (Rule::SecondReviewAway, day(2026, 4, 27), day(2026, 7, 27)),
            (Rule::NextReviewAway, day(2026, 7, 27), day(2027, 1, 27)),
        ];
        for (rule, from, expected) in rows {
            check(rule, from, expected);
        }
    }

    #[test]
    fn rules_without_a_test_vector_are_counted_as_they_say() {
        let rows = [
            (Rule::SecureReview, day(2026, 3, 16), day(2026, 6, 15)),
            (Rule::RelevantPersonAppeal, day(2026, 3, 16), day(2026, 3, 22)),
            (Rule::Notice, day(2026, 6, 2), day(2026, 5, 26)),
            (Rule::FamilyPapers, day(2026, 6, 2), day(2026, 5, 29)),
            (Rule::ReviewPapers, day(2026, 6, 2), day(2026, 5, 30)),
            (Rule::FirstReviewHome, day(2026, 3, 16), day(2026, 4, 27)),
            (Rule::NextReviewHome, day(2026, 3, 16), day(2027, 3, 16)),
            (Rule::FirstVisit, day(2026, 3, 16), day(2026, 3, 23)),
            (Rule::NextVisit, day(2026, 3, 16), day(2026, 6, 16)),
            (Rule::Safeguarder, day(2026, 3, 16), day(2026, 4, 20)),
        ];
        for (rule, from, expected) in rows {
            check(rule, from, expected);
        }
    }

    #[test]
    fn month_ends_and_leap_days_have_rows_of_their_own() {
        let rows = [
            // There is no 30 February: the 3 months end with the month, and the review may be on the day after.
            (Rule::FamilyReview, day(2026, 11, 30), day(2027, 3, 1)),
            (Rule::SecureReview, day(2026, 11, 30), day(2027, 2, 28)),
            (Rule::FamilyReview, day(2027, 11, 30), day(2028, 3, 1)),
            (Rule::SecureReview, day(2027, 11, 29), day(2028, 2, 28)),
            (Rule::SecureReview, day(2026, 3, 31), day(2026, 6, 30)),
            (Rule::SecureReview, day(2026, 12, 1), day(2027, 2, 28)),
            (Rule::FamilyReview, day(2028, 2, 29), day(2028, 5, 29)),
            (Rule::SecondReviewAway, day(2026, 11, 30), day(2027, 2, 28)),
            (Rule::SecondReviewAway, day(2027, 11, 30), day(2028, 2, 29)),
            (Rule::NextReviewAway, day(2026, 8, 31), day(2027, 2, 28)),
            (Rule::NextReviewHome, day(2028, 2, 29), day(2029, 2, 28)),
            (Rule::NextVisit, day(2026, 8, 31), day(2026, 11, 30)),
            (Rule::ReporterReview, day(2027, 5, 31), day(2027, 2, 28)),
            (Rule::ReporterReview, day(2028, 5, 31), day(2028, 2, 29)),
            (Rule::Appeal, day(2028, 2, 9), day(2028, 2, 29)),
            (Rule::ReviewPapers, day(2028, 3, 2), day(2028, 2, 28)),
        ];
        for (rule, from, expected) in rows {
            check(rule, from, expected);
        }
    }

    #[test]
    fn the_safe_day_is_never_the_bold_one() {
        for rule in Rule::ALL {
            for from in [day(2026, 3, 16), day(2026, 12, 21), day(2026, 12, 24), day(2028, 2, 29), day(2026, 11, 30)] {
                let (by, safe) = day_and_safe(rule, from).unwrap();
                let opens = matches!(rule, Rule::FamilyReview | Rule::ReporterReview);
                assert!(if opens { safe > by } else { safe < by }, "{rule:?} from {from}");
            }
        }
        let (by, safe) = day_and_safe(Rule::ContactReview, day(2026, 12, 18)).unwrap();
        assert_eq!((by, safe), (day(2026, 12, 28), day(2026, 12, 24)), "back over Christmas to a working day");
    }

    #[test]
    fn a_date_comes_with_its_rule_its_citation_its_counting_and_whom_to_ask() {
        for lives in Lives::ALL {
            let dates = full(day(2026, 3, 16), lives).dates(&given());
            assert!(dates.why_none.is_empty() && dates.waits_for.is_empty(), "{dates:?}");
            for one in &dates.shown {
                assert!(one.citation.contains("Scotland") && one.citation.ends_with(|c: char| !c.is_whitespace()));
                assert!(one.words.ends_with('.') && one.counted.ends_with('.') && one.sure.ends_with('.'), "{one:?}");
                assert_eq!(one.check, "Check with the Reporter.");
                assert!(one.from.contains(&readable_date(day(2026, 3, 16))) || one.from.contains("2 June 2026"));
            }
        }
        let dates = full(day(2026, 3, 16), Lives::Away).dates(&given());
        let appeal = dates.shown.iter().find(|one| one.rule == Rule::Appeal).unwrap();
        assert_eq!(appeal.in_words(), "5 April 2026; to be safe, by 4 April 2026");
        assert_eq!(appeal.from, "The last hearing decided on 16 March 2026.");
        assert_eq!(appeal.citation, "Children's Hearings (Scotland) Act 2011, section 154(5)");
        let family = dates.shown.iter().find(|one| one.rule == Rule::FamilyReview).unwrap();
        assert_eq!(family.in_words(), "16 June 2026; to be safe, from 17 June 2026");
    }

    #[test]
    fn only_the_rules_that_fit_where_the_child_lives_are_used() {
        let rules = |clock: &Clock| clock.dates(&given()).shown.iter().map(|one| one.rule).collect::<Vec<_>>();
        let of_placement = |rules: Vec<Rule>| {
            let all = [
                Rule::FirstReviewAway,
                Rule::SecondReviewAway,
                Rule::NextReviewAway,
                Rule::FirstReviewHome,
                Rule::NextReviewHome,
                Rule::FirstVisit,
                Rule::NextVisit,
            ];
            rules.into_iter().filter(|rule| all.contains(rule)).collect::<Vec<_>>()
        };
        let mut clock = full(day(2026, 3, 16), Lives::Away);
        assert_eq!(of_placement(rules(&clock)), [Rule::NextVisit, Rule::NextReviewAway]);
        clock.single.last_review = Day::default();
        clock.single.last_visit = Day::default();
        assert_eq!(of_placement(rules(&clock)), [Rule::FirstVisit, Rule::SecondReviewAway]);
        clock.single.first_review = Day::default();
        assert_eq!(of_placement(rules(&clock)), [Rule::FirstVisit, Rule::FirstReviewAway]);
        clock.lives = Some(Lives::AtHome);
        assert_eq!(of_placement(rules(&clock)), [Rule::FirstReviewHome]);
        clock.lives = None;
        assert_eq!(of_placement(rules(&clock)), []);
        assert_eq!(clock.dates(&given()).waits_for.len(), 1);
        // A later review that is half-written is later than the one that can be read.
        let mut clock = full(day(2026, 3, 16), Lives::Away);
        clock.single.last_review.month = "ju".into();
        assert_eq!(of_placement(rules(&clock)), [Rule::NextVisit]);
    }

    #[test]
    fn the_family_review_runs_from_the_latest_decision_and_from_none_while_one_cannot_be_read() {
        let mut clock = Clock { made: day(2025, 3, 16).into(), ..Clock::default() };
        let from = |clock: &Clock| {
            clock.dates(&given()).shown.into_iter().find(|one| one.rule == Rule::FamilyReview).map(|one| one.from)
        };
        assert_eq!(from(&clock).as_deref(), Some("The order was made on 16 March 2025."));
        clock.continued = vec![Continuation { day: day(2026, 3, 10).into(), varied: None }];
        assert_eq!(from(&clock).as_deref(), Some("The order was last continued on 10 March 2026."));
        clock.varied = day(2026, 5, 4).into();
        assert_eq!(from(&clock).as_deref(), Some("The order was last varied on 4 May 2026."));
        clock.varied.month = "Ma".into();
        assert_eq!(from(&clock), None);
        clock.varied = Day::default();
        clock.continued.push(Continuation::default());
        assert_eq!(from(&clock), None);
        assert!(clock.dates(&given()).waits_for.iter().any(|line| line.contains("cannot be read yet")));
    }

    /// The list "Must not compute".
    mod must_not_compute {
        use super::*;
        use crate::session::clock::{Happening, Milestone};

        #[test]
        fn how_interim_orders_add_up() {
            let mut clock = full(day(2026, 3, 16), Lives::Away);
            let one = clock.dates(&given());
            clock.single.interim = vec![day(2026, 1, 5).into(), day(2026, 1, 26).into(), day(2026, 3, 16).into()];
            assert_eq!(clock.dates(&given()), one, "earlier interim orders change no date");
            clock.single.interim.push(Day::default());
            let interim = |one: &Reckoned| one.rule == Rule::Interim;
            assert!(!clock.dates(&given()).shown.iter().any(interim), "the latest is not written yet");
        }

        #[test]
        fn the_timetable_of_a_court_for_permanence() {
            let mut clock = full(day(2026, 3, 16), Lives::Away);
            let without = clock.dates(&given());
            for what in ["Agency decision", "Application lodged", "Panel recommended a permanence order"] {
                clock.permanence.push(Milestone { day: day(2026, 4, 1).into(), what: what.into(), why: String::new() });
            }
            clock.plan = Happening { day: day(2026, 4, 1).into(), what: "Permanence order".into() };
            assert_eq!(clock.dates(&given()), without);
            for one in &without.shown {
                assert!(!one.citation.contains("2007") && !one.words.contains("ermanence"), "{one:?}");
            }
        }

        #[test]
        fn when_the_written_decision_arrives() {
            for lives in Lives::ALL {
                for one in full(day(2026, 3, 16), lives).dates(&given()).shown {
                    assert!(!one.citation.contains("88"), "{one:?}");
                }
            }
        }

        #[test]
        fn anything_for_a_child_near_sixteen() {
            let mut clock = full(day(2026, 3, 16), Lives::Away);
            // The 16th birthday is within a year of 2 June 2026 for whoever was born up to 2 June 2011.
            let rows = [
                (("June", "2011"), true),
                (("July", "2011"), false),
                (("May", "2011"), true),
                (("March", "2010"), true),
                (("January", "2009"), true),
                (("June", "2008"), true),
                (("March", "2017"), false),
            ];
            for ((month, year), near) in rows {
                clock.born = BirthMonth { month: month.into(), year: year.into() };
                let dates = clock.dates(&given());
                assert_eq!((dates.shown.is_empty(), !dates.why_none.is_empty()), (near, near), "{month} {year}");
                assert_eq!(clock.remarks(&given()).iter().any(|one| one.words.contains("cannot last")), !near);
            }
            clock.born = BirthMonth { month: "June".into(), year: "2011".into() };
            assert_eq!(
                clock.dates(&given()).why_none,
                "Ailsa is near 16 or older. The rules about age have been changing, so no date is worked out. Ask the Reporter."
            );
            for (month, said) in
                [("", "The month of birth is not written."), ("Ma", "The month of birth cannot be read yet.")]
            {
                clock.born = BirthMonth { month: month.into(), year: String::new() };
                assert!(clock.dates(&given()).waits_for.iter().any(|line| line.starts_with(said)), "{month}");
            }
        }

        #[test]
        fn a_date_outside_scotland() {
            let clock = full(day(2026, 3, 16), Lives::AtHome);
            let england = Given { scotland: false, ..given() };
            let dates = clock.dates(&england);
            assert!(dates.shown.is_empty());
            assert!(dates.why_none.contains("Scottish"), "{}", dates.why_none);
            assert_eq!(clock.remarks(&england), []);
        }

        #[test]
        fn the_expiry() {
            let mut clock = full(day(2026, 3, 16), Lives::AtHome);
            clock.expires = Day::default();
            clock.continued = vec![Continuation { day: day(2026, 4, 1).into(), varied: Some(false) }];
            for one in clock.dates(&given()).shown {
                assert!(one.rule != Rule::ReporterReview, "no expiry is written, so nothing runs from one: {one:?}");
            }
            assert!(clock.expires.is_blank());
        }
    }
}
