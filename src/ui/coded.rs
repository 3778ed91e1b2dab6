//! A field for something that stands for the child and tells nobody who that is.

use egui::Ui;

use super::{a11y, field, theme};

/// A field of one line with a hint. A number that looks like a real one is asked about, and kept.
pub fn line(ui: &mut Ui, label: &str, hint: &str, text: &mut String) {
    let field = field::line(ui, label, text);
    field::hint(ui, hint);
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_description(hint));
    if looks_like_chi(text) {
        ui.scope(|ui| {
            ui.visuals_mut().override_text_color = Some(theme::tokens(ui).warn.text);
            a11y::live(ui, "This looks like a CHI number. You may not need it here.", false);
        });
    }
}

/// Ten digits together, as in the number that the health service gives to everybody in Scotland; spaces are passed over.
fn looks_like_chi(text: &str) -> bool {
    let close: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    close.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_digits_look_like_a_chi_number() {
        for text in ["0101161234", "010116 1234", "CHI 0101 16 1234.", "01-01-16-1234"] {
            assert!(looks_like_chi(text), "{text}");
        }
        for text in ["", "AB12", "01011612345", "010116 123", "2 June 2026"] {
            assert!(!looks_like_chi(text), "{text}");
        }
    }
}
