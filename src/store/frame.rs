//! The shape of everything that is kept: `{"format":1,"kept":…}`, the format first. Most of it is sealed as a whole.

use std::path::Path;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::error::Category;
use zeroize::Zeroizing;

use super::{Damage, LoadError};

/// The format that is written, and the newest that is read.
pub(super) const FORMAT: u32 = 1;

/// In one line, wiped when it is dropped.
pub(super) fn encode<T: Serialize>(kept: &T) -> Zeroizing<Vec<u8>> {
    let bytes = serde_json::to_vec(&Frame { format: FORMAT, kept });
    Zeroizing::new(bytes.expect("the maps in it have texts as keys, and all else has a JSON form"))
}

/// The format of a file, if it begins as every file does.
pub(super) fn format_of(bytes: &[u8]) -> Option<u32> {
    serde_json::from_slice(bytes).ok().map(|Head { format }| format)
}

/// From a file's bytes. `path` is only for the error.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8], path: &Path) -> Result<T, LoadError> {
    if bytes.is_empty() {
        return Err(LoadError::Damaged { damage: Damage::Empty, path: path.to_owned() });
    }
    // The format is asked first: a newer one may hold anything, and is not damaged because of it.
    let Head { format } = parse(bytes, path)?;
    if format > FORMAT {
        return Err(LoadError::Newer { format, path: path.to_owned() });
    }
    parse(bytes, path).map(|Frame { format: _, kept }| kept)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame<T> {
    format: u32,
    kept: T,
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

fn parse<T: DeserializeOwned>(bytes: &[u8], path: &Path) -> Result<T, LoadError> {
    // The reader's own error quotes what it found, which may be somebody's words. It goes no further than here.
    serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let damage = match error.classify() {
            Category::Eof => Damage::CutOff,
            Category::Data => Damage::Shape { line, column },
            Category::Syntax | Category::Io => Damage::NotJson { line, column },
        };
        LoadError::Damaged { damage, path: path.to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let said = match decode::<Vec<String>>(text.as_bytes(), Path::new("x.json")) {
            Ok(words) => format!("{words:?}"),
            Err(error) => error.to_string(),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn the_format_comes_first() {
        assert_eq!(encode(&vec!["a"])[..], *br#"{"format":1,"kept":["a"]}"#);
    }

    #[test]
    fn a_file_opens_or_says_why_without_quoting_itself() {
        check(r#"{"format":1,"kept":["a"]}"#, r#"["a"]"#);
        check("", "The file is empty.");
        check(r#"{"format":1,"kept":["a"#, "The file ends too early.");
        check("\0\u{1}", "The file is damaged at line 1, column 1.");
        check(
            r#"{"kept":["secret"]}"#,
            "The file holds something that this program does not know, at line 1, column 19.",
        );
        check(
            r#"{"format":1,"kept":"secret"}"#,
            "The file holds something that this program does not know, at line 1, column 27.",
        );
        check(
            r#"{"format":1,"kept":["a"],"secret":2}"#,
            "The file holds something that this program does not know, at line 1, column 33.",
        );
        check(
            r#"{"format":7,"sealed":"anything"}"#,
            "This was kept by a newer version of the program (format 7). It is left as it is. Update the program.",
        );
    }
}
