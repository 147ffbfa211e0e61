//! The menu: read whole, changed in small steps, and every change of it kept.

mod history;
mod read;
mod write;

pub use history::{ChangePage, KeptChange};
