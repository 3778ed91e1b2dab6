//! Which provisions carry the recommendation, and how each is met.

use serde::{Deserialize, Serialize};

use crate::checklist::LawLine;

/// The law lines of an item, and what the presenter says of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawLinks {
    pub links: Vec<LawLink>,
}

/// A line and how it is met here. It is linked when that is said: there is nothing to tick.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawLink {
    /// The id of a line that stands beside the entry.
    pub line: String,
    pub how_met: String,
}

impl LawLinks {
    /// One blank link for each line.
    #[must_use]
    pub fn to(lines: &[LawLine]) -> Self {
        Self { links: lines.iter().map(|line| LawLink { line: line.id.clone(), how_met: String::new() }).collect() }
    }

    /// The lines that are linked, in the order of `lines`.
    pub fn linked<'a>(&self, lines: &'a [LawLine]) -> impl Iterator<Item = &'a LawLine> {
        lines.iter().filter(|line| self.links.iter().any(|link| link.line == line.id && link.is_linked()))
    }

    /// Whether any line is linked.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.links.iter().any(LawLink::is_linked)
    }

    /// Everything that was typed.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.links.iter().map(|link| link.how_met.as_str()).collect()
    }

    /// Itself in a line.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        match self.links.iter().filter(|link| link.is_linked()).count() {
            0 => String::new(),
            1 => "1 line of law linked".to_owned(),
            n => format!("{n} lines of law linked"),
        }
    }
}

impl LawLink {
    #[must_use]
    pub fn is_linked(&self) -> bool {
        !self.how_met.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::checklist::{LawStatus, Tier};

    fn line(id: &str, tier: Tier, status: LawStatus) -> LawLine {
        LawLine {
            id: id.into(),
            words: "Better with an order than without.".into(),
            provision: format!("One Act 2011, section {id}"),
            tier,
            status,
            as_at: "2025-12-15".into(),
            recheck_by: NaiveDate::from_ymd_opt(2027, 2, 28).unwrap(),
            source: String::new(),
        }
    }

    #[test]
    fn a_line_is_linked_by_words_and_by_nothing_else() {
        let lines = [
            line("28", Tier::Law, LawStatus::InForce),
            line("27", Tier::Law, LawStatus::Prospective),
            line("2013", Tier::Guidance, LawStatus::InForce),
        ];
        let mut links = LawLinks::to(&lines);
        let rows = [
            (["", "", ""], vec![], ""),
            ([" \n", "\u{A0}", ""], vec![], ""),
            (["Nobody has agreed where Ailsa sleeps.", "", " "], vec!["28"], "1 line of law linked"),
            (["", "She will be seen on 26 May.", "Six years."], vec!["27", "2013"], "2 lines of law linked"),
        ];
        for (texts, linked, in_a_line) in rows {
            for (link, text) in links.links.iter_mut().zip(texts) {
                text.clone_into(&mut link.how_met);
            }
            let said: Vec<&str> = links.linked(&lines).map(|line| line.id.as_str()).collect();
            assert_eq!((said, links.in_a_line().as_str()), (linked.clone(), in_a_line));
            assert_eq!((links.is_said(), links.texts()), (!linked.is_empty(), texts.to_vec()));
        }
    }

    #[test]
    fn what_is_not_in_force_is_linked_and_carries_nothing() {
        let rows = [
            (Tier::Law, LawStatus::InForce, 1),
            (Tier::Law, LawStatus::Prospective, 0),
            (Tier::Law, LawStatus::Unconfirmed, 0),
            (Tier::Law, LawStatus::Superseded, 0),
            (Tier::Guidance, LawStatus::InForce, 0),
            (Tier::Guidance, LawStatus::Unconfirmed, 0),
        ];
        for (tier, status, carrying) in rows {
            let lines = [line("28", tier, status)];
            let mut links = LawLinks::to(&lines);
            links.links[0].how_met = "Nobody has agreed where Ailsa sleeps.".into();
            assert_eq!(links.linked(&lines).count(), 1);
            assert_eq!(links.linked(&lines).filter(|line| line.can_carry()).count(), carrying, "{tier:?} {status:?}");
        }
    }
}
