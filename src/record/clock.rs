//! The clock as a note says it: the figures, the dates, the time line in words.

use super::Block;
use crate::session::{Clock, Session};

pub(super) fn blocks(_session: &Session, _clock: &Clock) -> Vec<Block> {
    Vec::new()
}
