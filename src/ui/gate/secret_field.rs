//! A field for words that nobody else may read: a passphrase, or a recovery code.
//!
//! egui's own field keeps what is typed in many places: its history of undos, the text of the frame before, the accessibility
//! tree. So it is never given the words. It is given as many dots, and what it asks to be put in or taken out is done to the
//! words here, in one place that is wiped. While *Show* is on, the words are painted under the field; what is only painted is in
//! no tree.

use std::{any::TypeId, ops::Range};

use egui::{
    Context, CornerRadius, Event, Id, Key, Response, TextBuffer, TextEdit, TextStyle, Ui,
    accesskit::{Invalid, Role},
    epaint::text::PASSWORD_REPLACEMENT_CHAR,
    text::{CharIndex, LayoutJob},
    text_edit::TextEditState,
    vec2,
};
use zeroize::Zeroizing;

use super::super::{
    a11y, control, field,
    theme::{self, size, space},
};

/// More bytes than people type: within them, words are put in and taken out without a copy.
const ROOM: usize = 256;

/// How many lines are shown of words that are very long.
const MOST_ROWS: usize = 6;

/// A field with a label, dots, and a button that shows what was typed. Its owner [forgets](Self::forget) it after use.
#[derive(Default)]
pub struct SecretField {
    words: Words,
    shown: bool,
    takes_focus: bool,
    id: Option<Id>,
}

/// How the words stand under the field while they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    AsTyped,
    /// In groups of four with a space between them, as a code is printed.
    InGroups,
}

/// Says that there is a field, and nothing of what is in it.
impl std::fmt::Debug for SecretField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecretField").finish_non_exhaustive()
    }
}

impl SecretField {
    /// A field that shows what is typed from the beginning, for what is copied from paper.
    #[must_use]
    pub fn shown() -> Self {
        Self { shown: true, ..Self::default() }
    }

    /// What was typed.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words.secret
    }

    /// What was typed, to give on.
    #[must_use]
    pub fn copy(&self) -> Zeroizing<String> {
        self.words.secret.clone()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.secret.is_empty()
    }

    /// It has the focus when it is shown next.
    pub fn take_focus(&mut self) {
        self.takes_focus = true;
    }

    /// Covers what is shown.
    pub fn hide(&mut self) {
        self.shown = false;
    }

    /// While it is at work with the words, they stay, and it takes no others. The focus stays too.
    pub fn hold_still(&mut self, still: bool) {
        self.words.still = still;
    }

    /// Wipes the words, and what egui remembers of the field.
    pub fn forget(&mut self, ctx: &Context) {
        self.words.forget();
        if let Some(id) = self.id {
            ctx.data_mut(|data| data.remove::<TextEditState>(id));
        }
    }

    /// The field under its label. `problem` is a sentence that stands at it, and is announced; empty if there is none.
    pub fn ui(&mut self, ui: &mut Ui, label: &str, shown: Shown, problem: &str) -> Response {
        a11y::group(ui, Role::Group, label, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let name = field::label(ui, label);
            let response = ui.horizontal_top(|ui| self.line(ui, label)).inner.labelled_by(name.id);
            if self.shown && !self.is_empty() {
                paint(ui, &self.words.secret, shown);
            }
            if !problem.is_empty() {
                said_at(ui, &response, problem);
            }
            response
        })
    }

    /// The dots, and the button beside them.
    fn line(&mut self, ui: &mut Ui, label: &str) -> Response {
        let id = ui.make_persistent_id(("secret field", label));
        self.id = Some(id);
        if ui.memory(|memory| memory.has_focus(id)) {
            keep_in(ui, self.words.still);
        }
        // Its history would be one of dots. Nothing is undone here, so that nothing comes back.
        if let Some(mut state) = TextEditState::load(ui.ctx(), id) {
            state.clear_undoer();
            state.store(ui.ctx(), id);
        }
        let (words, whole) = if self.shown { ("Hide", "Hide what is typed") } else { ("Show", "Show what is typed") };
        let font = TextStyle::Button.resolve(ui.style());
        // As wide for both words, so that the field does not move.
        let wide = ["Hide", "Show"]
            .map(|one| ui.painter().layout_no_wrap(one.to_owned(), font.clone(), theme::tokens(ui).ink).size().x);
        let wide = wide[0].max(wide[1]) + 2.0 * ui.spacing().button_padding.x + 3.0;
        let room = (ui.available_width() - wide - ui.spacing().item_spacing.x).max(80.0);
        let edit = TextEdit::singleline(&mut self.words)
            .id(id)
            .password(true)
            // Enter presses the main button of the screen, and the focus stays.
            .return_key(None)
            .desired_width(room)
            .margin(egui::Margin::symmetric(8, 6))
            .min_size(vec2(0.0, size::CONTROL));
        let response = ui.add(edit);
        if std::mem::take(&mut self.takes_focus) {
            response.request_focus();
        }
        let button = ui.add(egui::Button::new(words).min_size(vec2(wide, response.rect.height())));
        control::named(ui, &button, Role::Button, &format!("{whole}: {label}"));
        if button.clicked() {
            self.shown = !self.shown;
        }
        response
    }
}

/// Whether Enter was pressed in a field.
#[must_use]
pub fn entered(ui: &Ui, field: &Response) -> bool {
    field.has_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// Copy and cut do nothing here, and neither do undo and redo. While the words are held still, no key does, so that the caret
/// stays too.
fn keep_in(ui: &Ui, still: bool) {
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Copy | Event::Cut => false,
            Event::Key { key, .. } if still => *key == Key::Tab,
            Event::Text(_) | Event::Paste(_) | Event::Ime(_) => !still,
            Event::Key { key: Key::Z | Key::Y, modifiers, .. } => !modifiers.command,
            _ => true,
        });
    });
}

/// The words on a ground of their own, by the painter alone.
fn paint(ui: &mut Ui, words: &str, shown: Shown) {
    let tokens = theme::tokens(ui);
    let padding = vec2(space::S, space::XS);
    let width = ui.available_width();
    let font = TextStyle::Body.resolve(ui.style());
    let text = match shown {
        Shown::AsTyped => words.to_owned(),
        Shown::InGroups => in_groups(words),
    };
    let mut job = LayoutJob::simple(text, font, tokens.ink, width - 2.0 * padding.x);
    job.wrap.break_anywhere = shown == Shown::AsTyped;
    job.wrap.max_rows = MOST_ROWS;
    for section in &mut job.sections {
        section.format.extra_letter_spacing = theme::letter_spacing(ui);
    }
    let galley = ui.painter().layout_job(job);
    let (_, rect) = ui.allocate_space(vec2(width, galley.size().y + 2.0 * padding.y));
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), tokens.surface2);
    ui.painter().galley(rect.min + padding, galley, tokens.ink);
}

/// Four and four, whatever stood between them.
pub fn in_groups(words: &str) -> String {
    let mut grouped = String::with_capacity(2 * words.len());
    for (at, letter) in words.chars().filter(|one| one.is_alphanumeric()).enumerate() {
        if at > 0 && at.is_multiple_of(4) {
            grouped.push(' ');
        }
        grouped.push(letter);
    }
    grouped
}

/// A sentence at a field: seen under it, announced when it comes, and said with the field.
pub fn said_at(ui: &mut Ui, field: &Response, words: &str) {
    let color = theme::tokens(ui).warn.text;
    let said = ui.label(theme::text(ui, words, TextStyle::Small).color(color));
    a11y::announce(ui, &said);
    ui.ctx().accesskit_node_builder(field.id, |node| {
        node.set_invalid(Invalid::True);
        node.push_described_by(said.id.accesskit_id());
    });
}

/// The words, and as many dots for egui.
struct Words {
    secret: Zeroizing<String>,
    dots: String,
    still: bool,
}

impl Default for Words {
    fn default() -> Self {
        Self { secret: room_for(ROOM), dots: String::new(), still: false }
    }
}

fn room_for(bytes: usize) -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(bytes))
}

impl Words {
    fn count_dots(&mut self) {
        let count = self.secret.chars().count();
        self.dots.clear();
        self.dots.extend(std::iter::repeat_n(PASSWORD_REPLACEMENT_CHAR, count));
    }

    /// Where a character begins, or the end.
    fn byte_at(&self, at: CharIndex) -> usize {
        self.secret.char_indices().nth(at.0).map_or(self.secret.len(), |(byte, _)| byte)
    }

    fn forget(&mut self) {
        // The old place is wiped when it is dropped, with what is left in it of words that were taken out.
        self.secret = room_for(ROOM);
        self.count_dots();
    }
}

impl TextBuffer for Words {
    fn is_mutable(&self) -> bool {
        !self.still
    }

    fn as_str(&self) -> &str {
        &self.dots
    }

    fn insert_text(&mut self, text: &str, at: CharIndex) -> usize {
        if self.still {
            return 0;
        }
        let byte = self.byte_at(at);
        let needed = self.secret.len() + text.len();
        if needed > self.secret.capacity() {
            // A string that grows by itself leaves a copy behind that is not wiped.
            let mut larger = room_for(2 * needed);
            larger.push_str(&self.secret);
            self.secret = larger;
        }
        self.secret.insert_str(byte, text);
        self.count_dots();
        text.chars().count()
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        if self.still {
            return;
        }
        let (from, to) = (self.byte_at(range.start), self.byte_at(range.end));
        if from < to {
            self.secret.drain(from..to);
            self.count_dots();
        }
    }

    /// Only undo and redo ask for it, and what they have are dots.
    fn replace_with(&mut self, _dots: &str) {}

    fn type_id(&self) -> TypeId {
        TypeId::of::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, Pos2, RawInput, Rect};

    use super::*;

    /// A window without a screen: what is pressed goes in, and the accessibility tree comes out as text.
    struct Desk {
        ctx: Context,
        field: SecretField,
    }

    impl Desk {
        fn new() -> Self {
            let ctx = Context::default();
            ctx.enable_accesskit();
            theme::install(&ctx);
            ctx.add_plugin(a11y::Focus::default());
            // An emoji of a passphrase is in no face that we ship: it is seen as a box.
            ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
            let mut desk = Self { ctx, field: SecretField::default() };
            desk.field.take_focus();
            desk.frame(vec![]);
            desk.frame(vec![]);
            desk
        }

        fn frame(&mut self, events: Vec<Event>) -> egui::FullOutput {
            let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(640.0, 480.0)));
            let input = RawInput { events, screen_rect, ..RawInput::default() };
            let Self { ctx, field } = self;
            let mut output = ctx.run_ui(input, |ui| {
                field.ui(ui, "Passphrase", Shown::AsTyped, "");
            });
            output.textures_delta.clear();
            output
        }

        fn key(&mut self, modifiers: Modifiers, key: Key) {
            let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
            self.frame(vec![press(true), press(false)]);
        }

        /// Every node with every property.
        fn tree(&mut self) -> String {
            let update = self.frame(vec![]).platform_output.accesskit_update.expect("there is a tree");
            format!("{update:?}")
        }

        fn painted(&mut self) -> String {
            let mut all = String::new();
            for clipped in self.frame(vec![]).shapes {
                if let egui::Shape::Text(text) = clipped.shape {
                    all.push_str(text.galley.text());
                    all.push('\n');
                }
            }
            all
        }
    }

    fn type_in(text: &str) -> Vec<Event> {
        vec![Event::Text(text.to_owned())]
    }

    const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

    #[test]
    fn no_node_ever_has_a_piece_of_what_was_typed() {
        let long = "Wrxq7Zjkv9".repeat(1_000);
        let odd = [
            "korrekt Pferd Batterie",
            "Ailsa's gran, 31 times",
            "żółta łódka na Wiśle",
            "Cha do dh’fhàg i, tha i ag ràdh",
            "e\u{301}cole mate\u{301}rnelle",
            "🦜🦜 fichead ’s a h-aon 🦜",
            "  vrxq at both ends  ",
            "密码短语在这里写下来吧",
            "\u{202e}txet gnortS",
            long.as_str(),
        ];
        for words in odd {
            for shown in [false, true] {
                for event in [Event::Text(words.to_owned()), Event::Paste(words.to_owned())] {
                    let mut desk = Desk::new();
                    desk.field.shown = shown;
                    desk.frame(vec![event]);
                    assert!(desk.field.words() == words, "it is taken as it was typed");
                    desk.key(CTRL, Key::A);
                    desk.frame(vec![Event::Copy]);
                    let tree = desk.tree();
                    // A tree keeps long texts in several nodes, and Rust writes some signs as numbers.
                    let letters: Vec<char> = words.chars().collect();
                    for piece in letters.chunks(4).filter(|piece| piece.len() == 4) {
                        let piece: String = piece.iter().collect();
                        let written = format!("{piece:?}");
                        assert!(!tree.contains(&piece), "{shown}");
                        assert!(!tree.contains(written.trim_matches('"')), "{shown}");
                    }
                    assert!(tree.contains("PasswordInput") && tree.contains("•••"), "the tree was read");
                    let seen = desk.painted();
                    let first: String = words.chars().take(12).collect();
                    assert_eq!(seen.contains(&first), shown, "only the eye sees it, and only while it is shown");
                }
            }
        }
    }

    #[test]
    fn what_is_typed_in_the_middle_stands_in_the_middle() {
        let mut desk = Desk::new();
        desk.frame(type_in("żółw"));
        desk.key(Modifiers::NONE, Key::ArrowLeft);
        desk.frame(type_in("🦜"));
        assert_eq!(desk.field.words(), "żół🦜w");
        desk.key(Modifiers::NONE, Key::Backspace);
        desk.key(Modifiers::NONE, Key::Backspace);
        assert_eq!(desk.field.words(), "żów");
        desk.key(Modifiers::NONE, Key::Delete);
        assert_eq!(desk.field.words(), "żó");
        desk.key(CTRL, Key::A);
        desk.frame(vec![Event::Paste("one\r\ntwo".to_owned())]);
        assert_eq!(desk.field.words(), "one  two", "a pasted line is one line");
    }

    #[test]
    fn cut_and_copy_do_nothing() {
        let mut desk = Desk::new();
        desk.frame(type_in("five words of mine"));
        desk.key(CTRL, Key::A);
        for event in [Event::Copy, Event::Cut] {
            let output = desk.frame(vec![event]);
            assert!(output.platform_output.commands.is_empty());
            assert_eq!(desk.field.words(), "five words of mine");
        }
    }

    #[test]
    fn after_it_was_forgotten_nothing_brings_it_back() {
        let mut desk = Desk::new();
        for part in ["five ", "words ", "of mine"] {
            desk.frame(type_in(part));
            // So long that egui would note it for undo.
            for _ in 0..200 {
                desk.frame(vec![]);
            }
        }
        desk.key(CTRL, Key::Z);
        assert_eq!(desk.field.words(), "five words of mine", "nothing is undone while one types, either");
        let id = desk.field.id.unwrap();
        let ctx = desk.ctx.clone();
        desk.field.forget(&ctx);
        assert!(TextEditState::load(&ctx, id).is_none());
        for key in [Key::Z, Key::Z, Key::Y] {
            desk.key(CTRL, key);
            assert!(desk.field.is_empty());
        }
        assert_eq!(desk.field.words.dots, "");
        desk.frame(type_in("again"));
        assert_eq!(desk.field.words(), "again");
    }

    /// Even without the wiping: what egui remembers for undo are dots.
    #[test]
    fn egui_is_never_given_the_words() {
        let mut words = Words::default();
        words.insert_text("five words of mine", CharIndex(0));
        assert!(words.as_str().chars().all(|one| one == PASSWORD_REPLACEMENT_CHAR));
        assert_eq!(words.as_str().chars().count(), 18);
        words.replace_with("•••");
        assert_eq!(*words.secret, "five words of mine");
    }

    #[test]
    fn words_longer_than_the_room_move_as_a_whole() {
        let mut words = Words::default();
        let place = words.secret.as_ptr();
        words.insert_text(&"a".repeat(ROOM), CharIndex(0));
        assert_eq!(words.secret.as_ptr(), place, "within the room nothing moves");
        words.insert_text("é", CharIndex(3));
        assert_eq!(words.secret.len(), ROOM + 2);
        assert!(words.secret.capacity() >= 2 * (ROOM + 2) && words.secret.starts_with("aaaéa"));
    }

    #[test]
    fn held_still_it_keeps_its_words_and_takes_no_others() {
        let mut desk = Desk::new();
        desk.frame(type_in("five words of mine"));
        desk.field.hold_still(true);
        desk.frame(type_in("more"));
        desk.key(Modifiers::NONE, Key::Backspace);
        desk.frame(vec![Event::Paste("more".to_owned())]);
        assert_eq!(desk.field.words(), "five words of mine");
        let id = desk.field.id.unwrap();
        assert!(desk.ctx.memory(|memory| memory.has_focus(id)), "the focus stays");
        desk.field.hold_still(false);
        desk.frame(type_in("."));
        assert_eq!(desk.field.words(), "five words of mine.");
    }

    #[test]
    fn nothing_of_it_is_written_by_debug() {
        let mut desk = Desk::new();
        desk.frame(type_in("five words of mine"));
        let written = format!("{:?}", desk.field);
        assert_eq!(written, "SecretField { .. }");
    }

    #[test]
    fn a_code_is_shown_in_groups() {
        for typed in ["k7q29fmt", "k7q2 9fmt", "k7q2-9fmt-", "  k7-q2 9f mt"] {
            assert_eq!(in_groups(typed), "k7q2 9fmt");
        }
    }
}
