//! Schools and streets, by the word with which they end.

use std::ops::Range;

use super::{FindingKind, Known, Spotted, lists, tokens::Token};

/// Ends of a school's name; in small letters too after a name ("Burnside nursery").
const SCHOOLS: [&str; 9] =
    ["primary", "secondary", "academy", "nursery", "school", "college", "playgroup", "grammar", "kindergarten"];
/// Words between a school's name and its end.
const WITHIN: [&str; 9] = ["high", "primary", "secondary", "grammar", "nursery", "junior", "infant", "rc", "school"];

/// Ends of a street after any word with a capital.
const STREETS: [&str; 17] = [
    "road", "rd", "street", "st", "avenue", "ave", "crescent", "cres", "terrace", "gardens", "gdns", "lane", "wynd",
    "grove", "brae", "mews", "loan",
];
/// Ends of a street that are everyday words: after a name, or with a house number.
const MORE: [&str; 12] =
    ["place", "court", "drive", "close", "square", "way", "row", "park", "view", "rise", "path", "quay"];
/// What stands before a court that is no street.
const COURTS: [&str; 11] =
    ["sheriff", "high", "justice", "family", "supreme", "appeal", "district", "criminal", "civil", "jp", "children"];

/// "Glenmarnoch Primary", "St Mary's RC Primary School", "Inverlyle High".
pub(super) fn schools(text: &str, tokens: &[Token<'_>], known: &Known) -> Vec<Spotted> {
    let mut found: Vec<Spotted> = Vec::new();
    let mut from = 0;
    for (at, token) in tokens.iter().enumerate() {
        let lower = token.lower();
        let high = lower == "high" && token.is_capitalised() && !next_is(tokens, at, &["court", "street", "road"]);
        if at < from || !(SCHOOLS.contains(&&*lower) || high) {
            continue;
        }
        let small = !token.is_capitalised();
        let Some(first) = named_before(text, tokens, known, at, small, &WITHIN) else { continue };
        let mut last = at;
        while next_is(tokens, last, &["school", "class", "primary", "secondary", "academy", "nursery", "college"])
            && touches(text, tokens, last + 1)
        {
            last += 1;
        }
        from = last + 1;
        found.push(Spotted { kind: FindingKind::School, range: tokens[first].range.start..tokens[last].range.end });
    }
    found
}

/// "14 Castle Street", "Burnside Terrace", "3 the Crescent".
pub(super) fn streets(text: &str, tokens: &[Token<'_>], known: &Known) -> Vec<Spotted> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate().skip(1) {
        let lower = token.lower();
        let usual = STREETS.contains(&&*lower);
        if !usual && !MORE.contains(&&*lower) || !touches(text, tokens, at) {
            continue;
        }
        // "St Mary", "Dr Hay"
        let is_before_a_name =
            lower == "st" && tokens.get(at + 1).is_some_and(Token::is_capitalised) && touches(text, tokens, at + 1);
        if is_before_a_name
            || lower == "court"
                && COURTS.contains(&&*tokens[at - 1].lower())
                && house_number(text, tokens[at - 1].range.start).is_none()
        {
            continue;
        }
        let small = !token.is_capitalised();
        let numbered = numbered_before(text, tokens, at, small, usual);
        let named = || {
            let first = named_before(text, tokens, known, at, !usual, &[]).filter(|_| !small)?;
            let start = tokens[first].range.start;
            Some(house_number(text, start).map_or(start, |number| number.start))
        };
        if let Some(start) = numbered.or_else(named) {
            found.push(Spotted { kind: FindingKind::Street, range: start..token.range.end });
        }
    }
    found
}

/// Where a house number and one or two words stand before the end of a street.
fn numbered_before(text: &str, tokens: &[Token<'_>], at: usize, small: bool, usual: bool) -> Option<usize> {
    (1..=3).filter_map(|words| at.checked_sub(words)).find_map(|first| {
        let between = &tokens[first..at];
        let joined = (first + 1..=at).all(|at| touches(text, tokens, at));
        let of_a_street = between.iter().all(|token| {
            let lower = token.lower();
            token.is_capitalised()
                || (small || lower == "the") && usual && !lists::follows_a_word(&lower) && !lists::is_a_measure(&lower)
                || lower == "the" && between.len() == 1
        });
        let number = house_number(text, tokens[first].range.start)?;
        (joined && of_a_street).then_some(number.start)
    })
}

/// "14", "14a", "2/1" before a place of the text.
fn house_number(text: &str, start: usize) -> Option<Range<usize>> {
    let before = text[..start].trim_end_matches([' ', ',']);
    if before.len() == start {
        return None;
    }
    let from = before
        .rfind(|c: char| !(c.is_alphanumeric() || c == '/'))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let number = &before[from..];
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_one = number.starts_with(|c: char| c.is_ascii_digit()) && digits <= 4 && number.len() <= digits + 2;
    is_one.then_some(from..before.len())
}

/// Where the name begins that stands before the word at `at`. `strictly`: English words do not make one.
fn named_before(
    text: &str,
    tokens: &[Token<'_>],
    known: &Known,
    at: usize,
    strictly: bool,
    within: &[&str],
) -> Option<usize> {
    let (mut first, mut is_named) = (at, false);
    while first > 0 && touches(text, tokens, first) && !tokens[first].begins_sentence {
        let before = &tokens[first - 1];
        let lower = before.lower();
        let is_within = within.contains(&&*lower) || lower == "rc";
        if !(before.is_capitalised() || is_within) || lists::follows_a_word(&lower) {
            break;
        }
        // "Ailsa's Primary", "Gran's street": whose it is, and not what it is called.
        let of_somebody = before.is_possessive() && (known.is_no_name(&lower) || strictly);
        if of_somebody {
            break;
        }
        let is_english = known.is_common(&lower) && !lists::is_name_too(&lower);
        let names = before.is_capitalised() && !is_within && !lists::is_title(&lower) && !known.is_no_name(&lower);
        let names = names && !(is_english && (strictly || before.begins_sentence && within.contains(&"school")));
        if !is_within && !names && !lists::is_title(&lower) && lower != "st" {
            break;
        }
        is_named |= names;
        first -= 1;
    }
    // Words that only stand within a name do not begin one.
    while first < at && within.contains(&&*tokens[first].lower()) {
        first += 1;
    }
    is_named.then_some(first)
}

fn next_is(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens.get(at + 1).is_some_and(|next| words.contains(&&*next.lower()) && next.is_capitalised())
}

/// Whether only a space, or the full stop of "St.", stands before a word.
fn touches(text: &str, tokens: &[Token<'_>], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at)) {
        (Some(before), Some(token)) => {
            let between = &text[before.end..token.range.start];
            matches!(between.trim(), "" | ".")
                && !between.is_empty()
                && (between.trim().is_empty() || before.lower() == "st")
        }
        _ => false,
    }
}
