//! Who works here, how they come in, and the devices on which they are.

mod devices;
mod login_throttle;
mod pairing;
mod people;
mod pins;
mod sessions;
mod setup;

pub use pairing::Pairing;
pub use people::{COMMAND_LINE, StaffChange, hire_beside, reset_pin_beside};
pub use pins::hash_pin;
pub use sessions::{LoggedIn, Session, SessionKey, Visitor, session_key};
pub use setup::{FirstStart, SetupState};

pub(super) use login_throttle::Tries;
pub(super) use pairing::Pairings;
pub(super) use pins::Doorman;
