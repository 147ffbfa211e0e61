//! Printers of the shop from outside: found, opened over its network or at a USB port, asked how they are, sent bytes.
//!
//! A printer is opened for one job and closed after it, because most take one connection only and another till may
//! want it. What a printer answers is a stranger's word: it is read up to a few bytes and a few seconds.

mod address;
mod line;
mod search;
mod status;
mod usb;

pub use address::{InvalidAddress, PrinterAddress};
pub use line::{Line, SendError};
pub use search::{Found, search};
pub use usb::{UsbDevice, UsbPorts};
