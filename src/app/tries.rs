//! Wrong passphrases: after three of them each next one waits. Nothing is ever wiped because of it. Pure.

use chrono::{NaiveDateTime, TimeDelta};

use crate::ui::gate::Attempt;

/// How often it was the wrong one, and from when it may be tried again.
#[derive(Default)]
pub struct Tries {
    wrong: u32,
    wait_until: Option<NaiveDateTime>,
    seconds: u64,
}

impl Tries {
    /// What is said of it.
    pub fn attempt(&self) -> Attempt {
        match self.wrong {
            0 => Attempt::None,
            times => Attempt::Wrong { times, seconds: self.seconds },
        }
    }

    pub fn was_wrong(&mut self, now: NaiveDateTime) {
        self.wrong += 1;
        self.seconds = waits(self.wrong);
        let wait = i64::try_from(self.seconds).unwrap_or(i64::MAX);
        self.wait_until = (self.seconds > 0).then(|| now + TimeDelta::seconds(wait));
    }

    /// A clock that is set back makes nobody wait longer than was said.
    pub fn tick(&mut self, now: NaiveDateTime) {
        let Some(until) = self.wait_until else { return };
        let left = u64::try_from((until - now).num_seconds()).unwrap_or(0);
        if left > waits(self.wrong) {
            self.wait_until = None;
        }
        self.seconds = if left > waits(self.wrong) { 0 } else { left };
    }
}

/// Seconds to wait after so many wrong ones.
fn waits(wrong: u32) -> u64 {
    match wrong {
        0..=3 => 0,
        4 => 5,
        5 => 10,
        _ => 30,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_three_wrong_ones_there_is_a_wait_that_a_clock_cannot_make_longer() {
        let now = NaiveDateTime::default();
        let mut tries = Tries::default();
        let mut seen = Vec::new();
        for _ in 0..7 {
            tries.was_wrong(now);
            seen.push(tries.seconds);
        }
        assert_eq!(seen, [0, 0, 0, 5, 10, 30, 30]);
        tries.tick(now + TimeDelta::seconds(10));
        assert_eq!(tries.seconds, 20);
        tries.tick(now - TimeDelta::days(700));
        assert_eq!(tries.seconds, 0);
    }
}
