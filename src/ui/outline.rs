//! A why-tree to be read: the claim, and under it the reasons as an outline. The level is said in words too, because an
//! indent is only seen.

use egui::{Ui, accesskit::Role};

use super::{
    a11y,
    answers::{beside_a_line, fact, or_not_written, rests_on, tags, words_said},
    field,
    theme::space,
};
use crate::session::{End, EndKind, Reason, Rest, Session, Tree};

/// Shows a tree in full.
pub fn ui(ui: &mut Ui, session: &Session, tree: &Tree) {
    words_said(ui, &tree.claim);
    reasons(ui, session, tree, tree.reasons(), "", 1);
}

fn reasons(ui: &mut Ui, session: &Session, tree: &Tree, reasons: &[Reason], above: &str, level: usize) {
    for (at, one) in reasons.iter().enumerate() {
        let number = format!("{above}{}", at + 1);
        let name = format!("Reason {number}, level {level}");
        ui.add_space(space::XS);
        a11y::group(ui, Role::Group, &name, |ui| {
            beside_a_line(ui, |ui| {
                reason(ui, session, tree, one, &name);
                self::reasons(ui, session, tree, &one.reasons, &format!("{number}."), level + 1);
            });
        });
    }
}

fn reason(ui: &mut Ui, session: &Session, tree: &Tree, one: &Reason, name: &str) {
    field::hint(ui, &format!("{name}: {}", session.fill(&one.asked.words)));
    field::body(ui, or_not_written(&one.text));
    if one.basis.is_some() || !(one.source.trim().is_empty() && one.when.trim().is_empty()) {
        tags(ui, |ui| rests_on(ui, one.basis, &one.source, &one.when));
    }
    end(ui, session, &one.end);
    match tree.rest(one) {
        Rest::Missing(parts) => fact(ui, "Still to say", &parts.join("; ")),
        Rest::Open if one.reasons.is_empty() => field::hint(ui, "Where this rests is not said yet"),
        Rest::Open | Rest::Ground => {}
    }
}

/// Where a branch rests. What was typed for another kind of end stays with the session and is not shown.
fn end(ui: &mut Ui, session: &Session, end: &End) {
    let Some(kind) = end.kind else { return };
    let rests = match (kind, end.disputed) {
        (EndKind::Evidence, Some(true)) => "Evidence that is disputed",
        (EndKind::Evidence, Some(false)) => "Evidence that nobody disputes",
        _ => kind.words(),
    };
    fact(ui, "Rests on", rests);
    match kind {
        EndKind::Evidence => {}
        EndKind::Law => {
            if let Some(line) = &end.law {
                let day = session.hearing_day().unwrap_or(session.opened.date());
                fact(ui, &line.provision, &line.words);
                field::hint(ui, &line.status_on(day));
            }
            fact(ui, "How it is met here", &end.how_met);
        }
        EndKind::ChildsWords => fact(ui, "In what manner they were given", &end.manner),
        EndKind::Research => {
            fact(ui, "Which research", &end.research);
            fact(ui, "How it fits this child", &end.fits);
            fact(ui, "How it may not fit this child", &end.may_not_fit);
        }
        EndKind::Judgement => {
            fact(ui, "Because of which evidence", &end.because);
            fact(ui, "A careful colleague might think", &end.another_view);
        }
        EndKind::Unknown => {
            fact(ui, "What would tell us", &end.would_tell);
            fact(ui, "Who finds out", &end.who);
            fact(ui, "By when", &end.by);
            if let Some(without) = end.decide_without {
                fact(ui, "Can the hearing decide without it", if without { "Yes" } else { "No" });
            }
        }
    }
}
