//! The person's own checklists, as files that they can also put there and change by hand.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::{Folder, LoadError, SaveError, Store, disk};
use crate::checklist::{Limits, Origin, Source};

/// What stands in the person's own folder.
#[derive(Debug, Default)]
pub struct OwnFiles {
    pub sources: Vec<Source>,
    /// Names of files that could not be opened, and why.
    pub unopened: Vec<(String, LoadError)>,
}

/// Reads one file from anywhere, no further than [`Limits::BYTES`] + 1: enough to say that it is too long.
///
/// # Errors
/// If it is not there, is not a file, or cannot be read.
pub fn read_source(path: &Path) -> Result<Source, LoadError> {
    let read = || -> io::Result<Vec<u8>> {
        // Asked before opening: opening a pipe would wait for somebody to write into it.
        let kind = fs::metadata(path)?;
        if !kind.is_file() {
            return Err(if kind.is_dir() { ErrorKind::IsADirectory } else { ErrorKind::InvalidInput }.into());
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(Limits::BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let path = path.to_owned();
    match read() {
        Ok(bytes) => Ok(Source { origin: Origin::Own, file: name_of(&path), bytes }),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(LoadError::Missing { path }),
        Err(source) => Err(LoadError::Io { source, path }),
    }
}

impl Store {
    /// Where the person's own checklists are; the folder is made with the first of them.
    #[must_use]
    pub fn checklists_dir(&self) -> PathBuf {
        self.dir().join(Folder::CHECKLISTS)
    }

    /// Every `.ron` file of the person's own folder, in the order of their names. One that cannot be opened never hides
    /// the others.
    #[must_use]
    pub fn own_files(&self) -> OwnFiles {
        let mut own = OwnFiles::default();
        let folder = self.checklists_dir();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return own,
            Err(source) => {
                own.unopened.push((name_of(&folder), LoadError::Io { source, path: folder }));
                return own;
            }
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| is_checklist_name(&name_of(path)));
        paths.sort();
        for path in paths {
            match read_source(&path) {
                Ok(source) => own.sources.push(source),
                Err(why) => own.unopened.push((name_of(&path), why)),
            }
        }
        own
    }

    /// Puts a new checklist into the person's own folder.
    ///
    /// # Errors
    /// [`SaveError::Exists`] if there is one of that name, which is left as it is; and whatever stands in the way.
    pub fn add_own(&self, file: &str, bytes: &[u8]) -> Result<(), SaveError> {
        self.put_own(file, |path| disk::create(path, bytes))
    }

    /// Puts a checklist into the person's own folder, in the place of the one of that name if there is one.
    ///
    /// # Errors
    /// Whatever stands in the way; then the one that is there is as it was.
    pub fn replace_own(&self, file: &str, bytes: &[u8]) -> Result<(), SaveError> {
        self.put_own(file, |path| disk::replace(path, bytes))
    }

    fn put_own(&self, file: &str, put: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), SaveError> {
        self.folder.check_writer()?;
        // Names that only Windows reads as a path are refused everywhere.
        if !is_checklist_name(file) || file.contains(['/', '\\', ':']) {
            return Err(SaveError::Name { name: file.to_owned() });
        }
        let folder = self.checklists_dir();
        if let Err(source) = disk::make_folder(&folder) {
            return Err(SaveError::Io { source, path: folder });
        }
        let path = folder.join(file);
        put(&path).map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => SaveError::Exists { path },
            _ => SaveError::Io { source, path },
        })
    }
}

/// Hidden files are none: a Mac lays "._name.ron" beside a file on a foreign drive.
fn is_checklist_name(name: &str) -> bool {
    !name.starts_with('.') && Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::unlocked;

    #[test]
    fn own_checklists_are_read_and_what_cannot_be_opened_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        assert!(store.own_files().sources.is_empty());
        store.add_own("b.ron", b"two").unwrap();
        store.add_own("a.RON", b"one").unwrap();
        for other in ["notes.txt", "._a.ron"] {
            fs::write(store.checklists_dir().join(other), "").unwrap();
        }
        fs::create_dir(store.checklists_dir().join("folder.ron")).unwrap();
        let OwnFiles { sources, unopened } = store.own_files();
        let read: Vec<(&str, &[u8])> = sources.iter().map(|one| (one.file.as_str(), one.bytes.as_slice())).collect();
        assert_eq!(read, [("a.RON", b"one".as_slice()), ("b.ron", b"two")]);
        let unopened: Vec<(String, String)> = unopened.into_iter().map(|(file, why)| (file, why.to_string())).collect();
        assert_eq!(unopened, [("folder.ron".to_owned(), "That is a folder, not a file.".to_owned())]);
    }

    #[test]
    fn adding_never_replaces_and_replacing_does() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.add_own("a.ron", b"one").unwrap();
        assert!(matches!(store.add_own("a.ron", b"two"), Err(SaveError::Exists { .. })));
        assert_eq!(store.own_files().sources[0].bytes, b"one");
        store.replace_own("a.ron", b"two").unwrap();
        assert_eq!(store.own_files().sources[0].bytes, b"two");
        for name in ["", ".ron", "../a.ron", "a\\b.ron", "c:a.ron", "a.txt", "a"] {
            assert!(matches!(store.add_own(name, b""), Err(SaveError::Name { .. })), "{name}");
        }
    }

    #[test]
    fn a_file_from_anywhere_is_read_no_further_than_needed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("huge.ron");
        fs::write(&path, vec![b' '; Limits::BYTES * 2]).unwrap();
        let source = read_source(&path).unwrap();
        assert_eq!((source.bytes.len(), source.file.as_str()), (Limits::BYTES + 1, "huge.ron"));
        assert!(matches!(read_source(&dir.path().join("gone.ron")), Err(LoadError::Missing { .. })));
        assert!(matches!(read_source(dir.path()), Err(LoadError::Io { .. })));
    }
}
