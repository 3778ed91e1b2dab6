//! Does the house keep its rules? It reads the sources, so that a rule that is broken has a file and a line.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Every Rust file under a folder of `src`, or one file.
fn sources(of: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(of);
    if path.is_file() {
        return vec![path];
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() || path.extension().is_some_and(|ending| ending == "rs") {
            let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
            found.extend(sources(below.to_str().unwrap()));
        }
    }
    assert!(!found.is_empty());
    found
}

/// The code of a file without comments, and without its tests: those may know more.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, line.to_owned()))
        .collect()
}

#[track_caller]
fn names_none_of(folder: &str, words: &[&str]) {
    for path in sources(folder) {
        for (line, text) in code(&path) {
            for word in words {
                assert!(!text.contains(word), "{}:{line} names {word}: {text}", path.display());
            }
        }
    }
}

/// What a folder's code names of this crate, in paths (`crate::store::Store`) and in grouped imports
/// (`use crate::{session::Session, store::Store}`), each with the file that does.
fn named_by(folder: &str) -> Vec<(String, PathBuf)> {
    let mut named = Vec::new();
    for path in sources(folder) {
        let code: String = code(&path).into_iter().map(|(_, line)| line + "\n").collect();
        for (at, _) in code.match_indices("crate::") {
            let after = &code[at + "crate::".len()..];
            let Some(group) = after.strip_prefix('{') else {
                named.push((first_name(after), path.clone()));
                continue;
            };
            let (mut depth, mut begins) = (0_usize, true);
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => begins = true,
                    c if begins && !c.is_whitespace() => {
                        named.push((first_name(&group[at..]), path.clone()));
                        begins = false;
                    }
                    _ => {}
                }
            }
        }
    }
    named
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn the_core_is_pure() {
    let impure = [
        "egui",
        "eframe",
        "std::fs",
        "fs::",
        "std::thread",
        "std::env",
        "Instant",
        "SystemTime",
        "Local::now",
        "Utc::now",
        "fastrand",
        "rand::",
        "std::net",
        "println!",
        "eprintln!",
    ];
    for folder in ["checklist", "session", "record", "settings.rs"] {
        names_none_of(folder, &impure);
    }
}

#[test]
fn an_arrow_means_may_name() {
    let arrows: [(&str, &[&str]); 8] = [
        ("checklist", &["checklist"]),
        ("session", &["checklist", "session"]),
        ("record", &["checklist", "session", "record"]),
        ("settings.rs", &[]),
        ("store", &["checklist", "session", "record", "settings", "store"]),
        ("ui", &["checklist", "session", "record", "settings", "ui"]),
        ("paint", &[]),
        ("cli", &["checklist", "session", "record", "cli"]),
    ];
    for (folder, may_name) in arrows {
        for (name, path) in named_by(folder) {
            assert!(may_name.contains(&name.as_str()), "{} names {name}", path.display());
        }
    }
    assert!(named_by("app").iter().any(|(name, _)| name == "store"), "grouped imports are seen");
    names_none_of("store", &["egui"]);
    names_none_of("ui", &["std::fs", "std::thread", "Local::now"]);
    names_none_of("cli", &["egui"]);
    names_none_of("cli.rs", &["egui"]);
}

#[test]
fn colours_come_from_the_theme() {
    for path in sources("ui").into_iter().chain(sources("app")) {
        if path.ends_with("ui/theme.rs") {
            continue;
        }
        for (line, text) in code(&path) {
            for word in ["from_rgb", "from_gray", "Color32::WHITE", "Color32::BLACK", "Color32::RED", "from_rgba"] {
                assert!(!text.contains(word), "{}:{line}: {text}", path.display());
            }
        }
    }
}

/// No log, and no panic message with a value in it: a value may be something that was typed.
#[test]
fn nothing_that_is_typed_can_reach_a_log_or_a_panic() {
    for folder in ["checklist", "session", "record", "store", "ui", "app"] {
        for path in sources(folder) {
            for (line, text) in code(&path) {
                for word in [" log::", "(log::", "dbg!(", "todo!(", "unimplemented!(", "panic!(", ".unwrap()"] {
                    assert!(!text.contains(word), "{}:{line}: {text}", path.display());
                }
            }
        }
    }
}

#[test]
fn no_crate_that_opens_a_socket_is_in_the_tree() {
    const BANNED: [&str; 16] = [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "curl-sys",
        "h2",
        "native-tls",
        "openssl",
        "openssl-sys",
        "rustls",
        "schannel",
        "socket2",
        "tokio",
        "tungstenite",
        "webbrowser",
        "quinn",
    ];
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    // The lock file has every target and the tests' own crates; the tree that people run is looked at for each system.
    for target in ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"] {
        let output = Command::new(env!("CARGO"))
            .args(["tree", "--locked", "--offline", "--prefix", "none", "--edges", "normal,build", "--target", target])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        // Crates of other systems may not have been fetched here; then the lock file alone answers.
        let tree = if output.status.success() { String::from_utf8(output.stdout).unwrap() } else { String::new() };
        for banned in BANNED {
            assert!(
                !tree.lines().any(|line| line.split(' ').next() == Some(banned)),
                "{banned} is in the tree for {target}"
            );
            if tree.is_empty() {
                assert!(!lock.contains(&format!("name = \"{banned}\"\n")), "{banned} is in Cargo.lock");
            }
        }
    }
}

#[test]
fn eframe_keeps_nothing_by_itself_and_opens_nothing() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let eframe = manifest.lines().find(|line| line.starts_with("eframe")).unwrap();
    assert!(eframe.contains("default-features = false"));
    for feature in ["persistence", "links", "inspection", "web"] {
        assert!(!eframe.contains(feature), "{feature}");
    }
}

/// The README's two commands, and the picture of a small checklist that `checklists.rs` reads.
#[test]
fn the_readme_names_exactly_two_commands_to_begin() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(readme.contains("cargo run --release"));
    assert!(readme.contains("cargo test"));
}
