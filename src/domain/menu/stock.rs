//! Dishes that are counted down: how many pieces of each are left to be ordered.
//!
//! Apart from the menu, because orders change it: a menu that changed with an order would be read, compared and sent
//! whole each time. A shop that counts nothing has an empty map, and an order asks it one question.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::Menu;
use crate::domain::Refusal;

/// The most pieces that can be counted down from.
pub const MOST_PIECES: i64 = 99_999;

/// The pieces that are left of counted dishes, by the numbers of the dishes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stock(BTreeMap<i64, i64>);

/// What can be ordered: the menu, and what is left of it.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'m> {
    /// The menu.
    pub menu: &'m Menu,
    /// What is left of counted dishes.
    pub stock: &'m Stock,
}

impl FromIterator<(i64, i64)> for Stock {
    fn from_iter<I: IntoIterator<Item = (i64, i64)>>(pieces: I) -> Self {
        Self(pieces.into_iter().collect())
    }
}

impl Stock {
    /// Whether no dish is counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are left of a dish, if it is counted.
    pub fn left(&self, item_id: i64) -> Option<i64> {
        self.0.get(&item_id).map(|left| (*left).max(0))
    }

    /// Counts a dish down from so many pieces, or no more.
    pub fn set(&mut self, item_id: i64, left: Option<i64>) {
        match left {
            Some(left) => self.0.insert(item_id, left),
            None => self.0.remove(&item_id),
        };
    }

    /// Puts pieces of a dish back, or takes them with a number below 0; says whether the dish is counted.
    pub fn put(&mut self, item_id: i64, pieces: i64) -> bool {
        let left = self.0.get_mut(&item_id);
        left.map(|left| *left += pieces).is_some()
    }

    /// Lets an order pass if as much is left as it has of each dish.
    ///
    /// # Errors
    /// [`Refusal::SoldOut`] or [`Refusal::OnlyLeft`].
    pub fn admit(
        &self,
        pieces: impl IntoIterator<Item = (i64, i64)>,
        menu: &Menu,
    ) -> Result<(), Refusal> {
        if self.is_empty() {
            return Ok(());
        }
        let mut rest = self.clone();
        for (item_id, pieces) in pieces {
            if !rest.put(item_id, -pieces) || rest.0[&item_id] >= 0 {
                continue;
            }
            let name = menu.item(item_id).map(|item| item.name.clone());
            let name = name.unwrap_or_default();
            return Err(match self.left(item_id).unwrap_or_default() {
                0 => Refusal::SoldOut { name },
                left => Refusal::OnlyLeft { name, left },
            });
        }
        Ok(())
    }
}

/// As it is sent: a list, because a dish is a thing with a number and not a word.
impl Serialize for Stock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Left {
            id: i64,
            left: i64,
        }
        let list = self.0.iter();
        serializer.collect_seq(list.map(|(&id, &left)| Left {
            id,
            left: left.max(0),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_passes_if_as_much_is_left_as_all_its_lines_have_of_each_dish() {
        let menu = Menu {
            rev: 1,
            categories: Vec::new(),
            groups: Vec::new(),
            levels: Vec::new(),
            fees: Vec::new(),
        };
        let stock: Stock = [(5, 3), (6, 0)].into_iter().collect();
        let code = |pieces: &[(i64, i64)]| {
            let admitted = stock.admit(pieces.iter().copied(), &menu);
            admitted.map_err(|refusal| refusal.code())
        };
        for (pieces, outcome) in [
            (&[(5, 3)][..], Ok(())),
            (&[(5, 1), (7, 99), (5, 2)], Ok(())),
            (&[(5, 4)], Err("only_left")),
            (&[(5, 2), (5, 2)], Err("only_left")),
            (&[(7, 1), (6, 1)], Err("sold_out")),
        ] {
            assert_eq!(code(pieces), outcome, "{pieces:?}");
        }
        assert_eq!(Stock::default().admit([(5, 99)], &menu), Ok(()));
        assert_eq!(
            (stock.left(5), stock.left(6), stock.left(7)),
            (Some(3), Some(0), None)
        );
    }
}
