//! The page of one checklist: what it is for, who wrote it, everything it asks. And the same of a file that has arrived, so
//! that it is read before it is added.

use chrono::NaiveDate;
use egui::Ui;

use super::{
    Action, a11y, contents, control, faulty_page, field, frame,
    parts::{self, counted},
    theme::{self, space},
};
use crate::checklist::{Checklist, Contents, Language, Law, Library, Origin, Parrot, Problem, Shelved, Source};

/// A file that was dropped or chosen: what it would be on the shelf, or what keeps it from being there.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrived {
    Sound {
        contents: Contents,
        /// The one with the same id that is in use now.
        replaces: Option<Replaced>,
    },
    Faulty(Vec<Problem>),
}

/// What a file would take the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    pub title: String,
    /// "version 1.0.0", "39 lines".
    pub which: String,
}

impl Arrived {
    /// Reads it against the shelf, without putting it there.
    #[must_use]
    pub fn of(library: &Library, source: &Source) -> Self {
        match library.try_on(&source.file, &source.bytes) {
            Ok(contents) => Self::Sound { replaces: Replaced::by(library, &contents), contents },
            Err(problems) => Self::Faulty(problems),
        }
    }
}

impl Replaced {
    fn by(library: &Library, contents: &Contents) -> Option<Self> {
        match contents {
            Contents::Checklist { checklist, places: _, warnings: _ } => {
                let Checklist { title, version, .. } = &library.checklist(&checklist.id)?.checklist;
                Some(Self { title: title.clone(), which: format!("version {version}") })
            }
            Contents::Law(law) => {
                let there = library.laws.iter().find(|one| one.id == law.id)?;
                Some(Self { title: there.title.clone(), which: counted(there.lines.len(), "line") })
            }
            Contents::Language(language) => {
                let there = library.language.iter().find(|one| one.id == language.id)?;
                Some(Self { title: there.title.clone(), which: counted(there.terms.len(), "term") })
            }
            Contents::Panel(panel) => {
                let there = library.panel(&panel.id)?;
                Some(Self { title: there.title.clone(), which: counted(there.questions.len(), "question") })
            }
            // There is only ever one; the page says so itself.
            Contents::Parrot(_) => None,
        }
    }
}

/// The page of a sound checklist.
pub fn ui(ui: &mut Ui, shelved: &Shelved, library: &Library, today: NaiveDate) -> Option<Action> {
    let Shelved { checklist, origin, file, replaces_shipped, warnings } = shelved;
    frame::page(ui, "checklist", |ui| {
        let mut action = parts::back(ui);
        a11y::heading(ui, 1, &checklist.title);
        purpose(ui, checklist, today);
        if *replaces_shipped {
            control::tag(ui, "Used instead of the built-in one", theme::tokens(ui).info);
        }
        ui.add_space(space::XS);
        if control::main_button(ui, "Use it").clicked() {
            action = Some(Action::SetUp(Some(checklist.id.clone())));
        }
        parts::gap(ui);
        about(ui, checklist);
        if *origin == Origin::Own {
            parts::fact(ui, "File", file);
        }
        better(ui, warnings);
        prompts(ui, checklist, library, today);
        action
    })
}

/// A file on its way in: what it contains, and only then the button that adds it.
pub fn arrived(ui: &mut Ui, file: &str, arrived: &Arrived, library: &Library, today: NaiveDate) -> Option<Action> {
    frame::page(ui, "arrived", |ui| match arrived {
        Arrived::Sound { contents: Contents::Checklist { checklist, places: _, warnings }, replaces } => {
            a11y::heading(ui, 1, &checklist.title);
            parts::fact(ui, "A checklist from the file", &format!("\"{file}\""));
            purpose(ui, checklist, today);
            field::body(ui, "No code can run from a checklist. Read the prompts before you use it.");
            let action = add_or_leave(ui, replaces.as_ref());
            parts::gap(ui);
            about(ui, checklist);
            better(ui, warnings);
            prompts(ui, checklist, library, today);
            action
        }
        Arrived::Sound { contents: Contents::Law(law), replaces } => {
            a11y::heading(ui, 1, &law.title);
            parts::fact(ui, "Law lines from the file", &format!("\"{file}\""));
            law_lines(ui, law, replaces.as_ref(), today)
        }
        Arrived::Sound { contents: Contents::Language(language), replaces } => {
            a11y::heading(ui, 1, &language.title);
            parts::fact(ui, "Words to look at, from the file", &format!("\"{file}\""));
            words(ui, language, replaces.as_ref())
        }
        Arrived::Sound { contents: Contents::Panel(panel), replaces } => {
            a11y::heading(ui, 1, &panel.title);
            parts::fact(ui, "A panel's questions from the file", &format!("\"{file}\""));
            let action = add_or_leave(ui, replaces.as_ref());
            parts::gap(ui);
            for question in &panel.questions {
                field::body(ui, &contents::plain(&question.asks));
            }
            action
        }
        Arrived::Sound { contents: Contents::Parrot(parrot), replaces: _ } => {
            a11y::heading(ui, 1, "Questions for \"But why?\"");
            parts::fact(ui, "The parrot's words from the file", &format!("\"{file}\""));
            parrot_words(ui, parrot)
        }
        Arrived::Faulty(problems) => faulty(ui, file, problems),
    })
}

fn purpose(ui: &mut Ui, checklist: &Checklist, today: NaiveDate) {
    parts::measured(ui, |ui| field::body(ui, &checklist.purpose));
    field::hint(ui, &contents::size(checklist));
    contents::review(ui, checklist, today);
}

fn about(ui: &mut Ui, checklist: &Checklist) {
    let Checklist { meeting, jurisdiction, version, changed, authors, licence, paces, .. } = checklist;
    a11y::heading(ui, 2, "About it");
    parts::measured(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        parts::fact(ui, "Meeting", meeting);
        for pace in paces {
            let minutes = counted(pace.minutes.into(), "minute");
            let prompts = counted(checklist.prompts_at(&pace.id), "prompt");
            let sections = counted(checklist.at_pace(&pace.id).count(), "section");
            // "25 minutes: 25 minutes" says nothing more.
            let minutes = if minutes == pace.title { String::new() } else { format!("{minutes}, ") };
            parts::fact(ui, &pace.title, &format!("{minutes}{sections}, {prompts}"));
        }
        for (name, known) in [
            ("Where its law applies", jurisdiction),
            ("Written by", &authors.join(", ")),
            ("Version", version),
            ("What is new", changed),
            ("Licence", licence),
        ] {
            if !known.is_empty() {
                parts::fact(ui, name, known);
            }
        }
    });
}

fn better(ui: &mut Ui, warnings: &[Problem]) {
    if warnings.is_empty() {
        return;
    }
    parts::gap(ui);
    a11y::heading(ui, 2, "What could be better");
    field::hint(ui, "It can be used as it is");
    faulty_page::problems(ui, warnings);
}

fn prompts(ui: &mut Ui, checklist: &Checklist, library: &Library, today: NaiveDate) {
    parts::gap(ui);
    a11y::heading(ui, 2, "Sections and prompts");
    contents::sections(ui, checklist, library, today);
}

fn law_lines(ui: &mut Ui, law: &Law, replaces: Option<&Replaced>, today: NaiveDate) -> Option<Action> {
    let Law { id: _, title: _, jurisdiction, caution, lines } = law;
    parts::fact(ui, "Where it applies", jurisdiction);
    parts::measured(ui, |ui| field::body(ui, caution));
    let action = add_or_leave(ui, replaces);
    parts::gap(ui);
    control::disclosure(ui, "lines", &format!("Read the {}", counted(lines.len(), "line")), false, |ui| {
        parts::indented(ui, 22, |ui| {
            for line in lines {
                field::body(ui, &line.words);
                contents::law(ui, line, today);
                ui.add_space(space::S);
            }
        });
    });
    action
}

fn words(ui: &mut Ui, language: &Language, replaces: Option<&Replaced>) -> Option<Action> {
    let Language { id: _, title: _, caution, flip: _, titles: _, terms } = language;
    parts::measured(ui, |ui| field::body(ui, caution));
    let action = add_or_leave(ui, replaces);
    parts::gap(ui);
    control::disclosure(ui, "terms", &format!("Read the {}", counted(terms.len(), "term")), false, |ui| {
        parts::indented(ui, 22, |ui| {
            for term in terms {
                a11y::heading(ui, 2, &term.words.join(", "));
                field::body(ui, &contents::plain(&term.ask));
                field::hint(ui, &contents::plain(&format!("Better words: {}", term.better)));
                field::hint(ui, &contents::plain(&format!("Keep it when {}.", term.keep_when)));
                ui.add_space(space::S);
            }
        });
    });
    action
}

fn parrot_words(ui: &mut Ui, parrot: &Parrot) -> Option<Action> {
    let questions: usize = parrot.directions.iter().map(|one| one.asks.len()).sum();
    field::body(ui, &format!("{}. They are asked instead of those in use now.", counted(questions, "question")));
    let action = add_or_leave(ui, None);
    parts::gap(ui);
    for direction in &parrot.directions {
        let words = format!("{} ({})", direction.title, counted(direction.asks.len(), "question"));
        control::disclosure(ui, &direction.title, &words, false, |ui| {
            parts::indented(ui, 22, |ui| {
                for question in &direction.asks {
                    field::body(ui, &contents::plain(question));
                }
            });
        });
    }
    action
}

fn faulty(ui: &mut Ui, file: &str, problems: &[Problem]) -> Option<Action> {
    let mut action = None;
    a11y::heading(ui, 1, file);
    field::body(ui, "This file cannot be used yet, and has not been added.");
    parts::gap(ui);
    a11y::heading(ui, 2, &faulty_page::how_many(problems));
    faulty_page::problems(ui, problems);
    parts::gap(ui);
    field::body(ui, "Open the file in Notepad, change it, save it, then add it again.");
    ui.horizontal_wrapped(|ui| {
        if control::main_button(ui, "Add from a file…").clicked() {
            action = Some(Action::AddFromFile);
        }
        action = action.take().or(faulty_page::copy(ui, problems));
        if control::button(ui, "Leave it").clicked() {
            action = Some(Action::Back);
        }
    });
    action
}

/// The two ways on, below what the first of them would take the place of.
fn add_or_leave(ui: &mut Ui, replaces: Option<&Replaced>) -> Option<Action> {
    ui.add_space(space::XS);
    if let Some(Replaced { title, which }) = replaces {
        let words = format!(
            "There is one with the same id: \"{title}\", {which}. If you add this one, it is used instead. Sessions keep \
             the copy that they began with."
        );
        frame::band(ui, theme::tokens(ui).info, |ui| field::body(ui, &words));
        ui.add_space(space::XS);
    }
    ui.horizontal_wrapped(|ui| {
        let add = control::main_button(ui, "Add it").clicked().then_some(Action::AddToShelf);
        let leave = control::button(ui, "Leave it").clicked().then_some(Action::Back);
        add.or(leave)
    })
    .inner
}
