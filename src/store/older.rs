//! Sessions of the versions that did not encrypt: sealed at the first unlock, checked, and only then removed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::folder::{Folder, read_if_there};
use super::seal::{Kind, Label};
use super::{LoadError, SaveError, Store, Version, disk, frame};
use crate::record::Kept;

const KEPT: &str = ".json";
const PREVIOUS: &str = ".prev.json";
const DAMAGED: &str = ".damaged.json";

/// What came of taking over.
#[derive(Debug, Default)]
pub struct TakenIn {
    /// Sessions that are sealed now.
    pub sessions: usize,
    /// Names of files that are still there unencrypted, and why.
    pub left: Vec<(String, LeftPlain)>,
}

/// Why a file could not be taken over.
#[derive(Debug, thiserror::Error)]
pub enum LeftPlain {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl Folder {
    /// The ids of sessions that lie here unencrypted, with those of which only a copy is left.
    pub(super) fn plain_sessions(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.dir().join(Self::SESSIONS)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let names = names.filter(|name| !name.starts_with('.'));
        names.filter_map(|name| Some(plain_id(&name)?.to_owned())).collect()
    }
}

/// The id of an unencrypted session, by the name of its file or of a copy.
pub(super) fn plain_id(file: &str) -> Option<&str> {
    [PREVIOUS, DAMAGED, KEPT].iter().find_map(|end| file.strip_suffix(end))
}

impl Store {
    /// Seals what earlier versions have left unencrypted. What cannot be sealed stays as it is, and is named.
    #[must_use]
    pub fn take_in_plain(&self) -> TakenIn {
        let mut taken = TakenIn::default();
        if !self.is_writer() {
            return taken;
        }
        for id in self.folder.plain_sessions() {
            let mut was_taken = false;
            // The copies first: while the session itself is there, everything can be done again.
            for end in [DAMAGED, PREVIOUS, KEPT] {
                let name = format!("{id}{end}");
                match self.take_in(&id, end, &self.folder.session_path(&name)) {
                    Ok(there) => was_taken |= there,
                    Err(why) => taken.left.push((name, why)),
                }
            }
            taken.sessions += usize::from(was_taken);
        }
        // It held no words: an id and a time.
        let _ = disk::remove(&self.dir().join(Folder::PLAIN_HOLDER));
        taken
    }

    /// Seals one file, opens what was sealed, and removes the file; says whether there was one.
    fn take_in(&self, id: &str, end: &str, path: &Path) -> Result<bool, LeftPlain> {
        let read = read_if_there(path).map_err(|source| LoadError::Io { source, path: path.to_owned() })?;
        let Some(bytes) = read else { return Ok(false) };
        let kept = match frame::decode::<Kept>(&bytes, path) {
            Ok(kept) if kept.id() == id => Some(kept),
            // A newer version's is left for it.
            Err(error @ LoadError::Newer { .. }) => return Err(error.into()),
            _ => None,
        };
        match kept.filter(|_| end != DAMAGED) {
            Some(kept) if end == KEPT => {
                let there = self.peek(id, &Version::Last).ok();
                if there.as_ref() != Some(&kept) {
                    // If another is there already, this goes beside it.
                    self.save(&kept)?;
                }
                let is_kept = self.peek(id, &Version::Last).is_ok_and(|there| there == kept)
                    || self
                        .list()?
                        .copies
                        .iter()
                        .any(|copy| self.peek(id, &copy.version).is_ok_and(|there| there == kept));
                if !is_kept {
                    return Err(LoadError::Missing { path: path.to_owned() }.into());
                }
            }
            Some(kept) => {
                let sealed = self.seal(&kept).bytes;
                self.put_sealed(&format!("{id}{}", Folder::PREVIOUS), &sealed)?;
                if self.peek(id, &Version::Previous).ok() != Some(kept) {
                    return Err(LoadError::Missing { path: path.to_owned() }.into());
                }
            }
            // What does not open here either is sealed as it is: somebody may yet find words in it.
            None => {
                let label = Label { kind: Kind::Unread, id: id.to_owned(), revision: 1 };
                let mut file = format!("{id}{}", Folder::DAMAGED);
                // An attempt that was interrupted may have sealed it already.
                if !self.holds_unread(&file, &bytes) {
                    if self.folder.session_path(&file).exists() {
                        file = format!("{}{}", super::new_id(), Folder::DAMAGED);
                    }
                    self.put_sealed(&file, &self.keys.seal(&label, &bytes))?;
                    if !self.holds_unread(&file, &bytes) {
                        return Err(LoadError::Missing { path: self.folder.session_path(&file) }.into());
                    }
                }
            }
        }
        disk::remove(path).map_err(|source| SaveError::Io { source, path: path.to_owned() })?;
        Ok(true)
    }

    /// Whether a file holds just these bytes, which could not be read.
    fn holds_unread(&self, file: &str, bytes: &[u8]) -> bool {
        let path = self.folder.session_path(file);
        let there = fs::read(&path).ok().and_then(|there| self.open_sealed(&there, Kind::Unread, &path).ok());
        there.is_some_and(|(_, there)| there[..] == *bytes)
    }

    fn put_sealed(&self, file: &str, bytes: &[u8]) -> Result<(), SaveError> {
        let path = self.folder.session_path(file);
        disk::replace(&path, bytes).map_err(|source| SaveError::Io { source, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{sample, unlocked};

    fn put(dir: &Path, name: &str, bytes: &[u8]) {
        fs::create_dir_all(dir.join("sessions")).unwrap();
        fs::write(dir.join("sessions").join(name), bytes).unwrap();
    }

    fn plain_files(dir: &Path) -> Vec<String> {
        let names = fs::read_dir(dir.join("sessions")).unwrap().flatten();
        let mut names: Vec<String> = names.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.retain(|name| name.ends_with(KEPT));
        names.sort();
        names
    }

    #[test]
    fn every_word_is_sealed_and_nothing_readable_is_left() {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "abc.json", &frame::encode(&sample("abc", "Ailsa Marwick")));
        put(dir.path(), "abc.prev.json", &frame::encode(&sample("abc", "Ailsa")));
        put(dir.path(), "abc.damaged.json", br#"{"format":1,"kept":{"Session":{"child":"Marwi"#);
        put(dir.path(), "torn.json", br#"{"format":1,"kept":{"Session":{"child":"Rory Marwi"#);
        put(dir.path(), "xyz.json", &frame::encode(&sample("xyz", "Skye Marwick")));
        fs::write(dir.path().join("open.json"), b"{}").unwrap();
        let store = unlocked(dir.path());
        let taken = store.take_in_plain();
        assert_eq!((taken.sessions, taken.left.len()), (3, 0));
        assert_eq!(store.load("abc").unwrap().session().child, "Ailsa Marwick");
        assert_eq!(store.peek("abc", &Version::Previous).unwrap().session().child, "Ailsa");
        assert_eq!(store.load("xyz").unwrap().session().child, "Skye Marwick");
        assert_eq!(plain_files(dir.path()), Vec::<String>::new());
        assert!(!dir.path().join("open.json").exists());
        for entry in fs::read_dir(dir.path().join("sessions")).unwrap().flatten() {
            let bytes = fs::read(entry.path()).unwrap();
            assert!(!bytes.windows(5).any(|five| five == b"Marwi"), "{:?}", entry.path());
        }
        let unreadable: Vec<String> = store.list().unwrap().unreadable.into_iter().map(|one| one.id).collect();
        assert_eq!(unreadable, ["torn"]);
        assert_eq!(store.take_in_plain().sessions, 0);
    }

    #[test]
    fn a_newer_versions_file_is_left_and_named() {
        let dir = tempfile::tempdir().unwrap();
        let newer = br#"{"format":9,"kept":"anything"}"#;
        put(dir.path(), "abc.json", newer);
        let taken = unlocked(dir.path()).take_in_plain();
        assert_eq!(taken.left[0].0, "abc.json");
        assert!(taken.left[0].1.to_string().contains("newer version of the program (format 9)"));
        assert_eq!(fs::read(dir.path().join("sessions/abc.json")).unwrap(), newer);
    }

    #[test]
    fn what_was_interrupted_is_done_again_and_a_change_in_between_is_kept_beside() {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "abc.json", &frame::encode(&sample("abc", "plain")));
        let store = unlocked(dir.path());
        // It had been sealed, and the power went before the plain file was removed; then the session went on.
        store.save(&sample("abc", "plain")).unwrap();
        assert_eq!(store.take_in_plain().sessions, 1);
        assert!(store.list().unwrap().copies.is_empty());
        drop(store);
        put(dir.path(), "abc.json", &frame::encode(&sample("abc", "from an older program")));
        let store = unlocked(dir.path());
        assert_eq!(store.take_in_plain().sessions, 1);
        assert_eq!(store.load("abc").unwrap().session().child, "plain");
        assert_eq!(store.list().unwrap().copies[0].summary.child, "from an older program");
        assert_eq!(plain_files(dir.path()), Vec::<String>::new());
    }
}
