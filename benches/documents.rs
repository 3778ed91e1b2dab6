//! `cargo bench --bench documents`: what the documents of a record of some ten pages take, in every format that the program
//! writes, beside programs that make a PDF of the same plain text: `LibreOffice`, and typst if it is there. Ratios, since machines
//! differ; each is the shortest of several runs, since other programs run too. A program is started anew for each run, as a
//! person would; its first run, which lays out its folders, does not count.

use std::{
    fs,
    hint::black_box,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use but_why::{
    record::{Doc, Format, NoteHeader, Stage, decision_note},
    session::sample,
};

fn main() {
    let dir = tempfile::tempdir().expect("a folder");
    let doc = record();
    fs::write(dir.path().join("record.txt"), doc.to_text()).expect("it is written");
    let others = [("soffice --convert-to pdf", soffice(dir.path())), ("typst compile", typst(dir.path()))];

    println!("A record of {} words.", doc.to_text().split_whitespace().count());
    print!("{:<24} {:>10}", "", "it takes");
    for (name, _) in &others {
        print!(" {:>27}", format!("/ {name}"));
    }
    println!();
    let mut together = Duration::ZERO;
    for format in Format::ALL {
        let takes = shortest(20, || {
            black_box(doc.to_bytes(format)).expect("no document of ours is refused");
        });
        together += takes;
        row(format.ending(), takes, &others);
    }
    row("all of them", together, &others);
    for (name, takes) in &others {
        match takes {
            Some(takes) => println!("{name}: {:.2} ms", ms(*takes)),
            None => println!("{name}: not measured, since it is not here or made no PDF."),
        }
    }
}

/// The review of Ailsa's order as it was left after an hour: some ten pages.
fn record() -> Doc {
    let session = sample();
    let at = session.changed;
    let header =
        NoteHeader { case_reference: "AB12".to_owned(), for_whom: "the case file".to_owned(), ..NoteHeader::default() };
    decision_note(&session, Stage::Finished(at), &header).made_at(at)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn row(what: &str, takes: Duration, others: &[(&str, Option<Duration>)]) {
    print!("{what:<24} {:>7.2} ms", ms(takes));
    for (_, other) in others {
        match other {
            Some(other) => print!(" {:>27.4}", takes.as_secs_f64() / other.as_secs_f64()),
            None => print!(" {:>27}", "-"),
        }
    }
    println!();
}

/// The shortest of so many.
fn shortest(times: usize, mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let started = Instant::now();
        run();
        started.elapsed()
    };
    (0..times).map(time).min().unwrap_or_default()
}

/// A profile of its own: a window that is open elsewhere would take the order and answer at once.
fn soffice(dir: &Path) -> Option<Duration> {
    let profile = format!("-env:UserInstallation=file://{}/profile", dir.display());
    measured(dir, "soffice", &["--headless", &profile, "--convert-to", "pdf", "record.txt"])
}

/// The plain text as it is, without any of its form.
fn typst(dir: &Path) -> Option<Duration> {
    fs::write(dir.join("record.typ"), "#set page(numbering: \"1\")\n#read(\"record.txt\")\n").expect("it is written");
    measured(dir, "typst", &["compile", "record.typ", "record.pdf"])
}

/// How long a program takes to write `record.pdf`; `None` if it is not there or writes none.
fn measured(dir: &Path, program: &str, arguments: &[&str]) -> Option<Duration> {
    let run = || {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(dir).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let pdf = dir.join("record.pdf");
    let makes_one = run() && fs::metadata(&pdf).is_ok_and(|file| file.len() > 0);
    let takes = makes_one.then(|| shortest(3, || assert!(run())));
    let _ = fs::remove_file(pdf);
    takes
}
