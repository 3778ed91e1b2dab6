//! What has left so far.

use egui::Ui;

use crate::{
    session::Session,
    ui::{a11y, answers, field},
};

/// The notes that have been taken out so far: when, what, how, for whom. Nothing of what they say.
pub fn taken_out(ui: &mut Ui, session: &Session) {
    a11y::heading(ui, 2, "Taken away so far");
    if session.left.is_empty() {
        field::hint(ui, "Nothing has been taken away.");
    }
    for leaving in &session.left {
        answers::fact(ui, &answers::moment(leaving.at), &leaving.words());
    }
}
