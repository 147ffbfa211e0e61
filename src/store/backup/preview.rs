//! Preview of a backup: what the owner sees before a restore.

use std::path::Path;

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use super::{
    RestoreError,
    making::photos_named,
    photos_of,
    unfit::{of_file, refusal, refuse_unless_readable},
};
use crate::store::{
    OpenError,
    inspect::{self, Found},
    schema, settings,
};

/// What the shop in a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// The shop's name.
    pub shop_name: String,
    /// Orders there are, finished ones too.
    pub orders: u32,
    /// When the newest of them was placed.
    pub newest_order_at: Option<Timestamp>,
    /// The time zone of the shop.
    #[serde(skip)]
    pub zone: TimeZone,
    /// Dishes on the menu.
    pub items: u32,
    /// People and screens that work there.
    pub staff: u32,
    /// Pictures that the menu names.
    pub photos: usize,
    /// Pictures of these that are missing next to it.
    pub photos_missing: usize,
    /// How large the file is.
    pub bytes: u64,
}

impl Preview {
    /// Looks into the backup `file`; its pictures lie next to it.
    ///
    /// # Errors
    /// When it is no whole shop that this program can open.
    pub fn of(file: &Path) -> Result<Self, RestoreError> {
        refuse_unless_readable(file)?;
        let refused = |error: OpenError| refusal(error, file);
        let Found::Shop { version } = inspect::inspect(file).map_err(refused)? else {
            return Err(RestoreError::Foreign(file.to_owned()));
        };
        let unreadable = |error: rusqlite::Error| of_file(&error, file);
        let mut preview = read(file, version).map_err(unreadable)?;
        let photos = photos_named(file).map_err(unreadable)?;
        let beside = photos_of(file.parent().unwrap_or(file));
        preview.photos = photos.len();
        preview.photos_missing = photos.iter().filter(|name| !beside.has(name)).count();
        Ok(preview)
    }
}

fn read(file: &Path, version: i64) -> rusqlite::Result<Preview> {
    let shop = schema::open_to_read(file)?;
    let count =
        |of: &str| shop.query_row(&format!("select count(*) from {of}"), [], |row| row.get(0));
    let (orders, newest) = if version >= 2 {
        let newest: Option<i64> =
            shop.query_row("select max(created_at) from orders", [], |row| row.get(0))?;
        (count("orders")?, newest)
    } else {
        (0, None)
    };
    let settings = settings::in_file(&shop).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })?;
    Ok(Preview {
        shop_name: settings.shop_name,
        orders,
        newest_order_at: newest.and_then(|at| Timestamp::from_millisecond(at).ok()),
        zone: TimeZone::get(&settings.time_zone).unwrap_or_else(|_| TimeZone::system()),
        items: count("menu_items where retired_at is null")?,
        staff: if version >= 3 {
            count("staff where retired_at is null")?
        } else {
            0
        },
        photos: 0,
        photos_missing: 0,
        bytes: std::fs::metadata(file).map_or(0, |file| file.len()),
    })
}
