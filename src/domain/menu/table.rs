//! The menu as a table for spreadsheets: a row for each item, then one for each option.
//!
//! A table says less than a menu file does, and comes back sorted and with columns left out. So it is laid over the
//! menu that there is, by the numbers of its rows or else by name, and what it has no column for stays as it is.

mod cells;
mod columns;
mod dishes;
mod error;

use columns::{Column, Columns, Field, Row};
pub use error::{TableError, TableFault};

use super::{Menu, MenuFile, RetiredItem};
use crate::domain::{Language, Money, Refusal, bounds::MOST_ITEMS, say, text};

/// A row of a table, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// What stands in it.
    pub cells: Vec<String>,
}

impl Menu {
    /// The menu as a table, its first row the headings; with a column for each price level that has prices of its own
    /// or could have.
    pub fn table(&self, language: Language) -> Vec<Vec<String>> {
        let columns = Columns::of(self);
        let yes_or_no = |yes| say(language, if yes { "table.yes" } else { "table.no" }, &[]);
        let headings = columns.headings(self, language);
        let items = self.categories.iter().flat_map(|category| {
            category
                .items
                .iter()
                .zip(1..)
                .map(move |(item, position)| (category, item, position))
        });
        let items = items.map(|(category, item, position)| {
            let groups = item.modifier_groups.iter();
            let groups: Vec<&str> = groups.map(|group| group.name.id.as_str()).collect();
            let own_station = item.has_own_station.then(|| item.station.clone());
            let written = |column: &Column| match column {
                Column::Level(code) => amount_if_any(item.level_prices.get(code)),
                Column::Field(field) => match field {
                    Field::Kind => say(language, "table.item", &[]),
                    Field::Id => item.id.to_string(),
                    Field::Part => category.name.id.clone(),
                    Field::Name => item.name.id.clone(),
                    Field::NameEn => item.name.en.clone(),
                    Field::Description => item.description.id.clone(),
                    Field::DescriptionEn => item.description.en.clone(),
                    Field::Price => item.price.amount().to_string(),
                    Field::Available => yes_or_no(item.is_available),
                    Field::Station => own_station.clone().unwrap_or_default(),
                    Field::Choices => groups.join("; "),
                    Field::Position => i64::to_string(&position),
                    Field::Photo => String::new(),
                },
            };
            columns.written(written)
        });
        let options = self.groups.iter().flat_map(|group| {
            group
                .options
                .iter()
                .zip(1..)
                .map(move |(option, position)| (group, option, position))
        });
        let options = options.map(|(group, option, position)| {
            columns.written(|column| match column {
                Column::Field(Field::Kind) => say(language, "table.option", &[]),
                Column::Field(Field::Id) => option.id.to_string(),
                Column::Field(Field::Part) => group.name.id.clone(),
                Column::Field(Field::Name) => option.name.id.clone(),
                Column::Field(Field::NameEn) => option.name.en.clone(),
                Column::Field(Field::Price) => option.price.amount().to_string(),
                Column::Field(Field::Available) => yes_or_no(option.is_available),
                Column::Field(Field::Position) => i64::to_string(&position),
                Column::Field(_) | Column::Level(_) => String::new(),
            })
        });
        std::iter::once(headings)
            .chain(items)
            .chain(options)
            .collect()
    }
}

fn amount_if_any(price: Option<&Money>) -> String {
    price
        .map(|price| price.amount().to_string())
        .unwrap_or_default()
}

/// How many of these cells are headings of a menu's table: by which separator a file is one is seen by that.
pub fn known_headings(cells: &[String]) -> usize {
    cells
        .iter()
        .filter(|cell| Field::of_heading(&text::key(cell)).is_some())
        .count()
}

impl MenuFile {
    /// The menu that a table makes of `menu`. Items that it leaves out are not in it; choices and options only change,
    /// and categories only come in addition.
    ///
    /// # Errors
    /// [`Refusal::UnfitTable`], with the first line and the column that are not fit.
    pub fn of_table(
        rows: &[TableRow],
        menu: &Menu,
        retired: &[RetiredItem],
    ) -> Result<Self, Refusal> {
        let [head, rows @ ..] = rows else {
            return Err(TableError::from(TableFault::NoHeadings).into());
        };
        let columns = Columns::read(head, menu)?;
        let mut file = Self::of(menu, "");
        let (mut items, mut options_seen) = (Vec::new(), Vec::new());
        let filled = rows
            .iter()
            .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        for row in filled {
            let row = columns.row(row)?;
            let kind = row.text(Field::Kind).unwrap_or_default();
            match cells::is_option(kind) {
                Some(false) if items.len() < MOST_ITEMS => items.push(row),
                Some(false) => return Err(Refusal::MenuFull),
                Some(true) => row.change_option(menu, &mut file, &mut options_seen)?,
                None => return Err(row.refuse(TableFault::NoKind, Field::Kind)),
            }
        }
        dishes::lay_over(&mut file, &items, menu, retired)?;
        Ok(file)
    }
}

impl Row<'_> {
    /// Changes the option that the row is about; it is found by its number, or by its name within its choice, where
    /// that names one alone.
    fn change_option(
        &self,
        menu: &Menu,
        file: &mut MenuFile,
        seen: &mut Vec<i64>,
    ) -> Result<(), Refusal> {
        let id = self.number(Field::Id)?;
        let name = self.text(Field::Name).unwrap_or_default();
        let part = text::key(self.text(Field::Part).unwrap_or_default());
        let groups = menu.groups.iter().zip(0_usize..);
        let options = groups.flat_map(|(group, at)| {
            let options = group.options.iter().zip(0_usize..);
            options.map(move |(option, place)| (group, option, at, place))
        });
        let mut found = options.filter(|(group, option, ..)| match id {
            Some(id) => option.id == id,
            None => {
                text::key(&group.name.id) == part && text::key(&option.name.id) == text::key(name)
            }
        });
        let Some((_, option, at, place)) = found.next() else {
            return Err(match id {
                Some(_) => self.refuse(TableFault::UnknownId, Field::Id),
                None => self.refuse(TableFault::UnknownChoice, Field::Name),
            });
        };
        if found.next().is_some() {
            return Err(self.refuse(TableFault::Ambiguous, Field::Name));
        }
        if seen.contains(&option.id) {
            return Err(self.refuse(TableFault::Twice, Field::Name));
        }
        seen.push(option.id);
        let written = &mut file.modifier_groups[at].options[place];
        written.name = self.name(&option.name)?;
        written.price = self.price()?.unwrap_or(option.price);
        written.is_available = self.answer()?.unwrap_or(option.is_available);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
