//! RON's errors in an author's words: no type names, the nearest name offered.

use ron::Error;

/// What is wrong and what to do, for an error that RON gave for a piece of a file.
pub(super) fn explain(error: &Error) -> (String, String) {
    let say = |what: &str, help: &str| (what.to_owned(), help.to_owned());
    match error {
        Error::NoSuchStructField { expected, found, outer } => {
            let thing = thing(outer.as_deref());
            (format!("{} has no \"{found}\".", sentence(&thing)), near(found, expected, "It has"))
        }
        Error::MissingStructField { field, outer } => {
            (format!("{} needs \"{field}\".", sentence(&thing(outer.as_deref()))), example(field))
        }
        Error::DuplicateStructField { field, outer } => (
            format!("{} has \"{field}\" twice.", sentence(&thing(outer.as_deref()))),
            "Keep one of the two.".to_owned(),
        ),
        Error::NoSuchEnumVariant { expected, found, outer } => {
            let (one, several) = choices(outer.as_deref());
            (format!("There is no {one} \"{found}\"."), near(found, expected, several))
        }
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::ExpectedFloat => {
            say("A whole number belongs here.", "Write it in digits, without quotation marks.")
        }
        Error::IntegerOutOfBounds => say("This number is too large or too small.", "Use a number from 0 to 480."),
        Error::ExpectedString => say("Words in quotation marks belong here.", "Write them like \"this\"."),
        Error::ExpectedBoolean => say("A yes or a no belongs here.", "Write true or false, without quotation marks."),
        Error::ExpectedArray => say("A list belongs here.", "Put it between [ and ], even if it has one thing in it."),
        Error::ExpectedMap => say("Minutes belong here.", "Write them for each pace, like {\"full\": 10}."),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => say(
            "A part in round brackets belongs here.",
            "Write it like (id: \"…\", …), or Name(…) for a kind with details.",
        ),
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) => {
            say("A name belongs here.", "Write it without quotation marks or spaces.")
        }
        Error::ExpectedDifferentStructName { expected, found } => (
            format!("This says \"{found}\" where {} belongs.", thing(Some(expected))),
            format!("Write {expected}(…), or leave the name out."),
        ),
        Error::InvalidEscape(_) => {
            say("There is a \\ here that means nothing.", "Write \\\\ for a backslash, and \\\" for a quotation mark.")
        }
        Error::TrailingCharacters => {
            say("Something stands after the end here.", "Remove it, or move it inside the last bracket.")
        }
        Error::ExpectedUnit | Error::ExpectedStructLikeEnd => {
            say("This takes nothing in brackets, or one thing too many stands here.", "Remove what is too much.")
        }
        Error::ExceededRecursionLimit => {
            say("Brackets stand inside brackets too deep here.", "Look for brackets that are not closed.")
        }
        Error::Message(words) => (words.clone(), String::new()),
        Error::InvalidValueForType { .. } | Error::ExpectedDifferentLength { .. } => {
            say("What stands here is of the wrong sort.", "Compare it with the example in the README.")
        }
        Error::ExpectedComma | Error::ExpectedArrayEnd | Error::ExpectedMapEnd | Error::Eof => {
            say("Something is missing before here.", "Look for a comma, a closing \" or a closing bracket.")
        }
        _ => say("This cannot be read.", "Compare it with the example in the README."),
    }
}

/// The nearest of `names` within two changes, or all of them.
pub(super) fn near(found: &str, names: &[&str], list: &str) -> String {
    let found = found.to_lowercase();
    let nearest = names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(&found, &name.to_lowercase()), name))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, name)| *distance <= 2 && *distance < name.len());
    match nearest {
        Some((_, name)) => format!("Did you mean \"{name}\"?"),
        None if names.is_empty() => String::new(),
        None => format!("{list} {}.", names.join(", ")),
    }
}

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
        Some("LawStatus") => ("status", "A status is one of"),
        Some("Tier") => ("tier", "A tier is one of"),
        Some("Direction") => ("direction", "Directions are"),
        Some("Part") => ("part", "Parts of the note are"),
        _ => ("name", "Names are"),
    }
}

fn sentence(thing: &str) -> String {
    let mut chars = thing.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn example(field: &str) -> String {
    match field {
        "format" => "Write format: 1 as its first line.".to_owned(),
        "paces" => "Add paces: [(id: \"full\", title: \"An hour\", minutes: 60)].".to_owned(),
        "sections" | "items" | "lines" | "options" | "authors" => format!("Add {field}: […]."),
        "minutes" => "Add its minutes: a number for a pace, {\"full\": 10} for a section.".to_owned(),
        "kind" => "Add kind: Text, or another kind.".to_owned(),
        "review_by" | "as_at" | "recheck_by" => format!("Add {field}: \"2027-03-31\", with your day."),
        _ => format!("Add {field}: \"…\"."),
    }
}
