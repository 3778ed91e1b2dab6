//! What is left when a call to the system ends badly in the middle of something? Each of six things that can happen, at each of
//! the calls: no word is lost, nothing is there twice, and a second attempt succeeds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::disk::faults::{self, Fault};
use super::{Cost, Folder, PASSPHRASE, Passphrase, RecoveryCode, Store, UnlockError, Version, frame, sample, unlocked};

const EINTR: i32 = 4;
const EIO: i32 = 5;
const FAULTS: [Fault; 6] = [
    Fault::Error(EINTR),
    Fault::Short,
    Fault::Error(EIO),
    Fault::Error(13), // EACCES
    Fault::Error(28), // ENOSPC
    Fault::Error(30), // EROFS
];

/// Something that can be done with a store, and what has to hold whatever happens meanwhile.
struct Deed {
    name: &'static str,
    /// The folder as it is before.
    prepare: fn(&Path),
    /// Before the fault, in the store in which it will happen.
    arrive: fn(&Store),
    act: fn(&Store) -> Result<(), String>,
    /// By the name of the child: what may never be missing, and the session as it is in the end.
    always: &'static [&'static str],
    finally: fn(&Store),
    /// Fewer calls would mean that something goes past the seam.
    calls: usize,
}

fn now() -> NaiveDateTime {
    NaiveDateTime::default()
}

fn said<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<(), String> {
    result.map(|_| ()).map_err(|error| error.to_string())
}

fn nothing(_: &Store) {}

fn child(store: &Store, version: &Version) -> String {
    store.peek("abc", version).map_or_else(|error| error.to_string(), |kept| kept.session().child.clone())
}

#[track_caller]
fn is_now(store: &Store, words: &str) {
    assert_eq!(child(store, &Version::Last), words);
    assert!(store.bin(now()).is_empty());
}

/// Two states of a session: the one and, a sitting later, the other.
fn two_states(dir: &Path) {
    for words in ["one", "two"] {
        let store = unlocked(dir);
        let _ = store.load("abc");
        store.save(&sample("abc", words)).unwrap();
        store.folder().close();
    }
}

/// And a version beside it, as a syncing program leaves it.
fn with_a_version_beside(dir: &Path) {
    two_states(dir);
    let other = tempfile::tempdir().unwrap();
    copy(dir, other.path());
    let store = unlocked(other.path());
    store.load("abc").unwrap();
    store.save(&sample("abc", "beside")).unwrap();
    fs::copy(other.path().join("sessions/abc.age"), dir.join("sessions/abc (1).age")).unwrap();
}

fn damaged(dir: &Path) {
    two_states(dir);
    // Only the copy before is left of it.
    fs::remove_dir_all(dir.join("backups")).unwrap();
    let path = dir.join("sessions/abc.age");
    let whole = fs::read(&path).unwrap();
    fs::write(path, &whole[..whole.len() / 2]).unwrap();
}

fn binned(dir: &Path) {
    two_states(dir);
    unlocked(dir).delete("abc", now()).unwrap();
}

/// It was deleted here, and a syncing program has brought it again, with more words.
fn binned_and_brought_again(dir: &Path) {
    two_states(dir);
    let other = tempfile::tempdir().unwrap();
    copy(dir, other.path());
    unlocked(dir).delete("abc", now()).unwrap();
    let store = unlocked(other.path());
    store.load("abc").unwrap();
    store.save(&sample("abc", "brought")).unwrap();
    fs::copy(other.path().join("sessions/abc.age"), dir.join("sessions/abc.age")).unwrap();
}

fn plain(dir: &Path) {
    drop(unlocked(dir));
    let put = |name: &str, bytes: &[u8]| fs::write(dir.join("sessions").join(name), bytes).unwrap();
    put("abc.json", &frame::encode(&sample("abc", "two")));
    put("abc.prev.json", &frame::encode(&sample("abc", "one")));
    put("abc.damaged.json", TORN);
}

const TORN: &[u8] = br#"{"format":1,"kept":{"Session":{"child":"Marwi"#;

#[expect(clippy::too_many_lines, reason = "it is one table")]
fn deeds() -> Vec<Deed> {
    vec![
        Deed {
            name: "the first words of a session",
            prepare: |dir| drop(unlocked(dir)),
            arrive: nothing,
            act: |store| {
                store.session_opened("abc");
                said(store.save(&sample("abc", "two")))
            },
            always: &[],
            finally: |store| is_now(store, "two"),
            calls: 12,
        },
        Deed {
            name: "the first save of a sitting, with its copies",
            prepare: two_states,
            arrive: |store| drop(store.load("abc").unwrap()),
            act: |store| {
                store.session_opened("abc");
                said(store.save(&sample("abc", "three")))
            },
            always: &["one"],
            finally: |store| is_now(store, "three"),
            calls: 24,
        },
        Deed {
            name: "a later save",
            prepare: two_states,
            arrive: |store| {
                store.load("abc").unwrap();
                store.save(&sample("abc", "three")).unwrap();
            },
            act: |store| said(store.save(&sample("abc", "four"))),
            always: &["one", "two"],
            finally: |store| is_now(store, "four"),
            calls: 6,
        },
        Deed {
            name: "a save beside",
            prepare: with_a_version_beside,
            // It has not read what is there.
            arrive: nothing,
            act: |store| said(store.save(&sample("abc", "blind"))),
            always: &["one", "two", "beside"],
            finally: |store| {
                is_now(store, "two");
                assert_eq!(store.list().unwrap().copies.len(), 2);
            },
            calls: 6,
        },
        Deed {
            name: "deleting",
            prepare: with_a_version_beside,
            arrive: nothing,
            act: |store| said(store.delete("abc", now())),
            always: &["one", "two", "beside"],
            finally: |store| {
                assert_eq!(store.bin(now()).len(), 1);
                assert!(store.list().unwrap().kept.is_empty() && store.list().unwrap().copies.is_empty());
            },
            calls: 12,
        },
        Deed {
            name: "deleting what was deleted before",
            prepare: binned_and_brought_again,
            arrive: nothing,
            act: |store| said(store.delete("abc", now())),
            always: &["one", "two", "brought"],
            finally: |store| assert_eq!(store.bin(now())[0].summary.as_ref().unwrap().child, "brought"),
            calls: 12,
        },
        Deed {
            name: "putting back",
            prepare: binned,
            arrive: nothing,
            act: |store| said(store.put_back("abc", now())),
            always: &["one", "two"],
            finally: |store| is_now(store, "two"),
            calls: 10,
        },
        Deed {
            name: "putting back where it was brought again",
            prepare: binned_and_brought_again,
            arrive: nothing,
            act: |store| said(store.put_back("abc", now())),
            always: &["one", "two", "brought"],
            finally: |store| is_now(store, "brought"),
            calls: 10,
        },
        Deed {
            name: "going on from the copy before",
            prepare: two_states,
            arrive: nothing,
            act: |store| said(store.go_on_from("abc", &Version::Previous)),
            always: &["one", "two"],
            finally: |store| is_now(store, "one"),
            calls: 12,
        },
        Deed {
            name: "going on from a version beside",
            prepare: with_a_version_beside,
            arrive: nothing,
            act: |store| said(store.go_on_from("abc", &Version::Beside("abc (1).age".to_owned()))),
            always: &["one", "two", "beside"],
            finally: |store| is_now(store, "beside"),
            calls: 12,
        },
        Deed {
            name: "going on where the session is damaged",
            prepare: damaged,
            arrive: nothing,
            act: |store| said(store.go_on_from("abc", &Version::Previous)),
            always: &["one"],
            finally: |store| is_now(store, "one"),
            calls: 12,
        },
        Deed {
            name: "taking in what was not encrypted",
            prepare: plain,
            arrive: nothing,
            act: |store| match store.take_in_plain().left.pop() {
                None => Ok(()),
                Some((_, why)) => Err(why.to_string()),
            },
            always: &["one", "two"],
            finally: |store| {
                is_now(store, "two");
                let names = fs::read_dir(store.dir().join("sessions")).unwrap().flatten();
                let names: BTreeSet<String> = names.map(|name| name.file_name().into_string().unwrap()).collect();
                assert_eq!(names, BTreeSet::from(["abc.age", "abc.damaged.age", "abc.prev.age"].map(str::to_owned)));
            },
            calls: 21,
        },
        Deed {
            name: "another passphrase",
            prepare: two_states,
            arrive: nothing,
            act: |store| {
                let [present, new] = [PASSPHRASE, "a short walk on the moor"].map(Passphrase::typed);
                said(store.change_passphrase(&present, &new, Cost::LEAST))
            },
            always: &["one", "two"],
            finally: |store| is_now(store, "two"),
            calls: 6,
        },
        Deed {
            name: "what has been in the bin for its days",
            prepare: |dir| {
                two_states(dir);
                let store = unlocked(dir);
                store.save(&sample("xyz", "stays")).unwrap();
                store.delete("abc", now()).unwrap();
            },
            arrive: nothing,
            act: |store| said(store.date_is_right(now() + chrono::TimeDelta::days(20))),
            always: &["stays"],
            finally: |store| {
                assert!(store.bin(now()).is_empty() && store.folder.backups("abc").is_empty());
                assert_eq!(store.receipts(now()).len(), 1);
            },
            calls: 12,
        },
    ]
}

/// On a disk in the memory if there is one: nothing here is about power cuts, and every fault has a folder of its own.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(dir).unwrap().flatten().map(|entry| entry.path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// What is there of anybody, in the session, beside it, among the copies, in the bin, or not encrypted yet.
fn all_words(store: &Store) -> BTreeSet<String> {
    let listing = store.list().unwrap();
    let mut words: BTreeSet<String> = listing
        .kept
        .iter()
        .chain(listing.copies.iter().map(|copy| &copy.summary))
        .map(|one| one.child.clone())
        .collect();
    for id in ["abc", "xyz"] {
        words.extend(store.copies_of(id).into_iter().map(|copy| copy.summary.child));
    }
    words.extend(store.bin(now()).into_iter().filter_map(|one| Some(one.summary?.child)));
    for path in files(&store.dir().join("sessions")) {
        let plain = path.extension().is_some_and(|ending| ending == "json");
        if let Some(Ok(kept)) = plain.then(|| frame::decode::<crate::record::Kept>(&fs::read(&path).unwrap(), &path)) {
            words.insert(kept.session().child.clone());
        }
    }
    words
}

/// Whoever opens the folder: by the passphrase before, or by the new one.
fn opened(dir: &Path) -> Store {
    let folder = || Arc::new(Folder::open(dir).unwrap());
    let passphrases = [PASSPHRASE, "a short walk on the moor"].map(Passphrase::typed);
    let opened = passphrases.iter().find_map(|passphrase| Store::unlock(folder(), passphrase).ok());
    opened.expect("one of the two opens it")
}

#[cfg(unix)]
#[test]
fn whatever_ends_badly_no_word_is_lost_and_a_second_attempt_succeeds() {
    // Each in a thread of its own, as the faults are.
    let counts = std::thread::scope(|scope| {
        let all: Vec<_> = deeds().into_iter().map(|deed| scope.spawn(move || strike_at_each_call(&deed))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    let (calls, refused) = counts.into_iter().fold((0, 0), |sum, (calls, refused)| (sum.0 + calls, sum.1 + refused));
    println!("{calls} calls struck, {refused} times it was said");
}

/// How many calls there were, and how often it was said that something stood in the way.
fn strike_at_each_call(deed: &Deed) -> (usize, usize) {
    let Deed { name, prepare, arrive, act, always, finally, calls: least } = deed;
    let (mut calls, mut refused) = (0, 0);
    let before = folder();
    prepare(before.path());
    let two_versions = opened(before.path()).list().unwrap().copies.len();
    for fault in FAULTS {
        for nth in 0.. {
            let what = format!("{name}: {fault:?} at call {nth}");
            let dir = folder();
            copy(before.path(), dir.path());
            let store = opened(dir.path());
            arrive(&store);
            let (done, struck) = faults::with(nth, fault, || act(&store));
            if !struck {
                assert!(nth >= *least, "{what}: something goes past the seam");
                done.unwrap();
                finally(&store);
                break;
            }
            calls += 1;
            refused += usize::from(done.is_err());
            if matches!(fault, Fault::Error(EINTR) | Fault::Short) {
                assert_eq!(done, Ok(()), "{what} is passed over");
            }
            nothing_is_lost(&store, always, two_versions, &what);
            // The same folder after a kill at this moment. What is there is the same whatever the error was.
            if fault == Fault::Error(EIO) {
                let killed = folder();
                copy(dir.path(), killed.path());
                nothing_is_lost(&opened(killed.path()), always, two_versions, &what);
            }
            if let Err(before) = done {
                act(&store).unwrap_or_else(|after| panic!("{what}: {before} Then again: {after}"));
                nothing_is_lost(&store, always, two_versions, &what);
            }
            finally(&store);
            drop(store);
            finally(&opened(dir.path()));
        }
    }
    (calls, refused)
}

#[track_caller]
fn nothing_is_lost(store: &Store, always: &[&str], two_versions: usize, what: &str) {
    assert!(store.is_writer(), "{what}: {:?}", store.read_only_because());
    let words = all_words(store);
    for word in always {
        assert!(words.contains(*word), "{what}: {word:?} is lost, and {words:?} is there");
    }
    let listing = store.list().unwrap();
    // What was said to be beside is.
    let more = usize::from(what.starts_with("a save beside"));
    assert!(listing.copies.len() <= two_versions + more, "{what}: two versions of which there was one");
    let may_be_damaged = what.contains("damaged");
    assert!(may_be_damaged || listing.unreadable.is_empty(), "{what}: {:?}", listing.unreadable);
    let litter = files(store.dir()).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "tmp"));
    assert_eq!(litter.count(), 0, "{what}: half-written files are left");
}

#[cfg(unix)]
#[test]
fn a_store_that_could_not_begin_begins_with_the_next_attempt() {
    for fault in FAULTS {
        for nth in 0.. {
            let dir = folder();
            let folder = || Arc::new(Folder::open(dir.path()).unwrap());
            let begin =
                |folder, code: &RecoveryCode| Store::begin(folder, &Passphrase::typed(PASSPHRASE), code, Cost::LEAST);
            let looked_into = folder();
            let [first, second] = [(); 2].map(|()| RecoveryCode::new());
            let (done, struck) = faults::with(nth, fault, || begin(looked_into, &first).map(drop));
            // Whoever is told that it has not begun is shown another sheet.
            let sheet = if done.is_ok() { first } else { second };
            match begin(folder(), &sheet) {
                Ok(store) => store.save(&sample("abc", "one")).unwrap(),
                Err(UnlockError::Begun { .. }) => {
                    assert!(done.is_ok(), "{fault:?} at {nth}: it has begun, and nobody was told");
                    opened(dir.path()).save(&sample("abc", "one")).unwrap();
                }
                Err(error) => panic!("{fault:?} at {nth}: {error}"),
            }
            let store = Store::recover(folder(), &sheet, &Passphrase::typed(PASSPHRASE), Cost::LEAST).unwrap();
            is_now(&store, "one");
            if !struck {
                assert!(nth >= 12, "something goes past the seam");
                break;
            }
        }
    }
}
