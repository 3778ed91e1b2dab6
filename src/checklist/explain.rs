//! RON's errors in an author's words: no type names, the name that stands there, the nearest name offered.

use ron::Error;

use super::{
    capitalised,
    scan::{Around, TokenKind},
};

/// What is wrong and what to do, for an error that RON gave for a piece of a file, at the place that is meant.
pub(super) fn explain(error: &Error, around: &Around<'_>) -> (String, String) {
    let name = around.name.map_or_else(|| "This".to_owned(), |name| format!("\"{name}\""));
    let written = |value: &str| around.name.map_or_else(|| value.to_owned(), |name| format!("{name}: {value}"));
    let here = around.here.map_or("", |here| here.text);
    match error {
        Error::NoSuchStructField { expected, found, outer } => (
            format!("{} has no \"{found}\".", capitalised(&thing(outer.as_deref()))),
            near(found, expected, "It can have"),
        ),
        Error::MissingStructField { field, outer } => {
            (format!("{} needs \"{field}\".", capitalised(&thing(outer.as_deref()))), example(field, outer.as_deref()))
        }
        Error::DuplicateStructField { field, outer } => (
            format!("{} has \"{field}\" twice.", capitalised(&thing(outer.as_deref()))),
            "Keep one of the two.".to_owned(),
        ),
        Error::NoSuchEnumVariant { expected, found, outer } => {
            let (one, several) = choices(outer.as_deref());
            (format!("There is no {one} \"{found}\"."), near(found, expected, several))
        }
        Error::ExpectedDifferentStructName { expected: "Checklist", found } => (
            format!("This file begins with \"{found}\", which is no kind of file."),
            near(found, &["Checklist", "Law", "Parrot", "Language"], "It can begin with"),
        ),
        Error::ExpectedDifferentStructName { expected, found } => {
            (format!("\"{found}\" stands where {} belongs.", thing(Some(expected))), "Leave that name out.".to_owned())
        }
        Error::IntegerOutOfBounds => {
            let range = match around.name {
                Some("to") => "Use a number from 1 to 10.",
                Some("minutes") => "Use 1 to 480 minutes.",
                _ => "Use a smaller number.",
            };
            (format!("{name} cannot be {here}."), range.to_owned())
        }
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::ExpectedFloat => (
            format!("{name} needs a whole number."),
            if bare(here).parse::<u16>().is_ok() {
                format!("Write {}, without quotation marks.", written(bare(here)))
            } else {
                "Write it in digits, without quotation marks.".to_owned()
            },
        ),
        Error::ExpectedComma if here.parse::<f64>().is_ok() => {
            (format!("{name} needs a whole number, and {here} is none."), "Round it up or down.".to_owned())
        }
        Error::ExpectedString => (
            format!("{name} needs words in quotation marks."),
            if around.here.is_some_and(|here| here.kind == TokenKind::Word) {
                format!("Write \"{here}\", with straight ones.")
            } else {
                format!("Write {}.", written("\"…\""))
            },
        ),
        Error::ExpectedBoolean => (
            format!("{name} needs true or false."),
            format!("Write {} without quotation marks, or leave it out.", written("true")),
        ),
        Error::ExpectedArray => (
            format!("{name} needs a list."),
            format!(
                "Write {}, even for one thing.",
                written(&format!("[{}]", if here.starts_with('"') { here } else { "…" }))
            ),
        ),
        Error::ExpectedMap => (
            format!("{name} needs the minutes for each pace."),
            format!("Write them like {}, with the ids of your paces.", written("{\"full\": 10}")),
        ),
        Error::InvalidEscape(_) => (
            "A single \\ stands in a text here.".to_owned(),
            "Write \\\\ for a backslash, or / in its place.".to_owned(),
        ),
        Error::TrailingCharacters => (
            "Something stands after the end here.".to_owned(),
            "Remove it, or move it inside the last bracket.".to_owned(),
        ),
        Error::ExceededRecursionLimit => (
            "Brackets stand inside brackets too deep here.".to_owned(),
            "Look for brackets that are not closed.".to_owned(),
        ),
        // Only our own words come this way: of days, and of a pace that is there twice.
        Error::Message(words) => (words.clone(), String::new()),
        _ => brackets_and_names(error, around, &name),
    }
}

/// The errors for brackets where none belong, none where some do, and names in quotation marks.
fn brackets_and_names(error: &Error, around: &Around<'_>, name: &str) -> (String, String) {
    let here = around.here.map_or("", |here| here.text);
    let before = around.before.filter(|before| before.kind == TokenKind::Word).map_or("", |before| before.text);
    let inside = around.inside.filter(|word| details(word).is_some());
    match error {
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) if details(before).is_some() => (
            format!("\"{before}\" needs its details in brackets."),
            format!("Write {}.", details(before).unwrap_or_default()),
        ),
        Error::ExpectedNamedStructLike(outer) => (
            format!("{} stands between round brackets.", capitalised(&thing(Some(outer)))),
            format!("Write it like {}.", shape(outer)),
        ),
        Error::ExpectedComma | Error::ExpectedUnit | Error::ExpectedStructLikeEnd
            if here == "(" && !before.is_empty() =>
        {
            (format!("\"{before}\" takes no brackets."), format!("Write {before} alone."))
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_)
            if around.after.is_some_and(|after| after.kind == TokenKind::Colon) =>
        {
            (format!("The name {here} stands in quotation marks."), format!("Write {}: without them.", bare(here)))
        }
        Error::ExpectedIdentifier if here.starts_with('"') && inside.is_none() => (
            format!("{name} takes a word without quotation marks."),
            format!("Write {} in place of {here}.", bare(here)),
        ),
        Error::ExpectedMapColon if around.before.is_some_and(|one| one.kind != TokenKind::Comma) => {
            let before = around.before.map_or("", |before| before.text);
            let what = format!("A colon is missing after \"{}\".", bare(before));
            (what, format!("Write {before}: and then what belongs to it."))
        }
        Error::ExpectedIdentifier
        | Error::InvalidIdentifier(_)
        | Error::SuggestRawIdentifier(_)
        | Error::ExpectedMapColon => match inside.and_then(|word| Some((word, details(word)?))) {
            Some((word, example)) => {
                (format!("In the brackets of {word} each thing has a name."), format!("Write {example}."))
            }
            None => (
                "Something here has no name.".to_owned(),
                "Each thing in round brackets is a name, a colon and what belongs to it, as in title: \"…\"."
                    .to_owned(),
            ),
        },
        Error::ExpectedComma | Error::ExpectedArrayEnd | Error::ExpectedMapEnd | Error::Eof => (
            format!("Something is missing before {} here.", if here.is_empty() { "the end" } else { here }),
            "Look for a comma, a closing \" or a closing bracket.".to_owned(),
        ),
        _ if around.name.is_some() => (
            format!("{name} cannot be {}.", if here.is_empty() { "this" } else { here }),
            "Compare it with the example in the README.".to_owned(),
        ),
        _ => ("This cannot be read.".to_owned(), "Compare it with the example in the README.".to_owned()),
    }
}

/// The nearest of `names` within two changes, or all of them.
pub(crate) fn near(found: &str, names: &[&str], begin: &str) -> String {
    nearest(found, names).unwrap_or_else(|| match names {
        [] => String::new(),
        [only] => format!("There is only \"{only}\"."),
        [others @ .., last] => format!("{begin} {} and {last}.", others.join(", ")),
    })
}

/// "Did you mean …?", if one of `names` is within two changes.
pub(super) fn nearest(found: &str, names: &[&str]) -> Option<String> {
    let found = found.to_lowercase();
    names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(&found, &name.to_lowercase()), name))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, name)| *distance <= 2 && *distance < name.chars().count().min(found.chars().count()))
        .map(|(_, name)| format!("Did you mean \"{name}\"?"))
}

/// What RON calls it, as authors do.
fn thing(name: Option<&str>) -> String {
    match name {
        Some("Checklist") => "a checklist",
        Some("Section") => "a section",
        Some("Item") => "an item",
        Some("Pace") => "a pace",
        Some("ChoiceOption") => "an option",
        Some("Law") => "a law file",
        Some("LawLine") => "a law line",
        Some("Parrot") => "a parrot file",
        Some("DirectionWords") => "a direction",
        Some("TriggerWords") => "a trigger",
        Some("Advice") => "the advice",
        Some("Feelings") => "the list of feelings",
        Some("Comparing") => "the part that compares words",
        Some("Language") => "a list of words",
        Some("Term") => "a term",
        Some("Answer") => "an Answer(…)",
        Some("Standing") => "a Standing(…)",
        Some(kind) => return format!("a {kind}"),
        None => "this",
    }
    .to_owned()
}

fn choices(name: Option<&str>) -> (&'static str, &'static str) {
    match name {
        Some("Kind") => ("kind", "Kinds are"),
        Some("Speaks") => ("speaker", "Speakers are"),
        Some("Mode") => ("mode", "Modes are"),
        Some("Condition") => ("comparison", "Comparisons are"),
        Some("Standing") => ("standing", "Standings are"),
        Some("LawStatus") => ("status", "Statuses are"),
        Some("Tier") => ("tier", "Tiers are"),
        Some("Direction") => ("direction", "Directions are"),
        Some("Trigger") => ("trigger", "Triggers are"),
        Some("Part") => ("part", "Parts of the note are"),
        _ => ("name", "Names are"),
    }
}

fn example(field: &str, outer: Option<&str>) -> String {
    let example = match (field, outer) {
        ("format", _) => return "Write format: 1, after the first bracket.".to_owned(),
        ("minutes", Some("Pace")) => "minutes: 60",
        ("minutes", _) => return "Add minutes: {\"full\": 10}, with the ids of your paces.".to_owned(),
        ("kind", _) => return "Add kind: Text, or another kind.".to_owned(),
        ("status", _) => return "Add status: InForce, or another status.".to_owned(),
        ("tier", _) => return "Add tier: Law, or tier: Guidance.".to_owned(),
        ("of", _) => return "Add of: \"…\", with the id of an earlier item.".to_owned(),
        ("review_by" | "as_at" | "recheck_by", _) => return format!("Add {field}: \"2027-03-31\", with your day."),
        ("paces", _) => "paces: [(id: \"full\", title: \"An hour\", minutes: 60)]",
        ("options", _) => "options: [(id: \"…\", text: \"…\"), (id: \"…\", text: \"…\")]",
        ("to", _) => "to: 10",
        ("keep_when", _) => return "Add keep_when: \"…\": when the word is the right one.".to_owned(),
        ("trigger", _) => return "Add trigger: NoSource, or another trigger.".to_owned(),
        ("direction", _) => return "Add direction: Grounds, or another direction.".to_owned(),
        ("advice" | "feelings" | "comparing", _) => return format!("Add {field}: (…), as the shipped parrot has it."),
        (
            "sections" | "items" | "lines" | "authors" | "directions" | "triggers" | "asks" | "plain" | "begins"
            | "after" | "terms" | "who" | "between" | "sayings" | "same" | "common" | "not" | "days" | "speech",
            _,
        )
        | ("because", Some("Comparing"))
        | ("words", Some("Feelings" | "Term" | "Language")) => {
            return format!("Add {field}: […].");
        }
        _ => return format!("Add {field}: \"…\"."),
    };
    format!("Add {example}.")
}

/// The words that take details in brackets, with an example; `None` for every other word.
fn details(word: &str) -> Option<&'static str> {
    Some(match word {
        "Why" => "Why(), or Why(from: \"…\") with the id of an earlier item",
        "Choice" => "Choice(options: [(id: \"…\", text: \"…\"), (id: \"…\", text: \"…\")])",
        "Scale" => "Scale(to: 10)",
        "Answer" => "Answer(of: \"…\", is: \"…\")",
        "Standing" => "Standing(of: \"…\", is: Answered)",
        "All" => "All([…, …])",
        "Any" => "Any([…, …])",
        "Not" => "Not(…)",
        _ => return None,
    })
}

/// How a thing is written.
fn shape(outer: &str) -> &'static str {
    match outer {
        "ChoiceOption" => "(id: \"…\", text: \"…\")",
        "Pace" => "(id: \"full\", title: \"An hour\", minutes: 60)",
        "Item" => "(id: \"…\", prompt: \"…\", kind: Text)",
        "Section" => "(id: \"…\", title: \"…\", minutes: {\"full\": 10}, items: […])",
        _ => "(id: \"…\", …)",
    }
}

fn bare(text: &str) -> &str {
    text.trim_matches('"')
}
