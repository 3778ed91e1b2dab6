//! What egui leaves to the program: headings, a status line that is announced, a focus that is seen and stays in view.

use std::collections::HashSet;

use egui::{
    Context, Event, Id, Key, LayerId, Order, Plugin, RawInput, Rect, Stroke, StrokeKind, TextStyle, Ui, UiBuilder,
    WidgetRect,
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
    let label = egui::Label::new(theme::text(ui, text, style).color(theme::tokens(ui).ink));
    let response = if level == 1 { Focus::title(ui, label) } else { ui.add(label) };
    as_heading(ui, &response, level, text);
    response
}

/// A heading of level 2 or 3 that can be come to itself, in place of the first field under it: where the window is so low that
/// the field would push it out of sight, and where what it says is the news.
pub fn heading_to_arrive_at(ui: &mut Ui, level: usize, text: &str, seat: Seat) -> egui::Response {
    let style = if level == 2 { theme::h2() } else { theme::h3() };
    let label = egui::Label::new(theme::text(ui, text, style).color(theme::tokens(ui).ink));
    let response = Focus::seat(ui, label, seat);
    as_heading(ui, &response, level, text);
    response
}

fn as_heading(ui: &Ui, response: &egui::Response, level: usize, text: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
        // A label keeps its text as its value; a heading would be read twice with it. AccessKit counts levels from 0.
        node.clear_value();
        node.set_level(level.saturating_sub(1));
    });
}

/// Whether a heading is given the focus now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    Taken,
    /// It keeps the focus if it has it.
    Free,
}

/// A text whose changes are announced without moving the focus.
pub fn live(ui: &mut Ui, text: &str, urgent: bool) -> egui::Response {
    let live = if urgent { Live::Assertive } else { Live::Polite };
    live_said(ui, text, text, live)
}

/// The same for a text that goes and comes back while one writes: what was said last is not said again until it is something
/// else.
pub fn live_once(ui: &mut Ui, text: &str) -> egui::Response {
    let last = ui.next_auto_id().with("said last");
    let said = if text.is_empty() { ui.data(|data| data.get_temp(last)).unwrap_or_default() } else { text.to_owned() };
    ui.data_mut(|data| data.insert_temp(last, said.clone()));
    live_said(ui, text, &said, Live::Polite)
}

/// The same for a text that follows what is being written: it is announced when the field is left, and not letter by letter.
pub fn live_at_rest(ui: &mut Ui, text: &str) -> egui::Response {
    let last = ui.next_auto_id().with("said last");
    let said = if ui.ctx().text_edit_focused() { ui.data(|data| data.get_temp(last)) } else { None };
    let said = said.unwrap_or_else(|| text.to_owned());
    ui.data_mut(|data| data.insert_temp(last, said.clone()));
    live_said(ui, text, &said, Live::Polite)
}

fn live_said(ui: &mut Ui, text: &str, said: &str, live: Live) -> egui::Response {
    let response = ui.label(theme::text(ui, text, TextStyle::Small));
    as_live(ui, &response, said, live);
    response
}

/// Makes a line of text one that is announced when `said` changes, whatever is seen of it: seconds that go by are not said.
pub fn as_live(ui: &Ui, line: &egui::Response, said: &str, live: Live) {
    ui.ctx().accesskit_node_builder(line.id, |node| {
        node.set_role(Role::Status);
        node.set_live(live);
        node.set_label(said);
        node.clear_value();
    });
}

/// What has just come in the place of something else is said, wherever the focus is.
pub fn announce(ui: &Ui, response: &egui::Response) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// A part of the window with a name, laid into `rect`. Regions come in the order in which they are read, wherever they lie.
pub fn region<R>(ui: &mut Ui, rect: Rect, role: Role, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect).accessibility_role(role).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        Focus::enter_region(ui, rect);
        bounds(ui, rect);
        content(ui)
    })
    .inner
}

/// A named group of controls, where the layout stands.
pub fn group<R>(ui: &mut Ui, role: Role, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().accessibility_role(role).accessibility_label(name), |ui| {
        let result = content(ui);
        bounds(ui, ui.min_rect());
        result
    })
    .inner
}

/// Tells where a part lies: egui tells it of widgets only, and who reads with a magnifier or by touch is led by it.
fn bounds(ui: &Ui, rect: Rect) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        let (min, max) = (rect.min, rect.max);
        node.set_bounds(egui::accesskit::Rect::new(min.x.into(), min.y.into(), max.x.into(), max.y.into()));
    });
}

/// Gives the bar of the scroll area with this id a name, if it has a bar; egui gives it none.
pub fn name_scroll_bar(ui: &Ui, area: Id) {
    // The id of the vertical one, as egui makes it.
    let bar = area.with(1_usize);
    if ui.ctx().has_accesskit_node(bar) {
        ui.ctx().accesskit_node_builder(bar, |node| node.set_label("Scroll"));
    }
}

/// Keeps the focus where people see it: a ring of two colours around it, scrolled into view when it moves, not lost by
/// Escape, and not moved about by bare arrow keys.
#[derive(Default)]
pub struct Focus {
    last: Option<Id>,
    scroll_to: Option<Id>,
    wants_arrows: HashSet<Id>,
    arrows_for: Option<Id>,
    escape: bool,
    /// The regions of the last pass, in the order in which they are read.
    regions: Vec<Rect>,
    /// Those of this pass so far.
    passing: Vec<Rect>,
    /// The region whose first control gets the focus when it is shown next.
    jump_to: Option<usize>,
    /// Another screen is about to be shown, and nothing on it has the focus yet.
    arriving: Option<Arriving>,
    /// The title that was given the focus last. It keeps it until the next Tab, and has no ring: nothing can be done to it.
    title: Option<Id>,
    popup_open: bool,
    /// What had the focus when a menu opened.
    opener: Option<Id>,
    /// A nothing that has the focus until the pass is over, and gives it to what comes after it.
    way_in: Option<Id>,
}

/// Where the focus goes on a screen that has just been opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arriving {
    /// To its title: the screen reader says where one is, and Tab goes on from there.
    Title,
    /// To what one left it from; after so many passes to the title, if that has gone.
    Back { passes: u8 },
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
            let now = at.and_then(|at| focus.regions.iter().position(|rect| rect.contains(at)));
            focus.jump_to = Some(now.map_or(0, |now| (now + 1) % focus.regions.len().max(1)));
        }
    }

    /// Another screen is shown from the next pass on; the focus is to be on this control of it, or else on its title.
    pub fn arrive(ctx: &Context, at: Option<Id>) {
        if let Some(focus) = ctx.plugin_opt::<Self>() {
            focus.lock().arriving = Some(if at.is_some() { Arriving::Back { passes: 2 } } else { Arriving::Title });
        }
        if let Some(id) = at {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        ctx.request_repaint();
    }

    fn title(ui: &mut Ui, label: egui::Label) -> egui::Response {
        let arrives = ui
            .ctx()
            .plugin_opt::<Self>()
            .is_some_and(|focus| focus.lock().arriving.take_if(|how| *how == Arriving::Title).is_some());
        Self::seat(ui, label, if arrives { Seat::Taken } else { Seat::Free })
    }

    /// A heading that has the focus from when it is taken until the next Tab; else a text as any other.
    fn seat(ui: &mut Ui, label: egui::Label, seat: Seat) -> egui::Response {
        let Some(focus) = ui.ctx().plugin_opt::<Self>() else { return ui.add(label) };
        let arrives = seat == Seat::Taken;
        let focused = ui.memory(egui::Memory::focused);
        let stays = focused.is_some() && focused == focus.lock().title;
        if !arrives && !stays {
            return ui.add(label.selectable(false));
        }
        // A text that can be selected cannot have the focus. It is painted here: a label that has the focus underlines
        // itself, like a link.
        let label = label.selectable(false).sense(egui::Sense::focusable_noninteractive());
        let (at, galley, response) = label.layout_in_ui(ui);
        ui.painter().galley(at, galley, theme::tokens(ui).ink);
        if arrives {
            response.request_focus();
            focus.lock().title = Some(response.id);
            ui.ctx().request_repaint();
        }
        response
    }

    /// Gives the focus from the way in to the first control after it, and round to the first one if there is none. By itself
    /// egui would pass over a control that had the focus in the pass before.
    fn go_in(&mut self, ctx: &Context) {
        let Some(way_in) = self.way_in.take() else { return };
        // Something else may have asked for the focus since.
        if ctx.memory(egui::Memory::focused) != Some(way_in) {
            return;
        }
        let next = ctx.viewport(|viewport| {
            let widgets = &viewport.this_pass.widgets;
            let (layer, at) = widgets.order(way_in)?;
            let takes_focus = |one: &&WidgetRect| one.enabled && one.sense.is_focusable() && one.id != way_in;
            let mut after = widgets.get_layer(layer).skip(at).filter(takes_focus);
            after.next().or_else(|| widgets.get_layer(layer).find(takes_focus)).map(|one| one.id)
        });
        ctx.memory_mut(|memory| match next {
            Some(next) => memory.request_focus(next),
            None => memory.surrender_focus(way_in),
        });
    }

    /// Gives the focus back to what opened a menu when that closes, and lets no one arrive at nothing.
    fn give_back(&mut self, ctx: &Context, focused: Option<Id>) {
        let popup_open = egui::Popup::is_any_open(ctx);
        let here = focused.and_then(|id| ctx.read_response(id));
        match (self.popup_open, popup_open) {
            (false, true) => self.opener = self.last.or(focused),
            (true, false) if self.arriving.is_none() => {
                let in_popup = here.as_ref().is_none_or(|one| one.layer_id.order == Order::Foreground);
                if let Some(opener) = self.opener.take().filter(|_| in_popup) {
                    ctx.memory_mut(|memory| memory.request_focus(opener));
                    ctx.request_repaint();
                }
            }
            _ => {}
        }
        self.popup_open = popup_open;
        if let Some(Arriving::Back { passes }) = self.arriving {
            self.arriving = match passes.checked_sub(1) {
                Some(passes) => Some(Arriving::Back { passes }),
                None if here.is_none() => Some(Arriving::Title),
                None => None,
            };
            ctx.request_repaint();
        }
    }

    fn enter_region(ui: &Ui, rect: Rect) {
        let Some(focus) = ui.ctx().plugin_opt::<Self>() else { return };
        let jump = {
            let mut focus = focus.lock();
            focus.passing.push(rect);
            let here = focus.passing.len() - 1;
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

    fn on_begin_pass(&mut self, _ui: &mut Ui) {
        // F6 is asked about before the regions of its pass are known.
        self.regions = std::mem::take(&mut self.passing);
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.go_in(&ctx);
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
        self.give_back(&ctx, focused);
        if let Some(response) = &response {
            let seen = response.interact_rect;
            // What is nearly as tall as the window is not centred while its beginning is seen: the label over it would go.
            let tall = response.rect.height() > ctx.content_rect().height() * 0.7;
            let enough = if tall { 64.0 } else { response.rect.height() - 1.0 };
            // What moves the parts of the window, such as a line that comes at its bottom, must not hide it either.
            let moved = focused != self.last || self.passing != self.regions;
            if moved && (seen.height() < enough || seen.width() < 1.0) {
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
        self.last = focused;
    }
}

/// Gives the focus to the first control that comes after this place.
pub fn focus_next(ui: &Ui) {
    let Some(focus) = ui.ctx().plugin_opt::<Focus>() else { return };
    let id = ui.scope_id().with("way in");
    let nowhere = Rect::from_min_size(ui.cursor().min, egui::Vec2::ZERO);
    ui.interact(nowhere, id, egui::Sense::focusable_noninteractive());
    // After it was laid out: in the pass of a click, egui takes the focus from what is laid out and was not clicked.
    ui.memory_mut(|memory| memory.request_focus(id));
    focus.lock().way_in = Some(id);
    // The key that led here has done its work: what has the focus now is not pressed by it too.
    ui.input_mut(|input| {
        for key in [Key::Enter, Key::Space] {
            input.consume_key(egui::Modifiers::NONE, key);
        }
    });
    ui.ctx().request_repaint();
}

/// Notes that the focus is to come to `place` in the next pass: what stands below something that goes has another id then.
pub fn lead(ui: &Ui, place: Id) {
    ui.data_mut(|data| data.insert_temp(place, true));
    ui.ctx().request_repaint();
}

/// Whether the focus has been [led](lead) to `place`; once.
pub fn arrives(ui: &Ui, place: Id) -> bool {
    ui.data_mut(|data| data.remove_temp(place)).unwrap_or(false)
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
