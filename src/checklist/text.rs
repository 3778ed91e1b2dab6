//! Small things that are true of every text: dates in words, placeholders, characters that hide.

use std::{borrow::Cow, fmt::Write};

use chrono::{Datelike, NaiveDate};

/// A day as people say it: "4 June 2026".
#[must_use]
pub fn readable_date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// How many words a sentence has; what stands between white space counts as one.
#[must_use]
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// "1 section", "2 sections".
#[must_use]
pub fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// The words of a text in one line, with one space between them.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with characters that hide or reorder (controls, bidirectional overrides) as visible marks like `[U+202E]`, so
/// that nobody reads something other than what is there. Line breaks and tabs stay.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(hides) {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if hides(c) {
            let _ = write!(marked, "[U+{:04X}]", u32::from(c));
        } else {
            marked.push(c);
        }
    }
    Cow::Owned(marked)
}

fn hides(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// What `{child}`, `{reference}` and `{hearing_date}` stand for in a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placeholders {
    pub child: String,
    pub reference: String,
    pub hearing_date: Option<NaiveDate>,
}

impl Placeholders {
    /// The names that authors may write between braces.
    pub const NAMES: [&str; 3] = ["child", "reference", "hearing_date"];

    /// The text with every placeholder replaced; what has not been said yet is named plainly ("the child").
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let or = |value: &str, plain: &str| {
            let value = value.trim();
            if value.is_empty() { plain.to_owned() } else { value.to_owned() }
        };
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            filled.push_str(&rest[..open]);
            let after = &rest[open + 1..];
            let value = after.find('}').and_then(|close| {
                let value = match &after[..close] {
                    "child" => or(&self.child, "the child"),
                    "reference" => or(&self.reference, "this case"),
                    "hearing_date" => {
                        self.hearing_date.map_or_else(|| "the day of the hearing".to_owned(), readable_date)
                    }
                    _ => return None,
                };
                Some((value, close))
            });
            if let Some((value, close)) = value {
                // A name that stands for the child begins a sentence with a capital, as any word does.
                let begins = filled.trim_end().is_empty() || filled.trim_end().ends_with(['.', '?', '!']);
                filled.push_str(&if begins { capitalised(&value) } else { value });
                rest = &after[close + 1..];
            } else {
                filled.push('{');
                rest = after;
            }
        }
        filled.push_str(rest);
        filled
    }
}

/// The text with a capital, to begin a sentence with.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Names between braces that are not placeholders, for the author to correct.
pub(super) fn unknown_placeholders(text: &str) -> Vec<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .filter(|name| !Placeholders::NAMES.contains(name))
        .collect()
}

/// Days in files: "2027-03-31", with an error that says so.
pub(crate) mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::parse_day(&text).ok_or_else(|| {
            D::Error::custom(format!("\"{text}\" is not a day. Write year, month and day, like \"2027-03-31\"."))
        })
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it so")]
    pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&day.format("%Y-%m-%d").to_string())
    }
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    // Years of four digits only: chrono would read "31-3-1" as a day in the year 31.
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().filter(|day| (1900..=2200).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_nothing_else_is_touched() {
        let known = Placeholders {
            child: "Ailsa".into(),
            reference: "AB12".into(),
            hearing_date: NaiveDate::from_ymd_opt(2026, 6, 2),
        };
        let unknown = Placeholders::default();
        let rows = [
            ("What would {child} say?", "What would Ailsa say?", "What would the child say?"),
            ("{child} on {hearing_date}", "Ailsa on 2 June 2026", "The child on the day of the hearing"),
            ("So. {child} waits.", "So. Ailsa waits.", "So. The child waits."),
            ("{reference}: {} {nobody} {child", "AB12: {} {nobody} {child", "This case: {} {nobody} {child"),
            ("none", "none", "none"),
        ];
        for (text, filled, plain) in rows {
            assert_eq!((known.fill(text).as_str(), unknown.fill(text).as_str()), (filled, plain));
        }
    }

    #[test]
    fn numbers_have_their_nouns() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "prompt")), ["0 prompts", "1 prompt", "2 prompts"]);
    }

    #[test]
    fn characters_that_hide_are_shown_as_marks() {
        assert_eq!(shown("abc\ndef\tghi ŵ"), "abc\ndef\tghi ŵ");
        assert_eq!(shown("a\u{202E}b\0c\u{2066}"), "a[U+202E]b[U+0000]c[U+2066]");
    }
}
