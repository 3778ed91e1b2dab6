//! Is anything lost when the power goes? A process of its own types, saves, makes copies, locks, exports, deletes and puts
//! back, and is killed at any moment. Then the folder is opened.
//!
//! The process says on stderr what it begins and what is done: of each change when it was handed over, and when it was
//! acknowledged. `BUT_WHY_KILLS=1000` kills it so many times; 100 times otherwise.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock, mpsc};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use but_why::record::Kept;
use but_why::session::{Answer, Session};
use but_why::store::{Passphrase, SaveState, Saver, Store, Version, write_document};
use chrono::TimeDelta;
use fastrand::Rng;

use crate::desk::{PASSPHRASE, open};
use crate::store::{noon, session};

const KILLS: usize = 100;
/// One in so many is a person who types and never asks for anything to be saved.
const ONE_TYPES: usize = 50;
const FOLDER: &str = "BUT_WHY_TEST_FOLDER";
const SEED: &str = "BUT_WHY_TEST_SEED";
const TYPES: &str = "BUT_WHY_TEST_TYPES";
const IDS: [&str; 3] = ["ailsa", "rory", "skye"];
const LONG: Duration = Duration::from_secs(30);
/// What stands in every session and every document, and may be read in no file of the store.
const CANARY: &str = "Ailsa Marwick";

/// About as much as is said in ten minutes, and a length that differs, so that a mixture of two states would show.
fn words(n: u64) -> String {
    let mut words = format!("{CANARY} ");
    for _ in 0..1_000 + n % 300 {
        let _ = write!(words, "{n} ");
    }
    words
}

/// A session in its state `n`.
fn state(id: &str, n: u64) -> Kept {
    static BLANK: LazyLock<Session> = LazyLock::new(|| session("", ""));
    let mut session = Session {
        id: id.to_owned(),
        reference: n.to_string(),
        changed: noon() + TimeDelta::seconds(n.cast_signed()),
        ..BLANK.clone()
    };
    let Answer::Text(answer) = &mut session.sections[0].entries[0].answer else { panic!("it is a text") };
    answer.text = words(n);
    Kept::Session(session)
}

/// Which state that is, once it is known to be one whole state.
fn number(kept: &Kept) -> u64 {
    let n = kept.session().reference.parse().unwrap();
    assert!(*kept == state(kept.id(), n), "a mixture of two states");
    n
}

/// Milliseconds on the clock that both processes have.
fn clock() -> u64 {
    u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

#[test]
#[ignore = "it is the process that a_kill_at_any_moment_loses_nothing_that_was_acknowledged kills"]
fn the_one_that_is_killed() {
    let Ok(dir) = std::env::var(FOLDER) else { return };
    let seed = std::env::var(SEED).unwrap().parse().unwrap();
    let mut hand = Hand::at(Path::new(&dir), Rng::with_seed(seed));
    hand.turn_to(IDS[0]);
    if std::env::var(TYPES).is_ok() {
        hand.types();
    }
    loop {
        hand.does_something();
    }
}

/// Whoever works at the store until the kill.
struct Hand {
    random: Rng,
    store: Arc<Store>,
    saver: Saver,
    /// The state that was typed last, of each session.
    typed: BTreeMap<&'static str, u64>,
    binned: Vec<String>,
    open: &'static str,
    exported: u64,
    woken: mpsc::Receiver<()>,
}

/// In one piece: a kill must not leave half a line.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

impl Hand {
    fn at(dir: &Path, random: Rng) -> Self {
        let store = Arc::new(open(dir));
        assert!(store.is_writer(), "{:?}", store.read_only_because());
        let (wake, woken) = mpsc::channel();
        let saver = Saver::start(Arc::clone(&store), move || wake.send(()).unwrap_or_default());
        let binned: Vec<String> = store.bin(noon()).into_iter().map(|one| one.id).collect();
        let at = |id: &'static str| {
            let kept = if binned.iter().any(|one| one == id) { store.peek_binned(id) } else { store.load(id) };
            (id, kept.map_or(0, |kept| number(&kept)))
        };
        let typed = IDS.into_iter().map(at).collect();
        Self { random, store, saver, typed, binned, open: IDS[0], exported: 0, woken }
    }

    fn does_something(&mut self) {
        match self.random.u8(..12) {
            0..=4 => {
                for _ in 0..self.random.u8(1..4) {
                    self.change(self.open);
                }
                if self.random.u8(..4) > 0 {
                    self.finish();
                }
            }
            5..=6 => {
                // Leaving one session for another within the second.
                let id = self.any(|hand, id| id != hand.open && !hand.is_binned(id));
                self.turn_to(id);
                self.change(id);
            }
            7 => self.lock(),
            8 => self.export(),
            9 => {
                let id = self.any(|hand, id| id == hand.open || hand.is_binned(id));
                if self.is_binned(id) {
                    self.put_back(id);
                }
            }
            10 => {
                let id = self.any(|_, _| true);
                if id != self.open && !self.is_binned(id) && self.typed[id] > 0 {
                    self.delete(id);
                }
            }
            _ => self.go_back(),
        }
    }

    fn is_binned(&self, id: &str) -> bool {
        self.binned.iter().any(|one| one == id)
    }

    /// One of the sessions for which that holds, or the one that is open.
    fn any(&mut self, holds: impl Fn(&Self, &'static str) -> bool) -> &'static str {
        let ids: Vec<&'static str> = IDS.into_iter().filter(|id| holds(self, id)).collect();
        if ids.is_empty() { self.open } else { ids[self.random.usize(..ids.len())] }
    }

    fn turn_to(&mut self, id: &'static str) {
        if self.is_binned(id) {
            self.put_back(id);
        }
        say(&format!("opens {id}"));
        self.store.session_opened(id);
        say(&format!("opened {id}"));
        self.open = id;
    }

    fn change(&mut self, id: &'static str) {
        let n = self.typed[id] + 1;
        self.typed.insert(id, n);
        let kept = state(id, n);
        say(&format!("typed {id} {n} {}", clock()));
        self.saver.change(kept);
    }

    fn finish(&mut self) {
        let state = self.saver.finish(LONG);
        assert!(matches!(state, SaveState::Saved { .. } | SaveState::Nothing), "{state:?}");
        self.say_kept();
    }

    fn say_kept(&self) {
        for (id, n) in &self.typed {
            say(&format!("kept {id} {n}"));
        }
    }

    /// Types without a pause and asks for nothing. What is on the disk is there because the saver has put it there.
    fn types(&mut self) {
        loop {
            self.change(self.open);
            let pause = Duration::from_millis(self.random.u64(1..30));
            if self.woken.recv_timeout(pause).is_ok() && matches!(self.saver.state(), SaveState::Saved { .. }) {
                self.say_kept();
            }
        }
    }

    /// Locks, sometimes while words wait; and unlocks again, in the same folder.
    fn lock(&mut self) {
        if self.random.bool() {
            self.change(self.open);
        } else {
            self.finish();
        }
        say("locks");
        self.saver.lock();
        let folder = Arc::clone(self.store.folder());
        let store = Store::unlock(folder, &Passphrase::typed(PASSPHRASE)).unwrap();
        // The last one who has the keys lets go of them here.
        self.store = Arc::new(store);
        self.saver.unlock(Arc::clone(&self.store));
        self.turn_to(self.open);
        self.finish();
    }

    fn export(&mut self) {
        self.exported = self.exported.max(self.typed[self.open]) + 1;
        let path = self.store.dir().with_file_name("taken away").join("note.txt");
        say(&format!("exports {}", self.exported));
        write_document(&path, words(self.exported).as_bytes()).unwrap();
        say(&format!("exported {}", self.exported));
    }

    fn delete(&mut self, id: &'static str) {
        self.finish();
        say(&format!("moves {id}"));
        self.store.delete(id, noon()).unwrap();
        say(&format!("binned {id}"));
        self.binned.push(id.to_owned());
    }

    fn put_back(&mut self, id: &'static str) {
        say(&format!("moves {id}"));
        self.store.put_back(id, noon()).unwrap();
        say(&format!("put-back {id}"));
        self.binned.retain(|one| one != id);
        assert_eq!(number(&self.store.load(id).unwrap()), self.typed[id]);
    }

    /// Goes on from the copy before, as somebody does who has slipped.
    fn go_back(&mut self) {
        let id = self.open;
        self.finish();
        if self.store.peek(id, &Version::Previous).is_err() {
            return;
        }
        say(&format!("goes {id}"));
        let chosen = self.store.go_on_from(id, &Version::Previous).unwrap();
        self.typed.insert(id, number(&chosen));
        say(&format!("gone {id} {}", self.typed[id]));
    }
}

/// What is known of one session by what the process has said.
#[derive(Debug, Default)]
struct Known {
    acknowledged: u64,
    /// Changes that were handed over, and when.
    handed: Vec<(u64, u64)>,
    place: Place,
    /// It was going back to an earlier copy, or has gone back to it: what was acknowledged before is among the copies.
    goes: bool,
    before: Vec<u64>,
    /// The highest number that was ever handed over.
    highest: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Kept,
    Binned,
    /// It was being moved.
    Either,
}

/// What the process has said, and how it came out.
#[derive(Debug, Default)]
struct Told {
    known: BTreeMap<&'static str, Known>,
    /// The session that is open; `None` while another is being opened.
    open: Option<&'static str>,
    exported: u64,
    exports: u64,
    count: Counts,
}

#[derive(Debug, Default)]
struct Counts {
    handed: usize,
    acknowledged: usize,
    last: usize,
    later: usize,
    not_there: usize,
    longest: u64,
    over_a_second: usize,
    locks: usize,
    exports: usize,
    moves: usize,
    gone_back: usize,
    asked: usize,
    swept: usize,
    left_outside: usize,
    checked: usize,
}

impl Told {
    fn hear(&mut self, line: &str) {
        let parts: Vec<&str> = line.split(' ').collect();
        let id = parts.get(1).and_then(|word| IDS.into_iter().find(|id| id == word));
        let number = |at: usize| parts[at].parse::<u64>().unwrap_or_else(|_| panic!("the process says: {line}"));
        match (parts[0], id) {
            ("locks", None) => self.count.locks += 1,
            ("exports", None) => self.exports = number(1),
            ("exported", None) => {
                self.exported = number(1);
                self.count.exports += 1;
            }
            ("opens", Some(_)) => self.open = None,
            ("opened", Some(id)) => self.open = Some(id),
            (what, Some(id)) => {
                let known = self.known.entry(id).or_default();
                match what {
                    "typed" => {
                        known.handed.push((number(2), number(3)));
                        known.highest = known.highest.max(number(2));
                        self.count.handed += 1;
                    }
                    "kept" => {
                        self.count.acknowledged += usize::from(number(2) > known.acknowledged);
                        known.acknowledged = number(2);
                        known.goes = false;
                    }
                    "moves" => known.place = Place::Either,
                    "binned" => known.place = Place::Binned,
                    "put-back" => known.place = Place::Kept,
                    "goes" => {
                        known.goes = true;
                        known.before.push(known.acknowledged);
                    }
                    "gone" => {
                        known.acknowledged = number(2);
                        known.handed.clear();
                        known.goes = false;
                        self.count.gone_back += 1;
                    }
                    _ => panic!("the process says: {line}"),
                }
                self.count.moves += usize::from(what == "binned" || what == "put-back");
            }
            _ => panic!("the process says: {line}"),
        }
    }
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let started = Instant::now();
    let kills = std::env::var("BUT_WHY_KILLS").map_or(KILLS, |kills| kills.parse().expect("a number"));
    let around = tempfile::tempdir().unwrap();
    let dir = around.path().join("but-why");
    fs::create_dir(around.path().join("taken away")).unwrap();
    drop(open(&dir));
    let mut random = Rng::with_seed(0x9E37_79B9_7F4A_7C15);
    let mut told = Told::default();
    for kill in 0..kills {
        let killed = one_life(&dir, kill, &mut random, &mut told);
        told.count.swept += litter(&dir);
        all_sealed(&dir, &mut told.count, kill);
        let store = open(&dir);
        assert!(store.is_writer(), "kill {kill}: the lock dies with its holder");
        assert_eq!(litter(&dir), 0, "kill {kill}");
        everything_is_there(&store, killed, &mut told, kill);
        exports_are_whole(&around.path().join("taken away"), &mut told, kill);
    }
    let Counts { handed, acknowledged, last, later, not_there, longest, over_a_second, .. } = told.count;
    let Counts { locks, exports, moves, gone_back, asked, swept, left_outside, checked, .. } = told.count;
    let took = started.elapsed();
    println!(
        "{kills} kills in {:.1} s ({} ms each). {handed} changes handed over, {acknowledged} acknowledgements, none lost: a \
         session opened {last} times as it was acknowledged last and {later} times with more. {not_there} changes that nobody \
         had acknowledged were not there; the oldest was {longest} ms old, and {over_a_second} were older than a second. \
         {locks} locks, {exports} exports, {moves} into the bin or back, {gone_back} back to a copy; after {asked} kills the \
         question named the right session. {swept} half-written files swept, {left_outside} left where documents are written; \
         {checked} files read, none that can be read without the keys, none unreadable with them.",
        took.as_secs_f32(),
        took.as_millis() / kills as u128,
    );
    assert!(
        acknowledged > kills && locks > 0 && moves > 0 && gone_back > 0,
        "the kills must come in the middle of the work"
    );
}

/// Lets the process begin, kills it, and gives the moment of the kill.
fn one_life(dir: &Path, kill: usize, random: &mut Rng, told: &mut Told) -> u64 {
    let types = kill % ONE_TYPES == ONE_TYPES - 1;
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "torture::the_one_that_is_killed", "--ignored", "--nocapture"])
        .env(FOLDER, dir)
        .env(SEED, kill.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    if types {
        command.env(TYPES, "yes");
    }
    let mut child = command.spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    if types {
        // Longer than the second within which a change is to be kept: it says something with every key.
        let until = Instant::now() + Duration::from_millis(random.u64(1_100..1_700));
        while Instant::now() < until {
            told.hear(&said.next().expect("the process goes on until it is killed"));
        }
    } else {
        // Some kills come while it starts, the others after some work; then anywhere within a few more steps.
        for _ in 0..random.usize(..14) {
            told.hear(&said.next().expect("the process goes on until it is killed"));
        }
        let moment = Instant::now() + Duration::from_micros(random.u64(..12_000));
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
    }
    let killed = clock();
    child.kill().unwrap();
    child.wait().unwrap();
    for line in said {
        told.hear(&line);
    }
    killed
}

fn files(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Half-written files.
fn litter(dir: &Path) -> usize {
    files(dir).iter().filter(|path| path.extension().is_some_and(|ending| ending == "tmp")).count()
}

/// Nothing in the folder can be read by whoever has not the keys, half-written files included.
#[track_caller]
fn all_sealed(dir: &Path, count: &mut Counts, kill: usize) {
    for path in files(dir) {
        let bytes = fs::read(&path).unwrap();
        count.checked += 1;
        assert!(!holds(&bytes, CANARY), "kill {kill}: {} can be read", path.display());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_sealed = bytes.starts_with(b"age-encryption.org/v1\n");
        let is_empty = ["lock", "turn"].contains(&name.as_str()) && bytes.is_empty();
        let is_cut_off =
            path.extension().is_some_and(|ending| ending == "tmp") && b"age-encryption.org/v1\n".starts_with(&bytes);
        assert!(
            is_sealed || is_empty || is_cut_off || name == "but-why.json",
            "kill {kill}: {} is not sealed",
            path.display()
        );
    }
}

pub fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|there| there == words.as_bytes())
}

/// Every change that was acknowledged is in its session, or was put among the copies by somebody who went back.
#[track_caller]
fn everything_is_there(store: &Store, killed: u64, told: &mut Told, kill: usize) {
    let listing = store.list().unwrap();
    assert!(listing.unreadable.is_empty(), "kill {kill}: {:?}", listing.unreadable);
    assert!(listing.copies.is_empty(), "kill {kill}: two versions of which there was one: {:?}", listing.copies);
    let bin = store.bin(noon());
    for (id, known) in &mut told.known {
        let binned = bin.iter().any(|one| one.id == *id);
        let kept = store.load(id).ok();
        assert!(!(binned && kept.is_some()), "kill {kill}: {id} is there twice");
        match known.place {
            Place::Kept => assert!(!binned, "kill {kill}: {id} was put back"),
            Place::Binned => assert!(binned, "kill {kill}: {id} was put into the bin"),
            Place::Either => {}
        }
        let found = if binned { number(&store.peek_binned(id).unwrap()) } else { kept.as_ref().map_or(0, number) };
        // Each of them takes its time: when somebody has gone back, and now and then.
        let looks = known.goes || !known.before.is_empty() || kill.is_multiple_of(25);
        let copies = if looks { store.copies_of(id) } else { Vec::new() };
        let copies: Vec<u64> = copies.iter().map(|copy| number(&store.peek(id, &copy.version).unwrap())).collect();
        let is_there = found >= known.acknowledged || known.goes && copies.contains(&known.acknowledged);
        assert!(
            is_there,
            "kill {kill}: of {id} {} was acknowledged, {found} is there, and {copies:?}",
            known.acknowledged
        );
        for before in &known.before {
            assert!(found >= *before || copies.contains(before), "kill {kill}: {before} was gone back from");
        }
        assert!(found <= known.highest, "kill {kill}: {found} was never typed");
        told.count.last += usize::from(found == known.acknowledged);
        told.count.later += usize::from(found > known.acknowledged);
        for (_, at) in known.handed.iter().filter(|(n, _)| *n > found && !known.goes) {
            let age = killed.saturating_sub(*at);
            told.count.not_there += 1;
            told.count.longest = told.count.longest.max(age);
            told.count.over_a_second += usize::from(age > 1_000);
        }
        let place = if binned { Place::Binned } else { Place::Kept };
        *known = Known { acknowledged: found, place, highest: known.highest, ..Known::default() };
    }
    // What is asked after a crash names the session that was open, and how it is there.
    if let Some(open) = told.open
        && let Ok(kept) = store.load(open)
    {
        let asked = store.unclean_end().unwrap_or_else(|| panic!("kill {kill}: nothing is asked of {open}"));
        assert_eq!(
            (asked.id.as_str(), asked.last.unwrap().reference),
            (open, number(&kept).to_string()),
            "kill {kill}"
        );
        told.count.asked += 1;
    }
}

/// A document is the old one or the new one, as a whole.
#[track_caller]
fn exports_are_whole(folder: &Path, told: &mut Told, kill: usize) {
    told.count.left_outside = litter(folder);
    let Ok(text) = fs::read_to_string(folder.join("note.txt")) else {
        assert_eq!(told.exported, 0, "kill {kill}: a document has gone");
        return;
    };
    let n = text.split(' ').nth(2).unwrap().parse().unwrap();
    assert!(text == words(n), "kill {kill}: a mixture of two documents");
    assert!(n == told.exported || n == told.exports, "kill {kill}: {n} is not the last document");
    told.exported = n;
}
