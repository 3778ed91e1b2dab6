//! The mark of a window that is open: since when, and with which session. It holds no words.
//!
//! It is removed when the program closes in order. So one that is found by the next writer tells of an unclean end, and
//! one that is found while another has the lock tells since when.

use std::fs;
use std::path::Path;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Store, disk, frame};
use crate::session::Summary;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    pub since: NaiveDateTime,
    /// The id of the session that is open for writing.
    pub session: Option<String>,
}

impl Mark {
    const FILE: &str = "open.json";

    /// `None` also if it cannot be read: it is a help, and nothing depends on it.
    pub fn read(folder: &Path) -> Option<Self> {
        let path = folder.join(Self::FILE);
        frame::decode(&fs::read(&path).ok()?, &path).ok()
    }

    /// If it cannot be written, the saving of the words will say so in a moment.
    pub fn write(&self, folder: &Path) {
        let _ = disk::replace(&folder.join(Self::FILE), &frame::encode(self));
    }

    pub fn remove(folder: &Path) {
        let _ = fs::remove_file(folder.join(Self::FILE));
    }
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

impl Store {
    /// What to offer after a kill, a crash or a power cut; `None` for a reader, and if nothing of that session opens.
    /// It stays until a session is opened or the window closes.
    #[must_use]
    pub fn unclean_end(&self) -> Option<UncleanEnd> {
        let id = self.hold().as_ref()?.unclean.clone()?;
        let last = self.load(&id).ok();
        let before = self.load_previous(&id).ok().filter(|before| last.as_ref() != Some(before));
        let [last, before] = [last, before].map(|kept| kept.map(|kept| Summary::of(kept.session(), kept.finished())));
        (last.is_some() || before.is_some()).then_some(UncleanEnd { id, last, before })
    }

    /// Says that a session is open for writing, so that an unclean end can be told.
    pub fn session_opened(&self, id: &str) {
        self.mark_session(Some(id.to_owned()));
    }

    /// Says that no session is open for writing any more: it was left or finished, and is saved.
    pub fn session_closed(&self) {
        self.mark_session(None);
    }

    /// Says that the window closes in order, and everything is saved. What is saved later is kept all the same.
    pub fn close(&self) {
        if self.hold().is_some() {
            Mark::remove(&self.dir);
        }
    }

    fn mark_session(&self, session: Option<String>) {
        if let Some(hold) = self.hold().as_mut() {
            hold.unclean = None;
            hold.mark.session = session;
            hold.mark.write(&self.dir);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample;

    #[test]
    fn a_kill_while_a_session_is_open_is_told_once_it_has_something_to_offer() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        assert_eq!(store.unclean_end(), None);
        store.session_opened("abc");
        drop(store); // Without closing, as a kill does.

        let store = Store::open(dir.path()).unwrap();
        assert_eq!(store.unclean_end(), None, "nothing was kept of it");
        store.save(&sample("abc", "one")).unwrap();
        store.save(&sample("abc", "two")).unwrap();
        drop(store);

        // The mark outlives a second kill before anything was opened.
        for _ in 0..2 {
            let end = Store::open(dir.path()).unwrap().unclean_end().unwrap();
            assert_eq!(end.last.unwrap().child, "two");
            assert_eq!(end.before.unwrap().child, "one");
        }
    }

    #[test]
    fn leaving_the_session_or_closing_in_order_leaves_nothing_to_tell() {
        let dir = tempfile::tempdir().unwrap();
        for leave in [Store::session_closed, Store::close] {
            let store = Store::open(dir.path()).unwrap();
            store.session_opened("abc");
            store.save(&sample("abc", "one")).unwrap();
            leave(&store);
            drop(store);
            assert_eq!(Store::open(dir.path()).unwrap().unclean_end(), None);
        }
    }

    #[test]
    fn a_mark_that_cannot_be_read_is_no_obstacle() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(Mark::FILE), "{").unwrap();
        assert_eq!(Store::open(dir.path()).unwrap().unclean_end(), None);
        assert!(Mark::read(dir.path()).is_some(), "it was replaced");
    }
}
