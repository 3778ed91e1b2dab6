//! What a check does not alarm at: the pseudonym, the two people, and the words that the author wrote.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{lists, names::Seen, sayings, tokens::tokens};
use crate::{
    checklist::LawLine,
    record::Note,
    session::{Action, Answer, Carried, Entry, Promise, Reflection, Section, Session},
};

/// What is known of a session before its words are checked.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The day for which ages are reckoned.
    pub(super) on: NaiveDate,
    /// In small letters.
    pub(super) child: Vec<String>,
    pub(super) reference: Vec<String>,
    /// Words of the names of the two, in small letters.
    people: HashSet<String>,
    /// Their names as wholes.
    pub(super) names: Vec<Vec<String>>,
    /// With a capital in the middle of a sentence, and in small letters.
    authored: Seen,
    /// Of everything typed in the session.
    pub(super) typed: Seen,
    learning: bool,
    /// Every six words in a row of the case; empty but for notes about learning.
    pub(super) case: HashSet<String>,
}

impl Known {
    /// So many words in a row are no accident.
    pub(super) const IN_A_ROW: usize = 6;

    /// What a session knows.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let names: Vec<&str> =
            [&session.people.persons.first, &session.people.persons.second].map(|one| one.name.as_str()).to_vec();
        let mut known = Self::new(session.reckoned_on(), &session.child, &names);
        known.reference = small_words(&session.reference);
        known.authored = Seen::of(authored(session).into_iter());
        known.typed = Seen::of(typed(session).into_iter());
        known
    }

    /// Only who is who; `on` is the day for which ages are reckoned.
    #[must_use]
    pub fn new(on: NaiveDate, pseudonym: &str, people: &[&str]) -> Self {
        let names = people.iter().map(|name| small_words(name)).collect();
        let people = people.iter().flat_map(|name| tokens(name)).map(|token| token.lower()).collect();
        Self { on, child: small_words(pseudonym), people, names, ..Self::default() }
    }

    /// The same for one of the notes of a session.
    #[must_use]
    pub fn for_note(self, note: Note, session: &Session) -> Self {
        if note.is_about_learning() { self.about_learning(&case(session)) } else { self }
    }

    /// The same for a note about learning, which holds nothing of the case.
    #[must_use]
    pub fn about_learning(mut self, case: &[&str]) -> Self {
        for text in case {
            let words = sayings::words_of(text);
            for run in words.windows(Self::IN_A_ROW) {
                self.case.insert(run.iter().map(|one| one.lower.as_str()).collect::<Vec<_>>().join(" "));
            }
        }
        self.learning = true;
        self
    }

    pub(super) fn is_learning(&self) -> bool {
        self.learning
    }

    /// Whether a word in small letters is no name wherever it stands: the pseudonym, the two, a day, a job, an Act.
    pub(super) fn is_no_name(&self, lower: &str) -> bool {
        lists::is_everyday(lower)
            || self.child.iter().any(|word| word == lower)
            || self.people.contains(lower)
            || self.authored.in_the_middle(lower) && !lists::is_name_too(lower)
    }

    /// Whether a word in small letters is an English one.
    pub(super) fn is_common(&self, lower: &str) -> bool {
        lists::is_common(lower) || self.authored.is_small(lower)
    }
}

fn small_words(text: &str) -> Vec<String> {
    sayings::words_of(text).into_iter().map(|one| one.lower).collect()
}

/// Everything that was typed about the case: what may not be in a note about learning.
#[must_use]
fn case(session: &Session) -> Vec<&str> {
    let Session { hearing, sections, notes, advice, passed_on, called, .. } = session;
    let mut texts: Vec<&str> = vec![hearing, &notes.own.first, &notes.own.second, &notes.shared];
    texts.extend(sections.iter().flat_map(|one| &one.entries).flat_map(Entry::texts));
    texts.extend(advice.iter().map(String::as_str));
    let Carried { promises, actions, .. } = passed_on;
    texts.extend(promises.iter().flat_map(Promise::texts));
    texts.extend(actions.iter().flat_map(Action::texts));
    texts.extend(called.iter().map(|one| one.name.as_str()));
    texts
}

fn typed(session: &Session) -> Vec<&str> {
    let mut texts = case(session);
    let answers = session.reflection.iter().map(|one| &one.answers);
    texts.extend(answers.flat_map(|one| [one.first.as_str(), &one.second]));
    texts.extend(session.group.texts());
    texts
}

/// Every text of a session that its author wrote.
fn authored(session: &Session) -> Vec<&str> {
    let Session { checklist, pace, sections, reflection, group, law_caution, .. } = session;
    let mut texts: Vec<&str> =
        vec![&checklist.title, &checklist.purpose, &checklist.jurisdiction, &pace.title, law_caution];
    for Section { title, read_aloud, entries, .. } in sections {
        texts.extend([title.as_str(), read_aloud]);
        for Entry { prompt, hint, law, answer, .. } in entries {
            texts.extend([prompt.as_str(), hint]);
            texts.extend(
                law.iter().flat_map(|LawLine { words, provision, source, .. }| [words.as_str(), provision, source]),
            );
            match answer {
                Answer::Choice(choice) => texts.extend(choice.options.iter().map(|one| one.option.text.as_str())),
                Answer::Scale(scale) => texts.extend([scale.low.as_str(), &scale.high]),
                Answer::Why(tree) => texts.extend(tree.questions()),
                Answer::Rehearse(rehearse) => texts.extend(rehearse.cards.iter().map(|one| one.asks.as_str())),
                _ => {}
            }
        }
    }
    texts.extend(reflection.iter().map(|Reflection { question, .. }| question.as_str()));
    texts.extend(group.barriers.iter().map(|one| one.option.text.as_str()));
    texts.extend(group.answers.iter().map(|one| one.question.as_str()));
    texts
}
