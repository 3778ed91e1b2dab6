//! How the pictures in tests are made.

use but_why::paint::{Canvas, Textures, paint};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// Renders a harness without a GPU: `Harness::builder().renderer(CpuRenderer::default())`.
#[derive(Default)]
pub struct CpuRenderer {
    textures: Textures,
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.textures.apply(delta);
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let pixels_per_point = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * pixels_per_point;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "float to integer saturates")]
        let [width, height] = [size.x, size.y].map(|pixels| pixels.round() as u32);

        // An opaque background, as a window has one: what shows through otherwise depends on who looks at the picture.
        let mut canvas = Canvas::new(width, height, ctx.global_style().visuals.panel_fill);
        let primitives = ctx.tessellate(output.shapes.clone(), pixels_per_point);
        paint(&mut canvas, &self.textures, &primitives, pixels_per_point);
        RgbaImage::from_raw(width, height, canvas.into_rgba()).ok_or_else(|| "the picture is incomplete".to_owned())
    }
}
