//! A page is a pile of strips: each a slice across the page that does not break.

use super::{
    lines::{Line, Run},
    palette,
    sheet::Type,
    tags::Slot,
};

/// A slice of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// Air above it. There is none at the head of a page.
    pub air: f32,
    pub height: f32,
    /// On the same page as the strip after it.
    pub keep: bool,
    /// The table that it is a row of: on a new page the head of that table comes first.
    pub table: Option<usize>,
    pub marks: Vec<Mark>,
}

/// What is drawn in a strip. Places count from the left edge of the page and the upper edge of the strip.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    Words {
        x: f32,
        baseline: f32,
        ink: palette::Ink,
        run: Run,
    },
    /// A bar, a rule, a panel: only for the eye.
    Bar {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: palette::Ink,
    },
    /// A closed outline of a figure, filled or, if it has a width, drawn with a line.
    Outline {
        slot: Slot,
        points: Vec<(f32, f32)>,
        ink: palette::Ink,
        line: Option<f32>,
    },
}

impl Strip {
    /// Air that is a strip by itself, so that a panel or a bar goes on behind it.
    pub(super) fn padding(height: f32, keep: bool) -> Self {
        Self { height, keep, ..Self::default() }
    }

    pub(super) fn words(&mut self, line: Line, x: f32, top: f32, letters: Type, ink: palette::Ink) {
        // Where the letters stand in their line: the same for all faces, so that lines of two scripts stay in step.
        let baseline = top + f32::midpoint(letters.leading, letters.size * 0.7);
        self.marks.extend(line.runs.into_iter().map(|run| Mark::Words { x, baseline, ink, run }));
    }

    /// Behind everything else in the strip.
    pub(super) fn behind(&mut self, x: f32, width: f32, ink: palette::Ink) {
        self.marks.insert(0, Mark::Bar { x, y: 0.0, width, height: self.height, ink });
    }
}

/// Lines as strips. The first two and the last two stay together; short paragraphs are not broken.
pub(super) fn strips(lines: Vec<Line>, x: f32, letters: Type, ink: palette::Ink) -> Vec<Strip> {
    let count = lines.len();
    let strip = |(number, line): (usize, Line)| {
        let mut strip = Strip { height: letters.leading, ..Strip::default() };
        strip.keep = stays(number, count);
        strip.words(line, x, 0.0, letters, ink);
        strip
    };
    lines.into_iter().enumerate().map(strip).collect()
}

/// Whether line `number` of `count` stays with the one after it: none stands alone at the foot or at the head of a page.
pub(super) fn stays(number: usize, count: usize) -> bool {
    number + 1 < count && (count <= 3 || number == 0 || number + 2 == count)
}
