//! A blank paper form of a checklist, for a room without a laptop.
//!
//! Every prompt of the pace stands in it with room to write, numbered, so that what does not fit goes on the back under its
//! number. With half an hour or less it is meant for one side of A4: small letters in two columns, no hints, no law beside the
//! prompts, and no lines to read aloud but the prompts that are nothing else.

mod ask;

use super::{
    Block, Doc, Paper, Text,
    block::KeyValue,
    law_lines::{main_act, short_one},
};
use crate::checklist::{
    Checklist, Condition, Item, Kind, LawLine, LawStatus, Library, Pace, Placeholders, Section, Tier, counted,
    readable_date,
};

const MARKING: &str = "Filled in, this is part of the child's record. The child can ask to read it, perhaps at 30.";

/// So long a conversation has one side of paper.
const ONE_SIDE: u16 = 30;

/// The form for this pace of the checklist. The law lines, their caution and the panel's questions are the library's.
#[must_use]
pub fn paper_form(checklist: &Checklist, pace: &Pace, library: &Library) -> Doc {
    Form::new(checklist, pace, library).doc()
}

/// What the parts of a form need to know.
struct Form<'a> {
    checklist: &'a Checklist,
    pace: &'a Pace,
    library: &'a Library,
    size: Size,
    /// The Act that is named most; its sections stand without it.
    act: &'a str,
    /// The prompts that are asked, in order; a prompt's number is its place here, from 1.
    asked: Vec<&'a str>,
}

/// How much of a checklist a form shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    /// Hints, lines to read aloud, and tables to fill in.
    Whole,
    /// What fits on one side.
    OneSide,
}

impl<'a> Form<'a> {
    fn new(checklist: &'a Checklist, pace: &'a Pace, library: &'a Library) -> Self {
        let items: Vec<&Item> = checklist.at_pace(&pace.id).flat_map(|(_, items)| items).collect();
        let lines: Vec<&LawLine> = law_lines(&items, library).map(|(line, _)| line).collect();
        let asked = items.iter().filter(|item| item.kind != Kind::Read).map(|item| item.id.as_str()).collect();
        let size = if pace.minutes <= ONE_SIDE { Size::OneSide } else { Size::Whole };
        Self { checklist, pace, library, size, act: main_act(&lines), asked }
    }

    fn doc(&self) -> Doc {
        let Self { checklist, pace, .. } = self;
        let mut blocks = self.head();
        blocks.extend(self.law());
        for (section, items) in checklist.at_pace(&pace.id) {
            blocks.extend(self.section(section, &items));
        }
        if self.size == Size::Whole && !checklist.reflection.is_empty() {
            blocks.push(Block::para(AFTERWARDS));
        }
        let title = format!("{}: {}", checklist.title, pace.title);
        let paper = match self.size {
            Size::Whole => Paper::Usual,
            Size::OneSide => Paper::TwoColumns,
        };
        Doc::new(&title, MARKING, blocks).on(paper)
    }

    /// What is filled in first, and how the rest is.
    fn head(&self) -> Vec<Block> {
        let blank = |name: &&str| KeyValue { key: (*name).to_owned(), value: self.blank(Blank::Line) };
        let names = ["Our reference", "Hearing, and its day", "Presenter", "Colleague who asks", "Today"];
        let (names, how) = match self.size {
            Size::Whole => (Block::Facts(names.iter().map(blank).collect()), HOW),
            Size::OneSide => {
                let blanks = ["Reference", "Hearing", "Who is here", "Today"].map(|name| self.named_blank(name));
                (Block::para(blanks.join("  ")), HOW_ON_ONE_SIDE)
            }
        };
        vec![names, Block::para(format!("{how} Checklist version {}.", self.checklist.version))]
    }

    /// What must be known of all law lines that the form names; nothing if it names none.
    fn law(&self) -> Option<Block> {
        let items: Vec<&Item> = self.checklist.at_pace(&self.pace.id).flat_map(|(_, items)| items).collect();
        let items: Vec<&Item> = match self.size {
            Size::Whole => items,
            Size::OneSide => items.into_iter().filter(|item| item.kind == Kind::Law).collect(),
        };
        let named: Vec<(&LawLine, &str)> = law_lines(&items, self.library).collect();
        let recheck = named.iter().map(|(line, _)| line.recheck_by).min()?;
        let mut cautions: Vec<&str> = Vec::new();
        for (_, caution) in named {
            if !cautions.contains(&caution) {
                cautions.push(caution);
            }
        }
        let act = format!("Sections without an Act: {}.", self.act);
        let again = match self.size {
            Size::Whole => format!("One of these lines has to be read again by {}.", readable_date(recheck)),
            Size::OneSide => String::new(),
        };
        let text = [act, cautions.join(" "), again].join(" ");
        Some(Block::Note { label: "The law".to_owned(), text })
    }

    fn section(&self, section: &Section, items: &[&Item]) -> Vec<Block> {
        let minutes = section.minutes.get(&self.pace.id).copied().unwrap_or_default();
        let minutes = counted(usize::from(minutes), "minute");
        let heading = format!("{} ({minutes}, {})", plain(&section.title), section.speaks.words());
        let mut blocks = vec![Block::heading(2, heading)];
        if self.size == Size::Whole && !section.read_aloud.is_empty() {
            blocks.push(Block::Para(Text::led(READ_ALOUD, plain(&section.read_aloud))));
        }
        blocks.extend(items.iter().flat_map(|item| self.item(item)));
        blocks
    }

    fn item(&self, item: &Item) -> Vec<Block> {
        let hint = match self.size {
            Size::Whole => plain(&item.hint),
            Size::OneSide => String::new(),
        };
        if item.kind == Kind::Read {
            return vec![Block::Para(Text::led(READ_ALOUD, plain(&item.prompt))), Block::para(hint)];
        }
        let number = self.number(&item.id).map(|number| format!("{number}.")).unwrap_or_default();
        let asked = match self.size {
            // Among hints the question stands out.
            Size::Whole => {
                let words = [self.only_if(item), self.beside(item)];
                let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
                Text { lead: format!("{number} {}", plain(&item.prompt)), words: words.join(" ") }
            }
            Size::OneSide => {
                let because = if matches!(item.kind, Kind::Why { .. }) { BECAUSE } else { "" };
                let words = [&plain(&item.prompt), &*self.only_if(item), because];
                let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
                Text { lead: number, words: words.join(" ") }
            }
        };
        let mut blocks = vec![Block::Para(asked), Block::para(hint)];
        blocks.extend(self.room(item));
        blocks
    }

    /// The law that stands beside a prompt, in brackets. A prompt that asks about the lines has them below.
    fn beside(&self, item: &Item) -> String {
        let lines = item.law.iter().filter_map(|id| self.library.law_line(id)).map(|(line, _)| line);
        let named: Vec<String> = lines.map(|line| self.reference(line)).collect();
        if item.kind == Kind::Law || named.is_empty() { String::new() } else { format!("({})", named.join("; ")) }
    }

    /// A provision in a few words. What is not plainly law in force says so.
    fn reference(&self, line: &LawLine) -> String {
        let what = match line.tier {
            Tier::Law => None,
            Tier::Guidance => Some("guidance, not law"),
        };
        let status = match line.status {
            LawStatus::InForce => None,
            LawStatus::Unconfirmed => Some("not confirmed"),
            LawStatus::Prospective => Some("not in force when read"),
            LawStatus::Superseded => Some("replaced by later law"),
        };
        let marks: Vec<&str> = [what, status].into_iter().flatten().collect();
        let name = short_one(line, self.act);
        if marks.is_empty() { name } else { format!("{name} [{}]", marks.join(", ")) }
    }

    /// When a prompt is asked at all, by the numbers of those that decide it; empty if always.
    fn only_if(&self, item: &Item) -> String {
        let Some(condition) = &item.shows_when else { return String::new() };
        let mut numbers: Vec<usize> = ids(condition).into_iter().filter_map(|id| self.number(id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        match &*numbers.iter().map(usize::to_string).collect::<Vec<_>>() {
            [] => String::new(),
            [one] => format!("Only if the answer to {one} calls for it."),
            [some @ .., last] => format!("Only if the answers to {} and {last} call for it.", some.join(", ")),
        }
    }

    /// What a prompt is called on this form; `None` for what is not asked on it.
    fn number(&self, id: &str) -> Option<usize> {
        self.asked.iter().position(|one| *one == id).map(|at| at + 1)
    }

    /// A name with room for a few words after it. The two stay in one line.
    fn named_blank(&self, name: &str) -> String {
        format!("{}{HARD}{}", name.replace(' ', HARD), self.blank(Blank::Day))
    }

    /// A place to write a few words in the middle of a line.
    fn blank(&self, blank: Blank) -> String {
        let letters = match (self.size, blank) {
            (Size::Whole, Blank::Line) => 44,
            (Size::OneSide, Blank::Line) => 24,
            (Size::Whole, Blank::Day) => 16,
            (Size::OneSide, Blank::Day) => 12,
        };
        "_".repeat(letters)
    }
}

/// How much is to be written in a blank.
#[derive(Clone, Copy)]
enum Blank {
    /// What stands by itself in its line.
    Line,
    /// A day, a number, a name.
    Day,
}

const READ_ALOUD: &str = "Read aloud";

/// A space at which no line ends.
const HARD: &str = "\u{A0}";

const HOW: &str = "Use no real names. Write beside an answer what it is: seen or recorded, told to us, our view, an assumption, or not known yet. \
    Add the source and the day. If it is not known yet, say who could tell us, and by when. If something does not matter here, \
    say because of what. What does not fit goes on the back, with its number.";

const HOW_ON_ONE_SIDE: &str = "Use no real names. Write what an answer is: seen, told to us, our view, an assumption, or not \
    known yet. What does not fit goes on the back, with its number.";

const BECAUSE: &str = "Because … and that because … it rests on …";

const AFTERWARDS: &str = "What each of you takes away for yourself does not belong on this form. Write it on a paper of your \
    own, without the facts of the case.";

/// A text as it reads before anybody has said who the child is.
fn plain(text: &str) -> String {
    Placeholders::default().fill(text)
}

/// The law lines that items name, each with its file's caution.
fn law_lines<'a>(items: &[&'a Item], library: &'a Library) -> impl Iterator<Item = (&'a LawLine, &'a str)> {
    items.iter().flat_map(|item| &item.law).filter_map(|id| library.law_line(id))
}

/// The items whose answers a condition looks at.
fn ids(condition: &Condition) -> Vec<&str> {
    match condition {
        Condition::Answer { of, .. } | Condition::Standing { of, .. } => vec![of],
        Condition::All(some) | Condition::Any(some) => some.iter().flat_map(ids).collect(),
        Condition::Not(one) => ids(one),
    }
}

#[cfg(test)]
mod tests;
