//! What every item must keep: its id, its texts, its kind, and what it waits for.

use super::{Rules, id_help, is_id, placeholders, too_long};
use crate::checklist::explain::{near, nearest};
use crate::checklist::{Condition, Item, Kind, Limits, Place, Problem, RateTest};

/// An item where it stands.
#[derive(Clone, Copy)]
struct Here<'a> {
    item: &'a Item,
    place: &'a Place,
    piece: &'a str,
    /// The line of its id.
    line: usize,
}

impl<'a> Rules<'a> {
    pub(super) fn items(&mut self) {
        let paces = self.pace_ids();
        let all: Vec<&Item> = self.checklist.sections.iter().flat_map(|section| &section.items).collect();
        let mut earlier: Vec<Here<'a>> = Vec::new();
        for (section, (_, items)) in self.checklist.sections.iter().zip(&self.pieces.sections) {
            for (item, (place, piece)) in section.items.iter().zip(items) {
                let here = Here { item, place, piece, line: self.pieces.line(piece, "id") };
                if !is_id(&item.id) {
                    self.at(here, "id", format!("\"{}\" cannot be an id.", item.id), id_help(&item.id));
                }
                if let Some(Here { line, .. }) = earlier.iter().find(|one| one.item.id == item.id) {
                    let what = format!("The id \"{}\" is already used on line {line}.", item.id);
                    self.at(here, "id", what, "Give one of the two another id.");
                }
                if self.pieces.all_paces && !paces.is_empty() {
                    for pace in item.only.iter().filter(|pace| !paces.contains(&pace.as_str())) {
                        self.at(here, "only", format!("There is no pace \"{pace}\"."), near(pace, &paces, "Paces are"));
                    }
                }
                self.texts(here);
                self.kind(here, &earlier, &all);
                for comparison in item.shows_when.iter().flat_map(Condition::comparisons) {
                    self.comparison(comparison, here, &earlier, &all);
                }
                earlier.push(here);
            }
        }
    }

    /// A problem where an item says `name`.
    fn at(&mut self, here: Here<'_>, name: &str, what: String, help: impl Into<String>) {
        if self.problems.len() >= Limits::PROBLEMS {
            return;
        }
        let line = Some(self.pieces.line(here.piece, name));
        self.problems.push(Problem { place: Place { line, ..here.place.clone() }, what, help: help.into() });
    }

    fn texts(&mut self, here: Here<'_>) {
        if here.item.prompt.trim().is_empty() {
            self.at(here, "prompt", "The \"prompt\" is empty.".to_owned(), "Say what is to be considered.");
        }
        let mut item = here.item.clone();
        // The prompt and the hint come first; the others are parts of the kind.
        let names = ["prompt", "hint"].into_iter().chain(std::iter::repeat("kind"));
        for (name, text) in names.zip(item.texts_mut()) {
            if let Some((what, help)) = too_long(name, text) {
                self.at(here, name, what, help);
            }
            for (what, help) in placeholders(text) {
                self.at(here, name, what, help);
            }
        }
    }

    fn kind(&mut self, here: Here<'_>, earlier: &[Here<'_>], all: &[&Item]) {
        match &here.item.kind {
            Kind::Choice { options, several: _ } => {
                if options.len() < 2 {
                    let what = "A Choice needs at least two options.".to_owned();
                    self.at(here, "kind", what, "Add another, or write kind: Text.");
                }
                if options.len() > Limits::OPTIONS {
                    let what = format!("There are {} options; {} is the most.", options.len(), Limits::OPTIONS);
                    return self.at(here, "kind", what, "Divide the item in two.");
                }
                for (at, option) in options.iter().enumerate() {
                    let id = &option.id;
                    if !is_id(id) {
                        self.at(here, "kind", format!("\"{id}\" cannot be an id."), id_help(id));
                    }
                    if options[..at].iter().any(|earlier| earlier.id == *id) {
                        let what = format!("The option \"{id}\" is there twice.");
                        self.at(here, "kind", what, "Give one of the two another id.");
                    }
                    if option.text.trim().is_empty() {
                        let what = format!("The \"text\" of the option \"{id}\" is empty.");
                        self.at(here, "kind", what, "Say what can be chosen.");
                    }
                }
            }
            Kind::Scale { to, .. } if *to == 0 || *to > 10 => {
                self.at(here, "kind", format!("A Scale cannot go to {to}."), "Use a number from 1 to 10.");
            }
            Kind::Why { from: Some(from), measure: _ } => self.claim(from, here, earlier, all),
            Kind::Sort { least, most } if *least == 0 || least > most || *most > 9 => {
                let what = format!("A Sort cannot ask for {least} to {most} sentences.");
                self.at(here, "kind", what, "Use numbers from 1 to 9, the smaller one as least.");
            }
            Kind::Rate { tests } => self.tests(tests, here),
            Kind::Rehearse { panel: _, draw, fixed } => {
                if !(1..=7).contains(draw) {
                    let what = format!("A Rehearse cannot draw {draw} questions.");
                    self.at(here, "kind", what, "Use a number from 1 to 7.");
                }
                if fixed.iter().any(|asks| asks.trim().is_empty()) {
                    self.at(here, "kind", "A \"fixed\" question is empty.".to_owned(), "Write it, or take it out.");
                }
            }
            Kind::Law if here.item.law.is_empty() => {
                let what = "A Law item has no lines of law.".to_owned();
                self.at(here, "kind", what, "Name at least one in law: […].");
            }
            Kind::Read
            | Kind::Text
            | Kind::Date
            | Kind::Scale { .. }
            | Kind::Point
            | Kind::Why { from: None, measure: _ }
            | Kind::Decisions
            | Kind::Actions
            | Kind::Law
            | Kind::Clock
            | Kind::Words
            | Kind::Sort { .. }
            | Kind::Promises
            | Kind::LastTime => {}
        }
    }

    fn tests(&mut self, tests: &[RateTest], here: Here<'_>) {
        if tests.is_empty() {
            self.at(here, "kind", "A Rate has no tests.".to_owned(), "Name at least one.");
        }
        for (at, RateTest { test, asks }) in tests.iter().enumerate() {
            if tests[..at].iter().any(|earlier| earlier.test == *test) {
                let what = format!("The test {test:?} is there twice.");
                self.at(here, "kind", what, "Keep one of the two.");
            }
            if asks.trim().is_empty() {
                let what = format!("The \"asks\" of the test {test:?} is empty.");
                self.at(here, "kind", what, "Say what is to be weighed.");
            }
        }
    }

    /// The item from which a why-tree takes its claim.
    fn claim(&mut self, from: &str, here: Here<'_>, earlier: &[Here<'_>], all: &[&Item]) {
        let has_words = |item: &Item| matches!(item.kind, Kind::Point | Kind::Text | Kind::Sort { .. });
        let takes = format!("This Why takes its claim from \"{from}\"");
        let take_another = "Take it from an earlier Point, Text or Sort.";
        if let Some(source) = earlier.iter().find(|one| one.item.id == *from) {
            if !has_words(source.item) {
                self.at(here, "kind", format!("{takes}, which is a {}.", source.item.kind.name()), take_another);
            }
        } else if all.iter().any(|item| item.id == *from) {
            self.at(here, "kind", format!("{takes}, which does not come before it."), take_another);
        } else if self.pieces.all_items {
            let names: Vec<&str> =
                earlier.iter().filter(|one| has_words(one.item)).map(|one| one.item.id.as_str()).collect();
            let help = nearest(from, &names).unwrap_or_else(|| take_another.to_owned());
            self.at(here, "kind", format!("{takes}, and no item has that id."), help);
        }
    }

    fn comparison(&mut self, comparison: &Condition, here: Here<'_>, earlier: &[Here<'_>], all: &[&Item]) {
        let (name, of, given, options) = match comparison {
            Condition::Answer { of, is, is_not, any_of } => {
                let options: Vec<&String> = is.iter().chain(is_not).chain(any_of.iter().flatten()).collect();
                let any = any_of.as_ref().is_some_and(|any| !any.is_empty());
                ("Answer", of, [(is.is_some(), "is"), (is_not.is_some(), "is_not"), (any, "any_of")], Some(options))
            }
            Condition::Standing { of, is, is_not, any_of } => {
                let any = any_of.as_ref().is_some_and(|any| !any.is_empty());
                ("Standing", of, [(is.is_some(), "is"), (is_not.is_some(), "is_not"), (any, "any_of")], None)
            }
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => return,
        };
        let given: Vec<&str> = given.into_iter().filter(|(given, _)| *given).map(|(_, name)| name).collect();
        match given.as_slice() {
            [_] => {}
            [] => {
                let what = format!("{name}(of: \"{of}\") does not say with what it compares.");
                let (one, several) =
                    if name == "Answer" { ("\"…\"", "[\"…\"]") } else { ("Answered", "[Answered]") };
                self.at(here, "shows_when", what, format!("Add is: {one}, is_not: {one} or any_of: {several}."));
            }
            [most @ .., last] => {
                let what = format!("{name}(of: \"{of}\") compares with {} and {last} at once.", most.join(", "));
                self.at(here, "shows_when", what, format!("Keep one of them, or write All([{name}(…), {name}(…)])."));
            }
        }
        let Some(source) = earlier.iter().find(|one| one.item.id == *of) else {
            return self.waits(of, here, earlier, all);
        };
        let Some(wanted) = options else { return };
        if let Kind::Choice { options, .. } = &source.item.kind {
            let names: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            for id in wanted.into_iter().filter(|id| !names.contains(&id.as_str())) {
                let what = format!("\"{of}\" has no option \"{id}\".");
                self.at(here, "shows_when", what, near(id, &names, "Its options are"));
            }
        } else {
            let what =
                format!("\"{of}\" is a {}, and only a Choice has answers to compare with.", source.item.kind.name());
            let help = format!("Compare where it stands, as in Standing(of: \"{of}\", is: Answered).");
            self.at(here, "shows_when", what, help);
        }
    }

    /// What is said of a comparison with something that is no earlier item.
    fn waits(&mut self, of: &str, here: Here<'_>, earlier: &[Here<'_>], all: &[&Item]) {
        let id = &here.item.id;
        let waits_for = |item: &Item, of: &str| {
            let compared = item.shows_when.iter().flat_map(Condition::comparisons);
            compared.into_iter().any(
                |one| matches!(one, Condition::Answer { of: id, .. } | Condition::Standing { of: id, .. } if id == of),
            )
        };
        if of == id {
            self.at(here, "shows_when", "This item waits for itself.".to_owned(), "Compare it with an earlier item.");
        } else if let Some(later) = all.iter().find(|item| item.id == of) {
            let (what, help) = if waits_for(later, id) {
                (format!("This item waits for \"{of}\", and \"{of}\" waits for this one."), "Take out one of the two.")
            } else {
                (
                    format!("This item waits for \"{of}\", which comes later."),
                    "Move it after that item, or compare it with an earlier one.",
                )
            };
            self.at(here, "shows_when", what, help);
        } else if self.pieces.all_items {
            let names: Vec<&str> = earlier.iter().map(|one| one.item.id.as_str()).collect();
            let help = nearest(of, &names).unwrap_or_else(|| "Name an earlier item by its id.".to_owned());
            self.at(here, "shows_when", format!("This item waits for \"{of}\", and no item has that id."), help);
        }
    }
}
