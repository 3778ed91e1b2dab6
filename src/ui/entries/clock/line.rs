//! The painted time line: a lane for the order, the home, the plan and the worker, to one scale, with years below.

use chrono::{Datelike, NaiveDate};
use egui::{Color32, FontSelection, Pos2, Rect, Sense, Stroke, TextStyle, Ui, accesskit::Role, pos2, vec2};

use crate::{
    session::clock::{EventKind, TimeLine},
    ui::{
        control,
        theme::{self, space},
    },
};

/// Half the width of a mark, in points.
const MARK: f32 = 6.0;

/// Shows the line if it has two ends. Its name says all that it shows, in words.
pub fn ui(ui: &mut Ui, line: &TimeLine) {
    let Some((first, last)) = line.ends() else { return };
    let tokens = theme::tokens(ui);
    let font = FontSelection::from(TextStyle::Small).resolve(ui.style());
    let text = |ui: &Ui, words: &str, color| ui.painter().layout_no_wrap(words.to_owned(), font.clone(), color);
    let has = |kind: &EventKind| line.events.iter().any(|event| event.kind == *kind);
    let lanes: Vec<EventKind> =
        EventKind::ALL.into_iter().filter(|kind| *kind != EventKind::Hearing).filter(has).collect();

    let row = ui.fonts_mut(|fonts| fonts.row_height(&font)) + space::S;
    let name_width = lanes.iter().map(|kind| text(ui, kind.words(), tokens.ink2).size().x).fold(0.0, f32::max);
    let width = ui.available_width();
    let hearing = line.events.iter().find(|event| event.kind == EventKind::Hearing);
    let lanes_shown = u16::try_from(lanes.len()).map_or(0.0, f32::from);
    // A row above for the hearing's name, one below for the years.
    let (above, below) = (if hearing.is_some() { row } else { 0.0 }, row);
    let (rect, response) = ui.allocate_exact_size(vec2(width, above + lanes_shown * row + below), Sense::hover());
    let name = format!("Time line. {}", line.sentences().join(" "));
    control::named(ui, &response, Role::Image, &name);
    if !ui.is_rect_visible(rect) {
        return;
    }

    let scale = Scale {
        first,
        days: days_between(first, last),
        left: rect.left() + name_width + space::M + MARK,
        right: rect.right() - MARK - 2.0,
    };
    let top = rect.top() + above;
    let bottom = rect.bottom() - below;
    years(ui, &scale, last, top, bottom, &font);
    for (at, kind) in lanes.iter().enumerate() {
        let y = top + (u16::try_from(at).map_or(0.0, f32::from) + 0.5) * row;
        let galley = text(ui, kind.words(), tokens.ink2);
        ui.painter().galley(pos2(rect.left(), y - galley.size().y / 2.0), galley, tokens.ink2);
        ui.painter().hline(scale.left..=scale.right, y, Stroke::new(1.0, tokens.border));
        for event in line.events.iter().filter(|event| event.kind == *kind) {
            mark(ui, *kind, pos2(scale.x(event.when.first), y));
        }
    }
    if let Some(event) = hearing {
        let x = scale.x(event.when.first);
        ui.painter().vline(x, top - 2.0..=bottom, Stroke::new(2.0, tokens.primary));
        let galley = text(ui, EventKind::Hearing.words(), tokens.primary);
        let left = (x - galley.size().x / 2.0).clamp(rect.left(), (rect.right() - galley.size().x).max(rect.left()));
        ui.painter().galley(pos2(left, rect.top()), galley, tokens.primary);
    }
}

/// Where a day lies.
struct Scale {
    first: NaiveDate,
    days: f32,
    left: f32,
    right: f32,
}

impl Scale {
    fn x(&self, day: NaiveDate) -> f32 {
        self.left + (self.right - self.left) * days_between(self.first, day) / self.days.max(1.0)
    }
}

/// A day too many or too few cannot be seen: the whole line is a few hundred points wide.
#[expect(clippy::cast_precision_loss, reason = "days of a life are far below what a float tells apart")]
fn days_between(from: NaiveDate, to: NaiveDate) -> f32 {
    (to - from).num_days() as f32
}

/// A fine line at the beginning of each year and its number below, as many as there is room for.
fn years(ui: &Ui, scale: &Scale, last: NaiveDate, top: f32, bottom: f32, font: &egui::FontId) {
    let tokens = theme::tokens(ui);
    let mut free = f32::NEG_INFINITY;
    for year in scale.first.year() + 1..=last.year() {
        let Some(begin) = NaiveDate::from_ymd_opt(year, 1, 1) else { continue };
        let x = scale.x(begin);
        ui.painter().vline(x, top..=bottom + 3.0, Stroke::new(1.0, tokens.divider));
        let galley = ui.painter().layout_no_wrap(year.to_string(), font.clone(), tokens.ink2);
        let left = x - galley.size().x / 2.0;
        let right = left + galley.size().x;
        if left > free && right <= scale.right + MARK {
            ui.painter().galley(pos2(left, bottom + 4.0), galley, tokens.ink2);
            free = right + space::S;
        }
    }
}

/// Each kind has a shape of its own: never a colour alone.
fn mark(ui: &Ui, kind: EventKind, at: Pos2) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let edge = Stroke::new(1.5, tokens.surface);
    let color = match kind {
        EventKind::Order => tokens.info.text,
        EventKind::Home => tokens.ok.text,
        EventKind::Plan => tokens.told.text,
        EventKind::Worker | EventKind::Other | EventKind::Hearing => tokens.ink2,
    };
    let polygon = |points: Vec<Pos2>, fill: Color32| egui::Shape::convex_polygon(points, fill, edge);
    match kind {
        EventKind::Order => {
            painter.rect(
                Rect::from_center_size(at, vec2(MARK * 1.7, MARK * 1.7)),
                1.0,
                color,
                edge,
                egui::StrokeKind::Outside,
            );
        }
        EventKind::Home => {
            let (x, y) = (at.x, at.y);
            let points = vec![
                pos2(x, y - MARK),
                pos2(x + MARK, y - 1.0),
                pos2(x + MARK, y + MARK - 1.0),
                pos2(x - MARK, y + MARK - 1.0),
                pos2(x - MARK, y - 1.0),
            ];
            painter.add(polygon(points, color));
        }
        EventKind::Plan => {
            let points = vec![at + vec2(0.0, -MARK), at + vec2(MARK, 0.0), at + vec2(0.0, MARK), at + vec2(-MARK, 0.0)];
            painter.add(polygon(points, color));
        }
        EventKind::Worker | EventKind::Hearing => {
            painter.circle(at, MARK - 1.0, color, edge);
        }
        EventKind::Other => {
            painter.circle(at, MARK - 1.5, tokens.surface, Stroke::new(2.0, color));
        }
    }
}
