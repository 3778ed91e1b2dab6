//! Does the house keep its rules? It reads the sources, so that a rule that is broken has a file and a line.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
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
    // A folder's tests have a file of their own where they are long. They may know more, as those at the foot of a file.
    found.retain(|path| !path.ends_with("tests.rs"));
    assert!(!found.is_empty());
    found
}

/// The code of a file without comments, and without its tests: those may know more.
fn code(path: &Path) -> Vec<(usize, String)> {
    if path.ends_with("tests.rs") {
        return Vec::new();
    }
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

/// Whether a line names a crate: `age::`, and not `Message::`.
fn names_crate(line: &str, name: &str) -> bool {
    let is_whole = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    line.match_indices(&format!("{name}::")).any(|(at, _)| is_whole(at))
}

#[test]
fn keys_are_touched_in_one_file_and_made_beside_it() {
    assert!(names_crate("use {age::x25519, egui}", "age") && !names_crate("let a = Message::Age;", "age"));
    for path in sources("") {
        let may = |files: &[&str]| files.iter().any(|file| path.ends_with(Path::new("src/store").join(file)));
        for (line, text) in code(&path) {
            let at = format!("{}:{line}: {text}", path.display());
            for name in ["hmac", "scrypt"] {
                assert!(!names_crate(&text, name) || may(&["seal.rs"]), "{at}");
            }
            for name in ["age", "bech32", "x25519"] {
                assert!(!names_crate(&text, name) || may(&["seal.rs", "passphrase.rs", "recovery.rs"]), "{at}");
            }
            assert!(!text.contains("expose_secret") || may(&["seal.rs", "passphrase.rs"]), "{at}");
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

fn root(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap().replace("\r\n", "\n")
}

/// The words in quotation marks of a line.
fn quoted(line: &str) -> Vec<&str> {
    line.split('"').skip(1).step_by(2).collect()
}

/// The banned crates of `deny.toml`, each with those that may have it all the same.
fn bans(deny: &str) -> BTreeMap<&str, Vec<&str>> {
    let line = |line| match &*quoted(line) {
        [banned, wrappers @ ..] => (*banned, wrappers.to_vec()),
        [] => panic!("one crate a line: {line}"),
    };
    deny.lines().map(str::trim).filter(|line| line.starts_with("{ crate = ")).map(line).collect()
}

/// Who depends on whom in `Cargo.lock`, whatever the system: the tests' own crates and the browser's among them.
fn dependencies(lock: &str) -> Vec<(&str, Vec<&str>)> {
    let packages = lock.split("[[package]]\n").skip(1).map(|package| {
        let name = package.lines().find_map(|line| line.strip_prefix("name = ")).map(|name| name.trim_matches('"'));
        let (_, below) = package.split_once("dependencies = [").unwrap_or_default();
        // "syn 2.0.1" where there are two of them.
        let below = quoted(below).into_iter().filter_map(|one| one.split(' ').next()).collect();
        (name.unwrap(), below)
    });
    packages.collect()
}

/// The banned crates that are there and have no leave to be, each with the one that has it.
fn banned_and_there<'a>(bans: &BTreeMap<&'a str, Vec<&str>>, lock: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    for (above, below) in dependencies(lock) {
        for (banned, wrappers) in bans {
            if below.contains(banned) && !wrappers.contains(&above) {
                found.push((*banned, above));
            }
        }
    }
    found
}

#[test]
fn no_crate_that_opens_a_socket_is_in_the_tree() {
    let (deny, lock) = (root("deny.toml"), root("Cargo.lock"));
    let bans = bans(&deny);
    for known in
        ["curl", "hyper", "native-tls", "openssl", "reqwest", "rustls", "socket2", "tokio", "ureq", "webbrowser"]
    {
        assert!(bans.contains_key(known), "{known}");
    }
    assert_eq!(banned_and_there(&bans, &lock), []);
    for (banned, wrappers) in &bans {
        let is_used = |wrapper: &&str| {
            dependencies(&lock).iter().any(|(above, below)| above == wrapper && below.contains(banned))
        };
        assert!(wrappers.iter().all(is_used), "nobody needs leave for {banned} any more");
    }
}

/// That the test above can find something.
#[test]
fn a_banned_crate_is_found_below_whoever_has_it() {
    let deny = "deny = [\n    { crate = \"ureq\" },\n    { crate = \"tokio\", wrappers = [\"fine\"] },\n]";
    let lock = "version = 4\n\n[[package]]\nname = \"fine\"\ndependencies = [\n \"tokio\",\n]\n\n[[package]]\nname = \"other\"\n\
        dependencies = [\n \"tokio 1.2.3\",\n \"ureq\",\n]\n\n[[package]]\nname = \"tokio\"\nversion = \"1.2.3\"\n";
    assert_eq!(banned_and_there(&bans(deny), lock), [("tokio", "other"), ("ureq", "other")]);
}

/// The standard library has sockets as well.
#[test]
fn no_code_of_ours_opens_one() {
    for path in sources("") {
        for (line, text) in code(&path) {
            for word in
                ["std::net", "TcpStream", "TcpListener", "UdpSocket", "UnixStream", "UnixListener", "rustix::net"]
            {
                assert!(!text.contains(word), "{}:{line}: {text}", path.display());
            }
        }
    }
}

#[test]
fn eframe_keeps_nothing_by_itself_and_opens_nothing() {
    let manifest = root("Cargo.toml");
    let eframe = manifest.lines().find(|line| line.starts_with("eframe")).unwrap();
    assert!(eframe.contains("default-features = false"));
    for feature in ["persistence", "links", "inspection", "web"] {
        assert!(!eframe.contains(feature), "{feature}");
    }
    // Without it a copy reaches no other program, and nothing says so.
    assert!(eframe.contains("\"clipboard\""));
}

/// The README's two commands, and the picture of a small checklist that `checklists.rs` reads.
#[test]
fn the_readme_names_exactly_two_commands_to_begin() {
    let readme = root("README.md");
    assert!(readme.contains("cargo run --release"));
    assert!(readme.contains("cargo test"));
}
