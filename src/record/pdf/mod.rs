//! PDF: tagged, with its own faces, laid out here. It keeps to PDF/UA-1 and PDF/A-2a, so that a screen reader reads it and an
//! archive takes it.
//!
//! ```text
//! blocks → compose (list, table, drawing) → strips → pages → write
//!                    lines (faces, signs)      tags, edges
//! ```
//!
//! There is no markup on the way, so nothing that people type can change the structure.

mod compose;
mod drawing;
mod edges;
mod faces;
mod lines;
mod list;
mod pages;
mod palette;
mod sheet;
mod signs;
mod strip;
mod table;
mod tags;
mod write;

use std::collections::BTreeSet;

use self::{
    compose::{Composed, compose},
    edges::Edges,
    lines::Setter,
    pages::Page,
    sheet::Sheet,
    write::Rules,
};
use super::Doc;

/// A document as a PDF file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// Signs that no face of ours has. On the page they are told by number, as `[U+1F600]`; a screen reader and a copy get the
    /// sign itself.
    pub unshown: Vec<char>,
    /// Whether it keeps to PDF/UA-1. If the writer refuses that, the words are worth more than the standard.
    pub accessible: bool,
    /// Whether it also keeps to PDF/A-2a. That asks for the day on which it was made, which not every document may tell.
    pub archive: bool,
}

/// The writer took the document in no form. It says nothing of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This document could not be written as a PDF. Save it as Word or as text.")]
pub struct NoPdf;

/// A document of which it is known what stands where.
struct Laid {
    sheet: Sheet,
    composed: Composed,
    pages: Vec<Page>,
    edges: Edges,
    unshown: BTreeSet<char>,
}

impl Doc {
    /// The document as a PDF file. Same document, same bytes.
    pub fn to_pdf(&self) -> Result<Pdf, NoPdf> {
        let laid = Laid::of(self);
        let rules = [Rules::Archive, Rules::Accessible, Rules::Tagged, Rules::Plain];
        let rules = &rules[usize::from(self.made().is_none())..];
        let written = rules.iter().find_map(|rules| Some((write::write(self, &laid, *rules)?, *rules)));
        let (bytes, rules) = written.ok_or(NoPdf)?;
        Ok(Pdf {
            bytes,
            pages: laid.pages.len(),
            unshown: laid.unshown.into_iter().collect(),
            accessible: matches!(rules, Rules::Archive | Rules::Accessible),
            archive: rules == Rules::Archive,
        })
    }
}

/// How many pages the document has as a PDF. Nothing is written, so that several lengths can be tried.
#[must_use]
pub fn pages(doc: &Doc) -> usize {
    Laid::of(doc).pages.len()
}

impl Laid {
    fn of(doc: &Doc) -> Self {
        let sheet = Sheet::of(doc.paper());
        let mut setter = Setter::new();
        let composed = compose(doc, &sheet, &mut setter);
        let mut edges = Edges::of(doc, &sheet, &mut setter);
        let pages = pages::pages(&composed, sheet.top, sheet::HEIGHT - sheet.bottom - edges.foot());
        edges.number(pages.len(), &mut setter);
        Self { sheet, composed, pages, edges, unshown: setter.unshown }
    }
}
