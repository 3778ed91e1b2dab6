//! The one integration crate: a module for each question that a reader has.

mod store;
