//! What was said, in words: answers, decisions and actions as a note prints them.

use super::block::{self, ListItem, item};
use crate::{
    checklist::Direction,
    session::{
        Action, Answer, Basis, Choice, Decision, DecisionState, EndKind, Offered, Reason, Scale, Session, Who, Words,
    },
};

/// The question that an answer stands beside: the prompt up to its last question mark. What follows it tells people what to
/// do, and is of no use to a reader; nothing of the question itself goes, so that no answer can be read for another's.
pub(super) fn question(session: &Session, prompt: &str) -> String {
    // A question mark in the child's pseudonym ends no question.
    let asked = prompt.rfind('?').map_or(prompt, |last| &prompt[..=last]);
    session.fill(asked).trim().to_owned()
}

/// An answer in words; empty while there is none. Trees, decisions and actions are lists of their own. What has been typed
/// beside something that is no longer chosen stays with the session.
pub(super) fn answer(session: &Session, answer: &Answer) -> String {
    match answer {
        _ if answer.is_blank() => String::new(),
        Answer::Text(Words { text, basis, source, when }) => with_ground(text, *basis, source, when),
        Answer::Choice(choice) => chosen(session, choice),
        Answer::Date(_) => answer.in_a_line(),
        Answer::Scale(scale) => marks(session, scale),
        Answer::Point(point) => {
            let restated = labelled("Said back", &point.restated);
            let agreed = match point.agreed {
                Some(true) => "Agreed.",
                Some(false) => "Not agreed yet.",
                None => "",
            };
            joined([point.sentence.trim().to_owned(), restated, agreed.to_owned()])
        }
        Answer::Read
        | Answer::Why(_)
        | Answer::Decisions(_)
        | Answer::Actions(_)
        | Answer::Law(_)
        | Answer::Clock(_)
        | Answer::Words(_)
        | Answer::Sort(_)
        | Answer::Rate(_)
        | Answer::Rehearse(_)
        | Answer::Promises(_)
        | Answer::LastTime(_) => String::new(),
    }
}

/// Words and what they rest on: "She cried. (Seen or recorded: family time log, May 2026)".
pub(super) fn with_ground(text: &str, basis: Option<Basis>, source: &str, when: &str) -> String {
    let ground = ground(basis, source, when);
    match (text.trim(), ground.is_empty()) {
        (text, true) => text.to_owned(),
        ("", false) => format!("Not written yet. ({ground})"),
        (text, false) => format!("{text} ({ground})"),
    }
}

/// The basis, the source and the day, as far as they are said: "Told to us: Gran, 3 May".
pub(super) fn ground(basis: Option<Basis>, source: &str, when: &str) -> String {
    let named: Vec<&str> = [source.trim(), when.trim()].into_iter().filter(|text| !text.is_empty()).collect();
    match (basis, named.is_empty()) {
        (None, _) => named.join(", "),
        (Some(basis), true) => basis.words().to_owned(),
        (Some(basis), false) => format!("{}: {}", basis.words(), named.join(", ")),
    }
}

fn chosen(session: &Session, choice: &Choice) -> String {
    let chosen: Vec<&Offered> = choice.options.iter().filter(|offered| offered.chosen).collect();
    let texts = chosen.iter().map(|offered| option(&session.fill(&offered.option.text), &offered.note));
    if chosen.iter().all(|offered| offered.note.trim().is_empty()) {
        texts.collect::<Vec<_>>().join("; ")
    } else {
        texts.map(|text| sentence(&text)).collect::<Vec<_>>().join(" ")
    }
}

/// An option with its note. "Protection, because …" is there to be finished by the note, which may begin with "because" too.
fn option(text: &str, note: &str) -> String {
    let (text, note) = (text.trim(), note.trim().trim_start_matches('…').trim_start());
    if note.is_empty() {
        return text.to_owned();
    }
    let Some(begun) = text.strip_suffix('…').map(str::trim_end) else { return format!("{text}: {note}") };
    let last = begun.rsplit(' ').next().unwrap_or_default();
    let goes_on = note.strip_prefix(last).filter(|rest| rest.starts_with(' ')).unwrap_or(note);
    format!("{begun} {}", goes_on.trim_start())
}

fn marks(session: &Session, scale: &Scale) -> String {
    let people = session.people.in_order();
    let mut words = Vec::new();
    for who in people {
        let mark = &scale.marks[who];
        let number = mark.number.map_or_else(|| "no number".to_owned(), |number| format!("{number} of {}", scale.to));
        let moves = mark.moves.trim();
        if mark.number.is_some() || !moves.is_empty() {
            let moves = labelled("Would move it by one", moves);
            words.push(joined([format!("{}: {number}.", session.people.name(who)), moves]));
        }
    }
    let ends = [("0", &scale.low), (&scale.to.to_string(), &scale.high)];
    let ends: Vec<String> = ends
        .into_iter()
        .filter(|(_, words)| !words.trim().is_empty())
        .map(|(number, words)| format!("{number} is {}", words.trim()))
        .collect();
    if !words.is_empty() && !ends.is_empty() {
        words.push(format!("({})", ends.join(", ")));
    }
    words.join(" ")
}

/// "R.H.: … S.M.: …": both versions, in the order in which the two are asked.
pub(super) fn versions(session: &Session, texts: impl Fn(Who) -> String) -> Vec<String> {
    session
        .people
        .in_order()
        .into_iter()
        .map(|who| format!("{}: {}", session.people.name(who), or_not_written(&texts(who))))
        .collect()
}

/// Over what a manager decides, in the register and after it.
pub(super) const FOR_THE_MANAGER: &str = "For the manager to decide";

/// The register by state. What a manager decides stands apart and is never said to be made.
pub(super) fn register(decisions: &[Decision]) -> Vec<ListItem> {
    let written: Vec<&Decision> =
        decisions.iter().filter(|one| one.texts().iter().any(|text| !text.trim().is_empty())).collect();
    let mut items = Vec::new();
    let mut group = |title: &str, decisions: Vec<&Decision>, with_state: bool| {
        if !decisions.is_empty() {
            items.push(block::title(0, title));
        }
        for one in decisions {
            let state = match one.state {
                Some(state) if with_state && state != DecisionState::Made => format!("{}.", state.words()),
                _ => String::new(),
            };
            items.push(item(1, joined([decision(one), state])));
        }
    };
    let in_state = |state| written.iter().copied().filter(|one| !one.for_manager && one.state == state).collect();
    for state in DecisionState::ALL {
        group(state.words(), in_state(Some(state)), false);
    }
    group("Not said yet where it stands", in_state(None), false);
    group(FOR_THE_MANAGER, written.iter().copied().filter(|one| one.for_manager).collect(), true);
    items
}

fn decision(decision: &Decision) -> String {
    let Decision {
        question,
        state: _,
        who_decides,
        for_manager: _,
        legal_route,
        needed_by,
        age_then,
        waits_for,
        last_moved,
        options,
        reason,
    } = decision;
    joined([
        or_not_written(question),
        labelled("Decides", who_decides),
        labelled("Route", legal_route),
        labelled("By", needed_by),
        labelled("Age then", age_then),
        labelled("Waits for", waits_for),
        labelled("Last moved", last_moved),
        labelled("Options", options),
        labelled("Because", reason),
    ])
}

/// The actions that say anything.
pub(super) fn actions(actions: &[Action]) -> Vec<ListItem> {
    let written = actions.iter().filter(|one| !one.is_blank());
    written.map(|one| item(0, action(one))).collect()
}

/// What it is, who does it, by when. Where it stands is said where it was carried to.
pub(super) fn action(action: &Action) -> String {
    let Action {
        owner,
        what,
        how_we_know,
        by,
        decision,
        since: _,
        carried: _,
        progress: _,
        note: _,
        instead: _,
        before: _,
    } = action;
    joined([
        sentence(&or_not_written(what)),
        labelled("Who", owner),
        labelled("By", by),
        labelled("We will know by", how_we_know),
        labelled("Serves", decision),
    ])
}

/// A reason as it stands in an outline. What answers "But why?" needs no question before it; what answers another question
/// is not a reason for the claim, and must not be read as one.
pub(super) fn reason(session: &Session, reason: &Reason) -> String {
    let asked = match reason.asked.direction {
        Direction::Grounds | Direction::Plain => String::new(),
        Direction::Meaning | Direction::OtherExplanation | Direction::Opposite => session.fill(&reason.asked.words),
    };
    let mut words = or_not_written(&reason.text);
    if reason.end.kind == Some(EndKind::ChildsWords) {
        words = format!("“{words}”");
    }
    // An end that says "Not known yet" needs no basis that says it too.
    let basis = reason.basis.filter(|basis| *basis != Basis::NotKnown || reason.end.kind != Some(EndKind::Unknown));
    let words = with_ground(&words, basis, &reason.source, &reason.when);
    joined([asked, sentence(&words)])
}

/// A line of a list, or nothing.
pub(super) fn written(text: &str) -> Option<ListItem> {
    (!text.trim().is_empty()).then(|| item(0, sentence(text)))
}

/// "Label: text." or nothing.
pub(super) fn labelled(label: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{label}: {}", sentence(text)) }
}

/// The text with a full stop, unless it ends in a mark already.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    // What somebody says stands between marks, and has its full stop within them.
    let within = text.trim_end_matches(['\'', '’']);
    if text.is_empty()
        || within.ends_with(['.', '?', '!', '…'])
        || text.ends_with(['.', '?', '!', '…', ':', ')', '”', '"'])
    {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// Pieces with a space between them, without the empty ones.
pub(super) fn joined<const N: usize>(pieces: [String; N]) -> String {
    pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(super) fn or_not_written(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "Not written yet.".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_one_full_stop_and_what_is_said_keeps_its_own() {
        let rows = [
            ("Nobody has asked Dawn", "Nobody has asked Dawn."),
            ("'I will come back.'", "'I will come back.'"),
            ("Gran says ‘till she’s grown’", "Gran says ‘till she’s grown’."),
            ("Did anybody ask?", "Did anybody ask?"),
            (" ", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(sentence(text), expected);
        }
    }

    #[test]
    fn a_question_ends_at_its_own_mark_and_not_at_one_in_a_pseudonym() {
        let mut session = crate::session::sample();
        session.child = "Ailsa?".to_owned();
        let rows = [
            ("What did {child} say? Write it down.", "What did Ailsa? say?"),
            ("Write what {child} said.", "Write what Ailsa? said."),
        ];
        for (prompt, expected) in rows {
            assert_eq!(question(&session, prompt), expected);
        }
    }

    #[test]
    fn a_note_finishes_the_option_that_waits_for_it() {
        let rows = [
            ("Protection, because …", "", "Protection, because …"),
            ("Protection, because …", "of the nights", "Protection, because of the nights"),
            ("Protection, because …", "… because nobody knows", "Protection, because nobody knows"),
            ("Protection, because …", "becausenotaword", "Protection, because becausenotaword"),
            ("Ours", "four weeks. Then two.", "Ours: four weeks. Then two."),
            ("…", "Gran", " Gran"),
        ];
        for (text, note, expected) in rows {
            assert_eq!(option(text, note), expected);
        }
    }
}
