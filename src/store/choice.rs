//! Which folder sessions are kept in, and who has chosen it.
//!
//! What stands in a command goes before the policy of the computer, that before the person's own choice, and that before
//! the usual folder. The person's choice is kept outside of the folder that it names, in a small file of its own.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Folder, LoadError, Policy, SaveError, disk, frame};

/// Where a person's choice is kept: a file in their configuration folder, if the system has such a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    file: Option<PathBuf>,
}

/// The folder that is used.
#[derive(Debug)]
pub struct Chosen {
    /// `None` only on a computer that names no folder for a person's data.
    pub folder: Option<PathBuf>,
    pub by: By,
    /// What the person chose could not be looked up, so it may have been another folder: some sentences that say so, of
    /// which the last ends with a path.
    pub said: Option<String>,
}

/// Who chose a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// `--store`.
    Command,
    Policy,
    Person,
    Nobody,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Where {
    store: String,
}

impl Choice {
    const FILE: &str = "where.json";

    /// The place of this person on this computer.
    #[must_use]
    pub fn here() -> Self {
        let dirs = directories::ProjectDirs::from("", "", "but-why");
        Self { file: dirs.map(|dirs| dirs.config_local_dir().join(Self::FILE)) }
    }

    /// Another place, for tests.
    #[must_use]
    pub fn at(file: PathBuf) -> Self {
        Self { file: Some(file) }
    }

    /// The folder to use. `command` is that of `--store`.
    #[must_use]
    pub fn folder(&self, command: Option<PathBuf>, policy: &Policy) -> Chosen {
        let (choice, not_looked_up) = match self.read() {
            Ok(choice) => (choice, None),
            Err(error) => (None, Some(error)),
        };
        let (folder, by) = if command.is_some() {
            (command, By::Command)
        } else if policy.store.is_some() {
            (policy.store.clone(), By::Policy)
        } else if choice.is_some() {
            (choice, By::Person)
        } else {
            (Folder::default_dir(), By::Nobody)
        };
        // Where somebody else has chosen, it does not matter what the person would have.
        let said = not_looked_up.filter(|_| by == By::Nobody).map(|error| {
            let path = self.file.as_deref().unwrap_or(Path::new(Self::FILE)).display();
            format!(
                "You may have chosen another folder for your sessions. {error} So the usual folder is used. Choose yours \
                 again in Settings. {path}"
            )
        });
        Chosen { folder, by, said }
    }

    /// Keeps the person's choice; `None` goes back to the usual folder. It holds from the next start on.
    ///
    /// # Errors
    /// If it is not on the disk. The folder can be used all the same until the program is closed.
    pub fn keep(&self, folder: Option<&Path>) -> Result<(), SaveError> {
        let path = self.file.clone().unwrap_or_else(|| PathBuf::from(Self::FILE));
        let write = || {
            let missing = || io::Error::from(ErrorKind::NotFound);
            let file = self.file.as_deref().ok_or_else(missing)?;
            let Some(folder) = folder else {
                return match fs::remove_file(file) {
                    Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
                    _ => Ok(()),
                };
            };
            // The working folder is another one at the next start.
            let whole = std::path::absolute(folder)?;
            let store = whole.to_str().ok_or(ErrorKind::InvalidFilename)?.to_owned();
            disk::make_folder(file.parent().ok_or_else(missing)?)?;
            disk::replace(file, &frame::encode(&Where { store }))
        };
        if let Err(LoadError::Newer { format, path }) = self.read() {
            return Err(SaveError::Newer { format, path });
        }
        write().map_err(|source| SaveError::Io { source, path })
    }

    /// What the person has chosen, if anything. No configuration folder is no choice.
    fn read(&self) -> Result<Option<PathBuf>, LoadError> {
        let Some(path) = &self.file else { return Ok(None) };
        match fs::read(path) {
            Ok(bytes) => frame::decode(&bytes, path).map(|Where { store }| Some(store.into())),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(source) => Err(LoadError::Io { source, path: path.clone() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_goes_before_the_policy_before_the_person_before_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let choice = Choice::at(dir.path().join("config/where.json"));
        let mine = dir.path().join("mine");
        let policy = Policy { store: Some("/srv/but-why".into()), ..Policy::default() };
        let command = || Some(PathBuf::from("here"));
        let rows = [
            (command(), &policy, true, By::Command, command()),
            (command(), &Policy::default(), true, By::Command, command()),
            (command(), &Policy::default(), false, By::Command, command()),
            (None, &policy, true, By::Policy, policy.store.clone()),
            (None, &policy, false, By::Policy, policy.store.clone()),
            (None, &Policy::default(), true, By::Person, Some(mine.clone())),
            (None, &Policy::default(), false, By::Nobody, Folder::default_dir()),
        ];
        for (command, policy, chosen, by, folder) in rows {
            choice.keep(chosen.then_some(&*mine)).unwrap();
            let Chosen { folder: found, by: who, said } = choice.folder(command, policy);
            assert_eq!((found, who), (folder, by));
            assert!(said.is_none());
        }
        // Going back to the usual folder twice is nothing new.
        choice.keep(None).unwrap();
    }

    #[test]
    fn a_choice_holds_from_wherever_the_program_is_started() {
        let dir = tempfile::tempdir().unwrap();
        let choice = Choice::at(dir.path().join("where.json"));
        choice.keep(Some(Path::new("mine"))).unwrap();
        let folder = choice.folder(None, &Policy::default()).folder.unwrap();
        assert!(folder.is_absolute() && folder.ends_with("mine"));
    }

    #[test]
    fn what_cannot_be_looked_up_is_said_and_stops_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("where.json");
        let choice = Choice::at(file.clone());
        let rows = [
            ("{", "The file ends too early."),
            (r#"{"format":1,"kept":{"store":7}}"#, "The file holds something that this program does not know"),
            (r#"{"format":9,"kept":{}}"#, "This was kept by a newer version of the program (format 9)."),
        ];
        for (text, expected) in rows {
            fs::write(&file, text).unwrap();
            let chosen = choice.folder(None, &Policy::default());
            assert_eq!((&chosen.folder, chosen.by), (&Folder::default_dir(), By::Nobody));
            let said = chosen.said.unwrap();
            assert!(said.contains(expected) && said.ends_with(&file.display().to_string()), "{said}");
            // Nobody misses a choice that does not count.
            assert!(choice.folder(Some("here".into()), &Policy::default()).said.is_none());
        }
        assert!(matches!(choice.keep(Some(dir.path())), Err(SaveError::Newer { format: 9, .. })));
        fs::write(&file, "{").unwrap();
        choice.keep(Some(dir.path())).unwrap();
        assert_eq!(choice.folder(None, &Policy::default()).by, By::Person);
    }

    #[test]
    fn a_configuration_folder_that_is_not_there_or_cannot_be_written_is_no_obstacle() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        for choice in [Choice { file: None }, Choice::at(dir.path().join("file/where.json"))] {
            let chosen = choice.folder(None, &Policy::default());
            assert_eq!((&chosen.folder, chosen.by, chosen.said), (&Folder::default_dir(), By::Nobody, None));
            let error = choice.keep(Some(dir.path())).unwrap_err();
            assert!(error.to_string().ends_with('.') && error.hint().ends_with("where.json"), "{error}");
        }
    }
}
