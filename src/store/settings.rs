//! What a person has set for themselves. It matters less than any session: damaged settings are the usual ones.

use std::fs;
use std::io::ErrorKind;

use super::{Folder, LoadError, SaveError, disk, frame};
use crate::settings::Settings;

impl Folder {
    const SETTINGS: &str = "settings.json";

    /// The settings that are kept, or the usual ones; and a notice if those that are kept do not open.
    #[must_use]
    pub fn settings(&self) -> (Settings, Option<LoadError>) {
        match self.read_settings() {
            Ok(settings) => (settings, None),
            Err(LoadError::Missing { .. }) => (Settings::default(), None),
            Err(notice) => (Settings::default(), Some(notice)),
        }
    }

    /// Keeps the settings. It writes one small file, when the person has set something.
    ///
    /// # Errors
    /// If they are not on the disk. A newer program's settings are left as they are.
    pub fn keep_settings(&self, settings: &Settings) -> Result<(), SaveError> {
        self.check_writer()?;
        if let Err(LoadError::Newer { format, path }) = self.read_settings() {
            return Err(SaveError::Newer { format, path });
        }
        let path = self.dir().join(Self::SETTINGS);
        disk::replace(&path, &frame::encode(settings)).map_err(|source| SaveError::Io { source, path })
    }

    fn read_settings(&self) -> Result<Settings, LoadError> {
        let path = self.dir().join(Self::SETTINGS);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(LoadError::Missing { path }),
            Err(source) => return Err(LoadError::Io { source, path }),
        };
        let mut settings: Settings = frame::decode(&bytes, &path)?;
        settings.text_percent = settings.text_percent.clamp(Settings::SMALLEST, Settings::LARGEST);
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{LockAfter, ThemeChoice};

    #[test]
    fn settings_come_back_as_they_were_set() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        assert!(matches!(folder.settings(), (settings, None) if settings == Settings::default()));
        let mut settings = Settings {
            theme: ThemeChoice::Dark,
            text_percent: 250,
            roomy: true,
            show_time: false,
            quiet_marks: false,
            lock_after: LockAfter::Minutes60,
            folder_said: String::new(),
        };
        folder.keep_settings(&settings).unwrap();
        assert_eq!(folder.settings().0, settings);
        settings.text_percent = 5;
        folder.keep_settings(&settings).unwrap();
        assert_eq!(folder.settings().0.text_percent, 80);
    }

    #[test]
    fn settings_from_before_there_were_marks_have_them() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let before = r#"{"format":1,"kept":{"theme":"Dark","text_percent":125,"roomy":false,"show_time":false}}"#;
        fs::write(dir.path().join(Folder::SETTINGS), before).unwrap();
        let (settings, notice) = folder.settings();
        assert!(notice.is_none() && settings.quiet_marks && !settings.show_time);
    }

    #[test]
    fn damaged_settings_are_the_usual_ones_and_a_notice() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        fs::write(dir.path().join(Folder::SETTINGS), r#"{"format":1,"kept":{"#).unwrap();
        let (settings, notice) = folder.settings();
        assert_eq!((settings, notice.unwrap().to_string()), (Settings::default(), "The file ends too early.".into()));
        folder.keep_settings(&Settings::default()).unwrap();
        assert!(folder.settings().1.is_none());
    }

    #[test]
    fn a_newer_programs_settings_are_left_as_they_are() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let newer = r#"{"format":2,"kept":{"theme":"Sepia"}}"#;
        fs::write(dir.path().join(Folder::SETTINGS), newer).unwrap();
        assert!(matches!(folder.settings(), (_, Some(LoadError::Newer { format: 2, .. }))));
        assert!(matches!(folder.keep_settings(&Settings::default()), Err(SaveError::Newer { .. })));
        assert_eq!(fs::read_to_string(dir.path().join(Folder::SETTINGS)).unwrap(), newer);
    }
}
