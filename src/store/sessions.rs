//! Sessions and records as files: one each, and a copy of some minutes before.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use super::{LoadError, SaveError, Store, disk, frame};
use crate::record::Kept;
use crate::session::Summary;

/// What a data folder holds.
#[derive(Debug, Default)]
pub struct Listing {
    /// The newest change first.
    pub kept: Vec<Summary>,
    /// In the order of their names.
    pub unreadable: Vec<Unreadable>,
}

/// A file that does not open. It is left as it is, and the others open all the same.
#[derive(Debug)]
pub struct Unreadable {
    /// Without the folder.
    pub file: String,
    pub id: String,
    pub why: LoadError,
    /// There is a previous copy, and it opens with [`Store::load_previous`].
    pub has_previous: bool,
}

/// When a session was last copied, and what stood in its file then.
#[derive(Debug)]
pub(super) struct Copied {
    at: Instant,
    bytes: Vec<u8>,
}

impl Store {
    pub(super) const SESSIONS: &str = "sessions";
    /// Between two copies of the same session.
    const COPY_EVERY: Duration = Duration::from_mins(5);

    const KEPT: &str = ".json";
    const PREVIOUS: &str = ".prev.json";
    const DAMAGED: &str = ".damaged.json";

    /// Everything that is kept, and everything that does not open. It reads every file.
    ///
    /// # Errors
    /// If the folder itself cannot be read any more.
    pub fn list(&self) -> Result<Listing, LoadError> {
        let folder = self.dir().join(Self::SESSIONS);
        let names = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let names = names.map_err(|source| LoadError::Io { source, path: folder })?;
        let names = names.iter().map(fs::DirEntry::file_name);
        // A previous copy whose session has gone is listed too, as one that has a previous.
        let ids: BTreeSet<String> = names.filter_map(|name| id_in(&name)).collect();
        let mut listing = Listing::default();
        for id in ids {
            match self.load(&id) {
                Ok(kept) => listing.kept.push(Summary::of(kept.session(), kept.finished())),
                Err(why) => {
                    let has_previous = self.load_previous(&id).is_ok();
                    listing.unreadable.push(Unreadable { file: id.clone() + Self::KEPT, id, why, has_previous });
                }
            }
        }
        listing.kept.sort_by_key(|summary| std::cmp::Reverse(summary.changed));
        Ok(listing)
    }

    /// A session or record as it was kept last.
    ///
    /// # Errors
    /// If it is not there, is damaged, or belongs to a newer program.
    pub fn load(&self, id: &str) -> Result<Kept, LoadError> {
        self.load_as(id, Self::KEPT)
    }

    /// The copy before: as the session was when this window first kept it, later five to ten minutes old.
    ///
    /// To go on from it, load it and [`change`](super::Saver::change) the session to it. What it takes the place of
    /// becomes the previous copy in its turn, so that neither is lost.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_previous(&self, id: &str) -> Result<Kept, LoadError> {
        self.load_as(id, Self::PREVIOUS)
    }

    /// Keeps a session or record, and comes back when it is on the disk. The [`Saver`](super::Saver) calls this.
    ///
    /// # Errors
    /// If it is not on the disk; then the file there is as it was.
    pub fn save(&self, kept: &Kept) -> Result<(), SaveError> {
        self.save_at(kept, Instant::now())
    }

    fn save_at(&self, kept: &Kept, now: Instant) -> Result<(), SaveError> {
        self.check_writer()?;
        let path = self.path(kept.id(), Self::KEPT);
        if !Self::is_id(kept.id()) {
            return Err(SaveError::Io { source: ErrorKind::InvalidFilename.into(), path });
        }
        self.copy_before(kept.id(), &path, now)?;
        disk::replace(&path, &frame::encode(kept)).map_err(|source| SaveError::Io { source, path })
    }

    /// Makes the previous copy, at the first change in this window and then every five minutes.
    ///
    /// The first is the file as the last sitting left it. Later ones are what stood in the file *at the copying before*,
    /// so that a copy is never only half a second older than the session: a slip that is noticed within five minutes can
    /// still be taken back with it.
    fn copy_before(&self, id: &str, path: &Path, now: Instant) -> Result<(), SaveError> {
        // Only the saving thread waits here.
        let mut copied = self.copied.lock().unwrap_or_else(PoisonError::into_inner);
        if copied.get(id).is_some_and(|last| now.duration_since(last.at) < Self::COPY_EVERY) {
            return Ok(());
        }
        let found = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(source) => return Err(SaveError::Io { source, path: path.to_owned() }),
        };
        let put = |ending, bytes: &[u8]| {
            let path = self.path(id, ending);
            disk::replace(&path, bytes).map_err(|source| SaveError::Io { source, path })
        };
        match frame::decode::<Kept>(&found, path) {
            Ok(_) => {
                // The last room on a disk is for the newest words: without a copy they are kept all the same, and the copy
                // is tried again with the next change.
                if put(Self::PREVIOUS, copied.get(id).map_or(&found, |last| &last.bytes)).is_ok() {
                    copied.insert(id.to_owned(), Copied { at: now, bytes: found });
                }
                Ok(())
            }
            Err(LoadError::Newer { format, path }) => Err(SaveError::Newer { format, path }),
            // It never takes the place of a copy that opens, and somebody may yet find words in it.
            Err(_) => put(Self::DAMAGED, &found),
        }
    }

    fn load_as(&self, id: &str, ending: &str) -> Result<Kept, LoadError> {
        let path = self.path(id, ending);
        if !Self::is_id(id) {
            return Err(LoadError::OtherName { path });
        }
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(LoadError::Missing { path }),
            Err(source) => return Err(LoadError::Io { source, path }),
        };
        let kept: Kept = frame::decode(&bytes, &path)?;
        if kept.id() == id { Ok(kept) } else { Err(LoadError::OtherName { path }) }
    }

    /// What may be part of a path.
    pub(super) fn is_id(id: &str) -> bool {
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    }

    fn path(&self, id: &str, ending: &str) -> PathBuf {
        self.dir().join(Self::SESSIONS).join(format!("{id}{ending}"))
    }
}

/// The id for which a file stands; `None` for what is neither a session nor a previous copy.
fn id_in(name: &OsStr) -> Option<String> {
    let name = name.to_string_lossy();
    if name.ends_with(Store::DAMAGED) || name.starts_with('.') {
        return None;
    }
    name.strip_suffix(Store::PREVIOUS).or_else(|| name.strip_suffix(Store::KEPT)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample;

    fn child(kept: Result<Kept, LoadError>) -> String {
        kept.map_or_else(|error| error.to_string(), |kept| kept.session().child.clone())
    }

    #[test]
    fn the_previous_copy_is_minutes_old() {
        let dir = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let save = |store: &Store, minutes: u64, words: &str| {
            store.save_at(&sample("abc", words), start + Duration::from_mins(minutes)).unwrap();
            (child(store.load("abc")), child(store.load_previous("abc")))
        };
        let is = |now: &str, before: &str| (now.to_owned(), before.to_owned());
        let store = Store::open(dir.path()).unwrap();
        assert_eq!(save(&store, 0, "a"), is("a", "The file is not there any more."));
        assert_eq!(save(&store, 0, "b"), is("b", "a"));
        assert_eq!(save(&store, 4, "c"), is("c", "a"));
        assert_eq!(save(&store, 6, "d"), is("d", "a"));
        assert_eq!(save(&store, 12, "e"), is("e", "c"));
        assert_eq!(save(&store, 13, "f"), is("f", "c"));
        drop(store);
        // Another sitting: the copy is what the last one left.
        let store = Store::open(dir.path()).unwrap();
        assert_eq!(save(&store, 14, "g"), is("g", "f"));
        assert_eq!(save(&store, 15, "h"), is("h", "f"));
    }

    #[test]
    fn words_are_kept_even_if_their_copy_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        store.save(&sample("abc", "a")).unwrap();
        fs::create_dir(store.path("abc", Store::PREVIOUS)).unwrap();
        store.save(&sample("abc", "b")).unwrap();
        assert_eq!(child(store.load("abc")), "b");
        fs::remove_dir(store.path("abc", Store::PREVIOUS)).unwrap();
        store.save(&sample("abc", "c")).unwrap();
        assert_eq!((child(store.load("abc")), child(store.load_previous("abc"))), ("c".into(), "b".into()));
    }

    #[test]
    fn what_cannot_be_read_is_set_aside_before_it_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        store.save(&sample("abc", "a")).unwrap();
        store.save(&sample("abc", "b")).unwrap();
        drop(store);
        let store = Store::open(dir.path()).unwrap();
        let cut = br#"{"format":1,"kept":{"Session":{"child":"somebo"#;
        fs::write(store.path("abc", Store::KEPT), cut).unwrap();
        let before = store.load_previous("abc").unwrap();
        store.save(&before).unwrap();
        assert_eq!((child(store.load("abc")), child(store.load_previous("abc"))), ("a".into(), "a".into()));
        assert_eq!(fs::read(store.path("abc", Store::DAMAGED)).unwrap(), cut);
        assert_eq!(store.list().unwrap().unreadable.len(), 0);
        for minutes in [0, 6, 12] {
            store.save_at(&sample("abc", "c"), Instant::now() + Duration::from_mins(minutes)).unwrap();
            assert!(store.load_previous("abc").is_ok());
        }
    }

    #[test]
    fn a_name_is_never_a_way_out_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        for id in ["", "../abc", "a/b", "ABC", "a.b"] {
            assert!(store.save(&sample(id, "")).is_err() && store.load(id).is_err(), "{id}");
        }
        assert_eq!(fs::read_dir(dir.path().join(Store::SESSIONS)).unwrap().count(), 0);
    }
}
