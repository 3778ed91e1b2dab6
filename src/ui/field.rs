//! Things to write in. The label comes first, above its field, and ties itself to it, so that the screen reader and the tests
//! find a field by the words that the user sees.

use egui::{Response, TextEdit, TextStyle, Ui, text::LayoutJob, vec2};

use super::{
    theme::{self, space},
    words,
};
use crate::session::{Date, Day};

/// A field for a few words. It shows all of them: when they are too long for one line it grows.
pub fn line(ui: &mut Ui, label: &str, text: &mut String) -> Response {
    labelled(ui, label, |ui| edit(ui, text, Shape::Words))
}

/// A field for the name of somebody or something, or a day as typed: its words are not ours, and none is marked.
pub fn name(ui: &mut Ui, label: &str, text: &mut String) -> Response {
    words::unmarked(ui, |ui| line(ui, label, text))
}

/// A field of one line that Enter leaves, for finding things and for questions.
pub fn find(ui: &mut Ui, label: &str, text: &mut String) -> Response {
    labelled(ui, label, |ui| edit(ui, text, Shape::OneLine))
}

/// A field of one line and a given width, in points.
pub fn line_of(ui: &mut Ui, label: &str, text: &mut String, width: f32) -> Response {
    ui.vertical(|ui| {
        ui.set_max_width(width);
        labelled(ui, label, |ui| edit(ui, text, Shape::OneLine))
    })
    .inner
}

/// A field of several lines; it grows with what is written.
pub fn area(ui: &mut Ui, label: &str, text: &mut String, rows: usize) -> Response {
    labelled(ui, label, |ui| edit(ui, text, Shape::Rows(rows)))
}

/// A field of several lines that grows to `most` points and then scrolls, for texts from elsewhere.
pub fn area_up_to(ui: &mut Ui, label: &str, text: &mut String, rows: usize, most: f32) -> Response {
    labelled(ui, label, |ui| {
        let area = egui::ScrollArea::vertical().id_salt(label).auto_shrink([false, true]);
        // It scrolls with the page too: how much of the page is left below does not make it smaller.
        let shown = area.max_height(most).min_scrolled_height(most).show(ui, |ui| edit(ui, text, Shape::Rows(rows)));
        super::a11y::name_scroll_bar(ui, shown.id);
        // It scrolls itself into its own view only: the page is to follow.
        let focused = shown.id.with("was focused");
        let (was, is) = (ui.data(|data| data.get_temp(focused)).unwrap_or(false), shown.inner.has_focus());
        ui.data_mut(|data| data.insert_temp(focused, is));
        if is && !was {
            ui.scroll_to_rect(shown.inner_rect, None);
        }
        shown.inner
    })
}

/// A field of several lines for what somebody else has said, such as the child. It stays as it is, and nothing is marked.
pub fn verbatim(ui: &mut Ui, label: &str, text: &mut String, rows: usize) -> Response {
    words::unmarked(ui, |ui| area(ui, label, text, rows))
}

fn labelled(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let label = self::label(ui, label);
        field(ui).labelled_by(label.id)
    })
    .inner
}

/// Two or more fields side by side where there is room, else one under the other. `least` is the narrowest that one may be.
pub fn side_by_side(ui: &mut Ui, least: f32, fields: &mut [&mut dyn FnMut(&mut Ui)]) {
    let gap = space::M;
    let width = ui.available_width();
    let mut columns = fields.len().max(1);
    let width_of = |columns: usize| {
        let columns = u16::try_from(columns).map_or(1.0, f32::from);
        (width - gap * (columns - 1.0)) / columns
    };
    while columns > 1 && width_of(columns) < least {
        columns -= 1;
    }
    let one = width_of(columns);
    for row in fields.chunks_mut(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for field in row {
                ui.allocate_ui(vec2(one, 0.0), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(one);
                        field(ui);
                    });
                });
            }
        });
    }
}

/// Short fields in a row, each with a width in points; a little narrower where there is a little less room than they take.
pub fn short_lines<const N: usize>(ui: &mut Ui, fields: [(&str, &mut String, f32); N]) -> [Response; N] {
    let wanted: f32 = fields.iter().map(|(_, _, width)| width + ui.spacing().item_spacing.x).sum();
    let shrink = (ui.available_width() / wanted).min(1.0);
    // With much less room they stand in two rows instead.
    let shrink = if shrink < 0.8 { 1.0 } else { shrink };
    ui.horizontal_wrapped(|ui| fields.map(|(name, text, width)| line_of(ui, name, text, width * shrink))).inner
}

/// What is said of a day that is none.
pub const NO_DAY: &str = "This is not a day yet. Write it like 11 June 2026.";

/// A day in three fields, with what it is read as. Returns the first field.
pub fn day(ui: &mut Ui, name: &str, day: &mut Day) -> Response {
    super::a11y::group(ui, egui::accesskit::Role::Group, name, |ui| {
        label(ui, name);
        let [first, month, year] = {
            let Day { day, month, year } = day;
            short_lines(ui, [("Day", day, 56.0), ("Month", month, 120.0), ("Year", year, 76.0)])
        };
        // While somebody is still writing it, it is not a day yet, and they know.
        let writing = [&first, &month, &year].into_iter().any(Response::has_focus);
        match day.date() {
            Some(date) => hint(ui, &date.format("%A %-d %B %Y").to_string()),
            None if writing || day.is_blank() => hint(ui, "For example 11 June 2026"),
            None => notice(ui, NO_DAY),
        }
        first
    })
}

/// A day that may be not set yet. Returns its first field, or the box while it is not set.
pub fn date(ui: &mut Ui, name: &str, date: &mut Date) -> Response {
    if date.not_set {
        label(ui, name);
        return ui.checkbox(&mut date.not_set, "Not set yet");
    }
    let first = day(ui, name, &mut date.day);
    ui.checkbox(&mut date.not_set, "Not set yet");
    first
}

/// The words above a field.
pub fn label(ui: &mut Ui, words: &str) -> Response {
    ui.label(theme::text(ui, words, theme::strong()))
}

/// Text to read, at a measure that can be read.
pub fn body(ui: &mut Ui, words: &str) -> Response {
    ui.label(theme::text(ui, words, TextStyle::Body))
}

/// A quieter line below or beside something.
pub fn hint(ui: &mut Ui, words: &str) {
    let color = theme::tokens(ui).ink2;
    ui.label(theme::text(ui, words, TextStyle::Small).color(color));
}

/// A line that says that something is not as it needs to be, without blame.
pub fn notice(ui: &mut Ui, words: &str) {
    let color = theme::tokens(ui).warn.text;
    ui.label(theme::text(ui, words, TextStyle::Small).color(color));
}

/// How much a field is made for.
#[derive(Clone, Copy)]
enum Shape {
    OneLine,
    Words,
    Rows(usize),
}

fn edit(ui: &mut Ui, text: &mut String, shape: Shape) -> Response {
    let spacing = theme::letter_spacing(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let color = theme::tokens(ui).ink;
    let line_height = ui.fonts_mut(|fonts| fonts.row_height(&font)) + ui.spacing().extra_text_line_spacing;
    let mut roomy = move |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
        let mut job = LayoutJob::simple(text.as_str().to_owned(), font.clone(), color, width);
        for section in &mut job.sections {
            section.format.extra_letter_spacing = spacing;
            section.format.line_height = Some(line_height);
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let edit = match shape {
        Shape::OneLine => TextEdit::singleline(text),
        // Wrapped like a text of several lines, and Enter adds none.
        Shape::Words => TextEdit::multiline(text).desired_rows(1).return_key(None),
        Shape::Rows(rows) => TextEdit::multiline(text).desired_rows(rows),
    };
    let mut edit = edit
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6))
        .min_size(vec2(0.0, theme::size::CONTROL));
    if spacing > 0.0 {
        edit = edit.layouter(&mut roomy);
    }
    let shown = edit.show(ui);
    if !matches!(shape, Shape::OneLine) {
        words::mark(ui, &shown);
    }
    shown.response.response
}
