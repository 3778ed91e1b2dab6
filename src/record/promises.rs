//! What was said to the child.

use super::{
    Block,
    block::{ListItem, item, list},
    said,
};
use crate::session::{Promise, Session};

pub(super) fn blocks(_session: &Session, promises: &[Promise]) -> Vec<Block> {
    list(promises.iter().filter_map(line).collect())
}

/// A promise in a line; `None` if nothing is written.
pub(super) fn line(promise: &Promise) -> Option<ListItem> {
    let Promise { what, by_whom, by, kept, note } = promise;
    if promise.texts().iter().all(|text| text.trim().is_empty()) {
        return None;
    }
    let kept = kept.map(|state| format!("{}.", state.words())).unwrap_or_default();
    let what = if what.trim().is_empty() { "Not written yet." } else { what.trim() };
    Some(item(
        0,
        said::joined([
            said::sentence(what),
            said::labelled("Who", by_whom),
            said::labelled("By", by),
            kept,
            said::sentence(note),
        ]),
    ))
}
