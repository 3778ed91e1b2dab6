//! Deleting: into the bin for fourteen days, then for good, with every copy; and a receipt that holds no content.
//!
//! A clock that jumps deletes nothing early. Time in the bin is counted in what the program has seen pass, and between two
//! sights never more than a day: so a jump, however large, counts as one day, and one more day is waited for because of it.
//! When the days are over by the clock and have not been seen to pass (after a holiday, or a jump), a person is asked
//! whether the date is right.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::folder::{Folder, is_id};
use super::seal::{Kind, Label};
use super::{LoadError, SaveError, Store, disk, frame};
use crate::record::Kept;
use crate::session::Summary;

/// A session or record in the bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binned {
    pub id: String,
    /// When it was put there, local time.
    pub put: NaiveDateTime,
    /// `None` if it does not open.
    pub summary: Option<Summary>,
    /// The fourteen days are over by this computer's clock, and were not seen to pass.
    pub asks: bool,
}

/// What is left of a session that was removed: no content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    pub at: NaiveDateTime,
    /// The session's letters, which are random.
    pub id: String,
    /// How many copies of it were removed with it.
    pub copies: usize,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bin {
    items: Vec<Item>,
    receipts: Vec<Receipt>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    put: NaiveDateTime,
    /// When it was seen there last.
    seen: NaiveDateTime,
    /// Seconds that were seen to pass.
    passed: i64,
    /// Its files are being removed.
    going: bool,
}

impl Item {
    fn new(id: String, now: NaiveDateTime) -> Self {
        Self { id, put: now, seen: now, passed: 0, going: false }
    }

    fn see(&mut self, now: NaiveDateTime) {
        // A clock that goes back adds nothing, until it has come to where it was.
        if now > self.seen {
            self.passed = self.passed.saturating_add((now - self.seen).min(TimeDelta::days(1)).num_seconds());
            self.seen = now;
        }
    }

    /// One more day than is promised: a jump of the clock may have been counted as one.
    fn has_passed(&self) -> bool {
        self.passed >= TimeDelta::days(Store::DAYS_IN_BIN + 1).num_seconds()
    }

    fn is_over(&self, now: NaiveDateTime) -> bool {
        now - self.put >= TimeDelta::days(Store::DAYS_IN_BIN)
    }
}

impl Store {
    /// How long something stays in the bin.
    pub const DAYS_IN_BIN: i64 = 14;

    const BIN_FILE: &str = "bin.age";

    /// Puts a session or record into the bin, with what lies beside it.
    ///
    /// # Errors
    /// If it is not there, or cannot be moved; then it is where it was, or in the bin, and it can be asked for again.
    pub fn delete(&self, id: &str, now: NaiveDateTime) -> Result<(), SaveError> {
        self.folder.check_writer()?;
        let (from, to) = (self.folder.session_path(&format!("{id}{}", Folder::KEPT)), self.binned_path(id));
        if !is_id(id) {
            return Err(SaveError::Io { source: std::io::ErrorKind::InvalidFilename.into(), path: from });
        }
        self.put_copies_away(id).map_err(|error| match error {
            super::copies::GoOnError::Save(error) => error,
            super::copies::GoOnError::Load(_) => {
                SaveError::Io { source: std::io::ErrorKind::Other.into(), path: from.clone() }
            }
        })?;
        let moved = disk::make_folder(&self.dir().join(Folder::BIN)).and_then(|()| self.move_session(id, &from, &to));
        moved.map_err(|source| SaveError::Io { source, path: from })?;
        let mut bin = self.read_bin(now);
        bin.items.retain(|item| item.id != id);
        bin.items.push(Item::new(id.to_owned(), now));
        self.write_bin(&bin)
    }

    /// Puts a session back from the bin.
    ///
    /// If a session of that id has come again meanwhile, from another computer perhaps, that one stays, and the one from the
    /// bin is among its copies.
    ///
    /// # Errors
    /// If it cannot be moved; then it is in one of the two places, and it can be asked for again.
    pub fn put_back(&self, id: &str, now: NaiveDateTime) -> Result<(), SaveError> {
        self.folder.check_writer()?;
        let (from, to) = (self.binned_path(id), self.folder.session_path(&format!("{id}{}", Folder::KEPT)));
        let moved = if from.exists() && to.exists() {
            self.put_among_copies(id, &from)
        } else {
            self.move_session(id, &from, &to)
        };
        moved.map_err(|source| SaveError::Io { source, path: from })?;
        let mut bin = self.read_bin(now);
        bin.items.retain(|item| item.id != id);
        self.write_bin(&bin)
    }

    /// Moves a session and takes the place of nothing: what is there goes among its copies. Done again after it was
    /// interrupted, it finds it moved.
    fn move_session(&self, id: &str, from: &Path, to: &Path) -> io::Result<()> {
        match (from.exists(), to.exists()) {
            (false, true) => return Ok(()),
            (true, true) => self.put_among_copies(id, to)?,
            _ => {}
        }
        disk::rename(from, to)
    }

    fn put_among_copies(&self, id: &str, path: &Path) -> io::Result<()> {
        disk::make_folder(&self.dir().join(Folder::BACKUPS))?;
        disk::rename(path, &self.folder.backup_path(&format!("{id}.{}{}", super::new_id(), Folder::KEPT)))
    }

    /// What is in the bin, the newest first, after removing what has been there for its days. A reader only looks.
    #[must_use]
    pub fn bin(&self, now: NaiveDateTime) -> Vec<Binned> {
        let mut bin = self.read_bin(now);
        if self.is_writer() {
            let before = bin.items.clone();
            for item in &mut bin.items {
                item.see(now);
                item.going |= item.has_passed();
            }
            if bin.items != before {
                // What cannot be written now is counted again from the last time that could.
                let _ = self.write_bin(&bin);
                let _ = self.remove_going(&mut bin, now);
            }
        }
        bin.items.sort_by_key(|item| std::cmp::Reverse(item.put));
        let binned = |item: Item| {
            let summary = self.peek_binned(&item.id).ok().map(|kept| Summary::of(kept.session(), kept.finished()));
            Binned { asks: item.is_over(now), id: item.id, put: item.put, summary }
        };
        bin.items.into_iter().map(binned).collect()
    }

    /// A person has said that this computer's date is right: removes everything of which the days are over.
    ///
    /// # Errors
    /// If something could not be removed; it is tried again next time.
    pub fn date_is_right(&self, now: NaiveDateTime) -> Result<(), SaveError> {
        self.folder.check_writer()?;
        let mut bin = self.read_bin(now);
        for item in &mut bin.items {
            item.going |= item.is_over(now);
        }
        self.write_bin(&bin)?;
        self.remove_going(&mut bin, now)
    }

    /// What was removed, the newest first.
    #[must_use]
    pub fn receipts(&self, now: NaiveDateTime) -> Vec<Receipt> {
        self.read_bin(now).receipts.into_iter().rev().collect()
    }

    /// A session in the bin, to look at.
    ///
    /// # Errors
    /// If it does not open.
    pub fn peek_binned(&self, id: &str) -> Result<Kept, LoadError> {
        let path = self.binned_path(id);
        let bytes = fs::read(&path).map_err(|source| LoadError::Io { source, path: path.clone() })?;
        self.open_session(&bytes, &path).map(|(_, kept)| kept)
    }

    /// Removes the files of what is going, its copies first and itself last, and writes the receipts. A kill in between leaves
    /// it going.
    fn remove_going(&self, bin: &mut Bin, now: NaiveDateTime) -> Result<(), SaveError> {
        let (going, staying): (Vec<Item>, Vec<Item>) =
            std::mem::take(&mut bin.items).into_iter().partition(|one| one.going);
        bin.items = staying;
        for Item { id, .. } in going {
            let mut paths: Vec<PathBuf> =
                self.folder.backups(&id).iter().map(|backup| self.folder.backup_path(&backup.file)).collect();
            let beside = [Folder::PREVIOUS, Folder::DAMAGED].map(|end| self.folder.session_path(&format!("{id}{end}")));
            paths.extend(beside.into_iter().filter(|path| path.exists()));
            let copies = paths.len();
            paths.push(self.binned_path(&id));
            for path in paths {
                disk::remove(&path).map_err(|source| SaveError::Io { source, path })?;
            }
            bin.receipts.push(Receipt { at: now, id, copies });
        }
        self.write_bin(bin)
    }

    /// With everything that lies in the folder, and nothing that does not.
    fn read_bin(&self, now: NaiveDateTime) -> Bin {
        let path = self.dir().join(Self::BIN_FILE);
        let read = || {
            let (_, kept) = self.open_sealed(&fs::read(&path).ok()?, Kind::Bin, &path).ok()?;
            frame::decode(&kept, &path).ok()
        };
        let mut bin: Bin = read().unwrap_or_default();
        let names = fs::read_dir(self.dir().join(Folder::BIN)).into_iter().flatten().flatten();
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let ids: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(Folder::KEPT)?.to_owned())).collect();
        // An id is a part of paths, of which the files are removed.
        bin.items.retain(|item| is_id(&item.id) && (item.going || ids.contains(&item.id)));
        for id in ids.into_iter().filter(|id| is_id(id)) {
            if !bin.items.iter().any(|item| item.id == id) {
                // Nobody knows since when: its days begin now.
                bin.items.push(Item::new(id, now));
            }
        }
        bin
    }

    fn write_bin(&self, bin: &Bin) -> Result<(), SaveError> {
        let path = self.dir().join(Self::BIN_FILE);
        let label = Label { kind: Kind::Bin, id: "bin".to_owned(), revision: 1 };
        let sealed = self.keys.seal(&label, &frame::encode(bin));
        disk::replace(&path, &sealed).map_err(|source| SaveError::Io { source, path })
    }

    fn binned_path(&self, id: &str) -> PathBuf {
        self.dir().join(Folder::BIN).join(format!("{id}{}", Folder::KEPT))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::store::{sample, unlocked};

    fn at(day: i64) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 6, 3).unwrap().and_hms_opt(14, 2, 0).unwrap() + TimeDelta::days(day)
    }

    /// A store with a session of which there are copies, in the bin since day 0.
    fn binned() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = unlocked(dir.path());
        for words in ["one", "two"] {
            store.save(&sample("abc", words)).unwrap();
        }
        store.save(&sample("other", "stays")).unwrap();
        store.delete("abc", at(0)).unwrap();
        (dir, store)
    }

    fn files(dir: &std::path::Path) -> Vec<String> {
        let mut all = Vec::new();
        for folder in ["sessions", "backups", "bin"] {
            let names = fs::read_dir(dir.join(folder)).into_iter().flatten().flatten();
            all.extend(names.map(|name| name.file_name().into_string().unwrap()));
        }
        all.retain(|name| name.starts_with("abc"));
        all
    }

    #[test]
    fn what_is_deleted_can_be_put_back() {
        let (_dir, store) = binned();
        assert_eq!(store.list().unwrap().kept.len(), 1);
        assert!(store.list().unwrap().unreadable.is_empty(), "its copies are not offered meanwhile");
        assert_eq!(store.bin(at(3))[0].summary.as_ref().unwrap().child, "two");
        store.put_back("abc", at(3)).unwrap();
        assert_eq!(store.load("abc").unwrap().session().child, "two");
        assert!(store.bin(at(30)).is_empty() && !store.copies_of("abc").is_empty());
    }

    #[test]
    fn after_its_days_it_goes_with_every_copy_and_leaves_a_receipt_without_content() {
        let (dir, store) = binned();
        assert_eq!(files(dir.path()).len(), 3);
        for day in 1..=14 {
            assert_eq!(store.bin(at(day)).len(), 1, "day {day}");
        }
        assert!(store.bin(at(15)).is_empty());
        assert_eq!(files(dir.path()), Vec::<String>::new());
        assert_eq!(store.receipts(at(15)), [Receipt { at: at(15), id: "abc".into(), copies: 2 }]);
        assert_eq!(store.load("other").unwrap().session().child, "stays");
    }

    #[test]
    fn whatever_its_file_says_it_removes_nothing_that_lies_elsewhere() {
        let (dir, store) = binned();
        let item = |id: &str| Item { id: id.to_owned(), put: at(0), seen: at(0), passed: i64::MAX, going: true };
        store.write_bin(&Bin { items: vec![item("../sessions/other"), item("abc")], receipts: Vec::new() }).unwrap();
        assert!(store.bin(at(1)).is_empty() && files(dir.path()).is_empty());
        assert_eq!(store.load("other").unwrap().session().child, "stays");
    }

    #[test]
    fn a_clock_that_jumps_deletes_nothing_early() {
        let years = |years: i64| years * 365;
        let days: [(&str, &[i64]); 12] = [
            ("forward two years", &[1, years(2)]),
            ("to 2038", &[years(12)]),
            ("to 2038 and back", &[years(12), 1, 2]),
            ("back two years", &[-years(2), -years(2) + 1]),
            ("back and forth each day", &[20, 1, 40, 2, 60, 3, 80, 4, 100, 5, 120, 6]),
            ("a month at once", &[31]),
            ("fourteen days at once", &[14]),
            ("fifteen days at once", &[15]),
            ("over a leap day", &[1, years(2) - 10]),
            ("a jump, then every day", &[30, 31, 32, 33, 34, 35, 36]),
            ("every day but the last", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
            ("twice fourteen", &[14, 28]),
        ];
        for (jump, sights) in days {
            let (dir, store) = binned();
            for day in sights {
                assert_eq!(store.bin(at(*day)).len(), 1, "{jump}: day {day}");
            }
            assert_eq!(files(dir.path()).len(), 3, "{jump}");
        }
    }

    #[test]
    fn after_a_holiday_a_person_is_asked_and_then_it_goes() {
        let (dir, store) = binned();
        assert!(!store.bin(at(10))[0].asks);
        assert!(store.bin(at(40))[0].asks);
        store.date_is_right(at(40)).unwrap();
        assert!(store.bin(at(40)).is_empty() && files(dir.path()).is_empty());
        assert_eq!(store.receipts(at(40)).len(), 1);
    }

    #[test]
    fn a_lost_list_only_makes_it_stay_longer_and_a_reader_only_looks() {
        let (dir, store) = binned();
        let reader = unlocked(dir.path());
        for day in 1..=40 {
            assert_eq!(reader.bin(at(day)).len(), 1);
        }
        assert!(reader.delete("other", at(1)).is_err() && reader.date_is_right(at(40)).is_err());
        fs::remove_file(dir.path().join(Store::BIN_FILE)).unwrap();
        for day in 20..=33 {
            assert_eq!(store.bin(at(day)).len(), 1, "day {day}");
        }
    }

    #[test]
    fn a_kill_while_it_is_removed_is_finished_next_time() {
        let (dir, store) = binned();
        let mut bin = store.read_bin(at(1));
        bin.items[0].going = true;
        store.write_bin(&bin).unwrap();
        fs::remove_file(store.binned_path("abc")).unwrap();
        assert!(store.bin(at(2)).is_empty());
        assert_eq!((files(dir.path()).len(), store.receipts(at(2)).len()), (0, 1));
    }
}
