//! Hold that thought: advice waits here until the conversation opens it.

use egui::Ui;

use super::{a11y, control, field, frame, theme};
use crate::session::Session;

/// The place where advice waits. Folded while advice is closed; when it opens, everything that waited is shown.
pub fn ui(ui: &mut Ui, session: &mut Session) {
    let Some(opens) = session.sections.iter().find(|one| one.opens_advice).map(|one| session.fill(&one.title)) else {
        return;
    };
    let waiting = session.advice.iter().filter(|one| !one.trim().is_empty()).count();
    if session.advice_is_open(session.spot.section) {
        if waiting > 0 {
            frame::band(ui, theme::tokens(ui).view, |ui| {
                a11y::heading(ui, 2, "Advice is open: this was kept for now");
                lines(ui, session);
            });
        }
        return;
    }
    let words = if waiting == 0 { "Hold that thought".to_owned() } else { format!("Hold that thought ({waiting})") };
    control::disclosure(ui, "hold", &words, false, |ui| {
        field::hint(ui, &format!("Questions only for now. Advice waits here until “{opens}”."));
        lines(ui, session);
    });
}

/// What waits, and a blank line for the next thought.
fn lines(ui: &mut Ui, session: &mut Session) {
    let thoughts = &mut session.advice;
    thoughts.push(String::new());
    for (at, thought) in thoughts.iter_mut().enumerate() {
        ui.push_id(at, |ui| field::area(ui, &format!("Thought {}", at + 1), thought, 1));
    }
    // One in the middle that was emptied keeps its field: the next one would come under what is being written.
    while thoughts.last().is_some_and(String::is_empty) {
        thoughts.pop();
    }
    field::hint(ui, "It stays in this session. No note that leaves has it.");
}
