//! A file that cannot be used yet: what to change in it, line by line, in its author's words.

use egui::{RichText, Ui};

use super::{
    Action, a11y, control, field, frame,
    parts::{self, counted},
    theme::{self, space},
};
use crate::checklist::{Faulty, Place, Problem, capitalised};

/// The page of a faulty file in the folder `folder`.
pub fn ui(ui: &mut Ui, faulty: &Faulty, folder: &str) -> Option<Action> {
    let Faulty { origin: _, file, problems: found } = faulty;
    frame::page(ui, "faulty", |ui| {
        let mut action = parts::back(ui);
        a11y::heading(ui, 1, file);
        field::body(ui, "This file cannot be used yet. The others are not affected by it.");
        parts::fact(ui, "It is in", folder);
        parts::gap(ui);
        a11y::heading(ui, 2, &how_many(found));
        problems(ui, found);
        parts::gap(ui);
        field::body(ui, "Open the file in Notepad, change it, save it, then press Try again.");
        ui.horizontal_wrapped(|ui| {
            if control::main_button(ui, "Try again").clicked() {
                action = Some(Action::LookAgain);
            }
            action = action.take().or(copy(ui, found));
        });
        action
    })
}

/// "1 thing to change".
#[must_use]
pub fn how_many(problems: &[Problem]) -> String {
    format!("{} to change", counted(problems.len(), "thing"))
}

/// Each problem as one text: where, what, and what to do.
pub fn problems(ui: &mut Ui, problems: &[Problem]) {
    for problem in problems {
        frame::card(ui, |ui| {
            parts::measured(ui, |ui| {
                let (place, rest) = (whereabouts(&problem.place), said(problem));
                let place = if place.is_empty() { place } else { format!("{place}\n") };
                parts::text(ui, [RichText::new(place).text_style(theme::strong()), RichText::new(rest)]);
            });
        });
    }
    ui.add_space(space::XS);
}

/// Puts all of them on the clipboard, for whoever wrote the file.
pub fn copy(ui: &mut Ui, problems: &[Problem]) -> Option<Action> {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    control::button(ui, "Copy these")
        .clicked()
        .then(|| Action::Copy { what: "The list of things to change".to_owned(), text: lines.join("\n") })
}

/// "Line 8, section "Begin", item 2"; empty if it is the whole file.
fn whereabouts(place: &Place) -> String {
    let Place { file: _, line, section, item } = place;
    let mut words = Vec::new();
    words.extend(line.map(|line| format!("line {line}")));
    words.extend(section.as_ref().map(|section| format!("section \"{section}\"")));
    words.extend(item.map(|item| format!("item {item}")));
    capitalised(&words.join(", "))
}

fn said(problem: &Problem) -> String {
    let Problem { place: _, what, help } = problem;
    if help.is_empty() { what.clone() } else { format!("{what} {help}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_it_is_in_words_that_the_author_knows() {
        let place = Place { line: Some(8), section: Some("Begin".into()), item: Some(2), ..Place::default() };
        assert_eq!(whereabouts(&place), "Line 8, section \"Begin\", item 2");
        assert_eq!(whereabouts(&Place { line: None, ..place }), "Section \"Begin\", item 2");
        assert_eq!(whereabouts(&Place::default()), "");
    }
}
