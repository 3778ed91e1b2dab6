//! From bytes to text: what other programs make of a file before anybody can read it.

use super::{Limits, Reader, line_at};
use crate::checklist::Problem;

impl Reader<'_> {
    pub(super) fn text<'b>(&self, bytes: &'b [u8]) -> Result<&'b str, Box<Problem>> {
        let whole_file = |what: &str, help: &str| Err(Box::new(self.whole_file(what, help)));
        let utf_16 =
            || whole_file("This text is saved as UTF-16.", "In Notepad choose Save as, and UTF-8 as the encoding.");
        if bytes.len() > Limits::BYTES {
            return whole_file(
                "This file is larger than 1 MB, so it was not read.",
                &format!("A {} is a few pages of text: check that this is the right file.", self.kind.to_lowercase()),
            );
        }
        if let Some((_, kind)) = KINDS.iter().find(|(begins, _)| bytes.starts_with(begins)) {
            return whole_file(
                &format!("This is {kind}, not a plain text."),
                "Copy its words into Notepad, and choose Save as with UTF-8 as the encoding.",
            );
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return utf_16();
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to();
            let line = 1 + String::from_utf8_lossy(&bytes[..at]).matches('\n').count();
            // Almost always it was saved as Windows or Latin-1 text, where these bytes are the letters of Unicode.
            let what = match bytes[at] {
                byte @ 0xA1.. => format!("The character \"{}\" here is not saved as UTF-8.", char::from(byte)),
                _ => "A character here is not saved as UTF-8.".to_owned(),
            };
            Box::new(self.problem(line, what, "In Notepad choose Save as, and UTF-8 as the encoding.".to_owned()))
        })?;
        // Notepad's mark at the beginning says that it is UTF-8, and nothing else.
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if let Some(at) = text.find('\0') {
            // Every second byte of English in UTF-16 is one.
            if text.matches('\0').count() > text.len() / 3 {
                return utf_16();
            }
            return Err(Box::new(self.problem(
                line_at(text, at),
                "There is an empty character (NUL) here, as in a damaged file.".to_owned(),
                "Type this line anew, or take the file from a copy.".to_owned(),
            )));
        }
        if text.trim().is_empty() {
            return whole_file("This file is empty.", "Check that it was saved, and that it is the right file.");
        }
        Ok(text)
    }
}

/// How files begin that are no plain text.
const KINDS: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "a Word document or a zip file"),
    (&[0xD0, 0xCF, 0x11, 0xE0], "an old Word document"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"%PDF", "a PDF"),
];
