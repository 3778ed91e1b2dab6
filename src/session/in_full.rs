//! Everything that a session holds of what the two said, in full: for the comparison of two versions, for all words when a disk
//! does not take them, and for whoever asks to see what is kept.
//!
//! What the two chose alone is in it only when both are shown: the words come from what [`super::Blind`] shows.

mod entry;
mod lists;
mod why;

use super::{
    Answer, Called, Carried, Entry, ForTheGroup, Leaving, Notes, Offered, Original, Pair, Person, Reflection, Section,
    Session, Who,
};
use crate::checklist::readable_date;

/// A stretch of a session: Set up, a section, the reflection.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub title: String,
    pub told: Vec<Told>,
}

/// What was said to one prompt or into one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub(super) key: Key,
    /// As the two read it.
    pub prompt: String,
    /// A paragraph for the words, for each thing beside them and for each line of a list; empty where nothing was said.
    pub said: Vec<String>,
    pub(super) alone: Option<Alone>,
}

/// By what the same thing is found in another version.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// The item's id, and the how many-eth of that id.
    Entry(String, usize),
    /// The title of the part and the prompt.
    Field(String, String),
}

/// A choice that is not shown yet. Two of them can be found to differ, and nothing else.
#[derive(Clone, PartialEq)]
pub(super) struct Alone(Answer);

impl std::fmt::Debug for Alone {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("not shown yet")
    }
}

impl Session {
    /// Every part in order, with every prompt, those without an answer too.
    #[must_use]
    pub fn in_full(&self) -> Vec<Stretch> {
        // Every field is named, so that a new one is thought of here.
        let Self {
            // What the session is called inside, and where and when it was left, are no words of theirs.
            id: _,
            spot: _,
            opened: _,
            changed: _,
            // Copied from the checklist.
            law_caution: _,
            checklist,
            pace,
            people,
            child,
            reference,
            hearing,
            hearing_date,
            delete_on,
            sections,
            reflection,
            group,
            notes: Notes { own, shared },
            advice,
            passed_on: Carried { from: _, promises, actions, drawn: _, first: _ },
            left,
            called,
            language_checked,
        } = self;
        let Original { id: _, title, version, purpose: _, jurisdiction: _ } = checklist;
        let person =
            |who| (if who == people.presenter { "Presenter" } else { "Colleague" }, person(&people.persons[who]));
        let set_up = [
            ("Checklist", vec![format!("{title}, version {version}")]),
            ("Pace", vec![pace.title.clone()]),
            ("Name used for the child", vec![child.clone()]),
            ("Reference", vec![reference.clone()]),
            ("Kind of hearing", vec![hearing.clone()]),
            ("Hearing date", entry::date(hearing_date)),
            // A date is no word of theirs either, but another one is a difference.
            ("Delete from this computer on", vec![delete_on.words(self.hearing_day())]),
            person(people.presenter),
            person(people.presenter.other()),
        ];
        let mut parts = vec![fields("Set up", set_up)];
        let mut ids = Vec::new();
        parts.extend(sections.iter().map(|section| self.section(section, &mut ids)));
        let of_both = |words: &Pair<String>| {
            let named = |who| lists::fact(people.name(who), &words[who]);
            people.in_order().into_iter().filter_map(named).collect::<Vec<_>>()
        };
        let reflected = reflection.iter().map(|Reflection { question, answers }| (question.as_str(), of_both(answers)));
        parts.push(fields("Reflection on the conversation", reflected));
        let ForTheGroup { barriers, answers } = group;
        let barriers = barriers.iter().filter(|one| one.chosen || !one.note.trim().is_empty()).map(|one| {
            let Offered { option, chosen, note } = one;
            let set_aside = if *chosen { "" } else { " (not chosen)" };
            lists::fact(&format!("{}{set_aside}", option.text), note).unwrap_or_else(|| option.text.clone())
        });
        let in_the_way = ("What got in the way", barriers.collect());
        let answers = answers.iter().map(|one| (one.question.as_str(), vec![one.answer.clone()]));
        parts.push(fields("For the group", std::iter::once(in_the_way).chain(answers)));
        let mine = |who: Who| (people.name(who), vec![own[who].clone()]);
        let [first, second] = people.in_order().map(mine);
        parts.push(fields("Working notes", [first, second, ("Shared", vec![shared.clone()])]));
        let promises = promises.iter().map(lists::promise).collect();
        let actions = actions.iter().map(lists::action).collect();
        let beside = [
            ("Advice that waits", advice.clone()),
            ("Promises for the next session", promises),
            ("Actions for the next session", actions),
            ("Words to look at that you keep", language_checked.iter().map(|id| id.replace('_', " ")).collect()),
            ("Who is who in notes that leave", called.iter().map(Called::words).collect()),
            ("Notes that were taken away", left.iter().map(leaving).collect()),
        ];
        parts.push(fields("Beside the prompts", beside));
        parts
    }

    /// `ids` are those of the entries before it.
    fn section(&self, section: &Section, ids: &mut Vec<String>) -> Stretch {
        let Section {
            title,
            come_back,
            entries,
            minutes: _,
            speaks: _,
            mode: _,
            read_aloud: _,
            opens_advice: _,
            seconds_on_screen: _,
        } = section;
        let title = self.fill(title);
        let asked = entries.iter().filter(|entry| !matches!(entry.answer, Answer::Read));
        let mut told: Vec<Told> = asked.map(|entry| self.told(entry, ids)).collect();
        let again = if *come_back { vec!["Come back to this".to_owned()] } else { Vec::new() };
        told.extend(fields(&title, [("The section as a whole", again)]).told);
        Stretch { title, told }
    }

    fn told(&self, entry: &Entry, ids: &mut Vec<String>) -> Told {
        let before = ids.iter().filter(|id| **id == entry.id).count();
        ids.push(entry.id.clone());
        let is_hidden = match &entry.answer {
            Answer::Sort(sort) => sort.sorted.shown().is_none(),
            Answer::Rate(rate) => rate.rated.shown().is_none(),
            _ => false,
        };
        Told {
            key: Key::Entry(entry.id.clone(), before),
            prompt: self.fill(&entry.prompt),
            said: entry::said(self, entry),
            alone: is_hidden.then(|| Alone(entry.answer.clone())),
        }
    }
}

impl Stretch {
    /// A part of fields by their names. Paragraphs without a word are left out.
    #[must_use]
    pub fn of_fields(title: &str, fields: Vec<(String, Vec<String>)>) -> Self {
        let told = fields.into_iter().map(|(prompt, mut said)| {
            said.retain(|text| !text.trim().is_empty());
            Told { key: Key::Field(title.to_owned(), prompt.clone()), prompt, said, alone: None }
        });
        Self { title: title.to_owned(), told: told.collect() }
    }
}

fn fields<'a>(title: &str, fields: impl IntoIterator<Item = (&'a str, Vec<String>)>) -> Stretch {
    Stretch::of_fields(title, fields.into_iter().map(|(prompt, said)| (prompt.to_owned(), said)).collect())
}

fn person(person: &Person) -> Vec<String> {
    let Person { name, role, newly_qualified } = person;
    let newly = newly_qualified.then(|| "Newly qualified".to_owned());
    [lists::words(name), lists::fact("Job", role), newly].into_iter().flatten().collect()
}

fn leaving(leaving: &Leaving) -> String {
    let at = leaving.at;
    format!("{} at {}: {}", readable_date(at.date()), at.format("%H:%M"), leaving.words())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Action, Basis, Blind, Promise, Rate, sample, samples};

    fn all(session: &Session) -> String {
        let told = session.in_full().into_iter().flat_map(|part| part.told);
        told.flat_map(|one| one.said).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_word_of_every_sample_is_in_it() {
        for session in samples() {
            let all = all(&session);
            for (_, entry) in session.entries() {
                for text in entry.texts() {
                    assert!(all.contains(text.trim()), "{}: {text}", entry.id);
                }
            }
            let answers = session.reflection.iter().flat_map(|one| [&one.answers.first, &one.answers.second]);
            let notes = [&session.notes.own.first, &session.notes.own.second, &session.notes.shared];
            for text in answers.chain(notes).chain([&session.child, &session.reference, &session.hearing]) {
                assert!(all.contains(text.trim()), "{text}");
            }
        }
    }

    #[test]
    fn what_is_kept_beside_the_prompts_is_in_it_too() {
        let mut session = sample();
        session.advice.push("Ring the recovery worker first".to_owned());
        session.passed_on.actions.push(Action { what: "Ask Dawn what she would need".to_owned(), ..Action::default() });
        session.passed_on.promises.push(Promise { note: "Gran told her on Sunday".to_owned(), ..Promise::default() });
        session.check_term("not_engaging");
        let at = session.changed;
        session.left.push(Leaving {
            at,
            note: "Decision note".into(),
            for_whom: "the case file".into(),
            format: "Text file".into(),
            place: "Reports".into(),
        });
        session.call("Mrs Rennie", "Gran who has her");
        let all = all(&session);
        for words in [
            "Ring the recovery worker first",
            "Ask Dawn what she would need",
            "Gran told her on Sunday",
            "not engaging",
            "22 May 2026 at",
            "Decision note, Text file in “Reports”, for the case file",
            "Mrs Rennie: Gran who has her",
        ] {
            assert!(all.contains(words), "{words}");
        }
    }

    #[test]
    fn a_choice_made_alone_is_in_it_only_when_both_are_shown() {
        let mut session = sample();
        let shown = all(&session);
        for words in [Basis::Assumption.words(), "3 would stand if challenged", "Carries the most weight"] {
            assert!(shown.contains(words), "{words}");
        }
        for entry in session.sections.iter_mut().flat_map(|section| &mut section.entries) {
            match &mut entry.answer {
                Answer::Sort(sort) => {
                    sort.sorted = Blind::default();
                    sort.sorted.begin(Who::First, vec![Some(Basis::Assumption); sort.sentences.len()]);
                    sort.sorted.commit(Who::First);
                }
                Answer::Rate(rate) => {
                    rate.rated = Blind::default();
                    rate.rated.begin(Who::First, vec![Some(2); rate.asked.len()]);
                }
                _ => {}
            }
        }
        let told: Vec<Told> = session.in_full().into_iter().flat_map(|part| part.told).collect();
        let hidden: Vec<&Told> = told.iter().filter(|one| one.alone.is_some()).collect();
        assert_eq!(hidden.len(), 2);
        for told in hidden {
            let seen = format!("{:?} {:?}", told.said, told.alone);
            assert!(seen.contains("One of the two") && seen.contains("not shown yet"), "{seen}");
            let numbers = (0..=Rate::MOST).map(Rate::words);
            for words in Basis::ALL.map(|basis| basis.words().to_owned()).into_iter().chain(numbers) {
                assert!(!seen.contains(&words), "{words}: {seen}");
            }
        }
    }
}
