//! The file that a command writes: its format by its name, and never over another.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use super::has_ending;
use crate::record::Format;

/// Who may open what is written, where the system can say so.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// What a note says is for one person, whatever else the folder is for.
    Owner,
    /// As the folder has it.
    AsUsual,
}

/// The format that the name of a file asks for.
pub(super) fn format_of(path: &Path) -> Result<Format, String> {
    let named = Format::ALL.into_iter().find(|format| has_ending(path, format.ending()));
    named.ok_or_else(|| format!("{}: this ending is not known here. Use {}.", path.display(), endings()))
}

/// How the names of files may end: ".txt or .md".
pub(super) fn endings() -> String {
    let names: Vec<String> = Format::ALL.into_iter().map(|format| format!(".{}", format.ending())).collect();
    match names.as_slice() {
        [some @ .., last] if !some.is_empty() => format!("{} or {last}", some.join(", ")),
        some => some.concat(),
    }
}

/// Writes a new file; a file that could not be written whole is taken away again.
pub(super) fn write(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), String> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    // Elsewhere the folder says it.
    #[cfg(not(unix))]
    let (Readers::Owner | Readers::AsUsual) = readers;
    let not_written = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => already_there(path),
        io::ErrorKind::NotFound => {
            format!("{}: there is no such folder. Make it first, or choose another.", path.display())
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("{}: you are not allowed to write here. Choose another folder.", path.display())
        }
        io::ErrorKind::StorageFull => {
            format!("{}: the disk is full. Free some space, or choose another folder.", path.display())
        }
        _ => format!("{}: this could not be written ({error}). Choose another folder.", path.display()),
    };
    let mut file = options.open(path).map_err(|error| not_written(&error))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        drop(fs::remove_file(path));
        not_written(&error)
    })
}

pub(super) fn already_there(path: &Path) -> String {
    format!("{}: there is a file with this name already. Choose another name, or move the file away.", path.display())
}
