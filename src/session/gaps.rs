//! What is open: everything that Review shows before a session is finished. Gaps are said, never counted against anybody.

use super::{Answer, Entry, Session, Spot, Standing};
use crate::checklist::one_line;

/// One thing to look at, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub spot: Spot,
    pub kind: GapKind,
    /// What is known about it, in one line; may be empty.
    pub note: String,
}

/// Why something is listed, in the order in which Review lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapKind {
    NotTalkedThrough,
    ComeBack,
    OpenBranch,
    NotKnown,
    Differ,
    BasisNotSaid,
    NotAgreed,
    SetAside,
}

impl GapKind {
    pub const ALL: [Self; 8] = [
        Self::NotTalkedThrough,
        Self::ComeBack,
        Self::OpenBranch,
        Self::NotKnown,
        Self::Differ,
        Self::BasisNotSaid,
        Self::NotAgreed,
        Self::SetAside,
    ];

    /// The words on screen and in notes.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotTalkedThrough => "Not talked through",
            Self::ComeBack => "Come back to this",
            Self::OpenBranch => "Reasons that have not reached ground",
            Self::NotKnown => "Not known yet",
            Self::Differ => "We see it differently",
            Self::BasisNotSaid => "Source not said",
            Self::NotAgreed => "Not agreed by the presenter yet",
            Self::SetAside => "Set aside",
        }
    }
}

impl Session {
    /// Everything that is open, in the order of [`GapKind`] and then of the checklist.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let applying = self.applying();
        let assumed: Vec<String> = self.assumed().into_iter().map(str::to_owned).collect();
        let mut gaps = Vec::new();
        for (spot, entry) in self.entries() {
            let mut gap = |kind, note: String| gaps.push(Gap { spot, kind, note });
            if !applying.contains(&spot) {
                if entry.has_words() {
                    gap(GapKind::SetAside, self.in_a_line(entry));
                }
                continue;
            }
            if !entry.asks() {
                continue;
            }
            match entry.standing() {
                Standing::NotStarted => gap(GapKind::NotTalkedThrough, String::new()),
                Standing::Started => gap(GapKind::NotTalkedThrough, self.in_a_line(entry)),
                Standing::ComeBack => gap(GapKind::ComeBack, self.in_a_line(entry)),
                Standing::NotKnown => gap(GapKind::NotKnown, not_known(entry)),
                Standing::Differ => gap(GapKind::Differ, self.differ(entry)),
                Standing::Answered | Standing::NotRelevant => {}
            }
            if entry.waits_for_yes() {
                gap(GapKind::NotAgreed, self.in_a_line(entry));
            }
            if entry.standing() != Standing::NotRelevant {
                if entry.answer.is_said() && entry.answer.basis() == Some(None) {
                    gap(GapKind::BasisNotSaid, self.in_a_line(entry));
                }
                if let Answer::Why(tree) = &entry.answer {
                    for reason in tree.open_tips() {
                        gap(GapKind::OpenBranch, one_line(&reason.text));
                    }
                    if tree.lacks_other_explanation(&assumed).is_some() {
                        gap(GapKind::OpenBranch, "No other explanation yet".to_owned());
                    }
                }
            }
        }
        for (section, one) in self.sections.iter().enumerate().filter(|(_, one)| one.come_back) {
            let note = format!("The whole section \"{}\"", self.fill(&one.title));
            gaps.push(Gap { spot: Spot { section, entry: 0 }, kind: GapKind::ComeBack, note });
        }
        gaps.sort_by_key(|gap| (gap.kind, gap.spot));
        gaps
    }

    fn differ(&self, entry: &Entry) -> String {
        let [one, two] = self.people.in_order();
        format!(
            "{}: {} {}: {}",
            self.people.name(one),
            entry.differ[one].trim(),
            self.people.name(two),
            entry.differ[two].trim()
        )
    }
}

fn not_known(entry: &Entry) -> String {
    let who = entry.not_known.who.trim();
    let by = entry.not_known.by.trim();
    if by.is_empty() { format!("Ask: {who}") } else { format!("Ask: {who}, by {by}") }
}
