//! The sizes of a page, in points (1/72 inch).

use crate::record::Paper;

/// A4.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;

/// The head and the foot of a page: never under 9 points.
pub(super) const SMALL: Type = Type { size: 9.0, leading: 11.5 };

/// A size of letters and how far one line is under the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub size: f32,
    pub leading: f32,
}

/// How a page is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    pub side: f32,
    pub top: f32,
    pub bottom: f32,
    pub body: Type,
    /// Of the title, of the sections, of their parts.
    pub headings: [Type; 3],
    /// Air above each of the headings.
    pub above: [f32; 3],
    /// Air between paragraphs, between the items of a list, and around blocks that stand by themselves.
    pub paragraph: f32,
    pub item: f32,
    pub block: f32,
    /// How far each level of a list is set in.
    pub indent: f32,
    /// Inside a note and the cells of a table.
    pub padding: f32,
    /// From one line to write on to the next.
    pub room: f32,
    /// How many columns the text has, and the air between them.
    pub columns: u8,
    pub between: f32,
}

impl Sheet {
    pub(super) fn of(paper: Paper) -> Self {
        match paper {
            // A form: as little as can be between what is asked, so that there is room to answer.
            Paper::TwoColumns => Self {
                side: 28.0,
                top: 26.0,
                bottom: 38.0,
                body: Type { size: 9.0, leading: 10.7 },
                headings: [
                    Type { size: 12.0, leading: 14.5 },
                    Type { size: 10.0, leading: 12.0 },
                    Type { size: 9.0, leading: 10.7 },
                ],
                above: [0.0, 4.5, 3.0],
                paragraph: 1.4,
                block: 2.2,
                padding: 2.0,
                room: 15.2,
                columns: 2,
                between: 17.0,
                ..Self::of(Paper::OneSide)
            },
            Paper::Usual => Self {
                side: 62.0,
                top: 60.0,
                bottom: 60.0,
                body: Type { size: 11.0, leading: 15.5 },
                headings: [
                    Type { size: 21.0, leading: 26.0 },
                    Type { size: 14.5, leading: 18.5 },
                    Type { size: 12.0, leading: 16.0 },
                ],
                above: [0.0, 20.0, 12.0],
                paragraph: 6.0,
                item: 3.0,
                block: 9.0,
                indent: 17.0,
                padding: 5.0,
                room: 26.0,
                columns: 1,
                between: 0.0,
            },
            Paper::OneSide => Self {
                side: 42.0,
                top: 36.0,
                bottom: 36.0,
                body: Type { size: 9.5, leading: 12.4 },
                headings: [
                    Type { size: 15.0, leading: 18.5 },
                    Type { size: 11.5, leading: 14.5 },
                    Type { size: 10.0, leading: 13.0 },
                ],
                above: [0.0, 7.5, 6.0],
                paragraph: 2.8,
                item: 1.4,
                block: 4.0,
                indent: 13.0,
                padding: 1.8,
                room: 22.0,
                columns: 1,
                between: 0.0,
            },
        }
    }

    /// How wide a line may be: as wide as its column.
    pub(super) fn width(&self) -> f32 {
        let columns = f32::from(self.columns);
        (self.across() - self.between * (columns - 1.0)) / columns
    }

    /// From the first column's left edge to the last one's right edge.
    pub(super) fn across(&self) -> f32 {
        WIDTH - 2.0 * self.side
    }

    /// How far a column, from 0, stands to the right of the first.
    pub(super) fn column(&self, number: u8) -> f32 {
        f32::from(number) * (self.width() + self.between)
    }
}
