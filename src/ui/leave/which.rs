//! Step 1: which note.

use egui::Ui;

use super::Leave;
use crate::{
    record::{LEAST_COUNT, Length, Note},
    session::Session,
    ui::{Action, a11y, control, field, theme::space},
};

impl Leave {
    /// `gathered` is how many sessions have something for the group, once it is known.
    pub(super) fn which(&mut self, ui: &mut Ui, session: &Session, gathered: Option<usize>) -> Option<Action> {
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
            self.how_much(ui, session);
        }
        if self.which == Note::Group { self.sessions(ui, gathered) } else { None }
    }

    fn how_much(&mut self, ui: &mut Ui, session: &Session) {
        let mut length = self.length.unwrap_or_else(|| Length::usual(session));
        let options = [(Length::OneSide, "One side of paper"), (Length::Full, "All of it")];
        if control::one_of_always(ui, "How much of it", &mut length, &options) {
            self.length = Some(length);
            self.checked = false;
        }
        if length == Length::OneSide {
            field::hint(ui, "What is left out there is named at its end.");
        }
    }

    fn sessions(&mut self, ui: &mut Ui, gathered: Option<usize>) -> Option<Action> {
        let options = [(false, "This session"), (true, "Every session that is kept here")];
        let mut action = None;
        if control::one_of_always(ui, "From which sessions", &mut self.from_all, &options) {
            self.checked = false;
            // Each time anew: another one may have been finished since.
            action = self.from_all.then_some(Action::GatherShares);
        }
        if self.from_all {
            let words = match gathered {
                None => "Looking through the sessions…".to_owned(),
                Some(sessions) => format!("{} something to the group.", says(sessions)),
            };
            a11y::live(ui, &words, false);
            field::hint(ui, &format!("A number below {LEAST_COUNT} is not shown in the note."));
        }
        action
    }
}

fn says(sessions: usize) -> String {
    match sessions {
        1 => "1 session says".to_owned(),
        some => format!("{some} sessions say"),
    }
}
