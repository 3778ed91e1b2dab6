//! The one integration crate: a module for each question that a reader has.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says what it expects, in its helpers too")]

mod cpu_renderer;
mod desk;
mod formats;
mod journey;
mod keyboard;
mod learning;
mod names;
mod notes;
mod pictures;
mod screens;
mod store;
mod tidy;
