//! *Find everything with this reference*: for whoever asks to see what is kept, and for whoever wants it gone.

use egui::{Id, Key, RichText, Ui, accesskit::Role};

use super::{
    Action, Place, Writes, a11y, answers, control,
    copies::CopyRow,
    delete,
    delete_dates::{BinRow, bin_row},
    field, frame, parts, sessions,
    theme::{self, space},
};
use crate::{
    checklist::{counted, readable_date},
    record::CARE,
    session::Summary,
};

/// What the screen shows.
pub struct FindModel<'a> {
    /// `None` before anything was looked for.
    pub found: Option<&'a Found>,
    pub writes: Writes,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// As it was looked for.
    pub reference: String,
    /// Sessions and records that have it, or of which a copy has it.
    pub sessions: Vec<FoundSession>,
    pub bin: Vec<BinRow>,
    /// Files that do not open: one of them may have it too.
    pub unreadable: usize,
}

/// A session or record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSession {
    pub session: Summary,
    /// The newest first.
    pub copies: Vec<CopyRow>,
}

/// The screen. It holds what is being typed.
#[derive(Debug, Default)]
pub struct FindReference {
    reference: String,
    asked_blank: bool,
}

impl FindReference {
    pub fn ui(&mut self, ui: &mut Ui, model: &FindModel<'_>) -> Option<Action> {
        frame::page(ui, "find reference", |ui| {
            let mut action = parts::back(ui);
            a11y::heading(ui, 1, "Find everything with this reference");
            field::body(ui, "It looks in open and finished sessions, in their earlier copies and in the bin.");
            action = action.or(self.asks(ui));
            if let Some(found) = model.found {
                action = action.or(self::found(ui, found, model.writes));
            }
            action
        })
    }

    fn asks(&mut self, ui: &mut Ui) -> Option<Action> {
        let field = field::find(ui, "Reference", &mut self.reference);
        if field.changed() {
            self.asked_blank = false;
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if self.asked_blank {
            field::notice(ui, "Write the reference first.");
        }
        let pressed = control::main_button(ui, "Find").clicked();
        if !entered && !pressed {
            return None;
        }
        if self.reference.trim().is_empty() {
            self.asked_blank = true;
            field.request_focus();
            return None;
        }
        Some(Action::FindReference(self.reference.trim().to_owned()))
    }
}

fn found(ui: &mut Ui, found: &Found, writes: Writes) -> Option<Action> {
    let Found { reference, sessions, bin, unreadable } = found;
    parts::gap(ui);
    let seat = if a11y::arrives(ui, heading_place()) { a11y::Seat::Taken } else { a11y::Seat::Free };
    a11y::heading_to_arrive_at(ui, 2, &format!("With the reference {reference}"), seat);
    a11y::live(ui, &in_words(found), false);
    if *unreadable > 0 {
        let files = counted(*unreadable, "file");
        let does = if *unreadable == 1 { "does" } else { "do" };
        field::notice(ui, &format!("{files} {does} not open, and may have this reference too."));
    }
    let mut action = None;
    for one in sessions {
        let FoundSession { session, copies: _ } = one;
        let group = format!("{}, begun {}", sessions::full_name(session), answers::moment(session.opened));
        a11y::group(ui, Role::Group, &group, |ui| {
            frame::card(ui, |ui| action = action.take().or(row(ui, one, writes)));
        });
        ui.add_space(space::S);
    }
    if !bin.is_empty() {
        parts::gap(ui);
        a11y::heading(ui, 2, "In the bin");
        frame::card(ui, |ui| {
            for row in bin {
                if bin_row(ui, row, writes) {
                    a11y::lead(ui, heading_place());
                    action = Some(Action::PutBack(row.id.clone()));
                }
            }
        });
    }
    if sessions.is_empty() && bin.is_empty() {
        return action;
    }
    parts::gap(ui);
    a11y::heading(ui, 2, "All of it in one document");
    field::body(ui, "Every word of every session that is listed here, and what only their copies say.");
    field::body(ui, CARE);
    let save = control::button(ui, "Save everything…").clicked();
    action.or(save.then(|| Action::SaveEverything(reference.clone())))
}

fn row(ui: &mut Ui, found: &FoundSession, writes: Writes) -> Option<Action> {
    let FoundSession { session, copies } = found;
    ui.spacing_mut().item_spacing.y = space::XS;
    ui.label(RichText::new(sessions::full_name(session)).text_style(theme::strong()));
    field::body(ui, &session.title);
    let begun = readable_date(session.opened.date());
    let stands = session
        .finished
        .map_or_else(|| "not finished".to_owned(), |at| format!("finished on {}", readable_date(at.date())));
    field::hint(ui, &format!("Begun on {begun}, {stands}"));
    if let Some(oldest) = copies.last() {
        let oldest = readable_date(oldest.at.date());
        field::hint(
            ui,
            &match copies.len() {
                1 => format!("1 earlier copy, of {oldest}"),
                n => format!("{n} earlier copies, the oldest of {oldest}"),
            },
        );
    }
    let mut action = None;
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        if sessions::button_of(ui, "Open", session.name()) {
            action = Some(Action::Open(session.id.clone()));
        }
        if !copies.is_empty() && sessions::button_of(ui, "Earlier copies", session.name()) {
            action = Some(Action::Go(Place::Copies(session.id.clone())));
        }
        if writes == Writes::Yes {
            delete::button(ui, &session.id, session.name());
        }
    });
    if writes == Writes::Yes && delete::question(ui, &session.id, session.name()) {
        a11y::lead(ui, heading_place());
        action = Some(Action::Delete(session.id.clone()));
    }
    action
}

/// Where the focus comes when something that was listed has gone.
fn heading_place() -> Id {
    Id::unique("what has the reference")
}

/// "1 open session, 2 finished sessions, 21 earlier copies and 1 in the bin."
fn in_words(found: &Found) -> String {
    let open = found.sessions.iter().filter(|one| one.session.finished.is_none()).count();
    let copies = found.sessions.iter().map(|one| one.copies.len()).sum::<usize>();
    let mut parts = Vec::new();
    for (count, one, more) in [
        (open, "open session", "open sessions"),
        (found.sessions.len() - open, "finished session", "finished sessions"),
        (copies, "earlier copy", "earlier copies"),
        (found.bin.len(), "session in the bin", "sessions in the bin"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { more }));
        }
    }
    if parts.is_empty() { "Nothing that opens has it.".to_owned() } else { format!("{}.", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::sample;

    #[test]
    fn what_was_found_is_counted_in_words() {
        let now = sample().changed;
        let session = |finished: bool, copies: usize| FoundSession {
            session: Summary::of(&sample(), finished.then_some(now)),
            copies: vec![CopyRow { key: "k3vq".into(), at: now }; copies],
        };
        let bin = || BinRow { id: "b".into(), name: "AB12".into(), put: now, gone_on: now.date() };
        let rows = [
            (vec![], vec![], "Nothing that opens has it."),
            (vec![session(false, 0)], vec![], "1 open session."),
            (
                vec![session(false, 20), session(true, 1), session(true, 0)],
                vec![bin(), bin()],
                "1 open session, 2 finished sessions, 21 earlier copies, 2 sessions in the bin.",
            ),
            (vec![], vec![bin()], "1 session in the bin."),
        ];
        for (sessions, bin, words) in rows {
            let found = Found { reference: "AB12".into(), sessions, bin, unreadable: 0 };
            assert_eq!(in_words(&found), words);
        }
    }
}
