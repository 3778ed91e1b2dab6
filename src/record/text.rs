//! Plain text for a case system's box: no markup, no tables, Windows line ends.

use std::fmt::Write as _;

use super::{
    Block, Doc, ListItem, Table,
    block::{KeyValue, lead},
};

/// What council systems and Notepad end a line with.
const END: &str = "\r\n";

/// How long a line to write on is, in letters.
const WIDTH: usize = 72;

impl Doc {
    /// The whole document: its title, its marking, and the sections under numbered headings. Lines end in CRLF.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = self.title().to_owned();
        text.push_str(END);
        for (number, (heading, body)) in self.divided().into_iter().enumerate() {
            if let Some(heading) = heading {
                let _ = write!(text, "{END}{number}. {heading}{END}");
            }
            text.push_str(&body);
        }
        text
    }

    /// Each section by itself, for systems with a box for each: its heading without a number, and its text. The first is the
    /// title with all that stands before the first section, the marking too.
    #[must_use]
    pub fn sections_as_text(&self) -> Vec<(String, String)> {
        self.divided().into_iter().map(|(heading, body)| (heading.unwrap_or(self.title()).to_owned(), body)).collect()
    }

    /// The level-2 headings with the text under each; what stands before the first of them has none.
    fn divided(&self) -> Vec<(Option<&str>, String)> {
        let marking = if self.marking().is_empty() { String::new() } else { format!("{}{END}", lines(self.marking())) };
        let mut sections = vec![(None, marking)];
        for block in self.blocks() {
            match (block, sections.last_mut()) {
                (Block::Heading { level: 2, text }, _) => sections.push((Some(text.as_str()), String::new())),
                (Block::TimeLine(_), _) | (_, None) => {}
                (_, Some((_, body))) => {
                    // Air between blocks, but none right under the heading.
                    body.push_str(if body.is_empty() { "" } else { END });
                    body.push_str(&self::block(block));
                }
            }
        }
        sections
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { text, .. } => format!("{}{END}", lines(text)),
        Block::Para(text) => format!("{}{END}", lines(&text.plain())),
        Block::Quote(text) => format!("“{}”{END}", lines(text)),
        Block::Note { label, text } => format!("{} {}{END}", lead(label), lines(text)),
        Block::KeyValues(facts) | Block::Facts(facts) => facts.iter().map(fact).collect(),
        Block::List { ordered, items } => list(*ordered, items),
        Block::Table(table) => self::table(table),
        // The list that follows it says what it shows.
        Block::TimeLine(_) => String::new(),
        Block::Room(lines) => format!("{}{END}", "_".repeat(WIDTH)).repeat(usize::from(*lines)),
    }
}

fn fact(fact: &KeyValue) -> String {
    format!("{} {}", fact.lead(), lines(&fact.value)).trim().to_owned() + END
}

fn list(ordered: bool, items: &[ListItem]) -> String {
    let mut numbers: Vec<usize> = Vec::new();
    let mut text = String::new();
    for ListItem { depth, text: words } in items {
        let depth = usize::from(*depth);
        numbers.resize(depth + 1, 0);
        numbers[depth] += 1;
        let indent = "  ".repeat(depth);
        let mark = if ordered { format!("{}.", numbers[depth]) } else { "-".to_owned() };
        let words = words.plain().replace('\n', &format!("{END}{indent}  "));
        let _ = write!(text, "{indent}{mark} {words}{END}");
    }
    text
}

/// A line for each row: its name, and the other cells after it. Case systems take no tables.
fn table(Table { caption, header, rows }: &Table) -> String {
    let row = |cells: &Vec<String>| {
        let (first, rest) = cells.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        let rest = if Table::is_to_write_in(cells) {
            vec!["_".repeat(WIDTH / 4); rest.len()].join("; ")
        } else {
            rest.join("; ")
        };
        lines(&format!("{} {rest}", lead(first))) + END
    };
    let caption = if caption.is_empty() { String::new() } else { lines(caption) + END };
    let header = if header.iter().all(String::is_empty) { None } else { Some(header) };
    caption + &header.into_iter().chain(rows).map(row).collect::<String>()
}

fn lines(text: &str) -> String {
    text.replace('\n', END)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::KeyValue;

    #[test]
    fn a_case_system_gets_numbered_headings_and_windows_lines() {
        let item = |depth, text: &str| ListItem { depth, text: text.into() };
        let fact = |key: &str, value: &str| KeyValue { key: key.into(), value: value.into() };
        let doc = Doc::new(
            "Note",
            "Mark",
            vec![
                Block::KeyValues(vec![fact("Child", "Ailsa"), fact("Why?", "Because\nof this")]),
                Block::heading(2, "First"),
                Block::Quote("no\nyes".into()),
                Block::List { ordered: true, items: vec![item(0, "a"), item(1, "b\nc"), item(1, "d"), item(0, "e")] },
                Block::heading(2, "Second"),
                Block::heading(3, "Part"),
                Block::para("end"),
            ],
        );
        assert_eq!(
            doc.to_text().replace("\r\n", "|"),
            "Note|Mark||Child: Ailsa|Why? Because|of this||1. First|“no|yes”||1. a|  1. b|    c|  2. d|2. e||2. Second|\
             Part||end|"
        );
        assert!(!doc.to_text().replace("\r\n", "").contains(['\r', '\n']));
        let sections = doc.sections_as_text();
        assert_eq!(
            sections.iter().map(|(heading, _)| heading.as_str()).collect::<Vec<_>>(),
            ["Note", "First", "Second"]
        );
        assert_eq!(sections[2].1, "Part\r\n\r\nend\r\n");
    }
}
