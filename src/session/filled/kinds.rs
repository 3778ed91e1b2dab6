//! How the kinds that are filled in by two, or over more than one session, are laid: through the doors that the screens use.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::missing;
use crate::{
    checklist::Test,
    session::{Basis, LastTime, LawLinks, Pair, Progress, PromiseState, Rate, Rehearse, Sentence, Sort, Who},
};

/// A sentence of the report, and where each of the two puts it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::session) struct Written {
    text: String,
    presenter: Basis,
    colleague: Basis,
    #[serde(default)]
    source: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    moves: String,
}

/// What each of the two says of something; either may say nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::session) struct Said {
    #[serde(default)]
    presenter: String,
    #[serde(default)]
    colleague: String,
}

/// The line that was written about an answer to the panel, and whether it started from the child.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::session) struct Rehearsed {
    #[serde(default)]
    words: String,
    from_child: bool,
}

pub(super) fn link(links: &mut LawLinks, how_met: BTreeMap<String, String>) -> Result<(), String> {
    for (id, words) in how_met {
        let link = links.links.iter_mut().find(|link| link.line == id);
        link.ok_or_else(|| missing("line beside it", &id))?.how_met = words;
    }
    Ok(())
}

/// Each of the two sorts alone and is done, one after the other. In a sample the presenter is the first of the two.
pub(super) fn sort(sort: &mut Sort, written: Vec<Written>, heaviest: Option<usize>) -> Result<(), String> {
    let (least, most) = (sort.least, sort.most);
    if !(usize::from(least)..=usize::from(most)).contains(&written.len()) {
        return Err(format!("it asks for {least} to {most} sentences"));
    }
    sort.heaviest = match heaviest {
        Some(number) if !(1..=written.len()).contains(&number) => {
            return Err(missing("sentence", &number.to_string()));
        }
        number => number.map(|number| number - 1),
    };
    let mut places = Pair { first: Vec::new(), second: Vec::new() };
    for Written { text, presenter, colleague, source, when, moves } in written {
        places.first.push(Some(presenter));
        places.second.push(Some(colleague));
        sort.sentences.push(Sentence { text, source, when, moves });
    }
    for who in [Who::First, Who::Second] {
        sort.sorted.begin(who, std::mem::take(&mut places[who]));
        sort.sorted.commit(who);
    }
    Ok(())
}

/// Each of the two rates alone and is done, one after the other.
pub(super) fn rate(
    rate: &mut Rate,
    numbers: &Pair<HashMap<Test, u8>>,
    because: HashMap<Test, Said>,
) -> Result<(), String> {
    let asked: Vec<Test> = rate.asked.iter().map(|one| one.test).collect();
    let of_both = [&numbers.first, &numbers.second].into_iter().flatten();
    if of_both.clone().any(|(_, number)| *number > Rate::MOST) {
        return Err(format!("the ratings end at {}", Rate::MOST));
    }
    let named = of_both.map(|(test, _)| test).chain(because.keys());
    if let Some(test) = named.into_iter().find(|test| !asked.contains(test)) {
        return Err(missing("test", test.words()));
    }
    for who in [Who::First, Who::Second] {
        rate.rated.begin(who, asked.iter().map(|test| numbers[who].get(test).copied()).collect());
        rate.rated.commit(who);
    }
    for (test, Said { presenter, colleague }) in because {
        if let Some(at) = asked.iter().position(|one| *one == test) {
            rate.because[at] = Pair { first: presenter, second: colleague };
        }
    }
    Ok(())
}

/// Draws once, so only what is always asked and what lies on top of the session's own deck can be answered.
pub(super) fn rehearse(rehearse: &mut Rehearse, said: BTreeMap<String, Rehearsed>) -> Result<(), String> {
    rehearse.draw();
    for (asks, Rehearsed { words, from_child }) in said {
        let card = rehearse.cards.iter_mut().find(|card| card.asks == asks);
        let card = card.ok_or_else(|| missing("question on the table", &asks))?;
        (card.words, card.from_child) = (words, Some(from_child));
    }
    Ok(())
}

/// What waits for a later session is not asked in this one, and stays as it was.
pub(super) fn last_time(
    last: &mut LastTime,
    promises: BTreeMap<String, (PromiseState, String)>,
    actions: BTreeMap<String, (Progress, String)>,
) -> Result<(), String> {
    for (what, (kept, note)) in promises {
        let promise = last.promises.iter_mut().find(|one| one.what == what);
        let promise = promise.ok_or_else(|| missing("promise", &what))?;
        (promise.kept, promise.note) = (Some(kept), note);
    }
    for (what, (progress, note)) in actions {
        match last.actions.iter_mut().find(|one| one.what == what) {
            Some(action) => (action.progress, action.note) = (Some(progress), note),
            None if last.waiting.iter().any(|one| one.what == what) => {}
            None => return Err(missing("action", &what)),
        }
    }
    Ok(())
}
