//! When the parrot says nothing. Of the child's words and of feelings it never asks.

use super::{State, notice::Subject, words::Heard};
use crate::checklist::Parrot;
use crate::session::{EndKind, Reason, Rest, Under};

/// What keeps the parrot quiet at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Silence {
    /// The presenter tells.
    Telling,
    Paused,
    ChildsWords,
    Feeling,
    /// "This is a heavy one", here or over it.
    Heavy,
    Muted,
    /// Nothing is written yet.
    Blank,
    /// It has come to rest on accepted ground.
    Rests,
    /// The deepest level.
    Ceiling,
    /// Nothing that it listens for, or all of that was asked.
    Nothing,
}

impl Silence {
    /// Whether the two may still ask something of their own here.
    #[must_use]
    pub fn leaves_room(self) -> bool {
        match self {
            Self::Muted | Self::Blank | Self::Rests | Self::Nothing => true,
            Self::Telling | Self::Paused | Self::ChildsWords | Self::Feeling | Self::Heavy | Self::Ceiling => false,
        }
    }

    /// What is said of it on screen.
    #[must_use]
    pub fn words(self, parrot: &Parrot) -> &str {
        match self {
            Self::Telling => "The parrot listens while you tell.",
            Self::Paused => "The parrot waits.",
            Self::ChildsWords => "These are {child}'s own words. Nobody asks why.",
            Self::Feeling => "This is a feeling. Nobody asks why.",
            Self::Heavy => &parrot.heavy,
            Self::Muted => "The parrot is quiet for this chain.",
            Self::Blank => "Nothing is written here yet.",
            Self::Rests => "This branch rests on ground.",
            Self::Ceiling => "Five levels is the most. What is still open here is something that we do not know yet.",
            Self::Nothing => "The parrot has no question of its own here.",
        }
    }
}

/// What keeps the parrot quiet, if something does.
pub(super) fn silence(subject: &Subject<'_>) -> Option<Silence> {
    let Subject { parrot, tree, around, place, reason, text, .. } = subject;
    let silences = [
        (around.state == State::Telling, Silence::Telling),
        (around.state == State::Paused, Silence::Paused),
        (is_childs_words(subject), Silence::ChildsWords),
        (reason.map_or_else(|| is_feeling(parrot, text), |one| feels(parrot, one)), Silence::Feeling),
        (matches!(place, Under::Reason(id) if tree.is_heavy(*id)), Silence::Heavy),
        (tree.is_muted(*place), Silence::Muted),
        (text.trim().is_empty(), Silence::Blank),
        (reason.is_some_and(|one| one.end.kind.is_some() && tree.rest(one) == Rest::Ground), Silence::Rests),
    ];
    silences.into_iter().find(|(holds, _)| *holds).map(|(_, silence)| silence)
}

/// What the two have said of it, or else its words.
fn feels(parrot: &Parrot, reason: &Reason) -> bool {
    reason.feeling.unwrap_or_else(|| is_feeling(parrot, &reason.text))
}

/// Whether somebody says a feeling of themselves: "I am worried", "Ah wis feart". "I feel that contact should end" is a view.
#[must_use]
pub fn is_feeling(parrot: &Parrot, text: &str) -> bool {
    let (comparing, feelings) = (&parrot.comparing, &parrot.feelings);
    let heard = Heard::new(text, comparing);
    if heard.hears(&feelings.sayings, comparing) {
        return true;
    }
    let words = heard.all(&feelings.words, comparing);
    heard.all(&feelings.who, comparing).iter().any(|who| {
        let mut after = words.iter().filter(|word| word.first >= who.after);
        after.any(|word| heard.only_between(who.after, word.first, &feelings.between, comparing))
    })
}

/// The child's words as an end; or a quotation that the child is said to have spoken.
fn is_childs_words(subject: &Subject<'_>) -> bool {
    let Subject { around, reason, heard, .. } = subject;
    let comparing = subject.comparing();
    if reason.is_some_and(|one| one.end.kind == Some(EndKind::ChildsWords)) {
        return true;
    }
    let child = [around.child.trim().to_owned()];
    if child[0].is_empty() || !heard.has_quotation() {
        return false;
    }
    let from_child = |one: &Reason| Heard::new(&one.source, comparing).hears(&child, comparing);
    if heard.is_quotation() {
        return reason.is_some_and(from_child);
    }
    let spoken_from = heard.before_quotation();
    let names = heard.all(&child, comparing).into_iter().filter(|name| name.after <= spoken_from);
    names.into_iter().any(|name| heard.has_between(name.after, spoken_from, &comparing.speech, comparing).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::{
        Silence,
        tests::{AILSA, chain, noticed, parrot},
    };
    use super::*;
    use crate::checklist::{Direction, Trigger};
    use crate::session::Question;
    use crate::session::parrot::Around;

    #[test]
    fn of_the_childs_words_and_of_feelings_nobody_asks() {
        let parrot = parrot();
        let feelings = [
            "I am worried about Ailsa.",
            "I'm really quite anxious",
            "I felt so ashamed.",
            "Ah wis feart.",
            "We were both exhausted.",
            "I have been scared of this one.",
            "It keeps me awake.",
            "I wasnae happy.",
        ];
        for text in feelings {
            let (tree, place) = chain("The order continues.", &[text]);
            assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Feeling), "{text}");
            let (tree, place) = chain(text, &[]);
            assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Feeling), "{text}");
        }
        let views = [
            "I feel that contact ought to end.",
            "Mrs Rennie is frightened.",
            "I told gran that she was angry.",
            "We saw Dawn upset.",
            "I would be happy with a year.",
        ];
        for text in views {
            let (tree, place) = chain("The order continues.", &[text]);
            assert!(noticed(&parrot, &tree, place, &AILSA).is_ok(), "{text}");
        }
        let childs = [
            ("\"Stay a wee bit longer.\"", "Ailsa, to her mum"),
            ("“Stay a wee bit longer.”", "ailsa"),
            ("Ailsa said, \"Stay a wee bit longer.\"", ""),
            ("The notes record that Ailsa cried at the end of 11 and asked twice to \"stay a wee bit longer\".", ""),
            ("Ailsa tellt her teacher, \"Ah want tae stay.\"", ""),
            ("'Stay a wee bit longer.'", "Ailsa, to her mum"),
            ("Ailsa said, ‘Stay a wee bit longer.’", ""),
            ("Ailsa said, \"Stay a wee", ""),
        ];
        for (text, source) in childs {
            let (mut tree, place) = chain("The order continues.", &[text]);
            tree.reason_mut(place.id().unwrap()).unwrap().source = source.into();
            assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::ChildsWords), "{text}");
        }
        let (tree, place) =
            chain("The order continues.", &["Mrs Rennie wants Ailsa to stay with her \"till she's grown\"."]);
        assert!(noticed(&parrot, &tree, place, &AILSA).is_ok(), "a gran's words are not the child's");
    }

    #[test]
    fn the_two_have_the_last_word_on_what_is_a_feeling() {
        let parrot = parrot();
        let (mut tree, place) = chain("The order continues.", &["I am worried that Ailsa eats so little."]);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Feeling));
        tree.reason_mut(place.id().unwrap()).unwrap().feeling = Some(false);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(Trigger::NoSource));
        let (mut tree, place) = chain("The order continues.", &["It is always so."]);
        tree.reason_mut(place.id().unwrap()).unwrap().feeling = Some(true);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Feeling));
    }

    #[test]
    fn it_is_quiet_while_somebody_tells_when_paused_when_muted_and_under_a_heavy_one() {
        let parrot = parrot();
        let (mut tree, place) =
            chain("Contact is always distressing.", &["She never settles.", "It is always so at night."]);
        for (state, silence) in [(State::Telling, Silence::Telling), (State::Paused, Silence::Paused)] {
            let around = Around { state, ..AILSA };
            for place in [Under::Claim, place] {
                assert_eq!(noticed(&parrot, &tree, place, &around), Err(silence));
            }
        }
        let top = Under::Reason(tree.reasons()[0].id());
        tree.mute(place, true);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Muted));
        assert_eq!(
            noticed(&parrot, &tree, top, &AILSA),
            Err(Silence::Muted),
            "the chain is all under one direct reason"
        );
        assert!(noticed(&parrot, &tree, Under::Claim, &AILSA).is_ok());
        tree.mute(top, false);
        tree.mute(Under::Claim, true);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Muted));
        tree.mute(Under::Claim, false);
        tree.reason_mut(top.id().unwrap()).unwrap().heavy = true;
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Heavy));
        assert_eq!(tree.ask(place.id(), Question::chosen(Direction::Plain, "But why?")), None);
        assert_eq!(noticed(&parrot, &chain("", &[]).0, Under::Claim, &AILSA), Err(Silence::Blank));
    }

    #[test]
    fn on_ground_it_is_quiet() {
        let parrot = parrot();
        let (mut tree, place) = chain("Contact is always distressing.", &["She never settles after it."]);
        let reason = tree.reason_mut(place.id().unwrap()).unwrap();
        (reason.source, reason.when) = ("family time log".into(), "May 2026".into());
        (reason.end.kind, reason.end.disputed) = (Some(EndKind::Evidence), Some(false));
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Rests));
    }
}
