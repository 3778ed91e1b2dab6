//! What can happen between the program and a disk, in sentences.
//!
//! An error says what happened; its `hint` says what to do and ends with the path. None of them holds a word of a session:
//! from the JSON reader only the place and the kind of fault are taken, because its own sentences quote what they found.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::seal::Refused;

/// The data folder cannot even be looked into.
#[derive(Debug, Error)]
pub enum OpenError {
    #[error("{}", reading(source.kind()))]
    Io { source: io::Error, path: PathBuf },
    #[error("A newer version of the program keeps its sessions here (format {format}). They are left as they are.")]
    Newer { format: u32, path: PathBuf },
}

impl OpenError {
    #[must_use]
    pub fn hint(&self) -> String {
        let (source, path) = match self {
            Self::Io { source, path } => (source, path),
            Self::Newer { path, .. } => return with_path("Update the program, or choose another folder.", path),
        };
        let advice = match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "Make some room, then try again.",
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "Move that file away, or choose another folder.",
            _ => "Choose another folder, or ask whoever looks after this computer.",
        };
        with_path(advice, path)
    }
}

/// A folder does not unlock. Nothing has been changed by trying.
#[derive(Debug, Error)]
pub enum UnlockError {
    #[error("That passphrase did not open it.")]
    Wrong,
    #[error("That is a sound code, and not the one of this store.")]
    WrongCode,
    #[error("The file with the keys is damaged.")]
    Damaged { path: PathBuf },
    #[error("The file with the keys asks for more work than is sensible, so it is not tried.")]
    Costly { path: PathBuf },
    #[error("The keys were made by a newer version of the program (format {format}).")]
    Newer { format: u32, path: PathBuf },
    #[error("The file with the keys is not there.")]
    NoKeys { path: PathBuf },
    #[error("This folder has a passphrase already.")]
    Begun { path: PathBuf },
    #[error("{}", reading(source.kind()))]
    Io { source: io::Error, path: PathBuf },
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl UnlockError {
    pub(super) fn refused(refused: Refused, path: PathBuf) -> Self {
        match refused {
            Refused::Wrong => Self::Wrong,
            Refused::Damaged => Self::Damaged { path },
            Refused::Costly => Self::Costly { path },
            Refused::Newer(format) => Self::Newer { format, path },
        }
    }

    pub(super) fn refused_code(refused: Refused, path: PathBuf) -> Self {
        match Self::refused(refused, path) {
            Self::Wrong => Self::WrongCode,
            other => other,
        }
    }

    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Wrong => "Check Caps Lock. You can also use your recovery code.".to_owned(),
            Self::WrongCode => "Look for the sheet that was printed for this computer.".to_owned(),
            Self::Damaged { path } | Self::Costly { path } | Self::NoKeys { path } => {
                with_path("Use your recovery code, or put the file back from a copy.", path)
            }
            Self::Newer { path, .. } => with_path("Update the program.", path),
            Self::Begun { path } => with_path("Start the program again to unlock it.", path),
            Self::Io { path, .. } => with_path("Try again, or ask whoever looks after this computer.", path),
            Self::Save(error) => error.hint(),
        }
    }
}

/// Something kept does not open. The file is left as it is.
#[derive(Debug, Error)]
pub enum LoadError {
    #[error("The file is not there any more.")]
    Missing { path: PathBuf },
    #[error(
        "This was kept by a newer version of the program (format {format}). It is left as it is. Update the program."
    )]
    Newer { format: u32, path: PathBuf },
    #[error("{damage}")]
    Damaged { damage: Damage, path: PathBuf },
    /// Another program, a syncing one perhaps, has made a second copy under another name.
    #[error("This is a copy of a session under another name. It is left as it is.")]
    OtherName { path: PathBuf },
    #[error("{}", reading(source.kind()))]
    Io { source: io::Error, path: PathBuf },
}

/// What is wrong inside a file. Lines and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Damage {
    #[error("The file is empty.")]
    Empty,
    #[error("The file is damaged: a part of it is missing or has changed.")]
    Sealed,
    #[error("This is not a file that this store has written.")]
    Foreign,
    #[error("The file ends too early.")]
    CutOff,
    #[error("The file is damaged at line {line}, column {column}.")]
    NotJson { line: usize, column: usize },
    #[error("The file holds something that this program does not know, at line {line}, column {column}.")]
    Shape { line: usize, column: usize },
}

impl LoadError {
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Missing { path } => with_path("The copy before it may still be there.", path),
            Self::Newer { path, .. } => with_path("A newer version of the program opens it.", path),
            Self::Damaged { path, .. } => with_path("The copy before it may open. This one is left as it is.", path),
            Self::OtherName { path } => with_path("The session itself is kept beside it.", path),
            Self::Io { path, .. } => with_path("Try again, or ask whoever looks after this computer.", path),
        }
    }
}

/// Something is not kept yet.
#[derive(Debug, Error)]
pub enum SaveError {
    #[error("{}", writing(source.kind()))]
    Io { source: io::Error, path: PathBuf },
    /// The sentence of [`super::Store::read_only_because`].
    #[error("{because}")]
    ReadOnly { because: String },
    #[error("The file there was kept by a newer version of the program (format {format}). It is left as it is.")]
    Newer { format: u32, path: PathBuf },
    #[error("There is a file of that name already.")]
    Exists { path: PathBuf },
    #[error("A checklist needs a plain file name that ends in \".ron\".")]
    Name { name: String },
}

impl SaveError {
    /// The folder has gone, so it may have to be made again.
    pub(super) fn is_folder_gone(&self) -> bool {
        matches!(self, Self::Io { source, .. } if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory))
    }

    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Io { source, path } => {
                let advice = match source.kind() {
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "Make some room, by emptying the bin perhaps.",
                    ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
                        "Copy your words, and ask whoever looks after this computer."
                    }
                    ErrorKind::NotFound => "If it is on a drive or in the network, connect it again.",
                    ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "Move that file away.",
                    ErrorKind::ResourceBusy => "A virus scanner or a syncing program may be reading it.",
                    _ => "Copy your words, then try again.",
                };
                with_path(advice, path)
            }
            Self::ReadOnly { .. } => "Copy your words: nothing is changed from this window.".to_owned(),
            Self::Newer { path, .. } => with_path("Update the program.", path),
            Self::Exists { path } => with_path("Give it another name, or replace the one that is there.", path),
            Self::Name { name } => format!("For example \"our_review.ron\". The name is \"{name}\"."),
        }
    }
}

fn with_path(advice: &str, path: &Path) -> String {
    format!("{advice} {}", path.display())
}

/// What stopped something from being written. tempfile wraps what the system says, so only the kind is asked.
pub(super) fn writing(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull => "The disk is full.",
        ErrorKind::QuotaExceeded => "Your share of the disk is full.",
        ErrorKind::ReadOnlyFilesystem => "The folder can only be read.",
        ErrorKind::PermissionDenied => "This computer does not allow writing there.",
        ErrorKind::NotFound => "The folder is not there any more.",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "A file stands where the folder belongs.",
        ErrorKind::ResourceBusy => "Another program holds the file.",
        _ => "The computer could not write the file.",
    }
}

fn reading(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::PermissionDenied => "This computer does not allow reading there.",
        ErrorKind::NotFound => "The folder is not there.",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "A file stands where the folder belongs.",
        ErrorKind::IsADirectory => "That is a folder, not a file.",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "The disk is full.",
        ErrorKind::ReadOnlyFilesystem => "The folder can only be read.",
        ErrorKind::FileTooLarge => "The file is far too large.",
        _ => "The computer could not read the file.",
    }
}
