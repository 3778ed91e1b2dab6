//! Two versions of one session beside each other: what differs in the order of the session, and with which to go on.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};
use egui::{RichText, Ui, accesskit::Role};

use super::{
    Action, Writes, a11y, field, frame, parts, sessions,
    theme::{self, space},
    when,
};
use crate::{
    checklist::{capitalised, readable_date},
    session::{Comparison, Difference, Pair, unlike_words},
};

/// A column is at least this many points wide; else one version stands under the other.
const LEAST: f32 = 320.0;

/// A version of a session: by what the program finds it, when it was changed last, and where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub key: String,
    /// Local time.
    pub at: NaiveDateTime,
    pub lies: Lies,
}

/// Where a version lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// It is the one that opens.
    Here,
    /// Among the earlier copies.
    Copy,
    /// A program that keeps folders alike has laid it beside the one that opens.
    Elsewhere,
}

/// What the page shows. It is worked out once, when the page is asked for.
#[derive(Clone, Debug)]
pub struct CompareModel {
    id: String,
    name: String,
    versions: Pair<Version>,
    comparison: Comparison,
    /// For each difference the words of either side that are not in the other.
    marks: Vec<Pair<Vec<Range<usize>>>>,
}

impl Version {
    /// "kept here, 14:02", "the copy of 13:55", "from another computer, 14:10".
    #[must_use]
    pub fn words(&self, today: NaiveDate) -> String {
        let Self { key: _, at, lies } = self;
        let time = when::time(at.time());
        let at = if at.date() == today { time } else { format!("{} at {time}", readable_date(at.date())) };
        match lies {
            Lies::Here => format!("kept here, {at}"),
            Lies::Copy => format!("the copy of {at}"),
            Lies::Elsewhere => format!("from another computer, {at}"),
        }
    }
}

impl CompareModel {
    /// `id` and `name` are the session's, the name as in lists. `comparison` is of the first version and the second.
    #[must_use]
    pub fn new(id: &str, name: &str, versions: Pair<Version>, comparison: Comparison) -> Self {
        let marks = comparison.differences.iter().map(|one| unlike_words(&one.left, &one.right)).collect();
        Self { id: id.to_owned(), name: name.to_owned(), versions, comparison, marks }
    }
}

/// The page.
pub fn ui(ui: &mut Ui, model: &CompareModel, today: NaiveDate, writes: Writes) -> Option<Action> {
    let CompareModel { id, name, versions, comparison, marks } = model;
    frame::page_of(ui, "compare", 1_000.0, |ui| {
        let mut action = parts::back(ui);
        a11y::heading(ui, 1, &format!("Two versions of {name}"));
        field::body(ui, &comparison.in_words());
        if comparison.alike > 0 {
            field::body(ui, &comparison.alike_in_words());
        }
        ui.add_space(space::S);
        let names = Pair { first: versions.first.words(today), second: versions.second.words(today) };
        let (mut goes_on_with_first, mut goes_on_with_second) = (false, false);
        let choose = |name: &str, goes_on: &mut bool, ui: &mut Ui| {
            frame::card(ui, |ui| {
                a11y::heading(ui, 2, &capitalised(name));
                *goes_on = writes == Writes::Yes && sessions::button_of(ui, "Go on with this one", name);
            });
        };
        side_by_side(ui, &mut |ui| choose(&names.first, &mut goes_on_with_first, ui), &mut |ui| {
            choose(&names.second, &mut goes_on_with_second, ui)
        });
        field::body(
            ui,
            match writes {
                Writes::Yes => "The other one stays among the earlier copies.",
                Writes::No => "This window only reads. Choose in the one that writes.",
            },
        );
        let chosen = goes_on_with_first.then_some(&versions.first).or(goes_on_with_second.then_some(&versions.second));
        if let Some(Version { key, .. }) = chosen {
            action = Some(Action::GoOnWith { id: id.clone(), version: key.clone() });
        }
        for (at, (one, marks)) in comparison.differences.iter().zip(marks).enumerate() {
            let before = at.checked_sub(1).and_then(|before| comparison.differences.get(before));
            difference(ui, one, before, marks, &names);
        }
        action
    })
}

/// A prompt with what either version says to it. The title of its section stands over the first of a section.
fn difference(
    ui: &mut Ui,
    one: &Difference,
    before: Option<&Difference>,
    marks: &Pair<Vec<Range<usize>>>,
    names: &Pair<String>,
) {
    let Difference { section, prompt, left, right } = one;
    if before.is_none_or(|before| before.section != *section) {
        parts::gap(ui);
        a11y::heading(ui, 2, section);
    }
    a11y::heading(ui, 3, prompt);
    side_by_side(ui, &mut |ui| side(ui, &names.first, left, &marks.first), &mut |ui| {
        side(ui, &names.second, right, &marks.second)
    });
    ui.add_space(space::M);
}

fn side_by_side(ui: &mut Ui, first: &mut dyn FnMut(&mut Ui), second: &mut dyn FnMut(&mut Ui)) {
    field::side_by_side(ui, LEAST, &mut [first, second]);
}

/// What one version says, with a line under the words that the other has not.
fn side(ui: &mut Ui, name: &str, text: &str, marks: &[Range<usize>]) {
    a11y::group(ui, Role::Group, &capitalised(name), |ui| {
        frame::card(ui, |ui| {
            field::hint(ui, &capitalised(name));
            if text.is_empty() {
                field::body(ui, "Nothing is written here.");
                return;
            }
            let ink = theme::tokens(ui).ink;
            parts::text(
                ui,
                pieces(text, marks).into_iter().map(|(piece, unlike)| {
                    let piece = RichText::new(piece).color(ink);
                    if unlike { piece.underline() } else { piece }
                }),
            );
        });
    });
}

/// A text cut where marks begin and end, each piece with whether it is marked.
fn pieces<'a>(text: &'a str, marks: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for Range { start, end } in marks {
        pieces.extend([(&text[at..*start], false), (&text[*start..*end], true)]);
        at = *end;
    }
    pieces.push((&text[at..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_named_by_its_time_and_where_it_lies() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 22).unwrap();
        let at = |day: u32, hour, minute| {
            NaiveDate::from_ymd_opt(2026, 5, day).and_then(|day| day.and_hms_opt(hour, minute, 9)).unwrap()
        };
        let rows = [
            (Lies::Here, at(22, 14, 2), "kept here, 14:02"),
            (Lies::Copy, at(22, 13, 55), "the copy of 13:55"),
            (Lies::Copy, at(21, 13, 55), "the copy of 21 May 2026 at 13:55"),
            (Lies::Elsewhere, at(22, 14, 10), "from another computer, 14:10"),
        ];
        for (lies, at, words) in rows {
            assert_eq!(Version { key: "k3vq".into(), at, lies }.words(today), words);
        }
    }

    #[test]
    fn a_text_is_cut_at_its_marks_and_nothing_of_it_is_left_out() {
        let text = "Ràinig i an taigh";
        let Pair { first, .. } = unlike_words(text, "Ràinig iad an");
        assert_eq!(pieces(text, &first), [("Ràinig ", false), ("i", true), (" an ", false), ("taigh", true)]);
        assert_eq!(pieces(text, &[]), [(text, false)]);
        assert_eq!(pieces("", &[]), []);
    }
}
