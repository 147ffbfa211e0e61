//! What a day of the year brings a warung: the weekday, the month, rain, and the month of fasting.

use jiff::civil::{Date, date};

use crate::demo::rng::Rng;

/// Of a hundred customers of a busy day, how many come on a usual one.
const USUAL: u32 = 36;
/// From Monday to Sunday, in percent of a usual day.
const WEEK: [u32; 7] = [84, 86, 90, 95, 108, 124, 113];
/// From January to December, in percent.
const MONTHS: [u32; 12] = [94, 92, 97, 98, 100, 107, 105, 100, 97, 95, 98, 112];
/// In which months it rains, and what is left of such a day, in percent.
const RAINY: [i8; 5] = [11, 12, 1, 2, 3];
const RAIN: u32 = 72;
/// A year ago as many in a hundred came as now.
const A_YEAR_AGO: i64 = 78;
/// The first day of Ramadan, and that of Idul Fitri, on which and on the day after the shop is closed.
const FASTING: [(Date, Date); 5] = [
    (date(2025, 3, 1), date(2025, 3, 31)),
    (date(2026, 2, 18), date(2026, 3, 20)),
    (date(2027, 2, 8), date(2027, 3, 10)),
    (date(2028, 1, 28), date(2028, 2, 26)),
    (date(2029, 1, 16), date(2029, 2, 14)),
];

/// How many come on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Season {
    /// Of a hundred customers of a busy day.
    percent: u32,
    is_fasting: bool,
}

impl Season {
    /// What the day so many days before today is like; none where the shop is closed.
    pub(super) fn of(day: Date, back: i64, rng: &mut Rng) -> Option<Self> {
        let rains = rng.chance(30) && RAINY.contains(&day.month());
        let feast = |(_, feast): &&(Date, Date)| {
            day == *feast || day.yesterday().is_ok_and(|before| before == *feast)
        };
        if FASTING.iter().any(|it| feast(&it)) {
            return None;
        }
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
        let month = usize::try_from(day.month() - 1).unwrap_or_default();
        let grown = 100 - (100 - A_YEAR_AGO) * back / 365;
        let mut percent = USUAL * WEEK[weekday] / 100 * MONTHS[month] / 100;
        percent = percent * u32::try_from(grown).unwrap_or(100) / 100;
        if rains {
            percent = percent * RAIN / 100;
        }
        Some(Self {
            percent,
            is_fasting: FASTING
                .iter()
                .any(|(first, feast)| (*first..*feast).contains(&day)),
        })
    }

    /// Whether a customer comes at this hour. In the month of fasting most come after sunset.
    pub(super) fn brings(self, hour: u32, rng: &mut Rng) -> bool {
        let percent = match hour {
            _ if !self.is_fasting => self.percent,
            0..16 => self.percent / 4,
            _ => self.percent * 3 / 2,
        };
        rng.chance(percent.min(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(day: Date, hours: [u32; 2]) -> usize {
        let mut rng = Rng::new(7);
        let Some(season) = Season::of(day, 1, &mut rng) else {
            return 0;
        };
        let visits = (0..4_000).filter(|visit| season.brings(hours[visit % 2], &mut rng));
        visits.count()
    }

    #[test]
    fn saturdays_are_full_days_of_fasting_are_not_and_the_feast_is_a_holiday() {
        let lunch = [12, 13];
        let (monday, saturday) = (date(2026, 6, 1), date(2026, 6, 6));
        assert!(came(saturday, lunch) > came(monday, lunch) * 5 / 4);
        let fasting = date(2026, 3, 7);
        assert!(came(fasting, lunch) * 2 < came(monday, lunch));
        assert!(came(fasting, [18, 19]) > came(monday, [18, 19]));
        assert_eq!(came(date(2026, 3, 20), lunch), 0);
        assert_eq!(came(date(2026, 3, 21), lunch), 0);
    }
}
