//! A list that grows: a card or a row for each thing in it, a way to take it out, and a button that adds another.

use egui::{Ui, accesskit::Role};

use crate::{
    checklist::capitalised,
    ui::{a11y, control, frame, theme::space},
};

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

/// Shows the list to be filled in, each thing by `one` on a card of its own; `before_adding` stands under the last of them.
pub fn ui<T: Default>(
    ui: &mut Ui,
    called: &Called,
    things: &mut Vec<T>,
    mut one: impl FnMut(&mut Ui, &mut T),
    before_adding: impl FnOnce(&mut Ui, &[T]),
) {
    let card = |ui: &mut Ui, thing: Thing<'_, T>| {
        let Thing { name, it: thing, arrives, remove, at: _ } = thing;
        frame::card(ui, |ui| {
            a11y::heading(ui, 3, name);
            if arrives {
                a11y::focus_next(ui);
            }
            one(ui, thing);
            remove(ui);
        });
    };
    grow(ui, called, things, card, before_adding);
}

/// The same without cards, under a title: `show` has the name of a thing, and its way out to stand where there is room.
pub fn rows<T: Default>(
    ui: &mut Ui,
    title: &str,
    called: &Called,
    things: &mut Vec<T>,
    mut show: impl FnMut(&mut Ui, &str, &mut T, &mut dyn FnMut(&mut Ui)),
) {
    let row = |ui: &mut Ui, thing: Thing<'_, T>| {
        let Thing { name, it: thing, arrives, remove, at } = thing;
        if at > 0 {
            ui.separator();
        }
        if arrives {
            a11y::focus_next(ui);
        }
        show(ui, name, thing, remove);
    };
    ui.push_id(title, |ui| {
        ui.add_space(space::XS);
        a11y::heading(ui, 3, title);
        grow(ui, called, things, row, |_, _| {});
    });
}

/// One thing of a list as it is about to be shown.
struct Thing<'a, T> {
    at: usize,
    /// "Action 2".
    name: &'a str,
    it: &'a mut T,
    /// It has just been added, and its first field gets the focus.
    arrives: bool,
    /// Shows its way out.
    remove: &'a mut dyn FnMut(&mut Ui),
}

/// A thing that was added gets the focus, and after one was taken out the button has it.
fn grow<T: Default>(
    ui: &mut Ui,
    called: &Called,
    things: &mut Vec<T>,
    mut show: impl FnMut(&mut Ui, Thing<'_, T>),
    before_adding: impl FnOnce(&mut Ui, &[T]),
) {
    let mut removed = None;
    let added = ui.scope_id().with("added");
    let arriving: Option<usize> = ui.data_mut(|data| data.remove_temp(added));
    for (at, thing) in things.iter_mut().enumerate() {
        let numbered = called.numbered(at + 1);
        let name = capitalised(&numbered);
        let mut remove = |ui: &mut Ui| {
            if control::link(ui, &format!("Remove {numbered}")).clicked() {
                removed = Some(at);
            }
        };
        a11y::group(ui, Role::Group, &name, |ui| {
            ui.push_id(at, |ui| {
                let arrives = arriving == Some(at);
                show(ui, Thing { at, name: &name, it: thing, arrives, remove: &mut remove });
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
