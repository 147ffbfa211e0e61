//! Spreads an amount over weights by the largest remainder, so that the shares add up to it exactly.

/// `dividend / divisor` for non-negative numbers, the middle upwards.
pub(super) const fn half_up(dividend: i128, divisor: i128) -> i128 {
    (dividend + divisor / 2) / divisor
}

/// Shares of `amount` in proportion to `weights`; among equal remainders the earlier gets the odd rupiah. Nothing
/// where all weights are zero. No share is larger than its weight where `amount` is not larger than all of them.
pub(in crate::domain) fn spread(amount: i64, weights: &[i64]) -> Vec<i64> {
    let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if whole == 0 {
        return vec![0; weights.len()];
    }
    let product = |weight: &i64| i128::from(amount) * i128::from(*weight);
    let mut shares: Vec<i64> = weights
        .iter()
        .map(|weight| i64::try_from(product(weight) / whole).unwrap_or(i64::MAX))
        .collect();
    let left = amount - shares.iter().sum::<i64>();
    if left > 0 {
        let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
        by_remainder.sort_by_key(|index| std::cmp::Reverse(product(&weights[*index]) % whole));
        for index in by_remainder
            .into_iter()
            .take(usize::try_from(left).unwrap_or(0))
        {
            shares[index] += 1;
        }
    }
    shares
}
