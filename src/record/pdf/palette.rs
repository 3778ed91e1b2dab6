//! The colours of a page. They read the same on a printer without colour: what matters is also told by form and weight.

/// Red, green and blue.
pub(super) type Ink = [u8; 3];

pub(super) const TEXT: Ink = [0x1A, 0x1A, 0x1A];
/// The running head and the foot: seen when looked for.
pub(super) const QUIET: Ink = [0x4A, 0x4F, 0x55];
/// Headings, and the bar beside somebody's own words.
pub(super) const ACCENT: Ink = [0x1F, 0x3F, 0x5B];
/// Thin lines between rows, and those to write on.
pub(super) const RULE: Ink = [0x8A, 0x90, 0x96];
/// Behind a note and a header row.
pub(super) const PANEL: Ink = [0xF1, 0xF3, 0xF5];

#[cfg(test)]
mod tests {
    use super::*;

    /// As WCAG 2.2 defines it.
    fn luminance(ink: Ink) -> f64 {
        let [r, g, b] = ink.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    #[test]
    fn every_text_stands_out_from_what_is_behind_it() {
        for behind in [[0xFF; 3], PANEL] {
            for ink in [TEXT, QUIET, ACCENT] {
                let contrast = (luminance(behind) + 0.05) / (luminance(ink) + 0.05);
                assert!(contrast >= 4.5, "{ink:?} on {behind:?}: {contrast}");
            }
        }
        let rule = (luminance([0xFF; 3]) + 0.05) / (luminance(RULE) + 0.05);
        assert!(rule >= 3.0, "a line to write on must be seen: {rule}");
    }
}
