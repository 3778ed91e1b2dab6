//! How are sessions kept, and what happens when something goes wrong? A whole data folder, through its public face.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use but_why::checklist::{Contents, Library, Source, read, shipped};
use but_why::record::Kept;
use but_why::session::{Answer, Carried, Question, Session, Setup};
use but_why::store::{SaveState, Saver, Unreadable, Version, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;

use crate::desk::open;

const LONG: Duration = Duration::from_secs(30);

pub fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 5, 4).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

/// A session of one text, told apart by its reference.
pub fn session(id: &str, reference: &str) -> Session {
    const TEXT: &str = r#"Checklist(format: 1, id: "tiny", title: "Tiny", purpose: "For tests.", meeting: "None",
        jurisdiction: "Scotland", version: "1.0.0", authors: ["A"], changed: "", review_by: "2030-01-01",
        licence: "CC0-1.0", paces: [(id: "full", title: "An hour", minutes: 60)], sections: [(id: "one",
        title: "One", minutes: {"full": 60}, items: [(id: "who", prompt: "Who is there?", kind: Text)])])"#;
    let Ok(Contents::Checklist { checklist, .. }) = read("tiny.ron", TEXT.as_bytes()) else { panic!("it is sound") };
    let setup = Setup { reference: reference.to_owned(), ..Setup::default() };
    Session::open(&checklist, &checklist.paces[0], &Library::default(), setup, id.to_owned(), noon())
}

fn kept(id: &str, reference: &str) -> Kept {
    Kept::Session(session(id, reference))
}

fn file(dir: &Path, id: &str, ending: &str) -> std::path::PathBuf {
    dir.join("sessions").join(format!("{id}{ending}"))
}

/// Every kind of answer, from the checklists that are shipped.
fn full_sessions() -> Vec<Session> {
    let library = Library::read(shipped());
    let open = |one: &but_why::checklist::Shelved| {
        let pace = one.checklist.longest_pace().unwrap();
        let mut session = Session::open(&one.checklist, pace, &library, Setup::default(), new_id(), noon());
        for entry in session.sections.iter_mut().flat_map(|section| &mut section.entries) {
            if let Answer::Why(tree) = &mut entry.answer {
                let asked = Question::chosen(library.parrot.as_ref().unwrap().directions[0].direction, "…");
                // As deep as it goes: what is kept must open again.
                let mut under = None;
                while let Some(id) = tree.ask(under, asked.clone()) {
                    tree.reason_mut(id).unwrap().text.push_str("“Because”\n\u{1F99C}\u{0}\\\"");
                    under = Some(id);
                }
            }
        }
        session
    };
    library.sound.iter().map(open).collect()
}

#[test]
fn what_is_kept_comes_back_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let mut all = Vec::new();
    for session in full_sessions() {
        all.push(Kept::Session(session.clone()));
        let mut record = Session { id: new_id(), ..session }.finish(noon());
        record.add("A later thought", noon());
        all.push(Kept::Record(record));
    }
    for kept in &all {
        store.save(kept).unwrap();
    }
    drop(store);
    let store = open(dir.path());
    for kept in &all {
        assert!(store.load(kept.id()).unwrap() == *kept);
        assert!(fs::read(file(dir.path(), kept.id(), ".age")).unwrap().starts_with(b"age-encryption.org/v1\n"));
    }
    assert_eq!(store.list().unwrap().kept.len(), all.len());
}

/// A store that was written before the parrot asked, with an open session and a finished one of every kind that there was.
/// It is never written anew: a field that came later has to be blank in it.
#[test]
fn a_store_from_before_the_parrot_opens_with_every_word() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores/before_the_parrot/sessions");
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("sessions")).unwrap();
    for name in ["open", "finished"] {
        fs::copy(old.join(format!("{name}.json")), file(dir.path(), name, ".json")).unwrap();
    }
    let store = open(dir.path());
    assert_eq!(store.take_in_plain().sessions, 2);
    let listing = store.list().unwrap();
    assert!(listing.unreadable.is_empty(), "{:?}", listing.unreadable);
    let listed: Vec<(&str, bool)> = listing.kept.iter().map(|one| (one.id.as_str(), one.finished.is_some())).collect();
    assert_eq!(listed, [("finished", true), ("open", false)]);

    for id in ["open", "finished"] {
        let kept = store.load(id).unwrap();
        let session = kept.session();
        let texts: Vec<&str> = session.entries().flat_map(|(_, entry)| entry.texts()).collect();
        for words in ["no later minute mentions it", "She stays at Gran's", "And who was the"] {
            assert!(texts.iter().any(|text| text.contains(words)), "{words}");
        }
        assert!(session.questions_asked().contains(&"What did Gran say when you asked her?"));
        assert_eq!((&session.advice, &session.passed_on), (&Vec::new(), &Carried::default()));
        assert!(session.entries().all(|(_, entry)| !entry.agreed), "nobody has said yes to it");
        store.save(&kept).unwrap();
        assert_eq!(store.load(id).unwrap(), kept);
    }
}

#[test]
fn the_newest_change_is_listed_first_and_the_copy_before_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    for (id, minutes) in [("old", 1), ("newest", 3), ("newer", 2)] {
        let changed = noon() + chrono::TimeDelta::minutes(minutes);
        store.save(&kept(id, "before")).unwrap();
        store.save(&Kept::Session(Session { changed, ..session(id, "now") })).unwrap();
        assert_eq!(store.peek(id, &Version::Previous).unwrap(), kept(id, "before"));
    }
    let ids: Vec<String> = store.list().unwrap().kept.into_iter().map(|summary| summary.id).collect();
    assert_eq!(ids, ["newest", "newer", "old"]);
}

#[test]
fn files_that_do_not_open_are_named_and_left_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store.save(&kept("good", "one")).unwrap();
    store.save(&kept("twice", "one")).unwrap();
    store.save(&kept("twice", "two")).unwrap();
    let good = fs::read(file(dir.path(), "good", ".age")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    open(elsewhere.path()).save(&kept("foreign", "one")).unwrap();
    let foreign = fs::read(file(elsewhere.path(), "foreign", ".age")).unwrap();
    let damaged = "The file is damaged: a part of it is missing or has changed.";
    let files: [(&str, &[u8], &str); 5] = [
        ("binary", b"\x89PNG\r\n\x1a\n\0\0\0", damaged),
        ("empty", b"", "The file is empty."),
        ("foreign", &foreign, "This is not a file that this store has written."),
        ("short", &good[..good.len() / 2], damaged),
        ("twice", b"{", damaged),
    ];
    for (id, bytes, _) in files {
        fs::write(file(dir.path(), id, ".age"), bytes).unwrap();
    }
    fs::write(file(dir.path(), "gone", ".prev.age"), &good).unwrap();

    let listing = open(dir.path()).list().unwrap();
    assert_eq!(listing.kept.iter().map(|summary| summary.id.as_str()).collect::<Vec<_>>(), ["good"]);
    let ids: Vec<&str> = listing.unreadable.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["binary", "empty", "foreign", "gone", "short", "twice"]);
    for Unreadable { file: name, id, why, changed, copy } in &listing.unreadable {
        assert_eq!((copy.is_some(), changed.is_none()), (id == "twice", id == "gone"), "{id}");
        let said = format!("{why} {why:?} {}", why.hint());
        assert!(why.hint().ends_with(name.as_str()), "{said}");
        if let Some((_, bytes, expected)) = files.iter().find(|(file, ..)| file == id) {
            assert_eq!(why.to_string(), *expected, "{id}");
            assert_eq!(fs::read(file(dir.path(), id, ".age")).unwrap(), *bytes, "{id}");
        }
    }
}

#[test]
fn nothing_that_this_program_does_not_know_is_passed_over() {
    for session in full_sessions() {
        let whole = serde_json::to_value(Kept::Session(session)).unwrap();
        let mut objects = 0;
        while let Some((place, with_more)) = with_unknown_field(&whole, objects) {
            let read: Result<Kept, _> = serde_json::from_value(with_more);
            assert!(read.is_err(), "an unknown field in {place} is passed over");
            objects += 1;
        }
        assert!(objects > 100, "only {objects}");
    }
}

/// The value with a field more in its `n`th object, and where that is. One of each shape is enough.
fn with_unknown_field(whole: &Value, n: usize) -> Option<(String, Value)> {
    fn walk(value: &mut Value, place: &str, left: &mut usize) -> Option<String> {
        match value {
            Value::Object(fields) => {
                if *left == 0 {
                    fields.insert("mood".to_owned(), Value::Bool(true));
                    return Some(place.to_owned());
                }
                *left -= 1;
                fields.iter_mut().find_map(|(name, value)| walk(value, &format!("{place}.{name}"), left))
            }
            Value::Array(values) => values.iter_mut().find_map(|value| walk(value, place, left)),
            _ => None,
        }
    }
    let (mut value, mut left) = (whole.clone(), n);
    let place = walk(&mut value, "", &mut left)?;
    Some((place, value))
}

#[test]
fn a_second_window_reads_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let first = open(dir.path());
    first.save(&kept("abc", "one")).unwrap();
    let litter = dir.path().join("sessions/.but-why-x.tmp");
    fs::write(&litter, "under way").unwrap();

    let second = Arc::new(open(dir.path()));
    let because = second.read_only_because().unwrap();
    assert!(because.starts_with("Another window has these sessions open since "), "{because}");
    assert!(litter.exists(), "it may be the first window's work");
    assert_eq!(second.load("abc").unwrap(), kept("abc", "one"));
    let saver = Saver::start(Arc::clone(&second), || {});
    saver.change(kept("abc", "two"));
    assert!(matches!(saver.finish(LONG), SaveState::NotSaved { error, .. } if error.to_string() == because));
    drop(saver);
    second.session_opened("abc");
    second.folder().close();
    assert_eq!(first.load("abc").unwrap(), kept("abc", "one"));

    drop((first, second));
    let third = open(dir.path());
    assert!(third.is_writer() && !litter.exists());
}

#[test]
fn own_checklists_reach_the_shelf() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let Source { file, bytes, .. } = shipped().into_iter().find(|one| one.file == "cso_review.ron").unwrap();
    store.add_own(&file, &bytes).unwrap();
    let library = Library::read([shipped(), store.own_files().sources].concat());
    assert!(library.checklist("cso_review").unwrap().replaces_shipped);
}
