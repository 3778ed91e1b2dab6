//! The empty chair: for the child who is not in the room, and of whose words nothing is written yet.

use egui::{CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, accesskit::Role, pos2, vec2};

use super::{control, theme};

/// The side of the square in which the chair is drawn.
const SIDE: f32 = 64.0;

/// A chair with nobody in it, in a square of `side` points. It has a name: it says something.
pub fn empty(ui: &mut Ui, side: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    control::named(ui, &response, Role::Image, "An empty chair");
    if ui.is_rect_visible(rect) {
        paint(ui, rect);
    }
}

/// A child's chair, seen from the front and a little from the side.
fn paint(ui: &Ui, rect: Rect) {
    let tokens = theme::tokens(ui);
    let scale = rect.width() / SIDE;
    let place = |x: f32, y: f32| rect.min + vec2(x, y) * scale;
    let part = |left: f32, top: f32, right: f32, bottom: f32| {
        Rect::from_min_max(place(left, top), pos2(place(right, bottom).x, place(right, bottom).y))
    };
    let line = Stroke::new(2.0 * scale, tokens.ink2);
    let round = CornerRadius::same(theme::size::RADIUS / 2);
    let painter = ui.painter();
    // What it stands on, so that it stands.
    painter.line_segment([place(6.0, 61.0), place(58.0, 61.0)], Stroke::new(1.5 * scale, tokens.divider));
    // The legs behind, then the back with its rails, the seat, and the legs before.
    for x in [21.0, 43.0] {
        painter.line_segment([place(x, 40.0), place(x, 54.0)], Stroke::new(2.0 * scale, tokens.border));
    }
    for rail in [part(20.0, 6.0, 44.0, 13.0), part(20.0, 18.0, 44.0, 24.0)] {
        painter.rect(rail, round, tokens.surface2, line, StrokeKind::Middle);
    }
    for x in [18.0, 46.0] {
        painter.line_segment([place(x, 4.0), place(x, 36.0)], Stroke::new(3.0 * scale, tokens.ink2));
    }
    let seat = vec![place(17.0, 34.0), place(47.0, 34.0), place(52.0, 42.0), place(12.0, 42.0)];
    painter.add(egui::Shape::convex_polygon(seat, tokens.surface2, line));
    for x in [13.0, 51.0] {
        painter.line_segment([place(x, 42.0), place(x, 61.0)], Stroke::new(3.0 * scale, tokens.ink2));
    }
}
