//! The one integration crate: a module for each question that a reader has.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says what it expects, in its helpers too")]

mod age_by_hand;
mod blind;
mod canary;
mod carrying;
mod chair;
mod checklists;
mod clock;
mod cpu_renderer;
mod damage;
mod desk;
mod families;
mod floor;
mod focus;
mod formats;
mod frozen;
mod gate;
mod golden;
mod journey;
mod journeys;
mod keeping;
mod keyboard;
mod language;
mod learning;
mod library;
mod locking;
mod names;
mod notes;
mod parrot;
mod pdf;
mod pdf_file;
mod pdf_text;
mod pictures;
mod problems;
mod properties;
mod retention;
mod screens;
mod seeds;
mod shelf;
mod store;
mod tidy;
mod torture;
mod two_windows;
mod wording;
mod words;
