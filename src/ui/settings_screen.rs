//! How one person wants the program to look, where things are kept, and what the program is and is not.

use egui::{Ui, accesskit::Role};

use super::{Action, Place, a11y, control, field, frame, parts, theme::space};
use crate::settings::{Settings, ThemeChoice};

/// *Settings*: changed in place, and seen at once. `folder` is where sessions are kept.
pub fn ui(ui: &mut Ui, settings: &mut Settings, folder: &str) -> Option<Action> {
    frame::page(ui, "settings", |ui| {
        let mut action = parts::back(ui);
        a11y::heading(ui, 1, "Settings");
        look(ui, settings);
        if control::link(ui, "See all keys").clicked() {
            action = Some(Action::Go(Place::Keys));
        }
        words(ui, settings);
        parts::gap(ui);
        a11y::heading(ui, 2, "Where sessions are kept");
        let kept = parts::measured(ui, |ui| {
            field::body(ui, "Sessions are kept on this computer, in this folder:");
            let kept = parts::path(ui, "The folder's name", folder);
            field::body(
                ui,
                "They are not encrypted yet. Anyone who can open the folder can read them. Use initials or a reference, \
                 not full names.",
            );
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
    use super::*;

    #[test]
    fn the_ends_of_the_scale_are_said() {
        let words = [80, 125, 300].map(size_in_words);
        assert_eq!(words, ["80 per cent, the smallest", "125 per cent", "300 per cent, the largest"]);
    }
}
