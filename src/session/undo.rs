//! Undo within a prompt. It never crosses to another, and what was undone is not thrown away by writing on. Only versions
//! further back than [`Undo::STEPS`] go.

use super::{Entry, Snapshot};

/// The earlier and later versions of one entry, in memory only.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    earlier: Vec<Snapshot>,
    later: Vec<Snapshot>,
    /// When the last step was noted, in milliseconds of any clock that goes forward.
    last_at: Option<u64>,
}

impl Undo {
    /// Changes that follow each other faster than this are one step, as typing is.
    const PAUSE_MS: u64 = 1_000;
    /// Versions that are kept of one entry.
    pub const STEPS: usize = 200;

    /// Notes that the entry has changed: `before` is how it was. `now_ms` is a time that goes forward.
    ///
    /// What had been undone is not thrown away when something new is written: it joins the earlier versions, so that going
    /// back far enough still finds it.
    pub fn changed(&mut self, before: Snapshot, now_ms: u64) {
        let goes_on = self.last_at.is_some_and(|last| now_ms.saturating_sub(last) < Self::PAUSE_MS);
        self.last_at = Some(now_ms);
        if !self.later.is_empty() {
            let undone: Vec<Snapshot> = self.later.drain(..).rev().collect();
            self.earlier.push(before.clone());
            self.earlier.extend(undone);
        } else if goes_on && !self.earlier.is_empty() {
            return;
        }
        self.earlier.push(before);
        let too_many = self.earlier.len().saturating_sub(Self::STEPS);
        self.earlier.drain(..too_many);
    }

    /// Goes back one step; `false` if there is none.
    pub fn undo(&mut self, entry: &mut Entry) -> bool {
        self.last_at = None;
        let Some(snapshot) = self.earlier.pop() else { return false };
        self.later.push(entry.snapshot());
        entry.restore(snapshot);
        true
    }

    /// Goes forward again one step; `false` if there is none.
    pub fn redo(&mut self, entry: &mut Entry) -> bool {
        self.last_at = None;
        let Some(snapshot) = self.later.pop() else { return false };
        self.earlier.push(entry.snapshot());
        entry.restore(snapshot);
        true
    }

    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.earlier.is_empty()
    }

    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.later.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Item, Kind};
    use crate::session::Answer;

    fn entry() -> Entry {
        let item = Item {
            id: "a".into(),
            prompt: "What?".into(),
            hint: String::new(),
            kind: Kind::Text,
            only: vec![],
            short: false,
            law: vec![],
            shows_when: None,
            part: None,
        };
        Entry::blank(&item, false, vec![])
    }

    fn write(entry: &mut Entry, undo: &mut Undo, text: &str, now: u64) {
        let before = entry.snapshot();
        if let Answer::Text(words) = &mut entry.answer {
            words.text = text.into();
        }
        undo.changed(before, now);
    }

    #[test]
    fn quick_typing_is_one_step_and_a_pause_begins_another() {
        let (mut entry, mut undo) = (entry(), Undo::default());
        write(&mut entry, &mut undo, "o", 0);
        write(&mut entry, &mut undo, "one", 500);
        write(&mut entry, &mut undo, "one two", 5_000);
        assert!(undo.undo(&mut entry));
        assert_eq!(entry.answer.in_a_line(), "one");
        assert!(undo.undo(&mut entry));
        assert_eq!(entry.answer.in_a_line(), "");
        assert!(!undo.undo(&mut entry));
        assert!(undo.redo(&mut entry) && undo.redo(&mut entry) && !undo.redo(&mut entry));
        assert_eq!(entry.answer.in_a_line(), "one two");
    }

    #[test]
    fn writing_after_an_undo_loses_nothing() {
        let (mut entry, mut undo) = (entry(), Undo::default());
        write(&mut entry, &mut undo, "first", 0);
        write(&mut entry, &mut undo, "second", 10_000);
        undo.undo(&mut entry);
        undo.undo(&mut entry);
        write(&mut entry, &mut undo, "third", 20_000);
        let mut seen = vec![entry.answer.in_a_line()];
        while undo.undo(&mut entry) {
            seen.push(entry.answer.in_a_line());
        }
        for version in ["first", "second", "third", ""] {
            assert!(seen.iter().any(|one| one == version), "{version:?} in {seen:?}");
        }
    }
}
