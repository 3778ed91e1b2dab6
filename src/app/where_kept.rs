//! The folder that sessions are kept in: what is said of it, and choosing another one.

use std::path::{Path, PathBuf};

use super::{App, perform::PATIENCE};
use crate::{
    store::{Machine, SaveState, Whereabouts},
    ui::settings_screen::SystemLock,
};

/// Windows and macOS tell a program of their lock only through calls that this one does not make; then there is the lock after
/// some minutes, and Ctrl+L. That a computer slept is seen everywhere.
pub(super) const SYSTEM_LOCK: SystemLock =
    if cfg!(target_os = "linux") { SystemLock::Tells } else { SystemLock::IsSilent };

/// Whether the folder is synced, shared or may be forgotten at sign-out, in sentences. Empty where there is nothing to say.
pub(super) fn said(dir: &Path) -> String {
    Whereabouts::look(dir, &Machine::here()).said().join(" ")
}

impl App {
    /// What is to be said of the folder and was not read yet.
    pub(super) fn folder_news(&self) -> Option<&str> {
        let says = self.folder_says.as_str();
        (!says.is_empty() && says != self.settings.folder_said && self.store.is_writer()).then_some(says)
    }

    /// Another folder has been chosen: it is remembered, and the program goes there.
    pub(super) fn new_folder(&mut self, dir: PathBuf) {
        let Some(choice) = self.choice.clone() else { return };
        if dir == self.store.dir() {
            self.notice = Some("Sessions are kept in this folder already.".to_owned());
            return;
        }
        // Words that wait for this folder would go with it.
        self.keep_time();
        if matches!(self.saver.finish(PATIENCE), SaveState::NotSaved { .. } | SaveState::Saving) {
            self.notice = Some("Not everything is saved here yet, so nothing has changed. Try again first.".to_owned());
            return;
        }
        match choice.keep(Some(&dir)) {
            Ok(()) => self.new_folder = Some(dir),
            Err(error) => {
                let what = "The folder could not be remembered, so nothing has changed.";
                self.notice = Some(format!("{what} {error} {}", error.hint()));
            }
        }
    }

    pub(super) fn take_new_folder(&mut self) -> Option<PathBuf> {
        self.new_folder.take()
    }
}
