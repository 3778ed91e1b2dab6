//! The kinds of item whose answers are more than a line: each is said by a file of its own, as blocks.

use super::{Block, clock, last_time, law_links, promises, rate, rehearse, sort, words};
use crate::session::{Answer, Entry, Session};

/// What an entry says, as blocks; `None` for the kinds that are said in a line, an outline or a list. Review and the record on
/// screen show the same blocks as the note.
#[must_use]
pub fn answer_blocks(session: &Session, entry: &Entry) -> Option<Vec<Block>> {
    Some(match &entry.answer {
        Answer::Law(links) => law_links::blocks(session, entry, links),
        Answer::Clock(clock) => clock::blocks(session, clock),
        Answer::Words(words) => words::blocks(session, words),
        Answer::Sort(sort) => sort::blocks(session, sort),
        Answer::Rate(rate) => rate::blocks(session, rate),
        Answer::Rehearse(rehearse) => rehearse::blocks(session, rehearse),
        Answer::Promises(promises) => promises::blocks(promises),
        Answer::LastTime(last) => last_time::blocks(last),
        Answer::Read
        | Answer::Text(_)
        | Answer::Choice(_)
        | Answer::Date(_)
        | Answer::Scale(_)
        | Answer::Point(_)
        | Answer::Why(_)
        | Answer::Decisions(_)
        | Answer::Actions(_) => return None,
    })
}
