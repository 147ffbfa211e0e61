//! How long something took, as counts of quarter minutes.
//!
//! Medians of days cannot be added, counts can: a year's median is that of the sum of its days.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The width of a step, in seconds.
const STEP: i64 = 15;
/// What takes longer counts as this long, in steps: four hours.
const MOST: i64 = 960;

/// How often something took how long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(BTreeMap<i64, i64>);

impl Minutes {
    /// Counts one that took so many seconds.
    pub fn count(&mut self, seconds: i64) {
        *self.0.entry((seconds / STEP).clamp(0, MOST)).or_default() += 1;
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        for (step, count) in &other.0 {
            *self.0.entry(*step).or_default() += count;
        }
    }

    /// How many were counted.
    pub fn total(&self) -> i64 {
        self.0.values().sum()
    }

    /// The seconds within which so many percent of them were done, to the quarter of a minute; none of nothing.
    pub fn percentile(&self, percent: i64) -> Option<i64> {
        let rank = (self.total() * percent + 99) / 100;
        let mut seen = 0;
        let mut steps = self.0.iter();
        let found = steps.find(|(_, count)| {
            seen += **count;
            seen >= rank.max(1)
        });
        found.map(|(step, _)| step * STEP)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_two_days_is_that_of_all_their_times_together() {
        let (mut first, mut second) = (Minutes::default(), Minutes::default());
        for minutes in [1, 2, 3, 4] {
            first.count(minutes * 60);
        }
        for minutes in [5, 6, 7, 8, 9, 60 * 24] {
            second.count(minutes * 60 + 7);
        }
        assert_eq!(first.percentile(50), Some(120));
        first.add(&second);
        assert_eq!((first.total(), first.percentile(50)), (10, Some(300)));
        assert_eq!(first.percentile(90), Some(540));
        assert_eq!(first.percentile(100), Some(MOST * STEP));
        assert_eq!(Minutes::default().percentile(50), None);
    }
}
