//! The earlier copies of a session: when each was kept, what differs, and the way back to it.

use chrono::{NaiveDate, NaiveDateTime};
use egui::{RichText, Ui, accesskit::Role};

use super::{Action, Writes, a11y, field, frame, parts, sessions, theme, when};
use crate::checklist::capitalised;

/// What the screen shows.
pub struct CopiesModel<'a> {
    pub id: &'a str,
    /// As the session is called in lists.
    pub name: &'a str,
    /// The newest first.
    pub copies: &'a [CopyRow],
    pub today: NaiveDate,
    pub writes: Writes,
}

/// An earlier copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyRow {
    /// By what the program finds it.
    pub key: String,
    /// Local time of the last change in it.
    pub at: NaiveDateTime,
}

/// The screen.
pub fn ui(ui: &mut Ui, model: &CopiesModel<'_>) -> Option<Action> {
    let CopiesModel { id, name, copies, today, writes } = model;
    frame::page(ui, "copies", |ui| {
        let mut action = parts::back(ui);
        a11y::heading(ui, 1, &format!("Earlier copies of {name}"));
        field::body(ui, "The 10 latest are kept, one a day for a week, and one a week for a month.");
        if copies.is_empty() {
            field::body(ui, "There are none yet. The first is kept when something changes.");
            return action;
        }
        field::body(ui, "If you go on from a copy, what is kept now becomes a copy too.");
        parts::gap(ui);
        frame::card(ui, |ui| {
            for (at, CopyRow { key, at: kept }) in copies.iter().enumerate() {
                if at > 0 {
                    ui.separator();
                }
                let time = moment(*kept, *today);
                a11y::group(ui, Role::Group, &format!("The copy of {time}, number {}", at + 1), |ui| {
                    ui.label(RichText::new(capitalised(&time)).text_style(theme::strong()));
                    ui.horizontal_wrapped(|ui| {
                        if sessions::button_of(ui, "Compare", &time) {
                            action = Some(Action::Compare { id: (*id).to_owned(), with: key.clone() });
                        }
                        if *writes == Writes::Yes && sessions::button_of(ui, "Go on from this copy", &time) {
                            action = Some(Action::GoOnWith { id: (*id).to_owned(), version: key.clone() });
                        }
                    });
                });
            }
        });
        action
    })
}

/// With the time also where it was another day: there may be two of one day.
fn moment(at: NaiveDateTime, today: NaiveDate) -> String {
    match (today - at.date()).num_days() {
        0 | 1 => when::moment(at, today),
        _ => super::answers::moment(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_with_its_time_on_every_day() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
        let rows = [(22, "today 13:55"), (21, "yesterday 13:55"), (20, "20 May 2026 at 13:55")];
        for (on, words) in rows {
            assert_eq!(moment(day(on).and_hms_opt(13, 55, 9).unwrap(), day(22)), words);
        }
    }
}
