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
    /// Its status on a day (the hearing's, or today), in one sentence that is always shown with it.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> String {
        let as_at = self.as_at_words();
        match self.status {
            LawStatus::Prospective => {
                format!("Not in force when read, {as_at}. Check before you use it.")
            }
            LawStatus::Superseded => {
                format!("Replaced by later law when read, {as_at}. Do not rely on it.")
            }
            LawStatus::Unconfirmed => {
                let guidance = if self.tier == Tier::Guidance { "Guidance, not law. " } else { "" };
                format!("{guidance}Not confirmed: read in {}. Check before you rely on it.", self.text_read())
            }
            LawStatus::InForce if day > self.recheck_by => format!(
                "Read as at {as_at}. Its recheck date, {}, is past on that day. Check it again.",
                readable_date(self.recheck_by)
            ),
            LawStatus::InForce => {
                let force = match self.tier {
                    Tier::Law => "In force",
                    Tier::Guidance => "Guidance, not law",
                };
                format!("{force} as at {as_at}. Recheck by {}.", readable_date(self.recheck_by))
            }
        }
    }

    /// The day as at which it was read, as people say it.
    #[must_use]
    pub fn as_at_words(&self) -> String {
        NaiveDate::parse_from_str(&self.as_at, "%Y-%m-%d").map_or_else(|_| self.as_at.clone(), readable_date)
    }

    fn text_read(&self) -> String {
        if self.as_at == UNDATED { "an undated text".to_owned() } else { format!("a text of {}", self.as_at_words()) }
    }

    /// Whether somebody has to look before relying on it on that day.
    #[must_use]
    pub fn needs_a_look_on(&self, day: NaiveDate) -> bool {
        self.status != LawStatus::InForce || day > self.recheck_by
    }
}

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
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let rows = [
            (
                LawStatus::InForce,
                day(2027, 2, 28),
                false,
                "In force as at 15 December 2025. Recheck by 28 February 2027.",
            ),
            (
                LawStatus::InForce,
                day(2027, 3, 1),
                true,
                "Read as at 15 December 2025. Its recheck date, 28 February 2027, is past on that day. Check it again.",
            ),
            (
                LawStatus::Unconfirmed,
                day(2026, 1, 1),
                true,
                "Not confirmed: read in a text of 15 December 2025. Check before you rely on it.",
            ),
            (
                LawStatus::Prospective,
                day(2026, 1, 1),
                true,
                "Not in force when read, 15 December 2025. Check before you use it.",
            ),
        ];
        for (status, day, look, words) in rows {
            let line = line(status, Tier::Law);
            assert_eq!((line.needs_a_look_on(day), line.status_on(day).as_str()), (look, words));
        }
    }

    #[test]
    fn guidance_is_never_called_law() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        assert!(line(LawStatus::InForce, Tier::Guidance).status_on(day).starts_with("Guidance, not law"));
    }
}
