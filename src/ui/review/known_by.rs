//! Could somebody be known by this? What was typed in the session, and the way to it. Nothing here stops anybody, and nothing
//! is changed.

use egui::{Ui, accesskit::Role};

use super::{AT_FIRST, Part, Row, Rows};
use crate::{
    checklist::counted,
    record::privacy::{self, Finding},
    session::{Session, Spot},
    ui::{a11y, control, field, frame, theme::space},
};

/// What was found in a session, and in which: it is looked through again only when it has changed.
pub(super) struct Looked {
    session: Session,
    found: Vec<(Finding, Vec<Spot>)>,
}

impl Looked {
    /// Looks through the session, unless that has been done.
    pub(super) fn at(before: Option<Self>, session: &Session) -> Self {
        match before {
            Some(looked) if looked.session == *session => looked,
            _ => Self { session: session.clone(), found: privacy::in_prompts(session) },
        }
    }
}

impl Rows<'_> {
    pub(super) fn known_by(&mut self, ui: &mut Ui, looked: &Looked) {
        let found = &looked.found;
        if found.is_empty() {
            return;
        }
        ui.add_space(space::L);
        a11y::group(ui, Role::Group, "Could somebody be known by this?", |ui| {
            a11y::heading(ui, 2, "Could somebody be known by this?");
            field::hint(ui, "It may all be as it is meant. You are asked again before a note leaves.");
            frame::card(ui, |ui| {
                let shown = if found.len() > AT_FIRST + 2 { AT_FIRST } else { found.len() };
                self.found(ui, found, 0, shown);
                if shown < found.len() {
                    let more = format!("{} more", found.len() - shown);
                    control::disclosure(ui, "known by", &more, false, |ui| {
                        self.found(ui, found, shown, found.len());
                    });
                }
            });
        });
    }

    fn found(&mut self, ui: &mut Ui, found: &[(Finding, Vec<Spot>)], from: usize, to: usize) {
        for (at, (Finding { kind, words, times }, spots)) in found.iter().enumerate().take(to).skip(from) {
            if at > from {
                ui.separator();
            }
            let Some(spot) = spots.first().copied() else { continue };
            let Some(entry) = self.session.entry(spot) else { continue };
            let prompt = self.session.fill(&entry.prompt);
            let row = Row { part: Part::KnownBy(at), spot };
            self.row(ui, row, &format!("“{words}”, in: {prompt}"), |ui| {
                field::body(ui, &format!("“{words}”"));
                let (times, prompts) = (counted(*times, "time"), counted(spots.len(), "prompt"));
                field::hint(ui, &format!("{}, {times} in {prompts}. The first is:", kind.words()));
                field::hint(ui, &prompt);
            });
        }
    }
}
