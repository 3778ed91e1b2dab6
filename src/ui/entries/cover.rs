//! One laptop, two people, each alone: whose turn it is, what covers the screen between them, and how both begin again.
//!
//! What somebody is choosing is on the screen only from when they said that they are here until they commit, cover it, or
//! leave the prompt. After that nothing of it is laid out at all, so that no screen reader finds it.

use egui::{Align, Id, Ui, accesskit::Role};

use crate::{
    session::{Blind, People, Turn, Who},
    ui::{
        a11y, control, field, frame,
        theme::{self, space},
    },
};

/// What the two do alone, in the forms that the sentences need.
pub struct Deed {
    /// "sort"
    pub plain: &'static str,
    /// "sorts"
    pub third: &'static str,
    /// "sorted"
    pub past: &'static str,
    /// "sorting"
    pub going_on: &'static str,
    /// What goes when both begin again, and what stays: a sentence.
    pub again: &'static str,
}

/// How far the two are, without a word of what they chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    pub turn: Turn,
    /// Nobody has begun.
    fresh: bool,
    /// The other has committed already: after this one both are shown.
    last: bool,
}

impl Round {
    pub fn of<T: Clone + Default>(blind: &Blind<T>, people: &People) -> Self {
        let turn = blind.turn(people.in_order());
        let last = match turn {
            Turn::Waiting(who) | Turn::Choosing(who) => blind.has_committed(who.other()),
            Turn::Shown => true,
        };
        Self { turn, fresh: !blind.has_begun(), last }
    }
}

/// What was pressed; carried out by the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Begin(Who),
    Commit(Who),
}

/// Who is here to choose, and the last frame in which they saw their choices.
#[derive(Clone, Copy)]
struct Here {
    who: Who,
    frame: u64,
}

/// What has just been pressed has gone, and the focus comes to what is shown in its place.
#[derive(Clone, Copy, Default)]
struct Arriving;

/// What is remembered between frames, in memory only: another prompt, another screen and a new start of the program all
/// cover what is being chosen.
#[derive(Clone, Copy)]
struct Memory {
    here: Id,
    arriving: Id,
}

impl Memory {
    fn of(ui: &Ui) -> Self {
        let id = ui.scope_id();
        Self { here: id.with("who is here"), arriving: id.with("arriving") }
    }

    fn comes(self, ui: &Ui, who: Who) {
        let frame = ui.ctx().cumulative_frame_nr();
        ui.data_mut(|data| data.insert_temp(self.here, Here { who, frame }));
    }

    /// Whether `who` said that they are here, and has had the prompt before them in every frame since.
    fn is_here(self, ui: &Ui, who: Who) -> bool {
        let frame = ui.ctx().cumulative_frame_nr();
        let seen: Option<Here> = ui.data(|data| data.get_temp(self.here));
        let is_here = seen.is_some_and(|seen| seen.who == who && seen.frame + 1 >= frame);
        if is_here {
            self.comes(ui, who);
        }
        is_here
    }

    fn leaves(self, ui: &Ui) {
        ui.data_mut(|data| data.remove::<Here>(self.here));
    }

    fn lead(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(self.arriving, Arriving));
        ui.ctx().request_repaint();
    }

    fn arrives(self, ui: &Ui) -> bool {
        ui.data_mut(|data| data.remove_temp::<Arriving>(self.arriving)).is_some()
    }
}

/// Shows whose turn it is, until both have chosen. `choosing` lays out one person's choices, and is called only for the one
/// whose turn it is and who is here.
pub fn ui(
    ui: &mut Ui,
    round: Round,
    people: &People,
    deed: &Deed,
    choosing: impl FnOnce(&mut Ui, Who),
) -> Option<Pressed> {
    let memory = Memory::of(ui);
    let Deed { plain, third, past, going_on, again: _ } = deed;
    match round.turn {
        Turn::Shown => None,
        Turn::Waiting(who) if round.fresh => {
            let (first, second) = (people.name(who), people.name(who.other()));
            field::body(
                ui,
                &format!("{first} {third} first, alone, while {second} looks away. Then {second} {third}."),
            );
            field::hint(ui, &format!("Nothing is shown until both have {past}."));
            if memory.arrives(ui) {
                a11y::focus_next(ui);
            }
            let begins = control::main_button(ui, &format!("I am {first}: {plain} alone")).clicked();
            begin(ui, memory, who, begins)
        }
        Turn::Waiting(who) => {
            let (before, next) = (people.name(who.other()), people.name(who));
            let words = format!("{before} has {past}. Nothing of it is shown. Hand over to {}", ended(next));
            let begins = covered(ui, memory, &words, &format!("I am {next}: {plain} alone"));
            begin(ui, memory, who, begins)
        }
        Turn::Choosing(who) if memory.is_here(ui, who) => {
            if memory.arrives(ui) {
                a11y::focus_next(ui);
            }
            field::body(ui, &format!("{} {third} alone. {} looks away.", people.name(who), people.name(who.other())));
            choosing(ui, who);
            let (commit, after) = if round.last {
                (format!("I have {past}: show both"), "Both are shown then.")
            } else {
                (format!("I have {past}: cover it"), "It cannot be changed then until both are shown.")
            };
            field::hint(ui, &format!("What you leave out is shown as left out. {after}"));
            let commits = control::main_button(ui, &commit).clicked();
            if control::link(ui, "Cover it for now").clicked() || commits {
                memory.leaves(ui);
                memory.lead(ui);
            }
            commits.then_some(Pressed::Commit(who))
        }
        Turn::Choosing(who) => {
            let name = people.name(who);
            let words = format!("{name} is {going_on}. Nothing of it is shown.");
            if covered(ui, memory, &words, &format!("I am {name}: go on {going_on}")) {
                memory.comes(ui, who);
                memory.lead(ui);
            }
            None
        }
    }
}

/// A name at the end of a sentence: initials bring their own full stop.
fn ended(name: &str) -> String {
    if name.ends_with('.') { name.to_owned() } else { format!("{name}.") }
}

fn begin(ui: &Ui, memory: Memory, who: Who, begins: bool) -> Option<Pressed> {
    if begins {
        memory.comes(ui, who);
        memory.lead(ui);
    }
    begins.then_some(Pressed::Begin(who))
}

/// The cover: a sentence, and a button by which somebody says that they are here; whether it was pressed. The sentence is
/// come to and not the button: a key that is pressed twice must not uncover anything.
fn covered(ui: &mut Ui, memory: Memory, words: &str, button: &str) -> bool {
    let tint = theme::tokens(ui).view;
    frame::band(ui, tint, |ui| {
        heading(ui, memory, words);
        control::main_button(ui, button).clicked()
    })
}

/// A heading over what both chose. It is come to when the second has just committed.
pub fn shown(ui: &mut Ui, words: &str) {
    heading(ui, Memory::of(ui), words);
}

fn heading(ui: &mut Ui, memory: Memory, words: &str) {
    let arrives = memory.arrives(ui);
    let seat = if arrives { a11y::Seat::Taken } else { a11y::Seat::Free };
    let heading = a11y::heading_to_arrive_at(ui, 3, words, seat);
    if arrives {
        // With the room above in which the prompt stands.
        ui.scroll_to_rect(heading.rect.expand(2.0 * space::XXL), Some(Align::Min));
    }
}

/// *Begin again*, in two steps. Returns whether both choose anew.
pub fn begin_again(ui: &mut Ui, deed: &Deed) -> bool {
    let asking = ui.scope_id().with("begin again?");
    let arriving = asking.with("arriving");
    let arrives = ui.data_mut(|data| data.remove_temp::<Arriving>(arriving)).is_some();
    let lead = |ui: &Ui| ui.data_mut(|data| data.insert_temp(arriving, Arriving));
    let words = format!("Begin the {} again", deed.going_on);
    if !ui.data(|data| data.get_temp(asking).unwrap_or(false)) {
        let link = control::link(ui, &words);
        if arrives {
            link.request_focus();
        }
        if link.clicked() {
            ui.data_mut(|data| data.insert_temp(asking, true));
            lead(ui);
        }
        return false;
    }
    let tint = theme::tokens(ui).warn;
    let answer = a11y::group(ui, Role::Group, &words, |ui| {
        frame::band(ui, tint, |ui| {
            field::body(ui, deed.again);
            ui.horizontal_wrapped(|ui| {
                if arrives {
                    a11y::focus_next(ui);
                }
                let leave = control::button(ui, "Leave it as it is").clicked();
                let again = control::button(ui, &format!("Yes, begin the {} again", deed.going_on)).clicked();
                (leave || again).then_some(again)
            })
            .inner
        })
    });
    if let Some(again) = answer {
        ui.data_mut(|data| data.remove_temp::<bool>(asking));
        if again {
            Memory::of(ui).lead(ui);
        } else {
            lead(ui);
        }
    }
    answer == Some(true)
}
