//! From the open session to the saver: what has changed, and when it is handed over.

use std::time::Duration;

use super::{App, open::Open};
use crate::store::SaveState;

impl App {
    /// Hands every change of the open session to the saver.
    pub(super) fn keep_changes(&mut self) {
        let now = (self.clock)();
        if self.open.as_mut().is_some_and(|open| open.take_change(now)) {
            self.keep_open();
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

    /// Saves what waits now and waits for it, as closing does.
    pub fn wait_until_saved(&self, patience: Duration) -> SaveState {
        self.saver.finish(patience)
    }
}
