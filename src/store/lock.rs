//! One writer at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

/// The right to write in a data folder, until it is dropped or the process ends in whatever way.
///
/// It is a lock on a file of its own, which is never replaced and never deleted by the program: a lock on a replaced file is
/// lost without a word, and a deleted one can be locked twice. Nothing is written in it, because on Windows a locked file
/// cannot be read by others. It is not the only guard: a folder on a share may know no locks, and somebody may delete the
/// file. So every save also looks whether another window has become the [holder](super::holder), and whether the file is
/// still as it was left.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// What came of trying.
#[derive(Debug)]
pub(super) enum Taken {
    Held(Lock),
    /// Another has it, in this process or in another.
    Busy,
    /// The disk knows no locks.
    NoLocks,
    Error(ErrorKind),
}

impl Lock {
    pub const FILE: &str = "lock";

    pub fn take(folder: &Path) -> Taken {
        let file = match open(folder, Self::FILE) {
            Ok(file) => file,
            Err(error) => return Taken::Error(error.kind()),
        };
        match file.try_lock() {
            Ok(()) => Taken::Held(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Taken::Busy,
            Err(TryLockError::Error(error)) if knows_no_locks(&error) => Taken::NoLocks,
            Err(TryLockError::Error(error)) => Taken::Error(error.kind()),
        }
    }
}

/// A moment in which no other window writes: between looking at a file and replacing it.
#[derive(Debug)]
pub(super) struct Turn {
    /// `None` where it could not be had. Only held.
    #[cfg_attr(not(test), expect(dead_code))]
    file: Option<File>,
}

impl Turn {
    const FILE: &str = "turn";

    /// Waits for the others, half a second at most. Without it the looking and replacing is still done: then two windows
    /// that write in the same instant are told apart by the next save.
    pub fn wait(folder: &Path) -> Self {
        let Ok(file) = open(folder, Self::FILE) else { return Self { file: None } };
        for _ in 0..50 {
            match file.try_lock() {
                Ok(()) => return Self { file: Some(file) },
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
                Err(TryLockError::Error(_)) => break,
            }
        }
        Self { file: None }
    }
}

#[cfg(test)]
impl Turn {
    fn is_had(&self) -> bool {
        self.file.is_some()
    }
}

fn open(folder: &Path, name: &str) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).read(true).write(true).open(folder.join(name))
}

/// Some network file systems. 37 is Linux's "no locks available".
fn knows_no_locks(error: &io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported || (cfg!(target_os = "linux") && error.raw_os_error() == Some(37))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_held_once_and_free_when_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let lock = Lock::take(dir.path());
        assert!(matches!(lock, Taken::Held(_)));
        assert!(matches!(Lock::take(dir.path()), Taken::Busy));
        drop(lock);
        assert!(matches!(Lock::take(dir.path()), Taken::Held(_)));
        assert!(matches!(Lock::take(&dir.path().join("gone")), Taken::Error(ErrorKind::NotFound)));
    }

    #[test]
    fn a_turn_ends_when_it_is_dropped_and_a_folder_without_any_is_no_obstacle() {
        let dir = tempfile::tempdir().unwrap();
        drop(Turn::wait(dir.path()));
        assert!(Turn::wait(dir.path()).is_had());
        assert!(!Turn::wait(&dir.path().join("gone")).is_had());
    }
}
