//! The clock as a note says it: the figures, the dates, the time line in words.

use super::{
    Block,
    block::{KeyValue, item, list},
    said,
};
use crate::{
    checklist::readable_date,
    session::{
        Clock, Session,
        clock::{CAUTION, Given, RemarkKind},
    },
};

/// Told for the hearing, or for the day on which the session was last changed. Dates that were past on that day are left out;
/// a question that the pair asked itself is no part of a note.
pub(super) fn blocks(session: &Session, clock: &Clock) -> Vec<Block> {
    let changed = session.changed.date();
    let given = Given::of(session, changed);
    let figures = clock.figures(&given);
    let mut facts: Vec<KeyValue> =
        figures.shown.into_iter().map(|figure| key_value(figure.name, &figure.words)).collect();
    // While it cannot be read, the time line says what was typed.
    if clock.expires.date().is_some() {
        facts.push(key_value("Expires, as written on the order", &clock.expires.words()));
    }
    if !clock.born.is_blank() {
        facts.push(key_value("Month of birth", &clock.born.words()));
    }
    if let Some(lives) = clock.lives {
        facts.push(key_value("Lives", lives.words()));
    }
    let mut blocks = Vec::new();
    if !facts.is_empty() {
        blocks.push(Block::KeyValues(facts));
    }
    blocks.extend(list(figures.waiting.into_iter().map(|words| item(0, words)).collect()));
    for remark in clock.remarks(&given) {
        if remark.kind != RemarkKind::Duty {
            let text = format!("{} ({}. {})", remark.words, remark.citation, remark.sure);
            blocks.push(Block::Note { label: remark.kind.words().to_owned(), text });
        }
    }
    let line = clock.time_line(&given);
    if !line.is_empty() {
        blocks.push(Block::heading(3, "Time line"));
        blocks.extend(list(line.sentences().into_iter().map(|words| item(0, words)).collect()));
    }
    if clock.is_said() || !clock.single.is_blank() {
        blocks.extend(dates(clock, &given, changed));
    }
    blocks
}

fn dates(clock: &Clock, given: &Given, today: chrono::NaiveDate) -> Vec<Block> {
    let dates = clock.dates(given);
    if !dates.why_none.is_empty() {
        return vec![Block::Para(dates.why_none)];
    }
    let coming: Vec<KeyValue> = dates
        .shown
        .iter()
        .filter(|one| one.day >= today)
        .map(|one| {
            let words = format!(
                "{}. {} {} ({}. {} {})",
                one.in_words(),
                one.from,
                one.words,
                one.citation,
                one.counted,
                one.sure
            );
            key_value(one.what, &words)
        })
        .collect();
    if coming.is_empty() {
        return Vec::new();
    }
    let to_say = format!("Worked out on {}. Check each with the Reporter. {CAUTION}", readable_date(today));
    let to_say = dates.waits_for.iter().fold(to_say, |words, more| format!("{words} {more}"));
    vec![Block::heading(3, "Dates that follow"), Block::Para(to_say), Block::KeyValues(coming)]
}

fn key_value(key: &str, value: &str) -> KeyValue {
    KeyValue { key: key.to_owned(), value: said::sentence(value) }
}
