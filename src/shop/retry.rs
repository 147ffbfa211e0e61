//! Retries with growing pauses until success.

use std::time::Duration;

use super::ShopError;

/// A database that another program holds is mostly free again by then.
const FIRST: Duration = Duration::from_millis(200);
/// The longest that a screen stays out of date once the database answers again.
const LONGEST: Duration = Duration::from_secs(10);

/// Tries until success. Each failure is logged with `what`.
pub(super) async fn until_done<F: Future<Output = Result<(), ShopError>>>(
    what: &str,
    once: impl Fn() -> F,
) {
    let mut wait = FIRST;
    while let Err(error) = once().await {
        log::error!("{what}, which is tried again: {error}");
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(LONGEST);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tokio::time::Instant;

    use super::*;
    use crate::store::StoreError;

    #[tokio::test(start_paused = true)]
    async fn what_fails_is_tried_again_at_growing_intervals() {
        let (login_throttle, began) = (Cell::new(0), Instant::now());
        until_done("a test", || async {
            login_throttle.set(login_throttle.get() + 1);
            if login_throttle.get() < 10 {
                return Err(StoreError::Busy.into());
            }
            Ok(())
        })
        .await;
        assert_eq!(login_throttle.get(), 10);
        // 0.2, 0.4, 0.8, 1.6, 3.2, 6.4 and then ten seconds each.
        assert_eq!(began.elapsed(), Duration::from_millis(12_600 + 30_000));
    }
}
