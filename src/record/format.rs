//! The forms in which a document leaves the program.

use super::{Doc, pdf::NoPdf};

/// A file format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Word,
    Pdf,
    Text,
    Markdown,
}

impl Format {
    /// As they are offered: what councils file first.
    pub const ALL: [Self; 4] = [Self::Word, Self::Pdf, Self::Text, Self::Markdown];

    /// How the names of its files end, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Word => "docx",
            Self::Pdf => "pdf",
            Self::Text => "txt",
            Self::Markdown => "md",
        }
    }

    /// How people call it: "Word", "PDF".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Word => "Word",
            Self::Pdf => "PDF",
            Self::Text => "text",
            Self::Markdown => "Markdown",
        }
    }
}

impl Doc {
    /// The whole document as a file of this format holds it. Only a PDF can be refused.
    pub fn to_bytes(&self, format: Format) -> Result<Vec<u8>, NoPdf> {
        match format {
            Format::Word => Ok(self.to_docx()),
            Format::Pdf => Ok(self.to_pdf()?.bytes),
            Format::Text => Ok(self.to_text().into_bytes()),
            Format::Markdown => Ok(self.to_markdown().into_bytes()),
        }
    }
}
