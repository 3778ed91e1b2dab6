//! The session: one section on the screen, one prompt open.

use std::{collections::HashMap, sync::Arc, time::Duration};

use chrono::NaiveDate;
use egui::{Align, Context, Id, Rect, Response, Ui, UiBuilder, accesskit::Role, pos2};
use serde::{Deserialize, Serialize};

use super::{
    Action, Place, Writes, a11y, control,
    entries::{self, Beside, Known, WhyView},
    field, frame,
    keys::{self, Shortcut},
    side, standing, steps,
    theme::{self, size, space},
    time_box,
    words::{self, Looking},
};
use crate::{
    checklist::Parrot,
    session::{
        Entry, Mark, Session, Spot, Undo,
        language::{self, Finder},
        parrot,
    },
};

/// What is unfolded, what can be undone, and where the focus goes next.
#[derive(Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that happens or not in the next frame")]
pub struct SessionScreen {
    #[serde(skip)]
    undo: HashMap<Spot, Undo>,
    why: WhyView,
    /// The open prompt of the last frame, to notice when it changes.
    shown: Option<Spot>,
    /// No prompt is open: the pair is at the end of the section.
    at_end: bool,
    /// The prompt or the section's end has just been opened: it is scrolled to, and its first control gets the focus.
    arriving: bool,
    /// The section has just been opened: it is shown from its title, as far as the prompt is then in view.
    new_section: bool,
    /// Frames in which to look whether a step back has taken away what had the focus.
    undone: u8,
    /// It has: the prompt's first control gets the focus.
    refocus: bool,
    /// Either of the two has said "pause". It is kept nowhere, and nobody asks for a reason.
    paused: bool,
    /// What had the focus then: it has it again when they go on.
    #[serde(skip)]
    left: Option<Id>,
    /// They have just gone on.
    going_on: bool,
}

/// What the screen looks at beside the session.
pub struct Around<'a> {
    pub parrot: &'a Parrot,
    pub writes: Writes,
    pub show_time: bool,
    /// Only the prompt and the answer, for reading together.
    pub pair_view: bool,
    /// The hearing's day, or today while it is not set.
    pub law_day: NaiveDate,
    /// Finds words to look at; nothing where that is switched off.
    pub language: Option<&'a Arc<Finder>>,
}

/// Points of height under which the prompt itself is come to, and not the first field under it.
const LOW: f32 = 420.0;

impl SessionScreen {
    pub fn ui(&mut self, ui: &mut Ui, session: &mut Session, around: &Around<'_>) -> Option<Action> {
        let mut action = self.keys(ui, session, around.writes);
        if self.paused {
            frame::page(ui, "paused", |ui| self.rest(ui));
            return action;
        }
        self.notice_move(session);
        self.notice_lost_focus(ui);
        let whole = ui.available_rect_before_wrap();
        let wide = whole.width() >= size::WIDE && !around.pair_view;
        let medium = whole.width() >= size::MEDIUM && !around.pair_view;
        let left = if medium { whole.left() + size::STEPS } else { whole.left() };
        let right = if wide { whole.right() - size::SIDE } else { whole.right() };
        if medium {
            let rect = Rect::from_min_max(whole.min, pos2(left, whole.bottom()));
            let pressed = a11y::region(ui, rect, Role::Navigation, "Sections", |ui| steps::ui(ui, session));
            action = action.or_else(|| self.stepped(pressed, session));
        }
        let main = Rect::from_min_max(pos2(left, whole.top()), pos2(right, whole.bottom()));
        let pressed = ui
            .scope_builder(UiBuilder::new().max_rect(main), |ui| {
                frame::page_of(ui, "prompts", size::MEASURE + 2.0 * space::L, |ui| {
                    let mut pressed = None;
                    if !medium && !around.pair_view {
                        let words = format!("Sections ({} of {})", session.spot.section + 1, session.sections.len());
                        control::disclosure(ui, "sections", &words, false, |ui| {
                            let stepped = steps::list(ui, session);
                            pressed = self.stepped(stepped, session);
                        });
                    }
                    pressed = pressed.or(self.section(ui, session, around));
                    if !wide && !around.pair_view {
                        side::ui(ui, session, around.law_day, around.writes);
                    }
                    pressed
                })
            })
            .inner;
        action = action.or(pressed);
        if wide {
            let rect = Rect::from_min_max(pos2(right, whole.top()), whole.max);
            a11y::region(ui, rect, Role::Complementary, "Law and notes", |ui| {
                frame::column(ui, "side", f32::INFINITY, |ui| side::ui(ui, session, around.law_day, around.writes));
            });
        }
        ui.advance_cursor_after_rect(whole);
        self.come_back(ui.ctx());
        action
    }

    /// Opens the section's first prompt that still waits, or its first one.
    pub fn open_section(&mut self, session: &mut Session, section: usize) {
        let applying: Vec<Spot> = session.applying().into_iter().filter(|spot| spot.section == section).collect();
        let waiting = applying.iter().copied().find(|spot| session.is_unsettled(*spot));
        // A section of which nothing applies is only its end; it must not be a wall.
        session.spot = waiting.or(applying.first().copied()).unwrap_or(Spot { section, entry: 0 });
        self.at_end = applying.is_empty();
        self.arriving = true;
    }

    /// The session's prompt has been asked for by name: it is open, also where the pair was at the end of its section.
    pub fn come_to_prompt(&mut self) {
        self.at_end = false;
        self.arriving = true;
    }

    fn stepped(&mut self, pressed: Option<steps::Pressed>, session: &mut Session) -> Option<Action> {
        match pressed? {
            steps::Pressed::Section(section) => {
                self.open_section(session, section);
                None
            }
            steps::Pressed::Review => Some(Action::Go(Place::Review)),
        }
    }

    /// Whether the conversation rests: nothing is asked, and no time is counted.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// The conversation rests, or goes on where it was.
    pub fn pause(&mut self, ctx: &Context, paused: bool) {
        self.paused = paused;
        if paused {
            self.left = ctx.memory(egui::Memory::focused);
        } else {
            self.going_on = true;
            ctx.request_repaint();
        }
    }

    /// Gives the focus back to what had it before the pause. What is not there any more, such as what somebody was choosing
    /// alone, is come to from the prompt's beginning.
    fn come_back(&mut self, ctx: &Context) {
        if !std::mem::take(&mut self.going_on) {
            return;
        }
        let there = |id: &Id| ctx.viewport(|viewport| viewport.this_pass.widgets.contains(*id));
        match self.left.take().filter(there) {
            Some(id) => ctx.memory_mut(|memory| memory.request_focus(id)),
            None => self.arriving = true,
        }
        ctx.request_repaint();
    }

    /// What is on the screen while the conversation rests.
    fn rest(&mut self, ui: &mut Ui) {
        let heading = a11y::heading(ui, 1, "Paused");
        a11y::announce(ui, &heading);
        field::body(ui, "Nothing is asked, and no time is counted. Every word is kept.");
        field::body(ui, "Go on when both of you are ready. Nobody asks for a reason.");
        ui.add_space(space::S);
        field::hint(ui, steps::STOP);
        ui.add_space(space::M);
        let go_on = control::main_button_with_key(ui, "Go on", keys::PAUSE.shown);
        if ui.memory(|memory| memory.focused().is_none()) {
            heading.scroll_to_me(Some(Align::Min));
            go_on.request_focus();
        }
        if go_on.clicked() {
            self.pause(ui.ctx(), false);
        }
    }

    fn keys(&mut self, ui: &Ui, session: &mut Session, writes: Writes) -> Option<Action> {
        let pressed = |shortcut: &Shortcut| shortcut.pressed(ui.ctx());
        if pressed(&keys::PAUSE) {
            self.pause(ui.ctx(), !self.paused);
        }
        if self.paused {
            return None;
        }
        // Before any text field sees them: undo here goes through everything in the prompt, not one field of it.
        if pressed(&keys::REDO) {
            self.undo(session, Undo::redo);
        } else if pressed(&keys::UNDO) {
            self.undo(session, Undo::undo);
        }
        let section = session.spot.section;
        if pressed(&keys::CONTINUE) {
            if self.at_end && section + 1 == session.sections.len() {
                return Some(Action::Go(Place::Review));
            }
            self.go_on(session, writes);
        }
        if pressed(&keys::SECTION_AFTER) && section + 1 < session.sections.len() {
            self.open_section(session, section + 1);
        }
        if pressed(&keys::SECTION_BEFORE) && section > 0 {
            self.open_section(session, section - 1);
        }
        None
    }

    /// Takes back, or does again, the last step in the open prompt.
    pub fn undo(&mut self, session: &mut Session, step: fn(&mut Undo, &mut Entry) -> bool) {
        let spot = session.spot;
        if let (Some(undo), Some(entry)) = (self.undo.get_mut(&spot), session.entry_mut(spot)) {
            step(undo, entry);
            self.undone = 2;
        }
    }

    /// Whether the open prompt has a step to take back, and one to do again.
    #[must_use]
    pub fn can_undo(&self, session: &Session) -> (bool, bool) {
        self.undo.get(&session.spot).map_or((false, false), |undo| (undo.can_undo(), undo.can_redo()))
    }

    /// Settles the open prompt if something was said, and opens the next one that waits, or comes to the section's end.
    pub fn go_on(&mut self, session: &mut Session, writes: Writes) {
        let spot = session.spot;
        if self.at_end {
            self.open_section(session, (spot.section + 1).min(session.sections.len().saturating_sub(1)));
            return;
        }
        if let Some(entry) = session.entry_mut(spot)
            && writes == Writes::Yes
        {
            if entry.mark == Mark::Unmarked && entry.answer.is_said() {
                entry.mark = Mark::TalkedThrough;
            }
            entry.agree();
        }
        let after_read = session
            .applying()
            .into_iter()
            .find(|one| one.section == spot.section && one.entry > spot.entry)
            .filter(|one| session.entry(*one).is_some_and(|entry| !entry.asks()));
        match after_read.or(session.next_in_section(spot)) {
            Some(next) => session.spot = next,
            None => self.at_end = true,
        }
        self.arriving = true;
    }

    /// What undo takes away may have had the focus: then it stays in the prompt.
    fn notice_lost_focus(&mut self, ui: &Ui) {
        self.refocus = false;
        if self.undone > 0 {
            self.undone -= 1;
            self.refocus = ui.memory(|memory| memory.focused().is_none());
            ui.ctx().request_repaint();
        }
    }

    fn notice_move(&mut self, session: &mut Session) {
        if self.shown != Some(session.spot) {
            self.why.forget();
            session.offer_claim(session.spot);
            self.new_section = self.shown.is_none_or(|shown| shown.section != session.spot.section);
            if self.new_section {
                self.at_end = !session.applying().iter().any(|spot| spot.section == session.spot.section);
            }
            self.shown = Some(session.spot);
            self.arriving = true;
        }
    }

    fn section(&mut self, ui: &mut Ui, session: &mut Session, around: &Around<'_>) -> Option<Action> {
        let at = session.spot.section;
        let section = session.sections.get(at)?;
        let (settled, asked) = session.progress(at);
        let title = a11y::heading(ui, 1, &session.fill(&section.title));
        let title = std::mem::take(&mut self.new_section).then_some(title);
        let mut facts = vec![steps::count(settled, asked), steps::speaks(session, section.speaks)];
        if around.show_time {
            facts.push(time_box::words(session, at));
        }
        facts.push(steps::mode(section.mode).to_owned());
        if !session.advice_is_open(at) {
            facts.push("Questions only".to_owned());
        }
        ui.horizontal_wrapped(|ui| {
            field::hint(ui, &facts.join("  ·  "));
            if control::link(ui, "Pause").clicked() {
                self.pause(ui.ctx(), true);
            }
        });
        if around.show_time {
            time_box::ui(ui, session, at);
        }
        let section = session.sections.get(at)?;
        if !section.read_aloud.is_empty() {
            let words = session.fill(&section.read_aloud);
            let tokens = theme::tokens(ui);
            frame::band(ui, tokens.view, |ui| {
                field::hint(ui, "Read this aloud");
                field::body(ui, &words);
            });
        }
        ui.add_space(space::S);
        let applying = session.applying();
        let count = section.entries.len();
        for entry in 0..count {
            let spot = Spot { section: at, entry };
            if !applying.contains(&spot) {
                continue;
            }
            if spot == session.spot && !self.at_end {
                self.open_entry(ui, session, spot, around, title.as_ref());
            } else {
                self.closed_entry(ui, session, spot);
            }
        }
        let hidden: Vec<Spot> =
            (0..count).map(|entry| Spot { section: at, entry }).filter(|spot| !applying.contains(spot)).collect();
        self::hidden(ui, session, &hidden);
        self.section_end(ui, session, around)
    }

    fn closed_entry(&mut self, ui: &mut Ui, session: &mut Session, spot: Spot) {
        let Some(entry) = session.entry(spot) else { return };
        let standing = steps::row(entry);
        let prompt = session.fill(&entry.prompt);
        let line = session.in_a_line(entry);
        if ui.push_id(spot, |ui| control::row(ui, false, &prompt, standing, &line)).inner.clicked() {
            session.spot = spot;
            self.at_end = false;
        }
    }

    /// `title` is the section's, to be seen if the prompt is then in view too.
    fn open_entry(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        spot: Spot,
        around: &Around<'_>,
        title: Option<&Response>,
    ) {
        let asked: Vec<String> = session.questions_asked().into_iter().map(str::to_owned).collect();
        let law: Vec<_> = session.law_lines().into_iter().cloned().collect();
        let placeholders = session.placeholders();
        let people = session.people.clone();
        let claim = session.claim_kind(spot);
        let looking = Looking::in_session(around.language, session);
        let known = Known::of(session, around.law_day);
        let Some(entry) = session.entry_mut(spot) else { return };
        // In the frame in which it is come to, the one before may still have what was pressed: it is arrived at in the next.
        let arriving = self.shown == Some(spot) && std::mem::take(&mut self.arriving);
        let refocus = std::mem::take(&mut self.refocus);
        let before = entry.snapshot();
        let prompt = placeholders.fill(&entry.prompt);
        let hint = placeholders.fill(&entry.hint);
        let stages = entry.answer.stages();
        let heard = parrot::Around {
            child: &placeholders.child,
            asked: &asked,
            assumed: &known.assumed,
            state: if known.telling { parrot::State::Telling } else { parrot::State::Asking },
            claim,
        };
        let beside = Beside {
            people: &people,
            parrot: around.parrot,
            placeholders: &placeholders,
            around: heard,
            law: &law,
            session: &known,
        };
        let mut look_at = None;
        let mut checked = None;
        let go_on = a11y::group(ui, Role::Group, &prompt, |ui| {
            ui.push_id(spot, |ui| {
                frame::card(ui, |ui| {
                    // In a low window a field that has the focus would push its own prompt out of sight.
                    let low = ui.clip_rect().height() < LOW;
                    let heading = if low {
                        let seat = if arriving { a11y::Seat::Taken } else { a11y::Seat::Free };
                        a11y::heading_to_arrive_at(ui, 2, &prompt, seat)
                    } else {
                        a11y::heading(ui, 2, &prompt)
                    };
                    if arriving {
                        // Where the prompt is well in view already, what stands above it stays in view too.
                        let seen = ui.clip_rect();
                        let depth = heading.rect.top() - title.map_or(seen.top(), |title| title.rect.top());
                        let well = (0.0..seen.height() * 0.4).contains(&depth);
                        look_at = if well { title.cloned() } else { Some(heading) };
                    }
                    if (arriving && !low) || refocus {
                        a11y::focus_next(ui);
                    }
                    if !hint.is_empty() {
                        field::hint(ui, &format!("Why this matters: {hint}"));
                    }
                    ui.add_enabled_ui(around.writes == Writes::Yes, |ui| {
                        let looking = looking.as_ref().filter(|_| language::looks_at(entry));
                        words::marked(ui, looking, |ui| {
                            entries::answer(ui, entry, &beside, &mut self.why);
                            if entry.asks() {
                                ui.separator();
                                standing::ui(ui, entry, &people);
                            }
                        });
                    });
                    if let Some(looking) = &looking {
                        checked = words_of_prompt(ui, spot, entry, looking, &beside, around.writes);
                    }
                    ui.add_space(space::XS);
                    if around.writes == Writes::Yes {
                        standing::agreed(ui, entry, &people);
                    }
                    control::main_button_with_key(ui, "Continue", "Ctrl+Enter").clicked()
                })
            })
            .inner
        });
        if let Some(heading) = look_at {
            // Last, since a field that gets the focus scrolls to itself. With the room above that it has there.
            ui.scroll_to_rect(heading.rect.expand(space::L), Some(Align::Min));
        }
        if entry.answer.stages() != stages || entry.answer.is_chosen_alone() {
            // No step back may show what somebody chose alone, or unmake it, be it behind their back.
            self.undo.remove(&spot);
            entry.agreed = false;
        } else if entry.snapshot() != before {
            entry.agreed = false;
            // egui's own time: the clock on the wall has whole seconds and may be set back.
            let now = Duration::try_from_secs_f64(ui.input(|input| input.time)).unwrap_or_default();
            let now_ms = u64::try_from(now.as_millis()).unwrap_or(0);
            self.undo.entry(spot).or_default().changed(before, entry, now_ms);
        }
        while let Some(advice) = self.why.take_advice() {
            session.advice.push(advice);
        }
        if let Some(term) = checked {
            session.check_term(&term);
        }
        if go_on {
            self.go_on(session, around.writes);
        }
    }

    fn section_end(&mut self, ui: &mut Ui, session: &mut Session, around: &Around<'_>) -> Option<Action> {
        let at = session.spot.section;
        let last = at + 1 == session.sections.len();
        let next = session.sections.get(at + 1).map(|section| session.fill(&section.title));
        let section = session.sections.get_mut(at)?;
        let mut action = None;
        ui.add_space(space::S);
        let tokens = theme::tokens(ui);
        if self.at_end {
            frame::band(ui, tokens.view, |ui| {
                let heading = a11y::heading(ui, 2, "That is the end of this section");
                if std::mem::take(&mut self.arriving) {
                    heading.scroll_to_me(Some(Align::Center));
                    a11y::focus_next(ui);
                }
                field::body(ui, "Before you go on: is there anything here to come back to?");
            });
        }
        field::label(ui, "This section");
        let options = [(false, "Talked through, or left for now"), (true, "Come back to this section")];
        ui.add_enabled_ui(around.writes == Writes::Yes, |ui| {
            control::one_of_always(ui, "This section", &mut section.come_back, &options);
        });
        if last && let Some(looking) = Looking::in_session(around.language, session) {
            let found = language::to_look_at(session, &looking.finder, |text| looking.find(ui.ctx(), text));
            if !found.is_empty() {
                field::hint(ui, &format!("Words to look at before you finish: {}", words::in_a_line(&found)));
            }
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(next) = next {
                let words = format!("Next section: {next}");
                let pressed = if self.at_end { control::main_button(ui, &words) } else { control::button(ui, &words) };
                if pressed.clicked() {
                    self.open_section(session, at + 1);
                }
            }
            if last || self.at_end {
                let words = "Look over what is open";
                let pressed = if last { control::main_button(ui, words) } else { control::button(ui, words) };
                if pressed.clicked() {
                    action = Some(Action::Go(Place::Review));
                }
            }
        });
        action
    }
}

/// The words to look at in the open prompt, folded under it: nothing comes up while one writes. Gives the id of a term that
/// has been checked.
fn words_of_prompt(
    ui: &mut Ui,
    spot: Spot,
    entry: &Entry,
    looking: &Looking,
    beside: &Beside<'_>,
    writes: Writes,
) -> Option<String> {
    let find = |text: &str| looking.find(ui.ctx(), text);
    let found = language::in_prompt(spot, entry, &looking.finder, &looking.checked, find);
    let beside = words::Beside {
        finder: &looking.finder,
        placeholders: beside.placeholders,
        writes,
        elsewhere: false,
        focus: None,
    };
    let mut pressed = None;
    ui.push_id("words", |ui| {
        if found.is_empty() {
            // The last of them may just have left, and the focus with it.
            pressed = words::list(ui, &found, &beside);
            return;
        }
        let line = format!("Words to look at: {}", words::in_a_line(&found));
        control::disclosure(ui, "words", &line, false, |ui| pressed = words::list(ui, &found, &beside));
    });
    match pressed? {
        words::Pressed::Checked(term) => Some(term),
        words::Pressed::GoTo(_) => None,
    }
}

/// The prompts of the section that do not apply at the moment, and what was said in them.
fn hidden(ui: &mut Ui, session: &Session, hidden: &[Spot]) {
    let words = match hidden.len() {
        0 => return,
        1 => "1 prompt does not apply at the moment".to_owned(),
        n => format!("{n} prompts do not apply at the moment"),
    };
    control::disclosure(ui, "hidden", &words, false, |ui| {
        for entry in hidden.iter().filter_map(|spot| session.entry(*spot)) {
            field::body(ui, &session.fill(&entry.prompt));
            if entry.has_words() {
                field::hint(ui, &format!("Set aside, not lost: {}", session.in_a_line(entry)));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Condition, Library, shipped};
    use crate::session::Setup;

    #[test]
    fn going_on_passes_what_does_not_apply_and_stops_at_what_is_read_aloud() {
        let library = Library::read(shipped());
        let checklist = &library.checklist("cso_review").unwrap().checklist;
        let (pace, setup) = (&checklist.paces[0], Setup::default());
        let mut session = Session::open(checklist, pace, &library, setup, "a".into(), chrono::NaiveDateTime::default());
        let never = || Some(Condition::Any(vec![]));
        let entries = &mut session.sections[0].entries;
        entries.truncate(3);
        entries[1].shows_when = never();
        entries[2].answer = crate::session::Answer::Read;
        session.sections[1].entries.iter_mut().for_each(|entry| entry.shows_when = never());

        let mut screen = SessionScreen::default();
        let mut seen = Vec::new();
        screen.open_section(&mut session, 0);
        for _ in 0..5 {
            screen.notice_move(&mut session);
            seen.push((session.spot.section, session.spot.entry, screen.at_end));
            screen.go_on(&mut session, Writes::Yes);
        }
        assert_eq!(seen, [(0, 0, false), (0, 2, false), (0, 2, true), (1, 0, true), (2, 0, false)]);
    }
}
