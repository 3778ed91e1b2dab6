//! What is left behind when the program has a mistake in itself: where it is, and no word of anybody's.
//!
//! The usual message of a panic quotes what was being worked on: a text that is cut in the middle of a letter stands in it
//! whole. And the usual end of a program that aborts is a picture of its memory on the disk.

use std::{
    io::Write,
    panic::{self, Location, PanicHookInfo},
};

/// From here on a panic says only where it is, in any thread, and this process leaves no picture of its memory.
pub fn keep_words_in() {
    panic::set_hook(Box::new(say_where));
    leave_no_memory();
}

/// Neither what the panic says nor a backtrace, whatever `RUST_BACKTRACE` asks for.
fn say_where(info: &PanicHookInfo<'_>) {
    // Not `eprintln!`: where nobody listens it would panic within the panic.
    let _ = writeln!(std::io::stderr(), "{}", sentence(info.location()));
}

fn sentence(location: Option<&Location<'_>>) -> String {
    let place = location.map_or_else(|| "an unknown place".to_owned(), |at| format!("{}:{}", at.file(), at.line()));
    format!("But Why? has met a mistake in itself at {place}. What was written up to the last second is kept.")
}

/// Core dumps are for programs that hold nothing confidential. The limit goes to the processes that this one starts, too.
///
/// Switching `PR_SET_DUMPABLE` off would do more, and keep a debugger of the same person out as well. But then
/// xdg-desktop-portal cannot look up which program asks it for a dialog, and file dialogs end.
#[cfg(unix)]
fn leave_no_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // To Linux 0 means "no file", and a program that collects dumps is still handed one. At 1 the kernel hands over none,
    // and a file of one byte is less than it begins; `fs/coredump.c` has both.
    const MOST: u64 = if cfg!(target_os = "linux") { 1 } else { 0 };
    // Whoever has set it lower already is asked for nothing: a limit is never raised again.
    let most = getrlimit(Resource::Core).maximum.map_or(MOST, |maximum| maximum.min(MOST));
    // If the system refuses, there is nothing more that a program can do about it.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) });
}

/// On Windows and elsewhere the system decides; `docs/for-it.md` says where it is told.
#[cfg(not(unix))]
fn leave_no_memory() {}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        path::Path,
        process::{Command, Output},
    };

    use super::*;

    const WAY: &str = "BUT_WHY_TEST_ENDS_BY";
    /// Of an accented letter only the second half is asked for.
    const CANARY: &str = "é, says Skye at Gran's house on 4 May";

    /// What the machine would do for a developer: dumps are on, in the folder where the program stands.
    #[cfg(unix)]
    fn allow_dumps() {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { maximum, .. } = getrlimit(Resource::Core);
        setrlimit(Resource::Core, Rlimit { current: maximum, maximum }).unwrap();
    }

    #[cfg(not(unix))]
    fn allow_dumps() {}

    #[test]
    #[ignore = "it is the process that whatever_way_it_ends_no_word_is_left_behind starts"]
    fn the_one_that_ends() {
        let Ok(way) = std::env::var(WAY) else { return };
        allow_dumps();
        keep_words_in();
        let words = std::hint::black_box(CANARY.to_owned());
        match way.as_str() {
            "slice" => assert_eq!(words[1..].len(), 0),
            "expect" => {
                let number: Result<u8, String> = words.parse().map_err(|_| words.clone());
                assert_eq!(number.expect("a number"), 0);
            }
            "message" => panic!("{words}"),
            "in a thread" => std::thread::scope(|scope| {
                scope.spawn(|| words[1..].len());
            }),
            "abort" => std::process::abort(),
            other => unreachable!("{other}"),
        }
        // So that the memory with the words in it is there until the end.
        drop(words);
    }

    fn ended(way: &str, folder: &Path) -> Output {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "app::panic::tests::the_one_that_ends", "--ignored", "--nocapture", "--test-threads=1"])
            .current_dir(folder)
            .env(WAY, way)
            .env("RUST_BACKTRACE", "full")
            .output()
            .unwrap()
    }

    #[test]
    fn whatever_way_it_ends_no_word_is_left_behind() {
        for (way, said) in [("slice", 1), ("expect", 1), ("message", 1), ("in a thread", 2), ("abort", 0)] {
            let folder = tempfile::tempdir().unwrap();
            let Output { status, stdout, stderr } = ended(way, folder.path());
            assert!(!status.success(), "{way}: it was to end");
            let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
            assert!(!stdout.contains("Skye") && !stderr.contains("Skye"), "{way}: {stdout}{stderr}");
            let sentences: Vec<&str> = stderr.lines().collect();
            assert_eq!(sentences.len(), said, "{way}: {stderr}");
            for sentence in sentences {
                let place = sentence.strip_prefix("But Why? has met a mistake in itself at ").unwrap_or_default();
                let (place, rest) = place.split_once(". ").unwrap_or_default();
                assert!(place.contains(".rs:"), "{way}: {sentence}");
                assert_eq!(rest, "What was written up to the last second is kept.", "{way}");
            }
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{way} leaves a file");
            #[cfg(unix)]
            {
                use std::os::unix::process::ExitStatusExt;
                assert!(!status.core_dumped(), "{way}");
                assert_eq!(status.signal().is_some(), way == "abort", "{way}: {status}");
            }
        }
    }

    #[test]
    fn a_panic_that_comes_from_nowhere_says_so() {
        let expected =
            "But Why? has met a mistake in itself at an unknown place. What was written up to the last second is kept.";
        assert_eq!(sentence(None), expected);
    }
}
