//! An item as filled in: what is asked, what was said, and where it stands.

use serde::{Deserialize, Serialize};

use super::{Answer, LawLinks, Pair};
use crate::checklist::{Compared, Condition, Item, LawLine, Part, Standing, one_line};

/// One prompt of a session with its answer. Nothing in it is ever cleared because something else was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub id: String,
    pub prompt: String,
    pub hint: String,
    pub law: Vec<LawLine>,
    pub shows_when: Option<Condition>,
    /// Asked in its short form: fields beyond the words begin folded.
    pub short: bool,
    /// Where the author wants it in the decision note.
    pub part: Option<Part>,
    pub answer: Answer,
    pub mark: Mark,
    pub not_known: NotKnown,
    /// "Not relevant because …"
    pub not_relevant: String,
    /// "We see this differently": both versions, neither wins.
    pub differ: Pair<String>,
    /// The presenter has said "yes, that is what I said" to what stands here now. Any change takes it back.
    #[serde(default)]
    pub agreed: bool,
}

/// What the two have said about the prompt as a whole. Where it then stands is [`Entry::standing`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    #[default]
    Unmarked,
    TalkedThrough,
    NotKnown,
    NotRelevant,
    ComeBack,
    Differ,
}

/// Who could tell us, by when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotKnown {
    pub who: String,
    /// As typed.
    pub by: String,
    /// Can the hearing decide without it?
    #[serde(default)]
    pub decide_without: Option<bool>,
}

/// What undo and redo bring back: everything in an entry that people can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    answer: Answer,
    mark: Mark,
    not_known: NotKnown,
    not_relevant: String,
    differ: Pair<String>,
}

impl Entry {
    /// A blank entry for an item; `law` are the lines that its ids name.
    #[must_use]
    pub fn blank(item: &Item, short: bool, law: Vec<LawLine>) -> Self {
        let mut answer = Answer::blank(&item.kind);
        if let Answer::Law(links) = &mut answer {
            *links = LawLinks::to(&law);
        }
        Self {
            id: item.id.clone(),
            prompt: item.prompt.clone(),
            hint: item.hint.clone(),
            law,
            shows_when: item.shows_when.clone(),
            short,
            part: item.part,
            answer,
            mark: Mark::default(),
            not_known: NotKnown::default(),
            not_relevant: String::new(),
            differ: Pair::default(),
            agreed: false,
        }
    }

    /// Whether it asks anything; a line to read aloud does not.
    #[must_use]
    pub fn asks(&self) -> bool {
        match &self.answer {
            Answer::Read => false,
            Answer::LastTime(last) => last.has_any(),
            _ => true,
        }
    }

    /// The presenter says "yes, that is what I said" to what stands here.
    pub fn agree(&mut self) {
        self.agreed = self.asks() && self.has_words();
    }

    /// Whether it was settled and the presenter has not said yes to it as it stands now.
    #[must_use]
    pub fn waits_for_yes(&self) -> bool {
        let settled = matches!(
            self.standing(),
            Standing::Answered | Standing::NotKnown | Standing::NotRelevant | Standing::Differ
        );
        settled && !self.agreed
    }

    /// Where it stands. *Answered* needs words, *not known yet* needs who could tell us, *not relevant* needs a because,
    /// *differ* needs both versions: without them an entry has only been started.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let said = |text: &str| !text.trim().is_empty();
        match self.mark {
            Mark::TalkedThrough if self.answer.is_said() => Standing::Answered,
            Mark::NotKnown if said(&self.not_known.who) => Standing::NotKnown,
            Mark::NotRelevant if said(&self.not_relevant) => Standing::NotRelevant,
            Mark::Differ if said(&self.differ.first) && said(&self.differ.second) => Standing::Differ,
            Mark::ComeBack => Standing::ComeBack,
            _ if self.has_words() => Standing::Started,
            _ => Standing::NotStarted,
        }
    }

    /// What the conditions of later items look at.
    pub(super) fn compared(&self) -> Compared {
        let chosen = match &self.answer {
            Answer::Choice(choice) => {
                choice.options.iter().filter(|one| one.chosen).map(|one| one.option.id.clone()).collect()
            }
            _ => Vec::new(),
        };
        Compared { chosen, standing: self.standing() }
    }

    /// Whether anything has been typed or chosen in it.
    #[must_use]
    pub fn has_words(&self) -> bool {
        let Self { answer, not_known, not_relevant, differ, .. } = self;
        !answer.is_blank() || beside(not_known, not_relevant, differ).iter().any(|text| !text.trim().is_empty())
    }

    /// Everything that was typed, the answer first.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let Self { answer, not_known, not_relevant, differ, .. } = self;
        texts(answer, not_known, not_relevant, differ)
    }

    /// What was said, in one line: the answer, or what stands in its place.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let line = match self.standing() {
            Standing::NotKnown if self.not_known.who.trim().is_empty() => "Not known yet".to_owned(),
            Standing::NotKnown => format!("Not known yet. Ask: {}", self.not_known.who.trim()),
            Standing::NotRelevant => format!("Not relevant because {}", self.not_relevant.trim()),
            _ => self.answer.in_a_line(),
        };
        one_line(&line)
    }

    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            answer: self.answer.clone(),
            mark: self.mark,
            not_known: self.not_known.clone(),
            not_relevant: self.not_relevant.clone(),
            differ: self.differ.clone(),
        }
    }

    /// Puts everything back as it was in the snapshot.
    pub fn restore(&mut self, snapshot: Snapshot) {
        let Snapshot { answer, mark, not_known, not_relevant, differ } = snapshot;
        self.answer = answer;
        self.mark = mark;
        self.not_known = not_known;
        self.not_relevant = not_relevant;
        self.differ = differ;
        self.agreed = false;
    }
}

impl Snapshot {
    /// Everything that was typed, in the order of [`Entry::texts`].
    pub(super) fn texts(&self) -> Vec<&str> {
        let Self { answer, mark: _, not_known, not_relevant, differ } = self;
        texts(answer, not_known, not_relevant, differ)
    }
}

fn texts<'a>(
    answer: &'a Answer,
    not_known: &'a NotKnown,
    not_relevant: &'a str,
    differ: &'a Pair<String>,
) -> Vec<&'a str> {
    let mut texts = answer.texts();
    texts.extend(beside(not_known, not_relevant, differ));
    texts
}

/// What was typed beside the answer.
fn beside<'a>(not_known: &'a NotKnown, not_relevant: &'a str, differ: &'a Pair<String>) -> [&'a str; 5] {
    [&not_known.who, &not_known.by, not_relevant, &differ.first, &differ.second]
}
