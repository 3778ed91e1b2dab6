//! Opens the window, or runs one command and leaves.

use std::process::ExitCode;

fn main() -> ExitCode {
    but_why::run()
}
