//! The forms in which a document leaves the program.

use super::{Doc, pdf::NoPdf};

/// A file format of a document. One that is added here is offered nowhere by itself: the ui and the command line name theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Pdf,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Pdf];

    /// How the names of its files end, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Pdf => "pdf",
        }
    }

    /// How people call it: "Word", "PDF".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self.ending() {
            "docx" => "Word",
            "pdf" => "PDF",
            "md" => "Markdown",
            _ => "Text",
        }
    }
}

impl Doc {
    /// The whole document as a file of this format holds it.
    pub fn to_bytes(&self, format: Format) -> Result<Vec<u8>, NoPdf> {
        match format {
            Format::Text => Ok(self.to_text().into_bytes()),
            Format::Markdown => Ok(self.to_markdown().into_bytes()),
            Format::Pdf => Ok(self.to_pdf()?.bytes),
        }
    }
}
