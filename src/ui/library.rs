//! The shelf: built-in checklists, a person's own, and the files that cannot be used yet.

use chrono::NaiveDate;
use egui::{Ui, accesskit::Role, vec2};

use super::{
    Action, Place, a11y, contents, control, faulty_page, field, frame,
    parts::{self, counted},
    theme::{self, space},
};
use crate::checklist::{Checklist, Faulty, Library, Origin, Shelved};

/// *Checklists*.
#[derive(Default)]
pub struct LibraryScreen {
    find: String,
    focus_find: bool,
}

impl LibraryScreen {
    /// Puts the focus into *Find* when the screen is next shown.
    pub fn focus_find(&mut self) {
        self.focus_find = true;
    }

    /// Shows the shelf; `folder` is where a person's own files are.
    pub fn ui(&mut self, ui: &mut Ui, library: &Library, folder: &str, today: NaiveDate) -> Option<Action> {
        frame::page(ui, "library", |ui| {
            let mut action = parts::back(ui);
            a11y::heading(ui, 1, "Checklists");
            action = action.or(self.tools(ui));
            let found = Found::of(library, &self.find);
            let sought = self.find.trim();
            if !sought.is_empty() {
                let words = if found.is_empty() {
                    format!("No match for \"{sought}\". Find looks at titles, sections and prompts.")
                } else {
                    format!("{} found", counted(found.checklists(), "checklist"))
                };
                a11y::live(ui, &words, false);
            }
            if !found.built_in.is_empty() {
                title(ui, "Built in");
                action = action.or(cards(ui, &found.built_in, today));
            }
            if !found.own.is_empty() || sought.is_empty() {
                title(ui, "Yours");
                action = action.or(cards(ui, &found.own, today));
            }
            if sought.is_empty() {
                ui.add_space(space::XS);
                let none = if found.own.is_empty() { "None yet. You can add one from a file. " } else { "" };
                field::hint(ui, &format!("{none}Your own checklists are kept in this folder:"));
                action = action.or(parts::path(ui, "The folder's name", folder));
            }
            if !found.faulty.is_empty() {
                title(ui, "Cannot be used yet");
                action = action.or(faulty(ui, &found.faulty));
            }
            if sought.is_empty() && !library.laws.is_empty() {
                title(ui, "The law behind the prompts");
                for law in &library.laws {
                    let lines = counted(law.lines.len(), "line");
                    let words = format!("{} ({lines}). {}", law.title, law.caution);
                    parts::measured(ui, |ui| field::hint(ui, &words));
                }
            }
            if sought.is_empty() && !library.language.is_empty() {
                title(ui, "The words that are looked at");
                for language in &library.language {
                    let terms = counted(language.terms.len(), "term");
                    let words = format!("{} ({terms}). {}", language.title, language.caution);
                    parts::measured(ui, |ui| field::hint(ui, &words));
                }
            }
            action
        })
    }

    /// *Find*, and beside it, where there is room, what brings files in.
    fn tools(&mut self, ui: &mut Ui) -> Option<Action> {
        const FIND: f32 = 280.0;
        let mut action = None;
        let wide = ui.available_width() > 2.2 * FIND;
        let layout = if wide {
            egui::Layout::left_to_right(egui::Align::TOP)
        } else {
            egui::Layout::top_down(egui::Align::LEFT)
        };
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), layout, |ui| {
            let top = ui.cursor().top();
            let width = if wide { FIND } else { ui.available_width() };
            let find = field::line_of(ui, "Find", &mut self.find, width);
            if std::mem::take(&mut self.focus_find) {
                find.request_focus();
            }
            ui.vertical(|ui| {
                if wide {
                    // Level with the field, below its label.
                    ui.add_space(find.rect.top() - top);
                }
                ui.horizontal_wrapped(|ui| {
                    if control::button(ui, "Add from a file…").clicked() {
                        action = Some(Action::AddFromFile);
                    }
                    if control::button(ui, "Look again").clicked() {
                        action = Some(Action::LookAgain);
                    }
                });
            });
        });
        action
    }
}

/// What is left on the shelf when only some of it is sought.
struct Found<'a> {
    built_in: Vec<&'a Shelved>,
    own: Vec<&'a Shelved>,
    faulty: Vec<&'a Faulty>,
}

impl<'a> Found<'a> {
    fn of(library: &'a Library, find: &str) -> Self {
        let words: Vec<String> = find.split_whitespace().map(str::to_lowercase).collect();
        let sound = library.sound.iter().filter(|shelved| has(&shelved.checklist, &words));
        let (built_in, own) = sound.partition(|shelved| shelved.origin == Origin::Shipped);
        let faulty = library.faulty.iter().filter(|one| holds(&one.file, &words)).collect();
        Self { built_in, own, faulty }
    }

    fn checklists(&self) -> usize {
        self.built_in.len() + self.own.len()
    }

    fn is_empty(&self) -> bool {
        self.checklists() == 0 && self.faulty.is_empty()
    }
}

/// Whether one of its texts holds every word.
fn has(checklist: &Checklist, words: &[String]) -> bool {
    let sections = checklist.sections.iter();
    let prompts = sections.clone().flat_map(|section| &section.items).map(|item| item.prompt.as_str());
    [&checklist.title, &checklist.purpose, &checklist.meeting, &checklist.jurisdiction]
        .into_iter()
        .chain(&checklist.authors)
        .map(String::as_str)
        .chain(sections.map(|section| section.title.as_str()))
        .chain(prompts)
        .any(|text| holds(text, words))
}

fn holds(text: &str, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word))
}

fn title(ui: &mut Ui, words: &str) {
    parts::gap(ui);
    a11y::heading(ui, 2, words);
}

fn cards(ui: &mut Ui, shelved: &[&Shelved], today: NaiveDate) -> Option<Action> {
    let mut action = None;
    for one in shelved {
        action = action.or(frame::card(ui, |ui| card(ui, one, today)));
    }
    action
}

fn card(ui: &mut Ui, shelved: &Shelved, today: NaiveDate) -> Option<Action> {
    let Shelved { checklist, origin: _, file: _, replaces_shipped, warnings: _ } = shelved;
    a11y::heading(ui, 3, &checklist.title);
    if *replaces_shipped {
        control::tag(ui, "Used instead of the built-in one", theme::tokens(ui).info);
    }
    parts::measured(ui, |ui| field::body(ui, &checklist.purpose));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        field::hint(ui, &format!("Version {}: {}", checklist.version, contents::size(checklist)));
        contents::review(ui, checklist, today);
    });
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        let read = of(ui, "Read it", &checklist.title).then(|| Action::Go(Place::Checklist(checklist.id.clone())));
        let take = of(ui, "Use it", &checklist.title).then(|| Action::SetUp(Some(checklist.id.clone())));
        read.or(take)
    })
    .inner
}

fn faulty(ui: &mut Ui, faulty: &[&Faulty]) -> Option<Action> {
    let mut action = None;
    for Faulty { origin: _, file, problems } in faulty {
        frame::card(ui, |ui| {
            a11y::heading(ui, 3, file);
            field::hint(ui, &faulty_page::how_many(problems));
            if of(ui, "See what to change", file) {
                action = Some(Action::Go(Place::Faulty(file.clone())));
            }
        });
    }
    action
}

/// A button that stands on every card: its name says which one it is on, after the words on it.
fn of(ui: &mut Ui, words: &str, what: &str) -> bool {
    let response = control::button(ui, words);
    control::named(ui, &response, Role::Button, &format!("{words}: {what}"));
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::shipped;

    #[test]
    fn find_looks_at_titles_sections_and_prompts() {
        let library = Library::read(shipped());
        for (find, found) in [("", true), ("  REVIEW order ", true), ("ordinary tuesdays in spain", false)] {
            assert_eq!(!Found::of(&library, find).is_empty(), found, "{find}");
        }
        let prompt = &library.sound[0].checklist.sections[0].items[0].prompt;
        assert_eq!(Found::of(&library, prompt).checklists(), 1);
    }
}
