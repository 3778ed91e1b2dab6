//! The document itself: a paragraph or a table for each block.

use std::fmt::Write as _;

use super::{
    drawing::drawing,
    numbering::{BULLETS, DEEPEST},
    page::Page,
    table::{facts, table},
    xml::{HEAD, is_mostly_rtl, runs},
};
use crate::record::{
    Block, Doc, ListItem, Text,
    block::{KeyValue, lead},
};

/// What a lead's runs have.
pub(super) const STRONG: &str = "<w:rStyle w:val=\"Strong\"/>";

/// Keeps a paragraph on the page of the next.
const KEEP: &str = "<w:keepNext/>";

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" \
     xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

/// `document.xml`.
pub(super) fn document(doc: &Doc, page: &Page) -> String {
    let mut xml = format!("{HEAD}<w:document {SPACES}><w:body>");
    xml += &styled("Heading1", doc.title());
    if !doc.marking().is_empty() {
        xml += &styled("Marking", doc.marking());
    }
    // Tables, drawings and counted lists have a number each: names of parts must not be there twice.
    let mut counted = BULLETS;
    for (at, block) in doc.blocks().iter().enumerate() {
        let number = at + 1;
        match block {
            Block::Heading { level, text } => xml += &styled(&format!("Heading{level}"), text),
            Block::Para(Text { lead, words }) => {
                // What announces the next block stays with it.
                let form = if words.ends_with(':') { KEEP } else { "" };
                xml += &led(form, lead, words);
            }
            Block::Quote(text) => xml += &paragraph(&style("Quote"), "", text, &runs(&format!("“{text}”"), "")),
            Block::Note { label, text } => xml += &led(&style("Note"), &lead(label), text),
            Block::KeyValues(facts) => {
                for fact in facts {
                    let fact: &KeyValue = fact;
                    xml += &led("", &fact.lead(), &fact.value);
                }
            }
            Block::Facts(some) => xml += &facts(some, page, number),
            Block::List { ordered, items } => {
                counted += usize::from(*ordered);
                xml += &list(*ordered, items, counted, page);
            }
            Block::Table(one) => xml += &table(one, page, number),
            Block::TimeLine(one) => xml += &drawing(one, page, number),
            Block::Room(lines) => xml += &room(*lines, page),
        }
    }
    let _ = write!(xml, "{}</w:body></w:document>", page.section());
    xml
}

/// A list; `counted` is its number in `numbering.xml` if it counts.
fn list(ordered: bool, items: &[ListItem], counted: usize, page: &Page) -> String {
    let (name, number) = if ordered { ("ListNumber", counted) } else { ("ListBullet", BULLETS) };
    let item = |(at, ListItem { depth, text }): (usize, &ListItem)| {
        // An item with others under it does not stand alone at the foot of a page.
        let keep = if items.get(at + 1).is_some_and(|next| next.depth > *depth) { KEEP } else { "" };
        let form = format!(
            "{}{keep}<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{number}\"/></w:numPr>",
            style(name),
            depth.min(&DEEPEST)
        );
        // Items are closer to each other than lists are.
        let air =
            if at + 1 == items.len() { format!("<w:spacing w:after=\"{}\"/>", page.after) } else { String::new() };
        paragraph(&form, &air, &text.plain(), &led_runs(&text.lead, &text.words))
    };
    items.iter().enumerate().map(item).collect::<String>()
}

/// Lines to write on. Under the last is air, so that what is printed next does not stand on the pen's line.
fn room(lines: u8, page: &Page) -> String {
    let line = |air: &str| paragraph(&style("Room"), air, "", "");
    let last = line(&format!("<w:spacing w:after=\"{}\"/>", page.after));
    line("").repeat(usize::from(lines.saturating_sub(1))) + &last
}

pub(super) fn style(name: &str) -> String {
    format!("<w:pStyle w:val=\"{name}\"/>")
}

pub(super) fn styled(name: &str, text: &str) -> String {
    paragraph(&style(name), "", text, &runs(text, ""))
}

/// A paragraph whose beginning stands out.
fn led(form: &str, lead: &str, words: &str) -> String {
    paragraph(form, "", &format!("{lead}{words}"), &led_runs(lead, words))
}

fn led_runs(lead: &str, words: &str) -> String {
    let space = if lead.is_empty() || words.is_empty() { "" } else { " " };
    runs(lead, STRONG) + &runs(&format!("{space}{words}"), "")
}

/// A paragraph with these runs. `form` is what stands in its properties before its direction, which its text decides, and
/// `air` what stands after it.
pub(super) fn paragraph(form: &str, air: &str, text: &str, runs: &str) -> String {
    let bidi = if is_mostly_rtl(text) { "<w:bidi/>" } else { "" };
    if form.is_empty() && bidi.is_empty() && air.is_empty() {
        return format!("<w:p>{runs}</w:p>");
    }
    format!("<w:p><w:pPr>{form}{bidi}{air}</w:pPr>{runs}</w:p>")
}
