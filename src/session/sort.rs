//! Which sentences does this stand on? Each of the two sorts them alone, then only the differences are talked about.

use serde::{Deserialize, Serialize};

use super::{Basis, Blind, Pair, Who};
use crate::checklist::counted;

/// The sentences that a recommendation stands on, and where each of the two puts them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// How many sentences are asked for.
    pub least: u8,
    pub most: u8,
    /// What was pasted to pick sentences from. It stays until somebody takes it out.
    pub pasted: String,
    pub sentences: Vec<Sentence>,
    /// For each sentence where it belongs, `None` while it is not put anywhere.
    pub sorted: Blind<Vec<Option<Basis>>>,
    /// The sentence that carries the most weight, as the two say when both are shown.
    pub heaviest: Option<usize>,
    /// Where both sorted everything alike: which of them a panel member would question.
    #[serde(default)]
    pub questioned: String,
}

/// One sentence of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    pub text: String,
    /// Who saw or said it, or which document.
    pub source: String,
    /// As typed.
    pub when: String,
    /// What would move it to another place.
    pub moves: String,
}

impl Sort {
    /// Whether both have sorted.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.sorted.shown().is_some() && self.written() > 0
    }

    /// Everything that was typed. Where anybody puts a sentence is not among it.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let Self { least: _, most: _, pasted, sentences, sorted: _, heaviest: _, questioned } = self;
        sentences.iter().flat_map(Sentence::texts).chain([questioned.as_str(), pasted]).collect()
    }

    /// Itself in a line. It says nothing of what anybody chose before both have.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        match (self.sentences.len(), self.sorted.shown().is_some()) {
            (0, _) => String::new(),
            (n, false) => counted(n, "sentence"),
            (n, true) if self.differing().is_empty() => format!("{}, sorted alike", counted(n, "sentence")),
            (n, true) => format!("{}, some seen differently", counted(n, "sentence")),
        }
    }

    /// How many sentences have words.
    #[must_use]
    pub fn written(&self) -> usize {
        self.sentences.iter().filter(|one| !one.text.trim().is_empty()).count()
    }

    /// Whether a sentence with these words is among them.
    #[must_use]
    pub fn picked(&self, text: &str) -> Option<usize> {
        self.sentences.iter().position(|one| one.text.trim() == text.trim())
    }

    /// Adds a sentence, in place of a blank one if the last is blank. What is sorted stays as it is once anybody has begun.
    pub fn pick(&mut self, text: &str) {
        if self.sorted.has_begun() {
            return;
        }
        let sentence = Sentence { text: text.trim().to_owned(), ..Sentence::default() };
        match self.sentences.last_mut() {
            Some(last) if last.is_blank() => *last = sentence,
            _ => self.sentences.push(sentence),
        }
    }

    /// Takes a sentence out; nothing happens once anybody has begun.
    pub fn remove(&mut self, at: usize) {
        if self.sorted.has_begun() || at >= self.sentences.len() {
            return;
        }
        self.sentences.remove(at);
        self.heaviest = match self.heaviest {
            Some(heaviest) if heaviest == at => None,
            Some(heaviest) if heaviest > at => Some(heaviest - 1),
            other => other,
        };
    }

    /// Changes places with the sentence before; nothing happens once anybody has begun.
    pub fn move_up(&mut self, at: usize) {
        if self.sorted.has_begun() || at == 0 || at >= self.sentences.len() {
            return;
        }
        self.sentences.swap(at - 1, at);
        self.heaviest = self.heaviest.map(|heaviest| match heaviest {
            one if one == at => at - 1,
            one if one == at - 1 => at,
            other => other,
        });
    }

    /// `who` begins to sort. Sentences without a word are left out first; without any sentence nothing begins.
    pub fn begin(&mut self, who: Who) {
        while let Some(blank) = self.sentences.iter().position(Sentence::is_blank) {
            if self.sorted.has_begun() {
                break;
            }
            self.remove(blank);
        }
        if self.written() > 0 {
            self.sorted.begin(who, vec![None; self.sentences.len()]);
        }
    }

    /// The sentences with where `who` puts them, to be chosen; `None` unless it is their turn.
    pub fn choosing(&mut self, who: Who) -> Option<impl Iterator<Item = (&Sentence, &mut Option<Basis>)>> {
        let Self { sentences, sorted, .. } = self;
        let places = sorted.choosing(who)?;
        places.resize(sentences.len(), None);
        Some(sentences.iter().zip(places))
    }

    /// Where each of the two puts a sentence; `None` until both have sorted.
    #[must_use]
    pub fn places(&self, at: usize) -> Option<Pair<Option<Basis>>> {
        let Pair { first, second } = self.sorted.shown()?;
        let place = |places: &Vec<Option<Basis>>| places.get(at).copied().flatten();
        Some(Pair { first: place(first), second: place(second) })
    }

    /// The sentences that the two put in different places, by number from 0; empty until both have sorted.
    #[must_use]
    pub fn differing(&self) -> Vec<usize> {
        self.where_places(|pair| pair.first != pair.second)
    }

    /// The sentences that the two put in the same place, by number from 0; empty until both have sorted.
    #[must_use]
    pub fn alike(&self) -> Vec<usize> {
        self.where_places(|pair| pair.first == pair.second)
    }

    /// The sentences that either of the two calls an assumption, by number from 0; empty until both have sorted.
    #[must_use]
    pub fn assumptions(&self) -> Vec<usize> {
        self.where_places(|pair| [pair.first, pair.second].contains(&Some(Basis::Assumption)))
    }

    fn where_places(&self, holds: impl Fn(&Pair<Option<Basis>>) -> bool) -> Vec<usize> {
        (0..self.sentences.len()).filter(|at| self.places(*at).as_ref().is_some_and(&holds)).collect()
    }

    /// The sentences that either of the two calls an assumption, in order; empty until both have sorted.
    #[must_use]
    pub fn assumed(&self) -> Vec<&str> {
        self.assumptions().into_iter().map(|at| self.sentences[at].text.as_str()).collect()
    }

    /// The assumption that carries the most weight: the one that the two chose, else the first; `None` if there is none.
    #[must_use]
    pub fn heaviest_assumption(&self) -> Option<&str> {
        let assumed = self.assumptions();
        let chosen = self.heaviest.filter(|at| assumed.contains(at)).or(assumed.first().copied())?;
        self.sentences.get(chosen).map(|one| one.text.as_str())
    }
}

impl Sentence {
    /// The fields that carry words, the most telling first.
    #[must_use]
    pub fn texts(&self) -> [&str; 4] {
        let Self { text, source, when, moves } = self;
        [text, source, when, moves]
    }

    fn is_blank(&self) -> bool {
        self.texts().iter().all(|text| text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASSUMED: Option<Basis> = Some(Basis::Assumption);
    const SEEN: Option<Basis> = Some(Basis::Seen);

    fn picked(texts: &[&str]) -> Sort {
        let mut sort = Sort { least: 3, most: 5, ..Sort::default() };
        for text in texts {
            sort.pick(text);
        }
        sort
    }

    fn sorted(first: &[Option<Basis>], second: &[Option<Basis>]) -> Sort {
        let mut sort = picked(&[
            "Ailsa cried at the end of 11 of the 31 sessions",
            "It is clear that she does not want more",
            "Relapse is likely",
        ]);
        for (who, places) in [(Who::First, first), (Who::Second, second)] {
            sort.begin(who);
            for ((_, place), wanted) in sort.choosing(who).unwrap().zip(places) {
                *place = *wanted;
            }
            sort.sorted.commit(who);
        }
        sort
    }

    #[test]
    fn what_is_sorted_stays_as_it_is_once_anybody_has_begun() {
        let mut sort = picked(&["", " Relapse is likely ", "", "Gran is 68"]);
        assert_eq!(sort.sentences.len(), 2, "a blank one is written over");
        sort.move_up(1);
        sort.sentences.push(Sentence::default());
        sort.begin(Who::First);
        let before = sort.sentences.clone();
        assert_eq!(before.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Gran is 68", "Relapse is likely"]);
        sort.pick("Dawn would remove her");
        sort.remove(0);
        sort.move_up(1);
        assert_eq!(sort.sentences, before);
    }

    #[test]
    fn without_a_sentence_nothing_begins() {
        let mut sort = picked(&[""]);
        sort.begin(Who::First);
        assert!(!sort.sorted.has_begun());
    }

    #[test]
    fn nothing_of_it_is_said_before_both_have_sorted() {
        let mut sort = sorted(&[SEEN, ASSUMED, None], &[SEEN, SEEN, None]);
        assert_eq!((sort.differing(), sort.alike(), sort.assumptions()), (vec![1], vec![0, 2], vec![1]));
        assert_eq!(sort.in_a_line(), "3 sentences, some seen differently");
        sort.sorted.begin_again();
        sort.begin(Who::First);
        for (_, place) in sort.choosing(Who::First).unwrap() {
            *place = ASSUMED;
        }
        sort.sorted.commit(Who::First);
        sort.begin(Who::Second);
        assert!([sort.differing(), sort.alike(), sort.assumptions()].iter().all(Vec::is_empty));
        assert_eq!((sort.heaviest_assumption(), sort.places(0)), (None, None));
        assert_eq!(sort.in_a_line(), "3 sentences");
        assert!(!sort.is_said() && sort.choosing(Who::First).is_none());
    }

    #[test]
    fn the_heaviest_is_one_that_either_assumes_and_goes_with_its_sentence() {
        let mut sort = sorted(&[SEEN, ASSUMED, None], &[SEEN, SEEN, ASSUMED]);
        let rows = [(None, 1), (Some(2), 2), (Some(0), 1), (Some(9), 1)];
        for (chosen, expected) in rows {
            sort.heaviest = chosen;
            assert_eq!(sort.heaviest_assumption(), Some(sort.sentences[expected].text.as_str()));
        }
        sort.heaviest = Some(2);
        sort.sorted.begin_again();
        sort.move_up(2);
        assert_eq!(sort.heaviest, Some(1));
        sort.remove(0);
        assert_eq!(sort.heaviest, Some(0));
        sort.remove(0);
        assert_eq!(sort.heaviest, None);
    }
}
