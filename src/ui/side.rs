//! Beside the open prompt: the law it rests on, with its status at the hearing's date, and the pair's working notes.

use chrono::NaiveDate;
use egui::Ui;

use super::{
    Writes, a11y, control, field, hold,
    theme::{self, space},
};
use crate::{
    checklist::{LawLine, Tier},
    session::{Answer, Notes, Session},
};

pub fn ui(ui: &mut Ui, session: &mut Session, day: NaiveDate, writes: Writes) {
    law(ui, session, day);
    ui.add_space(space::S);
    ui.add_enabled_ui(writes == Writes::Yes, |ui| {
        hold::ui(ui, session);
        notes(ui, session);
    });
}

fn law(ui: &mut Ui, session: &Session, day: NaiveDate) {
    let Some(entry) = session.entry(session.spot).filter(|entry| !entry.law.is_empty()) else { return };
    if matches!(entry.answer, Answer::Law(_)) {
        // The lines themselves stand in the prompt.
        a11y::heading(ui, 2, "About this law");
    } else {
        a11y::heading(ui, 2, "The law beside it");
        for line in &entry.law {
            super::frame::card(ui, |ui| law_line(ui, line, day));
        }
    }
    field::hint(ui, &session.law_caution);
}

/// A line of law as it stands beside a prompt and in one: plain words, provision, and what it is worth on the day.
pub fn law_line(ui: &mut Ui, line: &LawLine, day: NaiveDate) {
    let tokens = theme::tokens(ui);
    match line.tier {
        Tier::Law => {}
        Tier::Guidance => control::tag(ui, "Guidance", tokens.info),
    }
    field::body(ui, &line.words);
    field::hint(ui, &line.provision);
    let status = line.status_on(day);
    if line.needs_a_look_on(day) {
        field::notice(ui, &status);
    } else {
        field::hint(ui, &status);
    }
    if let Some(recheck) = line.recheck_on(day) {
        field::hint(ui, &recheck);
    }
}

fn notes(ui: &mut Ui, session: &mut Session) {
    let people = session.people.clone();
    control::disclosure(ui, "notes", "Working notes", true, |ui| {
        let Notes { own, shared } = &mut session.notes;
        for who in people.in_order() {
            ui.push_id(who, |ui| field::area(ui, &format!("Notes: {}", people.name(who)), &mut own[who], 2));
        }
        field::area(ui, "Notes: both", shared, 2);
        field::hint(ui, "They stay in this session. No note that leaves has them.");
    });
}
