//! Tables. A row that is taller than a page goes on over the next; the head comes again there, for the eye only.

use super::{
    compose::Composer,
    lines::{Line, Part},
    palette, sheet,
    strip::{Mark, Strip, stays, strips},
    tags::{Kind, Node, Slot, Tree},
};
use crate::record::Table;

/// Rows with at most so many lines stay whole.
const WHOLE: usize = 12;

impl Composer<'_> {
    /// A table; the first cell of each row names it. A header of empty cells is none.
    pub(super) fn rows(&mut self, caption: &str, header: &[String], rows: &[Vec<String>]) {
        let table = self.made.tree.add(Tree::ROOT, Kind::Table);
        let mut air = self.sheet.block;
        if !caption.is_empty() {
            let slot = self.made.tree.leaf(table, Kind::Caption);
            let part = Part { text: caption, strong: true, slot };
            let lines = self.setter.lines(&[part], self.sheet.body, self.sheet.width());
            let mut strips = strips(lines, self.sheet.side, self.sheet.body, palette::TEXT);
            if let Some(last) = strips.last_mut() {
                last.keep = true;
            }
            self.put(strips, air);
            air = self.sheet.padding;
        }
        let widths = self.widths(header, rows);
        let number = self.made.heads.len();
        let mut head = Vec::new();
        let has_header = header.iter().any(|cell| !cell.is_empty());
        if has_header {
            let under = self.made.tree.add(table, Kind::Head);
            head = self.row(under, header, &widths, true, |_| Kind::ColumnName);
            for strip in &mut head {
                strip.keep = true;
                strip.behind(self.sheet.side, self.sheet.width(), palette::PANEL);
            }
        } else if let Some(strip) = rows.first().map(|_| self.rule_above()) {
            self.put(vec![strip], air);
            air = 0.0;
        }
        // A head that would fill the page is not said again.
        let tall = head.iter().map(|strip| strip.height).sum::<f32>() > sheet::HEIGHT / 4.0;
        self.made.heads.push(if tall { Vec::new() } else { head.iter().map(for_the_eye).collect() });
        if !head.is_empty() {
            self.put(head, air);
        }
        let under = self.made.tree.add(table, Kind::Rows);
        for cells in rows {
            // Under a header of its own a row's name is told apart by its place.
            let kind = |column| if column == 0 { Kind::RowName } else { Kind::Cell };
            let mut strips = self.row(under, cells, &widths, !has_header, kind);
            for strip in &mut strips {
                strip.table = Some(number);
            }
            self.put(strips, 0.0);
        }
        self.below = self.sheet.block;
    }

    fn rule_above(&self) -> Strip {
        let mut strip = Strip { height: 0.75, keep: true, ..Strip::default() };
        strip.behind(self.sheet.side, self.sheet.width(), palette::RULE);
        strip
    }

    fn row(
        &mut self,
        under: Node,
        cells: &[String],
        widths: &[f32],
        strong_names: bool,
        kind: impl Fn(usize) -> Kind,
    ) -> Vec<Strip> {
        let (sheet, padding) = (self.sheet, self.sheet.padding);
        let row = self.made.tree.add(under, Kind::Row);
        let to_write_in = Table::is_to_write_in(cells);
        let mut columns: Vec<std::vec::IntoIter<Line>> = Vec::new();
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let kind = kind(column);
            let strong = strong_names && kind != Kind::Cell;
            let slot = self.made.tree.leaf(row, kind);
            let part = Part { text: cell, strong, slot };
            columns.push(self.setter.lines(&[part], sheet.body, width - 2.0 * padding).into_iter());
        }
        let count = columns.iter().map(ExactSizeIterator::len).max().unwrap_or_default();
        let mut strips = Vec::new();
        for number in 0..count {
            let top = if number == 0 { padding } else { 0.0 };
            let mut strip = Strip { height: top + sheet.body.leading, ..Strip::default() };
            let mut x = sheet.side;
            for (lines, width) in columns.iter_mut().zip(widths) {
                if let Some(line) = lines.next() {
                    strip.words(line, x + padding, top, sheet.body, palette::TEXT);
                }
                x += width;
            }
            strip.keep = number + 1 < count && (count <= WHOLE || stays(number, count));
            if number + 1 == count {
                strip.height += padding;
                if to_write_in {
                    let above: f32 = strips.iter().map(|strip: &Strip| strip.height).sum();
                    strip.height = strip.height.max(sheet.room - above);
                }
                let (y, width) = (strip.height - 0.75, sheet.width());
                strip.marks.push(Mark::Bar { x: sheet.side, y, width, height: 0.75, ink: palette::RULE });
            }
            if to_write_in {
                strip.between_columns(sheet.side, widths);
            }
            strips.push(strip);
        }
        strips
    }

    /// How wide the columns are: as wide as their text where that fits, else those that want more share what the others
    /// leave.
    fn widths(&mut self, header: &[String], rows: &[Vec<String>]) -> Vec<f32> {
        let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or_default();
        let (letters, padding) = (self.sheet.body, self.sheet.padding);
        let mut wanted = vec![0.0_f32; columns];
        for (row, strong) in [(header, true)].into_iter().chain(rows.iter().map(|row| (row.as_slice(), false))) {
            for (column, cell) in row.iter().enumerate() {
                // What is longer takes a share in any case: its exact width makes no difference.
                let begin = cell.char_indices().nth(200).map_or(cell.as_str(), |(end, _)| &cell[..end]);
                let width = self.setter.natural_width(begin, strong || column == 0, letters) + 2.0 * padding + 1.0;
                wanted[column] = wanted[column].max(width);
            }
        }
        let to_write_in = rows.iter().any(|row| Table::is_to_write_in(row));
        shares(&wanted, self.sheet.width(), to_write_in)
    }
}

impl Strip {
    /// Thin lines where a column of this table ends and the next begins: a pen has no other way to know.
    fn between_columns(&mut self, mut x: f32, widths: &[f32]) {
        let height = self.height;
        for width in widths.iter().take(widths.len().saturating_sub(1)) {
            x += width;
            self.marks.push(Mark::Bar { x: x - 0.75, y: 0.0, width: 0.75, height, ink: palette::RULE });
        }
    }
}

fn shares(wanted: &[f32], all: f32, to_write_in: bool) -> Vec<f32> {
    let mut widths = vec![None; wanted.len()];
    let (mut left, mut open) = (all, count(wanted.len()));
    loop {
        let fair = left / open.max(1.0);
        let fits = (0..wanted.len()).find(|&at| widths[at].is_none() && wanted[at] <= fair);
        let Some(at) = fits else { break };
        widths[at] = Some(wanted[at]);
        left -= wanted[at];
        open -= 1.0;
    }
    if open > 0.0 {
        // Of those that want more, one that wants twice as much gets more, and none gets less than half of a fair share.
        let fair = left / open;
        let more: f32 = (0..wanted.len()).filter(|&at| widths[at].is_none()).map(|at| wanted[at].sqrt()).sum();
        return (0..wanted.len())
            .map(|at| widths[at].unwrap_or_else(|| fair * 0.5 + left * 0.5 * wanted[at].sqrt() / more))
            .collect();
    }
    let mut widths: Vec<f32> = widths.into_iter().flatten().collect();
    // In a table to write in each column but the names has its part of the rest. Otherwise the rest goes to the last column, so
    // that the names of rows stay near what they name.
    if let [_, rest @ ..] = widths.as_mut_slice()
        && to_write_in
    {
        let part = left / count(rest.len()).max(1.0);
        for width in rest {
            *width += part;
        }
    } else if let Some(last) = widths.last_mut() {
        *last += left;
    }
    widths
}

fn count(number: usize) -> f32 {
    u16::try_from(number).map_or(f32::from(u16::MAX), f32::from)
}

/// A strip without a place in the structure.
fn for_the_eye(strip: &Strip) -> Strip {
    let mut strip = strip.clone();
    for mark in &mut strip.marks {
        if let Mark::Words { run, .. } = mark {
            run.slot = Slot::ARTIFACT;
        }
    }
    strip
}
