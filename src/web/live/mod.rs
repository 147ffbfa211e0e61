//! Live routes: the WebSocket that carries several rooms, and the event stream of one order.

pub(super) mod socket;
pub(super) mod sse;
pub(super) mod upgrade;
