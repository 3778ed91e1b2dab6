//! # But Why?
//!
//! A **checklist** is worked through by two colleagues in a **session**, which becomes a **record**, kept in the **store**,
//! seen through the **ui**.
//!
//! Five nouns, five folders, in that order; `app` ties them together. Two social workers start the program, choose
//! "Review of a compulsory supervision order", say who they are, and talk. What they say is laid beside what was asked, is on
//! the disk within a second, sealed, and leaves as a decision note for the child's file and a learning note for each of them.
//!
//! ## Folders
//!
//! | | |
//! |---|---|
//! | [`checklist`] | what authors write: RON in, a checklist or its problems out · pure |
//! | [`session`] | what two colleagues do: a filled-in copy of a checklist, the why-tree, the parrot, blind choices, the clock, words to look at, gaps, undo, two versions compared, when it goes · pure |
//! | [`record`] | what they take away: a block document, as text, Markdown, Word and PDF; the three notes and a paper form; the privacy check and the copy that leaves; everything that is kept, for whoever asks · pure |
//! | [`store`] | how it is kept: a folder of sealed files that a passphrase or a recovery sheet unlocks; one file a session, one writer, a saver on a thread of its own, copies, the bin |
//! | [`ui`] | what is seen: theme, controls, screens · knows egui, no files |
//! | [`paint`] | egui's shapes to pixels on the CPU, for pictures in tests |
//! | [`app`] | the program: the only place that knows everything. `app/program.rs` locks and unlocks, `app/gate.rs` is the way in; `App` is what is unlocked, with `app/perform.rs` as its table of contents |
//! | [`cli`] | `check`, `print` and `export`: the same core without a window |
//! | [`settings`] | how one person wants it to look · pure |
//!
//! `checklists/` holds the content, compiled in by `build.rs`: a new checklist, law line, wording or word to look at is a file and no
//! code.
//!
//! ## What may know what
//!
//! ```text
//! main → app → ui, store, cli, settings
//!        ui →    settings, record → session → checklist
//!        store → settings, record, session, checklist
//!        cli →             record, session, checklist
//! ```
//!
//! An arrow means "may name". `tests/it/tidy.rs` reads the sources and holds this:
//!
//! - `checklist`, `session` and `record` name no egui, no files, no clock, no randomness, no thread. Times and ids are arguments.
//! - `ui` names neither `store` nor `app`: it shows values, edits in place what has no consequence, and returns an
//!   [`ui::Action`] for what has.
//! - Only `store`, `app` and `cli` touch files.
//! - Only `store/seal.rs` touches keys. What it is given, a passphrase and a recovery code, is made in the two files beside it.
//! - Colours and sizes come from [`ui::theme`].
//! - No crate that opens a socket is in the tree, and eframe keeps nothing by itself. `tests/offline` watches a whole session.
//!
//! ## Invariants
//!
//! - A session never changes because its checklist did: it is a copy, and keeps the version it was made from.
//! - Nothing that was typed is cleared because something else was chosen; what no longer applies is set aside.
//! - What one of the two has sorted or rated is nowhere to be read before both have committed: `session/blind.rs` is the one way.
//! - The parrot asks nothing of the child's words or of feelings, and nobody asks for a reason to pause.
//! - A date that the law forbids to work out has no rule in the program (`session/clock/`); an order's end is copied.
//! - *Answered* needs words. There is no bare tick, no score of a person, no percentage.
//! - A note about learning is made of what was written for it, and of nothing else: [`record::Share`] and the reflection have no
//!   place for the case. What people choose when a note leaves changes the copy, and never what is kept.
//! - What people type is never in a log, an error, a file name, a window title or a panic message.
//! - While it is locked, nothing that can be read is held: `Program` holds either the gate or [`app`]'s `App`, and locking is
//!   dropping the latter. What could not be saved before waits sealed.
//! - A save never writes over what it has not seen: then there are two versions, and a person looks at both.
//! - A clock that jumps deletes nothing early: a delete date that has come only asks, and the bin counts days it has seen pass.
//! - The recovery sheet opens every sealed file with the `age` program alone: nobody needs this one to come back to their words.
//!
//! ## A new kind of item
//!
//! is two variants and a file on two floors. After [`checklist::Kind`] and [`session::Answer`] the compiler names every other
//! place but the last row, because no match on the way has a "whatever else":
//!
//! | | |
//! |---|---|
//! | `checklist/mod.rs`, `checklist/rules.rs` | how authors ask for it: its name, its texts, its rules |
//! | `session/answer.rs`, and a file of its own in `session/` | what is said: blank, said, its texts, itself in a line |
//! | `session/in_full/entry.rs` | how it is told in full: where two versions are compared, and for whoever asks what is kept |
//! | `record/kinds.rs` with a file of its own (or `record/said.rs`), `record/parts.rs` | how it stands in a note, and in which part |
//! | `ui/entries/`, with a file of its own | how it is filled in |
//! | `ui/answers.rs` | how it is read in Review and the record: the note's blocks, unless it has a better form |
//! | `ui/contents.rs`, `ui/standing.rs` | a sentence each: how it is answered, when it counts as talked through |
//! | `session/filled.rs`, `README.md` | only by hand: how a sample has it, and the table of kinds |

pub mod app;
pub mod checklist;
pub mod cli;
pub mod paint;
pub mod record;
pub mod session;
pub mod settings;
pub mod store;
pub mod ui;

use std::process::ExitCode;

/// Runs the program as the command line asks: one command, or the window.
#[must_use]
pub fn run() -> ExitCode {
    app::start()
}
