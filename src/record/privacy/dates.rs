//! Days in a text, and which of them look like somebody's birthday.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::{FindingKind, Known, Spotted, lists, tokens};
use crate::session::MONTHS;

/// What stands near a date of birth.
const BIRTH: [&str; 9] =
    ["born", "d.o.b", "dob", "date of birth", "birth date", "birthdate", "birthday", "b.", "turned"];

/// A list of days in one month is no longer than so many words.
const LONGEST: usize = 24;

/// A day in a text, finer than its month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DayInText {
    pub(super) range: Range<usize>,
    /// Where its year is said.
    pub(super) date: Option<NaiveDate>,
    in_figures: bool,
}

/// Every day that a text names, in order. "9 and 23 April" is one.
pub(super) fn dates(text: &str) -> Vec<DayInText> {
    let pieces = pieces(text);
    let mut found: Vec<DayInText> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match in_figures(text, &pieces, at).or_else(|| in_words(text, &pieces, at)) {
            Some((day, next)) => {
                found.push(day);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// Those that stand where a birth does: after "born", or straight after a name, and young enough for a child.
pub(super) fn of_birth(text: &str, days: &[DayInText], known: &Known) -> Vec<Spotted> {
    let is_birth = |day: &&DayInText| near_birth(text, &day.range) || after_a_name(text, day, known);
    let spotted = |day: &DayInText| Spotted { kind: FindingKind::DateOfBirth, range: day.range.clone() };
    days.iter().filter(is_birth).map(spotted).collect()
}

fn near_birth(text: &str, range: &Range<usize>) -> bool {
    const BEFORE: usize = 36;
    const AFTER: usize = 24;
    let before: String = text[..range.start].chars().rev().take(BEFORE).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[range.end..].chars().take(AFTER).collect();
    // Not across the end of a sentence or line.
    let before = before.rsplit(['\n', '?', '!', ';']).next().unwrap_or_default().to_lowercase();
    let before =
        before.rsplit_once(". ").filter(|(head, _)| !head.ends_with("d.o.b")).map_or(&*before, |(_, tail)| tail);
    let after = after.split(['\n', '.', '?', '!', ';']).next().unwrap_or_default().to_lowercase();
    let has = |text: &str, words: &str| {
        text.match_indices(words).any(|(at, _)| {
            let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            ends(text[..at].chars().next_back()) && ends(text[at + words.len()..].chars().next())
        })
    };
    BIRTH.iter().any(|words| has(before, words))
        || ["birthday", "birth", "birthdays"].iter().any(|words| has(&after, words))
}

/// "Cody (14.03.2020)", "Cody, 6, 14/03/2020".
fn after_a_name(text: &str, day: &DayInText, known: &Known) -> bool {
    let Some(date) = day.date else { return false };
    let age = known.on.year() - date.year();
    if date > known.on || !(1..=18).contains(&age) {
        return false;
    }
    let before = text[..day.range.start].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ','));
    let opens = before.ends_with('(');
    if !opens && !day.in_figures {
        return false;
    }
    let before = before.trim_end_matches(['(', ' ', ')']).trim_end_matches(|c: char| c.is_ascii_digit());
    let before = before.trim_end_matches(['(', ' ', ',']);
    let tokens = tokens::tokens(before);
    tokens.last().is_some_and(|last| {
        let lower = last.lower();
        last.end == before.len() && last.is_capitalised() && !lists::is_common(&lower) && !MONTHS.contains(&&*lower)
    })
}

/// A run of digits or of letters.
struct Piece<'a> {
    text: &'a str,
    range: Range<usize>,
}

impl Piece<'_> {
    fn number(&self) -> Option<u32> {
        let digits = self.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &self.text[digits.len()..];
        let is_number = ending.is_empty() || ["st", "nd", "rd", "th"].contains(&ending);
        is_number.then(|| digits.parse().ok()).flatten()
    }

    /// Of a day: one or two digits, perhaps with "th".
    fn day(&self) -> Option<u32> {
        let digits = self.text.chars().take_while(char::is_ascii_digit).count();
        self.number().filter(|day| (1..=2).contains(&digits) && (1..=31).contains(day))
    }

    fn year(&self) -> Option<i32> {
        let year: i32 = self.text.parse().ok()?;
        match self.text.len() {
            4 if (1900..=2200).contains(&year) => Some(year),
            2 => Some(if year > 50 { 1900 + year } else { 2000 + year }),
            _ => None,
        }
    }

    /// "may" and "march" in small letters are other words more often than not.
    fn month(&self) -> Option<u32> {
        let lower = self.text.to_lowercase();
        let is = |month: &&str| {
            **month == lower || lower.len() >= 3 && month[..3] == lower || lower == "sept" && month.starts_with("sept")
        };
        let at = MONTHS.iter().position(is)?;
        let is_a_verb = matches!(self.text, "may" | "march" | "mar" | "dec" | "sep");
        (!is_a_verb).then_some(u32::try_from(at).ok()? + 1)
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                pieces.push(Piece { text: &text[from..at], range: from..at });
                start = None;
            }
            _ => {}
        }
    }
    pieces
}

/// "14/03/2020", "14.3.20", "2020-03-14", and the piece after it.
fn in_figures(text: &str, pieces: &[Piece<'_>], at: usize) -> Option<(DayInText, usize)> {
    let [a, b, c] = pieces.get(at..at + 3)? else { return None };
    let (one, two) = (&text[a.range.end..b.range.start], &text[b.range.end..c.range.start]);
    if one != two || !["/", ".", "-"].contains(&one) {
        return None;
    }
    let (day, month, year) = if a.text.len() == 4 { (c, b, a) } else { (a, b, c) };
    let date = NaiveDate::from_ymd_opt(year.year()?, month.day()?, day.day()?)?;
    Some((DayInText { range: a.range.start..c.range.end, date: Some(date), in_figures: true }, at + 3))
}

/// "12 May", "12th of May 2026", "May 12, 2026", and the piece after it.
fn in_words(text: &str, pieces: &[Piece<'_>], at: usize) -> Option<(DayInText, usize)> {
    let first = pieces.get(at)?;
    let near =
        |a: &Piece<'_>, b: &Piece<'_>| text[a.range.end..b.range.start].trim_matches([' ', ',', '\u{A0}']).is_empty();
    let mut next = at + 1;
    let (day, month) = if let Some(mut day) = first.day() {
        // "9 and 23 April", "3–5 May"
        while let Some(more) = pieces.get(next).filter(|_| next < at + LONGEST) {
            let joined = text[pieces[next - 1].range.end..more.range.start].trim();
            let by_word = ["and", "or", "to"].contains(&more.text);
            let other = if by_word { pieces.get(next + 1) } else { Some(more) };
            match other.and_then(Piece::day) {
                Some(other) if by_word || [",", "-", "–", "&", "/"].contains(&joined) => {
                    day = other;
                    next += if by_word { 2 } else { 1 };
                }
                _ => break,
            }
        }
        next += usize::from(pieces.get(next).is_some_and(|piece| piece.text == "of"));
        let month = pieces.get(next)?;
        let found = month.month()?;
        if !near(&pieces[next - 1], month) {
            return None;
        }
        (day, found)
    } else {
        let month = first.month()?;
        let day = pieces.get(next)?;
        let found = day.day()?;
        // "In May 31 of 48 visits were kept" is no day.
        let counts = at > 0 && matches!(pieces[at - 1].text, "in" | "In" | "since" | "Since" | "of" | "by");
        if !near(first, day) || counts {
            return None;
        }
        (found, month)
    };
    let mut range = first.range.start..pieces[next].range.end;
    next += 1;
    let year =
        pieces.get(next).filter(|piece| near(&pieces[next - 1], piece) && piece.text.len() == 4).and_then(Piece::year);
    if year.is_some() {
        range.end = pieces[next].range.end;
        next += 1;
    }
    let date = year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    Some((DayInText { range, date, in_figures: false }, next))
}
