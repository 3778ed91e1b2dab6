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
        Self { theme: ThemeChoice::System, text_percent: 100, roomy: false, show_time: true, quiet_marks: true }
    }
}
