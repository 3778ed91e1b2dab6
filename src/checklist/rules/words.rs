//! What a list of words must keep: phrases that can be looked for, each in one term, and always when to keep the word.

use std::collections::{BTreeSet, HashMap};

use super::{id_help, is_id, placeholders, too_long};
use crate::checklist::language::{Unreadable, forms};
use crate::checklist::scan;
use crate::checklist::{Language, Limits, Place, Problem, Term};

/// Every rule that a list of words breaks. `pieces` are its terms as they stand in `source`, and `line_of` gives the line of a
/// byte within a piece.
pub(in crate::checklist) fn language_problems(
    file: &str,
    language: &Language,
    source: &str,
    pieces: &[&str],
    line_of: &dyn Fn(&str, usize) -> usize,
) -> Vec<Problem> {
    let mut words = Words { file, line_of, problems: Vec::new(), forms: 0 };
    words.head(language, source);
    if language.terms.len() > Limits::TERMS {
        let what = format!("There are {} terms; {} is the most.", language.terms.len(), Limits::TERMS);
        words.say(source, "terms", what, "Divide the list in two files.");
        return words.problems;
    }
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut found: HashMap<Vec<String>, (&str, usize)> = HashMap::new();
    for (term, piece) in language.terms.iter().zip(pieces) {
        let line = line_of(piece, 0);
        let id = &term.id;
        if let Some(first) = ids.insert(id, line) {
            let what = format!("The id \"{id}\" is already used on line {first}.");
            words.say(piece, "id", what, "Give one of the two another id.");
        }
        words.term(term, piece);
        for phrase in &term.words {
            for form in words.phrase(piece, phrase) {
                let said = form.join(" ");
                match found.insert(form, (id, line)) {
                    Some((other, first)) if other != id => {
                        let what = format!("\"{said}\" is also found by the term \"{other}\" on line {first}.");
                        words.say(piece, phrase, what, "Keep it in one of the two.");
                        break;
                    }
                    _ => {}
                }
            }
        }
        for phrase in &term.leave {
            words.phrase(piece, phrase);
        }
        if words.forms > Limits::FORMS || words.problems.len() >= Limits::PROBLEMS {
            break;
        }
    }
    if words.forms > Limits::FORMS {
        let what = format!("The words have more than {} forms in all.", Limits::FORMS);
        words.say(source, "terms", what, "Use fewer strokes and brackets, or divide the list in two files.");
    }
    words.problems
}

struct Words<'a> {
    file: &'a str,
    line_of: &'a dyn Fn(&str, usize) -> usize,
    problems: Vec<Problem>,
    /// Forms that have been counted so far.
    forms: usize,
}

impl Words<'_> {
    /// A problem on the line where a piece first says `name`: the name of a part, or a text in quotation marks.
    fn say(&mut self, piece: &str, name: &str, what: String, help: impl Into<String>) {
        let at = scan::named(piece, name).map(|(name, _)| name.at).or_else(|| piece.find(&format!("\"{name}\"")));
        let line = Some((self.line_of)(piece, at.unwrap_or(0)));
        let place = Place { file: self.file.to_owned(), line, ..Place::default() };
        self.problems.push(Problem { place, what, help: help.into() });
    }

    fn head(&mut self, language: &Language, source: &str) {
        let Language { id, title, caution, flip, titles, terms: _ } = language;
        if !is_id(id) {
            self.say(source, "id", format!("\"{id}\" cannot be an id."), id_help(id));
        }
        for (name, text) in [("title", title), ("caution", caution), ("flip", flip)] {
            if text.trim().is_empty() {
                self.say(source, name, format!("The \"{name}\" is empty."), "Say it in a sentence.");
            }
            if let Some((what, help)) = too_long(name, text) {
                self.say(source, name, what, help);
            }
        }
        for title in titles {
            self.phrase(source, title);
        }
    }

    fn term(&mut self, term: &Term, piece: &str) {
        let Term { id, words, leave: _, ask, better, keep_when, source, flip: _ } = term;
        if !is_id(id) {
            self.say(piece, "id", format!("\"{id}\" cannot be an id."), id_help(id));
        }
        if words.is_empty() {
            self.say(piece, "words", format!("The term \"{id}\" has no words."), "Write at least one.");
        }
        for (name, text) in [("ask", ask), ("better", better), ("keep_when", keep_when), ("source", source)] {
            if text.trim().is_empty() {
                let help = match name {
                    "keep_when" => "Say when the word is the right one. It is always shown.",
                    _ => "Fill it in, or take the term out.",
                };
                self.say(piece, name, format!("In the term \"{id}\" the \"{name}\" is empty."), help);
            }
            if let Some((what, help)) = too_long(name, text) {
                self.say(piece, name, what, help);
            }
            for (what, help) in placeholders(text) {
                self.say(piece, name, what, help);
            }
        }
    }

    /// The forms of a phrase, or none and what is the matter with it.
    fn phrase(&mut self, piece: &str, phrase: &str) -> BTreeSet<Vec<String>> {
        let unreadable = match forms(phrase) {
            Ok(forms) => {
                self.forms += forms.len();
                return forms;
            }
            Err(unreadable) => unreadable,
        };
        let (what, help) = match unreadable {
            Unreadable::Empty => (
                format!("\"{phrase}\" leaves nothing to look for."),
                "Write a word on each side of a stroke, and one outside the brackets.",
            ),
            Unreadable::Brackets => (
                format!("The brackets in \"{phrase}\" do not come in pairs."),
                "Put one pair around what may be missing.",
            ),
            Unreadable::Ending => (
                format!("\"{phrase}\" has a bracket at the end of a word."),
                "Write the endings out, like \"placement/placements\".",
            ),
            Unreadable::Hyphen => {
                (format!("\"{phrase}\" has a stroke and a hyphen in one word."), "Write it as two texts, one for each.")
            }
            Unreadable::Character(c) => {
                (format!("\"{phrase}\" has the character {c:?}, which no word has."), "Leave it out.")
            }
            Unreadable::TooMany => {
                (format!("\"{phrase}\" can be said in too many ways."), "Divide it into several texts.")
            }
        };
        self.say(piece, phrase, what, help);
        BTreeSet::new()
    }
}
