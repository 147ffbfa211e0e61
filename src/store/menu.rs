//! The menu: read whole, changed row by row.

mod read;
mod write;
