//! Time in words. It never stops anything: a section that has used its minutes may borrow from a later one that it names.

use egui::Ui;

use super::{a11y, control, field};
use crate::session::Session;

/// "5 of 14 minutes".
#[must_use]
pub fn words(session: &Session, section: usize) -> String {
    let one = &session.sections[section];
    format!("{} of {} minutes", one.seconds_on_screen / 60, one.minutes)
}

/// Said when the planned minutes are used, with where others could come from.
pub fn ui(ui: &mut Ui, session: &mut Session, section: usize) {
    let borrowed = ui.scope_id().with("borrowed");
    if a11y::arrives(ui, borrowed) {
        a11y::focus_next(ui);
    }
    if !session.is_over_time(section) {
        return;
    }
    let lenders = session.lenders(section);
    if lenders.is_empty() {
        field::hint(ui, "Time. Finish the sentence, then go on when you are ready.");
        return;
    }
    let mut from = None;
    let words = format!("Time. Finish the sentence, or borrow {} minutes", Session::BORROWED);
    control::disclosure(ui, "borrow", &words, false, |ui| {
        ui.horizontal_wrapped(|ui| {
            for at in lenders {
                let one = &session.sections[at];
                let words = format!("From “{}”, which has {}", session.fill(&one.title), one.minutes);
                if ui.push_id(at, |ui| control::button(ui, &words)).inner.clicked() {
                    from = Some(at);
                }
            }
        });
    });
    if let Some(from) = from {
        // What was pressed goes with the next frame; the two go on at what stands below it.
        a11y::lead(ui, borrowed);
        session.borrow_minutes(from, section);
    }
}
