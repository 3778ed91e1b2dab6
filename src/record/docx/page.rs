//! The page: A4, its sizes, and what stands at its head and foot.

use super::xml::{HEAD, cut, runs};
use crate::record::{Doc, Paper};

/// Sizes of one kind of paper. Lengths are in twentieths of a point, letters in half points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    /// At the left and the right.
    pub side: u16,
    pub top: u16,
    pub bottom: u16,
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
    /// From one line to write on to the next, and the least height of a row to write in.
    pub room: u16,
    /// How many columns the text has, and the air between them.
    pub columns: u16,
    pub between: u16,
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
                side: 1134,
                top: 1134,
                bottom: 1134,
                edge: 624,
                text: 22,
                small: 18,
                headings: [42, 29, 24],
                line: 288,
                after: 120,
                item: 60,
                room: 520,
                columns: 1,
                between: 708,
            },
            // 1.4 cm, and 9.5 points.
            Paper::OneSide => Self {
                side: 794,
                top: 794,
                bottom: 794,
                edge: 397,
                text: 19,
                small: 18,
                headings: [30, 23, 20],
                line: 252,
                after: 60,
                item: 28,
                room: 440,
                columns: 1,
                between: 708,
            },
            // A form, 9 points as in the PDF: as little as can be between what is asked, so that there is room to answer.
            Paper::TwoColumns => Self {
                side: 480,
                top: 440,
                bottom: 590,
                edge: 350,
                text: 18,
                headings: [24, 20, 18],
                line: 228,
                after: 28,
                room: 272,
                columns: 2,
                between: 280,
                ..Self::of(Paper::OneSide)
            },
        }
    }

    /// How wide a line of text is: as wide as its column.
    pub(super) fn width(&self) -> u16 {
        (self.across() - self.between * (self.columns - 1)) / self.columns
    }

    /// From the first column's left edge to the last one's right edge: what the head and the foot have.
    pub(super) fn across(&self) -> u16 {
        A4.0 - 2 * self.side
    }

    /// The properties of the one section. The first page has no head: its title is there, and in a form with columns the
    /// first of them begins with it. A section of its own for the title would let the columns after it end level in some
    /// programs, and not in others.
    pub(super) fn section(&self) -> String {
        let Self { side, top, bottom, edge, columns, between, .. } = self;
        let columns = if *columns > 1 { format!(" w:num=\"{columns}\"") } else { String::new() };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
             <w:footerReference w:type=\"first\" r:id=\"rId6\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"/>\
             <w:pgMar w:top=\"{top}\" w:right=\"{side}\" w:bottom=\"{bottom}\" w:left=\"{side}\" w:header=\"{edge}\" \
             w:footer=\"{edge}\" w:gutter=\"0\"/><w:cols{columns} w:space=\"{between}\"/><w:titlePg/></w:sectPr>",
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
