//! What the clock is read against: the day, the hearing, the child's placeholder, the law's country, the register.

use chrono::{Months, NaiveDate};

use super::BirthMonth;
use crate::{
    checklist::capitalised,
    session::{Decision, DecisionState, Session},
};

/// Everything that a clock does not hold itself. It is owned, so that a clock can be changed while it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The day for which everything is told: the hearing's, or today while that is not set.
    pub day: NaiveDate,
    pub hearing: Option<NaiveDate>,
    /// The pseudonym; may be empty.
    pub child: String,
    /// Dates and guidance are Scottish. In a checklist for another country there are none.
    pub scotland: bool,
    /// Decisions of this session that are parked or avoided, in order.
    pub waiting: Vec<Decision>,
}

impl Given {
    /// What a session gives its clock, told for the hearing, or for `today` while that is not set.
    #[must_use]
    pub fn of(session: &Session, today: NaiveDate) -> Self {
        let hearing = session.hearing_day();
        let decisions = session.decisions();
        Self::new(hearing.unwrap_or(today), hearing, &session.child, &session.checklist.jurisdiction, decisions)
    }

    /// `day` is the one for which everything is told; of the decisions those that wait are kept.
    #[must_use]
    pub fn new<'a>(
        day: NaiveDate,
        hearing: Option<NaiveDate>,
        child: &str,
        jurisdiction: &str,
        decisions: impl IntoIterator<Item = &'a Decision>,
    ) -> Self {
        let waits = |one: &&Decision| matches!(one.state, Some(DecisionState::Parked | DecisionState::Avoided));
        Self {
            day,
            hearing,
            child: child.trim().to_owned(),
            scotland: jurisdiction.trim().eq_ignore_ascii_case("Scotland"),
            waiting: decisions.into_iter().filter(waits).cloned().collect(),
        }
    }

    /// The child within a sentence: the pseudonym, or "the child". Never a pronoun.
    #[must_use]
    pub fn child(&self) -> &str {
        let child = self.child.trim();
        if child.is_empty() { "the child" } else { child }
    }

    /// The child at the beginning of a sentence.
    #[must_use]
    pub fn child_first(&self) -> String {
        capitalised(self.child())
    }

    /// Whether a child born in that month is 16, or may become so within a year of the day. `None` while the month is not
    /// known.
    pub(super) fn near_sixteen(&self, born: &BirthMonth) -> Option<bool> {
        let sixteen = born.first_day()?.checked_add_months(Months::new(16 * 12))?;
        Some(sixteen <= self.day.checked_add_months(Months::new(12))?)
    }
}
