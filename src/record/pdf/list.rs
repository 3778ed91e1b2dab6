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
        // As wide as the longest number, so that "10." does not touch its words.
        let longest = if ordered { format!("{}.", items.len()) } else { String::new() };
        let longest = self.setter.natural_width(&longest, false, self.sheet.body) + 4.0;
        let indent = self.sheet.indent.max(longest);
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
            let left = sheet.side + indent * f32::from((*depth).min(DEEPEST));
            let bullet = if ordered { format!("{}.", numbers[level]) } else { BULLETS[level % 3].to_owned() };
            let bullet = self.one_line(&bullet, false, label, sheet.body);
            let right = left + indent;
            let lines = self.text(body, text, sheet.side + sheet.width() - right);
            let mut strips = strips(lines, right, sheet.body, palette::TEXT);
            if let Some(first) = strips.first_mut() {
                first.words(bullet, left, 0.0, sheet.body, palette::TEXT);
            }
            // What says more of it does not begin on another page.
            let goes_deeper = *depth == 0 && items.get(at + 1).is_some_and(|next| next.depth > 0);
            if let Some(last) = strips.last_mut()
                && goes_deeper
            {
                last.keep = true;
            }
            // A little more where the next thought begins.
            let comes_back = at > 0 && items[at - 1].depth > *depth && *depth == 0;
            let air = if at == 0 || comes_back { sheet.paragraph } else { sheet.item };
            self.put(strips, air);
        }
    }
}
