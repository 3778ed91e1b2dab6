//! What egui leaves to the program: headings, a status line that is announced, a focus that is seen and stays in view.

use std::collections::HashSet;

use egui::{
    Context, Event, Id, Key, LayerId, Order, Plugin, RawInput, Rect, Stroke, StrokeKind, TextStyle, Ui, UiBuilder,
    accesskit::{Action, ActionRequest, Live, Role, TreeId},
};

use super::theme;

/// A heading of level 1 (the screen's title, once), 2 or 3.
pub fn heading(ui: &mut Ui, level: usize, text: &str) -> egui::Response {
    let style = match level {
        1 => TextStyle::Heading,
        2 => theme::h2(),
        _ => theme::h3(),
    };
    heading_in(ui, level, text, style)
}

/// A heading in another size than its level has by default.
pub fn heading_in(ui: &mut Ui, level: usize, text: &str, style: TextStyle) -> egui::Response {
    let text_of = egui::Label::new(theme::text(ui, text, style).color(theme::tokens(ui).ink));
    let response = if level == 1 { Focus::title(ui, text_of) } else { ui.add(text_of) };
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
        // A label keeps its text as its value; a heading would be read twice with it. AccessKit counts levels from 0.
        node.clear_value();
        node.set_level(level.saturating_sub(1));
    });
    response
}

/// A text whose changes are announced without moving the focus.
pub fn live(ui: &mut Ui, text: &str, urgent: bool) -> egui::Response {
    let response = ui.label(theme::text(ui, text, TextStyle::Small));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Status);
        node.set_live(if urgent { Live::Assertive } else { Live::Polite });
        node.set_label(text);
        node.clear_value();
    });
    response
}

/// A part of the window with a name, laid into `rect`. Regions come in the order in which they are read, wherever they lie.
pub fn region<R>(ui: &mut Ui, rect: Rect, role: Role, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect).accessibility_role(role).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        Focus::enter_region(ui, rect);
        content(ui)
    })
    .inner
}

/// A named group of controls, where the layout stands.
pub fn group<R>(ui: &mut Ui, role: Role, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().accessibility_role(role).accessibility_label(name), content).inner
}

/// Keeps the focus where people see it: a ring of two colours around it, scrolled into view when it moves, not lost by
/// Escape, and not moved about by bare arrow keys.
#[derive(Default)]
pub struct Focus {
    last: Option<Id>,
    /// The focus has just moved: whether it is in view is looked at when what moved it has scrolled.
    moved: bool,
    scroll_to: Option<Id>,
    wants_arrows: HashSet<Id>,
    arrows_for: Option<Id>,
    escape: bool,
    /// The regions of this pass so far, in the order in which they are read.
    regions: Vec<Rect>,
    /// Those of the last whole pass: keys are looked at before the next one has any.
    shown: Vec<Rect>,
    /// A screen is shown for the first time since another: its title gets the focus.
    arrives: bool,
    /// The title that has it: it is read out, and needs no ring.
    title: Option<Id>,
    /// The region whose first control gets the focus when it is shown next.
    jump_to: Option<usize>,
}

impl Focus {
    /// Tells that this widget uses the arrow keys itself while it has the focus.
    pub fn takes_arrows(ctx: &Context, id: Id) {
        if let Some(focus) = ctx.plugin_opt::<Self>() {
            focus.lock().wants_arrows.insert(id);
        }
    }

    /// Moves the focus to the first control of the next region, after the one in which it is.
    pub fn next_region(ctx: &Context) {
        let at = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id)).map(|one| one.rect.center());
        if let Some(focus) = ctx.plugin_opt::<Self>() {
            let mut focus = focus.lock();
            let now = at.and_then(|at| focus.shown.iter().position(|rect| rect.contains(at)));
            focus.jump_to = Some(now.map_or(0, |now| (now + 1) % focus.shown.len().max(1)));
        }
    }

    /// Tells that another screen is shown, so that Tab begins at its title and not at the menu.
    pub fn arrive(ctx: &Context) {
        if let Some(focus) = ctx.plugin_opt::<Self>() {
            focus.lock().arrives = true;
        }
    }

    /// Shows a screen's title. It has the focus when the screen has just been reached, and is no stop on the way later.
    fn title(ui: &mut Ui, label: egui::Label) -> egui::Response {
        let Some(focus) = ui.ctx().plugin_opt::<Self>() else { return ui.add(label) };
        let arrives = std::mem::take(&mut focus.lock().arrives);
        let focused = ui.memory(egui::Memory::focused);
        if !arrives && (focused.is_none() || focused != focus.lock().title) {
            return ui.add(label);
        }
        // Painted here: a label that has the focus underlines itself, like a link.
        let (at, galley, title) = label.sense(egui::Sense::focusable_noninteractive()).layout_in_ui(ui);
        ui.painter().galley(at, galley, theme::tokens(ui).ink);
        if arrives {
            title.request_focus();
            focus.lock().title = Some(title.id);
        }
        title
    }

    fn enter_region(ui: &Ui, rect: Rect) {
        let Some(focus) = ui.ctx().plugin_opt::<Self>() else { return };
        let jump = {
            let mut focus = focus.lock();
            focus.regions.push(rect);
            let here = focus.regions.len() - 1;
            focus.jump_to.take_if(|wanted| *wanted == here).is_some()
        };
        if jump {
            focus_next(ui);
        }
    }

    /// Whether Escape was pressed when nothing was open that it would close.
    #[must_use]
    pub fn escape_pressed(ctx: &Context) -> bool {
        ctx.plugin_opt::<Self>().is_some_and(|focus| std::mem::take(&mut focus.lock().escape))
    }
}

impl Plugin for Focus {
    fn debug_name(&self) -> &'static str {
        "focus"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let focused = ctx.memory(egui::Memory::focused);
        let popup = egui::Popup::is_any_open(ctx);
        let arrows_are_wanted = popup || ctx.text_edit_focused() || (focused.is_some() && focused == self.arrows_for);
        self.escape = false;
        input.events.retain(|event| match event {
            Event::Key { key: Key::Escape, pressed: true, modifiers, .. } if !popup && !modifiers.any() => {
                self.escape = true;
                false
            }
            Event::Key { key: Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight, modifiers, .. } => {
                arrows_are_wanted || modifiers.any()
            }
            _ => true,
        });
        if let Some(id) = self.scroll_to.take() {
            input.events.push(Event::AccessKitActionRequest(ActionRequest {
                action: Action::ScrollIntoView,
                target_tree: TreeId::ROOT,
                target_node: id.accesskit_id(),
                data: None,
            }));
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.shown = std::mem::take(&mut self.regions);
        let focused = ctx.memory(egui::Memory::focused);
        self.arrows_for = focused.filter(|id| self.wants_arrows.contains(id));
        self.wants_arrows.clear();
        let response = focused.and_then(|id| ctx.read_response(id));
        // In the pass of a click, egui takes the focus from whatever is read and was not clicked: also from what the click
        // has just given it to.
        if let Some(id) = focused
            && ctx.memory(egui::Memory::focused).is_none()
        {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        if let Some(response) = &response {
            let seen = response.interact_rect;
            // What is taller than half the window is not centred: its beginning, and the label over it, would go.
            let tall = seen.is_positive() && response.rect.height() > ctx.content_rect().height() / 2.0;
            let hidden = seen.height() + 1.0 < response.rect.height() || seen.width() < 1.0;
            if std::mem::take(&mut self.moved) && hidden && !tall {
                self.scroll_to = focused;
                ctx.request_repaint();
            }
            if seen.is_positive() && focused != self.title {
                let tokens = theme::tokens(ui);
                let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("focus ring")));
                let ring = |rect: Rect, color| {
                    painter.rect_stroke(
                        rect,
                        f32::from(theme::size::RADIUS),
                        Stroke::new(2.0, color),
                        StrokeKind::Outside,
                    );
                };
                ring(seen, tokens.focus_inner);
                ring(seen.expand(2.0), tokens.focus_outer);
            }
        }
        if focused != self.last {
            self.last = focused;
            self.moved = focused.is_some();
            ctx.request_repaint();
        }
    }
}

/// Gives the focus to the first control that comes after this place.
pub fn focus_next(ui: &Ui) {
    // A nothing that has the focus and at once gives it on.
    let id = ui.scope_id().with("way in");
    ui.memory_mut(|memory| {
        memory.request_focus(id);
        memory.move_focus(egui::FocusDirection::Next);
    });
    let nowhere = Rect::from_min_size(ui.cursor().min, egui::Vec2::ZERO);
    ui.interact(nowhere, id, egui::Sense::focusable_noninteractive());
    ui.ctx().request_repaint();
}

/// Page Up, Page Down, Home and End for the scroll area that `ui` is the inside of; call it last there. Nothing while a text
/// is being written.
pub fn scroll_keys(ui: &Ui, page: f32) {
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let delta = ui.input(|input| {
        let no_modifiers = !input.modifiers.any();
        let pressed = |key| no_modifiers && input.key_pressed(key);
        let far = 1.0e6;
        [(Key::PageDown, -0.9 * page), (Key::PageUp, 0.9 * page), (Key::End, -far), (Key::Home, far)]
            .into_iter()
            .filter(|(key, _)| pressed(*key))
            .map(|(_, delta)| delta)
            .sum::<f32>()
    });
    if delta != 0.0 {
        ui.scroll_with_delta(egui::vec2(0.0, delta));
    }
}
