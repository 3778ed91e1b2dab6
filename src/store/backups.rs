//! Earlier copies of each session, thinned: the ten latest, then the last of each of seven days, then of each of four weeks.
//!
//! They are sealed as the session is, named `<id>.<random>.age`, and removed with it. When one was made is the file's own
//! time; nothing else about it can be read from outside.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use chrono::{DateTime, Datelike, Local, NaiveDateTime};

use super::folder::Folder;
use super::{disk, new_id};

/// One copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Backup {
    pub file: String,
    /// Local time at which it was made, as exactly as the file system says: the latest of several within a second is the
    /// latest.
    pub made: NaiveDateTime,
}

const LATEST: usize = 10;
const DAYS: usize = 7;
const WEEKS: usize = 4;

impl Folder {
    /// Keeps `bytes` as a copy of a session, and removes the copies that are not needed any more.
    pub(super) fn back_up(&self, id: &str, bytes: &[u8]) -> io::Result<()> {
        disk::make_folder(&self.dir().join(Self::BACKUPS))?;
        let file = format!("{id}.{}{}", new_id(), Self::KEPT);
        disk::replace(&self.backup_path(&file), bytes)?;
        let all = self.backups(id);
        let keep = kept(&all.iter().map(|one| one.made).collect::<Vec<_>>());
        for (at, one) in all.iter().enumerate() {
            // The one that was just made stays, even if the clock says that it is the oldest of all.
            if !keep.contains(&at) && one.file != file {
                // What cannot be removed does no harm where it is.
                let _ = disk::remove(&self.backup_path(&one.file));
            }
        }
        Ok(())
    }

    /// The copies of a session, the latest first.
    pub(super) fn backups(&self, id: &str) -> Vec<Backup> {
        let entries = fs::read_dir(self.dir().join(Self::BACKUPS)).into_iter().flatten().flatten();
        let mut all: Vec<Backup> = entries
            .filter_map(|entry| {
                let file = entry.file_name().into_string().ok()?;
                let is_its = file.strip_prefix(id)?.starts_with('.') && file.ends_with(Self::KEPT);
                let made = entry.metadata().and_then(|about| about.modified()).map(exact).unwrap_or_default();
                is_its.then_some(Backup { file, made })
            })
            .collect();
        all.sort_by(|a, b| b.made.cmp(&a.made).then_with(|| a.file.cmp(&b.file)));
        all
    }

    /// The sessions of which there are copies.
    pub(super) fn backed_up_ids(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.dir().join(Self::BACKUPS)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        names.filter_map(|name| Some(name.split_once('.').filter(|(id, _)| !id.is_empty())?.0.to_owned())).collect()
    }

    pub(super) fn backup_path(&self, file: &str) -> PathBuf {
        self.dir().join(Self::BACKUPS).join(file)
    }
}

/// The file system's time as local time, to the second.
pub(super) fn local(time: SystemTime) -> NaiveDateTime {
    super::to_the_second(exact(time))
}

fn exact(time: SystemTime) -> NaiveDateTime {
    DateTime::<Local>::from(time).naive_local()
}

/// Which of the copies stay, by place in a list with the latest first.
fn kept(made: &[NaiveDateTime]) -> BTreeSet<usize> {
    let mut keep: BTreeSet<usize> = (0..made.len().min(LATEST)).collect();
    let mut last_of = |count: usize, part: &dyn Fn(NaiveDateTime) -> i64| {
        let mut seen = Vec::new();
        for (at, time) in made.iter().enumerate() {
            let part = part(*time);
            if !seen.contains(&part) && seen.len() < count {
                seen.push(part);
                keep.insert(at);
            }
        }
    };
    last_of(DAYS, &|time| i64::from(time.date().num_days_from_ce()));
    // Weeks begin on Monday: day 1 of the count was one.
    last_of(WEEKS, &|time| (i64::from(time.date().num_days_from_ce()) - 1).div_euclid(7));
    keep
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta, Weekday};

    fn noon() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 6, 3).unwrap().and_hms_opt(12, 0, 0).unwrap()
    }

    #[track_caller]
    fn check(minutes_ago: &[i64], expected: &[usize]) {
        let made: Vec<NaiveDateTime> = minutes_ago.iter().map(|ago| noon() - TimeDelta::minutes(*ago)).collect();
        assert_eq!(kept(&made).into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_ten_latest_the_last_of_seven_days_and_of_four_weeks_stay() {
        const DAY: i64 = 24 * 60;
        assert_eq!(noon().weekday(), Weekday::Wed);
        check(&[], &[]);
        check(&[0, 5, 10], &[0, 1, 2]);
        // An hour of five-minute copies: the ten latest.
        let hour: Vec<i64> = (0..13).map(|n| n * 5).collect();
        check(&hour, &(0..10).collect::<Vec<_>>());
        // The same and one of each day before: today and the six days before stay, and then the last of each week.
        let days: Vec<i64> = hour.iter().copied().chain((1..40).map(|n| n * DAY)).collect();
        // 13 is yesterday, Tuesday 2 June; 18 is Thursday 28 May. Weeks: this one (0), to 31 May (15), 24 May (22), 17 May (29).
        check(&days, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 15, 16, 17, 18, 22, 29]);
    }

    #[test]
    fn never_more_than_twenty_one_and_the_latest_is_always_among_them() {
        for step in [1, 7, 60, 600, 1440, 10_000] {
            let made: Vec<NaiveDateTime> = (0..300).map(|n| noon() - TimeDelta::minutes(n * step)).collect();
            let keep = kept(&made);
            assert!(keep.len() <= LATEST + DAYS + WEEKS && keep.contains(&0), "{step}");
        }
    }

    #[test]
    fn copies_belong_to_their_session_and_are_thinned() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        for n in 0..14_u8 {
            folder.back_up("abc", &[n]).unwrap();
        }
        folder.back_up("abcd", b"another").unwrap();
        assert_eq!(folder.backups("abcd").len(), 1);
        let left: BTreeSet<u8> =
            folder.backups("abc").iter().map(|one| fs::read(folder.backup_path(&one.file)).unwrap()[0]).collect();
        assert!(left.len() <= LATEST + 1 && left.contains(&13), "{left:?}");
    }

    #[test]
    fn the_latest_of_several_within_a_second_stay() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let start = SystemTime::now();
        for n in 0..30_u8 {
            folder.back_up("abc", &[n]).unwrap();
            // Each a millisecond after the one before, whatever the disk's own clock can tell apart.
            let made = folder.backups("abc").into_iter().map(|one| folder.backup_path(&one.file));
            let path = made.into_iter().find(|path| fs::read(path).unwrap() == [n]).unwrap();
            let at = start + std::time::Duration::from_millis(u64::from(n));
            fs::File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
        }
        let left: BTreeSet<u8> =
            folder.backups("abc").iter().map(|one| fs::read(folder.backup_path(&one.file)).unwrap()[0]).collect();
        assert!((21..30).all(|n| left.contains(&n)), "{left:?}");
    }
}
