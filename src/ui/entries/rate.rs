//! Is it defensible? Rated alone, then shown: the widest difference first, both numbers by name, and the verdict.

use egui::{Ui, accesskit::Role};

use super::{
    Beside,
    cover::{self, Deed, Pressed, Round},
};
use crate::{
    checklist::Test,
    session::{Rate, Turn, VerdictKind, Who},
    ui::{
        a11y, control, field, frame,
        theme::{self, space},
    },
};

const DEED: Deed = Deed {
    plain: "rate",
    third: "rates",
    past: "rated",
    going_on: "rating",
    again: "What each of you rated goes, and has no way back. All that you wrote stays.",
};

/// Why 2 and 3 are not offered, and what to do about it.
const NOT_LINKED: [&str; 2] = [
    "No line of law is linked to the recommendation yet, so 2 and 3 are not offered here.",
    "Link one at the prompt about the law, or let a reason under “But why?” rest on law.",
];

pub fn ui(ui: &mut Ui, rate: &mut Rate, beside: &Beside<'_>) {
    let round = Round::of(&rate.rated, beside.people);
    if round.turn == Turn::Shown {
        return shown(ui, rate, beside);
    }
    let pressed = cover::ui(ui, round, beside.people, &DEED, |ui, who| choose(ui, rate, who, beside));
    match pressed {
        Some(Pressed::Begin(who)) => rate.begin(who),
        Some(Pressed::Commit(who)) => rate.rated.commit(who),
        None => {}
    }
}

/// One person's numbers, while they are alone.
fn choose(ui: &mut Ui, rate: &mut Rate, who: Who, beside: &Beside<'_>) {
    let linked = beside.session.law_is_linked;
    let Some(numbers) = rate.choosing(who) else { return };
    for (at, (asked, number)) in numbers.enumerate() {
        ui.push_id(("test", at), |ui| {
            let name = asked.test.words();
            a11y::heading(ui, 3, name);
            field::body(ui, &beside.placeholders.fill(&asked.asks));
            let most = Rate::most(asked.test, linked);
            let words: Vec<(u8, String)> = (0..=most).map(|number| (number, Rate::words(number))).collect();
            let options: Vec<(u8, &str)> = words.iter().map(|(number, words)| (*number, words.as_str())).collect();
            control::one_of(ui, name, number, &options);
            if most < Rate::MOST {
                for words in NOT_LINKED {
                    field::hint(ui, words);
                }
            }
            if let Some(number) = number.filter(|number| *number > most) {
                field::notice(ui, &format!("You said {number} while a line was linked. It counts as {most} now."));
            }
            ui.add_space(space::S);
        });
    }
}

/// What both chose.
fn shown(ui: &mut Ui, rate: &mut Rate, beside: &Beside<'_>) {
    let widest = rate.widest();
    let others: Vec<usize> = rate.by_difference().into_iter().filter(|at| !widest.contains(at)).collect();
    if widest.is_empty() {
        cover::shown(ui, "You rated everything the same");
        field::area(ui, "Which would a panel member question?", &mut rate.questioned, 2);
    } else {
        cover::shown(ui, "Where you are furthest apart");
        let [first, _] = beside.people.in_order();
        field::hint(ui, &format!("Talk about what stands here. {} speaks first.", beside.people.name(first)));
    }
    for at in &widest {
        one(ui, rate, *at, beside);
    }
    if !others.is_empty() {
        let words = if widest.is_empty() { "What you rated" } else { "The other tests" };
        control::disclosure(ui, "others", words, false, |ui| {
            for at in others {
                one(ui, rate, at, beside);
            }
        });
    }
    if !rate.questioned.trim().is_empty() && !widest.is_empty() {
        field::area(ui, "Which would a panel member question?", &mut rate.questioned, 2);
    }
    verdict(ui, rate, beside);
    if cover::begin_again(ui, &DEED) {
        rate.rated.begin_again();
    }
}

/// A test with both numbers, and what each says about it.
fn one(ui: &mut Ui, rate: &mut Rate, at: usize, beside: &Beside<'_>) {
    let people = beside.people;
    let (Some(numbers), Some(asked)) = (rate.numbers(at), rate.asked.get(at)) else { return };
    let (test, asks) = (asked.test, beside.placeholders.fill(&asked.asks));
    if rate.because.len() < rate.asked.len() {
        rate.because.resize_with(rate.asked.len(), Default::default);
    }
    let Some(because) = rate.because.get_mut(at) else { return };
    let most = Rate::most(test, beside.session.law_is_linked);
    a11y::group(ui, Role::Group, test.words(), |ui| {
        ui.push_id(("shown", at), |ui| {
            frame::card(ui, |ui| {
                field::label(ui, test.words());
                field::hint(ui, &asks);
                for who in people.in_order() {
                    let name = people.name(who);
                    let said = numbers[who].map_or("not rated".to_owned(), Rate::words);
                    field::body(ui, &format!("{name}: {said}"));
                    field::line(ui, &format!("{name}: because"), &mut because[who]);
                }
                if test == Test::Law && [numbers.first, numbers.second].iter().any(|one| *one > Some(most)) {
                    field::notice(ui, &format!("No line of law is linked now, so it counts as {most}."));
                }
            });
        });
    });
}

fn verdict(ui: &mut Ui, rate: &mut Rate, beside: &Beside<'_>) {
    let known = beside.session;
    let verdict = rate.verdict(beside.people.in_order(), known.law_is_linked, &known.blocking);
    if let Some(verdict) = &verdict {
        let tokens = theme::tokens(ui);
        let tint = match verdict.kind {
            VerdictKind::Ready => tokens.ok,
            VerdictKind::ReadyIf => tokens.info,
            VerdictKind::NotReady => tokens.warn,
        };
        let words = verdict.kind.words();
        a11y::group(ui, Role::Group, words, |ui| {
            frame::band(ui, tint, |ui| {
                a11y::heading(ui, 3, words);
                for reason in &verdict.reasons {
                    field::body(ui, &reason.words(beside.people));
                }
            });
        });
    }
    let is_ready = verdict.is_some_and(|one| one.kind == VerdictKind::Ready);
    if !is_ready || !rate.first.trim().is_empty() {
        field::area(ui, "What comes first, who does it, by when", &mut rate.first, 2);
    }
}
