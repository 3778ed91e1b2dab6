//! The keys, as data: what the program answers to, what menus show, and the page that lists them.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers, RichText, Ui};

use super::{Action, a11y, field, frame, parts, theme};

/// A key or several pressed together, and what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    pub keys: KeyboardShortcut,
    pub words: &'static str,
    /// The keys as menus and buttons show them.
    pub shown: &'static str,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn key(modifiers: Modifiers, key: Key, shown: &'static str, words: &'static str) -> Shortcut {
    Shortcut { keys: KeyboardShortcut::new(modifiers, key), words, shown }
}

pub const START: Shortcut = key(CTRL, Key::N, "Ctrl+N", "Start a session");
pub const SESSIONS: Shortcut = key(CTRL, Key::O, "Ctrl+O", "All sessions");
pub const FIND: Shortcut = key(CTRL, Key::F, "Ctrl+F", "Find a checklist");
pub const BACK: Shortcut = key(Modifiers::ALT, Key::ArrowLeft, "Alt+Left", "Back to the screen before");
pub const NEXT_PART: Shortcut = key(Modifiers::NONE, Key::F6, "F6", "Next part of the window");
/// Saves, and puts everything that can be read away.
pub const LOCK: Shortcut = key(CTRL, Key::L, "Ctrl+L", "Lock");
/// Covers the screen at once, for whoever walks in.
pub const HIDE: Shortcut = key(CTRL_SHIFT, Key::H, "Ctrl+Shift+H", "Hide what is on the screen");
pub const HELP: Shortcut = key(Modifiers::NONE, Key::F1, "F1", "Help: this page");

pub const CONTINUE: Shortcut = key(CTRL, Key::Enter, "Ctrl+Enter", "Continue");
pub const SECTION_BEFORE: Shortcut = key(CTRL, Key::PageUp, "Ctrl+Page Up", "The section before");
pub const SECTION_AFTER: Shortcut = key(CTRL, Key::PageDown, "Ctrl+Page Down", "The next section");
pub const GO_TO_PROMPT: Shortcut = key(CTRL, Key::G, "Ctrl+G", "Go to a prompt");
pub const UNDO: Shortcut = key(CTRL, Key::Z, "Ctrl+Z", "Undo in this prompt");
pub const REDO: Shortcut = key(CTRL, Key::Y, "Ctrl+Y", "Redo in this prompt");
pub const SAVED: Shortcut = key(CTRL, Key::S, "Ctrl+S", "Say when it was saved");
pub const REVIEW: Shortcut = key(CTRL, Key::R, "Ctrl+R", "Review");
pub const NOTES: Shortcut = key(CTRL, Key::P, "Ctrl+P", "Notes to take away");

pub const PAUSE: Shortcut = key(Modifiers::NONE, Key::F9, "F9", "Pause, and go on");
pub const TIME: Shortcut = key(Modifiers::NONE, Key::F8, "F8", "Show the time, or hide it");
pub const PAIR_VIEW: Shortcut = key(CTRL_SHIFT, Key::P, "Ctrl+Shift+P", "Pair view, for reading together");
pub const LARGER: Shortcut = key(CTRL, Key::Plus, "Ctrl+Plus", "Larger");
pub const SMALLER: Shortcut = key(CTRL, Key::Minus, "Ctrl+Minus", "Smaller");
pub const USUAL_SIZE: Shortcut = key(CTRL, Key::Num0, "Ctrl+0", "The usual size");

/// Every shortcut, in the groups in which the page lists them.
pub const GROUPS: [(&str, &[Shortcut]); 3] = [
    ("Everywhere", &[START, SESSIONS, FIND, BACK, NEXT_PART, LOCK, HIDE, HELP]),
    ("In a session", &[CONTINUE, SECTION_BEFORE, SECTION_AFTER, GO_TO_PROMPT, PAUSE, UNDO, REDO, SAVED, REVIEW, NOTES]),
    ("Look", &[TIME, PAIR_VIEW, LARGER, SMALLER, USUAL_SIZE]),
];

/// What controls answer to by themselves.
const MOVING: [(&str, &str); 7] = [
    ("Tab", "Go to the next button or field"),
    ("Shift+Tab", "Go to the one before"),
    ("Space or Enter", "Press a button"),
    ("Arrow keys", "Choose in a group, move in a text"),
    ("Page Up, Page Down", "Scroll"),
    ("Home, End", "Scroll to the top or the end"),
    ("Esc", "Close what opened last, or go back"),
];

impl Shortcut {
    /// Whether it was pressed; it is then used up. Shift and Alt must be as written, so that Ctrl+Shift+P is not Ctrl+P
    /// and `AltGr`, which arrives as Ctrl and Alt, is left to writing. Plus may need Shift, or stand on the key of "=".
    #[must_use]
    pub fn pressed(&self, ctx: &Context) -> bool {
        let KeyboardShortcut { modifiers: wanted, logical_key } = self.keys;
        let plus = logical_key == Key::Plus;
        let mut pressed = false;
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let same_key = *key == logical_key || (plus && *key == Key::Equals);
                let same_shift = modifiers.shift == wanted.shift || plus;
                let here = same_key && same_shift && modifiers.alt == wanted.alt && modifiers.cmd_ctrl_matches(wanted);
                pressed |= here;
                !here
            });
        });
        pressed
    }
}

/// *Keys*: all of them, as text.
pub fn ui(ui: &mut Ui) -> Option<Action> {
    frame::page(ui, "keys", |ui| {
        let action = parts::back(ui);
        a11y::heading(ui, 1, "Keys");
        field::body(ui, "Everything can be done without a mouse.");
        group(ui, "Moving about", MOVING);
        for (title, shortcuts) in GROUPS {
            group(ui, title, shortcuts.iter().map(|one| (one.shown, one.words)));
        }
        action
    })
}

fn group(ui: &mut Ui, title: &str, rows: impl IntoIterator<Item = (&'static str, &'static str)>) {
    parts::gap(ui);
    a11y::heading(ui, 2, title);
    frame::card(ui, |ui| {
        for (shown, words) in rows {
            row(ui, shown, words);
        }
    });
}

/// The keys and what they do as one text: read together, in two columns to the eye.
fn row(ui: &mut Ui, shown: &str, words: &str) {
    const COLUMN: f32 = 176.0;
    // In a narrow window the words follow their keys.
    let column = if ui.available_width() < 2.4 * COLUMN { 0.0 } else { COLUMN };
    let keys = RichText::new(format!("{shown} ")).text_style(theme::strong());
    parts::columns(ui, column, keys, RichText::new(words));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Shortcut> {
        GROUPS.iter().flat_map(|(_, shortcuts)| *shortcuts).copied().collect()
    }

    #[test]
    fn a_letter_alone_is_never_a_shortcut() {
        for Shortcut { keys, words, .. } in all() {
            let function_key = keys.logical_key.name().strip_prefix('F').is_some_and(|rest| rest.parse::<u8>().is_ok());
            let held = keys.modifiers.command || keys.modifiers.alt;
            assert!(held || function_key, "{words}");
        }
    }

    #[test]
    fn no_keys_do_two_things() {
        let all = all();
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                assert_ne!(one.keys, other.keys, "{} and {}", one.words, other.words);
                assert_ne!(one.shown, other.shown);
                assert_ne!(one.words, other.words);
            }
        }
    }

    #[test]
    fn what_is_shown_is_what_is_pressed() {
        for Shortcut { keys, shown, .. } in all() {
            let held = |word: &str| shown.contains(&format!("{word}+"));
            let Modifiers { alt, ctrl: _, shift, mac_cmd: _, command } = keys.modifiers;
            assert_eq!((held("Ctrl"), held("Shift"), held("Alt")), (command, shift, alt), "{shown}");
        }
    }

    #[test]
    fn each_is_pressed_by_its_own_keys_only() {
        let press = |modifiers, key: Key| {
            let ctx = Context::default();
            let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
            ctx.input_mut(|input| input.events = vec![event]);
            all().iter().filter(|one| one.pressed(&ctx)).map(|one| one.shown).collect::<Vec<_>>()
        };
        let ctrl = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
        let alt_gr = Modifiers { alt: true, ..ctrl };
        let shift = Modifiers { shift: true, ..ctrl };
        assert_eq!(press(ctrl, Key::P), ["Ctrl+P"]);
        assert_eq!(press(shift, Key::P), ["Ctrl+Shift+P"]);
        assert_eq!(press(alt_gr, Key::P), [""; 0]);
        assert_eq!(press(ctrl, Key::Equals), ["Ctrl+Plus"]);
        assert_eq!(press(shift, Key::Plus), ["Ctrl+Plus"]);
        assert_eq!(press(Modifiers::NONE, Key::P), [""; 0]);
    }
}
