//! Things to press: buttons, one-of-several, disclosures. Each has the words on it as its name, and is at least 32 points high.

use egui::{
    Align2, Color32, CornerRadius, EventFilter, FontSelection, Key, Rect, Response, RichText, Sense, Stroke,
    StrokeKind, TextStyle, Ui, WidgetInfo,
    accesskit::{Action as AccessAction, Role},
    pos2, vec2,
};

use super::{
    a11y,
    theme::{self, size, space},
    unfolded::Unfolded,
};
use crate::session::Basis;

/// The one thing that most people will do next.
pub fn main_button(ui: &mut Ui, words: &str) -> Response {
    main_button_with_key(ui, words, "")
}

/// The main button with its shortcut on it.
pub fn main_button_with_key(ui: &mut Ui, words: &str, key: &str) -> Response {
    let tokens = theme::tokens(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (widget, fill) in [
            (&mut widgets.inactive, tokens.primary),
            (&mut widgets.hovered, tokens.primary_hover),
            (&mut widgets.active, tokens.primary_hover),
        ] {
            widget.weak_bg_fill = fill;
            widget.bg_stroke = Stroke::new(1.5, fill);
            widget.fg_stroke.color = tokens.on_primary;
        }
        ui.spacing_mut().button_padding.x = space::L;
        let mut button = egui::Button::new(RichText::new(words).text_style(theme::strong()).color(tokens.on_primary))
            .min_size(vec2(0.0, size::MAIN_BUTTON));
        if !key.is_empty() {
            button = button.right_text(RichText::new(key).text_style(TextStyle::Small).color(tokens.on_primary));
        }
        let response = ui.add(button);
        named(ui, &response, Role::Button, words);
        response
    })
    .inner
}

/// Something else that can be done here.
pub fn button(ui: &mut Ui, words: &str) -> Response {
    ui.add(egui::Button::new(words).wrap())
}

/// Something small that stays out of the way: words in the colour of action, without a box.
pub fn link(ui: &mut Ui, words: &str) -> Response {
    let tokens = theme::tokens(ui);
    let text = RichText::new(words).color(tokens.primary).underline();
    // In what is left of a row it would be broken within a word: then it begins the next row.
    let font = FontSelection::from(TextStyle::Button).resolve(ui.style());
    let wide = ui.painter().layout_no_wrap(words.to_owned(), font, tokens.primary).size().x;
    if ui.layout().main_wrap() && wide > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    ui.scope(|ui| {
        // Its words stand at the edge where other words begin.
        ui.spacing_mut().button_padding.x = 0.0;
        ui.add(egui::Button::new(text).frame_when_inactive(false).wrap())
    })
    .inner
}

/// A row that opens something, as wide as there is room: a title, what stands beside it on the right, and a quieter line
/// under it. Empty texts take no room.
pub fn row(ui: &mut Ui, current: bool, title: &str, beside: &str, under: &str) -> Response {
    let tokens = theme::tokens(ui);
    let padding = vec2(space::S, 6.0);
    let width = ui.available_width();
    let small = FontSelection::from(TextStyle::Small).resolve(ui.style());
    let beside_galley = ui.painter().layout(beside.to_owned(), small.clone(), tokens.ink2, width * 0.45);
    let room = width - 2.0 * padding.x - if beside.is_empty() { 0.0 } else { beside_galley.size().x + space::M };
    let wrap = Some(egui::TextWrapMode::Wrap);
    let style = if current { theme::strong() } else { TextStyle::Body };
    let title_text = egui::WidgetText::from(RichText::new(title).color(tokens.ink));
    let title_galley = title_text.into_galley(ui, wrap, room.max(40.0), style);
    let under_galley = (!under.is_empty()).then(|| {
        let mut job = egui::text::LayoutJob::simple(under.to_owned(), small, tokens.ink2, room.max(40.0));
        job.wrap.max_rows = 1;
        ui.painter().layout_job(job)
    });
    let under_height = under_galley.as_ref().map_or(0.0, |galley| galley.size().y);
    let texts = title_galley.size().y + under_height;
    let height = (texts.max(beside_galley.size().y) + 2.0 * padding.y).max(size::CONTROL);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        // Said in words, and not as a button that stays pressed: every other row would be one that is "not pressed".
        let here = if current { "current" } else { "" };
        let parts = [title, beside, under, here].into_iter().filter(|part| !part.is_empty());
        WidgetInfo::labeled(Role::Button, true, parts.collect::<Vec<_>>().join(", "))
    });
    if ui.is_rect_visible(rect) {
        let fill = if current {
            tokens.selection
        } else if response.hovered() {
            tokens.surface2
        } else {
            Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), fill);
        if current {
            let bar = Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
            ui.painter().rect_filled(bar, CornerRadius::same(2), tokens.primary);
        }
        let left = rect.left() + padding.x;
        let top = rect.center().y - texts / 2.0;
        let title_height = title_galley.size().y;
        ui.painter().galley(pos2(left, top), title_galley, tokens.ink);
        if let Some(galley) = under_galley {
            ui.painter().galley(pos2(left, top + title_height), galley, tokens.ink2);
        }
        let at =
            pos2(rect.right() - padding.x - beside_galley.size().x, rect.center().y - beside_galley.size().y / 2.0);
        ui.painter().galley(at, beside_galley, tokens.ink2);
    }
    response
}

/// One of several, as a group with one Tab stop: arrows choose, and pressing the chosen one takes the choice back.
/// Returns whether the choice changed.
pub fn one_of<T: Copy + PartialEq>(ui: &mut Ui, name: &str, value: &mut Option<T>, options: &[(T, &str)]) -> bool {
    one_of_painted(ui, name, "", value, options, |ui, _, rect, chosen| radio_mark(ui, rect, chosen))
}

/// The same where many stand under each other: the screen reader says after each of them what it is `about`.
pub fn one_of_about<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    about: &str,
    value: &mut Option<T>,
    options: &[(T, &str)],
) -> bool {
    one_of_painted(ui, name, about, value, options, |ui, _, rect, chosen| radio_mark(ui, rect, chosen))
}

/// The bases as a group, each with its word, its shape and its colour.
pub fn one_basis(ui: &mut Ui, name: &str, value: &mut Option<Basis>) -> bool {
    let options = Basis::ALL.map(|basis| (basis, basis.words()));
    one_of_painted(ui, name, "", value, &options, |ui, basis, rect, _| {
        basis_shape(ui, basis, rect, basis_tint(ui, basis).text);
    })
}

/// One of several that must be one: there is always a choice.
pub fn one_of_always<T: Copy + PartialEq>(ui: &mut Ui, name: &str, value: &mut T, options: &[(T, &str)]) -> bool {
    let mut chosen = Some(*value);
    let changed = one_of(ui, name, &mut chosen, options);
    match chosen {
        Some(chosen) if changed => {
            *value = chosen;
            true
        }
        _ => false,
    }
}

fn one_of_painted<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    about: &str,
    value: &mut Option<T>,
    options: &[(T, &str)],
    paint_mark: impl Fn(&Ui, T, Rect, bool),
) -> bool {
    let tokens = theme::tokens(ui);
    let before = *value;
    // The Tab stop is the chosen one, else the first.
    let stop = options.iter().position(|(one, _)| Some(*one) == *value).unwrap_or(0);
    a11y::group(ui, Role::RadioGroup, name, |ui| {
        let group = ui.unique_id();
        ui.horizontal_wrapped(|ui| {
            let first = ui.next_auto_id();
            let mut move_to = None;
            for (at, (one, words)) in options.iter().enumerate() {
                let chosen = Some(*one) == *value;
                let id = first.with(at);
                let icon = 14.0;
                let padding = space::S;
                let font =
                    FontSelection::from(if chosen { theme::strong() } else { TextStyle::Body }).resolve(ui.style());
                let most = (ui.max_rect().width() - icon - 3.0 * padding).max(60.0);
                let galley = ui.painter().layout((*words).to_owned(), font, tokens.ink, most);
                let size = vec2(galley.size().x + icon + 3.0 * padding, (galley.size().y + 8.0).max(size::CONTROL));
                let (_, rect) = ui.allocate_space(size);
                let sense = if at == stop { Sense::click() } else { Sense::CLICK };
                let response = ui.interact(rect, id, sense);
                let said = if about.is_empty() { (*words).to_owned() } else { format!("{words}: {about}") };
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, said.as_str()));
                place_in_group(ui, &response, group, at, options.len());
                if response.clicked() {
                    *value = if chosen { None } else { Some(*one) };
                    move_to = Some(id);
                }
                if let Some(next) = arrow_step(ui, &response, at, options.len()) {
                    *value = Some(options[next].0);
                    move_to = Some(first.with(next));
                }
                if ui.is_rect_visible(rect) {
                    let (fill, border) = if chosen {
                        (tokens.selection, tokens.primary)
                    } else if response.hovered() {
                        (tokens.surface2, tokens.ink2)
                    } else {
                        (tokens.surface, tokens.border)
                    };
                    let width = if chosen { 2.0 } else { 1.5 };
                    let radius = CornerRadius::same(size::RADIUS);
                    ui.painter().rect(rect, radius, fill, Stroke::new(width, border), StrokeKind::Inside);
                    let mark = Rect::from_center_size(
                        pos2(rect.left() + padding + icon / 2.0, rect.center().y),
                        vec2(icon, icon),
                    );
                    paint_mark(ui, *one, mark, chosen);
                    let at = pos2(mark.right() + padding, rect.center().y - galley.size().y / 2.0);
                    ui.painter().galley(at, galley, tokens.ink);
                }
            }
            if let Some(id) = move_to {
                ui.memory_mut(|memory| memory.request_focus(id));
                ui.ctx().request_repaint();
            }
        });
    });
    before != *value
}

/// One of several that must be one, as a list of rows with a title and what stands beside it. One Tab stop; arrows choose.
/// Returns whether the choice changed.
pub fn one_of_rows(ui: &mut Ui, name: &str, value: &mut usize, rows: &[(&str, &str)]) -> bool {
    let tokens = theme::tokens(ui);
    let before = *value;
    a11y::group(ui, Role::RadioGroup, name, |ui| {
        let group = ui.unique_id();
        ui.spacing_mut().item_spacing.y = space::XS;
        let first = ui.next_auto_id();
        let mut move_to = None;
        for (at, (title, beside)) in rows.iter().enumerate() {
            let chosen = at == before;
            let padding = vec2(space::S, 6.0);
            let icon = 14.0;
            let width = ui.available_width();
            let galley = |words: &str, style: TextStyle, color, most: f32| {
                ui.painter().layout(words.to_owned(), FontSelection::from(style).resolve(ui.style()), color, most)
            };
            let beside_galley = galley(beside, TextStyle::Small, tokens.ink2, width * 0.4);
            let room = width - icon - 4.0 * padding.x - beside_galley.size().x;
            let style = if chosen { theme::strong() } else { TextStyle::Body };
            let title_galley = galley(title, style, tokens.ink, room.max(40.0));
            let texts = title_galley.size().y.max(beside_galley.size().y);
            let height = (texts + 2.0 * padding.y).max(size::CONTROL);
            let (_, rect) = ui.allocate_space(vec2(width, height));
            let id = first.with(at);
            let response = ui.interact(rect, id, if chosen { Sense::click() } else { Sense::CLICK });
            let words = if beside.is_empty() { (*title).to_owned() } else { format!("{title}, {beside}") };
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &words));
            place_in_group(ui, &response, group, at, rows.len());
            if response.clicked() {
                *value = at;
                move_to = Some(id);
            }
            if let Some(next) = arrow_step(ui, &response, at, rows.len()) {
                *value = next;
                move_to = Some(first.with(next));
            }
            if ui.is_rect_visible(rect) {
                let (fill, border) = if chosen {
                    (tokens.selection, Stroke::new(2.0, tokens.primary))
                } else if response.hovered() {
                    (tokens.surface2, Stroke::new(1.5, tokens.ink2))
                } else {
                    (tokens.surface, Stroke::new(1.5, tokens.border))
                };
                ui.painter().rect(rect, CornerRadius::same(size::RADIUS), fill, border, StrokeKind::Inside);
                let middle = rect.center().y;
                let mark = pos2(rect.left() + padding.x + icon / 2.0, middle);
                radio_mark(ui, Rect::from_center_size(mark, vec2(icon, icon)), chosen);
                let left = rect.left() + 2.0 * padding.x + icon;
                ui.painter().galley(pos2(left, middle - title_galley.size().y / 2.0), title_galley, tokens.ink);
                let left = rect.right() - padding.x - beside_galley.size().x;
                ui.painter().galley(pos2(left, middle - beside_galley.size().y / 2.0), beside_galley, tokens.ink2);
            }
        }
        if let Some(id) = move_to {
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.ctx().request_repaint();
        }
    });
    before != *value
}

/// Lets a screen reader say "2 of 5".
fn place_in_group(ui: &Ui, response: &Response, group: egui::Id, at: usize, count: usize) {
    ui.ctx().accesskit_node_builder(group, |node| node.set_size_of_set(count));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_position_in_set(at));
}

/// Where the arrow keys move the choice of a group to while its option `at` has the focus.
fn arrow_step(ui: &Ui, response: &Response, at: usize, count: usize) -> Option<usize> {
    if !response.has_focus() {
        return None;
    }
    a11y::Focus::takes_arrows(ui.ctx(), response.id);
    ui.memory_mut(|memory| {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        memory.set_focus_lock_filter(response.id, arrows);
    });
    let (forward, back) = ui.input(|input| {
        let forward = input.key_pressed(Key::ArrowRight) || input.key_pressed(Key::ArrowDown);
        (forward, input.key_pressed(Key::ArrowLeft) || input.key_pressed(Key::ArrowUp))
    });
    match (forward, back) {
        (true, false) => Some((at + 1) % count),
        (false, true) => Some((at + count - 1) % count),
        _ => None,
    }
}

fn radio_mark(ui: &Ui, rect: Rect, chosen: bool) {
    let tokens = theme::tokens(ui);
    let color = if chosen { tokens.primary } else { tokens.border };
    ui.painter().circle(rect.center(), rect.width() / 2.0 - 1.0, tokens.surface, Stroke::new(1.5, color));
    if chosen {
        ui.painter().circle_filled(rect.center(), rect.width() / 4.0, tokens.primary);
    }
}

/// The colours of a basis.
#[must_use]
pub fn basis_tint(ui: &Ui, basis: Basis) -> theme::Tint {
    let tokens = theme::tokens(ui);
    match basis {
        Basis::Seen => tokens.info,
        Basis::Told => tokens.told,
        Basis::View => tokens.view,
        Basis::Assumption => tokens.error,
        Basis::NotKnown => tokens.warn,
    }
}

/// The shape of a basis: never a colour alone.
fn basis_shape(ui: &Ui, basis: Basis, rect: Rect, color: Color32) {
    let painter = ui.painter();
    let rect = rect.shrink(1.0);
    let stroke = Stroke::new(2.0, color);
    match basis {
        Basis::Seen => {
            painter.rect_filled(rect.shrink(1.0), 1.0, color);
        }
        Basis::Told => {
            let bubble = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - 3.5));
            painter.rect_filled(bubble, 3.0, color);
            let tip = vec![
                pos2(bubble.left() + 2.0, bubble.bottom() - 1.0),
                pos2(bubble.left() + 7.0, bubble.bottom() - 1.0),
                pos2(bubble.left() + 2.0, rect.bottom() + 1.0),
            ];
            painter.add(egui::Shape::convex_polygon(tip, color, Stroke::NONE));
        }
        Basis::View => {
            painter.circle_filled(rect.center(), rect.width() / 2.0, color);
        }
        Basis::Assumption => {
            let points = vec![rect.center_top(), rect.right_center(), rect.center_bottom(), rect.left_center()];
            painter.add(egui::Shape::closed_line(points, stroke));
        }
        Basis::NotKnown => {
            let points: Vec<_> = (0..=24_u8)
                .map(|step| {
                    let angle = f32::from(step) / 24.0 * std::f32::consts::TAU;
                    rect.center() + vec2(angle.cos(), angle.sin()) * (rect.width() / 2.0)
                })
                .collect();
            painter.extend(egui::Shape::dashed_line(&points, stroke, 3.0, 2.5));
        }
    }
}

/// A basis as a small tag: shape, word and ground.
pub fn basis_tag(ui: &mut Ui, basis: Basis) {
    let tint = basis_tint(ui, basis);
    tag_with(ui, basis.words(), tint, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        basis_shape(ui, basis, rect, tint.text);
    });
}

/// A small label with a ground of its own.
pub fn tag(ui: &mut Ui, words: &str, tint: theme::Tint) {
    tag_with(ui, words, tint, |_| {});
}

/// In what is left of a row it would push at the edge: then it begins the next row, and is broken only where that is too short.
fn tag_with(ui: &mut Ui, words: &str, tint: theme::Tint, icon: impl FnOnce(&mut Ui)) {
    let margin = egui::Margin::symmetric(6, 1);
    let font = FontSelection::from(TextStyle::Small).resolve(ui.style());
    let wide = ui.painter().layout_no_wrap(words.to_owned(), font, tint.text).size().x + ICON_OF_A_TAG;
    if ui.layout().main_wrap() && wide > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    egui::Frame::new().fill(tint.ground).corner_radius(size::RADIUS).inner_margin(margin).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.spacing_mut().interact_size.y = 20.0;
            icon(ui);
            ui.add(egui::Label::new(RichText::new(words).text_style(TextStyle::Small).color(tint.text)).wrap());
        });
    });
}

/// Points beside the words of a tag: its margins, and the shape of a basis.
const ICON_OF_A_TAG: f32 = 12.0 + 20.0;

/// Words that fold away what is under them. `id_salt` keeps its state apart from others with the same words.
pub fn disclosure(ui: &mut Ui, id_salt: &str, words: &str, open_at_first: bool, content: impl FnOnce(&mut Ui)) {
    let id = ui.make_persistent_id(("disclosure", id_salt));
    let mut open = Unfolded::flag(ui.ctx(), id).unwrap_or(open_at_first);
    let tokens = theme::tokens(ui);
    let font = FontSelection::from(TextStyle::Button).resolve(ui.style());
    let galley = ui.painter().layout(words.to_owned(), font, tokens.primary, (ui.available_width() - 28.0).max(60.0));
    let size = vec2(galley.size().x + 28.0, galley.size().y.max(size::CONTROL));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let asked = |action| ui.input(|input| input.has_accesskit_action_request(response.id, action));
    let asked = if open { asked(AccessAction::Collapse) } else { asked(AccessAction::Expand) };
    if response.clicked() || asked {
        open = !open;
        Unfolded::set_flag(ui.ctx(), id, open);
    }
    // Its state is said in its name as well: on Linux the expanded state does not reach screen readers.
    let name = format!("{words}, {}", if open { "shown" } else { "hidden" });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(open);
        // On Windows it is not pressed but unfolded, and egui knows no such request.
        node.add_action(AccessAction::Expand);
        node.add_action(AccessAction::Collapse);
    });
    if ui.is_rect_visible(rect) {
        let center = pos2(rect.left() + 10.0, rect.center().y);
        let points = if open {
            vec![center + vec2(-5.0, -3.0), center + vec2(5.0, -3.0), center + vec2(0.0, 4.0)]
        } else {
            vec![center + vec2(-3.0, -5.0), center + vec2(4.0, 0.0), center + vec2(-3.0, 5.0)]
        };
        ui.painter().add(egui::Shape::convex_polygon(points, tokens.primary, Stroke::NONE));
        let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect.translate(vec2(22.0, 0.0)));
        ui.painter().galley(at.min, galley, tokens.primary);
    }
    if open {
        content(ui);
    }
}

/// Gives a widget its name where the words on it are not its label.
pub fn named(ui: &Ui, response: &Response, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        node.set_label(name);
    });
}
