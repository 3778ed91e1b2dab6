//! The list of sessions in one sealed file, so that Home need not open every session. It is a help and never the only copy
//! of anything: what it does not know as it is now is read from the files.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::sync::{MutexGuard, PoisonError};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::seal::{Kind, Label};
use super::{Store, disk, frame};
use crate::session::Summary;

#[derive(Debug, Default)]
pub(super) struct Index {
    /// By the name of the file.
    entries: BTreeMap<String, Entry>,
}

/// A file of a session as it was read last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    bytes: u64,
    /// The file's own time, in nanoseconds; another one means that it has to be read again.
    time: u64,
    pub id: String,
    revision: u64,
    pub summary: Summary,
}

impl Entry {
    pub fn new(about: &Metadata, label: Label, summary: Summary) -> Self {
        let Label { kind: _, id, revision } = label;
        Self { bytes: about.len(), time: time(about), id, revision, summary }
    }
}

impl Index {
    const FILE: &str = "index.age";

    /// Empty if it cannot be read: then it is made again.
    pub fn read(store: &Store) -> Self {
        let path = store.dir().join(Self::FILE);
        let read = || {
            let (_, kept) = store.open_sealed(&fs::read(&path).ok()?, Kind::Index, &path).ok()?;
            frame::decode(&kept, &path).ok()
        };
        Self { entries: read().unwrap_or_default() }
    }

    /// What is known of a file, if it is still as it was.
    pub fn get(&self, file: &str, about: &Metadata) -> Option<Entry> {
        self.entries.get(file).filter(|entry| (entry.bytes, entry.time) == (about.len(), time(about))).cloned()
    }

    /// Takes what was found now, and keeps it if it is news.
    pub fn put(&mut self, store: &Store, entries: BTreeMap<String, Entry>) {
        if self.entries == entries {
            return;
        }
        self.entries = entries;
        if store.is_writer() {
            let label = Label { kind: Kind::Index, id: "index".to_owned(), revision: 1 };
            let sealed = store.keys.seal(&label, &frame::encode(&self.entries));
            // Without it the next start is slower, and nothing else.
            let _ = disk::replace(&store.dir().join(Self::FILE), &sealed);
        }
    }
}

impl Store {
    pub(super) fn index(&self) -> MutexGuard<'_, Index> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn time(about: &Metadata) -> u64 {
    let since = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{sample, unlocked};

    fn children(store: &Store) -> Vec<String> {
        let mut all: Vec<String> = store.list().unwrap().kept.into_iter().map(|one| one.child).collect();
        all.sort();
        all
    }

    #[test]
    fn the_list_is_the_same_with_the_index_without_it_and_with_a_broken_one() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        for (id, words) in [("a", "one"), ("b", "two"), ("c", "three")] {
            store.save(&sample(id, words)).unwrap();
        }
        assert_eq!(children(&store), ["one", "three", "two"]);
        drop(store);
        let path = dir.path().join(Index::FILE);
        assert_eq!(Index::read(&unlocked(dir.path())).entries.len(), 3);
        let forms: [&dyn Fn(); 4] = [
            &|| {},
            &|| fs::remove_file(&path).unwrap(),
            &|| fs::write(&path, b"age-encryption.org/v1\nnonsense").unwrap(),
            // Another sealed file of this store, in its place.
            &|| fs::copy(dir.path().join("sessions/a.age"), &path).map(|_| ()).unwrap(),
        ];
        for form in forms {
            form();
            let store = unlocked(dir.path());
            assert_eq!(children(&store), ["one", "three", "two"]);
            assert_eq!(Index::read(&store).entries.len(), 3);
        }
    }

    #[test]
    fn a_file_that_changed_or_went_is_seen_although_the_index_knows_it() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.save(&sample("a", "one")).unwrap();
        store.save(&sample("b", "two")).unwrap();
        assert_eq!(children(&store), ["one", "two"]);
        store.save(&sample("a", "ten")).unwrap();
        fs::remove_file(dir.path().join("sessions/b.age")).unwrap();
        assert_eq!(children(&store), ["ten"]);
        fs::write(dir.path().join("sessions/a.age"), b"").unwrap();
        assert_eq!(children(&store), Vec::<String>::new());
        assert_eq!(store.list().unwrap().unreadable[0].why.to_string(), "The file is empty.");
    }

    #[test]
    fn nothing_in_it_can_be_read_from_outside() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.save(&sample("a", "Ailsa Marwick")).unwrap();
        store.list().unwrap();
        let bytes = fs::read(dir.path().join(Index::FILE)).unwrap();
        assert!(!bytes.windows(5).any(|five| five == b"Ailsa"));
    }
}
