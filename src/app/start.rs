//! From the command line to a command or the window.

use std::{io, path::Path, process::ExitCode};

use chrono::Local;

use super::{panic, window};
use crate::{
    cli::{self, Exit, Ran, World},
    record::Kept,
    session::sample,
    store::Store,
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
    let Some(folder) = store.or_else(Store::default_dir) else {
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
    let dir = dir.map(Path::to_owned).or_else(Store::default_dir).ok_or(NO_FOLDER)?;
    let store = Store::open(dir).map_err(|error| format!("{error} {}", error.hint()))?;
    ids.iter().map(|id| store.load(id).map_err(|error| format!("{error} {}", error.hint()))).collect()
}
