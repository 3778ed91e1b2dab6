//! The gate: what is seen while nothing of a session may be. Choosing a passphrase, the sheet with the recovery code, unlocking,
//! and the covers.
//!
//! | | |
//! |---|---|
//! | [`first_start`] | *Choose a passphrase*, once |
//! | [`sheet`] | *Your recovery code*: on the screen, on a sheet of paper, and the proof that the sheet is there |
//! | [`unlock`] | the passphrase at every start and after every lock |
//! | [`recover`] | the code from the sheet, and a new passphrase |
//! | [`change_passphrase`] | the page that Settings leads to |
//! | [`hidden`] | the cover that Ctrl+Shift+H lays over everything |
//! | [`lock_warning`] | the band that comes a minute before the lock |
//! | [`new_passphrase`] | the part of three screens in which a passphrase is chosen |
//! | [`secret_field`] | the field that egui never sees the words of |
//!
//! Nothing here knows how anything is sealed. A screen is given a model and returns a [`GateAction`]; what was typed leaves it
//! only in one, as a string that wipes itself. After the action was carried out the program drops the screen, which
//! wipes the fields, and lets it [`forget`](unlock::Unlock::forget) what egui remembers of them.

pub mod change_passphrase;
pub mod first_start;
pub mod hidden;
pub mod lock_warning;
pub mod new_passphrase;
pub mod recover;
pub mod secret_field;
pub mod sheet;
pub mod unlock;

use std::fmt;

use egui::{Ui, accesskit::Role};
use zeroize::Zeroizing;

use super::{
    a11y, control, field, frame,
    parrot::parrot,
    theme::{self, space},
};

/// What a screen of the gate asks the program to do. Two are equal only if what was typed is.
#[derive(Clone, PartialEq, Eq)]
pub enum GateAction {
    /// Makes the store under this passphrase, and takes over what was there before.
    Create(Zeroizing<String>),
    /// Asks for five words as a suggestion, or for five others.
    Suggest,
    /// Asks for a place, and writes the sheet there.
    SaveSheet,
    /// Puts the recovery code on the clipboard.
    CopyCode,
    /// The sheet is where it belongs: goes on.
    SheetKept,
    /// Tries this passphrase.
    Unlock(Zeroizing<String>),
    /// Shows where the recovery code is typed.
    UseCode,
    /// Opens with the code, and seals with this passphrase from now on.
    Recover { code: Zeroizing<String>, passphrase: Zeroizing<String> },
    /// Shows where the passphrase is typed.
    BackToUnlock,
    /// Tries the present passphrase, and seals with the new one from now on.
    Change { present: Zeroizing<String>, new: Zeroizing<String> },
    /// Leaves a page as it was.
    Back,
    /// Tries again what a notice told of.
    TryAgain,
    /// Takes the cover away.
    Uncover,
}

/// Says what was asked, and never what was typed.
impl fmt::Debug for GateAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create(_) => "Create",
            Self::Suggest => "Suggest",
            Self::SaveSheet => "SaveSheet",
            Self::CopyCode => "CopyCode",
            Self::SheetKept => "SheetKept",
            Self::Unlock(_) => "Unlock",
            Self::UseCode => "UseCode",
            Self::Recover { code: _, passphrase: _ } => "Recover",
            Self::BackToUnlock => "BackToUnlock",
            Self::Change { present: _, new: _ } => "Change",
            Self::Back => "Back",
            Self::TryAgain => "TryAgain",
            Self::Uncover => "Uncover",
        })
    }
}

/// What became of what was typed last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attempt {
    /// Nothing was tried yet.
    #[default]
    None,
    /// It is being tried. The fields hold their words meanwhile.
    Working,
    /// It did not open, for the so-and-so-many-th time; the next try is in so many seconds.
    Wrong { times: u32, seconds: u64 },
}

impl Attempt {
    /// Whether the main button can be pressed.
    #[must_use]
    pub fn may_try(self) -> bool {
        matches!(self, Self::None | Self::Wrong { seconds: 0, .. })
    }
}

/// A sentence of the program on a screen of the gate: a folder that cannot be written, a rule of the organisation that could
/// not be read, another window that holds the store. It says nothing of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice<'a> {
    pub words: &'a str,
    /// Whether it can be tried again from here.
    pub can_try_again: bool,
}

/// Words of a line are shorter here than on a page: a field for a passphrase has no use for more.
const WIDTH: f32 = 520.0;

/// Below this height in points, a field far down would push what is to be read first out of sight.
const LOW: f32 = 500.0;

/// How a screen stands in its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// There is little on it: a little below the top, as a door stands in a wall.
    Door,
    /// There is much to read: from the top.
    Page,
}

/// A whole window with nothing else in it: a ground, and one column that scrolls.
fn whole<R>(ui: &mut Ui, stand: Stand, words: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme::tokens(ui).bg);
    let height = ui.max_rect().height();
    frame::page_of(ui, words, WIDTH, |ui| {
        let low = height < LOW;
        let (above, side) = match stand {
            Stand::Door => (((height - 480.0) * 0.25).clamp(0.0, 120.0), 88.0),
            Stand::Page => (0.0, 56.0),
        };
        ui.add_space(above);
        parrot(ui, if low { 48.0 } else { side });
        a11y::heading_in(ui, 1, words, theme::display());
        content(ui)
    })
}

fn notices(ui: &mut Ui, all: &[Notice<'_>]) -> Option<GateAction> {
    let tokens = theme::tokens(ui);
    let mut action = None;
    for (at, one) in all.iter().enumerate() {
        ui.push_id(("notice", at), |ui| {
            frame::band(ui, tokens.info, |ui| {
                let said = field::body(ui, one.words);
                a11y::announce(ui, &said);
                if one.can_try_again && control::button(ui, "Try again").clicked() {
                    action = Some(GateAction::TryAgain);
                }
            });
        });
    }
    if !all.is_empty() {
        ui.add_space(space::S);
    }
    action
}

/// The main button. While it cannot be pressed it is seen and said to be so.
fn main_button(ui: &mut Ui, words: &str, can: bool) -> bool {
    ui.add_enabled_ui(can, |ui| control::main_button(ui, words)).inner.clicked()
}

/// Several things to press, in a row as long as there is room.
fn row<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_wrapped(content).inner
}

/// What is done with the words of a field and takes a second, in a line that is there from the beginning: an empty one is not
/// said, and what comes into it is.
fn at_work(ui: &mut Ui, attempt: Attempt, words: &str) {
    let said = if attempt == Attempt::Working { words } else { "" };
    a11y::live(ui, said, false);
}

/// Some controls as a group with a name.
fn group<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    a11y::group(ui, Role::Group, name, content)
}

#[cfg(test)]
pub(super) use tests::Window;

#[cfg(test)]
mod tests {
    use egui::{Event, Key, Modifiers, accesskit::Live};
    use egui_kittest::{Harness, Node, kittest::NodeT};

    use super::*;

    /// A screen in a window, found and used by the words that people see.
    pub struct Window<'a, S>(pub Harness<'a, S>);

    impl<'a, S: 'a> Window<'a, S> {
        pub fn new(state: S, screen: impl FnMut(&mut Ui, &mut S) + 'a) -> Self {
            let builder = Harness::<S>::builder().with_size(egui::vec2(800.0, 1_200.0)).with_max_steps(12);
            let mut harness = builder
                .with_context_setup(|ctx| {
                    theme::install(ctx);
                    ctx.add_plugin(a11y::Focus::default());
                })
                .build_ui_state(screen, state);
            harness.run();
            Self(harness)
        }

        fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
            self.0.root().children_recursive().filter(|node| !node.accesskit_node().is_hidden())
        }

        #[track_caller]
        fn find(&self, roles: &[Role], name: &str) -> Node<'_> {
            let called = |node: &Node<'_>| node.accesskit_node().label().as_deref() == Some(name);
            let found = self.nodes().find(|node| roles.contains(&node.accesskit_node().role()) && called(node));
            found.unwrap_or_else(|| panic!("nothing is called {name:?}"))
        }

        #[track_caller]
        pub fn press(&mut self, name: &str) {
            self.find(&[Role::Button, Role::RadioButton], name).click_accesskit();
            self.0.run();
        }

        pub fn has_button(&self, name: &str) -> bool {
            let is = |node: &Node<'_>| node.accesskit_node().label().as_deref() == Some(name);
            self.nodes().any(|node| node.accesskit_node().role() == Role::Button && is(&node))
        }

        #[track_caller]
        pub fn is_chosen(&self, name: &str) -> bool {
            let toggled = self.find(&[Role::RadioButton], name).accesskit_node().toggled();
            toggled == Some(egui::accesskit::Toggled::True)
        }

        #[track_caller]
        pub fn is_enabled(&self, name: &str) -> bool {
            !self.find(&[Role::Button], name).accesskit_node().is_disabled()
        }

        #[track_caller]
        pub fn write(&mut self, label: &str, text: &str) {
            self.find(&[Role::PasswordInput, Role::TextInput, Role::MultilineTextInput], label).focus();
            self.0.run();
            self.0.event(Event::Text(text.to_owned()));
            self.0.run();
        }

        pub fn key(&mut self, key: Key) {
            self.0.key_press_modifiers(Modifiers::NONE, key);
            self.0.run();
        }

        /// The name of what has the focus.
        pub fn at(&self) -> String {
            let focused = self.nodes().find(|node| node.accesskit_node().is_focused());
            focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
        }

        /// Whether a text with these words is on the screen.
        pub fn shows(&self, words: &str) -> bool {
            let has = |text: Option<String>| text.is_some_and(|text| text.contains(words));
            self.nodes().any(|node| has(node.accesskit_node().label()) || has(node.accesskit_node().value()))
        }

        /// What is announced, urgent or not.
        pub fn announced(&self) -> Vec<String> {
            let is_live = |node: &Node<'_>| node.accesskit_node().live() != Live::Off;
            // The pieces of a line are no lines.
            let whole = |node: &Node<'_>| node.accesskit_node().role() != Role::TextRun;
            let live = self.nodes().filter(|node| is_live(node) && whole(node));
            let words = live.filter_map(|node| node.accesskit_node().label().or(node.accesskit_node().value()));
            words.filter(|words| !words.is_empty()).collect()
        }

        /// Every name, value and description there is.
        pub fn all_words(&self) -> String {
            let mut all = String::new();
            for node in self.nodes() {
                let node = node.accesskit_node();
                for text in [node.label(), node.value(), node.data().description().map(str::to_owned)] {
                    all.push_str(&text.unwrap_or_default());
                    all.push('\n');
                }
            }
            all
        }
    }

    pub fn secret(words: &str) -> Zeroizing<String> {
        Zeroizing::new(words.to_owned())
    }

    #[test]
    fn an_action_says_nothing_of_what_was_typed() {
        let words = || secret("CANARY");
        let all = [
            GateAction::Create(words()),
            GateAction::Unlock(words()),
            GateAction::Recover { code: words(), passphrase: words() },
            GateAction::Change { present: words(), new: words() },
        ];
        assert_eq!(format!("{all:?}"), "[Create, Unlock, Recover, Change]");
        assert_eq!(format!("{:#?}", GateAction::Unlock(words())), "Unlock");
    }

    #[test]
    fn nothing_is_tried_while_something_is_tried_or_one_has_to_wait() {
        let wrong = |seconds| Attempt::Wrong { times: 4, seconds };
        let may = [Attempt::None, Attempt::Working, wrong(5), wrong(0)].map(Attempt::may_try);
        assert_eq!(may, [true, false, false, true]);
    }
}
