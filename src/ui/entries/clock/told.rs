//! What follows from the days: figures, remarks, dates with their rules folded, the time line.

use egui::{Ui, accesskit::Role};

use super::line;
use crate::{
    checklist::readable_date,
    session::{
        Clock,
        clock::{CAUTION, Dates, Figures, Given, Reckoned, Remark},
    },
    ui::{a11y, answers, control, field, frame, theme::space},
};

pub fn ui(ui: &mut Ui, clock: &Clock, given: &Given, short: bool) {
    let Figures { shown, waiting } = clock.figures(given);
    let remarks = clock.remarks(given);
    if !shown.is_empty() || !waiting.is_empty() || !remarks.is_empty() {
        ui.add_space(space::S);
        a11y::group(ui, Role::Group, "What the clock tells", |ui| {
            a11y::heading(ui, 3, "What the clock tells");
            field::hint(ui, &told_for(given));
            for figure in &shown {
                answers::fact(ui, figure.name, &figure.words);
            }
            if !waiting.is_empty() {
                field::label(ui, "Decisions that wait");
                for one in &waiting {
                    answers::beside_a_line(ui, |ui| answers::words_said(ui, one));
                }
            }
            for (at, remark) in remarks.iter().enumerate() {
                self::remark(ui, at, remark);
            }
        });
    }
    let time_line = clock.time_line(given);
    if !time_line.is_empty() {
        ui.add_space(space::S);
        a11y::heading(ui, 3, "Time line");
        line::ui(ui, &time_line);
        control::disclosure(ui, "line", "The time line in words", false, |ui| {
            for sentence in time_line.sentences() {
                field::body(ui, &sentence);
            }
        });
    }
    if !clock.is_said() && clock.single.is_blank() {
        return;
    }
    ui.add_space(space::S);
    let Dates { shown, why_none, waits_for } = clock.dates(given);
    a11y::heading(ui, 3, "Dates");
    if !why_none.is_empty() {
        field::body(ui, &why_none);
        return;
    }
    for words in waits_for {
        field::hint(ui, words);
    }
    if shown.is_empty() {
        field::hint(ui, "No date is worked out from these days.");
        return;
    }
    let words =
        if shown.len() == 1 { "1 date that follows".to_owned() } else { format!("{} dates that follow", shown.len()) };
    control::disclosure(ui, "dates", &words, !short, |ui| {
        field::hint(ui, CAUTION);
        for pair in shown.chunks(2) {
            let mut cards: Vec<_> = pair.iter().map(|one| move |ui: &mut Ui| date(ui, one)).collect();
            let mut cards: Vec<&mut dyn FnMut(&mut Ui)> =
                cards.iter_mut().map(|card| card as &mut dyn FnMut(&mut Ui)).collect();
            // One alone is as wide as two.
            field::side_by_side(ui, 260.0, &mut cards);
        }
    });
}

/// For which day everything is told.
fn told_for(given: &Given) -> String {
    let day = readable_date(given.day);
    if given.hearing.is_some() {
        format!("Told for the hearing on {day}.")
    } else {
        format!("Told for today, {day}. The hearing's day is not set yet.")
    }
}

fn remark(ui: &mut Ui, at: usize, remark: &Remark) {
    let Remark { kind, words, citation, sure } = remark;
    ui.push_id(("remark", at), |ui| {
        answers::beside_a_line(ui, |ui| {
            field::label(ui, kind.words());
            field::body(ui, words);
            field::hint(ui, &format!("{citation}. {sure}"));
        });
    });
}

/// One date: what, when, the safe day; below, folded, why.
fn date(ui: &mut Ui, one: &Reckoned) {
    a11y::group(ui, Role::Group, one.what, |ui| {
        ui.push_id(one.what, |ui| {
            frame::card(ui, |ui| {
                field::label(ui, one.what);
                field::body(ui, &one.day.format("%A %-d %B %Y").to_string());
                let by = if one.opens() { "from" } else { "by" };
                field::hint(ui, &format!("To be safe, {by} {}. {}", one.safe.format("%A %-d %B %Y"), one.check));
                control::disclosure(ui, "rule", "Rule, counting and source", false, |ui| {
                    answers::fact(ui, "From", &one.from);
                    answers::fact(ui, "Rule", one.words);
                    answers::fact(ui, "Counting", one.counted);
                    answers::fact(ui, "Source", one.citation);
                    answers::fact(ui, "How sure", one.sure);
                });
            });
        });
    });
}
