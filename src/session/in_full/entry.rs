//! What was said to one prompt, in full, by its kind; then what stands beside the answer.

use super::{
    lists::{action, decision, fact, paragraph, promise, words, yes_or},
    why,
};
use crate::{
    checklist::{LawLine, RateTest},
    session::{
        Answer, Basis, Card, ChildsWords, Choice, Date, Entry, LastTime, LawLink, Mark, NotKnown, Offered, Pair, Point,
        Quote, Rate, Scale, ScaleMark, Sentence, Session, Sort, Words,
    },
};

/// Paragraphs with words only.
pub(super) fn said(session: &Session, entry: &Entry) -> Vec<String> {
    // Every field is named, so that a new one is thought of here. What is left out was copied from the checklist.
    let Entry {
        id: _,
        prompt: _,
        hint: _,
        law,
        shows_when: _,
        short: _,
        part: _,
        answer,
        mark,
        not_known: NotKnown { who, by, decide_without },
        not_relevant,
        differ,
        agreed,
    } = entry;
    let mut said = self::answer(session, answer, law);
    let people = &session.people;
    said.extend(
        [
            mark_words(*mark).and_then(words),
            fact("Who could tell us", who),
            fact("By when", by),
            fact("Can the hearing decide without it", &yes_or("No", *decide_without)),
            fact("Not relevant because", not_relevant),
        ]
        .into_iter()
        .flatten(),
    );
    said.extend(people.in_order().into_iter().filter_map(|who| fact(people.name(who), &differ[who])));
    said.extend(agreed.then(|| format!("{} says: yes, that is what I said", people.name(people.presenter))));
    said.retain(|text| !text.trim().is_empty());
    said
}

fn mark_words(mark: Mark) -> Option<&'static str> {
    Some(match mark {
        Mark::Unmarked => return None,
        Mark::TalkedThrough => "Talked through",
        Mark::NotKnown => "Not known yet",
        Mark::NotRelevant => "Not relevant",
        Mark::ComeBack => "Come back to this",
        Mark::Differ => "We see this differently",
    })
}

fn answer(session: &Session, answer: &Answer, law: &[LawLine]) -> Vec<String> {
    match answer {
        Answer::Read => Vec::new(),
        Answer::Text(Words { text, basis, source, when }) => {
            let basis = basis.and_then(|basis| fact("This is", basis.words()));
            [words(text), basis, fact("Source", source), fact("When", when)].into_iter().flatten().collect()
        }
        Answer::Choice(Choice { options, several: _ }) => options.iter().map(|one| option(session, one)).collect(),
        Answer::Date(date) => self::date(date),
        Answer::Scale(scale) => self::scale(session, scale),
        Answer::Point(Point { sentence, restated, agreed }) => {
            let agreed = fact("Is that it", &yes_or("Not yet", *agreed));
            [words(sentence), fact("Said back", restated), agreed].into_iter().flatten().collect()
        }
        Answer::Why(tree) => why::said(session, tree),
        Answer::Decisions(decisions) => decisions.iter().map(decision).collect(),
        Answer::Actions(actions) => actions.iter().map(action).collect(),
        Answer::Law(links) => links.links.iter().map(|link| linked(law, link)).collect(),
        Answer::Clock(clock) => clock.in_full(),
        Answer::Words(words) => childs_words(words),
        Answer::Sort(sort) => sorted(session, sort),
        Answer::Rate(rate) => rated(session, rate),
        Answer::Rehearse(rehearse) => rehearse.cards.iter().map(|card| self::card(session, card)).collect(),
        Answer::Promises(promises) => promises.iter().map(promise).collect(),
        Answer::LastTime(LastTime { from: _, first: _, promises, actions, waiting, note, on_paper }) => {
            let on_paper = on_paper.then(|| "What was said last time was on paper".to_owned());
            let waiting = waiting.iter().filter_map(|one| fact("Waits for a later session", &action(one)));
            let asked = promises.iter().map(promise).chain(actions.iter().map(action));
            asked.chain(waiting).chain([words(note), on_paper].into_iter().flatten()).collect()
        }
    }
}

fn option(session: &Session, offered: &Offered) -> String {
    let Offered { option, chosen, note } = offered;
    let text = session.fill(&option.text);
    match (chosen, words(note)) {
        (true, note) => paragraph([Some(text), note]),
        (false, Some(note)) => paragraph([Some(format!("{text} (not chosen)")), Some(note)]),
        (false, None) => String::new(),
    }
}

/// The day as typed, also where it is not set.
pub(super) fn date(date: &Date) -> Vec<String> {
    let Date { day, not_set } = date;
    let not_set = not_set.then(|| "Not set yet".to_owned());
    [words(&day.words()), not_set].into_iter().flatten().collect()
}

fn scale(session: &Session, scale: &Scale) -> Vec<String> {
    let people = &session.people;
    let said = |who| {
        let ScaleMark { number, moves } = &scale.marks[who];
        let number = number.map(|number| format!("{}: {number} of {}", people.name(who), scale.to));
        let moves = fact(&format!("What would move it by one for {}", people.name(who)), moves);
        paragraph([number, moves])
    };
    people.in_order().map(said).to_vec()
}

fn linked(law: &[LawLine], link: &LawLink) -> String {
    let LawLink { line, how_met } = link;
    let provision = law.iter().find(|one| one.id == *line).map_or(line, |one| &one.provision);
    fact(provision, how_met).unwrap_or_default()
}

fn childs_words(said: &ChildsWords) -> Vec<String> {
    let ChildsWords { quotes, chair, would_ask } = said;
    let quote = |quote: &Quote| {
        let Quote { words, when, place, manner, childs_choice, heard_by, weight, told } = quote;
        paragraph([
            // As they were said, to the letter.
            (!words.trim().is_empty()).then(|| format!("“{words}”")),
            fact("When", when),
            fact("Where", place),
            fact("In what manner", manner),
            fact("The manner was the child's choice", &yes_or("No", *childs_choice)),
            fact("Heard by", heard_by),
            fact("What weight it has", weight),
            fact("What the child was told", told),
        ])
    };
    let chair = [fact("What has kept us from having words", chair), fact("What we would have to ask", would_ask)];
    quotes.iter().map(quote).chain(chair.into_iter().flatten()).collect()
}

fn sorted(session: &Session, sort: &Sort) -> Vec<String> {
    let Sort { least: _, most: _, pasted, sentences, sorted, heaviest, questioned } = sort;
    let people = &session.people;
    let sentence = |(at, sentence): (usize, &Sentence)| {
        let Sentence { text, source, when, moves } = sentence;
        let put = sort.places(at).map(|places| {
            let place = |who| format!("{}: {}", people.name(who), places[who].map_or("Not put anywhere", Basis::words));
            people.in_order().map(place).join("\n")
        });
        let source = fact("Source", source);
        paragraph([words(text), put, source, fact("When", when), fact("What would move it", moves)])
    };
    // Which it is says that somebody called it an assumption.
    let heaviest = heaviest.filter(|at| sort.assumptions().contains(at)).and_then(|at| sentences.get(at));
    let beside = [
        sorted.shown().is_none().then(|| how_far(sorted.stages(), "sorted", "sorting")).flatten(),
        heaviest.and_then(|one| fact("Carries the most weight", &one.text)),
        fact("What a panel member would question", questioned),
        fact("Pasted from the report", pasted),
    ];
    sentences.iter().enumerate().map(sentence).chain(beside.into_iter().flatten()).collect()
}

fn rated(session: &Session, rate: &Rate) -> Vec<String> {
    let Rate { asked, rated, because, first, questioned } = rate;
    let people = &session.people;
    let test = |(at, RateTest { test, asks: _ }): (usize, &RateTest)| {
        let numbers = rate.numbers(at);
        let said = |who| {
            let number = numbers.as_ref().map(|numbers: &Pair<Option<u8>>| {
                let number = numbers[who].map_or_else(|| "not rated".to_owned(), Rate::words);
                format!("{}: {number}", people.name(who))
            });
            let because = because.get(at).map_or("", |both| both[who].trim());
            paragraph([number, fact(&format!("Because, says {}", people.name(who)), because)])
        };
        let said = people.in_order().map(said).join("\n");
        words(&said).map(|said| format!("{}\n{said}", test.words())).unwrap_or_default()
    };
    let beside = [
        rated.shown().is_none().then(|| how_far(rated.stages(), "rated", "rating")).flatten(),
        fact("What comes first, who does it, by when", first),
        fact("What a panel member would question", questioned),
    ];
    asked.iter().enumerate().map(test).chain(beside.into_iter().flatten()).collect()
}

/// How far a choice has come that is not shown, without a word of it and without a name.
fn how_far(stages: [u8; 2], done: &str, doing: &str) -> Option<String> {
    let count = |stage| stages.iter().filter(|one| **one == stage).count();
    match (count(2), count(1)) {
        (0, 0) => None,
        (0, _) => Some(format!("One of the two is {doing}.")),
        (_, 0) => Some(format!("One of the two has {done}. It is shown when both have.")),
        (_, _) => Some(format!("One of the two has {done}, and the other is {doing}. It is shown when both have.")),
    }
}

fn card(session: &Session, card: &Card) -> String {
    let Card { asks, fixed: _, words: changed, from_child } = card;
    let said = paragraph([words(changed), fact("It started from the child", &yes_or("Not yet", *from_child))]);
    words(&said).map(|said| format!("{}\n{said}", session.fill(asks))).unwrap_or_default()
}
