//! What stands in quotation marks is somebody else's: no word in it is looked at, and the parrot asks nothing of it.

use std::ops::Range;

/// What stands in quotation marks, in order. Within a paragraph only: people open each paragraph of a long quotation anew.
/// Double marks that are not closed yet reach to its end. Where it is open whether a mark is an apostrophe, more is left
/// alone rather than less.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    let mut begins = 0;
    for paragraph in text.split_inclusive('\n') {
        let chars: Vec<(usize, char)> = paragraph.char_indices().map(|(at, c)| (begins + at, c)).collect();
        begins += paragraph.len();
        let mut at = 0;
        while at < chars.len() {
            let (start, c) = chars[at];
            let opens = at == 0 || !chars[at - 1].1.is_alphanumeric();
            let close = match c {
                '\u{201C}' | '\u{201E}' | '\u{AB}' => Some(closing_double(&chars, at + 1)),
                '"' if opens => Some(closing_double(&chars, at + 1)),
                '\u{2018}' => closing_single(&chars, at + 1),
                '\'' if opens => closing_single(&chars, at + 1),
                _ => None,
            };
            match close {
                Some(close) => {
                    quotations.push(start..chars.get(close).map_or(begins, |(end, _)| *end));
                    at = close + 1;
                }
                None => at += 1,
            }
        }
    }
    quotations
}

/// The next double mark that closes, or the end.
fn closing_double(chars: &[(usize, char)], from: usize) -> usize {
    let closes = |c: &(usize, char)| matches!(c.1, '\u{201D}' | '"' | '\u{BB}');
    chars.get(from..).and_then(|rest| rest.iter().position(closes)).map_or(chars.len(), |at| from + at)
}

/// The next single mark that closes, if any does. After an s it may be an apostrophe; then a later one closes, as long as
/// none opens before.
fn closing_single(chars: &[(usize, char)], from: usize) -> Option<usize> {
    let char_at = |at: usize| chars.get(at).map_or(' ', |(_, c)| *c);
    if char_at(from).is_whitespace() {
        return None;
    }
    let mut close = None;
    for at in from..chars.len() {
        let (before, after) = (char_at(at - 1), char_at(at + 1));
        match char_at(at) {
            '\u{2018}' => break,
            '\'' if !before.is_alphanumeric() && after.is_alphanumeric() && close.is_some() => break,
            '\'' | '\u{2019}' if !before.is_whitespace() && !after.is_alphanumeric() && at > from => {
                close = Some(at);
                if !matches!(before, 's' | 'S') {
                    break;
                }
            }
            _ => {}
        }
    }
    close
}
