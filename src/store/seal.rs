//! Sealing and opening: the only file that touches keys. What it makes are ordinary `age` files.
//!
//! A **session** is sealed to two recipients, the store's own and the recovery identity's, so that a save needs neither the
//! passphrase nor its slow derivation, and the recovery sheet opens every file with the `age` program alone. age does not say
//! who sealed a file, and whoever knows a recipient can seal to it. So the first line inside says which store, which kind,
//! which id and which revision it is, with a code (HMAC-SHA256) that only this store can make:
//!
//! ```text
//! but-why 1 <store> <kind> <id> <revision> <code>
//! {"format":1,"kept":…}
//! ```
//!
//! The **keys** are an age identity file: an age file itself, sealed by the passphrase (`keys.age`) and once more to the
//! recovery identity (`keys-recovery.age`). Recipients are read from inside it, or whoever can write the folder could add
//! himself as a reader.

use std::fmt;
use std::io::{Read, Write};
use std::str::FromStr;

use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{Passphrase, RecoveryCode};

/// How much work one guess at the passphrase is: scrypt with 2^n rounds, which take 2^n kilobytes of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost(u8);

impl Cost {
    /// 128 MiB and about half a second. It is fixed: one that is measured may ask more than a small laptop has.
    pub const USUAL: Self = Self(17);
    /// Next to nothing, for tests that open a thousand stores.
    pub const LEAST: Self = Self(1);
    /// A file that asks for more is not opened: it would stop the computer, not protect anything.
    const MOST: Self = Self(20);
}

/// What a sealed file is, by its own first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub kind: Kind,
    pub id: String,
    /// Counts the states of one thing, from 1.
    pub revision: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A session or a record.
    Session,
    Index,
    /// What is in the bin, and the receipts.
    Bin,
    Holder,
    /// Bytes of an older version that this one could not read.
    Unread,
    /// What was half typed when the store was locked. It is in memory only.
    Drafts,
}

/// Why something sealed does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    Empty,
    /// Cut off, or a byte of it is another.
    Damaged,
    /// It opens, and was not sealed by this store: a file of another store, or a forged one.
    Foreign,
    /// A newer version of the program has sealed it.
    Newer(u32),
}

/// Why the keys do not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// Not the right passphrase or code.
    Wrong,
    Damaged,
    /// It asks for more work than is sensible.
    Costly,
    Newer(u32),
}

/// The keys of one store, while it is unlocked. They are wiped when they are dropped.
pub(super) struct Keys {
    /// A random name, so that two stores can be told apart.
    store: String,
    own: x25519::Identity,
    recovery: x25519::Recipient,
    /// For the code in the first line.
    code: Zeroizing<[u8; 32]>,
}

const FORMAT: u32 = 1;
const MAGIC: &str = "but-why";

impl Keys {
    /// New ones, which the sheet with `code` opens too.
    pub fn new(code: &RecoveryCode) -> Self {
        Self::from_parts(super::new_id(), x25519::Identity::generate(), code.identity().to_public())
    }

    fn from_parts(store: String, own: x25519::Identity, recovery: x25519::Recipient) -> Self {
        let code = Sha256::new().chain_update(b"but-why code 1").chain_update(own.to_string().expose_secret());
        Self { store, own, recovery, code: Zeroizing::new(code.finalize().into()) }
    }

    /// The bytes of `keys.age`.
    pub fn sealed_by(&self, passphrase: &Passphrase, cost: Cost) -> Vec<u8> {
        let mut recipient = scrypt::Recipient::new(passphrase.secret());
        recipient.set_work_factor(cost.0);
        seal_to(&[&recipient], self.file().expose_secret().as_bytes())
    }

    /// The bytes of `keys-recovery.age`.
    pub fn sealed_for_recovery(&self) -> Vec<u8> {
        seal_to(&[&self.recovery], self.file().expose_secret().as_bytes())
    }

    /// Opens `keys.age`. This is the slow one.
    pub fn open_by(passphrase: &Passphrase, sealed: &[u8]) -> Result<Self, Refused> {
        let mut identity = scrypt::Identity::new(passphrase.secret());
        identity.set_max_work_factor(Cost::MOST.0);
        Self::open_with(&identity, sealed)
    }

    /// Opens `keys-recovery.age`.
    pub fn open_for_recovery(code: &RecoveryCode, sealed: &[u8]) -> Result<Self, Refused> {
        Self::open_with(&code.identity(), sealed)
    }

    fn open_with(identity: &dyn Identity, sealed: &[u8]) -> Result<Self, Refused> {
        let opened = open_by(identity, sealed).map_err(|error| match error {
            DecryptError::ExcessiveWork { .. } => Refused::Costly,
            // age says the last of a wrong passphrase too, and a changed byte there cannot be told from one.
            DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => {
                Refused::Wrong
            }
            _ => Refused::Damaged,
        })?;
        std::str::from_utf8(&opened).ok().map_or(Err(Refused::Damaged), Self::read_file)
    }

    /// An age identity file, of which the `age` program skips the lines with a "#".
    fn file(&self) -> SecretString {
        let Self { store, own, recovery, code: _ } = self;
        SecretString::from(format!(
            "# {MAGIC} {FORMAT}\n# store: {store}\n# recovery: {recovery}\n{}\n",
            own.to_string().expose_secret()
        ))
    }

    fn read_file(text: &str) -> Result<Self, Refused> {
        let mut lines = text.lines();
        let first = lines.next().and_then(|line| line.strip_prefix("# ")?.strip_prefix(MAGIC));
        let format: u32 = first.and_then(|format| format.trim().parse().ok()).ok_or(Refused::Damaged)?;
        if format > FORMAT {
            return Err(Refused::Newer(format));
        }
        let store = lines.next().and_then(|line| line.strip_prefix("# store: "));
        let recovery = lines.next().and_then(|line| line.strip_prefix("# recovery: "));
        let recovery = recovery.and_then(|line| x25519::Recipient::from_str(line).ok());
        let own = lines.next().and_then(|line| x25519::Identity::from_str(line).ok());
        match (store, own, recovery) {
            (Some(store), Some(own), Some(recovery)) => Ok(Self::from_parts(store.to_owned(), own, recovery)),
            _ => Err(Refused::Damaged),
        }
    }

    /// Seals something that the store keeps.
    pub fn seal(&self, label: &Label, kept: &[u8]) -> Vec<u8> {
        let Label { kind, id, revision } = label;
        let line = format!("{MAGIC} {FORMAT} {} {} {id} {revision} ", self.store, kind.word());
        let mut plain = Zeroizing::new(Vec::with_capacity(line.len() + 65 + kept.len()));
        plain.extend_from_slice(line.as_bytes());
        plain.extend_from_slice(hex(&self.code_of(&line, kept).finalize().into_bytes()).as_bytes());
        plain.push(b'\n');
        plain.extend_from_slice(kept);
        seal_to(&[&self.own.to_public(), &self.recovery], &plain)
    }

    /// Opens what this store has sealed. Nothing of it is given before all of it has been checked.
    pub fn open(&self, sealed: &[u8]) -> Result<(Label, Zeroizing<Vec<u8>>), Broken> {
        if sealed.is_empty() {
            return Err(Broken::Empty);
        }
        let mut opened = open_by(&self.own, sealed).map_err(|error| match error {
            DecryptError::NoMatchingKeys => Broken::Foreign,
            _ => Broken::Damaged,
        })?;
        let end = opened.iter().position(|byte| *byte == b'\n').ok_or(Broken::Foreign)?;
        let line = std::str::from_utf8(&opened[..end]).map_err(|_| Broken::Foreign)?;
        let words: Vec<&str> = line.split(' ').collect();
        if words.first() != Some(&MAGIC) {
            return Err(Broken::Foreign);
        }
        let format: u32 = words.get(1).and_then(|word| word.parse().ok()).ok_or(Broken::Foreign)?;
        if format > FORMAT {
            return Err(Broken::Newer(format));
        }
        let [_, _, store, kind, id, revision, code] = words[..] else { return Err(Broken::Foreign) };
        let code = unhex(code).ok_or(Broken::Foreign)?;
        let signed = &line[..line.len() - 64];
        // In constant time, and before anything of the line is believed.
        let is_ours = self.code_of(signed, &opened[end + 1..]).verify_slice(&code).is_ok() && store == self.store;
        let (kind, revision) = (Kind::named(kind), revision.parse());
        let (true, Some(kind), Ok(revision)) = (is_ours, kind, revision) else { return Err(Broken::Foreign) };
        let label = Label { kind, id: id.to_owned(), revision };
        opened.drain(..=end);
        Ok((label, opened))
    }

    fn code_of(&self, line: &str, kept: &[u8]) -> Hmac<Sha256> {
        let mut code = <Hmac<Sha256> as Mac>::new_from_slice(&self.code[..]).expect("a key of any length will do");
        code.update(line.as_bytes());
        code.update(b"\n");
        code.update(kept);
        code
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Kind {
    const ALL: [Self; 6] = [Self::Session, Self::Index, Self::Bin, Self::Holder, Self::Unread, Self::Drafts];

    fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Index => "index",
            Self::Bin => "bin",
            Self::Holder => "holder",
            Self::Unread => "unread",
            Self::Drafts => "drafts",
        }
    }

    fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What says whether a file has changed since it was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Print([u8; 32]);

impl Print {
    pub fn of(sealed: &[u8]) -> Self {
        Self(Sha256::digest(sealed).into())
    }
}

impl fmt::Debug for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Print({})", &hex(&self.0)[..8])
    }
}

fn seal_to(recipients: &[&dyn Recipient], plain: &[u8]) -> Vec<u8> {
    let seal = || -> std::io::Result<Vec<u8>> {
        let encryptor = Encryptor::with_recipients(recipients.iter().copied()).map_err(std::io::Error::other)?;
        let mut writer = encryptor.wrap_output(Vec::with_capacity(plain.len() + 1024))?;
        writer.write_all(plain)?;
        writer.finish()
    };
    seal().expect("there is a recipient, and memory takes every byte")
}

fn open_by(identity: &dyn Identity, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let mut reader = Decryptor::new(sealed)?.decrypt(std::iter::once(identity))?;
    // It never grows, so that no copy is left behind.
    let mut opened = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader.read_to_end(&mut opened).map_err(DecryptError::Io)?;
    Ok(opened)
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let is_plain = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).ok();
    if is_plain { (0..text.len()).step_by(2).map(byte).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &[u8] = br#"{"format":1,"kept":"She said that she wants to stay."}"#;

    fn keys() -> Keys {
        Keys::new(&RecoveryCode::new())
    }

    fn label() -> Label {
        Label { kind: Kind::Session, id: "abc".to_owned(), revision: 7 }
    }

    #[test]
    fn what_is_sealed_opens_and_says_what_it_is() {
        let keys = keys();
        let sealed = keys.seal(&label(), WORDS);
        assert!(sealed.starts_with(b"age-encryption.org/v1\n"));
        let (opened, kept) = keys.open(&sealed).unwrap();
        assert_eq!((opened, &kept[..]), (label(), WORDS));
        for kind in Kind::ALL {
            assert_eq!(keys.open(&keys.seal(&Label { kind, ..label() }, b"")).unwrap().0.kind, kind);
        }
    }

    #[test]
    fn a_file_that_is_cut_or_changed_anywhere_is_recognised() {
        let keys = keys();
        let sealed = keys.seal(&label(), WORDS);
        for length in 0..sealed.len() {
            assert!(keys.open(&sealed[..length]).is_err(), "cut at {length}");
        }
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1 << (at % 8);
            assert!(keys.open(&changed).is_err(), "changed at {at}");
        }
        assert_eq!(keys.open(b"").unwrap_err(), Broken::Empty);
        assert!(keys.open(&[&sealed[..], b"x"].concat()).is_err());
    }

    #[test]
    fn a_file_that_somebody_else_sealed_is_not_believed() {
        let (ours, theirs) = (keys(), keys());
        assert_eq!(ours.open(&theirs.seal(&label(), WORDS)).unwrap_err(), Broken::Foreign);
        // Somebody who has learned the recipients, and not the keys.
        let to_us = |plain: &str| ours.open(&seal_to(&[&ours.own.to_public()], plain.as_bytes())).unwrap_err();
        let code = "0".repeat(64);
        for plain in [
            String::new(),
            "{}".to_owned(),
            format!("but-why 1 {} session abc 7 {code}\n{{}}", ours.store),
            format!("but-why 1 {} session abc {code}\n{{}}", ours.store),
            format!("but-why 1 {} session abc 7 {}\n{{}}", ours.store, "é".repeat(32)),
        ] {
            assert_eq!(to_us(&plain), Broken::Foreign, "{plain}");
        }
        assert_eq!(to_us("but-why 9 anything at all\n"), Broken::Newer(9));
    }

    #[test]
    fn a_line_cannot_be_put_on_another_files_words() {
        let keys = keys();
        let line = |id: &str, revision| {
            let (_, opened) = keys.open(&keys.seal(&Label { id: id.into(), revision, ..label() }, WORDS)).unwrap();
            keys.code_of(&format!("{MAGIC} {FORMAT} {} session {id} {revision} ", keys.store), &opened).finalize()
        };
        assert!(line("abc", 7) == line("abc", 7));
        assert!(line("abc", 7) != line("abd", 7) && line("abc", 7) != line("abc", 8));
    }

    #[test]
    fn the_keys_open_by_passphrase_and_by_code_and_by_nothing_else() {
        let code = RecoveryCode::new();
        let keys = Keys::new(&code);
        let passphrase = Passphrase::typed("a long walk on the beach");
        let (by_passphrase, by_code) = (keys.sealed_by(&passphrase, Cost::LEAST), keys.sealed_for_recovery());
        let sealed = keys.seal(&label(), WORDS);
        for opened in [Keys::open_by(&passphrase, &by_passphrase), Keys::open_for_recovery(&code, &by_code)] {
            assert_eq!(&opened.unwrap().open(&sealed).unwrap().1[..], WORDS);
        }
        let wrong = Keys::open_by(&Passphrase::typed("a long walk on the moor"), &by_passphrase);
        assert_eq!(wrong.unwrap_err(), Refused::Wrong);
        assert_eq!(Keys::open_for_recovery(&RecoveryCode::new(), &by_code).unwrap_err(), Refused::Wrong);
        for sealed in [&b""[..], b"age", &by_passphrase[..30]] {
            assert_eq!(Keys::open_by(&passphrase, sealed).unwrap_err(), Refused::Damaged);
        }
        for at in 0..by_passphrase.len() {
            let mut changed = by_passphrase.clone();
            changed[at] ^= 1;
            assert!(Keys::open_by(&passphrase, &changed).is_err(), "changed at {at}");
        }
    }

    #[test]
    fn keys_that_ask_for_too_much_work_are_not_tried() {
        let passphrase = Passphrase::typed("a long walk on the beach");
        let sealed = keys().sealed_by(&passphrase, Cost::LEAST);
        let at = sealed.windows(3).position(|bytes| bytes == b" 1\n").unwrap();
        let costly = [&sealed[..at], b" 30\n", &sealed[at + 3..]].concat();
        assert_eq!(Keys::open_by(&passphrase, &costly).unwrap_err(), Refused::Costly);
    }

    #[test]
    fn keys_of_a_newer_version_are_told_by_their_format() {
        let keys = keys();
        let text = keys.file().expose_secret().replace("but-why 1", "but-why 2");
        assert_eq!(Keys::read_file(&text).unwrap_err(), Refused::Newer(2));
        assert!(matches!(Keys::read_file(""), Err(Refused::Damaged)));
    }

    #[test]
    fn they_say_nothing_of_themselves() {
        assert_eq!(format!("{:?}", keys()), "Keys(…)");
    }
}
