//! The number that is called out for an order: a letter for where it came in, and a count for the day.

use crate::domain::Channel;

/// What is called out: `A-001`. Counts up per channel and business day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderNumber {
    /// Gives the letter.
    pub channel: Channel,
    /// From 1; three digits at least.
    pub counter: i64,
}

impl OrderNumber {
    /// Reads what a person calls out: `A-012`, `a12`, `A 12`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = text.trim().chars();
        let channel = Channel::from_letter(letters.next()?)?;
        let digits = letters.as_str().trim_start_matches([' ', '-']);
        let plain = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let counter = plain
            .then(|| digits.parse().ok())
            .flatten()
            .filter(|counter| *counter > 0)?;
        Some(Self { channel, counter })
    }
}

impl std::fmt::Display for OrderNumber {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}-{:03}", self.channel.letter(), self.counter)
    }
}
