//! Do the fuzz targets still begin with files that the program opens? A seed of yesterday's shape finds nothing.

use std::{collections::BTreeMap, fs, path::PathBuf};

use but_why::{
    checklist::{Contents, read},
    record::Kept,
    session::{Carried, Section, Session, Spot, samples},
    store::{Machine, Policy, System},
};
use chrono::NaiveDateTime;

use crate::golden;

fn seeds(target: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The smallest sessions that say something: each is one answer of an invented family's, one of each kind.
fn one_answer_each() -> BTreeMap<String, Kept> {
    let mut small = BTreeMap::new();
    // What has no words, as a line to read aloud, is taken where nothing of its kind has any.
    for with_words in [true, false] {
        for session in samples() {
            for (_, entry) in session.entries().filter(|(_, entry)| entry.has_words() == with_words) {
                let answer = serde_json::to_value(&entry.answer).unwrap();
                let kind = answer.as_object().and_then(|kinds| kinds.keys().next()).map_or("read", String::as_str);
                let section = Section { entries: vec![entry.clone()], ..session.sections[0].clone() };
                let mut alone = Session { sections: vec![section], spot: Spot::default(), ..session.clone() };
                alone.reflection.clear();
                alone.passed_on = Carried::default();
                small.entry(kind.to_lowercase()).or_insert(Kept::Session(alone));
            }
        }
    }
    let finished = small["point"].session().clone().finish(NaiveDateTime::default());
    small.insert("finished".to_owned(), Kept::Record(finished));
    small
}

#[test]
fn every_session_among_the_seeds_is_of_today() {
    let sessions = one_answer_each();
    for (name, kept) in &sessions {
        let json = serde_json::to_string(kept).unwrap();
        golden::compare_with(&json, &PathBuf::from("fuzz/corpus/session").join(format!("{name}.json")));
    }
    assert_eq!(seeds("session").len(), sessions.len(), "a seed is there that nothing writes");
}

#[test]
fn every_file_among_the_seeds_is_sound_and_there_is_one_of_each_kind() {
    let mut kinds = Vec::new();
    for path in seeds("checklist") {
        let file = path.file_name().unwrap().to_str().unwrap();
        kinds.push(match read(file, &fs::read(&path).unwrap()) {
            Ok(Contents::Checklist { checklist, .. }) => {
                let mut kinds: Vec<&str> =
                    checklist.sections.iter().flat_map(|section| &section.items).map(|item| item.kind.name()).collect();
                kinds.sort_unstable();
                kinds.dedup();
                assert_eq!(kinds.len(), 17, "{kinds:?}");
                "Checklist"
            }
            Ok(Contents::Law(_)) => "Law",
            Ok(Contents::Panel(_)) => "Panel",
            Ok(Contents::Parrot(_)) => "Parrot",
            Ok(Contents::Language(_)) => "Language",
            Err(problems) => panic!("{}", problems[0]),
        });
    }
    kinds.sort_unstable();
    assert_eq!(kinds, ["Checklist", "Language", "Law", "Panel", "Parrot"]);
}

#[test]
fn every_policy_among_the_seeds_is_read() {
    let machine = Machine { system: System::Windows, env: BTreeMap::new() };
    let said: usize = seeds("policy").iter().map(|path| Policy::read(path, &machine).1.len()).sum();
    assert_eq!(said, 5, "one has no slip, the other five");
}
