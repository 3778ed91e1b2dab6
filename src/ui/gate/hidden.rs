//! *Hidden*: a cover over everything, for whoever walks in. What is under it is not painted at all, so no screen reader and no
//! magnifier finds it.

use egui::{Context, Id, Key, Ui, accesskit::Role};

use super::{
    super::{a11y, control, parrot::parrot, theme, theme::space},
    GateAction,
};

/// The cover, and what had the focus under it.
pub struct Hidden {
    came_from: Option<Id>,
    arrived: bool,
}

impl Hidden {
    /// Lays the cover over what is there: the program paints it from this frame on, and nothing else.
    #[must_use]
    pub fn over(ctx: &Context) -> Self {
        egui::Popup::close_all(ctx);
        Self { came_from: ctx.memory(egui::Memory::focused), arrived: false }
    }

    /// What had the focus when it was laid.
    #[must_use]
    pub fn came_from(&self) -> Option<Id> {
        self.came_from
    }

    /// One frame of it, in the whole window. When it is taken away, the focus goes back to where it was.
    pub fn ui(&mut self, ui: &mut Ui) -> Option<GateAction> {
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, theme::tokens(ui).bg);
        let button = a11y::region(ui, whole, Role::Main, "Page", |ui| {
            let low = whole.height() < 400.0;
            let side = if low { 56.0 } else { 120.0 };
            ui.vertical_centered(|ui| {
                ui.add_space(((whole.height() - side - 140.0) / 2.0).max(space::S));
                parrot(ui, side);
                ui.add_space(space::S);
                a11y::heading(ui, 1, "Hidden. Press Enter to go back.");
                ui.add_space(space::S);
                control::button(ui, "Go back")
            })
            .inner
        });
        if !std::mem::replace(&mut self.arrived, true) {
            button.request_focus();
        }
        let asked = button.clicked() || ui.input(|input| input.key_pressed(Key::Enter));
        if !asked {
            return None;
        }
        a11y::Focus::arrive(ui.ctx(), self.came_from);
        Some(GateAction::Uncover)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{super::field, tests::Window},
        *,
    };

    /// A field of a session, and the cover that may lie over it.
    struct Desk {
        text: String,
        cover: Option<Hidden>,
    }

    fn window() -> Window<'static, Desk> {
        let desk = Desk { text: "Ailsa saw her gran on 31 of 35 Saturdays.".into(), cover: None };
        Window::new(desk, |ui, desk| {
            if let Some(cover) = &mut desk.cover {
                if cover.ui(ui) == Some(GateAction::Uncover) {
                    desk.cover = None;
                }
            } else {
                a11y::heading(ui, 1, "AB12");
                field::area(ui, "What have we seen?", &mut desk.text, 3);
            }
        })
    }

    fn hide(window: &mut Window<'_, Desk>) {
        let cover = Hidden::over(&window.0.ctx);
        window.0.state_mut().cover = Some(cover);
    }

    #[test]
    fn nothing_of_what_is_under_it_is_left_in_the_same_frame() {
        let mut window = window();
        hide(&mut window);
        window.0.step();
        let words = window.all_words();
        assert!(words.contains("Hidden. Press Enter to go back."));
        for under in ["Ailsa", "AB12", "What have we seen"] {
            assert!(!words.contains(under));
        }
        for clipped in &window.0.output().shapes {
            if let egui::Shape::Text(text) = &clipped.shape {
                assert!(["Hidden. Press Enter to go back.", "Go back"].contains(&text.galley.text()));
            }
        }
    }

    #[test]
    fn enter_goes_back_to_the_same_caret_and_so_does_the_button() {
        for by_key in [true, false] {
            let mut window = window();
            window.write("What have we seen?", " ");
            for _ in 0..10 {
                window.key(Key::ArrowLeft);
            }
            hide(&mut window);
            window.0.run();
            assert_eq!(window.at(), "Go back");
            if by_key {
                window.key(Key::Enter);
            } else {
                window.press("Go back");
            }
            assert_eq!(window.at(), "What have we seen?");
            window.0.event(egui::Event::Text("|".into()));
            window.0.run();
            assert_eq!(window.0.state().text, "Ailsa saw her gran on 31 of 35 S|aturdays. ", "Enter went into no text");
        }
    }

    #[test]
    fn no_other_key_takes_it_away() {
        let mut window = window();
        hide(&mut window);
        window.0.run();
        for key in [Key::Escape, Key::A, Key::Tab, Key::F6] {
            window.key(key);
            assert!(window.shows("Hidden."));
        }
        window.key(Key::Enter);
        assert!(window.shows("AB12"));
    }
}
