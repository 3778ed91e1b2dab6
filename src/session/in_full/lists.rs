//! One line of a list, with all that stands beside it: a decision, an action, a promise.

use crate::{
    checklist::readable_date,
    session::{Action, Decision, Promise},
};

/// The words, or nothing.
pub(super) fn words(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// "Source: contact note", or nothing.
pub(super) fn fact(name: &str, text: &str) -> Option<String> {
    words(text).map(|text| format!("{name}: {text}"))
}

/// A paragraph of what is there; blank if nothing is.
pub(super) fn paragraph<const N: usize>(lines: [Option<String>; N]) -> String {
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

pub(super) fn yes_or(no: &str, said: Option<bool>) -> String {
    said.map_or_else(String::new, |yes| if yes { "Yes" } else { no }.to_owned())
}

pub(super) fn decision(decision: &Decision) -> String {
    let Decision {
        question,
        state,
        who_decides,
        for_manager,
        legal_route,
        needed_by,
        age_then,
        waits_for,
        last_moved,
        options,
        reason,
    } = decision;
    paragraph([
        words(question),
        state.and_then(|state| fact("Where it stands", state.words())),
        for_manager.then(|| "A manager decides this".to_owned()),
        fact("Who decides", who_decides),
        fact("Legal route", legal_route),
        fact("Needed by", needed_by),
        fact("The child's age then", age_then),
        fact("Waits for", waits_for),
        fact("Last moved", last_moved),
        fact("Options considered", options),
        fact("Reason", reason),
    ])
}

pub(super) fn action(action: &Action) -> String {
    let Action { owner, what, how_we_know, by, decision, since, carried: _, progress, note, instead, before } = action;
    paragraph([
        words(what),
        fact("Who", owner),
        fact("By when", by),
        fact("How we will know", how_we_know),
        fact("For which decision", decision),
        since.map(|day| format!("Agreed on {}", readable_date(day))),
        fact("Last time", before),
        progress.and_then(|progress| fact("Where it stands", progress.words())),
        fact("What happened since", note),
        instead.as_deref().and_then(|instead| fact("In its place", &self::action(instead))),
    ])
}

pub(super) fn promise(promise: &Promise) -> String {
    let Promise { what, by_whom, by, kept, note, before } = promise;
    paragraph([
        words(what),
        fact("By whom", by_whom),
        fact("By when", by),
        fact("Last time", before),
        kept.and_then(|kept| fact("Was it kept", kept.words())),
        fact("What happened since", note),
    ])
}
