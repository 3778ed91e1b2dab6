//! Whatever lies where a sealed file or a file of keys belongs, it opens as what it is or is refused in a sentence. The same
//! for whatever is sealed to the store by somebody who has its recipients and not its code, and by somebody who has both.

#![no_main]

use std::{fs, path::Path, sync::Arc, sync::LazyLock};

use but_why_fuzz::{
    forger, show,
    store::{Folder, Passphrase, RecoveryCode, Store, UnlockError, Version},
};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

/// One that is only looked into: a file is put there anew each time.
static STORE: LazyLock<(TempDir, Store)> = LazyLock::new(|| {
    let dir = tempfile::tempdir().expect("a folder");
    forger::make(dir.path()).expect("a store");
    let store = unlock(dir.path()).expect("it opens");
    (dir, store)
});

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (line, kept) = end.map_or((bytes, &b""[..]), |end| (&bytes[..end], &bytes[end + 1..]));
    // The line as far as its code, which the fuzzer cannot work out.
    let line = &line[..line.iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1)];
    let coded = forger::with_code(line, kept);

    if bytes.starts_with(b"age-encryption.org/") {
        open_session(bytes);
        open_keys(bytes);
    } else {
        assert!(!open_session(&forger::sealed(bytes)) || bytes == coded, "it opens without its code");
        let opens = open_session(&forger::sealed(&coded));
        let is_its_own = line.starts_with(forger::line("session", "ailsa").trim_end_matches("1 ").as_bytes());
        assert!(!opens || is_its_own, "it opens as another's");
        open_plain_keys(bytes);
    }
});

/// Whether it opened; everything that a person would then see, or be told.
fn open_session(sealed: &[u8]) -> bool {
    let (dir, store) = &*STORE;
    fs::write(dir.path().join("sessions/ailsa.age"), sealed).expect("it is written");
    let listing = store.list().expect("the folder is there");
    assert_eq!(listing.kept.len() + listing.copies.len() + listing.unreadable.len(), 1);
    match store.peek("ailsa", &Version::Last) {
        Ok(kept) => {
            assert_eq!((kept.id(), listing.kept.len()), ("ailsa", 1));
            show(&kept);
            true
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.hint().is_empty());
            false
        }
    }
}

/// What is sealed already, as both files of keys.
fn open_keys(sealed: &[u8]) {
    let dir = tempfile::tempdir().expect("a folder");
    forger::make(dir.path()).expect("a store");
    if !is_work(sealed) {
        fs::write(dir.path().join("keys.age"), sealed).expect("it is written");
        told(unlock(dir.path()).err());
    }
    fs::write(dir.path().join("keys-recovery.age"), sealed).expect("it is written");
    told(recover(dir.path()));
}

/// What a file of keys may hold, under the seal of the recovery sheet; seldom under that of the passphrase, which is work.
fn open_plain_keys(plain: &[u8]) {
    let dir = &STORE.0;
    let sealed = forger::for_recovery(plain);
    fs::write(dir.path().join("keys-recovery.age"), &sealed).expect("it is written");
    let opened = recover(dir.path());
    // A folder that is only looked into is not given a new passphrase: so far it comes with sound keys.
    if matches!(opened, Some(UnlockError::Save(_))) {
        let dir = tempfile::tempdir().expect("a folder");
        forger::make(dir.path()).expect("a store");
        fs::write(dir.path().join("keys.age"), forger::by_passphrase(plain)).expect("it is written");
        let store = unlock(dir.path()).expect("one opens as the other does");
        let words = vec!["She stays at Gran's.".to_owned()];
        assert_eq!(store.open_drafts(&store.seal_drafts(&words)), Some(words));
    }
    told(opened);
}

fn told(error: Option<UnlockError>) {
    assert!(error.is_none_or(|error| !error.to_string().is_empty() && !error.hint().is_empty()));
}

fn unlock(dir: &Path) -> Result<Store, UnlockError> {
    Store::unlock(look(dir), &Passphrase::typed(forger::PASSPHRASE))
}

/// Why it did not; for it never does here.
fn recover(dir: &Path) -> Option<UnlockError> {
    let code = RecoveryCode::typed(forger::CODE).expect("a sound code");
    let passphrase = Passphrase::typed(forger::PASSPHRASE);
    Store::recover(look(dir), &code, &passphrase, but_why_fuzz::store::Cost::LEAST).err()
}

fn look(dir: &Path) -> Arc<Folder> {
    Arc::new(Folder::look(dir).expect("the folder is there"))
}

/// Whether it asks for work that the program would do, and the fuzzer has no time for.
fn is_work(sealed: &[u8]) -> bool {
    sealed.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"-> scrypt ")).any(|line| {
        let factor = std::str::from_utf8(line).ok().and_then(|line| line.rsplit(' ').next()?.parse::<u8>().ok());
        factor.is_some_and(|factor| (2..=20).contains(&factor))
    })
}
