//! Beside the open prompt: the law it rests on, with its status at the hearing's date, and the pair's working notes.

use chrono::NaiveDate;
use egui::Ui;

use super::{
    Writes, a11y, control, field, hold,
    theme::{self, space},
};
use crate::session::{Notes, Session};

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
    a11y::heading(ui, 2, "The law beside it");
    let tokens = theme::tokens(ui);
    for line in &entry.law {
        super::frame::card(ui, |ui| {
            field::body(ui, &line.words);
            field::hint(ui, &line.provision);
            let status = line.status_on(day);
            if line.needs_a_look_on(day) {
                field::notice(ui, &status);
            } else {
                field::hint(ui, &status);
            }
            let tier = match line.tier {
                crate::checklist::Tier::Law => None,
                crate::checklist::Tier::Guidance => Some("Guidance"),
            };
            if let Some(tier) = tier {
                control::tag(ui, tier, tokens.info);
            }
        });
    }
    field::hint(ui, &session.law_caution);
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
