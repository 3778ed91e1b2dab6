//! The file shape, format 1: from bytes to a checklist, law or parrot, or every problem at once.
//!
//! The frame is read strictly, each section and each item is taken as it stands and read alone. So one broken item does
//! not hide the next, and its place in the text gives its line.

use chrono::NaiveDate;
use ron::{Options, extensions::Extensions, value::RawValue};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeMap;

use super::{
    Checklist, Item, Law, LawLine, Mode, Pace, Parrot, Place, Problem, Section, Speaks, explain::explain, rules, scan,
    text,
};

/// How large a file may be. Each is far above what a conversation can use; a file beyond them is a slip or an attack.
pub struct Limits;

impl Limits {
    /// The newest format that is read.
    pub const FORMAT: u32 = 1;
    pub const BYTES: usize = 1024 * 1024;
    /// Brackets inside brackets.
    pub const NESTING: usize = 32;
    pub const SECTIONS: usize = 60;
    pub const ITEMS: usize = 500;
    /// Characters in one text.
    pub const TEXT: usize = 4_000;
    /// Items in a section above which a warning is given: more than people keep in mind at a pause.
    pub const COMFORTABLE_ITEMS: usize = 9;
}

/// What a sound file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Contents {
    Checklist {
        checklist: Box<Checklist>,
        /// Where each item stands, section by section, for problems that are found later.
        places: Vec<Vec<Place>>,
        /// What could be better; the file is used all the same.
        warnings: Vec<Problem>,
    },
    Law(Law),
    Parrot(Parrot),
}

/// Reads a file. `file` is its name without folders; `bytes` may be cut off after [`Limits::BYTES`] + 1.
///
/// # Errors
/// Every problem that the file has, in the order of its lines; never empty.
pub fn read(file: &str, bytes: &[u8]) -> Result<Contents, Vec<Problem>> {
    let reader = Reader { file };
    let source = reader.text(bytes).map_err(|problem| vec![problem])?;
    let shape = scan::shape(source);
    if !shape.is_empty() {
        return Err(shape.into_iter().map(|(line, what, help)| reader.problem(line, what, help)).collect());
    }
    let name = top_name(source);
    match name {
        "Law" => reader.law(source).map(Contents::Law),
        "Parrot" => reader.parrot(source).map(Contents::Parrot),
        _ => reader.checklist(source),
    }
}

/// How RON is read everywhere: options need no `Some(…)`, and nothing nests deep enough to exhaust the stack.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(Limits::NESTING * 2)
}

/// The name before the first bracket; authors may leave it out for a checklist.
fn top_name(source: &str) -> &str {
    source
        .lines()
        .map(str::trim_start)
        .find(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("#!"))
        .and_then(|line| line.split_once('('))
        .map_or("", |(name, _)| name.trim())
}

#[derive(Deserialize)]
#[serde(rename = "Checklist", deny_unknown_fields)]
struct ChecklistFrame<'a> {
    #[serde(rename = "format")]
    _format: u32,
    id: String,
    title: String,
    purpose: String,
    meeting: String,
    jurisdiction: String,
    version: String,
    authors: Vec<String>,
    changed: String,
    #[serde(with = "super::text::day")]
    review_by: NaiveDate,
    licence: String,
    paces: Vec<Pace>,
    #[serde(borrow)]
    sections: Vec<&'a RawValue>,
    #[serde(default)]
    reflection: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename = "Section", deny_unknown_fields)]
struct SectionFrame<'a> {
    id: String,
    title: String,
    minutes: BTreeMap<String, u16>,
    #[serde(default)]
    speaks: Speaks,
    #[serde(default)]
    mode: Mode,
    #[serde(default)]
    read_aloud: String,
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename = "Law", deny_unknown_fields)]
struct LawFrame<'a> {
    #[serde(rename = "format")]
    _format: u32,
    id: String,
    title: String,
    jurisdiction: String,
    caution: String,
    #[serde(borrow)]
    lines: Vec<&'a RawValue>,
}

/// The format number alone; everything else is ignored. One type for each name, because RON compares names.
macro_rules! heads {
    ($($head:ident = $name:literal),*) => {$(
        #[derive(Deserialize)]
        #[serde(rename = $name)]
        struct $head { format: u32 }
        impl From<$head> for u32 { fn from(head: $head) -> u32 { head.format } }
    )*};
}
heads!(ChecklistHead = "Checklist", LawHead = "Law", ParrotHead = "Parrot");

struct Reader<'a> {
    file: &'a str,
}

impl Reader<'_> {
    fn problem(&self, line: usize, what: String, help: String) -> Problem {
        Problem { place: Place { file: self.file.to_owned(), line: Some(line), ..Place::default() }, what, help }
    }

    fn whole_file(&self, what: &str, help: &str) -> Problem {
        let place = Place { file: self.file.to_owned(), ..Place::default() };
        Problem { place, what: what.to_owned(), help: help.to_owned() }
    }

    fn text<'b>(&self, bytes: &'b [u8]) -> Result<&'b str, Problem> {
        if bytes.len() > Limits::BYTES {
            return Err(self.whole_file(
                "This file is larger than 1 MiB, so it was not read.",
                "A checklist is a few pages of text: check that this is the right file.",
            ));
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(self.whole_file(
                "This is a Word document or a zip file, not a plain text.",
                "In Word choose Save as, Plain text, UTF-8.",
            ));
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(self
                .whole_file("This text is saved as UTF-16.", "In Notepad choose Save as, and UTF-8 as its encoding."));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            self.problem(
                line,
                "There is a character here that is not saved as UTF-8.".to_owned(),
                "Save the file again with UTF-8 as its encoding.".to_owned(),
            )
        })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if let Some(at) = text.find('\0') {
            return Err(self.problem(
                line_at(text, at),
                "There is an empty (NUL) character here, as in a damaged file.".to_owned(),
                "Type this line again, or take the file from a copy.".to_owned(),
            ));
        }
        if text.trim().is_empty() {
            return Err(self.whole_file("This file is empty.", "Check that it was saved."));
        }
        Ok(text)
    }

    /// Refuses formats that are newer than we are, before anything else in them can be misread.
    fn format<H: DeserializeOwned + Into<u32>>(&self, source: &str) -> Result<(), Vec<Problem>> {
        let format: u32 = self.parse::<H>(source, source).map_err(|problem| vec![problem])?.into();
        if format == 0 || format > Limits::FORMAT {
            let at = source.find("format").unwrap_or(0);
            return Err(vec![self.problem(
                line_at(source, at),
                format!(
                    "This file is written in format {format}; this version of the program reads up to {}.",
                    Limits::FORMAT
                ),
                if format == 0 { "Write format: 1.".to_owned() } else { "Update the program.".to_owned() },
            )]);
        }
        Ok(())
    }

    /// Reads `piece`, a part of `source`; its problem has the line in `source`.
    fn parse<'de, T: Deserialize<'de>>(&self, source: &str, piece: &'de str) -> Result<T, Problem> {
        options().from_str(piece).map_err(|error| {
            let first = line_at(source, offset_in(source, piece));
            let (what, help) = explain(&error.code);
            self.problem(first + error.span.start.line.max(1) - 1, what, help)
        })
    }

    fn checklist(&self, source: &str) -> Result<Contents, Vec<Problem>> {
        self.format::<ChecklistHead>(source)?;
        let frame: ChecklistFrame = self.parse(source, source).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let mut sections = Vec::new();
        let mut places = Vec::new();
        for (number, raw) in frame.sections.iter().enumerate() {
            if let Some((section, of_items)) = self.section(source, raw.trim().get_ron(), number + 1, &mut problems) {
                sections.push(section);
                places.push(of_items);
            }
        }
        let ChecklistFrame { _format: _, id, title, purpose, meeting, jurisdiction, version, authors, changed, .. } =
            frame;
        let mut checklist = Checklist {
            id,
            title,
            purpose,
            meeting,
            jurisdiction,
            version,
            authors,
            changed,
            review_by: frame.review_by,
            licence: frame.licence,
            paces: frame.paces,
            sections,
            reflection: frame.reflection,
        };
        let lines = rules::Lines::of(source);
        let whole = problems.is_empty();
        problems.extend(rules::problems(self.file, &checklist, &places, &lines, whole));
        problems.sort_by_key(|problem| problem.place.line);
        if !problems.is_empty() {
            return Err(problems);
        }
        let warnings = rules::warnings(&checklist, &places);
        for text in checklist.texts_mut() {
            if let std::borrow::Cow::Owned(marked) = text::shown(text) {
                *text = marked;
            }
        }
        Ok(Contents::Checklist { checklist: Box::new(checklist), places, warnings })
    }

    fn section(
        &self,
        source: &str,
        piece: &str,
        number: usize,
        problems: &mut Vec<Problem>,
    ) -> Option<(Section, Vec<Place>)> {
        let frame: SectionFrame = match self.parse(source, piece) {
            Ok(frame) => frame,
            Err(mut problem) => {
                problem.place.section = Some(number.to_string());
                problems.push(problem);
                return None;
            }
        };
        let mut items = Vec::new();
        let mut places = Vec::new();
        for (at, raw) in frame.items.iter().enumerate() {
            let piece = raw.trim().get_ron();
            let place = Place {
                file: self.file.to_owned(),
                line: Some(line_at(source, offset_in(source, piece))),
                section: Some(text::shown(&frame.title).into_owned()),
                item: Some(at + 1),
            };
            match self.parse::<Item>(source, piece) {
                Ok(item) => {
                    items.push(item);
                    places.push(place);
                }
                Err(problem) => {
                    problems.push(Problem { place: Place { line: problem.place.line, ..place }, ..problem });
                }
            }
        }
        let SectionFrame { id, title, minutes, speaks, mode, read_aloud, items: _ } = frame;
        Some((Section { id, title, minutes, speaks, mode, read_aloud, items }, places))
    }

    fn law(&self, source: &str) -> Result<Law, Vec<Problem>> {
        self.format::<LawHead>(source)?;
        let frame: LawFrame = self.parse(source, source).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let mut lines = Vec::new();
        let mut at = Vec::new();
        for raw in &frame.lines {
            let piece = raw.trim().get_ron();
            match self.parse::<LawLine>(source, piece) {
                Ok(line) => {
                    at.push(line_at(source, offset_in(source, piece)));
                    lines.push(line);
                }
                Err(problem) => problems.push(problem),
            }
        }
        let mut law =
            Law { id: frame.id, title: frame.title, jurisdiction: frame.jurisdiction, caution: frame.caution, lines };
        problems.extend(rules::law_problems(self.file, &law, &at));
        problems.sort_by_key(|problem| problem.place.line);
        if !problems.is_empty() {
            return Err(problems);
        }
        for line in &mut law.lines {
            for text in [&mut line.words, &mut line.provision, &mut line.source] {
                *text = text::shown(text).into_owned();
            }
        }
        Ok(law)
    }

    fn parrot(&self, source: &str) -> Result<Parrot, Vec<Problem>> {
        self.format::<ParrotHead>(source)?;
        let parrot: Parrot = self.parse(source, source).map_err(|problem| vec![problem])?;
        let silent = parrot.directions.iter().find(|words| words.asks.is_empty());
        if let Some(words) = silent {
            return Err(vec![self.whole_file(
                &format!("The direction \"{}\" asks nothing.", words.title),
                "Give it at least one question.",
            )]);
        }
        Ok(parrot)
    }
}

/// The line (from 1) of a byte offset.
fn line_at(source: &str, offset: usize) -> usize {
    1 + source.as_bytes()[..offset.min(source.len())].iter().filter(|byte| **byte == b'\n').count()
}

/// Where `piece`, which was cut out of `source`, begins in it.
fn offset_in(source: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(source.as_ptr() as usize).min(source.len())
}
