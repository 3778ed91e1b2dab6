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
