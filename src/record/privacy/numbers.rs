//! Numbers and addresses that belong to one person or one home.

use std::ops::Range;

use chrono::NaiveDate;

use super::{FindingKind, Spotted, dates::DayInText};

/// Digits with what stands between them, and how many they are.
struct Figures {
    range: Range<usize>,
    digits: String,
    /// How many stand in each group.
    groups: Vec<usize>,
}

/// Ten digits whose first six are a date: with the check digit, and without.
pub(super) fn chi_numbers(text: &str) -> Vec<Spotted> {
    let is_one = |figures: &Figures| {
        let digits: Vec<u32> = figures.digits.chars().filter_map(|c| c.to_digit(10)).collect();
        // "01896 75512": a group of five is a phone's.
        let is_a_phone = figures.groups.len() > 1 && matches!(figures.groups[0], 4 | 5);
        (digits.len() == 10 && !is_a_phone && is_a_day(&digits)).then(|| checks(&digits))
    };
    let spotted = |figures: Figures| {
        let kind = if is_one(&figures)? { FindingKind::ChiNumber } else { FindingKind::TenDigits };
        Some(Spotted { kind, range: figures.range })
    };
    figures(text, &[' ', '-', '\u{A0}']).into_iter().filter_map(spotted).collect()
}

fn is_a_day(digits: &[u32]) -> bool {
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    [1900, 2000]
        .iter()
        .any(|century| NaiveDate::from_ymd_opt(century + i32::try_from(two(4)).unwrap_or(0), two(2), two(0)).is_some())
}

/// Modulo 11: ten for the first digit, nine for the second, and so on.
fn checks(digits: &[u32]) -> bool {
    let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.get(9).is_some_and(|last| *last == (11 - sum % 11) % 11)
}

/// As they are dialled in the UK: "0131 496 0000", "07700 900123", "+44 (0)131 496 0000".
pub(super) fn phones(text: &str, days: &[DayInText]) -> Vec<Spotted> {
    let mut found = Vec::new();
    for Figures { mut range, digits, groups: _ } in figures(text, &[' ', '-', '(', ')', '\u{A0}']) {
        let before = &text[..range.start];
        let opens = before.ends_with('(') && text[range.clone()].contains(')');
        range.start -= usize::from(opens || before.ends_with('+'));
        let abroad = digits
            .strip_prefix("0044")
            .or_else(|| digits.strip_prefix("44").filter(|_| text[range.clone()].starts_with('+')));
        let own = match abroad {
            Some(rest) => rest.strip_prefix('0').unwrap_or(rest),
            None => digits.strip_prefix('0').unwrap_or_default(),
        };
        let is_phone = (9..=10).contains(&own.len()) && own.starts_with(['1', '2', '3', '5', '7', '8']);
        let is_day = days.iter().any(|day| day.range.start < range.end && range.start < day.range.end);
        if is_phone && !is_day {
            found.push(Spotted { kind: FindingKind::Phone, range });
        }
    }
    found
}

/// Runs of digits with one or two of `between` inside, and neither letter nor digit beside them.
fn figures(text: &str, between: &[char]) -> Vec<Figures> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let char_at = |at: usize| chars.get(at).map_or(' ', |(_, c)| *c);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !char_at(at).is_ascii_digit() {
            at += 1;
            continue;
        }
        let first = at;
        let (mut digits, mut groups, mut last) = (String::new(), vec![0], at);
        while at < chars.len() {
            let c = char_at(at);
            if c.is_ascii_digit() {
                digits.push(c);
                groups.last_mut().map(|group| *group += 1).unwrap_or_default();
                last = at;
                at += 1;
            } else if between.contains(&c) {
                let gap = (at..at + 4).take_while(|at| between.contains(&char_at(*at))).count();
                if gap > 3 || !char_at(at + gap).is_ascii_digit() {
                    break;
                }
                groups.push(0);
                at += gap;
            } else {
                break;
            }
        }
        at = last + 1;
        let hangs = first > 0 && char_at(first - 1).is_alphanumeric();
        if !hangs && !char_at(at).is_alphanumeric() {
            let end = chars.get(at).map_or(text.len(), |(at, _)| *at);
            found.push(Figures { range: chars[first].0..end, digits, groups });
        }
    }
    found
}

/// "EH99 1SP", "g4 0ab".
pub(super) fn postcodes(text: &str) -> Vec<Spotted> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (start, c) in text.char_indices() {
        let alone = text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if !c.is_ascii_alphabetic() || !alone {
            continue;
        }
        let letters = bytes[start..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let outward = start + letters;
        let area = text.get(start..outward).unwrap_or_default().to_ascii_uppercase();
        if !AREAS.contains(&area.as_str()) {
            continue;
        }
        // The district is a digit, and a digit or letter more; the rest is a digit and two letters.
        let end = [1, 2].into_iter().find_map(|district| {
            let inward = outward + district;
            let is_district = bytes.get(outward).is_some_and(u8::is_ascii_digit)
                && (district == 1 || bytes.get(outward + 1).is_some_and(u8::is_ascii_alphanumeric));
            let inward = if bytes.get(inward) == Some(&b' ') { inward + 1 } else { inward };
            let [digit, one, two] = bytes.get(inward..inward + 3)? else { return None };
            let is_letter = |b: &u8| b.is_ascii_alphabetic() && !b"CIKMOV".contains(&b.to_ascii_uppercase());
            let ends = text.get(inward + 3..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
            (is_district && digit.is_ascii_digit() && is_letter(one) && is_letter(two) && ends).then_some(inward + 3)
        });
        let Some(end) = end else { continue };
        let letters: Vec<char> = text[start..end].chars().filter(char::is_ascii_alphabetic).collect();
        let is_upper = letters.iter().all(char::is_ascii_uppercase);
        // "s2 1st" is a class and a place in it.
        let counts = ["st", "nd", "rd", "th"].iter().any(|ending| text[start..end].ends_with(ending));
        if is_upper || letters.iter().all(char::is_ascii_lowercase) && !counts {
            found.push(Spotted { kind: FindingKind::Postcode, range: start..end });
        }
    }
    found
}

/// Of the UK, and of the islands beside it.
const AREAS: [&str; 124] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR",
    "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY",
    "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT",
    "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP",
    "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL",
    "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W",
    "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// "j.orr@glenmarnoch.example".
pub(super) fn emails(text: &str) -> Vec<Spotted> {
    let of_it = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let before = text[..at].chars().rev().take_while(|c| of_it(*c)).map(char::len_utf8).sum::<usize>();
        let after: String = text[at + 1..].chars().take_while(|c| of_it(*c)).collect();
        let host = after.trim_end_matches(|c: char| !c.is_alphanumeric());
        let has_dot = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
        if before > 0 && has_dot {
            found.push(Spotted { kind: FindingKind::Email, range: at - before..at + 1 + host.len() });
        }
    }
    found
}
