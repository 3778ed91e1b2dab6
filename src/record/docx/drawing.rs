//! The time line as a drawing of Word's own shapes, which needs no picture file and stays sharp.

use std::fmt::Write as _;

use super::{
    body::paragraph,
    page::Page,
    styles::{ACCENT, RULE, size},
    xml::{escaped, runs},
};
use crate::record::Drawing;

/// Lengths in a drawing: 635 of them are a twentieth of a point, 36,000 a millimetre.
const TWENTIETH: u32 = 635;
const MM: u32 = 36_000;

/// How high a lane is, and the words under them.
const ROW: u32 = 6 * MM;

/// How wide a mark is.
const MARK: u32 = 26 * MM / 10;

/// How wide the words under the line may be.
const YEAR: u32 = 16 * MM;

/// How wide a letter is, with some air, of half a point's size.
const LETTER: u32 = 4_200;

/// How thick a line is: three quarters of a point.
const THIN: u32 = 15 * TWENTIETH;

/// The line with the years, and how far their ticks go down from it.
const AXIS: &str = "1A1A1A";
const TICK: u32 = 15 * MM / 10;

/// A form for each lane, the same as in the PDF: who sees no colours has them too. Which form, whether it
/// is filled, and how large of a hundred: Word's cross has air around it.
const FORMS: [(&str, bool, u32); 6] = [
    ("ellipse", true, 100),
    ("rect", false, 90),
    ("diamond", true, 120),
    ("triangle", false, 100),
    ("mathMultiply", true, 170),
    ("ellipse", false, 100),
];

/// A paragraph with the drawing in it. Its alternative text is what it tells; versions of Word that know no such drawing
/// leave it out, and the list that follows says it all.
pub(super) fn drawing(drawing: &Drawing, page: &Page, number: usize) -> String {
    let Drawing { told, lanes, ticks } = drawing;
    let width = u32::from(page.width()) * TWENTIETH;
    let rows = u32::try_from(lanes.len()).unwrap_or(0);
    let height = (rows + 1) * ROW + TICK;
    let names = width / 5;
    // The ends of the line keep away from the edge, so that no mark and no year hangs over it.
    let (left, length) = (names + YEAR / 4, width - names - YEAR / 2);
    let x = |at: u16| left + length / 1000 * u32::from(at);

    let mut shapes = Shapes { xml: String::new(), letters: page.small, last: number * 1000 };
    for (row, lane) in (0..).zip(lanes) {
        let middle = row * ROW + ROW / 2;
        shapes.words(&lane.name, 0, row * ROW, names, "left");
        shapes.line(left, middle, length, 0, RULE);
        let form = FORMS[usize::try_from(row).unwrap_or(0) % FORMS.len()];
        for at in &lane.marks {
            shapes.mark(form, x(*at), middle);
        }
    }
    let axis = rows * ROW;
    shapes.line(left, axis, length, 0, AXIS);
    let mut free = 0;
    for tick in ticks {
        shapes.line(x(tick.at), axis, 0, TICK, AXIS);
        // Words that would stand on those before them are left out; their ticks are there.
        let half = u32::try_from(tick.words.chars().count()).unwrap_or(0) * u32::from(page.small) * LETTER / 2;
        if x(tick.at) >= free + half {
            shapes.words(
                &tick.words,
                x(tick.at).saturating_sub(YEAR / 2).min(width - YEAR),
                axis + TICK,
                YEAR,
                "center",
            );
            free = x(tick.at) + half;
        }
    }
    let box_ = format!("<a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>");
    let run = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" \
         distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>\
         <wp:docPr id=\"{number}\" name=\"Time line {number}\" descr=\"{}\"/><wp:cNvGraphicFramePr/><a:graphic>\
         <a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\"><wpg:wgp>\
         <wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{box_}{}</a:xfrm></wpg:grpSpPr>{}</wpg:wgp></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>",
        escaped(told),
        box_.replace("a:off", "a:chOff").replace("a:ext ", "a:chExt "),
        shapes.xml,
    );
    paragraph("", "", "", &run)
}

/// The shapes so far.
struct Shapes {
    xml: String,
    letters: u16,
    /// The number of the last shape; each has its own in the whole document.
    last: usize,
}

impl Shapes {
    /// Across or down, from a point. It is a thin rectangle: `LibreOffice` turns a group with lines in it by a quarter.
    fn line(&mut self, x: u32, y: u32, across: u32, down: u32, colour: &str) {
        self.filled("rect", [x, y, across.max(THIN), down.max(THIN)], colour);
    }

    /// Around a point.
    fn mark(&mut self, (form, filled, large): (&str, bool, u32), x: u32, y: u32) {
        let side = MARK * large / 100;
        let place = [x - side / 2, y - side / 2, side, side];
        if filled {
            return self.filled(form, place, ACCENT);
        }
        let look = format!(
            "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln w=\"15875\"><a:solidFill>\
             <a:srgbClr val=\"{ACCENT}\"/></a:solidFill></a:ln>"
        );
        self.shape("<wps:cNvSpPr/>", form, place, &look, "", "<wps:bodyPr/>");
    }

    fn filled(&mut self, form: &str, place: [u32; 4], colour: &str) {
        let look = format!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill><a:ln><a:noFill/></a:ln>");
        self.shape("<wps:cNvSpPr/>", form, place, &look, "", "<wps:bodyPr/>");
    }

    fn words(&mut self, words: &str, x: u32, y: u32, width: u32, side: &str) {
        let text = format!(
            "<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>\
             <w:jc w:val=\"{side}\"/></w:pPr>{}</w:p></w:txbxContent></wps:txbx>",
            runs(words, &size(self.letters))
        );
        let body = "<wps:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"/>";
        let look = "<a:noFill/><a:ln><a:noFill/></a:ln>";
        self.shape("<wps:cNvSpPr txBox=\"1\"/>", "rect", [x, y, width, ROW], look, &text, body);
    }

    fn shape(&mut self, kind: &str, form: &str, [x, y, width, height]: [u32; 4], look: &str, text: &str, body: &str) {
        self.last += 1;
        let number = self.last;
        let _ = write!(
            self.xml,
            "<wps:wsp><wps:cNvPr id=\"{number}\" name=\"Shape {number}\"/>{kind}<wps:spPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"{form}\"><a:avLst/></a:prstGeom>{look}</wps:spPr>{text}{body}</wps:wsp>"
        );
    }
}
