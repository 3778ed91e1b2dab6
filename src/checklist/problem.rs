//! What is wrong in an author's file: where, what, and what to do.

use std::fmt;

/// One thing that keeps a file from being used, or (as a warning) from being used well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    /// What is there, in one sentence, with the author's own names in quotes.
    pub what: String,
    /// What to do about it, as an instruction; may be empty when `what` says it.
    pub help: String,
}

/// Where a problem is, in words that the author knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file's name without its folders.
    pub file: String,
    /// Counted from 1.
    pub line: Option<usize>,
    /// The section's title.
    pub section: Option<String>,
    /// The item's number within its section, counted from 1.
    pub item: Option<usize>,
}

impl Problem {
    /// The problem without the file's name, for lists that stand under it.
    #[must_use]
    pub fn in_file(&self) -> String {
        let Place { file: _, line, section, item } = &self.place;
        let mut words = Vec::new();
        if let Some(line) = line {
            words.push(format!("line {line}"));
        }
        if let Some(section) = section {
            words.push(format!("section \"{section}\""));
        }
        if let Some(item) = item {
            words.push(format!("item {item}"));
        }
        let mut text = words.join(", ");
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&self.what);
        if !self.help.is_empty() {
            text.push(' ');
            text.push_str(&self.help);
        }
        text
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place.file, self.in_file())
    }
}
