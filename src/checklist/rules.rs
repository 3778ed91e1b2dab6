//! What a well-formed checklist must also keep: limits, ids, references, minutes. Law files and lists of words too.

mod items;
mod words;

pub(super) use words::language_problems;

use std::collections::{BTreeSet, HashMap};

use super::explain::{near, nearest};
use super::file::Pieces;
use super::text::{shown, unknown_placeholders};
use super::{Checklist, ChoiceOption, Kind, Law, Limits, Panel, PanelQuestion, Place, Placeholders, Problem, Section};

/// Every rule that the checklist breaks, as far as it could be read: nothing is said of parts that may only be missing
/// because they could not.
pub(super) fn problems(file: &str, checklist: &Checklist, pieces: &Pieces<'_>) -> Vec<Problem> {
    let mut rules = Rules { file, checklist, pieces, section: None, problems: Vec::new() };
    rules.head();
    if rules.is_too_much() {
        return rules.problems;
    }
    rules.paces();
    for (at, (section, (piece, _))) in checklist.sections.iter().zip(&pieces.sections).enumerate() {
        rules.section(at, section, piece);
    }
    rules.section = None;
    rules.items();
    rules.problems
}

/// What could be better, without keeping the file from being used.
pub(super) fn warnings(checklist: &Checklist, places: &[Vec<Place>]) -> Vec<Problem> {
    let mut warnings = Vec::new();
    for (section, places) in checklist.sections.iter().zip(places) {
        let at_pace = |pace: &str| section.items.iter().filter(|item| item.is_asked_at(pace)).count();
        let most = checklist.paces.iter().map(|pace| at_pace(&pace.id)).max().unwrap_or(0);
        if let Some(place) = places.first()
            && most > Limits::COMFORTABLE_ITEMS
        {
            warnings.push(Problem {
                place: Place { item: None, ..place.clone() },
                what: format!("This section has {most} items; 5 to {} work best.", Limits::COMFORTABLE_ITEMS),
                help: "Think about dividing it in two.".to_owned(),
            });
        }
    }
    warnings
}

/// Law ids that no law file has. `known` are the ids of every line at hand.
#[must_use]
pub(super) fn unknown_law(checklist: &Checklist, places: &[Vec<Place>], known: &BTreeSet<&str>) -> Vec<Problem> {
    let names: Vec<&str> = known.iter().copied().collect();
    let mut problems = Vec::new();
    for (section, places) in checklist.sections.iter().zip(places) {
        for (item, place) in section.items.iter().zip(places) {
            for id in item.law.iter().filter(|id| !known.contains(id.as_str())) {
                let help = nearest(id, &names)
                    .unwrap_or_else(|| "Correct the id, or write a law file that has this line.".to_owned());
                let what = format!("No law line has the id \"{id}\".");
                problems.push(Problem { place: place.clone(), what, help });
                if problems.len() >= Limits::PROBLEMS {
                    return problems;
                }
            }
        }
    }
    problems
}

/// Every rule that a law file breaks; `at` has the line of each of its lines.
pub(super) fn law_problems(file: &str, law: &Law, at: &[usize]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (line, at) in law.lines.iter().zip(at) {
        let mut problem = |what: String, help: &str| {
            let place = Place { file: file.to_owned(), line: Some(*at), ..Place::default() };
            problems.push(Problem { place, what, help: help.to_owned() });
        };
        let id = &line.id;
        if let Some(first) = seen.insert(id, *at) {
            problem(format!("The id \"{id}\" is already used on line {first}."), "Give one of the two another id.");
        }
        if !is_id(id) {
            problem(format!("\"{id}\" cannot be an id."), &id_help(id));
        }
        if line.recheck_by.format("%Y-%m-%d").to_string() < line.as_at && line.as_at != "undated" {
            let what = format!("The law line \"{id}\" is to be rechecked before the day as at which it was read.");
            problem(what, "Write a recheck_by that is after as_at.");
        }
        for (name, text) in [("words", &line.words), ("provision", &line.provision), ("source", &line.source)] {
            if text.trim().is_empty() {
                problem(
                    format!("In the law line \"{id}\" the \"{name}\" is empty."),
                    "Fill it in, or take the line out.",
                );
            }
        }
    }
    problems
}

/// Every rule that a panel file breaks.
pub(super) fn panel_problems(file: &str, source: &str, panel: &Panel) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut problem = |of: &str, what: String, help: &str| {
        // The line on which the text stands; an id that is there twice is looked for from the end.
        let line = source.rfind(of).map(|at| 1 + source[..at].matches('\n').count());
        problems.push(Problem {
            place: Place { file: file.to_owned(), line, ..Place::default() },
            what,
            help: help.to_owned(),
        });
    };
    if panel.questions.is_empty() {
        problem("questions", "This panel asks nothing.".to_owned(), "Give it at least one question.");
    }
    if panel.questions.len() > Limits::ITEMS {
        let what = format!("This panel has {} questions; {} is the most.", panel.questions.len(), Limits::ITEMS);
        problem("questions", what, "Divide it into two files.");
        return problems;
    }
    for (at, question) in panel.questions.iter().enumerate() {
        let PanelQuestion { id, asks } = question;
        if panel.questions[..at].iter().any(|earlier| earlier.id == *id) {
            problem(
                &format!("\"{id}\""),
                format!("The id \"{id}\" is there twice."),
                "Give one of the two another id.",
            );
        }
        if !is_id(id) {
            problem(&format!("\"{id}\""), format!("\"{id}\" cannot be an id."), &id_help(id));
        }
        if asks.trim().is_empty() {
            let what = format!("The question \"{id}\" asks nothing.");
            problem(&format!("\"{id}\""), what, "Write the question, or take it out.");
        }
        if let Some((what, help)) = too_long("asks", asks) {
            problem(&format!("\"{id}\""), what, help);
        }
        for (what, help) in placeholders(asks) {
            problem(&format!("\"{id}\""), what, &help);
        }
    }
    problems
}

/// Panels that no file has. `known` are the ids of every panel at hand.
#[must_use]
pub(super) fn unknown_panels(checklist: &Checklist, places: &[Vec<Place>], known: &[&str]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (section, places) in checklist.sections.iter().zip(places) {
        for (item, place) in section.items.iter().zip(places) {
            let Kind::Rehearse { panel, .. } = &item.kind else { continue };
            if !known.contains(&panel.as_str()) && problems.len() < Limits::PROBLEMS {
                let help = nearest(panel, known)
                    .unwrap_or_else(|| "Correct the id, or write a panel file with this id.".to_owned());
                let what = format!("No panel has the id \"{panel}\".");
                problems.push(Problem { place: place.clone(), what, help });
            }
        }
    }
    problems
}

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && id.len() <= 64
}

/// What an id may be, and the one that was probably meant: `WhoWeMeet` and `who we meet` become `who_we_meet`.
fn id_help(id: &str) -> String {
    let mut meant = String::new();
    for c in id.trim().chars() {
        let joins = c.is_ascii_uppercase() && meant.ends_with(|before: char| before.is_ascii_lowercase());
        if (joins || !c.is_ascii_alphanumeric()) && !meant.ends_with('_') {
            meant.push('_');
        }
        meant.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()));
    }
    let meant = meant.trim_matches('_');
    let rule = "Use lower-case letters, digits and _, with a letter first";
    if is_id(meant) { format!("{rule}, like \"{meant}\".") } else { format!("{rule}, and at most 64 of them.") }
}

struct Rules<'a> {
    file: &'a str,
    checklist: &'a Checklist,
    pieces: &'a Pieces<'a>,
    /// The title of the section that is being looked at.
    section: Option<String>,
    problems: Vec<Problem>,
}

impl<'a> Rules<'a> {
    /// A problem where a part of the file says `name`.
    fn say(&mut self, piece: &str, name: &str, what: String, help: impl Into<String>) {
        if self.problems.len() >= Limits::PROBLEMS {
            return;
        }
        let place = Place {
            file: self.file.to_owned(),
            line: Some(self.pieces.line(piece, name)),
            section: self.section.clone(),
            item: None,
        };
        self.problems.push(Problem { place, what, help: help.into() });
    }

    fn pace_ids(&self) -> Vec<&'a str> {
        self.checklist.paces.iter().map(|pace| pace.id.as_str()).collect()
    }

    fn head(&mut self) {
        let (file, checklist, source) = (self.file, self.checklist, self.pieces.source);
        let id = &checklist.id;
        let ending = file.len().checked_sub(4).filter(|at| file[*at..].eq_ignore_ascii_case(".ron"));
        let stem = &file[..ending.unwrap_or(file.len())];
        if !is_id(id) {
            self.say(source, "id", format!("\"{id}\" cannot be an id."), id_help(id));
        } else if stem != id {
            let what = format!("The id is \"{id}\", and the name of the file is \"{file}\".");
            let or = if is_id(stem) {
                format!("id: \"{stem}\"")
            } else {
                "another id and name the file after it".to_owned()
            };
            self.say(source, "id", what, format!("Name the file {id}.ron, or write {or}."));
        }
        for (name, text) in
            [("title", &checklist.title), ("purpose", &checklist.purpose), ("version", &checklist.version)]
        {
            if text.trim().is_empty() {
                self.say(source, name, format!("The \"{name}\" is empty."), "Say it in a few words.");
            }
        }
        let Checklist { title, purpose, meeting, jurisdiction, version, changed, licence, .. } = checklist;
        for (name, text) in [
            ("title", title),
            ("purpose", purpose),
            ("meeting", meeting),
            ("jurisdiction", jurisdiction),
            ("version", version),
            ("changed", changed),
            ("licence", licence),
        ] {
            self.length(source, name, text);
        }
        if checklist.reflection.len() > 4 {
            let what = format!("There are {} questions to reflect on.", checklist.reflection.len());
            self.say(source, "reflection", what, "Keep the best four: people leave out a long end.");
        }
        for text in &checklist.reflection {
            self.text(source, "reflection", text);
        }
        self.for_the_group();
    }

    /// What is asked for the group. Its texts name no child, so braces have no place in them.
    fn for_the_group(&mut self) {
        let Checklist { barriers, group, .. } = self.checklist;
        let source = self.pieces.source;
        if barriers.len() > Limits::OPTIONS {
            let what = format!("There are {} barriers; {} is the most.", barriers.len(), Limits::OPTIONS);
            self.say(source, "barriers", what, "Join some that are alike.");
        }
        for (at, ChoiceOption { id, text }) in barriers.iter().enumerate().take(Limits::OPTIONS) {
            if !is_id(id) {
                self.say(source, "barriers", format!("\"{id}\" cannot be an id."), id_help(id));
            }
            if barriers[..at].iter().any(|earlier| earlier.id == *id) {
                let what = format!("The barrier \"{id}\" is there twice.");
                self.say(source, "barriers", what, "Give one of the two another id.");
            }
            if text.trim().is_empty() {
                let what = format!("The \"text\" of the barrier \"{id}\" is empty.");
                self.say(source, "barriers", what, "Say what can get in the way.");
            }
        }
        if group.len() > 4 {
            let what = format!("There are {} questions for the group.", group.len());
            self.say(source, "group", what, "Keep the best four: people leave out a long end.");
        }
        let barriers = barriers.iter().map(|one| ("barriers", one.text.as_str()));
        for (name, text) in barriers.chain(group.iter().map(|text| ("group", text.as_str()))) {
            self.length(source, name, text);
            if text.contains('{') {
                let what = format!("\"{}\" is for the group, and has a name in braces in it.", shown(text));
                self.say(source, name, what, "Say it without the child: nobody should be recognisable.");
            }
        }
    }

    fn paces(&mut self) {
        let checklist = self.checklist;
        if checklist.paces.is_empty() && self.pieces.all_paces {
            let help = "Add paces: [(id: \"full\", title: \"An hour\", minutes: 60)].";
            self.say(self.pieces.source, "paces", "There is no pace.".to_owned(), help);
        }
        for (at, (pace, piece)) in checklist.paces.iter().zip(&self.pieces.paces).enumerate() {
            let id = &pace.id;
            if !is_id(id) {
                self.say(piece, "id", format!("\"{id}\" cannot be an id."), id_help(id));
            }
            if checklist.paces[..at].iter().any(|earlier| earlier.id == *id) {
                self.say(piece, "id", format!("The pace \"{id}\" is there twice."), "Give one of the two another id.");
            }
            self.length(piece, "title", &pace.title);
            if pace.minutes == 0 || pace.minutes > 480 {
                let what = format!("The pace \"{id}\" has {} minutes.", pace.minutes);
                self.say(piece, "minutes", what, "Use 1 to 480 minutes.");
            }
            let planned: u32 =
                checklist.sections.iter().filter_map(|one| one.minutes.get(id)).map(|m| u32::from(*m)).sum();
            if planned > u32::from(pace.minutes) {
                let what =
                    format!("The sections of the pace \"{id}\" take {planned} minutes, and it has {}.", pace.minutes);
                self.say(piece, "minutes", what, "Shorten a section, or give the pace more minutes.");
            }
        }
    }

    /// Counts sections and items. Of far too many nothing more is said: each rule would be asked of each of them.
    fn is_too_much(&mut self) -> bool {
        let (checklist, source) = (self.checklist, self.pieces.source);
        let (paces, sections) = (checklist.paces.len(), checklist.sections.len());
        let items: usize = checklist.sections.iter().map(|section| section.items.len()).sum();
        if sections == 0 && self.pieces.all_items {
            self.say(source, "sections", "There is no section.".to_owned(), "Add at least one, with one item.");
        }
        let before = self.problems.len();
        for (count, things, most, name) in [
            (paces, "paces", Limits::PACES, "paces"),
            (sections, "sections", Limits::SECTIONS, "sections"),
            (items, "items", Limits::ITEMS, "sections"),
        ] {
            if count > most {
                let what = format!("There are {count} {things}; {most} is the most.");
                self.say(source, name, what, "Divide the checklist in two.");
            }
        }
        self.problems.len() > before
    }

    fn section(&mut self, at: usize, section: &Section, piece: &str) {
        let Section { id, title, minutes, speaks: _, mode: _, read_aloud, opens_advice: _, items } = section;
        self.section = Some(shown(title).into_owned()).filter(|title| !title.trim().is_empty());
        if !is_id(id) {
            self.say(piece, "id", format!("\"{id}\" cannot be an id."), id_help(id));
        }
        let first = self.checklist.sections[..at].iter().position(|earlier| earlier.id == *id);
        if let Some((first, _)) = first.and_then(|first| self.pieces.sections.get(first)) {
            let line = self.pieces.line(first, "id");
            let what = format!("The section id \"{id}\" is already used on line {line}.");
            self.say(piece, "id", what, "Give one of the two another id.");
        }
        if title.trim().is_empty() {
            self.say(piece, "title", "The \"title\" of this section is empty.".to_owned(), "Say it in a few words.");
        }
        self.length(piece, "title", title);
        self.text(piece, "read_aloud", read_aloud);
        if items.is_empty() && self.pieces.all_items {
            self.say(piece, "items", "This section has no items.".to_owned(), "Add one, or remove the section.");
        }
        if minutes.is_empty() {
            let what = "This section has no minutes.".to_owned();
            self.say(piece, "minutes", what, "Say them for at least one pace, like {\"full\": 10}.");
        }
        let paces = self.pace_ids();
        if !self.pieces.all_paces || paces.is_empty() {
            return;
        }
        for pace in minutes.keys().filter(|pace| !paces.contains(&pace.as_str())) {
            let what = format!("There are minutes for a pace \"{pace}\", and there is no such pace.");
            self.say(piece, "minutes", what, near(pace, &paces, "Paces are"));
        }
    }

    fn length(&mut self, piece: &str, name: &str, text: &str) {
        if let Some((what, help)) = too_long(name, text) {
            self.say(piece, name, what, help);
        }
    }

    /// A text that is filled in when it is read.
    fn text(&mut self, piece: &str, name: &str, text: &str) {
        self.length(piece, name, text);
        for (what, help) in placeholders(text) {
            self.say(piece, name, what, help);
        }
    }
}

fn too_long(name: &str, text: &str) -> Option<(String, &'static str)> {
    let length = text.chars().count();
    (length > Limits::TEXT).then(|| {
        let what = format!("The \"{name}\" has {length} characters; {} is the most.", Limits::TEXT);
        (what, "Shorten it, or divide it.")
    })
}

/// What is said of placeholders that there are none of.
pub(super) fn placeholders(text: &str) -> Vec<(String, String)> {
    let names = Placeholders::NAMES.map(|name| format!("{{{name}}}"));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    unknown_placeholders(text)
        .into_iter()
        .take(Limits::PROBLEMS)
        .map(|name| {
            let braced = format!("{{{name}}}");
            (format!("There is no placeholder {braced}."), near(&braced, &names, "Placeholders are"))
        })
        .collect()
}
