//! The two who sit together, and things that each of them has one of.

use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

/// Initials or a first name, and what they do. Real surnames are not needed anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: String,
    /// Their job, in their words; may be empty.
    pub role: String,
    /// Asked first wherever both are asked, so that a senior colleague's answer does not lead.
    pub newly_qualified: bool,
}

/// One of the two people. They keep their answers when they swap roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Who {
    First,
    Second,
}

impl Who {
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// Something that each of the two has one of. Kept side by side, never averaged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair<T> {
    pub first: T,
    pub second: T,
}

impl<T> Index<Who> for Pair<T> {
    type Output = T;

    fn index(&self, who: Who) -> &T {
        match who {
            Who::First => &self.first,
            Who::Second => &self.second,
        }
    }
}

impl<T> IndexMut<Who> for Pair<T> {
    fn index_mut(&mut self, who: Who) -> &mut T {
        match who {
            Who::First => &mut self.first,
            Who::Second => &mut self.second,
        }
    }
}

/// Who is here, and who has which part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub persons: Pair<Person>,
    /// Whose report it is; the other is the colleague who asks.
    pub presenter: Who,
}

impl Default for People {
    fn default() -> Self {
        Self { persons: Pair::default(), presenter: Who::First }
    }
}

impl People {
    #[must_use]
    pub fn presenter(&self) -> &Person {
        &self.persons[self.presenter]
    }

    #[must_use]
    pub fn colleague(&self) -> &Person {
        &self.persons[self.presenter.other()]
    }

    /// Presenter and colleague change places; what each has said stays theirs.
    pub fn swap_roles(&mut self) {
        self.presenter = self.presenter.other();
    }

    /// Who is asked first, then second: whoever is newly qualified, else the presenter.
    #[must_use]
    pub fn in_order(&self) -> [Who; 2] {
        let [junior, other] = [self.presenter, self.presenter.other()];
        let other_is_junior = self.persons[other].newly_qualified && !self.persons[junior].newly_qualified;
        if other_is_junior { [other, junior] } else { [junior, other] }
    }

    /// The name to show for one of them: as typed, or the part that they have.
    #[must_use]
    pub fn name(&self, who: Who) -> &str {
        let name = self.persons[who].name.trim();
        if !name.is_empty() {
            name
        } else if who == self.presenter {
            "Presenter"
        } else {
            "Colleague"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_newly_qualified_is_asked_first_and_keeps_it_after_a_swap() {
        let mut people = People::default();
        assert_eq!(people.in_order(), [Who::First, Who::Second]);
        people.persons.second.newly_qualified = true;
        assert_eq!(people.in_order(), [Who::Second, Who::First]);
        people.swap_roles();
        assert_eq!(people.in_order(), [Who::Second, Who::First]);
        assert_eq!((people.name(Who::Second), people.name(Who::First)), ("Presenter", "Colleague"));
    }
}
