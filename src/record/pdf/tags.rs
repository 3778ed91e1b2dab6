//! The structure of the document: what is a heading, a list, a table, in the order in which it is read.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node as Leaf, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

use crate::record::LANGUAGE;

/// A place in the structure that text belongs to. Places are numbered in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot(usize);

impl Slot {
    /// No place: what is only for the eye. Screen readers pass over it.
    pub(super) const ARTIFACT: Self = Self(usize::MAX);
}

/// A part of the structure while it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(usize);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Heading {
        level: u16,
        text: String,
    },
    Paragraph,
    Quote,
    Strong,
    List {
        ordered: bool,
        depth: u8,
    },
    Item,
    Label,
    Body,
    Table,
    Caption,
    Head,
    Rows,
    Row,
    /// A cell that names its column.
    ColumnName,
    /// A cell that names its row.
    RowName,
    Cell,
    Figure {
        told: String,
    },
}

#[derive(Clone, Copy, Debug)]
enum Child {
    Node(Node),
    Slot(Slot),
}

/// The structure as it grows. The root is there from the start.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<(Option<Kind>, Vec<Child>)>,
    slots: usize,
}

impl Tree {
    pub(super) const ROOT: Node = Node(0);

    pub(super) fn new() -> Self {
        Self { nodes: vec![(None, Vec::new())], slots: 0 }
    }

    pub(super) fn add(&mut self, under: Node, kind: Kind) -> Node {
        let node = Node(self.nodes.len());
        self.nodes.push((Some(kind), Vec::new()));
        self.nodes[under.0].1.push(Child::Node(node));
        node
    }

    /// A new place for text at the end of a node.
    pub(super) fn slot(&mut self, under: Node) -> Slot {
        let slot = Slot(self.slots);
        self.slots += 1;
        self.nodes[under.0].1.push(Child::Slot(slot));
        slot
    }

    /// A new node with one place for text.
    pub(super) fn leaf(&mut self, under: Node, kind: Kind) -> Slot {
        let node = self.add(under, kind);
        self.slot(node)
    }

    /// As the writer takes it, with what was drawn for each place.
    pub(super) fn finish(&self, drawn: &Drawn) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        tree.children = self.children(Self::ROOT, drawn);
        tree
    }

    fn children(&self, node: Node, drawn: &Drawn) -> Vec<Leaf> {
        let mut children = Vec::new();
        for child in &self.nodes[node.0].1 {
            match child {
                Child::Slot(slot) => children.extend(drawn.0[slot.0].iter().copied().map(Leaf::from)),
                Child::Node(node) => {
                    if let Some(kind) = &self.nodes[node.0].0 {
                        children.push(TagGroup::with_children(tag(kind), self.children(*node, drawn)).into());
                    }
                }
            }
        }
        children
    }
}

/// What was drawn for each place.
pub(super) struct Drawn(Vec<Vec<Identifier>>);

impl Drawn {
    pub(super) fn nothing(tree: &Tree) -> Self {
        Self(vec![Vec::new(); tree.slots])
    }

    pub(super) fn add(&mut self, slot: Slot, identifier: Identifier) {
        if let Some(drawn) = self.0.get_mut(slot.0) {
            drawn.push(identifier);
        }
    }
}

fn tag(kind: &Kind) -> TagKind {
    match kind {
        Kind::Heading { level, text } => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(short(text))).into()
        }
        Kind::Paragraph => Tag::P.into(),
        Kind::Quote => Tag::BlockQuote.into(),
        Kind::Strong => Tag::Strong.into(),
        Kind::List { ordered: true, .. } => Tag::L(ListNumbering::Decimal).into(),
        Kind::List { depth, .. } => Tag::L(match depth % 3 {
            0 => ListNumbering::Disc,
            1 => ListNumbering::Circle,
            _ => ListNumbering::Square,
        })
        .into(),
        Kind::Item => Tag::LI.into(),
        Kind::Label => Tag::Lbl.into(),
        Kind::Body => Tag::LBody.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Caption => Tag::Caption.into(),
        Kind::Head => Tag::THead.into(),
        Kind::Rows => Tag::TBody.into(),
        Kind::Row => Tag::TR.into(),
        Kind::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
        Kind::RowName => Tag::TH(TableHeaderScope::Row).into(),
        Kind::Cell => Tag::TD.into(),
        Kind::Figure { told } => Tag::Figure(Some(short(told))).into(),
    }
}

/// As much of a text as a bookmark or a name takes: PDF/A bounds the length of both. The whole text stands on the page.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 300;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
