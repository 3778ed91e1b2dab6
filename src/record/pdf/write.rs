//! Pages become a file, by krilla.

use chrono::{Datelike, NaiveDateTime, Timelike};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Archival, Configuration, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Transform},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag},
    text::Font,
};

use super::{
    Laid,
    lines::Run,
    pages::{Placed, What},
    palette, sheet,
    strip::{Mark, Strip},
    tags::{Drawn, Slot, short},
};
use crate::record::{Doc, LANGUAGE};

/// How strictly the file keeps to the standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// PDF/UA-1 and PDF/A-2a: the writer refuses what breaks them. An archive asks for a date.
    Archive,
    /// PDF/UA-1.
    Accessible,
    /// Tagged, and claims nothing.
    Tagged,
    /// Only what is seen.
    Plain,
}

/// The bytes of the file; `None` if the writer refuses it.
pub(super) fn write(doc: &Doc, laid: &Laid, rules: Rules) -> Option<Vec<u8>> {
    let settings = SerializeSettings {
        configuration: configuration(rules)?,
        enable_tagging: rules != Rules::Plain,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let mut drawn = Drawn::nothing(&laid.composed.tree);
    let fonts = super::faces::to_embed();
    for (number, page) in laid.pages.iter().enumerate() {
        let mut sheet = document.start_page_with(PageSettings::from_wh(sheet::WIDTH, sheet::HEIGHT)?);
        let mut surface = sheet.surface();
        let mut pen = Pen { surface: &mut surface, fonts: &fonts, drawn: &mut drawn };
        let column = |column: u8| {
            let placed = page.placed.iter().filter(move |placed| placed.column == column);
            placed.map(|placed| (placed.y, laid.strip(placed)))
        };
        pen.bars(column(0));
        pen.strips(&laid.edges(number), ArtifactType::Footer);
        pen.words(column(0), ArtifactType::PaginationOther);
        for number in 1..laid.sheet.columns {
            pen.surface.push_transform(&Transform::from_translate(laid.sheet.column(number), 0.0));
            pen.bars(column(number));
            pen.words(column(number), ArtifactType::PaginationOther);
            pen.surface.pop();
        }
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(laid));
    document.set_metadata(metadata(doc));
    document.set_tag_tree(laid.composed.tree.finish(&drawn));
    document.finish().ok()
}

fn configuration(rules: Rules) -> Option<Configuration> {
    let builder = ConfigurationBuilder::new();
    let builder = match rules {
        Rules::Archive => {
            builder.with_archival_validator(Archival::A2_A).with_accessibility_validator(Accessibility::UA1)
        }
        Rules::Accessible => builder.with_accessibility_validator(Accessibility::UA1),
        Rules::Tagged | Rules::Plain => builder,
    };
    builder.finish().ok()
}

/// Nothing of the computer, of the person, or of any other day than that on which it was made.
fn metadata(doc: &Doc) -> Metadata {
    let metadata = Metadata::new()
        .title(short(doc.title()))
        .language(LANGUAGE.to_owned())
        .creator("But Why?".to_owned())
        .producer("But Why?".to_owned());
    match doc.made() {
        Some(made) => metadata.creation_date(date(made)),
        None => metadata,
    }
}

fn date(made: NaiveDateTime) -> DateTime {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(made.year()).unwrap_or_default())
        .month(small(made.month()))
        .day(small(made.day()))
        .hour(small(made.hour()))
        .minute(small(made.minute()))
        .second(small(made.second()))
}

/// The bookmarks: the title, the sections under it, their parts under them.
fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for heading in &laid.composed.headings {
        close(&mut open, heading.level, &mut outline);
        let (page, y) = laid.place_of(heading.strip);
        let to = XyzDestination::new(page, Point::from_xy(0.0, (y - 12.0).max(0.0)));
        open.push((heading.level, OutlineNode::new(short(&heading.text), to).with_open(heading.level == 1)));
    }
    close(&mut open, 0, &mut outline);
    outline
}

/// Ends the bookmarks that are not above one of this level.
fn close(open: &mut Vec<(u8, OutlineNode)>, level: u8, outline: &mut Outline) {
    while open.last().is_some_and(|(last, _)| *last >= level) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, above)) => above.push_child(node),
            None => outline.push_child(node),
        }
    }
}

/// Draws on one page.
struct Pen<'a, 'b> {
    surface: &'a mut Surface<'b>,
    fonts: &'a [Option<Font>],
    drawn: &'a mut Drawn,
}

impl Pen<'_, '_> {
    /// A head or a foot, for the eye only.
    fn strips(&mut self, strips: &[(f32, Strip)], kind: ArtifactType) {
        self.bars(strips.iter().map(|(y, strip)| (*y, strip)));
        self.words(strips.iter().map(|(y, strip)| (*y, strip)), kind);
    }

    /// Bars and panels, those that touch each other as one: between two of them a printer would leave a hair.
    fn bars<'s>(&mut self, strips: impl Iterator<Item = (f32, &'s Strip)>) {
        let mut bars: Vec<[f32; 4]> = Vec::new();
        let mut inks: Vec<palette::Ink> = Vec::new();
        for (top, strip) in strips {
            for mark in &strip.marks {
                let Mark::Bar { x, y, width, height, ink } = mark else { continue };
                let touches = |(bar, before): (&[f32; 4], &palette::Ink)| {
                    let same = |a: f32, b: f32| (a - b).abs() < 0.01;
                    before == ink && same(bar[0], *x) && same(bar[2], *width) && same(bar[1] + bar[3], top + y)
                };
                if let Some(at) = bars.iter().zip(&inks).position(touches) {
                    bars[at][3] += height;
                } else {
                    bars.push([*x, top + y, *width, *height]);
                    inks.push(*ink);
                }
            }
        }
        if bars.is_empty() {
            return;
        }
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        for ([x, y, width, height], ink) in bars.into_iter().zip(inks) {
            self.outline(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)], ink, None);
        }
        self.surface.end_tagged();
    }

    /// Words and figures in reading order, which in a table is not the order of its lines. What has no place in the structure
    /// comes first, as an artifact of this kind.
    fn words<'s>(&mut self, strips: impl Iterator<Item = (f32, &'s Strip)>, kind: ArtifactType) {
        let mut marks: Vec<(Option<Slot>, f32, &Mark)> = Vec::new();
        for (top, strip) in strips {
            for mark in &strip.marks {
                match mark {
                    Mark::Words { run, .. } => {
                        marks.push((Some(run.slot).filter(|slot| *slot != Slot::ARTIFACT), top, mark));
                    }
                    Mark::Outline { slot, .. } => marks.push((Some(*slot), top, mark)),
                    Mark::Bar { .. } => {}
                }
            }
        }
        marks.sort_by_key(|(slot, ..)| *slot);
        // One stretch of content for each line of a place; what is read otherwise than it is seen has one of its own.
        let alike = |a: &(Option<Slot>, f32, &Mark), b: &(Option<Slot>, f32, &Mark)| {
            a.0 == b.0 && (a.1 - b.1).abs() < 0.01 && real(a.2).is_none() && real(b.2).is_none()
        };
        for group in marks.chunk_by(alike) {
            let Some((slot, _, first)) = group.first() else { continue };
            let is_figure = group.iter().any(|(.., mark)| matches!(mark, Mark::Outline { .. }));
            let tag = match slot {
                None => ContentTag::Artifact(Artifact::with_kind(kind)),
                Some(_) if is_figure => ContentTag::Other,
                Some(_) => ContentTag::Span(SpanTag::empty().with_actual_text(real(first))),
            };
            let identifier = self.surface.start_tagged(tag);
            for (_, top, mark) in group {
                match mark {
                    Mark::Words { x, baseline, ink, run } => self.run(run, *x, top + baseline, *ink),
                    Mark::Outline { points, ink, line, .. } => {
                        let points: Vec<_> = points.iter().map(|(x, y)| (*x, y + top)).collect();
                        self.outline(&points, *ink, *line);
                    }
                    Mark::Bar { .. } => {}
                }
            }
            self.surface.end_tagged();
            if let Some(slot) = slot {
                self.drawn.add(*slot, identifier);
            }
        }
    }

    fn run(&mut self, run: &Run, x: f32, baseline: f32, ink: palette::Ink) {
        let Some(font) = self.fonts.get(run.face).cloned().flatten() else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(ink)));
        self.surface.draw_glyphs(Point::from_xy(x + run.x, baseline), &run.glyphs, font, &run.text, run.size, false);
    }

    fn outline(&mut self, points: &[(f32, f32)], ink: palette::Ink, line: Option<f32>) {
        let mut path = PathBuilder::new();
        for (number, (x, y)) in points.iter().enumerate() {
            if number == 0 {
                path.move_to(*x, *y);
            } else {
                path.line_to(*x, *y);
            }
        }
        path.close();
        let stroke = line.map(|width| Stroke { paint: colour(ink).into(), width, ..Stroke::default() });
        // The inside of an open form is paper, so that the line of its lane does not run through it.
        self.surface.set_fill(Some(fill(if stroke.is_some() { [0xFF; 3] } else { ink })));
        self.surface.set_stroke(stroke);
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}

fn real(mark: &Mark) -> Option<&str> {
    match mark {
        Mark::Words { run, .. } => run.real.as_deref(),
        Mark::Bar { .. } | Mark::Outline { .. } => None,
    }
}

fn colour([red, green, blue]: palette::Ink) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn fill(ink: palette::Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

impl Laid {
    fn strip(&self, placed: &Placed) -> &Strip {
        match placed.what {
            What::Strip(at) => &self.composed.strips[at],
            What::Head { table, strip } => &self.composed.heads[table][strip],
        }
    }

    /// The page of a strip, from 0, and the height at which it stands there.
    pub(super) fn place_of(&self, strip: usize) -> (usize, f32) {
        let stands = |placed: &&Placed| matches!(placed.what, What::Strip(at) if at == strip);
        let on = |(number, page): (usize, &super::pages::Page)| Some((number, page.placed.iter().find(stands)?.y));
        self.pages.iter().enumerate().find_map(on).unwrap_or_default()
    }
}
