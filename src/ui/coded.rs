//! A field for something that stands for the child and tells nobody who that is.

use egui::Ui;

use super::{a11y, field, theme};
use crate::record::privacy::{self, FindingKind};

/// A field of one line with a hint. A number that looks like a real one is asked about, and kept.
pub fn line(ui: &mut Ui, label: &str, hint: &str, text: &mut String) {
    let field = field::line(ui, label, text);
    field::hint(ui, hint);
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_description(hint));
    if let Some(what) = looks_like(text) {
        ui.scope(|ui| {
            ui.visuals_mut().override_text_color = Some(theme::tokens(ui).warn.text);
            a11y::live(ui, &format!("This looks like {what}. You may not need it here."), false);
        });
    }
}

/// What a real person is known by. Here any ten digits together are taken for the number that the health service gives to
/// everybody in Scotland; spaces are passed over.
fn looks_like(text: &str) -> Option<&'static str> {
    let close: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let ten = || close.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 10);
    match privacy::in_a_field(text) {
        Some(FindingKind::DateOfBirth) => Some("a date of birth"),
        Some(FindingKind::Email) => Some("an e-mail address"),
        Some(_) => Some("a CHI number"),
        None => ten().then_some("a CHI number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_a_birthday_and_an_address_are_told_from_a_code() {
        let chi = Some("a CHI number");
        let rows = [
            ("0101161234", chi),
            ("010116 1234", chi),
            ("CHI 0101 16 1234.", chi),
            ("01-01-16-1234", chi),
            ("9999999999", chi),
            ("14.3.2017", Some("a date of birth")),
            ("born 2 June 2016", Some("a date of birth")),
            ("gran@glenmarnoch.example", Some("an e-mail address")),
            ("", None),
            ("AB12", None),
            ("01011612345", None),
            ("010116 123", None),
            ("Ailsa", None),
        ];
        for (text, expected) in rows {
            assert_eq!(looks_like(text), expected, "{text}");
        }
    }
}
