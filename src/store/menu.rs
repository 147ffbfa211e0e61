//! The menu: read whole, changed in small steps.

mod read;
mod write;
