//! What happens when a disk gives back other bytes than it was given? A sealed session is cut at every byte, and in every byte a
//! bit is turned round: it is recognised every time, nothing of it is shown, and the copy is offered.
//!
//! A small one in the ordinary run. With `BUT_WHY_EVERY_BYTE=1` one of 100 kB, every byte of it.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use but_why::record::Kept;
use but_why::store::{Damage, LoadError, Store, Version};

use crate::desk::{open, quick_folder};
use crate::store::{noon, session};

const ID: &str = "ailsa";
const WORDS: &str = "stay a wee bit longer";

fn state(text: &str) -> Kept {
    let mut session = session(ID, "AB12");
    text.clone_into(&mut session.notes.shared);
    WORDS.clone_into(&mut session.child);
    Kept::Session(session)
}

/// A store with a session of about so many bytes and the state before it, and the session's sealed bytes.
fn store(dir: &Path, about: usize) -> (Store, Vec<u8>) {
    let before = open(dir);
    before.save(&state("before")).unwrap();
    before.folder().close();
    drop(before);
    let store = open(dir);
    store.load(ID).unwrap();
    store.save(&state(&format!("{WORDS}. ").repeat(about / WORDS.len()))).unwrap();
    let sealed = fs::read(dir.join("sessions/ailsa.age")).unwrap();
    (store, sealed)
}

/// Puts these bytes in the session's place: what is said of them?
#[track_caller]
fn is_recognised(store: &Store, bytes: &[u8], what: &str) {
    let path = store.dir().join("sessions/ailsa.age");
    // Plainly, as a broken disk does.
    fs::write(&path, bytes).unwrap();
    let Err(error) = store.load(ID) else { panic!("{what} was not noticed") };
    let LoadError::Damaged { damage, .. } = &error else { panic!("{what}: {error:?}") };
    assert!(matches!(damage, Damage::Empty | Damage::Sealed | Damage::Foreign), "{what}: {damage:?}");
    let said = format!("{error} {error:?} {}", error.hint());
    assert!(!said.contains("wee") && !said.contains("AB12"), "{what}: {said}");
}

/// And in the list it stands with the copy before.
#[track_caller]
fn the_copy_is_offered(store: &Store, what: &str) {
    let listing = store.list().unwrap();
    assert!(listing.kept.is_empty() && listing.copies.is_empty(), "{what} is in the list");
    let [unreadable] = &listing.unreadable[..] else { panic!("{what}: {:?}", listing.unreadable) };
    let (version, _) = unreadable.copy.as_ref().unwrap_or_else(|| panic!("{what}: no copy is offered"));
    assert!(store.peek(ID, version).unwrap() == state("before"), "{what}");
}

/// Every cut and every turned bit within these bytes.
fn harm(about: usize, every: usize, part: impl Fn(usize) -> Range<usize>) -> usize {
    let dir = quick_folder();
    let (store, sealed) = store(dir.path(), about);
    let mut count = 0;
    for at in part(sealed.len()) {
        is_recognised(&store, &sealed[..at], &format!("a cut at byte {at}"));
        let mut turned = sealed.clone();
        turned[at] ^= 1 << (at % 8);
        is_recognised(&store, &turned, &format!("a turned bit in byte {at}"));
        if at % every == 0 {
            the_copy_is_offered(&store, &format!("a turned bit in byte {at}"));
        }
        count += 2;
    }
    // Nothing was written over by looking at it, and the whole file opens again.
    fs::write(dir.path().join("sessions/ailsa.age"), &sealed).unwrap();
    assert!(store.load(ID).unwrap().session().notes.shared.starts_with(WORDS));
    count
}

#[test]
fn every_cut_and_every_turned_bit_is_recognised() {
    let all = std::env::var("BUT_WHY_EVERY_BYTE").is_ok();
    let (about, every) = if all { (100_000, 1_000) } else { (100, 10) };
    // On as many threads as there are processors, each with a folder of its own.
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let count = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let count = &count;
            scope.spawn(move || {
                let part = |length: usize| length * thread / threads..length * (thread + 1) / threads;
                count.fetch_add(harm(about, every, part), Ordering::Relaxed);
            });
        }
    });
    let count = count.into_inner();
    println!("{count} harmed files, all recognised");
    assert!(count > if all { 200_000 } else { 2_000 }, "only {count}");
}

#[test]
fn whatever_else_lies_in_its_place_is_recognised_too() {
    let dir = quick_folder();
    let (store, sealed) = store(dir.path(), 2_000);
    let end_of_header = sealed.windows(5).position(|five| five == b"\n--- ").unwrap() + 5;
    let end_of_header = end_of_header + sealed[end_of_header..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut twice = sealed.clone();
    twice.extend_from_slice(&sealed[end_of_header..]);
    let mut crlf = Vec::new();
    for byte in &sealed {
        if *byte == b'\n' {
            crlf.push(b'\r');
        }
        crlf.push(*byte);
    }
    let before = fs::read(dir.path().join("sessions/ailsa.prev.age")).unwrap();
    let forms: [(&str, Vec<u8>); 10] = [
        ("nothing", Vec::new()),
        ("as many zeros", vec![0; sealed.len()]),
        ("zeros in its second half", [&sealed[..sealed.len() / 2], &vec![0; sealed.len() / 2][..]].concat()),
        ("a byte more", [&sealed[..], b"\n"].concat()),
        ("its content twice", twice),
        ("other ends of lines", crlf),
        ("a mark of UTF-8 before it", [b"\xef\xbb\xbf", &sealed[..]].concat()),
        ("the header of one and the content of another", [&before[..end_of_header], &sealed[end_of_header..]].concat()),
        ("the index", fs::read(dir.path().join("index.age")).unwrap_or_else(|_| b"age-encryption.org/v1\n".to_vec())),
        ("the holder", fs::read(dir.path().join("holder.age")).unwrap()),
    ];
    for (what, bytes) in forms {
        is_recognised(&store, &bytes, what);
        the_copy_is_offered(&store, what);
    }
    assert_eq!(store.peek(ID, &Version::Previous).unwrap().session().changed, noon());
}

/// The other files that the store cannot be without, or can.
#[test]
fn harm_to_what_is_only_a_help_loses_nothing() {
    let dir = quick_folder();
    let (first, _) = store(dir.path(), 2_000);
    first.list().unwrap();
    drop(first);
    for name in ["index.age", "holder.age", "bin.age", "settings.json", "but-why.json"] {
        let path = dir.path().join(name);
        let whole = fs::read(&path).unwrap_or_default();
        for harmed in [Vec::new(), whole[..whole.len() / 2].to_vec(), vec![0xFF; whole.len().max(100)]] {
            fs::write(&path, harmed).unwrap();
            let store = open(dir.path());
            assert!(store.is_writer(), "{name}");
            let listing = store.list().unwrap();
            assert_eq!((listing.kept.len(), listing.unreadable.len()), (1, 0), "{name}");
            assert!(store.bin(noon()).is_empty(), "{name}");
            store.load(ID).unwrap();
        }
    }
}
