//! What opens a store when the passphrase is forgotten: a code on a sheet of paper.

use std::fmt;

use bech32::{Bech32, Hrp};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Sixteen random bytes that are written as seven groups of four letters and digits. From them comes an age identity, to
/// which every file is sealed beside the store's own.
///
/// The letters are Crockford's: no I, L, O or U. The last two come from the others, so that a slip is noticed before
/// anything is tried. Capital or not, with dashes or spaces, O for 0, I or L for 1: all read the same.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

/// What was typed is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoCode {
    #[error("The code has 28 letters and digits. There are {has} here.")]
    Length { has: usize },
    #[error("The code has no \"{letter}\" in it. Compare it with your sheet.")]
    Letter { letter: char },
    #[error("A letter or digit is not as on the sheet. Compare them group by group.")]
    Check,
}

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters and digits of the sixteen bytes, five bits each, and of the check after them.
const BODY: usize = 26;
const CHECK: usize = 2;

impl RecoveryCode {
    /// A new one.
    ///
    /// # Panics
    /// If the system gives no randomness, at the very start.
    #[must_use]
    pub fn new() -> Self {
        let mut bytes = Zeroizing::new([0; 16]);
        getrandom::fill(&mut bytes[..]).expect("the system gives randomness");
        Self(bytes)
    }

    /// As somebody typed it from a sheet.
    ///
    /// # Errors
    /// A sentence that quotes at most one letter of it.
    pub fn typed(text: &str) -> Result<Self, NoCode> {
        let mut values = Zeroizing::new(Vec::with_capacity(BODY + CHECK + 4));
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '—')) {
            let plain = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = LETTERS.iter().position(|one| char::from(*one) == plain);
            values.push(value.ok_or(NoCode::Letter { letter })?);
        }
        if values.len() != BODY + CHECK {
            return Err(NoCode::Length { has: values.len() });
        }
        let number = values[..BODY].iter().try_fold(0_u128, |number, value| {
            // 26 letters hold two bits more than sixteen bytes: those are nothing in every code.
            number.checked_mul(32).map(|number| number | *value as u128)
        });
        let code = Self(Zeroizing::new(number.ok_or(NoCode::Check)?.to_be_bytes()));
        if code.values()[BODY..] == values[BODY..] { Ok(code) } else { Err(NoCode::Check) }
    }

    /// The seven groups with dashes between them, as they stand on the sheet.
    #[must_use]
    pub fn words(&self) -> Zeroizing<String> {
        let mut words = Zeroizing::new(String::with_capacity(40));
        for (at, value) in self.values().iter().enumerate() {
            if at > 0 && at % 4 == 0 {
                words.push('-');
            }
            words.push(char::from(LETTERS[*value]));
        }
        words
    }

    /// The age identity that comes from it, as the `age` program reads it: "AGE-SECRET-KEY-1…".
    ///
    /// # Panics
    /// Never: thirty-two bytes have such a form.
    #[must_use]
    pub fn identity_line(&self) -> Zeroizing<String> {
        // A hash, and no slow one: sixteen random bytes cannot be guessed.
        let secret = Zeroizing::new(<[u8; 32]>::from(
            Sha256::new().chain_update(b"but-why recovery code 1").chain_update(&self.0[..]).finalize(),
        ));
        let line = bech32::encode_upper::<Bech32>(Hrp::parse_unchecked("AGE-SECRET-KEY-"), &secret[..]);
        Zeroizing::new(line.expect("thirty-two bytes have a bech32 form"))
    }

    pub(super) fn identity(&self) -> age::x25519::Identity {
        self.identity_line().parse().expect("it was just written as age writes it")
    }

    fn values(&self) -> Zeroizing<Vec<usize>> {
        let number = u128::from_be_bytes(*self.0);
        let mut values: Vec<usize> = (0..BODY).rev().map(|at| (number >> (5 * at)) as usize & 31).collect();
        let hash = Sha256::new().chain_update(b"but-why check 1").chain_update(&self.0[..]).finalize();
        values.extend([usize::from(hash[0]) & 31, usize::from(hash[1]) & 31]);
        Zeroizing::new(values)
    }
}

impl Default for RecoveryCode {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use age::secrecy::ExposeSecret;

    use super::*;

    fn code() -> RecoveryCode {
        RecoveryCode(Zeroizing::new(*b"invented letters"))
    }

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let words = code().words();
        assert_eq!(&words[..], "39DS-V6AV-KMCN-J20V-35EH-T6AW-KKAV");
        let odd = words.to_lowercase().replace('-', " \n").replace('0', "o").replace('1', "l");
        for text in [words.to_string(), words.replace('-', ""), odd, words.replace('-', "–")] {
            assert_eq!(RecoveryCode::typed(&text).unwrap().0, code().0, "{text}");
        }
        for _ in 0..200 {
            let code = RecoveryCode::new();
            assert_eq!(RecoveryCode::typed(&code.words()).unwrap().0, code.0);
        }
    }

    #[test]
    fn a_slip_is_told() {
        let words = code().words();
        let say = |text: &str| RecoveryCode::typed(text).unwrap_err().to_string();
        assert_eq!(say(""), "The code has 28 letters and digits. There are 0 here.");
        assert_eq!(say(&words[..20]), "The code has 28 letters and digits. There are 16 here.");
        assert_eq!(say(&words.replace('S', "U")), "The code has no \"U\" in it. Compare it with your sheet.");
        assert_eq!(say(&"Z".repeat(28)), "A letter or digit is not as on the sheet. Compare them group by group.");
        // Two check letters pass over one slip in a thousand; these are every one that changes a single letter.
        let mut passed = 0;
        for at in 0..words.len() {
            for letter in LETTERS.iter().map(|letter| char::from(*letter)) {
                let mut slipped: Vec<char> = words.chars().collect();
                if slipped[at] != '-' && slipped[at] != letter {
                    slipped[at] = letter;
                    passed += usize::from(RecoveryCode::typed(&slipped.iter().collect::<String>()).is_ok());
                }
            }
        }
        assert!(passed <= 3, "{passed} of 868");
    }

    #[test]
    fn the_identity_is_one_that_age_reads() {
        let line = code().identity_line();
        assert!(line.starts_with("AGE-SECRET-KEY-1") && line.len() == 74);
        assert_eq!(code().identity().to_string().expose_secret(), &line[..]);
    }
}
