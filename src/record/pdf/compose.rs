//! Blocks become strips, and their places in the structure.

use super::{
    Sheet, lines,
    lines::{Part, Setter},
    palette,
    sheet::Type,
    strip::{Strip, strips},
    tags::{Kind, Node, Slot, Tree},
};
use crate::record::{
    Block, Doc, Text,
    block::{KeyValue, lead},
};

/// A document as strips, before it is known where pages end.
pub(super) struct Composed {
    pub strips: Vec<Strip>,
    /// What comes again at the head of a page on which a table goes on.
    pub heads: Vec<Vec<Strip>>,
    pub headings: Vec<Heading>,
    pub tree: Tree,
}

/// A heading, for the bookmarks.
pub(super) struct Heading {
    pub level: u8,
    pub text: String,
    /// The first of its strips.
    pub strip: usize,
}

/// Makes strips of blocks.
pub(super) struct Composer<'a> {
    pub sheet: &'a Sheet,
    pub setter: &'a mut Setter,
    pub made: Composed,
    /// Air that the last block wants under it at least.
    pub below: f32,
}

/// Sets the whole document.
pub(super) fn compose(doc: &Doc, sheet: &Sheet, setter: &mut Setter) -> Composed {
    let made = Composed { strips: Vec::new(), heads: Vec::new(), headings: Vec::new(), tree: Tree::new() };
    let mut composer = Composer { sheet, setter, made, below: 0.0 };
    if !doc.title().is_empty() {
        composer.heading(1, doc.title());
    }
    if !doc.marking().is_empty() {
        composer.paragraph(&doc.marking().into(), sheet.paragraph * 0.7);
    }
    for block in doc.blocks() {
        composer.block(block);
    }
    composer.made
}

impl Composer<'_> {
    fn block(&mut self, block: &Block) {
        let sheet = self.sheet;
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Para(text) => self.paragraph(text, sheet.paragraph),
            Block::Quote(text) => self.quote(text),
            Block::Note { label, text } => self.note(label, text),
            Block::KeyValues(facts) => {
                for fact in facts {
                    self.paragraph(&Text { lead: fact.lead(), words: fact.value.clone() }, sheet.paragraph);
                }
            }
            Block::Facts(facts) => self.facts(facts),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table(table) => self.table(table),
            Block::TimeLine(drawing) => self.time_line(drawing),
            Block::Room(lines) => self.room(*lines),
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let number = usize::from(level.clamp(1, 3)) - 1;
        let (letters, air) = (self.sheet.headings[number], self.sheet.above[number]);
        let kind = Kind::Heading { level: level.into(), text: text.to_owned() };
        let slot = self.made.tree.leaf(Tree::ROOT, kind);
        let lines = self.setter.lines(&[Part { text, strong: true, slot }], letters, self.sheet.width());
        let mut strips = strips(lines, self.sheet.side, letters, palette::ACCENT);
        // With what follows; one that is as long as a paragraph may break as a paragraph does.
        let is_short = strips.len() <= 5;
        for strip in strips.iter_mut().filter(|_| is_short) {
            strip.keep = true;
        }
        if let Some(last) = strips.last_mut() {
            last.keep = true;
        }
        if level == 2
            && let Some(last) = strips.last_mut()
        {
            // A thin rule says where a section begins, also to whoever leafs through.
            let (x, width, gap) = (self.sheet.side, self.sheet.width(), letters.leading * 0.12);
            last.height += gap;
            let y = last.height - 0.75;
            last.marks.push(super::strip::Mark::Bar { x, y, width, height: 0.75, ink: palette::RULE });
        }
        self.made.headings.push(Heading { level, text: text.to_owned(), strip: self.made.strips.len() });
        self.put(strips, air);
    }

    fn paragraph(&mut self, text: &Text, air: f32) {
        let node = self.made.tree.add(Tree::ROOT, Kind::Paragraph);
        let lines = self.text(node, text, self.sheet.width());
        self.put(strips(lines, self.sheet.side, self.sheet.body, palette::TEXT), air);
    }

    /// Lines of a text with its lead in strong letters, as the content of a node.
    pub(super) fn text(&mut self, node: Node, text: &Text, width: f32) -> Vec<lines::Line> {
        let tree = &mut self.made.tree;
        let gap = if text.words.is_empty() { "" } else { " " };
        let lead = format!("{}{gap}", text.lead);
        let mut parts = Vec::new();
        if !text.lead.is_empty() {
            parts.push(Part { text: &lead, strong: true, slot: tree.leaf(node, Kind::Strong) });
        }
        if !text.words.is_empty() || text.lead.is_empty() {
            parts.push(Part { text: &text.words, strong: false, slot: tree.slot(node) });
        }
        self.setter.lines(&parts, self.sheet.body, width)
    }

    /// Somebody's own words, with a bar beside them.
    fn quote(&mut self, text: &str) {
        let (sheet, inset) = (self.sheet, self.sheet.indent);
        let node = self.made.tree.add(Tree::ROOT, Kind::Quote);
        let slot = self.made.tree.leaf(node, Kind::Paragraph);
        let quoted = format!("“{text}”");
        let part = Part { text: &quoted, strong: false, slot };
        let lines = self.setter.lines(&[part], sheet.body, sheet.width() - inset);
        let mut strips = strips(lines, sheet.side + inset, sheet.body, palette::TEXT);
        for strip in &mut strips {
            strip.behind(sheet.side + 1.0, 2.5, palette::ACCENT);
        }
        self.put(strips, sheet.block);
        self.below = sheet.block;
    }

    /// A sentence that must be seen, on a light panel.
    fn note(&mut self, label: &str, text: &str) {
        let (sheet, padding) = (self.sheet, self.sheet.padding);
        let node = self.made.tree.add(Tree::ROOT, Kind::Paragraph);
        let text = Text { lead: lead(label), words: text.to_owned() };
        let lines = self.text(node, &text, sheet.width() - 4.0 * padding);
        let mut all = vec![Strip::padding(padding, true)];
        all.extend(strips(lines, sheet.side + 2.0 * padding, sheet.body, palette::TEXT));
        if let Some(last) = all.last_mut() {
            last.keep = true;
        }
        all.push(Strip::padding(padding, false));
        for strip in &mut all {
            strip.behind(sheet.side, sheet.width(), palette::PANEL);
        }
        self.put(all, sheet.block);
        self.below = sheet.block;
    }

    fn facts(&mut self, facts: &[KeyValue]) {
        let rows = facts.iter().map(|fact| vec![fact.lead(), fact.value.clone()]).collect::<Vec<_>>();
        self.rows("", &[], &rows);
    }

    fn table(&mut self, table: &crate::record::Table) {
        self.rows(&table.caption, &table.header, &table.rows);
    }

    /// Lines to write on by hand. Nothing is read there.
    fn room(&mut self, lines: u8) {
        let (x, width, height) = (self.sheet.side, self.sheet.width(), self.sheet.room);
        let bar = super::strip::Mark::Bar { x, y: height - 0.75, width, height: 0.75, ink: palette::RULE };
        let line = Strip { height, marks: vec![bar], ..Strip::default() };
        // The first of them is found where it is asked for.
        if let Some(last) = self.made.strips.last_mut() {
            last.keep = true;
        }
        self.put(vec![line; usize::from(lines)], 0.0);
    }

    /// Puts strips under those that are there, with air above the first.
    pub(super) fn put(&mut self, mut strips: Vec<Strip>, air: f32) {
        if let Some(first) = strips.first_mut() {
            first.air = air.max(self.below);
            self.below = 0.0;
        }
        self.made.strips.append(&mut strips);
    }

    /// A line that is set outside the flow: a name in a drawing, a bullet.
    pub(super) fn one_line(&mut self, text: &str, strong: bool, slot: Slot, letters: Type) -> lines::Line {
        let width = super::sheet::WIDTH * 4.0;
        self.setter.lines(&[Part { text, strong, slot }], letters, width).swap_remove(0)
    }
}
