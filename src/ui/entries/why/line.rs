//! A reason that is closed: one line, with where it rests.

use egui::{Response, Ui};

use crate::{
    checklist::one_line,
    session::{Reason, Rest, Tree},
    ui::control,
};

pub(super) fn line(ui: &mut Ui, tree: &Tree, reason: &Reason, number: &str) -> Response {
    let text = one_line(&reason.text);
    let title = if text.is_empty() { format!("{number}  (nothing written yet)") } else { format!("{number}  {text}") };
    let basis = reason.basis.map(|basis| basis.words().to_owned()).unwrap_or_default();
    control::row(ui, false, &title, &rest(tree, reason), &basis)
}

fn rest(tree: &Tree, reason: &Reason) -> String {
    let partner_is_open = tree.partners(reason.id()).iter().any(|one| tree.rest(one) != Rest::Ground);
    match (tree.rest(reason), reason.end.kind) {
        (Rest::Aside, _) => "A feeling".to_owned(),
        (Rest::Ground, _) if partner_is_open => "Waits for the one it works with".to_owned(),
        (Rest::Ground, Some(kind)) => format!("Rests on: {}", kind.words()),
        (Rest::Ground, None) => "Rests on what is under it".to_owned(),
        (Rest::Missing(parts), Some(kind)) => format!("{}: {} to add", kind.words(), parts.len()),
        (Rest::Open | Rest::Missing(_), _) if reason.reasons.is_empty() => "Open".to_owned(),
        (Rest::Open | Rest::Missing(_), _) => "Open below".to_owned(),
    }
}
