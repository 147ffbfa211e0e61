//! Staff: people, PINs, sessions, devices, paired screens and the first start.

mod devices;
mod login_throttle;
mod pairing;
mod people;
mod pins;
mod sessions;
mod setup;

pub use pairing::Pairing;
pub use people::{COMMAND_LINE, StaffChange, hire_from_command, reset_pin_from_command};
pub use pins::hash_pin;
pub use sessions::{LoggedIn, LoginClient, Session, SessionKey, session_key};
pub use setup::{FirstStart, SetupState};

pub(super) use login_throttle::LoginThrottle;
pub(super) use pairing::Pairings;
pub(super) use pins::PinHasher;
