//! Do the fuzz targets still begin with files that the program opens? A seed of yesterday's shape finds nothing.

use std::{collections::BTreeMap, fs, path::Path, path::PathBuf, sync::Arc};

use but_why::{
    checklist::{Contents, read},
    record::Kept,
    session::{Carried, ForTheGroup, Section, Session, Spot, Summary, samples},
    store::{Cost, Folder, Machine, Passphrase, Policy, RecoveryCode, Store, System},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::json;

use crate::golden;

#[path = "../../fuzz/src/forger.rs"]
mod forger;

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
                alone.group = ForTheGroup::default();
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

fn unlock(dir: &Path) -> Store {
    Store::unlock(Arc::new(Folder::open(dir).unwrap()), &Passphrase::typed(forger::PASSPHRASE)).unwrap()
}

#[test]
fn every_sealed_file_among_the_seeds_opens() {
    let folder = PathBuf::from("fuzz/corpus/envelope");
    let kept = serde_json::to_vec(&one_answer_each()["text"]).unwrap();
    let (session, keys) = (forger::session("ailsa", &kept), forger::keys());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder);
    let is_news = fs::read(root.join("session.txt")).ok().as_deref() != Some(&session[..]);
    golden::compare_with(std::str::from_utf8(&session).unwrap(), &folder.join("session.txt"));
    golden::compare_with(&keys, &folder.join("keys.txt"));
    let sealed = [
        ("sessions/ailsa.age", forger::sealed(&session)),
        ("keys.age", forger::by_passphrase(keys.as_bytes())),
        ("keys-recovery.age", forger::for_recovery(keys.as_bytes())),
    ];

    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("sessions")).unwrap();
    let count = sealed.len() + 2;
    for (file, bytes) in sealed {
        let seed = root.join(Path::new(file).file_name().unwrap());
        // No two sealings are the same, so they are sealed anew only with something else in them.
        if is_news && std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&seed, bytes).unwrap();
        }
        fs::copy(seed, dir.path().join(file)).unwrap();
    }
    assert_eq!(seeds("envelope").len(), count);
    assert_eq!(unlock(dir.path()).load("ailsa").unwrap(), one_answer_each()["text"]);
    let (folder, code) = (Arc::new(Folder::open(dir.path()).unwrap()), RecoveryCode::typed(forger::CODE).unwrap());
    let store = Store::recover(folder, &code, &Passphrase::typed(forger::PASSPHRASE), Cost::LEAST).unwrap();
    assert_eq!(store.load("ailsa").unwrap(), one_answer_each()["text"]);
}

#[test]
fn what_the_list_the_bin_and_the_holder_say_among_the_seeds_is_believed() {
    let kept = &one_answer_each()["text"];
    let known = Summary { id: "known".to_owned(), ..Summary::of(kept.session(), None) };
    let at = |day| NaiveDate::from_ymd_opt(2026, 6, day).unwrap().and_hms_opt(12, 0, 0).unwrap();
    let item = json!({ "id": "gone", "put": at(3), "seen": at(4), "passed": 86_400, "going": false });
    let said = [
        (
            "index",
            json!({ "known.age": { "bytes": 5, "time": 1_000_000_000, "id": "known", "revision": 1, "summary": known } }),
        ),
        ("bin", json!({ "items": [item], "receipts": [{ "at": at(1), "id": "before", "copies": 2 }] })),
        ("holder", json!({ "window": "w", "computer": "COUNCIL-LT-114", "since": at(3), "session": "ailsa" })),
    ];
    for (kind, kept_there) in said {
        let text = json!({ "format": 1, "kept": kept_there }).to_string();
        golden::compare_with(&text, &PathBuf::from("fuzz/corpus/index").join(format!("{kind}.json")));
        let dir = tempfile::tempdir().unwrap();
        forger::lay_out(dir.path(), &serde_json::to_vec(kept).unwrap(), text.as_bytes()).unwrap();
        let store = unlock(dir.path());
        let listed = store.list().unwrap().kept.iter().any(|one| one.id == "known");
        let (put, receipts) = (store.bin(at(5))[0].put, store.receipts(at(5)).len());
        assert_eq!((listed, put == at(3), receipts), (kind == "index", kind == "bin", usize::from(kind == "bin")));
        assert_eq!(store.unclean_end().map(|end| end.id), (kind == "holder").then(|| "ailsa".to_owned()));
    }
    assert_eq!(seeds("index").len(), 3);
}
