//! Words to look at: a quiet dotted line under them, and, where it is asked for, what to ask and when to keep them. They are
//! for the two at the screen: no note has them, and nothing is replaced.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use egui::{
    Button, Context, Id, Shape, Stroke, Ui, UiBuilder, UiStackInfo,
    accesskit::Role,
    cache::{ComputerMut, FrameCache},
    pos2,
    text_edit::TextEditOutput,
};

use super::{Writes, a11y, control, field, parts};
use crate::{
    checklist::{Placeholders, Term},
    session::{
        Session,
        language::{Finder, Listed, Spotted, ToLookAt},
    },
    ui::theme::{self, space},
};

/// What is looked for while a session is on the screen, and what of it the pair has checked.
#[derive(Clone)]
pub struct Looking {
    pub finder: Arc<Finder>,
    /// Ids of terms.
    pub checked: Vec<String>,
}

impl Looking {
    /// What to look for in a session; nothing where that is switched off.
    #[must_use]
    pub fn in_session(finder: Option<&Arc<Finder>>, session: &Session) -> Option<Self> {
        let finder = Arc::clone(finder?);
        Some(Self { finder, checked: session.language_checked.clone() })
    }

    /// What the finder finds in a text. A text that has not changed since the last frame is not looked at again.
    #[must_use]
    pub fn find(&self, ctx: &Context, text: &str) -> Arc<[Spotted]> {
        let key = Key { finder: &self.finder, text };
        ctx.memory_mut(|memory| memory.caches.cache::<FrameCache<Arc<[Spotted]>, Find>>().get(key).clone())
    }
}

#[derive(Clone, Copy)]
struct Key<'a> {
    finder: &'a Finder,
    text: &'a str,
}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.finder.stamp(), self.text).hash(state);
    }
}

/// Finds for egui's memory, which keeps places in a text and nothing of the text.
#[derive(Default)]
struct Find;

impl ComputerMut<Key<'_>, Arc<[Spotted]>> for Find {
    fn compute(&mut self, key: Key<'_>) -> Arc<[Spotted]> {
        key.finder.find(key.text).into()
    }
}

const MARKED: &str = "words to look at";

/// Fields in which words are marked, if there is anything to look for.
pub fn marked<R>(ui: &mut Ui, looking: Option<&Looking>, content: impl FnOnce(&mut Ui) -> R) -> R {
    let info = match looking {
        Some(looking) => UiStackInfo::default().with_tag_value(MARKED, looking.clone()),
        None => UiStackInfo::default().with_tag(MARKED),
    };
    ui.scope_builder(UiBuilder::new().ui_stack_info(info), content).inner
}

/// Fields in which no word is marked.
pub fn unmarked<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    marked(ui, None, content)
}

/// Draws the line under the words of a field that has just been shown. The letters do not move by it.
pub(super) fn mark(ui: &Ui, field: &TextEditOutput) {
    let nearest = ui.stack().iter().find(|ui| ui.tags().contains(MARKED));
    let Some(looking) = nearest.and_then(|ui| ui.tags().get_downcast::<Looking>(MARKED)) else { return };
    let text = field.galley.text();
    let found = looking.find(ui.ctx(), text);
    let mut found = found.iter().filter(|one| !looking.finder.is_checked(one.term, &looking.checked)).peekable();
    if found.peek().is_none() {
        return;
    }
    let clip = field.text_clip_rect.intersect(ui.clip_rect());
    let painter = ui.painter().with_clip_rect(clip);
    let stroke = Stroke::new(1.5, theme::tokens(ui).ink3);
    let mut shapes = Vec::new();
    // Rows count in characters, and marks in bytes: both go forward together.
    let mut bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let (mut at_char, mut at_byte) = (0, bytes.next().unwrap_or(0));
    let mut char_at = move |byte: usize| {
        while at_byte < byte {
            let Some(next) = bytes.next() else { break };
            at_byte = next;
            at_char += 1;
        }
        at_char
    };
    let mut rows = field.galley.rows.iter();
    let mut row_from = 0;
    let mut row = rows.next();
    for Spotted { range, .. } in found {
        let (from, until) = (char_at(range.start), char_at(range.end));
        while let Some(one) = row {
            let length = one.char_count_excluding_newline().0;
            let columns = from.max(row_from)..until.min(row_from + length);
            let top = field.galley_pos.y + one.pos.y;
            let seen = top < clip.bottom() && top + one.height() > clip.top();
            if !columns.is_empty()
                && seen
                && let Some(glyph) = one.glyphs.get(columns.start - row_from)
            {
                let x = |column: usize| field.galley_pos.x + one.pos.x + one.x_offset((column - row_from).into());
                let y = top + glyph.pos.y + 3.5;
                let line = [pos2(x(columns.start), y), pos2(x(columns.end), y)];
                shapes.extend(Shape::dashed_line(&line, stroke, 2.0, 2.0));
            }
            let next = row_from + one.char_count_including_newline().0;
            if until <= next {
                break;
            }
            row_from = next;
            row = rows.next();
        }
    }
    painter.extend(shapes);
}

/// What was pressed in a list of words.
pub enum Pressed {
    /// The id of a term that the pair keeps as it is.
    Checked(String),
    /// The number of the term whose words are asked for.
    GoTo(ToLookAt),
}

/// What a list of words looks at beside its terms.
pub struct Beside<'a> {
    pub finder: &'a Finder,
    pub placeholders: &'a Placeholders,
    pub writes: Writes,
    /// Whether the words stand elsewhere, and one can go there.
    pub elsewhere: bool,
    /// The term whose *Go to it* gets the focus.
    pub focus: Option<usize>,
}

/// Terms with what to ask, better words, when to keep them and who says so. The focus stays in the list when a term leaves.
pub fn list(ui: &mut Ui, terms: &[ToLookAt], beside: &Beside<'_>) -> Option<Pressed> {
    let left: Id = Id::unique("a term has left");
    let gone: Option<usize> = ui.data_mut(|data| data.remove_temp(left));
    // To the one that took its place, or the last; with none left, to what comes after the list.
    let mut arriving = gone.map(|gone| gone.min(terms.len().saturating_sub(1)));
    let mut pressed = None;
    for (at, one) in terms.iter().enumerate() {
        let Some(listed) = beside.finder.listed(one.term) else { continue };
        let id = &listed.term.id;
        if at > 0 {
            ui.separator();
        }
        let name = format!("Word to look at: {}", one.said);
        a11y::group(ui, Role::Group, &name, |ui| {
            ui.push_id(id, |ui| {
                a11y::heading(ui, 3, &format!("“{}”", one.said));
                if beside.elsewhere {
                    field::hint(ui, &format!("It says: {}", one.around));
                }
                term(ui, listed, beside.placeholders);
                if arriving.take_if(|new| *new == at).is_some() {
                    a11y::focus_next(ui);
                }
                ui.horizontal_wrapped(|ui| {
                    if beside.elsewhere {
                        let go = control::button(ui, "Go to it");
                        control::named(ui, &go, Role::Button, &format!("Go to it: {}", one.said));
                        if beside.focus == Some(one.term) {
                            go.request_focus();
                        }
                        if go.clicked() {
                            pressed = Some(Pressed::GoTo(one.clone()));
                        }
                    }
                    let words = "Checked: leave it as it is";
                    let checked = ui.add_enabled(beside.writes == Writes::Yes, Button::new(words).wrap());
                    control::named(ui, &checked, Role::Button, &format!("{words}: {}", one.said));
                    if checked.clicked() {
                        ui.data_mut(|data| data.insert_temp(left, at));
                        pressed = Some(Pressed::Checked(id.clone()));
                    }
                });
            });
        });
    }
    if arriving.is_some() {
        a11y::focus_next(ui);
    }
    pressed
}

/// A term in four lines. When to keep the word is always one of them.
fn term(ui: &mut Ui, listed: &Listed, placeholders: &Placeholders) {
    let Listed { term: Term { ask, better, keep_when, source, .. }, flip } = listed;
    parts::measured(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let fill = |text: &str| placeholders.fill(text);
        if let Some(flip) = flip {
            parts::fact(ui, "Turn it round", &fill(flip));
        }
        parts::fact(ui, "Ask", &fill(ask));
        parts::fact(ui, "Better words", &within(&fill(&format!("- {better}"))));
        parts::fact(ui, "Keep it when", &within(&fill(&format!("- {keep_when}"))));
        field::hint(ui, &format!("From: {source}"));
    });
}

/// A text that goes on after a colon: the child's name at its beginning is no beginning of a sentence.
fn within(text: &str) -> String {
    text.trim_start_matches("- ").to_owned()
}

/// "contact, placement": the words of a list in a line, the first of them when they are many.
#[must_use]
pub fn in_a_line(terms: &[ToLookAt]) -> String {
    const FIRST: usize = 6;
    let mut said: Vec<&str> = terms.iter().take(FIRST).map(|one| one.said.as_str()).collect();
    if terms.len() > FIRST {
        said.push("and others");
    }
    said.join(", ")
}
