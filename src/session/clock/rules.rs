//! The rules by which a date may be worked out: plain words, citation, how days are counted, and how sure the source is.
//!
//! Every rule is one that was read, and is told no more surely than it was read. What may not be worked out has no rule here:
//! how interim orders add up, the timetable of a court, when the written decision arrives, anything for a child near 16.

/// Stands with every date.
pub const CHECK: &str = "Check with the Reporter.";

/// Stands once, before all of them.
pub const CAUTION: &str = "These days help to plan, and are not legal advice. The Acts were read as at 15 December 2025. \
                           A later text, of 30 March 2026, has not been read. Read the law again by 28 February 2027.";

/// A rule that gives one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    ReporterReview,
    FamilyReview,
    SecureReview,
    Appeal,
    RelevantPersonAppeal,
    Interim,
    ContactReview,
    TransferReview,
    Notice,
    FamilyPapers,
    ReviewPapers,
    FirstReviewAway,
    SecondReviewAway,
    NextReviewAway,
    FirstReviewHome,
    NextReviewHome,
    FirstVisit,
    NextVisit,
    Safeguarder,
}

/// Everything that is said of a rule.
pub(super) struct Said {
    pub what: &'static str,
    pub rule: &'static str,
    pub citation: &'static str,
    pub counted: &'static str,
    pub sure: &'static str,
}

macro_rules! act {
    ($section:literal) => {
        concat!("Children's Hearings (Scotland) Act 2011, ", $section)
    };
}
macro_rules! hearing_rules {
    ($rules:literal) => {
        concat!(
            "Children's Hearings (Scotland) Act 2011 (Rules of Procedure in Children's Hearings) Rules 2013, ",
            $rules
        )
    };
}
macro_rules! regulations {
    ($number:literal) => {
        concat!("Looked After Children (Scotland) Regulations 2009, ", $number)
    };
}

const READ: &str = "The words of the Act were read as at 15 December 2025.";
const READ_AND_COUNTED: &str =
    "The words of the Act were read as at 15 December 2025. How the days are counted is from memory.";
const INTERIM: &str = "Section 140 was read as at 15 December 2025, section 86 in explanatory notes. \
                       Whether an Act of 2026 has changed the 22 days is not known. Look before you use it.";
const RULES: &str = "Read in the Rules as they were made in 2013. Later changes were not seen.";
const REGULATIONS: &str = "Read in a text of the Regulations of 30 September 2021. Later changes were not seen.";

const BEFORE_HEARING: &str = "Counted back from the hearing. Weekends and holidays count.";
const MONTHS_ON: &str = "The same date some months later, or the last day of a month that has no such date.";
const WITH_MONTHS: &str = "The first day counts. So 3 months end on the day before the same date, 3 months on.";

impl Rule {
    /// In the order in which they are shown when they fall on one day.
    pub const ALL: [Self; 19] = [
        Self::Notice,
        Self::FamilyPapers,
        Self::ReviewPapers,
        Self::Appeal,
        Self::RelevantPersonAppeal,
        Self::Interim,
        Self::TransferReview,
        Self::ContactReview,
        Self::SecureReview,
        Self::FamilyReview,
        Self::ReporterReview,
        Self::FirstReviewAway,
        Self::SecondReviewAway,
        Self::NextReviewAway,
        Self::FirstReviewHome,
        Self::NextReviewHome,
        Self::FirstVisit,
        Self::NextVisit,
        Self::Safeguarder,
    ];

    #[expect(clippy::too_many_lines, reason = "a table")]
    pub(super) fn said(self) -> Said {
        match self {
            Self::ReporterReview => Said {
                what: "The Reporter's own review opens",
                rule: "The Reporter must start a review if the order will expire within 3 months. \
                       That holds if it would not be reviewed before then.",
                citation: act!("section 133"),
                counted: "Counted back 3 months from the expiry written on the order.",
                sure: READ,
            },
            Self::FamilyReview => Said {
                what: "Earliest review that the family can ask for",
                rule: "On such a request the order may not be reviewed for 3 months. \
                       They begin with the day it was made, continued or varied. \
                       The bar is on the review; we saw none on asking earlier.",
                citation: act!("section 132(2) to (4)"),
                counted: "The first day counts. So the review may be on the same date, 3 months on.",
                sure: READ_AND_COUNTED,
            },
            Self::SecureReview => Said {
                what: "Last day to review a secure authorisation",
                rule: "It is reviewed before the end of 3 months. \
                       They begin with the day it was made, varied or continued.",
                citation: act!("section 135"),
                counted: WITH_MONTHS,
                sure: READ_AND_COUNTED,
            },
            Self::Appeal => Said {
                what: "Last day to appeal to the sheriff",
                rule: "The child, a relevant person or a safeguarder has 21 days. \
                       They begin with the day of the decision.",
                citation: act!("section 154(5)"),
                counted: "The day of the decision is day 1. Weekends and holidays count, and a closed court adds none.",
                sure: READ_AND_COUNTED,
            },
            Self::RelevantPersonAppeal => Said {
                what: "Last day to appeal about who is a relevant person",
                rule: "There are 7 days. They begin with the day of that decision.",
                citation: act!("section 160(6)(a)"),
                counted: "The day of the decision is day 1. Weekends and holidays count.",
                sure: READ_AND_COUNTED,
            },
            Self::Interim => Said {
                what: "Last possible day of the interim order or variation",
                rule: "It lasts 22 days at most, beginning with the day it was made, varied or last extended. \
                       It ends sooner at the next hearing, when the sheriff decides on the grounds, or on a day that it names.",
                citation: act!("sections 86(3)(d) and (e) and 140(4)(d)"),
                counted: "The day it was made is day 1. Weekends and holidays count.",
                sure: INTERIM,
            },
            Self::ContactReview => Said {
                what: "Last day for the review of a contact direction",
                rule: "It is reviewed within 5 working days after the hearing.",
                citation: act!("sections 126(4) and 202(1)"),
                counted: "The working day after the hearing is day 1. \
                          Only weekends, 25 and 26 December, and 1 and 2 January do not count.",
                sure: READ_AND_COUNTED,
            },
            Self::TransferReview => Said {
                what: "Last day for the review after an urgent transfer",
                rule: "It is reviewed within 3 working days, beginning with the day of the transfer.",
                citation: act!("sections 137(3) and 202(1)"),
                counted: "The day of the transfer is day 1 if it is a working day. \
                          Only weekends, 25 and 26 December, and 1 and 2 January do not count.",
                sure: READ_AND_COUNTED,
            },
            Self::Notice => Said {
                what: "Notice of the hearing, and the papers with it",
                rule: "The Reporter gives notice no later than 7 days before the hearing. \
                       For a review, the order and all earlier decisions and reasons come by then too.",
                citation: hearing_rules!("rules 22 and 34(1) to (3)"),
                counted: BEFORE_HEARING,
                sure: RULES,
            },
            Self::FamilyPapers => Said {
                what: "The family's own papers to the Reporter",
                rule: "So far as practicable, the Reporter has them 4 days before the hearing. \
                       Wherever practicable, they are sent on 3 days before.",
                citation: hearing_rules!("rule 26(1) and (2)"),
                counted: BEFORE_HEARING,
                sure: RULES,
            },
            Self::ReviewPapers => Said {
                what: "Our report is with the family and the panel",
                rule: "For a review, this is no later than 3 days before the hearing. \
                       It is the Reporter's limit. When the Reporter needs it from us is agreed locally.",
                citation: hearing_rules!("rules 34(4) to (6) and 35"),
                counted: BEFORE_HEARING,
                sure: RULES,
            },
            Self::FirstReviewAway => Said {
                what: "First looked-after review",
                rule: "In kinship, foster or residential care, it is within 6 weeks of the placement.",
                citation: regulations!("regulation 45"),
                counted: "42 days on from the day of the placement. Weekends and holidays count.",
                sure: REGULATIONS,
            },
            Self::SecondReviewAway => Said {
                what: "Second looked-after review",
                rule: "It is within 3 months of the day on which the first was held.",
                citation: regulations!("regulation 45"),
                counted: MONTHS_ON,
                sure: REGULATIONS,
            },
            Self::NextReviewAway => Said {
                what: "Next looked-after review",
                rule: "It is within 6 months of the day on which the last was held.",
                citation: regulations!("regulation 45"),
                counted: MONTHS_ON,
                sure: REGULATIONS,
            },
            Self::FirstReviewHome => Said {
                what: "First looked-after review, at home",
                rule: "How often is agreed with the child and the carer. \
                       If nothing is agreed, the first is within 6 weeks of the placement.",
                citation: regulations!("regulation 44"),
                counted: "42 days on from the day of the placement. Weekends and holidays count.",
                sure: REGULATIONS,
            },
            Self::NextReviewHome => Said {
                what: "Next looked-after review, at home",
                rule: "How often is agreed with the child and the carer. \
                       If nothing is agreed, it is within 12 months of the last.",
                citation: regulations!("regulation 44"),
                counted: MONTHS_ON,
                sure: REGULATIONS,
            },
            Self::FirstVisit => Said {
                what: "First visit to the placement",
                rule: "It is within one week of the placement.",
                citation: regulations!("regulation 46"),
                counted: "7 days on from the day of the placement. Weekends and holidays count.",
                sure: REGULATIONS,
            },
            Self::NextVisit => Said {
                what: "Next visit to the placement",
                rule: "Visits are at most 3 months apart.",
                citation: regulations!("regulation 46"),
                counted: MONTHS_ON,
                sure: REGULATIONS,
            },
            Self::Safeguarder => Said {
                what: "The safeguarder's report or interim report",
                rule: "It is given within 35 days of the appointment.",
                citation: hearing_rules!("rule 56(4)"),
                counted: "35 days on from the day of the appointment. Weekends and holidays count.",
                sure: RULES,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_said_in_short_sentences_that_blame_nobody() {
        let (mut words, mut sentences) = (0, 0);
        let texts = Rule::ALL.into_iter().flat_map(|rule| {
            let Said { what, rule, citation: _, counted, sure } = rule.said();
            [what, rule, counted, sure]
        });
        for text in texts.chain([CHECK, CAUTION]) {
            for sentence in text.split_inclusive(['.', '?', ';']) {
                let count = sentence.split_whitespace().count();
                assert!(count <= 25, "{count} words: {sentence}");
                words += count;
                sentences += 1;
            }
            let lower = text.to_lowercase();
            for word in ["why did you", "fail", "excuse", "should have", "invalid", "please", "%", "deadline"] {
                assert!(!lower.contains(word), "{text}");
            }
        }
        assert!(words <= sentences * 15, "{words} words in {sentences} sentences");
    }

    #[test]
    fn an_interim_order_says_that_its_length_has_to_be_looked_at_again() {
        let said = Rule::Interim.said();
        assert!(said.sure.contains("is not known. Look before you use it."), "{}", said.sure);
    }

    #[test]
    fn every_rule_is_shown_once() {
        for (at, rule) in Rule::ALL.iter().enumerate() {
            assert!(!Rule::ALL[..at].contains(rule), "{rule:?}");
        }
    }
}
