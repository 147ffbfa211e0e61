//! Tables and their QR cards: listed, replaced, renewed and restored.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{ShopError, Tables, random};
use crate::{
    domain::{
        Change, NamedTable, Refusal, Settings, Staff, Subject, Table, TableToken, Wifi, text,
    },
    store::{Reader, StoreError, Writer},
};

/// The tables there are, in the owner's order.
#[derive(Debug, Clone)]
pub struct TableList {
    /// What stands on them.
    pub names: Vec<String>,
    /// The same tables by the numbers they keep.
    pub ids: Vec<i64>,
}

/// Everything that stands on the cards.
#[derive(Debug, Clone)]
pub struct CardDeck {
    /// The shop's name.
    pub shop_name: String,
    /// Street and town; empty is none.
    pub street_address: String,
    /// Its picture, if it has one.
    pub logo_url: Option<String>,
    /// How a phone gets in.
    pub wifi: Wifi,
    /// One card each.
    pub tables: Vec<Table>,
}

impl Tables {
    /// The tables there are.
    pub async fn list(&self) -> Result<TableList, ShopError> {
        self.0
            .store
            .read(|store| Ok(TableList::of(store.tables()?)))
            .await
    }

    /// Replaces the list of tables. One that is renamed keeps its card; one that is left out loses it, and
    /// has it back when it is named by its number again.
    ///
    /// # Errors
    /// When two are the same, one cannot stand on a card, or there never was one of that number.
    pub async fn change(&self, by: &Staff, asked: Vec<NamedTable>) -> Result<TableList, ShopError> {
        let names: Vec<String> = asked.iter().map(|table| table.name.clone()).collect();
        let names = Settings::checked_tables(&names)?;
        let ids = asked.into_iter().map(|table| table.id);
        let asked: Vec<_> = ids.zip(names).collect();
        let (by, at) = (by.name.clone(), self.0.clock.now());
        self.0
            .store
            .write(move |store| {
                let before = store.tables()?;
                let tables = known(store, &before, asked)?;
                if tables == before {
                    return Ok(TableList::of(before));
                }
                store.replace_tables(&tables, at)?;
                let tables = TableList::of(store.tables()?);
                let before = TableList::of(before);
                let change = Change {
                    subject: Subject::Tables,
                    subject_id: 0,
                    name: String::new(),
                    field: "tables".to_owned(),
                    before: Some(before.names.join(", ")),
                    after: Some(tables.names.join(", ")),
                };
                store.insert_change(&change, &by, at)?;
                Ok(tables)
            })
            .await
    }

    /// What stands on the table with this card; none if the card is not valid, or not any more.
    pub async fn with_token(&self, token: &str) -> Result<Option<String>, ShopError> {
        let Some(token) = TableToken::parse(token) else {
            return Ok(None);
        };
        self.0
            .store
            .read(move |store| Ok(store.table_with(&token)?))
            .await
    }

    /// Everything that stands on the cards.
    pub async fn cards(&self) -> Result<CardDeck, ShopError> {
        self.0.store.read(|store| Ok(deck(store)?)).await
    }

    /// Makes the cards of these tables worthless: each gets a new one.
    ///
    /// # Errors
    /// When there is no such table.
    pub async fn renew_cards(&self, by: &Staff, ids: Vec<i64>) -> Result<CardDeck, ShopError> {
        let (by, at) = (by.name.clone(), self.0.clock.now());
        self.0
            .store
            .write(move |store| {
                let ids: HashSet<i64> = ids.into_iter().collect();
                let tables = store.tables()?;
                let renewed: Vec<&Table> =
                    tables.iter().filter(|one| ids.contains(&one.id)).collect();
                if renewed.len() < ids.len() {
                    return Err(ShopError::TableNotFound);
                }
                for table in &renewed {
                    store.renew_token(table.id, &TableToken::from_random(random()?), at)?;
                }
                note_in_history(store, "card_renewed", &renewed, &by, at)?;
                Ok(deck(store)?)
            })
            .await
    }

    /// Makes cards valid again that were renewed: those that took their place are worthless then.
    ///
    /// # Errors
    /// When a table never had such a card.
    pub async fn restore_cards(
        &self,
        by: &Staff,
        cards: Vec<(i64, String)>,
    ) -> Result<CardDeck, ShopError> {
        let (by, at) = (by.name.clone(), self.0.clock.now());
        self.0
            .store
            .write(move |store| {
                let tables = store.tables()?;
                let mut restored = Vec::new();
                for (id, token) in cards {
                    let table = tables.iter().find(|table| table.id == id);
                    let table = table.ok_or(ShopError::TableNotFound)?;
                    let token = TableToken::parse(&token).ok_or(ShopError::TableNotFound)?;
                    if table.token == token {
                        continue;
                    }
                    if !store.had_token(id, &token)? {
                        return Err(ShopError::TableNotFound);
                    }
                    store.renew_token(id, &token, at)?;
                    restored.push(table);
                }
                note_in_history(store, "card_restored", &restored, &by, at)?;
                Ok(deck(store)?)
            })
            .await
    }
}

impl TableList {
    fn of(tables: Vec<Table>) -> Self {
        Self {
            ids: tables.iter().map(|table| table.id).collect(),
            names: tables.into_iter().map(|table| table.name).collect(),
        }
    }
}

fn deck(store: &Reader<'_>) -> Result<CardDeck, StoreError> {
    let settings = store.settings()?;
    Ok(CardDeck {
        shop_name: settings.shop_name,
        street_address: settings.street_address,
        logo_url: settings.logo_url,
        wifi: store.wifi()?,
        tables: store.tables()?,
    })
}

/// Which tables these are: by their number, else by what stands on them, else new ones with the number 0.
fn known(
    store: &Reader<'_>,
    before: &[Table],
    asked: Vec<(Option<i64>, String)>,
) -> Result<Vec<Table>, ShopError> {
    let mut named: HashSet<i64> = HashSet::new();
    for id in asked.iter().filter_map(|(id, _)| *id) {
        // One table cannot stand at two places.
        if !named.insert(id) {
            return Err(Refusal::UnfitSetting { field: "tables" }.into());
        }
    }
    let is_same = |one: &str, other: &str| text::key(one) == text::key(other);
    let mut tables = Vec::new();
    for (id, name) in asked {
        let there = match id {
            Some(id) => Some(store.table_ever(id)?.ok_or(ShopError::TableNotFound)?),
            None => before
                .iter()
                .find(|table| is_same(&table.name, &name) && !named.contains(&table.id))
                .cloned(),
        };
        tables.push(match there {
            Some(table) => Table { name, ..table },
            None => Table {
                id: 0,
                name,
                token: TableToken::from_random(random()?),
            },
        });
    }
    Ok(tables)
}

/// Keeps in the history whose cards were changed, and not to what.
fn note_in_history(
    store: &Writer<'_>,
    field: &str,
    tables: &[&Table],
    by: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    if tables.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    let change = Change {
        subject: Subject::Tables,
        subject_id: 0,
        name: names.join(", "),
        field: field.to_owned(),
        before: None,
        after: None,
    };
    store.insert_change(&change, by, at)
}
