//! The law that a note names: each line with its status on the day, lines of one Act and one status together.

use chrono::NaiveDate;

use super::{ListItem, block::item};
use crate::checklist::{LawLine, Tier};

/// One item for each Act and status, law before guidance: "Act: section 25; section 28. In force as at …".
pub(super) fn grouped(lines: &[&LawLine], day: NaiveDate) -> Vec<ListItem> {
    let mut groups: Vec<(Tier, &str, String, Vec<&str>)> = Vec::new();
    for line in lines {
        let (act, section) = line.divided();
        let status = line.status_on(day);
        match groups.iter_mut().find(|group| (group.0, group.1, &group.2) == (line.tier, act, &status)) {
            Some((.., sections)) if sections.contains(&section) => {}
            Some((.., sections)) => sections.push(section),
            None => groups.push((line.tier, act, status, vec![section])),
        }
    }
    groups.sort_by_key(|(tier, ..)| *tier == Tier::Guidance);
    let line = |(_, act, status, sections): (Tier, &str, String, Vec<&str>)| {
        let sections = sections.join("; ");
        let text =
            if sections.is_empty() { format!("{act}. {status}") } else { format!("{act}: {sections}. {status}") };
        item(0, text)
    };
    groups.into_iter().map(line).collect()
}

/// The provisions in a few words, for one answer. Sections of `main`, the Act that is named most, stand without it.
pub(super) fn short(lines: &[LawLine], main: &str) -> String {
    lines.iter().map(|line| short_one(line, main)).collect::<Vec<_>>().join("; ")
}

/// One provision in a few words: a section of `main` stands without it.
pub(super) fn short_one(line: &LawLine, main: &str) -> String {
    match line.divided() {
        (act, section) if act == main && !section.is_empty() => section.to_owned(),
        _ => line.provision.clone(),
    }
}

/// The Act of most of the lines; empty if there are none.
pub(super) fn main_act<'a>(lines: &[&'a LawLine]) -> &'a str {
    let acts: Vec<&str> = lines.iter().map(|line| line.divided().0).collect();
    acts.iter().copied().max_by_key(|act| acts.iter().filter(|one| *one == act).count()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::LawStatus;

    fn line(provision: &str, tier: Tier, status: LawStatus) -> LawLine {
        LawLine {
            id: provision.into(),
            words: "…".into(),
            provision: provision.into(),
            tier,
            status,
            as_at: "2013".into(),
            recheck_by: NaiveDate::from_ymd_opt(2027, 2, 28).unwrap(),
            source: "…".into(),
        }
    }

    #[test]
    fn lines_of_one_act_and_status_stand_together_and_guidance_is_never_law() {
        let lines = [
            line("Manual 2013", Tier::Guidance, LawStatus::Unconfirmed),
            line("One Act 2011, section 25(1), (2)", Tier::Law, LawStatus::InForce),
            line("One Act 2011, section 84", Tier::Law, LawStatus::Unconfirmed),
            line("One Act 2011, sections 91 and 119", Tier::Law, LawStatus::InForce),
            line("Rules 2013, rule 8", Tier::Law, LawStatus::InForce),
        ];
        let refs: Vec<&LawLine> = lines.iter().collect();
        let day = NaiveDate::from_ymd_opt(2026, 6, 2).unwrap();
        let items: Vec<String> = grouped(&refs, day).into_iter().map(|item| item.text.plain()).collect();
        assert_eq!(
            items,
            [
                "One Act 2011: section 25(1), (2); sections 91 and 119. In force as at 2013. Recheck by 28 February 2027.",
                "One Act 2011: section 84. Not confirmed: read in a text of 2013. Check before you rely on it.",
                "Rules 2013: rule 8. In force as at 2013. Recheck by 28 February 2027.",
                "Manual 2013. Guidance, not law. Not confirmed: read in a text of 2013. Check before you rely on it.",
            ]
        );
        assert_eq!(main_act(&refs), "One Act 2011");
        assert_eq!(short(&lines[3..], "One Act 2011"), "sections 91 and 119; Rules 2013, rule 8");
    }
}
