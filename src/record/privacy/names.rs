//! Names, by their capitals.
//!
//! A word with a capital is a name if no list knows it. An English word with a capital is none: people write "the Panel". But
//! some English words are names too. Of these a first name is one in the middle of a sentence, and at its beginning unless a
//! word follows that stands after the other meaning ("Will she", "Dawn of"); a surname is one in the middle only. Beside a
//! title, an initial or another name every capital belongs to the name.

use std::{borrow::Cow, collections::HashSet};

use super::{
    FindingKind, Known, Spotted, lists,
    tokens::{Token, tokens},
};

/// How words stand in texts: what has a capital within a sentence, and what has none.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    middle: HashSet<String>,
    small: HashSet<String>,
}

impl Seen {
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut seen = Self::default();
        for text in texts {
            for token in tokens(text) {
                if token.is_capitalised() && !token.begins_sentence {
                    seen.middle.insert(token.lower());
                } else if token.word.chars().all(|c| !c.is_uppercase()) {
                    seen.small.insert(token.lower());
                }
            }
        }
        seen
    }

    pub(super) fn in_texts(texts: &[Cow<'_, str>], known: &Known) -> Self {
        let mut seen = Self::of(texts.iter().map(AsRef::as_ref));
        seen.middle.retain(|word| !known.is_no_name(word));
        seen
    }

    pub(super) fn in_the_middle(&self, lower: &str) -> bool {
        self.middle.contains(lower)
    }

    pub(super) fn is_small(&self, lower: &str) -> bool {
        self.small.contains(lower)
    }
}

/// Every name of a text, with its titles and initials: "Mrs Rennie", "J. Orr", "Mac a' Ghobhainn".
pub(super) fn names(text: &str, tokens: &[Token<'_>], known: &Known, seen: &Seen) -> Vec<Spotted> {
    let line = Line { text, tokens, known, seen };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match line.name_from(at) {
            Some(end) => {
                found.push(Spotted {
                    kind: FindingKind::Name,
                    range: tokens[at].range.start..tokens[end - 1].range.end,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

struct Line<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
    known: &'a Known,
    seen: &'a Seen,
}

impl Line<'_> {
    /// The place after the last word of a name that begins here.
    fn name_from(&self, first: usize) -> Option<usize> {
        let mut at = first;
        let titled = self.is_title(at);
        if titled {
            at += 1;
            // "Mr and Mrs Tulloch"
            let and = self.tokens.get(at).is_some_and(|token| token.word == "and") || self.between(at) == "&";
            let other = at + usize::from(self.between(at) != "&");
            if and && self.is_title(other) {
                at = other + 1;
            }
        }
        let after_title = at;
        while self.tokens.get(at).is_some_and(Token::is_initial) && self.is_initial_of_a_name(at) {
            at += 1;
        }
        let token = self.tokens.get(at)?;
        let joined = at > first;
        if joined && !self.follows(at, &["", "."]) {
            return None;
        }
        let is_one = if titled {
            (token.is_capitalised() || token.is_all_capitals()) && !self.known.is_no_name(&token.lower())
        } else if at > after_title {
            // An initial stands before a name, and a list's letter before anything.
            let dotted = self.between(at) == ".";
            self.is_name(at) || dotted && token.is_capitalised() && lists::is_name_too(&token.lower())
        } else {
            self.is_name(at)
        };
        if !is_one {
            return None;
        }
        at += 1;
        while let Some(next) = self.next_of_name(at) {
            at = next;
        }
        Some(at)
    }

    /// The place after a further word of a name.
    fn next_of_name(&self, at: usize) -> Option<usize> {
        if self.tokens.get(at - 1)?.is_possessive() {
            return None;
        }
        let token = self.tokens.get(at)?;
        let lower = token.lower();
        if lists::is_particle(&lower) && self.follows(at, &[""]) && self.follows(at + 1, &["", "'", "\u{2019}"]) {
            let next = self.tokens.get(at + 1)?;
            let ends = next.is_capitalised() && !self.known.is_no_name(&next.lower());
            return if ends { Some(at + 2) } else { self.next_of_name(at + 1) };
        }
        let initial = self.between(at) == "." && self.tokens[at - 1].is_initial();
        let goes_on = (self.follows(at, &[""]) || initial)
            && token.is_capitalised()
            && !token.begins_sentence
            && !self.known.is_no_name(&lower)
            && !self.is_title(at)
            && lower != "i";
        goes_on.then_some(at + 1)
    }

    /// "J. Orr", "J Orr"; "A" and "I" are words unless a full stop says otherwise.
    fn is_initial_of_a_name(&self, at: usize) -> bool {
        let is_a_word = ["A", "I", "O"].contains(&self.tokens[at].word);
        self.follows(at + 1, if is_a_word { &["."] } else { &["", "."] })
    }

    fn is_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let lower = token.lower();
        if self.known.is_no_name(&lower) || token.is_initial() || self.is_title(at) {
            return false;
        }
        let in_the_middle = self.seen.in_the_middle(&lower) || self.known.typed.in_the_middle(&lower);
        if token.is_all_capitals() {
            return lists::is_first_name_too(&lower) || !self.is_english(&lower) && in_the_middle;
        }
        if !token.is_capitalised() || is_plural_of_capitals(token.word) {
            return false;
        }
        let begins = token.begins_sentence;
        if lists::is_first_name_too(&lower) {
            return !begins || !self.goes_on_as_a_word(at);
        }
        if lists::is_surname_too(&lower) {
            return !begins || in_the_middle && !self.goes_on_as_a_word(at);
        }
        let typed_small = self.seen.is_small(&lower) || self.known.typed.is_small(&lower);
        let only_begins = begins && typed_small && !in_the_middle;
        !self.is_english(&lower) && !only_begins
    }

    /// "Didn't" is known by its beginning, "Gran-in-law" by its parts.
    fn is_english(&self, lower: &str) -> bool {
        let known = |word: &str| self.known.is_common(word) || lists::is_everyday(word);
        let short = lower.split_once('\'').map_or(lower, |(before, _)| before);
        let short = if lower.ends_with("n't") { short.strip_suffix('n').unwrap_or(short) } else { short };
        let is_contraction =
            lower.contains('\'') && ["n't", "'ll", "'re", "'ve", "'d", "'m"].iter().any(|end| lower.ends_with(end));
        known(lower)
            || ENDINGS.iter().any(|ending| lower.ends_with(ending))
            || is_contraction && (known(short) || ["wo", "sha", "ca", "ai", "y"].contains(&short))
            || lower.contains('-') && lower.split('-').all(known)
    }

    /// Whether the word after it shows that it is no name here: "Will she", "Grant the", "Hope that".
    fn goes_on_as_a_word(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return !self.follows_a_name(at) };
        self.follows(at + 1, &[""]) && lists::follows_a_word(&next.lower()) && !self.tokens[at].is_possessive()
    }

    /// A word that stands alone: "Dawn." may be an answer to who. "Hope." is one too.
    fn follows_a_name(&self, at: usize) -> bool {
        self.tokens[at].is_possessive() || at == 0
    }

    fn is_title(&self, at: usize) -> bool {
        let is_one = |token: &Token<'_>| {
            let starts = token.word.starts_with(char::is_uppercase);
            starts && lists::is_title(&token.lower()) && !token.is_possessive()
        };
        self.tokens.get(at).is_some_and(is_one)
    }

    /// Whether only white space and one of `marks` stand before a word.
    fn follows(&self, at: usize, marks: &[&str]) -> bool {
        at > 0 && at < self.tokens.len() && marks.contains(&self.between(at))
    }

    /// What stands before a word, without white space around it.
    fn between(&self, at: usize) -> &str {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(token)) => {
                let between = &self.text[before.end..token.range.start];
                if between.contains('\n') && between.trim().is_empty() && between.matches('\n').count() > 1 {
                    "\n"
                } else {
                    between.trim()
                }
            }
            _ => "\n",
        }
    }
}

/// So ends no name.
const ENDINGS: [&str; 9] = ["tion", "tions", "ingly", "ically", "fully", "ously", "ively", "ability", "fulness"];

/// "GPs", "CSOs".
fn is_plural_of_capitals(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase))
}
