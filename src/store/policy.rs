//! What the people who look after the computers may fix, in a file that they place.
//!
//! ```text
//! Policy(
//!     format: 1,
//!     store: "H:\\but-why",
//!     lock_minutes: 15,
//!     retention_days: 28,
//! )
//! ```
//!
//! Each value stands alone: a slip in one leaves the others in force, is said with its line, and stops nothing.

use std::fmt;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use ron::value::RawValue;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::machine::{Machine, System};
use crate::checklist::{Problem, Reader, near};

/// What is fixed on this computer. What is `None` is each person's own choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The folder in which sessions are kept; the whole path.
    pub store: Option<PathBuf>,
    /// After how many minutes without a key or a movement the program locks, 2..=60.
    pub lock_minutes: Option<u16>,
    /// How many days after the hearing a session is to be deleted, 1..=3650.
    pub retention_days: Option<u16>,
}

impl Policy {
    const FORMAT: u32 = 1;
    /// Far above what a policy needs.
    const BYTES: u64 = 64 * 1024;
    const NAMES: [&str; 4] = ["format", "store", "lock_minutes", "retention_days"];

    /// Where the file is looked for: a folder that only an administrator writes in.
    #[must_use]
    pub fn place(machine: &Machine) -> PathBuf {
        match machine.system {
            System::Linux => "/etc/but-why/policy.ron".into(),
            System::MacOs => "/Library/Application Support/but-why/policy.ron".into(),
            System::Windows => {
                [machine.var("ProgramData").unwrap_or("C:\\ProgramData"), "but-why", "policy.ron"].iter().collect()
            }
        }
    }

    /// What is fixed by the file at `path`, and what is wrong in it, in the order of its lines. No file fixes nothing.
    #[must_use]
    pub fn read(path: &Path, machine: &Machine) -> (Self, Vec<Problem>) {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let mut bytes = Vec::new();
        match File::open(path).and_then(|file| file.take(Self::BYTES + 1).read_to_end(&mut bytes)) {
            Ok(_) => Self::from_bytes(&file, &bytes, machine),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::default().into(),
            Err(_) => {
                let help = format!("Let everybody on this computer read {}.", path.display());
                (Self::default(), vec![reader(&file).whole_file("This file cannot be opened.", &help)])
            }
        }
    }

    /// The same from what the file holds. `file` is its name without folders.
    #[must_use]
    pub fn from_bytes(file: &str, bytes: &[u8], machine: &Machine) -> (Self, Vec<Problem>) {
        let reader = reader(file);
        if bytes.len() as u64 > Self::BYTES {
            let help = "A policy is a few lines: check that this is the right file.";
            return (
                Self::default(),
                vec![reader.whole_file("This file is larger than 64 kB, so it was not read.", help)],
            );
        }
        let source = match reader.source(bytes) {
            Ok(source) => source,
            Err(problems) => return (Self::default(), problems),
        };
        match reader.parse::<Named<'_>>(source, source) {
            Ok(Named(values)) => Values { reader, source, machine, problems: Vec::new() }.policy(&values),
            Err(problem) => (Self::default(), vec![*problem]),
        }
    }
}

impl From<Policy> for (Policy, Vec<Problem>) {
    fn from(policy: Policy) -> Self {
        (policy, Vec::new())
    }
}

fn reader(file: &str) -> Reader<'_> {
    Reader { file, kind: "Policy" }
}

/// The values as they stand in the file, each with its name.
struct Named<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Named<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collects;
        impl<'de> Visitor<'de> for Collects {
            type Value = Named<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a policy")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut values = Vec::new();
                while let Some(name) = map.next_key::<Name>()? {
                    values.push((name.0, map.next_value()?));
                }
                Ok(Named(values))
            }
        }
        deserializer.deserialize_struct("Policy", &Policy::NAMES, Collects)
    }
}

/// A name as it is written, whatever it is.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Takes;
        impl Visitor<'_> for Takes {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
        }
        deserializer.deserialize_identifier(Takes)
    }
}

struct Values<'a> {
    reader: Reader<'a>,
    source: &'a str,
    machine: &'a Machine,
    problems: Vec<Problem>,
}

impl<'a> Values<'a> {
    fn policy(mut self, values: &[(String, &'a RawValue)]) -> (Policy, Vec<Problem>) {
        let mut policy = Policy::default();
        let mut format = None;
        for (at, (name, value)) in values.iter().enumerate() {
            let piece = value.trim().get_ron();
            if values[..at].iter().any(|(earlier, _)| earlier == name) {
                self.say(piece, format!("A policy has \"{name}\" twice."), "Keep one of the two.");
                continue;
            }
            match name.as_str() {
                "format" => format = Some((piece, self.format(piece))),
                "store" => policy.store = self.folder(piece),
                "lock_minutes" => policy.lock_minutes = self.number(piece, name, 15, 2..=60),
                "retention_days" => policy.retention_days = self.number(piece, name, 28, 1..=3650),
                "network" | "proxy" | "update" | "updates" => {
                    let what = format!("There is no \"{name}\" in a policy: the program opens no network.");
                    self.say(piece, what, "Take it out. A firewall has nothing to let through.");
                }
                "theme" | "colour" | "colours" | "color" | "colors" => {
                    let what = format!("There is no \"{name}\" in a policy: people choose what they can read.");
                    self.say(piece, what, "Take it out. Each person sets it in Settings.");
                }
                _ => {
                    let help = near(name, &Policy::NAMES, "It can have");
                    self.say(piece, format!("A policy has no \"{name}\"."), &help);
                }
            }
        }
        match format {
            Some((_, Some(Policy::FORMAT))) => {}
            // Its problem is said already.
            Some((_, None)) => policy = Policy::default(),
            Some((piece, Some(newer))) => {
                let most = Policy::FORMAT;
                let what =
                    format!("This file is written in format {newer}. This version of the program reads up to {most}.");
                // What a newer file has is no slip.
                self.problems.clear();
                self.say(piece, what, "Update the program.");
                policy = Policy::default();
            }
            None => {
                let what = "A policy needs \"format\".".to_owned();
                self.say(self.source, what, "Write format: 1, after the first bracket.");
                policy = Policy::default();
            }
        }
        self.problems.sort_by_key(|problem| problem.place.line);
        (policy, self.problems)
    }

    fn say(&mut self, piece: &str, what: String, help: &str) {
        self.problems.push(self.reader.problem_of(self.source, piece, what, help.to_owned()));
    }

    fn format(&mut self, piece: &str) -> Option<u32> {
        let format = self.reader.parse(self.source, piece).ok().filter(|format| *format > 0);
        if format.is_none() {
            self.say(piece, "\"format\" is a whole number.".to_owned(), "Write format: 1, without quotation marks.");
        }
        format
    }

    /// A whole number in a range, or `None`, which may also be written.
    fn number(&mut self, piece: &str, name: &str, usual: u16, range: RangeInclusive<u16>) -> Option<u16> {
        match self.reader.parse::<Option<u16>>(self.source, piece) {
            Ok(None) => None,
            Ok(Some(number)) if range.contains(&number) => Some(number),
            // What is no number, and what is too large to be one here.
            _ => {
                let (least, most) = range.into_inner();
                let what = format!("\"{name}\" is a whole number from {least} to {most}.");
                self.say(piece, what, &format!("Write {name}: {usual}, or another number, without quotation marks."));
                None
            }
        }
    }

    /// A whole path. `~` at its beginning is the person's own folder, and `%NAME%` a variable of the environment, so that
    /// one file is good for many people.
    fn folder(&mut self, piece: &str) -> Option<PathBuf> {
        let example = if self.machine.is_windows() { "store: \"H:\\\\but-why\"" } else { "store: \"~/but-why\"" };
        let Ok(written) = self.reader.parse::<Option<String>>(self.source, piece) else {
            let what = "\"store\" is a folder in quotation marks.".to_owned();
            self.say(piece, what, &format!("Write it like {example}."));
            return None;
        };
        let written = written?;
        if written.chars().any(char::is_control) {
            // "H:\team" has a tab in it, as RON reads it.
            let what = "A single \\ in the folder of \"store\" means something else.".to_owned();
            self.say(piece, what, &format!("Write two, like {example}."));
            return None;
        }
        let path = match filled(&written, self.machine) {
            Ok(path) => path,
            Err(name) => {
                let what = format!("This computer knows no \"{name}\" for the folder of \"store\".");
                self.say(piece, what, &format!("Write the whole path, like {example}."));
                return None;
            }
        };
        if !is_whole(&path, self.machine.system) {
            let what = "The folder of \"store\" is not a whole path.".to_owned();
            self.say(piece, what, &format!("Write it from its beginning, like {example}."));
            return None;
        }
        Some(path.into())
    }
}

/// The path with the person's folder and variables in their places, or the name that stands for nothing here.
fn filled<'a>(written: &'a str, machine: &Machine) -> Result<String, &'a str> {
    let mut path = String::new();
    let mut rest = written;
    if let Some(after) = written.strip_prefix('~').filter(|after| after.is_empty() || after.starts_with(['/', '\\'])) {
        path.push_str(machine.home().ok_or("~")?);
        rest = after;
    }
    while let Some((before, after)) = rest.split_once('%') {
        let Some((name, after)) = after.split_once('%') else { break };
        path.push_str(before);
        path.push_str(machine.var(name).ok_or(name)?);
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// Whether a path says where it begins, by the habits of a system.
fn is_whole(path: &str, system: System) -> bool {
    let is_separator = |c: u8| matches!(c, b'\\' | b'/');
    match (system, path.as_bytes()) {
        (System::Windows, [drive, b':', separator, ..]) => drive.is_ascii_alphabetic() && is_separator(*separator),
        (System::Windows, [one, two, ..]) => is_separator(*one) && is_separator(*two),
        (System::Windows, _) => false,
        (System::Linux | System::MacOs, bytes) => bytes.starts_with(b"/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows() -> Machine {
        let env = [
            ("USERPROFILE", "C:\\Users\\rhay"),
            ("Username", "rhay"),
            ("HOMESHARE", "\\\\council\\homes\\rhay"),
            ("PROGRAMDATA", "D:\\ProgramData"),
        ];
        Machine::of(System::Windows, &env)
    }

    fn linux() -> Machine {
        Machine::of(System::Linux, &[("HOME", "/home/rhay"), ("USER", "rhay")])
    }

    #[test]
    fn what_is_written_is_what_is_fixed() {
        let rows = [
            ("Policy(format: 1)", None, None, None),
            ("(format: 1, lock_minutes: 5)", None, Some(5), None),
            ("Policy(format: 1, lock_minutes: Some(60), retention_days: Some(3650),)", None, Some(60), Some(3650)),
            ("Policy(format: 1, store: None, lock_minutes: None, retention_days: 1)", None, None, Some(1)),
            (r#"Policy(format: 1, store: Some("H:\\but-why"))"#, Some(r"H:\but-why"), None, None),
            (r#"Policy(format: 1, store: r"H:\but-why")"#, Some(r"H:\but-why"), None, None),
            (r#"Policy(format: 1, store: "h:/but-why")"#, Some("h:/but-why"), None, None),
            (r#"Policy(format: 1, store: "%HomeShare%\\but-why")"#, Some(r"\\council\homes\rhay\but-why"), None, None),
            (
                r#"Policy(format: 1, store: "\\\\council\\homes\\%USERNAME%\\why")"#,
                Some(r"\\council\homes\rhay\why"),
                None,
                None,
            ),
            (r#"Policy(format: 1, store: "~\\why")"#, Some(r"C:\Users\rhay\why"), None, None),
            (r#"Policy(format: 1, store: "H:\\100% ours")"#, Some(r"H:\100% ours"), None, None),
            (
                "\u{FEFF}// Ours.\r\nPolicy(\r\n    format: 1, // the first\r\n    lock_minutes: 2,\r\n)\r\n",
                None,
                Some(2),
                None,
            ),
        ];
        for (text, store, lock_minutes, retention_days) in rows {
            let expected = Policy { store: store.map(PathBuf::from), lock_minutes, retention_days };
            assert_eq!(Policy::from_bytes("policy.ron", text.as_bytes(), &windows()), (expected, vec![]), "{text}");
        }
        let text = r#"Policy(format: 1, store: "~/but-why")"#;
        let (policy, problems) = Policy::from_bytes("policy.ron", text.as_bytes(), &linux());
        assert_eq!((policy.store, problems), (Some("/home/rhay/but-why".into()), vec![]));
    }

    /// Beside each slip, the lock that stands in the same file is in force or is not.
    #[test]
    fn a_slip_is_said_with_its_line_and_takes_nothing_else_with_it() {
        const KEPT: Option<u16> = Some(20);
        const NOT_WHOLE: &str = "line 3: The folder of \"store\" is not a whole path. Write it from its beginning, like store: \"H:\\\\but-why\".";
        const MINUTES: &str = "line 3: \"lock_minutes\" is a whole number from 2 to 60. Write lock_minutes: 15, or another number, without quotation marks.";
        const DAYS: &str = "line 3: \"retention_days\" is a whole number from 1 to 3650. Write retention_days: 28, or another number, without quotation marks.";
        let rows = [
            ("lock_minutes: 20, store: \"but-why\"", KEPT, NOT_WHOLE),
            ("lock_minutes: 20, store: \"H:but-why\"", KEPT, NOT_WHOLE),
            ("lock_minutes: 20, store: \"\"", KEPT, NOT_WHOLE),
            ("lock_minutes: 20, store: \"/srv/why\"", KEPT, NOT_WHOLE),
            (
                "lock_minutes: 20, store: \"H:\\team\"",
                KEPT,
                "line 3: A single \\ in the folder of \"store\" means something else. Write two, like store: \"H:\\\\but-why\".",
            ),
            (
                "lock_minutes: 20, store: \"%HOMR%\\\\why\"",
                KEPT,
                "line 3: This computer knows no \"HOMR\" for the folder of \"store\". Write the whole path, like store: \"H:\\\\but-why\".",
            ),
            (
                "lock_minutes: 20, store: 7",
                KEPT,
                "line 3: \"store\" is a folder in quotation marks. Write it like store: \"H:\\\\but-why\".",
            ),
            ("lock_minutes: 20, retention_days: 0", KEPT, DAYS),
            ("lock_minutes: 20, retention_days: 3651", KEPT, DAYS),
            ("lock_minutes: 20, retention_days: 99999999999999", KEPT, DAYS),
            ("lock_minutes: 20, retention_days: \"28\"", KEPT, DAYS),
            ("lock_minutes: 61", None, MINUTES),
            ("lock_minutes: -5", None, MINUTES),
            ("lock_minutes: 7.5", None, MINUTES),
            (
                "lock_minutes: 20, network: false",
                KEPT,
                "line 3: There is no \"network\" in a policy: the program opens no network. Take it out. A firewall has nothing to let through.",
            ),
            (
                "lock_minutes: 20, theme: \"Dark\"",
                KEPT,
                "line 3: There is no \"theme\" in a policy: people choose what they can read. Take it out. Each person sets it in Settings.",
            ),
            (
                "lock_minutes: 20, colours: (ink: \"#000\")",
                KEPT,
                "line 3: There is no \"colours\" in a policy: people choose what they can read. Take it out. Each person sets it in Settings.",
            ),
            (
                "lock_minutes: 20, retension_days: 28",
                KEPT,
                "line 3: A policy has no \"retension_days\". Did you mean \"retention_days\"?",
            ),
            (
                "lock_minutes: 20, wallpaper: None",
                KEPT,
                "line 3: A policy has no \"wallpaper\". It can have format, store, lock_minutes and retention_days.",
            ),
            (
                "lock_minutes: 20,\n    lock_minutes: 30",
                KEPT,
                "line 4: A policy has \"lock_minutes\" twice. Keep one of the two.",
            ),
            // From here on nothing can be known of the rest.
            (
                "lock_minutes: 20, store: \"H:\\but-why\"",
                None,
                "line 3: A single \\ stands in a text here. Write \\\\ for a backslash, or / in its place.",
            ),
            (
                "lock_minutes: 20 retention_days: 28",
                None,
                "line 3: A comma is missing before \"retention_days\" here. Add it (,).",
            ),
            ("lock_minutes = 20", None, "line 3: There is a = here. Write : between a name and what belongs to it."),
        ];
        for (written, lock_minutes, expected) in rows {
            let text = format!("Policy(\n    format: 1,\n    {written}\n)");
            let (policy, problems) = Policy::from_bytes("policy.ron", text.as_bytes(), &windows());
            let said: Vec<String> = problems.iter().map(Problem::in_file).collect();
            assert_eq!(said, [expected], "{written}");
            assert_eq!(policy, Policy { lock_minutes, ..Policy::default() }, "{written}");
        }
    }

    #[test]
    fn a_file_of_another_kind_or_time_fixes_nothing() {
        let large = vec![b' '; 64 * 1024 + 1];
        let newer = "Policy(format: 2, lock_minutes: 20, seal: 3)";
        let rows: [(&[u8], &str); 9] = [
            (
                newer.as_bytes(),
                "line 1: This file is written in format 2. This version of the program reads up to 1. Update the program.",
            ),
            (
                b"Policy(lock_minutes: 20)",
                "line 1: A policy needs \"format\". Write format: 1, after the first bracket.",
            ),
            (
                b"Policy(format: \"1\", lock_minutes: 20)",
                "line 1: \"format\" is a whole number. Write format: 1, without quotation marks.",
            ),
            (b"", "This file is empty. Check that it was saved, and that it is the right file."),
            (
                b"lock_minutes: 20",
                "line 1: This file does not begin as a policy does. Begin it with Policy( and format: 1, as the example in the README does. Put // before a comment.",
            ),
            (b"Polcy(format: 1)", "line 1: \"Polcy\" stands where a Policy belongs. Leave that name out."),
            (b"Policy(format: 1", "line 1: The ( that opens here is never closed. Add ) at the end of the file."),
            (b"\xFF\xFEP\0", "This text is saved as UTF-16. In Notepad choose Save as, and UTF-8 as the encoding."),
            (
                &large,
                "This file is larger than 64 kB, so it was not read. A policy is a few lines: check that this is the right file.",
            ),
        ];
        for (bytes, expected) in rows {
            let (policy, problems) = Policy::from_bytes("policy.ron", bytes, &windows());
            let said: Vec<String> = problems.iter().map(Problem::in_file).collect();
            assert_eq!((policy, said), (Policy::default(), vec![expected.to_owned()]));
        }
    }

    #[test]
    fn several_slips_are_said_in_the_order_of_their_lines() {
        let text = "Policy(\nstore: \"x\",\nlock_minutes: 0,\nnetwork: 1,\nformat: 1)";
        let (_, problems) = Policy::from_bytes("policy.ron", text.as_bytes(), &linux());
        let lines: Vec<Option<usize>> = problems.iter().map(|problem| problem.place.line).collect();
        assert_eq!(lines, [Some(2), Some(3), Some(4)]);
    }

    #[test]
    fn each_system_has_one_place_and_no_file_there_fixes_nothing() {
        assert_eq!(Policy::place(&linux()), Path::new("/etc/but-why/policy.ron"));
        let mac = Machine::of(System::MacOs, &[]);
        assert_eq!(Policy::place(&mac), Path::new("/Library/Application Support/but-why/policy.ron"));
        assert!(Policy::place(&windows()).starts_with("D:\\ProgramData"));

        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("policy.ron");
        assert_eq!(Policy::read(&path, &linux()), (Policy::default(), vec![]));
        std::fs::write(&path, "Policy(format: 1, lock_minutes: 30)").unwrap();
        let (policy, problems) = Policy::read(&path, &linux());
        assert_eq!((policy.lock_minutes, problems), (Some(30), vec![]));
        let (policy, problems) = Policy::read(dir.path(), &linux());
        assert_eq!((policy, problems[0].what.as_str()), (Policy::default(), "This file cannot be opened."));
    }
}
