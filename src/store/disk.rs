//! Files are replaced, never rewritten: after a kill or a power cut there is the old file or the new one, and each is whole.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use tempfile::TempPath;

/// Puts `bytes` in the place of the file at `path`, or makes it. When this comes back, they are on the disk.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path)?;
    let mut temp = write_beside(folder, bytes)?;
    for wait in WAITS {
        match temp.persist(path) {
            Ok(()) => return sync_folder(folder),
            Err(held) if is_held(&held.error) => {
                temp = held.path;
                std::thread::sleep(wait);
            }
            Err(other) => return Err(other.error),
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// Makes a new file at `path`.
///
/// # Errors
/// `AlreadyExists` if there is one; it is left as it is.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path)?;
    write_beside(folder, bytes)?.persist_noclobber(path).map_err(|error| error.error)?;
    sync_folder(folder)
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
    builder.create(path)?;
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

/// How long to wait for a virus scanner, an indexer or a syncing program to let go, which takes tens of milliseconds.
const WAITS: [Duration; 6] = [
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(200),
    Duration::from_millis(400),
];

fn write_beside(folder: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    // Readable by its owner only, which tempfile sees to.
    let mut temp = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
    temp.write_all(bytes)?;
    temp.as_file().sync_all()?;
    // The handle is closed before the renaming, which Windows asks for.
    Ok(temp.into_temp_path())
}

/// Access denied, sharing violation, lock violation: on Windows somebody is reading the file just now.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

fn folder_of(path: &Path) -> io::Result<&Path> {
    path.parent().ok_or_else(|| ErrorKind::InvalidInput.into())
}

/// Without this a power cut may bring back the file before.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let here = Path::new(".");
    match fs::File::open(if folder == Path::new("") { here } else { folder }).and_then(|folder| folder.sync_all()) {
        // Some network file systems know no such thing; the file itself is safe by now.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
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
