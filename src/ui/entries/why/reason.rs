//! The open reason: what was asked, its words, where they come from, and where the branch rests.

use egui::{Response, Ui};

use super::{
    Pressed,
    end::end,
    view::{Next, WhyView},
};
use crate::{
    checklist::Trigger,
    session::{
        EndKind, Reason, Rest, Tree, Under,
        parrot::{self, Silence, Speaks},
    },
    ui::{
        a11y, control,
        entries::{Beside, source},
        field, frame,
        parrot::parrot as painted,
        theme,
    },
};

/// Shows the reason; gives what was pressed.
pub(super) fn reason(
    ui: &mut Ui,
    tree: &mut Tree,
    id: u32,
    name: &str,
    beside: &Beside<'_>,
    view: &mut WhyView,
) -> Option<Pressed> {
    let depth = tree.depth(id)?;
    let rest = tree.reason(id).map(|one| tree.rest(one))?;
    let speaks = parrot::speaks(beside.parrot, tree, Under::Reason(id), &beside.around, &[]);
    let has_partner = !tree.partners(id).is_empty();
    let mut pressed = None;
    frame::card(ui, |ui| {
        let Some(reason) = tree.reason_mut(id) else { return };
        let colleague = beside.people.name(beside.people.presenter.other());
        field::hint(ui, name);
        ui.horizontal_wrapped(|ui| {
            painted(ui, 24.0);
            field::body(ui, &format!("{colleague} asks: {}", beside.placeholders.fill(&reason.asked.words)));
        });
        let words = words(ui, reason, beside, view);
        if view.settled.as_ref().is_some_and(|(one, text)| *one == id && *text == reason.text) {
            pressed = said_of_it(ui, reason, &speaks, beside);
        }
        marks(ui, reason, &speaks, beside, view);
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
        where_it_rests(ui, rest, depth, beside);
        pressed = buttons(ui, reason, depth, &speaks, has_partner, view).or(pressed.take());
        if let Some(Pressed::Close) = pressed {
            pressed = None;
            view.open = None;
            view.lead(ui, Next::Line(id));
        }
        if view.arrives(ui, Next::Words(id)) {
            words.request_focus();
        }
    });
    pressed
}

/// The reason's own words. What they say of a limit is noted as they are written, so that undo takes back both.
fn words(ui: &mut Ui, reason: &mut Reason, beside: &Beside<'_>, view: &mut WhyView) -> Response {
    let id = reason.id();
    if view.settled.as_ref().is_none_or(|(one, _)| *one != id) {
        view.settled = Some((id, reason.text.clone()));
    }
    // What the child said stays as it is: nothing is marked in it.
    let area = if reason.end.kind == Some(EndKind::ChildsWords) { field::verbatim } else { field::area };
    let response = area(ui, text_label(reason.end.kind), &mut reason.text, 2);
    if response.changed() && reason.limit != Some(false) {
        reason.limit = parrot::is_a_limit(beside.parrot, &reason.text).then_some(true);
    }
    if view.focus.take_if(|one| *one == id).is_some() {
        response.request_focus();
    }
    if !response.has_focus() {
        view.settled = Some((id, reason.text.clone()));
    }
    response
}

/// What is not accepted as a reason is said once, kindly, with the question that would help. When that was asked twice in a
/// row already, another way is offered.
fn said_of_it(ui: &mut Ui, reason: &mut Reason, speaks: &Speaks, beside: &Beside<'_>) -> Option<Pressed> {
    match speaks {
        Speaks::Asks(ask) if ask.question.asks_again() => {
            let said = beside.placeholders.fill(&format!("{} {}", ask.because, ask.question.words));
            said_quietly(ui, &said);
            None
        }
        Speaks::Enough => {
            said_quietly(ui, &beside.parrot.as_unknown);
            let write = control::button(ui, "Write it as not known yet").clicked();
            write.then_some(Pressed::Unknown(reason.id()))
        }
        Speaks::Asks(_) | Speaks::Silent(_) => None,
    }
}

fn said_quietly(ui: &mut Ui, words: &str) {
    ui.scope(|ui| {
        ui.visuals_mut().override_text_color = Some(theme::tokens(ui).warn.text);
        a11y::live(ui, words, false);
    });
}

/// A feeling, a heavy one, a limit: each is a mark that the two can set and take back.
fn marks(ui: &mut Ui, reason: &mut Reason, speaks: &Speaks, beside: &Beside<'_>, view: &mut WhyView) {
    ui.horizontal_wrapped(|ui| {
        let mut feeling = reason.is_feeling();
        if ui.checkbox(&mut feeling, "This is a feeling").changed() {
            reason.feeling = Some(feeling);
        }
        ui.checkbox(&mut reason.heavy, "This is a heavy one");
    });
    if let Some(limit) = &mut reason.limit {
        let says = beside.parrot.trigger(Trigger::Resource).map_or("", |words| &words.because);
        ui.checkbox(limit, "Write this as a limit on what we recommend");
        field::hint(ui, &beside.placeholders.fill(says));
    }
    if reason.heavy {
        field::hint(ui, &beside.parrot.heavy);
    }
    if reason.is_feeling() {
        field::hint(ui, "Nobody asks why about a feeling. It stays in this session and goes into no note.");
    } else if *speaks == Speaks::Silent(Silence::Feeling) {
        field::hint(ui, "This sounds like a feeling. Nobody asks why about a feeling.");
        if control::link(ui, "It is more than a feeling").clicked() {
            reason.feeling = Some(false);
            view.lead(ui, Next::Words(reason.id()));
        }
    }
}

fn where_it_rests(ui: &mut Ui, rest: Rest, depth: usize, beside: &Beside<'_>) {
    match rest {
        Rest::Missing(parts) => field::notice(ui, &format!("To rest here it still needs: {}.", parts.join("; "))),
        Rest::Ground => field::hint(ui, "This branch rests on ground."),
        Rest::Open if depth >= Tree::CEILING => field::hint(ui, Silence::Ceiling.words(beside.parrot)),
        Rest::Open if depth >= Tree::ENOUGH => field::hint(ui, &beside.parrot.enough),
        Rest::Open | Rest::Aside => {}
    }
}

fn buttons(
    ui: &mut Ui,
    reason: &Reason,
    depth: usize,
    speaks: &Speaks,
    has_partner: bool,
    view: &mut WhyView,
) -> Option<Pressed> {
    let id = reason.id();
    let mut pressed = None;
    let silence = match speaks {
        Speaks::Silent(silence) => Some(*silence),
        Speaks::Asks(_) | Speaks::Enough => None,
    };
    ui.horizontal_wrapped(|ui| {
        if depth >= Tree::CEILING {
            if reason.end.kind.is_none() && control::button(ui, "Write this as not known yet").clicked() {
                pressed = Some(Pressed::Unknown(id));
            }
        } else if silence.is_none_or(Silence::leaves_room) {
            let why = control::button(ui, "But why?");
            if view.arrives(ui, Next::Back(id)) {
                why.request_focus();
            }
            if why.clicked() {
                view.ask_under(ui, Under::Reason(id));
            }
        }
        for (words, press) in [
            ("Move up", Pressed::Up(id)),
            ("Move down", Pressed::Down(id)),
            ("Move out one level", Pressed::Out(id)),
            ("Let it stand by itself", Pressed::Part(id)),
            ("Remove", Pressed::Remove(id)),
            ("Close", Pressed::Close),
        ] {
            let applies = match press {
                Pressed::Out(_) => depth > 1,
                Pressed::Part(_) => has_partner,
                _ => true,
            };
            if !applies {
                continue;
            }
            let link = control::link(ui, words);
            if view.arrives(ui, Next::Move(id, words)) {
                link.request_focus();
            }
            if link.clicked() {
                pressed = Some(press);
            }
        }
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
