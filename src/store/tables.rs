//! Tables, and the secret tokens of their QR cards.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Committed, Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{Table, TableToken};

impl Reader<'_> {
    /// The tables there are, in the owner's order.
    pub fn tables(&self) -> Result<Vec<Table>, StoreError> {
        let mut list = self.prepare_cached(
            "select id, number, token from tables where retired_at is null order by position",
        )?;
        let mut rows = list.query([])?;
        let mut tables = Vec::new();
        while let Some(row) = rows.next()? {
            tables.push(table(row)?);
        }
        Ok(tables)
    }

    /// What stands on the tables, in the owner's order.
    pub fn table_names(&self) -> Result<Vec<String>, StoreError> {
        let mut list = self.prepare_cached(
            "select number from tables where retired_at is null order by position",
        )?;
        let numbers = list.query_map([], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// What stands on the table with this card; none if the card is not valid, or not any more.
    pub fn table_with(&self, token: &TableToken) -> Result<Option<String>, StoreError> {
        let mut find = self
            .prepare_cached("select number from tables where token = ?1 and retired_at is null")?;
        let found = find.query_row([token.as_str()], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// A table that is there, or was.
    pub fn table_ever(&self, id: i64) -> Result<Option<Table>, StoreError> {
        let mut find = self.prepare_cached("select id, number, token from tables where id = ?1")?;
        let mut rows = find.query([id])?;
        rows.next()?.map(table).transpose()
    }

    /// Whether the table had this token before it was renewed.
    pub fn had_token(&self, table: i64, token: &TableToken) -> Result<bool, StoreError> {
        let mut find =
            self.prepare_cached("select 1 from renewed_tokens where token = ?1 and table_id = ?2")?;
        Ok(find.exists(params![token.as_str(), table])?)
    }
}

impl Writer<'_> {
    /// Rewrites the whole list and has it published; the number 0 is a new table. One that is not in the list is
    /// gone, with its card; one that is there again has the card it had.
    pub fn replace_tables(&mut self, tables: &[Table], at: Timestamp) -> Result<(), StoreError> {
        // All go first: two may have changed their names with each other.
        self.prepare_cached("update tables set retired_at = ?1 where retired_at is null")?
            .execute([millis(at)])?;
        let mut add = self
            .prepare_cached("insert into tables (number, position, token) values (?1, ?2, ?3)")?;
        let mut keep = self.prepare_cached(
            "update tables set number = ?2, position = ?3, retired_at = null where id = ?1",
        )?;
        for (table, position) in tables.iter().zip(0_i64..) {
            match table.id {
                0 => add.execute(params![table.name, position, table.token.as_str()])?,
                id => keep.execute(params![id, table.name, position])?,
            };
        }
        drop((add, keep));
        self.publish_after_commit(Committed::ShopInfo);
        Ok(())
    }

    /// Gives a table another token; the one it had is valid no more. Publishes the change.
    pub fn renew_token(
        &mut self,
        table: i64,
        token: &TableToken,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        // A restored one is not among the renewed ones any more.
        self.prepare_cached("delete from renewed_tokens where token = ?1")?
            .execute([token.as_str()])?;
        self.prepare_cached(
            "insert into renewed_tokens select token, id, ?2 from tables where id = ?1",
        )?
        .execute(params![table, millis(at)])?;
        self.prepare_cached("update tables set token = ?2 where id = ?1")?
            .execute(params![table, token.as_str()])?;
        self.publish_after_commit(Committed::ShopInfo);
        Ok(())
    }
}

fn table(row: &Row<'_>) -> Result<Table, StoreError> {
    Ok(Table {
        id: row.get("id")?,
        name: row.get("number")?,
        token: row.word("token", TableToken::parse)?,
    })
}
