//! Whatever bytes a file has, they are a sound file or problems that an author can find.

#![no_main]

use but_why_fuzz::{
    checklist::{Contents, Library, Limits, Origin, Source, read},
    record::Kept,
    session::{Session, Setup},
    show,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match read("fuzz.ron", bytes) {
        Ok(Contents::Checklist { checklist, .. }) => {
            let library = Library::default();
            for pace in &checklist.paces {
                let now = chrono::NaiveDateTime::default();
                let session = Session::open(&checklist, pace, &library, Setup::default(), "fuzz".to_owned(), now);
                show(&Kept::Session(session));
            }
        }
        Ok(_) => {}
        Err(problems) => {
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
            assert!((1..=Limits::PROBLEMS).contains(&problems.len()));
            for problem in problems {
                assert!(problem.place.line.is_none_or(|line| (1..=lines).contains(&line)));
                assert!(!problem.what.is_empty());
            }
        }
    }
    let source = Source { origin: Origin::Own, file: "fuzz.ron".to_owned(), bytes: bytes.to_vec() };
    let library = Library::read(vec![source]);
    assert!(library.faulty.len() <= 1);
});
