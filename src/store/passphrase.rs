//! What opens a store: words that somebody remembers.

use std::sync::LazyLock;

use age::secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A passphrase as it is used, wiped when it is dropped.
///
/// Spaces at both ends do not count, because they come along when something is pasted. All else does, in the form that
/// Unicode calls NFKC: an é is the same whether a keyboard sends it as one character or as two.
#[derive(Clone)]
pub struct Passphrase(SecretString);

/// A passphrase that was chosen is too short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooShort {
    /// Characters that it has.
    pub has: usize,
}

/// Short, plain English words (the first of the EFF's short lists), one of 1,296 each: five of them are about 51 bits.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../assets/words/eff_short.txt").lines().filter(|line| !line.is_empty()).collect()
});

impl Passphrase {
    /// Characters that a new passphrase has at least.
    pub const LEAST: usize = 12;

    /// As it was typed to open a store. Any length is tried.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        // Wiped too, also where it had to grow.
        let mut plain = Zeroizing::new(String::with_capacity(text.len() * 3 + 16));
        plain.extend(text.nfkc());
        Self(SecretString::from(plain.trim().to_owned()))
    }

    /// As it was typed to be the new one.
    ///
    /// # Errors
    /// If it has fewer than [`LEAST`](Self::LEAST) characters. Nothing else is asked of it.
    pub fn chosen(text: &str) -> Result<Self, TooShort> {
        let passphrase = Self::typed(text);
        let has = passphrase.0.expose_secret().chars().count();
        if has < Self::LEAST { Err(TooShort { has }) } else { Ok(passphrase) }
    }

    /// Five random words with spaces between them, for somebody who does not want to think of any.
    ///
    /// # Panics
    /// If the system gives no randomness, at the very start.
    #[must_use]
    pub fn suggested() -> Zeroizing<String> {
        let words: Vec<&str> = std::iter::repeat_with(|| WORDS[below(WORDS.len())]).take(5).collect();
        Zeroizing::new(words.join(" "))
    }

    pub(super) fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// A random number below `limit`, each equally likely.
fn below(limit: usize) -> usize {
    // What is over the last whole multiple is drawn again.
    let whole = u32::MAX as usize / limit * limit;
    loop {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).expect("the system gives randomness");
        let drawn = u32::from_le_bytes(bytes) as usize;
        if drawn < whole {
            return drawn % limit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_as_long_as_it_looks() {
        let long = "x".repeat(10_000);
        let rows: [(&str, Option<usize>); 9] = [
            ("", Some(0)),
            ("eleven char", Some(11)),
            ("  eleven char  \n", Some(11)),
            ("twelve chars", None),
            ("ÀÈÌÒÙàèìòùÀÈ", None),
            // With every accent as a character of its own: still six.
            ("a\u{300}a\u{300}a\u{300}a\u{300}a\u{300}a\u{300}", Some(6)),
            ("🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜", None),
            ("            ", Some(0)),
            (&long, None),
        ];
        for (text, has) in rows {
            assert_eq!(Passphrase::chosen(text).err(), has.map(|has| TooShort { has }), "{}", text.len());
        }
    }

    #[test]
    fn accents_and_spaces_at_the_ends_make_no_difference_and_capitals_do() {
        let same = |a: &str, b: &str| {
            Passphrase::typed(a).secret().expose_secret() == Passphrase::typed(b).secret().expose_secret()
        };
        assert!(same("caf\u{e9} by the sea", " cafe\u{301} by the sea\t"));
        assert!(same("ﬁve words", "five words"));
        assert!(!same("Café by the sea", "café by the sea"));
        assert!(!same("café  by the sea", "café by the sea"));
    }

    #[test]
    fn five_words_are_suggested_and_are_long_enough_each_time() {
        assert_eq!(WORDS.len(), 1296);
        assert!(WORDS.iter().all(|word| (3..=5).contains(&word.len()) && word.is_ascii()));
        let all: std::collections::BTreeSet<String> =
            std::iter::repeat_with(|| Passphrase::suggested().to_string()).take(200).collect();
        assert_eq!(all.len(), 200);
        assert!(all.iter().all(|words| words.split(' ').count() == 5 && Passphrase::chosen(words).is_ok()));
    }

    #[test]
    fn it_says_nothing_of_itself() {
        assert_eq!(format!("{:?}", Passphrase::typed("a secret passphrase")), "Passphrase(…)");
    }
}
