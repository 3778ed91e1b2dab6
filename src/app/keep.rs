//! From the open session to the saver: what has changed, and when it is handed over.

use super::{App, open::Open};

impl App {
    /// Hands every change of the open session to the saver.
    pub(super) fn keep_changes(&mut self) {
        let now = (self.clock)();
        if self.open.as_mut().is_some_and(|open| open.take_change(now)) {
            self.keep_open();
            // A prompt that was left is on the disk at once.
            if self.open.as_ref().is_some_and(Open::has_moved) {
                self.saver.flush();
            }
        }
    }

    /// The same for counted time, which waits for a change, a pause or the end.
    pub(super) fn keep_time(&mut self) {
        if self.open.as_mut().is_some_and(Open::take_unkept_time) {
            self.keep_open();
        }
    }

    /// The one way to the saver. A window that only reads hands it nothing: it would be refused, and then tried again for
    /// ever under a bar that says "Not saved".
    pub(super) fn keep_open(&self) {
        if let (Some(open), true) = (&self.open, self.store.is_writer()) {
            self.saver.change(open.kept().clone());
        }
    }

    /// The file of the open session had been changed by somebody else. Both versions are there.
    pub(super) fn kept_beside(&mut self) {
        self.notice =
            Some("This session was changed somewhere else too. Both versions are kept. Home shows the two.".to_owned());
    }
}
