//! Input of the menu editor, and its checks.

use std::collections::BTreeMap;

use super::{Category, MenuItem, ModifierGroup};
use crate::domain::{DaySpans, Money, Refusal, TaxClass, Words, text};

/// Most characters of a name.
pub const NAME_LENGTH: usize = 60;
/// Most characters of a description.
pub const DESCRIPTION_LENGTH: usize = 300;
/// Most characters of a station's name.
pub const STATION_LENGTH: usize = 20;
/// A bound against slips of the finger, far above any dish, in rupiah.
pub const HIGHEST_PRICE: i64 = 1_000_000_000;
/// Most choices of one item.
pub const MOST_CHOICES: usize = 20;
/// Most options of one choice.
pub const MOST_OPTIONS: usize = 40;

/// A part of the menu, to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryDraft {
    /// What stands over it, 1..60 characters.
    pub name: Words,
    /// Who in the kitchen makes what is under it, 1..20 characters.
    pub station: String,
    /// When guests can order what is under it: up to two spans of every day; empty is always.
    pub served: String,
}

/// An item, to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDraft {
    /// Where it stands.
    pub category_id: i64,
    /// What it is called, 1..60 characters.
    pub name: Words,
    /// What it is, 0..300 characters.
    pub description: Words,
    /// Without modifiers, 0..1,000,000,000 rupiah.
    pub price: Money,
    /// How it is taxed.
    pub tax: TaxClass,
    /// Its own prices at levels, by their codes, each 0..1,000,000,000 rupiah.
    pub level_prices: BTreeMap<String, Money>,
    /// False when sold out.
    pub is_available: bool,
    /// Where its picture is, if it has one.
    pub photo_url: Option<String>,
    /// Who in the kitchen makes it, if not the station of the category.
    pub station: Option<String>,
    /// What can or must be chosen, in the order it is asked.
    pub group_ids: Vec<i64>,
}

/// A choice, to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupDraft {
    /// What is chosen here, 1..60 characters.
    pub name: Words,
    /// Fewest options.
    pub min: i64,
    /// Most options.
    pub max: i64,
    /// In the order they are shown, 1..40.
    pub options: Vec<OptionDraft>,
}

/// One possible choice, to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionDraft {
    /// Its number; none for a new one.
    pub id: Option<i64>,
    /// What it is called, 1..60 characters.
    pub name: Words,
    /// What it adds, for one.
    pub price: Money,
    /// False when sold out.
    pub is_available: bool,
    /// Taken when a required choice was left open.
    pub is_default: bool,
}

impl CategoryDraft {
    /// Keeps it only if it is fit to stand on a menu.
    ///
    /// # Errors
    /// Names the first field that is not.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            name: name(&self.name)?,
            station: station(&self.station)?,
            served: match DaySpans::parse(&self.served) {
                Some(spans) => spans.to_string(),
                None => return Err(unfit("served")),
            },
        })
    }
}

impl ItemDraft {
    /// Keeps it only if it is fit to stand on a menu.
    ///
    /// # Errors
    /// Names the first field that is not.
    pub fn checked(self) -> Result<Self, Refusal> {
        let twice =
            (1..self.group_ids.len()).any(|i| self.group_ids[..i].contains(&self.group_ids[i]));
        if twice || self.group_ids.len() > MOST_CHOICES {
            return Err(unfit("modifier_group_ids"));
        }
        if self.level_prices.values().any(|own| price(*own).is_err()) {
            return Err(unfit("level_prices"));
        }
        // No text is the same as «like the category».
        let own = self.station.filter(|own| !text::key(own).is_empty());
        Ok(Self {
            name: name(&self.name)?,
            description: words(&self.description, DESCRIPTION_LENGTH)
                .ok_or_else(|| unfit("description"))?,
            price: price(self.price)?,
            station: own.map(|own| station(&own)).transpose()?,
            ..self
        })
    }
}

impl GroupDraft {
    /// Keeps it only if a customer can choose from it.
    ///
    /// # Errors
    /// Names the first field that is not fit.
    pub fn checked(self) -> Result<Self, Refusal> {
        let count = self.options.len();
        if count == 0 || count > MOST_OPTIONS {
            return Err(unfit("options"));
        }
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        if !(0..=count).contains(&self.min) {
            return Err(unfit("min"));
        }
        if self.max < self.min.max(1) || self.max > count {
            return Err(unfit("max"));
        }
        let defaults = self.options.iter().filter(|option| option.is_default);
        if i64::try_from(defaults.count()).is_ok_and(|defaults| defaults > self.max) {
            return Err(unfit("options"));
        }
        let options: Vec<_> = self
            .options
            .into_iter()
            .map(OptionDraft::checked)
            .collect::<Result<_, _>>()?;
        let twice = (1..options.len()).any(|i| {
            let same = |other: &OptionDraft| {
                text::key(&other.name.id) == text::key(&options[i].name.id)
                    || (other.id.is_some() && other.id == options[i].id)
            };
            options[..i].iter().any(same)
        });
        if twice {
            return Err(unfit("options"));
        }
        Ok(Self {
            name: name(&self.name)?,
            options,
            ..self
        })
    }
}

impl OptionDraft {
    fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            name: name(&self.name)?,
            price: price(self.price)?,
            ..self
        })
    }
}

impl Category {
    /// As it would be written.
    pub fn draft(&self) -> CategoryDraft {
        CategoryDraft {
            name: self.name.clone(),
            station: self.station.clone(),
            served: self.served.clone(),
        }
    }
}

impl MenuItem {
    /// As it would be written.
    pub fn draft(&self) -> ItemDraft {
        ItemDraft {
            category_id: self.category_id,
            name: self.name.clone(),
            description: self.description.clone(),
            price: self.price,
            tax: self.tax,
            level_prices: self.level_prices.clone(),
            is_available: self.is_available,
            photo_url: self.photo_url.clone(),
            station: self.has_own_station.then(|| self.station.clone()),
            group_ids: self.modifier_groups.iter().map(|group| group.id).collect(),
        }
    }
}

impl ModifierGroup {
    /// As it would be written.
    pub fn draft(&self) -> GroupDraft {
        let options = self.options.iter().map(|option| OptionDraft {
            id: Some(option.id),
            name: option.name.clone(),
            price: option.price,
            is_available: option.is_available,
            is_default: option.is_default,
        });
        GroupDraft {
            name: self.name.clone(),
            min: self.min,
            max: self.max,
            options: options.collect(),
        }
    }
}

pub(super) fn unfit(field: impl Into<String>) -> Refusal {
    let field = field.into();
    Refusal::UnfitMenu { field }
}

fn name(name: &Words) -> Result<Words, Refusal> {
    let name = words(name, NAME_LENGTH).filter(|name| !name.id.is_empty());
    name.ok_or_else(|| unfit("name"))
}

fn station(name: &str) -> Result<String, Refusal> {
    let name = text::fit(name, STATION_LENGTH).ok();
    let name = name.filter(|name| !name.is_empty());
    name.ok_or_else(|| unfit("station"))
}

fn price(price: Money) -> Result<Money, Refusal> {
    if (0..=HIGHEST_PRICE).contains(&price.amount()) {
        Ok(price)
    } else {
        Err(unfit("price"))
    }
}

fn words(words: &Words, most: usize) -> Option<Words> {
    Some(Words {
        id: text::fit(&words.id, most).ok()?,
        en: text::fit(&words.en, most).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(id: &str) -> Words {
        Words {
            id: id.to_owned(),
            en: String::new(),
        }
    }

    fn option(name: &str, is_default: bool) -> OptionDraft {
        OptionDraft {
            id: None,
            name: words(name),
            price: Money::ZERO,
            is_available: true,
            is_default,
        }
    }

    fn group(min: i64, max: i64, options: Vec<OptionDraft>) -> GroupDraft {
        let name = words("Gula");
        GroupDraft {
            name,
            min,
            max,
            options,
        }
    }

    fn refused<T>(checked: Result<T, Refusal>) -> Option<String> {
        match checked {
            Err(Refusal::UnfitMenu { field }) => Some(field),
            _ => None,
        }
    }

    #[test]
    fn a_choice_that_nobody_could_make_is_refused_by_its_field() {
        let two = || vec![option("Manis", true), option("Tawar", false)];
        assert!(group(1, 1, two()).checked().is_ok());
        assert!(group(0, 2, two()).checked().is_ok());
        for (draft, field) in [
            (group(1, 1, vec![]), "options"),
            (group(3, 3, two()), "min"),
            (group(-1, 1, two()), "min"),
            (group(0, 0, two()), "max"),
            (group(2, 1, two()), "max"),
            (group(0, 3, two()), "max"),
            (
                group(0, 1, vec![option("A", true), option("B", true)]),
                "options",
            ),
            (
                group(0, 1, vec![option("A", false), option("A", false)]),
                "options",
            ),
            (
                group(
                    0,
                    1,
                    vec![option("阿明", false), option("阿明\u{200d}", false)],
                ),
                "options",
            ),
            (group(0, 1, vec![option(" ", false)]), "name"),
        ] {
            let case = format!("{draft:?}");
            assert_eq!(refused(draft.checked()).as_deref(), Some(field), "{case}");
        }
    }

    #[test]
    fn an_item_is_trimmed_and_held_to_its_bounds() {
        let item = |name: &str, price: i64, station: Option<&str>| ItemDraft {
            category_id: 1,
            name: words(name),
            description: Words::default(),
            price: Money::new(price),
            tax: TaxClass::Restaurant,
            level_prices: BTreeMap::new(),
            is_available: true,
            photo_url: None,
            station: station.map(str::to_owned),
            group_ids: vec![],
        };
        let kept = item("  Kopi ", 0, Some(" ")).checked().expect("an item");
        assert_eq!((kept.name.id.as_str(), kept.station), ("Kopi", None));
        assert!(
            item(&"k".repeat(60), HIGHEST_PRICE, Some("bar"))
                .checked()
                .is_ok()
        );
        for (draft, field) in [
            (item("", 0, None), "name"),
            (item(&"k".repeat(61), 0, None), "name"),
            (item("Ko\u{0}pi", 0, None), "name"),
            (item("Kopi", -1, None), "price"),
            (item("Kopi", HIGHEST_PRICE + 1, None), "price"),
            (item("Kopi", 0, Some(&"s".repeat(21))), "station"),
            (
                ItemDraft {
                    group_ids: vec![1, 1],
                    ..item("Kopi", 0, None)
                },
                "modifier_group_ids",
            ),
        ] {
            let case = format!("{draft:?}");
            assert_eq!(refused(draft.checked()).as_deref(), Some(field), "{case}");
        }
    }
}
