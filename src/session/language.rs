//! Words to look at: where they stand in a text, and which of them a session has most. Nothing is ever replaced.
//!
//! The finder goes over a text once, word by word. What stands in quotation marks and in names of law is left alone, and a
//! word that is part of a longer one is another word.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::{Action, Answer, Decision, EndKind, Entry, Offered, Point, Progress, Reason, Session, Spot, Words};
use crate::checklist::{Language, Part, Term, forms, straight};

/// Looks for the words of every list at once.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    listed: Vec<Listed>,
    cautions: Vec<String>,
    /// Every word of every phrase has a number.
    numbers: HashMap<String, u32>,
    /// From a place in a phrase, by the next word, to the place after it. Every phrase begins at 0.
    steps: HashMap<(u32, u32), u32>,
    /// What has been found when a place is reached.
    reached: HashMap<u32, Vec<Reached>>,
    stamp: u64,
}

/// A term, and the question that goes the other way round if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub term: Term,
    pub flip: Option<String>,
}

/// A term that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spotted {
    /// Bytes of the text. It begins and ends with a letter or digit.
    pub range: Range<usize>,
    /// For [`Finder::listed`].
    pub term: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    Title,
    /// A phrase in which the word of this term means something else.
    Leave(usize),
    Term(usize),
}

impl Finder {
    /// A finder for these lists. A term takes the place of an earlier one with the same id.
    #[must_use]
    pub fn new(lists: &[Language]) -> Self {
        let cautions = lists.iter().map(|language| language.caution.clone()).collect();
        let mut finder = Self { cautions, ..Self::default() };
        for language in lists {
            for term in &language.terms {
                let flip = term.flip.then(|| language.flip.clone());
                let listed = Listed { term: term.clone(), flip };
                match finder.listed.iter_mut().find(|one| one.term.id == term.id) {
                    Some(earlier) => *earlier = listed,
                    None => finder.listed.push(listed),
                }
            }
        }
        let mut phrases: Vec<(String, Reached)> = Vec::new();
        for (at, Listed { term, .. }) in finder.listed.iter().enumerate() {
            phrases.extend(term.words.iter().map(|phrase| (phrase.clone(), Reached::Term(at))));
            phrases.extend(term.leave.iter().map(|phrase| (phrase.clone(), Reached::Leave(at))));
        }
        phrases.extend(lists.iter().flat_map(|one| &one.titles).map(|title| (title.clone(), Reached::Title)));
        let mut stamp = DefaultHasher::new();
        for (phrase, reached) in phrases {
            (&phrase, format!("{reached:?}")).hash(&mut stamp);
            // A phrase that cannot be read is a problem of its file, and such a file is not on the shelf.
            for form in forms(&phrase).unwrap_or_default() {
                finder.add(&form, reached);
            }
        }
        finder.stamp = stamp.finish();
        finder
    }

    fn add(&mut self, form: &[String], reached: Reached) {
        let mut place = 0;
        for word in form {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(word.clone()).or_insert(next);
            let next = u32::try_from(self.steps.len() + 1).unwrap_or(u32::MAX);
            place = *self.steps.entry((place, number)).or_insert(next);
        }
        let here = self.reached.entry(place).or_default();
        if !here.contains(&reached) {
            here.push(reached);
        }
    }

    /// What was found under this number.
    #[must_use]
    pub fn listed(&self, term: usize) -> Option<&Listed> {
        self.listed.get(term)
    }

    /// Whether the pair has checked a term, by the ids that it has checked.
    #[must_use]
    pub fn is_checked(&self, term: usize, checked: &[String]) -> bool {
        self.listed.get(term).is_none_or(|listed| checked.contains(&listed.term.id))
    }

    /// What has to be said with the lists.
    #[must_use]
    pub fn cautions(&self) -> &[String] {
        &self.cautions
    }

    /// Changes when the words that are looked for do: what was found by another finder is not what this one finds.
    #[must_use]
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// Every term in a text, in order; none overlaps another. Of two that would, the one with more words is found, then the
    /// one that stands first.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Spotted> {
        let tokens = self.tokens(text);
        let mut taken = vec![false; tokens.len()];
        let mut left: Vec<(usize, Range<usize>)> = Vec::new();
        let mut found: Vec<Candidate> = Vec::new();
        for at in 0..tokens.len() {
            self.from(&tokens, at, |reached, until, end| match reached {
                Reached::Title => taken[at..until].fill(true),
                Reached::Leave(term) => left.push((term, at..until)),
                Reached::Term(term) => found.push(Candidate { term, tokens: at..until, end }),
            });
        }
        let stands_alone = |tokens_of: &Range<usize>| {
            let joined = |at: usize| tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen);
            !joined(tokens_of.start) && !joined(tokens_of.end)
        };
        found.retain(|one| {
            stands_alone(&one.tokens)
                && !tokens[one.tokens.clone()].iter().any(|token| token.quoted)
                && !left.iter().any(|(term, range)| *term == one.term && overlap(range, &one.tokens))
        });
        found.sort_by_key(|one| (std::cmp::Reverse(one.tokens.len()), one.tokens.start, one.term));
        let mut spotted = Vec::new();
        for Candidate { term, tokens: of, end } in found {
            if !taken[of.clone()].contains(&true) {
                spotted.push(Spotted { range: tokens[of.start].range.start..end, term });
                taken[of].fill(true);
            }
        }
        spotted.sort_by_key(|one| one.range.start);
        spotted
    }

    /// Calls `reach` with everything that begins at a token: what it is, the token after its last, and the byte after it.
    fn from(&self, tokens: &[Token], first: usize, mut reach: impl FnMut(Reached, usize, usize)) {
        // Brackets stand within names of law only: "Children (Scotland) Act".
        let mut place = 0;
        let mut within_name = false;
        for (at, token) in tokens.iter().enumerate().skip(first) {
            if at > first {
                match token.gap {
                    Gap::Break => return,
                    Gap::Brackets => within_name = true,
                    Gap::Space | Gap::Hyphen => {}
                }
            }
            let mut tell = |word: Option<u32>, end: usize| {
                let next = self.steps.get(&(place, word?)).copied();
                for reached in next.and_then(|next| self.reached.get(&next)).into_iter().flatten() {
                    if !within_name || *reached == Reached::Title {
                        reach(*reached, at + 1, end);
                    }
                }
                next
            };
            let next = tell(token.word, token.range.end);
            if let Some((word, end)) = token.owner {
                tell(Some(word), end);
            }
            match next {
                Some(next) => place = next,
                None => return,
            }
        }
    }

    fn tokens(&self, text: &str) -> Vec<Token> {
        let quotations = quotations(text);
        let mut quotations = quotations.iter().peekable();
        let mut tokens: Vec<Token> = Vec::new();
        let mut word = String::new();
        let mut chars = text.char_indices().peekable();
        let mut end_before = 0;
        while let Some((start, c)) = chars.next() {
            if !is_letter(c) {
                continue;
            }
            word.clear();
            word.extend(c.to_lowercase().filter(|c| !is_hidden(*c)));
            let mut end = start + c.len_utf8();
            while let Some((at, c)) = chars.peek().copied() {
                let within = straight(c) == '\'' && text[at + c.len_utf8()..].chars().next().is_some_and(is_letter);
                if !is_letter(c) && !within {
                    break;
                }
                word.extend(c.to_lowercase().map(straight).filter(|c| !is_hidden(*c)));
                end = at + c.len_utf8();
                chars.next();
            }
            while quotations.next_if(|quotation| quotation.end <= start).is_some() {}
            let owner = word.strip_suffix("'s").and_then(|owner| {
                let number = self.numbers.get(owner)?;
                let apostrophe = text[start..end].char_indices().rev().find(|(_, c)| straight(*c) == '\'')?.0;
                Some((*number, start + apostrophe))
            });
            tokens.push(Token {
                range: start..end,
                word: self.numbers.get(word.as_str()).copied(),
                owner,
                gap: gap(&text[end_before..start]),
                quoted: quotations.peek().is_some_and(|quotation| quotation.start < end),
            });
            end_before = end;
        }
        tokens
    }
}

/// A term that could be marked.
struct Candidate {
    term: usize,
    tokens: Range<usize>,
    /// The byte after it.
    end: usize,
}

/// A word of a text.
struct Token {
    range: Range<usize>,
    /// Its number, if any phrase has it.
    word: Option<u32>,
    /// The number of the word before "'s", and the byte after that word.
    owner: Option<(u32, usize)>,
    /// What stands between it and the word before.
    gap: Gap,
    quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Space,
    Hyphen,
    /// Round brackets or a comma: part of the names of some Acts, and the end of any other phrase.
    Brackets,
    Break,
}

fn gap(between: &str) -> Gap {
    let mut chars = between.chars();
    if matches!((chars.next(), chars.next()), (Some('-' | '\u{2010}' | '\u{2011}'), None)) {
        return Gap::Hyphen;
    }
    // A line may end within a phrase; a paragraph does not.
    if between.matches('\n').count() > 1 {
        Gap::Break
    } else if between.chars().all(char::is_whitespace) {
        Gap::Space
    } else if between.chars().all(|c| c.is_whitespace() || matches!(c, '(' | ')' | ',')) {
        Gap::Brackets
    } else {
        Gap::Break
    }
}

/// What a word is made of. `_` and `@` too: an address or a file's name is not a phrase.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '@' | '\u{0300}'..='\u{036F}') || is_hidden(c)
}

/// What other programs leave within words and nobody sees: soft hyphens, joiners.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// What stands in quotation marks, in order. Within a paragraph only: people open each paragraph of a long quotation anew.
/// Double marks that are not closed yet reach to its end. Where it is open whether a mark is an apostrophe, more is left
/// alone rather than less.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    let mut begins = 0;
    for paragraph in text.split_inclusive('\n') {
        let chars: Vec<(usize, char)> = paragraph.char_indices().map(|(at, c)| (begins + at, c)).collect();
        begins += paragraph.len();
        let mut at = 0;
        while at < chars.len() {
            let (start, c) = chars[at];
            let opens = at == 0 || !chars[at - 1].1.is_alphanumeric();
            let close = match c {
                '\u{201C}' | '\u{201E}' | '\u{AB}' => Some(closing_double(&chars, at + 1)),
                '"' if opens => Some(closing_double(&chars, at + 1)),
                '\u{2018}' => closing_single(&chars, at + 1),
                '\'' if opens => closing_single(&chars, at + 1),
                _ => None,
            };
            match close {
                Some(close) => {
                    quotations.push(start..chars.get(close).map_or(begins, |(end, _)| *end));
                    at = close + 1;
                }
                None => at += 1,
            }
        }
    }
    quotations
}

/// The next double mark that closes, or the end.
fn closing_double(chars: &[(usize, char)], from: usize) -> usize {
    let closes = |c: &(usize, char)| matches!(c.1, '\u{201D}' | '"' | '\u{BB}');
    chars.get(from..).and_then(|rest| rest.iter().position(closes)).map_or(chars.len(), |at| from + at)
}

/// The next single mark that closes, if any does. After an s it may be an apostrophe; then a later one closes, as long as
/// none opens before.
fn closing_single(chars: &[(usize, char)], from: usize) -> Option<usize> {
    let char_at = |at: usize| chars.get(at).map_or(' ', |(_, c)| *c);
    if char_at(from).is_whitespace() {
        return None;
    }
    let mut close = None;
    for at in from..chars.len() {
        let (before, after) = (char_at(at - 1), char_at(at + 1));
        match char_at(at) {
            '\u{2018}' => break,
            '\'' if !before.is_alphanumeric() && after.is_alphanumeric() && close.is_some() => break,
            '\'' | '\u{2019}' if !before.is_whitespace() && !after.is_alphanumeric() && at > from => {
                close = Some(at);
                if !matches!(before, 's' | 'S') {
                    break;
                }
            }
            _ => {}
        }
    }
    close
}

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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
