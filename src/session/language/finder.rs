//! Where words to look at stand in a text.
//!
//! The finder goes over a text once, word by word. What stands in quotation marks and in names of law is left alone, and a
//! word that is part of a longer one is another word.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::checklist::{Language, Term, forms, straight};
use crate::session::quotations::quotations;

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
