//! The images that egui paints from: the letters of the fonts above all.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "texture sizes are small numbers, and float to integer saturates"
)]

use std::{collections::HashMap, sync::Arc};

use egui::{
    Color32, ColorImage, ImageData, Pos2, TextureFilter, TextureId, TextureOptions, TextureWrapMode, TexturesDelta,
    epaint::ImageDelta,
};

/// All textures in use. Every [`TexturesDelta`] that egui puts out has to be applied, in its order, painted or not.
#[derive(Default)]
pub struct Textures {
    textures: HashMap<TextureId, Texture>,
    /// What the last delta no longer needs. Its frame is still to be painted.
    to_free: Vec<TextureId>,
}

impl Textures {
    /// Makes the changes that a frame asks for, and leaves `delta` empty (a full one panics when dropped). To be called
    /// before the frame is painted: what it frees is kept for that and goes with the next delta.
    pub fn apply(&mut self, delta: &mut TexturesDelta) {
        for id in self.to_free.drain(..) {
            self.textures.remove(&id);
        }
        for (id, changes) in delta.set.drain() {
            for change in changes {
                self.set(id, change);
            }
        }
        self.to_free.extend(delta.free.drain());
    }

    pub(super) fn get(&self, id: TextureId) -> Option<&Texture> {
        self.textures.get(&id)
    }

    fn set(&mut self, id: TextureId, change: ImageDelta) {
        let ImageDelta { image: ImageData::Color(image), options, pos } = change;
        match (pos, self.textures.get_mut(&id)) {
            (Some(pos), Some(texture)) => texture.patch(pos, &image),
            (Some(_), None) => {}
            (None, _) => match Texture::new(image, options) {
                Some(texture) => drop(self.textures.insert(id, texture)),
                None => drop(self.textures.remove(&id)),
            },
        }
    }
}

/// An image to sample from.
pub(super) struct Texture {
    /// At least one texel, and as many as its size says.
    image: Arc<ColorImage>,
    options: TextureOptions,
}

impl Texture {
    fn new(image: Arc<ColorImage>, options: TextureOptions) -> Option<Self> {
        (is_sound(&image) && !image.pixels.is_empty()).then_some(Self { image, options })
    }

    /// Replaces the rectangle of the size of `patch` whose top left corner is `pos`, if it is all inside.
    fn patch(&mut self, [left, top]: [usize; 2], patch: &ColorImage) {
        let ([width, height], [columns, rows]) = (self.image.size, patch.size);
        let fits = left.saturating_add(columns) <= width && top.saturating_add(rows) <= height;
        if !fits || !is_sound(patch) || patch.pixels.is_empty() {
            return;
        }
        let image = Arc::make_mut(&mut self.image);
        let lines = image.pixels.chunks_exact_mut(width).skip(top);
        for (line, new) in lines.zip(patch.pixels.chunks_exact(columns)) {
            line[left..left + columns].copy_from_slice(new);
        }
    }

    /// The colour at `uv`, where (0, 0) is the top left corner of the image and (1, 1) the bottom right: red, green,
    /// blue and alpha from 0 to 1, premultiplied.
    pub(super) fn sample(&self, uv: Pos2) -> [f32; 4] {
        let [width, height] = self.image.size;
        let place = [uv.x * width as f32, uv.y * height as f32];
        if self.options.magnification == TextureFilter::Nearest {
            let [x, y] = place.map(floor);
            return self.texel(x, y).to_array().map(|value| f32::from(value) / 255.0);
        }

        // The weights are counted in 256ths, as graphics hardware does it. A letter drawn texel by pixel, as nearly all
        // are, then takes one texel exactly, in spite of the last digits of the floats.
        let [x, y] = place.map(|texel| floor((texel - 0.5) * 256.0 + 0.5));
        let (x, x_share) = (x >> 8, (x & 255) as u32);
        let (y, y_share) = (y >> 8, (y & 255) as u32);
        let top_left = self.texel(x, y);
        if x_share == 0 && y_share == 0 {
            return top_left.to_array().map(|value| f32::from(value) / 255.0);
        }
        let weighted = [
            (top_left, (256 - x_share) * (256 - y_share)),
            (self.texel(x + 1, y), x_share * (256 - y_share)),
            (self.texel(x, y + 1), (256 - x_share) * y_share),
            (self.texel(x + 1, y + 1), x_share * y_share),
        ];
        let mut sum = [0; 4];
        for (texel, weight) in weighted {
            for (sum, value) in sum.iter_mut().zip(texel.to_array()) {
                *sum += u32::from(value) * weight;
            }
        }
        sum.map(|sum| sum as f32 / (255.0 * 65536.0))
    }

    /// The texel in column `x` and row `y`, which may be outside the image.
    fn texel(&self, x: i64, y: i64) -> Color32 {
        let [width, height] = self.image.size;
        let wrap = |place: i64, size: usize| {
            let size = size as i64;
            let inside = match self.options.wrap_mode {
                TextureWrapMode::ClampToEdge => place.clamp(0, size - 1),
                TextureWrapMode::Repeat => place.rem_euclid(size),
                TextureWrapMode::MirroredRepeat => {
                    let place = place.rem_euclid(2 * size);
                    place.min(2 * size - 1 - place)
                }
            };
            inside as usize
        };
        self.image.pixels[wrap(y, height) * width + wrap(x, width)]
    }
}

/// Are there as many texels as the size says?
fn is_sound(image: &ColorImage) -> bool {
    let [width, height] = image.size;
    width.checked_mul(height) == Some(image.pixels.len())
}

/// As `f32::floor`, which is a function call on processors of the common denominator. NaN counts as 0.
fn floor(value: f32) -> i64 {
    let towards_zero = value as i64;
    if towards_zero as f32 > value { towards_zero.saturating_sub(1) } else { towards_zero }
}

#[cfg(test)]
mod tests {
    use egui::{epaint::textures::TextureOptions, pos2};

    use super::*;

    const ID: TextureId = TextureId::Managed(0);

    #[test]
    fn a_freed_texture_is_there_for_its_last_frame() {
        let mut textures = Textures::default();
        let mut delta = TexturesDelta::default();
        delta.push(ID, ImageDelta::full(greys([1, 1], &[9]), TextureOptions::LINEAR));
        delta.free(ID);
        textures.apply(&mut delta);
        assert!(delta.is_empty());
        assert!(textures.get(ID).is_some());
        textures.apply(&mut delta);
        assert!(textures.get(ID).is_none());
    }

    #[test]
    fn a_patch_replaces_its_rectangle_and_nothing_else() {
        let mut textures = Textures::default();
        apply(&mut textures, ImageDelta::full(greys([3, 2], &[0; 6]), TextureOptions::LINEAR));
        apply(&mut textures, ImageDelta::partial([1, 1], greys([2, 1], &[7, 8]), TextureOptions::LINEAR));
        assert_eq!(content(&textures), greys([3, 2], &[0, 0, 0, 0, 7, 8]).pixels);
    }

    #[test]
    fn changes_that_make_no_sense_are_left_out() {
        let mut textures = Textures::default();
        let patch = |pos, size, values| ImageDelta::partial(pos, greys(size, values), TextureOptions::LINEAR);
        apply(&mut textures, patch([0, 0], [1, 1], &[9]));
        assert!(textures.get(ID).is_none());

        apply(&mut textures, ImageDelta::full(greys([2, 1], &[1, 2]), TextureOptions::LINEAR));
        apply(&mut textures, patch([1, 0], [2, 1], &[9, 9]));
        apply(&mut textures, patch([usize::MAX, 0], [1, 1], &[9]));
        apply(&mut textures, patch([0, 0], [0, 0], &[]));
        apply(&mut textures, patch([0, 0], [2, 1], &[9]));
        assert_eq!(content(&textures), greys([2, 1], &[1, 2]).pixels);

        apply(&mut textures, ImageDelta::full(greys([2, 2], &[1]), TextureOptions::LINEAR));
        assert!(textures.get(ID).is_none());
        apply(&mut textures, ImageDelta::full(greys([0, 0], &[]), TextureOptions::LINEAR));
        assert!(textures.get(ID).is_none());
    }

    #[test]
    fn the_middle_of_a_texel_is_its_colour_and_between_two_they_mix() {
        let row = [0.125, 0.25, 0.375, 0.5];
        check(TextureOptions::LINEAR, row, [10.0, 15.0, 20.0, 30.0]);
        check(TextureOptions::NEAREST, row, [10.0, 20.0, 20.0, 40.0]);
    }

    #[test]
    fn beyond_the_edge_it_goes_on_as_the_texture_says() {
        let beyond = [-0.125, 1.125, 1.375, -9.875];
        check(TextureOptions::LINEAR, beyond, [10.0, 80.0, 80.0, 10.0]);
        check(TextureOptions::LINEAR_REPEAT, beyond, [80.0, 10.0, 20.0, 10.0]);
        check(TextureOptions::NEAREST_REPEAT, beyond, [80.0, 10.0, 20.0, 10.0]);
        check(TextureOptions::LINEAR_MIRRORED_REPEAT, beyond, [10.0, 80.0, 40.0, 10.0]);
        check(TextureOptions::NEAREST_MIRRORED_REPEAT, beyond, [10.0, 80.0, 40.0, 10.0]);
        let absurd = [f32::INFINITY, f32::NEG_INFINITY, f32::NAN, 1e30];
        check(TextureOptions::LINEAR, absurd, [80.0, 10.0, 10.0, 80.0]);
        check(TextureOptions::NEAREST, absurd, [80.0, 10.0, 10.0, 80.0]);
    }

    /// Samples a row of four texels, 10, 20, 40 and 80, at four places.
    #[track_caller]
    fn check(options: TextureOptions, places: [f32; 4], expected: [f32; 4]) {
        let texture = Texture::new(Arc::new(greys([4, 1], &[10, 20, 40, 80])), options).expect("a sound image");
        for (place, expected) in places.into_iter().zip(expected) {
            let [red, _, _, alpha] = texture.sample(pos2(place, 0.5));
            assert!((red * 255.0 - expected).abs() < 0.01, "{} instead of {expected} at {place}", red * 255.0);
            assert!((alpha - 1.0).abs() < 1e-6);
        }
    }

    fn apply(textures: &mut Textures, change: ImageDelta) {
        let mut delta = TexturesDelta::default();
        delta.push(ID, change);
        textures.apply(&mut delta);
    }

    fn content(textures: &Textures) -> &[Color32] {
        &textures.get(ID).expect("a texture").image.pixels
    }

    /// Built by hand, since `ColorImage::new` does not make an image with too few pixels.
    fn greys([width, height]: [usize; 2], values: &[u8]) -> ColorImage {
        let pixels = values.iter().map(|value| Color32::from_gray(*value)).collect();
        ColorImage { size: [width, height], source_size: egui::Vec2::ZERO, pixels }
    }
}
