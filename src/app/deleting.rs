//! Delete dates, the bin and its receipts.

use chrono::{Days, NaiveDate};

use super::App;
use crate::{
    session::DeleteOn,
    store::{Binned, Store},
    ui::{
        Place,
        delete_dates::{BinRow, Receipt},
        sessions::full_name,
    },
};

/// What the screen of the bin shows, read when it is asked for.
#[derive(Debug, Default)]
pub(super) struct Bin {
    pub rows: Vec<BinRow>,
    pub receipts: Vec<Receipt>,
    /// Something is due by the clock and was not seen to become so.
    pub clock_in_doubt: bool,
}

impl App {
    pub(super) fn look_at_bin(&mut self) {
        let now = (self.clock)();
        let bin = self.store.bin(now);
        self.bin = Bin {
            clock_in_doubt: bin.iter().any(|one| one.asks),
            rows: bin.iter().map(bin_row).collect(),
            receipts: self
                .store
                .receipts(now)
                .into_iter()
                .map(|one| Receipt { at: one.at, backups: one.copies, letters: one.id })
                .collect(),
        };
    }

    /// Puts a session into the bin; the person has been asked.
    pub(super) fn delete(&mut self, id: &str) {
        let now = (self.clock)();
        // What waits to be saved would make it again.
        let is_open = self.open.as_ref().is_some_and(|open| open.kept().id() == id);
        if is_open && !self.put_away() {
            return;
        }
        match self.store.delete(id, now) {
            Ok(()) => {
                if is_open {
                    self.came_from.clear();
                    self.place = Place::Home;
                }
                self.notice = Some(format!("It is in the bin for {} days", Store::DAYS_IN_BIN));
            }
            Err(error) => self.notice = Some(format!("It was not deleted. {error} {}", error.hint())),
        }
        self.looked_again();
    }

    pub(super) fn put_back(&mut self, id: &str) {
        let now = (self.clock)();
        self.notice = Some(match self.store.put_back(id, now) {
            Ok(()) => "It is back among the sessions".to_owned(),
            Err(error) => format!("It was not put back. {error} {}", error.hint()),
        });
        self.looked_again();
    }

    pub(super) fn keep_until(&mut self, id: &str, day: NaiveDate) {
        if self.policy.retention_days.is_some() {
            self.notice = Some("Your organisation sets how long sessions are kept.".to_owned());
            return;
        }
        match &mut self.open {
            Some(open) if open.kept().id() == id => open.kept_mut().delete_on(DeleteOn::On(day)),
            _ => match self.load_newest(id) {
                Ok(mut kept) => {
                    kept.delete_on(DeleteOn::On(day));
                    self.saver.change(kept);
                }
                Err(error) => {
                    self.notice = Some(format!("Its date was not changed. {error} {}", error.hint()));
                    return;
                }
            },
        }
        self.keep_changes();
        self.looked_again();
    }

    pub(super) fn date_is_right(&mut self) {
        if let Err(error) = self.store.date_is_right((self.clock)()) {
            self.notice = Some(format!("Not everything was removed. {error} {}", error.hint()));
        }
        self.looked_again();
    }

    fn looked_again(&mut self) {
        self.look_at_sessions();
        self.look_at_bin();
        self.find_again();
    }
}

pub(super) fn bin_row(one: &Binned) -> BinRow {
    let name = one.summary.as_ref().map_or_else(|| format!("The session {}", one.id), full_name);
    let days = u64::try_from(Store::DAYS_IN_BIN).unwrap_or(0);
    let gone_on = one.put.date().checked_add_days(Days::new(days)).unwrap_or(one.put.date());
    BinRow { id: one.id.clone(), name, put: one.put, gone_on }
}

/// The day on which something in the bin goes, for a document.
pub(super) fn whence(one: &Binned) -> crate::record::Whence {
    let BinRow { put, gone_on, .. } = bin_row(one);
    crate::record::Whence::Bin { put, gone_on }
}
