//! What is asked: the few days that most figures need, and the others folded under what they are for.

use egui::{Response, Ui, accesskit::Role};

use crate::{
    session::{
        Clock, Day,
        clock::{BirthMonth, Continuation, Happening, Lives, Milestone, Roughly, Single},
    },
    ui::{a11y, control, field, theme::space},
};

/// The narrowest that a day's three fields may be, in points.
const DAY: f32 = 276.0;

pub fn ui(ui: &mut Ui, clock: &mut Clock, short: bool) {
    let Clock { made, continued, varied, expires, lives, homes, workers, plan, permanence, born, accommodated, single } =
        clock;
    field::side_by_side(
        ui,
        DAY,
        &mut [&mut |ui| day(ui, "The order was made on", made), &mut |ui| {
            day(ui, "It expires on", expires);
            field::hint(ui, "As written on the order. It is never worked out here.");
        }],
    );
    rows(ui, "Continuations", "continuation", continued, |ui, name, Continuation { day, varied }, remove| {
        field::side_by_side(
            ui,
            DAY,
            &mut [&mut |ui| self::day(ui, name, day), &mut |ui| {
                field::label(ui, "Was the order varied as well?");
                control::one_of(ui, "Was the order varied as well?", varied, &[(true, "Yes"), (false, "No")]);
                remove(ui);
            }],
        );
    });

    control::disclosure(ui, "child", "About the child", !short, |ui| {
        field::label(ui, "Under the order the child lives");
        control::one_of(ui, "Under the order the child lives", lives, &Lives::ALL.map(|one| (one, one.words())));
        field::side_by_side(
            ui,
            DAY,
            &mut [&mut |ui| day(ui, "First accommodated on", accommodated), &mut |ui| birth(ui, born)],
        );
    });

    let written = homes.len() + workers.len() + permanence.len();
    let written =
        written + usize::from(!plan.what.is_empty() || !plan.day.is_blank()) + usize::from(!varied.is_blank());
    let name = with_count("Changes of home, worker, plan and permanence", written);
    control::disclosure(ui, "changes", &name, false, |ui| {
        field::hint(ui, "The month or the year alone is enough for these.");
        rows(ui, "Changes of home", "change of home", homes, |ui, name, one, remove| {
            happening(ui, name, "What changed", one, Some(remove));
        });
        rows(ui, "Workers, from the day they began", "worker", workers, |ui, name, one, remove| {
            happening(ui, name, "Who, by role or initials", one, Some(remove));
        });
        ui.add_space(space::XS);
        a11y::heading(ui, 3, "The plan");
        happening(ui, "The plan last changed", "What changed in the plan", plan, None);
        rows(ui, "Steps towards permanence", "step", permanence, |ui, name, Milestone { day, what, why }, remove| {
            field::side_by_side(
                ui,
                DAY,
                &mut [&mut |ui| roughly(ui, name, day), &mut |ui| {
                    field::line(ui, "What was decided or discussed", what);
                    field::line(ui, "Why this way, or why it changed", why);
                    remove(ui);
                }],
            );
        });
        ui.add_space(space::XS);
        a11y::heading(ui, 3, "Variation");
        day(ui, "Last varied without being continued, on", varied);
    });

    let name = with_count("Other days, for one date each", single.written());
    control::disclosure(ui, "single", &name, false, |ui| {
        field::hint(ui, "Write only what you need. Each gives one date, or two.");
        self::single(ui, single);
    });
}

/// What is folded away is counted in its name.
fn with_count(name: &str, written: usize) -> String {
    if written == 0 { name.to_owned() } else { format!("{name}: {written} written") }
}

fn single(ui: &mut Ui, single: &mut Single) {
    let Single {
        decided,
        relevant_person,
        contact_direction,
        transferred,
        interim,
        secure,
        safeguarder,
        placed,
        first_review,
        last_review,
        last_visit,
    } = single;
    let pairs = [
        [("The last hearing decided on", decided), ("Who is a relevant person was decided on", relevant_person)],
        [("A contact direction was made on", contact_direction), ("An urgent transfer was on", transferred)],
        [("Secure care was authorised on", secure), ("A safeguarder was appointed on", safeguarder)],
        [("The placement began on", placed), ("Its first looked-after review was on", first_review)],
        [("The latest review, if not the first, was on", last_review), ("The last visit was on", last_visit)],
    ];
    for [(first_name, first), (second_name, second)] in pairs {
        field::side_by_side(
            ui,
            DAY,
            &mut [&mut |ui| day(ui, first_name, first), &mut |ui| day(ui, second_name, second)],
        );
    }
    rows(ui, "Interim orders and variations, the latest last", "interim order", interim, |ui, name, one, remove| {
        day(ui, name, one);
        remove(ui);
    });
}

fn day(ui: &mut Ui, name: &str, day: &mut Day) {
    ui.push_id(name, |ui| field::day(ui, name, day));
}

/// A day of which less is enough, and what happened beside it.
fn happening(ui: &mut Ui, name: &str, label: &str, one: &mut Happening, mut remove: Option<&mut dyn FnMut(&mut Ui)>) {
    let Happening { day, what } = one;
    field::side_by_side(
        ui,
        DAY,
        &mut [&mut |ui| roughly(ui, name, day), &mut |ui| {
            field::line(ui, label, what);
            if let Some(remove) = &mut remove {
                remove(ui);
            }
        }],
    );
}

/// A day of which less is enough, with what it is read as.
fn roughly(ui: &mut Ui, name: &str, day: &mut Day) {
    a11y::group(ui, Role::Group, name, |ui| {
        field::label(ui, name);
        let Day { day: one, month, year } = &mut *day;
        let fields = field::short_lines(ui, [("Day", one, 56.0), ("Month", month, 120.0), ("Year", year, 76.0)]);
        let writing = fields.iter().any(Response::has_focus);
        match Roughly::read(day) {
            Some(read) => field::hint(ui, &read.words()),
            None if writing || day.is_blank() => field::hint(ui, "For example March 2023"),
            None => field::notice(ui, "This is not a day, a month or a year yet. It is kept as it is."),
        }
    });
}

fn birth(ui: &mut Ui, born: &mut BirthMonth) {
    const NAME: &str = "Month of birth";
    a11y::group(ui, Role::Group, NAME, |ui| {
        field::label(ui, NAME);
        let BirthMonth { month, year } = &mut *born;
        let fields = field::short_lines(ui, [("Month", month, 120.0), ("Year", year, 76.0)]);
        let writing = fields.iter().any(Response::has_focus);
        match born.first_day() {
            Some(_) => field::hint(ui, &born.words()),
            None if writing || born.is_blank() => field::hint(ui, "Month and year. The day is not needed here."),
            None => field::notice(ui, "This is not a month yet. Write it like March 2017."),
        }
    });
}

/// A list of things of one sort, with a way to add and to remove one. A row is shown with its name and its own way out.
fn rows<T: Default>(
    ui: &mut Ui,
    title: &str,
    one: &str,
    list: &mut Vec<T>,
    mut show: impl FnMut(&mut Ui, &str, &mut T, &mut dyn FnMut(&mut Ui)),
) {
    ui.push_id(title, |ui| {
        let mut removed = None;
        let added = ui.scope_id().with("added");
        let mut arriving: Option<usize> = ui.data_mut(|data| data.remove_temp(added));
        ui.add_space(space::XS);
        a11y::heading(ui, 3, title);
        for (at, row) in list.iter_mut().enumerate() {
            let name = format!("{} {}", capital(one), at + 1);
            a11y::group(ui, Role::Group, &name, |ui| {
                ui.push_id(at, |ui| {
                    if at > 0 {
                        ui.separator();
                    }
                    if arriving.take_if(|new| *new == at).is_some() {
                        a11y::focus_next(ui);
                    }
                    show(ui, &name, row, &mut |ui| {
                        if control::link(ui, &format!("Remove {one} {}", at + 1)).clicked() {
                            removed = Some(at);
                        }
                    });
                });
            });
        }
        if let Some(at) = removed {
            list.remove(at);
        }
        let article = if one.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let words = if list.is_empty() { format!("Add {article} {one}") } else { format!("Add another {one}") };
        let add = control::button(ui, &words);
        if add.clicked() {
            ui.data_mut(|data| data.insert_temp(added, list.len()));
            list.push(T::default());
        }
        let gone = ui.scope_id().with("gone");
        if a11y::arrives(ui, gone) {
            add.request_focus();
        }
        if removed.is_some() {
            // What had the focus has gone.
            a11y::lead(ui, gone);
        }
    });
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
