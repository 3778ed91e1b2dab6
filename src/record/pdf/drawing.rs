//! The time line, drawn: a lane for each kind of event, each with a mark of its own form, and years under the line.

use super::{
    compose::Composer,
    palette, sheet,
    strip::{Mark, Strip},
    tags::{Kind, Tree},
};
use crate::record::Drawing;

/// Half of a mark's width.
const HALF: f32 = 3.4;

impl Composer<'_> {
    pub(super) fn time_line(&mut self, drawing: &Drawing) {
        let (side, width, letters) = (self.sheet.side, self.sheet.width(), sheet::SMALL);
        let slot = self.made.tree.leaf(Tree::ROOT, Kind::Figure { told: drawing.told.clone() });
        // However many lanes there are, the drawing stays a part of the page.
        let lanes = f32::from(u16::try_from(drawing.lanes.len()).unwrap_or(u16::MAX));
        let step = (letters.leading * 1.5).min(sheet::HEIGHT * 0.6 / lanes.max(1.0));
        let names: f32 = drawing
            .lanes
            .iter()
            .map(|lane| self.setter.natural_width(&lane.name, false, letters))
            .fold(0.0, f32::max)
            .min(width * 0.35);
        let left = side + names + 4.0 * HALF;
        let long = side + width - left - 4.0 * HALF;
        let at = |thousandths: u16| left + long * f32::from(thousandths) / 1000.0;

        let axis = step * lanes + 4.0;
        let height = axis + letters.leading + 6.0;
        let mut strip = Strip { height, keep: true, ..Strip::default() };
        let mut y = 0.0;
        for (number, lane) in drawing.lanes.iter().enumerate() {
            let middle = y + step / 2.0;
            let lines = self.setter.lines(
                &[super::lines::Part { text: &lane.name, strong: false, slot }],
                letters,
                names + 1.0,
            );
            if let Some(line) = lines.into_iter().next() {
                strip.words(line, side, middle - letters.leading / 2.0, letters, palette::TEXT);
            }
            strip.marks.push(outline(
                slot,
                &[(left, middle - 0.25), (at(1000), middle - 0.25), (at(1000), middle + 0.25), (left, middle + 0.25)],
                palette::RULE,
            ));
            for thousandths in &lane.marks {
                strip.marks.extend(
                    mark(number, at(*thousandths), middle).into_iter().map(|(points, line)| Mark::Outline {
                        slot,
                        points,
                        ink: palette::ACCENT,
                        line,
                    }),
                );
            }
            y += step;
        }
        strip.marks.push(outline(
            slot,
            &[(left, axis), (at(1000), axis), (at(1000), axis + 1.0), (left, axis + 1.0)],
            palette::TEXT,
        ));
        let mut free = 0.0;
        for tick in &drawing.ticks {
            let x = at(tick.at);
            strip.marks.push(outline(
                slot,
                &[(x - 0.4, axis), (x + 0.4, axis), (x + 0.4, axis + 4.0), (x - 0.4, axis + 4.0)],
                palette::TEXT,
            ));
            let wide = self.setter.natural_width(&tick.words, false, letters);
            // In the middle under its tick, and within the page.
            let begin = (x - wide / 2.0).min(side + width - wide);
            if begin >= free {
                let line = self.one_line(&tick.words, false, slot, letters);
                strip.words(line, begin, axis + 4.0, letters, palette::TEXT);
                free = begin + wide + 3.0;
            }
        }
        self.put(vec![strip], self.sheet.block);
    }
}

fn outline(slot: super::tags::Slot, points: &[(f32, f32)], ink: palette::Ink) -> Mark {
    Mark::Outline { slot, points: points.to_vec(), ink, line: None }
}

/// The form of a lane's marks: disc, open square, diamond, triangle, cross, open ring; then they begin again.
fn mark(lane: usize, x: f32, y: f32) -> Vec<(Vec<(f32, f32)>, Option<f32>)> {
    let h = HALF;
    let round = |r: f32| -> Vec<(f32, f32)> {
        (0..24_u8)
            .map(|part| f32::from(part) / 24.0 * std::f32::consts::TAU)
            .map(|a| (x + r * a.cos(), y + r * a.sin()))
            .collect()
    };
    let square = |h: f32| vec![(x - h, y - h), (x + h, y - h), (x + h, y + h), (x - h, y + h)];
    match lane % 6 {
        0 => vec![(round(h), None)],
        1 => vec![(square(h * 0.85), Some(1.3))],
        2 => vec![(vec![(x, y - h * 1.2), (x + h * 1.2, y), (x, y + h * 1.2), (x - h * 1.2, y)], None)],
        3 => vec![(vec![(x, y - h * 1.1), (x + h * 1.1, y + h * 0.9), (x - h * 1.1, y + h * 0.9)], Some(1.3))],
        4 => {
            let (a, b) = (h * 0.95, 0.75);
            vec![
                (
                    vec![
                        (x - a - b, y - a + b),
                        (x - a + b, y - a - b),
                        (x + a + b, y + a - b),
                        (x + a - b, y + a + b),
                    ],
                    None,
                ),
                (
                    vec![
                        (x + a - b, y - a - b),
                        (x + a + b, y - a + b),
                        (x - a + b, y + a + b),
                        (x - a - b, y + a - b),
                    ],
                    None,
                ),
            ]
        }
        _ => vec![(round(h), Some(1.3))],
    }
}
