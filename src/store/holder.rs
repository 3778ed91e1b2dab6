//! Who has the folder open: which computer, since when, and with which session. Sealed, and it holds no words.
//!
//! It is removed when the program closes in order. So one that is found by the next writer tells of an unclean end, one that
//! is found while another has the lock tells since when, and one that is not as this window wrote it tells that another has
//! taken over.

use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::folder::Folder;
use super::seal::{Kind, Label};
use super::{SaveError, Store, Version, disk, frame, now, time_of_day};
use crate::session::Summary;

/// What this window says of itself, and what it found.
#[derive(Debug, Default)]
pub(super) struct Holder {
    said: Said,
    /// The session that the window before left uncleanly.
    unclean: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    /// A random name of the window, so that no two say the same.
    window: String,
    computer: String,
    since: NaiveDateTime,
    /// The id of the session that is open for writing.
    session: Option<String>,
    /// Where documents were written: a kill in the middle leaves half of one there, and it can be read.
    #[serde(default)]
    documents: Option<PathBuf>,
}

/// The program ended before it could tidy up, while a session was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncleanEnd {
    pub id: String,
    /// The session as it was kept last; `None` if that does not open. Its `changed` says up to when.
    pub last: Option<Summary>,
    /// The copy before, some minutes older, if there is one that opens and it is not the same.
    pub before: Option<Summary>,
}

impl Holder {
    /// Reads what the window before has left, and says that this one has come.
    pub fn arrive(store: &Store) -> Self {
        let folder = store.folder();
        // Another window may have taken over while this one was locked.
        folder.notice_overtaken();
        let found = folder.holder_file().and_then(|bytes| read(store, &bytes));
        if !folder.is_writer() {
            if let Some(Said { computer, since, .. }) = found {
                let since = time_of_day(since, now());
                folder.say_why_reader(format!(
                    "Another window has these sessions open since {since}, on {computer}. This one shows them and changes nothing."
                ));
            }
            return Self::default();
        }
        // It keeps naming that session until another is opened: a second kill does not forget it, nor one between unlocking
        // and going on where this window was locked.
        let (session, documents) = found.map_or((None, None), |said| (said.session, said.documents));
        if let Some(documents) = documents.filter(|_| folder.was_unclean()) {
            disk::sweep(&documents);
        }
        let session_left = session.clone();
        let said = Said {
            window: super::new_id(),
            computer: computer(),
            since: now(),
            session: session_left,
            documents: None,
        };
        folder.say_holder(seal(store, &said));
        Self { said, unclean: session.filter(|_| folder.was_unclean()) }
    }
}

fn seal(store: &Store, said: &Said) -> Vec<u8> {
    store.keys.seal(&Label { kind: Kind::Holder, id: "holder".to_owned(), revision: 1 }, &frame::encode(said))
}

/// `None` also if it cannot be read: it is a help, and nothing depends on it.
fn read(store: &Store, bytes: &[u8]) -> Option<Said> {
    let (label, kept) = store.keys.open(bytes).ok()?;
    if label.kind == Kind::Holder { frame::decode(&kept, store.dir()).ok() } else { None }
}

/// As the network calls it.
fn computer() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").unwrap_or_default();
    if name.is_empty() { "this computer".to_owned() } else { name }
}

impl Store {
    /// What to offer after a kill, a crash or a power cut; `None` for a reader, and if nothing of that session opens.
    /// It stays until a session is opened or the window closes.
    #[must_use]
    pub fn unclean_end(&self) -> Option<UncleanEnd> {
        let id = self.holder().unclean.clone()?;
        let last = self.peek(&id, &Version::Last).ok();
        let before = self.peek(&id, &Version::Previous).ok().filter(|before| last.as_ref() != Some(before));
        let [last, before] = [last, before].map(|kept| kept.map(|kept| Summary::of(kept.session(), kept.finished())));
        (last.is_some() || before.is_some()).then_some(UncleanEnd { id, last, before })
    }

    /// Says that a session is open for writing, so that an unclean end can be told.
    pub fn session_opened(&self, id: &str) {
        self.say_session(Some(id.to_owned()));
    }

    /// Says that no session is open for writing any more: it was left or finished, and is saved.
    pub fn session_closed(&self) {
        self.say_session(None);
    }

    /// Makes this window the writer, and the other one a reader that keeps beside what it has not saved yet.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn take_over(&self) -> Result<(), SaveError> {
        let said = Said { window: super::new_id(), computer: computer(), since: now(), ..Said::default() };
        self.folder.take_over(seal(self, &said))?;
        *self.holder() = Holder { said, unclean: None };
        Ok(())
    }

    /// Writes a document where the person chose, whole or not at all. If the program is killed meanwhile, what it had begun to
    /// write there is removed at the next start.
    ///
    /// # Errors
    /// If it is not on the disk; a file that was there is then still as it was.
    pub fn write_document(&self, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
        let folder = path.parent().map(Path::to_owned);
        if self.is_writer() {
            let mut holder = self.holder();
            if holder.said.documents != folder {
                holder.said.documents = folder;
                self.folder.say_holder(seal(self, &holder.said));
            }
        }
        super::write_document(path, bytes)
    }

    fn say_session(&self, session: Option<String>) {
        if !self.is_writer() {
            return;
        }
        let mut holder = self.holder();
        holder.unclean = None;
        holder.said.session = session;
        self.folder.unclean_is_answered();
        self.folder.say_holder(seal(self, &holder.said));
    }

    pub(super) fn holder(&self) -> MutexGuard<'_, Holder> {
        self.holder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Folder {
    /// What earlier versions wrote in its place, in plain letters.
    pub(super) const PLAIN_HOLDER: &str = "open.json";
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::{sample, unlocked};

    #[test]
    fn a_kill_while_a_session_is_open_is_told_once_it_has_something_to_offer() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        assert_eq!(store.unclean_end(), None);
        store.session_opened("abc");
        drop(store); // Without closing, as a kill does.

        let store = unlocked(dir.path());
        assert_eq!(store.unclean_end(), None, "nothing was kept of it");
        store.save(&sample("abc", "one")).unwrap();
        store.save(&sample("abc", "two")).unwrap();
        drop(store);

        // It outlives a second kill before anything was opened.
        for _ in 0..2 {
            let end = unlocked(dir.path()).unclean_end().unwrap();
            assert_eq!(end.last.unwrap().child, "two");
            assert_eq!(end.before.unwrap().child, "one");
        }
    }

    #[test]
    fn a_kill_just_after_unlocking_again_is_told_too() {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        store.session_opened("abc");
        store.save(&sample("abc", "one")).unwrap();
        let folder = std::sync::Arc::clone(store.folder());
        drop(store);
        let passphrase = crate::store::Passphrase::typed(crate::store::PASSPHRASE);
        let store = Store::unlock(folder, &passphrase).unwrap();
        assert_eq!(store.unclean_end(), None, "it was locked in order");
        drop(store);
        assert_eq!(unlocked(dir.path()).unclean_end().unwrap().id, "abc");
    }

    #[test]
    fn leaving_the_session_or_closing_in_order_leaves_nothing_to_tell() {
        let dir = tempfile::tempdir().unwrap();
        for leave in [Store::session_closed, |store: &Store| store.folder().close()] {
            let store = unlocked(dir.path());
            store.session_opened("abc");
            store.save(&sample("abc", "one")).unwrap();
            leave(&store);
            drop(store);
            assert_eq!(unlocked(dir.path()).unclean_end(), None);
        }
    }

    #[test]
    fn half_a_document_that_a_kill_has_left_is_removed_at_the_next_start() {
        let dir = tempfile::tempdir().unwrap();
        let documents = tempfile::tempdir().unwrap();
        let path = documents.path().join("note.txt");
        let half = documents.path().join(".but-why-x.tmp");
        for in_order in [true, false] {
            let store = unlocked(dir.path());
            store.write_document(&path, b"a whole one").unwrap();
            if in_order {
                store.folder().close();
            }
            drop(store);
            fs::write(&half, b"half of the next").unwrap();
            drop(unlocked(dir.path()));
            assert_eq!(half.exists(), in_order, "only a kill leaves any");
        }
        assert_eq!(fs::read(&path).unwrap(), b"a whole one");
    }

    #[test]
    fn a_holder_that_cannot_be_read_is_no_obstacle() {
        let dir = tempfile::tempdir().unwrap();
        drop(unlocked(dir.path()));
        fs::write(dir.path().join("holder.age"), "{").unwrap();
        let store = unlocked(dir.path());
        assert_eq!(store.unclean_end(), None);
        assert!(read(&store, &store.folder().holder_file().unwrap()).is_some(), "it was replaced");
    }

    #[test]
    fn a_second_window_reads_and_says_why_until_it_takes_over() {
        let dir = tempfile::tempdir().unwrap();
        let first = unlocked(dir.path());
        let second = unlocked(dir.path());
        assert!(first.is_writer() && !second.is_writer());
        let because = second.read_only_because().unwrap();
        let since = time_of_day(first.holder().said.since, now());
        assert_eq!(
            because,
            format!(
                "Another window has these sessions open since {since}, on {}. This one shows them and changes nothing.",
                computer()
            )
        );
        assert_eq!(second.save(&sample("abc", "")).unwrap_err().to_string(), because);

        first.save(&sample("abc", "one")).unwrap();
        second.take_over().unwrap();
        let abc = second.load("abc").unwrap();
        assert_eq!(abc.session().child, "one");
        second.save(&sample("abc", "two")).unwrap();
        // The first has words that it had not saved.
        first.save(&sample("abc", "three")).unwrap();
        assert!(!first.is_writer() && second.is_writer());
        assert_eq!(second.load("abc").unwrap().session().child, "two");
        let copies = second.list().unwrap().copies;
        assert_eq!(copies.iter().map(|copy| copy.summary.child.as_str()).collect::<Vec<_>>(), ["three"]);
        // Now the lock is free, and the second has it with its next save.
        second.save(&sample("abc", "four")).unwrap();
        drop(first);
        assert!(!unlocked(dir.path()).is_writer());
    }
}
