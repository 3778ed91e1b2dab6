//! Lists, nested as they were written.

use super::{
    compose::Composer,
    palette,
    strip::strips,
    tags::{Kind, Node, Tree},
};
use crate::record::ListItem;

/// What stands before an item, by depth.
const BULLETS: [&str; 3] = ["•", "–", "‣"];

/// Levels that are set in further than those above them. Below, a line would become too short to read.
const DEEPEST: u8 = 9;

impl Composer<'_> {
    pub(super) fn list(&mut self, ordered: bool, items: &[ListItem]) {
        // The lists that are open, each with the body of its last item.
        let mut open: Vec<(Node, Node)> = Vec::new();
        let mut numbers: Vec<usize> = Vec::new();
        for (at, ListItem { depth, text }) in items.iter().enumerate() {
            let level = usize::from(*depth);
            open.truncate(level + 1);
            numbers.resize(level + 1, 0);
            numbers[level] += 1;
            let tree = &mut self.made.tree;
            let list = if let Some((list, _)) = open.get(level) {
                *list
            } else {
                let under = open.last().map_or(Tree::ROOT, |(_, body)| *body);
                tree.add(under, Kind::List { ordered, depth: *depth })
            };
            let item = tree.add(list, Kind::Item);
            let label = tree.leaf(item, Kind::Label);
            let body = tree.add(item, Kind::Body);
            open.truncate(level);
            open.push((list, body));

            let sheet = self.sheet;
            let left = sheet.side + sheet.indent * f32::from((*depth).min(DEEPEST));
            let bullet = if ordered { format!("{}.", numbers[level]) } else { BULLETS[level % 3].to_owned() };
            let bullet = self.one_line(&bullet, false, label, sheet.body);
            let right = left + sheet.indent;
            let lines = self.text(body, text, sheet.side + sheet.width() - right);
            let mut strips = strips(lines, right, sheet.body, palette::TEXT);
            if let Some(first) = strips.first_mut() {
                first.words(bullet, left, 0.0, sheet.body, palette::TEXT);
            }
            // What says more of it does not begin on another page.
            let goes_deeper = items.get(at + 1).is_some_and(|next| next.depth > *depth);
            if let Some(last) = strips.last_mut()
                && goes_deeper
            {
                last.keep = true;
            }
            self.put(strips, if at == 0 { sheet.paragraph } else { sheet.item });
        }
    }
}
