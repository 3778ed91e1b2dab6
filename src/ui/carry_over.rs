//! From which earlier session open promises and actions come along: part of Set up.

use egui::Ui;
use serde::{Deserialize, Serialize};

use super::{a11y, control, field, sessions};
use crate::{checklist::readable_date, session::Summary};

/// How many sessions are listed before the rest is asked for.
const AT_FIRST: usize = 5;

/// What is chosen. As long as nobody has chosen, it is the latest session about the same child.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryOver {
    choice: Choice,
    /// The whole list is shown.
    all: bool,
    /// It has just been asked for: the focus goes to the list, since what had it has gone.
    arriving: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Choice {
    #[default]
    ByItself,
    Nothing,
    /// The id of a session.
    This(String),
}

impl CarryOver {
    pub const NAME: &str = "Carry over";

    /// The session that is chosen for a child of this reference, or of this name where there is no reference.
    #[must_use]
    pub fn chosen<'a>(&self, reference: &str, child: &str, kept: &'a [Summary]) -> Option<&'a Summary> {
        match &self.choice {
            Choice::ByItself => {
                kept.iter().filter(|one| one.is_about(reference, child)).max_by_key(|one| (one.opened, one.changed))
            }
            Choice::Nothing => None,
            Choice::This(id) => kept.iter().find(|one| one.id == *id),
        }
    }

    /// The list, with *Nothing* as its first row, and in a line how it came to what is chosen. Gives the session that was
    /// picked by hand in this frame.
    pub fn ui<'a>(&mut self, ui: &mut Ui, reference: &str, child: &str, kept: &'a [Summary]) -> Option<&'a Summary> {
        field::hint(ui, "Open promises and actions come along. Nothing is typed twice.");
        a11y::live_at_rest(ui, &self.said(reference, child, kept));
        let chosen = self.chosen(reference, child, kept);
        let mut listed = listed(reference, child, kept);
        let shown = if self.all { listed.len() } else { listed.len().min(AT_FIRST) };
        unfold(&mut listed, shown, chosen);
        let texts: Vec<(String, String)> = listed[..shown].iter().map(|one| row(one)).collect();
        let nothing = ("Nothing", "");
        let rows: Vec<(&str, &str)> =
            [nothing].into_iter().chain(texts.iter().map(|(title, day)| (title.as_str(), day.as_str()))).collect();
        let place = |of: &Summary| listed.iter().position(|one| one.id == of.id);
        let mut at = chosen.and_then(place).map_or(0, |at| at + 1);
        if std::mem::take(&mut self.arriving) {
            a11y::focus_next(ui);
        }
        let mut picked = None;
        if control::one_of_rows(ui, Self::NAME, &mut at, &rows) {
            picked = at.checked_sub(1).and_then(|at| listed.get(at)).copied();
            self.choice = picked.map_or(Choice::Nothing, |one| Choice::This(one.id.clone()));
        }
        let more = listed.len() - shown;
        if more > 0 && control::link(ui, &format!("Show {more} more")).clicked() {
            (self.all, self.arriving) = (true, true);
        }
        picked
    }

    /// How it came to what is chosen, in a line.
    fn said(&self, reference: &str, child: &str, kept: &[Summary]) -> String {
        let [reference, child] = [reference.trim(), child.trim()];
        let name = if reference.is_empty() { child } else { reference };
        match (&self.choice, self.chosen(reference, child, kept)) {
            (Choice::ByItself, Some(one)) => {
                format!("The last session about {name} is chosen, of {}. You can choose another.", day(one))
            }
            (Choice::ByItself, None) if name.is_empty() => {
                "With a reference above, the last session about it is chosen for you.".to_owned()
            }
            (Choice::ByItself, None) => format!("No session about {name} is kept here."),
            (_, None) => "Nothing is carried over.".to_owned(),
            (_, Some(one)) if !name.is_empty() && !one.is_about(reference, child) => {
                format!("This session is about {}, not {name}. Is it the right one?", one.name())
            }
            (_, Some(one)) => format!("What is open since {} comes along.", day(one)),
        }
    }
}

/// Those about the same child first, then the latest.
fn listed<'a>(reference: &str, child: &str, kept: &'a [Summary]) -> Vec<&'a Summary> {
    let mut listed: Vec<&Summary> = kept.iter().collect();
    listed.sort_by_key(|one| (!one.is_about(reference, child), std::cmp::Reverse((one.opened, one.changed))));
    listed
}

/// What is chosen is never among those that are folded away.
fn unfold(listed: &mut Vec<&Summary>, shown: usize, chosen: Option<&Summary>) {
    let at = chosen.and_then(|chosen| listed.iter().position(|one| one.id == chosen.id));
    if let Some(at) = at.filter(|at| *at >= shown) {
        let chosen = listed.remove(at);
        listed.insert(shown.saturating_sub(1), chosen);
    }
}

fn row(session: &Summary) -> (String, String) {
    let unfinished = if session.finished.is_none() { ", not finished" } else { "" };
    (format!("{}: {}", sessions::full_name(session), session.title), format!("{}{unfinished}", day(session)))
}

fn day(session: &Summary) -> String {
    readable_date(session.opened.date())
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveDateTime};

    use super::*;

    fn kept(id: &str, reference: &str, child: &str, day: u32) -> Summary {
        let opened = NaiveDate::from_ymd_opt(2026, 5, day).and_then(|day| day.and_hms_opt(10, 0, 0)).unwrap();
        Summary {
            id: id.into(),
            title: "Grounds hearing".into(),
            child: child.into(),
            reference: reference.into(),
            hearing_day: None,
            talked_through: 0,
            sections: 14,
            left_at: None,
            last_words: String::new(),
            opened,
            changed: NaiveDateTime::default(),
            finished: Some(opened),
            reflection_open: false,
            delete_day: None,
            decision_note: None,
        }
    }

    #[test]
    fn the_latest_session_about_the_same_child_is_chosen_by_itself() {
        let sessions = [
            kept("a", "AB12", "Ailsa", 3),
            kept("b", "AB12", "Ailsa", 20),
            kept("c", "CD07", "Rory", 21),
            kept("d", "", "Ailsa", 22),
        ];
        let rows = [
            (("AB12", "Ailsa"), Some("b")),
            ((" ab12 ", "Rory"), Some("b")),
            (("", "Ailsa"), Some("d")),
            (("", "rory"), Some("c")),
            (("EF99", "Ailsa"), None),
            (("", " "), None),
        ];
        for ((reference, child), expected) in rows {
            let chosen = CarryOver::default().chosen(reference, child, &sessions).map(|one| one.id.as_str());
            assert_eq!(chosen, expected, "{reference} {child}");
        }
        let chose = |choice| CarryOver { choice, ..CarryOver::default() };
        assert_eq!(chose(Choice::Nothing).chosen("AB12", "", &sessions), None);
        let this = chose(Choice::This("c".into()));
        assert_eq!(this.chosen("AB12", "", &sessions).map(|one| one.id.as_str()), Some("c"));
        assert_eq!(this.said("AB12", "", &sessions), "This session is about CD07, not AB12. Is it the right one?");
    }

    #[test]
    fn what_is_chosen_is_always_in_the_part_of_the_list_that_is_shown() {
        let sessions: Vec<Summary> = (1..=9).map(|day| kept(&format!("s{day}"), "", "", day)).collect();
        let ids = |listed: &[&Summary]| listed.iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(" ");
        let mut of_old = listed("", "", &sessions);
        assert_eq!(ids(&of_old), "s9 s8 s7 s6 s5 s4 s3 s2 s1");
        unfold(&mut of_old, 5, Some(&sessions[1]));
        assert_eq!(ids(&of_old), "s9 s8 s7 s6 s2 s5 s4 s3 s1");
        unfold(&mut of_old, 5, Some(&sessions[8]));
        assert_eq!(ids(&of_old), "s9 s8 s7 s6 s2 s5 s4 s3 s1");
    }
}
