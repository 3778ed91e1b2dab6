//! Tables: facts with their names at the left, and rows under a row of names.

use std::fmt::Write as _;

use super::{
    body::{STRONG, paragraph, style, styled},
    page::Page,
    xml::{property, runs},
};
use crate::record::{Table, block::KeyValue};

/// Rows with more letters than this may go on to the next page; others stay together. A row that is longer than a page would
/// leave half a page empty.
const TOGETHER: usize = 1200;

/// How wide a strong letter of 11 points is on average, in twentieths of a point.
const LETTER: usize = 125;

/// Two columns; the first has the names.
pub(super) fn facts(facts: &[KeyValue], page: &Page, number: usize) -> String {
    let width = usize::from(page.width());
    let longest = facts.iter().map(|fact| fact.key.chars().count()).max().unwrap_or(0);
    let names = (letters(longest, page) + 200).clamp(width / 6, width * 2 / 5);
    let mut xml = begin("FactsTable", "firstRow=\"0\" w:firstColumn=\"1\"", "", &[names, width - names]);
    for (at, KeyValue { key, value }) in facts.iter().enumerate() {
        let mark = if at == 0 { bookmark("RowTitle", number) } else { String::new() };
        let cells = [cell(names, key, &mark, true), cell(width - names, value, "", false)];
        xml += &row(&cells.concat(), key.len() + value.len(), "");
    }
    end(xml)
}

/// A table under its caption. Its first row is said again on every page, and screen readers know it and the first column.
pub(super) fn table(table: &Table, page: &Page, number: usize) -> String {
    let Table { caption, header, rows } = table;
    let widths = widths(table, page);
    let mut xml = if caption.is_empty() { String::new() } else { styled("Caption", caption) };
    let has_header = header.iter().any(|name| !name.is_empty());
    let look = format!("firstRow=\"{}\" w:firstColumn=\"1\"", u8::from(has_header));
    let form = if has_room(table) { "FormTable" } else { "RowsTable" };
    xml += &begin(form, &look, caption, &widths);
    let mut mark = bookmark(if has_header { "Title" } else { "RowTitle" }, number);
    for (cells, is_header) in
        has_header.then_some((header, true)).into_iter().chain(rows.iter().map(|row| (row, false)))
    {
        let mut within = String::new();
        for (at, (text, width)) in cells.iter().zip(&widths).enumerate() {
            within += &cell(*width, text, &std::mem::take(&mut mark), is_header || at == 0);
        }
        let form = if is_header {
            "<w:tblHeader/>".to_owned()
        } else if Table::is_to_write_in(cells) {
            format!("<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>", page.room)
        } else {
            String::new()
        };
        xml += &row(&within, cells.iter().map(String::len).sum(), &form);
    }
    end(xml)
}

fn begin(style: &str, look: &str, caption: &str, widths: &[usize]) -> String {
    let caption =
        if caption.is_empty() { String::new() } else { format!("<w:tblCaption w:val=\"{}\"/>", property(caption)) };
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"{}\" w:{look} w:lastRow=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>{caption}\
         </w:tblPr><w:tblGrid>",
        widths.iter().sum::<usize>(),
        // The same in the bits of older versions.
        if look.starts_with("firstRow=\"1\"") { "06A0" } else { "0680" },
    );
    for width in widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml + "</w:tblGrid>"
}

/// Word takes two tables in a row for one, and asks for a paragraph after the last.
fn end(xml: String) -> String {
    xml + "</w:tbl>" + &styled("Gap", "")
}

/// `form` is what else stands in its properties.
fn row(cells: &str, letters: usize, form: &str) -> String {
    let together = if letters <= TOGETHER { "<w:cantSplit/>" } else { "" };
    format!("<w:tr><w:trPr>{together}{form}</w:trPr>{cells}</w:tr>")
}

/// Whether a pen is to write in it.
fn has_room(table: &Table) -> bool {
    table.rows.iter().any(|row| Table::is_to_write_in(row))
}

/// `mark` stands before its words.
fn cell(width: usize, text: &str, mark: &str, strong: bool) -> String {
    let look = if strong { STRONG } else { "" };
    let within = paragraph(&style("Cell"), "", text, &format!("{mark}{}", runs(text, look)));
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{within}</w:tc>")
}

/// In the first cell this says to JAWS and NVDA which names they read out with each cell: those of rows, or of both. Word has
/// no sign of its own for the names of rows.
fn bookmark(name: &str, number: usize) -> String {
    format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}_{number}\"/><w:bookmarkEnd w:id=\"{number}\"/>")
}

/// Every column has room for its longest word, within bounds; the rest goes to the longer texts. In a table to write in the
/// names have what they need, within bounds, and all other columns have alike of the rest.
fn widths(table: &Table, page: &Page) -> Vec<usize> {
    let all = usize::from(page.width());
    let columns = table.header.len().max(1);
    let longest = |at: usize, measure: fn(&str) -> usize| {
        let cells = table.rows.iter().chain([&table.header]).filter_map(|row| row.get(at));
        cells.map(|cell| measure(cell)).max().unwrap_or(0)
    };
    if has_room(table) {
        let names = letters(longest(0, |text| text.chars().count()), page) + 220;
        let names = names.min(all / 2).min(2 * all / (columns + 1));
        let each = (all - names) / (columns - 1).max(1);
        return (0..columns).map(|at| if at == 0 { names } else { each }).collect();
    }
    let word = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let least: Vec<usize> =
        (0..columns).map(|at| (letters(longest(at, word).min(16), page) + 220).min(all / columns)).collect();
    let weights: Vec<usize> = (0..columns).map(|at| longest(at, |text| text.chars().count()).clamp(4, 80)).collect();
    let rest = all - least.iter().sum::<usize>();
    let sum: usize = weights.iter().sum();
    least.iter().zip(&weights).map(|(least, weight)| least + rest * weight / sum).collect()
}

fn letters(count: usize, page: &Page) -> usize {
    count.min(200) * LETTER * usize::from(page.text) / 22
}
