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
        let bottom = sheet::HEIGHT - sheet.bottom - edges.foot();
        let pages = pages::pages(&composed, sheet.top, bottom, sheet.columns);
        edges.number(pages.len(), &mut setter);
        Self { sheet, composed, pages, edges, unshown: setter.unshown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Block, ListItem};

    #[test]
    fn without_the_standards_the_document_is_written_all_the_same() {
        let items = vec![ListItem { depth: 0, text: "She wants to stay at Gran's. 😢".into() }];
        let doc = Doc::new("Decision note: Ailsa", "", vec![Block::List { ordered: false, items }]);
        let laid = Laid::of(&doc);
        // Without a day an archive takes none.
        assert_eq!(write::write(&doc, &laid, Rules::Archive), None);
        for rules in [Rules::Accessible, Rules::Tagged, Rules::Plain] {
            let bytes = write::write(&doc, &laid, rules).unwrap();
            assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{rules:?}");
        }
    }

    #[test]
    fn what_belongs_together_is_on_one_page() {
        let words = "Gran told me that she wants Ailsa to stay. ".repeat(4);
        for before in 20..70 {
            let mut blocks = vec![Block::para("So it is."); before];
            blocks.extend([
                Block::heading(2, "Reasons"),
                Block::heading(3, "What we have seen"),
                Block::para(words.as_str()),
            ]);
            let laid = Laid::of(&Doc::new("Decision note: Ailsa", "", blocks));
            let headings: Vec<usize> = laid.composed.headings.iter().map(|heading| heading.strip).collect();
            let page = |strip| laid.place_of(strip).0;
            let [_, section, part] = headings[..] else { panic!() };
            // Both headings and the first two lines of the paragraph under them.
            assert_eq!([page(section); 3], [page(part), page(part + 1), page(part + 2)], "{before}");
        }
    }
}
