//! What waits to be saved, and when that is due. Pure: the time is an argument.
//!
//! What waits is open text for as short as can be: it is sealed when its saving begins, or when the store is locked.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use super::folder::Sealed;
use super::{SaveError, now};
use crate::record::Kept;

/// How things stand with the words on the screen. Times are local, to the second.
#[derive(Clone, Debug)]
pub enum SaveState {
    /// Nothing has been changed yet.
    Nothing,
    /// There are changes, and they will be on the disk within a second.
    Saving,
    Saved {
        at: NaiveDateTime,
    },
    /// They are here and not on the disk. It is tried again every few seconds.
    NotSaved {
        /// The first change that is not on the disk.
        since: NaiveDateTime,
        error: Arc<SaveError>,
    },
}

/// A moment on both clocks: one that only goes forward, and one for people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub tick: Instant,
    pub local: NaiveDateTime,
}

impl Moment {
    pub fn now() -> Self {
        Self { tick: Instant::now(), local: now() }
    }
}

/// The latest state of each changed session, until it is on the disk. Nothing leaves it before.
#[derive(Debug)]
pub(super) struct Slot {
    /// By id: leaving one session for another within the second loses neither.
    waiting: BTreeMap<String, Waits>,
    /// Of changes, so that a newer one is told from the one that is being saved.
    changes: u64,
    /// The first change that is waiting and in no attempt under way.
    first: Option<Moment>,
    due: Option<Instant>,
    /// Somebody wants an attempt that has not begun yet.
    asked: bool,
    attempt: Option<Attempt>,
    state: SaveState,
}

/// One session that waits, as of one change.
#[derive(Clone, Debug)]
pub(super) struct Waits {
    pub change: u64,
    pub words: Words,
}

#[derive(Clone)]
pub(super) enum Words {
    Open(Arc<Kept>),
    Sealed(Arc<Sealed>),
}

/// Says which, and not a word.
impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Open(_) => "Open(…)",
            Self::Sealed(_) => "Sealed(…)",
        })
    }
}

#[derive(Clone, Copy, Debug)]
struct Attempt {
    /// The first change that it is to save.
    first: Moment,
}

impl Default for Slot {
    fn default() -> Self {
        let waiting = BTreeMap::new();
        Self { waiting, changes: 0, first: None, due: None, asked: false, attempt: None, state: SaveState::Nothing }
    }
}

impl Slot {
    /// From the last change, so that a person who types is not followed key by key.
    pub const PAUSE: Duration = Duration::from_millis(400);
    /// From the first change. A tenth is left for the writing, so that the words are on the disk within a second.
    pub const LATEST: Duration = Duration::from_millis(900);
    /// From an attempt that did not succeed.
    pub const RETRY: Duration = Duration::from_secs(3);

    pub fn state(&self) -> SaveState {
        self.state.clone()
    }

    /// Puts in the latest state of a session.
    pub fn change(&mut self, kept: Kept, now: Moment) {
        self.changes += 1;
        let id = kept.id().to_owned();
        self.waiting.insert(id, Waits { change: self.changes, words: Words::Open(Arc::new(kept)) });
        let first = *self.first.get_or_insert(now);
        let failing = matches!(self.state, SaveState::NotSaved { .. });
        if !failing {
            self.state = SaveState::Saving;
        }
        // A disk that is full is not asked again with every key, and what was asked for is not put off.
        if !self.asked && (!failing || self.attempt.is_some()) {
            self.due = Some((now.tick + Self::PAUSE).min(first.tick + Self::LATEST));
        }
    }

    /// Wants what waits to be saved now.
    pub fn ask(&mut self, now: Instant) {
        if !self.waiting.is_empty() {
            self.asked = true;
            self.due = Some(now);
        }
    }

    /// How long until something is due; `None` if nothing waits.
    pub fn pause(&self, now: Instant) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(now))
    }

    /// Whether an attempt is under way, or asked for and about to begin.
    pub fn is_busy(&self) -> bool {
        self.asked || self.attempt.is_some()
    }

    /// Begins an attempt. What it is to save stays in the slot.
    pub fn begin(&mut self, now: Moment) -> Vec<Waits> {
        self.due = None;
        self.asked = false;
        self.attempt = Some(Attempt { first: self.first.take().unwrap_or(now) });
        self.waiting.values().cloned().collect()
    }

    /// Puts what was sealed in the place of the open words, if nothing has changed meanwhile.
    pub fn seal(&mut self, change: u64, sealed: &Arc<Sealed>) {
        if let Some(waits) = self.waiting.get_mut(&sealed.id).filter(|waits| waits.change == change) {
            waits.words = Words::Sealed(Arc::clone(sealed));
        }
    }

    /// What waits, as it waits.
    pub fn waiting(&self) -> impl Iterator<Item = &Waits> {
        self.waiting.values()
    }

    /// What waits of one session.
    pub fn of(&self, id: &str) -> Option<&Words> {
        self.waiting.get(id).map(|waits| &waits.words)
    }

    /// Ends the attempt: these changes are on the disk, and that stood in the way of the others. Says whether the state is
    /// news.
    pub fn end(&mut self, saved: &[u64], error: Option<SaveError>, now: Moment) -> bool {
        // What has changed meanwhile is another change under the same id, and stays.
        self.waiting.retain(|_, waits| !saved.contains(&waits.change));
        let attempt = self.attempt.take();
        let before = std::mem::replace(&mut self.state, SaveState::Nothing);
        if let Some(error) = error {
            let first = attempt.map_or(now, |attempt| attempt.first);
            self.first = Some(first);
            self.due = Some(now.tick + Self::RETRY);
            self.asked = false;
            let (since, news) = match before {
                SaveState::NotSaved { since, error: before } => (since, before.to_string() != error.to_string()),
                _ => (first.local, true),
            };
            self.state = SaveState::NotSaved { since, error: Arc::new(error) };
            return news;
        }
        if self.waiting.is_empty() {
            (self.first, self.due, self.asked) = (None, None, false);
            self.state = SaveState::Saved { at: now.local };
            return true;
        }
        self.state = SaveState::Saving;
        !matches!(before, SaveState::Saving)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample;

    /// Milliseconds from a moment that is the same in one test.
    struct Clock(Moment);

    impl Clock {
        fn new() -> Self {
            Self(Moment::now())
        }

        fn at(&self, ms: u64) -> Moment {
            let local = self.0.local + chrono::TimeDelta::milliseconds(i64::try_from(ms).unwrap());
            Moment { tick: self.0.tick + Duration::from_millis(ms), local }
        }

        /// When something is due.
        fn due(&self, slot: &Slot) -> Option<u128> {
            slot.due.map(|due| (due - self.0.tick).as_millis())
        }
    }

    fn full() -> SaveError {
        SaveError::Io { source: std::io::ErrorKind::StorageFull.into(), path: "x".into() }
    }

    fn changes(waits: &[Waits]) -> Vec<u64> {
        waits.iter().map(|one| one.change).collect()
    }

    fn child(waits: &Waits) -> &str {
        let Words::Open(kept) = &waits.words else { panic!("it is sealed") };
        &kept.session().child
    }

    #[test]
    fn what_is_sealed_takes_the_place_of_the_same_change_only() {
        let (clock, mut slot) = (Clock::new(), Slot::default());
        slot.change(sample("a", "one"), clock.at(0));
        let begun = slot.begin(clock.at(400));
        let sealed = Arc::new(Sealed { id: "a".to_owned(), bytes: b"sealed".to_vec() });
        slot.seal(begun[0].change, &sealed);
        assert!(matches!(slot.of("a"), Some(Words::Sealed(_))));
        slot.change(sample("a", "two"), clock.at(410));
        slot.seal(begun[0].change, &sealed);
        assert!(matches!(slot.of("a"), Some(Words::Open(_))), "newer words were taken for the sealed ones");
    }

    #[track_caller]
    fn is_not_saved_since(slot: &Slot, moment: Moment) {
        assert!(matches!(slot.state, SaveState::NotSaved { since, .. } if since == moment.local), "{:?}", slot.state);
    }

    #[test]
    fn a_change_is_due_after_a_pause_and_within_a_second_at_the_latest() {
        let (clock, mut slot) = (Clock::new(), Slot::default());
        assert_eq!(clock.due(&slot), None);
        for (at, due) in [(0, 400), (300, 700), (600, 900), (850, 900)] {
            slot.change(sample("a", ""), clock.at(at));
            assert_eq!(clock.due(&slot), Some(due));
        }
        assert_eq!(slot.pause(clock.at(850).tick), Some(Duration::from_millis(50)));
        assert_eq!(slot.pause(clock.at(2000).tick), Some(Duration::ZERO));
    }

    #[test]
    fn a_change_during_the_writing_is_written_too() {
        let (clock, mut slot) = (Clock::new(), Slot::default());
        slot.change(sample("a", "one"), clock.at(0));
        let written = slot.begin(clock.at(400));
        slot.change(sample("a", "two"), clock.at(410));
        assert!(!slot.end(&changes(&written), None, clock.at(420)), "still saving is no news");
        assert_eq!(clock.due(&slot), Some(810));
        let written = slot.begin(clock.at(810));
        assert_eq!(child(&written[0]), "two");
        assert!(slot.end(&changes(&written), None, clock.at(820)));
        assert!(matches!(slot.state, SaveState::Saved { at } if at == clock.at(820).local));
        assert_eq!(clock.due(&slot), None);
    }

    #[test]
    fn nothing_leaves_the_slot_before_it_is_on_the_disk() {
        let (clock, mut slot) = (Clock::new(), Slot::default());
        slot.change(sample("a", ""), clock.at(0));
        slot.change(sample("b", ""), clock.at(10));
        let written = slot.begin(clock.at(400));
        assert!(slot.end(&changes(&written)[..1], Some(full()), clock.at(420)));
        is_not_saved_since(&slot, clock.at(0));
        let again = slot.begin(clock.at(3420));
        assert_eq!(changes(&again), [2]);
        // A thread that dies here takes nothing with it.
        assert_eq!(slot.waiting.len(), 1);
    }

    #[test]
    fn a_full_disk_is_tried_again_quietly_and_at_once_when_asked() {
        let (clock, mut slot) = (Clock::new(), Slot::default());
        slot.change(sample("a", ""), clock.at(0));
        let _ = slot.begin(clock.at(400));
        assert!(slot.end(&[], Some(full()), clock.at(400)));
        assert_eq!(clock.due(&slot), Some(3400));
        slot.change(sample("a", "more"), clock.at(500));
        assert_eq!(clock.due(&slot), Some(3400), "typing does not hurry it");
        slot.ask(clock.at(600).tick);
        assert_eq!(clock.due(&slot), Some(600));
        let written = slot.begin(clock.at(600));
        assert!(!slot.end(&[], Some(full()), clock.at(610)), "the same reason is no news");
        is_not_saved_since(&slot, clock.at(0));
        let again = slot.begin(clock.at(3610));
        assert_eq!(changes(&again), changes(&written));
        assert!(slot.end(&changes(&again), None, clock.at(3620)));
        slot.change(sample("a", ""), clock.at(4000));
        assert_eq!(clock.due(&slot), Some(4400));
    }

    #[test]
    fn what_was_asked_for_is_not_put_off_by_typing() {
        let (clock, mut slot) = (Clock::new(), Slot::default());
        slot.ask(clock.at(0).tick);
        assert!(!slot.is_busy(), "nothing waits");
        slot.change(sample("a", ""), clock.at(0));
        slot.ask(clock.at(10).tick);
        slot.change(sample("a", "more"), clock.at(20));
        assert!(slot.is_busy());
        assert_eq!(clock.due(&slot), Some(10));
        let written = slot.begin(clock.at(20));
        assert!(slot.is_busy());
        slot.end(&changes(&written), None, clock.at(30));
        assert!(!slot.is_busy());
    }
}
