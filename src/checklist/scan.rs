//! A look at brackets, quotes and commas before RON reads a file. RON stops at the first thing that it cannot use, often a
//! line late; this says which bracket, which quote, which line.

use super::file::Limits;

/// A finding: a line (from 1), what is there, what to do.
pub(super) type Finding = (usize, String, String);

/// What is wrong with the shape of the text: every line with curly quotes, or else the first thing that breaks the shape.
pub(super) fn shape(source: &str) -> Vec<Finding> {
    let tokens = match tokens(source) {
        Ok(tokens) => tokens,
        Err(findings) => return findings,
    };
    brackets(&tokens).or_else(|| commas(&tokens)).into_iter().collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Open(char),
    Close(char),
    Comma,
    Colon,
    Word,
    /// Signs that belong to RON itself, as in `#![enable(..)]`.
    Sign,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    line: usize,
    end_line: usize,
}

fn tokens(source: &str) -> Result<Vec<Token>, Vec<Finding>> {
    let mut tokens = Vec::new();
    let mut curly: Vec<Finding> = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let started = line;
        let length = match c {
            // A closing quote that is missing early turns every later text inside out, so that the last one never ends: what
            // looked odd before it is the better finding.
            '"' => text_length(rest).ok_or_else(|| match commas(&tokens) {
                Some(finding) if curly.is_empty() => vec![finding],
                _ => never_ends(started, &curly),
            })?,
            'r' if raw_text_length(rest).is_some() => raw_text_length(rest).unwrap_or(1),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment_length(rest).ok_or_else(|| {
                vec![(
                    started,
                    "A comment opens here with /* and never ends.".to_owned(),
                    "Add */ where it ends.".to_owned(),
                )]
            })?,
            '\'' if char_length(rest).is_some() => char_length(rest).unwrap_or(1),
            c if c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.') => {
                rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.'))).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        line += piece.matches('\n').count();
        let kind = match c {
            '"' => Some(Kind::Text),
            'r' if piece.ends_with(['"', '#']) => Some(Kind::Text),
            '\'' if piece.len() > 1 => Some(Kind::Text),
            '(' | '[' | '{' => Some(Kind::Open(c)),
            ')' | ']' | '}' => Some(Kind::Close(c)),
            ',' => Some(Kind::Comma),
            ':' => Some(Kind::Colon),
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' => {
                if curly.last().is_none_or(|(seen, ..)| *seen != started) {
                    curly.push((
                        started,
                        "There are curly quotation marks here, as Word types them.".to_owned(),
                        "Use straight ones (\").".to_owned(),
                    ));
                }
                None
            }
            '/' if piece.len() > 1 => None,
            c if c.is_whitespace() => None,
            c if c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.') => Some(Kind::Word),
            _ => Some(Kind::Sign),
        };
        if let Some(kind) = kind {
            tokens.push(Token { kind, line: started, end_line: line });
        }
        rest = after;
    }
    if curly.is_empty() { Ok(tokens) } else { Err(curly) }
}

fn never_ends(line: usize, curly: &[Finding]) -> Vec<Finding> {
    if curly.is_empty() {
        vec![(line, "The text that begins here never ends.".to_owned(), "Add its closing \".".to_owned())]
    } else {
        curly.to_vec()
    }
}

/// The length of `"…"` with its quotes; `None` if it never closes.
fn text_length(rest: &str) -> Option<usize> {
    let mut escaped = false;
    rest.char_indices().skip(1).find_map(|(at, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at + 1)
    })
}

/// The length of `r"…"` or `r#"…"#`; `None` if this is something else.
fn raw_text_length(rest: &str) -> Option<usize> {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    let body = rest[1 + hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    body.find(&close).map(|at| 1 + hashes + 1 + at + close.len())
}

/// The length of `'c'` or `'\n'`; `None` for a lone apostrophe.
fn char_length(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        chars.next()?;
    }
    chars.next().filter(|(_, c)| *c == '\'').map(|(at, _)| at + 1)
}

/// The length of `/* … */`, which may hold others.
fn comment_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}

fn brackets(tokens: &[Token]) -> Option<Finding> {
    let closes = |open| match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
    let mut open: Vec<(char, usize)> = Vec::new();
    for token in tokens {
        match token.kind {
            Kind::Open(bracket) => {
                open.push((bracket, token.line));
                if open.len() > Limits::NESTING {
                    return Some((
                        token.line,
                        format!("Brackets stand inside brackets more than {} deep here.", Limits::NESTING),
                        "A checklist needs far fewer: look for brackets that are not closed.".to_owned(),
                    ));
                }
            }
            Kind::Close(bracket) => match open.pop() {
                None => {
                    return Some((
                        token.line,
                        format!("There is a {bracket} here that closes nothing."),
                        "Remove it, or add its opening bracket.".to_owned(),
                    ));
                }
                Some((opened, line)) if closes(opened) != bracket => {
                    return Some((
                        token.line,
                        format!("The {opened} that opens on line {line} is closed by {bracket} here."),
                        format!("Add the missing {} before it, or change one of the two.", closes(opened)),
                    ));
                }
                Some(_) => {}
            },
            _ => {}
        }
    }
    open.first().map(|(bracket, line)| {
        (
            *line,
            format!("The {bracket} that opens here is never closed."),
            format!("Add {} where it ends.", closes(*bracket)),
        )
    })
}

fn commas(tokens: &[Token]) -> Option<Finding> {
    for (at, pair) in tokens.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let ends = matches!(before.kind, Kind::Text | Kind::Word | Kind::Close(_));
        let begins = match after.kind {
            Kind::Text | Kind::Word => true,
            Kind::Open(_) => before.kind != Kind::Word,
            _ => false,
        };
        // `#![enable(..)]` before the checklist is followed by no comma.
        let is_attribute = tokens.first().is_some_and(|first| first.kind == Kind::Sign) && at < 8;
        if !(ends && begins) || is_attribute {
            continue;
        }
        let names_a_field = tokens.get(at + 2).is_some_and(|next| next.kind == Kind::Colon);
        let comma = || "Add a comma (,) between the two.".to_owned();
        return Some(if before.kind == Kind::Text && before.end_line > before.line {
            (
                before.line,
                format!("The text that begins here runs on to line {}.", before.end_line),
                "Its closing \" seems to be missing.".to_owned(),
            )
        } else if before.end_line < after.line || names_a_field {
            (before.end_line, "A comma is missing at the end of this.".to_owned(), comma())
        } else if before.kind == Kind::Text || after.kind == Kind::Text {
            (
                before.end_line,
                "A quotation mark stands inside a text here.".to_owned(),
                "Write \\\" for a quotation mark within a text, or add the comma that is missing.".to_owned(),
            )
        } else {
            (
                before.end_line,
                "Two words stand here where one value belongs.".to_owned(),
                "Put words that people will read between straight quotation marks (\").".to_owned(),
            )
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, lines: &[usize], words: &str) {
        let found = shape(source);
        assert_eq!(found.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), lines, "{found:?}");
        assert!(found.first().is_none_or(|(_, what, help)| format!("{what} {help}").contains(words)), "{found:?}");
    }

    #[test]
    fn what_breaks_the_shape_is_found_on_its_line() {
        check("(a: \"b\", c: [1, 2], /* (( /* \" */ */ d: r#\"say \"no\" (\"#, e: '(')", &[], "");
        check("(\n a: “b”,\n c: “d”)", &[2, 3], "straight");
        check("(\n a: \"b,\n c: \"d\")", &[2], "closing \"");
        check("(\n a: \"b\"\n c: \"d\")", &[2], "comma");
        check("(a: \"b\" c: \"d\")", &[1], "comma");
        check("(a: \"he said \"no\" to us\")", &[1], "within a text");
        check("(\n a: [\n (b: 1,\n ],\n)", &[4], "( that opens on line 3 is closed by ]");
        check("(\n a: [1]\n", &[1], "never closed");
        check("(a: 1))", &[1], "closes nothing");
        check("(a: who is there)", &[1], "Two words");
        check("(a: \"b", &[1], "never ends");
        check("/* (a: 1)", &[1], "comment");
        check(&"(".repeat(100_000), &[1], "deep");
        check("(a: [(b: 1) (b: 2)])", &[1], "Two words");
    }
}
