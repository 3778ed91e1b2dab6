//! One writer at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// The right to write in a data folder, until it is dropped or the process ends in whatever way.
///
/// It is a lock on a file of its own, which is never replaced and never deleted: a lock on a replaced file is lost without
/// a word, and a deleted one can be locked twice. Nothing is written in it, because on Windows a locked file cannot be
/// read by others; who holds it since when is in the [mark](super::mark).
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    pub const FILE: &str = "lock";

    /// # Errors
    /// `WouldBlock` if another has it, in this process or in another.
    pub fn take(folder: &Path) -> Result<Self, TryLockError> {
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).read(true).write(true).open(folder.join(Self::FILE));
        let file = file.map_err(TryLockError::Error)?;
        file.try_lock()?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_held_once_and_free_when_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let lock = Lock::take(dir.path()).unwrap();
        assert!(matches!(Lock::take(dir.path()), Err(TryLockError::WouldBlock)));
        drop(lock);
        Lock::take(dir.path()).unwrap();
        assert!(matches!(Lock::take(&dir.path().join("gone")), Err(TryLockError::Error(_))));
    }
}
