//! The program without a window: check files, print a paper form, take a note out.
//!
//! What is printed never holds a word of a session. Exit codes: 0 sound, 1 an author's file has problems, 2 something could
//! not be read, written or understood.

mod check;
mod export;
mod out;
mod print;

use std::{
    ffi::OsString,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use chrono::NaiveDateTime;
use clap::{
    Parser, Subcommand, ValueEnum,
    builder::PossibleValuesParser,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{
    record::Kept,
    session::{Session, sample_names},
};

/// Helps two social workers find what a report rests on. Without a command it opens its window.
#[derive(Debug, Parser)]
#[command(name = "but-why", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Keep sessions in this folder instead of the usual one
    #[arg(long, global = true, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// Open the window on this file's page in the library
    #[arg(value_name = "FILE.ron")]
    pub file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read checklist, law and parrot files, and say every problem with its line
    Check {
        /// Files, or folders with .ron files in them
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Write a blank paper form of a checklist to a file, for a room without a laptop
    Print(Print),
    /// Write a note of a session to a file. It asks for the passphrase; without a terminal it takes the first line that comes in
    Export(Export),
}

#[derive(Debug, clap::Args)]
pub struct Print {
    /// A checklist file, or the id of one that comes with the program
    #[arg(value_name = "CHECKLIST")]
    checklist: PathBuf,
    #[arg(long, value_name = "FILE", help = format!("The file to write; its name ends in {}", out::endings()))]
    to: PathBuf,
    /// The id of a pace of the checklist, if not its first
    #[arg(long, value_name = "PACE")]
    pace: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// The session's letters, as the program shows them. Each session goes into a file of its own
    #[arg(value_name = "SESSION")]
    sessions: Vec<String>,
    /// A session about an invented family, which needs no store; Ailsa's if none is named
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = sample_names()[0],
        value_parser = PossibleValuesParser::new(sample_names()))]
    sample: Option<String>,
    /// The pace of the invented session, "full" or "short"
    #[arg(long, value_name = "PACE")]
    pace: Option<String>,
    /// Which note to write
    #[arg(long)]
    note: Note,
    #[arg(long, value_name = "FILE", help = format!("The file to write; its name ends in {}", out::endings()))]
    to: PathBuf,
    /// Who the decision note is for; it says so, and nothing keeps it
    #[arg(long = "for", value_name = "WHOM")]
    for_whom: Option<String>,
    /// The council's own case reference; the decision note says it, and nothing keeps it
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// Whose learning note it is
    #[arg(long)]
    person: Option<Role>,
    /// How much of a decision note: one side of paper is usual for sessions of up to 30 minutes, all of it for longer ones
    #[arg(long)]
    length: Option<Length>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Note {
    /// For the child's case file and the supervisor
    Decision,
    /// For one worker's own portfolio
    Learning,
    /// For the group: what got in the way, from all the sessions that are named, in one file
    Group,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Length {
    OneSide,
    Full,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Role {
    Presenter,
    Colleague,
}

/// What the command line came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Ran {
    /// A command was run.
    Done(Exit),
    /// No command was given: open the window, on this file's page if there is one.
    Window { store: Option<PathBuf>, file: Option<PathBuf> },
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    Sound,
    Problems,
    /// Something could not be read, written or understood.
    NotRead,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Sound => Self::SUCCESS,
            Exit::Problems => Self::from(1),
            Exit::NotRead => Self::from(2),
        }
    }
}

/// See [`World::load`].
pub type Load<'a> = dyn FnMut(Option<&Path>, &[String]) -> Result<Vec<Kept>, String> + 'a;

/// What a command may touch besides the files that it is given.
pub struct World<'a> {
    pub out: &'a mut dyn Write,
    /// For errors.
    pub err: &'a mut dyn Write,
    /// Local time.
    pub now: NaiveDateTime,
    /// Opens the store (`None`: the usual one) once, and gives the sessions with these letters in the same order. An error is a sentence that says what happened and what to do; it holds no word of a session.
    pub load: &'a mut Load<'a>,
    /// The session about an invented family, by its name, at a pace; `None` if there is no such pace.
    pub sample: &'a dyn Fn(&str, &str) -> Option<Session>,
}

impl World<'_> {
    // Nobody is left to be told when the other end of a pipe has gone.
    fn say(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }

    fn refuse(&mut self, sentence: &str) -> Exit {
        let _ = writeln!(self.err, "{sentence}");
        Exit::NotRead
    }
}

/// Understands the arguments (the program's own name first) and runs the command, if one is given.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Ran {
    let Cli { store, file, command } = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            world.say(error.to_string().trim_end());
            return Ran::Done(Exit::Sound);
        }
        Err(error) => return Ran::Done(world.refuse(&not_understood(&error))),
    };
    match (command, file) {
        (None, Some(file)) if !has_ending(&file, "ron") => {
            let name = file.display();
            Ran::Done(world.refuse(&format!(
                "There is no command \"{name}\", and it is not a .ron file. The commands are check, print and export."
            )))
        }
        (None, file) => Ran::Window { store, file },
        (Some(_), Some(_)) => Ran::Done(world.refuse("Name a file to open, or a command to run: not both.")),
        (Some(Command::Check { paths }), None) => Ran::Done(check::check(&paths, world)),
        (Some(Command::Print(print)), None) => Ran::Done(print::print(&print, world)),
        (Some(Command::Export(export)), None) => Ran::Done(export::export(&export, store.as_deref(), world)),
    }
}

/// Clap's error as a sentence that says what to do.
fn not_understood(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            format!("Something is missing after {argument}.")
        }
        ErrorKind::InvalidValue => {
            let (value, choices) = (context(ContextKind::InvalidValue), context(ContextKind::ValidValue));
            return format!("{argument} cannot be \"{value}\". It can be one of: {choices}.");
        }
        ErrorKind::MissingRequiredArgument => format!("This is missing: {argument}."),
        ErrorKind::ArgumentConflict => format!("{argument} may be given once only."),
        _ if !argument.is_empty() => format!("There is no \"{argument}\" here."),
        _ => "These words together mean nothing to the program.".to_owned(),
    };
    format!("{what} \"but-why --help\" and \"but-why COMMAND --help\" say what can be written.")
}

/// Whether a file's name ends so, in capitals or not.
fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|one| one.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests;
