//! From the command line to a command or the window.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use chrono::Local;

use super::{panic, window};
use crate::{
    cli::{self, Exit, Ran, World},
    record::Kept,
    session::sample,
    store::{Choice, Machine, Policy, Store},
};

/// Does what the command line asks.
#[must_use]
pub fn start() -> ExitCode {
    panic::keep_words_in();
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let ran = cli::run(
        std::env::args_os(),
        &mut World { out: &mut out, err: &mut err, now: Local::now().naive_local(), load: &mut load, sample: &sample },
    );
    let (store, file) = match ran {
        Ran::Done(exit) => return exit.into(),
        Ran::Window { store, file } => (store, file),
    };
    let Some(folder) = data_folder(store) else {
        eprintln!("{NO_FOLDER}");
        return Exit::NotRead.into();
    };
    match window::run(folder, file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            Exit::NotRead.into()
        }
    }
}

const NO_FOLDER: &str = "This computer names no folder for a person's data. Name one with --store.";

/// Reads sessions from the store for a command. A window that is open keeps its lock: then the command only reads. One that
/// is opened in the same second waits its turn as a second window does.
fn load(dir: Option<&Path>, ids: &[String]) -> Result<Vec<Kept>, String> {
    let dir = data_folder(dir.map(Path::to_owned)).ok_or(NO_FOLDER)?;
    let store = Store::open(dir).map_err(|error| format!("{error} {}", error.hint()))?;
    ids.iter().map(|id| store.load(id).map_err(|error| format!("{error} {}", error.hint()))).collect()
}

/// The folder to use; `command` is that of `--store`. What is wrong with a policy or a choice is said, and stops nothing.
fn data_folder(command: Option<PathBuf>) -> Option<PathBuf> {
    let machine = Machine::here();
    let (policy, problems) = Policy::read(&Policy::place(&machine), &machine);
    let chosen = Choice::here().folder(command, &policy);
    for sentence in problems.iter().map(ToString::to_string).chain(chosen.said) {
        eprintln!("{sentence}");
    }
    chosen.folder
}
