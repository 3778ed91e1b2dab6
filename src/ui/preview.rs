//! A long text in a box of its own, to be read and not changed: with the wheel, with the arrow keys, by a screen reader.

use egui::{
    Frame, Id, Margin, Pos2, ScrollArea, TextEdit, Ui, accesskit::Action, text_selection::visuals::paint_cursor_end,
    vec2,
};

use super::frame;

/// Shows `text`; `label` is the words that name it.
pub fn preview(ui: &mut Ui, label: Id, mut text: &str) {
    let height = (ui.ctx().content_rect().height() * 0.5).clamp(140.0, 380.0);
    frame::card(ui, |ui| {
        // Without a least height it would shrink to what is left of the window.
        let area = ScrollArea::vertical().id_salt("preview").max_height(height).min_scrolled_height(height);
        let shown = area.show(ui, |ui| {
            let room = Frame::new().inner_margin(Margin::symmetric(8, 4));
            let edit = TextEdit::multiline(&mut text).frame(room).cursor_at_end(false);
            let edit = edit.desired_width(f32::INFINITY).show(ui);
            let response = edit.response.response.labelled_by(label);
            let into_view = response.gained_focus()
                || ui.input(|input| input.has_accesskit_action_request(response.id, Action::ScrollIntoView));
            if let Some(range) = edit.cursor_range
                && response.has_focus()
            {
                let caret = edit.galley.pos_from_cursor(range.primary).translate(edit.galley_pos - Pos2::ZERO);
                // egui paints no caret in a text that cannot be changed; without one the arrow keys lead nowhere.
                paint_cursor_end(ui.painter(), ui.visuals(), caret.expand2(vec2(1.0, 0.0)));
                if into_view {
                    ui.scroll_to_rect(caret, None);
                }
            }
            into_view
        });
        super::a11y::name_scroll_bar(ui, shown.id);
        // The box keeps for itself what would bring it into view, so the page is told.
        if shown.inner {
            ui.scroll_to_rect(shown.inner_rect, None);
        }
    });
}
