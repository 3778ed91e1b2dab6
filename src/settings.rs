//! How one person wants the program to look. Pure; the store keeps it, the ui shows it.

use serde::{Deserialize, Serialize};

/// Choices that belong to the person, not to a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub theme: ThemeChoice,
    /// The size of everything, in percent: 80..=300.
    pub text_percent: u16,
    /// Lines and letters further apart.
    pub roomy: bool,
    /// Whether "25 of 60 minutes" is shown.
    pub show_time: bool,
    /// Whether words to look at are marked and listed.
    #[serde(default = "on")]
    pub quiet_marks: bool,
    /// When the program locks by itself.
    #[serde(default)]
    pub lock_after: LockAfter,
    /// What was said of the folder, once it has been read: it is said once.
    #[serde(default)]
    pub folder_said: String,
}

/// Settings that were kept before there were marks have them.
fn on() -> bool {
    true
}

/// Which theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    Light,
    Dark,
    System,
}

/// After how long without a key or a movement of the mouse the program locks. Settings that were kept before it could lock have
/// the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockAfter {
    Minutes5,
    #[default]
    Minutes15,
    Minutes30,
    Minutes60,
    /// Only when the system locks its own screen.
    WithTheSystem,
}

impl LockAfter {
    pub const ALL: [Self; 5] = [Self::Minutes5, Self::Minutes15, Self::Minutes30, Self::Minutes60, Self::WithTheSystem];

    /// How many minutes it waits, if it counts them at all.
    #[must_use]
    pub fn minutes(self) -> Option<u16> {
        match self {
            Self::Minutes5 => Some(5),
            Self::Minutes15 => Some(15),
            Self::Minutes30 => Some(30),
            Self::Minutes60 => Some(60),
            Self::WithTheSystem => None,
        }
    }
}

impl Settings {
    pub const SMALLEST: u16 = 80;
    pub const LARGEST: u16 = 300;

    /// The sizes that keys and menus step through.
    pub const STEPS: [u16; 9] = [80, 90, 100, 125, 150, 175, 200, 250, 300];

    /// The next larger size, or the largest.
    #[must_use]
    pub fn larger(&self) -> u16 {
        Self::STEPS.into_iter().find(|step| *step > self.text_percent).unwrap_or(Self::LARGEST)
    }

    /// The next smaller size, or the smallest.
    #[must_use]
    pub fn smaller(&self) -> u16 {
        Self::STEPS.into_iter().rev().find(|step| *step < self.text_percent).unwrap_or(Self::SMALLEST)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_percent: 100,
            roomy: false,
            show_time: true,
            quiet_marks: true,
            lock_after: LockAfter::default(),
            folder_said: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_from_before_there_was_a_lock_have_a_quarter_of_an_hour() {
        let before = r#"{"theme":"Dark","text_percent":125,"roomy":false,"show_time":false,"quiet_marks":true}"#;
        let settings: Settings = serde_json::from_str(before).unwrap();
        assert_eq!((settings.lock_after, settings.lock_after.minutes()), (LockAfter::Minutes15, Some(15)));
        assert_eq!(Settings::default().lock_after, LockAfter::Minutes15);
    }

    #[test]
    fn each_way_to_lock_is_kept_under_a_name_of_its_own() {
        for one in LockAfter::ALL {
            let settings = Settings { lock_after: one, ..Settings::default() };
            let kept = serde_json::to_string(&settings).unwrap();
            assert_eq!(serde_json::from_str::<Settings>(&kept).unwrap(), settings, "{kept}");
        }
    }
}
