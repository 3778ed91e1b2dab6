//! What something looks like, and what is said of it.

use crate::record::Note;

/// What something looks like, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// The name by which the child goes in the session.
    Pseudonym,
    /// The reference of the session.
    Reference,
    /// Ten digits that begin with a date and end with the right check digit.
    ChiNumber,
    /// Ten digits that begin with a date. The last is not the check digit.
    TenDigits,
    DateOfBirth,
    Email,
    Phone,
    Postcode,
    Street,
    School,
    /// Of a person or a place.
    Name,
    /// A date finer than the month.
    FullDate,
    /// Six or more words in a row that also stand in the case.
    FromTheCase,
}

impl FindingKind {
    pub const ALL: [Self; 13] = [
        Self::Pseudonym,
        Self::Reference,
        Self::ChiNumber,
        Self::TenDigits,
        Self::DateOfBirth,
        Self::Email,
        Self::Phone,
        Self::Postcode,
        Self::Street,
        Self::School,
        Self::Name,
        Self::FullDate,
        Self::FromTheCase,
    ];

    /// The words on the screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Pseudonym => "The name used for the child",
            Self::Reference => "The reference of this session",
            Self::ChiNumber => "Looks like a CHI number",
            Self::TenDigits => "Ten digits, nearly a CHI number",
            Self::DateOfBirth => "Looks like a date of birth",
            Self::Email => "Looks like an e-mail address",
            Self::Phone => "Looks like a phone number",
            Self::Postcode => "Looks like a postcode",
            Self::Street => "Looks like a street",
            Self::School => "Looks like a school or a nursery",
            Self::Name => "Looks like a name",
            Self::FullDate => "A full date",
            Self::FromTheCase => "Words from the case",
        }
    }

    /// What it means for those who read it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Pseudonym => "It leads back to this child's session.",
            Self::Reference => "It leads back to this session and to the case.",
            Self::ChiNumber => "It begins with a date and ends with the right check digit. It names one person.",
            Self::TenDigits => "It begins with a date, but the check digit is another one. It may have a slip in it.",
            Self::DateOfBirth => "Most notes need an age and not the day.",
            Self::Email => "It names a person or leads to one.",
            Self::Phone => "It leads to one person or one home.",
            Self::Postcode => "It leads to a few homes.",
            Self::Street => "It says where somebody lives or goes.",
            Self::School => "It says where a child is on weekdays.",
            Self::Name => "It may be a person or a place. Who they are to the child often says more.",
            Self::FullDate => "A learning note needs no date finer than the month.",
            Self::FromTheCase => {
                "Six words or more also stand in the session. A learning note holds no facts of the case."
            }
        }
    }

    /// Whether people may keep it in this note. What leads back to the case has no place in a note about learning.
    #[must_use]
    pub fn may_stay(self, note: Note) -> bool {
        match self {
            Self::Pseudonym | Self::Reference | Self::DateOfBirth | Self::FullDate | Self::FromTheCase => {
                !note.is_about_learning()
            }
            Self::ChiNumber
            | Self::TenDigits
            | Self::Email
            | Self::Phone
            | Self::Postcode
            | Self::Street
            | Self::School
            | Self::Name => true,
        }
    }
}
