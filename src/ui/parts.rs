//! Texts whose parts look different and are read as one, and lists in words.

use egui::{FontSelection, Margin, Response, RichText, Ui, text::LayoutJob};

use super::{
    Action, control,
    theme::{self, size, space},
};
pub use crate::checklist::counted;

/// Several parts of different weight as one label, so that a screen reader says them in one go.
pub fn text(ui: &mut Ui, parts: impl IntoIterator<Item = RichText>) -> Response {
    let mut job = LayoutJob::default();
    for part in parts {
        append(ui, &mut job, part);
    }
    label(ui, job)
}

/// Two parts as one label, the second further along: two columns to the eye, one text to a screen reader.
pub fn columns(ui: &mut Ui, column: f32, first: RichText, second: RichText) -> Response {
    let mut job = LayoutJob::default();
    append(ui, &mut job, first);
    let taken = ui.fonts_mut(|fonts| fonts.layout_job(job.clone())).size().x;
    append(ui, &mut job, second);
    if let Some(section) = job.sections.last_mut() {
        section.leading_space = (column - taken).max(0.0);
    }
    label(ui, job)
}

fn append(ui: &Ui, job: &mut LayoutJob, part: RichText) {
    let part = part.extra_letter_spacing(theme::letter_spacing(ui));
    part.append_to(job, ui.style(), FontSelection::Default, ui.layout().vertical_align());
}

fn label(ui: &mut Ui, mut job: LayoutJob) -> Response {
    // egui gives lines their height in plain labels only.
    let between = ui.spacing().extra_text_line_spacing;
    for section in &mut job.sections {
        let height = ui.fonts_mut(|fonts| fonts.row_height(&section.format.font_id));
        section.format.line_height = Some(height + between);
    }
    ui.label(job)
}

/// "Version: 1.0.0": what it is, and what is known of it.
pub fn fact(ui: &mut Ui, name: &str, known: &str) -> Response {
    text(ui, [RichText::new(format!("{name}: ")).text_style(theme::strong()), RichText::new(known)])
}

/// Keeps the lines in it as short as eyes like them.
pub fn measured<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.vertical(|ui| {
        ui.set_max_width(size::MEASURE.min(ui.available_width()));
        content(ui)
    })
    .inner
}

/// What belongs to the line above it, further in.
pub fn indented<R>(ui: &mut Ui, by: i8, content: impl FnOnce(&mut Ui) -> R) -> R {
    egui::Frame::new().inner_margin(Margin { left: by, ..Margin::ZERO }).show(ui, content).inner
}

/// The way back, above the screen's title.
pub fn back(ui: &mut Ui) -> Option<Action> {
    control::link(ui, "Back").clicked().then_some(Action::Back)
}

/// Room above a part of a page.
pub fn gap(ui: &mut Ui) {
    ui.add_space(space::L);
}

/// A folder or file as text that can be selected, and its way to the clipboard without a mouse.
pub fn path(ui: &mut Ui, what: &str, path: &str) -> Option<Action> {
    ui.label(path);
    let copy = control::link(ui, "Copy the folder's name");
    copy.clicked().then(|| Action::Copy { what: what.to_owned(), text: path.to_owned() })
}

/// "a", "a or b", "a, b or c".
#[must_use]
pub fn either(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_people_say_them() {
        let words = ["60", "45", "25"].map(str::to_owned);
        assert_eq!([either(&words[..1]), either(&words[1..]), either(&words)], ["60", "45 or 25", "60, 45 or 25"]);
    }
}
