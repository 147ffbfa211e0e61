//! Use cases of a shop.
//!
//! They hold the rules of [`domain`](crate::domain) against what the
//! [`store`](crate::store) knows. No HTTP here, and no SQL.

mod areas;
mod background;
mod backups;
mod calls;
mod clock;
mod displays;
mod error;
mod export;
mod health;
mod history;
mod limits;
mod live;
mod maintenance;
mod menu;
mod network;
mod orders;
mod price_levels;
mod printing;
mod random;
mod reports;
mod retry;
mod settings;
mod shifts;
mod staff;
mod tables;
mod tabular;
mod timekeeping;
mod wifi;

use std::{ops::Deref, path::Path, sync::Arc, time::Instant};

pub use areas::{
    Area, Backups, Claims, Devices, Health, History, Live, Network, Orders, People, PriceLevels,
    PrintQueue, Printers, Receipts, Reports, Rounds, Sessions, Setup, Shifts, ShopMenu,
    ShopSettings, TableService, Tables, Timekeeping,
};
pub use backups::{BackupDestination, BackupList, BackupTrouble};
pub use calls::{AtTable, Calls, TableCall};
pub use clock::{Clock, is_synchronised};
pub use error::ShopError;
pub use export::{Export, ExportKind, ExportPart, ExportPlan, ExportRequest};
pub use health::{HealthReport, HealthStatus};
pub use history::{About, Entry, HistoryPage};
pub use limits::{Budget, LimitExceeded, Limiter, Permit};
pub use live::{
    Feed, Joined, JournalItem, JournalStream, Presence, RoomMessage, Rooms, ScreenHandle, Since,
};
pub use menu::{
    FirstMenu, ImportReport, LARGEST_PICTURE, MenuChange, MenuOrdering, MenuText, NewMenu,
};
pub use network::{Address, Addresses, Announcement, PhoneReached};
pub use orders::{
    Changed, ClaimRequest, CorrectionRequest, Destination, DiscountRequest, IdempotencyKey,
    MoneyAsker, MoveRequest, OrderList, OrderingClient, Placed, RefundRequest, SettlementRequest,
};
pub use printing::{PrintRequest, PrinterReport, QueuedJob, TestResult};
pub use reports::{Books, BooksFormat, Report, WeekdayAverage};
pub use settings::{ShopInfo, change_settings_from_command, decisions, set_logo_from_command};
pub use shifts::{CloseRequest, DrawerView, ShiftAnswered, ShiftLine, ShiftList, ShiftView};
pub use staff::{
    COMMAND_LINE, FirstStart, LoggedIn, LoginClient, Pairing, Session, SessionKey, SetupState,
    StaffChange, hash_pin, hire_from_command, reset_pin_from_command, session_key,
};
pub use tables::{CardDeck, TableList};
pub use tabular::{FileFormat, read_table, write_table};
pub use timekeeping::{ClockState, vouch_from_command};

use random::random;

use crate::{
    domain::ShopTime,
    hub::Hub,
    lan::ListenAddress,
    metrics::Metrics,
    store::{SetupCode, Store},
};

/// An open shop. What one can do in it stands in its areas. Cloning is cheap: all clones are the same shop, and each is
/// as large as a pointer, for every socket holds some.
#[derive(Clone)]
pub struct Shop(Arc<Parts>);

/// What a shop is made of.
pub struct Parts {
    store: Store,
    rooms: Rooms,
    session_ends: Hub<SessionKey, ()>,
    clock: Arc<Clock>,
    menu_text: menu::Cache,
    pin_hasher: staff::PinHasher,
    login_throttle: staff::LoginThrottle,
    pairings: staff::Pairings,
    setup_code: SetupCode,
    phone_checks: network::PhoneChecks,
    limits: Arc<Limiter>,
    presence: Arc<Presence>,
    calls: Calls,
    displays: displays::Displays,
    unended: orders::UnreadableOrders,
    day_closing: reports::DayClosing,
    printing: printing::PrintStatus,
    backup_status: backups::Status,
    network_addresses: network::NetworkAddresses,
    background_tasks: background::BackgroundTasks,
    opened: Instant,
}

impl Deref for Shop {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What a shop is opened with.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// Where it listens.
    pub listen_address: ListenAddress,
    /// Where the code of the first start is kept.
    pub setup_code: &'a Path,
    /// Whether limits per address apply.
    pub has_limits: bool,
}

impl Shop {
    /// Opens the shop on a store whose commits are published to `rooms`.
    pub async fn open(store: Store, rooms: Rooms, opening: Opening<'_>) -> Result<Self, ShopError> {
        let (newest, settings, printed) = store
            .read(|store| {
                let newest = store.newest_moment()?;
                Ok::<_, ShopError>((newest, store.settings()?, store.printed_url()?))
            })
            .await?;
        let network_addresses =
            network::NetworkAddresses::new(opening.listen_address, &settings, printed);
        // Another program may be asked whether the machine's clock is right.
        let clock = tokio::task::spawn_blocking(move || Clock::after(newest, is_synchronised));
        let clock = Arc::new(clock.await.expect("looking at clocks does not panic"));
        let printing = printing::PrintStatus::default();
        store.on_commit(printing.listener());
        let shop = Self(Arc::new(Parts {
            store,
            rooms,
            session_ends: Hub::default(),
            presence: Arc::new(Presence::new(clock.clone())),
            calls: Calls::new(),
            displays: displays::Displays::default(),
            clock,
            unended: orders::UnreadableOrders::default(),
            day_closing: reports::DayClosing::default(),
            printing,
            backup_status: backups::Status::default(),
            menu_text: menu::Cache::default(),
            pin_hasher: staff::PinHasher::default(),
            login_throttle: staff::LoginThrottle::default(),
            pairings: staff::Pairings::default(),
            setup_code: SetupCode::at(opening.setup_code),
            phone_checks: network::PhoneChecks::default(),
            limits: Arc::new(Limiter::new(opening.has_limits, settings.limits)),
            network_addresses,
            background_tasks: background::BackgroundTasks::default(),
            opened: Instant::now(),
        }));
        shop.timekeeping().begin().await;
        Ok(shop)
    }

    /// Names the shop's database; a screen that remembers another one starts over.
    pub fn epoch(&self) -> &str {
        self.store.epoch()
    }

    /// How much one address may ask for.
    pub fn limits(&self) -> &Limiter {
        &self.limits
    }

    /// What was counted since it was opened.
    pub fn metrics(&self) -> &Metrics {
        self.store.metrics()
    }

    /// Runs the shop's background tasks; never returns.
    pub async fn run_background_tasks(&self) {
        background::run(self).await;
    }

    /// The time in the shop.
    pub fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// The time in the shop, and whether it is believed.
    pub(crate) fn time(&self) -> ShopTime {
        ShopTime {
            at: self.clock.now(),
            is_believed: self.clock.is_right(),
        }
    }
}
