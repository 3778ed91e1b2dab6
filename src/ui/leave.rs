//! A note leaves the program: which one, is it the right one, who is it for. Nothing leaves before these are answered, and
//! the screen says so rather than hiding its buttons.

use chrono::{NaiveDateTime, Timelike};
use egui::{Response, Ui, accesskit::Role};
use serde::{Deserialize, Serialize};

use super::{
    Action, a11y, answers, control, field, frame, preview,
    theme::{self, space},
};
use crate::{
    checklist::readable_date,
    record::{Doc, Format, Kept, Length, NoteHeader, learning_note, names_in_reflection},
    session::{Answer, Leaving, Session, Who},
};

/// The way out for a note. What is typed here is kept nowhere.
#[derive(Default, Serialize, Deserialize)]
pub struct Leave {
    which: Note,
    case_reference: String,
    for_whom: String,
    checked: bool,
    #[serde(skip)]
    made: Option<Made>,
}

/// The notes that can leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    #[default]
    Decision,
    /// One person's own.
    Learning(Who),
}

/// The note as it would leave, and what it was made from: it is made again only when one of these has changed.
struct Made {
    from: Inputs,
    doc: Doc,
    text: String,
    /// The same with the line ends that a screen shows.
    preview: String,
    sections: Vec<(String, String)>,
}

#[derive(PartialEq)]
struct Inputs {
    kept: Kept,
    which: Note,
    header: NoteHeader,
    minute: NaiveDateTime,
}

impl Leave {
    /// `now` is local time: a draft says when it was taken.
    pub fn ui(&mut self, ui: &mut Ui, kept: &Kept, now: NaiveDateTime) -> Option<Action> {
        if self.made.as_ref().is_some_and(|made| made.from.kept.id() != kept.id()) {
            *self = Self::default();
        }
        let session = kept.session();
        frame::page(ui, "leave", |ui| {
            a11y::heading(ui, 1, "Take a note away");
            field::hint(ui, "Nothing leaves until you press one of the buttons at the end.");
            self.what(ui, session);
            let (tick, whom) = self.check(ui, session);
            self.made = Some(self.make(kept, now));
            self.preview(ui);
            let waits_for = match (self.checked, self.for_whom.trim().is_empty()) {
                (false, _) => Some(tick),
                (true, true) => Some(whom),
                (true, false) => None,
            };
            let out = self.ways_out(ui, session, waits_for);
            ui.add_space(space::L);
            taken_out(ui, session);
            ui.add_space(space::S);
            if control::button(ui, "Back").clicked() { Some(Action::Back) } else { out }
        })
    }

    fn what(&mut self, ui: &mut Ui, session: &Session) {
        ui.add_space(space::L);
        a11y::heading(ui, 2, "1. Which note");
        let [one, other] = session.people.in_order();
        let learning = [one, other].map(|who| format!("Learning note of {}", session.people.name(who)));
        let [of_one, of_other] = &learning;
        let options = [
            (Note::Decision, Leaving::DECISION_NOTE),
            (Note::Learning(one), of_one.as_str()),
            (Note::Learning(other), of_other.as_str()),
        ];
        if control::one_of_always(ui, "Which note", &mut self.which, &options) {
            self.checked = false;
        }
        match self.which {
            Note::Decision => {
                field::body(
                    ui,
                    "For the child's case file and for the supervisor: what you decided, and what it rests on.",
                );
                let typed = field::line_of(ui, "Case reference for the note", &mut self.case_reference, 280.0);
                if typed.changed() {
                    self.checked = false;
                }
                field::hint(ui, "It goes into the note and is not kept here.");
            }
            Note::Learning(who) => {
                let name = session.people.name(who);
                field::body(ui, &format!("For the portfolio of {name}: what {name} wrote about the conversation."));
                let names = names_in_reflection(session, who);
                if !names.is_empty() {
                    field::notice(
                        ui,
                        &format!("These names are in it: {}. It is better without them.", names.join(", ")),
                    );
                }
            }
        }
    }

    /// *Is this the right one, who is it for?* Gives the tick and the field.
    fn check(&mut self, ui: &mut Ui, session: &Session) -> (Response, Response) {
        ui.add_space(space::L);
        a11y::heading(ui, 2, "2. Is this the right one?");
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
            }
            answers::fact(ui, "It starts", &starts(session, self.which));
            let tick = ui.checkbox(&mut self.checked, "Yes, this is the right one");
            let whom = field::line(ui, "Who is it for?", &mut self.for_whom);
            field::hint(
                ui,
                match self.which {
                    Note::Decision => "For example: the case file, my supervisor",
                    Note::Learning(_) => "For example: my portfolio",
                },
            );
            (tick, whom)
        })
    }

    fn make(&mut self, kept: &Kept, now: NaiveDateTime) -> Made {
        let header = NoteHeader {
            case_reference: self.case_reference.clone(),
            for_whom: self.for_whom.clone(),
            length: Length::usual(kept.session()),
        };
        let minute = now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now);
        let from = Inputs { kept: kept.clone(), which: self.which, header, minute };
        match self.made.take() {
            Some(made) if made.from == from => made,
            _ => {
                let doc = match from.which {
                    Note::Decision => kept.decision_note(&from.header, minute),
                    Note::Learning(who) => learning_note(kept.session(), who, kept.stage(minute)),
                };
                let text = doc.to_text();
                Made { from, preview: text.replace('\r', ""), text, sections: doc.sections_as_text(), doc }
            }
        }
    }

    /// The whole note, as it would leave.
    fn preview(&self, ui: &mut Ui) {
        let Some(made) = &self.made else { return };
        ui.add_space(space::L);
        let heading = a11y::heading(ui, 2, "3. Read it");
        frame::band(ui, theme::tokens(ui).info, |ui| {
            answers::fact(ui, "Who may see it", made.doc.marking());
        });
        preview::preview(ui, heading.id, &made.preview);
    }

    /// The buttons. Until the check is answered they lead to what it waits for.
    fn ways_out(&self, ui: &mut Ui, session: &Session, waits_for: Option<Response>) -> Option<Action> {
        let made = self.made.as_ref()?;
        let note = match self.which {
            Note::Decision => Leaving::DECISION_NOTE.to_owned(),
            Note::Learning(who) => format!("Learning note of {}", session.people.name(who)),
        };
        let for_whom = || self.for_whom.trim().to_owned();
        let copy = |note: &str, text: &str| Action::CopyNote {
            note: note.to_owned(),
            text: text.to_owned(),
            for_whom: for_whom(),
        };
        ui.add_space(space::L);
        a11y::heading(ui, 2, "4. Take it away");
        a11y::live(ui, self.waiting(), false);
        let mut out = None;
        ui.horizontal_wrapped(|ui| {
            let copy_words = "Copy the note";
            let pressed = if waits_for.is_none() {
                control::main_button(ui, copy_words)
            } else {
                control::button(ui, copy_words)
            };
            if pressed.clicked() {
                out = Some(copy(&note, &made.text));
            }
            for (words, format) in [("Save as text…", Format::Text), ("Save as Markdown…", Format::Markdown)] {
                if control::button(ui, words).clicked() {
                    let doc = Box::new(made.doc.clone());
                    out = Some(Action::SaveAs { doc, format, note: note.clone(), for_whom: for_whom() });
                }
            }
        });
        field::hint(ui, "Saved files are not encrypted. Anyone who can open the folder can read them.");
        let rescue =
            format!("If no window can open: but-why export {} --note decision --to note.txt", made.from.kept.id());
        field::hint(ui, &rescue);
        control::disclosure(ui, "by section", "Copy one section at a time", false, |ui| {
            for (heading, text) in &made.sections {
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
        if let (Some(response), Some(_)) = (waits_for, &out) {
            response.request_focus();
            return None;
        }
        out
    }

    fn waiting(&self) -> &'static str {
        match (self.checked, self.for_whom.trim().is_empty()) {
            (false, true) => "These wait until you have said that it is the right one and who it is for.",
            (false, false) => "These wait until you have said that it is the right one.",
            (true, true) => "These wait until you have written who it is for.",
            (true, false) => "Ready. Nothing has left yet.",
        }
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

/// The notes that have been taken out so far: what, when, for whom.
pub fn taken_out(ui: &mut Ui, session: &Session) {
    a11y::heading(ui, 2, "Taken away so far");
    if session.left.is_empty() {
        field::hint(ui, "Nothing has been taken away.");
    }
    for leaving in &session.left {
        let when = answers::moment(leaving.at);
        let whom = leaving.for_whom.trim();
        let whom = if whom.is_empty() { String::new() } else { format!(", for {whom}") };
        answers::fact(ui, &when, &format!("{}{whom}", leaving.note));
    }
}
