//! A list that grows: one card for each thing in it, a way to take it out, and a button that adds another.

use egui::{Ui, accesskit::Role};

use crate::ui::{a11y, control, frame};

/// What the things in a list are called: "Action", "Add an action", "Add another action", "Remove action 2".
pub struct Called {
    /// With its article: "an action".
    pub one: &'static str,
}

impl Called {
    /// Without its article.
    fn bare(&self) -> &'static str {
        self.one.split_once(' ').map_or(self.one, |(_, bare)| bare)
    }

    fn numbered(&self, number: usize) -> String {
        format!("{} {number}", self.bare())
    }
}

/// Shows the list to be filled in, each thing by `one`; `before_adding` stands under the last of them. A thing that was added
/// gets the focus, and after one was taken out the button has it.
pub fn ui<T: Default>(
    ui: &mut Ui,
    called: &Called,
    things: &mut Vec<T>,
    mut one: impl FnMut(&mut Ui, &mut T),
    before_adding: impl FnOnce(&mut Ui, &[T]),
) {
    let mut removed = None;
    let added = ui.scope_id().with("added");
    let mut arriving: Option<usize> = ui.data_mut(|data| data.remove_temp(added));
    for (at, thing) in things.iter_mut().enumerate() {
        let name = called.numbered(at + 1);
        let title = capital(&name);
        a11y::group(ui, Role::Group, &title, |ui| {
            ui.push_id(at, |ui| {
                frame::card(ui, |ui| {
                    a11y::heading(ui, 3, &title);
                    if arriving.take_if(|new| *new == at).is_some() {
                        a11y::focus_next(ui);
                    }
                    one(ui, thing);
                    if control::link(ui, &format!("Remove {name}")).clicked() {
                        removed = Some(at);
                    }
                });
            });
        });
    }
    if let Some(at) = removed {
        things.remove(at);
    }
    before_adding(ui, things);
    let words =
        if things.is_empty() { format!("Add {}", called.one) } else { format!("Add another {}", called.bare()) };
    let add = control::button(ui, &words);
    if add.clicked() {
        ui.data_mut(|data| data.insert_temp(added, things.len()));
        things.push(T::default());
    }
    let gone = ui.scope_id().with("gone");
    if a11y::arrives(ui, gone) {
        add.request_focus();
    }
    if removed.is_some() {
        // What had the focus has gone.
        a11y::lead(ui, gone);
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
