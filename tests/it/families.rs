//! What would a sheriff read? The notes of the three invented families, at both paces of the review.

use but_why::{
    record::{NoteHeader, Stage, decision_note, learning_note},
    session::{Session, Who, samples},
};

use crate::golden::compare;

fn finished(session: &Session) -> Stage {
    Stage::Finished(session.changed)
}

#[test]
fn each_family_has_this_decision_note_at_each_pace() {
    let header = NoteHeader { case_reference: String::new(), for_whom: "the case file".into() };
    for session in samples() {
        let text = decision_note(&session, finished(&session), &header).to_text();
        compare(&text, &format!("{}_{}.txt", session.id, session.pace.id));
    }
}

/// The questions at the end are the same at every pace, and so are these notes.
#[test]
fn each_of_the_two_has_this_learning_note_and_no_fact_of_the_case_is_in_it() {
    for session in samples() {
        for (who, part) in [(Who::First, "presenter"), (Who::Second, "colleague")] {
            let text = learning_note(&session, who, finished(&session)).to_text();
            compare(&text, &format!("{}_learning_{part}.txt", session.id));
            let people = &session.people.persons;
            for fact in [&session.child, &session.reference, &people.first.name, &people.second.name] {
                assert!(!text.contains(fact.as_str()), "{fact} in {text}");
            }
        }
    }
}
