//! A long text in a box of its own, to be read and not changed: with the wheel, with the arrow keys, by a screen reader.

use egui::{Frame, Id, ScrollArea, TextEdit, Ui, text_selection::visuals::paint_cursor_end, vec2};

use super::frame;

/// Shows `text`; `label` is the words that name it.
pub fn preview(ui: &mut Ui, label: Id, mut text: &str) {
    let height = (ui.ctx().content_rect().height() * 0.5).clamp(140.0, 380.0);
    frame::card(ui, |ui| {
        // Without a least height it would shrink to what is left of the window.
        let area = ScrollArea::vertical().id_salt("preview").max_height(height).min_scrolled_height(height);
        let shown = area.show(ui, |ui| {
            let edit = TextEdit::multiline(&mut text).frame(Frame::NONE).desired_width(f32::INFINITY);
            let edit = edit.show(ui);
            // egui paints no caret in a text that cannot be changed; without one nobody sees where the arrow keys are.
            if let Some(range) = edit.cursor_range
                && edit.response.has_focus()
            {
                let caret = edit.galley.pos_from_cursor(range.primary).translate(edit.galley_pos - egui::Pos2::ZERO);
                paint_cursor_end(ui.painter(), ui.visuals(), caret.expand2(vec2(1.0, 0.0)));
            }
            edit.response.response.labelled_by(label)
        });
        // The box takes what would bring it into view for itself; so the page is told.
        if shown.inner.gained_focus() {
            ui.scroll_to_rect(shown.inner_rect, None);
        }
    });
}
