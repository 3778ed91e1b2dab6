//! How it is kept: a folder of files on this computer, of which nothing about anybody can be read while it is locked.
//!
//! ```text
//! but-why/
//!   but-why.json           the format of this folder; nothing secret, nothing trusted
//!   keys.age               the store's keys, sealed by the passphrase
//!   keys-recovery.age      the same, sealed to the recovery sheet
//!   sessions/
//!     k3v…q.age            one session or record, as it was kept last
//!     k3v…q.prev.age       the same, some minutes earlier
//!     k3v…q.damaged.age    what could not be opened when its session went on from a copy, if that ever happened
//!     *.age                another version of a session: kept beside because its file had changed, or made by a syncing program
//!   backups/k3v…q.*.age    earlier copies, thinned
//!   bin/k3v…q.age          deleted less than 14 days ago
//!   bin.age                since when; and receipts
//!   index.age              the list of sessions, so that it need not be made from every file; never the only copy of anything
//!   holder.age             who has the folder open, since when, with which session
//!   checklists/*.ron       the person's own
//!   settings.json          how it looks, and when it locks
//!   lock, turn             held by the one window that writes; held while a file is replaced
//! ```
//!
//! A [`Folder`] is all of that without the keys; a [`Store`] is one that is unlocked, and locking is dropping it. Every file
//! is replaced as a whole (`disk.rs`) and sealed (`seal.rs`, the only file that touches keys). The [`Saver`] writes on a
//! thread of its own. A newer program's files are never opened halfway and never written over. Ids are drawn here, and
//! nowhere else.

mod backups;
mod bin;
mod choice;
mod copies;
mod disk;
mod error;
#[cfg(test)]
mod faults_test;
mod folder;
mod frame;
mod holder;
mod index;
mod lock;
mod machine;
mod older;
mod own_files;
mod passphrase;
mod place;
mod policy;
mod recovery;
mod saver;
mod seal;
mod sessions;
mod settings;
mod slot;
mod unlock;

pub use bin::{Binned, Receipt};
pub use choice::{By, Choice, Chosen};
pub use copies::{Copy, GoOnError, Version};
pub use error::{Damage, LoadError, OpenError, SaveError, UnlockError};
pub use folder::Folder;
pub use holder::UncleanEnd;
pub use machine::{Machine, System};
pub use older::{LeftPlain, TakenIn};
pub use own_files::{OwnFiles, read_source};
pub use passphrase::{Passphrase, TooShort};
pub use place::{Asked, Disk, Whereabouts};
pub use policy::Policy;
pub use recovery::{NoCode, RecoveryCode};
pub use saver::Saver;
pub use seal::Cost;
pub use sessions::{Listing, Unreadable};
pub use slot::SaveState;
pub use unlock::{Lost, State};

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{Local, NaiveDateTime, Timelike};

use holder::Holder;
use seal::Keys;

/// An unlocked data folder: the one writer, or a reader that knows why. Dropping it locks it.
#[derive(Debug)]
pub struct Store {
    folder: Arc<Folder>,
    keys: Keys,
    /// What this window says of itself, and the session that the window before left uncleanly.
    holder: Mutex<Holder>,
    index: Mutex<index::Index>,
}

impl Store {
    #[must_use]
    pub fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    #[must_use]
    pub fn dir(&self) -> &Path {
        self.folder.dir()
    }

    #[must_use]
    pub fn is_writer(&self) -> bool {
        self.folder.is_writer()
    }

    /// A sentence or two that say why nothing is changed here; `None` for the writer.
    #[must_use]
    pub fn read_only_because(&self) -> Option<String> {
        self.folder.read_only_because()
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
    to_the_second(Local::now().naive_local())
}

fn to_the_second(time: NaiveDateTime) -> NaiveDateTime {
    time.with_nanosecond(0).unwrap_or(time)
}

/// "14:02", and the day too if it is another one.
fn time_of_day(time: NaiveDateTime, now: NaiveDateTime) -> String {
    let format = if time.date() == now.date() { "%H:%M" } else { "%-d %B, %H:%M" };
    time.format(format).to_string()
}

/// The passphrase of every store in these tests.
#[cfg(test)]
const PASSPHRASE: &str = "a long walk on the beach";

/// Opens a folder and unlocks it, with new keys if it has none.
#[cfg(test)]
fn unlocked(dir: impl Into<std::path::PathBuf>) -> Store {
    let folder = Arc::new(Folder::open(dir).expect("the folder opens"));
    let passphrase = Passphrase::typed(PASSPHRASE);
    match folder.state() {
        State::New { .. } => Store::begin(folder, &passphrase, &RecoveryCode::new(), Cost::LEAST),
        _ => Store::unlock(folder, &passphrase),
    }
    .expect("it unlocks")
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
    fn ids_differ_and_are_plain() {
        let ids: std::collections::BTreeSet<String> = std::iter::repeat_with(new_id).take(1000).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| folder::is_id(id) && id.len() == 16));
    }
}
