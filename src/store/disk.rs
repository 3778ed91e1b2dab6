//! Files are replaced, never rewritten: after a kill or a power cut there is the old file or the new one, and each is whole.
//!
//! Every call to the system that can end badly goes through [`call`] or [`write_all`], so that a test can make each of them
//! end badly in turn.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use tempfile::TempPath;

/// Puts `bytes` in the place of the file at `path`, or makes it. When this comes back, they are on the disk.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path)?;
    let mut temp = Some(write_beside(folder, bytes)?);
    let rename = || {
        let Some(now) = temp.take() else { return Err(ErrorKind::NotFound.into()) };
        now.persist(path).map_err(|held| {
            temp = Some(held.path);
            held.error
        })
    };
    patiently(rename, cfg!(windows), std::thread::sleep)?;
    sync_folder(folder)
}

/// Makes a new file at `path`.
///
/// # Errors
/// `AlreadyExists` if there is one; it is left as it is.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path)?;
    let temp = write_beside(folder, bytes)?;
    let mut temp = Some(temp);
    call(|| {
        let Some(now) = temp.take() else { return Err(ErrorKind::NotFound.into()) };
        now.persist_noclobber(path).map_err(|held| {
            temp = Some(held.path);
            held.error
        })
    })?;
    sync_folder(folder)
}

/// Gives a file another place on the same disk; one that is there already is replaced.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| fs::rename(from, to), cfg!(windows), std::thread::sleep)?;
    let (from, to) = (folder_of(from)?, folder_of(to)?);
    sync_folder(to)?;
    if from == to { Ok(()) } else { sync_folder(from) }
}

/// Removes a file. One that has gone already is no error.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match patiently(|| fs::remove_file(path), cfg!(windows), std::thread::sleep) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Makes a folder that only its owner can look into, with those above it. One that is there is left as it is.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    call(|| builder.create(path))?;
    // Otherwise a power cut may take the new folder away, and with it what was safely written into it.
    folder_of(path).and_then(sync_folder)
}

/// Removes what a kill has left half-written. Only for the one writer: a file may be another's work under way.
pub(super) fn sweep(folder: &Path) -> usize {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    names
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with(PREFIX) && name.ends_with(SUFFIX)
        })
        // What cannot be removed does no harm where it is.
        .filter(|entry| fs::remove_file(entry.path()).is_ok())
        .count()
}

/// Random names between these: with a name made from the process, what an earlier kill left would be in the way.
const PREFIX: &str = ".but-why-";
const SUFFIX: &str = ".tmp";

/// How long to wait for a virus scanner, an indexer or a syncing program to let go, which takes tens of milliseconds: a
/// second in all.
const WAITS: [Duration; 7] = [
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(200),
    Duration::from_millis(300),
    Duration::from_millis(315),
];

/// Does it again while another program holds the file.
fn patiently(
    mut attempt: impl FnMut() -> io::Result<()>,
    windows: bool,
    mut wait: impl FnMut(Duration),
) -> io::Result<()> {
    for pause in WAITS {
        match call(&mut attempt) {
            Err(error) if is_held(&error, windows) => wait(pause),
            done => return done,
        }
    }
    match call(attempt) {
        Err(error) if is_held(&error, windows) => Err(ErrorKind::ResourceBusy.into()),
        done => done,
    }
}

fn write_beside(folder: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    // Readable by its owner only, which tempfile sees to.
    let mut temp = call(|| tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder))?;
    write_all(temp.as_file_mut(), bytes)?;
    call(|| temp.as_file().sync_all())?;
    // The handle is closed before the renaming, which Windows asks for.
    Ok(temp.into_temp_path())
}

fn write_all(file: &mut File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = call(|| file.write(faults::shortened(bytes)))?;
        if written == 0 {
            return Err(ErrorKind::WriteZero.into());
        }
        bytes = &bytes[written..];
    }
    Ok(())
}

/// One call to the system, made again when a signal came between.
fn call<T>(mut make: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match faults::strike().and_then(|()| make()) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Access denied, sharing violation, lock violation: on Windows somebody is reading the file just now.
fn is_held(error: &io::Error, windows: bool) -> bool {
    windows && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

fn folder_of(path: &Path) -> io::Result<&Path> {
    path.parent().ok_or_else(|| ErrorKind::InvalidInput.into())
}

/// Without this a power cut may bring back the file before.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let here = Path::new(".");
    let folder = call(|| File::open(if folder == Path::new("") { here } else { folder }))?;
    match call(|| folder.sync_all()) {
        // Some network file systems know no such thing; the file itself is safe by now.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(test))]
mod faults {
    #[expect(clippy::unnecessary_wraps, reason = "in tests a call ends badly here")]
    pub fn strike() -> std::io::Result<()> {
        Ok(())
    }

    pub fn shortened(bytes: &[u8]) -> &[u8] {
        bytes
    }
}

/// Makes one call of this thread end badly.
#[cfg(test)]
pub(super) mod faults {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        /// How many calls come before the one that ends badly, and how.
        static PLAN: Cell<Option<(usize, Fault)>> = const { Cell::new(None) };
        static SHORT: Cell<bool> = const { Cell::new(false) };
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Fault {
        /// By the system's number.
        Error(i32),
        /// A write takes only half of what it is given.
        Short,
    }

    /// Runs something of which the `nth` call (from 0) ends badly; says too whether there was such a call.
    pub fn with<T>(nth: usize, fault: Fault, run: impl FnOnce() -> T) -> (T, bool) {
        PLAN.set(Some((nth, fault)));
        let done = run();
        SHORT.set(false);
        (done, PLAN.take().is_none())
    }

    pub fn strike() -> io::Result<()> {
        match PLAN.take() {
            Some((0, Fault::Error(number))) => Err(io::Error::from_raw_os_error(number)),
            Some((0, Fault::Short)) => {
                SHORT.set(true);
                Ok(())
            }
            Some((left, fault)) => {
                PLAN.set(Some((left - 1, fault)));
                Ok(())
            }
            None => Ok(()),
        }
    }

    pub fn shortened(bytes: &[u8]) -> &[u8] {
        if SHORT.take() { &bytes[..bytes.len().div_ceil(2)] } else { bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        replace(&path, b"one, and longer").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    /// Each of six things that can happen, at each of the calls of one save.
    #[cfg(unix)]
    #[test]
    fn whichever_call_ends_badly_the_file_is_the_old_one_or_the_new_one() {
        use faults::Fault;
        const EINTR: i32 = 4;
        let [eio, eacces, enospc, erofs] = [5, 13, 28, 30];
        let [mut calls, mut refused] = [0; 2];
        for fault in [EINTR, eio, eacces, enospc, erofs].map(Fault::Error).into_iter().chain([Fault::Short]) {
            for nth in 0.. {
                let dir = tempfile::tempdir().unwrap();
                let path = dir.path().join("a.age");
                replace(&path, b"the words before").unwrap();
                let (done, struck) = faults::with(nth, fault, || replace(&path, b"the words after, and more"));
                if !struck {
                    assert!(nth >= 6, "only {nth} calls: something goes past the seam");
                    break;
                }
                calls += 1;
                let found = fs::read(&path).unwrap();
                match done {
                    Ok(()) => {
                        assert!(
                            matches!(fault, Fault::Error(EINTR) | Fault::Short),
                            "{fault:?} at {nth} is passed over"
                        );
                        assert_eq!(found, b"the words after, and more");
                    }
                    Err(error) => {
                        refused += 1;
                        assert_eq!(Fault::Error(error.raw_os_error().unwrap_or_default()), fault, "at {nth}");
                        assert!(found == b"the words before" || found == b"the words after, and more", "at {nth}");
                    }
                }
                assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "litter after {fault:?} at {nth}");
            }
        }
        println!("{calls} calls struck, {refused} saves refused");
        assert!(refused >= 4 * 6);
    }

    #[test]
    fn a_held_file_is_waited_for_up_to_a_second() {
        let total: Duration = WAITS.iter().sum();
        assert_eq!(total, Duration::from_secs(1));
        let (mut saved, mut told) = (0, 0);
        for number in [5, 32, 33] {
            // Let go of after so many milliseconds.
            for held_for in (10..=2_000).step_by(10).map(Duration::from_millis) {
                let waited = std::cell::Cell::new(Duration::ZERO);
                let held = || Err(io::Error::from_raw_os_error(number));
                let attempt = || if waited.get() < held_for { held() } else { Ok(()) };
                match patiently(attempt, true, |pause| waited.set(waited.get() + pause)) {
                    Ok(()) => saved += 1,
                    Err(error) => {
                        assert!(held_for > total && error.kind() == ErrorKind::ResourceBusy, "{held_for:?}");
                        told += 1;
                    }
                }
            }
        }
        assert_eq!((saved, told), (300, 300));
        let mut tried = 0;
        let elsewhere = patiently(
            || {
                tried += 1;
                Err(io::Error::from_raw_os_error(5))
            },
            false,
            |_| {},
        );
        assert!(elsewhere.is_err() && tried == 1, "elsewhere 5 is a broken disk");
    }

    #[test]
    fn a_failed_replacement_leaves_the_old_and_no_litter() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        fs::create_dir(&path).unwrap();
        assert!(replace(&path, b"words").is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert_eq!(replace(&dir.path().join("gone/a.json"), b"").unwrap_err().kind(), ErrorKind::NotFound);
        fs::write(dir.path().join("file"), "").unwrap();
        assert_eq!(replace(&dir.path().join("file/a.json"), b"").unwrap_err().kind(), ErrorKind::NotADirectory);
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        create(&path, b"one").unwrap();
        assert_eq!(create(&path, b"two").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_moved_and_removed_and_one_that_has_gone_is_no_error() {
        let dir = tempfile::tempdir().unwrap();
        let [from, to] = ["a", "b"].map(|name| dir.path().join(name));
        replace(&from, b"words").unwrap();
        rename(&from, &to).unwrap();
        assert_eq!((fs::read(&to).unwrap(), from.exists()), (b"words".to_vec(), false));
        assert_eq!(rename(&from, &to).unwrap_err().kind(), ErrorKind::NotFound);
        for _ in 0..2 {
            remove(&to).unwrap();
        }
        assert!(!to.exists());
    }

    #[test]
    fn only_litter_is_swept() {
        let dir = tempfile::tempdir().unwrap();
        for name in [".but-why-x1.tmp", "a.json", ".but-why-", "b.tmp"] {
            fs::write(dir.path().join(name), "").unwrap();
        }
        assert_eq!((sweep(dir.path()), sweep(dir.path())), (1, 0));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3);
        assert_eq!(sweep(&dir.path().join("gone")), 0);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_written_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("a/b");
        make_folder(&folder).unwrap();
        replace(&folder.join("c"), b"").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("c"))), (0o700, 0o600));
    }
}
