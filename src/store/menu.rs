//! The menu: read whole, changed row by row.

mod levels;
mod read;
mod stock;
mod write;
