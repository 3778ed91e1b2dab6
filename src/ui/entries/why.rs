//! But why? The reasons under a claim, as an outline: one reason open at a time, the others in a line.

use egui::{Ui, accesskit::Role};

use super::{Beside, source};
use crate::{
    checklist::Direction,
    session::{End, EndKind, Question, Reason, Rest, Tree},
    ui::{a11y, control, field, frame, parrot, theme},
};

/// What is unfolded in the open why-tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhyView {
    /// The reason that is open.
    open: Option<u32>,
    /// Where a question is being chosen.
    asking: Option<Under>,
    /// How often "Another question" was pressed.
    another: usize,
    /// The reason whose field gets the focus.
    focus: Option<u32>,
    /// What gets the focus because something else that had it has gone, and since which pass it waits for it.
    next: Option<(Next, u64)>,
}

/// A place in the tree that gets the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Claim,
    /// The first of the questions to choose from.
    Ask,
    /// *Add another reason*.
    Add,
    /// *But why?* of this reason, of which nothing was asked after all.
    Back(u32),
    /// The line of this reason, which has just been closed.
    Line(u32),
}

/// What a new reason will stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Under {
    Claim,
    Reason(u32),
}

/// What was pressed; carried out after the tree has been shown.
enum Pressed {
    Ask { under: Option<u32>, question: Question },
    Remove(u32),
    Up(u32),
    Down(u32),
    Out(u32),
}

pub fn ui(ui: &mut Ui, tree: &mut Tree, beside: &Beside<'_>, view: &mut WhyView) {
    let claim = field::area(ui, "The claim", &mut tree.claim, 2);
    if view.arrives(ui, Next::Claim) {
        claim.request_focus();
    }
    let mut pressed = None;
    if tree.reasons().is_empty() && view.asking.is_none() {
        view.asking = Some(Under::Claim);
    }
    let outline: Vec<(usize, String, u32)> = outline(tree);
    for (depth, number, id) in &outline {
        let name = format!("Reason {number}, level {depth}");
        let step = if ui.available_width() < 420.0 { 8.0 } else { 20.0 };
        let left = step * (u8::try_from(*depth).map_or(0.0, f32::from) - 1.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(left);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = theme::space::S;
                a11y::group(ui, Role::Group, &name, |ui| {
                    ui.push_id(("reason", id), |ui| {
                        if view.open == Some(*id) {
                            pressed = reason(ui, tree, *id, &name, *depth, beside, view).or(pressed.take());
                        } else if closed(ui, tree, *id, number, view) {
                            *view = WhyView { open: Some(*id), focus: Some(*id), ..WhyView::default() };
                        }
                    });
                });
            });
        });
        if view.asking == Some(Under::Reason(*id)) {
            pressed = ask(ui, Some(*id), beside, view, &mut tree.own_question).or(pressed);
        }
    }
    if tree.asks_for_another() {
        another(ui, tree, beside, view);
    }
    if view.asking == Some(Under::Claim) {
        pressed = ask(ui, None, beside, view, &mut tree.own_question).or(pressed);
    } else if !tree.reasons().is_empty() && !tree.asks_for_another() {
        let add = control::link(ui, "Add another reason");
        if view.arrives(ui, Next::Add) {
            add.request_focus();
        }
        if add.clicked() {
            *view = WhyView { asking: Some(Under::Claim), ..WhyView::default() };
            view.lead(ui, Next::Ask);
        }
    }
    match pressed {
        Some(Pressed::Ask { under, question }) => {
            let id = tree.ask(under, question).or(under);
            *view = WhyView { open: id, focus: id, ..WhyView::default() };
        }
        Some(Pressed::Remove(id)) => {
            tree.remove(id);
            view.lead(ui, Next::Claim);
        }
        Some(Pressed::Up(id)) => tree.move_up(id),
        Some(Pressed::Down(id)) => tree.move_down(id),
        Some(Pressed::Out(id)) => tree.move_out(id),
        None => {}
    }
}

/// Depth, number ("2.1") and id of every reason.
fn outline(tree: &Tree) -> Vec<(usize, String, u32)> {
    let mut counts: Vec<usize> = Vec::new();
    tree.walk()
        .into_iter()
        .map(|(depth, reason)| {
            counts.truncate(depth);
            counts.resize(depth, 0);
            if let Some(last) = counts.last_mut() {
                *last += 1;
            }
            let number = counts.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
            (depth, number, reason.id())
        })
        .collect()
}

/// A reason in a line; whether it was pressed.
fn closed(ui: &mut Ui, tree: &Tree, id: u32, number: &str, view: &mut WhyView) -> bool {
    let Some((_, reason)) = tree.walk().into_iter().find(|(_, one)| one.id() == id) else { return false };
    let text = reason.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if text.is_empty() { format!("{number}  (nothing written yet)") } else { format!("{number}  {text}") };
    let rest = match (tree.rest(reason), reason.end.kind) {
        (Rest::Ground, Some(kind)) => format!("Rests on: {}", kind.words()),
        (Rest::Ground, None) => "Rests on what is under it".to_owned(),
        (Rest::Missing(parts), Some(kind)) => format!("{}: {} to add", kind.words(), parts.len()),
        (Rest::Open | Rest::Missing(_), _) if reason.reasons.is_empty() => "Open".to_owned(),
        (Rest::Open | Rest::Missing(_), _) => "Open below".to_owned(),
    };
    let basis = reason.basis.map(|basis| basis.words().to_owned()).unwrap_or_default();
    let row = control::row(ui, false, &title, &rest, &basis);
    if view.arrives(ui, Next::Line(id)) {
        row.request_focus();
    }
    row.clicked()
}

/// The open reason.
fn reason(
    ui: &mut Ui,
    tree: &mut Tree,
    id: u32,
    name: &str,
    depth: usize,
    beside: &Beside<'_>,
    view: &mut WhyView,
) -> Option<Pressed> {
    let rest = tree.walk().into_iter().find(|(_, one)| one.id() == id).map(|(_, one)| tree.rest(one))?;
    let mut pressed = None;
    frame::card(ui, |ui| {
        let Some(reason) = tree.reason_mut(id) else { return };
        let colleague = beside.people.name(beside.people.presenter.other());
        field::hint(ui, name);
        ui.horizontal_wrapped(|ui| {
            parrot::parrot(ui, 24.0);
            field::body(ui, &format!("{colleague} asks: {}", beside.placeholders.fill(&reason.asked.words)));
        });
        let response = field::area(ui, text_label(reason.end.kind), &mut reason.text, 2);
        if view.focus.take_if(|one| *one == id).is_some() {
            response.request_focus();
        }
        field::label(ui, "This is");
        control::one_basis(ui, "This is", &mut reason.basis);
        let Reason { source: from, when, .. } = reason;
        source(ui, from, when);
        field::label(ui, "Does this branch rest here?");
        control::one_of(
            ui,
            "Does this branch rest here?",
            &mut reason.end.kind,
            &EndKind::ALL.map(|kind| (kind, kind.words())),
        );
        end(ui, &mut reason.end, beside);
        match rest {
            Rest::Missing(parts) => field::notice(ui, &format!("To rest here it still needs: {}.", parts.join("; "))),
            Rest::Ground => field::hint(ui, "This branch rests on ground."),
            Rest::Open if depth >= Tree::CEILING => {
                field::hint(
                    ui,
                    "Five levels is the most. What is still open here is something that we do not know yet.",
                );
            }
            Rest::Open if depth >= Tree::ENOUGH => field::hint(ui, &beside.parrot.enough),
            Rest::Open => {}
        }
        ui.horizontal_wrapped(|ui| {
            let ceiling = depth >= Tree::CEILING;
            if ceiling {
                if reason.end.kind.is_none() && control::button(ui, "Write this as not known yet").clicked() {
                    reason.end.kind = Some(EndKind::Unknown);
                }
            } else {
                let why = control::button(ui, "But why?");
                if view.arrives(ui, Next::Back(id)) {
                    why.request_focus();
                }
                if why.clicked() {
                    view.asking = Some(Under::Reason(id));
                    view.another = 0;
                    view.lead(ui, Next::Ask);
                }
            }
            for (words, press) in [
                ("Move up", Pressed::Up(id)),
                ("Move down", Pressed::Down(id)),
                ("Move out one level", Pressed::Out(id)),
                ("Remove", Pressed::Remove(id)),
            ] {
                let applies = !matches!(press, Pressed::Out(_)) || depth > 1;
                if applies && control::link(ui, words).clicked() {
                    pressed = Some(press);
                }
            }
            if control::link(ui, "Close").clicked() {
                view.open = None;
                view.lead(ui, Next::Line(id));
            }
        });
    });
    pressed
}

fn text_label(end: Option<EndKind>) -> &'static str {
    match end {
        None | Some(EndKind::Law | EndKind::Research) => "The reason",
        Some(EndKind::Evidence) => "What was seen or recorded",
        Some(EndKind::ChildsWords) => "The child's own words",
        Some(EndKind::Judgement) => "What we think",
        Some(EndKind::Unknown) => "What we do not know",
    }
}

/// The parts that an end needs beyond the reason's own fields.
fn end(ui: &mut Ui, end: &mut End, beside: &Beside<'_>) {
    match end.kind {
        None => {}
        Some(EndKind::Evidence) => {
            field::label(ui, "Does anybody dispute it?");
            control::one_of(ui, "Does anybody dispute it?", &mut end.disputed, &[(false, "No"), (true, "Yes")]);
        }
        Some(EndKind::Law) => {
            let shown = end.law.as_ref().map_or("Choose a line of law", |line| line.provision.as_str()).to_owned();
            let label = field::label(ui, "Which line of law");
            let width = ui.available_width().min(480.0);
            egui::ComboBox::from_id_salt("law line")
                .width(width)
                .selected_text(shown)
                .show_ui(ui, |ui| {
                    for line in beside.law {
                        let chosen = end.law.as_ref().is_some_and(|one| one.id == line.id);
                        if ui.selectable_label(chosen, &line.provision).clicked() {
                            end.law = Some(line.clone());
                        }
                    }
                })
                .response
                .labelled_by(label.id);
            if let Some(line) = &end.law {
                field::hint(ui, &line.words);
            }
            field::area(ui, "How it is met here", &mut end.how_met, 2);
        }
        Some(EndKind::ChildsWords) => {
            field::line(ui, "In what manner they were given, and was it the child's choice", &mut end.manner);
        }
        Some(EndKind::Research) => {
            field::line(ui, "Which research", &mut end.research);
            field::area(ui, "How it fits this child", &mut end.fits, 2);
            field::area(ui, "How it may not fit this child", &mut end.may_not_fit, 2);
        }
        Some(EndKind::Judgement) => {
            field::area(ui, "Because of which evidence", &mut end.because, 2);
            field::area(ui, "A careful colleague might think", &mut end.another_view, 2);
        }
        Some(EndKind::Unknown) => {
            field::line(ui, "What would tell us", &mut end.would_tell);
            let End { who, by, .. } = &mut *end;
            field::side_by_side(
                ui,
                180.0,
                &mut [
                    &mut |ui| {
                        field::line(ui, "Who finds out", who);
                    },
                    &mut |ui| {
                        field::line(ui, "By when", by);
                    },
                ],
            );
            field::label(ui, "Can the hearing decide without it?");
            control::one_of(
                ui,
                "Can the hearing decide without it?",
                &mut end.decide_without,
                &[(true, "Yes"), (false, "No")],
            );
        }
    }
}

/// The four directions, each with a question that has not been asked yet, the plain one, and one's own.
fn ask(
    ui: &mut Ui,
    under: Option<u32>,
    beside: &Beside<'_>,
    view: &mut WhyView,
    own_question: &mut String,
) -> Option<Pressed> {
    let mut chosen = None;
    let tokens = theme::tokens(ui);
    frame::band(ui, tokens.view, |ui| {
        ui.push_id(("ask", under), |ui| {
            ui.horizontal_wrapped(|ui| {
                parrot::parrot(ui, 28.0);
                a11y::heading(ui, 3, "But why? Choose what to ask");
            });
            if view.arrives(ui, Next::Ask) {
                a11y::focus_next(ui);
            }
            let mut used: Vec<&str> = beside.asked.iter().map(String::as_str).collect();
            let directions = beside.parrot.directions.iter();
            for words in directions {
                // "Another question" passes over the wordings that were offered before it was pressed.
                let mut question = beside.parrot.ask(words.direction, &used);
                for _ in 0..view.another % words.asks.len().max(1) {
                    let passed = words.asks.iter().find(|one| **one == question).map_or("", String::as_str);
                    used.push(passed);
                    question = beside.parrot.ask(words.direction, &used);
                }
                let shown = beside.placeholders.fill(&question);
                if control::row(ui, false, &shown, &words.title, "").clicked() {
                    chosen = Some(Question { direction: words.direction, words: question });
                }
            }
            ui.horizontal_wrapped(|ui| {
                let plain = beside.parrot.ask(Direction::Plain, &[]);
                if control::button(ui, &plain).clicked() {
                    chosen = Some(Question { direction: Direction::Plain, words: plain });
                }
                if control::button(ui, "Other questions").clicked() {
                    view.another += 1;
                }
                if under.is_some() && control::link(ui, "Not now").clicked() {
                    view.asking = None;
                    if let Some(id) = under {
                        view.lead(ui, Next::Back(id));
                    }
                }
            });
            let own = field::find(ui, "Or a question of your own", own_question);
            let enter = own.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let asked = !own_question.trim().is_empty() && (control::button(ui, "Ask it").clicked() || enter);
            if asked {
                chosen = Some(Question {
                    direction: Direction::Plain,
                    words: std::mem::take(own_question).trim().to_owned(),
                });
            }
        });
    });
    chosen.map(|question| Pressed::Ask { under, question })
}

/// "Is there another reason?", once.
fn another(ui: &mut Ui, tree: &mut Tree, beside: &Beside<'_>, view: &mut WhyView) {
    let tokens = theme::tokens(ui);
    frame::band(ui, tokens.view, |ui| {
        ui.horizontal_wrapped(|ui| {
            parrot::parrot(ui, 28.0);
            a11y::heading(ui, 3, &beside.parrot.another);
        });
        ui.horizontal_wrapped(|ui| {
            if control::button(ui, "Yes, there is another").clicked() {
                tree.another_asked = true;
                *view = WhyView { asking: Some(Under::Claim), ..WhyView::default() };
                view.lead(ui, Next::Ask);
            }
            if control::button(ui, "No, that is all").clicked() {
                tree.another_asked = true;
                view.lead(ui, Next::Add);
            }
        });
    });
}

impl WhyView {
    /// Leads the focus to a place from the next pass on, when what was pressed has gone and all stands where it stays.
    fn lead(&mut self, ui: &Ui, to: Next) {
        self.next = Some((to, ui.ctx().cumulative_pass_nr()));
        ui.ctx().request_repaint();
    }

    fn arrives(&mut self, ui: &Ui, at: Next) -> bool {
        let now = ui.ctx().cumulative_pass_nr();
        self.next.take_if(|(to, since)| *to == at && *since < now).is_some()
    }

    /// Ids of reasons are their own only within a tree: the view of one tree says nothing about the next.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}
