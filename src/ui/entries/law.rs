//! Which provisions carry the recommendation, and how each is met.

use egui::{Ui, accesskit::Role};

use super::Beside;
use crate::{
    checklist::LawLine,
    session::LawLinks,
    ui::{a11y, field, frame},
};

pub fn ui(ui: &mut Ui, links: &mut LawLinks, lines: &[LawLine], beside: &Beside<'_>) {
    for link in &mut links.links {
        let Some(line) = lines.iter().find(|line| line.id == link.line) else { continue };
        a11y::group(ui, Role::Group, &line.provision, |ui| {
            ui.push_id(&line.id, |ui| {
                frame::card(ui, |ui| {
                    field::body(ui, &line.words);
                    field::hint(ui, &line.provision);
                    let status = line.status_on(beside.session.day);
                    if line.needs_a_look_on(beside.session.day) {
                        field::notice(ui, &status);
                    } else {
                        field::hint(ui, &status);
                    }
                    field::area(ui, "How it is met here", &mut link.how_met, 1);
                });
            });
        });
    }
}
