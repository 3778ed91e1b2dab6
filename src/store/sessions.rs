//! Sessions and records as files: one each, sealed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDateTime;

use super::backups::local;
use super::folder::{Folder, Sealed, Written, is_id, read_if_there};
use super::index::Entry;
use super::older::plain_id;
use super::seal::{Broken, Kind, Label};
use super::{Copy, Damage, LoadError, SaveError, Store, Version, frame};
use crate::record::Kept;
use crate::session::Summary;

/// What a data folder holds.
#[derive(Debug, Default)]
pub struct Listing {
    /// The newest change first.
    pub kept: Vec<Summary>,
    /// Other versions of sessions, that somebody has to look at. The newest change first.
    pub copies: Vec<Copy>,
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
    /// When the file was last changed, local time; `None` if it has gone.
    pub changed: Option<NaiveDateTime>,
    /// The newest copy that opens, and when it was last changed.
    pub copy: Option<(Version, NaiveDateTime)>,
}

impl Store {
    /// Everything that is kept, and everything that does not open. It opens only what the index does not know as it is now.
    ///
    /// # Errors
    /// If the folder itself cannot be read any more.
    pub fn list(&self) -> Result<Listing, LoadError> {
        let folder = self.dir().join(Folder::SESSIONS);
        let names = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let names = names.map_err(|source| LoadError::Io { source, path: folder })?;
        let mut listing = Listing::default();
        let mut entries = BTreeMap::new();
        // A copy whose session has gone is listed too.
        let mut only_copies = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for name in names {
            let Ok(file) = name.file_name().into_string() else { continue };
            // It was to be taken in, and something stood in the way: it has not gone.
            if let Some(id) = plain_id(&file) {
                seen.insert(id.to_owned());
            }
            let Some(stem) = file.strip_suffix(Folder::KEPT).filter(|_| !file.starts_with('.')) else { continue };
            if let Some(id) = [Folder::PREVIOUS, Folder::DAMAGED].iter().find_map(|end| file.strip_suffix(end)) {
                only_copies.insert(id.to_owned());
                continue;
            }
            seen.insert(stem.to_owned());
            let known = name.metadata().ok().and_then(|about| self.index().get(&file, &about));
            let found = known.map_or_else(|| self.read_entry(&file), Ok);
            match found {
                Ok(entry) if entry.id == stem => {
                    listing.kept.push(entry.summary.clone());
                    entries.insert(file, entry);
                }
                Ok(entry) => {
                    listing.copies.push(Copy::of(file.clone(), &entry));
                    entries.insert(file, entry);
                }
                Err(why) => listing.unreadable.push(self.unreadable(stem.to_owned(), file, why)),
            }
        }
        let binned = |id: &str| self.dir().join(Folder::BIN).join(format!("{id}{}", Folder::KEPT)).exists();
        only_copies.extend(self.folder.backed_up_ids());
        for id in only_copies.into_iter().filter(|id| !seen.contains(id) && !binned(id)) {
            let file = format!("{id}{}", Folder::KEPT);
            let why = LoadError::Missing { path: self.folder.session_path(&file) };
            listing.unreadable.push(self.unreadable(id, file, why));
        }
        listing.kept.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.id.cmp(&b.id)));
        listing.copies.sort_by(|a, b| b.summary.changed.cmp(&a.summary.changed).then_with(|| a.file.cmp(&b.file)));
        listing.unreadable.sort_by(|a, b| a.file.cmp(&b.file));
        self.index().put(self, entries);
        Ok(listing)
    }

    fn unreadable(&self, id: String, file: String, why: LoadError) -> Unreadable {
        let path = self.folder.session_path(&file);
        let changed = fs::metadata(path).and_then(|about| about.modified()).map(local).ok();
        let copy = self.newest_copy(&id);
        Unreadable { file, id, why, changed, copy }
    }

    fn read_entry(&self, file: &str) -> Result<Entry, LoadError> {
        let path = self.folder.session_path(file);
        // Before the content: what changes in between is read again next time.
        let about = fs::metadata(&path).map_err(|source| LoadError::Io { source, path: path.clone() })?;
        let bytes = read(&path)?;
        let (label, kept) = self.open_session(&bytes, &path)?;
        Ok(Entry::new(&about, label, Summary::of(kept.session(), kept.finished())))
    }

    /// A session or record as it was kept last. From now on its changes go where it was read from.
    ///
    /// # Errors
    /// If it is not there, is damaged, or belongs to a newer program.
    pub fn load(&self, id: &str) -> Result<Kept, LoadError> {
        let file = format!("{id}{}", Folder::KEPT);
        let (bytes, label, kept) = self.read_version(id, &Version::Last)?;
        self.folder.note_place(id, &file, &bytes, label.revision);
        Ok(kept)
    }

    /// One version of a session or record, to look at.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn peek(&self, id: &str, version: &Version) -> Result<Kept, LoadError> {
        self.read_version(id, version).map(|(_, _, kept)| kept)
    }

    pub(super) fn read_version(&self, id: &str, version: &Version) -> Result<(Vec<u8>, Label, Kept), LoadError> {
        let path = version.path(id, &self.folder);
        if !is_id(id) {
            return Err(LoadError::OtherName { path });
        }
        let bytes = read(&path)?;
        let (label, kept) = self.open_session(&bytes, &path)?;
        if label.id == id { Ok((bytes, label, kept)) } else { Err(LoadError::OtherName { path }) }
    }

    /// Keeps a session or record, and comes back when it is on the disk. The [`Saver`](super::Saver) does the same on its
    /// own thread.
    ///
    /// # Errors
    /// If it is not on the disk; then the file there is as it was.
    pub fn save(&self, kept: &Kept) -> Result<(), SaveError> {
        self.save_at(kept, Instant::now()).map(|_| ())
    }

    pub(super) fn save_at(&self, kept: &Kept, now: Instant) -> Result<Written, SaveError> {
        self.folder.write(&self.seal(kept), now)
    }

    /// A session or record as its file will hold it.
    pub(super) fn seal(&self, kept: &Kept) -> Sealed {
        let id = kept.id().to_owned();
        let label = Label { kind: Kind::Session, revision: self.folder.next_revision(&id), id };
        Sealed { bytes: self.keys.seal(&label, &frame::encode(kept)), id: label.id }
    }

    /// What waits to be written, opened again.
    pub(super) fn unseal(&self, sealed: &Sealed) -> Option<Kept> {
        self.open_session(&sealed.bytes, self.dir()).ok().map(|(_, kept)| kept)
    }

    /// Seals something that is half typed, to be held in memory while the store is locked.
    #[must_use]
    pub fn seal_drafts<T: serde::Serialize>(&self, drafts: &T) -> Vec<u8> {
        let label = Label { kind: Kind::Drafts, id: "drafts".to_owned(), revision: 1 };
        self.keys.seal(&label, &frame::encode(drafts))
    }

    /// Opens it again; `None` if another store has sealed it.
    #[must_use]
    pub fn open_drafts<T: serde::de::DeserializeOwned>(&self, sealed: &[u8]) -> Option<T> {
        let (_, drafts) = self.open_sealed(sealed, Kind::Drafts, self.dir()).ok()?;
        frame::decode(&drafts, self.dir()).ok()
    }

    /// `path` is only for the error.
    pub(super) fn open_session(&self, sealed: &[u8], path: &Path) -> Result<(Label, Kept), LoadError> {
        let (label, kept) = self.open_sealed(sealed, Kind::Session, path)?;
        let kept: Kept = frame::decode(&kept, path)?;
        if kept.id() == label.id { Ok((label, kept)) } else { Err(LoadError::OtherName { path: path.to_owned() }) }
    }

    pub(super) fn open_sealed(
        &self,
        sealed: &[u8],
        kind: Kind,
        path: &Path,
    ) -> Result<(Label, zeroize::Zeroizing<Vec<u8>>), LoadError> {
        let damaged = |damage| LoadError::Damaged { damage, path: path.to_owned() };
        match self.keys.open(sealed) {
            Ok((label, kept)) if label.kind == kind => Ok((label, kept)),
            Ok(_) | Err(Broken::Foreign) => Err(damaged(Damage::Foreign)),
            Err(Broken::Empty) => Err(damaged(Damage::Empty)),
            Err(Broken::Damaged) => Err(damaged(Damage::Sealed)),
            Err(Broken::Newer(format)) => Err(LoadError::Newer { format, path: path.to_owned() }),
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    match read_if_there(path) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(LoadError::Missing { path: path.to_owned() }),
        // Names that only one system reads as a path are no files anywhere.
        Err(error) if error.kind() == ErrorKind::InvalidInput => Err(LoadError::Missing { path: path.to_owned() }),
        Err(source) => Err(LoadError::Io { source, path: path.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::{sample, unlocked};

    fn child(kept: Result<Kept, LoadError>) -> String {
        kept.map_or_else(|error| error.to_string(), |kept| kept.session().child.clone())
    }

    #[test]
    fn the_previous_copy_is_minutes_old() {
        let dir = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let save = |store: &Store, minutes: u64, words: &str| {
            store.save_at(&sample("abc", words), start + Duration::from_mins(minutes)).unwrap();
            (child(store.load("abc")), child(store.peek("abc", &Version::Previous)))
        };
        let is = |now: &str, before: &str| (now.to_owned(), before.to_owned());
        let store = unlocked(dir.path());
        assert_eq!(save(&store, 0, "a"), is("a", "The file is not there any more."));
        assert_eq!(save(&store, 0, "b"), is("b", "a"));
        assert_eq!(save(&store, 4, "c"), is("c", "a"));
        assert_eq!(save(&store, 6, "d"), is("d", "a"));
        assert_eq!(save(&store, 12, "e"), is("e", "c"));
        assert_eq!(save(&store, 13, "f"), is("f", "c"));
        drop(store);
        // Another sitting: the copy is what the last one left.
        let store = unlocked(dir.path());
        store.load("abc").unwrap();
        assert_eq!(save(&store, 14, "g"), is("g", "f"));
        assert_eq!(save(&store, 15, "h"), is("h", "f"));
        let copies: Vec<String> = store.copies_of("abc").iter().map(|copy| copy.summary.child.clone()).collect();
        assert_eq!(BTreeSet::from_iter(copies), BTreeSet::from(["a", "c", "f"].map(str::to_owned)));
    }

    #[test]
    fn words_are_kept_even_if_their_copy_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.save(&sample("abc", "a")).unwrap();
        let copy = store.folder.session_path("abc.prev.age");
        fs::create_dir(&copy).unwrap();
        store.save(&sample("abc", "b")).unwrap();
        assert_eq!(child(store.load("abc")), "b");
        fs::remove_dir(copy).unwrap();
        store.save(&sample("abc", "c")).unwrap();
        assert_eq!((child(store.load("abc")), child(store.peek("abc", &Version::Previous))), ("c".into(), "b".into()));
    }

    #[test]
    fn a_session_cannot_be_written_over_by_one_who_has_not_read_it() {
        let dir = tempfile::tempdir().unwrap();
        unlocked(dir.path()).save(&sample("abc", "before")).unwrap();
        let store = unlocked(dir.path());
        assert_eq!(store.save_at(&sample("abc", "blind"), Instant::now()).unwrap(), Written::Beside);
        assert_eq!(child(store.peek("abc", &Version::Last)), "before");
        let listing = store.list().unwrap();
        assert_eq!((listing.kept.len(), listing.copies.len()), (1, 1));
        assert_eq!(listing.copies[0].summary.child, "blind");
    }

    #[test]
    fn a_file_under_another_name_is_shown_as_a_copy_and_never_as_the_session() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.save(&sample("abc", "one")).unwrap();
        store.save(&sample("xyz", "two")).unwrap();
        fs::copy(store.folder.session_path("abc.age"), store.folder.session_path("xyz.age")).unwrap();
        assert_eq!(child(store.load("xyz")), "This is a copy of a session under another name. It is left as it is.");
        let listing = store.list().unwrap();
        assert_eq!(listing.kept.iter().map(|one| one.child.as_str()).collect::<Vec<_>>(), ["one"]);
        assert_eq!(listing.copies.iter().map(|one| one.file.as_str()).collect::<Vec<_>>(), ["xyz.age"]);
    }

    #[test]
    fn a_name_is_never_a_way_out_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        for id in ["", "../abc", "a/b", "ABC", "a.b"] {
            assert!(store.save(&sample(id, "")).is_err() && store.load(id).is_err(), "{id}");
        }
        assert_eq!(fs::read_dir(dir.path().join(Folder::SESSIONS)).unwrap().count(), 0);
    }
}
