//! How one person wants the program to look, where things are kept, and what the program is and is not.

use egui::{Ui, accesskit::Role};

use super::{Action, Place, a11y, control, field, frame, parts, theme::space};
use crate::settings::{LockAfter, Settings, ThemeChoice};

/// What Settings need to know of the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock {
    /// The minutes that the organisation has fixed, if it has.
    pub fixed_minutes: Option<u16>,
    /// Whether the system tells the program when its screen is locked.
    pub system: SystemLock,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemLock {
    Tells,
    /// Then there is nothing to lock with, and that is said.
    IsSilent,
}

/// Where sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts<'a> {
    pub folder: &'a str,
    /// The organisation has fixed it, or the program was started with it.
    pub fixed: bool,
    /// What is said of it: that it is synced, or may be forgotten. May be empty.
    pub says: &'a str,
}

/// *Settings*: changed in place, and seen at once.
pub fn ui(ui: &mut Ui, settings: &mut Settings, place: Whereabouts<'_>, locks: Lock) -> Option<Action> {
    frame::page(ui, "settings", |ui| {
        let mut action = parts::back(ui);
        a11y::heading(ui, 1, "Settings");
        look(ui, settings);
        if control::link(ui, "See all keys").clicked() {
            action = Some(Action::Go(Place::Keys));
        }
        words(ui, settings);
        action = lock(ui, settings, locks).or(action);
        parts::gap(ui);
        a11y::heading(ui, 2, "Where sessions are kept");
        let kept = parts::measured(ui, |ui| {
            field::body(ui, "Sessions are kept on this computer, in this folder:");
            let mut kept = parts::path(ui, "The folder's name", place.folder);
            field::body(
                ui,
                "They are encrypted. Only your passphrase or the recovery code opens them. Use initials or a reference \
                 all the same, not full names.",
            );
            if !place.says.is_empty() {
                field::body(ui, place.says);
            }
            if place.fixed {
                field::hint(ui, "This folder is set by your organisation, or by the way the program was started.");
            } else {
                field::hint(ui, "Sessions that are kept here stay here. The other folder has a passphrase of its own.");
                if control::button(ui, "Use another folder…").clicked() {
                    kept = Some(Action::ChooseFolder);
                }
            }
            kept
        });
        parts::gap(ui);
        about(ui);
        action.or(kept)
    })
}

fn look(ui: &mut Ui, settings: &mut Settings) {
    parts::gap(ui);
    a11y::heading(ui, 2, "Look");
    field::label(ui, "Colours");
    let themes =
        [(ThemeChoice::Light, "Light"), (ThemeChoice::Dark, "Dark"), (ThemeChoice::System, "Follow the system")];
    control::one_of_always(ui, "Colours", &mut settings.theme, &themes);
    ui.add_space(space::S);
    text_size(ui, settings);
    ui.add_space(space::S);
    ui.checkbox(&mut settings.roomy, "Roomy text: lines and letters further apart");
    ui.checkbox(&mut settings.show_time, "Show the time in a session");
}

/// The marks under words: on or off everywhere.
fn words(ui: &mut Ui, settings: &mut Settings) {
    parts::gap(ui);
    a11y::heading(ui, 2, "Words");
    parts::measured(ui, |ui| {
        ui.checkbox(&mut settings.quiet_marks, "Quiet marks under words");
        field::hint(
            ui,
            "A dotted line under words that can make a child small, such as \"placement\". What to ask, and when to keep \
             the word, waits under the prompt and in the review. Only you two see it. Nothing is ever replaced.",
        );
    });
}

/// When it locks by itself, and with what it opens.
fn lock(ui: &mut Ui, settings: &mut Settings, lock: Lock) -> Option<Action> {
    parts::gap(ui);
    a11y::heading(ui, 2, "Lock");
    parts::measured(ui, |ui| {
        field::label(ui, LOCK_AFTER);
        if let Some(minutes) = lock.fixed_minutes {
            field::body(ui, &format!("{} (set by your organisation)", after_in_words(minutes)));
        } else {
            let words = LockAfter::ALL.map(|one| one.minutes().map_or_else(with_the_system, after_in_words));
            let options: Vec<_> = LockAfter::ALL.into_iter().zip(words.iter().map(String::as_str)).collect();
            control::one_of_always(ui, LOCK_AFTER, &mut settings.lock_after, &options);
            if settings.lock_after == LockAfter::WithTheSystem && lock.system == SystemLock::IsSilent {
                field::notice(
                    ui,
                    "This computer does not tell the program when it locks. So nothing is locked unless you press Ctrl+L.",
                );
            }
        }
        field::hint(ui, "Ctrl+L locks at once. What you wrote is saved first.");
        ui.add_space(space::S);
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            if control::button(ui, "Change passphrase…").clicked() {
                action = Some(Action::ChangePassphrase);
            }
        });
        action
    })
}

const LOCK_AFTER: &str = "Lock when no key and no mouse is used";

fn after_in_words(minutes: u16) -> String {
    if minutes == 1 { "After 1 minute".to_owned() } else { format!("After {minutes} minutes") }
}

fn with_the_system() -> String {
    "Only with the system's lock".to_owned()
}

fn text_size(ui: &mut Ui, settings: &mut Settings) {
    a11y::group(ui, Role::Group, "Text size", |ui| {
        field::label(ui, "Text size");
        ui.horizontal_wrapped(|ui| {
            if control::button(ui, "Smaller").clicked() {
                settings.text_percent = settings.smaller();
            }
            if control::button(ui, "Larger").clicked() {
                settings.text_percent = settings.larger();
            }
            a11y::live(ui, &size_in_words(settings.text_percent), false);
        });
    });
}

fn size_in_words(percent: u16) -> String {
    let end = match percent {
        Settings::SMALLEST => ", the smallest",
        Settings::LARGEST => ", the largest",
        _ => "",
    };
    format!("{percent} per cent{end}")
}

fn about(ui: &mut Ui) {
    a11y::heading(ui, 2, "About this program");
    parts::measured(ui, |ui| {
        parts::fact(ui, "But Why? version", env!("CARGO_PKG_VERSION"));
        for words in [
            "It helps two people find what a report rests on, what is missing, and what the child has said.",
            "If a child is unsafe now: stop and phone.",
            "It is not line management, and it is not the case record. Decisions that need a manager are listed for the \
             manager. They are never recorded as made.",
            "It sends nothing anywhere. That does not make what you write private: the child, a parent, your employer or \
             a court may ask to see it.",
            "No Scottish solicitor has read the law lines yet. That has to happen before a council relies on them.",
            "No group of people who have been in care has read the words to look at yet. That has to happen too.",
        ] {
            field::body(ui, words);
        }
        parts::gap(ui);
        a11y::heading(ui, 2, "Licences");
        parts::fact(ui, "The program", "MIT or Apache-2.0, whichever you choose");
        let fonts = "Atkinson Hyperlegible Next and Noto Sans, both under the SIL Open Font License 1.1";
        parts::fact(ui, "The letters", fonts);
    });
}

#[cfg(test)]
mod tests {
    use super::{super::gate::Window, *};

    #[test]
    fn the_ends_of_the_scale_are_said() {
        let words = [80, 125, 300].map(size_in_words);
        assert_eq!(words, ["80 per cent, the smallest", "125 per cent", "300 per cent, the largest"]);
    }

    fn window(locks: Lock) -> Window<'static, (Settings, Vec<Action>)> {
        let place = Whereabouts { folder: "/home/rh/but-why", fixed: false, says: "" };
        Window::new((Settings::default(), vec![]), move |shown, (settings, asked)| {
            asked.extend(ui(shown, settings, place, locks));
        })
    }

    #[test]
    fn when_it_locks_is_chosen_here() {
        let mut window = window(Lock { fixed_minutes: None, system: SystemLock::IsSilent });
        assert!(window.is_chosen("After 15 minutes"));
        for (words, chosen) in [
            ("After 5 minutes", LockAfter::Minutes5),
            ("After 30 minutes", LockAfter::Minutes30),
            ("After 60 minutes", LockAfter::Minutes60),
            ("Only with the system's lock", LockAfter::WithTheSystem),
        ] {
            assert!(!window.shows("does not tell the program when it locks"));
            window.press(words);
            assert_eq!(window.0.state().0.lock_after, chosen);
            assert!(window.is_chosen(words));
        }
        assert!(window.shows("does not tell the program when it locks"));
    }

    #[test]
    fn what_the_organisation_has_fixed_is_said_and_not_chosen() {
        for (minutes, words) in [(1, "After 1 minute"), (10, "After 10 minutes")] {
            let window = window(Lock { fixed_minutes: Some(minutes), system: SystemLock::Tells });
            assert!(window.shows(&format!("{words} (set by your organisation)")));
            assert!(!window.shows("After 60 minutes"));
        }
    }

    #[test]
    fn the_passphrase_and_the_folder_are_changed_from_here() {
        let mut window = window(Lock { fixed_minutes: Some(5), system: SystemLock::Tells });
        window.press("Change passphrase…");
        window.press("Use another folder…");
        assert_eq!(window.0.state().1, [Action::ChangePassphrase, Action::ChooseFolder]);
    }
}
