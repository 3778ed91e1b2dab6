//! What the program knows of the computer before it looks at a folder: the system, and the environment.

use std::collections::BTreeMap;

/// The three kinds of system. Linux stands for everything that is built like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    Linux,
    MacOs,
    Windows,
}

/// A value, so that what follows from it is told without that computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    pub system: System,
    /// Variables by name. Those that are no text are left out.
    pub env: BTreeMap<String, String>,
}

impl Machine {
    /// The computer on which the program runs.
    #[must_use]
    pub fn here() -> Self {
        let system = if cfg!(windows) {
            System::Windows
        } else if cfg!(target_os = "macos") {
            System::MacOs
        } else {
            System::Linux
        };
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self { system, env: std::env::vars_os().filter_map(text).collect() }
    }

    /// A variable that is set and not empty. Windows does not tell capital letters in a name from small ones.
    pub(super) fn var(&self, name: &str) -> Option<&str> {
        let is_it = |one: &str| if self.is_windows() { one.eq_ignore_ascii_case(name) } else { one == name };
        self.env.iter().find(|(one, value)| is_it(one) && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The person's own folder.
    pub(super) fn home(&self) -> Option<&str> {
        self.var(if self.is_windows() { "USERPROFILE" } else { "HOME" })
    }

    pub(super) fn is_windows(&self) -> bool {
        self.system == System::Windows
    }
}

#[cfg(test)]
impl Machine {
    pub(super) fn of(system: System, env: &[(&str, &str)]) -> Self {
        let env = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { system, env }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_does_not_tell_capitals_apart() {
        let rows = [
            (System::Windows, "OneDrive", Some("C:\\a")),
            (System::Windows, "ONEDRIVE", Some("C:\\a")),
            (System::Linux, "OneDrive", Some("C:\\a")),
            (System::Linux, "ONEDRIVE", None),
            (System::Windows, "Empty", None),
            (System::Windows, "Missing", None),
        ];
        for (system, name, expected) in rows {
            let machine = Machine::of(system, &[("OneDrive", "C:\\a"), ("Empty", "")]);
            assert_eq!(machine.var(name), expected, "{system:?} {name}");
        }
    }
}
