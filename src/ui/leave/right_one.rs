//! Step 4: is this the right one, and who is it for. Files have gone to the wrong people, and this is where it is seen.

use egui::{Response, Ui};

use super::Leave;
use crate::{
    checklist::readable_date,
    record::Note,
    session::{Answer, Session},
    ui::{a11y, answers, field, frame, theme::space},
};

impl Leave {
    /// Gives the tick and the field while they are not answered.
    pub(super) fn right_one(&mut self, ui: &mut Ui, session: &Session) -> (Option<Response>, Option<Response>) {
        ui.add_space(space::L);
        a11y::heading(ui, 2, "4. Is this the right one?");
        frame::card(ui, |ui| {
            let day = session.hearing_day().map_or_else(|| "Not set yet".to_owned(), readable_date);
            match self.which {
                Note::Decision => {
                    answers::fact(ui, "Reference in this program", &session.reference);
                    answers::fact(ui, "Case reference", &self.case_reference);
                    answers::fact(ui, "The child is called", &session.child);
                    answers::fact(ui, "Hearing", &day);
                }
                Note::Learning(who) => answers::fact(ui, "Written by", session.people.name(who)),
                Note::Group => {
                    let names = session.people.in_order().map(|who| session.people.name(who));
                    answers::fact(ui, "Written by", &names.join(" and "));
                }
            }
            answers::fact(ui, "It starts", &starts(session, self.which));
            let tick = ui.checkbox(&mut self.checked, "Yes, this is the right one");
            let whom = field::line(ui, "Who is it for?", &mut self.for_whom);
            field::hint(
                ui,
                match self.which {
                    Note::Decision => "For example: the case file, my supervisor",
                    Note::Learning(_) => "For example: my portfolio",
                    Note::Group => "For example: our peer group",
                },
            );
            let blank = self.for_whom.trim().is_empty();
            ((!self.checked).then_some(tick), blank.then_some(whom))
        })
    }
}

/// The first words that were written into what would leave.
fn starts(session: &Session, which: Note) -> String {
    const MOST: usize = 80;
    let written = |text: &&str| !text.trim().is_empty();
    let first = match which {
        Note::Decision => session
            .asked()
            .filter(|(_, entry)| matches!(entry.answer, Answer::Text(_) | Answer::Point(_)))
            .filter_map(|(_, entry)| entry.answer.texts().into_iter().next())
            .find(written),
        Note::Learning(who) => session.reflection.iter().map(|one| one.answers[who].as_str()).find(written),
        Note::Group => session.group.texts().find(written),
    };
    let Some(first) = first else { return "Nothing is written yet".to_owned() };
    let mut start = String::new();
    for word in first.split_whitespace() {
        if start.len() + word.len() > MOST {
            return format!("“{start} …”");
        }
        if !start.is_empty() {
            start.push(' ');
        }
        start.push_str(word);
    }
    format!("“{start}”")
}
