//! What is unfolded in the open why-tree, and where the focus goes when something has gone.

use std::collections::VecDeque;

use egui::Ui;
use serde::{Deserialize, Serialize};

use crate::session::{Tree, Under};

/// What is unfolded in the open why-tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyView {
    /// The reason that is open.
    pub(super) open: Option<u32>,
    /// Where a question is being chosen.
    pub(super) asking: Option<Under>,
    /// The wordings that "Another question" has passed over there.
    pub(super) passed: Vec<String>,
    /// The reason whose field gets the focus.
    pub(super) focus: Option<u32>,
    /// The open reason, and its words when they were last left: nothing is said of a sentence that is being written.
    pub(super) settled: Option<(u32, String)>,
    /// The question of one's own that looks like advice, while the two decide what it is.
    pub(super) advice: Option<String>,
    /// Another question has come in the place of one that was read: it is said.
    pub(super) news: bool,
    /// What was kept for later and has not been fetched yet.
    kept: VecDeque<String>,
    /// What gets the focus because something else that had it has gone, and since which pass it waits for it.
    #[serde(skip)]
    next: Option<(Next, u64)>,
}

/// A place in the tree that gets the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Claim,
    /// The first thing to press where a question is chosen.
    Ask,
    /// The first of the two ways with advice.
    Advice,
    /// *Add another reason*, or what is asked once in its place.
    Add,
    /// *But why?* of this reason, of which nothing was asked after all.
    Back(u32),
    /// The line of this reason, which has just been closed.
    Line(u32),
    /// The reason's own field.
    Words(u32),
    /// What moves this reason, by the words on it.
    Move(u32, &'static str),
}

impl WhyView {
    /// Passes for which a place that is to have the focus is waited for.
    const WAITS: u64 = 8;

    /// Leads the focus to a place from the next pass on, when what was pressed has gone and all stands where it stays.
    pub(super) fn lead(&mut self, ui: &Ui, to: Next) {
        self.next = Some((to, ui.ctx().cumulative_pass_nr()));
        ui.ctx().request_repaint();
    }

    pub(super) fn arrives(&mut self, ui: &Ui, at: Next) -> bool {
        let now = ui.ctx().cumulative_pass_nr();
        // A place that has not come after some passes is not coming: a focus that jumps later would be worse than none.
        self.next.take_if(|(_, since)| *since + Self::WAITS < now);
        self.next.take_if(|(to, since)| *to == at && *since < now).is_some()
    }

    /// Opens a reason, or none, with the focus in its field.
    pub(super) fn open(&mut self, id: Option<u32>) {
        self.forget();
        (self.open, self.focus) = (id, id);
    }

    /// Goes where a question is chosen.
    pub(super) fn ask_under(&mut self, ui: &Ui, place: Under) {
        (self.asking, self.passed, self.advice, self.news) = (Some(place), Vec::new(), None, false);
        self.lead(ui, Next::Ask);
    }

    /// Leaves the choosing of a question, and leads back to what led there.
    pub(super) fn not_now(&mut self, ui: &Ui, place: Under) {
        (self.asking, self.passed, self.advice, self.news) = (None, Vec::new(), None, false);
        self.lead(ui, place.id().map_or(Next::Add, Next::Back));
    }

    /// Whether a reason's words are being written just now.
    pub(super) fn is_being_written(&self, tree: &Tree, id: u32) -> bool {
        let settled = self.settled.as_ref().filter(|(one, _)| *one == id).map(|(_, text)| text.as_str());
        self.open == Some(id) && settled != tree.reason(id).map(|reason| reason.text.as_str())
    }

    pub(super) fn keep(&mut self, advice: String) {
        self.advice = None;
        self.kept.push_back(advice);
    }

    /// Advice that was kept for later. Whoever shows the tree asks for it in every frame, and keeps what comes.
    pub fn take_advice(&mut self) -> Option<String> {
        self.kept.pop_front()
    }

    /// Ids of reasons are their own only within a tree: the view of one tree says nothing about the next. What was kept for
    /// later is not of the tree, and stays.
    pub fn forget(&mut self) {
        *self = Self { kept: std::mem::take(&mut self.kept), ..Self::default() };
    }
}
