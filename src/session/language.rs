//! Words to look at: which of them a session has, and where. Nothing is ever replaced.

mod finder;

pub use finder::{Finder, Listed, Spotted};

use std::ops::Range;

use super::{Action, Answer, Decision, EndKind, Entry, Offered, Point, Progress, Reason, Session, Spot, Words};
use crate::checklist::{Part, one_line};

/// What the pair has written in a prompt in words of their own. Names, days and sources are not, and the child's words are
/// not theirs to change.
#[must_use]
pub fn own_words(entry: &Entry) -> Vec<&str> {
    if !looks_at(entry) {
        return Vec::new();
    }
    let mut texts: Vec<&str> = match &entry.answer {
        Answer::Read | Answer::Date(_) | Answer::Clock(_) | Answer::Words(_) => Vec::new(),
        Answer::Text(Words { text, .. }) => vec![text],
        Answer::Choice(choice) => choice.options.iter().map(|Offered { note, .. }| note.as_str()).collect(),
        Answer::Scale(scale) => vec![&scale.marks.first.moves, &scale.marks.second.moves],
        Answer::Point(Point { sentence, restated, .. }) => vec![sentence, restated],
        Answer::Why(tree) => {
            let reasons = tree.walk().into_iter().flat_map(|(_, reason)| of_reason(reason));
            std::iter::once(tree.claim.as_str()).chain(reasons).collect()
        }
        Answer::Decisions(decisions) => decisions
            .iter()
            .flat_map(|Decision { question, waits_for, options, reason, .. }| {
                [question.as_str(), options, reason, waits_for]
            })
            .collect(),
        Answer::Actions(actions) => actions.iter().flat_map(of_action).collect(),
        Answer::Law(links) => links.texts(),
        // Nothing of what one of the two has chosen or said of it before the other has too.
        Answer::Sort(sort) => {
            let shown = sort.sorted.shown().is_some();
            let moves = sort.sentences.iter().map(|one| &one.moves).chain([&sort.questioned]).filter(|_| shown);
            sort.sentences.iter().map(|one| &one.text).chain(moves).map(String::as_str).collect()
        }
        Answer::Rate(rate) => {
            if rate.is_said() {
                rate.texts()
            } else {
                Vec::new()
            }
        }
        Answer::Rehearse(rehearse) => rehearse.texts(),
        Answer::Promises(promises) => promises.iter().flat_map(|one| [one.what.as_str(), &one.note]).collect(),
        Answer::LastTime(last) => {
            // What was carried over was looked at where it was written.
            let notes = last.promises.iter().map(|one| &one.note).chain(last.actions.iter().map(|one| &one.note));
            let changed = last.actions.iter().filter(|one| one.progress == Some(Progress::Changed));
            let instead = changed.filter_map(|one| one.instead.as_deref()).flat_map(of_action);
            notes.chain([&last.note]).map(String::as_str).chain(instead).collect()
        }
    };
    texts.extend([entry.not_relevant.as_str(), &entry.differ.first, &entry.differ.second]);
    texts
}

/// Whether the words of a prompt are looked at at all: never where the child's own stand, and not those of the clock, which are
/// days, names, and what decisions were called.
#[must_use]
pub fn looks_at(entry: &Entry) -> bool {
    entry.part != Some(Part::Words) && !matches!(entry.answer, Answer::Words(_) | Answer::Clock(_))
}

fn of_action(Action { what, how_we_know, decision, .. }: &Action) -> [&str; 3] {
    [what, how_we_know, decision]
}

fn of_reason(reason: &Reason) -> Vec<&str> {
    let end = &reason.end;
    let text = if end.kind == Some(EndKind::ChildsWords) { "" } else { reason.text.as_str() };
    vec![text, &end.how_met, &end.fits, &end.may_not_fit, &end.because, &end.another_view, &end.would_tell]
}

/// A term that a session has, where it stands first, and what stands around it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToLookAt {
    /// For [`Finder::listed`].
    pub term: usize,
    pub spot: Spot,
    /// As it is written there.
    pub said: String,
    pub around: String,
}

/// How many terms are listed at closing. More would be a lesson.
pub const TOP: usize = 5;

/// The terms that a session has most often, at most [`TOP`], in the order of their lists where they are even. What the pair
/// has checked is left out. `find` is [`Finder::find`], or somebody who remembers what it found.
pub fn to_look_at<F: AsRef<[Spotted]>>(
    session: &Session,
    finder: &Finder,
    mut find: impl FnMut(&str) -> F,
) -> Vec<ToLookAt> {
    let mut met = Vec::new();
    for (spot, entry) in session.asked() {
        meet(&mut met, spot, entry, &mut find);
    }
    met.retain(|(_, one)| !finder.is_checked(one.term, &session.language_checked));
    met.sort_by_key(|(count, one)| (std::cmp::Reverse(*count), one.term));
    met.into_iter().take(TOP).map(|(_, one)| one).collect()
}

/// The terms of one prompt, in the order in which they stand there. `checked` are the ids of those that are quiet.
pub fn in_prompt<F: AsRef<[Spotted]>>(
    spot: Spot,
    entry: &Entry,
    finder: &Finder,
    checked: &[String],
    mut find: impl FnMut(&str) -> F,
) -> Vec<ToLookAt> {
    let mut met = Vec::new();
    meet(&mut met, spot, entry, &mut find);
    met.into_iter().map(|(_, one)| one).filter(|one| !finder.is_checked(one.term, checked)).collect()
}

/// Adds the terms of a prompt, each with how often it has been met.
fn meet<F: AsRef<[Spotted]>>(
    met: &mut Vec<(usize, ToLookAt)>,
    spot: Spot,
    entry: &Entry,
    find: &mut impl FnMut(&str) -> F,
) {
    for text in own_words(entry) {
        for Spotted { range, term } in find(text).as_ref() {
            if let Some((count, _)) = met.iter_mut().find(|(_, one)| one.term == *term) {
                *count += 1;
            } else {
                let said = one_line(&text[range.clone()]);
                met.push((1, ToLookAt { term: *term, spot, said, around: around(text, range) }));
            }
        }
    }
}

impl Session {
    /// Notes that the pair has looked at this term and keeps its words: it is quiet for the rest of the session.
    pub fn check_term(&mut self, term: &str) {
        if self.language_checked.iter().all(|one| one != term) {
            self.language_checked.push(term.to_owned());
        }
    }
}

/// The sentence in which something stands, or as much of it as can be taken in at a glance.
fn around(text: &str, range: &Range<usize>) -> String {
    const MOST: usize = 120;
    let ends = |c: char| matches!(c, '.' | '?' | '!' | ';' | '\n');
    let before = &text[..range.start];
    let start = before.rfind(ends).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let after = &text[range.end..];
    let end = after.find(ends).map_or(text.len(), |at| range.end + at + 1);
    let lead = text[start..range.start].chars().count().saturating_sub(MOST);
    let trail = text[range.end..end].chars().count().saturating_sub(MOST);
    let mut words = one_line(&text[start..end]);
    if lead > 0 {
        let kept: String = text[start..range.start].chars().skip(lead).collect();
        // From the next whole word on.
        let kept = kept.split_once(char::is_whitespace).map_or(kept.as_str(), |(_, kept)| kept);
        words = format!("… {}", one_line(&format!("{kept}{}", &text[range.start..end])));
    }
    if trail > 0 {
        let whole = words.chars().count();
        let kept: String = words.chars().take(whole.saturating_sub(trail)).collect();
        let kept = kept.rsplit_once(char::is_whitespace).map_or(kept.as_str(), |(kept, _)| kept);
        words = format!("{kept} …");
    }
    words
}
