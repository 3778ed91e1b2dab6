//! *Change the passphrase*: a page of its own, reached from Settings while everything is unlocked.

use egui::{Context, Ui};

use super::{
    super::{a11y, control, field, frame, parts, theme::space},
    Attempt, GateAction, Notice, at_work, main_button,
    new_passphrase::{Asked, NewPassphrase, THE_NEW},
    notices,
    secret_field::{SecretField, Shown, entered},
    unlock::Told,
};

/// The page, with what is half typed on it.
#[derive(Default)]
pub struct ChangePassphrase {
    present: SecretField,
    problem: &'static str,
    part: NewPassphrase,
    told: Told,
    before: Option<Attempt>,
}

/// What it shows.
#[derive(Clone, Copy, Default)]
pub struct Model<'a> {
    /// Five words, once they have been asked for.
    pub suggestion: Option<&'a str>,
    /// *Wrong* is said of the present passphrase.
    pub attempt: Attempt,
    pub notices: &'a [Notice<'a>],
}

impl ChangePassphrase {
    /// One frame of the page.
    pub fn ui(&mut self, ui: &mut Ui, model: &Model<'_>) -> Option<GateAction> {
        let can = model.attempt.may_try();
        let working = model.attempt == Attempt::Working;
        self.present.hold_still(working);
        self.part.hold_still(working);
        if self.before == Some(Attempt::Working) && matches!(model.attempt, Attempt::Wrong { .. }) {
            self.present.take_focus();
        }
        self.before = Some(model.attempt);
        frame::page(ui, "change passphrase", |ui| {
            let mut action = control::link(ui, "Back").clicked().then_some(GateAction::Back);
            a11y::heading(ui, 1, "Change the passphrase");
            parts::measured(ui, |ui| {
                action = notices(ui, model.notices).or(action.take());
                field::body(ui, "Your sessions stay as they are, and so does the recovery code on your sheet.");
                parts::gap(ui);
                let present = self.present.ui(ui, "Your present passphrase", Shown::AsTyped, self.problem);
                if present.changed() {
                    self.problem = "";
                }
                let shown = if working { Attempt::None } else { model.attempt };
                self.told.ui(ui, shown, &present, wrong);
                ui.add_space(space::S);
                a11y::heading(ui, 2, "The new one");
                let asked = self.part.ui(ui, THE_NEW, model.suggestion, can);
                parts::gap(ui);
                let pressed = main_button(ui, "Change the passphrase", can);
                at_work(ui, model.attempt, "Changing it. This can take a few seconds.");
                if asked == Some(Asked::Suggest) {
                    action = Some(GateAction::Suggest);
                } else if can && (pressed || entered(ui, &present) || asked == Some(Asked::Go)) {
                    action = self.change().or(action.take());
                }
            });
            action
        })
    }

    fn change(&mut self) -> Option<GateAction> {
        if self.present.is_empty() {
            self.problem = "Type the passphrase that you use now.";
            self.present.take_focus();
            return None;
        }
        let new = self.part.chosen()?;
        self.present.hide();
        Some(GateAction::Change { present: self.present.copy(), new })
    }

    /// Wipes what was typed, and what egui remembers of it.
    pub fn forget(&mut self, ctx: &Context) {
        self.present.forget(ctx);
        self.part.forget(ctx);
    }
}

fn wrong(times: u32) -> &'static str {
    if times.is_multiple_of(2) {
        "This is not the one either. Press Show and look at what you typed."
    } else {
        "That is not your present passphrase. Check Caps Lock."
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::{Window, secret},
        *,
    };

    #[derive(Default)]
    struct Desk {
        page: ChangePassphrase,
        attempt: Attempt,
        asked: Vec<GateAction>,
    }

    fn window() -> Window<'static, Desk> {
        Window::new(Desk::default(), |ui, desk| {
            let model = Model { attempt: desk.attempt, ..Model::default() };
            desk.asked.extend(desk.page.ui(ui, &model));
        })
    }

    #[test]
    fn the_present_one_and_the_new_one_leave_together() {
        let mut window = window();
        window.write("New passphrase", "twelve words");
        window.write("The new passphrase again", "twelve words");
        window.key(egui::Key::Enter);
        assert!(window.0.state().asked.is_empty());
        assert_eq!(window.at(), "Your present passphrase");
        assert!(window.shows("Type the passphrase that you use now."));
        window.write("Your present passphrase", "old");
        window.press("Change the passphrase");
        let wanted = GateAction::Change { present: secret("old"), new: secret("twelve words") };
        assert!(window.0.state().asked == [wanted], "an old one that is short is none of our business");
    }

    #[test]
    fn a_present_one_that_is_another_is_said_at_its_field() {
        let mut window = window();
        window.write("Your present passphrase", "old");
        let mut said = Vec::new();
        for times in 1..3 {
            for attempt in [Attempt::Working, Attempt::Wrong { times, seconds: 0 }] {
                window.0.state_mut().attempt = attempt;
                window.0.run();
            }
            assert_eq!(window.at(), "Your present passphrase");
            said.extend(window.announced());
        }
        assert_eq!(said, [wrong(1), wrong(2)]);
    }

    #[test]
    fn one_may_leave_it_as_it_was() {
        let mut window = window();
        window.press("Back");
        assert!(window.0.state().asked == [GateAction::Back]);
    }
}
