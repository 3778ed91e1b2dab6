//! The provisions that carry the recommendation, and how each is met.

use super::{Block, block::fact, said};
use crate::session::{Entry, LawLinks, Session};

pub(super) fn blocks(_session: &Session, entry: &Entry, links: &LawLinks) -> Vec<Block> {
    let mut blocks = Vec::new();
    for link in links.links.iter().filter(|link| link.is_linked()) {
        let provision = entry.law.iter().find(|line| line.id == link.line).map_or(&link.line, |line| &line.provision);
        fact(&mut blocks, provision, said::sentence(&link.how_met));
    }
    blocks
}
