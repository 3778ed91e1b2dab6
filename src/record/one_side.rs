//! A note on one side of paper: what a reader needs first, from every part of it, and in so many words what was left out.
//!
//! Nothing is cut in the middle: a line is there whole or not at all. What hangs under a line goes with it. The parts take
//! turns, so that no part is lost because another one is long; the point is there whatever its length.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::{
    Block, Doc,
    block::{KeyValue, ListItem},
    pdf,
};
use crate::{checklist::counted, session::Session};

/// How much of a note is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Length {
    /// What stands on one side of A4.
    OneSide,
    /// Every answer.
    #[default]
    Full,
}

impl Length {
    /// Sessions up to so many minutes have their note on one side of paper, unless somebody asks for all of it.
    const SHORT: u16 = 30;

    /// The usual one for a session: whoever has 25 minutes has no time to read four pages.
    #[must_use]
    pub fn usual(session: &Session) -> Self {
        if session.pace.minutes <= Self::SHORT { Self::OneSide } else { Self::Full }
    }
}

/// A part of a note: its heading and what stands under it, when its turn comes (the lowest rank first), and how many lines it
/// may add then.
#[derive(Clone)]
pub(super) struct Portion {
    pub(super) heading: String,
    pub(super) blocks: Vec<Block>,
    pub(super) rank: u8,
    pub(super) turn: usize,
}

/// So many letters stand in a line of the page.
const WIDTH: usize = 104;

/// More lines than one side of paper holds: from here on down it is tried how many do.
const MOST: usize = 76;

/// The document of these parts that fits on one side of paper, as full as can be. The point alone may be longer: then it is as
/// short as it gets.
pub(super) fn on_one_side(portions: &[Portion], doc: &dyn Fn(Vec<Block>) -> Doc) -> Doc {
    let fits = |lines: &usize| pdf::pages(&doc(within(*lines, portions.to_vec()))) == 1;
    // Halving: whoever waits for a note waits for seven layouts, and not for seventy.
    let (mut least, mut most) = (0, MOST);
    while least < most {
        let middle = (least + most).div_ceil(2);
        if fits(&middle) {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    doc(within(least, portions.to_vec()))
}

/// How tall something is, in tenths of a line.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Height(usize);

impl AddAssign for Height {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

/// The parts as far as `lines` lines of the page hold them, in their order, and what says what was left out.
pub(super) fn within(lines: usize, portions: Vec<Portion>) -> Vec<Block> {
    let mut room = Height(lines * 10);
    let mut parts: Vec<Part> = portions.into_iter().map(Part::new).collect();
    let mut by_rank: Vec<usize> = (0..parts.len()).collect();
    by_rank.sort_by_key(|at| parts[*at].rank);
    loop {
        let before = room;
        for at in &by_rank {
            parts[*at].take_turn(&mut room);
        }
        if room == before {
            break;
        }
    }
    let missing: Vec<String> = parts.iter().filter_map(Part::missing).collect();
    let mut blocks: Vec<Block> = parts.into_iter().flat_map(Part::kept).collect();
    if !missing.is_empty() {
        let text = format!("{}. The full note says all of it.", missing.join("; "));
        blocks.push(Block::Note { label: "Left out here".to_owned(), text });
    }
    blocks
}

struct Part {
    heading: String,
    units: Vec<Unit>,
    rank: u8,
    turn: usize,
    next: usize,
    begun: bool,
}

/// The smallest thing that is kept or left out.
struct Unit {
    block: Block,
    height: Height,
    /// The place of the line that it hangs under.
    under: Option<usize>,
    /// A title within the part: kept with the first unit after it.
    is_title: bool,
    kept: bool,
}

impl Part {
    fn new(portion: Portion) -> Self {
        let Portion { heading, blocks, rank, turn } = portion;
        let mut units = Vec::new();
        for block in blocks {
            divide(block, &mut units);
        }
        Self { heading, units, rank, turn, next: 0, begun: false }
    }

    fn take_turn(&mut self, room: &mut Height) {
        let mut taken = 0;
        while taken < self.turn && self.next < self.units.len() {
            let at = self.next;
            self.next += 1;
            let Some(unit) = self.units.get(at) else { return };
            if unit.is_title || unit.under.is_some_and(|above| !self.units[above].kept) {
                continue;
            }
            let title = self.units[..at].iter().rposition(|one| one.is_title).filter(|title| !self.units[*title].kept);
            let mut height = unit.height;
            for more in [title.map(|title| self.units[title].height), (!self.begun).then_some(Height(18))] {
                height += more.unwrap_or_default();
            }
            if height > *room && self.turn < usize::MAX {
                continue;
            }
            *room = Height(room.0.saturating_sub(height.0));
            self.units[at].kept = true;
            if let Some(title) = title {
                self.units[title].kept = true;
            }
            self.begun = true;
            taken += 1;
        }
    }

    /// What of this part was left out, in words.
    fn missing(&self) -> Option<String> {
        let (kept, all) = (self.units.iter().filter(|one| !one.is_title && one.kept), self.units.iter());
        let missing = all.filter(|one| !one.is_title).count() - kept.count();
        match missing {
            0 => None,
            _ if !self.begun => Some(format!("{}, {}", self.heading, counted(missing, "line"))),
            1 => Some(format!("{}, 1 more line", self.heading)),
            _ => Some(format!("{}, {missing} more lines", self.heading)),
        }
    }

    fn kept(self) -> Vec<Block> {
        if !self.begun {
            return Vec::new();
        }
        let mut blocks = vec![Block::heading(2, self.heading)];
        for unit in self.units.into_iter().filter(|unit| unit.kept) {
            match (blocks.last_mut(), unit.block) {
                (Some(Block::KeyValues(facts)), Block::KeyValues(more))
                | (Some(Block::Facts(facts)), Block::Facts(more)) => facts.extend(more),
                (Some(Block::List { ordered, items }), Block::List { ordered: same, items: more })
                    if *ordered == same =>
                {
                    items.extend(more);
                }
                (_, block) => blocks.push(block),
            }
        }
        blocks
    }
}

/// A block as units. The drawing of the time line goes: on one side of paper there is no room for it.
fn divide(block: Block, units: &mut Vec<Unit>) {
    let unit = |block: Block, under: Option<usize>| {
        // What ends in a colon announces what follows it.
        let is_title = match &block {
            Block::Heading { .. } => true,
            Block::Para(text) => text.plain().ends_with(':'),
            _ => false,
        };
        Unit { height: height(&block), block, under, is_title, kept: false }
    };
    match block {
        Block::TimeLine(_) => {}
        Block::KeyValues(facts) => units.extend(facts.into_iter().map(|one| unit(Block::KeyValues(vec![one]), None))),
        Block::Facts(facts) => units.extend(facts.into_iter().map(|one| unit(Block::Facts(vec![one]), None))),
        Block::List { ordered, items } => {
            // The places of the lines above, by their depth.
            let mut above: Vec<usize> = Vec::new();
            let mut items = items.into_iter().peekable();
            while let Some(item) = items.next() {
                above.truncate(usize::from(item.depth));
                let under = above.last().copied();
                above.push(units.len());
                // A line that only announces says nothing without the first line under it.
                let first = items.next_if(|next| next.depth > item.depth && item.text.plain().ends_with(':'));
                if let Some(first) = &first {
                    above.resize(usize::from(first.depth) + 1, units.len());
                }
                let items = std::iter::once(item).chain(first).collect();
                units.push(unit(Block::List { ordered, items }, under));
            }
        }
        Block::Heading { .. }
        | Block::Para(_)
        | Block::Quote(_)
        | Block::Note { .. }
        | Block::Table(_)
        | Block::Room(_) => units.push(unit(block, None)),
    }
}

/// About how tall a block is on the page.
fn height(block: &Block) -> Height {
    let of = |text: &str, width: usize| -> usize {
        text.lines().map(|line| line.chars().count().div_ceil(width.max(20)).max(1)).sum()
    };
    let fact = |one: &KeyValue| of(&format!("{} {}", one.key, one.value), WIDTH);
    Height(match block {
        Block::Heading { text, .. } => of(text, WIDTH) * 10 + 6,
        Block::Para(text) => of(&text.plain(), WIDTH) * 10 + 4,
        Block::Quote(text) => of(text, WIDTH - 6) * 10 + 6,
        Block::Note { label, text } => of(&format!("{label} {text}"), WIDTH - 6) * 10 + 8,
        Block::KeyValues(facts) => facts.iter().map(fact).sum::<usize>() * 10 + 2,
        Block::Facts(facts) => {
            facts.iter().map(|one| of(&one.key, WIDTH / 4).max(of(&one.value, WIDTH * 3 / 4)) * 10 + 3).sum()
        }
        Block::List { items, .. } => {
            let line = |ListItem { depth, text }: &ListItem| of(&text.plain(), WIDTH - 4 * usize::from(*depth + 1));
            items.iter().map(|item| line(item) * 10 + 1).sum()
        }
        Block::Table(table) => {
            let widest = WIDTH / table.header.len().max(1);
            let row = |cells: &Vec<String>| cells.iter().map(|cell| of(cell, widest)).max().unwrap_or(1) * 10 + 4;
            of(&table.caption, WIDTH) * 10 + row(&table.header) + table.rows.iter().map(row).sum::<usize>()
        }
        Block::TimeLine(_) => 0,
        Block::Room(lines) => usize::from(*lines) * 20,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::block::{item, list};

    fn portion(heading: &str, turn: usize, blocks: Vec<Block>) -> Portion {
        Portion { heading: heading.into(), blocks, rank: 0, turn }
    }

    fn said(lines: usize, portions: Vec<Portion>) -> Vec<String> {
        crate::record::Doc::new("x", "", within(lines, portions))
            .to_text()
            .lines()
            .skip(1)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn the_parts_take_turns_and_what_is_left_out_is_said() {
        let lines = |name: &str| list((1..=9).map(|at| item(0, format!("{name} {at}"))).collect());
        let portions = vec![portion("Reasons", 2, lines("Reason")), portion("Actions", 1, lines("Action"))];
        assert_eq!(
            said(11, portions),
            [
                "1. Reasons",
                "- Reason 1",
                "- Reason 2",
                "- Reason 3",
                "- Reason 4",
                "2. Actions",
                "- Action 1",
                "- Action 2",
                "Left out here: Reasons, 5 more lines; Actions, 7 more lines. The full note says all of it."
            ]
        );
    }

    #[test]
    fn what_hangs_under_a_line_goes_with_it_and_a_title_stays_with_what_follows() {
        let long = "word ".repeat(300);
        let items =
            vec![item(0, long.as_str()), item(1, "under it"), item(0, "On this:"), item(1, "what speaks against")];
        let blocks = [list(items), vec![Block::heading(3, "From last time"), Block::para(long.as_str())]].concat();
        assert_eq!(
            said(8, vec![portion("Reasons", 9, blocks)]),
            [
                "1. Reasons",
                "- On this:",
                "  - what speaks against",
                "Left out here: Reasons, 3 more lines. The full note says all of it."
            ]
        );
    }

    #[test]
    fn what_must_be_there_is_there_whatever_its_length() {
        let long = "word ".repeat(999);
        let text = said(3, vec![portion("The point", usize::MAX, vec![Block::para(long.as_str())])]).join("\n");
        assert!(text.contains(long.trim()) && !text.contains("Left out"));
    }

    #[test]
    fn with_room_enough_everything_is_there_in_its_order() {
        let blocks =
            || vec![Block::heading(3, "T"), Block::Quote("q".into()), Block::para("p"), Block::heading(3, "U")];
        let all = said(60, vec![portion("A", 1, blocks()), portion("B", 3, vec![Block::para("b")])]);
        // A title under which nothing stands is none.
        assert_eq!(all, ["1. A", "T", "“q”", "p", "2. B", "b"]);
    }
}
