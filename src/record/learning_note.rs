//! The learning note: one person's own, for their portfolio. It is made from what that person wrote about the conversation
//! and from nothing else, so that no fact of the case can come in from an answer.

use super::{Block, Doc, Stage};
use crate::{
    checklist::Placeholders,
    session::{Session, Who},
};

const MARKING: &str = "Not privileged: an employer or a court may still ask. Keep the facts of the case out.";

/// The learning note of one of the two: the questions as the checklist words them, the answers of `who`, month and year.
#[must_use]
pub fn learning_note(session: &Session, who: Who, stage: Stage) -> Doc {
    let (title, at) = match stage {
        Stage::Draft(at) => ("Draft learning note", at),
        Stage::Finished(at) => ("Learning note", at),
    };
    let mut blocks = Vec::new();
    for reflection in &session.reflection {
        let answer = &reflection.answers[who];
        if !answer.trim().is_empty() {
            // The child's name has no place here, so the braces stand for nobody.
            blocks.push(Block::heading(2, Placeholders::default().fill(&reflection.question)));
            blocks.push(Block::para(answer.clone()));
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::para("Nothing is written yet. The questions can be answered later.".to_owned()));
    }
    // No date of making: a file of it holds none that is finer than the month.
    Doc::new(&format!("{title}, {}", at.format("%B %Y")), MARKING, blocks)
}

/// Names of the session that `who` has written into their reflection: the child's, the references, the other person's. Shown
/// before the note leaves; nothing is taken out for them.
#[must_use]
pub fn names_in_reflection(session: &Session, who: Who) -> Vec<String> {
    let Session { child, reference, people, reflection, .. } = session;
    let names = [child, reference, &people.persons[who.other()].name];
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let written: Vec<Vec<String>> = reflection.iter().map(|one| words(&one.answers[who])).collect();
    let is_written = |name: &&&String| {
        let name = words(name);
        !name.is_empty() && written.iter().any(|text| text.windows(name.len()).any(|some| some == name))
    };
    names.iter().filter(is_written).map(|name| name.trim().to_owned()).collect()
}
