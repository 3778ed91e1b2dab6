//! Steps 5 and 6: read what leaves, and take it away.

use egui::{Ui, accesskit::Role};

use super::{Leave, Waits};
use crate::{
    checklist::counted,
    record::Format,
    session::Session,
    ui::{
        Action, a11y, answers, control, field, frame, preview,
        theme::{self, space},
    },
};

impl Leave {
    /// The whole note, as it would leave.
    pub(super) fn read_it(&self, ui: &mut Ui) {
        let Some(leaves) = &self.leaves else { return };
        ui.add_space(space::L);
        let heading = a11y::heading(ui, 2, "5. Read it");
        frame::band(ui, theme::tokens(ui).info, |ui| {
            answers::fact(ui, "Who may see it", leaves.doc.marking());
        });
        preview::preview(ui, heading.id, &leaves.preview);
    }

    /// The buttons. Until all is answered they lead to what they wait for first.
    pub(super) fn ways_out(&mut self, ui: &mut Ui, session: &Session, waits: Waits) -> Option<Action> {
        let leaves = self.leaves.as_ref()?;
        let note = self.which.title(session);
        let for_whom = || self.for_whom.trim().to_owned();
        let copy = |note: &str, text: &str| Action::CopyNote {
            note: note.to_owned(),
            text: text.to_owned(),
            for_whom: for_whom(),
        };
        ui.add_space(space::L);
        a11y::heading(ui, 2, "6. Take it away");
        a11y::live(ui, &waits.in_words(), false);
        let mut out = None;
        ui.horizontal_wrapped(|ui| {
            let words = "Copy the note";
            let pressed = if waits.is_over() { control::main_button(ui, words) } else { control::button(ui, words) };
            if pressed.clicked() {
                out = Some(copy(&note, &leaves.text));
            }
            for format in Format::ALL {
                if control::button(ui, &format!("Save as {}…", format.words())).clicked() {
                    let doc = Box::new(leaves.doc.clone());
                    out = Some(Action::SaveAs { doc, format, note: note.clone(), for_whom: for_whom() });
                }
                // Paper is made of a PDF.
                if format == Format::Pdf && control::button(ui, "Print…").clicked() {
                    let doc = Box::new(leaves.doc.clone());
                    out = Some(Action::Print { doc, note: note.clone(), for_whom: for_whom() });
                }
            }
        });
        field::hint(ui, "Exported files are not encrypted. Anyone who can open the folder can read them.");
        let rescue = format!("If no window can open: but-why export {} --note decision --to note.txt", session.id);
        field::hint(ui, &rescue);
        field::hint(ui, "That way the note leaves as it was typed, with every name.");
        control::disclosure(ui, "by section", "Copy one section at a time", false, |ui| {
            for (heading, text) in &leaves.sections {
                ui.horizontal_wrapped(|ui| {
                    let button = control::button(ui, "Copy");
                    control::named(ui, &button, Role::Button, &format!("Copy: {heading}"));
                    if button.clicked() {
                        out = Some(copy(&format!("{note}, “{heading}”"), text));
                    }
                    field::body(ui, heading);
                });
            }
        });
        if out.is_some() && !waits.is_over() {
            self.lead_to(waits);
            ui.ctx().request_repaint();
            return None;
        }
        out
    }

    fn lead_to(&mut self, waits: Waits) {
        match waits {
            Waits { first: Some(words), .. } => self.lead = Some(words),
            Waits { tick: Some(response), .. } | Waits { whom: Some(response), .. } => response.request_focus(),
            _ => {}
        }
    }
}

impl Waits {
    fn is_over(&self) -> bool {
        self.findings == 0 && self.tick.is_none() && self.whom.is_none()
    }

    fn in_words(&self) -> String {
        let findings =
            (self.findings > 0).then(|| format!("what becomes of {} in step 3", counted(self.findings, "thing")));
        let tick = self.tick.as_ref().map(|_| "that it is the right one".to_owned());
        let whom = self.whom.as_ref().map(|_| "who it is for".to_owned());
        let parts: Vec<String> = [findings, tick, whom].into_iter().flatten().collect();
        match parts.as_slice() {
            [] => "Ready. Nothing has left yet.".to_owned(),
            [one] => format!("These wait until you have said {one}."),
            [more @ .., last] => format!("These wait until you have said {} and {last}.", more.join(", ")),
        }
    }
}
