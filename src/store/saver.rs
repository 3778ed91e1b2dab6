//! The thread that saves, so that no frame waits for a disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::slot::{Moment, SaveState, Slot};
use super::{SaveError, Store};
use crate::record::Kept;

/// Keeps what is changed, within a second, and tries again when it cannot. Dropping it saves what still waits, for two
/// seconds at most.
#[derive(Debug)]
pub struct Saver {
    shared: Arc<Shared>,
    worker: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    desk: Mutex<Desk>,
    /// Something is there to do: the worker waits for it.
    work: Condvar,
    /// An attempt has ended: closing waits for it.
    ended: Condvar,
}

/// What the two threads share; held only for moments.
#[derive(Debug, Default)]
struct Desk {
    slot: Slot,
    stop: bool,
}

impl Saver {
    /// Starts the thread. `wake` is called from it when the [state](Self::state) has changed, and never otherwise.
    ///
    /// # Panics
    /// If the computer gives no thread, at the very start, when there is nothing to lose.
    #[must_use]
    pub fn start(store: Arc<Store>, wake: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let worker = std::thread::Builder::new().name("saver".to_owned()).spawn(move || work(&theirs, &store, &wake));
        Self { shared, worker: Some(worker.expect("one thread is to be had")) }
    }

    /// Hands over the latest state of a session or record. It is cheap: putting it into bytes happens on the thread.
    pub fn change(&self, kept: Kept) {
        self.shared.lock().slot.change(kept, Moment::now());
        self.shared.work.notify_one();
    }

    /// Saves what waits now and does not wait for it: on focus loss and on minimise.
    pub fn flush(&self) {
        self.shared.lock().slot.ask(Instant::now());
        self.shared.work.notify_one();
    }

    /// The same, for the button in the bar.
    pub fn try_again(&self) {
        self.flush();
    }

    /// Saves what waits and waits for it, until it is on the disk, could not be put there, or `timeout` is over. The
    /// program can go on afterwards: with [`SaveState::NotSaved`] or [`SaveState::Saving`] it can ask before it closes.
    #[must_use]
    pub fn finish(&self, timeout: Duration) -> SaveState {
        let mut desk = self.shared.lock();
        desk.slot.ask(Instant::now());
        self.shared.work.notify_one();
        let waited = self.shared.ended.wait_timeout_while(desk, timeout, |desk| desk.slot.is_busy());
        waited.unwrap_or_else(PoisonError::into_inner).0.slot.state()
    }

    #[must_use]
    pub fn state(&self) -> SaveState {
        self.shared.lock().slot.state()
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        let _ = self.finish(Duration::from_secs(2));
        let busy = {
            let mut desk = self.shared.lock();
            desk.stop = true;
            desk.slot.is_busy()
        };
        self.shared.work.notify_one();
        // A disk that does not answer must not keep the window open.
        if let Some(worker) = self.worker.take().filter(|_| !busy) {
            let _ = worker.join();
        }
    }
}

impl Shared {
    /// A panic while it was held leaves a slot that is whole: nothing in it is half-done.
    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the thread does until it is stopped. The desk is never locked while the disk is at work.
fn work(shared: &Shared, store: &Store, wake: &dyn Fn()) {
    let mut folder_gone = false;
    let mut desk = shared.lock();
    while !desk.stop {
        desk = match desk.slot.pause(Instant::now()) {
            None => shared.work.wait(desk).unwrap_or_else(PoisonError::into_inner),
            Some(pause) if !pause.is_zero() => {
                shared.work.wait_timeout(desk, pause).unwrap_or_else(PoisonError::into_inner).0
            }
            Some(_) => {
                let batch = desk.slot.begin(Moment::now());
                drop(desk);
                if folder_gone {
                    store.bring_back();
                }
                let (saved, error) = save_all(store, batch);
                folder_gone = error.as_ref().is_some_and(SaveError::is_folder_gone);
                let news = shared.lock().slot.end(&saved, error, Moment::now());
                shared.ended.notify_all();
                if news {
                    wake();
                }
                shared.lock()
            }
        };
    }
}

/// What could be saved, and the first thing that stood in the way of the others.
fn save_all(store: &Store, batch: Vec<Arc<Kept>>) -> (Vec<Arc<Kept>>, Option<SaveError>) {
    let mut first = None;
    let mut saved = Vec::new();
    for kept in batch {
        // A bug in here must not end the thread: the words are still in the slot, and the bar says that they are not saved.
        let result = catch_unwind(AssertUnwindSafe(|| store.save(&kept))).unwrap_or_else(|_| {
            Err(SaveError::Io { source: std::io::Error::other("a panic"), path: store.dir().to_owned() })
        });
        match result {
            Ok(()) => saved.push(kept),
            Err(error) => first = first.or(Some(error)),
        }
    }
    (saved, first)
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use std::fs;
    use std::sync::mpsc;

    use super::*;
    use crate::store::sample;

    const LONG: Duration = Duration::from_secs(30);

    fn started() -> (tempfile::TempDir, Arc<Store>, Saver, mpsc::Receiver<()>) {
        let dir = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(dir.path().join("data")).unwrap());
        let (wake, woken) = mpsc::channel();
        let saver = Saver::start(Arc::clone(&store), move || wake.send(()).unwrap_or_default());
        (dir, store, saver, woken)
    }

    fn child(store: &Store, id: &str) -> String {
        store.load(id).unwrap().session().child.clone()
    }

    #[test]
    fn a_change_is_kept_without_being_asked_for_and_wakes_once() {
        let (_dir, store, saver, woken) = started();
        assert!(matches!(saver.state(), SaveState::Nothing));
        saver.change(sample("abc", "one"));
        woken.recv_timeout(LONG).unwrap();
        assert!(matches!(saver.state(), SaveState::Saved { .. }));
        assert_eq!(child(&store, "abc"), "one");
        drop(saver);
        assert!(woken.try_recv().is_err());
    }

    #[test]
    fn finishing_waits_for_everything() {
        let (_dir, store, saver, _woken) = started();
        assert!(matches!(saver.finish(LONG), SaveState::Nothing));
        saver.change(sample("a", "one"));
        saver.change(sample("b", "two"));
        assert!(matches!(saver.finish(LONG), SaveState::Saved { .. }));
        assert_eq!((child(&store, "a"), child(&store, "b")), ("one".to_owned(), "two".to_owned()));
        saver.change(sample("a", "three"));
        drop(saver);
        assert_eq!(child(&store, "a"), "three");
    }

    // Windows lets no folder go while the lock in it is held.
    #[cfg(unix)]
    #[test]
    fn while_the_folder_is_gone_the_words_stay_and_then_they_are_saved() {
        let (dir, store, saver, woken) = started();
        saver.change(sample("abc", "one"));
        assert!(matches!(saver.finish(LONG), SaveState::Saved { .. }));
        woken.recv_timeout(LONG).unwrap();
        // A drive that is pulled out, and something else in its place: it cannot be made again.
        let away = dir.path().join("away");
        fs::rename(store.dir(), &away).unwrap();
        fs::write(store.dir(), "").unwrap();
        saver.change(sample("abc", "two"));
        let SaveState::NotSaved { error, .. } = saver.finish(LONG) else { panic!("it cannot be saved") };
        assert_eq!(error.to_string(), "A file stands where the folder belongs.");
        woken.recv_timeout(LONG).unwrap();

        fs::remove_file(store.dir()).unwrap();
        fs::rename(&away, store.dir()).unwrap();
        assert_eq!(child(&store, "abc"), "one");
        saver.try_again();
        woken.recv_timeout(LONG).unwrap();
        assert!(matches!(saver.state(), SaveState::Saved { .. }));
        assert_eq!(child(&store, "abc"), "two");
        assert!(store.is_writer());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_was_deleted_is_made_again() {
        let (_dir, store, saver, _woken) = started();
        saver.change(sample("abc", "one"));
        assert!(matches!(saver.finish(LONG), SaveState::Saved { .. }));
        fs::remove_dir_all(store.dir()).unwrap();
        saver.change(sample("abc", "two"));
        let SaveState::NotSaved { error, .. } = saver.finish(LONG) else { panic!("it is said before it is mended") };
        assert_eq!(error.to_string(), "The folder is not there any more.");
        assert!(matches!(saver.finish(LONG), SaveState::Saved { .. }));
        assert_eq!(child(&store, "abc"), "two");
        assert!(store.is_writer() && !Store::open(store.dir()).unwrap().is_writer());
    }
}
