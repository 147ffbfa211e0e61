//! Random bytes for secrets.

use crate::store::StoreError;

/// Random bytes from the operating system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| StoreError::Unreadable(format!("random source: {error}")))?;
    Ok(bytes)
}
