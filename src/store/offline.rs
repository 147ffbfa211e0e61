//! The command line's access to a shop's database, while a server has it open or while none has.

use std::path::Path;

use rusqlite::Connection;

use super::{DataFolder, FolderPaths, OpenError, Reader, StoreError, Writer};
use super::{inspect, lock, lost_pages::LostPages, readers, schema, writer};

/// Does one job from the command line, in a transaction of its own.
pub fn open_for_command<T>(
    folder: &Path,
    job: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
) -> Result<T, OpenError> {
    let (opened, folder) = reach(folder)?;
    let lost = LostPages::of(&folder);
    let stopped = || OpenError::Stopped {
        folder: folder.folder().to_owned(),
    };
    let mut connection = match opened {
        Some(connection) => connection,
        None if lost.are_noted() => return Err(stopped()),
        None => schema::connect_without_checkpoints(&folder.database())?,
    };
    let done = writer::run_once(&mut connection, |writer| {
        // Again: a shop may have stopped since, and it does not wait for its turn to note that. A job that is past this
        // takes nothing back from the log.
        if lost.are_noted() {
            return Err(StoreError::Broken);
        }
        job(writer)
    });
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "takes one error apart and hands on the others as they are"
    )]
    done.map_err(|error| match error {
        StoreError::Broken => stopped(),
        error => error.into(),
    })
}

/// A reader of a shop's database for a while. The folder is free for a shop to open meanwhile, and between two
/// questions no snapshot of the database is held.
pub struct ReadOnlyShop(Connection);

impl ReadOnlyShop {
    /// Looks at the shop in `folder`.
    ///
    /// # Errors
    /// In words for the owner; also when there is no shop.
    pub fn of(folder: &Path) -> Result<Self, OpenError> {
        let database = FolderPaths::of(folder).database();
        if !database.is_file() {
            let folder = folder.to_owned();
            return Err(OpenError::Missing { folder });
        }
        // Of this program's version from here on.
        drop(reach(folder)?);
        Ok(Self(readers::connect(&database)?))
    }

    /// Asks a question. Everything it reads is of one moment.
    pub fn read<T, E: From<StoreError>>(
        &self,
        query: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        readers::ask(&self.0, query)
    }
}

/// A connection that writes, where no other process holds the folder. Where one does, it will have brought the
/// database up to its own version, and only that this is ours is checked. The connection first: it must be closed
/// before the folder is let go.
fn reach(folder: &Path) -> Result<(Option<Connection>, DataFolder), OpenError> {
    lock::tried(|| {
        let folder = DataFolder::share(folder)?;
        if folder.is_held() {
            let connection = schema::open_up_to_date(&folder)?;
            return Ok((Some(connection), folder));
        }
        inspect::refuse_unless_current(&folder.database())
            .map_err(|error| error.with_remedy(&folder))?;
        Ok((None, folder))
    })
}
