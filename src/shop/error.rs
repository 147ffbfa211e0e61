//! Errors of the use cases.

use super::limits::LimitExceeded;
use crate::{
    domain::{Order, PrintingError, Refusal},
    store::{Failure, StoreError},
};

/// A request that came to nothing. Nothing was changed or published.
#[derive(Debug, thiserror::Error)]
pub enum ShopError {
    /// The rules say no.
    #[error("refused: {}", refusal.code())]
    Refused {
        /// Why.
        refusal: Refusal,
        /// The order as it is now, where there is one.
        order: Option<Box<Order>>,
    },
    /// No such order, or none that this client may see.
    #[error("no such order")]
    OrderNotFound,
    /// No such item on the menu.
    #[error("no such item")]
    ItemNotFound,
    /// An idempotency key came with another request than before.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// No such member of the staff.
    #[error("no such member of the staff")]
    StaffNotFound,
    /// No such shift.
    #[error("no such shift")]
    ShiftNotFound,
    /// No such device.
    #[error("no such device")]
    DeviceNotFound,
    /// No such table, or not one that ever had this token.
    #[error("no such table")]
    TableNotFound,
    /// No such printer, or not any more.
    #[error("no such printer")]
    PrinterNotFound,
    /// One address asked for too much.
    #[error("too much of {:?} from one address", .0.of)]
    LimitExceeded(LimitExceeded),
    /// Not the code of the first start.
    #[error("wrong setup code")]
    WrongSetupCode,
    /// Not a code that a screen was given, or not any more.
    #[error("wrong pairing code")]
    WrongPairingCode,
    /// The first start was some time ago.
    #[error("the shop has an owner")]
    AlreadySetUp,
    /// The name, the PIN, or both.
    #[error("wrong name or PIN")]
    WrongNameOrPin,
    /// No such backup.
    #[error("no such backup")]
    BackupNotFound,
    /// No whole shop is in the backup.
    #[error("the backup is damaged")]
    BackupDamaged,
    /// The backup cannot be read now; it may be whole.
    #[error("the backup cannot be read")]
    BackupUnreadable,
    /// A newer program made the backup.
    #[error("the backup is a newer program's")]
    BackupNewer,
    /// A backup is just being made, copied or restored.
    #[error("a backup is at work")]
    RunningTask,
    /// No backup can be written there.
    #[error("no backup can be written there")]
    PlaceUnfit,
    /// The sums of a report's days are being made.
    #[error("{kept} of {days} days are added up")]
    ReportInPreparation {
        /// How many are.
        kept: usize,
        /// Of how many that were not.
        days: usize,
    },
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ShopError {
    /// A refusal about an order that stays as it is.
    pub(super) fn of_order(refusal: Refusal, order: Order) -> Self {
        Self::Refused {
            refusal,
            order: Some(Box::new(order)),
        }
    }
}

impl Failure for ShopError {
    fn is_full(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_full())
    }
}

impl From<LimitExceeded> for ShopError {
    fn from(too_much: LimitExceeded) -> Self {
        Self::LimitExceeded(too_much)
    }
}

impl From<PrintingError> for ShopError {
    fn from(error: PrintingError) -> Self {
        Refusal::from(error).into()
    }
}

impl From<Refusal> for ShopError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused {
            refusal,
            order: None,
        }
    }
}
