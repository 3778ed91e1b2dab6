//! Minutes never stop anything. A section that has used its own may borrow from a later one that it names.

use super::Session;

impl Session {
    /// How many minutes are borrowed at once.
    pub const BORROWED: u16 = 2;

    /// Whether a section has been on the screen for as long as was planned.
    #[must_use]
    pub fn is_over_time(&self, section: usize) -> bool {
        let is_over = |minutes: u16, seconds| minutes > 0 && seconds >= u32::from(minutes) * 60;
        self.sections.get(section).is_some_and(|one| is_over(one.minutes, one.seconds_on_screen))
    }

    /// The later sections that have minutes to lend and keep one for themselves, in order.
    #[must_use]
    pub fn lenders(&self, section: usize) -> Vec<usize> {
        let later = self.sections.iter().enumerate().skip(section + 1);
        later.filter(|(_, one)| one.minutes > Self::BORROWED).map(|(at, _)| at).collect()
    }

    /// Moves [`Session::BORROWED`] minutes from a later section to this one. Nothing happens if it has none to lend.
    pub fn borrow_minutes(&mut self, from: usize, to: usize) {
        if self.lenders(to).contains(&from)
            && let Ok([lender, borrower]) = self.sections.get_disjoint_mut([from, to])
        {
            lender.minutes -= Self::BORROWED;
            borrower.minutes += Self::BORROWED;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::session::sample;

    #[test]
    fn minutes_are_borrowed_from_a_later_section_and_never_invented() {
        let mut session = sample();
        let whole = |session: &super::Session| session.sections.iter().map(|one| u32::from(one.minutes)).sum::<u32>();
        let before = whole(&session);
        let lenders = session.lenders(0);
        assert!(!lenders.is_empty() && lenders.iter().all(|at| session.sections[*at].minutes > 2));
        let (first, lender) = (session.sections[0].minutes, session.sections[lenders[0]].minutes);
        session.borrow_minutes(lenders[0], 0);
        assert_eq!((session.sections[0].minutes, session.sections[lenders[0]].minutes), (first + 2, lender - 2));
        session.borrow_minutes(0, lenders[0]);
        assert_eq!(session.sections[0].minutes, first + 2, "an earlier section lends nothing");
        for _ in 0..100 {
            session.borrow_minutes(lenders[0], 0);
        }
        assert_eq!(whole(&session), before);
        assert!(session.sections.iter().all(|one| one.minutes > 0));
    }

    #[test]
    fn a_section_is_over_time_only_when_its_own_minutes_are_used() {
        let mut session = sample();
        session.sections[0].minutes = 3;
        for (seconds, over) in [(0, false), (179, false), (180, true), (999, true)] {
            session.sections[0].seconds_on_screen = seconds;
            assert_eq!(session.is_over_time(0), over, "{seconds}");
        }
        session.sections[0].minutes = 0;
        assert!(!session.is_over_time(0), "no minutes were planned");
    }
}
