//! The demo's random numbers: the same seed gives the same day.

/// `SplitMix64` (Steele, Lea and Flood, 2014): a few lines, and fair enough for a day in a warung.
#[derive(Debug, Clone)]
pub(super) struct Rng(u64);

impl Rng {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`; 0 if there are none.
    pub(super) fn below(&mut self, sides: u32) -> u32 {
        let thrown = ((self.throw() >> 32) * u64::from(sides)) >> 32;
        u32::try_from(thrown).unwrap_or_default()
    }

    /// A number from `least` to `most`, both of them included.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// True in so many of a hundred throws.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of these; none of nothing.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let sides = u32::try_from(from.len()).unwrap_or(u32::MAX);
        from.get(usize::try_from(self.below(sides)).unwrap_or_default())
    }

    /// One of these, each as often as it weighs; none if nothing weighs anything.
    pub(super) fn weighted<'a, T>(
        &mut self,
        from: &'a [T],
        weight: impl Fn(&T) -> u32,
    ) -> Option<&'a T> {
        let all = from.iter().map(&weight).sum();
        let mut left = self.below(all);
        from.iter().find(|one| {
            let weight = weight(one);
            let found = left < weight;
            left = left.saturating_sub(weight);
            found
        })
    }

    /// Puts these in any order (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, cards: &mut [T]) {
        for last in (1..cards.len()).rev() {
            let sides = u32::try_from(last + 1).unwrap_or(u32::MAX);
            let other = usize::try_from(self.below(sides)).unwrap_or_default();
            cards.swap(last, other);
        }
    }

    /// So many bytes.
    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| u8::try_from(self.below(256)).unwrap_or_default())
    }

    /// A seed for dice of their own.
    pub(super) fn seed(&mut self) -> u64 {
        self.throw()
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dice_are_those_of_the_paper() {
        // The first numbers of SplitMix64 from seed 0, as its reference implementation has them.
        let mut rng = Rng::new(0);
        assert_eq!(rng.throw(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(rng.throw(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn a_throw_stays_on_the_die_and_reaches_every_side() {
        let mut rng = Rng::new(7);
        let mut seen = [0_u32; 6];
        for _ in 0..600 {
            let side = rng.below(6);
            seen[usize::try_from(side).expect("a side")] += 1;
            assert!((3..=5).contains(&rng.between(3, 5)));
        }
        assert!(
            seen.iter().all(|count| (60..=140).contains(count)),
            "{seen:?}"
        );
        assert_eq!(rng.below(0), 0);
    }

    #[test]
    fn what_weighs_nothing_is_never_picked() {
        let mut rng = Rng::new(7);
        let from = [("never", 0), ("often", 3), ("seldom", 1)];
        let picked: Vec<_> = (0..400)
            .filter_map(|_| rng.weighted(&from, |(_, weight)| *weight))
            .map(|(name, _)| *name)
            .collect();
        let often = picked.iter().filter(|name| **name == "often").count();
        assert_eq!(picked.len(), 400);
        assert!(!picked.contains(&"never"));
        assert!((250..=350).contains(&often), "{often}");
        assert_eq!(rng.weighted(&from, |_| 0), None);
        assert_eq!(rng.pick::<u8>(&[]), None);
    }
}
