//! Two versions of one session beside each other: what differs in the order of the session, and with which to go on.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};
use egui::{Stroke, TextStyle, Ui, WidgetInfo, accesskit::Role};

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
    /// Beside the one that opens: a program that keeps folders alike has laid it there, or a window that came too late.
    Beside,
}

/// What the page shows. It is worked out once, when the page is asked for.
#[derive(Clone, Debug)]
pub struct CompareModel {
    id: String,
    name: String,
    versions: Pair<Version>,
    comparison: Comparison,
    /// For each difference the words of either side that are not in the other, counted in characters.
    marks: Vec<Pair<Vec<Range<usize>>>>,
}

impl Version {
    /// "kept here, 14:02", "the copy of 13:55", "kept beside it, 14:10".
    #[must_use]
    pub fn words(&self, today: NaiveDate) -> String {
        let Self { key: _, at, lies } = self;
        let time = when::time(at.time());
        let at = if at.date() == today { time } else { format!("{} at {time}", readable_date(at.date())) };
        match lies {
            Lies::Here => format!("kept here, {at}"),
            Lies::Copy => format!("the copy of {at}"),
            Lies::Beside => format!("kept beside it, {at}"),
        }
    }
}

impl CompareModel {
    /// `id` and `name` are the session's, the name as in lists. `comparison` is of the first version and the second.
    #[must_use]
    pub fn new(id: &str, name: &str, versions: Pair<Version>, comparison: Comparison) -> Self {
        let marks = comparison.differences.iter().map(|Difference { left, right, .. }| {
            let Pair { first, second } = unlike_words(left, right);
            Pair { first: in_characters(left, first), second: in_characters(right, second) }
        });
        let marks = marks.collect();
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
            choose(&names.second, &mut goes_on_with_second, ui);
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
        side(ui, &names.second, right, &marks.second);
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
            underlined(ui, text, marks);
        });
    });
}

/// A text with a line under some of its characters. The line lies close under the words: where lines are far apart, one at
/// the foot of its line would seem to stand over the next.
fn underlined(ui: &mut Ui, text: &str, marks: &[Range<usize>]) {
    let label = egui::Label::new(theme::text(ui, text, TextStyle::Body));
    let (at, galley, response) = label.layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let ink = theme::tokens(ui).ink;
    let none = Stroke::NONE;
    egui::text_selection::LabelSelectionState::label_text_selection(ui, &response, at, galley.clone(), ink, none);
    let mut row_from = 0;
    for row in &galley.rows {
        let row_until = row_from + row.char_count_excluding_newline().0;
        for Range { start, end } in marks {
            let columns = (*start).max(row_from)..(*end).min(row_until);
            let Some(glyph) = columns.start.checked_sub(row_from).and_then(|first| row.glyphs.get(first)) else {
                continue;
            };
            if !columns.is_empty() {
                let x = |column: usize| at.x + row.pos.x + row.x_offset((column - row_from).into());
                let y = at.y + row.pos.y + glyph.pos.y + 3.5;
                ui.painter().hline(x(columns.start)..=x(columns.end), y, Stroke::new(1.5, ink));
            }
        }
        row_from += row.char_count_including_newline().0;
    }
}

/// The same ranges of a text counted in characters.
fn in_characters(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (mut byte, mut character) = (0, 0);
    let mut count = |to: usize| {
        character += text[byte..to].chars().count();
        byte = to;
        character
    };
    ranges.into_iter().map(|Range { start, end }| count(start)..count(end)).collect()
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
            (Lies::Beside, at(22, 14, 10), "kept beside it, 14:10"),
        ];
        for (lies, at, words) in rows {
            assert_eq!(Version { key: "k3vq".into(), at, lies }.words(today), words);
        }
    }

    #[test]
    fn marks_are_counted_as_a_row_of_letters_counts() {
        let text = "Ràinig i an taigh 🦜 beag";
        let Pair { first, .. } = unlike_words(text, "Ràinig iad an 🦜");
        let characters: Vec<char> = text.chars().collect();
        let cut = |range: Range<usize>| characters[range].iter().collect::<String>();
        assert_eq!(in_characters(text, first).into_iter().map(cut).collect::<Vec<_>>(), ["i", "taigh", "beag"]);
    }
}
