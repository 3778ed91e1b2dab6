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
        sample: &|name, pace| match pace {
            "full" | "short" => Some(Session { child: crate::checklist::capitalised(name), ..session() }),
            _ => None,
        },
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
    assert!(["check", "print", "export", "--store"].iter().all(|word| help.out.contains(word)), "{}", help.out);
    // Without its own name there is nothing to misread.
    assert_eq!(say(&["check", "--help"]).ran, Ran::Done(Exit::Sound));
    for command in ["print", "export"] {
        let help = say(&[command, "--help"]);
        assert!(help.out.contains(&out::endings()), "{}", help.out);
    }
}

#[test]
fn what_is_not_understood_is_said_in_a_sentence() {
    refused(&["chekc"], "There is no command \"chekc\"");
    refused(&["check"], "This is missing: <PATH>");
    refused(&["--stor", "x"], "There is no \"--stor\" here.");
    refused(&["a.ron", "check", "b"], "not both");
    refused(&["export", "--sample", "--to", "x.txt"], "This is missing: --note");
    refused(&["export", "--sample", "--note", "panel", "--to", "x.txt"], "one of: decision, learning, group");
    refused(&["export", "--sample", "--note", "group", "--for", "us", "--to", "x.txt"], "Leave out --for.");
    refused(&["export", "--sample", "--note", "group", "--length", "full", "--to", "x.txt"], "Leave out --length.");
    refused(&["export", "--note"], "Something is missing after --note");
    refused(&["export", "--note", "decision", "--note", "decision"], "once only");
    refused(&["export", "--sample", "--note", "decision", "--to", "x.odt"], &format!("Use {}.", out::endings()));
    refused(&["export", "--sample", "nobody", "--note", "decision", "--to", "x.txt"], "one of: ailsa, rory, skye");
    refused(&["export", "--sample", "--pace", "never", "--note", "decision", "--to", "x.txt"], "no pace \"never\"");
    refused(&["export", "k3f9", "--pace", "full", "--note", "decision", "--to", "x.txt"], "Leave out --pace.");
    refused(
        &["export", "a", "b", "--reference", "SW/1", "--note", "decision", "--to", "x.txt"],
        "A case reference belongs to one session.",
    );
    let learning = ["export", "--sample", "--note", "learning", "--person", "colleague", "--to", "x.txt"];
    refused(&[&learning[..], &["--reference", "SW/1"]].concat(), "Leave out --reference.");
    refused(&["print", "--to", "x.txt"], "This is missing: <CHECKLIST>");
    refused(&["print", "cso_review"], "This is missing: --to");
    refused(&["print", "cso_review", "--to", "x.odt"], &format!("Use {}.", out::endings()));
    refused(&["print", "nobody", "--to", "x.txt"], "Those are: cso_review.");
    refused(&["print", "no/such/file.ron", "--to", "x.txt"], "There is no file or folder here.");
    let no_pace = "no pace \"never\". It has: full (An hour), short (25 minutes).";
    refused(&["print", "cso_review", "--pace", "never", "--to", "x.txt"], no_pace);
    refused(&["print", "cso_review", "--to", "/no/such/folder/x.md"], "no such folder");
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
    let no_place = "This has no place in a note about learning: the name used for the child.";
    assert!(heard.err.starts_with(no_place) && !heard.err.contains("Ailsa"), "{}", heard.err);
    assert_eq!((heard.ran, std::fs::exists(&to).unwrap()), (Ran::Done(Exit::NotRead), false));
    let heard = say(&["export", "--sample", "--note", "learning", "--person", "presenter", "--to", &to]);
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
    assert!(read("mine.MD").starts_with("# Draft learning note, June 2026\n"));
    let to = path("group.txt");
    let heard = say(&["export", "--store", "s", "k3f9", "k3f9", "--note", "group", "--to", &to]);
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
    assert!(read("group.txt").starts_with("Group learning\r\nNobody should be recognisable."));

    let to = path("two.md");
    let heard = say(&["export", "--store", "s", "k3f9", "k3f9", "--note", "decision", "--to", &to]);
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
    assert_eq!(read("two-1.md"), read("two-2.md"));
    assert!(!folder.path().join("two.md").exists());
}

#[test]
fn a_family_a_pace_and_the_reference_are_in_the_note() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let to = path("rory.txt");
    let args = ["export", "--note", "decision", "--sample", "rory", "--pace", "short", "--reference", "SW/2201"];
    let heard = say(&[&args[..], &["--to", &to]].concat());
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
    assert!(!heard.out.contains("SW/2201"), "{}", heard.out);
    let note = std::fs::read_to_string(&to).unwrap();
    assert!(note.starts_with("Draft decision note: Rory\r\n"), "{note}");
    assert!(note.contains("\r\nCase reference: SW/2201\r\n"), "{note}");
}

#[test]
fn every_ending_that_is_named_is_written_and_no_two_alike() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = std::collections::BTreeSet::new();
    for format in crate::record::Format::ALL {
        let to = folder.path().join(format!("note.{}", format.ending()));
        let heard = say(&["export", "--sample", "--note", "decision", "--to", &to.display().to_string()]);
        assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
        assert!(out::endings().contains(&format!(".{}", format.ending())));
        assert!(written.insert(std::fs::read(&to).unwrap()), "{format:?}");
    }
}

#[test]
fn a_paper_form_is_written_from_an_id_or_a_file_at_its_first_pace_or_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let read = |name: &str| std::fs::read_to_string(path(name)).unwrap();
    let (hour, short) = (path("hour.txt"), path("short.md"));
    let heard = say(&["print", "cso_review", "--to", &hour]);
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
    assert!(heard.out.starts_with("Wrote ") && heard.out.contains("part of the child's record"), "{}", heard.out);
    assert!(read("hour.txt").starts_with("Review of a compulsory supervision order: An hour\r\n"));
    refused(&["print", "cso_review", "--to", &hour], "there is a file with this name already");
    say(&["print", "cso_review", "--pace", "short", "--to", &short]);
    assert!(read("short.md").starts_with("# Review of a compulsory supervision order: 25 minutes\n"));

    // A person's own file, with an id that is ours too.
    let shipped = include_str!("../../checklists/sessions/cso_review.ron");
    let mine = path("cso_review.RON");
    std::fs::write(&mine, shipped.replacen("Review of a compulsory", "Our review of a compulsory", 2)).unwrap();
    let heard = say(&["print", &mine, "--to", &path("mine.txt")]);
    assert_eq!(heard.ran, Ran::Done(Exit::Sound), "{}", heard.err);
    assert!(read("mine.txt").starts_with("Our review of a compulsory supervision order: An hour\r\n"));

    std::fs::write(&mine, "(\n  id: “x”,\n)").unwrap();
    let heard = say(&["print", &mine, "--to", &path("none.txt")]);
    assert_eq!((heard.ran, heard.out.as_str()), (Ran::Done(Exit::Problems), ""));
    assert!(heard.err.contains("line 2: There are curly quotation marks"), "{}", heard.err);
    let law = path("law.ron");
    std::fs::write(&law, include_str!("../../checklists/law/scotland.ron")).unwrap();
    refused(&["print", &law, "--to", &path("none.txt")], "it is no checklist");
    assert!(!folder.path().join("none.txt").exists());
}
