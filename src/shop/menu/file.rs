//! The whole menu as a file or as a table: export, import, preview of an import, and its undoing.
//!
//! In a file things are known again by their Indonesian name, in a table by their numbers: a price edited there is a
//! price changed, and not another dish. What is left out is retired. A change as a whole is of the revision that was
//! looked at, and the same request again is answered and not repeated: a percentage is not applied twice, and what
//! others changed in between is not lost unseen.

use jiff::Timestamp;

use super::{over::write_file, report::ImportReport};
use crate::{
    domain::{Menu, MenuFile, Refusal, Repricing, Staff, TableRow, known_headings},
    shop::{ShopError, ShopMenu, read_table, write_table},
    store::{Failure, StoreError, WholeChange, Writer},
};

/// What the menu is to become.
#[derive(Debug)]
pub enum NewMenu {
    /// What a file says.
    File(MenuFile),
    /// What a table makes of it.
    Table(Vec<TableRow>),
    /// The same with other prices.
    Prices(Repricing),
    /// As it was before it was last changed as a whole.
    Before,
}

/// A change of the menu as a whole, as it was asked for.
#[derive(Debug)]
pub struct MenuChange {
    /// What it is to become.
    pub new: NewMenu,
    /// The revision that was looked at; without one, the menu as it is.
    pub expected_rev: Option<i64>,
    /// Of what was asked.
    pub fingerprint: [u8; 32],
}

impl NewMenu {
    /// What a table makes of the menu, as CSV.
    ///
    /// # Errors
    /// [`Refusal::UnfitTable`] or [`Refusal::MenuFull`].
    pub fn of_csv(bytes: &[u8]) -> Result<Self, Refusal> {
        read_table(bytes, known_headings).map(Self::Table)
    }

    /// Writes it over the menu that was `before`.
    fn write(self, store: &Writer<'_>, before: &Menu, at: Timestamp) -> Result<(), Stop> {
        let retired = store.retired()?;
        let file = match self {
            Self::File(file) => file,
            Self::Table(rows) => MenuFile::of_table(&rows, before, &retired.items)?,
            Self::Prices(repricing) => repricing.file(before)?,
            Self::Before => return Ok(store.put_menu_back(at)?),
        };
        Ok(write_file(store, before, &retired, &file.checked()?, at)?)
    }
}

/// Ends a transaction that was for show, or failed.
enum Stop {
    Shown(ImportReport),
    Failed(ShopError),
}

impl<E: Into<ShopError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Failure for Stop {
    fn is_full(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_full())
    }
}

impl ShopMenu {
    /// The menu as a file.
    pub async fn file(&self) -> Result<MenuFile, ShopError> {
        self.0
            .store
            .read(|store| {
                let name = store.settings()?.shop_name;
                Ok(MenuFile::of(&store.menu()?, &name))
            })
            .await
    }

    /// The menu as a table, as CSV for spreadsheets in the shop's language.
    pub async fn csv(&self) -> Result<Vec<u8>, ShopError> {
        let read = self.0.store.read(|store| {
            let language = store.settings()?.locale;
            Ok::<_, ShopError>((language, store.menu()?.table(language)))
        });
        let (language, rows) = read.await?;
        Ok(write_table(language, rows))
    }

    /// Makes the menu another. As a preview, it only answers what would change.
    ///
    /// # Errors
    /// [`Refusal::MenuMovedOn`] when the menu is not the one that was looked at, or nothing can be undone;
    /// [`Refusal::UnfitMenu`] or [`Refusal::UnfitTable`], with the place, or [`Refusal::MenuFull`]; of prices
    /// [`Refusal::PriceTooLow`] or [`Refusal::PriceTooHigh`].
    pub async fn import(
        &self,
        by: &Staff,
        change: MenuChange,
        for_show: bool,
    ) -> Result<ImportReport, ShopError> {
        let (clock, by) = (self.0.clock.clone(), by.name.clone());
        let imported = self.0.store.write(move |store| {
            let (before, at) = (store.current_menu()?, clock.now());
            let last = store.last_whole_change()?;
            if let Some(expected) = change.expected_rev {
                let same = last
                    .as_ref()
                    .filter(|last| last.fingerprint == change.fingerprint);
                if let Some(last) = same.filter(|_| !for_show) {
                    return Ok(serde_json::from_str(&last.report).map_err(StoreError::from)?);
                }
                if expected != before.rev {
                    return Err(Refusal::MenuMovedOn.into());
                }
            }
            if last.is_none() && matches!(change.new, NewMenu::Before) {
                return Err(Refusal::MenuMovedOn.into());
            }
            let rows = (!for_show).then(|| store.menu_rows()).transpose()?;
            change.new.write(store, &before, at)?;
            let menu = store.publish_menu(&before, Some(&by), at)?;
            let report = ImportReport::of(&before, &menu);
            let Some(rows) = rows else {
                let rev = before.rev;
                return Err(Stop::Shown(ImportReport { rev, ..report }));
            };
            if menu.rev != before.rev {
                let done = WholeChange {
                    fingerprint: change.fingerprint,
                    report: serde_json::to_string(&report).map_err(StoreError::from)?,
                };
                store.keep_menu_before(&done, &rows)?;
            }
            Ok(report)
        });
        match imported.await {
            Ok(report) | Err(Stop::Shown(report)) => Ok(report),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}
