//! What a well-formed checklist must also keep: limits, ids, references, minutes.

use std::collections::{BTreeSet, HashMap};

use super::{Checklist, Condition, Item, Kind, Law, Limits, Place, Problem, explain::near, text::unknown_placeholders};

/// The lines of a source, to find where the head of a file says something.
pub(super) struct Lines<'a>(Vec<&'a str>);

impl<'a> Lines<'a> {
    pub(super) fn of(source: &'a str) -> Self {
        Self(source.lines().collect())
    }

    /// The first line (from 1) that holds `words`, such as `id: "full"`.
    fn with(&self, words: &str) -> Option<usize> {
        self.0.iter().position(|line| line.contains(words)).map(|at| at + 1)
    }
}

/// Every rule that the checklist breaks. When not the `whole` file could be read, references to items that may be in the
/// broken part are not complained about.
pub(super) fn problems(
    file: &str,
    checklist: &Checklist,
    places: &[Vec<Place>],
    lines: &Lines<'_>,
    whole: bool,
) -> Vec<Problem> {
    let mut found = Findings { file, lines, problems: Vec::new() };
    found.head(checklist);
    found.paces(checklist);
    found.sections(checklist);
    found.items(checklist, places, whole);
    found.problems
}

/// What could be better, without keeping the file from being used.
pub(super) fn warnings(checklist: &Checklist, places: &[Vec<Place>]) -> Vec<Problem> {
    let mut warnings = Vec::new();
    for (section, places) in checklist.sections.iter().zip(places) {
        let most = checklist
            .paces
            .iter()
            .map(|pace| section.items.iter().filter(|item| item.is_asked_at(&pace.id)).count())
            .max()
            .unwrap_or(0);
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
                let nearest = near(id, &names, "");
                let help = if nearest.starts_with("Did you mean") {
                    nearest
                } else {
                    "Correct the id, or add the line to a law file.".to_owned()
                };
                problems.push(Problem {
                    place: place.clone(),
                    what: format!("No law line has the id \"{id}\"."),
                    help,
                });
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
        if let Some(first) = seen.insert(&line.id, *at) {
            problem(format!("The id \"{}\" is already used on line {first}.", line.id), "Give one of them another.");
        }
        if !is_id(&line.id) {
            problem(format!("\"{}\" cannot be an id.", line.id), ID_HELP);
        }
        if line.recheck_by.format("%Y-%m-%d").to_string() < line.as_at && line.as_at != "undated" {
            problem(
                format!("The law line \"{}\" is to be rechecked before the day as at which it was read.", line.id),
                "Put recheck_by after as_at.",
            );
        }
        if line.words.trim().is_empty() || line.provision.trim().is_empty() || line.source.trim().is_empty() {
            problem(format!("The law line \"{}\" has no words, no provision or no source.", line.id), "Say all three.");
        }
    }
    problems
}

const ID_HELP: &str = "Use lower-case letters, digits and _, with a letter first.";

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && id.len() <= 64
}

struct Findings<'a> {
    file: &'a str,
    lines: &'a Lines<'a>,
    problems: Vec<Problem>,
}

impl Findings<'_> {
    fn at_words(&mut self, words: &str, what: String, help: &str) {
        let line = self.lines.with(words);
        self.at(Place { file: self.file.to_owned(), line, ..Place::default() }, what, help);
    }

    fn at(&mut self, place: Place, what: String, help: &str) {
        self.problems.push(Problem { place, what, help: help.to_owned() });
    }

    fn head(&mut self, checklist: &Checklist) {
        let id = &checklist.id;
        let stem = self.file.strip_suffix(".ron").unwrap_or(self.file);
        if !is_id(id) {
            self.at_words("id:", format!("\"{id}\" cannot be an id."), ID_HELP);
        } else if stem != id {
            self.at_words(
                "id:",
                format!("The id \"{id}\" and the file's name \"{}\" differ.", self.file),
                &format!("Name the file {id}.ron, or write id: \"{stem}\"."),
            );
        }
        for (field, text) in
            [("title", &checklist.title), ("purpose", &checklist.purpose), ("version", &checklist.version)]
        {
            if text.trim().is_empty() {
                self.at_words(&format!("{field}:"), format!("The \"{field}\" is empty."), "Say it in a few words.");
            }
        }
        if checklist.reflection.len() > 4 {
            self.at_words(
                "reflection:",
                format!("There are {} questions to reflect on.", checklist.reflection.len()),
                "Keep the best four at most: people leave out a long end.",
            );
        }
    }

    fn paces(&mut self, checklist: &Checklist) {
        if checklist.paces.is_empty() {
            self.at_words(
                "paces:",
                "There is no pace.".to_owned(),
                "Add (id: \"full\", title: \"An hour\", minutes: 60).",
            );
        }
        for (at, pace) in checklist.paces.iter().enumerate() {
            let words = format!("id: \"{}\"", pace.id);
            if !is_id(&pace.id) {
                self.at_words(&words, format!("\"{}\" cannot be an id.", pace.id), ID_HELP);
            }
            if checklist.paces[..at].iter().any(|earlier| earlier.id == pace.id) {
                self.at_words(
                    &words,
                    format!("The pace \"{}\" is there twice.", pace.id),
                    "Give one of them another id.",
                );
            }
            if pace.minutes == 0 || pace.minutes > 480 {
                self.at_words(
                    &words,
                    format!("The pace \"{}\" has {} minutes.", pace.id, pace.minutes),
                    "Use 1 to 480 minutes.",
                );
            }
            let planned: u32 =
                checklist.sections.iter().filter_map(|s| s.minutes.get(&pace.id)).map(|m| u32::from(*m)).sum();
            if planned > u32::from(pace.minutes) {
                self.at_words(
                    &words,
                    format!(
                        "The sections of the pace \"{}\" take {planned} minutes, and it has {}.",
                        pace.id, pace.minutes
                    ),
                    "Shorten a section, or give the pace more minutes.",
                );
            }
        }
    }

    fn sections(&mut self, checklist: &Checklist) {
        let sections = &checklist.sections;
        let items: usize = sections.iter().map(|section| section.items.len()).sum();
        if sections.is_empty() {
            self.at_words("sections:", "There is no section.".to_owned(), "Add at least one, with one item.");
        }
        if sections.len() > Limits::SECTIONS {
            self.at_words(
                "sections:",
                format!("There are {} sections; {} is the most.", sections.len(), Limits::SECTIONS),
                "Divide the checklist in two.",
            );
        }
        if items > Limits::ITEMS {
            self.at_words(
                "sections:",
                format!("There are {items} items; {} is the most.", Limits::ITEMS),
                "Divide the checklist in two.",
            );
        }
        for (at, section) in sections.iter().enumerate() {
            let words = format!("title: \"{}\"", section.title);
            if !is_id(&section.id) {
                self.at_words(&words, format!("\"{}\" cannot be an id.", section.id), ID_HELP);
            }
            if sections[..at].iter().any(|earlier| earlier.id == section.id) {
                self.at_words(
                    &words,
                    format!("The section id \"{}\" is there twice.", section.id),
                    "Give one of them another.",
                );
            }
            if section.items.is_empty() {
                self.at_words(
                    &words,
                    format!("The section \"{}\" has no items.", section.title),
                    "Add one, or remove the section.",
                );
            }
            if section.minutes.is_empty() {
                self.at_words(
                    &words,
                    format!("The section \"{}\" has no minutes.", section.title),
                    "Say them for at least one pace.",
                );
            }
            let paces: Vec<&str> = checklist.paces.iter().map(|pace| pace.id.as_str()).collect();
            for pace in section.minutes.keys().filter(|pace| !paces.contains(&pace.as_str())) {
                self.at_words(
                    &words,
                    format!("The section \"{}\" has minutes for a pace \"{pace}\" that is not there.", section.title),
                    &near(pace, &paces, "Paces are"),
                );
            }
        }
    }

    fn items(&mut self, checklist: &Checklist, places: &[Vec<Place>], whole: bool) {
        let paces: Vec<&str> = checklist.paces.iter().map(|pace| pace.id.as_str()).collect();
        let mut earlier: Vec<(&Item, Option<usize>)> = Vec::new();
        let later: Vec<&str> = checklist.sections.iter().flat_map(|s| &s.items).map(|item| item.id.as_str()).collect();
        for (section, places) in checklist.sections.iter().zip(places) {
            for (item, place) in section.items.iter().zip(places) {
                if !is_id(&item.id) {
                    self.at(place.clone(), format!("\"{}\" cannot be an id.", item.id), ID_HELP);
                }
                if let Some((_, line)) = earlier.iter().find(|(one, _)| one.id == item.id) {
                    let line = line.map_or_else(String::new, |line| format!(" on line {line}"));
                    self.at(
                        place.clone(),
                        format!("The id \"{}\" is already used{line}.", item.id),
                        "Give one of them another.",
                    );
                }
                for pace in item.only.iter().filter(|pace| !paces.contains(&pace.as_str())) {
                    self.at(place.clone(), format!("There is no pace \"{pace}\"."), &near(pace, &paces, "Paces are"));
                }
                self.texts(item, place);
                self.kind(item, place, &earlier, whole);
                for comparison in item.shows_when.iter().flat_map(Condition::comparisons) {
                    self.comparison(comparison, item, place, &earlier, &later, whole);
                }
                earlier.push((item, place.line));
            }
        }
    }

    fn texts(&mut self, item: &Item, place: &Place) {
        if item.prompt.trim().is_empty() {
            self.at(place.clone(), "The prompt is empty.".to_owned(), "Say what is to be considered.");
        }
        let mut item = item.clone();
        for text in item.texts_mut() {
            let length = text.chars().count();
            if length > Limits::TEXT {
                self.at(
                    place.clone(),
                    format!("A text has {length} characters; {} is the most.", Limits::TEXT),
                    "Shorten it, or divide the item.",
                );
            }
            for name in unknown_placeholders(text) {
                self.at(
                    place.clone(),
                    format!("There is no placeholder {{{name}}}."),
                    "Placeholders are {child}, {reference}, {hearing_date}.",
                );
            }
        }
    }

    fn kind(&mut self, item: &Item, place: &Place, earlier: &[(&Item, Option<usize>)], whole: bool) {
        match &item.kind {
            Kind::Choice { options, several: _ } => {
                if options.len() < 2 {
                    self.at(
                        place.clone(),
                        "A Choice needs at least two options.".to_owned(),
                        "Add options, or make it a Text.",
                    );
                }
                for (at, option) in options.iter().enumerate() {
                    if !is_id(&option.id) {
                        self.at(place.clone(), format!("\"{}\" cannot be an id.", option.id), ID_HELP);
                    }
                    if options[..at].iter().any(|earlier| earlier.id == option.id) {
                        self.at(
                            place.clone(),
                            format!("The option \"{}\" is there twice.", option.id),
                            "Give one of them another id.",
                        );
                    }
                }
            }
            Kind::Scale { to, .. } => {
                if *to == 0 || *to > 10 {
                    self.at(place.clone(), format!("A Scale cannot go to {to}."), "Use a number from 1 to 10.");
                }
            }
            Kind::Why { from: Some(from) } => {
                let source = earlier.iter().find(|(one, _)| one.id == *from).map(|(one, _)| &one.kind);
                match source {
                    Some(Kind::Point | Kind::Text) => {}
                    Some(kind) => self.at(
                        place.clone(),
                        format!("This Why takes its claim from \"{from}\", which is a {}.", kind.name()),
                        "Take it from an earlier Point or Text.",
                    ),
                    None if whole => self.at(
                        place.clone(),
                        format!("This Why takes its claim from \"{from}\", and no earlier item has that id."),
                        "Take it from an earlier Point or Text.",
                    ),
                    None => {}
                }
            }
            Kind::Read
            | Kind::Text
            | Kind::Date
            | Kind::Point
            | Kind::Why { from: None }
            | Kind::Decisions
            | Kind::Actions => {}
        }
    }

    fn comparison(
        &mut self,
        comparison: &Condition,
        item: &Item,
        place: &Place,
        earlier: &[(&Item, Option<usize>)],
        all: &[&str],
        whole: bool,
    ) {
        let (of, compared, options) = match comparison {
            Condition::Answer { of, is, is_not, any_of } => {
                let options: Vec<&String> = is.iter().chain(is_not).chain(any_of.iter().flatten()).collect();
                (of, [is.is_some(), is_not.is_some(), any_of.is_some()], Some(options))
            }
            Condition::Standing { of, is, is_not, any_of } => {
                (of, [is.is_some(), is_not.is_some(), any_of.is_some()], None)
            }
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => return,
        };
        if compared.iter().filter(|given| **given).count() != 1 {
            self.at(
                place.clone(),
                format!("The comparison with \"{of}\" says nothing, or more than one thing."),
                "Give it one of is, is_not, any_of.",
            );
        }
        let Some((source, _)) = earlier.iter().find(|(one, _)| one.id == *of) else {
            if *of == item.id {
                self.at(place.clone(), "This item waits for itself.".to_owned(), "Compare it with an earlier item.");
            } else if all.contains(&of.as_str()) {
                self.at(
                    place.clone(),
                    format!("This item waits for \"{of}\", which comes later."),
                    "Move it after that item, or compare it with an earlier one.",
                );
            } else if whole {
                let names: Vec<&str> = earlier.iter().map(|(one, _)| one.id.as_str()).collect();
                let nearest = near(of, &names, "");
                let help =
                    if nearest.starts_with("Did") { nearest } else { "Name an earlier item by its id.".to_owned() };
                self.at(place.clone(), format!("This item waits for \"{of}\", and no item has that id."), &help);
            }
            return;
        };
        let Some(wanted) = options else { return };
        if let Kind::Choice { options, .. } = &source.kind {
            let names: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            for id in wanted.into_iter().filter(|id| !names.contains(&id.as_str())) {
                self.at(
                    place.clone(),
                    format!("\"{of}\" has no option \"{id}\"."),
                    &near(id, &names, "Its options are"),
                );
            }
        } else {
            self.at(
                place.clone(),
                format!("\"{of}\" is a {}; only what is chosen in a Choice can be compared.", source.kind.name()),
                &format!("Compare where it stands: Standing(of: \"{of}\", is: Answered)."),
            );
        }
    }
}
