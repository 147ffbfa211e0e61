//! A print job: its states, what is done about one by time alone, and what follows when its printing is interrupted.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::PaperKind;
use crate::domain::string_enum::string_enum;

string_enum! {
    /// What is printed.
    pub enum JobKind {
        /// What a station of the kitchen is to make of one round.
        Kitchen = "kitchen",
        /// What it is not to make after all.
        Void = "void",
        /// What was paid.
        Receipt = "receipt",
        /// What went back.
        Refund = "refund",
        /// What is to be paid.
        Bill = "bill",
        /// Sums of a day or of a shift.
        Report = "report",
        /// A page to try the printer out with.
        Test = "test",
        /// No paper: the cash drawer opens.
        Drawer = "drawer",
    }
}

string_enum! {
    /// Where a print job is.
    pub enum JobState {
        /// Not begun.
        Waiting = "waiting",
        /// The printer is being sent it.
        Sending = "sending",
        /// All of it was sent; this printer never says whether it came out.
        Sent = "sent",
        /// The printer has said that it came out.
        Confirmed = "confirmed",
        /// Interrupted: it may have come out or not, and a person decides.
        Unknown = "unknown",
        /// Not printed, and not tried again: a person decides.
        Failed = "failed",
        /// Not wanted any more.
        Dropped = "dropped",
    }
}

string_enum! {
    /// Why a job is not printed, or what is wrong with a printer.
    pub enum PrintReason {
        /// There is no answer at its address, or no device.
        Unreachable = "unreachable",
        /// It is out of paper.
        NoPaper = "no_paper",
        /// Its cover is open.
        CoverOpen = "cover_open",
        /// It says that it cannot print, and not why.
        Offline = "offline",
        /// It takes what is sent and does not answer.
        Silent = "silent",
        /// The connection broke while it printed.
        Interrupted = "interrupted",
        /// The computer stopped while it printed.
        Stopped = "stopped",
        /// This program may not use the device.
        NotPermitted = "not_permitted",
        /// Another program has the device.
        Taken = "taken",
        /// It would come too late to be of use.
        TooLate = "too_late",
        /// The order is finished.
        OrderOver = "order_over",
        /// There is nothing to print any more.
        Gone = "gone",
        /// A person said so.
        Decided = "decided",
    }
}

string_enum! {
    /// The state of a printer, as its last job showed it.
    pub enum PrinterState {
        /// Nothing is wrong.
        Ready = "ready",
        /// It is being sent a job.
        Printing = "printing",
        /// It cannot print.
        Trouble = "trouble",
    }
}

string_enum! {
    /// What a person decides about jobs that are not printed.
    pub enum JobAct {
        /// Print them now.
        Retry = "retry",
        /// Print them with another printer.
        Move = "move",
        /// Do not print them.
        Drop = "drop",
    }
}

/// How long a pulse for the drawer is worth sending. Later it would open in front of another customer.
const DRAWER_LIVES: SignedDuration = SignedDuration::from_secs(10);
/// How long who tries a printer out stands in front of it.
const TEST_LIVES: SignedDuration = SignedDuration::from_mins(1);
/// After this long a ticket is held back if its order is finished. Before that, an order that was completed at once may
/// still have to be made.
const OVERTAKEN: SignedDuration = SignedDuration::from_mins(1);
/// How long finished jobs are kept.
pub const PRINT_JOBS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);
/// From when on a ticket says that it is late.
const LATE: SignedDuration = SignedDuration::from_mins(10);
/// From when on a person is asked whether a job is still wanted.
const ASKED: SignedDuration = SignedDuration::from_mins(30);
/// How often a ticket is printed again without a person. One that is interrupted each time would come out forever.
const MOST_REPEATS: i64 = 3;

impl JobKind {
    /// Which printers it is for; none where it is for one that is named.
    pub const fn paper(self) -> Option<PaperKind> {
        match self {
            Self::Kitchen | Self::Void => Some(PaperKind::Kitchen),
            Self::Receipt | Self::Refund => Some(PaperKind::Receipt),
            Self::Bill => Some(PaperKind::Bill),
            Self::Report => Some(PaperKind::Report),
            Self::Test | Self::Drawer => None,
        }
    }

    /// What becomes of one that was interrupted after its first byte. A ticket that the kitchen never sees is worse
    /// than two of them, so it is printed again and says so; a second receipt is not, and a drawer opens once at most.
    pub const fn after_interruption(self, repeats: i64) -> JobState {
        match self {
            Self::Kitchen | Self::Void if repeats < MOST_REPEATS => JobState::Waiting,
            Self::Kitchen
            | Self::Void
            | Self::Receipt
            | Self::Refund
            | Self::Bill
            | Self::Report => JobState::Unknown,
            Self::Test | Self::Drawer => JobState::Dropped,
        }
    }
}

impl JobState {
    /// Whether something is still to happen to it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Sending | Self::Unknown | Self::Failed => true,
            Self::Sent | Self::Confirmed | Self::Dropped => false,
        }
    }

    /// Whether it is printed without a person: it waits, or is being sent.
    pub const fn is_under_way(self) -> bool {
        match self {
            Self::Waiting | Self::Sending => true,
            Self::Sent | Self::Confirmed | Self::Unknown | Self::Failed | Self::Dropped => false,
        }
    }

    /// Whether a person can still decide about it; one that is being sent can no longer be stopped.
    pub const fn can_be_decided(self) -> bool {
        match self {
            Self::Waiting | Self::Unknown | Self::Failed => true,
            Self::Sending | Self::Sent | Self::Confirmed | Self::Dropped => false,
        }
    }
}

/// A print job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintJob {
    /// Its number; later ones have higher ones.
    pub id: i64,
    /// The number of its printer.
    pub printer_id: i64,
    /// What it is.
    pub kind: JobKind,
    /// The row of its order.
    #[serde(skip)]
    pub order_id: Option<i64>,
    /// Which state of the order it is of.
    #[serde(skip)]
    pub rev: i64,
    /// Which of its kind: the round of a ticket, the line that was taken off, the number of a payment or of a refund,
    /// the revision of a bill or of what opens a drawer; 0 is all of the order.
    #[serde(skip)]
    pub part: i64,
    /// Of which check of a split bill; 0 where it is of none.
    #[serde(skip)]
    pub check_id: i64,
    /// Whose ticket it is; empty where it is none.
    pub station: String,
    /// 1, or which copy of the first one.
    pub copy: i64,
    /// What is printed, where that is made from no order.
    #[serde(skip)]
    pub document: Option<String>,
    /// Where it is.
    pub state: JobState,
    /// How often it may have come out before.
    pub repeats: i64,
    /// Why it is not printed.
    pub reason: Option<PrintReason>,
    /// Who asked for it; none where an event did.
    pub by: Option<String>,
    /// When it was wanted first.
    pub created_at: Timestamp,
    /// When it was wanted last: a person has asked for it again since.
    pub wanted_at: Timestamp,
}

/// What is done about a job that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// It is printed.
    Print {
        /// Whether it says since when it was to be printed.
        is_late: bool,
    },
    /// A person is asked.
    Ask(PrintReason),
    /// It is not wanted any more.
    Drop(PrintReason),
}

/// What is done `at` that time about a job that waits, where its order is finished or not. What a person asked for
/// again is not held back for its order, and counts as wanted from then on.
pub fn due(job: &PrintJob, order_is_over: bool, at: Timestamp) -> Due {
    let waits = at.duration_since(job.wanted_at);
    let is_asked_again = job.wanted_at > job.created_at;
    match job.kind {
        JobKind::Drawer if waits > DRAWER_LIVES => Due::Drop(PrintReason::TooLate),
        JobKind::Test if waits > TEST_LIVES => Due::Drop(PrintReason::TooLate),
        JobKind::Drawer | JobKind::Test => Due::Print { is_late: false },
        JobKind::Kitchen if order_is_over && !is_asked_again && waits > OVERTAKEN => {
            Due::Ask(PrintReason::OrderOver)
        }
        JobKind::Kitchen
        | JobKind::Void
        | JobKind::Receipt
        | JobKind::Refund
        | JobKind::Bill
        | JobKind::Report
            if waits > ASKED =>
        {
            Due::Ask(PrintReason::TooLate)
        }
        JobKind::Kitchen | JobKind::Void => Due::Print {
            is_late: at.duration_since(job.created_at) > LATE,
        },
        JobKind::Receipt | JobKind::Refund | JobKind::Bill | JobKind::Report => {
            Due::Print { is_late: false }
        }
    }
}
