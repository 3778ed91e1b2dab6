//! The session or record that is open, and what of it has changed.

use chrono::NaiveDateTime;

use crate::{record::Kept, session::Session};

/// What is open, and how it was when it was last handed to the saver.
pub struct Open {
    kept: Kept,
    seen: Kept,
    /// Up to when the time on the screen has been counted; `None` while it is not on the screen.
    counted_to: Option<NaiveDateTime>,
    unkept_time: bool,
    moved: bool,
}

impl Open {
    #[must_use]
    pub fn new(kept: Kept) -> Self {
        Self { seen: kept.clone(), kept, counted_to: None, unkept_time: false, moved: false }
    }

    #[must_use]
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    pub fn kept_mut(&mut self) -> &mut Kept {
        &mut self.kept
    }

    /// Puts another state in its place, such as the record that a session became.
    pub fn become_record(self, now: NaiveDateTime) -> Self {
        match self.kept {
            Kept::Session(session) => Self { kept: Kept::Record(session.finish(now)), ..self },
            Kept::Record(_) => self,
        }
    }

    /// Whether it differs from what was seen last; then it is stamped with the time and seen. Counted time alone is not a
    /// change: it is kept with the next one.
    pub fn take_change(&mut self, now: NaiveDateTime) -> bool {
        if self.kept == self.seen {
            return false;
        }
        if let Kept::Session(session) = &mut self.kept {
            session.changed = now;
        }
        self.moved = self.kept.session().spot != self.seen.session().spot;
        self.seen = self.kept.clone();
        self.unkept_time = false;
        true
    }

    /// Whether the last change led to another prompt.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        self.moved
    }

    /// Adds the seconds since the last call to the section on the screen.
    pub fn count_time(&mut self, on_screen: bool, now: NaiveDateTime) {
        let since = self.counted_to.take();
        if !on_screen {
            return;
        }
        let Some(since) = since else {
            self.counted_to = Some(now);
            return;
        };
        let seconds = u32::try_from((now - since).num_seconds()).unwrap_or(0);
        // What is less than a second is left for the next call.
        self.counted_to = Some(since + chrono::TimeDelta::seconds(i64::from(seconds)));
        if seconds > 0 {
            for kept in [&mut self.kept, &mut self.seen] {
                if let Kept::Session(session) = kept {
                    add_seconds(session, seconds);
                }
            }
            self.unkept_time = true;
        }
    }

    /// Whether counted time waits to be kept; asking takes it.
    pub fn take_unkept_time(&mut self) -> bool {
        std::mem::take(&mut self.unkept_time)
    }
}

fn add_seconds(session: &mut Session, seconds: u32) {
    let at = session.spot.section;
    if let Some(section) = session.sections.get_mut(at) {
        section.seconds_on_screen = section.seconds_on_screen.saturating_add(seconds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_on_the_screen_is_counted_whole_and_is_no_change() {
        let mut open = Open::new(Kept::Session(crate::session::sample()));
        let at = |second: u32| {
            chrono::NaiveDate::from_ymd_opt(2026, 5, 22).and_then(|day| day.and_hms_milli_opt(13, 0, second, 400))
        };
        let before = open.kept().session().sections.iter().map(|section| section.seconds_on_screen).sum::<u32>();
        for second in [0, 1, 5] {
            open.count_time(true, at(second).unwrap());
        }
        open.count_time(false, at(20).unwrap());
        open.count_time(true, at(40).unwrap());
        let after = open.kept().session().sections.iter().map(|section| section.seconds_on_screen).sum::<u32>();
        assert_eq!(after - before, 5);
        assert!(!open.take_change(at(50).unwrap()), "time alone is kept with the next change");
        assert!(open.take_unkept_time());
    }
}
