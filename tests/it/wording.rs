//! How does the program speak? Every string that is shipped is read from the sources, so that a new one is held to the same:
//! the texts of all files in `checklists/`, and every string in the code that people may see.
//!
//! Law lines are in it. They put statutes into plain words of our own, so they can be as short as the rest; what they quote is
//! the title of an Act. The three invented families are in it too, though a pair would write as it likes.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Never said, in any file: words that blame, and words that beg. The first two also with another ending.
const NEVER: [&[&str]; 7] = [
    &["fail*"],
    &["excus*"],
    &["why", "did", "you"],
    &["why", "didn't", "you"],
    &["should", "have"],
    &["invalid"],
    &["please"],
];

/// In one breath.
const MOST_WORDS: usize = 25;
const WORDS_ON_AVERAGE: usize = 15;

/// What the parrot and the list of words listen for in what others have written. It is not said by anybody here.
const LISTENED_FOR: [&str; 14] = [
    "words: [",
    "also: [",
    "except: [",
    "begins: [",
    "after: [",
    "who: [",
    "between: [",
    "sayings: [",
    "same: [",
    "common: [",
    "not: [",
    "leave: [",
    "titles: [",
    "speech: [",
];

/// A string of a source file, with the line on which it begins and what stands before it.
struct Literal {
    line: usize,
    text: String,
    before: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|one| one == ending) {
            found.push(path);
        }
    }
}

/// Every string of a source in RON or Rust, outside comments.
fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let rest = &source[at..];
        match c {
            '/' if rest.starts_with("//") => while chars.next_if(|(_, c)| *c != '\n').is_some() {},
            // A sign alone, as '"' or '\''; a lifetime has no second quotation mark.
            '\'' => {
                let length = if rest.starts_with("'\\") { rest[3..].find('\'').map(|end| end + 4) } else { sign(rest) };
                if let Some(length) = length {
                    while chars.next_if(|(next, _)| *next < at + length).is_some() {}
                }
            }
            '"' => {
                let mut text = String::new();
                while let Some((_, c)) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => match chars.next() {
                            Some((_, 'n')) => text.push('\n'),
                            Some((_, '\n')) => while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                            Some((_, 'u')) => while chars.next().is_some_and(|(_, c)| c != '}') {},
                            Some((_, other)) => text.push(other),
                            None => {}
                        },
                        c => text.push(c),
                    }
                }
                let line = source[..at].matches('\n').count() + 1;
                let before = source[..at].rsplit('\n').next().unwrap_or_default().trim_start().to_owned();
                found.push(Literal { line, text, before });
            }
            _ => {}
        }
    }
    found
}

/// How long a sign between single quotation marks is.
fn sign(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(2);
    chars.next().filter(|(_, c)| *c == '\'').map(|(at, _)| at + 1)
}

/// What of a file is said to people. Lists of what the parrot listens for are left out, and so are a program's tests.
fn said(path: &Path) -> Vec<Literal> {
    if path.ends_with("tests.rs") {
        return Vec::new();
    }
    let source = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    if path.extension().is_some_and(|ending| ending == "rs") {
        let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let mut all = literals(code);
        // Reasons for whoever reads the code.
        all.retain(|one| !one.before.ends_with("expect(") && !one.before.ends_with("reason = "));
        return all;
    }
    let mut without = String::new();
    let mut within: Option<usize> = None;
    for line in source.lines() {
        let opens = LISTENED_FOR.iter().any(|name| line.trim_start().starts_with(name));
        // A list ends with a bracket at its own depth, on the line where it began or later.
        let depth = line.len() - line.trim_start().len();
        match within {
            Some(began) => {
                if depth == began && line.trim_start().starts_with(']') {
                    within = None;
                }
            }
            None if opens => within = (!line.trim_end().ends_with("],")).then_some(depth),
            None => without.push_str(line),
        }
        without.push('\n');
    }
    let mut all = literals(&without);
    // An id names a thing for the program; nobody reads it on a screen.
    all.retain(|one| !one.before.ends_with("id: "));
    all
}

/// Every file whose strings may be seen, with a name for messages.
fn shown() -> Vec<(String, Vec<Literal>)> {
    let mut paths = Vec::new();
    files(&root().join("checklists"), "ron", &mut paths);
    assert!(paths.len() >= 7, "{paths:?}");
    for folder in ["ui", "app", "session", "record", "checklist", "cli", "store"] {
        files(&root().join("src").join(folder), "rs", &mut paths);
    }
    paths.push(root().join("src/cli.rs"));
    paths.retain(|path| !path.ends_with("tests.rs"));
    paths.sort();
    let name = |path: &PathBuf| path.strip_prefix(root()).unwrap().display().to_string();
    paths.iter().map(|path| (name(path), said(path))).collect()
}

fn words(text: &str) -> Vec<String> {
    let all = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    all.filter(|word| !word.is_empty()).map(|word| word.to_lowercase().replace('’', "'")).collect()
}

/// The first of the words that are never said.
fn never_said(text: &str) -> Option<&'static [&'static str]> {
    let words = words(text);
    let is = |word: &String, wanted: &str| match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == wanted,
    };
    let says = |wanted: &&&[&str]| {
        words.windows(wanted.len()).any(|some| some.iter().zip(**wanted).all(|(word, wanted)| is(word, wanted)))
    };
    NEVER.iter().find(says).copied()
}

/// How many words each sentence has, and whether it ends as one. A sentence ends with `.`, `?` or `!` before a space, or with
/// the line; a heading or a label does not end, and is not counted for the average.
fn sentences(text: &str) -> Vec<(usize, bool, String)> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut sentence = Vec::new();
        for word in line.split_whitespace() {
            sentence.push(word);
            let bare = word.trim_end_matches(['\'', '"', '”', '’', ')']);
            if bare.ends_with(['.', '?', '!']) {
                found.push((sentence.len(), true, sentence.join(" ")));
                sentence.clear();
            }
        }
        if !sentence.is_empty() {
            found.push((sentence.len(), false, sentence.join(" ")));
        }
    }
    found
}

#[test]
fn no_shipped_word_blames_or_begs() {
    let mut all = 0;
    for (file, literals) in shown() {
        for Literal { line, text, .. } in literals {
            assert_eq!(never_said(&text), None, "{file}:{line}: {text}");
            all += 1;
        }
    }
    assert!(all > 3_000, "{all} strings were read");
}

#[test]
fn every_shipped_sentence_can_be_said_in_one_breath() {
    for (file, literals) in shown() {
        let (mut count, mut all) = (0, 0);
        // What has no small letter is drawn or counted, and not said.
        for Literal { line, text, .. } in literals.iter().filter(|one| one.text.contains(char::is_lowercase)) {
            for (length, ends, sentence) in sentences(text) {
                assert!(length <= MOST_WORDS, "{file}:{line}: {length} words: {sentence}");
                if ends {
                    (count, all) = (count + 1, all + length);
                }
            }
        }
        assert!(all <= WORDS_ON_AVERAGE * count, "{file}: {all} words in {count} sentences");
    }
}

#[test]
fn the_reading_finds_what_it_looks_for() {
    let source = r#"
        // "Please" in a comment, and it's no sign.
        let first: &'static str = "Say \"no\".\n\
            Go on.";
        let sign = '"'; let other = '\''; let third = "Third";
    "#;
    let texts: Vec<String> = literals(source).into_iter().map(|one| one.text).collect();
    assert_eq!(texts, ["Say \"no\".\nGo on.", "Third"]);
    let rows = [
        ("Why did you write that?", true),
        ("Why, did you say?", true),
        ("It FAILED.", true),
        ("Nobody is excused.", true),
        ("You should  have asked", true),
        ("an invalid day, please", true),
        ("She is pleased that it should be have-a-go day", false),
        ("What did you see?", false),
    ];
    for (text, expected) in rows {
        assert_eq!(never_said(text).is_some(), expected, "{text}");
    }
    let rows = [
        ("One two. Three four five? six", vec![(2, true), (3, true), (1, false)]),
        ("'Nobody asked.' (12) at 10.15 on a day", vec![(2, true), (6, false)]),
        ("Heading\nOne two.", vec![(1, false), (2, true)]),
    ];
    for (text, expected) in rows {
        let lengths: Vec<(usize, bool)> = sentences(text).into_iter().map(|(length, ends, _)| (length, ends)).collect();
        assert_eq!(lengths, expected, "{text}");
    }
}
