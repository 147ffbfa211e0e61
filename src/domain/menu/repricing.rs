//! Prices in bulk: a percentage or an amount up or down, rounded to a step.
//!
//! The result is a menu file like any other that changes a menu as a whole.

use serde::Deserialize;

use super::{FileItem, HIGHEST_PRICE, Menu, MenuFile, MenuItem, input::unfit};
use crate::domain::{Money, PriceLevel, Refusal, price_level::STEPS};

/// Most that prices go down at once, in basis points: a tenth is left.
const MOST_DOWN_BP: i64 = -9_000;
/// Most that they go up at once, in basis points: to eleven times as much.
pub const MOST_UP_BP: i64 = 100_000;

/// What is to become of prices.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Repricing {
    /// Of this category alone; left out, of every item.
    #[serde(default)]
    pub category_id: Option<i64>,
    /// Own prices at this price level; left out, the menu's prices.
    #[serde(default)]
    pub level: Option<String>,
    /// In basis points, -9,000..=100,000 and not 0; this or an amount.
    #[serde(default)]
    pub by_bp: Option<i64>,
    /// In rupiah, up or down.
    #[serde(default)]
    pub by_amount: Option<Money>,
    /// What prices are rounded to, half up: 1, 100, 500 or 1,000 rupiah.
    pub step: i64,
}

/// A change that fits.
#[derive(Debug, Clone, Copy)]
enum By {
    Points(i64),
    Amount(i64),
}

impl Repricing {
    /// The menu with other prices. What costs nothing still does.
    ///
    /// # Errors
    /// [`Refusal::UnfitMenu`] with the field; [`Refusal::PriceTooLow`] or [`Refusal::PriceTooHigh`] for the first item
    /// that would cost nothing or less, or more than anything may.
    pub fn file(&self, menu: &Menu) -> Result<MenuFile, Refusal> {
        let by = self.by()?;
        if self
            .category_id
            .is_some_and(|id| menu.category(id).is_none())
        {
            return Err(unfit("category_id"));
        }
        let level = self
            .level
            .as_deref()
            .filter(|code| *code != PriceLevel::DINE_IN);
        let level = level.map(|code| menu.level(code).ok_or_else(|| unfit("level")));
        let level = level.transpose()?;
        let items = menu.items().map(|item| {
            if self.category_id.is_none_or(|id| id == item.category_id) {
                self.repriced(item, level, by)
            } else {
                Ok(FileItem::of(item))
            }
        });
        Ok(MenuFile {
            items: items.collect::<Result<_, _>>()?,
            ..MenuFile::of(menu, "")
        })
    }

    fn by(&self) -> Result<By, Refusal> {
        if !STEPS.contains(&self.step) {
            return Err(unfit("step"));
        }
        match (self.by_bp, self.by_amount.map(Money::amount)) {
            (Some(points), None)
                if points != 0 && (MOST_DOWN_BP..=MOST_UP_BP).contains(&points) =>
            {
                Ok(By::Points(points))
            }
            (None, Some(amount)) if amount != 0 => Ok(By::Amount(amount)),
            (None, Some(_)) => Err(unfit("by_amount")),
            (_, None | Some(_)) => Err(unfit("by_bp")),
        }
    }

    fn repriced(
        &self,
        item: &MenuItem,
        level: Option<&PriceLevel>,
        by: By,
    ) -> Result<FileItem, Refusal> {
        let new = |price| {
            let name = item.name.clone();
            match self.price(price, by) {
                None => Err(Refusal::PriceTooLow { name }),
                Some(price) if price.amount() > HIGHEST_PRICE => {
                    Err(Refusal::PriceTooHigh { name })
                }
                Some(price) => Ok(price),
            }
        };
        let as_it_is = FileItem::of(item);
        let Some(level) = level else {
            let price = new(item.price)?;
            return Ok(FileItem { price, ..as_it_is });
        };
        let before = item.price_at(level);
        let price = new(before)?;
        let mut own_prices = item.level_prices.clone();
        // One that costs there what the menu says goes on following the menu.
        if price != before {
            own_prices.insert(level.code.clone(), price);
        }
        Ok(FileItem {
            level_prices: Some(own_prices),
            ..as_it_is
        })
    }

    /// Another price, in whole steps; none where that is nothing or less.
    fn price(&self, price: Money, by: By) -> Option<Money> {
        if price == Money::ZERO {
            return Some(price);
        }
        let whole = 10_000;
        let exact = match by {
            By::Points(points) => i128::from(price.amount()) * i128::from(whole + points),
            By::Amount(amount) => {
                (i128::from(price.amount()) + i128::from(amount)) * i128::from(whole)
            }
        };
        let unit = i128::from(whole) * i128::from(self.step);
        let rounded = (2 * exact + unit).div_euclid(2 * unit) * i128::from(self.step);
        let rounded = i64::try_from(rounded).unwrap_or(i64::MAX);
        (rounded > 0).then(|| Money::new(rounded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(by_bp: Option<i64>, by_amount: Option<i64>, step: i64) -> Repricing {
        Repricing {
            category_id: None,
            level: None,
            by_bp,
            by_amount: by_amount.map(Money::new),
            step,
        }
    }

    #[test]
    fn a_price_goes_by_a_percentage_or_an_amount_to_the_nearest_step() {
        for (price, by_bp, by_amount, step, new) in [
            // 19,800 and 16,500; 17,325 at a step of a hundred, and of a rupiah.
            (18_000, Some(1_000), None, 500, Some(20_000)),
            (15_000, Some(1_000), None, 500, Some(16_500)),
            (15_750, Some(1_000), None, 100, Some(17_300)),
            (15_750, Some(1_000), None, 1, Some(17_325)),
            // Half a step goes up, also on the way down.
            (22_500, Some(-1_000), None, 500, Some(20_500)),
            (2_500, Some(-5_000), None, 500, Some(1_500)),
            (12_000, None, Some(1_500), 1_000, Some(14_000)),
            (12_000, None, Some(-1_500), 500, Some(10_500)),
            // What costs nothing still does, and what costs something is not given away.
            (0, None, Some(1_500), 500, Some(0)),
            (1_500, None, Some(-1_500), 500, None),
            (1_500, None, Some(-9_000), 500, None),
            (400, Some(-1_000), None, 1_000, None),
        ] {
            let repricing = of(by_bp, by_amount, step);
            let by = repricing.by().expect("fit");
            let price = repricing.price(Money::new(price), by).map(Money::amount);
            assert_eq!(price, new, "{repricing:?}");
        }
    }

    #[test]
    fn a_change_is_one_percentage_or_one_amount_within_bounds() {
        for (repricing, field) in [
            (of(None, None, 500), "by_bp"),
            (of(Some(0), None, 500), "by_bp"),
            (of(Some(500), Some(500), 500), "by_bp"),
            (of(Some(MOST_DOWN_BP - 1), None, 500), "by_bp"),
            (of(Some(MOST_UP_BP + 1), None, 500), "by_bp"),
            (of(None, Some(0), 500), "by_amount"),
            (of(Some(500), None, 250), "step"),
        ] {
            let refused = repricing.by().expect_err("not fit");
            assert_eq!(refused, unfit(field), "{repricing:?}");
        }
    }
}
