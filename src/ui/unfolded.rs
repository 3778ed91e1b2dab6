//! What is unfolded on the screens. It holds no words, so it outlives a lock: after unlocking, the field that had the caret is
//! there again.

use std::collections::HashMap;

use egui::{Context, Id};

/// By the widget that folds.
#[derive(Clone, Debug, Default)]
pub struct Unfolded {
    flags: HashMap<Id, bool>,
    /// Of lists in which one is open: which, if any.
    rows: HashMap<Id, Row>,
}

/// The open row of a list, if any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row(pub Option<usize>);

impl Unfolded {
    /// All of it, to be given back after egui's memory was emptied.
    #[must_use]
    pub fn of(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
    }

    pub fn give_back(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, self));
    }

    /// Whether this is unfolded; `None` while nobody has folded or unfolded it.
    pub(super) fn flag(ctx: &Context, id: Id) -> Option<bool> {
        Self::with(ctx, |all| all.flags.get(&id).copied())
    }

    pub(super) fn set_flag(ctx: &Context, id: Id, open: bool) {
        Self::with(ctx, |all| all.flags.insert(id, open));
    }

    /// Which row of this list is open; `None` while nobody has opened or closed one.
    pub(super) fn row(ctx: &Context, id: Id) -> Option<Row> {
        Self::with(ctx, |all| all.rows.get(&id).copied())
    }

    pub(super) fn set_row(ctx: &Context, id: Id, open: Option<usize>) {
        Self::with(ctx, |all| all.rows.insert(id, Row(open)));
    }

    fn with<R>(ctx: &Context, run: impl FnOnce(&mut Self) -> R) -> R {
        ctx.data_mut(|data| run(data.get_temp_mut_or_default(Id::NULL)))
    }
}
