//! `cargo bench --bench store`: what a save takes beside writing the same bytes as safely, what unlocking takes beside deriving the
//! key, and what listing and searching 200 and 10,000 sessions take. Ratios, since machines differ; each is the shortest of
//! several runs, since other programs run too.

use std::{
    fs::{self, File},
    hint::black_box,
    io::Write,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use but_why::{
    checklist::{Library, shipped},
    record::Kept,
    session::{Session, Setup, Summary, sample},
    store::{Cost, Folder, Passphrase, RecoveryCode, Store},
    ui::sessions::matches,
};
use tempfile::TempDir;

const PASSPHRASE: &str = "a long walk on the beach";

fn main() {
    println!("{:<58} {:>10} {:>10} {:>7}", "", "it takes", "beside", "ratio");
    saving();
    unlocking();
    for count in [200, 10_000] {
        listing(count);
    }
}

fn row(what: &str, takes: Duration, beside: Duration) {
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    println!("{what:<58} {:>10} {:>10} {:>7.2}", ms(takes), ms(beside), takes.as_secs_f64() / beside.as_secs_f64());
}

/// The shortest of so many.
fn shortest(times: usize, mut run: impl FnMut(usize)) -> Duration {
    let time = |at| {
        let started = Instant::now();
        run(at);
        started.elapsed()
    };
    (0..times).map(time).min().unwrap_or_default()
}

fn begun(dir: &Path, cost: Cost) -> Store {
    let folder = Arc::new(Folder::open(dir).expect("the folder opens"));
    Store::begin(folder, &Passphrase::typed(PASSPHRASE), &RecoveryCode::new(), cost).expect("it begins")
}

fn unlocked(dir: &Path) -> Store {
    let folder = Arc::new(Folder::open(dir).expect("the folder opens"));
    Store::unlock(folder, &Passphrase::typed(PASSPHRASE)).expect("it unlocks")
}

/// An hour's session: Ailsa's, as two colleagues left it.
fn saving() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = begun(dir.path(), Cost::LEAST);
    let mut session = Session { id: "ailsa".to_owned(), ..sample() };
    let mut save = |at: usize| {
        session.notes.shared = format!("Written {at} times.");
        store.save(&Kept::Session(session.clone())).expect("it is kept");
    };
    // The first two of a sitting make the copies too.
    let first = shortest(1, &mut save);
    let second = shortest(1, &mut save);
    let save = shortest(40, &mut save);
    let bytes = fs::read(dir.path().join("sessions/ailsa.age")).expect("it is there");
    let raw = |folder: bool| shortest(40, |_| raw_write(dir.path(), &bytes, folder));
    let (without, with) = (raw(false), raw(true));
    let size = format!("{} kB", bytes.len() / 1000);
    row(&format!("a save of {size} / write, fsync, rename"), save, without);
    row(&format!("a save of {size} / and fsync of the folder"), save, with);
    row("the first save of a session / the same", first, with);
    row("the second one, with its two copies / the same", second, with);
}

fn raw_write(dir: &Path, bytes: &[u8], folder: bool) {
    let temp = dir.join("raw.tmp");
    let mut file = File::create(&temp).expect("a file");
    file.write_all(bytes).and_then(|()| file.sync_all()).expect("it is written");
    fs::rename(&temp, dir.join("raw")).expect("it is renamed");
    if folder && cfg!(unix) {
        File::open(dir).and_then(|folder| folder.sync_all()).expect("it is on the disk");
    }
}

fn unlocking() {
    let dir = tempfile::tempdir().expect("a folder");
    drop(begun(dir.path(), Cost::USUAL));
    let unlock = shortest(5, |_| drop(unlocked(dir.path())));
    let params = scrypt::Params::new(17, 8, 1, 32).expect("they are sound");
    let derive = shortest(5, |_| {
        let mut key = [0; 32];
        scrypt::scrypt(PASSPHRASE.as_bytes(), b"age-encryption.org/v1/scrypt0123456789abcdef", &params, &mut key)
            .expect("a key of that length");
        black_box(key);
    });
    row("unlocking / deriving the key (scrypt, 2^17)", unlock, derive);
    println!(
        "{:<58} {:>7.2} ms",
        "unlocking without the derivation",
        (unlock.as_secs_f64() - derive.as_secs_f64()) * 1e3
    );
}

/// A folder that waits for no disk, where there is one: ten thousand saves are not what is measured here.
fn quick_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

fn listing(count: usize) {
    let dir = quick_folder();
    let store = begun(dir.path(), Cost::LEAST);
    let library = Library::read(shipped());
    let checklist = &library.checklist("cso_review").expect("it is shipped").checklist;
    for at in 0..count {
        let setup = Setup { reference: format!("AB{at}"), child: "Ailsa".to_owned(), ..Setup::default() };
        let opened =
            chrono::NaiveDateTime::default() + chrono::TimeDelta::minutes(i64::try_from(at).unwrap_or_default());
        let mut session = Session::open(checklist, &checklist.paces[0], &library, setup, format!("s{at}"), opened);
        // Small ones: what is read of each is its summary.
        session.sections.truncate(1);
        store.save(&Kept::Session(session)).expect("it is kept");
    }
    drop(store);
    let times = if count > 1_000 { 3 } else { 10 };
    let list = |store: Store| {
        let kept = store.list().expect("it can be read").kept;
        assert_eq!(kept.len(), count);
        kept
    };
    // Without the index every session is opened; and that is done once, and the index is there.
    let without = shortest(times, |_| {
        let _ = fs::remove_file(dir.path().join("index.age"));
        black_box(list(unlocked(dir.path())));
    });
    let with = shortest(times, |_| drop(black_box(list(unlocked(dir.path())))));
    let names = || fs::read_dir(dir.path().join("sessions")).expect("the folder").flatten();
    let read = shortest(times, |_| names().for_each(|entry| drop(black_box(fs::read(entry.path())))));
    let look = shortest(times, |_| names().for_each(|entry| drop(black_box(entry.metadata()))));
    row(&format!("unlocking and listing {count}, no index / reading the files"), without, read);
    row(&format!("unlocking and listing {count}, with it / looking at the files"), with, look);
    row(&format!("listing {count} without the index / with it"), without, with);

    let kept: Vec<Summary> = list(unlocked(dir.path()));
    let find = |words: &str| {
        let found = shortest(20, |_| {
            black_box(kept.iter().filter(|one| matches(one, words)).count());
        });
        row(&format!("searching {count} for \"{words}\" / a frame of 16 ms"), found, Duration::from_millis(16));
    };
    find("AB199");
    find("no such session");
}
