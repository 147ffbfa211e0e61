//! The sums of a report, as structs that add up field by field.
//!
//! They are stored as lists and not as objects: a year is the sum of 365 of them, and keys would be most of what is
//! read. A field is therefore only ever added at the end; one that an older row does not have is 0.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// From a struct of numbers, its sum with another, and its stored form.
macro_rules! sums {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$field_about:meta])* pub $field:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_about])* pub $field: i64,)*
        }

        impl $name {
            /// Adds another one, field by field.
            pub fn add(&mut self, other: &Self) {
                $(self.$field = self.$field.saturating_add(other.$field);)*
            }

            /// Whether a browser could count every field exactly.
            pub fn fits(&self) -> bool {
                let most = crate::domain::bounds::LARGEST_SUM;
                [$(self.$field),*].iter().all(|sum| (-most..=most).contains(sum))
            }

            fn listed(&self) -> Vec<i64> {
                let mut list = vec![$(self.$field),*];
                while list.last() == Some(&0) {
                    list.pop();
                }
                list
            }

            fn of_list(list: &[i64]) -> Self {
                let mut list = list.iter().copied();
                Self { $($field: list.next().unwrap_or_default(),)* }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.listed().serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self::of_list(&Vec::deserialize(deserializer)?))
            }
        }
    };
}

sums! {
    /// The sales of some days: counts, and money in whole rupiah.
    pub struct Sales {
        /// Orders whose money became complete.
        pub orders,
        /// What their lines cost by the menu.
        pub gross,
        /// Taken off single lines, gifts of the shop aside.
        pub line_discounts,
        /// Taken off whole orders.
        pub order_discounts,
        /// Given away.
        pub complimentary,
        /// The part of the service charge that the prices hold.
        pub service_within,
        /// Of the dishes, given back.
        pub refunded_net,
        /// What is left of `gross` after all of these.
        pub net,
        /// The service charge, less what of it was given back.
        pub service,
        /// The tax, less what of it was given back.
        pub tax,
        /// The part of `tax` that the prices hold.
        pub tax_within,
        /// `net + service + tax - tax_within`.
        pub total,
        /// What was taken more than owed, or less below zero, because cash has no smaller coins.
        pub rounding,
        /// Came in for orders that were not paid in full by the end of the day.
        pub deposits_taken,
        /// Came in on an earlier day for an order whose money became complete.
        pub deposits_used,
        /// Of deposits, given back on a day on which the order was not paid in full.
        pub deposits_returned,
        /// Payments that were taken.
        pub payments,
        /// What they brought, without change.
        pub received,
        /// What was handed out for refunds.
        pub given_back,
        /// Refunds that count.
        pub refunds,
        /// All that they gave back of bills.
        pub refunded,
        /// What who delivers keeps.
        pub commission,
        /// Orders of these days that were cancelled.
        pub cancelled,
        /// What those cost.
        pub cancelled_amount,
        /// Lines of orders of these days that were taken off.
        pub voids,
        /// What those cost by the menu.
        pub voided,
        /// What counts more since payments, of any day, were corrected: those that were not in cash after all are not
        /// rounded.
        pub corrected,
        /// Came in and pays for nothing.
        pub claims_taken,
        /// Of that, given back, of any day.
        pub claims_settled,
        /// The part of `refunded_net` and its service that is tax which the prices hold.
        pub refunded_tax_within,
    }
}

sums! {
    /// A row of a report: what belongs to one hour, dish, person …. Counts, seconds, and money in whole rupiah.
    pub struct Tally {
        /// Orders whose money became complete.
        pub orders,
        /// Pieces that were sold.
        pub sold,
        /// Pieces that were given away.
        pub given,
        /// Pieces whose money went back.
        pub returned,
        /// By the menu.
        pub gross,
        /// Taken off, gifts of the shop aside.
        pub discounts,
        /// Given away.
        pub complimentary,
        /// After discounts, gifts and refunds.
        pub net,
        /// With service and tax, after refunds.
        pub total,
        /// Refunds.
        pub refunds,
        /// What they gave back.
        pub refunded,
        /// Lines that were taken off.
        pub voids,
        /// What those cost by the menu.
        pub voided,
        /// Orders that were cancelled.
        pub cancelled,
        /// What those cost.
        pub cancelled_amount,
        /// Payments.
        pub payments,
        /// What came in.
        pub received,
        /// What was handed out.
        pub given_back,
        /// What who delivers keeps.
        pub commission,
        /// From the order to its last payment.
        pub seconds,
        /// What counts here since payments, of any day, were corrected; below zero: what no longer does.
        pub corrected,
    }
}

sums! {
    /// A class of tax.
    pub struct TaxSum {
        /// What it is reckoned on.
        pub base,
        /// The tax, as the bills have it.
        pub tax,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again_and_a_field_that_an_older_row_lacks_is_nothing() {
        let sum = Tally {
            sold: 3,
            net: -5_000,
            ..Tally::default()
        };
        let stored = serde_json::to_string(&sum).expect("JSON");
        assert_eq!(stored, "[0,3,0,0,0,0,0,-5000]");
        assert_eq!(serde_json::from_str::<Tally>(&stored).expect("a sum"), sum);
        let of_older = serde_json::from_str::<TaxSum>("[10000]").expect("a sum");
        assert_eq!((of_older.base, of_older.tax), (10_000, 0));
    }

    #[test]
    fn a_sum_that_leaves_what_a_browser_counts_is_known() {
        let mut sum = TaxSum {
            base: i64::MAX,
            tax: 0,
        };
        assert!(!sum.fits());
        sum.add(&TaxSum { base: 1, tax: 1 });
        assert_eq!(sum.base, i64::MAX, "it does not wrap");
    }
}
