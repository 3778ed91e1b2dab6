//! What a panel would ask: drawn, answered aloud, with a line where the answer changed something.

use egui::Ui;

use super::{Beside, one_open::OneOpen};
use crate::{
    checklist::one_line,
    session::{Card, Rehearse},
    ui::{a11y, control, field, theme},
};

pub fn ui(ui: &mut Ui, rehearse: &mut Rehearse, beside: &Beside<'_>) {
    field::hint(ui, "One asks as a panel member. The other answers aloud, for about a minute each.");
    let mut list = OneOpen::of(ui, None);
    draw(ui, rehearse, &mut list);
    let mut cards = Cards { list, beside, next: next(&rehearse.cards) };
    for fixed in [false, true] {
        if rehearse.cards.iter().any(|card| card.fixed == fixed) {
            a11y::heading(ui, 3, if fixed { "Asked every time" } else { "Drawn for today" });
        }
        for (at, card) in rehearse.cards.iter_mut().enumerate().filter(|(_, card)| card.fixed == fixed) {
            cards.card(ui, at, card);
        }
    }
}

/// The order in which the cards stand on the screen: the drawn ones first.
fn in_order(cards: &[Card]) -> impl Iterator<Item = (usize, &Card)> {
    let of = move |fixed| cards.iter().enumerate().filter(move |(_, card)| card.fixed == fixed);
    of(false).chain(of(true))
}

/// For each card the next one that nobody has answered yet.
fn next(cards: &[Card]) -> Vec<Option<usize>> {
    let order: Vec<(usize, bool)> = in_order(cards).map(|(at, card)| (at, card.is_answered())).collect();
    let after = |at: usize| {
        let here = order.iter().position(|(one, _)| *one == at)?;
        order[here + 1..].iter().chain(&order[..here]).find(|(_, answered)| !answered).map(|(next, _)| *next)
    };
    (0..cards.len()).map(after).collect()
}

/// The button that draws, and what is left to be drawn.
fn draw(ui: &mut Ui, rehearse: &mut Rehearse, list: &mut OneOpen) {
    let count = usize::from(rehearse.draw).min(rehearse.deck.len());
    if count == 0 {
        field::hint(ui, "No panel's questions are at hand.");
        return;
    }
    let questions = if count == 1 { "question" } else { "questions" };
    let number = ["one", "two", "three", "four", "five", "six", "seven"].get(count - 1).copied().unwrap_or("some");
    let others = if rehearse.drawn == 0 { "" } else { "other " };
    if control::button(ui, &format!("Draw {number} {others}{questions}")).clicked() {
        rehearse.draw();
        let first = in_order(&rehearse.cards).find(|(_, card)| !card.is_answered());
        match first {
            Some((at, _)) => list.open(ui, at),
            None => list.close(ui),
        }
    }
    if rehearse.drawn > 0 {
        let all = rehearse.deck.len();
        let said = match all.saturating_sub(rehearse.drawn) {
            0 if rehearse.drawn > all => "Every question of the panel has been drawn. They have begun anew.".to_owned(),
            0 => "Every question of the panel has been drawn. The next draw begins anew.".to_owned(),
            left => format!("{left} of {all} not drawn yet. What you have answered stays."),
        };
        field::hint(ui, &said);
    }
}

struct Cards<'a> {
    list: OneOpen,
    beside: &'a Beside<'a>,
    next: Vec<Option<usize>>,
}

impl Cards<'_> {
    fn card(&mut self, ui: &mut Ui, at: usize, card: &mut Card) {
        let asks = self.beside.placeholders.fill(&card.asks);
        if !self.list.is_open(at) {
            let started = self.beside.placeholders.fill(match card.from_child {
                Some(true) => "Started from {child}",
                Some(false) => "Not yet from {child}",
                None if card.is_answered() => "Answered",
                None => "",
            });
            let words = one_line(&card.words);
            let row = ui.push_id(at, |ui| control::row(ui, false, &asks, &started, &words)).inner;
            self.list.row(ui, at, &row);
            return;
        }
        let mut go_on = false;
        let next = self.next.get(at).copied().flatten();
        self.list.card(ui, at, &asks, |ui| {
            ui.label(theme::text(ui, &asks, theme::h2()));
            let started = self.beside.placeholders.fill("Did the answer start from {child}?");
            field::label(ui, &started);
            control::one_of(ui, &started, &mut card.from_child, &[(true, "Yes"), (false, "Not yet")]);
            field::line(ui, "If the answer changed something, in one line", &mut card.words);
            go_on = next.is_some() && control::button(ui, "Next question").clicked();
        });
        if let Some(next) = next.filter(|_| go_on) {
            self.list.open(ui, next);
        }
    }
}
