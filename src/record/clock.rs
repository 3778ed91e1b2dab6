//! The clock as a note says it: the figures, the dates, the time line in words.

use super::{
    Block,
    block::{KeyValue, item, list},
    said, time_line,
};
use crate::{
    checklist::readable_date,
    session::{
        Clock, Session,
        clock::{CAUTION, Given, Reckoned, RemarkKind},
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
        blocks.extend(time_line::drawn(&line));
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
        return vec![Block::para(dates.why_none)];
    }
    let coming: Vec<Reckoned> = dates.shown.into_iter().filter(|one| one.day >= today).collect();
    if coming.is_empty() {
        return Vec::new();
    }
    let to_say = format!("Worked out on {}. Check each with the Reporter. {CAUTION}", readable_date(today));
    let to_say = dates.waits_for.iter().fold(to_say, |words, more| format!("{words} {more}"));
    let mut blocks = vec![Block::heading(3, "Dates that follow"), Block::para(to_say)];
    // Dates that follow one another by one law, from one day and counted alike say that once, under the last of them.
    let alike = |one: &Reckoned, other: &Reckoned| {
        let ground = |one: &Reckoned| (act(one.citation).0, one.counted, one.sure);
        one.from == other.from && ground(one) == ground(other)
    };
    for some in coming.chunk_by(alike) {
        let dates = some.iter().map(|one| key_value(one.what, &format!("{}. {}", one.in_words(), one.words)));
        blocks.push(Block::KeyValues(dates.collect()));
        let sections: Vec<&str> = some.iter().map(|one| act(one.citation).1).collect();
        let Some(Reckoned { from, citation, counted, sure, .. }) = some.first() else { continue };
        let words = format!("{from} {}, {}. {counted} {sure}", act(citation).0, sections.join("; "));
        blocks.push(Block::para(words));
    }
    blocks
}

/// The Act and the sections of a citation.
fn act(citation: &'static str) -> (&'static str, &'static str) {
    let at = [", section", ", rule", ", regulation"].iter().filter_map(|name| citation.find(name)).min();
    at.map_or((citation, ""), |at| (&citation[..at], &citation[at + 2..]))
}

fn key_value(key: &str, value: &str) -> KeyValue {
    KeyValue { key: key.to_owned(), value: said::sentence(value) }
}
