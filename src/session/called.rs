//! Who is who to the child: the names that were typed, and what a note says in their place.

use serde::{Deserialize, Serialize};

use super::Session;

/// A name as it was typed, and who that is: "Dawn", "Mum".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Called {
    pub name: String,
    pub role: String,
}

impl Called {
    /// What people are to a child, in the order in which it is offered.
    const ROLES: [&str; 14] = [
        "Mum",
        "Dad",
        "Gran",
        "Grandad",
        "Aunt",
        "Uncle",
        "Brother",
        "Sister",
        "Cousin",
        "Foster carer",
        "Friend",
        "Neighbour",
        "Teacher",
        "Doctor",
    ];

    /// Whether both are written.
    #[must_use]
    pub fn is_said(&self) -> bool {
        !self.name.trim().is_empty() && !self.role.trim().is_empty()
    }

    /// "Dawn: Mum".
    #[must_use]
    pub fn words(&self) -> String {
        let Self { name, role } = self;
        if role.trim().is_empty() { name.trim().to_owned() } else { format!("{}: {}", name.trim(), role.trim()) }
    }

    /// What can be offered for one more person: those of [`ROLES`](Self::ROLES) that nobody has, and the next worker.
    #[must_use]
    pub fn offered(called: &[Self]) -> Vec<String> {
        let is_free = |role: &str| called.iter().all(|one| one.role.trim() != role);
        let worker = (1..=called.len() + 1).map(|number| format!("Worker {number}")).find(|role| is_free(role));
        Self::ROLES.iter().filter(|role| is_free(role)).map(|role| (*role).to_owned()).chain(worker).collect()
    }
}

impl Session {
    /// Notes who somebody is. A name that is listed already gets this role.
    pub fn call(&mut self, name: &str, role: &str) {
        match self.called.iter_mut().find(|one| one.name.trim() == name.trim()) {
            Some(one) => role.clone_into(&mut one.role),
            None => self.called.push(Called { name: name.to_owned(), role: role.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::sample;

    #[test]
    fn a_role_that_somebody_has_is_not_offered_again_and_workers_are_counted() {
        let mut session = sample();
        for (name, role) in [("Dawn", "Mum"), ("J. Orr", "Worker 1"), ("Mrs Rennie", "Gran")] {
            session.call(name, role);
        }
        let offered = Called::offered(&session.called);
        assert_eq!(offered.first().map(String::as_str), Some("Dad"));
        assert_eq!(offered.last().map(String::as_str), Some("Worker 2"));
        assert!(!offered.iter().any(|role| ["Mum", "Gran", "Worker 1"].contains(&role.as_str())));
        session.call(" Dawn", "Birth mum");
        assert_eq!(session.called.len(), 3);
        assert_eq!(session.called[0].words(), "Dawn: Birth mum");
    }

    #[test]
    fn a_session_from_before_has_nobody_on_the_list() {
        let mut kept = serde_json::to_value(sample()).unwrap();
        assert!(kept.as_object_mut().unwrap().remove("called").is_some());
        assert_eq!(serde_json::from_value::<Session>(kept).unwrap(), sample());
    }
}
