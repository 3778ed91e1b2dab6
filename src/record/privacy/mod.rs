//! Could somebody be known by this? What in a text looks like a name, a date of birth, a number, a place.
//!
//! It shows and never changes anything. It looks at the form of words and knows nobody, so it misses things and it alarms for
//! nothing; both are rows of the table in `tests.rs`. A word of a script without capitals is not called a name.

mod dates;
mod kind;
mod known;
mod lists;
mod names;
mod numbers;
mod places;
mod sayings;
#[cfg(test)]
mod tests;
mod tokens;

pub use kind::FindingKind;
pub use known::Known;

use std::{borrow::Cow, ops::Range};

use crate::{
    checklist::{one_line, shown},
    session::{Session, Spot},
};

/// Something by which somebody could be known, once for all the places where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    /// As it is written, in one line.
    pub words: String,
    pub times: usize,
}

/// One place of a text that looks like something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spotted {
    pub(super) kind: FindingKind,
    pub(super) range: Range<usize>,
}

/// What in the texts looks like something, each kind of words once: in the order of the kinds, then as they come.
#[must_use]
pub fn check(typed: &[&str], known: &Known) -> Vec<Finding> {
    let texts: Vec<Cow<'_, str>> = typed.iter().map(|text| shown(text)).collect();
    let seen = names::Seen::in_texts(&texts, known);
    let mut findings: Vec<Finding> = Vec::new();
    for text in &texts {
        for Spotted { kind, range } in spotted(text, known, &seen) {
            let words = one_line(&text[range]);
            match findings.iter_mut().find(|one| one.kind == kind && one.words == words) {
                Some(finding) => finding.times += 1,
                None => findings.push(Finding { kind, words, times: 1 }),
            }
        }
    }
    findings.sort_by_key(|one| one.kind);
    findings
}

/// What stands in the prompts of a session, each finding with the places where it stands, in order.
#[must_use]
pub fn in_prompts(session: &Session) -> Vec<(Finding, Vec<Spot>)> {
    let known = Known::of(session);
    let mut all: Vec<(Finding, Vec<Spot>)> = Vec::new();
    for (spot, entry) in session.entries() {
        for found in check(&entry.texts(), &known) {
            match all.iter_mut().find(|(one, _)| one.kind == found.kind && one.words == found.words) {
                Some((finding, spots)) => {
                    finding.times += found.times;
                    spots.push(spot);
                }
                None => all.push((found, vec![spot])),
            }
        }
    }
    all.sort_by_key(|(finding, _)| finding.kind);
    all
}

/// What a field that wants a made-up name or a code looks like instead, if it does: any day in it is taken for a birthday.
#[must_use]
pub fn in_a_field(text: &str) -> Option<FindingKind> {
    let numbers = numbers::chi_numbers(text).into_iter().map(|one| one.kind);
    let days = dates::dates(text).into_iter().map(|_| FindingKind::DateOfBirth);
    let emails = numbers::emails(text).into_iter().map(|one| one.kind);
    numbers.chain(days).chain(emails).min()
}

/// In the order of the text. What one kind has taken, a later one does not take again; sentences of the case are laid over
/// whatever stands in them.
fn spotted(text: &str, known: &Known, seen: &names::Seen) -> Vec<Spotted> {
    let mut taken: Vec<Spotted> = Vec::new();
    let mut take = |found: Vec<Spotted>| {
        for one in found {
            let apart = |other: &Spotted| one.range.end <= other.range.start || other.range.end <= one.range.start;
            if taken.iter().all(apart) {
                taken.push(one);
            }
        }
    };
    if known.is_learning() {
        take(sayings::of_the_session(text, known));
    }
    take(numbers::emails(text));
    let days = dates::dates(text);
    take(dates::of_birth(text, &days, known));
    if known.is_learning() {
        take(days.iter().map(|day| Spotted { kind: FindingKind::FullDate, range: day.range.clone() }).collect());
    }
    take(numbers::chi_numbers(text));
    take(numbers::phones(text, &days));
    take(numbers::postcodes(text));
    let tokens = tokens::tokens(text);
    take(places::schools(text, &tokens, known));
    take(places::streets(text, &tokens, known));
    take(names::names(text, &tokens, known, seen));
    if known.is_learning() {
        taken.extend(sayings::from_the_case(text, known));
    }
    taken.sort_by_key(|one| (one.range.start, one.range.end));
    taken
}
