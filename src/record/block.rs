//! The block document: what every format is rendered from.

use crate::checklist::shown;

/// A document as blocks, in reading order. Texts are plain: no renderer takes anything in them for markup.
///
/// Every text in it is clean, once for all formats: characters that hide are marked, lines are broken with `\n` only and
/// begin and end with a letter, mark or sign, nothing is empty. [`Doc::new`] is the one way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    title: String,
    marking: String,
    blocks: Vec<Block>,
}

/// One block. Word and PDF have a form for each; plain text and Markdown have too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `level` is 2 or 3: the title is level 1.
    Heading {
        level: u8,
        text: String,
    },
    Para(String),
    /// Somebody's own words.
    Quote(String),
    /// A sentence that must be seen, with its label: "Check": "not confirmed …".
    Note {
        label: String,
        text: String,
    },
    /// Short facts with their names.
    KeyValues(Vec<KeyValue>),
    /// A list; `depth` 0 is the outermost level. An item's level is never more than one below the item before it.
    List {
        ordered: bool,
        items: Vec<ListItem>,
    },
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
    pub text: String,
}

impl Doc {
    /// Cleans every text, leaves out what is empty, and keeps the levels within their bounds.
    #[must_use]
    pub fn new(title: &str, marking: &str, blocks: Vec<Block>) -> Self {
        Self {
            title: one_line(title),
            marking: one_line(marking),
            blocks: blocks.into_iter().filter_map(Block::clean).collect(),
        }
    }

    /// Also the document's level-1 heading.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What must be read before anything else: whose record this is, who may see it.
    #[must_use]
    pub fn marking(&self) -> &str {
        &self.marking
    }

    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }
}

impl Block {
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    fn clean(self) -> Option<Self> {
        let block = match self {
            Self::Heading { level, text } => Self::Heading { level: level.clamp(2, 3), text: one_line(&text) },
            Self::Para(text) => Self::Para(clean(&text)),
            Self::Quote(text) => Self::Quote(clean(&text)),
            Self::Note { label, text } => Self::Note { label: one_line(&label), text: clean(&text) },
            Self::KeyValues(facts) => Self::KeyValues(
                facts
                    .into_iter()
                    .map(|fact| KeyValue { key: one_line(&fact.key), value: clean(&fact.value) })
                    .filter(|fact| !fact.key.is_empty() || !fact.value.is_empty())
                    .collect(),
            ),
            Self::List { ordered, items } => {
                let mut deepest = 0;
                let mut kept: Vec<ListItem> = Vec::new();
                for ListItem { depth, text } in items {
                    let text = clean(&text);
                    if !text.is_empty() {
                        let depth = depth.min(deepest);
                        deepest = depth.saturating_add(1);
                        kept.push(ListItem { depth, text });
                    }
                }
                Self::List { ordered, items: kept }
            }
        };
        let empty = match &block {
            Self::Heading { text, .. } | Self::Para(text) | Self::Quote(text) => text.is_empty(),
            Self::Note { label, text } => label.is_empty() && text.is_empty(),
            Self::KeyValues(facts) => facts.is_empty(),
            Self::List { items, .. } => items.is_empty(),
        };
        (!empty).then_some(block)
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

pub(super) fn item(depth: u8, text: String) -> ListItem {
    ListItem { depth, text }
}

fn one_line(text: &str) -> String {
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

    #[test]
    fn texts_are_cleaned_once_for_all_formats() {
        let item = |depth, text: &str| ListItem { depth, text: text.into() };
        let doc = Doc::new(
            "Two\r\nlines",
            "",
            vec![
                Block::heading(9, " \n"),
                Block::heading(9, "a\nb"),
                Block::Para("  one \r\n\r\n\ttwo\t3\u{2028}four\u{202E}".into()),
                Block::List { ordered: false, items: vec![item(4, "a"), item(4, "b"), item(1, " "), item(200, "c")] },
                Block::KeyValues(vec![KeyValue { key: String::new(), value: "\n".into() }]),
            ],
        );
        assert_eq!(doc.title(), "Two lines");
        assert_eq!(
            doc.blocks(),
            [
                Block::heading(3, "a b"),
                Block::Para("one\ntwo 3\nfour[U+202E]".into()),
                Block::List { ordered: false, items: vec![item(0, "a"), item(1, "b"), item(2, "c")] },
            ]
        );
    }
}
