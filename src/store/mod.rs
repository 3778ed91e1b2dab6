//! How it is kept: a folder of files on this computer.
//!
//! ```text
//! but-why/
//!   sessions/
//!     k3v…q.json          one session or record, as it was kept last
//!     k3v…q.prev.json     the same, some minutes earlier
//!     k3v…q.damaged.json  what could not be read when its session was kept again, if that ever happened
//!   checklists/*.ron      the person's own
//!   settings.json
//!   open.json             the window that is open, or that was when it ended uncleanly; holds no words
//!   lock                  held by the one window that writes
//! ```
//!
//! Every JSON file is `{"format":1,"kept":…}` and is replaced as a whole (`disk.rs`). The [`Saver`] writes on a thread of
//! its own. A newer program's files are never opened halfway and never written over. Ids are drawn
//! here, and nowhere else.

mod choice;
mod disk;
mod error;
mod frame;
mod lock;
mod machine;
mod mark;
mod own_files;
mod place;
mod policy;
mod saver;
mod sessions;
mod settings;
mod slot;

pub use choice::{By, Choice, Chosen};
pub use error::{Damage, LoadError, OpenError, SaveError};
pub use machine::{Machine, System};
pub use mark::UncleanEnd;
pub use own_files::{OwnFiles, read_source};
pub use place::{Asked, Disk, Whereabouts};
pub use policy::Policy;
pub use saver::Saver;
pub use sessions::{Listing, Unreadable};
pub use slot::SaveState;

use std::collections::BTreeMap;
use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use chrono::{Local, NaiveDateTime, Timelike};

use lock::Lock;
use mark::Mark;
use sessions::Copied;

/// An opened data folder: the one writer, or a reader that knows why.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    /// Empty for the writer. Set at opening, or when the folder had gone and another window was there first.
    read_only: OnceLock<String>,
    hold: Mutex<Option<Hold>>,
    /// By id: from which of this window's copies the next previous one is made.
    copied: Mutex<BTreeMap<String, Copied>>,
}

/// What the writer has.
#[derive(Debug)]
struct Hold {
    /// `None` only while it is being taken again.
    lock: Option<Lock>,
    mark: Mark,
    /// The session that the window before left uncleanly.
    unclean: Option<String>,
}

impl Store {
    /// Where sessions are kept if nobody says otherwise: on this computer, in no folder that is synced.
    #[must_use]
    pub fn default_dir() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "but-why").map(|dirs| dirs.data_local_dir().to_owned())
    }

    /// Opens a data folder and makes it if there is none.
    ///
    /// # Errors
    /// Only if it cannot even be read. If it cannot be written, or another window writes in it, it opens for reading.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, OpenError> {
        let dir = dir.into();
        let sessions = dir.join(Self::SESSIONS);
        let made = disk::make_folder(&sessions);
        if let Err(source) = fs::read_dir(&sessions) {
            // Why it could not be made says more than that it is not there.
            let source = made.err().unwrap_or(source);
            return Err(OpenError::Io { source, path: dir });
        }
        let store = Self { dir, read_only: OnceLock::new(), hold: Mutex::default(), copied: Mutex::default() };
        match Lock::take(&store.dir) {
            Ok(lock) => {
                let unclean = Mark::read(&store.dir).and_then(|mark| mark.session);
                for folder in [&store.dir, &sessions, &store.dir.join(Self::CHECKLISTS)] {
                    disk::sweep(folder);
                }
                // The mark keeps naming that session until another is opened: a second kill does not forget it.
                let mark = Mark { since: now(), session: unclean.clone() };
                mark.write(&store.dir);
                *store.hold() = Some(Hold { lock: Some(lock), mark, unclean });
            }
            Err(refused) => store.become_reader(&refused),
        }
        Ok(store)
    }

    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    #[must_use]
    pub fn is_writer(&self) -> bool {
        self.read_only_because().is_none()
    }

    /// A sentence or two that say why nothing is changed here; `None` for the writer.
    #[must_use]
    pub fn read_only_because(&self) -> Option<&str> {
        self.read_only.get().map(String::as_str)
    }

    /// The error of every change that a reader is asked for.
    fn check_writer(&self) -> Result<(), SaveError> {
        match self.read_only_because() {
            None => Ok(()),
            Some(because) => Err(SaveError::ReadOnly { because: because.to_owned() }),
        }
    }

    /// Makes the folder again after it had gone, before a save is tried once more.
    ///
    /// The lock went with it, and another window may have made the folder first. Then this one becomes a reader.
    fn bring_back(&self) {
        // If this does not succeed, the save that follows says why.
        if disk::make_folder(&self.dir.join(Self::SESSIONS)).is_err() {
            return;
        }
        let mut hold = self.hold();
        let Some(Hold { lock, mark, unclean: _ }) = hold.as_mut() else { return };
        // The file at that path may be another one by now, so the old lock says nothing. It goes first: a second one on
        // the same file would be refused.
        *lock = None;
        match Lock::take(&self.dir) {
            Ok(taken) => {
                *lock = Some(taken);
                mark.write(&self.dir);
            }
            Err(refused) => {
                *hold = None;
                self.become_reader(&refused);
            }
        }
    }

    fn become_reader(&self, refused: &TryLockError) {
        let because = match refused {
            TryLockError::WouldBlock => {
                let since = Mark::read(&self.dir).map(|mark| format!(" since {}", time_of_day(mark.since, now())));
                let since = since.unwrap_or_default();
                format!("Another window has these sessions open{since}. This one shows them and changes nothing.")
            }
            TryLockError::Error(error) => {
                format!("{} What is kept there is shown, and nothing is changed.", error::writing(error.kind()))
            }
        };
        // It may be set already; then the first reason stays.
        let _ = self.read_only.set(because);
    }

    fn hold(&self) -> MutexGuard<'_, Option<Hold>> {
        self.hold.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a document where the person chose, whole or not at all.
///
/// # Errors
/// If it is not on the disk; a file that was there is then still as it was.
pub fn write_document(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    disk::replace(path, bytes).map_err(|source| SaveError::Io { source, path: path.to_owned() })
}

/// Sixteen random letters and digits that say nothing about anybody.
#[must_use]
pub fn new_id() -> String {
    std::iter::repeat_with(|| fastrand::digit(36)).take(16).collect()
}

/// Local time, to the second.
fn now() -> NaiveDateTime {
    let now = Local::now().naive_local();
    now.with_nanosecond(0).unwrap_or(now)
}

/// "14:02", and the day too if it is another one.
fn time_of_day(time: NaiveDateTime, now: NaiveDateTime) -> String {
    let format = if time.date() == now.date() { "%H:%M" } else { "%-d %B, %H:%M" };
    time.format(format).to_string()
}

/// A session of one question; `child` is what it is told apart by.
#[cfg(test)]
fn sample(id: &str, child: &str) -> crate::record::Kept {
    use crate::checklist::{Contents, Library, read};
    use crate::session::{Session, Setup};
    const TEXT: &str = r#"Checklist(format: 1, id: "tiny", title: "Tiny", purpose: "For tests.", meeting: "None",
        jurisdiction: "Scotland", version: "1.0.0", authors: ["A"], changed: "", review_by: "2030-01-01",
        licence: "CC0-1.0", paces: [(id: "full", title: "An hour", minutes: 60)], sections: [(id: "one",
        title: "One", minutes: {"full": 60}, items: [(id: "who", prompt: "Who is there?", kind: Text)])])"#;
    let Ok(Contents::Checklist { checklist, .. }) = read("tiny.ron", TEXT.as_bytes()) else { panic!("it is sound") };
    let setup = Setup { child: child.to_owned(), ..Setup::default() };
    let opened = NaiveDateTime::default();
    let library = Library::default();
    crate::record::Kept::Session(Session::open(&checklist, &checklist.paces[0], &library, setup, id.to_owned(), opened))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_window_reads_and_says_why() {
        let dir = tempfile::tempdir().unwrap();
        let first = Store::open(dir.path()).unwrap();
        let second = Store::open(dir.path()).unwrap();
        assert!(first.is_writer() && !second.is_writer());
        let because = second.read_only_because().unwrap();
        let since = first.hold().as_ref().unwrap().mark.since;
        let since = time_of_day(since, now());
        let expected =
            format!("Another window has these sessions open since {since}. This one shows them and changes nothing.");
        assert_eq!(because, expected);
        assert_eq!(second.save(&sample("abc", "")).unwrap_err().to_string(), because);
        drop(first);
        assert!(Store::open(dir.path()).unwrap().is_writer());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_that_says_so() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        let error = Store::open(&file).unwrap_err();
        assert_eq!(error.to_string(), "A file stands where the folder belongs.");
        assert!(error.hint().ends_with(&file.display().to_string()));
    }

    // Windows lets no folder go while the lock in it is held.
    #[cfg(unix)]
    #[test]
    fn a_folder_that_comes_back_belongs_to_whoever_was_first() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("data");
        let first = Store::open(&dir).unwrap();
        fs::remove_dir_all(&dir).unwrap();
        first.bring_back();
        assert!(first.is_writer() && !Store::open(&dir).unwrap().is_writer());

        fs::remove_dir_all(&dir).unwrap();
        let second = Store::open(&dir).unwrap();
        first.bring_back();
        assert!(second.is_writer() && !first.is_writer());
    }

    #[test]
    fn ids_differ_and_are_plain() {
        let ids: std::collections::BTreeSet<String> = std::iter::repeat_with(new_id).take(1000).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| Store::is_id(id) && id.len() == 16));
    }
}
