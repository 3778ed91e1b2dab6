//! *Delete from this computer*, in two steps, on the page itself: a button, then the question in its place.

use egui::{Id, Ui, UiBuilder, accesskit::Role};

use super::{
    a11y, control, field, frame, sessions,
    theme::{self, space},
};

/// Whether a screen offers it. A window that only reads does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletes {
    Offered,
    NotOffered,
}

/// The button that asks for it. It is not there while the question is.
pub fn button(ui: &mut Ui, id: &str, name: &str) {
    let asking = asking(id);
    if ui.data(|data| data.get_temp(asking).unwrap_or(false)) {
        return;
    }
    if a11y::arrives(ui, back_to(id)) {
        a11y::focus_next(ui);
    }
    if sessions::button_of(ui, "Delete from this computer…", name) {
        ui.data_mut(|data| data.insert_temp(asking, true));
        a11y::lead(ui, asking.with("arriving"));
    }
}

/// The question, once it was asked for. `name` is what the session is called in lists. Returns whether it is to go.
pub fn question(ui: &mut Ui, id: &str, name: &str) -> bool {
    let asking = asking(id);
    if !ui.data(|data| data.get_temp(asking).unwrap_or(false)) {
        return false;
    }
    ui.add_space(space::XS);
    // With an id of its own: the button goes as it comes, and what has the focus keeps it.
    let builder = UiBuilder::new().scope_id(asking.with("question"));
    let answer = ui.scope_builder(builder, |ui| ask(ui, name, asking.with("arriving"))).inner;
    if let Some(deletes) = answer {
        ui.data_mut(|data| data.remove_temp::<bool>(asking));
        if !deletes {
            a11y::lead(ui, back_to(id));
        }
    }
    answer == Some(true)
}

fn ask(ui: &mut Ui, name: &str, arriving: Id) -> Option<bool> {
    let tint = theme::tokens(ui).warn;
    let question = format!("Delete {name} from this computer?");
    a11y::group(ui, Role::Group, &question, |ui| {
        frame::band(ui, tint, |ui| {
            let asked = field::label(ui, &question);
            a11y::announce(ui, &asked);
            field::body(ui, "It goes to the bin for 14 days, then cannot be recovered, not even from our backups.");
            ui.horizontal_wrapped(|ui| {
                if a11y::arrives(ui, arriving) {
                    a11y::focus_next(ui);
                }
                let keep = sessions::button_of(ui, "Keep it", name);
                let delete = control::button(ui, &format!("Delete {name}")).clicked();
                (keep || delete).then_some(delete)
            })
            .inner
        })
    })
}

fn asking(id: &str) -> Id {
    Id::unique(("delete from this computer?", id))
}

fn back_to(id: &str) -> Id {
    asking(id).with("back")
}
