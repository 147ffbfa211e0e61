//! Pictures of what printers have no letters for.

use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, StoreError, Writer};
use crate::domain::Raster;

impl Reader<'_> {
    /// Every picture, with the name or the address of the logo that it is of.
    pub fn print_pictures(&self) -> Result<Vec<(String, Raster)>, StoreError> {
        let all = self.list("select * from print_pictures", [], |row| {
            Ok((row.get("subject")?, picture(row)?))
        })?;
        let drawn = all.into_iter();
        Ok(drawn
            .filter_map(|(of, picture)| Some((of, picture?)))
            .collect())
    }

    /// What there is a picture of.
    pub fn print_picture_names(&self) -> Result<Vec<String>, StoreError> {
        let names = "select subject from print_pictures";
        self.list(names, [], |row| Ok(row.get("subject")?))
    }

    /// The picture of a name or of the logo at an address.
    pub fn print_picture(&self, of: &str) -> Result<Option<Raster>, StoreError> {
        let mut find = self.prepare_cached("select * from print_pictures where subject = ?1")?;
        Ok(find.query_row([of], picture).optional()?.flatten())
    }
}

impl Writer<'_> {
    /// Keeps a picture, in the place of one before.
    pub fn put_print_picture(&mut self, of: &str, picture: &Raster) -> Result<(), StoreError> {
        let width = i64::try_from(picture.width()).unwrap_or(i64::MAX);
        self.execute(
            "insert into print_pictures (subject, width, bits) values (?1, ?2, ?3)
             on conflict (subject) do update set width = excluded.width, bits = excluded.bits",
            params![of, width, picture.bits()],
        )?;
        Ok(())
    }
}

fn picture(row: &Row<'_>) -> rusqlite::Result<Option<Raster>> {
    let width = usize::try_from(row.get::<_, i64>("width")?).unwrap_or(0);
    Ok(Raster::new(width, row.get("bits")?))
}
