//! Room to write, as each kind of prompt needs it.

use super::{Blank, Form, HARD, Size, plain};
use crate::{
    checklist::{ChoiceOption, Item, Kind, LawLine, RateTest, capitalised},
    record::{Block, KeyValue, Table, Text, block::item as line},
    session::{Basis, DecisionState, Rate},
};

impl Form<'_> {
    /// What stands under a prompt.
    pub(super) fn room(&self, item: &Item) -> Vec<Block> {
        let lines = |whole, one_side| {
            vec![Block::Room(match self.size {
                Size::Whole => whole,
                Size::OneSide => one_side,
            })]
        };
        match &item.kind {
            Kind::Read => Vec::new(),
            Kind::Text => lines(2, 1),
            Kind::Choice { options, several } => self.choice(options, *several),
            Kind::Date => vec![Block::para(format!("{} ( ) not set yet", self.blank(Blank::Day)))],
            Kind::Scale { to, low, high } => self.scale(*to, low, high),
            Kind::Point if self.size == Size::OneSide => lines(2, 1),
            Kind::Point => [lines(2, 2), vec![Block::para("Said back by the colleague:")], lines(2, 2)].concat(),
            Kind::Why { .. } => self.why(),
            Kind::Decisions => self.register(5, 3, &["Decision, as a question", &states(), "Who decides", "By when"]),
            Kind::Actions => self.register(5, 3, &["What", "Who", "By when", "How we will know"]),
            Kind::Promises => self.register(4, 1, &["What we say or promise", "Who says it", "By when"]),
            Kind::Law => self.law_to_meet(item),
            Kind::Clock => self.clock(),
            Kind::Words => self.words(),
            Kind::Sort { least: _, most } => self.sort(*most),
            Kind::Rate { tests } => self.rate(tests),
            Kind::Rehearse { panel, draw, fixed } => self.rehearse(panel, *draw, fixed),
            Kind::LastTime => lines(4, 1),
        }
    }

    /// A mark has its place before each option, since a pen cannot press a button; the words beside it are the answer.
    fn choice(&self, options: &[ChoiceOption], several: bool) -> Vec<Block> {
        let how = if several { "Mark what applies" } else { "Mark one" };
        let marked: Vec<String> = options.iter().map(|option| format!("( ) {}", plain(&option.text))).collect();
        match self.size {
            Size::Whole => {
                let rows = marked.into_iter().map(|option| vec![option, String::new()]).collect();
                vec![table("", vec![how.to_owned(), "In words".to_owned()], rows)]
            }
            Size::OneSide => {
                // A mark stays in one line with the word after it.
                let whole = |option: &String| option.replacen("( ) ", &format!("({HARD}){HARD}"), 1);
                vec![Block::para(marked.iter().map(whole).collect::<Vec<_>>().join("  ")), Block::Room(1)]
            }
        }
    }

    fn scale(&self, to: u8, low: &str, high: &str) -> Vec<Block> {
        let end = |words: &str| if words.is_empty() { String::new() } else { format!(" ({})", plain(words)) };
        let range = format!("0{} to {to}{}.", end(low), end(high));
        let each = ["Presenter", "Colleague"].map(|who| format!("{who} {}", self.blank(Blank::Day)));
        vec![
            Block::para(format!("{range} {}", each.join("  "))),
            Block::para("What would move it by one, for each of you:"),
            Block::Room(if self.size == Size::Whole { 2 } else { 1 }),
        ]
    }

    /// Reasons under a sentence, and reasons under those, down to where they rest.
    fn why(&self) -> Vec<Block> {
        let because = |depth, label: &str| line(depth, Text { lead: label.to_owned(), words: self.blank(Blank::Line) });
        match self.size {
            Size::Whole => {
                let branch = [
                    because(0, "Because"),
                    because(1, "and that because"),
                    because(2, "and that because"),
                    because(1, "It rests on"),
                ];
                let other =
                    line(0, Text { lead: "What else could explain it?".to_owned(), words: self.blank(Blank::Line) });
                let items = [branch.to_vec(), branch.to_vec(), vec![other]].concat();
                vec![
                    Block::para("The sentence:"),
                    Block::Room(1),
                    Block::List { ordered: false, items },
                    Block::para(format!("A branch may rest on {RESTS_ON}.")),
                ]
            }
            Size::OneSide => vec![Block::Room(2)],
        }
    }

    /// A register of so many rows; on one side so many lines, since the prompt names the columns.
    fn register(&self, rows: usize, lines: u8, columns: &[&str]) -> Vec<Block> {
        match self.size {
            Size::Whole => vec![to_fill_in(rows, columns)],
            Size::OneSide => vec![Block::Room(lines)],
        }
    }

    /// The provisions in words, each with room for how it is met.
    fn law_to_meet(&self, item: &Item) -> Vec<Block> {
        let lines = item.law.iter().filter_map(|id| self.library.law_line(id)).map(|(line, _)| line);
        match self.size {
            Size::Whole => {
                let words = |line: &LawLine| capitalised(&format!("{}: {}", self.reference(line), line.words));
                let each = lines.map(|line| [Block::para(words(line)), Block::Room(1)]);
                [Block::para("How each of them is met today:")].into_iter().chain(each.flatten()).collect()
            }
            Size::OneSide => {
                let names: Vec<String> = lines.map(|line| self.reference(line)).collect();
                vec![Block::para(capitalised(&names.join("; "))), Block::Room(1)]
            }
        }
    }

    /// Dates are copied here. What follows from them is worked out by nobody on paper.
    fn clock(&self) -> Vec<Block> {
        let names: &[&str] = match self.size {
            Size::Whole => &[
                "Order made",
                "Continued, each time with its day",
                "Last varied",
                "Ends, as written on the order",
                "Lives at home, or away since",
                "Changes of home, with their days",
                "Workers so far, with their days",
                "Last change of the plan",
                "Steps towards permanence, with their days",
            ],
            Size::OneSide => &["Made", "Last continued", "Ends, as written", "Changes of home"],
        };
        match self.size {
            Size::Whole => {
                let fact = |name: &&str| KeyValue { key: (*name).to_owned(), value: self.blank(Blank::Line) };
                vec![Block::Facts(names.iter().map(fact).collect())]
            }
            Size::OneSide => {
                let blanks: Vec<String> = names.iter().map(|name| self.named_blank(name)).collect();
                vec![Block::para(blanks.join("  "))]
            }
        }
    }

    fn words(&self) -> Vec<Block> {
        let day = self.blank(Blank::Day);
        let heard = format!("{}  {}", self.named_blank("When and where"), self.named_blank("To whom"));
        match self.size {
            Size::Whole => vec![
                Block::Room(4),
                Block::para(heard),
                Block::para(format!("In what manner {day}  Was that the child's choice? {day}")),
                Block::para("What weight do the words have, and what did we do with them? What did we tell the child?"),
                Block::Room(2),
                Block::para("If there are no words: what has kept us from having them, and what would we have to ask?"),
                Block::Room(2),
            ],
            Size::OneSide => vec![Block::Room(1), Block::para(heard)],
        }
    }

    /// Blind, as far as paper can be.
    fn sort(&self, most: u8) -> Vec<Block> {
        let basis: Vec<String> = Basis::ALL.iter().map(|basis| basis.words().to_lowercase()).collect();
        let (how, columns) = match self.size {
            Size::Whole => {
                let how = format!("{ALONE} {}.", capitalised(&basis.join("; ")));
                (how, ["The sentence, its source and day", "Presenter", "Colleague"])
            }
            Size::OneSide => {
                ("Each fills in a column alone, and covers it.".to_owned(), ["The sentence", "Presenter", "Colleague"])
            }
        };
        vec![Block::para(how), to_fill_in(usize::from(most), &columns)]
    }

    fn rate(&self, tests: &[RateTest]) -> Vec<Block> {
        let name = |test: &RateTest| match self.size {
            Size::Whole => format!("{}: {}", test.test.words(), plain(&test.asks)),
            Size::OneSide => test.test.words().to_owned(),
        };
        let rows = tests.iter().map(|test| vec![name(test), String::new(), String::new()]).collect();
        let numbers: Vec<String> = (0..=Rate::MOST).map(Rate::words).collect();
        let header = ["Test", "Presenter", "Colleague"].map(str::to_owned);
        let mut blocks = vec![table("", header.into(), rows)];
        if self.size == Size::Whole {
            blocks.insert(0, Block::para(format!("{ALONE} {}.", capitalised(&numbers.join("; ")))));
            for asks in
                ["What each of you says where the numbers differ:", "Ready once this is done: what, by whom, by when:"]
            {
                blocks.extend([Block::para(asks), Block::Room(2)]);
            }
        }
        blocks
    }

    /// Nothing is drawn on paper: all of the panel's questions are there, and the pair picks.
    fn rehearse(&self, panel: &str, draw: u8, fixed: &[String]) -> Vec<Block> {
        let listed = |questions: Vec<&str>| {
            let items = questions.into_iter().map(|asks| line(0, plain(asks))).collect();
            Block::List { ordered: false, items }
        };
        let mut blocks = Vec::new();
        if !fixed.is_empty() {
            blocks.push(Block::para("Always asked:"));
            blocks.push(listed(fixed.iter().map(String::as_str).collect()));
        }
        if let Some(panel) = self.library.panel(panel) {
            blocks.push(Block::para(format!("The colleague picks {draw} of these:")));
            blocks.push(listed(panel.questions.iter().map(|question| question.asks.as_str()).collect()));
        }
        blocks.push(Block::para("What changed in an answer, and which we could not answer yet:"));
        blocks.push(Block::Room(if self.size == Size::Whole { 3 } else { 1 }));
        blocks
    }
}

const RESTS_ON: &str =
    "evidence, the law, the child's words, research that fits this child, a view that we own, or 'not known yet'";

const ALONE: &str = "Each fills in a column alone and covers it until both are done.";

/// "Made, pending, parked or avoided".
fn states() -> String {
    let names = DecisionState::ALL.map(|state| state.words().to_lowercase());
    match &names[..] {
        [some @ .., last] => capitalised(&format!("{} or {last}", some.join(", "))),
        [] => String::new(),
    }
}

fn table(caption: &str, header: Vec<String>, rows: Vec<Vec<String>>) -> Block {
    Block::Table(Table { caption: caption.to_owned(), header, rows })
}

/// Rows with a number each, so that an empty one stays, and somebody can say "the second".
fn to_fill_in(rows: usize, columns: &[&str]) -> Block {
    let header = ["No."].iter().chain(columns).map(|name| (*name).to_owned()).collect();
    let row = |number: usize| {
        let empty = columns.iter().map(|_| String::new());
        std::iter::once(number.to_string()).chain(empty).collect()
    };
    table("", header, (1..=rows).map(row).collect())
}
