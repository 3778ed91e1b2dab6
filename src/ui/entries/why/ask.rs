//! Where a question is chosen: the one that the parrot offers first, the other directions, the plain one, and one's own.

use egui::{Key, Response, Ui, accesskit::Role};

use super::{
    Pressed,
    view::{Next, WhyView},
};
use crate::{
    checklist::Direction,
    session::{
        Cause, Question, Tree, Under,
        parrot::{self, Ask, Silence, Speaks},
    },
    ui::{a11y, control, entries::Beside, field, frame, parrot::parrot as painted, theme},
};

/// Shows what can be asked at a place; gives what was pressed.
pub(super) fn ask(
    ui: &mut Ui,
    tree: &mut Tree,
    place: Under,
    beside: &Beside<'_>,
    view: &mut WhyView,
) -> Option<Pressed> {
    let mut pressed = None;
    let tokens = theme::tokens(ui);
    let speaks = parrot::speaks(beside.parrot, tree, place, &beside.around, &view.passed);
    frame::band(ui, tokens.view, |ui| {
        ui.push_id(("ask", place), |ui| {
            pressed = match &speaks {
                Speaks::Asks(ask) => offered(ui, ask, place, beside, view),
                Speaks::Enough => enough(ui, place, beside, view),
                Speaks::Silent(silence) => silent(ui, *silence, place, beside, view),
            };
            let closed = matches!(&speaks, Speaks::Silent(silence) if !silence.leaves_room());
            if !closed {
                let unfolded = matches!(&speaks, Speaks::Silent(_));
                pressed = directions(ui, place, beside, view, unfolded).or(pressed.take());
                pressed = own(ui, tree, place, beside, view).or(pressed.take());
            }
            pressed = ways_out(ui, tree, place, &speaks, view).or(pressed.take());
        });
    });
    pressed
}

/// The parrot's question, large; under it where it looks and why it asks.
pub(super) fn offered(
    ui: &mut Ui,
    ask: &Ask,
    place: Under,
    beside: &Beside<'_>,
    view: &mut WhyView,
) -> Option<Pressed> {
    let Ask { question, because } = ask;
    let heading = question_and_reason(ui, &question.words, Some((question.direction, because)), beside);
    if view.news {
        a11y::announce(ui, &heading);
    }
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        if view.arrives(ui, Next::Ask) {
            a11y::focus_next(ui);
        }
        if control::main_button(ui, "Ask it").clicked() {
            pressed = Some(Pressed::Ask { place, question: question.clone() });
        }
        if control::button(ui, "Another question").clicked() {
            view.passed.push(question.words.clone());
            let directions = beside.parrot.directions.iter().map(|words| words.direction);
            let shown = directions.map(|one| parrot::chosen(beside.parrot, one, &beside.around, &view.passed).words);
            let shown: Vec<String> = shown.collect();
            view.passed.extend(shown);
            view.news = true;
        }
        pressed = plain(ui, place, beside).or(pressed.take());
        if control::link(ui, "Skip").clicked() {
            pressed = Some(Pressed::Skip { place, question: question.clone() });
        }
    });
    pressed
}

/// After two that were asked again: another way.
fn enough(ui: &mut Ui, place: Under, beside: &Beside<'_>, view: &mut WhyView) -> Option<Pressed> {
    question_and_reason(ui, &beside.parrot.as_unknown, None, beside);
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        if view.arrives(ui, Next::Ask) {
            a11y::focus_next(ui);
        }
        if let Some(id) = place.id()
            && control::main_button(ui, "Write it as not known yet").clicked()
        {
            pressed = Some(Pressed::Unknown(id));
        }
        pressed = plain(ui, place, beside).or(pressed.take());
    });
    pressed
}

/// The parrot has nothing to ask, and says so. Where there is room for it, the two may.
fn silent(ui: &mut Ui, silence: Silence, place: Under, beside: &Beside<'_>, view: &mut WhyView) -> Option<Pressed> {
    ui.horizontal_wrapped(|ui| {
        painted(ui, 28.0);
        a11y::heading(ui, 3, "But why? Choose what to ask");
    });
    field::hint(ui, &beside.placeholders.fill(silence.words(beside.parrot)));
    if view.arrives(ui, Next::Ask) {
        a11y::focus_next(ui);
    }
    if silence.leaves_room() { plain(ui, place, beside) } else { None }
}

fn question_and_reason(
    ui: &mut Ui,
    words: &str,
    reason: Option<(Direction, &String)>,
    beside: &Beside<'_>,
) -> Response {
    ui.horizontal_top(|ui| {
        painted(ui, 36.0);
        ui.vertical(|ui| {
            let heading = a11y::heading_in(ui, 3, &beside.placeholders.fill(words), theme::h2());
            if let Some((direction, because)) = reason {
                let title = beside.parrot.title(direction);
                field::hint(ui, &beside.placeholders.fill(&format!("{because} ({title})")));
            }
            heading
        })
        .inner
    })
    .inner
}

/// The plain one is always there, for when both want it.
fn plain(ui: &mut Ui, place: Under, beside: &Beside<'_>) -> Option<Pressed> {
    let question = parrot::chosen(beside.parrot, Direction::Plain, &beside.around, &[]);
    control::button(ui, &question.words).clicked().then_some(Pressed::Ask { place, question })
}

/// The four directions, each with a question that has not been asked yet.
fn directions(ui: &mut Ui, place: Under, beside: &Beside<'_>, view: &WhyView, unfolded: bool) -> Option<Pressed> {
    let mut pressed = None;
    let mut rows = |ui: &mut Ui| {
        for words in &beside.parrot.directions {
            let question = parrot::chosen(beside.parrot, words.direction, &beside.around, &view.passed);
            let shown = beside.placeholders.fill(&question.words);
            if control::row(ui, false, &shown, &words.title, "").clicked() {
                pressed = Some(Pressed::Ask { place, question });
            }
        }
    };
    if unfolded {
        rows(ui);
    } else {
        control::disclosure(ui, "directions", "Other directions", false, rows);
    }
    pressed
}

/// A question of one's own. One that is advice can be kept for later in place of being asked.
fn own(ui: &mut Ui, tree: &mut Tree, place: Under, beside: &Beside<'_>, view: &mut WhyView) -> Option<Pressed> {
    let field = field::find(ui, "Or a question of your own", &mut tree.own_question);
    let typed = tree.own_question.trim().to_owned();
    view.advice.take_if(|advice| *advice != typed);
    if typed.is_empty() {
        return None;
    }
    let question = || Question { direction: Direction::Plain, words: typed.clone(), cause: Cause::Own };
    let mut pressed = None;
    if view.advice.is_some() {
        let says = &beside.parrot.advice.says;
        // Named by what it asks: the focus comes into it.
        a11y::group(ui, Role::Group, says, |ui| {
            field::body(ui, says);
            ui.horizontal_wrapped(|ui| {
                if view.arrives(ui, Next::Advice) {
                    a11y::focus_next(ui);
                }
                if control::button(ui, "Keep it for later").clicked() {
                    pressed = Some(Pressed::Keep(typed.clone()));
                }
                if control::button(ui, "It is a question: ask it").clicked() {
                    pressed = Some(Pressed::Ask { place, question: question() });
                }
            });
        });
        return pressed;
    }
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if control::button(ui, "Ask this").clicked() || enter {
        if !beside.session.advice_is_open && parrot::advice_in_disguise(beside.parrot, &typed) {
            view.advice = Some(typed.clone());
            view.lead(ui, Next::Advice);
        } else {
            pressed = Some(Pressed::Ask { place, question: question() });
        }
    }
    pressed
}

fn ways_out(ui: &mut Ui, tree: &Tree, place: Under, speaks: &Speaks, view: &mut WhyView) -> Option<Pressed> {
    let mut pressed = None;
    let muted = tree.is_muted(place);
    ui.horizontal_wrapped(|ui| {
        if !tree.reasons().is_empty() && control::link(ui, "Not now").clicked() {
            view.not_now(ui, place);
        }
        let words = if muted { "Let the parrot ask again" } else { "Mute the parrot for this chain" };
        let speaks_here = muted || !matches!(speaks, Speaks::Silent(_));
        if speaks_here && control::link(ui, words).clicked() {
            pressed = Some(Pressed::Mute { place, muted: !muted });
        }
        if let Some(id) = place.id()
            && control::link(ui, "This is a heavy one").clicked()
        {
            pressed = Some(Pressed::Heavy(id));
        }
    });
    pressed
}
