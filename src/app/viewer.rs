//! Opening a saved document in the program that the person has for it, to be printed from there.

use std::{
    io,
    path::{Path, absolute},
    process::{Command, Stdio},
    rc::Rc,
    thread,
};

type Open = dyn Fn(&Path) -> io::Result<()>;

/// Opens a document; tests have one that opens nothing.
#[derive(Clone)]
pub struct Viewer {
    open: Rc<Open>,
}

impl Viewer {
    /// A viewer that is a function.
    pub fn new(open: impl Fn(&Path) -> io::Result<()> + 'static) -> Self {
        Self { open: Rc::new(open) }
    }

    /// The system's own; see [`open`].
    #[must_use]
    pub fn system() -> Self {
        Self::new(open)
    }

    /// See [`open`].
    pub fn open(&self, path: &Path) -> io::Result<()> {
        (self.open)(path)
    }
}

/// Asks the system to open a file with the program that it has for such files, and does not wait for that program.
///
/// # Errors
/// There is no such file, or nothing here that opens files. That no program knows the file, the system says itself.
pub fn open(path: &Path) -> io::Result<()> {
    // What opens files would only say it where nobody looks.
    path.metadata()?;
    let mut child = command(&absolute(path)?).spawn()?;
    // Some of them end with the viewer. Waited for, so that nothing of it stays behind.
    thread::Builder::new().name("viewer".to_owned()).spawn(move || child.wait())?;
    Ok(())
}

/// Without a shell: no sign in a path is read as anything else. A whole path is never taken for an option.
fn command(path: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    #[cfg(windows)]
    {
        // Explorer reads a comma as the end of a path unless there are quotation marks; no path has one of its own.
        let mut quoted = std::ffi::OsString::from("\"");
        quoted.push(path);
        quoted.push("\"");
        std::os::windows::process::CommandExt::raw_arg(&mut command, quoted);
    }
    #[cfg(not(windows))]
    command.arg(path);
    // Ctrl+C in the terminal that this program began in does not close the viewer.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

const PROGRAM: &str = if cfg!(windows) {
    "explorer"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_said_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let gone = open(&folder.path().join("Decision note.pdf")).unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    }

    #[test]
    #[cfg(unix)]
    fn a_path_is_one_argument_whatever_is_in_it() {
        for name in ["/a b/$(rm -r x);'\"&.pdf", "/-x, y.pdf"] {
            let command = command(Path::new(name));
            assert_eq!(command.get_program(), PROGRAM);
            assert_eq!(command.get_args().collect::<Vec<_>>(), [name]);
        }
        assert!(absolute("--help").unwrap().starts_with("/"), "a name that looks like an option is none");
    }
}
