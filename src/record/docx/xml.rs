//! XML that cannot break: escaped texts, in runs of one direction each.

use std::fmt::Write as _;

/// What opens every part.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A text as it may stand between tags and in an attribute. What XML has no place for becomes the sign for "no letter":
/// Word opens no file with a control character in it.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            // "]]>" may stand nowhere outside of what it ends.
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push('\n'),
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => safe.push('\u{FFFD}'),
            c => safe.push(c),
        }
    }
    safe
}

/// What a property of the file or a table may hold in Word, in letters. All of it stands in the document.
const LONGEST: usize = 250;

/// A text that is said beside the document: in a property, or as the name of a table. One line, and not too long for Word.
pub(super) fn property(text: &str) -> String {
    escaped(&cut(text, LONGEST)).replace('\n', " ")
}

/// Its first letters, and that there are more.
pub(super) fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The runs of a text. `look` is what stands in each run's properties before the direction: a style, as OOXML.
pub(super) fn runs(text: &str, look: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 64);
    for (words, rtl) in directions(text) {
        let rtl = if rtl { "<w:rtl/>" } else { "" };
        xml.push_str("<w:r>");
        if !look.is_empty() || !rtl.is_empty() {
            let _ = write!(xml, "<w:rPr>{look}{rtl}</w:rPr>");
        }
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                xml.push_str("<w:br/>");
            }
            if !line.is_empty() {
                let _ = write!(xml, "<w:t xml:space=\"preserve\">{}</w:t>", escaped(line));
            }
        }
        xml.push_str("</w:r>");
    }
    xml
}

/// Whether most letters of a text are written from right to left: then its paragraph begins at the right.
pub(super) fn is_mostly_rtl(text: &str) -> bool {
    let (rtl, ltr) = text.chars().fold((0_usize, 0_usize), |(rtl, ltr), c| match () {
        () if is_rtl(c) => (rtl + 1, ltr),
        () if c.is_alphabetic() => (rtl, ltr + 1),
        () => (rtl, ltr),
    });
    rtl > ltr
}

/// Stretches of one direction. What stands between two letters from right to left goes with them; Word asks for a mark on
/// every such run, or it sets their spaces and brackets in the wrong order.
fn directions(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find(is_rtl) {
        let end = rest[begin..].find(|c: char| c == '\n' || c.is_alphabetic() && !is_rtl(c));
        let end = end.map_or(rest.len(), |end| begin + end);
        // Back to the last letter: the space before the next word is that word's.
        let last = rest[..end].rfind(is_rtl).unwrap_or(begin);
        let end = last + rest[last..].chars().next().map_or(0, char::len_utf8);
        if begin > 0 {
            parts.push((&rest[..begin], false));
        }
        parts.push((&rest[begin..end], true));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        parts.push((rest, false));
    }
    parts
}

/// The blocks of Unicode whose scripts are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and old ones.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_never_markup() {
        let rows = [
            ("<w:p>&amp;\"'</w:p>", "&lt;w:p&gt;&amp;amp;&quot;'&lt;/w:p&gt;"),
            ("]]> <!-- \u{0}\u{B}\u{85}\u{FFFE}", "]]&gt; &lt;!-- \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("Gran's, “no” 👩‍👧 Gàidhlig", "Gran's, “no” 👩‍👧 Gàidhlig"),
        ];
        for (text, expected) in rows {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn a_run_has_one_direction() {
        let rows: [(&str, &[(&str, bool)]); 5] = [
            ("Mum said no", &[("Mum said no", false)]),
            ("سارة and حسن علي, 12", &[("سارة", true), (" and ", false), ("حسن علي", true), (", 12", false)]),
            ("(שלום 3 שלום)", &[("(", false), ("שלום 3 שלום", true), (")", false)]),
            ("علي\nحسن", &[("علي", true), ("\n", false), ("حسن", true)]),
            ("", &[]),
        ];
        for (text, expected) in rows {
            assert_eq!(directions(text), expected, "{text}");
        }
        assert!(is_mostly_rtl("قالت سارة: no"));
        assert!(!is_mostly_rtl("Sara (سارة) said no") && !is_mostly_rtl("12.30"));
    }

    #[test]
    fn a_line_break_is_one() {
        assert_eq!(
            runs("no\nyes", ""),
            "<w:r><w:t xml:space=\"preserve\">no</w:t><w:br/><w:t xml:space=\"preserve\">yes</w:t></w:r>"
        );
    }
}
