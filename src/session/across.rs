//! What one answer needs to know of the others: what is assumed, what is not known, whether the law is linked, who may advise.

use super::{Answer, Decision, EndKind, Mark, Reason, Session, Spot};
use crate::checklist::{LawLine, Speaks};

impl Session {
    /// The sentences that either of the two sorted as an assumption, once both have sorted.
    #[must_use]
    pub fn assumed(&self) -> Vec<&str> {
        self.said()
            .flat_map(|(_, answer)| if let Answer::Sort(sort) = answer { sort.assumed() } else { Vec::new() })
            .collect()
    }

    /// Whether a line of law that is in force carries the recommendation: linked where the law is asked for, or the end of a
    /// branch. Guidance carries nothing.
    #[must_use]
    pub fn law_is_linked(&self) -> bool {
        self.asked().any(|(_, entry)| match &entry.answer {
            Answer::Law(links) => links.linked(&entry.law).any(LawLine::can_carry),
            Answer::Why(tree) => tree.walk().into_iter().any(|(_, reason)| {
                reason.end.kind == Some(EndKind::Law) && reason.end.law.as_ref().is_some_and(LawLine::can_carry)
            }),
            _ => false,
        })
    }

    /// What is not known and without which the hearing cannot decide, in words, in the order of the checklist.
    #[must_use]
    pub fn blocking_unknowns(&self) -> Vec<String> {
        let mut blocking = Vec::new();
        for (_, entry) in self.asked() {
            if entry.mark == Mark::NotKnown && entry.not_known.decide_without == Some(false) {
                blocking.push(self.fill(&entry.prompt));
            }
            if let Answer::Why(tree) = &entry.answer {
                let blocks = |reason: &Reason| {
                    reason.end.kind == Some(EndKind::Unknown) && reason.end.decide_without == Some(false)
                };
                let of_tree = tree.walk().into_iter().filter(|(_, reason)| blocks(reason));
                blocking.extend(of_tree.map(|(_, reason)| reason.text.trim().to_owned()));
            }
        }
        blocking
    }

    /// Every decision in the session's registers.
    #[must_use]
    pub fn decisions(&self) -> Vec<&Decision> {
        self.said()
            .flat_map(|(_, answer)| if let Answer::Decisions(some) = answer { some.as_slice() } else { &[] })
            .collect()
    }

    /// Whether the colleague may advise in this section. Where no section opens advice, nothing is said about it.
    #[must_use]
    pub fn advice_is_open(&self, section: usize) -> bool {
        self.sections.iter().position(|one| one.opens_advice).is_none_or(|opens| section >= opens)
    }

    /// Whether only the presenter speaks in this section: the colleague listens, and the parrot asks nothing.
    #[must_use]
    pub fn is_telling(&self, section: usize) -> bool {
        self.sections.get(section).is_some_and(|one| one.speaks == Speaks::Presenter)
    }

    /// The answers that apply.
    fn said(&self) -> impl Iterator<Item = (Spot, &Answer)> {
        self.asked().map(|(spot, entry)| (spot, &entry.answer))
    }
}
