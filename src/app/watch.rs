//! What the system says about itself that is a reason to lock: it was locked, it is about to sleep, it slept.
//!
//! One thread compares two clocks, on every system. On Linux two more listen to logind and to the screen saver
//! (`watch/bus.rs`). Where a system tells nothing, they end without a word; what is left then is the lock that comes when
//! nobody does anything.

#[cfg(target_os = "linux")]
mod bus;

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, Thread},
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Utc};

/// Something that happened to the whole computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemNews {
    /// The screen or the session was locked.
    Locked,
    /// The computer sleeps as soon as [`Watch::locked`] is called, or in some seconds.
    AboutToSleep,
    /// The computer slept, or this program stood still for as long as if it had.
    Slept,
    /// The clock on the wall was set back: what is due by date may have been due already, and is not due now.
    ClockWentBack,
}

/// Listens until it is dropped. Its threads hold no process back from ending, and do nothing between two pieces of news
/// but look at the clocks every two seconds.
pub struct Watch {
    shared: Arc<Shared>,
    clocks: Option<Thread>,
}

impl Watch {
    /// Begins to listen. `wake` is called from another thread whenever there is something to [take](Self::take).
    #[must_use]
    pub fn start(wake: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::new(Shared::new(wake));
        let clocks = spawn("clocks", &shared, compare_clocks);
        #[cfg(target_os = "linux")]
        for (name, listen) in [("system bus", bus::system as fn(&Shared)), ("session bus", bus::session)] {
            spawn(name, &shared, listen);
        }
        Self { shared, clocks }
    }

    /// What has happened since this was asked last, in order; each thing once.
    #[must_use]
    pub fn take(&self) -> Vec<SystemNews> {
        std::mem::take(&mut *lock(&self.shared.news))
    }

    /// Everything is saved and locked: from here on the computer may sleep. Without a sleep to come it changes nothing.
    pub fn locked(&self) {
        #[cfg(target_os = "linux")]
        lock(&self.shared.bus).let_sleep();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Release);
        if let Some(clocks) = &self.clocks {
            clocks.unpark();
        }
        #[cfg(target_os = "linux")]
        bus::hang_up(&self.shared);
    }
}

/// What the threads and the program have in common.
struct Shared {
    news: Mutex<Vec<SystemNews>>,
    wake: Mutex<Box<dyn Fn() + Send>>,
    ended: AtomicBool,
    #[cfg(target_os = "linux")]
    bus: Mutex<bus::Held>,
}

impl Shared {
    fn new(wake: impl Fn() + Send + 'static) -> Self {
        Self {
            news: Mutex::default(),
            wake: Mutex::new(Box::new(wake)),
            ended: AtomicBool::new(false),
            #[cfg(target_os = "linux")]
            bus: Mutex::default(),
        }
    }

    /// Several sources say the same thing when a screen is locked; once is enough.
    fn say(&self, one: SystemNews) {
        let mut news = lock(&self.news);
        if !news.contains(&one) {
            news.push(one);
        }
        drop(news);
        lock(&self.wake)();
    }

    fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }
}

/// A thread that has panicked has left nothing half-done behind any of these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Without a thread there is no news, and everything else goes on.
fn spawn(name: &str, shared: &Arc<Shared>, listen: impl Fn(&Shared) + Send + 'static) -> Option<Thread> {
    let shared = Arc::clone(shared);
    let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || listen(&shared));
    spawned.ok().map(|handle| handle.thread().clone())
}

const TICK: Duration = Duration::from_secs(2);

fn compare_clocks(shared: &Shared) {
    let (mut wall, mut steady) = (Utc::now(), Instant::now());
    while !shared.has_ended() {
        thread::park_timeout(TICK);
        let (wall_now, steady_now) = (Utc::now(), Instant::now());
        // More than a hundred million years do not fit.
        let passed = TimeDelta::from_std(steady_now - steady).unwrap_or(TimeDelta::MAX);
        for one in of_a_tick(wall_now - wall, passed) {
            shared.say(one);
        }
        (wall, steady) = (wall_now, steady_now);
    }
}

/// What one tick says, by the clock on the wall and by the one that only ever goes on.
///
/// While a computer sleeps, the steady clock stands still on Linux and macOS; on Windows it goes on, and the tick is long.
/// A clock that was set forward cannot be told from a sleep, and to lock once more does no harm.
fn of_a_tick(wall: TimeDelta, steady: TimeDelta) -> Vec<SystemNews> {
    const APART: TimeDelta = TimeDelta::seconds(5);
    const LONG: TimeDelta = TimeDelta::seconds(30);
    let apart = wall.checked_sub(&steady).unwrap_or(-TimeDelta::MAX);
    let mut news = Vec::new();
    if apart > APART || steady > LONG {
        news.push(SystemNews::Slept);
    }
    if apart < -APART {
        news.push(SystemNews::ClockWentBack);
    }
    news
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::{SystemNews::*, *};

    #[test]
    fn two_clocks_tell_a_sleep_from_a_clock_that_was_set() {
        const HOUR: i64 = 3_600_000;
        let rows: [(&str, i64, i64, &[SystemNews]); 16] = [
            ("an ordinary tick", 2_000, 2_000, &[]),
            ("a busy machine", 9_000, 9_000, &[]),
            ("the clock is corrected a little", 2_400, 2_000, &[]),
            ("and a little back", 1_600, 2_000, &[]),
            ("a second is repeated", 1_000, 2_000, &[]),
            ("five seconds apart", 7_000, 2_000, &[]),
            ("a little more", 7_001, 2_000, &[Slept]),
            ("a lid closed for ten seconds", 12_000, 2_000, &[Slept]),
            ("a night, where the steady clock stands still", 9 * HOUR, 2_000, &[Slept]),
            ("a night, where it goes on", 9 * HOUR, 9 * HOUR, &[Slept]),
            ("stopped for half a minute", 30_000, 30_000, &[]),
            ("stopped for longer", 30_001, 30_001, &[Slept]),
            ("set back by five seconds", -3_000, 2_000, &[]),
            ("set back by an hour", 2_000 - HOUR, 2_000, &[ClockWentBack]),
            ("set back by two years", -17_520 * HOUR, 2_000, &[ClockWentBack]),
            ("a night, and then the clock was set back", HOUR, 9 * HOUR, &[Slept, ClockWentBack]),
        ];
        for (what, wall, steady, expected) in rows {
            let (wall, steady) = (TimeDelta::milliseconds(wall), TimeDelta::milliseconds(steady));
            assert_eq!(of_a_tick(wall, steady), expected, "{what}");
        }
        assert_eq!(of_a_tick(TimeDelta::MIN, TimeDelta::MAX), [Slept, ClockWentBack]);
    }

    #[test]
    fn news_are_taken_once_and_wake_the_program() {
        let (woken, wakes) = mpsc::channel();
        let shared = Shared::new(move || woken.send(()).unwrap());
        let watch = Watch { shared: Arc::new(shared), clocks: None };
        assert_eq!(watch.take(), []);
        for one in [Locked, Locked, AboutToSleep, Locked] {
            watch.shared.say(one);
        }
        assert_eq!((watch.take(), watch.take()), (vec![Locked, AboutToSleep], vec![]));
        assert_eq!(wakes.try_iter().count(), 4);
    }
}
