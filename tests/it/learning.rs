//! What stays out of a learning note.

use but_why::{
    record::{Stage, learning_note},
    session::Who,
};

use super::notes::{at, open, with_canaries};

#[test]
fn a_learning_note_holds_one_persons_reflection_and_no_fact_of_the_case() {
    let mut session = open("full");
    session.reflection[0].question = "What would {child} say of {reference} on {hearing_date}?".into();
    let mut next = 0;
    let mut canaries: Vec<String> = Vec::new();
    for entry in session.sections.iter_mut().flat_map(|one| &mut one.entries) {
        canaries.extend(with_canaries(entry, &mut next));
    }
    for reflection in &mut session.reflection {
        (reflection.answers.first, reflection.answers.second) = ("mine".into(), "canary0x".into());
    }
    let texts: Vec<String> = session.entries().flat_map(|(_, one)| one.texts()).map(str::to_owned).collect();
    let doc = learning_note(&session, Who::First, Stage::Finished(at(28)));
    let all = doc.to_text() + &doc.to_markdown();
    assert_eq!(doc.title(), "Learning note, May 2026");
    assert!(all.contains("What would the child say of this case on the day of the hearing?"));
    assert_eq!(all.matches("mine").count(), 2 * session.reflection.len());
    let facts = ["canary", "Ailsa", "AB12", "k3f9", "June", "28", "S.M.", "R.H.", "Review", "hearing,"];
    for fact in facts.into_iter().chain(texts.iter().chain(&canaries).map(String::as_str).filter(|one| !one.is_empty()))
    {
        assert!(!all.contains(fact), "{fact:?} in {all}");
    }
}
