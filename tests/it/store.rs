//! How are sessions kept, and what happens when something goes wrong? A whole data folder, through its public face.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use but_why::checklist::{Contents, Library, Source, read, shipped};
use but_why::record::Kept;
use but_why::session::{Answer, Carried, Question, Session, Setup};
use but_why::store::{SaveState, Saver, Store, Unreadable, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;

const LONG: Duration = Duration::from_secs(30);

fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 5, 4).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

/// A session of one text, told apart by its reference.
fn session(id: &str, reference: &str) -> Session {
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
    let store = Store::open(dir.path()).unwrap();
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
    let store = Store::open(dir.path()).unwrap();
    for kept in &all {
        assert!(store.load(kept.id()).unwrap() == *kept);
        let text = fs::read_to_string(file(dir.path(), kept.id(), ".json")).unwrap();
        assert!(text.starts_with(r#"{"format":1,"kept":{"#));
    }
    assert_eq!(store.list().unwrap().kept.len(), all.len());
}

/// A store that was written before the parrot asked, with an open session and a finished one of every kind that there was.
/// It is never written anew: a field that came later has to be blank in it.
#[test]
fn a_store_from_before_the_parrot_opens_with_every_word() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores/before_the_parrot/sessions");
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    for name in ["open", "finished"] {
        fs::copy(old.join(format!("{name}.json")), file(dir.path(), name, ".json")).unwrap();
    }
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
    let store = Store::open(dir.path()).unwrap();
    for (id, minutes) in [("old", 1), ("newest", 3), ("newer", 2)] {
        let changed = noon() + chrono::TimeDelta::minutes(minutes);
        store.save(&kept(id, "before")).unwrap();
        store.save(&Kept::Session(Session { changed, ..session(id, "now") })).unwrap();
        assert_eq!(store.load_previous(id).unwrap(), kept(id, "before"));
    }
    let ids: Vec<String> = store.list().unwrap().kept.into_iter().map(|summary| summary.id).collect();
    assert_eq!(ids, ["newest", "newer", "old"]);
}

#[test]
fn files_that_do_not_open_are_named_and_left_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    store.save(&kept("good", "one")).unwrap();
    store.save(&kept("twice", "one")).unwrap();
    store.save(&kept("twice", "two")).unwrap();
    let good = fs::read(file(dir.path(), "good", ".json")).unwrap();
    let other = [&good[..good.len() - 1], br#","mood":"secret"}"#].concat();
    let newer = br#"{"format":999,"sealed":"secret"}"#;
    let files: [(&str, &[u8], &str); 7] = [
        ("binary", b"\x89PNG\r\n\x1a\n\0\0\0", "The file is damaged at line 1, column 1."),
        ("copied", &good, "This is a copy of a session under another name. It is left as it is."),
        ("empty", b"", "The file is empty."),
        (
            "newer",
            newer,
            "This was kept by a newer version of the program (format 999). It is left as it is. Update the program.",
        ),
        ("other", &other, "The file holds something that this program does not know, at line 1, column "),
        ("short", &good[..good.len() / 2], "The file ends too early."),
        ("twice", b"{", "The file ends too early."),
    ];
    for (id, bytes, _) in files {
        fs::write(file(dir.path(), id, ".json"), bytes).unwrap();
    }
    fs::rename(file(dir.path(), "good", ".json"), dir.path().join("aside")).unwrap();
    fs::write(file(dir.path(), "gone", ".prev.json"), fs::read(dir.path().join("aside")).unwrap()).unwrap();
    fs::rename(dir.path().join("aside"), file(dir.path(), "good", ".json")).unwrap();

    let listing = Store::open(dir.path()).unwrap().list().unwrap();
    assert_eq!(listing.kept.iter().map(|summary| summary.id.as_str()).collect::<Vec<_>>(), ["good"]);
    let ids: Vec<&str> = listing.unreadable.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["binary", "copied", "empty", "gone", "newer", "other", "short", "twice"]);
    for Unreadable { file: name, id, why, has_previous } in &listing.unreadable {
        assert_eq!(*has_previous, id == "twice", "{id}");
        let said = format!("{why} {why:?} {}", why.hint());
        assert!(!said.contains("secret") && why.hint().ends_with(name), "{said}");
        if let Some((_, bytes, expected)) = files.iter().find(|(file, ..)| file == id) {
            assert!(why.to_string().starts_with(expected), "{id}: {why}");
            assert_eq!(fs::read(file(dir.path(), id, ".json")).unwrap(), *bytes, "{id}");
        }
    }
    // Not even keeping a session of that name takes the place of a newer program's.
    let refused = store.save(&kept("newer", "older")).unwrap_err();
    assert!(refused.to_string().contains("newer version of the program (format 999)"));
    assert_eq!(fs::read(file(dir.path(), "newer", ".json")).unwrap(), newer);
}

#[test]
fn nothing_that_this_program_does_not_know_is_passed_over() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    for session in full_sessions() {
        let id = session.id.clone();
        store.save(&Kept::Session(session)).unwrap();
        let path = file(dir.path(), &id, ".json");
        let whole: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let mut objects = 0;
        while let Some((place, with_more)) = with_unknown_field(&whole, objects) {
            fs::write(&path, serde_json::to_vec(&with_more).unwrap()).unwrap();
            assert!(store.load(&id).is_err(), "an unknown field in {place} is passed over");
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
    let first = Store::open(dir.path()).unwrap();
    first.save(&kept("abc", "one")).unwrap();
    let litter = dir.path().join("sessions/.but-why-x.tmp");
    fs::write(&litter, "under way").unwrap();

    let second = Arc::new(Store::open(dir.path()).unwrap());
    let because = second.read_only_because().unwrap();
    assert!(because.starts_with("Another window has these sessions open since "), "{because}");
    assert!(litter.exists(), "it may be the first window's work");
    assert_eq!(second.load("abc").unwrap(), kept("abc", "one"));
    let saver = Saver::start(Arc::clone(&second), || {});
    saver.change(kept("abc", "two"));
    assert!(matches!(saver.finish(LONG), SaveState::NotSaved { error, .. } if error.to_string() == because));
    drop(saver);
    second.session_opened("abc");
    second.close();
    assert_eq!(first.load("abc").unwrap(), kept("abc", "one"));

    drop((first, second));
    let third = Store::open(dir.path()).unwrap();
    assert!(third.is_writer() && !litter.exists());
}

#[test]
fn own_checklists_reach_the_shelf() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let Source { file, bytes, .. } = shipped().into_iter().find(|one| one.file == "cso_review.ron").unwrap();
    store.add_own(&file, &bytes).unwrap();
    let library = Library::read([shipped(), store.own_files().sources].concat());
    assert!(library.checklist("cso_review").unwrap().replaces_shipped);
}

const KILLS: u32 = 240;
const CHILD_FOLDER: &str = "BUT_WHY_TEST_FOLDER";
const CHILD_ID: &str = "killed";

/// Saves 1, 2, 3 … as fast as it can, and says of each when it is on the disk, until somebody kills it.
#[test]
#[ignore = "it is the process that a_kill_at_any_moment_leaves_the_last_state_or_the_next kills"]
fn the_one_that_is_killed() {
    let Ok(dir) = std::env::var(CHILD_FOLDER) else { return };
    let store = Arc::new(Store::open(dir).unwrap());
    assert!(store.is_writer(), "{:?}", store.read_only_because());
    store.session_opened(CHILD_ID);
    let first = store.load(CHILD_ID).map_or(0, |kept| number(&kept)) + 1;
    let saver = Saver::start(store, || {});
    for n in first.. {
        let mut session = session(CHILD_ID, &n.to_string());
        // About as much as an hour's talk, and a length that differs, so that a mixture of two would show.
        let Answer::Text(words) = &mut session.sections[0].entries[0].answer else { panic!("it is a text") };
        words.text = format!("{n} ").repeat(10_000 + n % 1_000);
        saver.change(Kept::Session(session));
        assert!(matches!(saver.finish(LONG), SaveState::Saved { .. }));
        // In one piece: a kill must not leave half a line.
        std::io::stderr().write_all(format!("kept {n}\n").as_bytes()).unwrap();
    }
}

fn number(kept: &Kept) -> usize {
    let n = kept.session().reference.parse().unwrap();
    let Answer::Text(words) = &kept.session().sections[0].entries[0].answer else { panic!("it is a text") };
    assert!(words.text == format!("{n} ").repeat(10_000 + n % 1_000), "a mixture of two states");
    n
}

#[test]
fn a_kill_at_any_moment_leaves_the_last_state_or_the_next() {
    let started = Instant::now();
    let dir = tempfile::tempdir().unwrap();
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |limit: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % limit
    };
    let (mut acknowledged, mut last, mut next, mut litter) = (0, 0, 0, 0);
    for kill in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::the_one_that_is_killed", "--ignored", "--nocapture"])
            .env(CHILD_FOLDER, dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let mut heard = |line: Option<String>| {
            let line = line?;
            let n = line.strip_prefix("kept ").unwrap_or_else(|| panic!("the child says: {line}")).parse().unwrap();
            acknowledged = n;
            Some(())
        };
        // Some kills come while it starts, the others after a few saves; then anywhere within about two more.
        for _ in 0..below(8) {
            heard(said.next()).expect("the child goes on until it is killed");
        }
        let moment = Instant::now() + Duration::from_micros(below(12_000));
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        while heard(said.next()).is_some() {}

        let sessions = dir.path().join("sessions");
        let is_litter = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().ends_with(".tmp");
        let count_litter = || fs::read_dir(&sessions).into_iter().flatten().flatten().filter(is_litter).count();
        litter += count_litter();
        let store = Store::open(dir.path()).unwrap();
        assert!(store.is_writer(), "the lock dies with its holder");
        assert_eq!(count_litter(), 0);
        let listing = store.list().unwrap();
        assert!(listing.unreadable.is_empty(), "kill {kill}: {:?}", listing.unreadable);
        let found = store.load(CHILD_ID).map_or(0, |kept| number(&kept));
        match found - acknowledged {
            0 => last += 1,
            1 => next += 1,
            more => panic!("kill {kill}: {acknowledged} was acknowledged, {more} more were found"),
        }
        if let Ok(previous) = store.load_previous(CHILD_ID) {
            assert!(number(&previous) <= found);
        }
        if found > 0 {
            assert_eq!(store.unclean_end().unwrap().last.unwrap().reference, found.to_string());
        }
        acknowledged = found;
    }
    println!(
        "{KILLS} kills in {:.1} s, {acknowledged} states: the last acknowledged opened {last} times, the one in flight \
         {next} times; {litter} half-written files swept, none unreadable",
        started.elapsed().as_secs_f32()
    );
    assert!(acknowledged > KILLS as usize, "the kills must come in the middle of the work");
}
