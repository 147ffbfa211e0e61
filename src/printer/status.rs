//! What printers answer: real-time status (`DLE EOT n`) and the end of a job (`GS r 1`).
//!
//! The first is answered at once, also in the middle of a job and without paper. The second is answered in its turn:
//! when it comes, all that was sent before is printed.

use crate::domain::PrintReason;

/// Asks for the state of the printer, of what holds it up, and of its paper, in this order.
pub(super) const QUESTIONS: [(Question, [u8; 3]); 3] = [
    (Question::Printer, [0x10, 0x04, 1]),
    (Question::Cause, [0x10, 0x04, 2]),
    (Question::Paper, [0x10, 0x04, 4]),
];
/// Asks to be told when all of this is printed.
pub(super) const IS_DONE: [u8; 3] = [0x1d, 0x72, 1];

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    Printer,
    Cause,
    Paper,
}

/// Whether a byte is an answer to a question about the state: its fixed bits are those of no other answer.
pub(super) const fn is_state(byte: u8) -> bool {
    byte & 0b1001_0011 == 0b0001_0010
}

/// Whether a byte is the answer that all is printed.
pub(super) const fn is_done(byte: u8) -> bool {
    byte & 0b1001_0000 == 0
}

/// What an answer says that keeps the printer from printing.
pub(super) const fn trouble(question: Question, answer: u8) -> Option<PrintReason> {
    match question {
        Question::Cause if answer & 0x04 != 0 => Some(PrintReason::CoverOpen),
        Question::Cause if answer & 0x20 != 0 => Some(PrintReason::NoPaper),
        Question::Paper if answer & 0x60 == 0x60 => Some(PrintReason::NoPaper),
        Question::Cause if answer & 0x40 != 0 => Some(PrintReason::Offline),
        Question::Printer if answer & 0x08 != 0 => Some(PrintReason::Offline),
        Question::Printer | Question::Cause | Question::Paper => None,
    }
}

/// Of several troubles the one that a person can do something about: an open cover also hides the paper.
pub(super) fn worst(found: &[PrintReason]) -> Option<PrintReason> {
    let order = [
        PrintReason::CoverOpen,
        PrintReason::NoPaper,
        PrintReason::Offline,
    ];
    order.into_iter().find(|reason| found.contains(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_printers_answer_is_read_as_their_manuals_say() {
        use PrintReason::{CoverOpen, NoPaper, Offline};
        use Question::{Cause, Paper, Printer};
        for (question, answer, says) in [
            (Printer, 0x16, None),
            (Printer, 0x1a, Some(Offline)),
            (Cause, 0x12, None),
            (Cause, 0x16, Some(CoverOpen)),
            (Cause, 0x32, Some(NoPaper)),
            (Cause, 0x52, Some(Offline)),
            (Paper, 0x12, None),
            // Nearly out: it still prints.
            (Paper, 0x1e, None),
            (Paper, 0x7e, Some(NoPaper)),
        ] {
            assert!(is_state(answer), "{answer:#x}");
            assert!(!is_done(answer), "{answer:#x}");
            assert_eq!(trouble(question, answer), says, "{question:?} {answer:#x}");
        }
        assert!(is_done(0x00) && is_done(0x0c) && !is_state(0x00));
        assert_eq!(worst(&[Offline, NoPaper, CoverOpen]), Some(CoverOpen));
        assert_eq!(worst(&[Offline, NoPaper]), Some(NoPaper));
        assert_eq!(worst(&[]), None);
    }
}
