//! The command line's ways into a shop's file, beside a running server or without one.

use std::path::Path;

use rusqlite::Connection;

use super::{DataFolder, OpenError, Paths, Reader, StoreError, Writer};
use super::{inspect, lock, readers, schema, writer};

/// Does one job from the command line, beside a running server or without one.
///
/// # Errors
/// In words for the owner.
pub fn open_beside<T>(
    folder: &Path,
    job: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
) -> Result<T, OpenError> {
    let (_folder, mut connection) = connect(folder)?;
    writer::run_once(&mut connection, job).map_err(OpenError::from)
}

/// Whoever looks at a shop's file for a while, and keeps nobody from anything: the folder is free for a
/// shop to open, and between two questions no moment of the file is held.
pub struct Onlooker(Connection);

impl Onlooker {
    /// Looks at the shop in `folder`.
    ///
    /// # Errors
    /// In words for the owner; also when there is no shop.
    pub fn of(folder: &Path) -> Result<Self, OpenError> {
        let database = Paths::of(folder).database();
        if !database.is_file() {
            let folder = folder.to_owned();
            return Err(OpenError::Missing { folder });
        }
        // Of this program's version from here on, and let go.
        drop(connect(folder)?);
        Ok(Self(readers::connect(&database)?))
    }

    /// Asks a question. Everything it reads is of one moment.
    ///
    /// # Errors
    /// Those of the question.
    pub fn read<T, E: From<StoreError>>(
        &self,
        query: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        readers::ask(&self.0, query)
    }
}

fn connect(folder: &Path) -> Result<(DataFolder, Connection), OpenError> {
    let opened = lock::tried(|| {
        let folder = DataFolder::beside(folder)?;
        let path = folder.database();
        if folder.is_held() {
            return Ok((schema::open_up_to_date(&folder)?, folder));
        }
        // Somebody else holds the folder, and will have brought the file up to their program.
        inspect::refuse_unless_current(&path).map_err(|error| error.with_way_back(&folder))?;
        Ok((schema::connect(&path)?, folder))
    });
    opened.map(|(connection, folder)| (folder, connection))
}
