//! Printers and print jobs: what is printed because of an event and by which printer, and what becomes of a job.
//!
//! Rules only. A job is written in the transaction of the event that causes it, and one that is printed later is
//! decided about by its age and its kind alone, so that every rule can be tested by a table.

mod causes;
mod error;
mod job;

use serde::{Deserialize, Serialize};

pub use causes::{JobDraft, caused_by, printer_for, printer_of_drawer};
pub use error::PrintingError;
pub use job::{
    Due, JobAct, JobKind, JobState, PRINT_JOBS_KEPT, PrintJob, PrintReason, PrinterState, due,
};

use super::{Profile, bounds::STATION_LENGTH, string_enum::string_enum, text};

string_enum! {
    /// How a printer is reached.
    pub enum PrinterWay {
        /// Over the shop's own network.
        Net = "net",
        /// At a USB port of this computer.
        Usb = "usb",
    }
}

string_enum! {
    /// A kind of paper that a printer can be for.
    pub enum PaperKind {
        /// What is to be made, and what is not after all.
        Kitchen = "kitchen",
        /// What was paid, and what went back.
        Receipt = "receipt",
        /// What is to be paid.
        Bill = "bill",
        /// Sums of a day or of a shift.
        Report = "report",
    }
}

/// Most printers of a shop.
pub const MOST_PRINTERS: usize = 12;
/// Most characters of a printer's name.
pub const PRINTER_NAME_LENGTH: usize = 30;
/// Most characters of a printer's address.
pub const ADDRESS_LENGTH: usize = 120;
/// Most stations of one printer.
pub const MOST_STATIONS: usize = 20;

/// A printer of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printer {
    /// Its number.
    pub id: i64,
    /// What it is like.
    #[serde(flatten)]
    pub spec: PrinterSpec,
    /// Whether it says when it has printed all of a job; none while that was not tried.
    pub answers: Option<bool>,
}

/// What a printer is like, as the owner says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrinterSpec {
    /// What the staff call it, 1..30 characters.
    pub name: String,
    /// How it is reached.
    pub way: PrinterWay,
    /// Where: `192.168.1.50:9100`, or vendor, product and serial number of a USB device: `04b8:0e15:X5TY012345`.
    pub address: String,
    /// How wide it prints, and what it can do.
    #[serde(flatten)]
    pub profile: Profile,
    /// What it is for.
    pub papers: Vec<PaperKind>,
    /// Whose tickets it prints; empty is every station's.
    pub stations: Vec<String>,
}

impl PrinterSpec {
    /// Keeps it only if it can be worked with. Its address is checked by `printer::Place`, which knows networks.
    ///
    /// # Errors
    /// [`PrintingError::UnfitPrinter`] with the field that cannot be used.
    pub fn checked(mut self) -> Result<Self, PrintingError> {
        let unfit = |field| PrintingError::UnfitPrinter { field };
        let name = text::fit(&self.name, PRINTER_NAME_LENGTH).ok();
        self.name = name
            .filter(|name| !name.is_empty())
            .ok_or_else(|| unfit("name"))?;
        let address = text::fit_exact(&self.address, ADDRESS_LENGTH).ok();
        self.address = address
            .filter(|address| !address.is_empty())
            .ok_or_else(|| unfit("address"))?;
        let is_twice = |at: usize| self.papers[..at].contains(&self.papers[at]);
        if (1..self.papers.len()).any(is_twice) {
            return Err(unfit("papers"));
        }
        let stations = self.stations.iter();
        let stations: Option<Vec<String>> = stations
            .map(|station| text::fit(station, STATION_LENGTH).ok())
            .collect();
        let stations = stations.filter(|stations| {
            stations.len() <= MOST_STATIONS && stations.iter().all(|each| !each.is_empty())
        });
        self.stations = stations.ok_or_else(|| unfit("stations"))?;
        Ok(self)
    }

    /// Whether it is for this kind of paper.
    pub fn prints(&self, paper: PaperKind) -> bool {
        self.papers.contains(&paper)
    }

    /// Whether it prints the tickets of a station.
    pub fn serves(&self, station: &str) -> bool {
        let key = text::key(station);
        let mut stations = self.stations.iter();
        self.prints(PaperKind::Kitchen)
            && (self.stations.is_empty() || stations.any(|each| text::key(each) == key))
    }
}

#[cfg(test)]
mod tests;
