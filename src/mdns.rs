//! Answers to one name in the networks of a machine (multicast DNS, RFC 6762), and asks for one.
//!
//! Messages are read in place and not kept: no memory in here grows with what arrives. A general library keeps a cache
//! of the network's names, which a stranger could fill.

mod ask;
mod message;
mod name;
mod records;
mod responder;
mod socket;

pub(crate) use ask::who_is;
pub(crate) use responder::Responder;
pub(crate) use socket::Sockets;

/// The port of all questions and answers (section 3).
const PORT: u16 = 5353;

/// Whether these bytes are a message, whole and well made.
pub(crate) fn is_message(bytes: &[u8]) -> bool {
    message::Message::read(bytes).is_some()
}

/// A message that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outgoing {
    /// In which of the networks.
    pub(crate) network: usize,
    /// The recipient; without one the whole network.
    pub(crate) to: Option<std::net::SocketAddr>,
    pub(crate) bytes: Vec<u8>,
}
