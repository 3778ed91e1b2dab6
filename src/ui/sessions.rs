//! Sessions in lists: a row for each, and what is said of it there.

use chrono::NaiveDate;
use egui::{Align, Layout, RichText, Ui, accesskit::Role, vec2};

use super::{
    Action, control, field, frame,
    theme::{self, size, space},
    when,
};
use crate::session::Summary;

/// Sessions as rows, each with its button.
pub fn rows(ui: &mut Ui, sessions: &[&Summary], today: NaiveDate) -> Option<Action> {
    if sessions.is_empty() {
        return None;
    }
    let mut action = None;
    frame::card(ui, |ui| {
        for (at, session) in sessions.iter().enumerate() {
            if at > 0 {
                ui.separator();
            }
            ui.horizontal(|ui| {
                let button = 72.0;
                let width = ui.available_width() - button - space::S;
                ui.allocate_ui(vec2(width, size::CONTROL), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        ui.spacing_mut().item_spacing.y = 0.0;
                        ui.label(RichText::new(full_name(session)).text_style(theme::strong()));
                        field::body(ui, &session.title);
                        field::hint(ui, &state(session, today));
                    });
                });
                let right = Layout::right_to_left(Align::Center);
                let clicked = ui.allocate_ui_with_layout(vec2(button, size::CONTROL), right, |ui| {
                    button_of(ui, "Open", session.name())
                });
                if clicked.inner {
                    action = Some(Action::Open(session.id.clone()));
                }
            });
        }
    });
    action
}

/// A button whose name says of what, where several have the same words.
pub fn button_of(ui: &mut Ui, words: &str, of: &str) -> bool {
    let response = control::button(ui, words);
    control::named(ui, &response, Role::Button, &format!("{words}, {of}"));
    response.clicked()
}

/// "AB12 (Ailsa)": the reference, and the name that stands for the child.
#[must_use]
pub fn full_name(session: &Summary) -> String {
    let (name, child) = (session.name(), session.child.trim());
    if child.is_empty() || child == name { name.to_owned() } else { format!("{name} ({child})") }
}

/// "3 of 14 sections talked through".
#[must_use]
pub fn progress(session: &Summary) -> String {
    match session.talked_through {
        0 => format!("None of {} sections talked through yet", session.sections),
        count => format!("{count} of {} sections talked through", session.sections),
    }
}

fn state(session: &Summary, today: NaiveDate) -> String {
    match session.finished {
        Some(at) if session.reflection_open => format!("Finished {}. Reflection still to do", when::moment(at, today)),
        Some(at) => format!("Finished {}", when::moment(at, today)),
        None => format!("{}. {}", when::hearing(session.hearing_day, today), progress(session)),
    }
}

/// Whether a session is one that is looked for.
#[must_use]
pub fn matches(session: &Summary, find: &str) -> bool {
    let find = find.trim().to_lowercase();
    [session.name(), &session.child, &session.title].into_iter().any(|text| text.to_lowercase().contains(&find))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(reference: &str, child: &str) -> Summary {
        Summary {
            id: String::new(),
            title: "Grounds hearing".into(),
            child: child.into(),
            reference: reference.into(),
            hearing_day: None,
            talked_through: 0,
            sections: 14,
            left_at: None,
            last_words: String::new(),
            opened: chrono::NaiveDateTime::default(),
            changed: chrono::NaiveDateTime::default(),
            finished: None,
            reflection_open: true,
            delete_day: None,
            decision_note: None,
        }
    }

    #[test]
    fn a_session_is_called_and_found_by_what_is_known_of_it() {
        let rows = [
            ("AB12", "Ailsa", "AB12 (Ailsa)"),
            ("AB12", "", "AB12"),
            (" ", "Ailsa", "Ailsa"),
            ("", "", "No reference yet"),
        ];
        for (reference, child, name) in rows {
            assert_eq!(full_name(&summary(reference, child)), name);
        }
        let session = summary("AB12", "Ailsa");
        for (find, found) in [("ab1", true), (" AILSA ", true), ("grounds", true), ("zebra", false)] {
            assert_eq!(matches(&session, find), found, "{find}");
        }
    }

    #[test]
    fn a_row_says_how_far_a_session_is() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 22).unwrap();
        let mut session = summary("AB12", "");
        assert_eq!(state(&session, today), "Hearing date not set yet. None of 14 sections talked through yet");
        session.talked_through = 3;
        assert_eq!(progress(&session), "3 of 14 sections talked through");
        session.finished = today.and_hms_opt(14, 40, 0);
        assert_eq!(state(&session, today), "Finished today 14:40. Reflection still to do");
        session.reflection_open = false;
        assert_eq!(state(&session, today), "Finished today 14:40");
    }
}
