//! Go to a prompt: every prompt of the session in one list, found by typing a few letters.

use egui::{Key, Ui};

use super::{Action, a11y, control, field, frame, steps};
use crate::session::Session;

/// The filter text, and whether the field has been given the focus.
#[derive(Default)]
pub struct GoTo {
    find: String,
    focused: bool,
}

impl GoTo {
    pub fn ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Action> {
        frame::page(ui, "go to", |ui| {
            a11y::heading(ui, 1, "Go to a prompt");
            let found = field::find(ui, "Find a prompt or words in an answer", &mut self.find);
            if !std::mem::replace(&mut self.focused, true) {
                found.request_focus();
            }
            let enter = found.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let wanted = self.find.trim().to_lowercase();
            let mut action = None;
            let mut last_section = None;
            let mut first = None;
            for spot in session.applying() {
                let Some(entry) = session.entry(spot) else { continue };
                let prompt = session.fill(&entry.prompt);
                let line = session.in_a_line(entry);
                if !format!("{prompt} {line}").to_lowercase().contains(&wanted) {
                    continue;
                }
                first = first.or(Some(spot));
                if last_section != Some(spot.section) {
                    last_section = Some(spot.section);
                    a11y::heading(ui, 2, &session.sections[spot.section].title);
                }
                if ui.push_id(spot, |ui| control::row(ui, false, &prompt, steps::row(entry), &line)).inner.clicked() {
                    action = Some(Action::GoTo(spot));
                }
            }
            match first {
                Some(spot) if enter => action = Some(Action::GoTo(spot)),
                None => {
                    field::body(ui, "No prompt has these words.");
                }
                Some(_) => {}
            }
            if control::link(ui, "Back to the session").clicked() {
                action = Some(Action::Back);
            }
            action
        })
    }
}
