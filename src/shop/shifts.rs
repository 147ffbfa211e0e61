//! Shifts: drawers that are opened, counted and closed, and cash that moves in them.
//!
//! What is counted is kept before it is said what should have been there, and a count cannot be taken back: so a drawer
//! is counted and not made to fit. An answer is kept as it was sent, so that the same request gets it again also when
//! the shift has gone on.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::{IdempotencyKey, MoneyAsker, Shifts, ShopError};
use crate::{
    domain::{
        CashCount, CashMove, CashMoveDraft, CashMoveKind, Change, Money, MoneyAct, MoneyOverflow,
        Refusal, Role, Shift, ShiftClosing, ShiftCount, ShiftReport, Staff, Subject, Till,
    },
    store::{NewCount, Reader, StoreError, Writer},
};

/// A shift, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub struct ShiftView {
    id: i64,
    till: Till,
    opened_at: Timestamp,
    opened_by: String,
    opening: Money,
    is_opening_counted: bool,
    closing: Option<ShiftClosing>,
    moves: Vec<CashMove>,
    counts: Vec<ShiftCount>,
    /// Of an open shift the present figures, of a closed one those at its close; none for a cashier in a blind count.
    report: Option<Value>,
}

/// A drawer, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub struct DrawerView {
    till: Till,
    /// The shift that is open; none while the drawer is closed.
    shift: Option<ShiftView>,
    /// What the last count left in it; none where it was never counted.
    left: Option<Money>,
}

/// A shift in a list of them, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub struct ShiftLine {
    id: i64,
    till: Till,
    opened_at: Timestamp,
    opened_by: String,
    opening: Money,
    closing: Option<ShiftClosing>,
}

/// A part of the list of shifts, the newest first.
#[derive(Debug, Clone, Serialize)]
pub struct ShiftList {
    shifts: Vec<ShiftLine>,
    /// Pass as `before` for more; none at the end.
    next: Option<i64>,
}

/// The JSON that a request was answered with, now or when it came before.
#[derive(Debug, Clone)]
pub struct ShiftAnswered {
    /// The answer.
    pub json: String,
    /// Whether the request had come before.
    pub again: bool,
}

/// A shift that is to be closed.
#[derive(Debug, Clone)]
pub struct CloseRequest {
    /// By which of its counts.
    pub count_id: i64,
    /// Why that differs.
    pub reason: Option<String>,
    /// What is taken out of the drawer now; nothing, if it is not said.
    pub handed_over: Option<Money>,
}

impl Shifts {
    /// The drawer of a device, and what its viewer may see of the shift in it.
    pub async fn at_till(&self, till: Till, viewer: Staff) -> Result<DrawerView, ShopError> {
        let look = move |store: &Reader<'_>| {
            let shift = match store.open_shift(till)? {
                Some(id) => Some(view(store, id, &viewer)?),
                None => None,
            };
            let left = store.left_in_drawer(till)?;
            Ok::<_, ShopError>(DrawerView { till, shift, left })
        };
        self.0.store.read(look).await
    }

    /// A shift.
    ///
    /// # Errors
    /// [`ShopError::ShiftNotFound`].
    pub async fn find(&self, id: i64, viewer: Staff) -> Result<ShiftView, ShopError> {
        let find = move |store: &Reader<'_>| view(store, id, &viewer);
        self.0.store.read(find).await
    }

    /// The shifts from the one before `before` backwards, `limit` of them.
    pub async fn list(&self, before: i64, limit: i64) -> Result<ShiftList, ShopError> {
        let more = limit.saturating_add(1);
        let list = move |store: &Reader<'_>| Ok::<_, ShopError>(store.list_shifts(before, more)?);
        let mut shifts = self.0.store.read(list).await?;
        let limit = usize::try_from(limit).unwrap_or_default();
        let is_more = shifts.len() > limit;
        shifts.truncate(limit);
        let next = shifts.last().filter(|_| is_more).map(|shift| shift.id);
        Ok(ShiftList {
            shifts: shifts.into_iter().map(Into::into).collect(),
            next,
        })
    }

    /// Opens a drawer with what was counted in it, or with what the count before left.
    ///
    /// # Errors
    /// When it is open, there is no such drawer, or the owner wants it counted.
    pub async fn open(
        &self,
        by: Staff,
        till: Till,
        count: Option<CashCount>,
        key: IdempotencyKey,
    ) -> Result<ShiftAnswered, ShopError> {
        self.once(key, move |store, at| {
            let rules = store.settings()?.shifts;
            if till.number() > rules.tills {
                return Err(Refusal::UnknownWord { field: "till" }.into());
            }
            if store.open_shift(till)?.is_some() {
                return Err(Refusal::ShiftOpen.into());
            }
            let opening = match count {
                Some(count) => (count.sum, true),
                None if !rules.counts_float => {
                    (store.left_in_drawer(till)?.unwrap_or_default(), false)
                }
                None => return Err(Refusal::UnfitAmount.into()),
            };
            let id = store.insert_shift(till, opening, &by.name, at)?;
            let noted = change(id, till, "opened", Some(opening.0));
            store.insert_change(&noted, &by.name, at)?;
            open_for_cash(store, till, &by.name, at)?;
            store.publish_shifts();
            json(&view(store, id, &by)?)
        })
        .await
    }

    /// Writes that cash was put in, taken out or brought away, or that the drawer was opened for nothing.
    ///
    /// # Errors
    /// When the shift is closed, it is no amount, a reason is missing, or it needs an approval.
    pub async fn move_cash(
        &self,
        asker: MoneyAsker,
        id: i64,
        draft: CashMoveDraft,
        key: IdempotencyKey,
    ) -> Result<ShiftAnswered, ShopError> {
        self.once(key, move |store, at| {
            let shift = open_shift(store, id)?;
            let kind = draft.kind;
            let (amount, reason) = draft.checked()?;
            let rules = store.settings()?.approvals;
            let act = MoneyAct::of_cash_move(kind, amount, &rules);
            let by = asker.staff.name.clone();
            let approved = asker.approved(act, &rules, store)?;
            let mut moved = CashMove {
                id: 0,
                kind,
                amount,
                reason,
                by: by.clone(),
                approved_by: approved.approved_by,
                at,
            };
            moved.id = store.insert_cash_move(id, &moved)?;
            let amount = kind.moves_cash().then_some(amount);
            let noted = Change {
                name: moved.reason.clone().unwrap_or_default(),
                ..change(id, shift.till, kind.as_str(), amount)
            };
            store.insert_change(&noted, &by, at)?;
            match kind {
                CashMoveKind::Drawer => store.insert_drawer_pulse(shift.till, &by, at)?,
                CashMoveKind::PayIn | CashMoveKind::PayOut | CashMoveKind::Drop => {
                    open_for_cash(store, shift.till, &by, at)?;
                }
            }
            json(&moved)
        })
        .await
    }

    /// Stores a count, and returns the expected amount.
    ///
    /// # Errors
    /// When the shift is closed.
    pub async fn count(
        &self,
        by: Staff,
        id: i64,
        count: CashCount,
        key: IdempotencyKey,
    ) -> Result<ShiftAnswered, ShopError> {
        self.once(key, move |store, at| {
            let shift = open_shift(store, id)?;
            let expected = report(store, &shift, None)?.cash.expected;
            let new = NewCount {
                count,
                expected,
                movements: store.movements_of_shift(id)?,
                by: by.name.clone(),
                at,
            };
            let kept = store.insert_count(id, &new)?;
            let noted = change(id, shift.till, "counted", Some(kept.difference));
            store.insert_change(&noted, &by.name, at)?;
            json(&kept)
        })
        .await
    }

    /// Closes a shift by its last count.
    ///
    /// # Errors
    /// When it is closed, was counted again or is to be counted again, or it is not said why the count differs.
    pub async fn close(
        &self,
        by: Staff,
        id: i64,
        request: CloseRequest,
        key: IdempotencyKey,
    ) -> Result<ShiftAnswered, ShopError> {
        self.once(key, move |store, at| {
            let shift = open_shift(store, id)?;
            let CloseRequest {
                count_id,
                reason,
                handed_over,
            } = request;
            let movements = store.movements_of_shift(id)?;
            if store.last_count(id)? != Some((count_id, movements)) {
                return Err(Refusal::CountAgain.into());
            }
            let counted = store.counts_of_shift(id)?.pop();
            let counted = counted.ok_or(Refusal::CountAgain)?.counted;
            let report = report(store, &shift, Some(counted))?;
            let closing = ShiftClosing::of(
                store.next_z_number()?,
                (at, by.name.clone()),
                (counted, report.cash.expected),
                reason,
                handed_over,
            )?;
            store.close_shift(id, &closing, &report)?;
            let noted = change(id, shift.till, "closed", Some(closing.difference));
            store.insert_change(&noted, &by.name, at)?;
            store.publish_shifts();
            json(&view(store, id, &by)?)
        })
        .await
    }

    async fn once(
        &self,
        asked: IdempotencyKey,
        act: impl FnOnce(&mut Writer<'_>, Timestamp) -> Result<String, ShopError> + Send + 'static,
    ) -> Result<ShiftAnswered, ShopError> {
        let clock = self.0.clock.clone();
        let job = move |store: &mut Writer<'_>| {
            let IdempotencyKey { key, fingerprint } = asked;
            if let Some(before) = store.shift_answer(&key)? {
                if before.fingerprint != fingerprint {
                    return Err(ShopError::KeyReused);
                }
                return Ok(ShiftAnswered {
                    json: before.answer,
                    again: true,
                });
            }
            let at = clock.now();
            let json = act(store, at)?;
            store.remember_shift_answer(&key, fingerprint, &json, at)?;
            Ok(ShiftAnswered { json, again: false })
        };
        self.0.store.write(job).await
    }
}

impl From<Shift> for ShiftLine {
    fn from(shift: Shift) -> Self {
        Self {
            id: shift.id,
            till: shift.till,
            opened_at: shift.opened_at,
            opened_by: shift.opened_by,
            opening: shift.opening,
            closing: shift.closing,
        }
    }
}

/// A shift, with what its viewer may see.
fn view(store: &Reader<'_>, id: i64, viewer: &Staff) -> Result<ShiftView, ShopError> {
    let shift = store.find_shift(id)?.ok_or(ShopError::ShiftNotFound)?;
    let rows = store.rows_of_shift(&shift)?;
    let moves = rows.moves.clone();
    let report = match store.z_report(id)? {
        Some(kept) => Some(serde_json::from_str(&kept).map_err(StoreError::from)?),
        None if may_know(store, viewer)? => {
            let now = ShiftReport::of(rows, None).map_err(too_large)?;
            Some(serde_json::to_value(now).map_err(StoreError::from)?)
        }
        None => None,
    };
    Ok(ShiftView {
        id,
        till: shift.till,
        opened_at: shift.opened_at,
        opened_by: shift.opened_by,
        opening: shift.opening,
        is_opening_counted: shift.is_opening_counted,
        closing: shift.closing,
        moves,
        counts: store.counts_of_shift(id)?,
        report,
    })
}

/// Whether a person may know what should be in a drawer before it was counted.
fn may_know(store: &Reader<'_>, viewer: &Staff) -> Result<bool, StoreError> {
    Ok(match viewer.role {
        Role::Owner => true,
        Role::Cashier => !store.settings()?.shifts.blind_count,
        Role::Waiter | Role::Kitchen | Role::Board | Role::Kiosk | Role::Display => false,
    })
}

/// Cash goes into the drawer or out of it without an order.
fn open_for_cash(
    store: &mut Writer<'_>,
    till: Till,
    by: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    if store.current_settings()?.printing.opens_drawer {
        store.insert_drawer_pulse(till, by, at)?;
    }
    Ok(())
}

fn open_shift(store: &Reader<'_>, id: i64) -> Result<Shift, ShopError> {
    let shift = store.find_shift(id)?.ok_or(ShopError::ShiftNotFound)?;
    if shift.closing.is_some() {
        return Err(Refusal::ShiftClosed.into());
    }
    Ok(shift)
}

fn report(
    store: &Reader<'_>,
    shift: &Shift,
    counted: Option<Money>,
) -> Result<ShiftReport, ShopError> {
    let rows = store.rows_of_shift(shift)?;
    ShiftReport::of(rows, counted).map_err(too_large)
}

fn too_large(overflow: MoneyOverflow) -> ShopError {
    Refusal::from(overflow).into()
}

/// What the history says of a drawer: the amount that it is about, in rupiah.
fn change(id: i64, till: Till, field: &str, amount: Option<Money>) -> Change {
    Change {
        subject: Subject::Shift,
        subject_id: id,
        name: till.number().to_string(),
        field: field.to_owned(),
        before: None,
        after: amount.map(|amount| amount.amount().to_string()),
    }
}

fn json(answer: &impl Serialize) -> Result<String, ShopError> {
    Ok(serde_json::to_string(answer).map_err(StoreError::from)?)
}
