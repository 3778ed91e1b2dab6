//! # But Why?
//!
//! A **checklist** is worked through by two colleagues in a **session**, which becomes a **record**, kept in the **store**,
//! seen through the **ui**.
//!
//! Five nouns, five folders, in that order; `app` ties them together. Two social workers start the program, choose
//! "Review of a compulsory supervision order", say who they are, and talk. What they say is laid beside what was asked, is on
//! the disk within a second, and leaves as a decision note for the child's file and a learning note for each of them.
//!
//! ## Folders
//!
//! | | |
//! |---|---|
//! | [`checklist`] | what authors write: RON in, a checklist or its problems out · pure |
//! | [`session`] | what two colleagues do: a filled-in copy of a checklist, the why-tree, gaps, undo · pure |
//! | [`record`] | what they take away: a block document, as text and as Markdown · pure |
//! | [`store`] | how it is kept: one file a session, one writer, a saver on a thread of its own |
//! | [`ui`] | what is seen: theme, controls, screens · knows egui, no files |
//! | [`paint`] | egui's shapes to pixels on the CPU, for pictures in tests |
//! | [`app`] | the program: the only place that knows everything; `app/perform.rs` is its table of contents |
//! | [`cli`] | `check` and `export`: the same core without a window |
//! | [`settings`] | how one person wants it to look · pure |
//!
//! `checklists/` holds the content, compiled in by `build.rs`: a new checklist, law line or wording is a file and no code.
//!
//! ## What may know what
//!
//! ```text
//! main → app → ui, store, cli
//!        ui → record → session → checklist
//!        store →        session, record, checklist
//! ```
//!
//! An arrow means "may name". `tests/it/tidy.rs` reads the sources and holds this:
//!
//! - `checklist`, `session` and `record` name no egui, no files, no clock, no randomness, no thread. Times and ids are arguments.
//! - `ui` names neither `store` nor `app`: it shows values, edits in place what has no consequence, and returns an
//!   [`ui::Action`] for what has.
//! - Only `store`, `app` and `cli` touch files.
//! - Colours and sizes come from [`ui::theme`].
//! - No crate that opens a socket is in the tree.
//!
//! ## Invariants
//!
//! - A session never changes because its checklist did: it is a copy, and keeps the version it was made from.
//! - Nothing that was typed is cleared because something else was chosen; what no longer applies is set aside.
//! - *Answered* needs words. There is no bare tick, no score of a person, no percentage.
//! - What people type is never in a log, an error, a file name, a window title or a panic message.
//!
//! ## A new kind of item
//!
//! is a variant and a file on each floor, and the compiler names the places: [`checklist::Kind`] (how authors ask; its rules in
//! `checklist/rules.rs`), [`session::Answer`] (what is said; a file of its own in `session/`), `ui/entries/` (how it is filled
//! in), `ui/answers.rs` (how it is read), `record/said.rs` (how it stands in a note).

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
