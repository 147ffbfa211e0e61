//! What the demo's customers prefer: dishes by the time of day, names, and notes.

/// A part of the day; people are hungry for different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Daypart {
    Morning,
    Midday,
    Afternoon,
    Evening,
}

/// What a dish is to a meal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Meal,
    Drink,
    Snack,
}

/// How a dish of the starter menu is ordered and made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dish {
    name: &'static str,
    pub(super) kind: Kind,
    /// How often it is ordered in the morning, at midday, in the afternoon, in the evening.
    liked: [u32; 4],
    /// What one takes to make, in seconds.
    pub(super) seconds: u32,
    /// What people ask for, and how many of a hundred do.
    pub(super) notes: &'static [&'static str],
    pub(super) with_note: u32,
}

impl Daypart {
    pub(super) const fn of(hour: u32) -> Self {
        match hour {
            0..10 => Self::Morning,
            10..15 => Self::Midday,
            15..17 => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// Of a hundred people, how many take a meal, a drink and a snack.
    pub(super) const fn hunger(self) -> [(Kind, u32); 3] {
        let (meal, drink, snack) = match self {
            Self::Morning => (45, 85, 35),
            Self::Midday => (92, 75, 10),
            Self::Afternoon => (25, 90, 50),
            Self::Evening => (85, 75, 18),
        };
        [
            (Kind::Meal, meal),
            (Kind::Drink, drink),
            (Kind::Snack, snack),
        ]
    }
}

impl Dish {
    /// How this item of a menu is taken; one that is not of the starter menu, like any meal.
    pub(super) fn called(name: &str) -> Self {
        let known = DISHES.iter().find(|dish| dish.name == name);
        known.copied().unwrap_or(OTHER)
    }

    pub(super) const fn liked(&self, daypart: Daypart) -> u32 {
        let [morning, midday, afternoon, evening] = self.liked;
        match daypart {
            Daypart::Morning => morning,
            Daypart::Midday => midday,
            Daypart::Afternoon => afternoon,
            Daypart::Evening => evening,
        }
    }
}

const fn dish(
    name: &'static str,
    kind: Kind,
    liked: [u32; 4],
    minutes: u32,
    notes: &'static [&'static str],
) -> Dish {
    Dish {
        name,
        kind,
        liked,
        seconds: minutes * 60,
        notes,
        with_note: 12,
    }
}

const OTHER: Dish = dish("", Kind::Meal, [1; 4], 5, &[]);

const RICE: &[&str] = &[
    "tanpa bawang goreng",
    "sambal dipisah",
    "nasi setengah saja",
    "jangan terlalu asin",
    "tanpa timun",
];
const SOUP: &[&str] = &[
    "kuah dipisah",
    "kuahnya banyak ya",
    "tanpa seledri",
    "tanpa daun bawang",
];
const FRIED: &[&str] = &["kecapnya sedikit", "tanpa sawi", "jangan terlalu berminyak"];
const COFFEE: &[&str] = &["gulanya dipisah", "jangan terlalu panas", "yang kental ya"];
const COLD: &[&str] = &["es sedikit saja", "tanpa sedotan", "jangan terlalu manis"];
const SNACK: &[&str] = &["yang garing ya", "digoreng baru ya", "dipotong kecil"];
const WATER: &[&str] = &["yang dingin", "tidak dingin"];
const INSTANT: &[&str] = &["kuah", "goreng", "kuah, telurnya setengah matang"];

/// The starter menu.
#[rustfmt::skip]
const DISHES: [Dish; 31] = {
    use Kind::{Drink, Meal, Snack};
    [
        dish("Nasi Goreng Kampung",    Meal,  [ 3,  8,  1,  9], 5, RICE),
        dish("Nasi Goreng Seafood",    Meal,  [ 0,  4,  0,  5], 6, RICE),
        dish("Ayam Geprek + Nasi",     Meal,  [ 0, 10,  2,  8], 6, RICE),
        dish("Ayam Bakar Madu + Nasi", Meal,  [ 0,  6,  1,  6], 7, RICE),
        dish("Pecel Lele + Nasi",      Meal,  [ 0,  5,  0,  6], 7, RICE),
        dish("Soto Ayam + Nasi",       Meal,  [ 5,  6,  1,  3], 4, SOUP),
        dish("Nasi Rames",             Meal,  [ 6,  8,  1,  2], 3, RICE),
        dish("Mi Goreng Jawa",         Meal,  [ 1,  5,  2,  6], 5, FRIED),
        // The menu asks for a note, and most people read it.
        Dish { with_note: 80, ..dish("Indomie Telur Kornet", Meal, [4, 3, 4, 6], 4, INSTANT) },
        dish("Mi Ayam Jamur",          Meal,  [ 2,  6,  3,  4], 4, SOUP),
        dish("Bakso Urat",             Meal,  [ 0,  5,  4,  6], 3, SOUP),
        dish("Kwetiau Siram",          Meal,  [ 0,  3,  1,  4], 6, FRIED),
        dish("Kopi Tubruk",            Drink, [10,  4,  6,  4], 2, COFFEE),
        dish("Kopi Susu Gula Aren",    Drink, [ 8,  7, 10,  6], 3, COLD),
        dish("Americano",              Drink, [ 4,  3,  4,  1], 2, COFFEE),
        dish("Cappuccino",             Drink, [ 3,  2,  4,  2], 3, COFFEE),
        dish("Caffe Latte",            Drink, [ 3,  2,  4,  2], 3, COFFEE),
        dish("Kopi Pandan Latte",      Drink, [ 2,  2,  4,  2], 3, COLD),
        dish("V60",                    Drink, [ 1,  1,  3,  1], 4, COFFEE),
        dish("Es Teh Manis",           Drink, [ 4, 16,  6, 14], 1, COLD),
        dish("Teh Tarik",              Drink, [ 4,  4,  5,  5], 2, COLD),
        dish("Es Jeruk Peras",         Drink, [ 2,  9,  4,  7], 2, COLD),
        dish("Jus Alpukat",            Drink, [ 1,  4,  5,  4], 3, COLD),
        dish("Cokelat",                Drink, [ 2,  1,  4,  3], 2, COLD),
        dish("Wedang Jahe",            Drink, [ 3,  1,  2,  6], 2, COFFEE),
        dish("Air Mineral 600 ml",     Drink, [ 2,  6,  2,  5], 1, WATER),
        dish("Pisang Goreng",          Snack, [ 8,  2,  9,  5], 4, SNACK),
        dish("Roti Bakar",             Snack, [ 8,  1,  6,  6], 4, SNACK),
        dish("Tempe Mendoan",          Snack, [ 4,  3,  6,  4], 3, SNACK),
        dish("Kentang Goreng",         Snack, [ 1,  2,  5,  4], 4, SNACK),
        dish("Dimsum Ayam",            Snack, [ 2,  2,  5,  4], 4, SNACK),
    ]
};

/// Who comes in.
pub(super) const NAMES: [&str; 28] = [
    "Rani",
    "Agus",
    "Sari",
    "Bayu",
    "Putri",
    "Wulan",
    "Joko",
    "Siti",
    "Andi",
    "Maya",
    "Pak Hadi",
    "Bu Ratna",
    "Mas Eko",
    "Mbak Tuti",
    "Fajar",
    "Lestari",
    "Galih",
    "Nisa",
    "Yoga",
    "Intan",
    "Bu Endang",
    "Pak Slamet",
    "Dimas",
    "Ayu",
    "Rizky",
    "Kartika",
    "Hendra",
    "Ningsih",
];

/// Notes on a whole order that is eaten here.
pub(super) const NOTES_HERE: [&str; 4] = [
    "Duduk di teras",
    "Minumnya dulu ya",
    "Minta mangkuk kecil satu",
    "Ada anak kecil, tolong jangan pedas",
];
pub(super) const NOTES_ALONG: [&str; 4] = [
    "Bungkusnya dipisah ya",
    "Sendok plastiknya dua",
    "Tanpa kantong plastik",
    "Sambalnya dibungkus sendiri",
];

/// Why the till cancels an unpaid order.
pub(super) const TILL_REASONS: [&str; 3] = [
    "Pelanggan tidak jadi",
    "Salah meja, dipesan ulang",
    "Terpesan dua kali",
];

/// Why it cancels what the kitchen already has.
pub(super) const KITCHEN_REASON: &str = "Bahan habis, uang dikembalikan";

/// Why it cancels what lies there unpaid when the shop closes.
pub(super) const LEFT_REASON: &str = "Ditinggal, tidak dibayar";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::menu::tests::starter;

    #[test]
    fn the_taste_knows_the_starter_menu_and_nothing_else() {
        let menu = starter();
        let on_menu: Vec<_> = menu.items().map(|item| item.name.as_str()).collect();
        assert_eq!(on_menu, DISHES.map(|dish| dish.name));
    }

    #[test]
    fn every_part_of_the_day_has_a_meal_a_drink_and_a_snack() {
        for hour in 0..24 {
            let daypart = Daypart::of(hour);
            for (kind, _) in daypart.hunger() {
                let mut dishes = DISHES.iter().filter(|dish| dish.kind == kind);
                assert!(
                    dishes.any(|dish| dish.liked(daypart) > 0),
                    "{hour} {kind:?}"
                );
            }
        }
    }
}
