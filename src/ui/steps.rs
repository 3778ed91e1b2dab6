//! The sections as a list: where the pair is, how far they have come, and what they left open. In words, never percent.

use egui::Ui;

use super::{a11y, control, frame, theme::space};
use crate::{
    checklist::{Mode, Speaks},
    session::{Answer, Entry, GapKind, Session, Standing},
};

/// The line that is always on the screen.
pub const STOP: &str = "If a child is unsafe now: stop and phone.";

/// What was pressed in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Section(usize),
    Review,
}

/// The list as a column of its own.
pub fn ui(ui: &mut Ui, session: &Session) -> Option<Pressed> {
    frame::column(ui, "steps", f32::INFINITY, |ui| {
        a11y::heading(ui, 2, "Sections");
        list(ui, session)
    })
}

/// The list alone.
pub fn list(ui: &mut Ui, session: &Session) -> Option<Pressed> {
    let mut pressed = None;
    ui.spacing_mut().item_spacing.y = 3.0;
    for (at, section) in session.sections.iter().enumerate() {
        let (settled, asked) = session.progress(at);
        let beside = if section.come_back { "Come back".to_owned() } else { short_count(settled, asked) };
        let title = format!("{} {}", at + 1, session.fill(&section.title));
        let current = at == session.spot.section;
        if ui.push_id(("step", at), |ui| control::row(ui, current, &title, &beside, "")).inner.clicked() {
            pressed = Some(Pressed::Section(at));
        }
    }
    ui.add_space(space::S);
    let gaps = session.gaps();
    for kind in [GapKind::NotKnown, GapKind::ComeBack, GapKind::Differ, GapKind::OpenBranch] {
        let count = gaps.iter().filter(|gap| gap.kind == kind).count();
        if count > 0 && control::link(ui, &format!("{} ({count})", kind.words())).clicked() {
            pressed = Some(Pressed::Review);
        }
    }
    if control::button(ui, "Look over what is open").clicked() {
        pressed = Some(Pressed::Review);
    }
    pressed
}

/// How many prompts are settled, in words.
#[must_use]
pub fn count(settled: usize, asked: usize) -> String {
    match (settled, asked) {
        (_, 0) => "Nothing to write down".to_owned(),
        (0, 1) => "1 prompt".to_owned(),
        (0, asked) => format!("{asked} prompts"),
        (settled, asked) if settled == asked => "Talked through".to_owned(),
        (settled, asked) => format!("{settled} of {asked} talked through"),
    }
}

fn short_count(settled: usize, asked: usize) -> String {
    match (settled, asked) {
        (_, 0) | (0, _) => String::new(),
        (settled, asked) => format!("{settled} of {asked}"),
    }
}

/// Who has the floor, by name.
#[must_use]
pub fn speaks(session: &Session, speaks: Speaks) -> String {
    let presenter = session.people.name(session.people.presenter);
    let colleague = session.people.name(session.people.presenter.other());
    match speaks {
        Speaks::Presenter => format!("{presenter} speaks"),
        Speaks::Colleague => format!("{colleague} speaks"),
        Speaks::Both => "Both speak".to_owned(),
        Speaks::InTurn => {
            let [one, two] = session.people.in_order();
            format!("In turn: {}, then {}", session.people.name(one), session.people.name(two))
        }
    }
}

/// How the section is used.
#[must_use]
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::DoConfirm => "Talk first, then write",
        Mode::ReadDo => "Read, then do",
    }
}

/// Where an entry stands, in a list of prompts; of those that ask nothing, why.
#[must_use]
pub fn row(entry: &Entry) -> &'static str {
    match &entry.answer {
        _ if entry.asks() => standing(entry.standing()),
        Answer::LastTime(_) => "Nothing to ask",
        _ => "Read aloud",
    }
}

/// A standing in the words of rows, Review and the record.
#[must_use]
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::NotStarted => "Not started",
        Standing::Started => "Started",
        Standing::Answered => "Talked through",
        Standing::NotKnown => "Not known yet",
        Standing::NotRelevant => "Not relevant",
        Standing::ComeBack => "Come back to this",
        Standing::Differ => "We see it differently",
    }
}
