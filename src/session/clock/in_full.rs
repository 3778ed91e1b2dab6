//! Everything that was typed into the clock, a paragraph for each day.

use super::{Clock, Continuation, Happening, Milestone};
use crate::session::Day;

impl Clock {
    /// Every day with its name, and what was written to it; days without a word are left out.
    #[must_use]
    pub fn in_full(&self) -> Vec<String> {
        let Self {
            made,
            continued,
            varied,
            expires,
            lives,
            homes,
            workers,
            plan,
            permanence,
            born,
            accommodated,
            single,
        } = self;
        let mut said = Vec::new();
        said.extend(day("The order was made", made));
        said.extend(continued.iter().filter_map(continuation));
        said.extend(day("Last varied without being continued", varied));
        said.extend(day("It expires, as written on the order", expires));
        said.extend(lives.map(|lives| format!("The child lives: {}", lives.words())));
        said.extend(line("Month of birth", &born.words()));
        said.extend(day("First accommodated", accommodated));
        said.extend(homes.iter().filter_map(|one| happening("A change of home", one)));
        said.extend(workers.iter().filter_map(|one| happening("A worker began", one)));
        said.extend(happening("The plan last changed", plan));
        for Milestone { day, what, why } in permanence {
            let on = dated("A step towards permanence", day, what);
            let why = line("Why this way, or why it changed", why);
            let both: Vec<String> = on.into_iter().chain(why).collect();
            said.extend((!both.is_empty()).then(|| both.join("\n")));
        }
        said.extend(single.named().filter_map(|(on, name)| day(name, on)));
        said
    }
}

fn line(name: &str, text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| format!("{name}: {}", text.trim()))
}

fn day(name: &str, day: &Day) -> Option<String> {
    line(name, &day.words())
}

fn happening(name: &str, one: &Happening) -> Option<String> {
    let Happening { day, what } = one;
    dated(name, day, what)
}

fn dated(name: &str, day: &Day, what: &str) -> Option<String> {
    let parts = [day.words(), what.trim().to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|text| !text.trim().is_empty()).collect();
    line(name, &parts.join(". "))
}

fn continuation(one: &Continuation) -> Option<String> {
    let Continuation { day, varied } = one;
    let varied = match varied {
        Some(true) => "and varied",
        Some(false) => "and not varied",
        None => "",
    };
    line("Continued", format!("{} {varied}", day.words()).trim())
}
