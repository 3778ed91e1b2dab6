//! Where a branch rests: the parts that each kind of end needs.

use egui::Ui;

use crate::{
    session::{End, EndKind},
    ui::{control, entries::Beside, field},
};

/// The parts that an end needs beyond the reason's own fields.
pub(super) fn end(ui: &mut Ui, end: &mut End, beside: &Beside<'_>) {
    match end.kind {
        None => {}
        Some(EndKind::Evidence) => {
            field::label(ui, "Does anybody dispute it?");
            control::one_of(ui, "Does anybody dispute it?", &mut end.disputed, &[(false, "No"), (true, "Yes")]);
        }
        Some(EndKind::Law) => {
            let shown = end.law.as_ref().map_or("Choose a line of law", |line| line.provision.as_str()).to_owned();
            let label = field::label(ui, "Which line of law");
            let width = ui.available_width().min(480.0);
            egui::ComboBox::from_id_salt("law line")
                .width(width)
                .selected_text(shown)
                .show_ui(ui, |ui| {
                    for line in beside.law {
                        let chosen = end.law.as_ref().is_some_and(|one| one.id == line.id);
                        if ui.selectable_label(chosen, &line.provision).clicked() {
                            end.law = Some(line.clone());
                        }
                    }
                })
                .response
                .labelled_by(label.id);
            if let Some(line) = &end.law {
                field::hint(ui, &line.words);
            }
            field::area(ui, "How it is met here", &mut end.how_met, 2);
        }
        Some(EndKind::ChildsWords) => {
            field::name(ui, "In what manner they were given, and was it the child's choice", &mut end.manner);
        }
        Some(EndKind::Research) => {
            field::line(ui, "Which research", &mut end.research);
            field::area(ui, "How it fits this child", &mut end.fits, 2);
            field::area(ui, "How it may not fit this child", &mut end.may_not_fit, 2);
        }
        Some(EndKind::Judgement) => {
            field::area(ui, "Because of which evidence", &mut end.because, 2);
            field::area(ui, "A careful colleague might think", &mut end.another_view, 2);
        }
        Some(EndKind::Unknown) => {
            field::line(ui, "What would tell us", &mut end.would_tell);
            let End { who, by, .. } = &mut *end;
            field::side_by_side(
                ui,
                180.0,
                &mut [
                    &mut |ui| {
                        field::name(ui, "Who finds out", who);
                    },
                    &mut |ui| {
                        field::name(ui, "By when", by);
                    },
                ],
            );
            field::label(ui, "Can the hearing decide without it?");
            control::one_of(
                ui,
                "Can the hearing decide without it?",
                &mut end.decide_without,
                &[(true, "Yes"), (false, "No")],
            );
        }
    }
}
