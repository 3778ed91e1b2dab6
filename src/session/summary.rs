//! A session in a few lines, for lists.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Answer, Entry, Pair, Reflection, Session};
use crate::checklist::one_line;

/// What Home says about a session. It holds the last words, so it is shown and kept only where the session itself could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    pub id: String,
    pub title: String,
    pub child: String,
    pub reference: String,
    pub hearing_day: Option<NaiveDate>,
    /// Sections of which every prompt is settled, and how many sections there are.
    pub talked_through: usize,
    pub sections: usize,
    /// The section and the prompt at which it was left.
    pub left_at: Option<(String, String)>,
    /// The first words of the answer there; may be empty.
    pub last_words: String,
    /// When it began, local time.
    pub opened: NaiveDateTime,
    pub changed: NaiveDateTime,
    pub finished: Option<NaiveDateTime>,
    /// The checklist ends with questions about the conversation, and nobody has answered one yet.
    pub reflection_open: bool,
    /// When it is to be deleted from this computer.
    pub delete_day: Option<NaiveDate>,
    /// When a decision note was taken out last, local time.
    pub decision_note: Option<NaiveDateTime>,
}

impl Summary {
    /// Characters of the last words that are shown.
    const LAST_WORDS: usize = 80;

    #[must_use]
    pub fn of(session: &Session, finished: Option<NaiveDateTime>) -> Self {
        let talked_through = (0..session.sections.len())
            .filter(|section| {
                let (settled, asked) = session.progress(*section);
                settled == asked && asked > 0
            })
            .count();
        let entry = session.entry(session.spot);
        let left_at = entry.and_then(|entry| {
            let section = session.sections.get(session.spot.section)?;
            Some((section.title.clone(), session.fill(&entry.prompt)))
        });
        let words = entry.map(|entry| last_words(session, entry)).unwrap_or_default();
        let last_words = match words.char_indices().nth(Self::LAST_WORDS) {
            Some((at, _)) => format!("{}…", words[..words[..at].rfind(' ').unwrap_or(at)].trim_end_matches([',', ';'])),
            None => words,
        };
        let blank = |reflection: &Reflection| {
            let Pair { first, second } = &reflection.answers;
            first.trim().is_empty() && second.trim().is_empty()
        };
        Self {
            id: session.id.clone(),
            title: session.checklist.title.clone(),
            child: session.child.clone(),
            reference: session.reference.clone(),
            hearing_day: session.hearing_day(),
            talked_through,
            sections: session.sections.len(),
            left_at,
            last_words,
            opened: session.opened,
            changed: session.changed,
            finished,
            reflection_open: !session.reflection.is_empty() && session.reflection.iter().all(blank),
            delete_day: session.delete_day(),
            decision_note: session.left.iter().filter(|one| one.is_decision_note()).map(|one| one.at).max(),
        }
    }

    /// How the session is called in lists.
    #[must_use]
    pub fn name(&self) -> &str {
        name(&self.reference, &self.child)
    }

    /// Whether it is about the child of this reference, or of this name where there is no reference. Blanks are nobody's.
    #[must_use]
    pub fn is_about(&self, reference: &str, child: &str) -> bool {
        let same = |ours: &str, theirs: &str| {
            let theirs = theirs.trim().to_lowercase();
            !theirs.is_empty() && ours.trim().to_lowercase() == theirs
        };
        if reference.trim().is_empty() { same(&self.child, child) } else { same(&self.reference, reference) }
    }
}

impl Session {
    /// How it is called in lists.
    #[must_use]
    pub fn name(&self) -> &str {
        name(&self.reference, &self.child)
    }
}

/// A reference, else the child's pseudonym, else plainly.
fn name<'a>(reference: &'a str, child: &'a str) -> &'a str {
    [reference.trim(), child.trim()].into_iter().find(|name| !name.is_empty()).unwrap_or("No reference yet")
}

/// Words that bring back where the two were: what was written, where a line in a list would only count.
fn last_words(session: &Session, entry: &Entry) -> String {
    let written = match &entry.answer {
        Answer::Why(tree) => tree.walk().last().map(|(_, reason)| &reason.text),
        Answer::Decisions(decisions) => decisions.last().map(|decision| &decision.question),
        Answer::Actions(actions) => actions.last().map(|action| &action.what),
        Answer::Promises(promises) => promises.last().map(|promise| &promise.what),
        _ => None,
    };
    match written.filter(|text| !text.trim().is_empty()) {
        Some(text) => one_line(text),
        None => session.in_a_line(entry),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Leaving, sample};

    #[test]
    fn it_says_when_the_session_goes_and_whether_a_decision_note_was_taken_out() {
        let mut session = sample();
        let at = |day| NaiveDate::from_ymd_opt(2026, 6, day).and_then(|day| day.and_hms_opt(9, 0, 0)).unwrap();
        assert_eq!(Summary::of(&session, None).decision_note, None);
        let rows = [
            (3, "Learning note of R.H.", None),
            (3, "Decision note", Some(at(3))),
            (5, "Decision note, “Reasons”", Some(at(5))),
            (6, "Learning note of S.M.", Some(at(5))),
        ];
        for (day, note, expected) in rows {
            session.left.push(Leaving {
                at: at(day),
                note: note.into(),
                for_whom: "the case file".into(),
                ..Leaving::default()
            });
            assert_eq!(Summary::of(&session, None).decision_note, expected, "{note}");
        }
        let summary = Summary::of(&session, None);
        assert!(summary.delete_day.is_some() && summary.delete_day == session.delete_day());
        let kept = serde_json::to_string(&summary).unwrap();
        assert_eq!(serde_json::from_str::<Summary>(&kept).unwrap(), summary);
        assert!(serde_json::from_str::<Summary>(&kept.replacen('{', "{\"mood\":1,", 1)).is_err());
    }
}
