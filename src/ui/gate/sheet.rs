//! *Your recovery code*: seen once, put on paper, and proved to be there by its last group.

use chrono::NaiveDate;
use egui::{
    Context, CornerRadius, Id, Key, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, text::LayoutJob,
    text_edit::TextEditState, vec2,
};
use zeroize::{Zeroize, Zeroizing};

use super::{
    super::{
        a11y, control, field, parts,
        theme::{self, size, space},
    },
    GateAction, Notice, Stand, main_button, notices, row,
    secret_field::{in_groups, said_at},
    whole,
};

/// The screen, with what is half typed on it.
#[derive(Default)]
pub struct Sheet {
    /// The last group. The whole code stands above it, so this is a field like any other.
    last: Zeroizing<String>,
    field: Option<Id>,
    problem: &'static str,
}

/// What it shows.
#[derive(Clone, Copy, Default)]
pub struct Model<'a> {
    /// The code, in groups or not.
    pub code: &'a str,
    /// What has just been done: "The sheet is saved in Documents. Print it, and then delete the file."
    pub told: &'a str,
    pub notices: &'a [Notice<'a>],
}

impl Sheet {
    /// One frame of it, in the whole window.
    pub fn ui(&mut self, ui: &mut Ui, model: &Model<'_>) -> Option<GateAction> {
        whole(ui, Stand::Page, "Your recovery code", |ui| {
            let mut action = notices(ui, model.notices);
            field::body(
                ui,
                "It opens your sessions if the passphrase is forgotten. It is shown now and not again. Whoever has it can \
                 read everything.",
            );
            code(ui, model.code);
            field::body(ui, "Keep it with your team lead or in the safe, not with this laptop.");
            row(ui, |ui| {
                if control::button(ui, "Save the sheet…").clicked() {
                    action = Some(GateAction::SaveSheet);
                }
                if control::button(ui, "Copy the code").clicked() {
                    action = Some(GateAction::CopyCode);
                }
            });
            a11y::live(ui, model.told, false);
            parts::gap(ui);
            a11y::heading(ui, 2, "Is it on paper?");
            field::body(ui, "The last group has four letters and digits. Capitals do not matter.");
            let width = ui.available_width().min(320.0);
            let last = field::line_of(ui, "Type the last group from your sheet", &mut self.last, width);
            self.field = Some(last.id);
            if last.changed() {
                self.problem = "";
            }
            if !self.problem.is_empty() {
                said_at(ui, &last, self.problem);
            }
            let entered = last.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if main_button(ui, "Go on", true) || entered {
                if is_the_last_group(&self.last, model.code) {
                    action = Some(GateAction::SheetKept);
                } else {
                    self.problem = if self.last.is_empty() {
                        "Nothing is typed here yet. Look at the end of the code on your sheet."
                    } else {
                        "That is not the last group of this code. Compare it with your sheet."
                    };
                    last.request_focus();
                }
            }
            action
        })
    }

    /// Wipes what was typed, and what egui remembers of it.
    pub fn forget(&mut self, ctx: &Context) {
        self.last.zeroize();
        if let Some(id) = self.field {
            ctx.data_mut(|data| data.remove::<TextEditState>(id));
        }
    }
}

/// The code in large groups. A screen reader spells it, group by group.
fn code(ui: &mut Ui, code: &str) {
    let tokens = theme::tokens(ui);
    let grouped = in_groups(code);
    let padding = vec2(space::L, space::M);
    let width = ui.available_width();
    let font = theme::display().resolve(ui.style());
    let mut job = LayoutJob::simple(grouped.replace(' ', "   "), font, tokens.ink, width - 2.0 * padding.x);
    for section in &mut job.sections {
        section.format.extra_letter_spacing = 1.0;
    }
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 2.0 * padding.y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spelled(&grouped)));
    ui.painter().rect(
        rect,
        CornerRadius::same(size::CARD_RADIUS),
        tokens.surface,
        Stroke::new(1.0, tokens.border),
        StrokeKind::Inside,
    );
    ui.painter().galley(rect.min + padding, galley, tokens.ink);
}

/// "K 7 Q 2, 9 F M T": a group would be read as if it were a word.
fn spelled(grouped: &str) -> String {
    let groups = grouped.split(' ').map(|one| one.chars().map(String::from).collect::<Vec<_>>().join(" "));
    groups.collect::<Vec<_>>().join(", ")
}

/// Whether it is the last group, or the whole code, however it was typed.
fn is_the_last_group(typed: &str, code: &str) -> bool {
    let (typed, code) = (as_it_reads(typed), as_it_reads(code));
    let last = code.char_indices().rev().nth(3).map_or("", |(at, _)| &code[at..]);
    !typed.is_empty() && (*typed == last || *typed == *code)
}

/// The letters and digits, with those that look alike as one: O reads as 0, I and L as 1.
fn as_it_reads(typed: &str) -> Zeroizing<String> {
    let mut read = Zeroizing::new(String::with_capacity(typed.len()));
    read.extend(typed.chars().filter(char::is_ascii_alphanumeric).map(|one| match one.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }));
    read
}

/// The sheet as a text file, to print. It is an identity file of the ordinary `age` program as well: every line that is not
/// the key begins with "#".
#[must_use]
pub fn sheet_text(code: &str, identity_line: &str, made_on: NaiveDate) -> Zeroizing<String> {
    const BEFORE: &str = "\
# But Why? Recovery code
#
# It opens the sessions on one computer if the passphrase is forgotten.
# Whoever has it can read all of them.
# Keep it with your team lead or in the safe, not with the laptop.
#
# The code:
#
";
    const AFTER: &str = "\
#
# To use it: start But Why?, choose \"Use the recovery code\", and type it.
# Small letters are as good as capitals. Spaces and dashes do not matter.
#
# For IT: with this file as sheet.txt, the program age opens one session:
#   age -d -i sheet.txt FILE
# FILE stands for any file that ends in .age in the folder of the sessions.
#
";
    let mut text = Zeroizing::new(String::with_capacity(2_048));
    text.push_str(BEFORE);
    text.push_str("#     ");
    text.push_str(&in_groups(code));
    text.push_str("\n#\n");
    text.push_str("# Made on ");
    text.push_str(&made_on.format("%A %-d %B %Y").to_string());
    text.push('\n');
    text.push_str(AFTER);
    text.push_str(identity_line.trim());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::{super::tests::Window, *};

    const CODE: &str = "K7Q2-9FMT-3XWC-H0BD-1R8N-VZ5G-E10P";

    fn window() -> Window<'static, (Sheet, Vec<GateAction>)> {
        Window::new((Sheet::default(), vec![]), |ui, (sheet, asked)| {
            asked.extend(sheet.ui(ui, &Model { code: CODE, ..Model::default() }));
        })
    }

    #[test]
    fn the_code_is_spelled_in_groups() {
        let window = window();
        assert!(window.shows("K 7 Q 2, 9 F M T, 3 X W C, H 0 B D, 1 R 8 N, V Z 5 G, E 1 0 P"));
    }

    #[test]
    fn the_last_group_may_be_typed_as_one_reads_it() {
        for typed in ["E10P", "e10p", " e1-0p ", "EIOP", "elop", "K7Q29FMT3XWCH0BDIR8NVZ5GElOP"] {
            assert!(is_the_last_group(typed, CODE), "{typed}");
        }
        for typed in ["", "-", "10P", "VZ5G", "E10PP", "E1OQ", "é10p"] {
            assert!(!is_the_last_group(typed, CODE), "{typed}");
        }
    }

    #[test]
    fn one_goes_on_with_the_sheet_in_hand_only() {
        let mut window = window();
        window.press("Go on");
        assert!(window.shows("Nothing is typed here yet."));
        window.write("Type the last group from your sheet", "vz5g");
        window.key(egui::Key::Enter);
        assert!(window.shows("That is not the last group of this code."));
        assert_eq!(window.at(), "Type the last group from your sheet");
        assert!(window.0.state().1.is_empty());
        for _ in 0..4 {
            window.key(egui::Key::Backspace);
        }
        assert_eq!(window.announced(), [""; 0]);
        window.write("Type the last group from your sheet", "elop");
        window.key(egui::Key::Enter);
        assert!(window.0.state().1 == [GateAction::SheetKept]);
    }

    #[test]
    fn the_sheet_is_saved_and_the_code_copied_by_the_program() {
        let mut window = window();
        window.press("Save the sheet…");
        window.press("Copy the code");
        assert!(window.0.state().1 == [GateAction::SaveSheet, GateAction::CopyCode]);
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 22).unwrap()
    }

    #[test]
    fn every_line_of_the_sheet_but_the_key_is_a_remark() {
        let sheet = sheet_text(CODE, "AGE-SECRET-KEY-1ABC\n", day());
        let bare: Vec<&str> = sheet.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(bare, ["AGE-SECRET-KEY-1ABC"]);
        assert!(sheet.contains("#     K7Q2 9FMT 3XWC H0BD 1R8N VZ5G E10P\n"));
        assert!(sheet.contains("# Made on Friday 22 May 2026\n"));
        assert!(sheet.lines().all(|line| line.chars().count() <= 80), "it fits a page");
        assert!(sheet.capacity() == 2_048, "it was not copied while it grew");
    }

    /// What IT would do with `age -d -i sheet.txt FILE`: read the sheet as an identity file, and open with it.
    #[test]
    fn the_sheet_opens_what_was_sealed_to_its_key() {
        use age::secrecy::ExposeSecret;

        let key = age::x25519::Identity::generate();
        let sheet = sheet_text(CODE, key.to_string().expose_secret(), day());
        let recipient = key.to_public();
        let mut sealed = Vec::new();
        let sealer = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).unwrap();
        let mut writer = sealer.wrap_output(&mut sealed).unwrap();
        writer.write_all(b"Ailsa saw her gran on 31 of 35 Saturdays.").unwrap();
        writer.finish().unwrap();

        let identities = age::IdentityFile::from_buffer(sheet.as_bytes()).unwrap().into_identities().unwrap();
        let mut opened = String::new();
        let opener = age::Decryptor::new(&sealed[..]).unwrap();
        let mut reader = opener.decrypt(identities.iter().map(|one| &**one as &dyn age::Identity)).unwrap();
        reader.read_to_string(&mut opened).unwrap();
        assert_eq!(opened, "Ailsa saw her gran on 31 of 35 Saturdays.");
    }
}
