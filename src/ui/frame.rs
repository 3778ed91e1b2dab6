//! Grounds to stand things on: the page, cards, bands.

use egui::{Frame, Margin, Stroke, Ui};

use super::theme::{self, Tint, size, space};

/// A screen that scrolls as one column of readable width, in the middle of the window when that is wide.
pub fn page<R>(ui: &mut Ui, id_salt: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    page_of(ui, id_salt, 760.0, content)
}

/// A page of another width, in points. The page keys scroll it.
pub fn page_of<R>(ui: &mut Ui, id_salt: &str, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let body = ui.available_rect_before_wrap();
    super::a11y::region(ui, body, egui::accesskit::Role::Main, "Page", |ui| {
        column(ui, id_salt, width, |ui| {
            let result = content(ui);
            super::a11y::scroll_keys(ui, body.height());
            result
        })
    })
}

/// A column that scrolls by itself, as beside a page.
pub fn column<R>(ui: &mut Ui, id_salt: &str, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    scroll(ui, id_salt, |ui| {
        let room = ui.available_width();
        let margin = if room < size::MEDIUM { space::M } else { space::XL };
        let width = width.min(room - 2.0 * margin);
        let left = ((room - width) / 2.0).max(margin);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(left);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                ui.set_width(width);
                ui.add_space(space::L);
                let result = content(ui);
                ui.add_space(space::L);
                result
            })
            .inner
        })
        .inner
    })
}

/// A part of the window that scrolls up and down, with a handle that can be seen.
pub fn scroll<R>(ui: &mut Ui, id_salt: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let style = ui.style().clone();
    ui.scope(|ui| {
        let handle = theme::tokens(ui).border;
        // egui paints the handle in the ground of a control, which here is that of the page, or nearly.
        let widgets = &mut ui.visuals_mut().widgets;
        for widget in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            widget.bg_fill = handle;
        }
        let area = egui::ScrollArea::vertical().id_salt(id_salt).auto_shrink([false, false]);
        let shown = area.show(ui, |ui| {
            ui.set_style(style);
            content(ui)
        });
        super::a11y::name_scroll_bar(ui, shown.id);
        shown.inner
    })
    .inner
}

/// A card on the page.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.divider))
        .corner_radius(size::CARD_RADIUS)
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// A band that says something that has to be seen.
pub fn band<R>(ui: &mut Ui, tint: Tint, content: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .fill(tint.ground)
        .stroke(Stroke::new(1.0, tint.text))
        .corner_radius(size::CARD_RADIUS)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}
