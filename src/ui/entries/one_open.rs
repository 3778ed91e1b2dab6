//! A list of which one thing is open and the others are rows: so that nine can be read, and one can be thought about.

use egui::{Id, Rect, Response, Ui, accesskit::Role};

use crate::ui::{a11y, control, frame, unfolded::Unfolded};

/// Which of a list is open, and what is about to get the focus. It lies with the screen, not with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OneOpen {
    id: Id,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct State {
    open: Option<usize>,
    /// Its first control gets the focus.
    arriving: Option<usize>,
    /// The row that has just been closed gets the focus back.
    back_to: Option<usize>,
}

impl OneOpen {
    /// The list that stands here; `at_first` is open until somebody opens or closes one.
    pub fn of(ui: &Ui, at_first: Option<usize>) -> Self {
        let id = ui.scope_id().with("one open");
        let open = Unfolded::row(ui.ctx(), id).map_or(at_first, |row| row.0);
        let state = ui.data(|data| data.get_temp(id)).unwrap_or(State { open, ..State::default() });
        Self { id, state }
    }

    #[must_use]
    pub fn is_open(&self, at: usize) -> bool {
        self.state.open == Some(at)
    }

    /// Opens another one, and leads the focus into it.
    pub fn open(&mut self, ui: &Ui, at: usize) {
        self.keep(ui, State { open: Some(at), arriving: Some(at), back_to: None });
    }

    /// Shows the one that is open, as a card with a name. Escape closes it while the focus is in it, and closes nothing else.
    pub fn card(&mut self, ui: &mut Ui, at: usize, name: &str, content: impl FnOnce(&mut Ui)) {
        let arriving = self.state.arriving == Some(at);
        let (rect, close) = a11y::group(ui, Role::Group, name, |ui| {
            ui.push_id(at, |ui| {
                frame::card(ui, |ui| {
                    if arriving {
                        a11y::focus_next(ui);
                    }
                    content(ui);
                    let close = control::link(ui, "Close").clicked();
                    (ui.min_rect(), close)
                })
            })
            .inner
        });
        if arriving {
            self.keep(ui, State { arriving: None, ..self.state });
        }
        if close || (has_focus(ui, rect) && a11y::Focus::escape_pressed(ui.ctx())) {
            self.keep(ui, State { open: None, arriving: None, back_to: Some(at) });
        }
    }

    /// Takes note of the row of one that is closed: it opens when it is pressed.
    pub fn row(&mut self, ui: &Ui, at: usize, row: &Response) {
        if self.state.back_to == Some(at) {
            row.request_focus();
            self.keep(ui, State { back_to: None, ..self.state });
        }
        if row.clicked() {
            self.open(ui, at);
        }
    }

    /// One has been taken out of the list: nothing is open.
    pub fn close(&mut self, ui: &Ui) {
        self.keep(ui, State::default());
    }

    fn keep(&mut self, ui: &Ui, state: State) {
        self.state = state;
        ui.data_mut(|data| data.insert_temp(self.id, state));
        Unfolded::set_row(ui.ctx(), self.id, state.open);
        ui.ctx().request_repaint();
    }
}

fn has_focus(ui: &Ui, rect: Rect) -> bool {
    let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    focused.is_some_and(|one| rect.contains(one.rect.center()))
}
