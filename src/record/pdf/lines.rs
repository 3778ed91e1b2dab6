//! Text becomes lines: broken to a width, each sign placed. Right-to-left scripts are shaped and ordered as they are read.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    rc::Rc,
};

use krilla::text::{GlyphId, KrillaGlyph};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty,
};

use super::{
    faces::{self, Faces},
    sheet::Type,
    signs,
    tags::Slot,
};

/// A stretch of text of one look that belongs to one place of the structure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub text: &'a str,
    pub strong: bool,
    pub slot: Slot,
}

/// What is set on one line, from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub runs: Vec<Run>,
}

/// Signs of one face, in one place of the structure.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub slot: Slot,
    /// The number of the face.
    pub face: usize,
    pub size: f32,
    /// From the left end of the line.
    pub x: f32,
    pub glyphs: Vec<KrillaGlyph>,
    /// Of the whole paragraph; the glyphs name their places in it.
    pub text: Rc<str>,
    /// What a reader gets where the signs do not say it by themselves.
    pub real: Option<String>,
}

/// Sets text in lines.
pub(super) struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<usize>,
    faces: Faces,
    pub unshown: BTreeSet<char>,
}

/// A paragraph as it is seen, with the stretches of it that stand for something else.
struct Seen {
    text: Rc<str>,
    /// Where each part ends.
    parts: Vec<(Range<usize>, bool, Slot)>,
    told: BTreeMap<usize, (usize, String)>,
}

impl Setter {
    pub(super) fn new() -> Self {
        Self { fonts: faces::context(), layouts: LayoutContext::new(), faces: Faces::new(), unshown: BTreeSet::new() }
    }

    /// The lines of one or more paragraphs (`\n` between them) in a width. There is always one at least.
    pub(super) fn lines(&mut self, parts: &[Part<'_>], letters: Type, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut paragraph: Vec<Part<'_>> = Vec::new();
        for part in parts {
            let mut pieces = part.text.split('\n');
            paragraph.push(Part { text: pieces.next().unwrap_or_default(), ..*part });
            for piece in pieces {
                lines.extend(self.paragraph(&paragraph, letters, width, true));
                paragraph = vec![Part { text: piece, ..*part }];
            }
        }
        lines.extend(self.paragraph(&paragraph, letters, width, false));
        lines
    }

    /// How wide the text is when nothing breaks it.
    pub(super) fn natural_width(&mut self, text: &str, strong: bool, letters: Type) -> f32 {
        let mut widest: f32 = 0.0;
        for line in text.lines() {
            let seen = self.seen(&[Part { text: line, strong, slot: Slot::ARTIFACT }], &BTreeSet::new(), false);
            let layout = self.layout(&seen, letters, None);
            widest = widest.max(layout.width());
        }
        widest
    }

    fn paragraph(&mut self, parts: &[Part<'_>], letters: Type, width: f32, goes_on: bool) -> Vec<Line> {
        // A face may have each sign of a cluster and no face all of them: what is found without a face is told by number
        // too, marks first, so that the letters under them stay.
        let mut also = BTreeSet::new();
        loop {
            let seen = self.seen(parts, &also, goes_on);
            let layout = self.layout(&seen, letters, Some(width));
            let missing = missing(&layout, &seen.text, &also);
            if missing.is_empty() {
                return self::lines(&layout, &seen, letters);
            }
            also.extend(missing);
        }
    }

    fn seen(&mut self, parts: &[Part<'_>], also: &BTreeSet<char>, goes_on: bool) -> Seen {
        let mut text = String::new();
        let mut told = BTreeMap::new();
        let mut ranges = Vec::new();
        for part in parts {
            let begin = text.len();
            for signs::Stretch { seen, real } in signs::stretches(part.text, &self.faces, also, &mut self.unshown) {
                let at = text.len();
                text.push_str(&seen);
                if let Some(real) = real {
                    told.insert(at, (text.len(), real));
                }
            }
            ranges.push((begin..text.len(), part.strong, part.slot));
        }
        // Two typed lines are two words for whoever reads on; and a line without a sign is no line at all.
        if goes_on || text.is_empty() {
            text.push(' ');
            if let Some((range, ..)) = ranges.last_mut() {
                range.end = text.len();
            }
        }
        Seen { text: text.into(), parts: ranges, told }
    }

    fn layout(&mut self, seen: &Seen, letters: Type, width: Option<f32>) -> Layout<usize> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &seen.text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(faces::families()));
        builder.push_default(StyleProperty::FontSize(letters.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(letters.leading)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        for (number, (range, strong, _)) in seen.parts.iter().enumerate() {
            builder.push(StyleProperty::Brush(number), range.clone());
            if *strong {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
        }
        let mut layout = builder.build(&seen.text);
        layout.break_all_lines(width);
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }
}

/// Signs that were laid out without a face. It is never empty twice for the same sign, so that asking again comes to an end.
fn missing(layout: &Layout<usize>, text: &str, also: &BTreeSet<char>) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    for line in layout.lines() {
        for run in line.runs() {
            for cluster in run.clusters() {
                if cluster.glyphs().all(|glyph| glyph.id != 0) {
                    continue;
                }
                let signs = text.get(cluster.text_range()).unwrap_or_default();
                let new = |sign: &char| !sign.is_ascii() && !also.contains(sign);
                let marks: BTreeSet<char> = signs.chars().skip(1).filter(new).collect();
                if marks.is_empty() {
                    missing.extend(signs.chars().filter(new));
                } else {
                    missing.extend(marks);
                }
            }
        }
    }
    missing
}

fn lines(layout: &Layout<usize>, seen: &Seen, letters: Type) -> Vec<Line> {
    let mut lines = Vec::new();
    // A stretch that is told by number may break: only its first part says what it stands for.
    let mut said = BTreeSet::new();
    for line in layout.lines() {
        let mut x = line.metrics().offset;
        let mut runs: Vec<Run> = Vec::new();
        for run in line.runs() {
            let face = faces::number_of(run.font().data.as_ref());
            let mut key = None;
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    // Its signs are those of the cluster that it is joined to.
                    if let Some(run) = runs.last_mut() {
                        run.join(&range);
                    }
                    continue;
                }
                let part = cluster.style().brush;
                let told = seen.told.range(..=range.start).next_back().filter(|(_, (end, _))| range.start < *end);
                let this = Some((part, told.map(|(begin, _)| *begin)));
                if key != this {
                    key = this;
                    let slot = seen.parts.get(part).map_or(Slot::ARTIFACT, |(_, _, slot)| *slot);
                    let real = told.map(|(at, (_, real))| if said.insert(*at) { real.clone() } else { String::new() });
                    let run = Run {
                        slot,
                        face,
                        size: letters.size,
                        x,
                        glyphs: Vec::new(),
                        text: Rc::clone(&seen.text),
                        real,
                    };
                    runs.push(run);
                }
                let Some(Run { glyphs, .. }) = runs.last_mut() else { continue };
                for glyph in cluster.glyphs() {
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / letters.size,
                        glyph.x / letters.size,
                        // It counts downwards here, and upwards there.
                        -glyph.y / letters.size,
                        0.0,
                        range.clone(),
                        None,
                    ));
                    x += glyph.advance;
                }
            }
        }
        // From right to left the signs stay as they are seen: whoever reads a PDF expects them so, and turns them.
        runs.retain(|run| !run.glyphs.is_empty());
        lines.push(Line { runs });
    }
    lines
}

impl Run {
    /// The last cluster also stands for this text: all its signs say the same, so that it is said once.
    fn join(&mut self, range: &Range<usize>) {
        let Some(last) = self.glyphs.last().map(|glyph| glyph.text_range.clone()) else { return };
        let joined = last.start.min(range.start)..last.end.max(range.end);
        for glyph in self.glyphs.iter_mut().rev().take_while(|glyph| glyph.text_range == last) {
            glyph.text_range = joined.clone();
        }
    }
}
