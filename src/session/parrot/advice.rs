//! Advice in disguise: "Have you thought of …?" is no question.

use super::words::Heard;
use crate::checklist::Parrot;

/// Whether a question that the colleague typed is advice.
#[must_use]
pub fn advice_in_disguise(parrot: &Parrot, question: &str) -> bool {
    let heard = Heard::new(question, &parrot.comparing);
    heard.begins_with(&parrot.advice.begins, &parrot.advice.after, &parrot.comparing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Library, shipped};

    #[test]
    fn advice_that_is_dressed_as_a_question_is_known_by_how_it_begins() {
        let parrot = Library::read(shipped()).parrot.unwrap();
        let advice = [
            "Have you thought of a kinship care order?",
            "Have you thought about asking Dawn?",
            "have you considered an early review",
            "Shouldn't we see Ailsa first?",
            "Should you not ring the recovery worker?",
            "Shouldnae ye ask her?",
            "Don't you think gran needs backing?",
            "Do you not think that a year is long?",
            "Wouldn't it be better to ask Dawn?",
            "Wouldnae it be better tae ask her?",
            "What about trying a test?",
            "But couldn't you see her at school?",
            "And well, why not just ask her?",
            "We have the log. Have you tried the centre?",
            "Isn't it time that somebody asked?",
            "If I were you I would ring legal.",
            "You could ask the teacher.",
            "Have we thought of Shona?",
        ];
        for question in advice {
            assert!(advice_in_disguise(&parrot, question), "{question}");
        }
        let questions = [
            "",
            "Who says so?",
            "What have we seen?",
            "What did Dawn say when you asked her?",
            "Did anybody ask Ailsa?",
            "How often was that?",
            "What about the other twenty?",
            "Why not do less?",
            "What should the hearing know?",
            "What would Dawn say?",
            "Who thought so, and have they been asked?",
            "What shouldn't we forget?",
            "How do we know what she would say?",
        ];
        for question in questions {
            assert!(!advice_in_disguise(&parrot, question), "{question}");
        }
    }
}
