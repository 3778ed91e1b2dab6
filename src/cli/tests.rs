use chrono::NaiveDate;

use super::*;
use crate::checklist::{Library, shipped};
use crate::session::Setup;

struct Heard {
    ran: Ran,
    out: String,
    err: String,
}

fn session() -> Session {
    let library = Library::read(shipped());
    let checklist = &library.checklist("cso_review").unwrap().checklist;
    let now = NaiveDate::from_ymd_opt(2026, 5, 28).unwrap().and_hms_opt(14, 5, 0).unwrap();
    let setup = Setup { child: "Ailsa".into(), ..Setup::default() };
    let mut session = Session::open(checklist, &checklist.paces[0], &library, setup, "k3f9".into(), now);
    session.reflection[0].answers.second = "I took Ailsa's word".into();
    session
}

fn say(args: &[&str]) -> Heard {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut load = |store: Option<&Path>, ids: &[String]| {
        assert_eq!(store, Some(Path::new("s")));
        let one = |id: &String| match id.as_str() {
            "k3f9" => Ok(Kept::Session(session())),
            _ => Err("The store has no session with these letters. Look in the list.".to_owned()),
        };
        ids.iter().map(one).collect()
    };
    let mut world = World {
        out: &mut out,
        err: &mut err,
        now: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(9, 0, 0).unwrap(),
        load: &mut load,
        sample: &session,
    };
    let ran = run(["but-why"].iter().chain(args).map(OsString::from), &mut world);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Heard { ran, out: text(out), err: text(err) }
}

#[track_caller]
fn refused(args: &[&str], words: &str) {
    let heard = say(args);
    assert_eq!((heard.ran, heard.out.as_str()), (Ran::Done(Exit::NotRead), ""));
    assert!(heard.err.contains(words), "{}", heard.err);
    let plain = heard.err.to_lowercase();
    assert!(!["please", "sorry", "invalid", "fail", "error"].iter().any(|word| plain.contains(word)), "{plain}");
}

#[test]
fn without_a_command_the_window_opens() {
    let window = |store: Option<&str>, file: Option<&str>| Ran::Window {
        store: store.map(PathBuf::from),
        file: file.map(PathBuf::from),
    };
    assert_eq!(say(&[]).ran, window(None, None));
    assert_eq!(say(&["--store", "s", "my.RON"]).ran, window(Some("s"), Some("my.RON")));
    let help = say(&["--help"]);
    assert_eq!(help.ran, Ran::Done(Exit::Sound));
    assert!(help.out.contains("check") && help.out.contains("--store"), "{}", help.out);
    // Without its own name there is nothing to misread.
    assert_eq!(say(&["check", "--help"]).ran, Ran::Done(Exit::Sound));
}

#[test]
fn what_is_not_understood_is_said_in_a_sentence() {
    refused(&["chekc"], "There is no command \"chekc\"");
    refused(&["check"], "This is missing: <PATH>");
    refused(&["--stor", "x"], "There is no \"--stor\" here.");
    refused(&["a.ron", "check", "b"], "not both");
    refused(&["export", "--sample", "--to", "x.txt"], "This is missing: --note");
    refused(&["export", "--sample", "--note", "group", "--to", "x.txt"], "one of: decision, learning");
    refused(&["export", "--note"], "Something is missing after --note");
    refused(&["export", "--note", "decision", "--note", "decision"], "once only");
    refused(&["export", "--sample", "--note", "decision", "--to", "x.rtf"], "Use .txt, .md or .pdf.");
    refused(&["export", "--note", "decision", "--to", "x.txt"], "Name the session");
    refused(&["export", "k3f9", "--sample", "--note", "decision", "--to", "x.txt"], "not both");
    refused(&["export", "--sample", "--note", "learning", "--to", "x.txt"], "--person presenter");
    refused(&["export", "--sample", "--note", "decision", "--person", "colleague", "--to", "x.md"], "--person");
    refused(&["export", "--store", "s", "zzz", "--note", "decision", "--to", "x.md"], "no session with these letters");
    refused(&["export", "--sample", "--note", "decision", "--to", "/no/such/folder/x.md"], "no such folder");
}

#[test]
fn a_check_says_every_problem_with_its_line_and_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let heard = |paths: &[&str]| {
        let paths: Vec<String> = paths.iter().map(|name| path(name).display().to_string()).collect();
        let args: Vec<&str> = ["check"].into_iter().chain(paths.iter().map(String::as_str)).collect();
        let heard = say(&args);
        (heard.ran, heard.out.replace(&format!("{}/", folder.path().display()), ""), heard.err)
    };
    let shipped = include_str!("../../checklists/sessions/cso_review.ron");
    std::fs::create_dir(path("in")).unwrap();
    std::fs::create_dir(path("empty")).unwrap();
    let mine = shipped.replacen("cso_review", "mine", 1);
    std::fs::write(path("in/mine.ron"), mine.replacen("\"s138_4\"", "\"ours\"", 1)).unwrap();
    std::fs::write(path("in/broken.ron"), "(\n  id: “x”,\n)").unwrap();
    std::fs::write(path("in/\u{202E}.ron"), "").unwrap();
    std::fs::write(path("in/not read.txt"), "").unwrap();
    std::fs::write(path("sound.ron"), shipped.replacen("cso_review", "sound", 1)).unwrap();

    let (ran, out, err) = heard(&["sound.ron"]);
    assert_eq!((ran, out.as_str(), err.as_str()), (Ran::Done(Exit::Sound), "1 file, 0 problems\n", ""));

    let (ran, out, _) = heard(&["in"]);
    assert_eq!(ran, Ran::Done(Exit::Problems));
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("in/broken.ron: line 2: There are curly quotation marks"), "{out}");
    assert!(lines[1].starts_with("in/mine.ron: line ") && lines[1].contains("section \"Tell\", item 2"), "{out}");
    assert!(lines[1].contains("No law line has the id \"ours\"."), "{out}");
    assert!(lines[2].starts_with("in/[U+202E].ron: This file is empty."), "{out}");
    assert_eq!(lines[3..], ["3 files, 3 problems"], "{out}");

    // A law file beside it brings the line that is missing.
    let law = include_str!("../../checklists/law/scotland.ron").replacen("\"scotland\"", "\"ours\"", 1);
    std::fs::write(path("ours.ron"), law.replacen("id: \"s25\"", "id: \"ours\"", 1)).unwrap();
    assert_eq!(heard(&["in/mine.ron", "ours.ron"]).1, "2 files, 0 problems\n");

    let (ran, out, err) = heard(&["gone.ron", "empty", "in/broken.ron"]);
    assert_eq!(ran, Ran::Done(Exit::NotRead));
    assert!(out.ends_with("1 file, 1 problem, 2 could not be read\n"), "{out}");
    assert!(err.contains("There is no file or folder here.") && err.contains("There is no .ron file"), "{err}");
}

#[test]
fn the_shipped_files_pass_their_own_check() {
    let heard = say(&["check", concat!(env!("CARGO_MANIFEST_DIR"), "/checklists")]);
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.out);
}

#[test]
fn a_note_is_written_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let read = |name: &str| std::fs::read_to_string(path(name)).unwrap();

    let to = path("note.txt");
    let args = ["export", "--sample", "--note", "decision", "--to", &to, "--for", "the case file"];
    let heard = say(&args);
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
    assert!(heard.out.starts_with("Wrote ") && heard.out.contains("not encrypted"), "{}", heard.out);
    let note = read("note.txt");
    assert!(
        note.starts_with("Draft decision note: Ailsa\r\n") && note.contains("\r\nFor: the case file\r\n"),
        "{note}"
    );
    assert!(note.contains("1 June 2026 at 09:00"), "{note}");
    refused(&args, "there is a file with this name already");
    assert_eq!(read("note.txt"), note);

    let to = path("mine.MD");
    let heard = say(&["export", "--sample", "--note", "learning", "--person", "colleague", "--to", &to]);
    assert!(heard.out.starts_with("This learning note names"), "{}", heard.out);
    assert!(!heard.out.contains("Ailsa") && read("mine.MD").starts_with("# Draft learning note, June 2026\n"));

    let to = path("two.md");
    let heard = say(&["export", "--store", "s", "k3f9", "k3f9", "--note", "decision", "--to", &to]);
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
    assert_eq!(read("two-1.md"), read("two-2.md"));
    assert!(!folder.path().join("two.md").exists());
}
