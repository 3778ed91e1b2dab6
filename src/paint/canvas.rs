//! The picture being painted.

use std::ops::Range;

use egui::Color32;

/// A picture of `width` by `height` physical pixels, rows from top to bottom.
///
/// Painted on, an opaque background stays opaque.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canvas {
    width: u32,
    height: u32,
    /// `width * height` of them.
    pixels: Vec<Color32>,
}

impl Canvas {
    /// An even picture. A size of 0 is allowed.
    pub fn new(width: u32, height: u32, background: Color32) -> Self {
        Self { width, height, pixels: vec![background; width as usize * height as usize] }
    }

    /// In physical pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// In physical pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// All pixels, row by row: sRGB with premultiplied alpha, as egui counts colours.
    pub fn pixels(&self) -> &[Color32] {
        &self.pixels
    }

    /// Red, green, blue and alpha of each pixel, row by row, as PNG wants them: sRGB, alpha *not* premultiplied.
    pub fn into_rgba(self) -> Vec<u8> {
        self.pixels.iter().flat_map(Color32::to_srgba_unmultiplied).collect()
    }

    /// The pixels of row `y` in the columns `x`; none if that is not all on the canvas.
    pub(super) fn span_mut(&mut self, y: i64, x: Range<i64>) -> &mut [Color32] {
        let columns = usize::try_from(x.start).ok().zip(usize::try_from(x.end).ok());
        let row = usize::try_from(y).ok().and_then(|y| self.pixels.chunks_exact_mut(self.width.max(1) as usize).nth(y));
        row.zip(columns).and_then(|(row, (start, end))| row.get_mut(start..end)).unwrap_or_default()
    }
}

/// Lays `over` on a pixel. It holds red, green, blue and alpha from 0 to 255 in gamma space, premultiplied.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "float to u8 saturates, which is wanted")]
pub(super) fn blend(under: &mut Color32, over: [f32; 4]) {
    let [r, g, b, a] = over;
    let through = 1.0 - a / 255.0;
    let mix = |under: u8, over: f32| (over + through * f32::from(under) + 0.5) as u8;
    *under =
        Color32::from_rgba_premultiplied(mix(under.r(), r), mix(under.g(), g), mix(under.b(), b), mix(under.a(), a));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_for_png_has_straight_alpha() {
        let half_red = Canvas::new(1, 2, Color32::from_rgba_premultiplied(128, 0, 0, 128));
        assert_eq!(half_red.into_rgba(), [255, 0, 0, 128, 255, 0, 0, 128]);
        assert_eq!(Canvas::new(1, 1, Color32::from_rgb(1, 2, 3)).into_rgba(), [1, 2, 3, 255]);
    }

    #[test]
    fn a_span_off_the_canvas_is_empty() {
        let mut canvas = Canvas::new(3, 2, Color32::BLACK);
        assert_eq!(canvas.span_mut(1, 1..3).len(), 2);
        for (y, x) in [(2, 0..1), (-1, 0..1), (0, -1..1), (0, 2..4)] {
            assert!(canvas.span_mut(y, x).is_empty());
        }
        let backwards = Range { start: 2, end: 1 };
        assert!(canvas.span_mut(0, backwards).is_empty());
    }

    #[test]
    fn light_that_is_too_bright_is_white() {
        let mut pixel = Color32::from_gray(200);
        blend(&mut pixel, [100.0, 100.0, 100.0, 0.0]);
        assert_eq!(pixel, Color32::WHITE);
    }
}
