//! The stored form of a round that a guest asked for: what two events of one order may differ in.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{unreadable, word};
use crate::{
    domain::{RequestState, RoundRequest},
    store::StoreError,
};

/// A round that a guest had asked for: its number, and what had become of it. All else of it is a row.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoredRequest<'e>(i64, #[serde(borrow)] Cow<'e, str>);

impl<'e> StoredRequest<'e> {
    pub(super) fn of(request: &'e RoundRequest) -> Self {
        Self(request.id, request.state.as_str().into())
    }
}

/// The rounds that guests had asked for by then, of those there are rows of.
pub(super) fn read(
    asked: &[StoredRequest<'_>],
    rows: Vec<RoundRequest>,
) -> Result<Vec<RoundRequest>, StoreError> {
    let mut rows = rows.into_iter();
    let then = asked.iter().map(|StoredRequest(id, state)| {
        let row = rows.find(|row| row.id == *id);
        let mut request = row.ok_or_else(|| unreadable("asked"))?;
        request.state = word("asked", state, RequestState::parse)?;
        if request.state == RequestState::Waiting {
            // Its answer came later.
            (request.round, request.reason) = (None, None);
            (request.answered_by, request.answered_at) = (None, None);
        }
        Ok(request)
    });
    then.collect()
}
