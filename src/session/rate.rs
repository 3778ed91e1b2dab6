//! Is it defensible? Seven tests, 0 to 3 from each of the two alone, and the verdict that follows. Never a mean, never a total.

use serde::{Deserialize, Serialize};

use super::{Blind, Pair, People, Who};
use crate::checklist::{RateTest, Test};

/// The tests that are asked, and what each of the two says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    pub asked: Vec<RateTest>,
    /// For each test 0 not there, 1 thin, 2 would stand, 3 would stand if challenged; `None` while it is not said.
    pub rated: Blind<Vec<Option<u8>>>,
    /// For each test what each of the two says about it when both are shown. Differences are kept.
    pub because: Vec<Pair<String>>,
    /// "Ready if": what comes first, who does it, by when.
    pub first: String,
    /// Where both rated everything the same: which of the tests a panel member would question.
    #[serde(default)]
    pub questioned: String,
}

/// What follows from the ratings, with its reasons, those that decide it first. It is worked out anew each time, and kept
/// nowhere: a link or an unknown may change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub kind: VerdictKind,
    pub reasons: Vec<VerdictReason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictKind {
    Ready,
    /// Something comes first.
    ReadyIf,
    NotReady,
}

/// One reason of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerdictReason {
    /// One of the two says less than "would stand".
    Says {
        who: Who,
        test: Test,
        number: u8,
    },
    NotRated {
        who: Who,
        test: Test,
    },
    /// Somebody says more for the law than is possible while no line of it is linked.
    LawNotLinked,
    /// Something is not known, in its own words, without which the hearing cannot decide.
    CannotDecideWithout(String),
    /// Nothing speaks against "ready".
    AllStand,
}

impl Rate {
    /// The highest rating.
    pub const MOST: u8 = 3;
    /// What would stand.
    const STANDS: u8 = 2;
    /// The highest rating of the law while no line of it is linked.
    const LAW_NOT_LINKED: u8 = 1;

    /// What the numbers mean, from 0.
    pub const WORDS: [&str; 4] =
        ["not there", "thin", "would stand", "would stand if challenged by someone who disagrees"];

    /// Blank, for these tests.
    #[must_use]
    pub fn of(asked: Vec<RateTest>) -> Self {
        let because = vec![Pair::default(); asked.len()];
        Self { asked, because, ..Self::default() }
    }

    /// Whether both have rated.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.rated.shown().is_some()
    }

    /// Everything that was typed. Nobody's rating is among it.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let Self { asked: _, rated: _, because, first, questioned } = self;
        let because = because.iter().flat_map(|Pair { first, second }| [first.as_str(), second]);
        [first.as_str(), questioned].into_iter().chain(because).collect()
    }

    /// Itself in a line. It says nothing of what anybody chose before both have.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        if self.is_said() { "Both have rated".to_owned() } else { String::new() }
    }

    /// A number with what it means: "1 thin".
    #[must_use]
    pub fn words(number: u8) -> String {
        let words = Self::WORDS.get(usize::from(number)).copied().unwrap_or_default();
        format!("{number} {words}").trim_end().to_owned()
    }

    /// The highest rating that a test can have: a recommendation with no line of law linked to it is thin in law at best.
    #[must_use]
    pub fn most(test: Test, law_is_linked: bool) -> u8 {
        if test == Test::Law && !law_is_linked { Self::LAW_NOT_LINKED } else { Self::MOST }
    }

    /// `who` begins to rate.
    pub fn begin(&mut self, who: Who) {
        self.rated.begin(who, vec![None; self.asked.len()]);
    }

    /// The tests with what `who` says of them, to be chosen; `None` unless it is their turn.
    pub fn choosing(&mut self, who: Who) -> Option<impl Iterator<Item = (&RateTest, &mut Option<u8>)>> {
        let Self { asked, rated, .. } = self;
        let numbers = rated.choosing(who)?;
        numbers.resize(asked.len(), None);
        Some(asked.iter().zip(numbers))
    }

    /// What each of the two says of a test, as they said it; `None` until both have rated.
    #[must_use]
    pub fn numbers(&self, at: usize) -> Option<Pair<Option<u8>>> {
        let Pair { first, second } = self.rated.shown()?;
        let number = |numbers: &Vec<Option<u8>>| numbers.get(at).copied().flatten();
        Some(Pair { first: number(first), second: number(second) })
    }

    /// The tests by number from 0, the widest difference first and those of the same width in the checklist's order; empty
    /// until both have rated.
    #[must_use]
    pub fn by_difference(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.asked.len()).filter(|at| self.numbers(*at).is_some()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.difference(*at)));
        order
    }

    /// The tests that are talked about: all with the widest difference. Empty until both have rated, and where they rated
    /// everything the same.
    #[must_use]
    pub fn widest(&self) -> Vec<usize> {
        let order = self.by_difference();
        let widest = order.first().map_or(0, |at| self.difference(*at));
        order.into_iter().filter(|at| widest > 0 && self.difference(*at) == widest).collect()
    }

    /// How far apart the two are, only for the order: what one has not said is less than any two numbers are apart.
    fn difference(&self, at: usize) -> u8 {
        match self.numbers(at) {
            Some(Pair { first: Some(one), second: Some(other) }) => one.abs_diff(other).saturating_mul(2),
            Some(Pair { first, second }) if first != second => 1,
            _ => 0,
        }
    }

    /// What the ratings come to (`sessions.md` 5.5); `None` until both have rated, and where nothing is asked. `order` is who is
    /// named first, `blocking` is what is not known and without which the hearing cannot decide.
    ///
    /// Not ready is a 0 from either for the law, the reasons or the child, or something that blocks. Ready is at least 2 from
    /// both for every test that is asked. Everything between has something that comes first.
    #[must_use]
    pub fn verdict(&self, order: [Who; 2], law_is_linked: bool, blocking: &[String]) -> Option<Verdict> {
        if !self.is_said() || self.asked.is_empty() {
            return None;
        }
        let (mut deciding, mut others) = (Vec::new(), Vec::new());
        for (at, RateTest { test, asks: _ }) in self.asked.iter().enumerate() {
            let numbers = self.numbers(at)?;
            let most = Self::most(*test, law_is_linked);
            for who in order {
                let test = *test;
                match numbers[who] {
                    None => others.push(VerdictReason::NotRated { who, test }),
                    Some(0) if matches!(test, Test::Law | Test::Reasons | Test::Child) => {
                        deciding.push(VerdictReason::Says { who, test, number: 0 });
                    }
                    Some(number) if number < Self::STANDS => {
                        others.push(VerdictReason::Says { who, test, number });
                    }
                    Some(number) if number > most && !others.contains(&VerdictReason::LawNotLinked) => {
                        others.push(VerdictReason::LawNotLinked);
                    }
                    Some(_) => {}
                }
            }
        }
        deciding.extend(blocking.iter().cloned().map(VerdictReason::CannotDecideWithout));
        let kind = match (deciding.is_empty(), others.is_empty()) {
            (false, _) => VerdictKind::NotReady,
            (true, false) => VerdictKind::ReadyIf,
            (true, true) => VerdictKind::Ready,
        };
        let mut reasons = deciding;
        reasons.append(&mut others);
        if reasons.is_empty() {
            reasons.push(VerdictReason::AllStand);
        }
        Some(Verdict { kind, reasons })
    }
}

impl VerdictKind {
    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Ready => "Ready",
            Self::ReadyIf => "Ready if",
            Self::NotReady => "Not ready",
        }
    }
}

impl VerdictReason {
    /// The reason as a sentence.
    #[must_use]
    pub fn words(&self, people: &People) -> String {
        match self {
            Self::Says { who, test, number } => format!("{} says {number} for {}.", people.name(*who), said(*test)),
            Self::NotRated { who, test } => format!("{} has not rated {}.", people.name(*who), said(*test)),
            Self::LawNotLinked => "No line of law is linked, so Law counts as 1.".to_owned(),
            Self::CannotDecideWithout(what) => match what.trim() {
                "" => "The hearing cannot decide without something that is not written yet.".to_owned(),
                what => format!("The hearing cannot decide without: {what}"),
            },
            Self::AllStand => {
                "Both say that every test would stand. Nothing is missing that the hearing cannot decide \
                               without."
                    .to_owned()
            }
        }
    }
}

/// A test in the middle of a sentence.
fn said(test: Test) -> String {
    match test {
        Test::Law | Test::Options | Test::Time => test.words().to_owned(),
        Test::Reasons | Test::Against | Test::Child | Test::Readers => format!("“{}”", test.words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Test::{Against, Child, Law, Options, Readers, Reasons, Time};

    const ORDER: [Who; 2] = [Who::First, Who::Second];

    fn rated(tests: &[Test], first: &[Option<u8>], second: &[Option<u8>]) -> Rate {
        let asked = tests.iter().map(|test| RateTest { test: *test, asks: String::new() });
        let mut rate = Rate::of(asked.collect());
        for (who, numbers) in [(Who::First, first), (Who::Second, second)] {
            rate.begin(who);
            for ((_, number), wanted) in rate.choosing(who).unwrap().zip(numbers) {
                *number = *wanted;
            }
            rate.rated.commit(who);
        }
        rate
    }

    fn some<const N: usize>(numbers: [u8; N]) -> [Option<u8>; N] {
        numbers.map(Some)
    }

    fn people() -> People {
        let mut people = People::default();
        (people.persons.first.name, people.persons.second.name) = ("R.H.".into(), "S.M.".into());
        people
    }

    #[test]
    fn the_verdict_follows_from_the_lowest_of_both_and_from_what_blocks() {
        use VerdictKind::{NotReady, Ready, ReadyIf};
        const DAWN: &str = "Would Dawn agree to help without an order?";
        type Row = ([u8; 7], [u8; 7], bool, Option<&'static str>, VerdictKind, &'static [&'static str]);
        let stand: &[&str] =
            &["Both say that every test would stand. Nothing is missing that the hearing cannot decide without."];
        // Law, reasons, against, options, child, time, readers.
        let rows: [Row; 15] = [
            ([2; 7], [2; 7], true, None, Ready, stand),
            ([3; 7], [2, 3, 2, 3, 2, 3, 2], true, None, Ready, stand),
            ([3, 3, 3, 3, 3, 3, 1], [3; 7], true, None, ReadyIf, &["R.H. says 1 for “Two readers”."]),
            ([3; 7], [3, 3, 3, 1, 3, 3, 3], true, None, ReadyIf, &["S.M. says 1 for Options."]),
            ([3, 3, 0, 3, 3, 3, 3], [3; 7], true, None, ReadyIf, &["R.H. says 0 for “What speaks against”."]),
            ([3, 3, 3, 0, 3, 3, 3], [3; 7], true, None, ReadyIf, &["R.H. says 0 for Options."]),
            (
                [3, 3, 3, 3, 3, 0, 0],
                [3; 7],
                true,
                None,
                ReadyIf,
                &["R.H. says 0 for Time.", "R.H. says 0 for “Two readers”."],
            ),
            ([3; 7], [0, 3, 3, 3, 3, 3, 3], true, None, NotReady, &["S.M. says 0 for Law."]),
            ([3, 0, 3, 3, 3, 3, 3], [3; 7], true, None, NotReady, &["R.H. says 0 for “Reasons reach ground”."]),
            (
                [3; 7],
                [3, 3, 1, 3, 0, 3, 3],
                true,
                None,
                NotReady,
                &["S.M. says 0 for “The child”.", "S.M. says 1 for “What speaks against”."],
            ),
            (
                [3; 7],
                [3; 7],
                true,
                Some(DAWN),
                NotReady,
                &["The hearing cannot decide without: Would Dawn agree to help without an order?"],
            ),
            (
                [3; 7],
                [3, 3, 3, 3, 3, 1, 3],
                true,
                Some(DAWN),
                NotReady,
                &[
                    "The hearing cannot decide without: Would Dawn agree to help without an order?",
                    "S.M. says 1 for Time.",
                ],
            ),
            ([3; 7], [2; 7], false, None, ReadyIf, &["No line of law is linked, so Law counts as 1."]),
            (
                [1, 3, 3, 3, 3, 3, 3],
                [3; 7],
                false,
                None,
                ReadyIf,
                &["R.H. says 1 for Law.", "No line of law is linked, so Law counts as 1."],
            ),
            (
                [0, 3, 3, 3, 3, 3, 3],
                [1, 3, 3, 3, 3, 3, 3],
                false,
                None,
                NotReady,
                &["R.H. says 0 for Law.", "S.M. says 1 for Law."],
            ),
        ];
        for (first, second, linked, blocking, kind, reasons) in rows {
            let rate = rated(&Test::ALL, &some(first), &some(second));
            let blocking: Vec<String> = blocking.into_iter().map(str::to_owned).collect();
            let verdict = rate.verdict(ORDER, linked, &blocking).unwrap();
            let words: Vec<String> = verdict.reasons.iter().map(|reason| reason.words(&people())).collect();
            assert_eq!((verdict.kind, words), (kind, reasons.iter().map(|one| (*one).to_owned()).collect()));
        }
    }

    #[test]
    fn what_somebody_has_not_rated_is_never_ready() {
        let rows: [([Option<u8>; 3], VerdictKind, &str); 3] = [
            ([None, Some(3), Some(3)], VerdictKind::ReadyIf, "R.H. has not rated Law."),
            ([Some(2), Some(2), None], VerdictKind::ReadyIf, "R.H. has not rated “The child”."),
            ([None, None, Some(0)], VerdictKind::NotReady, "R.H. says 0 for “The child”."),
        ];
        for (first, kind, reason) in rows {
            let verdict = rated(&[Law, Reasons, Child], &first, &some([3; 3])).verdict(ORDER, true, &[]).unwrap();
            assert_eq!((verdict.kind, verdict.reasons[0].words(&people()).as_str()), (kind, reason));
        }
    }

    #[test]
    fn only_the_tests_that_are_asked_count_and_a_link_counts_only_for_the_law() {
        let verdict = |tests: &[Test], linked| rated(tests, &[Some(3); 2], &[Some(2); 2]).verdict(ORDER, linked, &[]);
        assert_eq!(verdict(&[Time, Readers], false).unwrap().kind, VerdictKind::Ready);
        assert_eq!(verdict(&[Law, Child], false).unwrap().kind, VerdictKind::ReadyIf);
        assert_eq!([Rate::most(Law, false), Rate::most(Law, true), Rate::most(Against, false)], [1, 3, 3]);
    }

    #[test]
    fn nothing_follows_before_both_have_rated() {
        let mut rate = rated(&[Law, Options], &some([3, 0]), &some([1, 1]));
        rate.rated.begin_again();
        rate.begin(Who::Second);
        *rate.choosing(Who::Second).unwrap().next().unwrap().1 = Some(0);
        rate.rated.commit(Who::Second);
        rate.begin(Who::First);
        assert_eq!((rate.verdict(ORDER, true, &["x".into()]), rate.numbers(0)), (None, None));
        assert!(rate.by_difference().is_empty() && rate.widest().is_empty() && !rate.is_said());
        assert!(rate.choosing(Who::Second).is_none() && rate.in_a_line().is_empty());
    }

    #[test]
    fn the_widest_difference_comes_first_and_equals_keep_the_checklists_order() {
        type Row<'a> = ([Option<u8>; 4], [Option<u8>; 4], &'a [usize], &'a [usize]);
        let rows: [Row; 5] = [
            (some([3, 2, 1, 0]), some([2, 0, 1, 2]), &[1, 3, 0, 2], &[1, 3]),
            (some([1, 1, 1, 1]), some([1, 1, 1, 1]), &[0, 1, 2, 3], &[]),
            ([Some(1), None, Some(2), None], some([1, 3, 1, 0]), &[2, 1, 3, 0], &[2]),
            ([None, None, Some(2), None], [None, Some(3), Some(2), None], &[1, 0, 2, 3], &[1]),
            ([None; 4], [None; 4], &[0, 1, 2, 3], &[]),
        ];
        for (first, second, order, widest) in rows {
            let rate = rated(&[Law, Reasons, Options, Child], &first, &second);
            assert_eq!((rate.by_difference().as_slice(), rate.widest().as_slice()), (order, widest));
        }
    }
}
