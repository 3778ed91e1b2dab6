//! What is said to the child.

use super::{
    Block,
    block::{ListItem, item, list},
    said,
};
use crate::session::Promise;

pub(super) fn blocks(promises: &[Promise]) -> Vec<Block> {
    list(promises.iter().filter_map(line).collect())
}

/// A promise in a line; `None` if nothing is written.
pub(super) fn line(promise: &Promise) -> Option<ListItem> {
    let Promise { what, by_whom, by, kept, note, before: _ } = promise;
    if promise.is_blank() {
        return None;
    }
    let kept = kept.map(|state| format!("{}.", state.words())).unwrap_or_default();
    Some(item(
        0,
        said::joined([
            said::sentence(&said::or_not_written(what)),
            said::labelled("Who", by_whom),
            said::labelled("By", by),
            kept,
            said::sentence(note),
        ]),
    ))
}
