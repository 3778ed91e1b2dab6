//! What belongs to each part of a decision note.
//!
//! Where an answer stands is said once, in [`part`]: the author's `part`, else its kind, else its law lines.

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    Block, Length, answer_blocks,
    block::{ListItem, Text, fact, item, list, title},
    last_time, law_lines,
    outline::{Claim, Outline, is_blank, outline, quoted},
    said, words,
};
use crate::{
    checklist::{LawLine, Part, readable_date},
    session::{Answer, Entry, LastTime, Mark, Session, Spot, Tree},
};

/// The entries that apply and ask something, in order, with the outlines of their trees.
pub(super) struct Parts<'a> {
    session: &'a Session,
    /// The day for which the law's status is said: the hearing's, or that of the note while it is not set.
    day: NaiveDate,
    placed: Vec<Placed<'a>>,
    /// The law lines that the note names.
    lines: Vec<&'a LawLine>,
}

struct Placed<'a> {
    spot: Spot,
    entry: &'a Entry,
    part: Option<Part>,
    question: String,
    outline: Outline,
}

impl<'a> Parts<'a> {
    pub(super) fn of(session: &'a Session, at: NaiveDateTime) -> Self {
        let day = session.hearing_day().unwrap_or(at.date());
        let asked: Vec<(Spot, &Entry)> = session.asked().collect();
        let placed = asked.iter().map(|&(spot, entry)| {
            let question = said::question(session, &entry.prompt);
            let outline = match &entry.answer {
                Answer::Why(tree) if has_content(session, entry) => {
                    let source = asked.iter().find(|(_, one)| tree.from.as_ref() == Some(&one.id));
                    outline(session, day, claim(&question, tree, source.map(|(_, one)| &one.answer)), tree)
                }
                _ => Outline::default(),
            };
            Placed { spot, entry, part: part(session, entry), question, outline }
        });
        let placed: Vec<Placed> = placed.filter(|one| one.part != Some(Part::NoNote)).collect();
        let lines = law_named(session, &placed);
        Self { session, day, placed, lines }
    }

    /// What belongs to a part, in the order of the checklist. Sentences that were sorted come last: a reader wants the
    /// reasons first.
    pub(super) fn part(&self, part: Part) -> Vec<Block> {
        let is_sorted = |one: &&Placed<'_>| matches!(one.entry.answer, Answer::Sort(_));
        let of_part = || self.placed.iter().filter(move |one| one.part == Some(part));
        self.body(of_part().filter(|one| !is_sorted(one)).chain(of_part().filter(is_sorted)))
    }

    /// What was said in these entries, one after another.
    fn body<'b>(&'b self, entries: impl Iterator<Item = &'b Placed<'a>>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for placed in entries {
            let Placed { entry, part, question, outline, spot: _ } = placed;
            if entry.mark == Mark::NotRelevant {
                let because = entry.not_relevant.trim();
                let value = if because.is_empty() { "the reason is not written yet" } else { because };
                fact(&mut blocks, question, format!("Not relevant because {}", said::sentence(value)));
            }
            let mut words = said::answer(self.session, &entry.answer);
            if *part == Some(Part::Law) && !words.is_empty() && !entry.law.is_empty() {
                // The law stands behind the answer that it belongs to; what it is worth is said once, below.
                let law = law_lines::short(&entry.law, law_lines::main_act(&self.lines));
                words = format!("{} See {law}.", said::sentence(&words));
            }
            match &entry.answer {
                Answer::Why(_) => blocks.extend(list(outline.reasons.clone())),
                Answer::Decisions(decisions) => blocks.extend(list(said::register(decisions))),
                Answer::Actions(actions) => blocks.extend(list(said::actions(actions))),
                Answer::Law(_)
                | Answer::Clock(_)
                | Answer::Words(_)
                | Answer::Sort(_)
                | Answer::Rate(_)
                | Answer::Rehearse(_)
                | Answer::Promises(_) => {
                    blocks.extend(answer_blocks(self.session, entry).unwrap_or_default());
                }
                // What it says of actions stands with the actions, and with the decisions what a manager decides.
                Answer::LastTime(last) => blocks.extend(last_time::promised(last)),
                _ if words.is_empty() => {}
                Answer::Point(_) if *part == Some(Part::Point) => blocks.push(Block::para(words)),
                Answer::Text(verbatim) if *part == Some(Part::Words) => {
                    blocks.push(Block::Quote(verbatim.text.clone()));
                    blocks.push(Block::para(said::ground(verbatim.basis, &verbatim.source, &verbatim.when)));
                }
                // Named one by one, so that a new kind is asked for here: without an arm of its own it would be left out.
                Answer::Read
                | Answer::Text(_)
                | Answer::Choice(_)
                | Answer::Date(_)
                | Answer::Scale(_)
                | Answer::Point(_) => fact(&mut blocks, question, words),
            }
        }
        blocks
    }

    /// What was promised before comes first, and whether it was kept.
    pub(super) fn promises(&self, length: Length) -> Vec<Block> {
        let of_part = || self.placed.iter().filter(|one| one.part == Some(Part::Promises));
        let is_before = |one: &&Placed| matches!(one.entry.answer, Answer::LastTime(_));
        let now = self.body(of_part().filter(|one| !is_before(one)));
        before_and_now(self.body(of_part().filter(is_before)), now, length)
    }

    /// What was agreed before comes first, and where it stands.
    pub(super) fn actions(&self, length: Length) -> Vec<Block> {
        before_and_now(self.last_times().flat_map(last_time::actions).collect(), self.part(Part::Actions), length)
    }

    /// The register, and with what it lists for the manager the actions that were escalated.
    pub(super) fn decisions(&self) -> Vec<Block> {
        let mut blocks = self.part(Part::Decisions);
        let escalated: Vec<ListItem> = self.last_times().flat_map(last_time::for_the_manager).collect();
        let listed = blocks.iter_mut().rev().find_map(|block| match block {
            // Nothing comes after it in a register.
            Block::List { items, .. } if items.iter().any(|one| one.text.plain() == said::FOR_THE_MANAGER) => {
                Some(items)
            }
            _ => None,
        });
        match listed {
            _ if escalated.is_empty() => {}
            Some(items) => items.extend(escalated),
            None => {
                let title = title(0, said::FOR_THE_MANAGER);
                blocks.extend(list([vec![title], escalated].concat()));
            }
        }
        blocks
    }

    fn last_times(&self) -> impl Iterator<Item = &LastTime> {
        self.placed.iter().filter_map(|one| match &one.entry.answer {
            Answer::LastTime(last) => Some(last),
            _ => None,
        })
    }

    /// The answers that carry law lines, and every line beside an answer or under a reason with its status.
    pub(super) fn legal_basis(&self) -> Vec<Block> {
        let mut blocks = self.part(Part::Law);
        if !self.lines.is_empty() {
            let day = readable_date(self.day);
            blocks.push(Block::para(match self.session.hearing_day() {
                Some(_) => format!("The law beside these answers, for a hearing on {day}:"),
                None => format!("The law beside these answers, as on {day}; the day of the hearing is not set yet:"),
            }));
            blocks.extend(list(law_lines::grouped(&self.lines, self.day)));
        }
        blocks
    }

    pub(super) fn names_law(&self) -> bool {
        !self.lines.is_empty()
    }

    pub(super) fn against(&self) -> Vec<Block> {
        // What is spoken of more than once is named once, with all that was said of it.
        let mut of: Vec<Vec<ListItem>> = Vec::new();
        let mut at = 0;
        for one in self.placed.iter().flat_map(|one| &one.outline.against).cloned() {
            if one.depth == 0 {
                at = of.iter().position(|items| items[0].text == one.text).unwrap_or(of.len());
            }
            match of.get_mut(at) {
                None => of.push(vec![one]),
                Some(items) if one.depth > 0 => items.push(one),
                Some(_) => {}
            }
        }
        let mut blocks = self.part(Part::Against);
        blocks.extend(list(of.concat()));
        blocks
    }

    /// The words first. Where a checklist asks for them and there are none, the note says so: the chair is empty.
    pub(super) fn childs_part(&self) -> Vec<Block> {
        let mut blocks = self.part(Part::Words);
        if blocks.is_empty() && self.placed.iter().any(|one| one.part == Some(Part::Words)) {
            blocks.push(Block::para(self.session.fill(words::EMPTY_CHAIR)));
        }
        blocks.extend(self.part(Part::Child));
        blocks
    }

    pub(super) fn not_known(&self) -> Vec<Block> {
        let mut items = Vec::new();
        for Placed { entry, question, outline, .. } in &self.placed {
            if entry.mark == Mark::NotKnown {
                let who = match entry.not_known.who.trim() {
                    "" => "Who could tell us is not said yet.".to_owned(),
                    who => said::labelled("Who could tell us", who),
                };
                let by = said::labelled("By", &entry.not_known.by);
                let without = without(entry.not_known.decide_without);
                items.push(item(0, said::joined([said::sentence(question), who, by, without.to_owned()])));
            }
            items.extend(outline.unknown.iter().map(|text| item(0, text.clone())));
        }
        list(items)
    }

    pub(super) fn differ(&self) -> Vec<Block> {
        let mut items = Vec::new();
        for Placed { entry, question, .. } in &self.placed {
            let differ = &entry.differ;
            if entry.mark == Mark::Differ && [&differ.first, &differ.second].iter().any(|text| !text.trim().is_empty())
            {
                items.push(title(0, question));
                let versions = said::versions(self.session, |who| differ[who].clone());
                items.extend(versions.into_iter().map(|text| item(1, text)));
            }
        }
        list(items)
    }

    pub(super) fn also_said(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (section, one) in self.session.sections.iter().enumerate() {
            let body = self.body(self.placed.iter().filter(|one| one.spot.section == section && one.part.is_none()));
            if !body.is_empty() {
                blocks.push(Block::heading(3, self.session.fill(&one.title)));
                blocks.extend(body);
            }
        }
        blocks
    }
}

/// Two stretches of a part, each under its title; without anything from before there is nothing to tell apart.
/// Where there is only one side of paper, what is still to do goes first.
fn before_and_now(before: Vec<Block>, now: Vec<Block>, length: Length) -> Vec<Block> {
    let titled = |title: &str, blocks: Vec<Block>| {
        if blocks.is_empty() { blocks } else { [vec![Block::heading(3, title)], blocks].concat() }
    };
    if before.is_empty() {
        return now;
    }
    let (before, now) = (titled("From last time", before), titled("From this session", now));
    match length {
        Length::Full => [before, now].concat(),
        Length::OneSide => [now, before].concat(),
    }
}

/// Whether the hearing can decide without what is not known; empty while it is not said.
fn without(decide_without: Option<bool>) -> &'static str {
    match decide_without {
        Some(true) => "The hearing can decide without it.",
        Some(false) => "The hearing cannot decide without it.",
        None => "",
    }
}

/// The part of the note in which an answer stands; `None` for the section's own title. What the author says goes first, then
/// the kind, then whether the answer is a tree's claim, then the law lines.
fn part(session: &Session, entry: &Entry) -> Option<Part> {
    let is_a_claim = || {
        session
            .entries()
            .any(|(_, one)| matches!(&one.answer, Answer::Why(tree) if tree.from.as_ref() == Some(&entry.id)))
    };
    match &entry.answer {
        _ if entry.part.is_some() => entry.part,
        Answer::Point(_) => Some(Part::Point),
        Answer::Why(_) | Answer::Sort(_) => Some(Part::Reasons),
        Answer::Date(_) | Answer::Clock(_) => Some(Part::Clock),
        Answer::Decisions(_) => Some(Part::Decisions),
        Answer::Actions(_) => Some(Part::Actions),
        Answer::Law(_) => Some(Part::Law),
        Answer::Words(_) => Some(Part::Words),
        Answer::Rate(_) => Some(Part::Verdict),
        Answer::Rehearse(_) => Some(Part::Against),
        Answer::Promises(_) | Answer::LastTime(_) => Some(Part::Promises),
        Answer::Text(_) if is_a_claim() => Some(Part::Reasons),
        _ if !entry.law.is_empty() => Some(Part::Law),
        Answer::Read | Answer::Text(_) | Answer::Choice(_) | Answer::Scale(_) => None,
    }
}

/// How a tree's claim is said; a claim that the note has just said as the answer of `source` is not said twice.
fn claim(question: &str, tree: &Tree, source: Option<&Answer>) -> Claim {
    let claim = tree.claim.trim();
    let said_before = match source {
        Some(Answer::Point(point)) => point.sentence.trim() == claim,
        Some(Answer::Text(words)) => words.text.trim() == claim,
        _ => claim.is_empty(),
    };
    let line = |claim: &str| Text { lead: question.to_owned(), words: claim.to_owned() };
    match source {
        Some(Answer::Point(_)) if said_before => Claim { line: line(""), name: "the point".to_owned() },
        _ if said_before => Claim { line: line(""), name: quoted(claim) },
        _ => Claim { line: line(claim), name: quoted(claim) },
    }
}

/// Every law line that the note names, or on which a branch rests, once each.
fn law_named<'a>(session: &Session, placed: &[Placed<'a>]) -> Vec<&'a LawLine> {
    let mut lines: Vec<&LawLine> = Vec::new();
    for Placed { entry, part, .. } in placed.iter().filter(|one| has_content(session, one.entry)) {
        let ends = match &entry.answer {
            Answer::Why(tree) => tree.walk().into_iter().filter_map(|(_, one)| one.end.law.as_ref()).collect(),
            _ => Vec::new(),
        };
        // Where the law is what is asked for, only the lines that are linked are named; elsewhere those that stand behind an
        // answer of the legal basis. What only lies beside another prompt is for the two who talk.
        let beside: Vec<&LawLine> = match &entry.answer {
            Answer::Law(links) => links.linked(&entry.law).collect(),
            _ if *part == Some(Part::Law) => entry.law.iter().collect(),
            _ => Vec::new(),
        };
        for line in beside.into_iter().chain(ends) {
            if lines.iter().all(|one| one.id != line.id) {
                lines.push(line);
            }
        }
    }
    lines
}

/// Whether the note has anything to print for an entry's answer. A claim that was laid under a tree for the pair, and a
/// question that nobody has answered, are not yet something said.
pub(super) fn has_content(session: &Session, entry: &Entry) -> bool {
    match &entry.answer {
        Answer::Why(tree) => {
            let offered = tree.from.as_ref().and_then(|from| session.entries().find(|(_, one)| one.id == *from));
            let is_offered = offered.is_some_and(|(_, one)| one.answer.texts().first() == Some(&tree.claim.as_str()));
            let own_claim = !tree.claim.trim().is_empty() && !is_offered;
            own_claim || !tree.reasons().iter().all(is_blank)
        }
        Answer::Decisions(_) | Answer::Actions(_) => !entry.answer.is_blank(),
        Answer::Law(_)
        | Answer::Clock(_)
        | Answer::Words(_)
        | Answer::Sort(_)
        | Answer::Rate(_)
        | Answer::Rehearse(_)
        | Answer::Promises(_)
        | Answer::LastTime(_) => answer_blocks(session, entry).is_some_and(|blocks| !blocks.is_empty()),
        Answer::Read | Answer::Text(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Scale(_) | Answer::Point(_) => {
            !said::answer(session, &entry.answer).is_empty()
        }
    }
}
