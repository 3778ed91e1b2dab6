//! One triangle: which pixels it covers, and with what.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "places are limited to FAR, and the colour of a pixel needs no more digits than f32 has"
)]

use std::{array, ops::Range};

use egui::{Pos2, epaint::Vertex, pos2};

use super::{
    Pixels,
    canvas::{Canvas, blend},
    textures::Texture,
};

/// Corners are rounded to 256ths of a pixel, as graphics hardware does it. Whole numbers make coverage exact.
const UNITS: i64 = 256;

/// No corner is farther out than this, in physical pixels, so that products of places fit an `i64`.
const FAR: f32 = 2_000_000.0;

/// Paints the part of a triangle that lies within `clip`, which must lie within the canvas.
pub(super) fn fill(
    canvas: &mut Canvas,
    clip: &Pixels,
    texture: &Texture,
    corners: [&Vertex; 3],
    pixels_per_point: f32,
) {
    let Some(outline) = Outline::new(corners.map(|corner| corner.pos), pixels_per_point) else { return };
    let bounds = outline.bounds(clip);
    if bounds.x.is_empty() {
        return;
    }
    let shade = Shade::new(corners, texture, &outline);
    for y in bounds.y {
        let columns = outline.columns(y, bounds.x.clone());
        let first = columns.start;
        let row = canvas.span_mut(y, columns);
        if !row.is_empty() {
            shade.paint(row, outline.weights(first, y));
        }
    }
}

/// The shape of a triangle with an area.
struct Outline {
    /// In units.
    corners: [[i64; 2]; 3],
    /// Each faces the corner of the same number.
    edges: [Edge; 3],
    /// Twice the area, in square units: the sum of all edges' values anywhere.
    area: f64,
}

impl Outline {
    /// Nothing if the triangle has no area or a corner is nowhere (NaN).
    fn new(corners: [Pos2; 3], pixels_per_point: f32) -> Option<Self> {
        if corners.iter().any(|corner| (*corner * pixels_per_point).any_nan()) {
            return None;
        }
        let corners = corners.map(|corner| {
            [corner.x, corner.y].map(|place| {
                let pixels = (place * pixels_per_point).clamp(-FAR, FAR);
                (pixels * UNITS as f32).round() as i64
            })
        });
        let [a, b, c] = corners;
        let area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        // egui's triangles go either way round. The edges go clockwise, so that inside is on the same side of all.
        let edges = match area {
            0 => return None,
            1.. => [Edge::new(b, c), Edge::new(c, a), Edge::new(a, b)],
            _ => [Edge::new(c, b), Edge::new(a, c), Edge::new(b, a)],
        };
        Some(Self { corners, edges, area: area.unsigned_abs() as f64 })
    }

    /// The pixels of `clip` that can be in the triangle at all.
    fn bounds(&self, clip: &Pixels) -> Pixels {
        let [a, b, c] = self.corners;
        let range = |axis: usize, clip: &Range<i64>| {
            let min = a[axis].min(b[axis]).min(c[axis]);
            let max = a[axis].max(b[axis]).max(c[axis]);
            // From the first to the last pixel whose centre lies between them.
            let first = (min - UNITS / 2 + UNITS - 1).div_euclid(UNITS);
            let end = (max - UNITS / 2).div_euclid(UNITS) + 1;
            first.max(clip.start)..end.min(clip.end)
        };
        Pixels { x: range(0, &clip.x), y: range(1, &clip.y) }
    }

    /// Those of the columns `x` whose pixels in row `y` have their centre in the triangle.
    fn columns(&self, y: i64, x: Range<i64>) -> Range<i64> {
        self.edges.iter().fold(x, |x, edge| edge.columns(y, x))
    }

    /// How much each corner counts at the centre of a pixel; in all 1.
    fn weights(&self, x: i64, y: i64) -> [f64; 3] {
        self.edges.each_ref().map(|edge| edge.value(x, y) as f64 / self.area)
    }

    /// What the weights change by from a pixel to the next one in its row; in all 0.
    fn weight_steps(&self) -> [f64; 3] {
        self.edges.each_ref().map(|edge| edge.step[0] as f64 / self.area)
    }
}

/// A line with the triangle on one side. Each pixel has a value: how far inside its centre is, times the length.
struct Edge {
    /// Of the pixel (0, 0).
    origin: i64,
    /// From a pixel to the next in its row, and to the next in its column.
    step: [i64; 2],
    /// The value from which on a pixel belongs to the triangle: 0 on top and left edges, and on others 1, so that of
    /// two triangles with a common edge one gets the centres that lie on it.
    least: i64,
}

impl Edge {
    fn new(from: [i64; 2], to: [i64; 2]) -> Self {
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let top_or_left = dy < 0 || (dy == 0 && dx > 0);
        Self {
            origin: dx * (UNITS / 2 - from[1]) - dy * (UNITS / 2 - from[0]),
            step: [-dy * UNITS, dx * UNITS],
            least: i64::from(!top_or_left),
        }
    }

    fn value(&self, x: i64, y: i64) -> i64 {
        self.origin + self.step[0] * x + self.step[1] * y
    }

    fn columns(&self, y: i64, x: Range<i64>) -> Range<i64> {
        let to_spare = self.value(0, y) - self.least;
        match self.step[0] {
            0 if to_spare < 0 => x.start..x.start,
            0 => x,
            step @ 1.. => x.start.max(-to_spare.div_euclid(step))..x.end,
            step => x.start..x.end.min(to_spare.div_euclid(-step) + 1),
        }
    }
}

/// The colours of a triangle.
enum Shade<'texture> {
    /// The same all over: red, green, blue and alpha from 0 to 255, premultiplied.
    Even([f32; 4]),
    Varied {
        corners: [Mix; 3],
        /// From a pixel to the next one in its row.
        step: Mix,
        texture: &'texture Texture,
        /// The texture's colour, if it is the same all over, as it is in all that is not text.
        texel: Option<[f32; 4]>,
    },
}

/// What changes from corner to corner: red, green, blue and alpha from 0 to 255, then u and v.
type Mix = [f32; 6];

impl<'texture> Shade<'texture> {
    fn new([a, b, c]: [&Vertex; 3], texture: &'texture Texture, outline: &Outline) -> Self {
        // Compared by their bits, since egui's positions panic when one of two is NaN (in debug builds).
        let place = |corner: &Vertex| [corner.uv.x, corner.uv.y].map(f32::to_bits);
        let texel = (place(a) == place(b) && place(a) == place(c)).then(|| texture.sample(a.uv));
        if let Some(texel) = texel
            && a.color == b.color
            && a.color == c.color
        {
            return Self::Even(multiply(a.color.to_array().map(f32::from), texel));
        }
        let corners = [a, b, c].map(|corner| {
            let [red, green, blue, alpha] = corner.color.to_array().map(f32::from);
            [red, green, blue, alpha, corner.uv.x, corner.uv.y]
        });
        let step = mix(corners, outline.weight_steps());
        Self::Varied { corners, step, texture, texel }
    }

    /// Paints a row of pixels from left to right. The weights are those of the corners at the first.
    fn paint(&self, row: &mut [egui::Color32], weights: [f64; 3]) {
        match self {
            Self::Even(color) => {
                // Opaque pixels do not depend on what is below, so that one stands for all.
                if let ([first, rest @ ..], true) = (&mut *row, color[3] >= 255.0) {
                    blend(first, *color);
                    rest.fill(*first);
                } else {
                    for pixel in row {
                        blend(pixel, *color);
                    }
                }
            }
            Self::Varied { corners, step, texture, texel } => {
                let start = mix(*corners, weights);
                for (column, pixel) in (0_u32..).zip(row) {
                    let column = column as f32;
                    let [red, green, blue, alpha, u, v] = array::from_fn(|i| start[i] + step[i] * column);
                    let texel = texel.unwrap_or_else(|| texture.sample(pos2(u, v)));
                    blend(pixel, multiply([red, green, blue, alpha], texel));
                }
            }
        }
    }
}

/// In f64, since thin triangles have large steps.
fn mix([a, b, c]: [Mix; 3], weights: [f64; 3]) -> Mix {
    array::from_fn(|i| {
        (f64::from(a[i]) * weights[0] + f64::from(b[i]) * weights[1] + f64::from(c[i]) * weights[2]) as f32
    })
}

fn multiply(color: [f32; 4], texel: [f32; 4]) -> [f32; 4] {
    array::from_fn(|i| color[i] * texel[i])
}
