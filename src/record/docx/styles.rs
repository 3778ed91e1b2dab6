//! How it looks: every form is a style with a name, so that a council can change its look in Word at one place.
//!
//! Child elements stand in the order of the schema: Word is strict about it.

use std::fmt::Write as _;

use super::{page::Page, xml::HEAD};
use crate::record::LANGUAGE;

/// What every council has. Letters that it lacks Word takes from the fonts of the computer.
const FONT: &str = "Arial";

/// Headings, and the bar beside somebody's own words. The colours are those of the PDF.
pub(super) const ACCENT: &str = "1F3F5B";

/// Thin lines between rows, and those to write on.
pub(super) const RULE: &str = "8A9096";

/// What stands at the edge of the page: seen when looked for.
const QUIET: &str = "4A4F55";

/// Behind a note, and behind the names of columns.
const PANEL: &str = "F1F3F5";

/// From line to line in headings and cells at most, in 240ths of the letters' own height.
const CLOSE: u16 = 252;

/// What Word takes for granted in every document: the styles that all others stand on.
const TAKEN_FOR_GRANTED: [&str; 6] = [
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>",
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
     <w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>",
    "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/>\
     <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>",
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
     <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>",
    "<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
     <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar>",
    "</w:tblPr></w:style>",
];

/// `styles.xml` for the paper.
///
/// The document's title is in "heading 1", and the headings of its parts are in "heading 2" and "heading 3". Word's own
/// "Title" has no outline level: the list of headings that a screen reader shows would begin at level 2, with nothing above.
pub(super) fn styles(page: &Page) -> String {
    let Page { text, line, after, .. } = *page;
    let mut xml = format!(
        "{HEAD}<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults>\
         <w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{FONT}\" w:eastAsia=\"{FONT}\" w:hAnsi=\"{FONT}\" w:cs=\"{FONT}\"/>\
         {}<w:lang w:val=\"{LANGUAGE}\" w:eastAsia=\"{LANGUAGE}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
         </w:docDefaults>",
        size(text)
    );
    xml += &TAKEN_FOR_GRANTED.concat();
    xml += &headings(page);
    let strong = "<w:rPr><w:b/><w:bCs/></w:rPr>";
    let _ = write!(
        xml,
        "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:qFormat/>{strong}</w:style>"
    );
    xml += &forms(page);
    xml += &edges(page);
    xml += &tables();
    xml + "</w:styles>"
}

/// A paragraph style on top of Normal. `within` is what stands in its paragraph properties, `letters` in its letters'.
fn style(id: &str, name: &str, own: bool, within: &str, letters: &str) -> String {
    let custom = if own { " w:customStyle=\"1\"" } else { "" };
    let letters = if letters.is_empty() { String::new() } else { format!("<w:rPr>{letters}</w:rPr>") };
    format!(
        "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
         <w:qFormat/><w:pPr>{within}</w:pPr>{letters}</w:style>"
    )
}

fn headings(page: &Page) -> String {
    let air = page.after;
    // A thin rule under the name of each part.
    let rule = format!("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"2\" w:color=\"{RULE}\"/></w:pBdr>");
    let levels = [("", 0, air / 2), (rule.as_str(), air * 5 / 2, air), ("", air * 3 / 2, air / 2)];
    let mut xml = String::new();
    for (level, ((border, before, after), letters)) in levels.into_iter().zip(page.headings).enumerate() {
        let number = level + 1;
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{number}\"><w:name w:val=\"heading {number}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:uiPriority w:val=\"9\"/><w:qFormat/>\
             <w:pPr><w:keepNext/><w:keepLines/>{border}<w:spacing w:before=\"{before}\" w:after=\"{after}\" \
             w:line=\"{}\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"{level}\"/></w:pPr>\
             <w:rPr><w:b/><w:bCs/><w:color w:val=\"{ACCENT}\"/>{}</w:rPr></w:style>",
            page.line.min(CLOSE),
            size(letters)
        );
    }
    xml
}

/// The forms of what is said.
fn forms(page: &Page) -> String {
    let Page { after, item, room, .. } = *page;
    let side = |name: &str, width: u8, space: u8, colour: &str| {
        format!("<w:{name} w:val=\"single\" w:sz=\"{width}\" w:space=\"{space}\" w:color=\"{colour}\"/>")
    };
    let bar = format!("<w:pBdr>{}</w:pBdr>", side("left", 18, 10, ACCENT));
    let frame = ["top", "left", "bottom", "right"].map(|name| side(name, 4, 5, PANEL)).concat();
    let line = ["bottom", "between"].map(|name| side(name, 4, 0, RULE)).concat();
    let item = format!("<w:spacing w:after=\"{item}\"/>");
    [
        style("Quote", "Quote", false, &format!("<w:keepLines/>{bar}<w:ind w:left=\"284\" w:right=\"284\"/>"), ""),
        style(
            "Note",
            "Note",
            true,
            &format!(
                "<w:keepLines/><w:pBdr>{frame}</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{PANEL}\"/><w:spacing w:before=\"{after}\" w:after=\"{}\"/>\
                 <w:ind w:left=\"120\" w:right=\"120\"/>",
                after * 2
            ),
            "",
        ),
        style("ListBullet", "List Bullet", false, &item, ""),
        style("ListNumber", "List Number", false, &item, ""),
        style(
            "Cell",
            "Cell",
            true,
            &format!(
                "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"{}\" w:lineRule=\"auto\"/>",
                page.line.min(CLOSE)
            ),
            "",
        ),
        style("Caption", "caption", false, "<w:keepNext/>", "<w:b/><w:bCs/>"),
        style(
            "Gap",
            "After a table",
            true,
            &format!("<w:spacing w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/>", after.max(40)),
            "",
        ),
        // "Between": Word joins the borders of paragraphs that are alike.
        style(
            "Room",
            "Room to write",
            true,
            &format!("<w:pBdr>{line}</w:pBdr><w:spacing w:after=\"0\" w:line=\"{room}\" w:lineRule=\"exact\"/>"),
            "",
        ),
    ]
    .concat()
}

/// What stands under the title and at the edges of the pages.
fn edges(page: &Page) -> String {
    let quiet = |letters| format!("<w:color w:val=\"{QUIET}\"/>{}", size(letters));
    let right = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", page.across());
    let close = "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>";
    [
        style("Marking", "Marking", true, &format!("<w:spacing w:after=\"{}\"/>", page.after * 2), ""),
        style("Header", "header", false, &format!("{right}{close}"), &quiet(page.small)),
        style("Footer", "footer", false, &format!("{right}{close}"), &quiet(page.small)),
    ]
    .concat()
}

/// Thin rules between rows, and no box around them. Where a pen is to write there are rules between columns too: it has no
/// other way to know where one ends.
fn tables() -> String {
    let rules = |names: &[&str]| {
        let rule = |name: &&str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{RULE}\"/>");
        names.iter().map(rule).collect::<String>()
    };
    let table = |id: &str, name: &str, borders: &str, left: u8, more: &str| {
        format!(
            "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>\
             <w:tblCellMar><w:left w:w=\"{left}\" w:type=\"dxa\"/><w:right w:w=\"113\" w:type=\"dxa\"/></w:tblCellMar>\
             </w:tblPr>{more}</w:style>"
        )
    };
    let first_row = format!(
        "<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{PANEL}\"/></w:tcPr>\
         </w:tblStylePr>"
    );
    let strong = "<w:tblStylePr w:type=\"firstCol\"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>";
    table("FactsTable", "Facts", &rules(&["top", "bottom", "insideH"]), 0, strong)
        + &table("RowsTable", "Rows", &rules(&["top", "bottom", "insideH"]), 85, &first_row)
        + &table("FormTable", "Rows to write in", &rules(&["top", "bottom", "insideH", "insideV"]), 85, &first_row)
}

/// In half points, for the letters of all scripts.
pub(super) fn size(half_points: u16) -> String {
    format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}
