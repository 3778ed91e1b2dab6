//! A look at brackets, quotes and commas before RON reads a file. RON stops at the first thing that it cannot use, often a
//! line late; this says which bracket, which quote, which line.

mod brackets;
mod tokens;

use brackets::brackets;
pub(super) use tokens::{Around, Kind as TokenKind, Token, first_line, first_word, named};
use tokens::{Kind, Stop};

/// A finding: a line (from 1), what is there, what to do.
pub(super) type Finding = (usize, String, String);

/// What is wrong with the shape of the text: every line with curly quotes, or else the first thing that breaks the shape.
/// `name` is the word with which such a file usually begins.
pub(super) fn shape(source: &str, name: &str) -> Vec<Finding> {
    let tokens = match tokens::cut(source) {
        Ok(tokens) => tokens,
        Err(stop) => return stopped(stop, name),
    };
    let tokens = tokens::after_attributes(&tokens);
    let end = end(tokens);
    // Of several findings the earliest is the nearest to the cause.
    let earliest = || {
        let findings = [brackets(tokens), after(end, tokens), neighbours(&tokens[..end])];
        findings.into_iter().flatten().min_by_key(|(line, ..)| *line)
    };
    beginning(tokens, name).or_else(earliest).into_iter().collect()
}

/// What is said of a file that could not be cut to its end.
fn stopped(stop: Stop<'_>, name: &str) -> Vec<Finding> {
    match stop {
        Stop::Curly(lines) => lines
            .into_iter()
            .map(|line| {
                found(line, "There are curly quotation marks here, as Word types them.", "Use straight ones (\").")
            })
            .collect(),
        // A closing quote that is missing early turns every later text inside out, so that the last one never ends: what
        // looks odd before it is the better finding.
        Stop::Text { before, text } => {
            let before = tokens::after_attributes(&before);
            vec![beginning(before, name).or_else(|| neighbours(before)).unwrap_or_else(|| unclosed(text, None))]
        }
        Stop::Comment { line } => {
            vec![found(line, "A comment opens here with /* and never ends.", "Add */ where it ends.")]
        }
    }
}

fn found(line: usize, what: &str, help: &str) -> Finding {
    (line, what.to_owned(), help.to_owned())
}

/// A file begins with `(` or `Name(`.
fn beginning(tokens: &[Token<'_>], name: &str) -> Option<Finding> {
    match tokens {
        [Token { kind: Kind::Open('('), .. }, ..]
        | [Token { kind: Kind::Word, .. }, Token { kind: Kind::Open('('), .. }, ..] => None,
        _ => Some(found(
            tokens.first().map_or(1, |first| first.line),
            &format!("This file does not begin as a {} does.", name.to_lowercase()),
            &format!(
                "Begin it with {name}( and format: 1, as the example in the README does. Put // before a comment."
            ),
        )),
    }
}

/// How many tokens there are up to the bracket that closes the first one, whatever their kinds.
fn end(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    let closes = tokens.iter().position(|token| {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(token.kind, Kind::Close(_))
    });
    closes.map_or(tokens.len(), |at| at + 1)
}

/// Nothing but comments stands after the end; of brackets there [`brackets`] says more.
fn after(end: usize, tokens: &[Token<'_>]) -> Option<Finding> {
    let next = tokens.get(end).filter(|next| !matches!(next.kind, Kind::Close(_)))?;
    Some(found(
        next.line,
        "Something stands here after the last bracket.",
        "Remove it, put // before it, or look for a bracket that closes too early.",
    ))
}

/// The first sign that means nothing, or the first two neighbours between which something is missing.
fn neighbours(tokens: &[Token<'_>]) -> Option<Finding> {
    (0..tokens.len()).find_map(|at| {
        let (before, rest) = tokens.split_at(at);
        match (before, rest) {
            (_, [Token { kind: Kind::Sign(sign), line, .. }, ..]) => Some(mark(*sign, *line, before.last().copied())),
            (_, [Token { kind: Kind::Open('['), line, .. }, rest @ ..]) if begins_with_name(rest) => {
                let name = rest.first().map_or("", |name| name.text);
                let what = format!("Square brackets stand around \"{name}\" and what follows it.");
                Some(found(*line, &what, "Use round ones ( ). The square ones [ ] are for lists."))
            }
            (_, [first, second, ..]) if is_mark(*first) && is_mark(*second) => {
                Some(marks(before.last().copied(), *first, *second))
            }
            (_, [Token { kind: Kind::Open(one), .. }, Token { kind: Kind::Open(other), line, .. }, rest @ ..])
                if one == other && !(*one == '[' && begins_with_name(rest)) =>
            {
                let help = "Remove it, and its closing one if it has one.";
                Some(found(*line, &format!("There is one {one} too many here."), help))
            }
            (_, [name, Token { kind: Kind::Open('[' | '{'), .. }, ..]) if name.kind == Kind::Word => {
                Some(no_colon(*name))
            }
            (_, [first, second, ..]) => gap(before.last().copied(), *first, *second, rest.get(2).copied()),
            _ => None,
        }
    })
}

fn begins_with_name(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [Token { kind: Kind::Word, .. }, Token { kind: Kind::Colon, .. }, ..])
}

fn mark(sign: char, line: usize, before: Option<Token<'_>>) -> Finding {
    let begins = before.is_some_and(|one| matches!(one.kind, Kind::Colon | Kind::Comma | Kind::Open(_)));
    let here = format!("There is a {sign} here.");
    match sign {
        '\'' if begins => {
            found(line, "Single quotation marks stand around a text here.", "Use straight double ones (\").")
        }
        '=' => found(line, &here, "Write : between a name and what belongs to it."),
        ';' => found(line, &here, "Write , in its place."),
        '#' => found(line, &here, "Begin a comment with //."),
        '/' => found(line, &here, "Begin a comment with two of them: //."),
        c if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}') => found(
            line,
            &format!("There is a special space (U+{:04X}) here, as web pages and Word have it.", u32::from(c)),
            "Delete it, and type an ordinary one.",
        ),
        _ => found(
            line,
            &format!("There is a {sign} here, outside quotation marks."),
            "Put words that people read between straight quotation marks (\").",
        ),
    }
}

/// What is missing between two neighbours, if anything is.
fn gap(before: Option<Token<'_>>, first: Token<'_>, second: Token<'_>, next: Option<Token<'_>>) -> Option<Finding> {
    let ends = matches!(first.kind, Kind::Text | Kind::Word | Kind::Close(_));
    let begins = match second.kind {
        Kind::Text | Kind::Word => true,
        Kind::Open(_) => first.kind != Kind::Word,
        _ => false,
    };
    if !(ends && begins) {
        return None;
    }
    let names_something = second.kind == Kind::Word && next.is_some_and(|next| next.kind == Kind::Colon);
    let next_line = first.end_line < second.line;
    if first.kind == Kind::Text && first.end_line > first.line && !(next_line && names_something) {
        return Some(unclosed(first, Some(first.end_line)));
    }
    let begins_a_part = before.is_some_and(|one| matches!(one.kind, Kind::Comma | Kind::Open('(')));
    if first.kind == Kind::Word && second.kind == Kind::Text && begins_a_part && !next_line {
        return Some(no_colon(first));
    }
    if next_line {
        return Some(found(first.end_line, "A comma is missing at the end of this line.", "Add it (,)."));
    }
    let is_quote_inside = match (first.kind, second.kind) {
        (Kind::Text, Kind::Text) => first.end() == second.at,
        (Kind::Text, Kind::Word) => !names_something,
        (Kind::Word, Kind::Text) => true,
        _ => false,
    };
    if is_quote_inside {
        return Some(found(
            first.end_line,
            "A quotation mark stands inside a text here.",
            "Write \\\" for each one that belongs to the text.",
        ));
    }
    if first.kind == Kind::Word && second.kind == Kind::Word && !names_something {
        return Some(found(
            first.line,
            "There are words without quotation marks here.",
            "Put words that people read between straight ones (\").",
        ));
    }
    let what = format!("A comma is missing before {} here.", quoted(second));
    Some(found(first.end_line, &what, "Add it (,)."))
}

fn no_colon(name: Token<'_>) -> Finding {
    let what = format!("A colon is missing after \"{}\".", name.text);
    found(name.line, &what, &format!("Write {}: and then what belongs to it.", name.text))
}

/// Commas and colons, which stand alone.
fn is_mark(token: Token<'_>) -> bool {
    matches!(token.kind, Kind::Comma | Kind::Colon)
}

fn marks(before: Option<Token<'_>>, first: Token<'_>, second: Token<'_>) -> Finding {
    let Token { text, line, .. } = second;
    match (first.kind, second.kind) {
        (Kind::Colon, Kind::Comma) => {
            let name = before.map_or("", |name| name.text);
            let what = format!("Nothing stands after \"{name}:\" here.");
            found(line, &what, "Write what belongs to it, or take the name out.")
        }
        (one, other) if one == other => found(line, &format!("There is one {text} too many here."), "Remove it."),
        _ => found(line, &format!("Something is missing before the {text} here."), "Add it, or remove the sign."),
    }
}

fn quoted(token: Token<'_>) -> String {
    if token.kind == Kind::Word { format!("\"{}\"", token.text) } else { token.text.to_owned() }
}

/// A text that runs on over lines, or to the end of the file, because what looks like its closing quote is none.
fn unclosed(text: Token<'_>, to: Option<usize>) -> Finding {
    let first_line = text.text.lines().next().unwrap_or_default().trim_end().trim_end_matches(',');
    let (what, help) = if first_line.ends_with(['”', '“', '’', '„']) {
        ("The text that begins here ends with a curly quotation mark.".to_owned(), "Use a straight one (\").")
    } else if first_line.ends_with("\\\"") {
        let what = "The \\ before the closing quotation mark makes it a part of the text.".to_owned();
        (what, "Write \\\\ for a backslash, or / in its place.")
    } else if let Some(line) = to {
        (format!("The text that begins here runs on to line {line}."), "Its closing \" seems to be missing. Add it.")
    } else {
        ("The text that begins here never ends.".to_owned(), "Add its closing \".")
    };
    (text.line, what, help.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, lines: &[usize], words: &str) {
        let found = shape(source, "Checklist");
        assert_eq!(found.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), lines, "{found:?}");
        assert!(found.first().is_none_or(|(_, what, help)| format!("{what} {help}").contains(words)), "{found:?}");
    }

    /// The whole files of `tests/problems/` show the words; these are the turns that they do not take.
    #[test]
    fn what_breaks_the_shape_is_found_on_its_line() {
        check("(a: \"b\", c: [1, 2], /* (( /* \" */ */ d: r#\"say \"no\" (\"#, e: '(')", &[], "");
        check(
            "#![enable(implicit_some)]\n// a note\n#![enable(unwrap_newtypes)]\nLaw(a: -1.5, b: {\"c\": 1})",
            &[],
            "",
        );
        check("(\n a: “b”,\n c: “d”)", &[2, 3], "straight");
        check("(\n a: \"b,\n c: \"d\")", &[2], "closing \"");
        check("(\n a: \"b,\n c: \"d\", e: \"f\", g: 1)", &[2], "closing \"");
        check("(\n a: \"b\n b\"\n c: \"d\")", &[3], "comma");
        check("(a: \"b\" c: \"d\")", &[1], "before \"c\"");
        check("(a: [\"b\" \"c\"])", &[1], "before \"c\"");
        check("(a: \"he said \"\"no\"\"\")", &[1], "inside a text");
        check("(a: [(b: 1) (b: 2)])", &[1], "before ( here");
        check("(a: [(b: (c: 1), (b: 2)])", &[1], "before the next one");
        check("(\n a: [\n (b: 1,\n ],\n)", &[4], "( that opens on line 3 is closed by ]");
        check("(a: [1)", &[1], "closed by )");
        check("(\n a: [\n (b: (\n", &[3], "4 brackets are still open");
        check("(a: Kate's view)", &[1], "outside quotation marks");
        check("(a: who is there)", &[1], "without quotation marks");
        check("(a: [\n ((b: 1),\n])", &[2], "one ( too many");
        check("(a:: 1)", &[1], "one : too many");
        check("(a: 1, : 2)", &[1], "before the : here");
        check("(a: \"b", &[1], "never ends");
        check("<html>", &[1], "does not begin");
        check("[(a: 1)]", &[1], "does not begin");
        check("// only a comment", &[1], "does not begin");
    }

    #[test]
    fn a_place_knows_what_stands_around_it() {
        let piece = "(id: \"a\", kind: Scale(to: \"10\"), minutes: {\"full\": x})";
        let around = |words: &str| Around::of(piece, piece.find(words).unwrap());
        assert_eq!((around("\"10\"").name, around("\"10\"").inside), (Some("to"), Some("Scale")));
        assert_eq!((around("x").name, around("x").here.map(|one| one.text)), (Some("minutes"), Some("x")));
        assert!(named(piece, "to").is_none());
        assert_eq!(named(piece, "kind").map(|(_, value)| value.text), Some("Scale"));
        assert_eq!((first_word("/* a */ Law (x: 1)"), first_word("(x: Law(1))")), ("Law", ""));
    }
}
