//! The wee parrot, painted from its path numbers: a head that is also a speech bubble, its crest three questions.
//! Always decoration, so it has no name for screen readers.

use egui::{Color32, Pos2, Rect, Sense, Shape, Stroke, Ui, epaint::PathShape, pos2, vec2};

use super::theme;

/// The side of the square in which the path numbers are written.
const SIDE: f32 = 64.0;

const CREST: [&str; 3] = [
    "M31 15C25 11 23 6 25 2C30 4 34 8 35 14Z",
    "M35 14C33 9 34 4 38 1C41 5 42 10 40 15Z",
    "M40 15C41 10 45 6 50 5C51 10 49 15 44 18Z",
];
const BODY: &str = "M36 13C48 13 57 22 57 34C57 41 54 47 49 51C50 55 52 58 55 60C49 60 44 58 41 54.4C39.5 54.8 37.8 55 36 \
                    55C24.5 55 15.5 45.5 15.5 34C15.5 22.5 24.5 13 36 13Z";
const FACE: &str = "M29 22C35 22 39 26.5 39 32C39 38 34.5 42 29 42C24 42 20.5 38.5 19.5 34C19 27 22.5 22 29 22Z";
const BEAK: &str =
    "M22.5 26C13 24.5 5.5 31 6.5 43C6.7 44.6 8.2 44.9 9 43.6C11 40.4 15.5 38.8 20.5 39.4C24 36 25 30 22.5 26Z";
const BEAK_BELOW: &str =
    "M12.5 42.2C14.5 40.8 17.5 40.3 20.5 40.7C20.6 44.5 16.8 47.2 12.5 46.2C11 45.8 11 43.4 12.5 42.2Z";

/// Paints the parrot in a square of `side` points.
pub fn parrot(ui: &mut Ui, side: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint(ui, rect);
    }
}

/// Paints the parrot into a square.
pub fn paint(ui: &Ui, rect: Rect) {
    let tokens = theme::tokens(ui);
    let place = |x: f32, y: f32| rect.min + vec2(x, y) * (rect.width() / SIDE);
    let scale = rect.width() / SIDE;
    let fill = |path: &str, color: Color32| {
        let points = outline(path).into_iter().map(|point| place(point.x, point.y)).collect();
        ui.painter().add(filled(points, color));
    };
    for (path, color) in CREST.into_iter().zip(tokens.crest) {
        fill(path, color);
    }
    fill(BODY, tokens.parrot);
    fill(FACE, tokens.parrot_face);
    ui.painter().circle_filled(place(30.0, 30.0), 3.8 * scale, tokens.parrot_eye);
    ui.painter().circle_filled(place(28.7, 28.7), 1.2 * scale, tokens.parrot_face);
    fill(BEAK, tokens.beak);
    fill(BEAK_BELOW, tokens.beak_shade);
}

/// A filled outline of any shape. epaint fills convex paths only, so this one is cut into triangles first.
fn filled(points: Vec<Pos2>, color: Color32) -> Shape {
    let triangles = triangles(&points);
    let mut mesh = egui::Mesh::default();
    for point in &points {
        mesh.colored_vertex(*point, color);
    }
    for [a, b, c] in triangles {
        if let (Ok(a), Ok(b), Ok(c)) = (u32::try_from(a), u32::try_from(b), u32::try_from(c)) {
            mesh.add_triangle(a, b, c);
        }
    }
    // The hair-thin outline softens the edge, which a bare mesh would leave jagged.
    let edge = PathShape::closed_line(points, Stroke::new(0.75, color));
    Shape::Vec(vec![Shape::mesh(mesh), edge.into()])
}

/// Cuts a simple polygon into triangles, ear by ear.
fn triangles(points: &[Pos2]) -> Vec<[usize; 3]> {
    let cross = |a: Pos2, b: Pos2, c: Pos2| (b - a).x * (c - a).y - (b - a).y * (c - a).x;
    let area: f32 = (0..points.len())
        .map(|at| {
            let (a, b) = (points[at], points[(at + 1) % points.len()]);
            a.x * b.y - b.x * a.y
        })
        .sum();
    let mut left: Vec<usize> = (0..points.len()).collect();
    if area < 0.0 {
        left.reverse();
    }
    let mut cut = Vec::new();
    while left.len() > 3 {
        let count = left.len();
        let ear = (0..count).find(|at| {
            let [a, b, c] = [left[(at + count - 1) % count], left[*at], left[(at + 1) % count]];
            let corner = [points[a], points[b], points[c]];
            cross(corner[0], corner[1], corner[2]) > 0.0
                && left.iter().filter(|one| ![a, b, c].contains(one)).all(|one| {
                    let p = points[*one];
                    !(0..3).all(|side| cross(corner[side], corner[(side + 1) % 3], p) >= 0.0)
                })
        });
        let at = ear.unwrap_or(0);
        cut.push([left[(at + count - 1) % count], left[at], left[(at + 1) % count]]);
        left.remove(at);
    }
    if let [a, b, c] = left[..] {
        cut.push([a, b, c]);
    }
    cut
}

/// The points of a path of `M`, `C` and `Z`, each curve in twelve steps.
fn outline(path: &str) -> Vec<Pos2> {
    const STEPS: u8 = 12;
    let mut points: Vec<Pos2> = Vec::new();
    for (command, numbers) in commands(path) {
        match (command, numbers.as_slice()) {
            ('M', [x, y]) => points.push(pos2(*x, *y)),
            ('C', [x1, y1, x2, y2, x, y]) => {
                let from = points.last().copied().unwrap_or_default();
                let (one, two, to) = (pos2(*x1, *y1), pos2(*x2, *y2), pos2(*x, *y));
                points.extend((1..=STEPS).map(|step| {
                    let t = f32::from(step) / f32::from(STEPS);
                    let u = 1.0 - t;
                    let sum = from.to_vec2() * (u * u * u)
                        + one.to_vec2() * (3.0 * u * u * t)
                        + two.to_vec2() * (3.0 * u * t * t)
                        + to.to_vec2() * (t * t * t);
                    sum.to_pos2()
                }));
            }
            _ => {}
        }
    }
    // The last point of a closed path is its first again.
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

fn commands(path: &str) -> Vec<(char, Vec<f32>)> {
    let mut commands: Vec<(char, Vec<f32>)> = Vec::new();
    let mut number = String::new();
    for c in path.chars().chain([' ']) {
        if c.is_ascii_digit() || c == '.' {
            number.push(c);
            continue;
        }
        if let (Ok(value), Some((_, numbers))) = (number.parse(), commands.last_mut()) {
            numbers.push(value);
        }
        number.clear();
        if c.is_ascii_alphabetic() {
            commands.push((c, Vec::new()));
        }
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_closed_and_filled_without_holes() {
        for path in CREST.into_iter().chain([BODY, FACE, BEAK, BEAK_BELOW]) {
            let points = outline(path);
            let area = |a: Pos2, b: Pos2, c: Pos2| ((b - a).x * (c - a).y - (b - a).y * (c - a).x).abs() / 2.0;
            let whole: f32 = (0..points.len())
                .map(|at| {
                    let (a, b) = (points[at], points[(at + 1) % points.len()]);
                    (a.x * b.y - b.x * a.y) / 2.0
                })
                .sum();
            let cut: f32 = triangles(&points).into_iter().map(|[a, b, c]| area(points[a], points[b], points[c])).sum();
            assert!((whole.abs() - cut).abs() < 0.01 * cut, "{path}: {whole} and {cut}");
        }
    }
}
