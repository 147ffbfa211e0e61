//! Price levels, fees, and the prices of dishes at levels.

use rusqlite::params;

use super::read::words;
use crate::{
    domain::{BasisPoints, Fee, FeeKind, ItemDraft, PriceLevel, PricesInclude, TaxClass},
    store::{Reader, StoreError, Writer, rows::Columns},
};

impl Reader<'_> {
    /// The price levels, in the order they are shown.
    pub(super) fn levels(&self) -> Result<Vec<PriceLevel>, StoreError> {
        let mut list = self.prepare_cached("select * from price_levels order by position")?;
        let mut rows = list.query([])?;
        let mut levels = Vec::new();
        while let Some(row) = rows.next()? {
            let rate = |column: &str| {
                let points = BasisPoints::new(row.get(column)?);
                points.ok_or_else(|| StoreError::Unreadable(column.to_owned()))
            };
            levels.push(PriceLevel {
                code: row.get("code")?,
                position: row.get("position")?,
                name: words(row, "name")?,
                is_on: row.get("is_on")?,
                prices_include: match row.get::<_, Option<String>>("prices_include")? {
                    Some(_) => Some(row.word("prices_include", PricesInclude::parse)?),
                    None => None,
                },
                charges_service: row.get("charges_service")?,
                markup_bp: rate("markup_bp")?,
                markup_step: row.get("markup_step")?,
                is_paid_in_app: row.get("is_paid_in_app")?,
                commission_bp: rate("commission_bp")?,
                commission_fixed: row.money("commission_fixed")?,
                charges_packaging: row.get("charges_packaging")?,
                charges_delivery: row.get("charges_delivery")?,
            });
        }
        Ok(levels)
    }

    /// The fees: packaging before delivery, as they stand on a bill.
    pub(super) fn fees(&self) -> Result<Vec<Fee>, StoreError> {
        let mut list = self.prepare_cached("select * from fees order by code desc")?;
        let mut rows = list.query([])?;
        let mut fees = Vec::new();
        while let Some(row) = rows.next()? {
            fees.push(Fee {
                code: row.word("code", FeeKind::parse)?,
                name: words(row, "name")?,
                amount: row.money("amount")?,
                tax_class: row.word("tax_class", TaxClass::parse)?,
                carries_service: row.get("carries_service")?,
            });
        }
        Ok(fees)
    }
}

impl Writer<'_> {
    /// Writes a price level, a new one or over the one that is called so.
    pub(crate) fn write_level(&self, level: &PriceLevel) -> Result<(), StoreError> {
        self.prepare_cached(
            "insert into price_levels
                 (code, position, name_id, name_en, is_on, prices_include, charges_service, markup_bp, markup_step,
                  is_paid_in_app, commission_bp, commission_fixed, charges_packaging, charges_delivery)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             on conflict (code) do update set
                 name_id = ?3, name_en = ?4, is_on = ?5, prices_include = ?6, charges_service = ?7, markup_bp = ?8,
                 markup_step = ?9, is_paid_in_app = ?10, commission_bp = ?11, commission_fixed = ?12,
                 charges_packaging = ?13, charges_delivery = ?14",
        )?
        .execute(params![
            level.code,
            level.position,
            level.name.id,
            level.name.en,
            level.is_on,
            level.prices_include.map(PricesInclude::as_str),
            level.charges_service,
            level.markup_bp.points(),
            level.markup_step,
            level.is_paid_in_app,
            level.commission_bp.points(),
            level.commission_fixed.amount(),
            level.charges_packaging,
            level.charges_delivery,
        ])?;
        Ok(())
    }

    /// Rewrites a fee.
    pub(crate) fn write_fee(&self, fee: &Fee) -> Result<(), StoreError> {
        self.prepare_cached(
            "update fees set name_id = ?2, name_en = ?3, amount = ?4, tax_class = ?5, carries_service = ?6
             where code = ?1",
        )?
        .execute(params![
            fee.code.as_str(),
            fee.name.id,
            fee.name.en,
            fee.amount.amount(),
            fee.tax_class.as_str(),
            fee.carries_service,
        ])?;
        Ok(())
    }

    /// Writes the prices that a dish has at levels of its own; there are none of it.
    pub(super) fn write_level_prices(&self, id: i64, item: &ItemDraft) -> Result<(), StoreError> {
        let mut insert = self.prepare_cached("insert into item_prices values (?1, ?2, ?3)")?;
        for (level, price) in &item.level_prices {
            insert.execute(params![id, level, price.amount()])?;
        }
        Ok(())
    }
}
