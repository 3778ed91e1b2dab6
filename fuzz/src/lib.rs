//! The folders of the program that read files, without its window: they build in a minute, and what is `pub(crate)` in them
//! can be fuzzed from here too.

#![allow(dead_code, unused_imports, reason = "the window uses what is not used here")]

pub mod forger;

#[path = "../../src/checklist/mod.rs"]
pub mod checklist;
#[path = "../../src/record/mod.rs"]
pub mod record;
#[path = "../../src/session/mod.rs"]
pub mod session;
#[path = "../../src/settings.rs"]
pub mod settings;
#[path = "../../src/store/mod.rs"]
pub mod store;

use chrono::NaiveDateTime;
use record::{Kept, Length, Note, NoteHeader, Share, decision_note, group_learning, learning_note, privacy};
use session::{Session, Summary, Who};

/// Everything that a screen or a note asks of a session, so that one that can be read can also be shown.
pub fn show(kept: &Kept) {
    let session = kept.session();
    let stage = kept.stage(NaiveDateTime::default());
    let header = |length| NoteHeader { case_reference: "AB12".to_owned(), length, ..NoteHeader::default() };
    let notes = [
        decision_note(session, stage, &header(Length::Full)),
        learning_note(session, Who::First, stage),
        learning_note(session, Who::Second, stage),
        group_learning(&[Share::of(kept)]),
    ];
    for note in &notes {
        // What Word and PDF make of a text is for the target `documents`.
        assert!(!note.to_text().is_empty() && !note.to_markdown().is_empty());
    }
    for note in Note::offered(session) {
        let typed = note.typed(kept);
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let _ = privacy::check(&typed, &privacy::Known::of(session).for_note(note, session));
    }
    let _ = Summary::of(session, kept.finished()).is_about("AB12", "Ailsa");
    let _ = (session.gaps(), session.carry_forward(), session.questions_asked(), session.law_lines());
    let _ = (session.assumed(), session.blocking_unknowns(), session.decisions(), session.minutes_so_far());
    for (spot, entry) in session.entries() {
        let _ = (session.in_a_line(entry), session.next_in_section(spot), session.claim_kind(spot));
    }
    move_on(session.clone());
}

/// What the program does to a session by itself when it is opened.
fn move_on(mut session: Session) {
    let spots: Vec<_> = session.entries().map(|(spot, _)| spot).collect();
    for spot in spots {
        session.offer_claim(spot);
    }
    for section in 0..session.sections.len() {
        let _ = (session.progress(section), session.is_over_time(section), session.lenders(section));
    }
}
