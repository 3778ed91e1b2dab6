//! The page: A4, its sizes, and what stands at its head and foot.

use super::xml::{HEAD, cut, runs};
use crate::record::{Doc, Paper};

/// Sizes of one kind of paper. Lengths are in twentieths of a point, letters in half points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    pub margin: u16,
    /// From the edge to the head and the foot.
    pub edge: u16,
    pub text: u16,
    pub small: u16,
    /// Headings 1 to 3.
    pub headings: [u16; 3],
    /// From line to line, in 240ths of the letters' own height.
    pub line: u16,
    /// After a paragraph, and after an item of a list.
    pub after: u16,
    pub item: u16,
}

const A4: (u16, u16) = (11_906, 16_838);

/// What runs along every page is one line: of a longer text this many letters. All of it stands on the first page; here it
/// would take the page from the text.
const LONGEST: usize = 120;

impl Page {
    pub(super) fn of(paper: Paper) -> Self {
        match paper {
            // 2 cm, and 11 points.
            Paper::Usual => Self {
                margin: 1134,
                edge: 624,
                text: 22,
                small: 18,
                headings: [42, 29, 24],
                line: 288,
                after: 120,
                item: 60,
            },
            // 1.4 cm, and 9.5 points.
            Paper::OneSide | Paper::TwoColumns => Self {
                margin: 794,
                edge: 397,
                text: 19,
                small: 18,
                headings: [30, 23, 20],
                line: 252,
                after: 60,
                item: 28,
            },
        }
    }

    /// How wide a line of text is.
    pub(super) fn width(&self) -> u16 {
        A4.0 - 2 * self.margin
    }

    /// The properties of the one section. The first page has no head: its title is there.
    pub(super) fn section(&self) -> String {
        let Self { margin, edge, .. } = self;
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
             <w:footerReference w:type=\"first\" r:id=\"rId6\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"/>\
             <w:pgMar w:top=\"{margin}\" w:right=\"{margin}\" w:bottom=\"{margin}\" w:left=\"{margin}\" w:header=\"{edge}\" \
             w:footer=\"{edge}\" w:gutter=\"0\"/><w:cols w:space=\"708\"/><w:titlePg/></w:sectPr>",
            A4.0, A4.1
        )
    }
}

/// The head of every page but the first.
pub(super) fn header(doc: &Doc) -> String {
    part("hdr", "Header", &runs(&cut(doc.running(), LONGEST), ""))
}

/// The foot of every page: the marking, and which page it is.
pub(super) fn footer(doc: &Doc) -> String {
    let field = |name| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let page = "<w:r><w:tab/><w:t xml:space=\"preserve\">Page </w:t></w:r>".to_owned()
        + &field("PAGE")
        + &runs(" of ", "")
        + &field("NUMPAGES");
    part("ftr", "Footer", &(runs(&cut(doc.marking(), LONGEST), "") + &page))
}

fn part(tag: &str, style: &str, within: &str) -> String {
    format!(
        "{HEAD}<w:{tag} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr>\
         <w:pStyle w:val=\"{style}\"/></w:pPr>{within}</w:p></w:{tag}>"
    )
}
