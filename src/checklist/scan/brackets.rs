//! Which bracket is missing, too many, or of another kind.

use super::tokens::{Kind, Token};
use super::{Finding, found};
use crate::checklist::Limits;

/// The first bracket that does not match, as near to the cause as can be said.
pub(super) fn brackets(tokens: &[Token<'_>]) -> Option<Finding> {
    let mut open: Vec<Open> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| tokens[before]);
        match token.kind {
            Kind::Open(bracket) => {
                if let Some(missing) = not_closed_before(&tokens[..at], *token, open.last()) {
                    return Some(missing);
                }
                open.push(Open { bracket, line: token.line, has_names: false });
                if open.len() > Limits::NESTING {
                    let what = format!("Brackets stand inside brackets more than {} deep here.", Limits::NESTING);
                    return Some(found(
                        token.line,
                        &what,
                        "A checklist needs far fewer. Look for brackets that are not closed.",
                    ));
                }
            }
            Kind::Close(bracket) => {
                let Some(opened) = open.pop() else {
                    let what = format!("The {bracket} here closes nothing.");
                    return Some(found(token.line, &what, "Remove it, or add its opening bracket."));
                };
                if closing(opened.bracket) != bracket {
                    return Some(mismatch(&opened, *token, bracket, before));
                }
            }
            Kind::Colon => {
                if let (Some(open), Some(Token { kind: Kind::Word, .. })) = (open.last_mut(), before) {
                    open.has_names = true;
                }
            }
            _ => {}
        }
    }
    let outermost = open.first()?;
    let close = closing(outermost.bracket);
    match open.as_slice() {
        [only] => Some(found(
            only.line,
            &format!("The {} that opens here is never closed.", only.bracket),
            &format!("Add {close} at the end of the file."),
        )),
        _ => Some(found(
            tokens.last().map_or(1, |last| last.end_line),
            &format!("The file ends here, and {} brackets are still open.", open.len()),
            "Add what is missing, or take the file from a copy.",
        )),
    }
}

/// A bracket that is open.
struct Open {
    bracket: char,
    line: usize,
    /// Whether something in it has a name, as in `(id: …)`. Then every part has one.
    has_names: bool,
}

/// Between named parts no part can begin with a bare bracket: the part before it has not been closed.
fn not_closed_before(before: &[Token<'_>], token: Token<'_>, within: Option<&Open>) -> Option<Finding> {
    let [.., end, comma] = before else { return None };
    let Open { bracket: '(', line, has_names: true } = within? else { return None };
    if token.kind != Kind::Open('(') || comma.kind != Kind::Comma {
        return None;
    }
    let opens = if *line == end.end_line { "here".to_owned() } else { format!("on line {line}") };
    let what = format!("The ( that opens {opens} is not closed before the next one opens on line {}.", token.line);
    Some(found(end.end_line, &what, "Add ), at the end of this line."))
}

fn mismatch(opened: &Open, token: Token<'_>, bracket: char, before: Option<Token<'_>>) -> Finding {
    let Open { bracket: opening, line, has_names: _ } = opened;
    let close = closing(*opening);
    if *line == token.line {
        let what = format!("The {opening} that opens here is closed by {bracket}.");
        return found(token.line, &what, &format!("Put {close} in its place, or add {close} before it."));
    }
    if before.is_some_and(|before| before.kind == token.kind && before.line == token.line) {
        return found(token.line, &format!("There is one {bracket} too many here."), "Remove it.");
    }
    let what = format!("The {opening} that opens on line {line} is closed by {bracket} here.");
    found(token.line, &what, &format!("Add {close} before it, or put {close} in its place."))
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
