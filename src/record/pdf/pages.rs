//! Strips are put on pages: what belongs together stays together, and nothing is lost where it cannot.

use super::{compose::Composed, sheet};

/// Where the strips of a page stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub placed: Vec<Placed>,
}

/// A strip and the height of its upper edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    /// From 0, at the left.
    pub column: u8,
    pub y: f32,
    pub what: What,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Strip(usize),
    /// A strip of a table's head that is said again.
    Head {
        table: usize,
        strip: usize,
    },
}

/// The pages, at least one. `top` and `bottom` are the edges between which strips stand; where one column ends the next begins,
/// and after the last of them the next page.
pub(super) fn pages(composed: &Composed, top: f32, bottom: f32, columns: u8) -> Vec<Page> {
    let Composed { strips, heads, .. } = composed;
    let head_of = |at: usize| {
        let table = strips[at].table?;
        let begun = at > 0 && strips[at - 1].table == Some(table);
        begun.then_some(table)
    };
    let head_height =
        |at: usize| -> f32 { head_of(at).map_or(0.0, |table| heads[table].iter().map(|one| one.height).sum()) };
    let mut pages = vec![Page::default()];
    let (mut y, mut column) = (top, 0);
    let mut at = 0;
    while at < strips.len() {
        let end = at + strips[at..].iter().take_while(|strip| strip.keep).count() + 1;
        let end = end.min(strips.len());
        let whole: f32 = strips[at..end].iter().map(|strip| strip.air + strip.height).sum();
        let alone = whole - strips[at].air + head_height(at);
        let fits = y + whole <= bottom;
        // What is taller than a page begins where it stands.
        let mut turn = !fits && y > top && top + alone <= bottom;
        for (number, strip) in strips.iter().enumerate().take(end).skip(at) {
            let air = if y > top { strip.air } else { 0.0 };
            if turn || (y > top && y + air + strip.height > bottom) {
                turn = false;
                y = top;
                column += 1;
                if column >= columns {
                    column = 0;
                    pages.push(Page::default());
                }
                if let (Some(table), Some(page)) = (head_of(number), pages.last_mut()) {
                    for (strip, one) in heads[table].iter().enumerate() {
                        page.placed.push(Placed { column, y, what: What::Head { table, strip } });
                        y += one.height;
                    }
                }
            }
            let air = if y > top { strip.air } else { 0.0 };
            if let Some(page) = pages.last_mut() {
                page.placed.push(Placed { column, y: y + air, what: What::Strip(number) });
            }
            y += air + strip.height;
        }
        at = end;
    }
    debug_assert!(top < bottom && bottom < sheet::HEIGHT, "a page has room");
    pages
}
