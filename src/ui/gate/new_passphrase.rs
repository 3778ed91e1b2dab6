//! The part in which a passphrase is chosen: typed twice, or suggested and typed once.

use egui::{Context, Ui};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::{
    super::{control, field, frame, theme, theme::space},
    group, row,
    secret_field::{SecretField, Shown, entered},
};

/// How many characters a passphrase has at least.
pub const LEAST: usize = 12;

/// What is half typed.
#[derive(Default)]
pub struct NewPassphrase {
    words: SecretField,
    again: SecretField,
    /// The suggestion that is used. It has to be typed once, to be known.
    uses: Option<Zeroizing<String>>,
    /// Whether the suggestion that is used is looked at again.
    looks: bool,
    problem: Option<Problem>,
}

/// What is asked for in this part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Suggest,
    /// Enter was pressed in a field: the same as the main button of the screen.
    Go,
}

/// What is not as it needs to be, and at which field it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Empty,
    TooShort(usize),
    NotAgain,
    Differ,
    NotTheFive,
}

impl Problem {
    fn words(self) -> String {
        match self {
            Self::Empty => format!("Nothing is typed here yet. It needs at least {LEAST} characters."),
            Self::TooShort(1) => format!("This has 1 character. It needs at least {LEAST}."),
            Self::TooShort(count) => format!("This has {count} characters. It needs at least {LEAST}."),
            Self::NotAgain => "Type it once more here, so that no slip of a finger locks you out.".to_owned(),
            Self::Differ => "This is not the same as the one above. Show both to compare them.".to_owned(),
            Self::NotTheFive => "These are not the five words. You can look at them again.".to_owned(),
        }
    }

    fn is_at_the_first(self) -> bool {
        matches!(self, Self::Empty | Self::TooShort(_) | Self::NotTheFive)
    }
}

/// How the two fields are called on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    pub first: &'static str,
    pub again: &'static str,
}

/// On a screen with no other passphrase.
pub const THE_ONLY: Names = Names { first: "Passphrase", again: "The same passphrase again" };
/// Beside the present one, or one that was forgotten.
pub const THE_NEW: Names = Names { first: "New passphrase", again: "The new passphrase again" };

impl NewPassphrase {
    /// Its first field has the focus when it is shown next.
    pub fn take_focus(&mut self) {
        self.words.take_focus();
    }

    /// The passphrase, if it is one and was typed as it needs to be; else the field that is not so says it, and has the focus.
    pub fn chosen(&mut self) -> Option<Zeroizing<String>> {
        self.problem = self.look();
        match self.problem {
            None => {
                self.words.hide();
                self.again.hide();
                Some(self.words.copy())
            }
            Some(problem) => {
                if problem.is_at_the_first() {
                    self.words.take_focus();
                } else {
                    self.again.take_focus();
                }
                None
            }
        }
    }

    fn look(&self) -> Option<Problem> {
        let words = as_it_counts(self.words.words());
        if let Some(suggested) = &self.uses {
            return (words != as_it_counts(suggested)).then_some(Problem::NotTheFive);
        }
        match words.chars().count() {
            0 => return Some(Problem::Empty),
            count if count < LEAST => return Some(Problem::TooShort(count)),
            _ => {}
        }
        if self.again.is_empty() {
            return Some(Problem::NotAgain);
        }
        (words != as_it_counts(self.again.words())).then_some(Problem::Differ)
    }

    /// While it is at work, the words stay and no others are taken.
    pub fn hold_still(&mut self, still: bool) {
        self.words.hold_still(still);
        self.again.hold_still(still);
    }

    /// Wipes what was typed, and what egui remembers of it.
    pub fn forget(&mut self, ctx: &Context) {
        self.words.forget(ctx);
        self.again.forget(ctx);
        (self.uses, self.looks, self.problem) = (None, false, None);
    }

    /// The rule, the suggestion and the fields. `can` is whether anything may be pressed now.
    pub fn ui(&mut self, ui: &mut Ui, names: Names, suggestion: Option<&str>, can: bool) -> Option<Asked> {
        if self.uses.is_some() { self.suggested(ui, can) } else { self.typed(ui, names, suggestion, can) }
    }

    fn typed(&mut self, ui: &mut Ui, names: Names, suggestion: Option<&str>, can: bool) -> Option<Asked> {
        field::body(ui, &format!("It needs at least {LEAST} characters. There is no other rule."));
        field::hint(
            ui,
            "Capital letters count. Spaces at the beginning and at the end do not. Letters with accents count the same \
             however they are typed.",
        );
        let (mut asked, mut uses) = (None, false);
        group(ui, "A suggestion", |ui| {
            if let Some(suggestion) = suggestion {
                frame::card(ui, |ui| {
                    large(ui, suggestion);
                    row(ui, |ui| {
                        ui.add_enabled_ui(can, |ui| {
                            uses = control::button(ui, "Use these words").clicked();
                            if control::button(ui, "Suggest five others").clicked() {
                                asked = Some(Asked::Suggest);
                            }
                        });
                    });
                });
            } else {
                ui.add_enabled_ui(can, |ui| {
                    if control::button(ui, "Suggest five words").clicked() {
                        asked = Some(Asked::Suggest);
                    }
                });
            }
        });
        ui.add_space(space::S);
        let entered = self.fields(ui, names.first, Some(names.again));
        // After the fields: those of the next frame have other names, and the focus comes to them.
        if let Some(words) = suggestion.filter(|_| uses) {
            self.forget(ui.ctx());
            self.uses = Some(Zeroizing::new(words.to_owned()));
            self.words.take_focus();
        }
        asked.or(entered)
    }

    fn suggested(&mut self, ui: &mut Ui, can: bool) -> Option<Asked> {
        field::body(ui, "Type the five words once, so that your hands know them too.");
        let mut own = false;
        group(ui, "A suggestion", |ui| {
            if let Some(words) = self.uses.as_ref().filter(|_| self.looks) {
                frame::card(ui, |ui| large(ui, words));
            }
            row(ui, |ui| {
                ui.add_enabled_ui(can, |ui| {
                    let look = if self.looks { "Cover the words" } else { "Look at the words again" };
                    if control::button(ui, look).clicked() {
                        self.looks = !self.looks;
                    }
                    own = control::button(ui, "Choose words of my own").clicked();
                });
            });
        });
        ui.add_space(space::S);
        let entered = self.fields(ui, "The five words", None);
        if own {
            self.forget(ui.ctx());
            self.words.take_focus();
        }
        entered
    }

    fn fields(&mut self, ui: &mut Ui, first: &str, again: Option<&str>) -> Option<Asked> {
        let problem = self.problem.map(|problem| (problem.is_at_the_first(), problem.words()));
        let at = |first: bool| problem.as_ref().filter(|(at, _)| *at == first).map_or("", |(_, words)| words.as_str());
        let words = self.words.ui(ui, first, Shown::AsTyped, at(true));
        let mut go = entered(ui, &words);
        let mut changed = words.changed();
        if let Some(again) = again {
            ui.add_space(space::XS);
            let again = self.again.ui(ui, again, Shown::AsTyped, at(false));
            go |= entered(ui, &again);
            changed |= again.changed();
        }
        if changed {
            self.problem = None;
        }
        go.then_some(Asked::Go)
    }
}

/// Large enough to be read by two, in the face in which l, I and 1 differ.
fn large(ui: &mut Ui, words: &str) {
    ui.label(theme::text(ui, words, theme::h2()));
    field::hint(ui, "Until you know them, keep them on paper, and not with this laptop.");
}

/// The words as they are counted and compared: in one form of Unicode, without the spaces at both ends.
fn as_it_counts(words: &str) -> Zeroizing<String> {
    // One sign becomes eighteen at most; more room than that is never asked for while it is filled.
    let mut whole = Zeroizing::new(String::with_capacity(18 * words.len()));
    whole.extend(words.nfkc());
    Zeroizing::new(whole.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{super::tests::Window, *};

    const FIVE: &str = "otter lamp thistle river coat";

    struct Chosen {
        part: NewPassphrase,
        suggestion: Option<&'static str>,
        asked: Vec<Asked>,
        taken: Vec<String>,
    }

    fn window() -> Window<'static, Chosen> {
        let state = Chosen { part: NewPassphrase::default(), suggestion: None, asked: vec![], taken: vec![] };
        Window::new(state, |ui, state| {
            let asked = state.part.ui(ui, THE_ONLY, state.suggestion, true);
            state.asked.extend(asked);
            if asked == Some(Asked::Go) {
                state.taken.extend(state.part.chosen().map(|words| words.to_string()));
            }
            if asked == Some(Asked::Suggest) {
                state.suggestion = Some(FIVE);
            }
        })
    }

    #[track_caller]
    fn check(first: &str, again: &str, expected: Result<(), &str>) {
        let mut window = window();
        window.write("Passphrase", first);
        window.write("The same passphrase again", again);
        window.key(egui::Key::Enter);
        let state = window.0.state();
        match expected {
            Ok(()) => assert_eq!(state.taken, [first], "it is given on as it was typed"),
            Err(problem) => {
                assert!(state.taken.is_empty() && window.shows(problem), "{problem}");
                assert_eq!(window.announced(), [problem]);
            }
        }
    }

    #[test]
    fn what_is_not_as_it_needs_to_be_is_said_at_its_field() {
        let rows = [
            ("", "", Err("Nothing is typed here yet. It needs at least 12 characters.")),
            ("a", "a", Err("This has 1 character. It needs at least 12.")),
            ("Ailsa, 31", "", Err("This has 9 characters. It needs at least 12.")),
            ("    Ailsa, 31    ", "", Err("This has 9 characters. It needs at least 12.")),
            ("twelve words", "", Err("Type it once more here, so that no slip of a finger locks you out.")),
            ("twelve words", "Twelve words", Err("This is not the same as the one above. Show both to compare them.")),
            ("twelve words", "twelve words", Ok(())),
            ("twelve words", " twelve words  ", Ok(())),
            ("e\u{301}cole des pins", "école des pins", Ok(())),
            ("🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜", "", Err("This has 11 characters. It needs at least 12.")),
        ];
        for (first, again, expected) in rows {
            check(first, again, expected);
        }
    }

    #[test]
    fn the_field_with_the_problem_has_the_focus_until_it_is_mended() {
        let mut window = window();
        window.write("Passphrase", "twelve words");
        window.key(egui::Key::Enter);
        assert_eq!(window.at(), "The same passphrase again");
        window.0.event(egui::Event::Text("twelve".into()));
        window.0.run();
        assert_eq!(window.announced(), [""; 0], "what is being mended is not complained of");
        window.key(egui::Key::Enter);
        assert!(window.shows("This is not the same as the one above."));
        window.write("The same passphrase again", " words");
        window.key(egui::Key::Enter);
        assert_eq!(window.0.state().taken, ["twelve words"]);
    }

    #[test]
    fn five_suggested_words_are_typed_once() {
        let mut window = window();
        window.press("Suggest five words");
        assert!(window.shows(FIVE));
        window.press("Use these words");
        assert_eq!(window.at(), "The five words");
        assert!(!window.shows(FIVE), "they are known by being typed, and not by being copied");
        window.write("The five words", "otter lamp thistle");
        window.key(egui::Key::Enter);
        assert!(window.shows("These are not the five words. You can look at them again."));
        window.press("Look at the words again");
        assert!(window.shows(FIVE));
        window.press("Cover the words");
        window.write("The five words", " river coat");
        window.key(egui::Key::Enter);
        assert_eq!(window.0.state().taken, [FIVE]);
    }

    #[test]
    fn from_a_suggestion_one_comes_back_to_words_of_ones_own() {
        let mut window = window();
        window.press("Suggest five words");
        window.press("Suggest five others");
        window.press("Use these words");
        window.press("Choose words of my own");
        assert_eq!(window.at(), "Passphrase");
        assert_eq!(window.0.state().asked, [Asked::Suggest, Asked::Suggest]);
    }
}
