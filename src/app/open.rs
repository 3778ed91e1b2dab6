//! The session or record that is open, and what of it has changed.

use chrono::NaiveDateTime;

use crate::{
    checklist::RateTest,
    record::Kept,
    session::{Action, Answer, Basis, Carried, Notes, Pair, Promise, Rate, Reflection, Session},
};

/// What is open, and how it was when it was last handed to the saver.
pub struct Open {
    kept: Kept,
    seen: Kept,
    /// Up to when the time on the screen has been counted; `None` while it is not on the screen.
    counted_to: Option<NaiveDateTime>,
    unkept_time: bool,
}

impl Open {
    #[must_use]
    pub fn new(kept: Kept) -> Self {
        Self { seen: kept.clone(), kept, counted_to: None, unkept_time: false }
    }

    #[must_use]
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    pub fn kept_mut(&mut self) -> &mut Kept {
        &mut self.kept
    }

    /// Puts another state in its place, such as the record that a session became.
    pub fn become_record(self, now: NaiveDateTime) -> Self {
        match self.kept {
            Kept::Session(session) => Self { kept: Kept::Record(session.finish(now)), ..self },
            Kept::Record(_) => self,
        }
    }

    /// Whether it differs from what was seen last; then it is stamped with the time and seen. Counted time alone is not a
    /// change: it is kept with the next one.
    pub fn take_change(&mut self, now: NaiveDateTime) -> bool {
        if self.kept == self.seen {
            return false;
        }
        if let Kept::Session(session) = &mut self.kept {
            session.changed = now;
        }
        self.seen = self.kept.clone();
        self.unkept_time = false;
        true
    }

    /// Adds the seconds since the last call to the section on the screen.
    pub fn count_time(&mut self, on_screen: bool, now: NaiveDateTime) {
        let since = self.counted_to.take();
        if !on_screen {
            return;
        }
        let Some(since) = since else {
            self.counted_to = Some(now);
            return;
        };
        let seconds = u32::try_from((now - since).num_seconds()).unwrap_or(0);
        // What is less than a second is left for the next call.
        self.counted_to = Some(since + chrono::TimeDelta::seconds(i64::from(seconds)));
        if seconds > 0 {
            for kept in [&mut self.kept, &mut self.seen] {
                if let Kept::Session(session) = kept {
                    add_seconds(session, seconds);
                }
            }
            self.unkept_time = true;
        }
    }

    /// Whether counted time waits to be kept; asking takes it.
    pub fn take_unkept_time(&mut self) -> bool {
        std::mem::take(&mut self.unkept_time)
    }
}

fn add_seconds(session: &mut Session, seconds: u32) {
    let at = session.spot.section;
    if let Some(section) = session.sections.get_mut(at) {
        section.seconds_on_screen = section.seconds_on_screen.saturating_add(seconds);
    }
}

/// Every word of a session or record as plain text, for the clipboard when a disk does not take them. What the two chose alone
/// is among it only when both are shown.
#[must_use]
pub fn all_words(kept: &Kept) -> String {
    let session = kept.session();
    // Every field is named, so that a new one is thought of here. What is left out was copied from the checklist, or is no words.
    let Session {
        id: _,
        checklist,
        pace: _,
        people,
        child,
        reference,
        hearing,
        hearing_date,
        // A date is no word of theirs.
        delete_on: _,
        sections,
        spot: _,
        reflection,
        notes: Notes { own, shared },
        law_caution: _,
        advice,
        passed_on: Carried { from: _, promises, actions, drawn: _, first: _ },
        opened: _,
        changed: _,
        left,
        language_checked: _,
    } = session;
    let Pair { first, second } = &people.persons;
    let mut words = vec![checklist.title.clone()];
    words.extend([reference, child, hearing, &hearing_date.day.words()].map(Clone::clone));
    words.extend([&first.name, &first.role, &second.name, &second.role].map(Clone::clone));
    for (spot, entry) in session.entries() {
        if spot.entry == 0 {
            words.push(format!("\r\n{}", sections[spot.section].title));
        }
        let texts: Vec<&str> = entry.texts().into_iter().filter(|text| !text.trim().is_empty()).collect();
        // The answer itself, also where the entry stands as not known or not relevant.
        let mut line = entry.answer.in_a_line();
        if matches!(entry.answer, Answer::Choice(_)) {
            line = session.fill(&line);
        }
        if !texts.is_empty() || !line.is_empty() {
            words.push(session.fill(&entry.prompt));
            if !texts.contains(&line.as_str()) {
                words.push(line);
            }
            words.extend(texts.iter().map(|text| (*text).to_owned()));
            words.extend(chosen(session, &entry.answer));
            if let Answer::Why(tree) = &entry.answer {
                // Before the parrot could tell, a question of the pair's own was kept like one of its own.
                let asked = tree.questions().into_iter().filter(|question| !texts.contains(question));
                words.extend(asked.map(|question| session.fill(question)));
            }
        }
    }
    for Reflection { question, answers } in reflection {
        words.extend([question, &answers.first, &answers.second].map(Clone::clone));
    }
    words.extend([&own.first, &own.second, shared].map(Clone::clone));
    words.extend(advice.iter().cloned());
    let carried = promises.iter().flat_map(Promise::texts).chain(actions.iter().flat_map(Action::texts));
    words.extend(carried.map(str::to_owned));
    words.extend(left.iter().map(|leaving| leaving.for_whom.clone()));
    if let Kept::Record(record) = kept {
        words.extend(record.later().iter().map(|later| later.text.clone()));
    }
    words.retain(|line| !line.is_empty());
    words.join("\r\n")
}

/// What each of the two chose in a sort or a rating, in the order of its sentences or tests; nothing until both are shown.
fn chosen(session: &Session, answer: &Answer) -> Vec<String> {
    let people = &session.people;
    let both = |choices: Pair<Option<String>>| {
        let said = |who| choices[who].as_ref().map(|choice| format!("{}: {choice}", people.name(who)));
        people.in_order().into_iter().filter_map(said).collect::<Vec<String>>().join("; ")
    };
    match answer {
        Answer::Sort(sort) => {
            let place = |place: Option<Basis>| place.map(|place| place.words().to_owned());
            let places = (0..sort.sentences.len()).filter_map(|at| sort.places(at).map(|of| (at, of)));
            let line = |(at, Pair { first, second }): (usize, _)| {
                let places = both(Pair { first: place(first), second: place(second) });
                format!("{} ({places})", sort.sentences[at].text)
            };
            places.map(line).collect()
        }
        Answer::Rate(rate) => {
            let number = |number: Option<u8>| number.map(Rate::words);
            let numbers = rate.asked.iter().enumerate().filter_map(|(at, one)| rate.numbers(at).map(|of| (one, of)));
            let line = |(one, Pair { first, second }): (&RateTest, _)| {
                let numbers = both(Pair { first: number(first), second: number(second) });
                format!("{} ({numbers})", one.test.words())
            };
            numbers.map(line).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Blind, Who};

    #[test]
    fn time_on_the_screen_is_counted_whole_and_is_no_change() {
        let mut open = Open::new(Kept::Session(crate::session::sample()));
        let at = |second: u32| {
            chrono::NaiveDate::from_ymd_opt(2026, 5, 22).and_then(|day| day.and_hms_milli_opt(13, 0, second, 400))
        };
        let before = open.kept().session().sections.iter().map(|section| section.seconds_on_screen).sum::<u32>();
        for second in [0, 1, 5] {
            open.count_time(true, at(second).unwrap());
        }
        open.count_time(false, at(20).unwrap());
        open.count_time(true, at(40).unwrap());
        let after = open.kept().session().sections.iter().map(|section| section.seconds_on_screen).sum::<u32>();
        assert_eq!(after - before, 5);
        assert!(!open.take_change(at(50).unwrap()), "time alone is kept with the next change");
        assert!(open.take_unkept_time());
    }

    #[test]
    fn all_words_has_every_word() {
        let mut session = crate::session::sample();
        session.advice.push("Ring the recovery worker first".to_owned());
        session.passed_on.actions.push(Action { what: "Ask Dawn what she would need".to_owned(), ..Action::default() });
        session.passed_on.promises.push(Promise { note: "Gran told her on Sunday".to_owned(), ..Promise::default() });
        let mut record = session.clone().finish(NaiveDateTime::default());
        record.add("A later thought", NaiveDateTime::default());
        let words = all_words(&Kept::Record(record));
        for (_, entry) in session.entries() {
            for text in entry.texts() {
                assert!(words.contains(text));
            }
        }
        let Session { child, reference, people, .. } = &session;
        let later = "A later thought".to_owned();
        for text in
            [child, reference, &people.persons.first.name, &people.persons.second.role, &session.advice[0], &later]
        {
            assert!(!text.is_empty() && words.contains(text), "{text}");
        }
        for text in ["Ask Dawn what she would need", "Gran told her on Sunday"] {
            assert!(words.contains(text), "{text}");
        }
    }

    #[test]
    fn a_question_of_their_own_is_among_all_words_of_an_older_session_too() {
        let kept = include_str!("../../tests/stores/before_the_parrot/sessions/open.json");
        let kept: serde_json::Value = serde_json::from_str(kept).unwrap();
        let kept: Kept = serde_json::from_value(kept["kept"].clone()).unwrap();
        assert!(all_words(&kept).contains("What did Gran say when you asked her?"));
    }

    #[test]
    fn what_was_chosen_alone_is_among_all_words_only_when_both_are_shown() {
        let mut session = crate::session::sample();
        let lines = |session: &Session| -> Vec<String> {
            session.entries().flat_map(|(_, entry)| chosen(session, &entry.answer)).collect()
        };
        let shown = lines(&session);
        let all = all_words(&Kept::Session(session.clone()));
        assert!(shown.iter().any(|line| line.contains(Basis::Assumption.words())), "{shown:?}");
        assert!(shown.iter().any(|line| line.contains("would stand")), "{shown:?}");
        assert!(shown.iter().all(|line| all.contains(line)));
        for entry in session.sections.iter_mut().flat_map(|section| &mut section.entries) {
            match &mut entry.answer {
                Answer::Sort(sort) => {
                    let places = vec![Some(Basis::Assumption); sort.sentences.len()];
                    sort.sorted = Blind::default();
                    sort.sorted.begin(Who::First, places);
                    sort.sorted.commit(Who::First);
                }
                Answer::Rate(rate) => {
                    rate.rated = Blind::default();
                    rate.rated.begin(Who::First, vec![Some(2); rate.asked.len()]);
                    rate.rated.commit(Who::First);
                }
                _ => {}
            }
        }
        assert_eq!(lines(&session), Vec::<String>::new());
    }
}
