//! What a document is made of.

use crate::checklist::shown;

/// One block. Word and PDF have a form for each; plain text and Markdown have too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `level` is 2 or 3: the title is level 1.
    Heading {
        level: u8,
        text: String,
    },
    Para(Text),
    /// Somebody's own words.
    Quote(String),
    /// A sentence that must be seen, with its label: "Check": "not confirmed …".
    Note {
        label: String,
        text: String,
    },
    /// Questions with what was said to each: a line each.
    KeyValues(Vec<KeyValue>),
    /// Short facts with short names: where there are tables, a table of two columns.
    Facts(Vec<KeyValue>),
    /// A list; `depth` 0 is the outermost level. An item's level is never more than one below the item before it.
    List {
        ordered: bool,
        items: Vec<ListItem>,
    },
    Table(Table),
    /// The time line as a drawing. What it shows is said in the list that follows it.
    TimeLine(Drawing),
    /// Room to write in by hand, so many lines of it (1..=40).
    Room(u8),
}

/// A text of which the beginning may stand out: "Source:" and what it is. The two are read with a space between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Set in strong letters; may be empty.
    pub lead: String,
    pub words: String,
}

/// A fact and its name. A name that ends in a question mark or a full stop stands without a colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue {
    pub key: String,
    pub value: String,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    pub depth: u8,
    pub text: Text,
}

/// A table with a header row. The first cell of a row names it. A row that has nothing but its name is one to write in: where
/// there are pages it is as high as a line of [`Block::Room`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is a table of, said before it.
    pub caption: String,
    pub header: Vec<String>,
    /// Rows of unlike length are made alike with empty cells.
    pub rows: Vec<Vec<String>>,
}

/// Marks along a line of time, in lanes one under the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// What somebody who does not see it is told: from when to when, and that the list says it all.
    pub told: String,
    pub lanes: Vec<Lane>,
    /// Words under the line, from left to right: years.
    pub ticks: Vec<Tick>,
}

/// One row of marks of a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    pub name: String,
    /// In thousandths of the line's length (0..=1000).
    pub marks: Vec<u16>,
}

/// A word under the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tick {
    /// In thousandths of the line's length (0..=1000).
    pub at: u16,
    pub words: String,
}

impl Text {
    /// A text whose beginning stands out. A name that ends no sentence of its own gets its colon.
    #[must_use]
    pub fn led(lead: &str, words: impl Into<String>) -> Self {
        Self { lead: self::lead(lead), words: words.into() }
    }

    /// All of it, without its form.
    #[must_use]
    pub fn plain(&self) -> String {
        match (self.lead.as_str(), self.words.as_str()) {
            ("", words) => words.to_owned(),
            (lead, "") => lead.to_owned(),
            (lead, words) => format!("{lead} {words}"),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.words.is_empty()
    }

    fn clean(self) -> Self {
        Self { lead: one_line(&self.lead), words: clean(&self.words) }
    }

    fn map(self, change: &dyn Fn(&str) -> String) -> Self {
        Self { lead: change(&self.lead), words: change(&self.words) }
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self { lead: String::new(), words }
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl Block {
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    #[must_use]
    pub fn para(text: impl Into<Text>) -> Self {
        Self::Para(text.into())
    }

    /// `None` if nothing of it is left.
    pub(super) fn clean(self) -> Option<Self> {
        let block = match self {
            Self::Heading { level, text } => Self::Heading { level: level.clamp(2, 3), text: one_line(&text) },
            Self::Para(text) => Self::Para(text.clean()),
            Self::Quote(text) => Self::Quote(clean(&text)),
            Self::Note { label, text } => Self::Note { label: one_line(&label), text: clean(&text) },
            Self::KeyValues(facts) => Self::KeyValues(clean_facts(facts)),
            Self::Facts(facts) => Self::Facts(clean_facts(facts)),
            Self::List { ordered, items } => {
                let mut deepest = 0;
                let mut kept: Vec<ListItem> = Vec::new();
                for ListItem { depth, text } in items {
                    let text = text.clean();
                    if !text.is_empty() {
                        let depth = depth.min(deepest);
                        deepest = depth.saturating_add(1);
                        kept.push(ListItem { depth, text });
                    }
                }
                Self::List { ordered, items: kept }
            }
            Self::Table(table) => Self::Table(table.clean()),
            Self::TimeLine(drawing) => Self::TimeLine(drawing.clean()),
            Self::Room(lines) => Self::Room(lines.min(40)),
        };
        let empty = match &block {
            Self::Heading { text, .. } | Self::Quote(text) => text.is_empty(),
            Self::Para(text) => text.is_empty(),
            Self::Note { label, text } => label.is_empty() && text.is_empty(),
            Self::KeyValues(facts) | Self::Facts(facts) => facts.is_empty(),
            Self::List { items, .. } => items.is_empty(),
            Self::Table(table) => table.rows.is_empty(),
            Self::TimeLine(drawing) => drawing.lanes.iter().all(|lane| lane.marks.is_empty()),
            Self::Room(lines) => *lines == 0,
        };
        (!empty).then_some(block)
    }

    /// The same with every text changed.
    pub(super) fn map(self, change: &dyn Fn(&str) -> String) -> Self {
        let facts = |facts: Vec<KeyValue>| -> Vec<KeyValue> {
            facts
                .into_iter()
                .map(|KeyValue { key, value }| KeyValue { key: change(&key), value: change(&value) })
                .collect()
        };
        let all = |texts: Vec<String>| -> Vec<String> { texts.iter().map(|text| change(text)).collect() };
        match self {
            Self::Heading { level, text } => Self::Heading { level, text: change(&text) },
            Self::Para(text) => Self::Para(text.map(change)),
            Self::Quote(text) => Self::Quote(change(&text)),
            Self::Note { label, text } => Self::Note { label: change(&label), text: change(&text) },
            Self::KeyValues(some) => Self::KeyValues(facts(some)),
            Self::Facts(some) => Self::Facts(facts(some)),
            Self::List { ordered, items } => {
                let items =
                    items.into_iter().map(|ListItem { depth, text }| ListItem { depth, text: text.map(change) });
                Self::List { ordered, items: items.collect() }
            }
            Self::Table(Table { caption, header, rows }) => Self::Table(Table {
                caption: change(&caption),
                header: all(header),
                rows: rows.into_iter().map(all).collect(),
            }),
            // Its words are the program's: names of lanes and years.
            Self::TimeLine(drawing) => Self::TimeLine(drawing),
            Self::Room(lines) => Self::Room(lines),
        }
    }

    /// Every text that [`map`](Self::map) changes, in reading order.
    pub(super) fn for_each_text(&self, look: &mut dyn FnMut(&str)) {
        let text = |text: &Text, look: &mut dyn FnMut(&str)| {
            look(&text.lead);
            look(&text.words);
        };
        match self {
            Self::Heading { level: _, text } | Self::Quote(text) => look(text),
            Self::Para(words) => text(words, look),
            Self::Note { label, text } => {
                look(label);
                look(text);
            }
            Self::KeyValues(facts) | Self::Facts(facts) => {
                for KeyValue { key, value } in facts {
                    look(key);
                    look(value);
                }
            }
            Self::List { ordered: _, items } => items.iter().for_each(|item| text(&item.text, look)),
            Self::Table(Table { caption, header, rows }) => {
                look(caption);
                header.iter().chain(rows.iter().flatten()).for_each(|cell| look(cell));
            }
            Self::TimeLine(_) | Self::Room(_) => {}
        }
    }
}

fn clean_facts(facts: Vec<KeyValue>) -> Vec<KeyValue> {
    facts
        .into_iter()
        .map(|fact| KeyValue { key: one_line(&fact.key), value: clean(&fact.value) })
        .filter(|fact| !fact.key.is_empty() || !fact.value.is_empty())
        .collect()
}

impl Table {
    /// Whether a row has its name and no more, so that a pen finds room in it.
    #[must_use]
    pub fn is_to_write_in(row: &[String]) -> bool {
        row.split_first().is_some_and(|(_, rest)| !rest.is_empty() && rest.iter().all(String::is_empty))
    }

    fn clean(self) -> Self {
        let Self { caption, header, rows } = self;
        let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
        let cells = |cells: Vec<String>, clean: fn(&str) -> String| {
            let mut cells: Vec<String> = cells.iter().map(|cell| clean(cell)).collect();
            cells.resize(columns, String::new());
            cells
        };
        let rows = rows.into_iter().map(|row| cells(row, self::clean));
        let rows = rows.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        Self { caption: one_line(&caption), header: cells(header, one_line), rows }
    }
}

impl Drawing {
    fn clean(self) -> Self {
        let Self { told, lanes, ticks } = self;
        let lane = |Lane { name, marks }| Lane {
            name: one_line(&name),
            marks: marks.into_iter().map(|at: u16| at.min(1000)).collect(),
        };
        let tick = |Tick { at, words }| Tick { at: at.min(1000), words: one_line(&words) };
        let told = one_line(&told);
        Self {
            // A drawing that tells nothing is hidden from whoever does not see it, and PDF/UA takes none.
            told: if told.is_empty() { "Time line".to_owned() } else { told },
            lanes: lanes.into_iter().map(lane).collect(),
            ticks: ticks.into_iter().map(tick).collect(),
        }
    }
}

impl KeyValue {
    /// The name as it stands before its value.
    #[must_use]
    pub(super) fn lead(&self) -> String {
        lead(&self.key)
    }
}

/// A label as it stands before what it names: with a colon, unless it ends a sentence of its own.
pub(super) fn lead(label: &str) -> String {
    if label.is_empty() || label.ends_with(['?', '!', '.', ':', '…', '”']) {
        label.to_owned()
    } else {
        format!("{label}:")
    }
}

/// Facts that follow each other are one block.
pub(super) fn fact(blocks: &mut Vec<Block>, key: &str, value: String) {
    let fact = KeyValue { key: key.to_owned(), value };
    if let Some(Block::KeyValues(facts)) = blocks.last_mut() {
        facts.push(fact);
    } else {
        blocks.push(Block::KeyValues(vec![fact]));
    }
}

/// A list, unless it is empty.
pub(super) fn list(items: Vec<ListItem>) -> Vec<Block> {
    if items.is_empty() { Vec::new() } else { vec![Block::List { ordered: false, items }] }
}

pub(super) fn item(depth: u8, text: impl Into<Text>) -> ListItem {
    ListItem { depth, text: text.into() }
}

/// A line of a list that names those under it.
pub(super) fn title(depth: u8, words: impl Into<String>) -> ListItem {
    ListItem { depth, text: Text { lead: words.into(), words: String::new() } }
}

pub(super) fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Clean lines, without the empty ones. Outer white space goes, because Markdown would read it as code or as a line break.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let marked = shown(&text).replace('\t', " ");
    let lines: Vec<&str> = marked.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    // Not characters at all, and nothing that a Word or PDF file may hold.
    lines.join("\n").replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Doc;

    #[test]
    fn texts_are_cleaned_once_for_all_formats() {
        let item = |depth, text: &str| ListItem { depth, text: text.into() };
        let doc = Doc::new(
            "Two\r\nlines",
            "",
            vec![
                Block::heading(9, " \n"),
                Block::heading(9, "a\nb"),
                Block::para("  one \r\n\r\n\ttwo\t3\u{2028}four\u{202E}"),
                Block::List { ordered: false, items: vec![item(4, "a"), item(4, "b"), item(1, " "), item(200, "c")] },
                Block::KeyValues(vec![KeyValue { key: String::new(), value: "\n".into() }]),
            ],
        );
        assert_eq!(doc.title(), "Two lines");
        assert_eq!(
            doc.blocks(),
            [
                Block::heading(3, "a b"),
                Block::para("one\ntwo 3\nfour[U+202E]"),
                Block::List { ordered: false, items: vec![item(0, "a"), item(1, "b"), item(2, "c")] },
            ]
        );
    }
}
