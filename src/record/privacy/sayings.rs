//! What leads from a note about learning back to the case: the child's name here, the reference, sentences.

use super::{FindingKind, Known, Spotted};

/// The name used for the child, the reference and the names of the two, however they are written.
pub(super) fn of_the_session(text: &str, known: &Known) -> Vec<Spotted> {
    let found = |words: &Vec<String>, kind| {
        let said = words_of(text);
        let runs: Vec<Spotted> = said
            .windows(words.len().max(1))
            .filter(|run| !words.is_empty() && run.iter().map(|one| &one.lower).eq(words))
            .filter_map(|run| Some(run.first()?.start..run.last()?.end))
            // "S.M." with its last full stop.
            .map(|range| {
                if kind == FindingKind::Name && dotted(&text[range.clone()]) {
                    range.start..after_dot(text, range.end)
                } else {
                    range
                }
            })
            .map(|range| Spotted { kind, range })
            .collect();
        runs
    };
    let mut spotted = found(&known.child, FindingKind::Pseudonym);
    spotted.extend(found(&known.reference, FindingKind::Reference));
    // A single letter stands in too many texts.
    let names = known.names.iter().filter(|name| name.concat().chars().count() > 1);
    spotted.extend(names.flat_map(|name| found(name, FindingKind::Name)));
    spotted
}

fn dotted(words: &str) -> bool {
    words.contains('.')
}

fn after_dot(text: &str, end: usize) -> usize {
    end + usize::from(text[end..].starts_with('.'))
}

/// Runs of words that also stand in the case, as long as they are.
pub(super) fn from_the_case(text: &str, known: &Known) -> Vec<Spotted> {
    let said = words_of(text);
    let mut spotted: Vec<Spotted> = Vec::new();
    for run in said.windows(Known::IN_A_ROW) {
        let key = run.iter().map(|one| one.lower.as_str()).collect::<Vec<_>>().join(" ");
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if !known.case.contains(&key) {
            continue;
        }
        match spotted.last_mut() {
            Some(before) if before.range.end > first.start => before.range.end = last.end,
            _ => spotted.push(Spotted { kind: FindingKind::FromTheCase, range: first.start..last.end }),
        }
    }
    spotted
}

/// A word or number in small letters, and where it stands.
pub(super) struct Said {
    pub(super) lower: String,
    start: usize,
    end: usize,
}

pub(super) fn words_of(text: &str) -> Vec<Said> {
    let mut words: Vec<Said> = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        match words.last_mut() {
            Some(last) if last.end == at => {
                last.lower.extend(c.to_lowercase());
                last.end += c.len_utf8();
            }
            _ => words.push(Said { lower: c.to_lowercase().collect(), start: at, end: at + c.len_utf8() }),
        }
    }
    words
}
