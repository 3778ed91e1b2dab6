//! Words to look at: what turns children into objects, what to ask in its place, and when the word is the right one.

use std::collections::BTreeSet;

use serde::Deserialize;

/// A file of words to look at, as written in `checklists/language/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    pub id: String,
    pub title: String,
    /// Shown wherever the list is shown: where it comes from, and who has not read it yet.
    pub caution: String,
    /// Asked of every term that says of somebody that they did not come, or did not do something.
    pub flip: String,
    /// Names of Acts, orders and directions: nothing within them is found.
    pub titles: Vec<String>,
    pub terms: Vec<Term>,
}

/// One word or phrase, in all its forms. Nothing ever replaces it: it is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub id: String,
    /// What it is found by: [`forms`] says how they are written.
    pub words: Vec<String>,
    /// Phrases in which the same word means something else.
    #[serde(default)]
    pub leave: Vec<String>,
    /// What to ask in its place.
    pub ask: String,
    pub better: String,
    /// When the word is the right one, to be read after "Keep it when".
    pub keep_when: String,
    /// Who says so, as people would name them.
    pub source: String,
    /// Says of somebody that they did not come or did not do something. Then the question goes the other way round.
    #[serde(default)]
    pub flip: bool,
}

/// More forms than this in one phrase are a slip.
const MOST: usize = 400;

/// What keeps a phrase from being looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    Empty,
    Brackets,
    /// `/` and `-` in one word: it would not be clear how far each reaches.
    Hyphen,
    /// A bracket at the end of a word, as in "placement(s)".
    Ending,
    /// It holds a character that no word has.
    Character(char),
    TooMany,
}

/// Every form of a phrase, each as its words in lower case: `/` stands between words of which any will do, brackets stand
/// around what may be missing, and a hyphen is a space.
///
/// # Errors
/// What keeps it from being read. A phrase of which everything may be missing is empty.
pub(crate) fn forms(phrase: &str) -> Result<BTreeSet<Vec<String>>, Unreadable> {
    let mut forms = vec![Vec::new()];
    let mut rest = phrase.trim();
    while !rest.is_empty() {
        let (part, may_be_missing) = if let Some(inside) = rest.strip_prefix('(') {
            let (inside, after) = inside.split_once(')').ok_or(Unreadable::Brackets)?;
            rest = after.trim_start();
            (inside, true)
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            if after.starts_with('(') {
                return Err(Unreadable::Ending);
            }
            rest = after.trim_start();
            (part, false)
        };
        let ways = ways(part)?;
        let longer = forms
            .iter()
            .flat_map(|form| ways.iter().map(move |way| form.iter().chain(way).cloned().collect::<Vec<String>>()));
        let longer: Vec<Vec<String>> = longer.collect();
        if may_be_missing {
            forms.extend(longer);
        } else {
            forms = longer;
        }
        if forms.len() > MOST {
            return Err(Unreadable::TooMany);
        }
    }
    if forms.iter().any(Vec::is_empty) { Err(Unreadable::Empty) } else { Ok(forms.into_iter().collect()) }
}

/// The ways in which one part of a phrase may be said: one, or several between strokes.
fn ways(part: &str) -> Result<Vec<Vec<String>>, Unreadable> {
    if part.contains(['(', ')']) {
        return Err(Unreadable::Brackets);
    }
    let mut all = vec![Vec::new()];
    for piece in part.split_whitespace() {
        let words = if piece.contains('/') {
            if piece.contains('-') {
                return Err(Unreadable::Hyphen);
            }
            piece.split('/').map(|word| Ok(vec![plain(word)?])).collect::<Result<Vec<_>, _>>()?
        } else {
            vec![piece.split('-').map(plain).collect::<Result<Vec<_>, _>>()?]
        };
        all = all
            .iter()
            .flat_map(|before| words.iter().map(move |word| before.iter().chain(word).cloned().collect()))
            .collect();
        if all.len() > MOST {
            return Err(Unreadable::TooMany);
        }
    }
    if all.iter().any(Vec::is_empty) { Err(Unreadable::Empty) } else { Ok(all) }
}

/// A word as it is compared: in lower case, with straight apostrophes.
fn plain(word: &str) -> Result<String, Unreadable> {
    let word: String = word.chars().flat_map(char::to_lowercase).map(straight).collect();
    match word.chars().find(|c| !c.is_alphanumeric() && *c != '\'') {
        _ if word.is_empty() => Err(Unreadable::Empty),
        Some(c) => Err(Unreadable::Character(c)),
        None => Ok(word),
    }
}

/// An apostrophe is one, whichever way it is typed.
pub(crate) fn straight(c: char) -> char {
    if matches!(c, '\u{2019}' | '\u{2018}' | '\u{02BC}') { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_written_as_it_is_read_out() {
        let rows: [(&str, &[&str]); 8] = [
            ("contact", &["contact"]),
            ("Placement/placements", &["placement", "placements"]),
            ("attention-seeking", &["attention seeking"]),
            (
                "not (really) engaging/engaged",
                &["not engaged", "not engaging", "not really engaged", "not really engaging"],
            ),
            ("(birth) mum", &["birth mum", "mum"]),
            ("looked after (and accommodated) child", &["looked after and accommodated child", "looked after child"]),
            ("wouldn’t say", &["wouldn't say"]),
            ("  children (scotland)  act ", &["children act", "children scotland act"]),
        ];
        for (phrase, expected) in rows {
            let forms: Vec<String> = forms(phrase).unwrap().into_iter().map(|form| form.join(" ")).collect();
            assert_eq!(forms, expected, "{phrase}");
        }
    }

    #[test]
    fn what_cannot_be_a_phrase_is_said() {
        let rows = [
            ("", Unreadable::Empty),
            ("(wee) (lovely)", Unreadable::Empty),
            ("mum//dad", Unreadable::Empty),
            ("()", Unreadable::Empty),
            ("a (wee girl", Unreadable::Brackets),
            ("a wee) girl", Unreadable::Brackets),
            ("placement(s)", Unreadable::Ending),
            ("a ((wee)) girl", Unreadable::Brackets),
            ("non-compliant/non-compliance", Unreadable::Hyphen),
            ("contact*", Unreadable::Character('*')),
            ("it was felt, that", Unreadable::Character(',')),
            ("a/b/c/d a/b/c/d a/b/c/d a/b/c/d a/b/c/d", Unreadable::TooMany),
        ];
        for (phrase, expected) in rows {
            assert_eq!(forms(phrase), Err(expected), "{phrase}");
        }
    }
}
