//! `but-why check`: every problem of every file, with its line.

use std::{
    fs::{self, DirEntry, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{Exit, World, has_ending};
use crate::checklist::{Contents, Library, Limits, Origin, Source, counted, shipped, shown};

/// Reads files, and every `.ron` file in folders, and says what is wrong with them. Law ids are looked up in the shipped law
/// and in the law files among `paths`.
pub(super) fn check(paths: &[PathBuf], world: &mut World<'_>) -> Exit {
    let mut found = Found::default();
    for path in paths {
        found.look(path, Named::ByHand);
    }
    let Found { files, mut not_read } = found;
    let mut read = Vec::new();
    for path in files {
        match bytes(&path) {
            Ok(bytes) => read.push((path, bytes)),
            Err(error) => not_read.push((path, why(&error))),
        }
    }
    let sources =
        read.iter().map(|(path, bytes)| Source { origin: Origin::Own, file: name(path), bytes: bytes.clone() });
    let library = Library::read(shipped().into_iter().chain(sources).collect());
    let (mut problems, mut warnings) = (0, 0);
    for (path, bytes) in &read {
        let mut line = |mark: &str, problem: &str| world.say(&shown(&format!("{}: {mark}{problem}", path.display())));
        match library.try_on(&name(path), bytes) {
            Ok(Contents::Checklist { warnings: some, .. }) => {
                warnings += some.len();
                for one in some {
                    line("could be better: ", &one.in_file());
                }
            }
            Ok(Contents::Law(_) | Contents::Panel(_) | Contents::Parrot(_) | Contents::Language(_)) => {}
            Err(some) => {
                problems += some.len();
                for one in some {
                    line("", &one.in_file());
                }
            }
        }
    }
    for (path, why) in &not_read {
        world.refuse(&shown(&format!("{}: {why}", path.display())));
    }
    let mut last = format!("{}, {}", counted(read.len(), "file"), counted(problems, "problem"));
    if warnings > 0 {
        last = format!("{last}, {warnings} could be better");
    }
    if !not_read.is_empty() {
        last = format!("{last}, {} could not be read", not_read.len());
    }
    world.say(&last);
    match (not_read.is_empty(), problems) {
        (false, _) => Exit::NotRead,
        (true, 0) => Exit::Sound,
        (true, _) => Exit::Problems,
    }
}

/// The files to read, and what could not be looked into and why.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    not_read: Vec<(PathBuf, String)>,
}

impl Found {
    fn look(&mut self, path: &Path, named: Named) {
        let before = self.files.len();
        match fs::metadata(path) {
            Ok(what) if what.is_dir() => match self.folder(path) {
                Ok(()) if named == Named::ByHand && self.files.len() == before => {
                    self.not_read.push((path.to_owned(), "There is no .ron file in this folder.".to_owned()));
                }
                Ok(()) => {}
                Err(error) => self.not_read.push((path.to_owned(), why(&error))),
            },
            // A pipe or a device could keep us waiting for ever.
            Ok(what) if !what.is_file() => {
                self.not_read.push((path.to_owned(), "This is neither a file nor a folder.".to_owned()));
            }
            Ok(_) if self.files.iter().any(|one| one == path) => {}
            Ok(_) => self.files.push(path.to_owned()),
            Err(error) => self.not_read.push((path.to_owned(), why(&error))),
        }
    }

    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        let mut inside = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        inside.sort_by_key(DirEntry::path);
        for one in inside {
            let path = one.path();
            // A link to a folder may lead back here. Samples are filled-in sessions, not files of the library.
            let is_folder = one.file_type()?.is_dir() && !path.ends_with("samples");
            if is_folder || (has_ending(&path, "ron") && !path.is_dir()) {
                self.look(&path, Named::ByFolder);
            }
        }
        Ok(())
    }
}

/// Whether somebody typed a path, or a folder led to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    ByHand,
    ByFolder,
}

/// A file's bytes, cut off where the reader sees that it is too large.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(Limits::BYTES).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "There is no file or folder here. Check the name.".to_owned(),
        io::ErrorKind::PermissionDenied => "You are not allowed to read this. Ask its owner.".to_owned(),
        _ => format!("This could not be read ({error}). Try again, or copy it to this computer."),
    }
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
