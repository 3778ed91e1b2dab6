//! A why-tree to be read: the claim, and under it the reasons as an outline. The level is said in words too, because an
//! indent is only seen.

use egui::{Ui, accesskit::Role};

use super::{
    a11y,
    answers::{beside_a_line, fact, or_not_written, rests_on, tags, words_said},
    entries::letter,
    field,
    theme::space,
};
use crate::session::{End, EndKind, Question, Reason, Rest, Session, Tree, Under};

/// Shows a tree in full.
pub fn ui(ui: &mut Ui, session: &Session, tree: &Tree) {
    words_said(ui, &tree.claim);
    reasons(ui, session, tree, tree.reasons(), "", 1);
    skipped(ui, session, tree.skipped_under(Under::Claim));
}

fn reasons(ui: &mut Ui, session: &Session, tree: &Tree, reasons: &[Reason], above: &str, level: usize) {
    for (at, leg) in Tree::legs(reasons).into_iter().enumerate() {
        if leg.len() > 1 {
            ui.add_space(space::XS);
            field::hint(ui, "These only work together:");
        }
        for (member, one) in leg.iter().enumerate() {
            let number = format!("{above}{}{}", at + 1, letter(member, leg.len()));
            let name = format!("Reason {number}, level {level}");
            ui.add_space(space::XS);
            a11y::group(ui, Role::Group, &name, |ui| {
                beside_a_line(ui, |ui| {
                    reason(ui, session, tree, one, &name);
                    self::reasons(ui, session, tree, &one.reasons, &format!("{number}."), level + 1);
                    skipped(ui, session, &one.skipped);
                });
            });
        }
    }
}

fn skipped(ui: &mut Ui, session: &Session, questions: &[Question]) {
    for question in questions {
        field::hint(ui, &format!("Skipped: {}", session.fill(&question.words)));
    }
}

fn reason(ui: &mut Ui, session: &Session, tree: &Tree, one: &Reason, name: &str) {
    field::hint(ui, &format!("{name}: {}", session.fill(&one.asked.words)));
    field::body(ui, or_not_written(&one.text));
    if one.basis.is_some() || !(one.source.trim().is_empty() && one.when.trim().is_empty()) {
        tags(ui, |ui| rests_on(ui, one.basis, &one.source, &one.when));
    }
    if one.limit == Some(true) {
        let words = session.fill("This limits what we can recommend. It is not what {child} needs.");
        field::hint(ui, &words);
    }
    if one.is_feeling() {
        field::hint(ui, "A feeling. It goes into no note.");
        return;
    }
    end(ui, session, &one.end);
    match tree.rest(one) {
        Rest::Missing(parts) => fact(ui, "Still to say", &parts.join("; ")),
        Rest::Open if one.reasons.is_empty() => field::hint(ui, "Where this rests is not said yet"),
        Rest::Open | Rest::Ground | Rest::Aside => {}
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
