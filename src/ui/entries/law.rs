//! Which provisions carry the recommendation, and how each is met. A line is linked by words, not by a tick.

use chrono::NaiveDate;
use egui::Ui;

use super::{Beside, one_open::OneOpen};
use crate::{
    checklist::{LawLine, Tier},
    session::{LawLink, LawLinks},
    ui::{control, field, frame, side, theme},
};

pub fn ui(ui: &mut Ui, links: &mut LawLinks, lines: &[LawLine], beside: &Beside<'_>) {
    let day = beside.session.day;
    carrying(ui, links, lines);
    let mut list = OneOpen::of(ui, None);
    let mut act = "";
    for (at, link) in links.links.iter_mut().enumerate() {
        let Some(line) = lines.iter().find(|line| line.id == link.line) else { continue };
        let (of, section) = line.divided();
        if of != act && !section.is_empty() {
            // Said once over the sections that follow it, which nine times would drown.
            field::hint(ui, of);
        }
        act = of;
        if list.is_open(at) {
            list.card(ui, at, &line.provision, |ui| open(ui, link, line, day));
        } else {
            let row = ui.push_id(at, |ui| closed(ui, link, line, day)).inner;
            list.row(ui, at, &row);
        }
    }
}

/// What carries the recommendation and what does not, before any line.
fn carrying(ui: &mut Ui, links: &LawLinks, lines: &[LawLine]) {
    let tokens = theme::tokens(ui);
    let (carry, other): (Vec<&LawLine>, Vec<&LawLine>) = links.linked(lines).partition(|line| line.can_carry());
    let (tint, words) = if carry.is_empty() {
        (tokens.info, "No line carries the recommendation yet. Open one, and write how it is met here.".to_owned())
    } else {
        (tokens.ok, format!("What carries the recommendation: {}.", names(&carry)))
    };
    frame::band(ui, tint, |ui| {
        field::body(ui, &words);
        if !other.is_empty() {
            field::body(ui, &format!("Linked, but it does not carry by itself: {}.", names(&other)));
        }
    });
}

fn names(lines: &[&LawLine]) -> String {
    lines.iter().map(|line| short(line)).collect::<Vec<_>>().join("; ")
}

/// The section without its Act, or the whole of what has no section.
fn short(line: &LawLine) -> &str {
    match line.divided() {
        (all, "") => all,
        (_, section) => section,
    }
}

/// A row: the section, its first words, whether it is linked; and below it what must not be missed.
fn closed(ui: &mut Ui, link: &LawLink, line: &LawLine, day: NaiveDate) -> egui::Response {
    let mut title = short(line).to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let linked = if link.is_linked() { "Linked" } else { "" };
    let row = control::row(ui, false, &title, linked, &line.words);
    if line.needs_a_look_on(day) {
        ui.indent("status", |ui| field::notice(ui, &line.status_on(day)));
    } else if line.tier == Tier::Guidance {
        ui.indent("status", |ui| field::hint(ui, &line.status_on(day)));
    }
    row
}

fn open(ui: &mut Ui, link: &mut LawLink, line: &LawLine, day: NaiveDate) {
    side::law_line(ui, line, day);
    field::hint(ui, &format!("Read at {}", line.source));
    field::area(ui, "How it is met here", &mut link.how_met, 2);
    if !line.can_carry() {
        let what = match line.tier {
            Tier::Guidance => {
                "This is guidance. It can stand beside a recommendation, and does not carry it by itself."
            }
            Tier::Law => {
                "This is not confirmed as law in force today. It can be linked, and does not carry a recommendation by itself."
            }
        };
        field::notice(ui, what);
    }
}
