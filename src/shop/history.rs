//! The history: who changed menu, staff, settings and orders; and the day so far, which is added up of it.

use jiff::Timestamp;
use serde::Serialize;

use super::{History, ShopError, orders::day_of};
use crate::{
    domain::{DaySoFar, Days, HistoryEntry, HistoryFilter, HistoryScope, Money, OrderUid},
    store::KeptChange,
};

/// What a look into the history is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Everything that was changed.
    Everything,
    /// One chapter of that.
    HistoryScope(HistoryScope),
    /// What happened to orders.
    Orders,
}

impl About {
    /// Reads the word for it on the wire; no word is everything.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "" => Some(Self::Everything),
            "menu" => Some(Self::HistoryScope(HistoryScope::Menu)),
            "staff" => Some(Self::HistoryScope(HistoryScope::Staff)),
            "shop" => Some(Self::HistoryScope(HistoryScope::Shop)),
            "drawer" => Some(Self::HistoryScope(HistoryScope::Drawer)),
            "orders" => Some(Self::Orders),
            _ => None,
        }
    }
}

/// A line of the history, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its number; later ones have higher ones.
    pub id: i64,
    /// When, by the shop's clock.
    pub at: Timestamp,
    /// Who: a name of the staff, `customer` or `clock`.
    pub by: String,
    /// What kind of thing.
    pub subject: &'static str,
    /// Which one.
    pub subject_id: i64,
    /// The order, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uid: Option<OrderUid>,
    /// What it is called.
    pub name: String,
    /// What of it.
    pub field: String,
    /// As it was.
    pub before: Option<String>,
    /// As it became.
    pub after: Option<String>,
    /// The dishes of an order that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// What an order cost, or had brought in when it was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Why, of an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A part of the history, the newest first, and where the next part begins.
#[derive(Debug, Clone)]
pub struct HistoryPage {
    /// The newest first.
    pub entries: Vec<Entry>,
    /// Pass as `before` for more; none at the end.
    pub next: Option<i64>,
}

impl History {
    /// The history from the line before `before` backwards, `limit` of it. `money_only` is of orders.
    pub async fn page(
        &self,
        about: About,
        wanted: HistoryFilter,
        before: i64,
        limit: i64,
    ) -> Result<HistoryPage, ShopError> {
        let more = limit.saturating_add(1);
        let mut entries: Vec<Entry> = self
            .0
            .store
            .read(move |store| {
                let scope = match about {
                    About::Orders => {
                        let entries = store.history_entries_before(before, more, &wanted)?;
                        return Ok::<_, ShopError>(entries.into_iter().map(Entry::from).collect());
                    }
                    About::Everything => None,
                    About::HistoryScope(scope) => Some(scope),
                };
                let by = wanted.by.as_deref();
                let changes = store.changes(scope, by, before, more)?;
                Ok(changes.into_iter().map(Entry::from).collect())
            })
            .await?;
        let limit = usize::try_from(limit).unwrap_or_default();
        let is_more = entries.len() > limit;
        entries.truncate(limit);
        let next = entries.last().filter(|_| is_more).map(|entry| entry.id);
        Ok(HistoryPage { entries, next })
    }
}

impl History {
    /// The business day so far, with the journal's number it belongs to.
    pub async fn day_so_far(&self) -> Result<(DaySoFar, i64), ShopError> {
        let at = self.0.clock.now();
        self.0
            .store
            .read(move |store| {
                let settings = store.settings()?;
                let day = day_of(store, &settings, at)?;
                let days = Days { from: day, to: day };
                let times = days.times(&settings.zone(), settings.day_cutoff_minutes);
                let so_far = store.day_so_far(day, times.start, times.end)?;
                Ok((so_far, store.newest_seq()?))
            })
            .await
    }
}

impl From<KeptChange> for Entry {
    fn from(kept: KeptChange) -> Self {
        let change = kept.change;
        Self {
            id: kept.id,
            at: kept.at,
            by: kept.by,
            subject: change.subject.as_str(),
            subject_id: change.subject_id,
            uid: None,
            name: change.name,
            field: change.field,
            before: change.before,
            after: change.after,
            items: None,
            amount: None,
            reason: None,
        }
    }
}

impl From<HistoryEntry> for Entry {
    fn from(entry: HistoryEntry) -> Self {
        Self {
            id: entry.seq,
            at: entry.at,
            by: entry.by,
            subject: "order",
            subject_id: 0,
            uid: Some(entry.uid),
            name: entry.number.to_string(),
            field: entry.topic,
            before: entry.before,
            after: Some(entry.after),
            items: entry.items,
            amount: entry.amount,
            reason: entry.reason,
        }
    }
}
