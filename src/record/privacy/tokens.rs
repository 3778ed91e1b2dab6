//! The words of a text, for a check that looks at capitals.

use std::ops::Range;

/// A word: letters, with apostrophes and hyphens between them. Hyphens join only where both sides have a capital or an
/// article of a name stands before one: "Mary-Anne", "al-Hassan"; of "Dawn-led" it is two words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Without a possessive ending.
    pub(super) word: &'a str,
    /// The bytes of `word`.
    pub(super) range: Range<usize>,
    /// Where it ends with its possessive ending.
    pub(super) end: usize,
    pub(super) begins_sentence: bool,
}

const ARTICLES: [&str; 4] = ["al", "el", "ar", "as"];
/// A full stop after them ends no sentence.
const ABBREVIATED: [&str; 14] =
    ["mr", "mrs", "ms", "mx", "dr", "prof", "rev", "st", "no", "nos", "s", "ss", "eg", "ie"];

impl Token<'_> {
    pub(super) fn lower(&self) -> String {
        straight(self.word).to_lowercase()
    }

    /// "Dawn", "O'Neill", "J".
    pub(super) fn is_capitalised(&self) -> bool {
        let mut chars = self.word.chars();
        chars.next().is_some_and(starts_capital) && (self.is_initial() || chars.any(char::is_lowercase))
            || ARTICLES.iter().any(|article| {
                self.word.strip_prefix(article).and_then(|rest| rest.strip_prefix('-')).is_some_and(starts_upper)
            })
    }

    /// A single capital.
    pub(super) fn is_initial(&self) -> bool {
        let mut chars = self.word.chars();
        chars.next().is_some_and(starts_capital) && chars.next().is_none()
    }

    /// Three letters or more, all capitals.
    pub(super) fn is_all_capitals(&self) -> bool {
        self.word.chars().count() > 2 && self.word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
    }

    pub(super) fn is_possessive(&self) -> bool {
        self.end > self.range.end
    }
}

/// The words of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].1.is_alphabetic() {
            at += 1;
            continue;
        }
        let first = at;
        at = word_end(&chars, first);
        let start = chars[first].0;
        let end = chars.get(at).map_or(text.len(), |(at, _)| *at);
        let word = without_possessive(&text[start..end]);
        // A word that hangs on digits is a code: "P3", "2a", "AB12".
        let hangs = first > 0 && chars[first - 1].1.is_numeric() || chars.get(at).is_some_and(|(_, c)| c.is_numeric());
        if !hangs {
            let begins_sentence = begins(text, tokens.last(), start);
            tokens.push(Token { word, range: start..start + word.len(), end, begins_sentence });
        }
    }
    tokens
}

/// The place after a word that begins at `first`.
fn word_end(chars: &[(usize, char)], first: usize) -> usize {
    let char_at = |at: usize| chars.get(at).map_or(' ', |(_, c)| *c);
    let mut at = first;
    while at < chars.len() {
        let c = char_at(at);
        let joins = match c {
            '\'' | '\u{2019}' => char_at(at + 1).is_alphabetic() && at > first,
            '-' | '\u{2010}' | '\u{2011}' => {
                let before: String = chars[first..at].iter().map(|(_, c)| *c).collect();
                let is_name = starts_upper(&before) || ARTICLES.contains(&before.as_str());
                is_name && starts_capital(char_at(at + 1)) && char_at(at + 2).is_lowercase()
            }
            c => c.is_alphabetic() || is_mark(c),
        };
        if !joins {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a word that starts at `start` begins a sentence, a line, or what somebody said.
fn begins(text: &str, before: Option<&Token<'_>>, start: usize) -> bool {
    let Some(before) = before else { return true };
    let between = &text[before.end..start];
    if between.trim() == "." && (before.is_initial() || ABBREVIATED.contains(&before.lower().as_str())) {
        return false;
    }
    between.contains(['.', '?', '!', '…', '\n', ':', '(', '“', '"', '•', '‘'])
}

fn without_possessive(word: &str) -> &str {
    ["'s", "\u{2019}s", "'S", "\u{2019}S"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(starts_capital)
}

fn starts_capital(c: char) -> bool {
    c.is_uppercase()
}

/// Accents that stand after their letter.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// With straight apostrophes.
pub(super) fn straight(word: &str) -> String {
    word.replace('\u{2019}', "'")
}
