//! Step 2: names as they were typed, or who people are to the child.

use egui::{Ui, accesskit::Role};
use serde::{Deserialize, Serialize};

use super::Leave;
use crate::{
    record::Kept,
    session::Called,
    ui::{Writes, a11y, control, entries::list, field, theme::space},
};

/// How people are named in the copy that leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Names {
    #[default]
    AsTyped,
    ByRole,
}

impl Leave {
    pub(super) fn names(&mut self, ui: &mut Ui, kept: &mut Kept, writes: Writes) {
        ui.add_space(space::L);
        a11y::heading(ui, 2, "2. Names");
        let options = [(Names::AsTyped, "As typed"), (Names::ByRole, "People by their role")];
        control::one_of_always(ui, "Names", &mut self.names, &options);
        match self.names {
            Names::AsTyped => {
                field::hint(ui, "Names stand in the note as you typed them.");
            }
            Names::ByRole => {
                field::hint(ui, "For example, “Dawn” leaves as “Mum”. What is kept here stays as it is.");
                // Who is asked about below is not asked about twice.
                let below: Vec<String> =
                    self.made.iter().flat_map(|made| &made.found).map(|one| one.finding.words.clone()).collect();
                ui.add_enabled_ui(writes == Writes::Yes, |ui| people(ui, kept.called_mut(), &below));
            }
        }
    }
}

/// The list of who is who.
fn people(ui: &mut Ui, called: &mut Vec<Called>, below: &[String]) {
    let mut listed = called.clone();
    let one = |ui: &mut Ui, person: &mut Called| {
        let Called { name, role } = person;
        field::side_by_side(
            ui,
            180.0,
            &mut [
                &mut |ui| {
                    field::name(ui, "Name, as it is typed", name);
                },
                &mut |ui| {
                    field::name(ui, "Who that is to the child", role);
                },
            ],
        );
        if below.iter().all(|words| words != name.trim()) {
            suggestions(ui, called, name, role);
        }
    };
    list::ui(ui, &list::Called { one: "a person" }, &mut listed, one, |_, _| {});
    *called = listed;
}

/// Roles to choose from, while none is written.
pub(super) fn suggestions(ui: &mut Ui, called: &[Called], name: &str, role: &mut String) {
    if !role.trim().is_empty() {
        return;
    }
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for offered in Called::offered(called) {
            let button = control::button(ui, &offered);
            if !name.trim().is_empty() {
                control::named(ui, &button, Role::Button, &format!("{offered}: {}", name.trim()));
            }
            if button.clicked() {
                chosen = Some(offered);
            }
        }
    });
    if let Some(chosen) = chosen {
        *role = chosen;
    }
}
