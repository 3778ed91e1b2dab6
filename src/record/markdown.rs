//! `CommonMark`, with everything in a text escaped that could be taken for markup.

use super::{
    Block, Doc, ListItem, Table, Text,
    block::{KeyValue, lead},
};

impl Doc {
    /// The whole document as `CommonMark`. What people typed stays literal, links and GitHub's extensions included.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut parts = vec![format!("# {}", escaped(self.title()))];
        if !self.marking().is_empty() {
            parts.push(escaped(self.marking()));
        }
        // Two lists in a row would become one: the second takes the other sign.
        let mut other_sign = false;
        let mut after_list = false;
        for block in self.blocks().iter().filter(|block| !matches!(block, Block::TimeLine(_))) {
            let is_list = matches!(block, Block::List { .. });
            other_sign = is_list && after_list && !other_sign;
            after_list = is_list;
            parts.push(self::block(block, other_sign));
        }
        parts.join("\n\n") + "\n"
    }
}

fn block(block: &Block, other_sign: bool) -> String {
    match block {
        Block::Heading { level, text } => format!("{} {}", "#".repeat(usize::from(*level)), escaped(text)),
        Block::Para(text) => led(text, ""),
        Block::Quote(text) => format!("> {}", broken(text, "> ")),
        Block::Note { label, text } => fact(&lead(label), text),
        Block::KeyValues(facts) | Block::Facts(facts) => {
            facts.iter().map(|one: &KeyValue| fact(&one.lead(), &one.value)).collect::<Vec<_>>().join("\\\n")
        }
        Block::List { ordered, items } => list(*ordered, items, other_sign),
        Block::Table(table) => self::table(table),
        Block::TimeLine(_) => String::new(),
        // Lines to write on: a rule each.
        Block::Room(lines) => vec!["---"; usize::from(*lines)].join("\n\n"),
    }
}

fn fact(lead: &str, value: &str) -> String {
    let value = broken(value, "");
    match (lead.is_empty(), value.is_empty()) {
        (true, _) => value,
        (false, true) => format!("**{}**", escaped(lead)),
        (false, false) => format!("**{}** {value}", escaped(lead)),
    }
}

fn list(ordered: bool, items: &[ListItem], other_sign: bool) -> String {
    let mut numbers: Vec<usize> = Vec::new();
    // How wide the marks above an item are: its own mark stands under their words.
    let mut widths: Vec<usize> = Vec::new();
    let mut lines = Vec::new();
    for ListItem { depth, text } in items {
        let depth = usize::from(*depth);
        numbers.resize(depth + 1, 0);
        numbers[depth] += 1;
        let mark = match (ordered, other_sign) {
            (true, false) => format!("{}. ", numbers[depth]),
            (true, true) => format!("{}) ", numbers[depth]),
            (false, false) => "- ".to_owned(),
            (false, true) => "* ".to_owned(),
        };
        widths.resize(depth, 0);
        let indent = " ".repeat(widths.iter().sum());
        let under = " ".repeat(indent.len() + mark.len());
        widths.push(mark.len());
        lines.push(format!("{indent}{mark}{}", led(text, &under)));
    }
    lines.join("\n")
}

/// A text with its beginning in strong letters; each line but the first begins with `begin`.
fn led(text: &Text, begin: &str) -> String {
    let words = broken(&text.words, begin);
    match (text.lead.is_empty(), words.is_empty()) {
        (true, _) => words,
        (false, true) => format!("**{}**", escaped(&text.lead)),
        (false, false) => format!("**{}** {words}", escaped(&text.lead)),
    }
}

/// A table as GitHub and most readers know it.
fn table(Table { caption, header, rows }: &Table) -> String {
    let row = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(&cell.replace('\n', " "))).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines = if caption.is_empty() { Vec::new() } else { vec![escaped(caption), String::new()] };
    lines.extend([row(header), format!("|{}", " --- |".repeat(header.len()))]);
    lines.extend(rows.iter().map(row));
    lines.join("\n")
}

/// Lines with hard breaks between them; each but the first begins with `begin`.
fn broken(text: &str, begin: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join(&format!("\\\n{begin}"))
}

/// One line of text with a backslash before what would be markup. The same words come out for every reader.
fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '$' | '@' | '!' => true,
            // What makes a list, a rule or a heading stands first in its line.
            '-' | '+' | '=' => at == 0,
            '.' | ')' if digits > 0 && at == digits => true,
            // Addresses that some readers turn into links by themselves.
            ':' => rest.starts_with("//"),
            '.' => ends_in_www(&line[..at]),
            _ => false,
        };
        if marks {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

fn ends_in_www(text: &str) -> bool {
    text.len() >= 3 && text.is_char_boundary(text.len() - 3) && text[text.len() - 3..].eq_ignore_ascii_case("www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_literal() {
        let rows = [
            ("# not a heading", "\\# not a heading"),
            ("12. not a list", "12\\. not a list"),
            ("3) not a list, 1.5 hours.", "3\\) not a list, 1.5 hours."),
            ("- no", "\\- no"),
            ("=== a-b +c", "\\=== a-b +c"),
            ("<script>&amp;</script>", "\\<script\\>\\&amp;\\</script\\>"),
            ("![x](http://x) a@b.c www.d.e", "\\!\\[x\\](http\\://x) a\\@b.c www\\.d.e"),
            ("*a* _b_ `c` ~~d~~ $e$ f|g\\", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\$e\\$ f\\|g\\\\"),
            ("11 of 31, (a) and (b): “no”", "11 of 31, (a) and (b): “no”"),
        ];
        for (text, expected) in rows {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn the_form_is_kept() {
        let item = |depth, text: &str| ListItem { depth, text: text.into() };
        let doc = Doc::new(
            "Note",
            "Mark",
            vec![
                Block::heading(2, "First"),
                Block::Quote("no\n# yes".into()),
                Block::List { ordered: true, items: vec![item(0, "a"), item(1, "b\n- c"), item(0, "d")] },
                Block::List { ordered: true, items: vec![item(0, "e")] },
                Block::KeyValues(vec![
                    KeyValue { key: "Why?".into(), value: "x".into() },
                    KeyValue { key: "Who".into(), value: "y".into() },
                ]),
            ],
        );
        assert_eq!(
            doc.to_markdown(),
            "# Note\n\nMark\n\n## First\n\n> no\\\n> \\# yes\n\n1. a\n   1. b\\\n      \\- c\n2. d\n\n1) e\n\n**Why?** x\\\n\
             **Who:** y\n"
        );
    }
}
