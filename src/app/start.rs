//! From the command line to a command or the window.

use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use chrono::Local;
use zeroize::Zeroizing;

use super::{panic, window};
use crate::{
    cli::{self, Exit, Ran, World},
    record::Kept,
    session::sample_of,
    store::{By, Choice, Chosen, Folder, Machine, Passphrase, Policy, State, Store},
};

/// Does what the command line asks.
#[must_use]
pub fn start() -> ExitCode {
    panic::keep_words_in();
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let ran = cli::run(
        std::env::args_os(),
        &mut World {
            out: &mut out,
            err: &mut err,
            now: Local::now().naive_local(),
            load: &mut load,
            sample: &sample_of,
        },
    );
    let (store, file) = match ran {
        Ran::Done(exit) => return exit.into(),
        Ran::Window { store, file } => (store, file),
    };
    let whither = whither(store);
    let Some(folder) = whither.folder.clone() else {
        eprintln!("{NO_FOLDER}");
        return Exit::NotRead.into();
    };
    match window::run(folder, whither, file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            Exit::NotRead.into()
        }
    }
}

const NO_FOLDER: &str = "This computer names no folder for a person's data. Name one with --store.";

/// Reads sessions from the store for a command. It only looks: a window may be open meanwhile.
fn load(dir: Option<&Path>, ids: &[String]) -> Result<Vec<Kept>, String> {
    let dir = whither(dir.map(Path::to_owned)).folder.ok_or(NO_FOLDER)?;
    let folder = Arc::new(Folder::look(dir).map_err(|error| format!("{error} {}", error.hint()))?);
    if let State::New { plain } = folder.state() {
        return Err(if plain == 0 { NO_SESSIONS } else { NOT_ENCRYPTED }.to_owned());
    }
    let words = ask_passphrase().map_err(|_| "No passphrase could be read.".to_owned())?;
    let store =
        Store::unlock(folder, &Passphrase::typed(&words)).map_err(|error| format!("{error} {}", error.hint()))?;
    ids.iter().map(|id| store.load(id).map_err(|error| format!("{error} {}", error.hint()))).collect()
}

const NO_SESSIONS: &str = "No sessions are kept there. Begin one in the window first.";
const NOT_ENCRYPTED: &str = "The sessions there are not encrypted yet. Open the window once: it does that.";

/// Without showing it in a terminal; otherwise the first line of what comes in.
fn ask_passphrase() -> io::Result<Zeroizing<String>> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password("Passphrase: ").map(Zeroizing::new);
    }
    let mut line = Zeroizing::new(String::with_capacity(256));
    io::stdin().read_line(&mut line)?;
    Ok(line)
}

/// The folder to use, and what the organisation has fixed.
pub(super) struct Whither {
    pub folder: Option<PathBuf>,
    pub policy: Policy,
    /// Where another folder can be chosen, if that is the person's to do.
    pub choice: Option<Choice>,
    /// What is wrong with a policy or a choice, in sentences. It stops nothing.
    pub says: Vec<String>,
}

/// `command` is the folder of `--store`.
fn whither(command: Option<PathBuf>) -> Whither {
    let machine = Machine::here();
    let (policy, problems) = Policy::read(&Policy::place(&machine), &machine);
    let choice = Choice::here();
    let Chosen { folder, by, said } = choice.folder(command, &policy);
    let says: Vec<String> = problems.iter().map(ToString::to_string).chain(said).collect();
    // In the window too: a slip in the folder's name shows people an empty store.
    for sentence in &says {
        eprintln!("{sentence}");
    }
    let choice = matches!(by, By::Person | By::Nobody).then_some(choice);
    Whither { folder, policy, choice, says }
}
