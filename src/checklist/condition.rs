//! When an item is asked: a comparison with an earlier item's answer or standing.

use serde::{Deserialize, Serialize};

/// What `shows_when` says. It may name only items that come earlier, so that no circle can arise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Condition {
    /// Compares what was chosen in an earlier `Choice`, by the ids of its options.
    Answer {
        of: String,
        #[serde(default)]
        is: Option<String>,
        #[serde(default)]
        is_not: Option<String>,
        #[serde(default)]
        any_of: Option<Vec<String>>,
    },
    /// Compares where an earlier item stands.
    Standing {
        of: String,
        #[serde(default)]
        is: Option<Standing>,
        #[serde(default)]
        is_not: Option<Standing>,
        #[serde(default)]
        any_of: Option<Vec<Standing>>,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

/// Where an entry stands: as authors compare it, and as [`crate::session::Entry::standing`] finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    NotStarted,
    Started,
    Answered,
    NotKnown,
    NotRelevant,
    ComeBack,
    Differ,
}

/// What a comparison looks at: the earlier item as it stands at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Ids of the chosen options; empty for items that are not a `Choice`, and for those set aside.
    pub chosen: Vec<String>,
    pub standing: Standing,
}

impl Condition {
    /// Whether it holds. `look` gives an earlier item by id; an id that is not asked at this pace gives `None`, and then
    /// every comparison with it is as if nothing had been said.
    pub fn holds(&self, look: &dyn Fn(&str) -> Option<Compared>) -> bool {
        let seen = |of: &str| look(of).unwrap_or(Compared { chosen: Vec::new(), standing: Standing::NotStarted });
        match self {
            Self::Answer { of, is, is_not, any_of } => {
                let chosen = seen(of).chosen;
                is.as_ref().is_none_or(|id| chosen.contains(id))
                    && is_not.as_ref().is_none_or(|id| !chosen.contains(id))
                    && any_of.as_ref().is_none_or(|ids| ids.iter().any(|id| chosen.contains(id)))
            }
            Self::Standing { of, is, is_not, any_of } => {
                let standing = seen(of).standing;
                is.is_none_or(|name| standing == name)
                    && is_not.is_none_or(|name| standing != name)
                    && any_of.as_ref().is_none_or(|names| names.contains(&standing))
            }
            Self::All(parts) => parts.iter().all(|part| part.holds(look)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(look)),
            Self::Not(part) => !part.holds(look),
        }
    }

    /// Every single comparison in it, in order.
    pub(crate) fn comparisons(&self) -> Vec<&Self> {
        match self {
            Self::Answer { .. } | Self::Standing { .. } => vec![self],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::comparisons).collect(),
            Self::Not(part) => part.comparisons(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(condition: &str, chosen: &[&str], standing: Standing, expected: bool) {
        let condition: Condition = super::super::file::options().from_str(condition).unwrap();
        let compared = Compared { chosen: chosen.iter().map(ToString::to_string).collect(), standing };
        let found = condition.holds(&|of| (of == "home").then(|| compared.clone()));
        assert_eq!(found, expected, "{condition:?}");
    }

    #[test]
    fn comparisons_say_what_they_mean() {
        use Standing::{Answered, NotKnown, NotStarted};
        check(r#"Answer(of: "home", is: "gran")"#, &["gran"], Answered, true);
        check(r#"Answer(of: "home", is: "gran")"#, &["mum"], Answered, false);
        check(r#"Answer(of: "home", is_not: "gran")"#, &["mum"], Answered, true);
        check(r#"Answer(of: "home", is_not: "gran")"#, &[], NotStarted, true);
        check(r#"Answer(of: "home", any_of: ["mum", "gran"])"#, &["gran"], Answered, true);
        check(r#"Answer(of: "home", any_of: [])"#, &["gran"], Answered, false);
        check(r#"Answer(of: "elsewhere", is: "gran")"#, &["gran"], Answered, false);
        check(r#"Standing(of: "home", is: NotKnown)"#, &[], NotKnown, true);
        check(r#"Standing(of: "home", is_not: NotKnown)"#, &[], NotKnown, false);
        check(r#"Not(Standing(of: "home", is: NotKnown))"#, &[], NotKnown, false);
        check(
            r#"All([Answer(of: "home", is: "gran"), Standing(of: "home", is: Answered)])"#,
            &["gran"],
            Answered,
            true,
        );
        check(r#"Any([Answer(of: "home", is: "mum"), Standing(of: "home", is: Answered)])"#, &["gran"], Answered, true);
        check("All([])", &[], NotStarted, true);
        check("Any([])", &[], NotStarted, false);
    }
}
