//! The forms in which a document leaves the program.

use super::Doc;

/// A file format of a document. One that is added here is offered nowhere by itself: the ui and the command line name theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Word,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Word];

    /// How the names of its files end, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Word => "docx",
        }
    }
}

impl Doc {
    /// The whole document as a file of this format holds it.
    #[must_use]
    pub fn to_bytes(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Text => self.to_text().into_bytes(),
            Format::Markdown => self.to_markdown().into_bytes(),
            Format::Word => self.to_docx(),
        }
    }
}
