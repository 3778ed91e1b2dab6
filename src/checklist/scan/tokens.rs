//! A file cut into its smallest parts: texts, words, brackets, commas, each with its place. Comments and spaces fall away.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::checklist) enum Kind {
    Text,
    Word,
    Open(char),
    Close(char),
    Comma,
    Colon,
    /// Anything that has no meaning outside quotation marks; `#` and `!` have one only before the first word.
    Sign(char),
}

#[derive(Clone, Copy, Debug)]
pub(in crate::checklist) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// In bytes, from the beginning of what was cut.
    pub at: usize,
    /// Counted from 1.
    pub line: usize,
    pub end_line: usize,
}

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// Why a file could not be cut to its end; `before` is what could.
pub(super) enum Stop<'a> {
    /// Lines with curly quotes where straight ones belong.
    Curly(Vec<usize>),
    /// A text that never ends, and what stands before it.
    Text { before: Vec<Token<'a>>, text: Token<'a> },
    /// A comment that never ends.
    Comment { line: usize },
}

pub(super) fn cut(source: &str) -> Result<Vec<Token<'_>>, Stop<'_>> {
    let mut tokens = Vec::new();
    let mut curly = Vec::new();
    let (mut line, mut at) = (1, 0);
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let (kind, length) = match c {
            '/' if rest.starts_with("//") => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (None, comment_length(rest).ok_or(Stop::Comment { line })?),
            '(' | '[' | '{' => (Some(Kind::Open(c)), 1),
            ')' | ']' | '}' => (Some(Kind::Close(c)), 1),
            ',' => (Some(Kind::Comma), 1),
            ':' => (Some(Kind::Colon), 1),
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' => {
                if curly.last() != Some(&line) {
                    curly.push(line);
                }
                (None, c.len_utf8())
            }
            c if is_space(c) => (None, c.len_utf8()),
            _ => match quoted_length(rest) {
                Some(Ok(length)) => (Some(Kind::Text), length),
                Some(Err(Endless)) if curly.is_empty() => {
                    let text = Token { kind: Kind::Text, text: rest, at, line, end_line: line };
                    return Err(Stop::Text { before: tokens, text });
                }
                Some(Err(Endless)) => return Err(Stop::Curly(curly)),
                None if is_in_word(c) => (Some(Kind::Word), rest.find(|c| !is_in_word(c)).unwrap_or(rest.len())),
                None => (Some(Kind::Sign(c)), c.len_utf8()),
            },
        };
        let text = &rest[..length];
        let end_line = line + text.matches('\n').count();
        tokens.extend(kind.map(|kind| Token { kind, text, at, line, end_line }));
        line = end_line;
        at += length;
    }
    if curly.is_empty() { Ok(tokens) } else { Err(Stop::Curly(curly)) }
}

/// What RON takes for space. A no-break space, as web pages and Word have it, is none.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.')
}

/// A text that never closes.
struct Endless;

/// The length, with its quotes, of a text in any of the ways in which RON writes one; `None` if this is something else.
fn quoted_length(rest: &str) -> Option<Result<usize, Endless>> {
    if rest.starts_with('"') {
        Some(text_length(rest).ok_or(Endless))
    } else {
        raw_text_length(rest).or_else(|| char_length(rest).map(Ok))
    }
}

/// The length of `"…"`; `None` if it never closes.
fn text_length(rest: &str) -> Option<usize> {
    let mut escaped = false;
    rest.char_indices().skip(1).find_map(|(at, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at + 1)
    })
}

/// The length of `r"…"` or `r#"…"#`; `None` if this is something else.
fn raw_text_length(rest: &str) -> Option<Result<usize, Endless>> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.chars().take_while(|c| *c == '#').count();
    let body = after[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(body.find(&close).map(|at| 1 + hashes + 1 + at + close.len()).ok_or(Endless))
}

/// The length of `'c'` or `'\n'`; `None` for a lone apostrophe.
fn char_length(rest: &str) -> Option<usize> {
    let mut chars = rest.strip_prefix('\'')?.char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        chars.next()?;
    }
    chars.next().filter(|(_, c)| *c == '\'').map(|(at, _)| at + 2)
}

/// The length of `/* … */`, which may hold others.
fn comment_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
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

/// What stands around a byte of a piece that is whole in itself.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::checklist) struct Around<'a> {
    /// The name to which the place belongs, as `minutes` in `minutes: {"full": …}`.
    pub name: Option<&'a str>,
    /// The word before the bracket in which it stands, as `Scale` in `Scale(…)`.
    pub inside: Option<&'a str>,
    pub before: Option<Token<'a>>,
    pub here: Option<Token<'a>>,
    pub after: Option<Token<'a>>,
}

impl<'a> Around<'a> {
    pub fn of(piece: &'a str, at: usize) -> Self {
        let Ok(tokens) = cut(piece) else { return Self::default() };
        let here = tokens.partition_point(|token| token.end() <= at);
        let mut open: Vec<(Option<&str>, Option<&str>)> = vec![(None, None)];
        for (number, token) in tokens[..here].iter().enumerate() {
            let before = number.checked_sub(1).map(|number| tokens[number]).filter(|one| one.kind == Kind::Word);
            match token.kind {
                Kind::Open(_) => open.push((None, before.map(|word| word.text))),
                Kind::Close(_) => drop(open.pop()),
                Kind::Colon => {
                    if let (Some(innermost), Some(word)) = (open.last_mut(), before) {
                        innermost.0 = Some(word.text);
                    }
                }
                _ => {}
            }
        }
        Self {
            name: open.iter().rev().find_map(|(name, _)| *name),
            inside: open.last().and_then(|(_, inside)| *inside),
            before: here.checked_sub(1).map(|before| tokens[before]),
            here: tokens.get(here).copied(),
            after: tokens.get(here + 1).copied(),
        }
    }
}

/// Where `name: …` stands in a piece like `(id: "a", …)`, not within brackets inside it: the name, the first token after
/// the colon.
pub(in crate::checklist) fn named<'a>(piece: &'a str, name: &str) -> Option<(Token<'a>, Token<'a>)> {
    let tokens = cut(piece).ok()?;
    let mut depth = 0;
    tokens.windows(3).find_map(|three| {
        match three[0].kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            _ => {}
        }
        let is_it = depth == 1 && three[0].text == name && three[1].kind == Kind::Colon;
        is_it.then_some((three[0], three[2]))
    })
}

/// The line (from 1) of the first thing that is no comment.
pub(in crate::checklist) fn first_line(piece: &str) -> usize {
    cut(piece).ok().and_then(|tokens| tokens.first().map(|first| first.line)).unwrap_or(1)
}

/// The word with which a file begins, before its first bracket; authors may leave it out for a checklist.
pub(in crate::checklist) fn first_word(source: &str) -> &str {
    let tokens = cut(source).unwrap_or_default();
    match after_attributes(&tokens) {
        [word, open, ..] if word.kind == Kind::Word && open.kind == Kind::Open('(') => word.text,
        _ => "",
    }
}

/// Without `#![enable(…)]` before the first word.
pub(super) fn after_attributes<'a, 'b>(tokens: &'b [Token<'a>]) -> &'b [Token<'a>] {
    let mut tokens = tokens;
    while let [Token { kind: Kind::Sign('#'), .. }, Token { kind: Kind::Sign('!'), .. }, ..] = tokens {
        let end = tokens.iter().position(|token| token.kind == Kind::Close(']')).map_or(tokens.len(), |end| end + 1);
        tokens = &tokens[end..];
    }
    tokens
}
