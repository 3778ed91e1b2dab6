//! Are the files what they are said to be, ordinary `age` files that open without this program? They are opened here by a
//! second implementation, written from the specification (age-encryption.org/v1), with nothing but the line of the recovery
//! sheet. And by the `age` program itself, where it is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use but_why::record::Kept;
use but_why::session::{Session, samples};
use but_why::store::{Cost, Folder, Passphrase, RecoveryCode, Store};
use but_why::ui::gate::sheet::sheet_text;
use chacha20poly1305::{AeadInPlace, ChaCha20Poly1305, Key, KeyInit, Nonce, Tag};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use x25519_dalek::{PublicKey, StaticSecret};

use crate::desk::PASSPHRASE;
use crate::store::{noon, session};

const VERSION: &str = "age-encryption.org/v1";
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// The secret of an identity line, "AGE-SECRET-KEY-1…".
pub fn secret(line: &str) -> StaticSecret {
    let (prefix, bytes) = bech32::decode(line.trim()).expect("it is bech32");
    assert_eq!(prefix.to_string().to_lowercase(), "age-secret-key-");
    StaticSecret::from(<[u8; 32]>::try_from(bytes).expect("it has thirty-two bytes"))
}

fn derived(secret: &[u8], salt: &[u8], info: &str) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret).expand(info.as_bytes(), &mut key).expect("thirty-two bytes");
    key
}

/// What was sealed under `key`, its tag at the end; `None` if it is not whole.
fn unsealed(key: &[u8; 32], nonce: [u8; 12], sealed: &[u8]) -> Option<Vec<u8>> {
    let (words, tag) = sealed.split_at_checked(sealed.len().checked_sub(TAG)?)?;
    let mut words = words.to_vec();
    let cipher = ChaCha20Poly1305::new(Key::from_slice(key));
    cipher.decrypt_in_place_detached(Nonce::from_slice(&nonce), b"", &mut words, Tag::from_slice(tag)).ok()?;
    Some(words)
}

/// One recipient of a file: what kind it is, and what stands beside and under it.
struct Stanza<'a> {
    words: Vec<&'a str>,
    body: Vec<u8>,
}

/// Opens a file; an error says what is not as the specification has it.
pub fn opened(sealed: &[u8], secret: &StaticSecret) -> Result<Vec<u8>, &'static str> {
    let end = sealed.windows(5).position(|five| five == b"\n--- ").ok_or("the header has no end")?;
    let header = std::str::from_utf8(&sealed[..end + 4]).map_err(|_| "the header is no text")?;
    let rest = &sealed[end + 5..];
    let line_end = rest.iter().position(|byte| *byte == b'\n').ok_or("the header is cut off")?;
    let code = STANDARD_NO_PAD.decode(&rest[..line_end]).map_err(|_| "its code is no base64")?;
    let payload = &rest[line_end + 1..];

    let mut lines = header.lines();
    if lines.next() != Some(VERSION) {
        return Err("it is another version");
    }
    let mut stanzas: Vec<Stanza<'_>> = Vec::new();
    for line in lines {
        match (line.strip_prefix("-> "), stanzas.last_mut()) {
            (Some(words), _) => stanzas.push(Stanza { words: words.split(' ').collect(), body: Vec::new() }),
            (None, _) if line == "---" => break,
            (None, Some(stanza)) => {
                stanza.body.extend(STANDARD_NO_PAD.decode(line).map_err(|_| "a body is no base64")?);
            }
            (None, None) => return Err("a body without a beginning"),
        }
    }
    let file_key = stanzas.iter().find_map(|stanza| file_key(stanza, secret)).ok_or("it is sealed to somebody else")?;
    let mut of_header = <Hmac<Sha256> as Mac>::new_from_slice(&derived(&file_key, b"", "header")).unwrap();
    of_header.update(header.as_bytes());
    of_header.verify_slice(&code).map_err(|_| "the header was changed")?;

    let (nonce, mut left) = payload.split_at_checked(16).ok_or("the content is cut off")?;
    let key = derived(&file_key, nonce, "payload");
    let mut words = Vec::new();
    for count in 0_u128.. {
        let is_last = left.len() <= CHUNK + TAG;
        let (chunk, after) = left.split_at(left.len().min(CHUNK + TAG));
        left = after;
        let mut nonce = [0; 12];
        nonce[..11].copy_from_slice(&count.to_be_bytes()[5..]);
        nonce[11] = u8::from(is_last);
        words.extend(unsealed(&key, nonce, chunk).ok_or("the content was changed")?);
        if is_last {
            break;
        }
    }
    Ok(words)
}

fn file_key(stanza: &Stanza<'_>, secret: &StaticSecret) -> Option<Vec<u8>> {
    // Others are for other recipients, or grease that a reader has to pass over.
    let ["X25519", share] = stanza.words[..] else { return None };
    let share = <[u8; 32]>::try_from(STANDARD_NO_PAD.decode(share).ok()?).ok()?;
    let shared = secret.diffie_hellman(&PublicKey::from(share));
    let salt = [share, PublicKey::from(secret).to_bytes()].concat();
    let wrap = derived(shared.as_bytes(), &salt, "age-encryption.org/v1/X25519");
    unsealed(&wrap, [0; 12], &stanza.body)
}

/// Two letters or digits a byte.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// A store with the three families as session and record, one of them in the bin, a session with more than one chunk, and one
/// changed twice; and its code.
fn store() -> (TempDir, RecoveryCode, Vec<Kept>) {
    let dir = tempfile::tempdir().unwrap();
    let code = RecoveryCode::new();
    let folder = Arc::new(Folder::open(dir.path()).unwrap());
    let store = Store::begin(folder, &Passphrase::typed(PASSPHRASE), &code, Cost::LEAST).unwrap();
    let mut all = Vec::new();
    for (at, session) in samples().into_iter().enumerate() {
        let session = Session { id: format!("sample{at}"), ..session };
        all.push(match at % 2 {
            0 => Kept::Session(session),
            _ => Kept::Record(session.finish(noon())),
        });
    }
    let mut long = session("long", "AB12");
    long.notes.shared = "It was Gran who rang, and nobody wrote it down. ".repeat(6_000);
    all.push(Kept::Session(long));
    for kept in &all {
        store.save(kept).unwrap();
    }
    store.save(&all[0]).unwrap();
    store.delete("sample5", noon()).unwrap();
    store.list().unwrap();
    (dir, code, all)
}

fn sealed_files(dir: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(dir).unwrap().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> =
        paths.flat_map(|path| if path.is_dir() { sealed_files(&path) } else { vec![path] }).collect();
    // What the passphrase seals is not for the sheet.
    found.retain(|path| path.extension().is_some_and(|ending| ending == "age") && !path.ends_with("keys.age"));
    found
}

fn sealed_session(dir: &Path, id: &str) -> Vec<u8> {
    let folder = if id == "sample5" { "bin" } else { "sessions" };
    fs::read(dir.join(folder).join(format!("{id}.age"))).unwrap()
}

#[test]
fn the_line_on_the_sheet_opens_every_file_without_this_program() {
    let (dir, code, all) = store();
    let line = code.identity_line();
    let sheet = secret(&line);
    let files = sealed_files(dir.path());
    for path in &files {
        opened(&fs::read(path).unwrap(), &sheet).unwrap_or_else(|problem| panic!("{path:?}: {problem}"));
    }
    for name in ["index.age", "bin.age", "holder.age", "keys-recovery.age"] {
        assert!(files.iter().any(|path| path.ends_with(name)), "{name} was not there to open");
    }

    // Inside the keys is an identity file, and with it the code of every first line can be reckoned.
    let keys = opened(&fs::read(dir.path().join("keys-recovery.age")).unwrap(), &sheet).unwrap();
    let keys = String::from_utf8(keys).unwrap();
    let own = keys.lines().find(|line| !line.starts_with('#')).unwrap();
    let store = keys.lines().find_map(|line| line.strip_prefix("# store: ")).unwrap();
    for kept in &all {
        let sealed = sealed_session(dir.path(), kept.id());
        let words = opened(&sealed, &sheet).unwrap();
        assert!(words == opened(&sealed, &secret(own)).unwrap(), "the two identities read two things");
        let end = words.iter().position(|byte| *byte == b'\n').unwrap();
        let line = std::str::from_utf8(&words[..end]).unwrap();
        let (signed, code) = line.split_at(line.len() - 64);
        assert!(signed.starts_with(&format!("but-why 1 {store} session {} ", kept.id())), "{signed}");
        let key = Sha256::new().chain_update(b"but-why code 1").chain_update(own).finalize();
        let mut reckoned = <Hmac<Sha256> as Mac>::new_from_slice(&key).unwrap();
        reckoned.update(signed.as_bytes());
        reckoned.update(&words[end..]);
        assert_eq!(code, hex(&reckoned.finalize().into_bytes()));

        let there: serde_json::Value = serde_json::from_slice(&words[end + 1..]).unwrap();
        assert_eq!(there["format"], 1);
        assert!(there["kept"] == serde_json::to_value(kept).unwrap(), "{} holds other words", kept.id());
    }
}

#[test]
fn without_the_line_and_after_any_change_it_opens_nothing() {
    let (dir, code, _) = store();
    let sheet = secret(&code.identity_line());
    let other = secret(&RecoveryCode::new().identity_line());
    let sealed = sealed_session(dir.path(), "long");
    assert_eq!(opened(&sealed, &other), Err("it is sealed to somebody else"));
    assert!(opened(&sealed, &sheet).is_ok() && sealed.len() > 3 * CHUNK);
    for at in (0..sealed.len()).step_by(sealed.len() / 300) {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(opened(&changed, &sheet).is_err(), "changed at {at}");
        assert!(opened(&sealed[..at], &sheet).is_err(), "cut at {at}");
    }
    // A whole chunk less is no end, and the chunks have their order.
    let start = sealed.len() - (sealed.len() % (CHUNK + TAG));
    assert!(opened(&sealed[..start], &sheet).is_err());
}

#[test]
#[ignore = "it runs the program age, which has to be installed"]
fn the_age_program_opens_it() {
    let (dir, code, all) = store();
    let elsewhere = tempfile::tempdir().unwrap();
    let sheet = elsewhere.path().join("sheet.txt");
    let line = code.identity_line();
    let text = sheet_text(&code.words(), &line, noon().date());
    fs::write(&sheet, text.as_bytes()).unwrap();
    let mut files = 0;
    for path in sealed_files(dir.path()) {
        let done = Command::new("age").arg("-d").arg("-i").arg(&sheet).arg(&path).output().expect("age is installed");
        assert!(done.status.success(), "{path:?}: {}", String::from_utf8_lossy(&done.stderr));
        let by_hand = opened(&fs::read(&path).unwrap(), &secret(&line)).unwrap();
        assert!(done.stdout == by_hand, "{path:?}: the program reads other words");
        files += 1;
    }
    assert!(files > all.len() + 4, "only {files}");
    println!("the program age has opened {files} files with the sheet");
}
