//! The columns of a menu's table: found by their headings in any order, in both languages, and by the names that
//! exports for programs have.

use super::{TableError, TableFault, TableRow, cells};
use crate::domain::{
    Language, Menu, Money, PriceLevel, Refusal, Words,
    bounds::{DESCRIPTION_LENGTH, MENU_NAME_LENGTH, STATION_LENGTH},
    say, text,
};

/// What a column says of an item or an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Kind,
    Id,
    Part,
    Name,
    NameEn,
    Description,
    DescriptionEn,
    Price,
    Available,
    Station,
    Choices,
    Position,
    /// Only read, and passed over: a photo does not come in a table.
    Photo,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Field(Field),
    /// Own prices at a price level, by its code.
    Level(String),
}

/// Each with the key of its heading and its name in an export, in the order they are written; price levels follow the
/// price.
const FIELDS: [(Field, &str, &str); 13] = [
    (Field::Kind, "table.kind", "kind"),
    (Field::Id, "table.id", "id"),
    (Field::Part, "table.part", "part"),
    (Field::Name, "table.name", "name_id"),
    (Field::NameEn, "table.name_en", "name_en"),
    (Field::Price, "table.price", "price"),
    (Field::Available, "table.available", "is_available"),
    (Field::Description, "table.description", "description_id"),
    (
        Field::DescriptionEn,
        "table.description_en",
        "description_en",
    ),
    (Field::Choices, "table.choices", "choices"),
    (Field::Station, "table.station", "station"),
    (Field::Position, "table.position", "position"),
    (Field::Photo, "table.photo", "photo_url"),
];

impl Field {
    /// The field whose heading reads so.
    pub(super) fn of_heading(key: &str) -> Option<Self> {
        let is_it = |word: &str, name: &str| {
            name == key
                || Language::ALL
                    .iter()
                    .any(|it| text::key(&say(*it, word, &[])) == key)
        };
        let found = FIELDS.iter().find(|(_, word, name)| is_it(word, name));
        found.map(|(field, ..)| *field)
    }

    /// The key of its heading.
    fn word(self) -> &'static str {
        let found = FIELDS.iter().find(|(field, ..)| *field == self);
        found.map_or("table.name", |(_, word, _)| word)
    }
}

/// The columns of one table.
#[derive(Debug)]
pub(super) struct Columns {
    /// None where a cell of the first line is empty and the column, too.
    all: Vec<Option<Column>>,
    /// As they are written in the file.
    headings: Vec<String>,
    /// In which a column is named that the file does not have.
    language: Language,
}

impl Columns {
    /// Those that a menu is written in.
    pub(super) fn of(menu: &Menu) -> Self {
        let has_prices = |level: &PriceLevel| {
            level.is_on
                || menu
                    .items()
                    .any(|item| item.level_prices.contains_key(&level.code))
        };
        let levels = menu
            .levels
            .iter()
            .filter(|level| level.code != PriceLevel::DINE_IN);
        let levels: Vec<Column> = levels
            .filter(|level| has_prices(level))
            .map(|level| Column::Level(level.code.clone()))
            .collect();
        let mut all = Vec::new();
        for (field, ..) in FIELDS {
            if field != Field::Photo {
                all.push(Some(Column::Field(field)));
            }
            if field == Field::Price {
                all.extend(levels.iter().cloned().map(Some));
            }
        }
        Self {
            all,
            headings: Vec::new(),
            language: Language::Indonesian,
        }
    }

    /// Their headings. A level that is called like another is named by its code.
    pub(super) fn headings(&self, menu: &Menu, language: Language) -> Vec<String> {
        let mut headings: Vec<String> = Vec::new();
        for column in self.all.iter().flatten() {
            headings.push(match column {
                Column::Field(field) => say(language, field.word(), &[]),
                Column::Level(code) => {
                    let name = menu
                        .level(code)
                        .map_or(code.as_str(), |it| it.name.r#in(language));
                    let named = say(language, "table.level", &[("level", name.to_owned())]);
                    let is_new = level_of(menu, &text::key(&named)).is_some_and(|it| it == code);
                    if is_new { named } else { code.clone() }
                }
            });
        }
        headings
    }

    /// A row of a table in these columns.
    pub(super) fn written(&self, write: impl Fn(&Column) -> String) -> Vec<String> {
        self.all.iter().flatten().map(write).collect()
    }

    /// Finds the columns by the first row of a table.
    pub(super) fn read(head: &TableRow, menu: &Menu) -> Result<Self, Refusal> {
        let mut all: Vec<Option<Column>> = Vec::new();
        for heading in &head.cells {
            let key = text::key(heading);
            let field = Field::of_heading(&key).map(Column::Field);
            let column =
                field.or_else(|| level_of(menu, &key).map(|it| Column::Level(it.to_owned())));
            if key.is_empty() {
                all.push(None);
                continue;
            }
            let unknown = || TableFault::NoColumn.at(head.line, heading, "");
            let column = Some(column.ok_or_else(unknown)?);
            if all.contains(&column) {
                return Err(TableFault::ColumnTwice.at(head.line, heading, ""));
            }
            all.push(column);
        }
        let has = |field| all.contains(&Some(Column::Field(field)));
        if !has(Field::Name) && !has(Field::Id) {
            return Err(TableError::from(TableFault::NoHeadings).into());
        }
        let english = text::key(&say(Language::English, Field::Name.word(), &[]));
        let is_english = head
            .cells
            .iter()
            .any(|heading| text::key(heading) == english);
        let language = if is_english {
            Language::English
        } else {
            Language::Indonesian
        };
        Ok(Self {
            all,
            headings: head.cells.clone(),
            language,
        })
    }

    /// A row of such a table.
    pub(super) fn row<'t>(&'t self, row: &'t TableRow) -> Result<Row<'t>, Refusal> {
        let beyond = row.cells.iter().enumerate().find(|(at, cell)| {
            self.all.get(*at).is_none_or(Option::is_none) && !cell.trim().is_empty()
        });
        match beyond {
            Some((_, cell)) => Err(TableFault::TooManyCells.at(row.line, "", cell)),
            None => Ok(Row {
                columns: self,
                line: row.line,
                cells: &row.cells,
            }),
        }
    }

    /// The price levels that have a column.
    pub(super) fn levels(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flatten().filter_map(|column| match column {
            Column::Level(code) => Some(code.as_str()),
            Column::Field(_) => None,
        })
    }

    fn place(&self, wanted: &Column) -> Option<usize> {
        self.all
            .iter()
            .position(|column| column.as_ref() == Some(wanted))
    }
}

/// The code of the first level that a heading names.
fn level_of<'m>(menu: &'m Menu, key: &str) -> Option<&'m str> {
    let is_it = |level: &&PriceLevel| {
        let names = [&level.name.id, &level.name.en, &level.code];
        names.iter().filter(|name| !name.is_empty()).any(|name| {
            let headings = Language::ALL.iter();
            let mut headings =
                headings.map(|it| say(*it, "table.level", &[("level", (*name).clone())]));
            text::key(name) == key || headings.any(|heading| text::key(&heading) == key)
        })
    };
    let levels = || {
        menu.levels
            .iter()
            .filter(|level| level.code != PriceLevel::DINE_IN)
    };
    let level = levels()
        .find(|level| level.code == key)
        .or_else(|| levels().find(is_it));
    level.map(|level| level.code.as_str())
}

/// A row in its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'t> {
    pub(super) columns: &'t Columns,
    line: u64,
    cells: &'t [String],
}

impl<'t> Row<'t> {
    fn cell(&self, column: &Column) -> Option<&'t str> {
        let place = self.columns.place(column)?;
        Some(self.cells.get(place).map_or("", |cell| cell.trim()))
    }

    /// What stands in a column, trimmed; none where the table has no such column.
    pub(super) fn text(&self, field: Field) -> Option<&'t str> {
        self.cell(&Column::Field(field))
    }

    /// Why this row is not fit.
    pub(super) fn refuse(&self, fault: TableFault, field: Field) -> Refusal {
        self.refuse_at(fault, &Column::Field(field))
    }

    fn refuse_at(&self, fault: TableFault, column: &Column) -> Refusal {
        let heading = self
            .columns
            .place(column)
            .and_then(|place| self.columns.headings.get(place));
        let missing = || match column {
            Column::Field(field) => say(self.columns.language, field.word(), &[]),
            Column::Level(code) => code.clone(),
        };
        let heading = heading.cloned().unwrap_or_else(missing);
        fault.at(
            self.line,
            heading.trim(),
            self.cell(column).unwrap_or_default(),
        )
    }

    /// A number from 1; none where the cell is empty or the table has no such column.
    pub(super) fn number(&self, field: Field) -> Result<Option<i64>, Refusal> {
        let cell = self.text(field).filter(|cell| !cell.is_empty());
        let read =
            |cell| cells::counted(cell).ok_or_else(|| self.refuse(TableFault::NoNumber, field));
        cell.map(read).transpose()
    }

    /// The price; none where the table has no such column.
    pub(super) fn price(&self) -> Result<Option<Money>, Refusal> {
        match self.text(Field::Price) {
            None => Ok(None),
            Some("") => Err(self.refuse(TableFault::Empty, Field::Price)),
            Some(cell) => self.amount(cell, &Column::Field(Field::Price)).map(Some),
        }
    }

    /// The own price at a level that has a column; none where there is none.
    pub(super) fn level_price(&self, code: &str) -> Result<Option<Money>, Refusal> {
        let column = Column::Level(code.to_owned());
        let cell = self.cell(&column).filter(|cell| !cell.is_empty());
        cell.map(|cell| self.amount(cell, &column)).transpose()
    }

    fn amount(&self, cell: &str, column: &Column) -> Result<Money, Refusal> {
        let amount = cells::amount(cell).map(Money::new);
        amount.ok_or_else(|| self.refuse_at(TableFault::NoAmount, column))
    }

    /// Whether it can be ordered; none where nothing is said.
    pub(super) fn answer(&self) -> Result<Option<bool>, Refusal> {
        let field = Field::Available;
        let cell = self.text(field).filter(|cell| !cell.is_empty());
        let read =
            |cell| cells::answer(cell).ok_or_else(|| self.refuse(TableFault::NoAnswer, field));
        cell.map(read).transpose()
    }

    /// The name; what the table has no column for is as `before`.
    pub(super) fn name(&self, before: &Words) -> Result<Words, Refusal> {
        let name = self.words(before, [Field::Name, Field::NameEn], MENU_NAME_LENGTH)?;
        if name.id.is_empty() {
            return Err(self.refuse(TableFault::Empty, Field::Name));
        }
        Ok(name)
    }

    /// The description, likewise.
    pub(super) fn description(&self, before: &Words) -> Result<Words, Refusal> {
        let fields = [Field::Description, Field::DescriptionEn];
        self.words(before, fields, DESCRIPTION_LENGTH)
    }

    /// The station of its own; none where the cell is empty.
    pub(super) fn station(&self) -> Result<Option<String>, Refusal> {
        let station = self.fit(Field::Station, "", STATION_LENGTH)?;
        Ok(Some(station).filter(|station| !station.is_empty()))
    }

    fn words(&self, before: &Words, fields: [Field; 2], most: usize) -> Result<Words, Refusal> {
        let [id, en] = fields;
        Ok(Words {
            id: self.fit(id, &before.id, most)?,
            en: self.fit(en, &before.en, most)?,
        })
    }

    /// A text as it would be kept.
    pub(super) fn fit(&self, field: Field, before: &str, most: usize) -> Result<String, Refusal> {
        let written = self.text(field).unwrap_or(before);
        text::fit(written, most).map_err(|_| self.refuse(TableFault::InvalidText, field))
    }
}
