//! When nobody does anything: a warning, and then the lock. The time is an argument.

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use egui::{Context, Event, Plugin, RawInput};

/// Since when nothing was done.
#[derive(Debug)]
pub struct Idle {
    last: NaiveDateTime,
}

/// What has come of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing yet; look again after so long, if at all.
    Nothing(Option<Duration>),
    /// It locks after so long unless something is done.
    Warning(Duration),
    Lock,
}

impl Idle {
    /// How long before the lock it is said.
    const WARNING: TimeDelta = TimeDelta::seconds(60);

    pub fn new(now: NaiveDateTime) -> Self {
        Self { last: now }
    }

    /// Somebody is there.
    pub fn touched(&mut self, now: NaiveDateTime) {
        self.last = now;
    }

    /// `minutes` is how long may pass; `None` waits for ever. A clock that was set back begins anew: never later than the
    /// minutes from now.
    pub fn due(&mut self, now: NaiveDateTime, minutes: Option<u16>) -> Due {
        self.last = self.last.min(now);
        let Some(minutes) = minutes else { return Due::Nothing(None) };
        let left = self.last + TimeDelta::minutes(i64::from(minutes)) - now;
        let until = |time: TimeDelta| time.to_std().unwrap_or_default();
        match left {
            left if left <= TimeDelta::zero() => Due::Lock,
            left if left <= Self::WARNING => Due::Warning(until(left)),
            left => Due::Nothing(Some(until(left - Self::WARNING))),
        }
    }
}

/// Sees every key and movement before any part of the screen takes it for itself.
#[derive(Debug, Default)]
pub struct Presence {
    seen: bool,
}

impl Presence {
    /// Whether anything was done since the last call.
    pub fn take(ctx: &Context) -> bool {
        ctx.plugin_opt::<Self>().is_some_and(|presence| std::mem::take(&mut presence.lock().seen))
    }
}

impl Plugin for Presence {
    fn debug_name(&self) -> &'static str {
        "presence"
    }

    fn input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        self.seen |= input.events.iter().any(is_somebody);
    }
}

/// A key, a movement, a request of a screen reader: somebody is there.
fn is_somebody(event: &Event) -> bool {
    matches!(
        event,
        Event::Copy
            | Event::Cut
            | Event::Paste(_)
            | Event::Text(_)
            | Event::Key { .. }
            | Event::PointerMoved(_)
            | Event::MouseMoved(_)
            | Event::PointerButton { .. }
            | Event::Zoom(_)
            | Event::Rotate(_)
            | Event::Ime(_)
            | Event::Touch { .. }
            | Event::MouseWheel { .. }
            | Event::AccessKitActionRequest(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> NaiveDateTime {
        NaiveDateTime::default() + TimeDelta::seconds(seconds)
    }

    #[track_caller]
    fn check(seconds: i64, minutes: Option<u16>, expected: Due) {
        assert_eq!(Idle::new(at(0)).due(at(seconds), minutes), expected, "after {seconds} s");
    }

    #[test]
    fn a_minute_before_the_lock_it_is_said_and_then_it_locks() {
        let in_seconds = Duration::from_secs;
        check(0, Some(15), Due::Nothing(Some(in_seconds(14 * 60))));
        check(14 * 60 - 1, Some(15), Due::Nothing(Some(in_seconds(1))));
        check(14 * 60, Some(15), Due::Warning(in_seconds(60)));
        check(15 * 60 - 1, Some(15), Due::Warning(in_seconds(1)));
        check(15 * 60, Some(15), Due::Lock);
        check(5 * 60, Some(5), Due::Lock);
        // The computer slept over the night.
        check(9 * 3600, Some(60), Due::Lock);
        check(9 * 3600, None, Due::Nothing(None));
        check(0, Some(1), Due::Warning(in_seconds(60)));
    }

    #[test]
    fn whatever_is_done_begins_anew_and_a_clock_that_goes_back_never_makes_it_longer() {
        let mut idle = Idle::new(at(0));
        idle.touched(at(800));
        assert_eq!(idle.due(at(900), Some(15)), Due::Nothing(Some(Duration::from_secs(740))));
        assert_eq!(idle.due(at(-7_000), Some(15)), Due::Nothing(Some(Duration::from_mins(14))));
        assert_eq!(idle.due(at(-7_000 + 900), Some(15)), Due::Lock);
    }
}
