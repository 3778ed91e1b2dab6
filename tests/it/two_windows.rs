//! What becomes of the words when two write? Two windows on one folder, and two computers between which a syncing program copies
//! files: in every order, nothing that was acknowledged is lost, and nobody writes over what the other wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use but_why::record::Kept;
use but_why::session::{Answer, Session};
use but_why::store::{Folder, LoadError, Passphrase, Store, Unreadable, Version};
use fastrand::Rng;

use crate::desk::{PASSPHRASE, open, quick_folder};
use crate::store::session;

const INTERLEAVINGS: u64 = 200;
const STEPS: usize = 24;
const IDS: [&str; 2] = ["ailsa", "rory"];

/// A session in which these words have been said, in this order.
fn with(id: &str, said: &[String]) -> Kept {
    let mut session = session(id, "AB12");
    let Answer::Text(words) = &mut session.sections[0].entries[0].answer else { panic!("it is a text") };
    words.text = said.join(" ");
    Kept::Session(session)
}

fn said(kept: &Kept) -> Vec<String> {
    let Session { sections, .. } = kept.session();
    let Answer::Text(words) = &sections[0].entries[0].answer else { panic!("it is a text") };
    words.text.split_whitespace().map(str::to_owned).collect()
}

/// A window: its store, and what stands in it of each session that it has opened.
struct Window {
    name: &'static str,
    store: Store,
    screen: BTreeMap<&'static str, Vec<String>>,
    count: usize,
}

impl Window {
    fn on(name: &'static str, dir: &Path) -> Self {
        Self { name, store: unlocked(dir), screen: BTreeMap::new(), count: 0 }
    }

    /// As the program does: it reads before it shows, and what it shows is what goes on.
    fn load(&mut self, id: &'static str) {
        if let Ok(kept) = self.store.load(id) {
            self.screen.insert(id, said(&kept));
        }
    }

    /// Types one more word and keeps it; gives the word if it was acknowledged.
    fn save(&mut self, id: &'static str) -> Option<String> {
        if !self.screen.contains_key(id) {
            self.load(id);
        }
        self.count += 1;
        let word = format!("{}{}", self.name, self.count);
        let screen = self.screen.entry(id).or_default();
        screen.push(word.clone());
        let kept = with(id, screen);
        self.store.save(&kept).ok().map(|()| word)
    }
}

fn unlocked(dir: &Path) -> Store {
    if dir.join("keys.age").exists() {
        let folder = Arc::new(Folder::open(dir).unwrap());
        Store::unlock(folder, &Passphrase::typed(PASSPHRASE)).unwrap()
    } else {
        open(dir)
    }
}

/// Every word that can still be found: in a session, in a version beside it, in an earlier copy.
fn words_in(store: &Store) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let listing = store.list().unwrap();
    // A syncing program that was interrupted brings a copy before its session: that is said, and the copy is offered.
    let is_told = |one: &Unreadable| matches!(one.why, LoadError::Missing { .. }) && one.copy.is_some();
    assert!(listing.unreadable.iter().all(is_told), "{:?}", listing.unreadable);
    for id in IDS {
        let beside = listing.copies.iter().filter(|copy| copy.id == id).map(|copy| copy.version.clone());
        let earlier = store.copies_of(id).into_iter().map(|copy| copy.version);
        for version in beside.chain(earlier).chain([Version::Last]) {
            words.extend(store.peek(id, &version).iter().flat_map(said));
        }
    }
    words
}

fn session_file(dir: &Path, id: &str) -> PathBuf {
    dir.join("sessions").join(format!("{id}.age"))
}

/// What happened, to be read when it went wrong.
#[derive(Default)]
struct Story {
    steps: Vec<String>,
    acknowledged: BTreeSet<String>,
}

impl Story {
    fn kept(&mut self, window: &str, id: &str, word: Option<String>) {
        self.steps.push(format!("{window} saves {id}: {word:?}"));
        self.acknowledged.extend(word);
    }

    #[track_caller]
    fn nothing_is_lost(&self, there: &BTreeSet<String>, seed: u64) {
        let lost: Vec<_> = self.acknowledged.difference(there).collect();
        assert!(lost.is_empty(), "{seed}: {lost:?} was lost.\n{}", self.steps.join("\n"));
    }
}

#[test]
fn two_windows_on_one_folder_lose_no_word_of_each_other() {
    let blank = quick_folder();
    drop(open(blank.path()));
    let mut counts = [0; 3];
    for seed in 0..INTERLEAVINGS {
        let dir = quick_folder();
        copy_folder(blank.path(), dir.path());
        let mut random = Rng::with_seed(seed);
        let mut windows = [Window::on("a", dir.path()), Window::on("b", dir.path())];
        assert!(windows[0].store.is_writer() && !windows[1].store.is_writer());
        let mut story = Story::default();
        for _ in 0..STEPS {
            let Window { name, .. } = windows[random.usize(..2)];
            let at = usize::from(name == "b");
            let id = IDS[random.usize(..IDS.len())];
            let window = &mut windows[at];
            match random.u8(..10) {
                0..=4 => {
                    let before = fs::read(session_file(dir.path(), id)).ok();
                    let knew = window.screen.get(id).cloned();
                    let word = window.save(id);
                    counts[usize::from(word.is_none())] += 1;
                    story.kept(name, id, word);
                    never_over_the_other(
                        &window.store,
                        dir.path(),
                        id,
                        before.as_deref(),
                        knew.as_deref(),
                        &story,
                        seed,
                    );
                }
                5 => {
                    window.store.take_over().unwrap();
                    counts[2] += 1;
                    // What it shows may be older than what is there: the program opens its session again.
                    window.screen.clear();
                    story.steps.push(format!("{name} takes over"));
                }
                6 => {
                    window.load(id);
                    story.steps.push(format!("{name} opens {id}"));
                }
                7 => {
                    window.store.list().unwrap();
                    window.store.session_opened(id);
                    story.steps.push(format!("{name} lists, and says that it has {id} open"));
                }
                8 => {
                    // Windows lets nobody delete it; elsewhere it can be done.
                    let _ = fs::remove_file(dir.path().join("lock"));
                    story.steps.push("the lock is deleted".to_owned());
                }
                _ => {
                    let name = ["holder.age", "turn", "index.age"][random.usize(..3)];
                    let _ = fs::remove_file(dir.path().join(name));
                    story.steps.push(format!("{name} is deleted"));
                }
            }
        }
        assert!(windows[0].store.list().unwrap().unreadable.is_empty(), "{seed}\n{}", story.steps.join("\n"));
        story.nothing_is_lost(&words_in(&windows[0].store), seed);
        drop(windows);
        story.nothing_is_lost(&words_in(&unlocked(dir.path())), seed);
    }
    let [saved, refused, taken] = counts;
    println!("{INTERLEAVINGS} interleavings: {saved} saves kept, {refused} refused to a reader, {taken} taken over");
    assert!(saved > 500 && refused > 100 && taken > 100);
}

/// Where a window has written in place, everything that stood there before is still to be found.
#[track_caller]
fn never_over_the_other(
    store: &Store,
    dir: &Path,
    id: &str,
    before: Option<&[u8]>,
    knew: Option<&[String]>,
    story: &Story,
    seed: u64,
) {
    let after = fs::read(session_file(dir, id)).ok();
    if before.is_none() || before == after.as_deref() {
        return;
    }
    let now = said(&store.peek(id, &Version::Last).unwrap());
    // Of what it had on its screen it has kept everything and added one word: it did not write from a state of its own over
    // another's.
    let goes_on = knew.is_none_or(|knew| now.starts_with(knew));
    assert!(goes_on, "{seed}: {now:?} does not go on from {knew:?}.\n{}", story.steps.join("\n"));
    let there = words_in(store);
    story.nothing_is_lost(&there, seed);
}

/// Two computers with the same keys, and a program that copies what is newer from one to the other; if both have changed a
/// file, it keeps the other's under another name, as such programs do.
struct Sync {
    dirs: [PathBuf; 2],
    /// Each file as it was when both had the same.
    same: BTreeMap<PathBuf, Vec<u8>>,
    conflicts: usize,
}

impl Sync {
    fn run(&mut self, random: &mut Rng) {
        for name in ["sessions", "backups"] {
            let mut files: BTreeSet<PathBuf> = BTreeSet::new();
            for dir in &self.dirs {
                let names = fs::read_dir(dir.join(name)).into_iter().flatten().flatten();
                files.extend(names.map(|entry| Path::new(name).join(entry.file_name())));
            }
            for file in files {
                // It is interrupted now and then, and comes to the rest another time.
                if random.u8(..8) > 0 {
                    self.copy(&file);
                }
            }
        }
    }

    fn copy(&mut self, file: &Path) {
        let [here, there] = [0, 1].map(|at| fs::read(self.dirs[at].join(file)).ok());
        let before = self.same.get(file);
        let put = |at: usize, name: &Path, bytes: &[u8]| {
            let path = self.dirs[at].join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            // As most of them write: beside it, then in its place.
            let part = path.with_extension("part");
            fs::write(&part, bytes).unwrap();
            fs::rename(part, path).unwrap();
        };
        match (here, there) {
            (Some(here), Some(there)) if here == there => drop(self.same.insert(file.to_owned(), here)),
            (Some(here), Some(there)) => {
                if before == Some(&there) || before == Some(&here) {
                    let (at, bytes) = if before == Some(&there) { (1, here) } else { (0, there) };
                    put(at, file, &bytes);
                    self.same.insert(file.to_owned(), bytes);
                } else {
                    self.conflicts += 1;
                    let stem = file.file_stem().unwrap().to_string_lossy();
                    let name = file.with_file_name(format!("{stem}-LAPTOP{}.age", self.conflicts));
                    for at in [0, 1] {
                        put(at, &name, &there);
                        put(at, file, &here);
                    }
                    self.same.insert(name, there);
                    self.same.insert(file.to_owned(), here);
                }
            }
            // What was removed on one side is removed on the other if it is as both had it; else it comes back.
            (Some(bytes), None) if before != Some(&bytes) => {
                put(1, file, &bytes);
                self.same.insert(file.to_owned(), bytes);
            }
            (None, Some(bytes)) if before != Some(&bytes) => {
                put(0, file, &bytes);
                self.same.insert(file.to_owned(), bytes);
            }
            (here, there) => {
                let at = usize::from(there.is_some());
                if here.is_some() || there.is_some() {
                    let _ = fs::remove_file(self.dirs[at].join(file));
                }
                self.same.remove(file);
            }
        }
    }
}

#[test]
fn two_computers_with_a_syncing_program_between_them_lose_no_word() {
    let blank = quick_folder();
    drop(open(blank.path()));
    let (mut saved, mut conflicts, mut chosen) = (0, 0, 0);
    for seed in 0..INTERLEAVINGS {
        let around = quick_folder();
        let dirs = ["one", "two"].map(|name| around.path().join(name));
        for dir in &dirs {
            copy_folder(blank.path(), dir);
        }
        let mut random = Rng::with_seed(seed);
        let mut windows = [Window::on("a", &dirs[0]), Window::on("b", &dirs[1])];
        let mut sync = Sync { dirs: dirs.clone(), same: BTreeMap::new(), conflicts: 0 };
        let mut story = Story::default();
        for _ in 0..STEPS {
            let at = random.usize(..2);
            let id = IDS[random.usize(..IDS.len())];
            let window = &mut windows[at];
            match random.u8(..8) {
                0..=3 => {
                    let word = window.save(id);
                    saved += usize::from(word.is_some());
                    story.kept(window.name, id, word);
                }
                4 => {
                    window.load(id);
                    story.steps.push(format!("{} opens {id}", window.name));
                }
                5 => {
                    let copies = window.store.list().unwrap().copies;
                    if let Some(copy) = copies.first() {
                        let id = IDS.into_iter().find(|id| *id == copy.id).unwrap();
                        let kept = window.store.go_on_from(id, &copy.version).unwrap();
                        window.screen.insert(id, said(&kept));
                        chosen += 1;
                        story.steps.push(format!("{} goes on from {}", window.name, copy.file));
                    }
                }
                _ => {
                    sync.run(&mut random);
                    story.steps.push("the syncing program runs".to_owned());
                }
            }
        }
        conflicts += sync.conflicts;
        // Both computers together: what one has removed because it was settled, the other may have still.
        let both = windows.iter().flat_map(|window| words_in(&window.store)).collect();
        story.nothing_is_lost(&both, seed);
        // And once the syncing has come to its end, each of them has everything.
        for _ in 0..20 {
            sync.run(&mut random);
        }
        for window in &windows {
            story.nothing_is_lost(&words_in(&window.store), seed);
        }
    }
    println!(
        "{INTERLEAVINGS} interleavings: {saved} saves, {conflicts} files that both had changed, {chosen} versions chosen"
    );
    assert!(saved > 1_000 && conflicts > 50 && chosen > 20);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
