//! The law beside a prompt: plain words, where they stand, and how far they can be trusted on a given day.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::text::readable_date;

/// A file of law lines for one jurisdiction.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    pub id: String,
    pub title: String,
    pub jurisdiction: String,
    /// Shown wherever its lines are shown: what was read, and who has not read it yet.
    pub caution: String,
    pub lines: Vec<LawLine>,
}

/// One provision, as items and notes name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawLine {
    pub id: String,
    /// What it says, in plain words.
    pub words: String,
    /// The Act and section, or the guidance, as a lawyer would cite it.
    pub provision: String,
    pub tier: Tier,
    pub status: LawStatus,
    /// The day as at which the text was read: a day or a year ("2025-12-15", "2013"), or "undated".
    #[serde(deserialize_with = "as_at")]
    pub as_at: String,
    /// The last day on which it may be relied on without somebody reading it again.
    #[serde(with = "super::text::day")]
    pub recheck_by: NaiveDate,
    /// Where the text was read.
    pub source: String,
}

/// What kind of authority a line has. Guidance is never shown as law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tier {
    Law,
    Guidance,
}

/// What is known about a line's force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LawStatus {
    InForce,
    /// Passed but not started.
    Prospective,
    /// Read only in an old or secondary text.
    Unconfirmed,
    Superseded,
}

impl LawLine {
    /// Its status on a day (the hearing's, or today), in words that are always shown with it. Guidance says first that it is
    /// not law, whatever else is known of it.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> String {
        let read = self.as_read();
        let recheck = readable_date(self.recheck_by);
        let status = match self.status {
            LawStatus::Prospective => format!("Not in force when read, {read}. Check before you use it."),
            LawStatus::Superseded => format!("Replaced by later law when read, {read}. Do not rely on it."),
            LawStatus::Unconfirmed => {
                format!("Not confirmed: read in {}. Check before you rely on it.", self.text_read())
            }
            LawStatus::InForce if self.is_overdue_on(day) => {
                format!("Read {read}. Its recheck date, {recheck}, is past on that day. Check it again.")
            }
            // What stood in a later text may not have stood yet on that day.
            LawStatus::InForce if self.was_read_after(day) => {
                format!("Read {read}, which is after that day. Check what was in force then.")
            }
            LawStatus::InForce => match self.tier {
                Tier::Law => return format!("In force {read}. Recheck by {recheck}."),
                Tier::Guidance => return format!("{NOT_LAW}, {read}. Recheck by {recheck}."),
            },
        };
        match self.tier {
            Tier::Law => status,
            Tier::Guidance => format!("{NOT_LAW}. {status}"),
        }
    }

    /// By when it has to be read again, where [`LawLine::status_on`] has more urgent things to say.
    #[must_use]
    pub fn recheck_on(&self, day: NaiveDate) -> Option<String> {
        let recheck = readable_date(self.recheck_by);
        match self.status {
            LawStatus::InForce => None,
            _ if self.is_overdue_on(day) => Some(format!("Its recheck date, {recheck}, is past on that day.")),
            _ => Some(format!("Recheck by {recheck}.")),
        }
    }

    /// The day as at which it was read, as people say it.
    #[must_use]
    pub fn as_at_words(&self) -> String {
        NaiveDate::parse_from_str(&self.as_at, "%Y-%m-%d").map_or_else(|_| self.as_at.clone(), readable_date)
    }

    fn as_read(&self) -> String {
        if self.as_at == UNDATED { "in an undated text".to_owned() } else { format!("as at {}", self.as_at_words()) }
    }

    fn text_read(&self) -> String {
        if self.as_at == UNDATED { "an undated text".to_owned() } else { format!("a text of {}", self.as_at_words()) }
    }

    /// Whether somebody has to look before relying on it on that day.
    #[must_use]
    pub fn needs_a_look_on(&self, day: NaiveDate) -> bool {
        self.status != LawStatus::InForce || self.is_overdue_on(day) || self.was_read_after(day)
    }

    fn was_read_after(&self, day: NaiveDate) -> bool {
        NaiveDate::parse_from_str(&self.as_at, "%Y-%m-%d").is_ok_and(|read| read > day)
    }

    fn is_overdue_on(&self, day: NaiveDate) -> bool {
        day > self.recheck_by
    }

    /// Whether it can carry a recommendation by itself: law, and in force when it was read.
    #[must_use]
    pub fn can_carry(&self) -> bool {
        self.tier == Tier::Law && self.status == LawStatus::InForce
    }

    /// The Act and the section; a provision that does not name a section is all Act.
    #[must_use]
    pub fn divided(&self) -> (&str, &str) {
        const NAMES: [&str; 6] = [", section", ", regulation", ", rule", ", article", ", schedule", ", paragraph"];
        let at = NAMES.iter().filter_map(|name| self.provision.find(name)).min();
        at.map_or((self.provision.as_str(), ""), |at| (&self.provision[..at], &self.provision[at + 2..]))
    }
}

const NOT_LAW: &str = "Guidance, not law";

const UNDATED: &str = "undated";

fn as_at<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let is_day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").is_ok();
    let is_year = text.len() == 4 && text.chars().all(|c| c.is_ascii_digit());
    if is_day || is_year || text == UNDATED {
        Ok(text)
    } else {
        Err(D::Error::custom(format!(
            "\"{text}\" is not a day. Write \"2025-12-15\", a year like \"2013\", or \"{UNDATED}\"."
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(status: LawStatus, tier: Tier) -> LawLine {
        LawLine {
            id: "s28".into(),
            words: "Better with an order than without.".into(),
            provision: "Section 28".into(),
            tier,
            status,
            as_at: "2025-12-15".into(),
            recheck_by: NaiveDate::from_ymd_opt(2027, 2, 28).unwrap(),
            source: String::new(),
        }
    }

    #[test]
    fn a_line_says_what_it_is_worth_on_the_day_of_the_hearing() {
        const IN_FORCE: &str = "In force as at 15 December 2025. Recheck by 28 February 2027.";
        const GUIDANCE: &str = "Guidance, not law, as at 15 December 2025. Recheck by 28 February 2027.";
        const PAST: &str =
            "Read as at 15 December 2025. Its recheck date, 28 February 2027, is past on that day. Check it again.";
        const PROSPECTIVE: &str = "Not in force when read, as at 15 December 2025. Check before you use it.";
        const UNCONFIRMED: &str = "Not confirmed: read in a text of 15 December 2025. Check before you rely on it.";
        const SUPERSEDED: &str = "Replaced by later law when read, as at 15 December 2025. Do not rely on it.";
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let [before, on, after] = [day(2027, 2, 27), day(2027, 2, 28), day(2027, 3, 1)];
        let not_law = |words: &str| format!("Guidance, not law. {words}");
        // What it says before, on and after its recheck date, and whether somebody has to look.
        let rows = [
            (
                LawStatus::InForce,
                Tier::Law,
                [(false, IN_FORCE.to_owned()), (false, IN_FORCE.into()), (true, PAST.into())],
            ),
            (
                LawStatus::InForce,
                Tier::Guidance,
                [(false, GUIDANCE.to_owned()), (false, GUIDANCE.into()), (true, not_law(PAST))],
            ),
            (LawStatus::Prospective, Tier::Law, [(); 3].map(|()| (true, PROSPECTIVE.to_owned()))),
            (LawStatus::Prospective, Tier::Guidance, [(); 3].map(|()| (true, not_law(PROSPECTIVE)))),
            (LawStatus::Unconfirmed, Tier::Law, [(); 3].map(|()| (true, UNCONFIRMED.to_owned()))),
            (LawStatus::Unconfirmed, Tier::Guidance, [(); 3].map(|()| (true, not_law(UNCONFIRMED)))),
            (LawStatus::Superseded, Tier::Law, [(); 3].map(|()| (true, SUPERSEDED.to_owned()))),
            (LawStatus::Superseded, Tier::Guidance, [(); 3].map(|()| (true, not_law(SUPERSEDED)))),
        ];
        for (status, tier, expected) in rows {
            let line = line(status, tier);
            let said = [before, on, after].map(|day| (line.needs_a_look_on(day), line.status_on(day)));
            assert_eq!(said, expected, "{status:?} {tier:?}");
            // The recheck date is said once: in the status, or beside it.
            for (day, (_, said)) in [before, on, after].into_iter().zip(said) {
                let beside = line.recheck_on(day).unwrap_or_default();
                assert_eq!((said + &beside).matches("28 February 2027").count(), 1, "{status:?} {tier:?} {day}");
                assert_eq!(beside.contains("is past"), !beside.is_empty() && day > line.recheck_by);
            }
        }
    }

    #[test]
    fn a_text_that_is_younger_than_the_hearing_does_not_say_what_was_in_force_then() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let line = line(LawStatus::InForce, Tier::Law);
        let earlier = "Read as at 15 December 2025, which is after that day. Check what was in force then.";
        let rows = [(day(2025, 11, 4), true, earlier), (day(2025, 12, 15), false, "In force as at 15 December 2025.")];
        for (day, looks, said) in rows {
            assert_eq!(line.needs_a_look_on(day), looks, "{day}");
            assert!(line.status_on(day).starts_with(said), "{}", line.status_on(day));
        }
    }

    #[test]
    fn a_text_without_a_date_says_so() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for status in [LawStatus::InForce, LawStatus::Prospective, LawStatus::Unconfirmed, LawStatus::Superseded] {
            let undated = LawLine { as_at: "undated".into(), ..line(status, Tier::Law) };
            let said = undated.status_on(day);
            assert!(said.contains("in an undated text") && !said.contains("as at"), "{said}");
        }
    }

    #[test]
    fn only_law_that_is_in_force_carries_a_recommendation() {
        for status in [LawStatus::InForce, LawStatus::Prospective, LawStatus::Unconfirmed, LawStatus::Superseded] {
            for tier in [Tier::Law, Tier::Guidance] {
                let carries = (status, tier) == (LawStatus::InForce, Tier::Law);
                assert_eq!(line(status, tier).can_carry(), carries, "{status:?} {tier:?}");
            }
        }
    }

    #[test]
    fn a_provision_is_an_act_and_a_section() {
        let rows = [
            ("One Act 2011, section 25(1) and (2)", ("One Act 2011", "section 25(1) and (2)")),
            ("One Act 2011, sections 91 and 119", ("One Act 2011", "sections 91 and 119")),
            ("Rules 2013, rule 8", ("Rules 2013", "rule 8")),
            ("Manual 2013", ("Manual 2013", "")),
        ];
        for (provision, expected) in rows {
            let line = LawLine { provision: provision.into(), ..line(LawStatus::InForce, Tier::Law) };
            assert_eq!(line.divided(), expected);
        }
    }
}
