//! The menu: read whole, changed row by row.

mod before;
mod levels;
mod read;
mod stock;
mod write;

pub use before::{MenuRows, Retired, WholeChange};
