//! The load of the demo's kitchen: a number of cooks at each station, one dish after the other.

use std::collections::BTreeMap;

use super::day::TimeOfDay;

/// What the kitchen is already busy with.
#[derive(Debug, Default)]
pub(super) struct KitchenLoad(BTreeMap<String, Vec<TimeOfDay>>);

/// Until a cook has seen the ticket, in seconds.
const GLANCE: u32 = 20;

/// Woks and pans at the stove, people at the bar.
fn hands(station: &str) -> usize {
    if station == "dapur" { 4 } else { 2 }
}

impl KitchenLoad {
    /// When this many of a dish are made that comes in at `now` and takes `seconds` for one.
    pub(super) fn take(
        &mut self,
        station: &str,
        now: TimeOfDay,
        seconds: u32,
        quantity: u32,
    ) -> TimeOfDay {
        let idle = || vec![now; hands(station)];
        let busy = self.0.entry(station.to_owned()).or_insert_with(idle);
        // Two plates of the same take less than twice the time.
        let work = seconds + seconds * 2 / 5 * quantity.saturating_sub(1);
        let begun = now.after(GLANCE);
        let Some(first_free) = busy.iter_mut().min() else {
            return begun.after(work);
        };
        *first_free = begun.max(*first_free).after(work);
        *first_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stove_makes_the_next_dish_wait_and_no_other_station() {
        let mut kitchen_load = KitchenLoad::default();
        let noon = TimeOfDay::hour(12);
        for _ in 0..4 {
            assert_eq!(kitchen_load.take("dapur", noon, 300, 1).since(noon), 320);
        }
        assert_eq!(kitchen_load.take("dapur", noon, 300, 1).since(noon), 620);
        assert_eq!(kitchen_load.take("bar", noon, 60, 1).since(noon), 80);
        assert_eq!(kitchen_load.take("bar", noon, 60, 3).since(noon), 20 + 108);
        let later = noon.after(3600);
        assert_eq!(kitchen_load.take("dapur", later, 300, 1).since(later), 320);
    }
}
