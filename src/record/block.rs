//! The block document: what every format is rendered from.

/// A document as blocks, in reading order. Texts are plain: no renderer takes anything in them for markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    /// Also the document's level-1 heading.
    pub title: String,
    /// BCP 47, for screen readers: "en-GB".
    pub lang: &'static str,
    /// What must be read before anything else: whose record this is, who may see it.
    pub marking: String,
    pub blocks: Vec<Block>,
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

/// A fact and its name.
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
