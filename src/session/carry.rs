//! From one session about a child to the next: what was promised, what is still open.
//!
//! What is open goes on until somebody says that it is kept, dropped or in a manager's hands, also through a session whose
//! checklist does not ask about it. Nothing goes on twice.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Action, Answer, LastTime, Promise, Session};

/// What a session leaves for the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Carried {
    /// The day of the session that leaves it.
    pub from: Option<NaiveDate>,
    /// Not kept yet.
    pub promises: Vec<Promise>,
    /// Open ones, the oldest first.
    pub actions: Vec<Action>,
    /// Questions of a panel that were drawn, by id, the latest last, so that others come first.
    pub drawn: Vec<String>,
    /// No earlier session about this child is known here, so there was nothing to carry over.
    pub first: bool,
}

impl Session {
    /// What it leaves open for the next session about this child. Blank promises and actions are left out, and so are those
    /// in prompts that do not apply.
    #[must_use]
    pub fn carry_forward(&self) -> Carried {
        let day = self.opened.date();
        let Carried { mut promises, mut actions, mut drawn, .. } = self.passed_on.clone();
        // The latest last: they come again last.
        let today = self.drawn_ids();
        drawn.retain(|id| !today.contains(id));
        drawn.extend(today);
        // A prompt about last time may be hidden today. What it was given is open all the same.
        for (_, entry) in self.entries() {
            if let Answer::LastTime(last) = &entry.answer {
                promises.extend(last.promises.iter().filter_map(|one| one.carried_on(day)));
                actions.extend(last.actions.iter().filter_map(|one| one.carried_on(day)));
                // Nobody has been asked about these, so they are not older by a carrying-over.
                actions.extend(last.waiting.iter().cloned());
            }
        }
        for spot in self.applying() {
            match self.entry(spot).map(|entry| &entry.answer) {
                Some(Answer::Promises(made)) => {
                    promises.extend(made.iter().filter_map(|one| one.carried_on(day)));
                }
                Some(Answer::Actions(agreed)) => {
                    actions.extend(agreed.iter().filter_map(|one| one.carried_on(day)));
                }
                _ => {}
            }
        }
        actions.sort_by_key(|one| one.since);
        Carried { from: Some(day), promises, actions, drawn, first: false }
    }

    /// Lays what was carried over into the first prompt that asks about it. Where none does, it waits in the session for the
    /// next one.
    pub(super) fn take_over(&mut self, carried: Carried) {
        let day = self.opened.date();
        let entries = self.sections.iter_mut().flat_map(|section| &mut section.entries);
        let asked = entries.filter_map(|entry| match &mut entry.answer {
            Answer::LastTime(last) => Some((last, entry.short)),
            _ => None,
        });
        match asked.into_iter().next() {
            Some((last, short)) => {
                *last = LastTime::of(&carried, short.then_some(day));
                self.passed_on.drawn = carried.drawn;
            }
            None => self.passed_on = carried,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Library, Origin, Source};
    use crate::session::{Entry, Progress, PromiseState, Setup};

    const TALK: &str = r#"Checklist(
        format: 1, id: "talk", title: "Talk", purpose: "For two.", meeting: "", jurisdiction: "Scotland", version: "1.0.0",
        authors: ["Team East"], changed: "1.0.0: the first version", review_by: "2027-03-31", licence: "CC-BY-4.0",
        paces: [(id: "full", title: "An hour", minutes: 60), (id: "short", title: "25 minutes", minutes: 25)],
        sections: [(id: "all", title: "All", minutes: {"full": 60, "short": 25}, items: [
            (id: "told", prompt: "What are we telling {child}?", kind: Promises),
            (id: "todo", prompt: "Who does what?", kind: Actions, shows_when: Not(Standing(of: "told", is: NotRelevant))),
            (id: "panel", prompt: "What would a panel ask?", kind: Rehearse(panel: "scotland"), only: ["full"]),
            (id: "last", prompt: "What did we promise?", kind: LastTime, short: true),
            (id: "last_again", prompt: "And what else?", kind: LastTime),
        ])],
    )"#;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, day).unwrap()
    }

    fn open(pace: &str, carried: Carried, on: NaiveDate) -> Session {
        let source = |file: &str, text: &str| Source {
            origin: Origin::Own,
            file: file.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let panel = include_str!("../../checklists/panel/scotland.ron");
        let library = Library::read(vec![source("scotland.ron", panel), source("talk.ron", TALK)]);
        let shelved = library.checklist("talk").unwrap_or_else(|| panic!("{:?}", library.faulty));
        let pace = shelved.checklist.pace(pace).unwrap();
        let setup = Setup { carried, ..Setup::default() };
        let at = on.and_hms_opt(9, 0, 0).unwrap();
        Session::open(&shelved.checklist, pace, &library, setup, "id".to_owned(), at)
    }

    fn answer<'a>(session: &'a mut Session, id: &str) -> &'a mut Answer {
        let entries = &mut session.sections[0].entries;
        &mut entries.iter_mut().find(|one: &&mut Entry| one.id == id).unwrap().answer
    }

    fn last(session: &mut Session) -> &mut LastTime {
        let Answer::LastTime(last) = answer(session, "last") else { panic!() };
        last
    }

    fn action(what: &str) -> Action {
        Action { what: what.to_owned(), owner: "R.H.".to_owned(), ..Action::default() }
    }

    fn promise(what: &str) -> Promise {
        Promise { what: what.to_owned(), ..Promise::default() }
    }

    #[test]
    fn what_was_agreed_today_is_carried_with_its_words_and_its_day() {
        let mut session = open("full", Carried::default(), day(4));
        *answer(&mut session, "told") = Answer::Promises(vec![promise("I will ask Gran about the dog."), promise(" ")]);
        *answer(&mut session, "todo") = Answer::Actions(vec![Action::default(), action("Ask Dawn")]);
        let carried = session.carry_forward();
        assert_eq!(carried.from, Some(day(4)));
        assert_eq!(carried.promises, [promise("I will ask Gran about the dog.")]);
        assert_eq!(carried.actions, [Action { since: Some(day(4)), carried: 1, ..action("Ask Dawn") }]);
    }

    #[test]
    fn an_action_goes_on_until_it_is_kept_dropped_or_a_managers() {
        let stood = |progress| Action { since: Some(day(1)), carried: 2, progress, ..action("Ask Dawn") };
        let going_on = |before: &str| {
            Some(Action { since: Some(day(1)), carried: 3, before: before.to_owned(), ..action("Ask Dawn") })
        };
        let rows = [
            (None, "", going_on("")),
            (None, "She was away.", going_on("She was away. (8 May 2026)")),
            (Some(Progress::Kept), "", None),
            (Some(Progress::Dropped), "", None),
            (Some(Progress::Escalated), "", None),
            (Some(Progress::Moving), "", going_on("Moving on 8 May 2026.")),
            (Some(Progress::Stuck), " No answer. ", going_on("Stuck on 8 May 2026. No answer.")),
            (Some(Progress::Changed), "", Some(Action { since: Some(day(8)), carried: 1, ..action("Ask Dawn") })),
        ];
        for (progress, note, expected) in rows {
            let stood = Action { note: note.to_owned(), ..stood(progress) };
            assert_eq!(stood.carried_on(day(8)), expected, "{progress:?} {note}");
        }
        // What it is changed to goes on in its place; what was changed and then not chosen is set aside.
        let mut changed = stood(Some(Progress::Changed));
        changed.changed_to().what = "Write to Dawn".to_owned();
        let anew = Action { since: Some(day(8)), carried: 1, ..action("Write to Dawn") };
        assert_eq!(changed.carried_on(day(8)), Some(anew));
        changed.progress = Some(Progress::Moving);
        assert_eq!(changed.carried_on(day(8)), going_on("Moving on 8 May 2026."));
    }

    #[test]
    fn a_promise_goes_on_until_it_is_kept() {
        let rows = [
            (None, "", Some("")),
            (Some(PromiseState::NotYet), "Told it is in June.", Some("Not yet on 8 May 2026. Told it is in June.")),
            (Some(PromiseState::Kept), "", None),
        ];
        for (kept, note, before) in rows {
            let one = Promise { kept, note: note.to_owned(), ..promise("A photo of the dog") };
            let expected = before.map(|before| Promise { before: before.to_owned(), ..promise("A photo of the dog") });
            assert_eq!(one.carried_on(day(8)), expected, "{kept:?}");
        }
    }

    #[test]
    fn the_oldest_come_first_five_are_shown_and_the_others_wait_uncounted() {
        let on = |what: &str, since: u32| Action { since: Some(day(since)), carried: 1, ..action(what) };
        let actions = [("a", 1), ("b", 1), ("c", 2), ("d", 2), ("e", 3), ("f", 3), ("g", 4)];
        let actions = actions.map(|(what, since)| on(what, since)).to_vec();
        let mut session = open("full", Carried { actions, ..Carried::default() }, day(8));
        let names = |some: &[Action]| some.iter().map(|one| one.what.as_str()).collect::<String>();
        assert_eq!(
            (names(&last(&mut session).actions), names(&last(&mut session).waiting)),
            ("abcde".into(), "fg".into())
        );
        last(&mut session).actions[1].progress = Some(Progress::Kept);
        last(&mut session).actions[0].progress = Some(Progress::Changed);
        *answer(&mut session, "todo") = Answer::Actions(vec![action("h")]);
        let carried = session.carry_forward();
        assert_eq!(names(&carried.actions), "cdefgah");
        assert_eq!(carried.actions.iter().map(|one| one.carried).collect::<Vec<_>>(), [2, 2, 2, 1, 1, 1, 1]);
    }

    #[test]
    fn a_short_session_opens_with_promises_and_what_was_due() {
        let by = |what: &str, by: &str| Action { by: by.to_owned(), since: Some(day(1)), ..action(what) };
        let actions = vec![by("early", "7 May"), by("late", "9 May"), by("some day", "after Easter")];
        let promises = vec![promise("A photo of the dog")];
        let carried = Carried { promises, actions, ..Carried::default() };
        for (pace, shown, waiting) in [("full", "early late some day", ""), ("short", "early some day", "late")] {
            let mut session = open(pace, carried.clone(), day(8));
            let names = |some: &[Action]| some.iter().map(|one| one.what.clone()).collect::<Vec<_>>().join(" ");
            let last = last(&mut session);
            assert_eq!((names(&last.actions).as_str(), names(&last.waiting).as_str()), (shown, waiting), "{pace}");
            assert_eq!(last.promises.len(), 1);
        }
    }

    #[test]
    fn only_the_first_prompt_about_last_time_has_it_and_without_one_it_waits_in_the_session() {
        let carried =
            Carried { promises: vec![promise("A photo of the dog")], from: Some(day(1)), ..Carried::default() };
        let mut session = open("full", carried.clone(), day(8));
        let Answer::LastTime(again) = answer(&mut session, "last_again") else { panic!() };
        assert_eq!(*again, LastTime::default());
        assert_eq!(session.carry_forward().promises.len(), 1);

        session.sections[0].entries.retain(|one| !matches!(one.answer, Answer::LastTime(_)));
        session.take_over(carried.clone());
        assert_eq!(session.carry_forward().promises, carried.promises);
    }

    #[test]
    fn what_does_not_apply_is_left_behind_but_not_what_was_carried_to_it() {
        let old = Action { since: Some(day(1)), carried: 1, ..action("Ask Dawn") };
        let mut session = open("full", Carried { actions: vec![old], ..Carried::default() }, day(8));
        *answer(&mut session, "todo") = Answer::Actions(vec![action("Find the log")]);
        for entry in &mut session.sections[0].entries {
            entry.shows_when = Some(crate::checklist::Condition::Any(vec![]));
        }
        let carried = session.carry_forward();
        assert_eq!(carried.actions.iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["Ask Dawn"]);
    }

    #[test]
    fn questions_that_were_drawn_are_named_for_the_next_session_the_latest_last() {
        let mut session = open("full", Carried::default(), day(8));
        let Answer::Rehearse(rehearse) = answer(&mut session, "panel") else { panic!() };
        rehearse.draw();
        let first = session.drawn_ids();
        assert!(!first.is_empty());
        let carried = session.carry_forward();
        assert_eq!(carried.drawn, first);
        // A session that draws none of them hands them on.
        let mut session = open("short", carried, day(15));
        let carried = session.carry_forward();
        assert_eq!(carried.drawn, first);
        session = open("full", carried, day(22));
        let Answer::Rehearse(rehearse) = answer(&mut session, "panel") else { panic!() };
        rehearse.draw();
        let drawn = session.carry_forward().drawn;
        assert!(drawn.starts_with(&first) && drawn.len() > first.len());
        assert!(drawn.iter().enumerate().all(|(at, id)| !drawn[..at].contains(id)), "nothing is there twice");
    }

    #[test]
    fn a_session_that_was_kept_before_anything_was_carried_still_opens() {
        let mut session = open("full", Carried::default(), day(8));
        *answer(&mut session, "todo") = Answer::Actions(vec![action("Ask Dawn")]);
        *answer(&mut session, "told") = Answer::Promises(vec![promise("A photo of the dog")]);
        let mut json = serde_json::to_value(&session).unwrap();
        forget(
            &mut json,
            &["passed_on", "advice", "since", "carried", "progress", "note", "instead", "before", "first"],
        );
        assert!(!json.to_string().contains("carried"));
        let opened: Session = serde_json::from_value(json).unwrap();
        assert_eq!(opened, session);
    }

    fn forget(json: &mut serde_json::Value, keys: &[&str]) {
        match json {
            serde_json::Value::Object(fields) => {
                let is_people = fields.contains_key("second");
                fields.retain(|key, _| is_people || !keys.contains(&key.as_str()));
                fields.values_mut().for_each(|one| forget(one, keys));
            }
            serde_json::Value::Array(some) => some.iter_mut().for_each(|one| forget(one, keys)),
            _ => {}
        }
    }
}
