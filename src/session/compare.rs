//! Two versions of one session beside each other: what differs, in the words of the two.
//!
//! The words are those of [`Session::in_full`]; so what the two chose alone is among them only where both are shown.

mod unlike;

pub use unlike::unlike_words;

use std::collections::HashMap;

use super::{Pair, Session, Stretch, Told, in_full::Key};
use crate::checklist::{counted, one_line};

/// What two versions have in common, and what not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of the session.
    pub differences: Vec<Difference>,
    /// Prompts that were answered, and in both alike.
    pub alike: usize,
}

/// A prompt or a field in which they differ. Either side is blank where that version has nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands: the title of a section, "Set up".
    pub section: String,
    pub prompt: String,
    /// The paragraphs that are not in the other version.
    pub left: String,
    pub right: String,
}

/// Said of a choice that differs while it is not shown.
const CHOSEN_ALONE: &str = "What was chosen alone is another one. It is shown when both have chosen.";

/// What differs between two versions of a session.
#[must_use]
pub fn compare(left: &Session, right: &Session) -> Comparison {
    Comparison::of(&left.in_full(), &right.in_full())
}

impl Comparison {
    /// Of two versions in full.
    #[must_use]
    pub fn of(left: &[Stretch], right: &[Stretch]) -> Self {
        let mut there: HashMap<&Key, &Told> =
            right.iter().flat_map(|one| &one.told).map(|one| (&one.key, one)).collect();
        let mut comparison = Self::default();
        for (section, one) in told(left) {
            let other = there.remove(&one.key);
            comparison.add(section, one, other, |left, right| Pair { first: left, second: right });
        }
        // What only the other version has: a session has the prompts of its checklist, so this is a rarity.
        for (section, one) in told(right).filter(|(_, one)| there.contains_key(&one.key)) {
            comparison.add(section, one, None, |right, left| Pair { first: left, second: right });
        }
        comparison
    }

    fn add(&mut self, section: &str, one: &Told, other: Option<&Told>, sides: impl Fn(String, String) -> Pair<String>) {
        let nothing = Vec::new();
        let said = other.map_or(&nothing, |other| &other.said);
        let (mine, theirs) = if one.said != *said {
            not_in_common(&one.said, said)
        } else if other.is_some_and(|other| other.alone != one.alone) {
            (CHOSEN_ALONE.to_owned(), CHOSEN_ALONE.to_owned())
        } else {
            self.alike += usize::from(matches!(one.key, Key::Entry(..)) && !said.is_empty());
            return;
        };
        let Pair { first: left, second: right } = sides(mine, theirs);
        self.differences.push(Difference { section: section.to_owned(), prompt: one.prompt.clone(), left, right });
    }

    /// "3 answers differ: ‘What has she told us?’, …".
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.differences.len() {
            0 => "Both hold the same words.".to_owned(),
            1 => format!("1 answer differs: {}.", self.named()),
            n => format!("{n} answers differ: {}.", self.named()),
        }
    }

    /// The same, where one version is an earlier copy of the other.
    #[must_use]
    pub fn newer_in_words(&self) -> String {
        match self.differences.len() {
            0 => "That copy holds the same words.".to_owned(),
            1 => format!("1 answer is newer than that copy: {}.", self.named()),
            n => format!("{n} answers are newer than that copy: {}.", self.named()),
        }
    }

    /// The first prompts that differ, and how many more.
    fn named(&self) -> String {
        const NAMED: usize = 3;
        let mut named: Vec<String> =
            self.differences.iter().take(NAMED).map(|one| format!("‘{}’", in_short(&one.prompt))).collect();
        let more = self.differences.len().saturating_sub(NAMED);
        named.extend((more > 0).then(|| format!("and {more} more")));
        named.join(", ")
    }

    /// "41 answers are the same in both."
    #[must_use]
    pub fn alike_in_words(&self) -> String {
        let are = if self.alike == 1 { "is" } else { "are" };
        format!("{} {are} the same in both.", counted(self.alike, "answer"))
    }
}

fn told(stretches: &[Stretch]) -> impl Iterator<Item = (&str, &Told)> {
    stretches.iter().flat_map(|one| one.told.iter().map(|told| (one.title.as_str(), told)))
}

/// The first words of a prompt, up to the end of its first question.
fn in_short(prompt: &str) -> String {
    const MOST: usize = 60;
    let prompt = one_line(prompt);
    let question = prompt.find('?').map_or(prompt.as_str(), |at| &prompt[..=at]);
    match question.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", question[..at].rsplit_once(' ').map_or(&question[..at], |(words, _)| words)),
        None => question.to_owned(),
    }
}

/// The paragraphs of either that the other has not; all of them where only their order differs.
fn not_in_common(left: &[String], right: &[String]) -> (String, String) {
    let Pair { first, second } = unlike::unlike(left, right);
    let these =
        |all: &[String], which: &[usize]| which.iter().map(|at| all[*at].as_str()).collect::<Vec<_>>().join("\n");
    let (mine, theirs) = (these(left, &first), these(right, &second));
    if mine == theirs { (left.join("\n"), right.join("\n")) } else { (mine, theirs) }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::session::{Action, Answer, Basis, Blind, DeleteOn, Leaving, Mark, Rate, Who, sample, samples};

    /// A session as it was, with one thing changed.
    fn with(change: impl FnOnce(&mut Session)) -> Comparison {
        let before = sample();
        let mut after = before.clone();
        change(&mut after);
        let comparison = compare(&before, &after);
        let back = compare(&after, &before);
        let mirrored = |one: &Difference| (one.right.clone(), one.left.clone());
        assert_eq!(
            comparison.differences.iter().map(mirrored).collect::<Vec<_>>(),
            back.differences.iter().map(|one| (one.left.clone(), one.right.clone())).collect::<Vec<_>>()
        );
        comparison
    }

    fn entry<'a>(session: &'a mut Session, id: &str) -> &'a mut crate::session::Entry {
        session.sections.iter_mut().flat_map(|one| &mut one.entries).find(|one| one.id == id).unwrap()
    }

    #[test]
    fn a_session_does_not_differ_from_itself() {
        for session in samples() {
            let comparison = compare(&session, &session);
            assert_eq!(comparison.differences, []);
            let answered = session.entries().filter(|(_, entry)| entry.has_words()).count();
            assert_eq!(comparison.alike, answered);
            assert_eq!(comparison.in_words(), "Both hold the same words.");
        }
    }

    #[test]
    fn where_it_was_left_and_when_is_no_difference() {
        let comparison = with(|session| {
            session.spot.entry += 1;
            session.changed += chrono::TimeDelta::minutes(5);
            session.sections[0].seconds_on_screen += 60;
        });
        assert_eq!(comparison.differences, []);
    }

    /// What was changed, and where and how it is told.
    type Row = (fn(&mut Session), &'static str, &'static str, &'static str, &'static str);

    #[test]
    fn what_stands_beside_the_prompts_is_compared_too() {
        let rows: [Row; 13] = [
            (|one| one.reference = "CD07".into(), "Set up", "Reference", "AB12", "CD07"),
            (|one| one.hearing = "Advice hearing".into(), "Set up", "Kind of hearing", "*", "Advice hearing"),
            (|one| one.hearing_date.not_set = true, "Set up", "Hearing date", "", "Not set yet"),
            (
                |one| one.delete_on = DeleteOn::On(NaiveDate::from_ymd_opt(2026, 12, 24).unwrap()),
                "Set up",
                "Delete from this computer on",
                "30 June 2026, 28 days after the hearing",
                "24 December 2026",
            ),
            (
                |one| one.people.persons.second.role = "Duty worker".into(),
                "Set up",
                "Colleague",
                "*",
                "Job: Duty worker",
            ),
            (|one| one.sections[1].come_back = true, "*", "The section as a whole", "", "Come back to this"),
            (
                |one| one.reflection[0].answers.second.push_str(" And Dawn."),
                "Reflection on the conversation",
                "*",
                "*",
                "*And Dawn.",
            ),
            (|one| one.notes.shared = "Ring Gran".into(), "Working notes", "Shared", "*", "Ring Gran"),
            (|one| one.advice.push("Ask Dawn".into()), "Beside the prompts", "Advice that waits", "", "Ask Dawn"),
            (
                |one| one.passed_on.actions.push(Action { what: "See Ailsa".into(), ..Action::default() }),
                "Beside the prompts",
                "Actions for the next session",
                "",
                "See Ailsa",
            ),
            (|one| one.call("Dawn", "Mum"), "Beside the prompts", "Who is who in notes that leave", "", "Dawn: Mum"),
            (|one| one.check_term("contact"), "Beside the prompts", "Words to look at that you keep", "", "contact"),
            (
                |one| {
                    let at = one.opened;
                    let note = "Decision note".into();
                    one.left.push(Leaving { at, note, for_whom: "the file".into(), ..Leaving::default() });
                },
                "Beside the prompts",
                "Notes that were taken away",
                "",
                "*for the file",
            ),
        ];
        for (change, section, prompt, left, right) in rows {
            let comparison = with(change);
            let is = |text: &str, wanted: &str| match wanted.strip_prefix('*') {
                Some(end) => text.ends_with(end),
                None => text == wanted,
            };
            let told = |one: &Difference| {
                is(&one.section, section) && is(&one.prompt, prompt) && is(&one.left, left) && is(&one.right, right)
            };
            assert!(comparison.differences.iter().any(told), "{prompt}: {:?}", comparison.differences);
        }
    }

    #[test]
    fn a_difference_is_told_by_its_section_its_prompt_and_both_sides() {
        let comparison = with(|session| {
            let entry = entry(session, "six_months_away");
            entry.mark = Mark::ComeBack;
            let Answer::Text(words) = &mut entry.answer else { panic!("it is a text") };
            words.text = "Nobody would notice".into();
            words.basis = Some(Basis::Assumption);
        });
        let [difference] = comparison.differences.as_slice() else { panic!("{:?}", comparison.differences) };
        for words in ["Nobody would notice", "This is: Assumption", "Come back to this"] {
            assert!(difference.right.contains(words) && !difference.left.contains(words), "{difference:?}");
        }
        assert!(comparison.in_words().starts_with("1 answer differs: ‘"), "{}", comparison.in_words());
        assert!(comparison.newer_in_words().starts_with("1 answer is newer than that copy: ‘"));
    }

    #[test]
    fn what_only_came_to_stand_elsewhere_is_shown_whole() {
        let comparison = with(|session| {
            let Answer::Actions(actions) = &mut entry(session, "actions").answer else { panic!("there are actions") };
            actions.rotate_left(1);
        });
        let [difference] = comparison.differences.as_slice() else { panic!("{:?}", comparison.differences) };
        assert_ne!(difference.left, difference.right);
        assert_eq!(difference.left.len(), difference.right.len());
    }

    #[test]
    fn a_choice_that_is_not_shown_differs_without_a_word_of_it() {
        let alone = |place: Basis, number: u8| {
            let mut session = sample();
            for entry in session.sections.iter_mut().flat_map(|section| &mut section.entries) {
                match &mut entry.answer {
                    Answer::Sort(sort) => {
                        sort.sorted = Blind::default();
                        sort.sorted.begin(Who::First, vec![Some(place); sort.sentences.len()]);
                        sort.sorted.commit(Who::First);
                    }
                    Answer::Rate(rate) => {
                        rate.rated = Blind::default();
                        rate.rated.begin(Who::First, vec![Some(number); rate.asked.len()]);
                    }
                    _ => {}
                }
            }
            session
        };
        let comparison = compare(&alone(Basis::Assumption, 3), &alone(Basis::View, 1));
        let said: Vec<(&str, &str)> =
            comparison.differences.iter().map(|one| (one.left.as_str(), one.right.as_str())).collect();
        assert_eq!(said, [(CHOSEN_ALONE, CHOSEN_ALONE); 2]);
        // Against a version in which both are shown: of the hidden one only how far it is.
        let comparison = compare(&alone(Basis::Assumption, 3), &sample());
        assert_eq!(comparison.differences.len(), 2);
        for Difference { left, right, .. } in &comparison.differences {
            assert!(left.contains("One of the two") && right.contains("R.H.: "), "{left} {right}");
            assert!(Basis::ALL.iter().all(|basis| !left.contains(basis.words())), "{left}");
            assert!((0..=3).map(Rate::words).all(|words| !left.contains(&words)), "{left}");
        }
    }

    #[test]
    fn many_differences_are_counted_and_the_first_are_named() {
        let difference = |prompt: &str| Difference {
            section: "One".into(),
            prompt: prompt.into(),
            left: String::new(),
            right: "yes".into(),
        };
        let long = "What would have to be true for her to go home in the autumn, and who would have to say so first?";
        let prompts = ["What has she told us? Write it as she said it.", long, "Reference", "Dad", "Gran"];
        let rows = [
            (1, "1 answer differs: ‘What has she told us?’."),
            (2, "2 answers differ: ‘What has she told us?’, ‘What would have to be true for her to go home in the…’."),
            (
                5,
                "5 answers differ: ‘What has she told us?’, ‘What would have to be true for her to go home in the…’, ‘Reference’, and 2 more.",
            ),
        ];
        for (count, words) in rows {
            let differences = prompts.iter().take(count).map(|prompt| difference(prompt)).collect();
            assert_eq!(Comparison { differences, alike: 0 }.in_words(), words);
        }
    }
}
