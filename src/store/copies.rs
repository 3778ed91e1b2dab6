//! Other versions of a session: the copy before, the backups, and what lies beside it because two have written.

use std::path::PathBuf;

use chrono::NaiveDateTime;

use super::folder::Folder;
use super::index::Entry;
use super::{LoadError, SaveError, Store, disk};
use crate::record::Kept;
use crate::session::Summary;

/// Which version of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// As it was kept last.
    Last,
    /// As it was when this window first kept it, later five to ten minutes old.
    Previous,
    /// A backup, by the name of its file.
    Backup(String),
    /// A file beside it, by its name: this window's when the session had been changed elsewhere, or a syncing program's.
    Beside(String),
}

/// A version of a session that is not the session itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    pub file: String,
    pub id: String,
    pub version: Version,
    pub summary: Summary,
}

impl Version {
    /// What it is told by from outside the store. It says nothing about anybody.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Last => "last".to_owned(),
            Self::Previous => "previous".to_owned(),
            Self::Backup(file) => format!("backup {file}"),
            Self::Beside(file) => format!("beside {file}"),
        }
    }

    /// The version of a key; `None` for what is none, and for a file that would lie elsewhere.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let (kind, file) = key.split_once(' ').unwrap_or((key, ""));
        let is_file = file.ends_with(Folder::KEPT) && !file.contains(['/', '\\']);
        match kind {
            "last" => Some(Self::Last),
            "previous" => Some(Self::Previous),
            "backup" if is_file => Some(Self::Backup(file.to_owned())),
            "beside" if is_file => Some(Self::Beside(file.to_owned())),
            _ => None,
        }
    }

    pub(super) fn path(&self, id: &str, folder: &Folder) -> PathBuf {
        match self {
            Self::Last => folder.session_path(&format!("{id}{}", Folder::KEPT)),
            Self::Previous => folder.session_path(&format!("{id}{}", Folder::PREVIOUS)),
            Self::Backup(file) => folder.backup_path(file),
            Self::Beside(file) => folder.session_path(file),
        }
    }
}

impl Copy {
    pub(super) fn of(file: String, entry: &Entry) -> Self {
        let version = Version::Beside(file.clone());
        Self { file, id: entry.id.clone(), version, summary: entry.summary.clone() }
    }
}

impl Store {
    /// The earlier copies of a session that open, the newest change first. Copies of the same state are given once.
    #[must_use]
    pub fn copies_of(&self, id: &str) -> Vec<Copy> {
        let previous = std::iter::once(Version::Previous);
        let versions = previous.chain(self.folder.backups(id).into_iter().map(|backup| Version::Backup(backup.file)));
        let mut copies: Vec<Copy> = Vec::new();
        let mut states: Vec<Kept> = Vec::new();
        for version in versions {
            let Ok(kept) = self.peek(id, &version) else { continue };
            if !states.contains(&kept) {
                let file =
                    version.path(id, &self.folder).file_name().unwrap_or_default().to_string_lossy().into_owned();
                let summary = Summary::of(kept.session(), kept.finished());
                copies.push(Copy { file, id: id.to_owned(), version, summary });
                states.push(kept);
            }
        }
        copies.sort_by_key(|copy| std::cmp::Reverse(copy.summary.changed));
        copies
    }

    /// The newest copy of a session that opens, and when it was last changed, local time.
    #[must_use]
    pub fn newest_copy(&self, id: &str) -> Option<(Version, NaiveDateTime)> {
        self.copies_of(id).into_iter().next().map(|copy| (copy.version, copy.summary.changed))
    }

    /// Goes on from another version: it becomes the session, and what it takes the place of stays among the copies. So do
    /// the versions beside it, which are then settled.
    ///
    /// # Errors
    /// If the version does not open, or something cannot be written; then nothing has been lost.
    pub fn go_on_from(&self, id: &str, version: &Version) -> Result<Kept, GoOnError> {
        self.folder.check_writer()?;
        let (_, _, chosen) = self.read_version(id, version)?;
        let main = Version::Last.path(id, &self.folder);
        let io = |source, path: &PathBuf| SaveError::Io { source, path: path.clone() };
        match super::folder::read_if_there(&main).map_err(|source| io(source, &main))? {
            None => {}
            Some(bytes) => {
                let revision = match self.open_session(&bytes, &main) {
                    Ok((label, _)) if label.id == id => {
                        self.folder.back_up(id, &bytes).map_err(|source| io(source, &main))?;
                        label.revision
                    }
                    // A newer program's is never written over, not even by choice.
                    Err(LoadError::Newer { format, path }) => return Err(SaveError::Newer { format, path }.into()),
                    // It does not open, and somebody may yet find words in it.
                    _ => {
                        let aside = self.folder.session_path(&format!("{id}{}", Folder::DAMAGED));
                        disk::replace(&aside, &bytes).map_err(|source| io(source, &aside))?;
                        0
                    }
                };
                self.folder.note_place(id, &format!("{id}{}", Folder::KEPT), &bytes, revision);
                // Or the copy that was chosen would be written over, before it is safe in its new place.
                self.folder.note_copied(id, bytes);
            }
        }
        self.save(&chosen)?;
        // It has been gone on from. What could not be put away is shown again, and can be chosen again.
        let _ = self.put_copies_away(id);
        Ok(chosen)
    }

    /// Moves what lies beside a session among its backups: somebody has looked, and goes on with the session as it is.
    ///
    /// # Errors
    /// If it cannot be moved; then it lies where it was.
    pub fn put_copies_away(&self, id: &str) -> Result<(), GoOnError> {
        let copies = self.list()?.copies.into_iter().filter(|copy| copy.id == id);
        for Copy { file, .. } in copies {
            let from = self.folder.session_path(&file);
            let to = self.folder.backup_path(&format!("{id}.{}{}", super::new_id(), Folder::KEPT));
            let made = disk::make_folder(&self.dir().join(Folder::BACKUPS));
            made.and_then(|()| disk::rename(&from, &to)).map_err(|source| SaveError::Io { source, path: from })?;
        }
        Ok(())
    }
}

/// A version could not become the session.
#[derive(Debug, thiserror::Error)]
pub enum GoOnError {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl GoOnError {
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Load(error) => error.hint(),
            Self::Save(error) => error.hint(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::{sample, unlocked};

    fn child(store: &Store, version: &Version) -> String {
        store.peek("abc", version).map_or_else(|error| error.to_string(), |kept| kept.session().child.clone())
    }

    #[test]
    fn a_key_leads_to_its_version_and_to_no_other_folder() {
        let file = || "abc (1).age".to_owned();
        for version in [Version::Last, Version::Previous, Version::Backup(file()), Version::Beside(file())] {
            assert_eq!(Version::of_key(&version.key()), Some(version));
        }
        for key in ["", "first", "backup", "beside ../keys.age", "beside ..\\keys.age", "beside keys.json"] {
            assert_eq!(Version::of_key(key), None, "{key}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_set_aside_when_its_session_goes_on_from_a_copy() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        for words in ["a", "b"] {
            store.save(&sample("abc", words)).unwrap();
        }
        let main = store.folder.session_path("abc.age");
        let mut torn = fs::read(&main).unwrap();
        torn.truncate(torn.len() / 2);
        fs::write(&main, &torn).unwrap();
        let unreadable = store.list().unwrap().unreadable;
        assert_eq!(unreadable[0].why.to_string(), "The file is damaged: a part of it is missing or has changed.");
        assert!(unreadable[0].changed.is_some());
        let (version, _) = unreadable[0].copy.clone().unwrap();
        store.go_on_from("abc", &version).unwrap();
        assert_eq!(child(&store, &Version::Last), "a");
        assert_eq!(fs::read(store.folder.session_path("abc.damaged.age")).unwrap(), torn);
        store.save(&sample("abc", "c")).unwrap();
        assert_eq!(child(&store, &Version::Last), "c");
        assert!(store.list().unwrap().unreadable.is_empty());
    }

    /// The names that syncing programs give to the second of two versions.
    #[test]
    fn every_copy_that_a_syncing_program_leaves_is_shown_and_stays_until_somebody_chooses() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.save(&sample("abc", "here")).unwrap();
        let names = [
            "abc-LAPTOP7",
            "abc-DESKTOP-9A",
            "abc-COUNCIL-LT-114",
            "abc (1)",
            "abc (2)",
            "abc (12)",
            "abc - Copy",
            "abc - Copy (2)",
            "abc copy",
            "Copy of abc",
            "abc (conflicted copy)",
            "abc (R.H.'s conflicted copy 2026-06-03)",
            "abc_conflict-20260603-140211",
            "abc.sync-conflict-20260603-140211-ABCDEFG",
            "abc~1",
            "abc_1",
            "abc [Konflikt]",
            "abc (Fall conflict)",
            "abc-1",
            "abc(1)",
        ];
        for name in names {
            fs::copy(store.folder.session_path("abc.age"), store.folder.session_path(&format!("{name}.age"))).unwrap();
        }
        for _ in 0..2 {
            let listing = store.list().unwrap();
            assert_eq!((listing.kept.len(), listing.copies.len(), listing.unreadable.len()), (1, names.len(), 0));
            store.save(&sample("abc", "here, and more")).unwrap();
        }
        let chosen = Version::Beside("abc (1).age".to_owned());
        store.go_on_from("abc", &chosen).unwrap();
        assert_eq!(child(&store, &Version::Last), "here");
        assert!(store.list().unwrap().copies.is_empty());
        let copies: Vec<String> = store.copies_of("abc").into_iter().map(|copy| copy.summary.child).collect();
        assert!(copies.contains(&"here, and more".to_owned()), "{copies:?}");
    }

    #[test]
    fn a_file_that_changed_elsewhere_is_kept_and_so_are_the_words_of_this_window() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.save(&sample("abc", "here")).unwrap();
        // Another computer, with the same keys, through a syncing program.
        let elsewhere = dir.path().join("sessions/abc.age");
        let other = store.keys.seal(
            &super::super::seal::Label { kind: super::super::seal::Kind::Session, id: "abc".into(), revision: 9 },
            &super::super::frame::encode(&sample("abc", "there")),
        );
        fs::write(&elsewhere, &other).unwrap();
        for words in ["here, and more", "here, and yet more"] {
            store.save(&sample("abc", words)).unwrap();
        }
        assert_eq!(fs::read(&elsewhere).unwrap(), other);
        let copies = store.list().unwrap().copies;
        assert_eq!(copies.iter().map(|copy| copy.summary.child.as_str()).collect::<Vec<_>>(), ["here, and yet more"]);
        store.go_on_from("abc", &copies[0].version).unwrap();
        assert_eq!(child(&store, &Version::Last), "here, and yet more");
        assert!(store.copies_of("abc").iter().any(|copy| copy.summary.child == "there"));
    }
}
