//! *Use the recovery code*: the code from the sheet, and then a new passphrase.

use egui::{Context, Ui};

use super::{
    super::{a11y, control, field, parts},
    Attempt, GateAction, Notice, Stand, main_button,
    new_passphrase::{Asked, NewPassphrase, THE_NEW},
    notices, row,
    secret_field::{SecretField, Shown, entered},
    unlock::Told,
    whole,
};

/// How many letters and digits a code has.
pub const LETTERS: usize = 28;

/// The screen, with what is half typed on it.
pub struct Recover {
    code: SecretField,
    problem: String,
    /// The code has been found to be one; now a passphrase is chosen.
    has_code: bool,
    part: NewPassphrase,
    told: Told,
    began: bool,
    before: Attempt,
}

/// What it shows.
#[derive(Clone, Copy)]
pub struct Model<'a> {
    /// Whether the letters of a code are right by themselves, or a sentence that says what is not.
    pub check: &'a dyn Fn(&str) -> Result<(), String>,
    /// Five words, once they have been asked for.
    pub suggestion: Option<&'a str>,
    pub attempt: Attempt,
    pub notices: &'a [Notice<'a>],
}

impl Default for Recover {
    fn default() -> Self {
        Self {
            // It is copied from paper, letter by letter.
            code: SecretField::shown(),
            problem: String::new(),
            has_code: false,
            part: NewPassphrase::default(),
            told: Told::default(),
            began: false,
            before: Attempt::None,
        }
    }
}

impl Recover {
    /// One frame of it, in the whole window.
    pub fn ui(&mut self, ui: &mut Ui, model: &Model<'_>) -> Option<GateAction> {
        let working = model.attempt == Attempt::Working;
        self.code.hold_still(working);
        self.part.hold_still(working);
        if !std::mem::replace(&mut self.began, true) {
            self.code.take_focus();
        }
        if self.before == Attempt::Working && matches!(model.attempt, Attempt::Wrong { .. }) {
            // It is the code of other sessions: the passphrase is kept, and the code is looked at again.
            self.has_code = false;
            self.code.take_focus();
        }
        self.before = model.attempt;
        let stand = if self.has_code { Stand::Page } else { Stand::Door };
        whole(ui, stand, "Use the recovery code", |ui| {
            let mut action = notices(ui, model.notices);
            let asked = if self.has_code { self.new_passphrase(ui, model) } else { self.code(ui, model) };
            action = asked.or(action);
            parts::gap(ui);
            ui.add_enabled_ui(!working, |ui| {
                if control::link(ui, "Back to the passphrase").clicked() {
                    action = Some(GateAction::BackToUnlock);
                }
            });
            action
        })
    }

    fn code(&mut self, ui: &mut Ui, model: &Model<'_>) -> Option<GateAction> {
        field::body(
            ui,
            "It is on the sheet that was printed when you chose your first passphrase. Spaces, dashes and capitals do not \
             matter.",
        );
        parts::gap(ui);
        let code = self.code.ui(ui, "Recovery code", Shown::InGroups, &self.problem);
        if code.changed() {
            self.problem.clear();
        }
        if self.problem.is_empty() {
            field::hint(ui, &count_in_words(count(self.code.words())));
        }
        self.told.ui(ui, model.attempt, &code, wrong);
        let can = model.attempt.may_try();
        if (main_button(ui, "Go on", can) || entered(ui, &code)) && can {
            match check(self.code.words(), model.check) {
                Ok(()) => {
                    self.has_code = true;
                    self.code.hide();
                    self.part.take_focus();
                }
                Err(problem) => {
                    self.problem = problem;
                    self.code.take_focus();
                }
            }
        }
        None
    }

    fn new_passphrase(&mut self, ui: &mut Ui, model: &Model<'_>) -> Option<GateAction> {
        let can = model.attempt.may_try();
        let working = model.attempt == Attempt::Working;
        field::body(ui, "Every letter of the code fits.");
        ui.add_enabled_ui(!working, |ui| {
            if control::link(ui, "Look at the code again").clicked() {
                self.has_code = false;
                self.code.take_focus();
            }
        });
        parts::gap(ui);
        a11y::heading(ui, 2, "Choose a new passphrase");
        let asked = self.part.ui(ui, THE_NEW, model.suggestion, can);
        parts::gap(ui);
        let pressed = row(ui, |ui| main_button(ui, "Open with the new passphrase", can));
        super::at_work(ui, model.attempt, "Opening…");
        if asked == Some(Asked::Suggest) {
            return Some(GateAction::Suggest);
        }
        if can && (pressed || asked == Some(Asked::Go)) {
            let code = self.code.copy();
            return self.part.chosen().map(|passphrase| GateAction::Recover { code, passphrase });
        }
        None
    }

    /// Wipes what was typed, and what egui remembers of it.
    pub fn forget(&mut self, ctx: &Context) {
        self.code.forget(ctx);
        self.part.forget(ctx);
        self.has_code = false;
    }
}

fn count(typed: &str) -> usize {
    typed.chars().filter(|one| one.is_alphanumeric()).count()
}

fn count_in_words(count: usize) -> String {
    match count {
        0 => format!("A code has {LETTERS} letters and digits"),
        LETTERS => format!("All {LETTERS} letters and digits"),
        count if count < LETTERS => format!("{count} of {LETTERS} letters and digits so far"),
        count => format!("{count} letters and digits, and a code has {LETTERS}"),
    }
}

/// What can be said of the code before anything is tried with it.
fn check(typed: &str, letters: &dyn Fn(&str) -> Result<(), String>) -> Result<(), String> {
    match count(typed) {
        LETTERS => letters(typed),
        0 => Err("Nothing is typed here yet.".to_owned()),
        1 => Err(format!("This is 1 letter or digit. A code has {LETTERS}.")),
        count => Err(format!("These are {count} letters and digits. A code has {LETTERS}.")),
    }
}

fn wrong(times: u32) -> &'static str {
    if times.is_multiple_of(2) {
        "This code did not open them either. Look for a sheet with another date."
    } else {
        "This is a recovery code, but not that of these sessions. Compare it with your sheet."
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::{Window, secret},
        *,
    };

    const CODE: &str = "K7Q2 9FMT 3XWC H0BD 1R8N VZ5G E10P";

    #[derive(Default)]
    struct Desk {
        screen: Recover,
        attempt: Attempt,
        asked: Vec<GateAction>,
    }

    fn only_that(typed: &str) -> Result<(), String> {
        if typed == CODE { Ok(()) } else { Err("The last two letters do not fit. One of the others is a slip.".into()) }
    }

    fn window() -> Window<'static, Desk> {
        Window::new(Desk::default(), |ui, desk| {
            let model = Model { check: &only_that, suggestion: None, attempt: desk.attempt, notices: &[] };
            desk.asked.extend(desk.screen.ui(ui, &model));
        })
    }

    fn with_a_code() -> Window<'static, Desk> {
        let mut window = window();
        window.write("Recovery code", CODE);
        window.key(egui::Key::Enter);
        window
    }

    #[test]
    fn the_letters_are_counted_while_one_types() {
        let rows = [
            ("", "A code has 28 letters and digits"),
            ("k7q2-9", "5 of 28 letters and digits so far"),
            (CODE, "All 28 letters and digits"),
            ("K7Q2 9FMT 3XWC H0BD 1R8N VZ5G E10P 3", "29 letters and digits, and a code has 28"),
        ];
        for (typed, words) in rows {
            let mut window = window();
            window.write("Recovery code", typed);
            assert!(window.shows(words), "{words}");
        }
    }

    #[test]
    fn a_code_that_is_none_is_told_of_before_anything_is_tried() {
        let rows = [
            ("", "Nothing is typed here yet."),
            ("K", "This is 1 letter or digit. A code has 28."),
            ("K7Q2 9FMT", "These are 8 letters and digits. A code has 28."),
            ("K7Q2 9FMT 3XWC H0BD 1R8N VZ5G E11P", "The last two letters do not fit. One of the others is a slip."),
        ];
        for (typed, words) in rows {
            let mut window = window();
            assert_eq!(window.at(), "Recovery code");
            window.write("Recovery code", typed);
            window.press("Go on");
            assert!(window.announced().contains(&words.to_owned()), "{words}");
            assert_eq!(window.at(), "Recovery code");
            assert!(window.0.state().asked.is_empty());
        }
    }

    #[test]
    fn the_code_and_a_new_passphrase_leave_together() {
        let mut window = with_a_code();
        assert_eq!(window.at(), "New passphrase");
        window.write("New passphrase", "twelve words");
        window.write("The new passphrase again", "twelve words");
        window.key(egui::Key::Enter);
        let wanted = GateAction::Recover { code: secret(CODE), passphrase: secret("twelve words") };
        assert!(window.0.state().asked == [wanted]);
    }

    #[test]
    fn the_code_of_other_sessions_is_looked_at_again() {
        let mut window = with_a_code();
        for attempt in [Attempt::Working, Attempt::Wrong { times: 1, seconds: 0 }] {
            window.0.state_mut().attempt = attempt;
            window.0.run();
        }
        assert_eq!(window.at(), "Recovery code");
        assert!(window.shows("This is a recovery code, but not that of these sessions."));
        window.press("Go on");
        assert_eq!(window.at(), "New passphrase", "the code was kept");
        window.press("Look at the code again");
        assert_eq!(window.at(), "Recovery code");
        window.press("Back to the passphrase");
        assert!(window.0.state().asked == [GateAction::BackToUnlock]);
    }

    #[test]
    fn neither_of_the_two_is_in_the_tree() {
        let mut window = with_a_code();
        window.write("New passphrase", "CANARY in a mine");
        assert!(!window.all_words().contains("CANARY"));
        window.press("Look at the code again");
        assert!(!window.all_words().contains("9FMT"));
    }
}
