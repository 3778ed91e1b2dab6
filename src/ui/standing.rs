//! Where a prompt as a whole stands: talked through, not known yet, to come back to, seen differently, not relevant.

use egui::Ui;

use super::{control, field};
use crate::session::{Answer, Entry, Mark, NotKnown, People};

pub fn ui(ui: &mut Ui, entry: &mut Entry, people: &People) {
    let options = [
        (Mark::TalkedThrough, "Talked through"),
        (Mark::NotKnown, "Not known yet"),
        (Mark::ComeBack, "Come back to this"),
        (Mark::Differ, "We see it differently"),
        (Mark::NotRelevant, "Not relevant"),
    ];
    let mut chosen = (entry.mark != Mark::Unmarked).then_some(entry.mark);
    field::label(ui, "Where does this stand?");
    if control::one_of(ui, "Where does this stand?", &mut chosen, &options) {
        entry.mark = chosen.unwrap_or_default();
    }
    match entry.mark {
        Mark::TalkedThrough if entry.asks() && !entry.answer.is_said() => {
            field::hint(ui, talked_through_needs(&entry.answer));
        }
        Mark::NotKnown => {
            let NotKnown { who, by, decide_without } = &mut entry.not_known;
            field::side_by_side(
                ui,
                180.0,
                &mut [
                    &mut |ui| {
                        field::name(ui, "Who could tell us", who);
                    },
                    &mut |ui| {
                        field::name(ui, "By when", by);
                    },
                ],
            );
            field::label(ui, "Can the hearing decide without it?");
            let options = [(true, "Yes"), (false, "No")];
            control::one_of(ui, "Can the hearing decide without it?", decide_without, &options);
        }
        Mark::NotRelevant => {
            field::line(ui, "Not relevant because", &mut entry.not_relevant);
        }
        Mark::Differ => {
            field::hint(ui, "Both are kept as they are. Neither wins.");
            for who in people.in_order() {
                let label = format!("{} sees it like this", people.name(who));
                ui.push_id(who, |ui| field::area(ui, &label, &mut entry.differ[who], 2));
            }
        }
        Mark::Unmarked | Mark::TalkedThrough | Mark::ComeBack => {}
    }
}

/// Every word that is kept is the presenter's: going on says yes to what stands here.
pub fn agreed(ui: &mut Ui, entry: &Entry, people: &People) {
    // While the two choose alone there is nothing that anybody said.
    let alone = entry.answer.stages().is_some_and(|stages| ![[0, 0], [2, 2]].contains(&stages));
    if !entry.asks() || !entry.has_words() || alone {
        return;
    }
    let presenter = people.name(people.presenter);
    if entry.agreed {
        field::hint(ui, &format!("{presenter} has said yes to these words."));
    } else {
        field::hint(ui, &format!("{presenter}, is that what you said? Continue says yes."));
    }
}

fn talked_through_needs(answer: &Answer) -> &'static str {
    match answer {
        Answer::Choice(_) => "It counts as talked through once something is chosen.",
        Answer::Date(_) => "It counts as talked through once there is a day, or \"Not set yet\".",
        Answer::Scale(_) => "It counts as talked through once there is a number.",
        Answer::Why(_) => "It counts as talked through once there is a reason.",
        Answer::Decisions(_) => "It counts as talked through once there is a decision.",
        Answer::Actions(_) => "It counts as talked through once there is an action.",
        Answer::Law(_) => "It counts as talked through once it is said how a line is met.",
        Answer::Clock(_) => "It counts as talked through once there is a day.",
        Answer::Words(_) => "It counts as talked through once there are words, or what we would have to ask.",
        Answer::Sort(_) => "It counts as talked through once both have sorted.",
        Answer::Rate(_) => "It counts as talked through once both have rated.",
        Answer::Rehearse(_) => "It counts as talked through once a question was answered.",
        Answer::Promises(_) => "It counts as talked through once there is a promise.",
        Answer::LastTime(_) => "It counts as talked through once it is said where something stands.",
        Answer::Read | Answer::Text(_) | Answer::Point(_) => "It counts as talked through once there are words.",
    }
}
