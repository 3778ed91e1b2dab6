//! What can be wrong in an author's file, and what is said? Each file of `tests/problems/` has one mistake and ends with the
//! words that are found, as lines that begin with `//| `. `UPDATE_EXPECT=1 cargo test --test it problems` writes them anew;
//! then read them as somebody would who has only Notepad.

use std::fs;
use std::path::{Path, PathBuf};

use but_why::checklist::{Origin, Problem, Source};

use crate::library::shelf;

const MARK: &str = "//| ";

/// Words of the machine, and words that blame or beg.
const NEVER: [&str; 26] = [
    "struct",
    "enum",
    "variant",
    "deserial",
    "expected",
    "invalid",
    "fail",
    "should have",
    "please",
    "sorry",
    "error",
    "illegal",
    "wrong",
    "parse",
    "syntax",
    "token",
    "field",
    "boolean",
    "integer",
    "identifier",
    "Frame",
    "ChoiceOption",
    "LawLine",
    "DirectionWords",
    "RawValue",
    "Vec<",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems")
}

/// What is in a file before its recorded words, and those words.
fn divided(bytes: &[u8]) -> (&[u8], String) {
    let at = bytes.windows(MARK.len()).position(|part| part == MARK.as_bytes()).unwrap_or(bytes.len());
    (&bytes[..at], String::from_utf8_lossy(&bytes[at..]).into_owned())
}

/// A file that is large on purpose is kept small: its first line says what `@grow` stands for, as in
/// `//! grow: 501 times "(id: "i{n}", …), "`, where `{n}` counts.
fn grown(bytes: &[u8]) -> Vec<u8> {
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.starts_with("//! grow: ")) else {
        return bytes.to_vec();
    };
    let order = text.lines().next().and_then(|line| line.strip_prefix("//! grow: "));
    let (times, piece) = order.and_then(|order| order.split_once(" times ")).expect("like: 61 times \"…\"");
    let piece = piece.strip_prefix('"').and_then(|piece| piece.strip_suffix('"')).expect("a piece in quotes");
    let times: usize = times.parse().expect("a number of times");
    let all: String = if piece.contains("{n}") {
        (1..=times).map(|n| piece.replace("{n}", &n.to_string())).collect()
    } else {
        piece.repeat(times)
    };
    text.replace("@grow", &all).into_bytes()
}

/// The problems of one file on a shelf with everything that is shipped.
fn found(file: &str, bytes: Vec<u8>) -> Vec<Problem> {
    let own = Source { origin: Origin::Own, file: file.to_owned(), bytes };
    let mut library = shelf(&[own]);
    assert!(library.faulty.len() <= 1, "{file} spoils another file");
    library.faulty.pop().map(|faulty| faulty.problems).unwrap_or_default()
}

/// What is wrong with the words themselves, whatever they say.
fn complaints(file: &str, lines: usize, problems: &[Problem]) -> Vec<String> {
    let mut complaints = Vec::new();
    match problems {
        [] => complaints.push(format!("{file} is sound")),
        [_, _, ..] if !file.starts_with("several_") => complaints.push(format!("{file} has more than one problem")),
        _ => {}
    }
    for problem in problems {
        let said = problem.in_file();
        if problem.place.file != file || problem.place.line.is_some_and(|line| !(1..=lines).contains(&line)) {
            complaints.push(format!("{file} has no such line: {problem}"));
        }
        for word in NEVER {
            let is_name = word.starts_with(char::is_uppercase);
            if said.contains(word) || (!is_name && said.to_lowercase().contains(word)) {
                complaints.push(format!("{file} says {word:?}: {said}"));
            }
        }
        if !said.ends_with(['.', '?']) {
            complaints.push(format!("{file} does not end its sentence: {said}"));
        }
    }
    complaints
}

#[test]
fn every_broken_file_ends_with_the_words_that_are_said_of_it() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 40, "only {}", files.len());
    let mut complaints = Vec::new();
    for path in files {
        let file = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(&path).unwrap();
        let (broken, recorded) = divided(&bytes);
        let whole = grown(broken);
        let lines = whole.split(|byte| *byte == b'\n').count();
        let problems = found(file, whole);
        complaints.extend(self::complaints(file, lines, &problems));
        let says: Vec<String> = problems.iter().map(|problem| format!("{MARK}{}\n", problem.in_file())).collect();
        let says = says.concat();
        if says != recorded && std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, [broken, says.as_bytes()].concat()).unwrap();
        } else if says != recorded {
            complaints.push(format!("{file}\nrecorded:\n{recorded}said:\n{says}"));
        }
    }
    assert!(complaints.is_empty(), "UPDATE_EXPECT=1 records anew what is said.\n\n{}", complaints.join("\n"));
}
