//! Which sentences does this stand on? Picked together, sorted alone, then shown: what differs is open, the rest is folded.

use egui::{Ui, accesskit::Role};

use super::{
    Beside,
    cover::{self, Deed, Pressed, Round},
    source,
};
use crate::{
    checklist::{counted, one_line},
    session::{Basis, Pair, People, Sentence, Sort, Turn, Who, sentences},
    ui::{a11y, control, field, frame, theme::space},
};

const DEED: Deed = Deed {
    plain: "sort",
    third: "sorts",
    past: "sorted",
    going_on: "sorting",
    again: "Where each of you put the sentences goes, and has no way back. The sentences and all that you wrote stay.",
};

/// Sentences, and letters of what was pasted: more cannot be looked through in a talk, nor laid out in every frame.
const LISTED: usize = 120;
const READ: usize = 40_000;
/// Points that the pasted text takes at most; beyond, it scrolls.
const PASTED: f32 = 180.0;

pub fn ui(ui: &mut Ui, sort: &mut Sort, beside: &Beside<'_>) {
    let round = Round::of(&sort.sorted, beside.people);
    if round.turn == Turn::Shown {
        return shown(ui, sort, beside.people);
    }
    if !sort.sorted.has_begun() {
        gather(ui, sort);
        ui.separator();
        if sort.written() == 0 {
            return field::hint(ui, "Once there is a sentence, each of you can sort alone.");
        }
    }
    let pressed = cover::ui(ui, round, beside.people, &DEED, |ui, who| choose(ui, sort, who));
    match pressed {
        Some(Pressed::Begin(who)) => sort.begin(who),
        Some(Pressed::Commit(who)) => sort.sorted.commit(who),
        None => {}
    }
}

/// The sentences, before anybody has sorted.
fn gather(ui: &mut Ui, sort: &mut Sort) {
    let asked = match (sort.least, sort.most) {
        (least, most) if least == most => counted(most.into(), "sentence"),
        (least, most) => format!("{least} to {most} sentences"),
    };
    field::body(ui, &format!("Pick {asked} that the recommendation stands on."));
    field::area_up_to(ui, "Paste from the report", &mut sort.pasted, 3, PASTED);
    let read = sort.pasted.char_indices().nth(READ).map_or(sort.pasted.len(), |(at, _)| at);
    let pieces = sentences(&sort.pasted[..read]);
    if !pieces.is_empty() {
        control::disclosure(ui, "pasted", "Pick from what was pasted", true, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for (at, piece) in pieces.iter().take(LISTED).enumerate() {
                let picked = sort.picked(&piece.text);
                let beside = picked.map_or("Pick".to_owned(), |at| format!("Picked as {}", at + 1));
                let title = format!("{}  {}", piece.number, piece.text);
                let row = ui.push_id(at, |ui| control::row(ui, picked.is_some(), &title, &beside, "")).inner;
                // A row that stands out is called "current"; here several do, and the words beside it say why.
                control::named(ui, &row, Role::Button, &format!("{title}, {beside}"));
                if row.clicked() {
                    match picked {
                        Some(at) => sort.remove(at),
                        None => sort.pick(&piece.text),
                    }
                }
            }
            if pieces.len() > LISTED || read < sort.pasted.len() {
                field::hint(ui, "Only the beginning is listed. Paste the part that matters most.");
            }
        });
    }
    written(ui, sort);
    let count = sort.written();
    if count > usize::from(sort.most) {
        field::hint(ui, &format!("{count} sentences. With {} or fewer there is time to talk.", sort.most));
    } else if count > 0 && count < usize::from(sort.least) {
        field::hint(ui, &format!("{} so far. {asked} are asked for.", counted(count, "sentence")));
    }
}

/// A sentence that has changed its place: the focus goes with it, so that it can be moved on.
#[derive(Clone, Copy, Default)]
struct Moved {
    to: usize,
    up: bool,
}

/// The sentences that were picked or typed, to be changed.
fn written(ui: &mut Ui, sort: &mut Sort) {
    let added = ui.scope_id().with("added");
    let mut arriving: Option<usize> = ui.data_mut(|data| data.remove_temp(added));
    let (mut removed, mut up) = (None, None);
    let moved = ui.scope_id().with("moved");
    let mut followed: Option<Moved> = ui.data_mut(|data| data.remove_temp(moved));
    let count = sort.sentences.len();
    for (at, sentence) in sort.sentences.iter_mut().enumerate() {
        let number = at + 1;
        a11y::group(ui, Role::Group, &format!("Sentence {number}"), |ui| {
            ui.push_id(("sentence", at), |ui| {
                let field = field::area(ui, &format!("Sentence {number}"), &mut sentence.text, 1);
                if arriving.take_if(|new| *new == at).is_some() {
                    field.request_focus();
                }
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = space::L;
                    let follows = followed.take_if(|moved| moved.to == at);
                    let (first, last) = (at == 0, number == count);
                    if !first {
                        let link = control::link(ui, "Move up");
                        if follows.is_some_and(|moved| moved.up || last) {
                            link.request_focus();
                        }
                        if link.clicked() {
                            up = Some((at, Moved { to: at - 1, up: true }));
                        }
                    }
                    if !last {
                        let link = control::link(ui, "Move down");
                        if follows.is_some_and(|moved| !moved.up || first) {
                            link.request_focus();
                        }
                        if link.clicked() {
                            up = Some((at + 1, Moved { to: at + 1, up: false }));
                        }
                    }
                    if control::link(ui, &format!("Remove sentence {number}")).clicked() {
                        removed = Some(at);
                    }
                });
            });
        });
    }
    if let Some((at, to)) = up {
        sort.move_up(at);
        ui.data_mut(|data| data.insert_temp(moved, to));
        ui.ctx().request_repaint();
    }
    if let Some(at) = removed {
        sort.remove(at);
    }
    let words = if count == 0 { "Type a sentence" } else { "Type another sentence" };
    let add = control::button(ui, words);
    if add.clicked() {
        sort.pick("");
        let last = sort.sentences.len().saturating_sub(1);
        ui.data_mut(|data| data.insert_temp(added, last));
    }
    let gone = ui.scope_id().with("gone");
    if a11y::arrives(ui, gone) {
        add.request_focus();
    }
    if removed.is_some() {
        // What had the focus has gone.
        a11y::lead(ui, gone);
    }
}

/// One person's places, while they are alone.
fn choose(ui: &mut Ui, sort: &mut Sort, who: Who) {
    field::hint(ui, "The sentences stay as they are until both of you have sorted them.");
    let Some(places) = sort.choosing(who) else { return };
    for (at, (sentence, place)) in places.enumerate() {
        ui.push_id(("place", at), |ui| {
            let words = numbered(at, sentence);
            field::label(ui, &words);
            control::one_basis(ui, &words, place);
            ui.add_space(space::S);
        });
    }
}

fn numbered(at: usize, sentence: &Sentence) -> String {
    format!("{}. {}", at + 1, one_line(&sentence.text))
}

/// What both chose. The sentences on which they differ come first and are open.
fn shown(ui: &mut Ui, sort: &mut Sort, people: &People) {
    let (differing, alike) = (sort.differing(), sort.alike());
    if differing.is_empty() {
        cover::shown(ui, "You sorted everything alike");
        field::area(ui, "Which would a panel member question?", &mut sort.questioned, 2);
    } else {
        cover::shown(ui, "Where you put it differently");
        let [first, _] = people.in_order();
        field::hint(ui, &format!("{} speaks first. About a minute for each sentence.", people.name(first)));
        for at in differing {
            one(ui, sort, at, people);
        }
    }
    if !alike.is_empty() {
        control::disclosure(ui, "alike", "Sorted alike", false, |ui| {
            for at in alike {
                one(ui, sort, at, people);
            }
        });
    }
    if !sort.questioned.trim().is_empty() && !sort.differing().is_empty() {
        field::area(ui, "Which would a panel member question?", &mut sort.questioned, 2);
    }
    heaviest(ui, sort);
    if !sort.pasted.trim().is_empty() {
        control::disclosure(ui, "was pasted", "What was pasted from the report", false, |ui| {
            field::body(ui, sort.pasted.trim());
        });
    }
    if cover::begin_again(ui, &DEED) {
        sort.sorted.begin_again();
    }
}

/// A sentence with where both put it, and what it rests on.
fn one(ui: &mut Ui, sort: &mut Sort, at: usize, people: &People) {
    let Some(places) = sort.places(at) else { return };
    let Some(sentence) = sort.sentences.get_mut(at) else { return };
    let words = numbered(at, sentence);
    a11y::group(ui, Role::Group, &words, |ui| {
        ui.push_id(("shown", at), |ui| {
            frame::card(ui, |ui| {
                field::label(ui, &words);
                both(ui, &places, people);
                let Sentence { text: _, source: from, when, moves } = sentence;
                source(ui, from, when);
                field::line(ui, "What would move it", moves);
            });
        });
    });
}

fn both(ui: &mut Ui, places: &Pair<Option<Basis>>, people: &People) {
    for who in people.in_order() {
        ui.horizontal_wrapped(|ui| {
            field::body(ui, &format!("{}:", people.name(who)));
            match places[who] {
                Some(basis) => control::basis_tag(ui, basis),
                None => field::hint(ui, "Not put anywhere"),
            }
        });
    }
}

fn heaviest(ui: &mut Ui, sort: &mut Sort) {
    const ASKED: &str = "Which assumption carries the most weight?";
    let assumed = sort.assumptions();
    if assumed.is_empty() {
        return;
    }
    field::label(ui, ASKED);
    let words: Vec<(usize, String)> = assumed.iter().map(|at| (*at, numbered(*at, &sort.sentences[*at]))).collect();
    let options: Vec<(usize, &str)> = words.iter().map(|(at, words)| (*at, words.as_str())).collect();
    control::one_of(ui, ASKED, &mut sort.heaviest, &options);
}
