//! The ratings side by side, dissent in words, and the verdict; nothing of it before both have rated.

use super::{
    Block,
    block::{fact, item, list, title},
    said,
};
use crate::session::{Rate, Session};

pub(super) fn blocks(session: &Session, rate: &Rate) -> Vec<Block> {
    let mut blocks = Vec::new();
    let order = session.people.in_order();
    if let Some(verdict) = rate.verdict(order, session.law_is_linked(), &session.blocking_unknowns()) {
        fact(&mut blocks, "Verdict", verdict.kind.words().to_owned());
        first(&mut blocks, rate);
        blocks.extend(list(verdict.reasons.iter().map(|one| item(0, one.words(&session.people))).collect()));
    } else if rate.rated.has_one_committed() {
        blocks.push(Block::para("Rated by one of the two so far; it is shown when both have."));
        first(&mut blocks, rate);
    } else {
        first(&mut blocks, rate);
    }
    let mut items = Vec::new();
    for at in rate.by_difference() {
        let (Some(numbers), Some(asked)) = (rate.numbers(at), rate.asked.get(at)) else { continue };
        items.push(title(0, asked.test.words()));
        for who in order {
            let number = numbers[who].map_or("not rated".to_owned(), Rate::words);
            let because = rate.because.get(at).map(|pair| pair[who].trim()).unwrap_or_default();
            let because = if because.is_empty() { String::new() } else { format!(", because {because}") };
            items.push(item(1, said::sentence(&format!("{}: {number}{because}", session.people.name(who)))));
        }
    }
    blocks.extend(list(items));
    if !rate.questioned.trim().is_empty() {
        fact(&mut blocks, "What a panel member would question", said::sentence(&rate.questioned));
    }
    blocks
}

/// What a verdict with conditions is worth nothing without: it stands right beside it.
fn first(blocks: &mut Vec<Block>, rate: &Rate) {
    if !rate.first.trim().is_empty() {
        fact(blocks, "What comes first, who does it, by when", said::sentence(&rate.first));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        checklist::{RateTest, Test},
        session::{Who, sample},
    };

    fn texts(session: &Session, rate: &Rate) -> Vec<String> {
        let mut texts = Vec::new();
        for block in blocks(session, rate) {
            match block {
                Block::List { items, .. } => texts.extend(items.into_iter().map(|one| one.text.plain())),
                Block::KeyValues(facts) => {
                    texts.extend(facts.into_iter().map(|one| format!("{}: {}", one.key, one.value)));
                }
                Block::Para(text) => texts.push(text.plain()),
                other => texts.push(format!("{other:?}")),
            }
        }
        texts
    }

    #[test]
    fn the_verdict_has_its_reasons_and_both_numbers_stand_beside_each_other() {
        let mut session = sample();
        session.people.persons.first.name = "R.H.".into();
        session.people.persons.second.name = "S.M.".into();
        // Nothing else of the sample speaks for or against.
        session.sections.clear();
        let mut rate = Rate::of([Test::Time, Test::Child].map(|test| RateTest { test, asks: String::new() }).to_vec());
        assert!(blocks(&session, &rate).is_empty());
        let commit = |rate: &mut Rate, who, numbers: [u8; 2]| {
            rate.begin(who);
            rate.choosing(who).unwrap().zip(numbers).for_each(|((_, number), wanted)| *number = Some(wanted));
            rate.rated.commit(who);
        };
        commit(&mut rate, Who::First, [2, 3]);
        assert_eq!(texts(&session, &rate), ["Rated by one of the two so far; it is shown when both have."]);
        commit(&mut rate, Who::Second, [2, 1]);
        rate.because[1].second = "the log says 11 of 31, not always".into();
        rate.first = "See Ailsa, R.H., by 27 May".into();
        let expected = [
            "Verdict: Ready if",
            "What comes first, who does it, by when: See Ailsa, R.H., by 27 May.",
            "S.M. says 1 for “The child”.",
            "The child",
            "R.H.: 3 would stand if challenged by someone who disagrees.",
            "S.M.: 1 thin, because the log says 11 of 31, not always.",
            "Time",
            "R.H.: 2 would stand.",
            "S.M.: 2 would stand.",
        ];
        assert_eq!(texts(&session, &rate), expected);
    }
}
