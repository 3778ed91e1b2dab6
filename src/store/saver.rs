//! The thread that saves, so that no frame waits for a disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::folder::{Folder, Sealed, Written};
use super::slot::{Moment, SaveState, Slot, Waits, Words};
use super::{SaveError, Store};
use crate::record::Kept;

/// Keeps what is changed, within a second, and tries again when it cannot. Dropping it saves what still waits, for two
/// seconds at most.
///
/// It outlives the locking of its store: what is not on the disk by then waits sealed, and is tried again all the same.
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
    /// `None` while the store is locked.
    store: Option<Arc<Store>>,
    /// Words were kept beside a file that somebody else has changed, and nobody has been told yet.
    beside: bool,
    stop: bool,
}

impl Saver {
    /// Starts the thread. `wake` is called from it when the [state](Self::state) has changed, and never otherwise.
    ///
    /// # Panics
    /// If the computer gives no thread, at the very start, when there is nothing to lose.
    #[must_use]
    pub fn start(store: Arc<Store>, wake: impl Fn() + Send + 'static) -> Self {
        let folder = Arc::clone(store.folder());
        let shared = Arc::new(Shared::default());
        shared.lock().store = Some(store);
        let theirs = Arc::clone(&shared);
        let worker = std::thread::Builder::new().name("saver".to_owned()).spawn(move || work(&theirs, &folder, &wake));
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

    /// Lets go of the store. What could not be saved before is sealed, and waits here without a readable word.
    pub fn lock(&self) {
        let mut desk = self.shared.lock();
        if let Some(store) = desk.store.take() {
            let open: Vec<Waits> = desk.slot.waiting().cloned().collect();
            for Waits { change, words } in open {
                if let Words::Open(kept) = words {
                    desk.slot.seal(change, &Arc::new(store.seal(&kept)));
                }
            }
        }
    }

    /// Goes on with the store when it is unlocked again.
    pub fn unlock(&self, store: Arc<Store>) {
        self.shared.lock().store = Some(store);
    }

    /// The latest state of a session that is not on the disk; `None` if all of it is, or the store is locked.
    #[must_use]
    pub fn waiting(&self, id: &str) -> Option<Kept> {
        let desk = self.shared.lock();
        match (desk.slot.of(id)?, &desk.store) {
            (Words::Open(kept), _) => Some(Kept::clone(kept)),
            (Words::Sealed(sealed), Some(store)) => store.unseal(sealed),
            (Words::Sealed(_), None) => None,
        }
    }

    /// Whether, since the last call, words were kept beside a file that somebody else has changed.
    #[must_use]
    pub fn take_beside(&self) -> bool {
        std::mem::take(&mut self.shared.lock().beside)
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
fn work(shared: &Shared, folder: &Folder, wake: &dyn Fn()) {
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
                let store = desk.store.clone();
                drop(desk);
                // The open words are let go of here, before the disk is asked for anything.
                let batch = seal_all(shared, batch, store.as_deref());
                drop(store);
                if folder_gone {
                    folder.bring_back();
                }
                let Done { saved, error, beside } = save_all(folder, &batch);
                folder_gone = error.as_ref().is_some_and(SaveError::is_folder_gone);
                let news = {
                    let mut desk = shared.lock();
                    desk.beside |= beside;
                    desk.slot.end(&saved, error, Moment::now()) || beside
                };
                shared.ended.notify_all();
                if news {
                    wake();
                }
                shared.lock()
            }
        };
    }
}

/// Seals what is not sealed yet, with the number of its change.
fn seal_all(shared: &Shared, batch: Vec<Waits>, store: Option<&Store>) -> Vec<(u64, Arc<Sealed>)> {
    let mut all = Vec::new();
    for Waits { change, words } in batch {
        match (words, store) {
            (Words::Sealed(sealed), _) => all.push((change, sealed)),
            // A bug in here must not end the thread: the words are still in the slot.
            (Words::Open(kept), Some(store)) => {
                if let Ok(sealed) = catch_unwind(AssertUnwindSafe(|| Arc::new(store.seal(&kept)))) {
                    shared.lock().slot.seal(change, &sealed);
                    all.push((change, sealed));
                }
            }
            // Locked in this very moment: then it has been sealed, and the next attempt finds it so.
            (Words::Open(_), None) => {}
        }
    }
    all
}

/// How an attempt has ended.
#[derive(Default)]
struct Done {
    /// Changes that are on the disk.
    saved: Vec<u64>,
    /// The first thing that stood in the way of the others.
    error: Option<SaveError>,
    beside: bool,
}

fn save_all(folder: &Folder, batch: &[(u64, Arc<Sealed>)]) -> Done {
    let mut done = Done::default();
    for (change, sealed) in batch {
        // A bug in here must not end the thread: the words are still in the slot, and the bar says that they are not saved.
        let result = catch_unwind(AssertUnwindSafe(|| folder.write(sealed, Instant::now()))).unwrap_or_else(|_| {
            Err(SaveError::Io { source: std::io::Error::other("a panic"), path: folder.dir().to_owned() })
        });
        match result {
            Ok(written) => {
                done.saved.push(*change);
                done.beside |= written == Written::Beside;
            }
            Err(error) => done.error = done.error.or(Some(error)),
        }
    }
    done
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use std::fs;
    use std::sync::mpsc;

    use super::*;
    use crate::store::{sample, unlocked};

    const LONG: Duration = Duration::from_secs(30);

    fn started() -> (tempfile::TempDir, Arc<Store>, Saver, mpsc::Receiver<()>) {
        let dir = tempfile::tempdir().unwrap();
        let store = Arc::new(unlocked(dir.path().join("data")));
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
        assert!(store.is_writer() && !Folder::open(store.dir()).unwrap().is_writer());
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_saved_when_the_store_is_locked_waits_sealed_and_is_there_after_unlocking() {
        let (dir, store, saver, woken) = started();
        saver.change(sample("abc", "one"));
        assert!(matches!(saver.finish(LONG), SaveState::Saved { .. }));
        woken.recv_timeout(LONG).unwrap();
        let away = dir.path().join("away");
        fs::rename(store.dir(), &away).unwrap();
        fs::write(store.dir(), "").unwrap();
        saver.change(sample("abc", "two"));
        assert!(matches!(saver.finish(LONG), SaveState::NotSaved { .. }));
        woken.recv_timeout(LONG).unwrap();
        saver.change(sample("abc", "two, and more"));
        assert_eq!(saver.waiting("abc").unwrap().session().child, "two, and more");

        saver.lock();
        assert!(saver.waiting("abc").is_none());
        assert_eq!(Arc::strong_count(&store), 1, "somebody still has the keys");
        assert!(saver.shared.lock().slot.waiting().all(|waits| matches!(waits.words, Words::Sealed(_))));
        assert!(matches!(saver.state(), SaveState::NotSaved { .. }));

        saver.unlock(Arc::clone(&store));
        assert_eq!(saver.waiting("abc").unwrap().session().child, "two, and more");
        saver.lock();
        fs::remove_file(store.dir()).unwrap();
        fs::rename(&away, store.dir()).unwrap();
        saver.try_again();
        woken.recv_timeout(LONG).unwrap();
        assert!(matches!(saver.state(), SaveState::Saved { .. }), "it is saved while it is locked");
        assert_eq!(child(&store, "abc"), "two, and more");
    }

    #[test]
    fn words_that_were_kept_beside_are_told_once() {
        let (_dir, store, saver, woken) = started();
        saver.change(sample("abc", "one"));
        woken.recv_timeout(LONG).unwrap();
        store.folder().note_place("abc", "abc.age", b"not what is there", 1);
        saver.change(sample("abc", "two"));
        woken.recv_timeout(LONG).unwrap();
        assert!(saver.take_beside() && !saver.take_beside());
        assert_eq!(store.list().unwrap().copies.len(), 1);
    }
}
