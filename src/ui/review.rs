//! Check what you have talked through: what needs a look comes first, in words and counts. Nothing here stops anybody from
//! finishing.

mod known_by;

use std::sync::Arc;

use egui::{Align, Layout, TextStyle, Ui, accesskit::Role, vec2};

use super::{
    Action, Place, Writes, a11y, answers, control, field, frame,
    theme::{self, space},
    words::{self, Looking},
};
use known_by::Looked;

use crate::{
    checklist::readable_date,
    session::{
        Answer, Decision, Gap, GapKind, Session, Spot,
        language::{self, Finder},
    },
};

/// How many rows of a group are shown before the rest is folded.
const AT_FIRST: usize = 6;

/// Points that are kept for the button of a row.
const BUTTON: f32 = 80.0;

/// The review of an open session.
#[derive(Default)]
pub struct Review {
    /// The session and the row from which a prompt was opened: the focus comes back to it.
    left_from: Option<(String, Row)>,
    looked: Option<Looked>,
}

/// One row that leads to a prompt.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Row {
    part: Part,
    spot: Spot,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Gap(GapKind),
    /// The decision with this index in its entry.
    Decision(usize),
    /// A word to look at, by the number of its term.
    Word(usize),
    /// Something by which somebody could be known, in the order in which it is listed.
    KnownBy(usize),
    Answer,
}

impl Review {
    /// `finder` finds words to look at; nothing where that is switched off.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        finder: Option<&Arc<Finder>>,
        writes: Writes,
    ) -> Option<Action> {
        let looking = Looking::in_session(finder, session);
        let mut checked = None;
        let action = self.page(ui, session, |rows, ui| {
            checked = looking.as_ref().and_then(|looking| rows.words(ui, looking, writes));
        });
        if let Some(term) = checked {
            session.check_term(&term);
        }
        action
    }

    fn page(&mut self, ui: &mut Ui, session: &Session, words: impl FnOnce(&mut Rows<'_>, &mut Ui)) -> Option<Action> {
        let gaps = session.gaps();
        let focus =
            self.left_from.take().filter(|(id, _)| *id == session.id).and_then(|(_, row)| still_there(row, &gaps));
        let looked = Looked::at(self.looked.take(), session);
        let mut rows = Rows { session, focus, pressed: None, width: f32::INFINITY };
        let end = frame::page(ui, "review", |ui| {
            rows.width = ui.available_width();
            a11y::heading(ui, 1, "Check what you have talked through");
            field::hint(ui, &about(session));
            ui.add_space(space::S);
            frame::band(ui, theme::tokens(ui).view, |ui| {
                field::hint(ui, "Read the next line aloud together");
                ui.label(theme::text(ui, "What would we be sorry to have missed?", theme::h2()));
            });
            rows.gaps(ui, &gaps);
            rows.decisions(ui);
            words(&mut rows, ui);
            rows.all_answers(ui);
            rows.known_by(ui, &looked);
            end(ui, &gaps)
        });
        let pressed = rows.pressed;
        self.looked = Some(looked);
        let Some(row) = pressed else { return end };
        self.left_from = Some((session.id.clone(), row));
        Some(Action::GoTo(row.spot))
    }
}

/// The row to come back to. One that has been dealt with is no longer listed: then it is the one that took its place.
fn still_there(row: Row, gaps: &[Gap]) -> Option<Row> {
    let Part::Gap(kind) = row.part else { return Some(row) };
    let mut listed = gaps.iter().filter(|gap| gap.kind != GapKind::SetAside);
    let next = listed.clone().find(|gap| (gap.kind, gap.spot) >= (kind, row.spot)).or(listed.next_back())?;
    Some(Row { part: Part::Gap(next.kind), spot: next.spot })
}

/// Whose session it is, in one line.
fn about(session: &Session) -> String {
    let reference = session.reference.trim();
    let day = session.hearing_day().map(|day| format!("hearing on {}", readable_date(day)));
    let day = day.unwrap_or_else(|| "hearing day not set yet".to_owned());
    let parts: Vec<&str> =
        [reference, session.child.trim(), &day].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The rows while they are drawn.
struct Rows<'a> {
    session: &'a Session,
    focus: Option<Row>,
    pressed: Option<Row>,
    /// Points from edge to edge of the page, before a row has pushed at it.
    width: f32,
}

impl Rows<'_> {
    fn gaps(&mut self, ui: &mut Ui, gaps: &[Gap]) {
        ui.add_space(space::L);
        a11y::heading(ui, 2, "Needs a look");
        if gaps.is_empty() {
            field::body(ui, "Nothing is waiting. Every prompt has been talked through or set down as you want it.");
        }
        for kind in GapKind::ALL {
            let of_kind: Vec<&Gap> = gaps.iter().filter(|gap| gap.kind == kind).collect();
            let words = format!("{} ({})", kind.words(), of_kind.len());
            if of_kind.is_empty() {
                continue;
            }
            ui.add_space(space::S);
            a11y::group(ui, Role::Group, &words, |ui| {
                a11y::heading(ui, 3, &words);
                if kind == GapKind::SetAside {
                    field::hint(ui, "Written to prompts that no longer apply. Nothing of it is lost.");
                }
                frame::card(ui, |ui| {
                    // Folding one or two away would hide more than it tidies.
                    let shown = if of_kind.len() > AT_FIRST + 2 { AT_FIRST } else { of_kind.len() };
                    let (first, rest) = of_kind.split_at(shown);
                    self.rows(ui, first);
                    if !rest.is_empty() {
                        control::disclosure(ui, kind.words(), &format!("{} more", rest.len()), false, |ui| {
                            self.rows(ui, rest);
                        });
                    }
                });
            });
        }
    }

    fn rows(&mut self, ui: &mut Ui, gaps: &[&Gap]) {
        for (at, gap) in gaps.iter().enumerate() {
            if at > 0 {
                ui.separator();
            }
            let Some(entry) = self.session.entry(gap.spot) else { continue };
            let prompt = self.session.fill(&entry.prompt);
            if gap.kind == GapKind::SetAside {
                numbered(ui, gap.spot, |ui| {
                    field::body(ui, &prompt);
                    let salt = format!("set aside {:?}", gap.spot);
                    control::disclosure(ui, &salt, "What was written", false, |ui| {
                        answers::answer(ui, self.session, entry);
                    });
                });
                continue;
            }
            // A section to come back to as a whole may begin with a line that asks nothing.
            let (line, note) =
                if entry.asks() { (prompt.as_str(), gap.note.as_str()) } else { (gap.note.as_str(), "") };
            let row = Row { part: Part::Gap(gap.kind), spot: gap.spot };
            self.row(ui, row, line, |ui| {
                field::body(ui, line);
                if !note.is_empty() {
                    field::hint(ui, note);
                }
            });
        }
    }

    fn decisions(&mut self, ui: &mut Ui) {
        ui.add_space(space::L);
        let listed: Vec<(Row, &Decision)> = self
            .session
            .asked()
            .filter_map(|(spot, entry)| match &entry.answer {
                Answer::Decisions(decisions) => Some((spot, decisions)),
                _ => None,
            })
            .flat_map(|(spot, decisions)| {
                let row = move |at| Row { part: Part::Decision(at), spot };
                decisions.iter().enumerate().map(move |(at, one)| (row(at), one))
            })
            .collect();
        a11y::heading(ui, 2, &format!("Decisions ({})", listed.len()));
        if listed.is_empty() {
            field::body(ui, "No decision is written down yet.");
            return;
        }
        frame::card(ui, |ui| {
            for (at, (row, decision)) in listed.into_iter().enumerate() {
                if at > 0 {
                    ui.separator();
                }
                let question = decision.question.trim();
                let question = if question.is_empty() { "A decision without words yet" } else { question };
                self.row(ui, row, question, |ui| {
                    field::body(ui, question);
                    answers::decision_tags(ui, decision);
                    let parts = [decision.who_decides.trim(), decision.needed_by.trim()];
                    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                    answers::fact(ui, "Who decides, by when", &parts.join(", "));
                });
            }
        });
    }

    /// The words that stand in the session most often, each with when to keep it. Gives the id of one that has been checked.
    fn words(&mut self, ui: &mut Ui, looking: &Looking, writes: Writes) -> Option<String> {
        let found = language::to_look_at(self.session, &looking.finder, |text| looking.find(ui.ctx(), text));
        let placeholders = self.session.placeholders();
        let focus = match self.focus {
            Some(Row { part: Part::Word(term), .. }) => Some(term),
            _ => None,
        };
        let beside =
            words::Beside { finder: &looking.finder, placeholders: &placeholders, writes, elsewhere: true, focus };
        let pressed = ui.push_id("words to look at", |ui| {
            if found.is_empty() {
                // The last of them may just have left, and the focus with it.
                return words::list(ui, &found, &beside);
            }
            ui.set_max_width(self.width);
            ui.add_space(space::L);
            a11y::heading(ui, 2, "Words to look at");
            field::hint(ui, "Only you two see this. No word is replaced, and none of this goes into a note.");
            let pressed = frame::card(ui, |ui| words::list(ui, &found, &beside));
            for caution in looking.finder.cautions() {
                field::hint(ui, caution);
            }
            pressed
        });
        if focus.is_some() {
            self.focus = None;
        }
        match pressed.inner? {
            words::Pressed::Checked(term) => Some(term),
            words::Pressed::GoTo(one) => {
                self.pressed = Some(Row { part: Part::Word(one.term), spot: one.spot });
                None
            }
        }
    }

    fn all_answers(&mut self, ui: &mut Ui) {
        ui.add_space(space::L);
        a11y::heading(ui, 2, "All answers");
        for (at, section) in self.session.sections.iter().enumerate() {
            let words = format!("{} {}", at + 1, self.session.fill(&section.title));
            control::disclosure(ui, &format!("section {at}"), &words, false, |ui| {
                frame::card(ui, |ui| {
                    let entries: Vec<_> = self.session.asked().filter(|(spot, _)| spot.section == at).collect();
                    for (at, (spot, entry)) in entries.into_iter().enumerate() {
                        if at > 0 {
                            ui.separator();
                        }
                        let row = Row { part: Part::Answer, spot };
                        let prompt = self.session.fill(&entry.prompt);
                        let session = self.session;
                        self.row(ui, row, &prompt, |ui| answers::prompt(ui, session, entry));
                    }
                });
            });
        }
    }

    /// A row with what stands in it on the left, and the way to change it on the right.
    fn row(&mut self, ui: &mut Ui, row: Row, name: &str, content: impl FnOnce(&mut Ui)) {
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - BUTTON - space::S;
            ui.allocate_ui(vec2(width, 0.0), |ui| {
                ui.set_width(width);
                ui.vertical(|ui| {
                    // The first line stands on the same height as the words on the button.
                    ui.add_space(5.0);
                    if row.part == Part::Answer { content(ui) } else { numbered(ui, row.spot, content) }
                });
            });
            let right = Layout::right_to_left(Align::TOP);
            let response = ui.with_layout(right, |ui| control::button(ui, "Change")).inner;
            control::named(ui, &response, Role::Button, &format!("Change: {name}"));
            if self.focus == Some(row) {
                response.request_focus();
                self.focus = None;
            }
            if response.clicked() {
                self.pressed = Some(row);
            }
        });
    }
}

/// Content with the number of its section before it.
fn numbered(ui: &mut Ui, spot: Spot, content: impl FnOnce(&mut Ui)) {
    let number = spot.section + 1;
    let color = theme::tokens(ui).ink2;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(20.0, 0.0), Layout::top_down(Align::LEFT), |ui| {
            ui.set_width(20.0);
            let response = ui.label(theme::text(ui, number.to_string(), TextStyle::Body).color(color));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(format!("Section {number}")));
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            content(ui);
        });
    });
}

/// What finishing means, and the three ways on.
fn end(ui: &mut Ui, gaps: &[Gap]) -> Option<Action> {
    ui.add_space(space::L);
    a11y::heading(ui, 2, "If you finish now");
    let open = gaps.iter().filter(|gap| gap.kind == GapKind::NotTalkedThrough).count();
    match open {
        0 => {}
        1 => {
            field::body(ui, "1 prompt has not been talked through. You can finish anyway.");
        }
        n => {
            field::body(ui, &format!("{n} prompts have not been talked through. You can finish anyway."));
        }
    }
    field::body(ui, "You can still read it, copy it and add later thoughts. Nothing has been sent to anyone.");
    ui.add_space(space::S);
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        if control::main_button(ui, "Finish session").clicked() {
            action = Some(Action::Finish);
        }
        if control::button(ui, "Take a note away without finishing").clicked() {
            action = Some(Action::Go(Place::Leave));
        }
        if control::button(ui, "Keep going").clicked() {
            action = Some(Action::Go(Place::Session));
        }
    });
    action
}
