//! *Choose a passphrase*: the first thing that is seen on a computer, and once only.

use egui::{Context, Ui};

use super::{
    super::{a11y, field, frame, parts, theme},
    Attempt, GateAction, LOW, Notice, Stand, at_work, main_button,
    new_passphrase::{Asked, NewPassphrase, THE_ONLY},
    notices, whole,
};

/// The screen, with what is half typed on it.
#[derive(Default)]
pub struct FirstStart {
    part: NewPassphrase,
    began: bool,
}

/// What it shows.
#[derive(Clone, Copy, Default)]
pub struct Model<'a> {
    /// How many sessions an earlier version left, which are not encrypted.
    pub from_before: usize,
    /// Five words, once they have been asked for.
    pub suggestion: Option<&'a str>,
    /// Whether the store is being made. *Wrong* does not happen here.
    pub attempt: Attempt,
    pub notices: &'a [Notice<'a>],
}

impl FirstStart {
    /// One frame of it, in the whole window.
    pub fn ui(&mut self, ui: &mut Ui, model: &Model<'_>) -> Option<GateAction> {
        let can = model.attempt.may_try();
        self.part.hold_still(model.attempt == Attempt::Working);
        if !std::mem::replace(&mut self.began, true) {
            if ui.max_rect().height() < LOW {
                a11y::Focus::arrive(ui.ctx(), None);
            } else {
                self.part.take_focus();
            }
        }
        whole(ui, Stand::Page, "Choose a passphrase", |ui| {
            let mut action = notices(ui, model.notices);
            field::body(
                ui,
                "Choose a passphrase you will remember. We cannot get it back for you. Next you will get a recovery code \
                 to print.",
            );
            field::body(
                ui,
                "It encrypts your sessions on this computer. Whoever finds the laptop or copies the files cannot read them \
                 without it.",
            );
            if model.from_before > 0 {
                frame::band(ui, theme::tokens(ui).info, |ui| field::body(ui, &taken_over(model.from_before)));
            }
            parts::gap(ui);
            let asked = self.part.ui(ui, THE_ONLY, model.suggestion, can);
            parts::gap(ui);
            let pressed = main_button(ui, "Use this passphrase", can);
            at_work(ui, model.attempt, "Encrypting. This can take a few seconds.");
            if asked == Some(Asked::Suggest) {
                action = Some(GateAction::Suggest);
            } else if can && (pressed || asked == Some(Asked::Go)) {
                action = self.part.chosen().map(GateAction::Create).or(action);
            }
            action
        })
    }

    /// Wipes what was typed, and what egui remembers of it.
    pub fn forget(&mut self, ctx: &Context) {
        self.part.forget(ctx);
    }
}

fn taken_over(count: usize) -> String {
    match count {
        1 => "1 session from before is not encrypted yet. It is taken over now.".to_owned(),
        _ => format!("{count} sessions from before are not encrypted yet. They are taken over now."),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::{Window, secret},
        *,
    };

    struct Desk {
        screen: FirstStart,
        from_before: usize,
        attempt: Attempt,
        asked: Vec<GateAction>,
    }

    fn window(from_before: usize, attempt: Attempt) -> Window<'static, Desk> {
        let desk = Desk { screen: FirstStart::default(), from_before, attempt, asked: vec![] };
        Window::new(desk, |ui, desk| {
            let model = Model { from_before: desk.from_before, attempt: desk.attempt, ..Model::default() };
            desk.asked.extend(desk.screen.ui(ui, &model));
        })
    }

    #[test]
    fn enter_makes_the_store_and_so_does_the_button() {
        for by_key in [true, false] {
            let mut window = window(0, Attempt::None);
            assert_eq!(window.at(), "Passphrase", "one comes to the field");
            window.write("Passphrase", "twelve words");
            window.write("The same passphrase again", "twelve words");
            if by_key {
                window.key(egui::Key::Enter);
            } else {
                window.press("Use this passphrase");
            }
            assert!(window.0.state().asked == [GateAction::Create(secret("twelve words"))]);
        }
    }

    #[test]
    fn what_was_there_before_is_counted() {
        let rows = [
            (1, "1 session from before is not encrypted yet. It is taken over now."),
            (3, "3 sessions from before are not encrypted yet. They are taken over now."),
        ];
        for (count, words) in rows {
            assert!(window(count, Attempt::None).shows(words));
        }
        assert!(!window(0, Attempt::None).shows("from before"));
    }

    #[test]
    fn while_the_store_is_made_it_is_not_made_twice() {
        let mut window = window(0, Attempt::None);
        window.write("Passphrase", "twelve words");
        window.write("The same passphrase again", "twelve words");
        window.0.state_mut().attempt = Attempt::Working;
        window.0.run();
        assert!(!window.is_enabled("Use this passphrase") && !window.is_enabled("Suggest five words"));
        window.key(egui::Key::Enter);
        assert!(window.0.state().asked.is_empty());
        assert_eq!(window.announced(), ["Encrypting. This can take a few seconds."]);
        window.0.state_mut().attempt = Attempt::None;
        window.key(egui::Key::Enter);
        assert!(window.0.state().asked == [GateAction::Create(secret("twelve words"))], "the words were held");
    }
}
