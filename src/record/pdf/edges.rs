//! The head and the foot of a page: what it is part of, who may see it, and which page it is.

use super::{
    Laid,
    lines::{Line, Part, Setter},
    palette,
    sheet::{self, SMALL, Sheet, Type},
    strip::Strip,
    tags::Slot,
};
use crate::record::Doc;

/// Lines of a marking at the foot. The whole of it stands under the title.
const MOST: usize = 2;

/// What stands on every page outside the text.
pub(super) struct Edges {
    marking: Vec<Line>,
    running: Option<Line>,
    /// "Page 1 of 3" and how wide it is, for each page.
    numbers: Vec<(Line, f32)>,
}

impl Edges {
    pub(super) fn of(doc: &Doc, sheet: &Sheet, setter: &mut Setter) -> Self {
        let width = sheet.across() - 90.0;
        let mut set = |text: &str| {
            let lines = setter.lines(&[Part { text, strong: false, slot: Slot::ARTIFACT }], SMALL, width);
            if text.is_empty() { Vec::new() } else { lines }
        };
        let mut marking = set(doc.marking());
        marking.truncate(MOST);
        let running = set(doc.running()).into_iter().next();
        Self { marking, running, numbers: Vec::new() }
    }

    /// How many lines the foot has: the text ends above them.
    pub(super) fn foot(&self) -> f32 {
        if self.marking.len() > 1 { SMALL.leading } else { 0.0 }
    }

    /// Once it is known how many pages there are.
    pub(super) fn number(&mut self, pages: usize, setter: &mut Setter) {
        let number = |number| {
            let text = format!("Page {number} of {pages}");
            let part = Part { text: &text, strong: false, slot: Slot::ARTIFACT };
            let width = setter.natural_width(&text, false, SMALL);
            let lines = setter.lines(&[part], SMALL, width + 20.0);
            (lines.into_iter().next().unwrap_or_default(), width)
        };
        self.numbers = (1..=pages).map(number).collect();
    }
}

impl Laid {
    /// The head and the foot of a page (from 0), each with its height.
    pub(super) fn edges(&self, page: usize) -> Vec<(f32, Strip)> {
        let (side, width, Type { leading, .. }) = (self.sheet.side, self.sheet.across(), SMALL);
        let mut edges = Vec::new();
        if page > 0
            && let Some(running) = &self.edges.running
        {
            let mut head = Strip { height: leading + 3.0, ..Strip::default() };
            head.words(running.clone(), side, 0.0, SMALL, palette::QUIET);
            edges.push((self.sheet.top - leading - 15.0, head));
        }
        let mut foot = Strip::default();
        if let Some((number, wide)) = self.edges.numbers.get(page) {
            foot.words(number.clone(), side + width - wide, 0.0, SMALL, palette::QUIET);
        }
        for (line, words) in self.edges.marking.iter().enumerate() {
            let down = if line == 0 { 0.0 } else { leading };
            foot.words(words.clone(), side, down, SMALL, palette::QUIET);
        }
        let y = sheet::HEIGHT - self.sheet.bottom + 13.0 - self.edges.foot();
        edges.push((y, foot));
        edges
    }
}
