//! What would a sheriff read? The notes of the three invented families, at both paces of the review.

use but_why::{
    record::{Kept, Length, NoteHeader, Share, Stage, decision_note, group_learning, learning_note, pdf},
    session::{Session, Who, samples},
};

use crate::golden::compare;

fn finished(session: &Session) -> Stage {
    Stage::Finished(session.changed)
}

/// In full, and as it leaves unless somebody asks for all of it.
#[test]
fn each_family_has_this_decision_note_at_each_pace() {
    for session in samples() {
        let usual = Length::usual(&session);
        for length in [Length::Full, Length::OneSide] {
            let header = NoteHeader { for_whom: "the case file".into(), length, ..NoteHeader::default() };
            let doc = decision_note(&session, finished(&session), &header);
            let sides = pdf::pages(&doc);
            assert!(if length == Length::OneSide { sides == 1 } else { sides > 1 }, "{}: {sides}", session.id);
            let text = doc.to_text();
            let Session { id, pace, .. } = &session;
            match length {
                Length::Full => compare(&text, &format!("{id}_{}.txt", pace.id)),
                Length::OneSide if usual == Length::OneSide => {
                    compare(&text, &format!("{id}_{}_one_side.txt", pace.id));
                }
                // An hour is told in full.
                Length::OneSide => assert_eq!((pace.id.as_str(), usual), ("full", Length::Full)),
            }
        }
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

/// It is the same at both paces too: what is for the group lies beside the case.
#[test]
fn each_family_has_this_note_for_the_group() {
    for session in samples() {
        let doc = group_learning(&[Share::of(&Kept::Session(session.clone()))]);
        compare(&doc.to_text(), &format!("{}_group.txt", session.id));
    }
}
