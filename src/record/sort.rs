//! The sentences that a recommendation stands on, and where the two put them; nothing of it before both have sorted.

use super::{
    Block,
    block::{ListItem, fact, item, list, title},
    said,
};
use crate::session::{Basis, Sentence, Session, Sort};

pub(super) fn blocks(session: &Session, sort: &Sort) -> Vec<Block> {
    let mut blocks = list(if sort.is_said() { sorted(session, sort) } else { unsorted(sort) });
    if !sort.questioned.trim().is_empty() {
        fact(&mut blocks, "What a panel member would question", said::sentence(&sort.questioned));
    }
    if let Some(heaviest) = sort.heaviest.filter(|at| sort.assumptions().contains(at)) {
        // By its number: the words of a sentence stand in a note once.
        fact(&mut blocks, "The assumption that carries the most weight", format!("Sentence {}", heaviest + 1));
    }
    blocks
}

/// The sentences alone. Whether somebody has sorted is said, and nothing more of it.
fn unsorted(sort: &Sort) -> Vec<ListItem> {
    let written = sort.sentences.iter().enumerate().filter(|(_, one)| one.texts().iter().any(|text| !text.is_empty()));
    let mut items: Vec<ListItem> = written.map(|(at, one)| item(0, alone(at, one, None))).collect();
    if sort.sorted.has_one_committed() {
        items.push(item(0, "Sorted by one of the two so far; it is shown when both have.".to_owned()));
    }
    items
}

/// Where the two differ, with both names; then what they put in one place, a line each.
fn sorted(session: &Session, sort: &Sort) -> Vec<ListItem> {
    let mut items = Vec::new();
    for at in sort.differing() {
        let (Some(sentence), Some(places)) = (sort.sentences.get(at), sort.places(at)) else { continue };
        let Sentence { text, source, when, moves } = sentence;
        items.push(item(0, format!("{}. {}", at + 1, said::sentence(text))));
        for who in session.people.in_order() {
            items.push(item(1, format!("{}: {}.", session.people.name(who), place_words(places[who]))));
        }
        items.push(item(1, said::labelled("Source", &said::ground(None, source, when))));
        items.push(item(1, said::labelled("What would move it", moves)));
    }
    let alike = sort.alike();
    if !alike.is_empty() {
        let words = if items.is_empty() { "Both sorted everything alike" } else { "Sorted alike" };
        items.push(title(0, words));
    }
    for at in alike {
        if let (Some(sentence), Some(places)) = (sort.sentences.get(at), sort.places(at)) {
            items.push(item(1, alone(at, sentence, Some(place_words(places.first)))));
        }
    }
    items
}

fn place_words(place: Option<Basis>) -> &'static str {
    place.map_or("Not put anywhere", Basis::words)
}

/// A sentence in a line; `place` is where both put it, once they have.
fn alone(at: usize, sentence: &Sentence, place: Option<&str>) -> String {
    let Sentence { text, source, when, moves } = sentence;
    let text = format!("{}. {}", at + 1, said::sentence(text));
    let place = place.map_or(String::new(), |place| format!("({place})"));
    let source = said::labelled("Source", &said::ground(None, source, when));
    said::joined([text, place, source, said::labelled("What would move it", moves)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Who, sample};

    /// The blocks as lines, lists set in by two spaces.
    fn lines(session: &Session, sort: &Sort) -> Vec<String> {
        let mut lines = Vec::new();
        for block in blocks(session, sort) {
            match block {
                Block::List { items, .. } => lines.extend(
                    items
                        .into_iter()
                        .filter(|one| !one.text.is_empty())
                        .map(|one| format!("{}{}", "  ".repeat(one.depth.into()), one.text.plain())),
                ),
                Block::KeyValues(facts) => {
                    lines.extend(facts.into_iter().map(|one| format!("{}: {}", one.key, one.value)));
                }
                other => lines.push(format!("{other:?}")),
            }
        }
        lines
    }

    fn commit(sort: &mut Sort, who: Who, places: [Option<Basis>; 3]) {
        sort.begin(who);
        sort.choosing(who).unwrap().zip(places).for_each(|((_, place), wanted)| *place = wanted);
        sort.sorted.commit(who);
    }

    fn picked() -> (Session, Sort) {
        let mut sort = Sort::default();
        sort.pick("Ailsa cried at the end of 11 of the 31 sessions");
        sort.pick("It is clear that Ailsa does not want more contact.");
        sort.pick("Relapse is likely");
        let mut session = sample();
        session.people.persons.first.name = "R.H.".into();
        session.people.persons.second.name = "S.M.".into();
        (session, sort)
    }

    #[test]
    fn before_both_have_sorted_there_are_the_sentences_and_a_plain_line() {
        let (session, mut sort) = picked();
        let sentences = [
            "1. Ailsa cried at the end of 11 of the 31 sessions.",
            "2. It is clear that Ailsa does not want more contact.",
            "3. Relapse is likely.",
        ];
        assert_eq!(lines(&session, &sort), sentences);
        sort.begin(Who::First);
        assert_eq!(lines(&session, &sort), sentences);
        commit(&mut sort, Who::First, [Some(Basis::Assumption), None, Some(Basis::Seen)]);
        let mut half = sentences.to_vec();
        half.push("Sorted by one of the two so far; it is shown when both have.");
        assert_eq!(lines(&session, &sort), half);
        sort.begin(Who::Second);
        assert_eq!(lines(&session, &sort), half);
        assert!(blocks(&session, &Sort::default()).is_empty());
    }

    #[test]
    fn differences_have_both_names_and_the_rest_is_a_line_each() {
        let (session, mut sort) = picked();
        commit(&mut sort, Who::First, [Some(Basis::Seen), Some(Basis::View), None]);
        commit(&mut sort, Who::Second, [Some(Basis::Seen), Some(Basis::Assumption), None]);
        (sort.sentences[0].source, sort.sentences[0].when) = ("Family time log".into(), "8 May 2026".into());
        sort.sentences[1].moves = "Her own answer, by drawing".into();
        sort.heaviest = Some(1);
        let expected = [
            "2. It is clear that Ailsa does not want more contact.",
            "  R.H.: Our view.",
            "  S.M.: Assumption.",
            "  What would move it: Her own answer, by drawing.",
            "Sorted alike",
            "  1. Ailsa cried at the end of 11 of the 31 sessions. (Seen or recorded) Source: Family time log, 8 May 2026.",
            "  3. Relapse is likely. (Not put anywhere)",
            "The assumption that carries the most weight: Sentence 2",
        ];
        assert_eq!(lines(&session, &sort), expected);
    }

    #[test]
    fn where_all_is_alike_the_note_says_what_would_be_questioned() {
        let (session, mut sort) = picked();
        for who in [Who::First, Who::Second] {
            commit(&mut sort, who, [Some(Basis::Seen), Some(Basis::Told), Some(Basis::View)]);
        }
        sort.questioned = "The relapse: what has happened in fourteen months?".into();
        let lines = lines(&session, &sort);
        assert_eq!(lines[0], "Both sorted everything alike");
        let last = "What a panel member would question: The relapse: what has happened in fourteen months?";
        assert_eq!(lines.last().map(String::as_str), Some(last));
    }
}
