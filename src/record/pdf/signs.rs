//! Signs that no face has. PDF/UA and PDF/A refuse a file with a sign that cannot be seen, so it is seen as `[U+1F600]`; a
//! screen reader and a copy get the real sign.

use std::{collections::BTreeSet, fmt::Write as _};

use super::faces::Faces;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// What is seen.
    pub seen: String,
    /// What it stands for, if that is something else.
    pub real: Option<String>,
}

/// The text in stretches; those that no face has, and those in `also`, are told by number. They are added to `unshown`.
pub(super) fn stretches(
    text: &str,
    faces: &Faces,
    also: &BTreeSet<char>,
    unshown: &mut BTreeSet<char>,
) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for sign in text.chars() {
        if sign == '\n' || (faces.has(sign) && !also.contains(&sign)) && !(joins(sign) && told(&all)) {
            match all.last_mut() {
                Some(Stretch { seen, real: None }) => seen.push(sign),
                _ => all.push(Stretch { seen: sign.into(), real: None }),
            }
            continue;
        }
        // What only joins signs, or says which form one has, is part of the sign before it.
        if joins(sign) || varies(sign) {
            if !told(&all)
                && let Some(Stretch { seen, real: None }) = all.last_mut()
                && let Some(last) = last_of_word(seen)
            {
                all.push(Stretch { seen: last.into(), real: Some(last.into()) });
            }
            if let Some(Stretch { real: Some(real), .. }) = all.last_mut() {
                real.push(sign);
                continue;
            }
        }
        unshown.insert(sign);
        let mut seen = String::new();
        let _ = write!(seen, "[U+{:04X}]", u32::from(sign));
        // PDF/A allows no such sign as a real one either.
        let real = if no_character(sign) { seen.clone() } else { sign.into() };
        match all.last_mut() {
            Some(Stretch { seen: before, real: Some(reals) }) if reals.ends_with(joins) => {
                before.push_str(&seen);
                reals.push_str(&real);
            }
            _ => all.push(Stretch { seen, real: Some(real) }),
        }
    }
    all.retain(|stretch| !stretch.seen.is_empty());
    all
}

/// The last sign of a word.
fn last_of_word(text: &mut String) -> Option<char> {
    if text.ends_with(['\n', ' ']) { None } else { text.pop() }
}

fn told(all: &[Stretch]) -> bool {
    all.last().is_some_and(|stretch| stretch.real.is_some())
}

fn joins(sign: char) -> bool {
    sign == '\u{200D}'
}

fn varies(sign: char) -> bool {
    matches!(sign, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Signs of private use, and numbers that are no character.
fn no_character(sign: char) -> bool {
    matches!(sign, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(sign) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_without_a_face_is_told_by_number_and_kept_for_readers() {
        let rows = [
            ("Zuzanna Łęcka", "Zuzanna Łęcka", "Zuzanna Łęcka", ""),
            ("sad 😢 today", "sad [U+1F622] today", "sad 😢 today", "😢"),
            ("👩\u{200D}👧 and", "[U+1F469][U+1F467] and", "👩\u{200D}👧 and", "👧👩"),
            ("1\u{FE0F} to", "1 to", "1\u{FE0F} to", ""),
            ("日本", "[U+65E5][U+672C]", "日本", "日本"),
            ("a\u{E000}b", "a[U+E000]b", "a[U+E000]b", "\u{E000}"),
            ("عائشہ اور ਗੁਰਪ੍ਰੀਤ", "عائشہ اور ਗੁਰਪ੍ਰੀਤ", "عائشہ اور ਗੁਰਪ੍ਰੀਤ", ""),
        ];
        let faces = Faces::new();
        for (text, seen, real, unshown) in rows {
            let mut signs = BTreeSet::new();
            let all = stretches(text, &faces, &BTreeSet::new(), &mut signs);
            assert_eq!(all.iter().map(|one| one.seen.as_str()).collect::<String>(), seen);
            let reals = all.iter().map(|one| one.real.as_deref().unwrap_or(&one.seen));
            assert_eq!(reals.collect::<String>(), real);
            assert_eq!(signs.into_iter().collect::<String>(), unshown, "{text}");
        }
    }
}
