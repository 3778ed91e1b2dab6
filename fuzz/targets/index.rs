//! Whatever the list of sessions, the bin and the holder's file say under their seals, the folder opens, and nothing goes
//! that lies elsewhere. What is said there is used as the program uses it: listed, seen by the clock, told, put back.

#![no_main]

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use but_why_fuzz::{
    forger,
    store::{Folder, Passphrase, Store, Version},
};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tempfile::TempDir;

const SESSION: &[u8] = include_bytes!("../corpus/session/text.json");

/// For what is not even JSON: unlocking is work, and the bin's file is read anew each time.
static STORE: LazyLock<(TempDir, Store)> = LazyLock::new(|| {
    let dir = tempfile::tempdir().expect("a folder");
    forger::lay_out(dir.path(), SESSION, b"").expect("a store");
    let store = open(dir.path());
    (dir, store)
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(said) = serde_json::from_slice::<Value>(bytes).map(|said| said.to_string()) else {
        let (dir, store) = &*STORE;
        forger::say(dir.path(), "bin", bytes).expect("it is written");
        assert_eq!(store.bin(noon()).len(), 1);
        return;
    };
    let dir = tempfile::tempdir().expect("a folder");
    forger::lay_out(dir.path(), SESSION, bytes).expect("a store");
    let store = open(dir.path());
    if bytes.len().is_multiple_of(8) {
        forger::say(dir.path(), "holder", bytes).expect("it is written");
        let second = open(dir.path());
        assert!(second.read_only_because().is_some_and(|because| because.ends_with("changes nothing.")));
        let _ = second.bin(noon());
    }

    if let Some(end) = store.unclean_end() {
        assert!(end.last.is_some() || end.before.is_some());
    }
    let listing = store.list().expect("the folder is there");
    for summary in &listing.kept {
        let _ = (summary.name(), summary.is_about("AB12", "Ailsa"), summary.delete_day);
    }
    for id in listing.copies.iter().map(|copy| copy.id.as_str()).chain(["known", "ailsa"]) {
        let _ = (store.peek(id, &Version::Last), store.copies_of(id));
    }
    // To and fro: a clock that jumps removes nothing, unless the bin's own file says that its days have passed.
    for days in [0, -800, 1, 20_000, 15] {
        let _ = store.bin(noon() + TimeDelta::days(days));
    }
    let is_there = |file: &str| dir.path().join(file).exists();
    assert!(is_there("bin/gone.age") || said.contains("gone"), "it went early");
    store.date_is_right(noon()).expect("what has gone is removed");
    let _ = (store.receipts(noon()), store.put_back("gone", noon()), store.delete("ailsa", noon()));
    for file in ["keys.age", "keys-recovery.age", "sessions/known.age", "bin/ailsa.age"] {
        assert!(is_there(file), "{file}");
    }
});

fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 6, 3).and_then(|day| day.and_hms_opt(12, 0, 0)).expect("a day")
}

fn open(dir: &Path) -> Store {
    let folder = Folder::open(dir).expect("the folder opens");
    Store::unlock(Arc::new(folder), &Passphrase::typed(forger::PASSPHRASE)).expect("it unlocks")
}
