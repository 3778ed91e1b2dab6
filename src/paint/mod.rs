//! egui's shapes to pixels, on the CPU.
//!
//! Pictures in tests are painted here, without a GPU or a display, and later the window of a remote desktop, which has
//! no GPU either. egui lays out and cuts everything into coloured, textured triangles; what remains is to fill them:
//!
//! ```no_run
//! # let ctx = egui::Context::default();
//! # let mut output = ctx.run_ui(egui::RawInput::default(), |_| ());
//! use but_why::paint::{Canvas, Textures, paint};
//!
//! let mut textures = Textures::default(); // kept from frame to frame
//! textures.apply(&mut output.textures_delta);
//!
//! let primitives = ctx.tessellate(output.shapes, ctx.pixels_per_point());
//! let mut canvas = Canvas::new(1100, 760, egui::Color32::WHITE);
//! paint(&mut canvas, &textures, &primitives, ctx.pixels_per_point());
//! ```
//!
//! The result is that of egui's own renderers without dithering: colours are multiplied and blended in gamma space with
//! premultiplied alpha, clip rectangles are rounded to physical pixels, and a pixel belongs to a triangle if its centre
//! does. The same shapes always give the same bytes: coverage is counted in whole numbers, and the rest is plain
//! arithmetic that every processor rounds alike.

mod canvas;
mod textures;
mod triangle;

use std::ops::Range;

use egui::{
    ClippedPrimitive, Rect,
    epaint::{Mesh, Primitive},
};

pub use self::{canvas::Canvas, textures::Textures};

/// Paints `primitives`, whose positions are in points, over what is on the canvas, in their order.
///
/// Whatever cannot be painted is left out, and the rest is painted: triangles without a place (NaN) or with a corner
/// that does not exist, meshes whose texture is not in `textures`, and paint callbacks, which only a GPU can run.
pub fn paint(canvas: &mut Canvas, textures: &Textures, primitives: &[ClippedPrimitive], pixels_per_point: f32) {
    for ClippedPrimitive { clip_rect, primitive } in primitives {
        let Primitive::Mesh(mesh) = primitive else { continue };
        let Some(texture) = textures.get(mesh.texture_id) else { continue };
        let clip = Pixels::within(canvas, *clip_rect, pixels_per_point);
        for corners in mesh.indices.chunks_exact(3) {
            if let Some(corners) = vertices(mesh, corners) {
                triangle::fill(canvas, &clip, texture, corners, pixels_per_point);
            }
        }
    }
}

fn vertices<'mesh>(mesh: &'mesh Mesh, corners: &[u32]) -> Option<[&'mesh egui::epaint::Vertex; 3]> {
    let vertex = |corner: usize| mesh.vertices.get(*corners.get(corner)? as usize);
    Some([vertex(0)?, vertex(1)?, vertex(2)?])
}

/// A rectangle of whole physical pixels; empty if a range is.
#[derive(Clone)]
struct Pixels {
    x: Range<i64>,
    y: Range<i64>,
}

impl Pixels {
    /// The pixels of the canvas inside `clip_rect` (in points), rounded as egui's renderers round it.
    fn within(canvas: &Canvas, clip_rect: Rect, pixels_per_point: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "it saturates, and the canvas is the limit")]
        let range = |min: f32, max: f32, limit: u32| {
            let [min, max] = [min, max].map(|edge| (edge * pixels_per_point).round() as i64);
            min.max(0)..max.min(i64::from(limit))
        };
        Self {
            x: range(clip_rect.min.x, clip_rect.max.x, canvas.width()),
            y: range(clip_rect.min.y, clip_rect.max.y, canvas.height()),
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Pos2, TextureId, TextureOptions, TexturesDelta, epaint, pos2};

    use super::*;

    const HALF_WHITE: Color32 = Color32::from_rgba_premultiplied(128, 128, 128, 128);

    #[test]
    fn a_rectangle_fills_exactly_its_pixels() {
        let canvas = painted(4, 3, 1.0, &[rectangle(1.0, 1.0, 3.0, 2.0, Color32::RED)]);
        let (o, x) = (Color32::BLACK, Color32::RED);
        assert_eq!(canvas.pixels(), [o, o, o, o, o, x, x, o, o, o, o, o]);
    }

    #[test]
    fn a_pixel_belongs_to_a_shape_if_its_centre_does() {
        let canvas = painted(4, 1, 1.0, &[rectangle(0.5, 0.0, 2.5, 1.0, Color32::RED)]);
        let (o, x) = (Color32::BLACK, Color32::RED);
        // A centre on the left edge is in, one on the right edge is not, so neighbours never share a pixel.
        assert_eq!(canvas.pixels(), [x, x, o, o]);
    }

    #[test]
    fn triangles_around_a_point_cover_every_pixel_once() {
        // Any pixel left out stays black, any pixel painted twice is lighter than the others.
        for step in 0_u8..64 {
            let middle = pos2(8.0 + f32::from(step) / 61.0, 8.5 - f32::from(step) / 67.0);
            let rim = (0..=step + 3).map(|i| {
                let angle = std::f32::consts::TAU * f32::from(i) / f32::from(step + 3);
                middle + 40.0 * egui::Vec2::angled(if i == step + 3 { 0.0 } else { angle })
            });
            let mut fan = Mesh::default();
            fan.colored_vertex(middle, HALF_WHITE);
            rim.for_each(|pos| fan.colored_vertex(pos, HALF_WHITE));
            (0..=u32::from(step) + 2).for_each(|i| fan.add_triangle(0, i + 1, i + 2));

            let canvas = painted(16, 16, 1.0, &[everywhere(fan)]);
            assert_eq!(canvas.pixels(), [Color32::from_gray(128); 256], "{} triangles", step + 3);
        }
    }

    #[test]
    fn it_does_not_matter_which_way_round_a_triangle_goes() {
        let corners = [pos2(1.3, 0.2), pos2(14.8, 6.1), pos2(4.4, 15.7)];
        let one_way = painted(16, 16, 1.0, &[triangle(corners)]);
        let [a, b, c] = corners;
        assert_ne!(one_way.pixels(), [Color32::BLACK; 256]);
        assert_eq!(one_way, painted(16, 16, 1.0, &[triangle([a, c, b])]));
        assert_eq!(one_way, painted(16, 16, 1.0, &[triangle([b, c, a])]));
    }

    #[test]
    fn colours_blend_in_gamma_space_with_premultiplied_alpha() {
        let over = |color| painted(1, 1, 1.0, &[rectangle(0.0, 0.0, 1.0, 1.0, color)]).pixels()[0];
        assert_eq!(over(Color32::from_rgba_unmultiplied(255, 255, 255, 51)), Color32::from_gray(51));
        assert_eq!(over(Color32::TRANSPARENT), Color32::BLACK);
        // A colour without alpha only adds light.
        assert_eq!(over(Color32::from_rgb_additive(9, 0, 0)), Color32::from_rgb(9, 0, 0));
    }

    #[test]
    fn colours_run_evenly_from_corner_to_corner() {
        let mut strip = rectangle_mesh(0.0, 0.0, 4.0, 1.0, Color32::BLACK);
        for vertex in strip.vertices.iter_mut().filter(|vertex| vertex.pos.x > 0.0) {
            vertex.color = Color32::from_gray(200);
        }
        let canvas = painted(4, 1, 1.0, &[everywhere(strip)]);
        assert_eq!(canvas.pixels(), [25, 75, 125, 175].map(Color32::from_gray));
    }

    #[test]
    fn clip_rectangles_are_rounded_to_physical_pixels() {
        let mut shape = rectangle(0.0, 0.0, 8.0, 8.0, Color32::RED);
        shape.clip_rect = Rect::from_min_max(pos2(0.2, -3.0), pos2(0.8, f32::INFINITY));
        // 0.3 to 1.2 physical pixels.
        let canvas = painted(4, 1, 1.5, &[shape]);
        let (o, x) = (Color32::BLACK, Color32::RED);
        assert_eq!(canvas.pixels(), [x, o, o, o]);
    }

    #[test]
    fn what_cannot_be_painted_is_left_out() {
        let sound = rectangle_mesh(0.0, 0.0, 4.0, 4.0, Color32::RED);
        let broken = |change: &dyn Fn(&mut Mesh)| {
            let mut mesh = sound.clone();
            change(&mut mesh);
            painted(4, 4, 1.0, &[everywhere(mesh)])
        };
        let nothing = Canvas::new(4, 4, Color32::BLACK);
        assert_eq!(broken(&|mesh| mesh.texture_id = TextureId::User(7)), nothing);
        assert_eq!(broken(&|mesh| mesh.vertices.clear()), nothing);
        assert_eq!(broken(&|mesh| mesh.vertices.iter_mut().for_each(|v| v.pos.x = f32::NAN)), nothing);
        assert_eq!(broken(&|mesh| mesh.vertices.iter_mut().for_each(|v| v.pos.y = 2.0)), nothing);
        assert_eq!(broken(&|mesh| mesh.indices.truncate(2)), nothing);

        // Places and texture coordinates out of this world are painted as far as they can be.
        let infinity = rectangle(f32::NEG_INFINITY, -1e30, f32::INFINITY, 1e30, Color32::RED);
        assert_eq!(painted(4, 4, 1.0, &[infinity]), Canvas::new(4, 4, Color32::RED));
        broken(&|mesh| mesh.vertices[0].uv = pos2(f32::NAN, f32::INFINITY));
        for pixels_per_point in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            painted(4, 4, pixels_per_point, &[everywhere(sound.clone())]);
        }
    }

    #[test]
    fn a_canvas_or_a_clip_of_no_size_is_no_trouble() {
        let shape = rectangle(-5.0, -5.0, 9.0, 9.0, Color32::RED);
        for (width, height) in [(0, 0), (0, 3), (3, 0)] {
            assert!(painted(width, height, 1.0, std::slice::from_ref(&shape)).pixels().is_empty());
        }
        for clip_rect in [Rect::NOTHING, Rect::NAN, Rect::ZERO, Rect::everything_below(9e9)] {
            let clipped = ClippedPrimitive { clip_rect, ..shape.clone() };
            assert_eq!(painted(2, 2, 1.0, &[clipped]), Canvas::new(2, 2, Color32::BLACK), "{clip_rect:?}");
        }
    }

    /// `primitives` on black, with a white texture under the default id.
    fn painted(width: u32, height: u32, pixels_per_point: f32, primitives: &[ClippedPrimitive]) -> Canvas {
        let mut delta = TexturesDelta::default();
        let white = egui::ColorImage::filled([2, 2], Color32::WHITE);
        delta.push(TextureId::default(), epaint::ImageDelta::full(white, TextureOptions::LINEAR));
        let mut textures = Textures::default();
        textures.apply(&mut delta);
        let mut canvas = Canvas::new(width, height, Color32::BLACK);
        paint(&mut canvas, &textures, primitives, pixels_per_point);
        canvas
    }

    fn rectangle(left: f32, top: f32, right: f32, bottom: f32, color: Color32) -> ClippedPrimitive {
        everywhere(rectangle_mesh(left, top, right, bottom, color))
    }

    fn rectangle_mesh(left: f32, top: f32, right: f32, bottom: f32, color: Color32) -> Mesh {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(left, top), pos2(right, bottom)), color);
        mesh
    }

    fn triangle(corners: [Pos2; 3]) -> ClippedPrimitive {
        let mut mesh = Mesh::default();
        for pos in corners {
            mesh.colored_vertex(pos, HALF_WHITE);
        }
        mesh.add_triangle(0, 1, 2);
        everywhere(mesh)
    }

    fn everywhere(mesh: Mesh) -> ClippedPrimitive {
        ClippedPrimitive { clip_rect: Rect::EVERYTHING, primitive: Primitive::Mesh(mesh) }
    }
}
