//! The data folder itself: who may write in it, and how a sealed file takes the place of the one before. It has no keys, so
//! it goes on while the store is locked: what could not be written before is written later, sealed as it is.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::lock::{Lock, Taken, Turn};
use super::seal::Print;
use super::{OpenError, SaveError, disk, error, frame};

/// A data folder, looked into and not unlocked.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    hold: Mutex<Hold>,
    /// By session: where its changes go, and how that file was last seen.
    placed: Mutex<BTreeMap<String, Placed>>,
}

/// What this window may do here.
#[derive(Debug)]
struct Hold {
    role: Role,
    /// The lock that the system keeps. A writer may be without: on a disk that knows no locks, and after taking over from a
    /// window that does not answer.
    lock: Option<Lock>,
    /// The holder's file as this window has written it: while it is there unchanged, nobody has taken over.
    holder: Option<Vec<u8>>,
    unclean: bool,
    /// The computer does not allow writing here.
    refused: bool,
}

/// Each with the sentences that say why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Writer,
    /// It was the writer, and another window has taken over. What it has not saved yet is kept beside.
    Overtaken(String),
    Reader(String),
}

/// Where a session's changes go.
#[derive(Debug)]
struct Placed {
    file: String,
    /// The file as it was read or written last; `None` if there was none.
    seen: Option<Print>,
    /// What a save that did not come to its end may have left there all the same.
    attempted: Option<Print>,
    revision: u64,
    copied: Option<Copied>,
}

/// When a session was last copied, and what stood in its file then.
#[derive(Debug)]
struct Copied {
    at: Instant,
    bytes: Vec<u8>,
}

/// A session or record as its file holds it.
#[derive(Clone, Debug)]
pub(super) struct Sealed {
    pub id: String,
    pub bytes: Vec<u8>,
}

/// Where the words of a save are now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    InPlace,
    /// The file had been changed by somebody else, who keeps it. These words are in a file beside it.
    Beside,
}

impl Folder {
    pub(super) const SESSIONS: &str = "sessions";
    pub(super) const BACKUPS: &str = "backups";
    pub(super) const BIN: &str = "bin";
    pub(super) const CHECKLISTS: &str = "checklists";
    pub(super) const KEYS: &str = "keys.age";
    pub(super) const KEYS_FOR_RECOVERY: &str = "keys-recovery.age";
    const FORMAT: &str = "but-why.json";
    const HOLDER: &str = "holder.age";

    pub(super) const KEPT: &str = ".age";
    pub(super) const PREVIOUS: &str = ".prev.age";
    pub(super) const DAMAGED: &str = ".damaged.age";

    /// Between two copies of the same session.
    const COPY_EVERY: Duration = Duration::from_mins(5);

    /// Where sessions are kept if nobody says otherwise: on this computer, in no folder that is synced.
    #[must_use]
    pub fn default_dir() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "but-why").map(|dirs| dirs.data_local_dir().to_owned())
    }

    /// Looks into a data folder and makes it if there is none. This window is the writer in it, if no other is.
    ///
    /// # Errors
    /// Only if it cannot even be read, or belongs to a newer version of the program: then nothing in it is touched. If it
    /// cannot be written, or another window writes in it, it opens for reading.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, OpenError> {
        let dir = dir.into();
        Self::check_format(&dir)?;
        let sessions = dir.join(Self::SESSIONS);
        let made = disk::make_folder(&sessions);
        if let Err(source) = fs::read_dir(&sessions) {
            // Why it could not be made says more than that it is not there.
            let source = made.err().unwrap_or(source);
            return Err(OpenError::Io { source, path: dir });
        }
        let hold = Hold { role: Role::Writer, lock: None, holder: None, unclean: false, refused: false };
        let folder = Self { dir, hold: Mutex::new(hold), placed: Mutex::default() };
        folder.take_lock();
        if folder.is_writer() {
            for folder in folder.folders() {
                disk::sweep(&folder);
            }
            let path = folder.dir.join(Self::FORMAT);
            if !path.exists() {
                // If it cannot be written, the saving of the words will say so in a moment.
                let _ = disk::replace(&path, &frame::encode(&"This folder belongs to the program But Why?"));
            }
        }
        Ok(folder)
    }

    /// Looks into a data folder without being the writer in it, and without making anything: for a command.
    ///
    /// # Errors
    /// As [`open`](Self::open), and if it is not there.
    pub fn look(dir: impl Into<PathBuf>) -> Result<Self, OpenError> {
        let dir = dir.into();
        Self::check_format(&dir)?;
        fs::read_dir(dir.join(Self::SESSIONS)).map_err(|source| OpenError::Io { source, path: dir.clone() })?;
        let role = Role::Reader("Nothing is changed by this command.".to_owned());
        let hold = Hold { role, lock: None, holder: None, unclean: false, refused: true };
        Ok(Self { dir, hold: Mutex::new(hold), placed: Mutex::default() })
    }

    /// The number that every later version will look for first.
    fn check_format(dir: &Path) -> Result<(), OpenError> {
        let path = dir.join(Self::FORMAT);
        match fs::read(&path).ok().and_then(|bytes| frame::format_of(&bytes)) {
            Some(format) if format > frame::FORMAT => Err(OpenError::Newer { format, path: dir.to_owned() }),
            _ => Ok(()),
        }
    }

    fn take_lock(&self) {
        let mut hold = self.hold();
        // A second lock on the same file would be refused, so the old one goes first.
        hold.lock = None;
        hold.role = match Lock::take(&self.dir) {
            Taken::Held(lock) => {
                hold.lock = Some(lock);
                // Removed when the program closes in order.
                hold.unclean = self.dir.join(Self::HOLDER).exists();
                Role::Writer
            }
            Taken::Busy => Role::Reader(
                "Another window has these sessions open. This one shows them and changes nothing.".to_owned(),
            ),
            Taken::NoLocks if !self.dir.join(Self::HOLDER).exists() => Role::Writer,
            Taken::NoLocks => Role::Reader(
                "This folder cannot say whether another window has it open. It was not closed in order. \
                 Take over if you know that nobody else is writing."
                    .to_owned(),
            ),
            Taken::Error(kind) => {
                hold.refused = true;
                Role::Reader(format!("{} What is kept there is shown, and nothing is changed.", error::writing(kind)))
            }
        };
    }

    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Every folder in which the program writes.
    pub(super) fn folders(&self) -> [PathBuf; 5] {
        ["", Self::SESSIONS, Self::BACKUPS, Self::BIN, Self::CHECKLISTS].map(|name| self.dir.join(name))
    }

    #[must_use]
    pub fn is_writer(&self) -> bool {
        self.hold().role == Role::Writer
    }

    /// A sentence or two that say why nothing is changed here; `None` for the writer.
    #[must_use]
    pub fn read_only_because(&self) -> Option<String> {
        match &self.hold().role {
            Role::Writer => None,
            Role::Overtaken(because) | Role::Reader(because) => Some(because.clone()),
        }
    }

    /// The error of every change that a reader is asked for.
    pub(super) fn check_writer(&self) -> Result<(), SaveError> {
        match self.read_only_because() {
            None => Ok(()),
            Some(because) => Err(SaveError::ReadOnly { because }),
        }
    }

    /// The window before did not close in order.
    pub(super) fn was_unclean(&self) -> bool {
        self.hold().unclean
    }

    pub(super) fn unclean_is_answered(&self) {
        self.hold().unclean = false;
    }

    /// Whether this window could become the writer. Not where the computer does not allow writing at all.
    #[must_use]
    pub fn can_take_over(&self) -> bool {
        let hold = self.hold();
        hold.role != Role::Writer && !hold.refused
    }

    /// What a reader says once it is unlocked and knows who writes.
    pub(super) fn say_why_reader(&self, because: String) {
        if let Role::Reader(before) = &mut self.hold().role {
            *before = because;
        }
    }

    /// Makes this window the writer, whoever is: the other sees it before it would write again.
    pub(super) fn take_over(&self, holder: Vec<u8>) -> Result<(), SaveError> {
        let _turn = Turn::wait(&self.dir);
        self.put_holder_file(&holder)?;
        let mut hold = self.hold();
        hold.holder = Some(holder);
        hold.role = Role::Writer;
        // The other window may have ended long ago, or lets go when it sees that it was overtaken.
        if hold.lock.is_none()
            && let Taken::Held(lock) = Lock::take(&self.dir)
        {
            hold.lock = Some(lock);
        }
        Ok(())
    }

    /// Says who has the folder open, sealed. If it cannot be written, the saving of the words will say so in a moment.
    pub(super) fn say_holder(&self, holder: Vec<u8>) {
        let _turn = Turn::wait(&self.dir);
        if self.is_writer() && !self.is_overtaken() {
            let said = self.put_holder_file(&holder);
            // Where it could not be written, what is there is this window's as well, or from before it: nobody has taken over.
            let there = if said.is_ok() { None } else { self.holder_file() };
            self.hold().holder = Some(there.unwrap_or(holder));
        }
    }

    fn put_holder_file(&self, holder: &[u8]) -> Result<(), SaveError> {
        let path = self.dir.join(Self::HOLDER);
        disk::replace(&path, holder).map_err(|source| SaveError::Io { source, path })
    }

    /// The holder's file as it is there now.
    pub(super) fn holder_file(&self) -> Option<Vec<u8>> {
        fs::read(self.dir.join(Self::HOLDER)).ok()
    }

    /// Says that the window closes in order. What is saved later is kept all the same.
    pub fn close(&self) {
        let mut hold = self.hold();
        if hold.role == Role::Writer {
            let _ = fs::remove_file(self.dir.join(Self::HOLDER));
            hold.holder = None;
        }
    }

    /// Whether another window has written itself in as the holder. A holder's file that has gone says nothing.
    fn is_overtaken(&self) -> bool {
        match (&self.hold().holder, self.holder_file()) {
            (Some(ours), Some(there)) => *ours != there,
            _ => false,
        }
    }

    /// Becomes a reader if another window has taken over.
    pub(super) fn notice_overtaken(&self) {
        if self.is_writer() && self.is_overtaken() {
            self.let_go();
        }
    }

    /// Where the changes of a session go from now on: it was read from there, and this is how the file was.
    pub(super) fn note_place(&self, id: &str, file: &str, bytes: &[u8], revision: u64) {
        let seen = Some(Print::of(bytes));
        let mut placed = self.placed();
        let copied = placed.remove(id).filter(|placed| placed.file == file).and_then(|placed| placed.copied);
        let place = Placed { file: file.to_owned(), seen, attempted: None, revision, copied };
        placed.insert(id.to_owned(), place);
    }

    /// What stands in a session's file has been put among the backups, so the next save need not do it again: that would
    /// take the place of the copy before.
    pub(super) fn note_copied(&self, id: &str, bytes: Vec<u8>) {
        if let Some(place) = self.placed().get_mut(id) {
            place.copied = Some(Copied { at: Instant::now(), bytes });
        }
    }

    /// The number for the next state of a session.
    pub(super) fn next_revision(&self, id: &str) -> u64 {
        let mut placed = self.placed();
        let place = placed.entry(id.to_owned()).or_insert_with(|| Placed::new(id));
        place.revision += 1;
        place.revision
    }

    /// Puts a session's newest state on the disk, and comes back when it is there.
    ///
    /// It never writes over what it has not seen: if the file is not as it was left, the words go into a file beside it, and
    /// both are kept.
    ///
    /// # Errors
    /// If they are not on the disk; then the file there is as it was.
    pub(super) fn write(&self, sealed: &Sealed, now: Instant) -> Result<Written, SaveError> {
        if let Role::Reader(because) = &self.hold().role {
            return Err(SaveError::ReadOnly { because: because.clone() });
        }
        let Sealed { id, bytes } = sealed;
        if !is_id(id) {
            return Err(SaveError::Io { source: ErrorKind::InvalidFilename.into(), path: self.dir.clone() });
        }
        let _turn = Turn::wait(&self.dir);
        let overtaken = self.is_overtaken();
        if overtaken {
            self.let_go();
        }
        let mut placed = self.placed();
        let place = placed.entry(id.clone()).or_insert_with(|| Placed::new(id));
        let path = self.session_path(&place.file);
        let found = read_if_there(&path).map_err(|source| SaveError::Io { source, path: path.clone() })?;
        let print = found.as_deref().map(Print::of);
        // Gone is as good as unchanged: nobody's words are written over.
        let is_ours = print.is_none() || print == place.seen || print == place.attempted;
        let is_beside = place.file != format!("{id}{}", Self::KEPT);
        // A session that nobody has saved yet is known to no other window.
        let (path, written) = if is_ours && (!overtaken || is_beside || found.is_none()) {
            if let Some(found) = found {
                self.copy_before(id, place, found, now);
            }
            (path, if is_beside { Written::Beside } else { Written::InPlace })
        } else {
            *place = Placed { file: super::new_id() + Self::KEPT, revision: place.revision, ..Placed::new(id) };
            (self.session_path(&place.file), Written::Beside)
        };
        place.attempted = Some(Print::of(bytes));
        disk::replace(&path, bytes).map_err(|source| SaveError::Io { source, path })?;
        place.seen = place.attempted.take();
        drop(placed);
        self.take_free_lock();
        Ok(written)
    }

    /// After taking over, the lock is taken as soon as the other window has let go of it.
    fn take_free_lock(&self) {
        let mut hold = self.hold();
        if hold.role == Role::Writer
            && hold.lock.is_none()
            && let Taken::Held(lock) = Lock::take(&self.dir)
        {
            hold.lock = Some(lock);
        }
    }

    fn let_go(&self) {
        let mut hold = self.hold();
        hold.lock = None;
        if hold.role == Role::Writer {
            hold.role = Role::Overtaken(
                "Another window has taken these sessions over. This one shows them and changes nothing.".to_owned(),
            );
        }
    }

    /// Makes the previous copy and a backup, at the first change in this window and then every five minutes.
    ///
    /// The first is the file as the last sitting left it. Later ones are what stood in the file *at the copying before*,
    /// so that a copy is never only half a second older than the session: a slip that is noticed within five minutes can
    /// still be taken back with it.
    fn copy_before(&self, id: &str, place: &mut Placed, found: Vec<u8>, now: Instant) {
        if place.copied.as_ref().is_some_and(|last| now.duration_since(last.at) < Self::COPY_EVERY) {
            return;
        }
        let before = place.copied.as_ref().map_or(&found, |last| &last.bytes);
        // A version beside the session has backups, and the copy before the session stays the session's.
        let is_beside = place.file != format!("{id}{}", Self::KEPT);
        let previous = self.session_path(&format!("{id}{}", Self::PREVIOUS));
        // The last room on a disk is for the newest words: without a copy they are kept all the same, and the copy is tried
        // again with the next change.
        if (is_beside || disk::replace(&previous, before).is_ok()) && self.back_up(id, before).is_ok() {
            place.copied = Some(Copied { at: now, bytes: found });
        }
    }

    /// Makes the folder again after it had gone, before a save is tried once more.
    ///
    /// The lock went with it, and another window may have made the folder first. Then this one becomes a reader.
    pub(super) fn bring_back(&self) {
        // If this does not succeed, the save that follows says why.
        if disk::make_folder(&self.dir.join(Self::SESSIONS)).is_err() {
            return;
        }
        // The file at that path may be another one by now, so the old lock says nothing.
        let was_writer = self.is_writer();
        if was_writer {
            self.take_lock();
            self.hold().unclean = false;
        }
        if let (true, Some(holder)) = (self.is_writer(), self.hold().holder.clone()) {
            let _ = self.put_holder_file(&holder);
        }
    }

    pub(super) fn session_path(&self, file: &str) -> PathBuf {
        self.dir.join(Self::SESSIONS).join(file)
    }

    fn hold(&self) -> MutexGuard<'_, Hold> {
        self.hold.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Only the saving thread and the opening of a session wait here.
    fn placed(&self) -> MutexGuard<'_, BTreeMap<String, Placed>> {
        self.placed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Placed {
    /// Of a session that is new, or of which nothing has been read.
    fn new(id: &str) -> Self {
        let file = format!("{id}{}", Folder::KEPT);
        Self { file, seen: None, attempted: None, revision: 0, copied: None }
    }
}

/// What may be part of a path.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

pub(super) fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
