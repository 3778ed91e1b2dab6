//! Will yesterday's store open tomorrow? `tests/stores/v1` was written by the version that made the format, and is never written
//! anew. It opens by its passphrase and by its code, and every word in it is there. And what a newer version has written is
//! refused by name and left byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use age::secrecy::SecretString;
use but_why::record::Kept;
use but_why::session::{Session, sample_of};
use but_why::settings::{LockAfter, Settings, ThemeChoice};
use but_why::store::{Cost, Folder, GoOnError, LoadError, OpenError, Passphrase, RecoveryCode, SaveError, Store};
use but_why::store::{UnlockError, Version};
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::age_by_hand::{hex, opened, secret};
use crate::desk::{PASSPHRASE, open, quick_folder};
use crate::store::noon;

const FAMILIES: [&str; 3] = ["ailsa", "rory", "skye"];

fn frozen() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores/v1")
}

/// What the README of the store says: its passphrase and its code.
fn readme() -> (Passphrase, RecoveryCode) {
    let text = fs::read_to_string(frozen().join("README.md")).unwrap();
    let after = |label: &str| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(label)).unwrap();
        line.trim().trim_matches('`').to_owned()
    };
    (Passphrase::typed(&after("- Passphrase:")), RecoveryCode::typed(&after("- Recovery code:")).unwrap())
}

/// A copy of it, to open.
fn copy() -> TempDir {
    let dir = quick_folder();
    copy_folder(&frozen(), dir.path());
    dir
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Writes the store, once. It does nothing where there is one: that one is kept for what it is.
#[test]
#[ignore = "it has written tests/stores/v1, which is never written anew"]
fn the_one_that_writes_the_frozen_store() {
    let dir = frozen();
    if dir.exists() {
        return;
    }
    let code = RecoveryCode::new();
    let folder = Arc::new(Folder::open(&dir).unwrap());
    let store = Store::begin(folder, &Passphrase::typed(PASSPHRASE), &code, Cost::USUAL).unwrap();
    store
        .folder()
        .keep_settings(&Settings {
            theme: ThemeChoice::Dark,
            text_percent: 150,
            roomy: true,
            lock_after: LockAfter::Minutes30,
            ..Settings::default()
        })
        .unwrap();
    store.add_own("team_list.ron", include_bytes!("../../checklists/sessions/cso_review.ron")).unwrap();
    let of = |family: &str, id: &str| Session { id: id.to_owned(), ..sample_of(family, "full").unwrap() };
    for family in FAMILIES {
        // An earlier state first, so that there is a copy before it and a backup.
        let mut before = of(family, &format!("{family}session"));
        before.notes.shared = "This is how it stood a sitting before.".to_owned();
        store.save(&Kept::Session(before)).unwrap();
        store.save(&Kept::Session(of(family, &format!("{family}session")))).unwrap();
        let session = of(family, &format!("{family}record"));
        let finished = session.changed;
        let mut record = session.finish(finished);
        record.add("We rang Gran the day after, and she had waited for it.", finished + chrono::TimeDelta::days(1));
        store.save(&Kept::Record(record)).unwrap();
    }
    store.save(&Kept::Session(of("skye", "binned"))).unwrap();
    store.delete("binned", noon()).unwrap();
    store.list().unwrap();
    store.folder().close();
    drop(store);
    for name in ["lock", "turn"] {
        fs::remove_file(dir.join(name)).unwrap();
    }
    let words = code.words();
    let mut readme = fs::File::create(dir.join("README.md")).unwrap();
    write!(
        readme,
        "# A store of format 1\n\nWritten by version 0.1.0 of But Why? and never written anew: `tests/it/frozen.rs` holds \
         that every later version finds every word in it. The families in it are invented.\n\n- Passphrase: \
         `{PASSPHRASE}`\n- Recovery code: `{}`\n",
        &words[..]
    )
    .unwrap();
}

/// Every text of somebody's in it, and how often it stands there. A word by itself may be the name of a choice, which a later
/// version may call differently.
fn texts(value: &Value) -> BTreeMap<String, usize> {
    fn walk(value: &Value, into: &mut BTreeMap<String, usize>) {
        match value {
            Value::String(text) if text.contains(' ') => *into.entry(text.clone()).or_default() += 1,
            Value::Array(values) => values.iter().for_each(|one| walk(one, into)),
            Value::Object(fields) => fields.values().for_each(|one| walk(one, into)),
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    walk(value, &mut found);
    found
}

/// What is sealed in a file, read without this program's reader.
fn by_hand(path: &Path, code: &RecoveryCode) -> Value {
    let words = opened(&fs::read(path).unwrap(), &secret(&code.identity_line())).unwrap();
    let end = words.iter().position(|byte| *byte == b'\n').unwrap();
    serde_json::from_slice(&words[end + 1..]).unwrap()
}

#[track_caller]
fn has_every_word(store: &Store, dir: &Path, code: &RecoveryCode) {
    let listing = store.list().unwrap();
    assert!(listing.unreadable.is_empty() && listing.copies.is_empty(), "{:?}", listing.unreadable);
    let mut listed: Vec<(&str, &str, bool)> =
        listing.kept.iter().map(|one| (one.id.as_str(), one.child.as_str(), one.finished.is_some())).collect();
    listed.sort_unstable();
    let expected = [
        ("ailsarecord", "Ailsa", true),
        ("ailsasession", "Ailsa", false),
        ("roryrecord", "Rory", true),
        ("rorysession", "Rory", false),
        ("skyerecord", "Skye", true),
        ("skyesession", "Skye", false),
    ];
    assert_eq!(listed, expected);
    let mut count = 0;
    for (id, ..) in expected {
        let there = texts(&by_hand(&dir.join(format!("sessions/{id}.age")), code));
        let kept = store.load(id).unwrap();
        let now = texts(&serde_json::to_value(&kept).unwrap());
        for (text, times) in &there {
            assert!(now.get(text).is_some_and(|now| now >= times), "{id} has lost a text: {text}");
            count += times;
        }
        let copies = store.copies_of(id).len();
        assert_eq!(copies, usize::from(id.ends_with("session")), "{id}");
        if let Kept::Record(record) = kept {
            assert_eq!(record.later()[0].text, "We rang Gran the day after, and she had waited for it.");
        }
    }
    assert!(count > 3_000, "only {count} texts");
    let before = store.peek("rorysession", &Version::Previous).unwrap();
    assert_eq!(before.session().notes.shared, "This is how it stood a sitting before.");
    let said = |id: &str, words: &str| {
        let kept = store.load(id).unwrap();
        let said = kept.session().entries().flat_map(|(_, entry)| entry.texts()).any(|text| text.contains(words));
        assert!(said, "{id} does not say {words:?}");
    };
    for (id, words) in SENTENCES {
        said(id, words);
    }
    let bin = store.bin(noon());
    assert_eq!(bin.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["binned"]);
    let there = texts(&by_hand(&dir.join("bin/binned.age"), code));
    let now = texts(&serde_json::to_value(store.peek_binned("binned").unwrap()).unwrap());
    assert!(there.iter().all(|(text, times)| now.get(text).is_some_and(|now| now >= times)));
    assert_eq!(store.own_files().sources.len(), 1);
    let (settings, damaged) = store.folder().settings();
    assert!(damaged.is_none());
    assert_eq!((settings.theme, settings.text_percent, settings.roomy), (ThemeChoice::Dark, 150, true));
    assert_eq!(settings.lock_after, LockAfter::Minutes30);
}

/// As they stand in that store, whatever the samples say by now.
const SENTENCES: [(&str, &str); 4] = [
    ("ailsasession", "A year has been asked for five times and has moved nothing."),
    ("ailsarecord", "R.H. sees her on 27 May."),
    ("rorysession", "For somebody to tell him whether the other mummy is coming. Nobody is named as holding that."),
    ("skyerecord", "It misses what she carries at home, and it misses the man of 19."),
];

#[test]
fn the_store_of_the_first_format_opens_by_its_passphrase_with_every_word() {
    let (passphrase, code) = readme();
    let dir = copy();
    let folder = Arc::new(Folder::open(dir.path()).unwrap());
    let store = Store::unlock(folder, &passphrase).unwrap();
    has_every_word(&store, dir.path(), &code);
    // The list that is kept in it is the one that its files give.
    drop(store);
    fs::remove_file(dir.path().join("index.age")).unwrap();
    let store = Store::unlock(Arc::new(Folder::open(dir.path()).unwrap()), &passphrase).unwrap();
    has_every_word(&store, dir.path(), &code);
    // And it goes on.
    let kept = store.load("rorysession").unwrap();
    store.save(&kept).unwrap();
    assert!(store.load("rorysession").unwrap() == kept);
    assert!(store.list().unwrap().copies.is_empty());
}

#[test]
fn the_store_of_the_first_format_opens_by_its_code_with_every_word() {
    let (_, code) = readme();
    let dir = copy();
    let folder = Arc::new(Folder::open(dir.path()).unwrap());
    let new = Passphrase::typed("another walk, another beach");
    let store = Store::recover(folder, &code, &new, Cost::LEAST).unwrap();
    has_every_word(&store, dir.path(), &code);
}

/// Everything in a folder but what a window leaves there for as long as it is open.
fn everything(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(dir: &Path, into: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                walk(&path, into);
            } else if !["lock", "turn", "holder.age", "index.age"].iter().any(|one| name == *one) {
                into.insert(path.clone(), fs::read(path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(dir, &mut found);
    found
}

#[test]
fn a_store_of_a_newer_version_is_refused_by_name_and_left_as_it_is() {
    let dir = copy();
    fs::write(dir.path().join("but-why.json"), br#"{"format":999,"kept":"whatever it may be"}"#).unwrap();
    let before = everything(dir.path());
    for opened in [Folder::open(dir.path()), Folder::look(dir.path())] {
        let error = opened.unwrap_err();
        assert!(matches!(error, OpenError::Newer { format: 999, .. }));
        assert_eq!(
            error.to_string(),
            "A newer version of the program keeps its sessions here (format 999). They are left as they are."
        );
        assert!(error.hint().starts_with("Update the program, or choose another folder."));
    }
    assert!(everything(dir.path()) == before);
    assert!(!dir.path().join("lock").exists(), "not even a lock is left there");
}

fn sealed_to(recipient: &dyn age::Recipient, words: &[u8]) -> Vec<u8> {
    let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient)).unwrap();
    let mut writer = encryptor.wrap_output(Vec::new()).unwrap();
    writer.write_all(words).unwrap();
    writer.finish().unwrap()
}

/// A store of its own, with its code, and what is inside its keys.
fn begun() -> (TempDir, String) {
    let dir = quick_folder();
    let code = RecoveryCode::new();
    let folder = Arc::new(Folder::open(dir.path()).unwrap());
    drop(Store::begin(folder, &Passphrase::typed(PASSPHRASE), &code, Cost::LEAST).unwrap());
    let sealed = fs::read(dir.path().join("keys-recovery.age")).unwrap();
    let keys = opened(&sealed, &secret(&code.identity_line())).unwrap();
    (dir, String::from_utf8(keys).unwrap())
}

#[test]
fn keys_of_a_newer_version_are_refused_by_name_and_left_as_they_are() {
    let (dir, keys) = begun();
    let newer = keys.replace("# but-why 1", "# but-why 7");
    assert_ne!(newer, keys);
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(PASSPHRASE));
    recipient.set_work_factor(1);
    fs::write(dir.path().join("keys.age"), sealed_to(&recipient, newer.as_bytes())).unwrap();
    let before = everything(dir.path());
    let folder = Arc::new(Folder::open(dir.path()).unwrap());
    let error = Store::unlock(Arc::clone(&folder), &Passphrase::typed(PASSPHRASE)).unwrap_err();
    assert!(matches!(error, UnlockError::Newer { format: 7, .. }));
    assert_eq!(error.to_string(), "The keys were made by a newer version of the program (format 7).");
    assert!(error.hint().starts_with("Update the program."));
    let begun = Store::begin(folder, &Passphrase::typed(PASSPHRASE), &RecoveryCode::new(), Cost::LEAST);
    assert!(matches!(begun, Err(UnlockError::Begun { .. })), "they are not written over");
    assert!(everything(dir.path()) == before);
}

#[test]
fn a_session_of_a_newer_version_is_refused_by_name_and_left_as_it_is() {
    let (dir, keys) = begun();
    let own = keys.lines().find(|line| !line.starts_with('#')).unwrap();
    let store_name = keys.lines().find_map(|line| line.strip_prefix("# store: ")).unwrap();
    let recipient = age::x25519::Identity::from_str(own).unwrap().to_public();
    // One has another first line, the other has it as we write it, and another form of session under it.
    let line = format!("but-why 1 {store_name} session skye 4 ");
    let words = br#"{"format":8,"anything":"at all"}"#;
    let mut code = <Hmac<Sha256> as Mac>::new_from_slice(
        &Sha256::new().chain_update(b"but-why code 1").chain_update(own).finalize(),
    )
    .unwrap();
    code.update(line.as_bytes());
    code.update(b"\n");
    code.update(words);
    let code = hex(&code.finalize().into_bytes());
    let newer_form = [line.as_bytes(), code.as_bytes(), b"\n", words].concat();
    let forms = [("ailsa", 9, b"but-why 9 anything at all\n{}".to_vec()), ("skye", 8, newer_form)];
    for (id, _, words) in &forms {
        fs::write(dir.path().join(format!("sessions/{id}.age")), sealed_to(&recipient, words)).unwrap();
    }
    let before = everything(dir.path());
    let store = open(dir.path());
    let kept = |id: &str| Kept::Session(Session { id: id.to_owned(), ..sample_of("rory", "short").unwrap() });
    for (id, number, _) in &forms {
        let error = store.load(id).unwrap_err();
        assert!(matches!(error, LoadError::Newer { format, .. } if format == *number), "{error:?}");
        assert_eq!(
            error.to_string(),
            format!(
                "This was kept by a newer version of the program (format {number}). It is left as it is. Update the program."
            )
        );
    }
    let listing = store.list().unwrap();
    assert!(listing.kept.is_empty());
    assert_eq!(listing.unreadable.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["ailsa", "skye"]);
    assert!(everything(dir.path()) == before);

    // Who writes one of that name all the same writes beside it; and even by choice it is not written over.
    store.save(&kept("ailsa")).unwrap();
    let copy = store.list().unwrap().copies.pop().unwrap();
    let refused = store.go_on_from("ailsa", &copy.version).unwrap_err();
    assert!(matches!(refused, GoOnError::Save(SaveError::Newer { format: 9, .. })), "{refused:?}");
    let after = everything(dir.path());
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
    assert_eq!(store.peek("ailsa", &copy.version).unwrap(), kept("ailsa"));
}
