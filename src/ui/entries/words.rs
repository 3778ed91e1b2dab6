//! The child's own words with their circumstances, or the empty chair.
//!
//! Nothing here asks what the child felt, and nothing asks why of what the child said.

use egui::{Ui, accesskit::Role};

use super::{Beside, one_open::OneOpen};
use crate::{
    checklist::one_line,
    session::{ChildsWords, Quote},
    ui::{
        a11y, chair, control, field, frame,
        theme::{self, space},
    },
};

pub fn ui(ui: &mut Ui, words: &mut ChildsWords, beside: &Beside<'_>, short: bool) {
    let fill = |text: &str| beside.placeholders.fill(text);
    quotes(ui, &mut words.quotes, short, &fill);
    if !words.has_words() {
        empty_chair(ui, &fill);
    }
    if !words.has_words() || !words.chair.trim().is_empty() {
        field::area(ui, "What has kept us from having words?", &mut words.chair, 1);
        // Whatever is written there ("too young", "settled", "it would unsettle her") opens a question. It blocks nothing.
        field::hint(ui, "Who thought so, and who could ask in another way?");
    }
    field::area(ui, "What would we have to ask to know?", &mut words.would_ask, 2);
    field::hint(ui, &fill("Who could ask {child}, and in which way that {child} chooses?"));
}

/// Each time that the child spoke. The first one stands there to be written in; it is kept once something is.
fn quotes(ui: &mut Ui, quotes: &mut Vec<Quote>, short: bool, fill: &impl Fn(&str) -> String) {
    if quotes.len() < 2 {
        let mut only = quotes.pop().unwrap_or_default();
        quote(ui, &mut only, short, fill);
        if only != Quote::default() {
            quotes.push(only);
        }
    } else {
        several(ui, quotes, short, fill);
    }
    let Some(last) = quotes.last() else { return };
    if last.has_words() && control::button(ui, &fill("Add something else that {child} said")).clicked() {
        quotes.push(Quote::default());
        OneOpen::of(ui, None).open(ui, quotes.len() - 1);
    }
}

/// One is open; the others are rows with the words and the date.
fn several(ui: &mut Ui, quotes: &mut Vec<Quote>, short: bool, fill: &impl Fn(&str) -> String) {
    let mut list = OneOpen::of(ui, None);
    let mut removed = None;
    for (at, one) in quotes.iter_mut().enumerate() {
        let number = at + 1;
        if list.is_open(at) {
            list.card(ui, at, &format!("Words {number}"), |ui| {
                quote(ui, one, short, fill);
                if control::link(ui, &format!("Remove words {number}")).clicked() {
                    removed = Some(at);
                }
            });
        } else {
            let words = one_line(&one.words);
            let title = if words.is_empty() { "No words yet".to_owned() } else { format!("“{words}”") };
            let row = ui.push_id(at, |ui| control::row(ui, false, &title, one.when.trim(), "")).inner;
            list.row(ui, at, &row);
        }
    }
    if let Some(at) = removed {
        quotes.remove(at);
        list.close(ui);
        a11y::focus_next(ui);
    }
}

/// The words and the date first; the rest when there are words, or folded at the short pace.
fn quote(ui: &mut Ui, quote: &mut Quote, short: bool, fill: &impl Fn(&str) -> String) {
    let Quote { words, when, place, manner, childs_choice, heard_by, weight, told } = quote;
    field::area(ui, &fill("Word for word, in {child}'s own spelling"), words, 2);
    field::line(ui, "When", when);
    let begun =
        [&*place, manner, heard_by, weight, told].iter().any(|text| !text.is_empty()) || childs_choice.is_some();
    let open = begun || (!short && !words.trim().is_empty());
    control::disclosure(ui, "more", "Where, how, who heard it, and what became of it", open, |ui| {
        field::side_by_side(
            ui,
            200.0,
            &mut [
                &mut |ui| {
                    field::line(ui, "Where", place);
                },
                &mut |ui| {
                    field::line(ui, "Heard by", heard_by);
                },
            ],
        );
        field::line(ui, "In what manner: talking, drawing, through an advocate", manner);
        let chose = fill("Did {child} choose that manner?");
        field::label(ui, &chose);
        control::one_of(ui, &chose, childs_choice, &[(true, "Yes"), (false, "No")]);
        field::area(ui, "What weight it has, and what we did with it", weight, 1);
        field::area(ui, &fill("What we told {child}"), told, 1);
    });
}

/// Nobody sits there yet. Nothing is asked for, but that the two look at it.
fn empty_chair(ui: &mut Ui, fill: &impl Fn(&str) -> String) {
    a11y::group(ui, Role::Group, "The empty chair", |ui| {
        frame::band(ui, theme::tokens(ui).view, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                chair::empty(ui, 72.0);
                ui.vertical(|ui| {
                    field::body(ui, &fill("The chair is empty: nothing that {child} said is written here yet."));
                    quiet(ui);
                });
            });
        });
    });
}

/// Since when it is quiet, in egui's own seconds, and in which pass that was shown last.
#[derive(Clone, Copy, Debug)]
struct Quiet {
    since: f64,
    shown: u64,
}

/// How long it is quiet.
const SECONDS: f64 = 20.0;

/// Twenty seconds of quiet when the two want them. Nothing moves, counts or sounds; the window sleeps until they are over.
fn quiet(ui: &mut Ui) {
    let id = ui.scope_id().with("quiet");
    let (now, pass) = (ui.input(|input| input.time), ui.ctx().cumulative_pass_nr());
    // Quiet that was left for another prompt is not waited for.
    let begun: Option<Quiet> = ui.data(|data| data.get_temp(id)).filter(|quiet: &Quiet| quiet.shown + 1 >= pass);
    let left = begun.map(|quiet| quiet.since + SECONDS - now);
    let begin = match left {
        Some(left) if left > 0.0 => {
            a11y::live(ui, "It is quiet now. Nothing has to be said.", false);
            // Once, a little after the end. Asked for in each pass, because any other one that comes before forgets it.
            let wait = std::time::Duration::try_from_secs_f64(left + 0.1).unwrap_or_default();
            ui.ctx().request_repaint_after(wait);
            false
        }
        Some(_) => {
            a11y::live(ui, "The twenty seconds are over. Go on when you are ready.", false);
            false
        }
        None => {
            let pressed = control::button(ui, "Twenty quiet seconds").clicked();
            if pressed {
                // The button goes; what follows it is where the two go on.
                a11y::focus_next(ui);
            }
            pressed
        }
    };
    let quiet = if begin {
        ui.ctx().request_repaint();
        Some(Quiet { since: now, shown: pass })
    } else {
        begun.map(|quiet| Quiet { shown: pass, ..quiet })
    };
    ui.data_mut(|data| match quiet {
        Some(quiet) => drop(data.insert_temp(id, quiet)),
        None => data.remove::<Quiet>(id),
    });
}
