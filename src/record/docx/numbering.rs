//! Lists that Word counts and indents itself.

use std::fmt::Write as _;

use super::xml::HEAD;
use crate::record::{Block, Doc};

/// The deepest level that Word has, from 0. What lies deeper stands there too.
pub(super) const DEEPEST: u8 = 8;

/// All bullet lists are one to Word; each ordered list is one of its own, so that each begins at 1.
pub(super) const BULLETS: usize = 1;

/// How far a level stands in from the one above it, in twentieths of a point: 0.6 cm.
const STEP: usize = 340;

/// `numbering.xml`: the two kinds of list, and a number for each list that counts. The first of those is `BULLETS + 1`.
pub(super) fn numbering(doc: &Doc) -> String {
    let counted = doc.blocks().iter().filter(|block| matches!(block, Block::List { ordered: true, .. })).count();
    let mut xml =
        format!("{HEAD}<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
    let signs = ["•", "–", "▪"];
    xml += &kind(0, |level| ("bullet", signs[level % signs.len()].to_owned()));
    xml += &kind(1, |level| ("decimal", format!("%{}.", level + 1)));
    let _ = write!(xml, "<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for number in (BULLETS + 1..).take(counted) {
        let _ = write!(xml, "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"1\"/>");
        for level in 0..=DEEPEST {
            let _ = write!(xml, "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>");
        }
        xml.push_str("</w:num>");
    }
    xml + "</w:numbering>"
}

fn kind(id: usize, mark: impl Fn(usize) -> (&'static str, String)) -> String {
    let mut xml = format!("<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>");
    for level in 0..=usize::from(DEEPEST) {
        let (format, mark) = mark(level);
        let _ = write!(
            xml,
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"{STEP}\"/></w:pPr></w:lvl>",
            STEP * (level + 1)
        );
    }
    xml + "</w:abstractNum>"
}
