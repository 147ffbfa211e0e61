//! The tables there are.

use super::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// What stands on the tables, in the owner's order.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn tables(&self) -> Result<Vec<String>, StoreError> {
        let mut list = self.prepare_cached("select number from tables order by position")?;
        let numbers = list.query_map([], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Writes the whole list anew and has every screen told.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn replace_tables(&mut self, tables: &[String]) -> Result<(), StoreError> {
        self.prepare_cached("delete from tables")?.execute([])?;
        let mut insert = self.prepare_cached("insert into tables values (?1, ?2)")?;
        for (number, position) in tables.iter().zip(0_i64..) {
            insert.execute((number, position))?;
        }
        drop(insert);
        self.announce(super::News::Facts);
        Ok(())
    }
}
