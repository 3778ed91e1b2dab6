//! The sentence on which everything hangs, and the colleague's restatement.

use egui::Ui;

use crate::{
    checklist::count_words,
    session::{People, Point},
    ui::{control, field},
};

pub fn ui(ui: &mut Ui, point: &mut Point, people: &People) {
    field::area(ui, "In one sentence", &mut point.sentence, 2);
    let words = count_words(&point.sentence);
    if words > Point::WORDS {
        field::notice(ui, &format!("{words} words. A point that fits in {} is easier to hold.", Point::WORDS));
    } else if words > Point::WORDS * 3 / 4 {
        field::hint(ui, &format!("{words} of {} words", Point::WORDS));
    }
    let colleague = people.name(people.presenter.other());
    field::area(ui, &format!("{colleague} says it back"), &mut point.restated, 2);
    field::label(ui, "Is that it?");
    control::one_of(
        ui,
        "Is that it?",
        &mut point.agreed,
        &[(true, "Yes, that is it"), (false, "Not yet: say it again")],
    );
}
