//! The demo: opens a shop of its own and plays a believable day in it, for trials.
//!
//! It opens a real shop and then acts only as people could: over HTTP. Nothing here goes around the API but the staff,
//! who are added as on the command line, and the year before the day, which no route takes.

mod client;
mod customer;
mod day;
mod driver;
mod folder;
mod kitchen_load;
mod menu;
mod paper;
mod preferences;
mod rng;
mod year;

use std::{fmt, path::PathBuf};

pub use day::TimeOfDay;
use tokio::sync::watch;

use crate::{
    config::{Config, DemoConfig, Switch},
    domain::Role,
    server::{Server, StartError},
    store::OpenError,
};
use client::NoAnswer;
use driver::Driver;
use paper::Printer;

/// A member of the demo's staff.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// To log in with.
    pub name: &'static str,
    /// To log in with; no secret here.
    pub pin: &'static str,
    /// What they may do.
    pub role: Role,
}

/// Who works in the demo's shop.
pub const STAFF: [Member; 5] = [DEWI, RINA, TONO, BUDI, SARI];

const DEWI: Member = member("Dewi", "1111", Role::Owner);
const RINA: Member = member("Rina", "2222", Role::Cashier);
/// At the tables.
const TONO: Member = member("Tono", "5555", Role::Waiter);
/// At the stove.
const BUDI: Member = member("Budi", "3333", Role::Kitchen);
/// At the bar.
const SARI: Member = member("Sari", "4444", Role::Kitchen);

const fn member(name: &'static str, pin: &'static str, role: Role) -> Member {
    Member { name, pin, role }
}

/// How far the day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What the time is in its day.
    pub time: TimeOfDay,
    /// Orders that were placed.
    pub orders: usize,
    /// Of these, not yet paid.
    pub waiting: usize,
    /// With the kitchen.
    pub preparing: usize,
    /// Called out.
    pub ready: usize,
    /// Picked up.
    pub completed: usize,
    /// Cancelled.
    pub cancelled: usize,
}

impl Progress {
    /// No customer has come yet.
    const fn at(time: TimeOfDay) -> Self {
        Self {
            time,
            orders: 0,
            waiting: 0,
            preparing: 0,
            ready: 0,
            completed: 0,
            cancelled: 0,
        }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            time,
            orders,
            waiting,
            preparing,
            ready,
            completed,
            cancelled,
        } = self;
        write!(
            out,
            "{time}, {orders} orders: {waiting} waiting, {preparing} preparing, {ready} ready, \
             {completed} done, {cancelled} cancelled"
        )
    }
}

/// Why there is no demo, in words for the terminal.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A folder that no demo made.
    #[error(
        "{folder} was not made by a demo: it holds {found}. It was not touched. Choose an empty \
         or new folder with --data"
    )]
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// What is in it.
        found: String,
    },
    /// The folder or the file in it.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The shop.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The shop is open, but says no to its own staff.
    #[error("the demo cannot be played ({0})")]
    Unplayable(String),
}

/// An open demo.
pub struct Demo {
    /// Its shop.
    pub server: Server,
    driver: Driver,
    /// Prints for as long as the demo is open.
    _printer: Option<Printer>,
    speed: u32,
}

impl Demo {
    /// Opens a new shop as `config` says; nothing happens in it yet.
    ///
    /// # Errors
    /// In words for the terminal; a folder that no demo made is left as it was.
    pub async fn open(config: &DemoConfig) -> Result<Self, DemoError> {
        let folder = config.data.clone();
        // Hashing PINs and making a file takes a moment.
        tokio::task::spawn_blocking(move || folder::prepare(&folder))
            .await
            .map_err(|error| DemoError::Unplayable(error.to_string()))??;
        let shop = Config {
            // All its customers come from this machine.
            limits: Switch::Off,
            ..Config::new(config.listen, config.data.clone())
        };
        let mut server = Server::start(&shop).await?;
        if let Some(days) = config.year {
            // It has its menu now.
            server.stop().await;
            let (folder, seed, hours) = (config.data.clone(), config.seed, config.hours);
            tokio::task::spawn_blocking(move || year::write(&folder, days, seed, hours))
                .await
                .map_err(|error| DemoError::Unplayable(error.to_string()))??;
            server = Server::start(&shop).await?;
        }
        let entered = async {
            let mut driver = Driver::enter(server.address, config.seed, config.hours).await?;
            let Some(folder) = &config.paper else {
                return Ok((driver, None));
            };
            let printer = Printer::on(folder).await;
            let printer = printer.map_err(|error| {
                NoAnswer(format!(
                    "{} cannot be printed into: {error}",
                    folder.display()
                ))
            })?;
            driver.set_up(&printer).await?;
            Ok((driver, Some(printer)))
        };
        match entered.await {
            Ok((driver, printer)) => Ok(Self {
                server,
                driver,
                _printer: printer,
                speed: config.speed,
            }),
            Err(NoAnswer(error)) => {
                server.stop().await;
                Err(DemoError::Unplayable(error))
            }
        }
    }

    /// How far the day has come, for as long as the demo is open.
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.driver.progress()
    }

    /// Plays up to a busy midday, as fast as the shop answers.
    pub async fn fill(&mut self) -> Result<(), DemoError> {
        let filled = self.driver.fill().await;
        filled.map_err(|error| DemoError::Unplayable(error.to_string()))
    }

    /// Plays the day, or what is left of it, to its end.
    pub async fn play(&mut self) -> Result<(), DemoError> {
        let played = self.driver.play(self.speed).await;
        played.map_err(|error| DemoError::Unplayable(error.to_string()))
    }

    /// Closes the shop in order.
    pub async fn close(self) {
        self.server.stop().await;
    }
}
