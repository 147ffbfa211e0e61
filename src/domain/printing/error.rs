//! Why something about printers is refused.

use crate::domain::Refusal;

/// A request about printers that the rules refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintingError {
    /// Something that a printer cannot be like.
    UnfitPrinter {
        /// The field.
        field: &'static str,
    },
    /// An address outside of the shop's own network.
    PrinterElsewhere,
    /// Another printer has that name.
    PrinterNameTaken,
    /// There are as many printers as a shop can have.
    TooManyPrinters,
    /// Its jobs still wait, and it was not said what becomes of them.
    PrinterHasJobs,
    /// No printer is for this paper, or no drawer is plugged into one.
    NoPrinter,
    /// The picture of a name or of the logo that cannot be one.
    UnfitPicture,
    /// There is nothing of this order that could be printed so.
    NothingToPrint,
}

impl PrintingError {
    /// The stable code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnfitPrinter { .. } => "unfit_printer",
            Self::PrinterElsewhere => "printer_elsewhere",
            Self::PrinterNameTaken => "printer_name_taken",
            Self::TooManyPrinters => "too_many_printers",
            Self::PrinterHasJobs => "printer_has_jobs",
            Self::NoPrinter => "no_printer",
            Self::UnfitPicture => "unfit_print_picture",
            Self::NothingToPrint => "nothing_to_print",
        }
    }

    /// The part of what was sent that cannot be used, where it is one part.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::UnfitPrinter { field } => Some(field),
            Self::PrinterElsewhere => Some("address"),
            Self::PrinterNameTaken => Some("name"),
            Self::UnfitPicture => Some("picture"),
            Self::TooManyPrinters
            | Self::PrinterHasJobs
            | Self::NoPrinter
            | Self::NothingToPrint => None,
        }
    }

    /// Whether the fault is in the request itself, and not in the state of the shop.
    pub const fn is_about_what_was_sent(self) -> bool {
        match self {
            Self::UnfitPrinter { .. } | Self::PrinterElsewhere | Self::UnfitPicture => true,
            Self::PrinterNameTaken
            | Self::TooManyPrinters
            | Self::PrinterHasJobs
            | Self::NoPrinter
            | Self::NothingToPrint => false,
        }
    }
}

impl From<PrintingError> for Refusal {
    fn from(error: PrintingError) -> Self {
        Self::Printing(error)
    }
}
