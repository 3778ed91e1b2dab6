//! What the last session left open, and where it stands.

use super::{
    Block,
    block::{item, list},
    promises, said,
};
use crate::session::{LastTime, Session};

pub(super) fn blocks(_session: &Session, last: &LastTime) -> Vec<Block> {
    let mut items: Vec<_> = last.promises.iter().filter_map(promises::line).collect();
    for action in last.actions.iter().chain(&last.waiting) {
        let progress = action.progress.map(|progress| format!("{}.", progress.words())).unwrap_or_default();
        items.push(item(0, said::joined([said::action(action), progress, said::sentence(&action.note)])));
    }
    items.push(item(0, said::sentence(&last.note)));
    list(items.into_iter().filter(|item| !item.text.is_empty()).collect())
}
