//! What the last session about this child left open: promises first, then actions. Everything is there to read; only where it
//! stands is asked.

use egui::{Response, Ui, accesskit::Role};

use super::{Beside, actions};
use crate::{
    checklist::readable_date,
    session::{Action, LastTime, Progress, Promise, PromiseState},
    ui::{
        a11y,
        answers::{fact, or_not_written},
        control, field, frame,
        theme::space,
    },
};

pub fn ui(ui: &mut Ui, last: &mut LastTime, beside: &Beside<'_>) {
    if !last.has_any() {
        return nothing(ui, last, beside);
    }
    if let Some(from) = last.from {
        field::hint(ui, &format!("From the session on {}", readable_date(from)));
    }
    let told = beside.placeholders.fill("What {child} was told");
    for (at, one) in last.promises.iter_mut().enumerate() {
        card(ui, &format!("Promise {}", at + 1), ("promise", at), |ui| promise(ui, one, &told));
    }
    for (at, one) in last.actions.iter_mut().enumerate() {
        card(ui, &format!("Action {}", at + 1), ("action", at), |ui| action(ui, one));
    }
    waiting(ui, &last.waiting);
    let label = if last.promises.is_empty() && last.actions.is_empty() {
        "What was said last time"
    } else {
        "Anything else from last time"
    };
    if arrives(ui) {
        a11y::focus_next(ui);
    }
    field::area(ui, label, &mut last.note, if last.on_paper { 3 } else { 1 });
    if last.on_paper && last.note.trim().is_empty() && control::link(ui, "Nothing was said last time").clicked() {
        last.on_paper = false;
        arrive(ui);
    }
}

/// Nothing is asked, but a pair whose last session was on paper can write down what it left.
fn nothing(ui: &mut Ui, last: &mut LastTime, beside: &Beside<'_>) {
    let words = match last.from {
        Some(from) if last.waiting.is_empty() => format!("Nothing was left open on {}.", readable_date(from)),
        Some(from) => format!("Nothing that was agreed by {} is due yet.", readable_date(from)),
        None if last.first => {
            beside.placeholders.fill("This is the first session about {child} here. Nothing is carried over.")
        }
        None => "Nothing is carried over from an earlier session.".to_owned(),
    };
    field::body(ui, &words);
    waiting(ui, &last.waiting);
    if arrives(ui) {
        a11y::focus_next(ui);
    }
    if control::button(ui, "Write down what was said last time").clicked() {
        last.on_paper = true;
        arrive(ui);
    }
}

/// What had the focus goes with the next frame: then it is with what came in its place.
fn arrive(ui: &Ui) {
    let id = arriving(ui);
    ui.data_mut(|data| data.insert_temp(id, true));
    ui.ctx().request_repaint();
}

fn arrives(ui: &Ui) -> bool {
    let id = arriving(ui);
    ui.data_mut(|data| data.remove_temp(id)).unwrap_or(false)
}

fn arriving(ui: &Ui) -> egui::Id {
    ui.scope_id().with("arriving")
}

fn card(ui: &mut Ui, title: &str, salt: (&str, usize), content: impl FnOnce(&mut Ui)) {
    a11y::group(ui, Role::Group, title, |ui| {
        ui.push_id(salt, |ui| {
            frame::card(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                a11y::heading(ui, 3, title);
                content(ui);
            });
        });
    });
}

fn promise(ui: &mut Ui, promise: &mut Promise, told: &str) {
    let Promise { what, by_whom, by, kept, note, before } = promise;
    field::body(ui, or_not_written(what));
    fact(ui, "Who, by when", &both(by_whom, by));
    fact(ui, "Last time", before);
    ui.add_space(space::XS);
    field::label(ui, "Was it kept?");
    control::one_of(ui, "Was it kept?", kept, &PromiseState::ALL.map(|one| (one, one.words())));
    field::line(ui, told, note);
}

fn action(ui: &mut Ui, action: &mut Action) {
    words(ui, action);
    stands(ui, action);
    match action.progress {
        Some(Progress::Escalated) => {
            fact(ui, "What happened since", &action.note);
            field::body(ui, "A manager decides this. The note lists it for the manager.");
        }
        Some(Progress::Changed) => {
            field::line(ui, "What happened since", &mut action.note);
            ui.add_space(space::S);
            a11y::heading(ui, 3, "From today");
            if arrives(ui) {
                a11y::focus_next(ui);
            }
            ui.push_id("instead", |ui| actions::one(ui, action.changed_to(), true));
        }
        None | Some(Progress::Kept | Progress::Moving | Progress::Stuck | Progress::Dropped) => {
            field::line(ui, "What happened since", &mut action.note);
            if !action.asks_to_choose() && change(ui).clicked() {
                action.progress = Some(Progress::Changed);
                arrive(ui);
            }
        }
    }
}

fn change(ui: &mut Ui) -> Response {
    control::link(ui, "Change the words")
}

/// In one line: five of these stand under each other.
fn both(who: &str, by: &str) -> String {
    let parts: Vec<&str> = [who.trim(), by.trim()].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// What was agreed, to be read.
fn words(ui: &mut Ui, action: &Action) {
    let Action { owner, what, how_we_know, by, decision, since, carried, before, progress: _, note: _, instead: _ } =
        action;
    field::body(ui, or_not_written(what));
    fact(ui, "Who, by when", &both(owner, by));
    fact(ui, "How we will know", how_we_know);
    fact(ui, "For which decision", decision);
    fact(ui, "Last time", before);
    if let Some(since) = since {
        let times = match carried {
            0 | 1 => "carried over once".to_owned(),
            2 => "carried over twice".to_owned(),
            times => format!("carried over {times} times"),
        };
        field::hint(ui, &format!("Agreed on {}, {times}", readable_date(*since)));
    }
}

fn stands(ui: &mut Ui, action: &mut Action) {
    let third = action.asks_to_choose();
    let (name, mut options) = if third {
        ("Drop, change or escalate?", Progress::THIRD.to_vec())
    } else {
        ("Where does it stand?", Progress::ALL.to_vec())
    };
    if action.progress == Some(Progress::Changed) && !third {
        options.push(Progress::Changed);
    }
    let options: Vec<(Progress, &str)> = options.into_iter().map(|one| (one, one.words())).collect();
    ui.add_space(space::XS);
    field::label(ui, name);
    control::one_of(ui, name, &mut action.progress, &options);
}

/// Those that are more than a conversation opens with: named in a line, and there to be read.
fn waiting(ui: &mut Ui, waiting: &[Action]) {
    let words = match waiting.len() {
        0 => return,
        1 => "1 more waits for the next time".to_owned(),
        n => format!("{n} more wait for the next time"),
    };
    control::disclosure(ui, "waiting", &words, false, |ui| {
        for one in waiting {
            crate::ui::answers::beside_a_line(ui, |ui| self::words(ui, one));
        }
    });
}
