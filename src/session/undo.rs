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
    /// Whether the last change took something away.
    taking_away: bool,
}

impl Undo {
    /// Changes that follow each other faster than this are one step, as typing is, until they begin to take away.
    const PAUSE_MS: u64 = 1_000;
    /// Versions that are kept of one entry.
    pub const STEPS: usize = 200;

    /// Notes that the entry has changed: `before` is how it was, `after` how it is. `now_ms` is a time that goes forward.
    ///
    /// What had been undone is not thrown away when something new is written: it joins the earlier versions, so that going
    /// back far enough still finds it.
    pub fn changed(&mut self, before: Snapshot, after: &Entry, now_ms: u64) {
        let lost = lost(&before, after);
        // Key by key, taking away is one step too: it begins with the whole text.
        let same_way = lost == 0 || (lost == 1 && self.taking_away);
        self.taking_away = lost > 0;
        let in_time = self.last_at.is_some_and(|last| now_ms.saturating_sub(last) < Self::PAUSE_MS);
        self.last_at = Some(now_ms);
        if !self.later.is_empty() {
            let undone: Vec<Snapshot> = self.later.drain(..).rev().collect();
            self.earlier.push(before.clone());
            self.earlier.extend(undone);
        } else if same_way && in_time && !self.earlier.is_empty() {
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

/// The most characters that a change takes out of any text: one for a press of Backspace, more where a reason is removed or
/// a text is typed over. Going back has to find such a text even if it was written a moment ago.
fn lost(before: &Snapshot, after: &Entry) -> usize {
    let (before, after) = (before.texts(), after.texts());
    if after.len() < before.len() {
        return usize::MAX;
    }
    let out_of = |(old, new): (&&str, &&str)| {
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - start;
        let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        old.len() - start - end
    };
    before.iter().zip(&after).map(out_of).max().unwrap_or(0)
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
        undo.changed(before, entry, now);
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
    fn what_is_typed_over_at_once_comes_back() {
        let (mut entry, mut undo) = (entry(), Undo::default());
        write(&mut entry, &mut undo, "She cried", 0);
        write(&mut entry, &mut undo, "She cries", 100);
        write(&mut entry, &mut undo, "x", 200);
        assert!(undo.undo(&mut entry));
        assert_eq!(entry.answer.in_a_line(), "She cries");
    }

    #[test]
    fn a_held_backspace_is_one_step_and_takes_nothing_for_good() {
        let (mut entry, mut undo) = (entry(), Undo::default());
        for (text, now) in ["o", "on", "one", "on", "o", "", "t"].into_iter().zip([0, 50, 100, 150, 200, 250, 300]) {
            write(&mut entry, &mut undo, text, now);
        }
        assert!(undo.undo(&mut entry));
        assert_eq!(entry.answer.in_a_line(), "one");
        assert!(undo.undo(&mut entry));
        assert_eq!(entry.answer.in_a_line(), "");
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
