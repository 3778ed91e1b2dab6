//! A note leaves the program: which one, by which names, what might tell who it is about, is it the right one, who is it for.
//! Nothing leaves before these are answered, and the screen says so rather than hiding its buttons.
//!
//! A step is a file. What is chosen here changes the copy that leaves and nothing that is kept; only the list of who is who is
//! kept with the session.

mod away;
mod found;
mod names;
mod right_one;
mod taken_out;
mod which;

pub use taken_out::taken_out;

use chrono::{NaiveDateTime, Timelike};
use egui::{Response, Ui};
use serde::{Deserialize, Serialize};

use super::{Action, Writes, a11y, control, field, frame, theme::space};
use crate::{
    record::{
        Choice, Doc, Gathered, Kept, Length, Note, NoteHeader, Share, apply, group_learning,
        privacy::{Finding, FindingKind, Known, check},
        times,
    },
    session::Called,
};
use names::Names;

/// The way out for a note. What is typed here is kept nowhere, but for the list of who is who.
#[derive(Default, Serialize, Deserialize)]
pub struct Leave {
    which: Note,
    names: Names,
    answers: Vec<Answered>,
    case_reference: String,
    for_whom: String,
    /// How much of a decision note, if not as usual.
    length: Option<Length>,
    /// Whether a note for the group is from every session here, or from this one.
    from_all: bool,
    checked: bool,
    /// The words of the finding to which the focus is led.
    #[serde(skip)]
    lead: Option<String>,
    #[serde(skip)]
    made: Option<Made>,
    #[serde(skip)]
    leaves: Option<Leaves>,
}

/// What becomes of something that was found in a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Answered {
    note: Note,
    words: String,
    becomes: Becomes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Becomes {
    TakenOut,
    Kept,
    /// What the list of who is who says.
    Role,
}

/// The note as it was typed, and what it was made from: it is made again only when one of these has changed.
struct Made {
    from: Inputs,
    doc: Doc,
    found: Vec<Found>,
}

/// Something by which somebody could be known.
#[derive(Clone)]
struct Found {
    finding: Finding,
    /// Where it stands, in words.
    stands: String,
}

#[derive(PartialEq)]
struct Inputs {
    kept: Kept,
    which: Note,
    header: NoteHeader,
    minute: NaiveDateTime,
    others: Vec<Gathered>,
}

/// The note as it leaves, and by which choices.
struct Leaves {
    choices: Vec<(String, Choice)>,
    doc: Doc,
    text: String,
    /// The same with the line ends that a screen shows.
    preview: String,
    sections: Vec<(String, String)>,
}

/// What the buttons wait for, in the order of the steps.
#[derive(Default)]
struct Waits {
    /// How many findings have no answer, and the words of the first of them.
    findings: usize,
    first: Option<String>,
    tick: Option<Response>,
    whom: Option<Response>,
}

impl Leave {
    /// `now` is local time: a draft says when it was taken. `shares` is what every session says to the group, by its id, once it
    /// has been gathered.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        kept: &mut Kept,
        now: NaiveDateTime,
        writes: Writes,
        shares: Option<&[(String, Gathered)]>,
    ) -> Option<Action> {
        if self.made.as_ref().is_some_and(|made| made.from.kept.id() != kept.id()) {
            *self = Self::default();
        }
        frame::page(ui, "leave", |ui| {
            a11y::heading(ui, 1, "Take a note away");
            field::hint(ui, "Nothing leaves until you press one of the buttons at the end.");
            let gather = self.which(ui, kept.session(), shares.map(<[_]>::len));
            let others = self.others(kept, shares);
            self.names(ui, kept, writes);
            self.make(kept, now, &others);
            let mut waits = Waits::default();
            (waits.findings, waits.first) = self.found(ui, kept, writes);
            (waits.tick, waits.whom) = self.right_one(ui, kept.session());
            // Again: an answer may just have been given, or a case reference typed.
            self.make(kept, now, &others);
            self.leave_with_choices(kept);
            self.read_it(ui);
            let out = self.ways_out(ui, kept.session(), waits);
            ui.add_space(space::L);
            taken_out(ui, kept.session());
            ui.add_space(space::S);
            if control::button(ui, "Back").clicked() { Some(Action::Back) } else { gather.or(out) }
        })
    }

    /// Makes the note as it was typed, and looks through it.
    fn make(&mut self, kept: &Kept, now: NaiveDateTime, others: &[Gathered]) {
        let header = NoteHeader {
            case_reference: self.case_reference.clone(),
            for_whom: self.for_whom.clone(),
            length: self.length.unwrap_or_else(|| Length::usual(kept.session())),
        };
        let minute = now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now);
        let which = self.which;
        let is_same = |from: &Inputs| {
            let Inputs { kept: of, which: note, header: by, minute: at, others: with } = from;
            *note == which && *by == header && *at == minute && of == kept && with == others
        };
        if self.made.as_ref().is_some_and(|made| is_same(&made.from)) {
            return;
        }
        let doc = if others.is_empty() {
            which.doc(kept, &header, minute)
        } else {
            let shares: Vec<Share> =
                std::iter::once(Share::of(kept)).chain(others.iter().map(|one| one.share.clone())).collect();
            group_learning(&shares)
        };
        let typed = which.typed(kept);
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let mut findings = check(&typed, &Known::of(kept.session()).for_note(which, kept.session()));
        for finding in others.iter().flat_map(|one| &one.found) {
            if findings.iter().all(|one| (one.kind, &one.words) != (finding.kind, &finding.words)) {
                findings.push(finding.clone());
            }
        }
        // What was typed and is not in this note needs no answer; and how often it stands is counted where people read it.
        let counted = findings.into_iter().map(|one| Finding { times: times(&doc, &one.words), ..one });
        let found = counted
            .filter(|one| one.times > 0)
            .map(|finding| Found { stands: found::stands(&doc, &finding.words), finding });
        let found = found.collect();
        self.made = Some(Made {
            from: Inputs { kept: kept.clone(), which, header, minute, others: others.to_vec() },
            doc,
            found,
        });
        self.leaves = None;
    }

    /// What the other sessions say to the group, if it is asked for and has been gathered.
    fn others(&self, kept: &Kept, shares: Option<&[(String, Gathered)]>) -> Vec<Gathered> {
        if self.which != Note::Group || !self.from_all {
            return Vec::new();
        }
        let others = shares.unwrap_or_default().iter().filter(|(id, _)| id != kept.id());
        others.map(|(_, one)| one.clone()).collect()
    }

    /// Makes the copy that leaves, by what was chosen.
    fn leave_with_choices(&mut self, kept: &Kept) {
        let Some(made) = &self.made else { return };
        let choices = self.choices(&kept.session().called);
        if self.leaves.as_ref().is_some_and(|leaves| leaves.choices == choices) {
            return;
        }
        let doc = apply(&made.doc, &choices);
        let text = doc.to_text();
        let preview = text.replace('\r', "");
        self.leaves = Some(Leaves { choices, preview, text, sections: doc.sections_as_text(), doc });
    }

    /// What becomes of some words of this note, if anybody has said.
    fn becomes(&self, words: &str) -> Option<Becomes> {
        self.answers.iter().find(|one| one.note == self.which && one.words == words).map(|one| one.becomes)
    }

    fn set(&mut self, words: &str, becomes: Option<Becomes>) {
        self.answers.retain(|one| one.note != self.which || one.words != words);
        let answered = |becomes| Answered { note: self.which, words: words.to_owned(), becomes };
        self.answers.extend(becomes.map(answered));
    }

    /// What becomes of a finding as things stand; `None` while nobody has said.
    fn choice(&self, finding: &Finding, called: &[Called]) -> Option<Choice> {
        let role = || {
            let is_it = |one: &&Called| one.is_said() && one.name.trim() == finding.words;
            let named = finding.kind == FindingKind::Name && self.names == Names::ByRole;
            called.iter().find(is_it).filter(|_| named).map(|one| Choice::Say(one.role.trim().to_owned()))
        };
        match self.becomes(&finding.words) {
            Some(Becomes::TakenOut) => Some(Choice::TakeOut),
            Some(Becomes::Kept) => finding.kind.may_stay(self.which).then_some(Choice::Keep),
            Some(Becomes::Role) | None => role(),
        }
    }

    /// Every choice that the copy is made by: of what was found, and of everybody on the list.
    fn choices(&self, called: &[Called]) -> Vec<(String, Choice)> {
        let findings = self.made.iter().flat_map(|made| &made.found).map(|one| &one.finding);
        let found = findings.filter_map(|one| Some((one.words.clone(), self.choice(one, called)?)));
        let mut choices: Vec<(String, Choice)> = found.collect();
        if self.names == Names::ByRole {
            for one in called.iter().filter(|one| one.is_said()) {
                if choices.iter().all(|(words, _)| words != one.name.trim()) {
                    choices.push((one.name.trim().to_owned(), Choice::Say(one.role.trim().to_owned())));
                }
            }
        }
        choices
    }
}
