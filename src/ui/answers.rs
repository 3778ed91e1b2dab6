//! What was said, to be read and not changed. Review and the record show their answers through here, so that they look the
//! same in both.

use chrono::NaiveDateTime;
use egui::{Align, FontSelection, TextStyle, Ui, text::LayoutJob};

use super::{
    control, field, outline, steps,
    theme::{self, Tint, space},
    when,
};
use crate::{
    checklist::readable_date,
    record::{Block, ListItem, answer_blocks},
    session::{
        Action, Answer, Basis, Choice, Decision, DecisionState, Entry, Mark, Pair, Point, Scale, Session, Standing,
    },
};

/// A prompt with all that was said to it: the question, the answer, and where it stands.
pub fn prompt(ui: &mut Ui, session: &Session, entry: &Entry) {
    field::label(ui, &session.fill(&entry.prompt));
    answer(ui, session, entry);
}

/// What was said to a prompt, and below it where it stands and on what it rests.
pub fn answer(ui: &mut Ui, session: &Session, entry: &Entry) {
    match &entry.answer {
        Answer::Read => {}
        Answer::Text(words) => words_said(ui, &words.text),
        Answer::Choice(choice) => chosen(ui, session, choice),
        Answer::Date(_) => words_said(ui, &entry.answer.in_a_line()),
        Answer::Scale(scale) => self::scale(ui, session, scale),
        Answer::Point(Point { sentence, restated, agreed }) => {
            words_said(ui, sentence);
            let colleague = session.people.name(session.people.presenter.other());
            fact(ui, &format!("{colleague} says it back"), restated);
            if let Some(agreed) = agreed {
                fact(ui, "Is that it", if *agreed { "Yes, that is it" } else { "Not yet" });
            }
        }
        Answer::Why(tree) => outline::ui(ui, session, tree),
        Answer::Decisions(decisions) => decisions.iter().for_each(|one| decision(ui, one)),
        Answer::Actions(actions) => actions.iter().for_each(|one| action(ui, one)),
        Answer::Law(_)
        | Answer::Clock(_)
        | Answer::Words(_)
        | Answer::Sort(_)
        | Answer::Rate(_)
        | Answer::Rehearse(_)
        | Answer::Promises(_)
        | Answer::LastTime(_) => {
            blocks(ui, &answer_blocks(session, entry).unwrap_or_default());
        }
    }
    match entry.mark {
        Mark::Unmarked | Mark::TalkedThrough | Mark::ComeBack => {}
        Mark::NotKnown => {
            fact(ui, "Who could tell us", &entry.not_known.who);
            fact(ui, "By when", &entry.not_known.by);
        }
        Mark::NotRelevant => fact(ui, "Not relevant because", &entry.not_relevant),
        Mark::Differ => both(ui, session, &entry.differ),
    }
    tags(ui, |ui| {
        standing(ui, entry.standing());
        if let Answer::Text(words) = &entry.answer {
            rests_on(ui, words.basis, &words.source, &words.when);
        }
    });
}

/// Blocks of a note, to be read on screen as they stand in it.
fn blocks(ui: &mut Ui, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } => drop(field::label(ui, text)),
            Block::Para(text) => words_said(ui, &text.plain()),
            Block::Quote(text) => beside_a_line(ui, |ui| words_said(ui, &format!("“{}”", text.trim()))),
            Block::Note { label, text } => fact(ui, label, text),
            Block::KeyValues(facts) | Block::Facts(facts) => {
                for one in facts {
                    fact(ui, &one.key, &one.value);
                }
            }
            Block::List { items, ordered: _ } => {
                for item in items.iter().filter(|item| !item.text.is_empty()) {
                    listed(ui, item);
                }
            }
            Block::Table(table) => table.rows.iter().for_each(|cells| {
                let (name, rest) = cells.split_first().map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
                fact(ui, name, &rest.join("; "));
            }),
            // The list that follows it says what it shows; nobody writes by hand on a screen.
            Block::TimeLine(_) | Block::Room(_) => {}
        }
    }
}

/// A line of a list, as far in as it is deep. What belongs to a line stands beside a mark.
fn listed(ui: &mut Ui, item: &ListItem) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if item.depth > 0 {
            ui.add_space(f32::from(item.depth - 1) * space::L);
            field::body(ui, "•");
        }
        ui.vertical(|ui| words_said(ui, &item.text.plain()));
    });
}

/// Where an entry stands, as a tag.
pub fn standing(ui: &mut Ui, standing: Standing) {
    let tokens = theme::tokens(ui);
    let quiet = Tint { text: tokens.ink2, ground: tokens.surface2 };
    let tint = match standing {
        Standing::Answered => tokens.ok,
        Standing::NotKnown => tokens.warn,
        Standing::ComeBack => tokens.info,
        Standing::Differ => tokens.told,
        Standing::NotStarted | Standing::Started | Standing::NotRelevant => quiet,
    };
    control::tag(ui, steps::standing(standing), tint);
}

/// Small labels in a row that is no higher than they are.
pub fn tags(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        ui.horizontal_wrapped(content);
    });
}

/// On what words rest: the basis as a tag, and who or which document, and when.
pub fn rests_on(ui: &mut Ui, basis: Option<Basis>, source: &str, when: &str) {
    if let Some(basis) = basis {
        control::basis_tag(ui, basis);
    }
    let parts: Vec<&str> = [source.trim(), when.trim()].into_iter().filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        field::hint(ui, &parts.join(", "));
    }
}

/// A short fact with its name before it; nothing if it is blank.
pub fn fact(ui: &mut Ui, name: &str, value: &str) {
    if value.trim().is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    let mut job = LayoutJob::default();
    // A name that is a question, or ends a sentence, stands without a colon.
    let colon = if name.ends_with(['?', '!', '.', ':', '…', '”']) { "" } else { ":" };
    for (words, color) in [(format!("{name}{colon} "), tokens.ink2), (value.trim().to_owned(), tokens.ink)] {
        let text = theme::text(ui, words, TextStyle::Body).color(color);
        text.append_to(&mut job, ui.style(), FontSelection::Default, Align::BOTTOM);
    }
    ui.label(job);
}

/// A moment with its day: "22 May 2026 at 14:40".
#[must_use]
pub fn moment(at: NaiveDateTime) -> String {
    format!("{} at {}", readable_date(at.date()), when::time(at.time()))
}

/// Words as they were typed; nothing if they are blank.
pub fn words_said(ui: &mut Ui, text: &str) {
    if !text.trim().is_empty() {
        field::body(ui, text.trim());
    }
}

fn chosen(ui: &mut Ui, session: &Session, choice: &Choice) {
    for offered in choice.options.iter().filter(|offered| offered.chosen) {
        field::body(ui, &session.fill(&offered.option.text));
        if !offered.note.trim().is_empty() {
            beside_a_line(ui, |ui| words_said(ui, &offered.note));
        }
    }
}

fn scale(ui: &mut Ui, session: &Session, scale: &Scale) {
    let Scale { to, low, high, marks } = scale;
    let mut any = false;
    for who in session.people.in_order() {
        let mark = &marks[who];
        let number = mark.number.map(|number| format!("{number} of {to}"));
        let moves = mark.moves.trim();
        let moves = (!moves.is_empty()).then(|| format!("What would move it by one: {moves}"));
        let said: Vec<String> = number.into_iter().chain(moves).collect();
        any |= !said.is_empty();
        fact(ui, session.people.name(who), &said.join(". "));
    }
    if any && !(low.trim().is_empty() && high.trim().is_empty()) {
        field::hint(ui, &format!("0 is {}, {to} is {}", low.trim(), high.trim()));
    }
}

fn both(ui: &mut Ui, session: &Session, texts: &Pair<String>) {
    for who in session.people.in_order() {
        fact(ui, session.people.name(who), &texts[who]);
    }
}

fn decision(ui: &mut Ui, decision: &Decision) {
    beside_a_line(ui, |ui| {
        field::body(ui, or_not_written(&decision.question));
        decision_tags(ui, decision);
        for (name, text) in [
            ("Who decides", &decision.who_decides),
            ("Legal route", &decision.legal_route),
            ("Needed by", &decision.needed_by),
            ("The child's age then", &decision.age_then),
            ("Waits for", &decision.waits_for),
            ("Last moved", &decision.last_moved),
            ("Options considered", &decision.options),
            ("Reason", &decision.reason),
        ] {
            fact(ui, name, text);
        }
    });
}

/// Where a decision stands. What a manager decides is listed for the manager, and never as made.
pub fn decision_tags(ui: &mut Ui, decision: &Decision) {
    let tokens = theme::tokens(ui);
    tags(ui, |ui| {
        match decision.state {
            Some(DecisionState::Made) if decision.for_manager => {}
            Some(DecisionState::Made) => control::tag(ui, DecisionState::Made.words(), tokens.ok),
            Some(state) => control::tag(ui, state.words(), tokens.warn),
            None => field::hint(ui, "Where it stands is not said yet"),
        }
        if decision.for_manager {
            control::tag(ui, "For the manager to decide", tokens.info);
        }
    });
}

fn action(ui: &mut Ui, action: &Action) {
    beside_a_line(ui, |ui| {
        // Where it stands is asked, and shown, in the session to which it is carried.
        let Action { owner, what, how_we_know, by, decision, .. } = action;
        field::body(ui, or_not_written(what));
        fact(ui, "Who", owner);
        fact(ui, "By when", by);
        fact(ui, "How we will know", how_we_know);
        fact(ui, "For which decision", decision);
    });
}

/// The words, or that there are none.
#[must_use]
pub fn or_not_written(text: &str) -> &str {
    let text = text.trim();
    if text.is_empty() { "Not written yet" } else { text }
}

/// Content set in a little, with a line on its left that holds it together.
pub fn beside_a_line(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let margin = egui::Margin { left: 14, right: 0, top: 0, bottom: 0 };
    let shown = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.set_width(ui.available_width());
        content(ui);
    });
    let rect = shown.response.rect;
    let stroke = egui::Stroke::new(2.0, theme::tokens(ui).divider);
    ui.painter().vline(rect.left() + 2.0, rect.y_range(), stroke);
}
