//! Group learning: what got in the way of the work, and what should change in the checklists, from one session or from many.
//!
//! It is made of [`Share`]s and of nothing else. A share has no place for a child, a reference, a day or an answer of the case,
//! so none of them can come into the note.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{
    Block, Doc, Kept, KeyValue, Note, Table,
    block::{ListItem, item, list},
    privacy::{Finding, Known, check},
};
use crate::{
    checklist::one_line,
    session::{ForTheGroup, GroupAnswer, Offered},
};

const MARKING: &str = "Nobody should be recognisable.";

/// Counts below it are not shown: the fewer there are, the easier it is to know who.
pub const LEAST_COUNT: usize = 5;

/// What one session gives to the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    year: i32,
    /// 1..=12.
    month: u32,
    /// The title and version of its checklist.
    checklist: String,
    group: ForTheGroup,
}

impl Share {
    /// Takes from a session what is for the group, and the month in which it was last changed or finished.
    #[must_use]
    pub fn of(kept: &Kept) -> Self {
        let session = kept.session();
        let day = kept.finished().unwrap_or(session.changed).date();
        let checklist = format!("{}, version {}", session.checklist.title, session.checklist.version);
        Self { year: day.year(), month: day.month(), checklist, group: session.group.clone() }
    }

    /// Whether there is anything in it.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.group.is_said()
    }

    /// What the two typed for the group.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.group.texts()
    }
}

/// What another session gives to the group, and what in it could tell who somebody is: looked for where that session's own
/// names are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    pub share: Share,
    pub found: Vec<Finding>,
}

impl Gathered {
    #[must_use]
    pub fn of(kept: &Kept) -> Self {
        let share = Share::of(kept);
        let typed: Vec<&str> = share.texts().collect();
        let known = Known::of(kept.session()).for_note(Note::Group, kept.session());
        let found = check(&typed, &known);
        Self { share, found }
    }
}

/// The note of some sessions, in no order that tells which line is from which session. Those that said nothing to the group
/// are not counted.
#[must_use]
pub fn group_learning(shares: &[Share]) -> Doc {
    let said: Vec<&Share> = shares.iter().filter(|one| one.is_said()).collect();
    if said.is_empty() {
        let words = "Nothing is written yet. The questions can be answered later.";
        return Doc::new("Group learning", MARKING, vec![Block::para(words)]);
    }
    let mut checklists: Vec<&str> = said.iter().map(|one| one.checklist.as_str()).collect();
    checklists.sort_unstable();
    checklists.dedup();
    let fact = |key: &str, value: String| KeyValue { key: key.to_owned(), value };
    let name = if checklists.len() == 1 { "Checklist" } else { "Checklists" };
    let mut blocks = vec![Block::Facts(vec![fact("Sessions", number(said.len())), fact(name, checklists.join("; "))])];
    blocks.extend(in_the_way(&said));
    blocks.extend(answers(&said));
    Doc::new(&format!("Group learning, {}", months(&said)), MARKING, blocks)
}

/// How often each barrier was named, and the lines that were written to it.
fn in_the_way(said: &[&Share]) -> Vec<Block> {
    let mut named: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    for Offered { option, note, .. } in said.iter().flat_map(|one| &one.group.barriers).filter(|one| one.chosen) {
        let (count, lines) = named.entry(option.text.clone()).or_default();
        *count += 1;
        lines.push(one_line(note));
    }
    let mut named: Vec<(String, usize, Vec<String>)> =
        named.into_iter().map(|(text, (count, lines))| (text, count, lines)).collect();
    // The most frequent first, but those without a number in the order of their letters: their place would give it away.
    named.sort_by_key(|(_, count, _)| if *count < LEAST_COUNT { 0 } else { *count });
    named.reverse();
    let shown = named.iter().take_while(|(_, count, _)| *count >= LEAST_COUNT).count();
    named[shown..].sort();
    if named.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(2, "What got in the way")];
    if shown > 0 {
        blocks.push(Block::Table(Table {
            caption: "In how many sessions it was named".to_owned(),
            header: vec!["What got in the way".to_owned(), "Sessions".to_owned()],
            rows: named[..shown].iter().map(|(text, count, _)| vec![text.clone(), count.to_string()]).collect(),
        }));
    }
    if shown < named.len() && said.len() >= LEAST_COUNT {
        blocks.push(Block::para("A number below five is not shown."));
    }
    let with_lines = named.into_iter().flat_map(|(text, _, lines)| under(text, lines));
    blocks.extend(list(with_lines.collect()));
    blocks
}

/// The questions in the order of the checklists, with all that was answered.
fn answers(said: &[&Share]) -> Vec<Block> {
    let mut asked: Vec<(&str, Vec<String>)> = Vec::new();
    for GroupAnswer { question, answer } in said.iter().flat_map(|one| &one.group.answers) {
        match asked.iter_mut().find(|(one, _)| one == question) {
            Some((_, answers)) => answers.push(answer.clone()),
            None => asked.push((question, vec![answer.clone()])),
        }
    }
    let mut blocks = Vec::new();
    for (question, mut answers) in asked {
        answers.retain(|answer| !answer.trim().is_empty());
        answers.sort();
        if !answers.is_empty() {
            blocks.push(Block::heading(2, question));
            blocks.extend(list(answers.into_iter().map(|answer| item(0, answer)).collect()));
        }
    }
    blocks
}

fn under(text: String, mut lines: Vec<String>) -> Vec<ListItem> {
    lines.retain(|line| !line.is_empty());
    lines.sort();
    std::iter::once(item(0, text)).chain(lines.into_iter().map(|line| item(1, line))).collect()
}

fn number(count: usize) -> String {
    if count < LEAST_COUNT { "fewer than five".to_owned() } else { count.to_string() }
}

/// "May 2026", or from the first month to the last.
fn months(said: &[&Share]) -> String {
    let all = || said.iter().map(|one| (one.year, one.month));
    let words = |month: Option<(i32, u32)>, form| {
        month.and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1)).map(|day| day.format(form).to_string())
    };
    let (first, last) = (all().min(), all().max());
    let until = words(last, "%B %Y").unwrap_or_default();
    match first.zip(last) {
        Some((first, last)) if first == last => until,
        Some((first, last)) if first.0 == last.0 => {
            format!("{} to {until}", words(Some(first), "%B").unwrap_or_default())
        }
        _ => format!("{} to {until}", words(first, "%B %Y").unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::sample;

    /// A share of a month of 2026 in which these barriers were named, with their lines.
    fn share(month: u32, named: &[(&str, &str)], change: &str) -> Share {
        let mut share = Share::of(&Kept::Session(sample()));
        share.month = month;
        for barrier in &mut share.group.barriers {
            let line = named.iter().find(|(id, _)| *id == barrier.option.id);
            (barrier.chosen, barrier.note) = (line.is_some(), line.map_or("", |(_, line)| line).to_owned());
        }
        share.group.answers.iter_mut().for_each(|one| one.answer.clear());
        change.clone_into(&mut share.group.answers[0].answer);
        share
    }

    #[test]
    fn numbers_below_five_are_not_shown_and_lines_tell_no_session() {
        let health = ("health", "Nobody could come for three weeks.");
        let mut shares = vec![
            share(6, &[("resources", "A carer near the school."), health], "Ask for the bus times."),
            share(4, &[("resources", "A bed in the town.")], ""),
            share(5, &[("resources", "")], "Ask about dogs."),
            share(5, &[("resources", ""), ("health", "Waiting for a letter.")], ""),
        ];
        let few = group_learning(&shares).to_text();
        assert!(few.starts_with("Group learning, April to June 2026\r\nNobody should be recognisable.\r\n"), "{few}");
        assert!(few.contains("Sessions: fewer than five\r\n"));
        assert!(!few.contains(": 4") && !few.contains("Sessions: 4"), "{few}");
        shares.push(share(5, &[("resources", "")], ""));
        let text = group_learning(&shares).to_text();
        let expected = "What got in the way: Sessions\r\nA service, a carer or time that could not be had: 5\r\n";
        assert!(text.contains("Sessions: 5\r\n") && text.contains(expected), "{text}");
        assert!(text.contains("A number below five is not shown."));
        assert!(!text.contains("Health: 2") && text.contains("- Health\r\n"));
        let places = ["A bed in the town.", "A carer near the school."].map(|line| text.find(line));
        assert!(places[0].is_some() && places[0] < places[1], "in the order of their letters");
        assert!(text.find("Ask about dogs.") < text.find("Ask for the bus times."));
        // A session that said nothing is no session of this note.
        shares.push(share(1, &[], " "));
        assert_eq!(group_learning(&shares).to_text(), text);
    }

    #[test]
    fn months_are_said_from_the_first_to_the_last() {
        let told = |months: &[(i32, u32)]| {
            let shares: Vec<Share> = months
                .iter()
                .map(|(year, month)| Share { year: *year, ..share(*month, &[("health", "x")], "") })
                .collect();
            group_learning(&shares).title().to_owned()
        };
        assert_eq!(told(&[(2026, 5)]), "Group learning, May 2026");
        assert_eq!(told(&[(2026, 2), (2025, 11)]), "Group learning, November 2025 to February 2026");
        assert_eq!(told(&[]), "Group learning");
    }
}
