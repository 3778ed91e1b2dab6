//! The time line, drawn: a lane for each kind of event, each with a mark of its own form, and years under the line.

use std::f32::consts::TAU;

use super::{
    compose::Composer,
    lines::Part,
    palette, sheet,
    strip::{Mark, Strip},
    tags::{Kind, Slot, Tree},
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
        let names = drawing.lanes.iter().map(|lane| self.setter.natural_width(&lane.name, false, letters));
        let names = names.fold(0.0, f32::max).min(width * 0.35);
        let left = side + names + 4.0 * HALF;
        let long = side + width - left - 4.0 * HALF;
        let at = |thousandths: u16| left + long * f32::from(thousandths) / 1000.0;

        let axis = step * lanes + 4.0;
        let height = axis + letters.leading + 6.0;
        let mut strip = Strip { height, keep: true, ..Strip::default() };
        let mut middle = step / 2.0;
        for (number, lane) in drawing.lanes.iter().enumerate() {
            let part = Part { text: &lane.name, strong: false, slot };
            let name = self.setter.lines(&[part], letters, names + 1.0).swap_remove(0);
            strip.words(name, side, middle - letters.leading / 2.0, letters, palette::TEXT);
            strip.marks.push(bar(slot, [left, middle - 0.25, long, 0.5], palette::RULE));
            for thousandths in &lane.marks {
                let x = at(*thousandths);
                strip.marks.extend(forms(number).into_iter().map(|Form { points, line }| Mark::Outline {
                    slot,
                    points: points.into_iter().map(|(right, down)| (x + right, middle + down)).collect(),
                    ink: palette::ACCENT,
                    line,
                }));
            }
            middle += step;
        }
        strip.marks.push(bar(slot, [left, axis, long, 1.0], palette::TEXT));
        let mut free = 0.0;
        for tick in &drawing.ticks {
            let x = at(tick.at);
            strip.marks.push(bar(slot, [x - 0.4, axis, 0.8, 4.0], palette::TEXT));
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
        self.below = self.sheet.block;
    }
}

/// A line of the figure: its left upper corner and its size.
fn bar(slot: Slot, [x, y, width, height]: [f32; 4], ink: palette::Ink) -> Mark {
    let points = vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
    Mark::Outline { slot, points, ink, line: None }
}

/// A closed line around the middle of a mark; filled, unless it is drawn with a line of this width.
struct Form {
    points: Vec<(f32, f32)>,
    line: Option<f32>,
}

/// The form of a lane's marks: disc, open square, diamond, open triangle, cross, open ring; then they begin again.
fn forms(lane: usize) -> Vec<Form> {
    let filled = |points: &[(f32, f32)]| Form { points: points.to_vec(), line: None };
    let open = |points: &[(f32, f32)]| Form { points: points.to_vec(), line: Some(1.3) };
    let (side, tip) = (HALF * 0.85, HALF * 1.2);
    let around = (0..24_u8).map(|part| (f32::from(part) / 24.0 * TAU).sin_cos());
    let round: Vec<(f32, f32)> = around.map(|(sin, cos)| (HALF * cos, HALF * sin)).collect();
    // From corner to corner, downwards or upwards.
    let across = |down: f32| {
        let (near, far) = (HALF - 1.5, HALF);
        filled(&[(-far, -near * down), (-near, -far * down), (far, near * down), (near, far * down)])
    };
    match lane % 6 {
        0 => vec![filled(&round)],
        1 => vec![open(&[(-side, -side), (side, -side), (side, side), (-side, side)])],
        2 => vec![filled(&[(0.0, -tip), (tip, 0.0), (0.0, tip), (-tip, 0.0)])],
        3 => vec![open(&[(0.0, -tip), (tip, side), (-tip, side)])],
        4 => vec![across(1.0), across(-1.0)],
        _ => vec![open(&round)],
    }
}
