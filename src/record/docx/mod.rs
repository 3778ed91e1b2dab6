//! Word: hand-written `OOXML` in a zip. No crate writes header rows, a language and a title, and the little that is needed
//! is little to write.
//!
//! Same document, same bytes: no clock, no random names, and nothing of this computer.

mod body;
mod drawing;
mod numbering;
mod page;
mod styles;
mod table;
mod xml;

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, DateTime, System, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use self::{
    body::document,
    numbering::numbering,
    page::{Page, footer, header},
    styles::styles,
    xml::{HEAD, property},
};
use super::{Doc, LANGUAGE};

/// Who made it: the program, and no person.
const CREATOR: &str = "But Why?";

/// The part that says what the others are.
const TYPES: &str = "[Content_Types].xml";

/// The parts that the document refers to, in the order of their numbers ("rId1" …), with their kind.
const RELATED: [(&str, &str); 6] = [
    ("styles.xml", "styles"),
    ("settings.xml", "settings"),
    ("numbering.xml", "numbering"),
    ("header1.xml", "header"),
    ("footer1.xml", "footer"),
    ("footer2.xml", "footer"),
];

impl Doc {
    /// The whole document as a Word file (.docx). Every text in it is data: nothing in it is taken for a field, a link or
    /// markup.
    #[must_use]
    pub fn to_docx(&self) -> Vec<u8> {
        // Writing into memory goes wrong only beyond 4 GiB.
        packed(&parts(self)).unwrap_or_default()
    }
}

/// Every part with its name.
fn parts(doc: &Doc) -> Vec<(String, String)> {
    let page = Page::of(doc.paper());
    let word = |name: &str, xml: String| (format!("word/{name}"), xml);
    vec![
        (TYPES.to_owned(), content_types()),
        ("_rels/.rels".to_owned(), package()),
        ("docProps/core.xml".to_owned(), properties(doc)),
        word("document.xml", document(doc, &page)),
        word("_rels/document.xml.rels", related()),
        word("styles.xml", styles(&page)),
        word("settings.xml", settings()),
        word("numbering.xml", numbering(doc)),
        word("header1.xml", header(doc)),
        word("footer1.xml", footer(doc)),
        // The first page's: a part may stand in one place only.
        word("footer2.xml", footer(doc)),
    ]
}

/// The time of every entry is the first that a zip knows, and the system is always the same: the bytes tell neither.
fn packed(parts: &[(String, String)]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Dos);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(xml.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/>"
    );
    for (name, kind) in RELATED {
        let _ = write!(xml, "<Override PartName=\"/word/{name}\" ContentType=\"{word}.{kind}+xml\"/>");
    }
    xml + "</Types>"
}

fn package() -> String {
    relations(&[
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument".to_owned(),
            "word/document.xml",
        ),
        (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".to_owned(),
            "docProps/core.xml",
        ),
    ])
}

fn related() -> String {
    let kind = |kind| format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
    relations(&RELATED.map(|(name, of)| (kind(of), name)))
}

fn relations(all: &[(String, &str)]) -> String {
    let mut xml =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (number, (kind, target)) in (1..).zip(all) {
        let _ = write!(xml, "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    xml + "</Relationships>"
}

/// What the file says of itself. With a title here Word names a PDF that is made of it by its title, not by its file's name.
fn properties(doc: &Doc) -> String {
    // Word wants a zone, and here is none: it is the time on the clock of the room, as the note itself says it.
    let made = |name| {
        doc.made().map_or_else(String::new, |at| {
            let at = at.format("%Y-%m-%dT%H:%M:%SZ");
            format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:{name}>")
        })
    };
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{CREATOR}</dc:creator><dc:language>{LANGUAGE}</dc:language>{}{}</cp:coreProperties>",
        property(doc.title()),
        property(doc.marking()),
        made("created"),
        made("modified"),
    )
}

fn settings() -> String {
    format!(
        "{HEAD}<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"{LANGUAGE}\" w:bidi=\"ar-SA\"/></w:settings>"
    )
}
