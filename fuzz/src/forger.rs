//! The keys of one store that everybody may open, and the format of sealed files written a second time from its description
//! (`src/store/seal.rs`). With them a fuzzer gets behind the encryption, and a test puts a file where the program would not.

use std::{
    fs::{self, File},
    io,
    path::Path,
    sync::LazyLock,
    time::{Duration, SystemTime},
};

use age::{
    Encryptor, Recipient, scrypt,
    secrecy::{ExposeSecret, SecretString},
    x25519,
};
use bech32::{Bech32, Hrp};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// What opens it, and what opens it where that is forgotten.
pub const PASSPHRASE: &str = "a long walk on the beach";
pub const CODE: &str = "39DS-V6AV-KMCN-J20V-35EH-T6AW-KKAV";

const NAME: &str = "opentoeverybody0";

static OWN: LazyLock<x25519::Identity> = LazyLock::new(|| identity(b"a store that everybody may open"));
static RECOVERY: LazyLock<x25519::Recipient> =
    LazyLock::new(|| identity(b"but-why recovery code 1invented letters").to_public());

/// Always the same one, so that what was sealed yesterday opens today.
fn identity(of: &[u8]) -> x25519::Identity {
    let line = bech32::encode_upper::<Bech32>(Hrp::parse_unchecked("AGE-SECRET-KEY-"), &Sha256::digest(of));
    line.expect("thirty-two bytes have a bech32 form").parse().expect("and age reads it")
}

/// Makes the folder of that store, with its keys and nothing else.
pub fn make(dir: &Path) -> io::Result<()> {
    static KEYS: LazyLock<(Vec<u8>, Vec<u8>)> =
        LazyLock::new(|| (by_passphrase(keys().as_bytes()), for_recovery(keys().as_bytes())));
    for folder in ["sessions", "bin"] {
        fs::create_dir(dir.join(folder))?;
    }
    fs::write(dir.join("keys.age"), &KEYS.0)?;
    fs::write(dir.join("keys-recovery.age"), &KEYS.1)
}

/// The same with the session "ailsa", which opens, "known", which only the list can know, and "gone" in the bin; the list,
/// the bin's and the holder's file each say `said`.
pub fn lay_out(dir: &Path, ailsa: &[u8], said: &[u8]) -> io::Result<()> {
    make(dir)?;
    fs::write(dir.join("sessions/ailsa.age"), sealed(&session("ailsa", ailsa)))?;
    fs::write(dir.join("bin/gone.age"), "gone")?;
    let known = dir.join("sessions/known.age");
    fs::write(&known, "known")?;
    File::options().write(true).open(known)?.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1))?;
    ["index", "bin", "holder"].into_iter().try_for_each(|kind| say(dir, kind, said))
}

/// Puts one of those three files there.
pub fn say(dir: &Path, kind: &str, said: &[u8]) -> io::Result<()> {
    let plain = with_code(line(kind, kind).as_bytes(), said);
    fs::write(dir.join(format!("{kind}.age")), sealed(&plain))
}

/// What is under the seal of a session; `kept` is its JSON.
pub fn session(id: &str, kept: &[u8]) -> Vec<u8> {
    with_code(line("session", id).as_bytes(), &[br#"{"format":1,"kept":"#, kept, b"}"].concat())
}

/// What a file of keys holds.
pub fn keys() -> String {
    let own = OWN.to_string();
    format!("# but-why 1\n# store: {NAME}\n# recovery: {}\n{}\n", *RECOVERY, own.expose_secret())
}

/// `keys.age`, whatever is in it, with the least work that there is.
pub fn by_passphrase(plain: &[u8]) -> Vec<u8> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(PASSPHRASE.to_owned()));
    recipient.set_work_factor(1);
    seal(&[&recipient], plain)
}

/// `keys-recovery.age`, whatever is in it.
pub fn for_recovery(plain: &[u8]) -> Vec<u8> {
    seal(&[&*RECOVERY], plain)
}

/// Any other file of the store, whatever is in it.
pub fn sealed(plain: &[u8]) -> Vec<u8> {
    seal(&[&OWN.to_public(), &*RECOVERY], plain)
}

/// The first line of a sealed file, up to its code.
pub fn line(kind: &str, id: &str) -> String {
    format!("but-why 1 {NAME} {kind} {id} 1 ")
}

/// A first line, whatever it says, with the code that belongs to it and to what follows.
pub fn with_code(line: &[u8], kept: &[u8]) -> Vec<u8> {
    let key = Sha256::new().chain_update(b"but-why code 1").chain_update(OWN.to_string().expose_secret()).finalize();
    let mut code = <Hmac<Sha256> as Mac>::new_from_slice(&key).expect("a key of any length will do");
    for part in [line, b"\n", kept] {
        code.update(part);
    }
    let code = code.finalize().into_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    [line, code.as_bytes(), b"\n", kept].concat()
}

fn seal(recipients: &[&dyn Recipient], plain: &[u8]) -> Vec<u8> {
    let seal = || -> io::Result<Vec<u8>> {
        let encryptor = Encryptor::with_recipients(recipients.iter().copied()).map_err(io::Error::other)?;
        let mut writer = encryptor.wrap_output(Vec::new())?;
        io::Write::write_all(&mut writer, plain)?;
        writer.finish()
    };
    seal().expect("memory takes every byte")
}
