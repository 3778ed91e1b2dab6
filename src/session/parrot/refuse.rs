//! What is not accepted as a reason, and asked once more. And what is allowed as a fact only: that we do not have something.

use std::collections::BTreeSet;

use super::{Around, notice::Subject, silence, words::Heard};
use crate::checklist::{Parrot, Trigger, TriggerWords};
use crate::session::{Tree, Under};

/// What makes a reason not accepted as it stands; nothing of what is silent, nor of what rests on accepted ground.
#[must_use]
pub fn refused(parrot: &Parrot, tree: &Tree, place: Under, around: &Around<'_>) -> Option<Trigger> {
    let subject = Subject::at(parrot, tree, place, around)?;
    if silence::silence(&subject).is_some() {
        return None;
    }
    subject.first(Trigger::asks_again)
}

/// Whether a sentence says what we do not have: a limit on the recommendation, and no need of the child's.
#[must_use]
pub fn is_a_limit(parrot: &Parrot, text: &str) -> bool {
    let heard = Heard::new(text, &parrot.comparing);
    parrot
        .trigger(Trigger::Resource)
        .is_some_and(|data| heard.find(&data.words, &data.except, &parrot.comparing).is_some())
}

/// How much of a reason may be said in the line above or in the claim already: less than so many tenths.
const TENTHS: usize = 7;

/// Whether it repeats the line above it, or the claim: at least 70 % of what it speaks of is spoken of there, and it does not
/// say the opposite. The child's name says of whom, not why, so it is not counted.
pub(super) fn is_circular(subject: &Subject<'_>) -> bool {
    let Some(reason) = subject.reason else { return false };
    let comparing = subject.comparing();
    let own = subject.heard.content(subject.around.child, comparing);
    let denies = subject.heard.denies(comparing);
    let above = subject.tree.parent(reason.id()).map(|parent| parent.text.as_str());
    let mut said = above.into_iter().chain([subject.tree.claim.as_str()]);
    said.any(|text| {
        let heard = Heard::new(text, comparing);
        let there = heard.content(subject.around.child, comparing);
        let shared = own.intersection(&there).count();
        !own.is_empty() && shared * 10 >= own.len() * TENTHS && heard.denies(comparing) == denies
    })
}

/// Whether a sentence that names who decided gives no reason of theirs.
pub(super) fn says_no_more_than_who(subject: &Subject<'_>) -> bool {
    /// A sentence that speaks of more than so many things says more than who.
    const FEW: usize = 14;
    let comparing = subject.comparing();
    let content = subject.heard.content(subject.around.child, comparing);
    !subject.heard.hears(&comparing.because, comparing) && !subject.heard.has_quotation() && content.len() <= FEW
}

/// Whether a word for a person explains a word for a person.
pub(super) fn is_label_for_label(subject: &Subject<'_>) -> bool {
    let Some((reason, labels)) = subject.reason.zip(subject.parrot.trigger(Trigger::Label)) else { return false };
    let comparing = subject.comparing();
    let above = subject.tree.parent(reason.id()).map_or(&subject.tree.claim, |parent| &parent.text);
    let has_label = |heard: &Heard<'_>| heard.find(&labels.words, &labels.except, comparing).is_some();
    has_label(&subject.heard)
        && has_label(&Heard::new(above, comparing))
        && !subject.heard.is_particular(comparing)
        && !subject.heard.hears(&comparing.because, comparing)
}

/// Whether a sentence about what is best holds nothing that is this child's: no name, no number or day or words that were
/// said, and beside general words fewer than two things.
pub(super) fn could_be_any_child(subject: &Subject<'_>, data: &TriggerWords) -> bool {
    let comparing = subject.comparing();
    let child = subject.around.child.trim();
    let names = !child.is_empty() && subject.heard.hears(&[child.to_owned()], comparing);
    let general: BTreeSet<_> = subject.heard.all(&data.also, comparing).iter().map(|place| place.first).collect();
    let named: BTreeSet<_> =
        subject.heard.all(&data.words, comparing).iter().flat_map(|place| place.first..place.after).collect();
    let things = subject.heard.telling(comparing).into_iter().filter(|at| !general.contains(at) && !named.contains(at));
    !names && !subject.heard.is_particular(comparing) && things.count() < 2
}

#[cfg(test)]
mod tests {
    use super::super::tests::{AILSA, chain, noticed, parrot};
    use super::*;

    #[test]
    fn what_is_not_accepted_is_asked_again_in_its_own_words() {
        use Trigger::*;
        let parrot = parrot();
        let rows = [
            ("Ailsa needs the order.", "The order is needed for Ailsa.", Circular),
            ("Dawn minimises the concerns.", "The concern is minimized by Dawn.", Circular),
            ("Skye's behaviour is colouring the home.", "Her behavior colors Skye's home.", Circular),
            ("Compulsory measures are necessary.", "Measures remain a necessity, and compulsory.", Circular),
            ("Dawn wasnae at the review.", "Dawn was not at the reviews.", Circular),
            ("The order continues.", "It has always been the plan.", AlwaysThePlan),
            ("The order continues.", "The plan was already in place.", AlwaysThePlan),
            ("The order continues.", "It's aye been the plan.", AlwaysThePlan),
            ("Rory moves.", "It is our policy.", Authority),
            ("Rory moves.", "The LAAC decided it.", Authority),
            ("Rory moves.", "My manager said so.", Authority),
            ("Rory moves.", "All professionals agree that it continues.", Authority),
            ("Rory moves.", "The permanence panel recommended it on 12 March 2026.", Authority),
            ("Dawn is chaotic.", "She is unstable and manipulative.", LabelForLabel),
            ("Rory moves.", "It is best for her.", BestForChild),
            ("Rory moves.", "It is in her best interests to be safe and settled in a stable placement.", BestForChild),
        ];
        for (claim, reason, trigger) in rows {
            let (tree, place) = chain(claim, &[reason]);
            assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(trigger), "{claim} / {reason}");
            assert_eq!(refused(&parrot, &tree, place, &AILSA), Some(trigger), "{reason}");
        }
        assert_eq!(parrot.trigger(Authority).unwrap().asks[0], "What were their reasons?");
        assert_eq!(parrot.trigger(Circular).unwrap().asks[0], "What did we see or hear?");
    }

    #[test]
    fn what_brings_something_of_its_own_is_accepted() {
        let parrot = parrot();
        let rows = [
            // The opposite is no repetition.
            ("Dawn was at the review.", "Dawn was not at the review."),
            ("Ailsa wants more time with her mum.", "Ailsa doesnae want more time with her mum."),
            // New content.
            ("Ailsa needs the order.", "Dawn has come to the door at night, twice since March."),
            ("Ailsa cried.", "She cried at the end of 11 of the 31 sessions."),
            // Reasons of those who decided.
            ("Rory moves.", "The panel recommended it because he calls Jen his mum."),
            ("Rory moves.", "The permanence panel recommended it so that Shona can be seen first."),
            // This child's.
            ("The order continues.", "It is best for Ailsa."),
            ("The order continues.", "It is best for her: gran walks her to swimming."),
            ("The order continues.", "It is in her best interests, as on 9 April she ran to gran."),
            // A label with something that was seen.
            ("Dawn is chaotic.", "She was hostile on 14 October."),
            ("Dawn is chaotic.", "She is unstable because she moved house in spring and in summer."),
        ];
        for (claim, reason) in rows {
            let (tree, place) = chain(claim, &[reason]);
            assert_eq!(refused(&parrot, &tree, place, &AILSA), None, "{claim} / {reason}");
        }
    }

    #[test]
    fn seven_tenths_are_a_repetition_and_less_is_not() {
        let parrot = parrot();
        let claim = "one2 two2 three2 four2 five2 six2 seven2";
        for (reason, expected) in [
            ("one2 two2 three2 four2 five2 six2 seven2 x8 x9 x10", Some(Trigger::Circular)),
            ("one2 two2 three2 four2 five2 six2 x7 x8 x9 x10", None),
            ("", None),
            ("and so it is", None),
        ] {
            let (tree, place) = chain(claim, &[reason]);
            assert_eq!(refused(&parrot, &tree, place, &AILSA), expected, "{reason}");
        }
        // The claim counts as well as the line above, the child's name does not.
        let (tree, place) =
            chain("Gran needs backing.", &["Court frightens her, she told me.", "Gran needs more backing."]);
        assert_eq!(refused(&parrot, &tree, place, &AILSA), Some(Trigger::Circular));
        let (tree, place) = chain("Ailsa sleeps.", &["Ailsa."]);
        assert_eq!(refused(&parrot, &tree, place, &AILSA), None);
    }

    #[test]
    fn what_we_do_not_have_is_a_limit_and_not_asked_again() {
        let parrot = parrot();
        for text in [
            "There are no foster carers in Glenmarnoch.",
            "There are nae carers.",
            "He is still on the waiting list.",
            "No placements.",
        ] {
            assert!(is_a_limit(&parrot, text), "{text}");
            let (tree, place) = chain("Cody moves to Ayr.", &[text]);
            assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(Trigger::Resource), "{text}");
            assert_eq!(refused(&parrot, &tree, place, &AILSA), None, "{text}");
        }
        assert!(!is_a_limit(&parrot, "Her carers have no worries about her."));
    }
}
