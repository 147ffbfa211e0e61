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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_say_them() {
        for (text, number) in [("A-012", "A-012"), ("b7", "B-007"), (" c 1234 ", "C-1234")] {
            assert_eq!(
                OrderNumber::parse(text).map(|n| n.to_string()).as_deref(),
                Some(number)
            );
        }
        for text in ["", "D-1", "A", "A-0", "A--x", "A-99999999999"] {
            assert_eq!(OrderNumber::parse(text), None, "{text}");
        }
    }
}
