//! The finished session: what to do next, in three calm steps, and all that was said, to be read.

use std::collections::BTreeMap;

use egui::{Response, Ui, accesskit::Role};
use serde::{Deserialize, Serialize};

use super::{
    Action, Place, a11y, answers, control,
    delete::{self, Deletes},
    field, frame, leave,
    theme::space,
};
use crate::{record::Record, session::Session};

/// The record of a session.
#[derive(Default, Serialize, Deserialize)]
pub struct RecordScreen {
    /// Later thoughts that are written and not added yet, by the id of their session: opening another record loses none.
    later: BTreeMap<String, Thought>,
}

#[derive(Default, Serialize, Deserialize)]
struct Thought {
    text: String,
    /// How many there were when this one was to be added.
    adding: Option<usize>,
    asked_blank: bool,
}

impl RecordScreen {
    pub fn ui(&mut self, ui: &mut Ui, record: &Record, deletes: Deletes) -> Option<Action> {
        let session = record.session();
        let thought = self.later.entry(session.id.clone()).or_default();
        frame::page(ui, "record", |ui| {
            a11y::heading(ui, 1, &format!("Finished on {}", answers::moment(record.finished())));
            field::hint(ui, &about(session));
            ui.add_space(space::L);
            a11y::heading(ui, 2, "What to do next");
            let take = step(ui, "1. Take the decision note", take_note);
            let reflect = step(ui, "2. Reflect on the conversation", |ui| reflect(ui, session));
            let add = step(ui, "3. Add later thoughts", |ui| later_thoughts(ui, record, thought));
            let delete = match deletes {
                Deletes::Offered => step(ui, "4. Delete it from this computer", |ui| delete(ui, session)),
                Deletes::NotOffered => None,
            };
            ui.add_space(space::L);
            leave::taken_out(ui, session);
            ui.add_space(space::L);
            a11y::heading(ui, 2, "What was said");
            field::hint(ui, "This stays as it was when you finished.");
            for (at, one) in session.sections.iter().enumerate() {
                section(ui, session, at, &one.title);
            }
            working_notes(ui, session);
            take.or(reflect).or(add).or(delete)
        })
    }
}

fn about(session: &Session) -> String {
    let people = &session.people;
    let [presenter, colleague] = [people.presenter, people.presenter.other()].map(|who| people.name(who));
    let talked = format!("{presenter} and {colleague}");
    let parts = [session.reference.trim(), session.child.trim(), session.checklist.title.trim(), &talked];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn step<R>(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    a11y::group(ui, Role::Group, title, |ui| {
        frame::card(ui, |ui| {
            a11y::heading(ui, 3, title);
            content(ui)
        })
    })
}

fn take_note(ui: &mut Ui) -> Option<Action> {
    field::body(ui, "Copy it into the case system, or save it as a file.");
    control::main_button(ui, "Take a note away").clicked().then_some(Action::Go(Place::Leave))
}

fn reflect(ui: &mut Ui, session: &Session) -> Option<Action> {
    let blank = |text: &String| text.trim().is_empty();
    let written = session.reflection.iter().any(|one| !blank(&one.answers.first) || !blank(&one.answers.second));
    if written {
        field::body(ui, "Something is written. You can add to it.");
    } else {
        field::body(ui, "Nothing is written yet. It takes about three minutes and can wait until later today.");
    }
    control::button(ui, "Reflect").clicked().then_some(Action::Go(Place::Reflection))
}

fn later_thoughts(ui: &mut Ui, record: &Record, thought: &mut Thought) -> Option<Action> {
    field::body(ui, "What comes to you later is added under its own date.");
    for later in record.later() {
        answers::fact(ui, &answers::moment(later.at), &later.text);
    }
    // The box is emptied only when its words are in the record.
    if thought.adding.is_some_and(|before| record.later().len() > before) {
        *thought = Thought::default();
    }
    let written: Response = field::area(ui, "A later thought", &mut thought.text, 2);
    if written.changed() {
        thought.asked_blank = false;
    }
    if thought.asked_blank {
        field::notice(ui, "The box is empty. Write the thought first.");
    }
    if !control::button(ui, "Add this").clicked() {
        return None;
    }
    if thought.text.trim().is_empty() {
        thought.asked_blank = true;
        written.request_focus();
        return None;
    }
    thought.adding = Some(record.later().len());
    Some(Action::AddLaterThought(thought.text.clone()))
}

fn delete(ui: &mut Ui, session: &Session) -> Option<Action> {
    field::body(ui, "Nothing of it is needed here once your notes are where they belong.");
    answers::fact(ui, "Its date", &session.delete_on.words(session.hearing_day()));
    delete::button(ui, &session.id, session.name());
    delete::question(ui, &session.id, session.name()).then(|| Action::Delete(session.id.clone()))
}

/// A section of the record, unfolded at first.
fn section(ui: &mut Ui, session: &Session, section: usize, title: &str) {
    let words = format!("{} {}", section + 1, session.fill(title));
    control::disclosure(ui, &format!("section {section}"), &words, true, |ui| {
        a11y::group(ui, Role::Group, &words, |ui| {
            frame::card(ui, |ui| {
                let of_it = session.asked().filter(|(spot, _)| spot.section == section);
                for (at, (_, entry)) in of_it.enumerate() {
                    if at > 0 {
                        ui.separator();
                    }
                    answers::prompt(ui, session, entry);
                }
            });
        });
    });
}

fn working_notes(ui: &mut Ui, session: &Session) {
    let people = &session.people;
    let mut notes: Vec<(&str, &str)> =
        people.in_order().map(|who| (people.name(who), session.notes.own[who].as_str())).to_vec();
    notes.push(("Shared", &session.notes.shared));
    notes.retain(|(_, text)| !text.trim().is_empty());
    if notes.is_empty() {
        return;
    }
    control::disclosure(ui, "notes", "Working notes", false, |ui| {
        frame::card(ui, |ui| {
            field::hint(ui, "They go into no note that you take away.");
            for (name, text) in notes {
                answers::fact(ui, name, text);
            }
        });
    });
}
