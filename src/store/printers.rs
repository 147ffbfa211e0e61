//! Printers: what the owner has set up.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Row, ToSql, params};

use super::{
    Committed, Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{PaperWidth, Printer, PrinterSpec, PrinterWay, Printing, Profile};

const INSERT: &str = "
    insert into printers
        (name, way, address, width, prints, cuts, opens_drawer, beeps, papers, stations)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const UPDATE: &str = "
    update printers set
        name = ?1, way = ?2, address = ?3, width = ?4, prints = ?5, cuts = ?6, opens_drawer = ?7, beeps = ?8,
        papers = ?9, stations = ?10, answers = iif(way = ?2 and address = ?3, answers, null)
    where id = ?11 and retired_at is null";

impl Reader<'_> {
    /// The printers there are, in the order in which they were set up.
    pub fn printers(&self) -> Result<Vec<Printer>, StoreError> {
        self.list(
            "select * from printers where retired_at is null order by id",
            [],
            printer,
        )
    }

    /// The printer of this number, unless it is gone.
    pub fn printer(&self, id: i64) -> Result<Option<Printer>, StoreError> {
        let mut find =
            self.prepare_cached("select * from printers where id = ?1 and retired_at is null")?;
        let mut rows = find.query([id])?;
        rows.next()?.map(printer).transpose()
    }
}

impl Writer<'_> {
    /// The printers of this transaction, without a query where there was one before.
    pub(super) fn current_printers(&mut self) -> Result<Arc<[Printer]>, StoreError> {
        if let Some(printers) = &self.cache.printers {
            return Ok(printers.clone());
        }
        let printers: Arc<[Printer]> = self.printers()?.into();
        self.cache.printers = Some(printers.clone());
        Ok(printers)
    }

    /// Sets a printer up; its number.
    pub fn insert_printer(&mut self, spec: &PrinterSpec) -> Result<i64, StoreError> {
        self.put_printer(INSERT, spec, None)?;
        Ok(self.last_insert_rowid())
    }

    /// Changes one. Results of its last test stay, unless its address has changed.
    pub fn update_printer(&mut self, id: i64, spec: &PrinterSpec) -> Result<(), StoreError> {
        self.put_printer(UPDATE, spec, Some(id))
    }

    fn put_printer(
        &mut self,
        sql: &str,
        spec: &PrinterSpec,
        id: Option<i64>,
    ) -> Result<(), StoreError> {
        let (papers, stations) = (
            serde_json::to_string(&spec.papers)?,
            serde_json::to_string(&spec.stations)?,
        );
        let profile = &spec.profile;
        let columns = params![
            spec.name,
            spec.way.as_str(),
            spec.address,
            profile.width.as_str(),
            profile.prints.as_str(),
            profile.cuts,
            profile.opens_drawer,
            profile.beeps,
            papers,
            stations,
        ];
        let id = id.as_ref().map(|id| id as &dyn ToSql);
        let columns: Vec<&dyn ToSql> = columns.iter().copied().chain(id).collect();
        self.prepare_cached(sql)?.execute(columns.as_slice())?;
        self.printers_have_changed();
        Ok(())
    }

    /// Has a printer gone; what it printed still names it.
    pub fn retire_printer(&mut self, id: i64, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached("update printers set retired_at = ?2 where id = ?1")?
            .execute(params![id, millis(at)])?;
        self.printers_have_changed();
        Ok(())
    }

    /// Notes whether a printer says when a job is done.
    pub fn note_answers(&mut self, id: i64, answers: bool) -> Result<(), StoreError> {
        self.prepare_cached("update printers set answers = ?2 where id = ?1")?
            .execute(params![id, answers])?;
        self.printers_have_changed();
        Ok(())
    }

    fn printers_have_changed(&mut self) {
        self.cache.printers = None;
        self.publish_after_commit(Committed::Printing);
    }
}

fn printer(row: &Row<'_>) -> Result<Printer, StoreError> {
    let papers: String = row.get("papers")?;
    let stations: String = row.get("stations")?;
    Ok(Printer {
        id: row.get("id")?,
        spec: PrinterSpec {
            name: row.get("name")?,
            way: row.word("way", PrinterWay::parse)?,
            address: row.get("address")?,
            profile: Profile {
                width: row.word("width", PaperWidth::parse)?,
                cuts: row.get("cuts")?,
                opens_drawer: row.get("opens_drawer")?,
                prints: row.word("prints", Printing::parse)?,
                beeps: row.get("beeps")?,
            },
            papers: serde_json::from_str(&papers)?,
            stations: serde_json::from_str(&stations)?,
        },
        answers: row.get("answers")?,
    })
}
