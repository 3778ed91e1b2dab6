//! The document: blocks in reading order, and what is said of them as a whole.

use chrono::NaiveDateTime;

use super::block::{Block, one_line};

/// A document as blocks, in reading order. Texts are plain: no renderer takes anything in them for markup.
///
/// Every text in it is clean, once for all formats: characters that hide are marked, lines are broken with `\n` only and
/// begin and end with a letter, mark or sign, nothing is empty. [`Doc::new`] is the one way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    title: String,
    marking: String,
    blocks: Vec<Block>,
    running: String,
    made: Option<NaiveDateTime>,
    paper: Paper,
}

/// How the pages of a document are set. Text and Markdown have no pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// As many sides of A4 as it takes, in a size that is easy to read.
    #[default]
    Usual,
    /// What is meant to stand on one side of A4: smaller letters and margins. A text that is longer goes on to the next side.
    OneSide,
    /// The same in two columns: a form for one side, whose prompts are shorter than a line.
    TwoColumns,
}

/// The language of every document, as Word and PDF name it (BCP 47).
pub const LANGUAGE: &str = "en-GB";

impl Doc {
    /// Cleans every text, leaves out what is empty, and keeps the levels within their bounds.
    #[must_use]
    pub fn new(title: &str, marking: &str, blocks: Vec<Block>) -> Self {
        let title = one_line(title);
        Self {
            running: title.clone(),
            title,
            marking: one_line(marking),
            blocks: blocks.into_iter().filter_map(Block::clean).collect(),
            made: None,
            paper: Paper::Usual,
        }
    }

    /// What stands at the head of every page but the first, where the title is.
    #[must_use]
    pub fn with_running(self, running: &str) -> Self {
        Self { running: one_line(running), ..self }
    }

    /// When it was made (local time): the only date that the files of it hold. Without one they hold none.
    #[must_use]
    pub fn made_at(self, at: NaiveDateTime) -> Self {
        Self { made: Some(at), ..self }
    }

    #[must_use]
    pub fn on(self, paper: Paper) -> Self {
        Self { paper, ..self }
    }

    /// Also the document's level-1 heading.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What must be read before anything else: whose record this is, who may see it. It also stands at the foot of every page.
    #[must_use]
    pub fn marking(&self) -> &str {
        &self.marking
    }

    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// See [`with_running`](Self::with_running); it is the title if nothing else was said.
    #[must_use]
    pub fn running(&self) -> &str {
        &self.running
    }

    #[must_use]
    pub fn made(&self) -> Option<NaiveDateTime> {
        self.made
    }

    #[must_use]
    pub fn paper(&self) -> Paper {
        self.paper
    }

    /// The same document with every text that people read changed by `change`, its title and running head too. What becomes
    /// empty is left out.
    #[must_use]
    pub fn map(&self, change: &dyn Fn(&str) -> String) -> Self {
        let blocks = self.blocks.iter().cloned().filter_map(|block| block.map(change).clean()).collect();
        let [title, marking, running] = [&self.title, &self.marking, &self.running].map(|text| one_line(&change(text)));
        Self { title, marking, blocks, running, made: self.made, paper: self.paper }
    }
}
