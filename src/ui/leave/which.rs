//! Step 1: which note.

use egui::Ui;

use super::Leave;
use crate::{
    record::Note,
    session::Session,
    ui::{a11y, control, field, theme::space},
};

impl Leave {
    pub(super) fn which(&mut self, ui: &mut Ui, session: &Session) {
        ui.add_space(space::L);
        a11y::heading(ui, 2, "1. Which note");
        let offered: Vec<(Note, String)> =
            Note::offered(session).into_iter().map(|note| (note, note.title(session))).collect();
        let options: Vec<(Note, &str)> = offered.iter().map(|(note, title)| (*note, title.as_str())).collect();
        if control::one_of_always(ui, "Which note", &mut self.which, &options) {
            self.checked = false;
        }
        let what = match self.which {
            Note::Decision => {
                "For the child's case file and for the supervisor: what you decided, and what it rests on.".to_owned()
            }
            Note::Learning(who) => {
                let name = session.people.name(who);
                format!("For the portfolio of {name}: what {name} wrote about the conversation.")
            }
            Note::Group => "For your group: what got in the way, and what should change in the checklist.".to_owned(),
        };
        field::body(ui, &what);
        if self.which == Note::Decision {
            let typed = field::line_of(ui, "Case reference for the note", &mut self.case_reference, 280.0);
            if typed.changed() {
                self.checked = false;
            }
            field::hint(ui, "It goes into the note and is not kept here.");
        }
    }
}
