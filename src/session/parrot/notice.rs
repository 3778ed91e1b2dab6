//! What the parrot notices in a sentence: the triggers of `sessions.md`, 5.4.

use super::{Around, ClaimKind, refuse, words::Heard};
use crate::checklist::{Comparing, Parrot, Trigger};
use crate::session::{Basis, Reason, Tree, Under, why};

/// A claim or a reason, as the parrot looks at it.
pub(super) struct Subject<'a> {
    pub(super) parrot: &'a Parrot,
    pub(super) tree: &'a Tree,
    pub(super) around: &'a Around<'a>,
    pub(super) place: Under,
    /// Nothing if it is the claim.
    pub(super) reason: Option<&'a Reason>,
    pub(super) text: &'a str,
    pub(super) heard: Heard<'a>,
}

impl<'a> Subject<'a> {
    /// What stands at a place; nothing if there is no such reason.
    pub(super) fn at(parrot: &'a Parrot, tree: &'a Tree, place: Under, around: &'a Around<'a>) -> Option<Self> {
        let reason = match place {
            Under::Claim => None,
            Under::Reason(id) => Some(tree.reason(id)?),
        };
        let text = reason.map_or(&tree.claim, |reason| &reason.text);
        let heard = Heard::new(text, &parrot.comparing);
        Some(Self { parrot, tree, around, place, reason, text, heard })
    }

    pub(super) fn comparing(&self) -> &'a Comparing {
        &self.parrot.comparing
    }

    /// The first of these triggers that is noticed, in the order in which the parrot looks.
    pub(super) fn first(&self, which: impl Fn(Trigger) -> bool) -> Option<Trigger> {
        Trigger::ORDER.into_iter().find(|trigger| which(*trigger) && self.notices(*trigger).is_some())
    }

    /// Whether this is noticed, and by which words as they were typed; empty where it is not by words. What the file leaves
    /// out is not noticed.
    pub(super) fn notices(&self, trigger: Trigger) -> Option<&'a str> {
        let data = self.parrot.trigger(trigger)?;
        let by_words = || {
            let place = self.heard.find(&data.words, &data.except, self.comparing())?;
            Some(self.heard.typed(place))
        };
        let when = |holds: bool| holds.then_some("");
        match trigger {
            Trigger::Circular => when(refuse::is_circular(self)),
            Trigger::AlwaysThePlan | Trigger::Resource => by_words(),
            Trigger::Authority => by_words().filter(|_| refuse::says_no_more_than_who(self)),
            Trigger::LabelForLabel => when(refuse::is_label_for_label(self)),
            Trigger::BestForChild => by_words().filter(|_| refuse::could_be_any_child(self, data)),
            Trigger::Proposal if self.reason.is_some() => None,
            Trigger::Proposal if self.around.claim != ClaimKind::Plain => Some(""),
            Trigger::Proposal | Trigger::Absolute | Trigger::Missing | Trigger::Prediction | Trigger::Label => {
                by_words()
            }
            Trigger::OwnAction => {
                let came = self.heard.find(&data.also, &data.except, self.comparing())?;
                let did = by_words().is_some() || self.is_said_elsewhere(&data.words);
                did.then(|| self.heard.typed(came))
            }
            Trigger::Passive => self.passive(),
            Trigger::Assumption => when(
                self.reason.is_some_and(|reason| reason.basis == Some(Basis::Assumption))
                    || why::is_assumed(self.text, self.around.assumed),
            ),
            Trigger::NoSource => when(self.lacks(|reason| &reason.source)),
            Trigger::NoDate => when(
                self.reason.is_some_and(|reason| !reason.source.trim().is_empty()) && self.lacks(|reason| &reason.when),
            ),
        }
    }

    /// Whether one of these phrases stands anywhere else in the tree.
    fn is_said_elsewhere(&self, phrases: &[String]) -> bool {
        let texts = self.tree.walk().into_iter().map(|(_, one)| (Under::Reason(one.id()), one.text.as_str()));
        let mut others =
            texts.chain([(Under::Claim, self.tree.claim.as_str())]).filter(|(place, _)| *place != self.place);
        others.any(|(_, text)| Heard::new(text, self.comparing()).hears(phrases, self.comparing()))
    }

    /// "It was felt", unless "by" and somebody follow.
    fn passive(&self) -> Option<&'a str> {
        const NEAR: usize = 7;
        let data = self.parrot.trigger(Trigger::Passive)?;
        let place = self.heard.find(&data.words, &data.except, self.comparing())?;
        let next = self.heard.next(place.after, NEAR);
        let says_by_whom = next.windows(2).any(|two| {
            let is_a_time = two[1].starts_with(|c: char| c.is_ascii_digit())
                || self.comparing().days.iter().any(|day| day == two[1])
                || ["then", "now", "the"].contains(&two[1]) && next.last() == Some(&two[1]);
            two[0] == "by" && !is_a_time
        });
        (!says_by_whom).then(|| self.heard.typed(place))
    }

    /// Whether a part of where it comes from is blank. What is not known yet comes from nowhere; brackets in the sentence
    /// say where as well, as reports do: "(school record, 8 May 2026)".
    fn lacks(&self, part: impl Fn(&Reason) -> &String) -> bool {
        let known = self.reason.is_none_or(|reason| reason.basis != Some(Basis::NotKnown));
        known && !says_source(self.text) && self.reason.is_none_or(|reason| part(reason).trim().is_empty())
    }
}

/// Whether brackets in a sentence hold words, and not only somebody's age.
fn says_source(text: &str) -> bool {
    text.split('(')
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .any(|(inside, _)| inside.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::super::{
        Silence,
        tests::{AILSA, chain, noticed, parrot},
    };
    use super::*;
    use crate::session::parrot::refused;

    #[track_caller]
    fn check(parrot: &Parrot, claim: &str, reasons: &[&str], expected: Trigger) {
        let (tree, place) = chain(claim, reasons);
        assert_eq!(noticed(parrot, &tree, place, &AILSA), Ok(expected), "{claim} / {reasons:?}");
    }

    #[test]
    fn every_trigger_is_noticed_in_the_sentences_of_real_reports() {
        use Trigger::*;
        let parrot = parrot();
        let rows = [
            // No source.
            ("Ailsa has a sibling, Cody, who is in another authority.", NoSource),
            ("Permanence has stalled since March.", NoSource),
            // Labels.
            ("Her chaotic lifestyle continues to worry the school.", Label),
            ("He has been in placement since May and is fully attached to them.", Label),
            ("Dawn has failed to engage with services.", Label),
            ("Kerry continues to minimise the concerns.", Label),
            ("Kerry continues to minimize the concerns.", Label),
            ("Skye can be manipulative and attention seeking.", Label),
            ("Angela was hostile when the duty worker called.", Label),
            ("She has been absconding at weekends.", Label),
            ("The placement is stable.", Label),
            ("Dawn is awfy thrawn.", Label),
            ("Mum has minimal insight into the impact of her drinking.", Label),
            ("Rory has formed a strong attachment to his foster carers.", Label),
            ("Kerry does not accept the concerns.", Label),
            ("Kerry struggles to prioritise Rory.", Label),
            ("Contact has been inconsistent.", Label),
            ("Skye is beyond parental control.", Label),
            ("Skye is a very damaged wee girl.", Label),
            ("Skye is mature for her years.", Label),
            ("Dawn was told of the date but failed to attend.", Label),
            ("She puts herself at risk and refuses to give information.", Label),
            ("He's a right handful, so he is.", Label),
            ("Her maw's no bothered wi her.", Label),
            ("The bairns are thriving wi their granny.", Label),
            // Absolutes.
            ("Contact is always distressing for Ailsa, who displays challenging behaviour afterwards.", Absolute),
            ("Contact is aye distressing for Ailsa.", Absolute),
            ("It is clear that Ailsa does not want more contact.", Absolute),
            ("Both grounds are clearly established.", Absolute),
            ("Adoption is the only option that gives Rory security.", Absolute),
            ("She never comes to the school.", Absolute),
            ("Every time she visits, it ends in tears.", Absolute),
            ("All professionals think so.", Absolute),
            ("There was no evidence of change.", Absolute),
            // Predictions.
            ("Given her history, relapse is likely.", Prediction),
            ("Without an order Dawn would remove Ailsa.", Prediction),
            ("A return home would be seriously detrimental to Rory.", Prediction),
            ("There is a risk that matters deteriorate.", Prediction),
            ("She'll just take the wean away.", Prediction),
            // Somebody is missing.
            ("Ailsa's father is not involved.", Missing),
            ("Her da isnae involved.", Missing),
            ("Wider family were considered at an early stage and ruled out.", Missing),
            (
                "Ailsa was not spoken to for this report as it was felt that discussing the hearing would unsettle her.",
                Missing,
            ),
            ("Ailsa wasnae spoken tae.", Missing),
            ("Rory is too young to express a view.", Missing),
            ("His views could not be obtained, as he does not speak yet.", Missing),
            ("The child's views were not sought due to her age.", Missing),
            ("Rory was too distressed to be spoken with.", Missing),
            ("Paternal grandparents have not been assessed.", Missing),
            ("Lewis has chosen not to be part of his son's life.", Missing),
            ("Naebody's spoke tae the faither.", Missing),
            // Nobody did it.
            ("It was felt that discussing the hearing might unsettle her.", Passive),
            (
                "Permanence was discussed at the LAAC review in March 2023 and it was agreed to return to it when matters were clearer.",
                Passive,
            ),
            ("The father, Lewis, is believed to have been involved in supplying drugs.", Passive),
            ("The home is believed to be in poor condition.", Passive),
            ("It has been assessed that Kerry cannot keep him safe.", Passive),
            ("There have been ongoing concerns regarding neglect.", Passive),
            ("The department considers that the order remains necessary.", Passive),
            // Our own action inside the evidence.
            ("Since time with Mum was reduced to monthly, the quality of contact is poor.", OwnAction),
            ("She refused entry when we called unannounced.", OwnAction),
            ("Contact was suspended in April and he no longer asks for her.", OwnAction),
            ("Since being accommodated, Skye has become withdrawn.", OwnAction),
            ("Following three changes of social worker, Angela does not trust services.", OwnAction),
            // What is asked for.
            ("I recommend that the CSO be continued without variation for a further year.", Proposal),
            ("We ask for six months more, so that Ailsa and her mum are asked before anybody decides.", Proposal),
            ("Ailsa sees Mum for an hour a week at the family centre, with a worker in the room.", Proposal),
        ];
        for (claim, trigger) in rows {
            check(&parrot, claim, &[], trigger);
        }
    }

    #[test]
    fn words_that_sound_like_a_trigger_are_not_taken_for_one() {
        let parrot = parrot();
        let rows = [
            "Contact is not always distressing for Ailsa.",
            "It is not clear what Ailsa wants.",
            "Matters became clearer in March.",
            "She would like to see Cody.",
            "Mrs Rennie is frightened of going to court.",
            "It was felt by Ms Orr that it may unsettle her.",
            "It was agreed in March by her gran and her aunt.",
            "The log says \"always late\" of three sessions.",
            "The report of 2022 calls her “chaotic”.",
            "She attached the letter.",
            "The hearing will be held at the family centre on 2 June.",
            "Dawn's sister is expecting a baby in October.",
            "Skye is expected to sit her exams in May.",
            "Ailsa lives with her gran in a settled tenancy.",
            "Angela's illness makes it difficult for her to take Finn to school.",
            "Rory was stable on discharge from hospital.",
            "Gran has a clear memory of that day.",
            "The school has a vulnerable persons lead.",
            "Mrs Rennie is 68 and was in hospital for nine days in February 2026.",
        ];
        for claim in rows {
            check(&parrot, claim, &[], Trigger::NoSource);
        }
        check(&parrot, "It was agreed by March to end it.", &[], Trigger::Passive);
    }

    #[test]
    fn a_source_and_a_date_are_asked_for_and_then_nothing() {
        let parrot = parrot();
        let (mut tree, place) = chain("Ailsa stays with Gran.", &["Mrs Rennie was in hospital for nine days."]);
        let id = place.id().unwrap();
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(Trigger::NoSource));
        tree.reason_mut(id).unwrap().source = "Hospital letter".into();
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(Trigger::NoDate));
        tree.reason_mut(id).unwrap().when = "February 2026".into();
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Nothing));
        let reason = tree.reason_mut(id).unwrap();
        (reason.source, reason.when) = (String::new(), String::new());
        reason.basis = Some(Basis::NotKnown);
        assert_eq!(
            noticed(&parrot, &tree, place, &AILSA),
            Err(Silence::Nothing),
            "what is not known comes from nowhere"
        );
        // As reports do it.
        let (tree, place) = chain("School attendance this session is 96% (school record, 8 May 2026).", &[]);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Err(Silence::Nothing));
        let (tree, place) = chain("Ailsa (9) lives with Gran.", &[]);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(Trigger::NoSource), "an age is no source");
    }

    #[test]
    fn what_we_did_may_stand_in_another_sentence_of_the_tree() {
        let parrot = parrot();
        let poor = "The quality of contact is now poor and Rory treats Kerry as a stranger.";
        let cut = "Contact was reduced from three times a week to once in January 2025 to let Rory settle.";
        let (tree, place) = chain("Time with Kerry ends.", &[cut, poor]);
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(Trigger::OwnAction));
        let (tree, place) = chain("Time with Kerry ends.", &[poor]);
        assert_ne!(noticed(&parrot, &tree, place, &AILSA), Ok(Trigger::OwnAction));
    }

    #[test]
    fn a_trigger_that_the_file_leaves_out_is_not_noticed() {
        let mut parrot = parrot();
        parrot.triggers.retain(|words| words.trigger == Trigger::NoSource);
        check(&parrot, "It was always agreed that relapse is likely.", &[], Trigger::NoSource);
    }

    /// The three invented reports, sentence by sentence: what the parrot asks of those that their keys name.
    #[test]
    fn the_reports_strongest_finds_are_reached() {
        use Trigger::*;
        let parrot = parrot();
        let ailsa = [
            (
                9,
                "Contact is always distressing for Ailsa, who displays challenging behaviour afterwards.",
                Ok(Absolute),
            ),
            (
                10,
                "The supervisor's notes record that Ailsa cried at the end of 11 of the 31 sessions and asked twice to \"stay a wee bit longer\".",
                Err(Silence::ChildsWords),
            ),
            (11, "It is clear that Ailsa does not want more contact.", Ok(Absolute)),
            (13, "Given her history, relapse is likely.", Ok(Prediction)),
            (
                14,
                "Mrs Rennie told me on 12 May that she wants Ailsa to stay with her \"till she's grown\" and that she is frightened of going to court.",
                Ok(NoSource),
            ),
            (16, "Ailsa's father is not involved.", Ok(Missing)),
            (
                18,
                "Ailsa was not spoken to for this report as it was felt that discussing the hearing would unsettle her.",
                Ok(Missing),
            ),
            (19, "Her views are known from the last review: she likes living with her gran.", Ok(Missing)),
            (21, "All professionals agree that the current plan should continue.", Ok(Authority)),
            (
                22,
                "Permanence was discussed at the LAAC review in March 2023 and it was agreed to return to it when matters were clearer.",
                Ok(Passive),
            ),
            (23, "Without an order Dawn would remove Ailsa.", Ok(Prediction)),
            (
                24,
                "Compulsory measures therefore remain necessary, as they have been at every review since 2020.",
                Ok(AlwaysThePlan),
            ),
            (26, "I recommend that the CSO be continued without variation for a further year.", Ok(Proposal)),
        ];
        let rory = [
            (
                3,
                "He has been in placement with Mr and Mrs Tulloch since 6 May 2024 and is fully attached to them.",
                Ok(Label),
            ),
            (13, "Kerry continues to minimise the concerns.", Ok(Label)),
            (17, "A return home would be seriously detrimental to Rory.", Ok(Prediction)),
            (18, "Wider family were considered at an early stage and ruled out.", Ok(Missing)),
            (
                19,
                "Lewis's sister, Shona, contacted the department in March 2026 and was told that the plan was already in place.",
                Ok(AlwaysThePlan),
            ),
            (20, "Rory is too young to express a view.", Ok(Missing)),
            (
                21,
                "The carers' diary for 14 and 20 April notes that at bedtime Rory asked, \"Is the other mummy coming?\"",
                Err(Silence::ChildsWords),
            ),
            (
                22,
                "The permanence panel recommended a permanence order with authority to adopt on 12 March 2026 and the agency decision maker agreed.",
                Ok(Authority),
            ),
            (23, "Adoption is the only option that will give Rory the security he deserves.", Ok(Absolute)),
        ];
        let skye = [
            (7, "Skye is mature for her age and takes Finn to school most mornings.", Ok(Label)),
            (10, "She puts herself at risk and refuses to give information.", Ok(Label)),
            (11, "Skye can be manipulative and attention seeking.", Ok(Label)),
            (
                13,
                "Angela was hostile when the duty worker called unannounced on 14 October and refused entry.",
                Ok(OwnAction),
            ),
            (14, "The home is believed to be in poor condition.", Ok(Passive)),
            (15, "A referral was made to family support in September, which the family did not take up.", Ok(Missing)),
            (19, "Both grounds are clearly established.", Ok(Absolute)),
            (21, "The family would not work with us on a voluntary basis.", Ok(Prediction)),
            (22, "A CSO at home would ensure that Skye attends school.", Ok(Prediction)),
        ];
        for (child, sentences) in [("Ailsa", &ailsa[..]), ("Rory", &rory), ("Skye", &skye)] {
            for (number, sentence, expected) in sentences {
                let (tree, place) = chain(sentence, &[]);
                let around = Around { child, ..AILSA };
                assert_eq!(noticed(&parrot, &tree, place, &around), *expected, "{child}, sentence {number}");
            }
        }
        // 24 as a reason for the recommendation: past necessity is not accepted, and is asked again.
        let (tree, place) = chain(ailsa[12].1, &[ailsa[11].1]);
        assert_eq!(refused(&parrot, &tree, place, &AILSA), Some(AlwaysThePlan));
        // 14 and 15 of Rory's: what we did stands beside what came of it.
        let cut = "Contact was reduced from three times a week to once in January 2025 to let Rory settle.";
        let (tree, place) = chain(
            "Time with Kerry ends.",
            &[cut, "The quality of contact is now poor and Rory treats Kerry as a stranger."],
        );
        assert_eq!(noticed(&parrot, &tree, place, &AILSA), Ok(OwnAction));
    }
}
