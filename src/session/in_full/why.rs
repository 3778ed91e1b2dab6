//! A why-tree in full: the claim, then a paragraph for each reason.

use super::lists::{fact, paragraph, words, yes_or};
use crate::{
    checklist::LawLine,
    session::{Cause, End, EndKind, Question, Reason, Session, Tree, Under},
};

pub(super) fn said(session: &Session, tree: &Tree) -> Vec<String> {
    let quiet = "The parrot is quiet here";
    let tree_is_quiet = tree.is_muted(Under::Claim);
    let mut said: Vec<String> = [fact("Claim", &tree.claim), tree_is_quiet.then(|| quiet.to_owned())]
        .into_iter()
        .flatten()
        .chain(own(tree.skipped_under(Under::Claim)))
        .collect();
    for (depth, one) in tree.walk() {
        let is_quiet = !tree_is_quiet && depth == 1 && tree.is_muted(Under::Reason(one.id()));
        let partners: Vec<&str> = tree.partners(one.id()).into_iter().map(|one| one.text.trim()).collect();
        let mut paragraph = vec![format!("Level {depth}. {}", session.fill(&one.asked.words))];
        paragraph.extend(words(&reason(one)));
        paragraph.extend((!partners.is_empty()).then(|| format!("Only works together with: {}", partners.join("; "))));
        paragraph.extend(is_quiet.then(|| quiet.to_owned()));
        paragraph.extend(own(&one.skipped));
        said.push(paragraph.join("\n"));
    }
    said.extend(fact("A question that is not asked yet", &tree.own_question));
    said
}

/// Questions of the pair's own that were skipped; the parrot's are no words of theirs.
fn own(skipped: &[Question]) -> impl Iterator<Item = String> {
    let own = skipped.iter().filter(|question| question.cause == Cause::Own);
    own.filter_map(|question| fact("Skipped", &question.words))
}

fn reason(reason: &Reason) -> String {
    let Reason { text, basis, source, when, end, feeling, limit, heavy, .. } = reason;
    let End {
        kind,
        disputed,
        law,
        how_met,
        manner,
        research,
        fits,
        may_not_fit,
        because,
        another_view,
        would_tell,
        who,
        by,
        decide_without,
    } = end;
    let yes_no = |name: &str, said: &Option<bool>| fact(name, &yes_or("No", *said));
    paragraph([
        words(text),
        basis.and_then(|basis| fact("This is", basis.words())),
        fact("Source", source),
        fact("When", when),
        yes_no("A feeling", feeling),
        yes_no("A limit on what we recommend", limit),
        heavy.then(|| "A heavy one".to_owned()),
        kind.map(EndKind::words).and_then(|words| fact("Rests on", words)),
        yes_no("Does anybody dispute it", disputed),
        law.as_ref().and_then(|LawLine { provision, .. }| fact("Line of law", provision)),
        fact("How it is met here", how_met),
        fact("In what manner", manner),
        fact("Which research", research),
        fact("How it fits this child", fits),
        fact("How it may not fit", may_not_fit),
        fact("Because of", because),
        fact("What a careful colleague might think", another_view),
        fact("What would tell us", would_tell),
        fact("Who finds out", who),
        fact("By when", by),
        yes_no("Can the hearing decide without it", decide_without),
    ])
}
