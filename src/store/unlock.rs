//! From a folder to a store: the first passphrase, unlocking, the recovery code, another passphrase.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::folder::{Folder, read_if_there};
use super::holder::Holder;
use super::index::Index;
use super::seal::{Cost, Keys};
use super::{Passphrase, RecoveryCode, SaveError, Store, UnlockError, disk};

/// What a folder needs before anything in it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A passphrase: there is none yet. So many sessions of an earlier version lie here unencrypted.
    New { plain: usize },
    /// The passphrase.
    Locked,
    /// A file with keys has gone, and sealed sessions are there.
    Lost(Lost),
}

/// Which way is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The recovery code opens the store.
    Passphrase,
    /// None in this program. The recovery sheet opens each file with the `age` program.
    Both,
}

impl Folder {
    /// What is needed to unlock it.
    #[must_use]
    pub fn state(&self) -> State {
        let is_there = |name| self.dir().join(name).exists();
        let names = fs::read_dir(self.dir().join(Self::SESSIONS)).into_iter().flatten().flatten();
        let mut names = names;
        let is_sealed = |entry: fs::DirEntry| entry.file_name().to_string_lossy().ends_with(Self::KEPT);
        match (is_there(Self::KEYS), is_there(Self::KEYS_FOR_RECOVERY)) {
            (true, _) => State::Locked,
            (false, recovery) if names.any(is_sealed) => {
                State::Lost(if recovery { Lost::Passphrase } else { Lost::Both })
            }
            (false, _) => State::New { plain: self.plain_sessions().len() },
        }
    }

    fn read_keys(&self, name: &str) -> Result<Vec<u8>, UnlockError> {
        let path = self.dir().join(name);
        match read_if_there(&path) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(UnlockError::NoKeys { path }),
            Err(source) => Err(UnlockError::Io { source, path }),
        }
    }

    fn write_keys(&self, name: &str, bytes: &[u8]) -> Result<(), UnlockError> {
        self.check_writer()?;
        let path = self.dir().join(name);
        let written = disk::replace(&path, bytes);
        // Believed only when it is read: with broken keys every session would be lost. And whatever was said of the writing,
        // what is read is what opens the store from now on: nobody may be told that it is still the one before.
        match (fs::read(&path), written) {
            (Ok(there), _) if there == bytes => Ok(()),
            (_, Err(source)) => Err(SaveError::Io { source, path }.into()),
            (_, Ok(())) => Err(UnlockError::Damaged { path }),
        }
    }
}

impl Store {
    /// Makes the keys of a folder that has none, and unlocks it. The sheet with `code` opens it too.
    ///
    /// It takes as long as [`Cost`] says: not for a frame.
    ///
    /// # Errors
    /// If the keys are not safely on the disk, or there are some already; then nothing has changed.
    pub fn begin(
        folder: Arc<Folder>,
        passphrase: &Passphrase,
        code: &RecoveryCode,
        cost: Cost,
    ) -> Result<Self, UnlockError> {
        if !matches!(folder.state(), State::New { .. }) {
            return Err(UnlockError::Begun { path: folder.dir().to_owned() });
        }
        let keys = Keys::new(code);
        // The passphrase's file is the last: with it the store has begun.
        folder.write_keys(Folder::KEYS_FOR_RECOVERY, &keys.sealed_for_recovery())?;
        folder.write_keys(Folder::KEYS, &keys.sealed_by(passphrase, cost))?;
        Ok(Self::with(folder, keys))
    }

    /// Unlocks a folder by its passphrase. It takes as long as [`Cost`] says: not for a frame.
    ///
    /// # Errors
    /// If it is the wrong one, or the keys cannot be read.
    pub fn unlock(folder: Arc<Folder>, passphrase: &Passphrase) -> Result<Self, UnlockError> {
        let sealed = folder.read_keys(Folder::KEYS)?;
        let opened = Keys::open_by(passphrase, &sealed);
        let keys = opened.map_err(|refused| UnlockError::refused(refused, path(&folder, Folder::KEYS)))?;
        Ok(Self::with(folder, keys))
    }

    /// Unlocks a folder by the code on its recovery sheet, and gives it a new passphrase.
    ///
    /// # Errors
    /// If it is another store's code, or the keys cannot be read or written.
    pub fn recover(
        folder: Arc<Folder>,
        code: &RecoveryCode,
        passphrase: &Passphrase,
        cost: Cost,
    ) -> Result<Self, UnlockError> {
        let sealed = folder.read_keys(Folder::KEYS_FOR_RECOVERY)?;
        let opened = Keys::open_for_recovery(code, &sealed);
        let refused = |refused| UnlockError::refused_code(refused, path(&folder, Folder::KEYS_FOR_RECOVERY));
        let keys = opened.map_err(refused)?;
        folder.write_keys(Folder::KEYS, &keys.sealed_by(passphrase, cost))?;
        Ok(Self::with(folder, keys))
    }

    /// Gives the store another passphrase. It rewrites one small file; no session is touched.
    ///
    /// # Errors
    /// If `present` is not the one that opens it now, or the file cannot be written; then the one before goes on.
    pub fn change_passphrase(&self, present: &Passphrase, new: &Passphrase, cost: Cost) -> Result<(), UnlockError> {
        let sealed = self.folder.read_keys(Folder::KEYS)?;
        let opened = Keys::open_by(present, &sealed);
        opened.map_err(|refused| UnlockError::refused(refused, path(&self.folder, Folder::KEYS)))?;
        self.folder.write_keys(Folder::KEYS, &self.keys.sealed_by(new, cost))
    }

    fn with(folder: Arc<Folder>, keys: Keys) -> Self {
        let store = Self { folder, keys, holder: Mutex::default(), index: Mutex::default() };
        *store.holder() = Holder::arrive(&store);
        *store.index() = Index::read(&store);
        store
    }
}

fn path(folder: &Folder, name: &str) -> PathBuf {
    folder.dir().join(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{PASSPHRASE, sample, unlocked};

    fn folder(dir: &tempfile::TempDir) -> Arc<Folder> {
        Arc::new(Folder::open(dir.path()).unwrap())
    }

    fn words(text: &str) -> Passphrase {
        Passphrase::typed(text)
    }

    #[test]
    fn a_store_opens_with_its_passphrase_and_with_no_other() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(folder(&dir).state(), State::New { plain: 0 });
        unlocked(dir.path()).save(&sample("abc", "Ailsa")).unwrap();
        assert_eq!(folder(&dir).state(), State::Locked);
        let error = Store::unlock(folder(&dir), &words("a long walk on the moor")).unwrap_err();
        assert_eq!(error.to_string(), "That passphrase did not open it.");
        let store = Store::unlock(folder(&dir), &words(&format!("  {PASSPHRASE} "))).unwrap();
        assert_eq!(store.load("abc").unwrap().session().child, "Ailsa");
        let again = Store::begin(folder(&dir), &words(PASSPHRASE), &RecoveryCode::new(), Cost::LEAST);
        assert!(matches!(again, Err(UnlockError::Begun { .. })), "keys are never written over");
    }

    #[test]
    fn the_code_opens_it_and_gives_it_a_new_passphrase() {
        let dir = tempfile::tempdir().unwrap();
        let code = RecoveryCode::new();
        let store = Store::begin(folder(&dir), &words(PASSPHRASE), &code, Cost::LEAST).unwrap();
        store.save(&sample("abc", "Ailsa")).unwrap();
        drop(store);
        let other = Store::recover(folder(&dir), &RecoveryCode::new(), &words("another one"), Cost::LEAST);
        assert_eq!(other.unwrap_err().to_string(), "That is a sound code, and not the one of this store.");
        let again = RecoveryCode::typed(&code.words()).unwrap();
        let store = Store::recover(folder(&dir), &again, &words("another one"), Cost::LEAST).unwrap();
        assert_eq!(store.load("abc").unwrap().session().child, "Ailsa");
        drop(store);
        assert!(Store::unlock(folder(&dir), &words(PASSPHRASE)).is_err());
        Store::unlock(folder(&dir), &words("another one")).unwrap();
    }

    #[test]
    fn another_passphrase_rewrites_one_small_file() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.save(&sample("abc", "Ailsa")).unwrap();
        let all = || -> Vec<(PathBuf, Vec<u8>)> {
            let files = [Folder::KEYS_FOR_RECOVERY, "sessions/abc.age"].map(|name| dir.path().join(name));
            files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
        };
        let before = all();
        let wrong = store.change_passphrase(&words("not this one"), &words("something else"), Cost::LEAST);
        assert!(matches!(wrong, Err(UnlockError::Wrong)));
        store.change_passphrase(&words(PASSPHRASE), &words("something else"), Cost::LEAST).unwrap();
        assert_eq!(all(), before);
        assert!(fs::metadata(dir.path().join(Folder::KEYS)).unwrap().len() < 1000);
        drop(store);
        assert!(Store::unlock(folder(&dir), &words(PASSPHRASE)).is_err());
        Store::unlock(folder(&dir), &words("something else")).unwrap();
    }

    #[test]
    fn keys_that_have_gone_are_told_before_new_ones_could_take_their_place() {
        let dir = tempfile::tempdir().unwrap();
        unlocked(dir.path()).save(&sample("abc", "")).unwrap();
        fs::remove_file(dir.path().join(Folder::KEYS)).unwrap();
        assert_eq!(folder(&dir).state(), State::Lost(Lost::Passphrase));
        fs::remove_file(dir.path().join(Folder::KEYS_FOR_RECOVERY)).unwrap();
        assert_eq!(folder(&dir).state(), State::Lost(Lost::Both));
        assert!(Store::begin(folder(&dir), &words(PASSPHRASE), &RecoveryCode::new(), Cost::LEAST).is_err());
    }

    #[test]
    fn a_reader_unlocks_and_never_begins() {
        let dir = tempfile::tempdir().unwrap();
        let first = folder(&dir);
        let begun = Store::begin(folder(&dir), &words(PASSPHRASE), &RecoveryCode::new(), Cost::LEAST);
        assert!(matches!(begun, Err(UnlockError::Save(SaveError::ReadOnly { .. }))));
        assert!(!dir.path().join(Folder::KEYS_FOR_RECOVERY).exists());
        let first = Store::begin(first, &words(PASSPHRASE), &RecoveryCode::new(), Cost::LEAST).unwrap();
        assert!(first.is_writer() && !unlocked(dir.path()).is_writer());
    }

    /// Fifty odd passphrases: each opens what it has sealed, and the next one does not.
    #[test]
    fn odd_passphrases_open_what_they_have_sealed() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        let mut present = words(PASSPHRASE);
        let long = "x".repeat(10_000);
        let letters = ["é", "e\u{301}x", "ß", "ẞ", "İ", "ı", "ﷺ", "Ω", "ж", "שלום", "مرحبا", "中文", "한", "ᚠ", "ǅ"];
        let marks = [
            "🦜",
            "👩‍👧",
            "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
            "\u{0}",
            "\u{7}",
            "\u{200b}x",
            "\u{202e}x",
            "\u{feff}x",
            "\t.",
            "\"",
            "\\",
            "%s",
            "{}",
            "'; --",
            "<b>",
        ];
        let mut odd: Vec<String> = letters.iter().chain(&marks).map(|text| text.repeat(6)).collect();
        odd.extend(
            ["a b", "a  b", "A b", "a B", "a-b", "a–b", "a—b", "0", "O", "l", "1", "I"]
                .map(|text| format!("{text} twelve more")),
        );
        odd.extend([
            long.clone(),
            long + "y",
            "🦜".repeat(2_500),
            "\u{301}".repeat(50),
            "ẹ́".repeat(20),
            "1".repeat(12),
        ]);
        odd.extend(["password and more", "password  and more"].map(str::to_owned));
        assert_eq!(odd.len(), 50);
        for text in &odd {
            let new = Passphrase::chosen(&format!("{text}............")).unwrap();
            assert!(store.change_passphrase(&new, &new, Cost::LEAST).is_err(), "{text:.20} opens another's");
            store.change_passphrase(&present, &new, Cost::LEAST).unwrap();
            present = new;
        }
    }
}
