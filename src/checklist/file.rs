//! The file shape, format 1: from bytes to a checklist, law, parrot or list of words, or every problem at once.
//!
//! The frame is read strictly, each section and each item is taken as it stands and read alone. So one broken item does
//! not hide the next, and its place in the text gives its line.

mod bytes;
mod frames;
mod parrot;

use ron::{Error, Options, error::Position, extensions::Extensions};
use serde::{Deserialize, de::DeserializeOwned};

use super::explain::explain;
use super::{
    Checklist, Item, Language, Law, LawLine, Pace, Panel, Parrot, Place, Problem, Section, Term, rules, scan,
    text::shown,
};
use frames::{ChecklistFrame, ItemsAlone, LanguageFrame, LawFrame, SectionFrame, SectionsAlone};

/// How large a file may be. Each is far above what a conversation can use; a file beyond them is a slip or an attack.
pub struct Limits;

impl Limits {
    /// The newest format that is read.
    pub const FORMAT: u32 = 1;
    pub const BYTES: usize = 1024 * 1024;
    /// Brackets inside brackets.
    pub const NESTING: usize = 32;
    pub const PACES: usize = 12;
    pub const SECTIONS: usize = 60;
    pub const ITEMS: usize = 500;
    /// Things to choose from in one item.
    pub const OPTIONS: usize = 50;
    /// Terms in a list of words.
    pub const TERMS: usize = 500;
    /// Forms of words that a list finds.
    pub const FORMS: usize = 20_000;
    /// Characters in one text.
    pub const TEXT: usize = 4_000;
    /// Problems that are said of one file; whoever has mended these hears of the others.
    pub const PROBLEMS: usize = 100;
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
    Parrot(Box<Parrot>),
    Language(Language),
    Panel(Panel),
}

/// Reads a file. `file` is its name without folders; `bytes` may be cut off after [`Limits::BYTES`] + 1.
///
/// # Errors
/// Every problem that the file has, in the order of its lines; never empty.
pub fn read(file: &str, bytes: &[u8]) -> Result<Contents, Vec<Problem>> {
    let reader = Reader { file, kind: "Checklist" };
    let source = reader.source(bytes)?;
    match scan::first_word(source) {
        "Law" => reader.law(source).map(Contents::Law),
        "Parrot" => reader.parrot(source).map(|parrot| Contents::Parrot(Box::new(parrot))),
        "Language" => reader.language(source).map(Contents::Language),
        "Panel" => reader.panel(source).map(Contents::Panel),
        _ => reader.checklist(source),
    }
}

/// How RON is read everywhere: options need no `Some(…)`, and nothing nests deep enough to exhaust the stack.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(Limits::NESTING * 2)
}

/// A checklist as it stands in its file: the piece of text of each part that could be read, and whether those are all.
pub(super) struct Pieces<'a> {
    pub source: &'a str,
    pub paces: Vec<&'a str>,
    pub all_paces: bool,
    /// A section, and its items with their places.
    pub sections: Vec<(&'a str, Vec<(Place, &'a str)>)>,
    pub all_items: bool,
}

impl Pieces<'_> {
    /// The line (from 1) on which a part has this name, or else that on which it begins.
    pub fn line(&self, piece: &str, name: &str) -> usize {
        line_at(self.source, offset_in(self.source, piece) + scan::named(piece, name).map_or(0, |(name, _)| name.at))
    }
}

/// Reads RON and says what keeps it from being read, with its line. Whoever has another shape of file reads it with this too.
pub(crate) struct Reader<'a> {
    /// The file's name without folders.
    pub file: &'a str,
    /// The word with which such a file usually begins.
    pub kind: &'static str,
}

impl Reader<'_> {
    /// The text, if its brackets, quotes and commas are in order.
    pub fn source<'b>(&self, bytes: &'b [u8]) -> Result<&'b str, Vec<Problem>> {
        let source = self.text(bytes).map_err(|problem| vec![*problem])?;
        let shape = scan::shape(source, self.kind);
        if shape.is_empty() {
            return Ok(source);
        }
        Err(shape.into_iter().map(|(line, what, help)| self.problem(line, what, help)).collect())
    }

    /// A problem of `piece`, a part of `source`.
    pub fn problem_of(&self, source: &str, piece: &str, what: String, help: String) -> Problem {
        self.problem(line_at(source, offset_in(source, piece)), what, help)
    }

    fn problem(&self, line: usize, what: String, help: String) -> Problem {
        let place = Place { file: self.file.to_owned(), line: Some(line), ..Place::default() };
        Problem { place, what, help }
    }

    pub fn whole_file(&self, what: &str, help: &str) -> Problem {
        let place = Place { file: self.file.to_owned(), ..Place::default() };
        Problem { place, what: what.to_owned(), help: help.to_owned() }
    }

    /// Refuses formats that are newer than we are, before anything else in them can be misread.
    fn format<H: DeserializeOwned + Into<u32>>(&self, source: &str) -> Result<(), Vec<Problem>> {
        let format: u32 = self.parse::<H>(source, source).map_err(|problem| vec![*problem])?.into();
        if format == 0 || format > Limits::FORMAT {
            let line = scan::named(source, "format").map_or(1, |(name, _)| name.line);
            let most = Limits::FORMAT;
            let what =
                format!("This file is written in format {format}. This version of the program reads up to {most}.");
            let help = if format == 0 { "Write format: 1." } else { "Update the program." };
            return Err(vec![self.problem(line, what, help.to_owned())]);
        }
        Ok(())
    }

    /// Reads `piece`, a part of `source`; its problem has the line in `source`.
    pub fn parse<'de, T: Deserialize<'de>>(&self, source: &str, piece: &'de str) -> Result<T, Box<Problem>> {
        options().from_str(piece).map_err(|error| {
            let first = line_at(source, offset_in(source, piece));
            let (what, help) = explain(&error.code, &scan::Around::of(piece, offset_of(piece, error.span.start)));
            // RON sees that something is missing at the closing bracket; people look where the part begins.
            let line = match error.code {
                Error::MissingStructField { outer: Some(outer), .. } if PARTS.contains(&outer.as_str()) => {
                    scan::first_line(piece)
                }
                _ => error.span.start.line.max(1),
            };
            Box::new(self.problem(first + line - 1, what, help))
        })
    }

    fn checklist(&self, source: &str) -> Result<Contents, Vec<Problem>> {
        self.format::<frames::ChecklistHead>(source)?;
        let mut problems = Vec::new();
        let frame: ChecklistFrame = match self.parse(source, source) {
            Ok(frame) => frame,
            Err(problem) => {
                problems.push(*problem);
                if let Ok(SectionsAlone { sections }) = self.parse(source, source) {
                    for raw in sections.into_iter().take(Limits::PROBLEMS) {
                        self.section(source, raw.trim().get_ron(), &mut problems);
                    }
                }
                return Err(sorted(problems));
            }
        };
        let mut all_paces = Vec::new();
        let mut pieces = Pieces { source, paces: Vec::new(), all_paces: true, sections: Vec::new(), all_items: true };
        for raw in &frame.paces {
            if problems.len() >= Limits::PROBLEMS {
                break;
            }
            let piece = raw.trim().get_ron();
            match self.parse::<Pace>(source, piece) {
                Ok(pace) => {
                    all_paces.push(pace);
                    pieces.paces.push(piece);
                }
                Err(problem) => problems.push(*problem),
            }
        }
        let of_paces = problems.len();
        pieces.all_paces = of_paces == 0;
        let mut sections = Vec::new();
        for raw in &frame.sections {
            if problems.len() >= Limits::PROBLEMS {
                break;
            }
            let piece = raw.trim().get_ron();
            if let Some((section, items)) = self.section(source, piece, &mut problems) {
                sections.push(section);
                pieces.sections.push((piece, items));
            }
        }
        pieces.all_items = problems.len() == of_paces;
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
            paces: all_paces,
            sections,
            reflection: frame.reflection,
            barriers: frame.barriers,
            group: frame.group,
        };
        problems.extend(rules::problems(self.file, &checklist, &pieces));
        if !problems.is_empty() {
            return Err(sorted(problems));
        }
        let places: Vec<Vec<Place>> =
            pieces.sections.into_iter().map(|(_, items)| items.into_iter().map(|(place, _)| place).collect()).collect();
        let warnings = rules::warnings(&checklist, &places);
        checklist.texts_mut().for_each(mark_hidden);
        Ok(Contents::Checklist { checklist: Box::new(checklist), places, warnings })
    }

    /// A section with the pieces of its items, as far as they can be read.
    fn section<'s>(
        &self,
        source: &str,
        piece: &'s str,
        problems: &mut Vec<Problem>,
    ) -> Option<(Section, Vec<(Place, &'s str)>)> {
        let title = scan::named(piece, "title").map(|(_, value)| value.text.trim_matches('"'));
        let place = Place {
            file: self.file.to_owned(),
            line: None,
            section: title.map(|title| shown(title).into_owned()),
            item: None,
        };
        let frame = self.parse::<SectionFrame>(source, piece);
        let raws = match &frame {
            Ok(frame) => frame.items.clone(),
            Err(problem) => {
                let Problem { place: Place { line, .. }, what, help } = (**problem).clone();
                problems.push(Problem { place: Place { line, ..place.clone() }, what, help });
                self.parse(source, piece).map(|ItemsAlone { items }| items).unwrap_or_default()
            }
        };
        let mut items = Vec::new();
        let mut pieces = Vec::new();
        for (at, raw) in raws.into_iter().enumerate() {
            if problems.len() >= Limits::PROBLEMS {
                break;
            }
            let piece = raw.trim().get_ron();
            let line = Some(line_at(source, offset_in(source, piece)));
            let place = Place { line, item: Some(at + 1), ..place.clone() };
            match self.parse::<Item>(source, piece) {
                Ok(item) => {
                    items.push(item);
                    pieces.push((place, piece));
                }
                Err(problem) => {
                    problems.push(Problem { place: Place { line: problem.place.line, ..place }, ..*problem });
                }
            }
        }
        let SectionFrame { id, title, minutes, speaks, mode, read_aloud, opens_advice, items: _ } = frame.ok()?;
        Some((Section { id, title, minutes, speaks, mode, read_aloud, opens_advice, items }, pieces))
    }

    fn law(&self, source: &str) -> Result<Law, Vec<Problem>> {
        self.format::<frames::LawHead>(source)?;
        let frame: LawFrame = self.parse(source, source).map_err(|problem| vec![*problem])?;
        let mut problems = Vec::new();
        let mut lines = Vec::new();
        let mut at = Vec::new();
        for raw in &frame.lines {
            if problems.len() >= Limits::PROBLEMS {
                break;
            }
            let piece = raw.trim().get_ron();
            match self.parse::<LawLine>(source, piece) {
                Ok(line) => {
                    at.push(line_at(source, offset_in(source, piece)));
                    lines.push(line);
                }
                Err(problem) => problems.push(*problem),
            }
        }
        let mut law =
            Law { id: frame.id, title: frame.title, jurisdiction: frame.jurisdiction, caution: frame.caution, lines };
        problems.extend(rules::law_problems(self.file, &law, &at));
        if !problems.is_empty() {
            return Err(sorted(problems));
        }
        let Law { id: _, title, jurisdiction, caution, lines } = &mut law;
        let of_lines = lines.iter_mut().flat_map(|line| [&mut line.words, &mut line.provision, &mut line.source]);
        [title, jurisdiction, caution].into_iter().chain(of_lines).for_each(mark_hidden);
        Ok(law)
    }

    fn language(&self, source: &str) -> Result<Language, Vec<Problem>> {
        self.format::<frames::LanguageHead>(source)?;
        let frame: LanguageFrame = self.parse(source, source).map_err(|problem| vec![*problem])?;
        let mut problems = Vec::new();
        let (mut terms, mut pieces) = (Vec::new(), Vec::new());
        for raw in &frame.terms {
            if problems.len() >= Limits::PROBLEMS {
                break;
            }
            let piece = raw.trim().get_ron();
            match self.parse::<Term>(source, piece) {
                Ok(term) => {
                    terms.push(term);
                    pieces.push(piece);
                }
                Err(problem) => problems.push(*problem),
            }
        }
        let LanguageFrame { _format: _, id, title, caution, flip, titles, terms: raws } = frame;
        let mut language = Language { id, title, caution, flip, titles, terms };
        if raws.is_empty() {
            let line = scan::named(source, "terms").map_or(1, |(name, _)| name.line);
            problems.push(self.problem(line, "There is no term.".to_owned(), "Add at least one.".to_owned()));
        }
        let line_of = |piece: &str, within: usize| line_at(source, offset_in(source, piece) + within);
        problems.extend(rules::language_problems(self.file, &language, source, &pieces, &line_of));
        if !problems.is_empty() {
            return Err(sorted(problems));
        }
        let Language { id: _, title, caution, flip, titles: _, terms } = &mut language;
        let of_terms = terms.iter_mut().flat_map(|term| {
            let Term { id: _, words: _, leave: _, ask, better, keep_when, source, flip: _ } = term;
            [ask, better, keep_when, source]
        });
        [title, caution, flip].into_iter().chain(of_terms).for_each(mark_hidden);
        Ok(language)
    }

    fn panel(&self, source: &str) -> Result<Panel, Vec<Problem>> {
        self.format::<frames::PanelHead>(source)?;
        let mut panel: Panel = self.parse(source, source).map_err(|problem| vec![*problem])?;
        let problems = rules::panel_problems(self.file, source, &panel);
        if !problems.is_empty() {
            return Err(sorted(problems));
        }
        let of_questions = panel.questions.iter_mut().map(|question| &mut question.asks);
        of_questions.chain([&mut panel.title]).for_each(mark_hidden);
        Ok(panel)
    }
}

/// Parts that begin on a line of their own, as RON names them.
const PARTS: [&str; 12] = [
    "Checklist",
    "Pace",
    "Section",
    "Item",
    "Law",
    "LawLine",
    "Panel",
    "Parrot",
    "DirectionWords",
    "TriggerWords",
    "Language",
    "Term",
];

fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.place.line);
    problems.truncate(Limits::PROBLEMS);
    problems
}

fn mark_hidden(text: &mut String) {
    if let std::borrow::Cow::Owned(marked) = shown(text) {
        *text = marked;
    }
}

/// The line (from 1) of a byte offset.
fn line_at(source: &str, offset: usize) -> usize {
    1 + source.get(..offset).unwrap_or(source).matches('\n').count()
}

/// Where `piece`, which was cut out of `source`, begins in it.
fn offset_in(source: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(source.as_ptr() as usize).min(source.len())
}

/// The byte at RON's line and column, which count characters.
fn offset_of(piece: &str, Position { line, col }: Position) -> usize {
    let before: usize = piece.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    piece[before..].char_indices().nth(col.saturating_sub(1)).map_or(piece.len(), |(at, _)| before + at)
}
