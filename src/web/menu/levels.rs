//! Routes of price levels and fees. What a change leaves out stays as it is.

use serde::Deserialize;
use warp::reply::Response;

use super::edit::Said;
use crate::{
    domain::{
        BasisPoints, Fee, FeeKind, Menu, Money, PriceLevel, PricesInclude, Refusal, TaxClass, Words,
    },
    shop::{PriceLevels, Session, ShopError},
    web::{problem::Problem, reply, request::Request},
};

#[derive(Deserialize)]
struct LevelFields {
    name: Option<Words>,
    is_on: Option<bool>,
    #[serde(default)]
    prices_include: Said<PricesInclude>,
    charges_service: Option<bool>,
    markup_bp: Option<BasisPoints>,
    markup_step: Option<i64>,
    is_paid_in_app: Option<bool>,
    commission_bp: Option<BasisPoints>,
    commission_fixed: Option<Money>,
    charges_packaging: Option<bool>,
    charges_delivery: Option<bool>,
}

#[derive(Deserialize)]
struct FeeFields {
    name: Option<Words>,
    amount: Option<Money>,
    tax_class: Option<TaxClass>,
    carries_service: Option<bool>,
}

/// `GET /api/v1/admin/price-levels`
pub(in crate::web) async fn list(
    _: Request,
    levels: PriceLevels,
    _: Session,
) -> Result<Response, Problem> {
    let menu = levels.menu().await?;
    Ok(reply::json(&menu.levels_view()))
}

/// `POST /api/v1/admin/price-levels`
pub(in crate::web) async fn add(
    request: Request,
    levels: PriceLevels,
    session: Session,
) -> Result<Response, Problem> {
    let fields: LevelFields = request.json()?;
    let field = "name".to_owned();
    let name = fields.name.clone();
    let name = name.ok_or_else(|| ShopError::from(Refusal::UnfitMenu { field }))?;
    let added = levels.add(&session.staff, name, |level| fields.over(level));
    let (menu, code) = added.await?;
    Ok(reply::created(level(&menu, &code)?))
}

/// `PUT /api/v1/admin/price-levels/{code}`
pub(in crate::web) async fn change(
    request: Request,
    levels: PriceLevels,
    session: Session,
) -> Result<Response, Problem> {
    let code = request.text("code").unwrap_or_default().to_owned();
    let fields: LevelFields = request.json()?;
    let changed = levels.change(&session.staff, code.clone(), |level| fields.over(level));
    let menu = changed.await?;
    Ok(reply::json(level(&menu, &code)?))
}

/// `PUT /api/v1/admin/fees/{code}`
pub(in crate::web) async fn change_fee(
    request: Request,
    levels: PriceLevels,
    session: Session,
) -> Result<Response, Problem> {
    let code = request.text("code").and_then(FeeKind::parse);
    let code = code.ok_or_else(Problem::item_not_found)?;
    let fields: FeeFields = request.json()?;
    let changed = levels.change_fee(&session.staff, code, |fee| fields.over(fee));
    let menu = changed.await?;
    let fee = menu.fees.iter().find(|fee| fee.code == code);
    Ok(reply::json(fee.ok_or_else(Problem::item_not_found)?))
}

impl LevelFields {
    fn over(self, level: PriceLevel) -> PriceLevel {
        PriceLevel {
            name: self.name.unwrap_or(level.name),
            is_on: self.is_on.unwrap_or(level.is_on),
            prices_include: match self.prices_include {
                Said::LeftOut => level.prices_include,
                Said::Value(includes) => includes,
            },
            charges_service: self.charges_service.unwrap_or(level.charges_service),
            markup_bp: self.markup_bp.unwrap_or(level.markup_bp),
            markup_step: self.markup_step.unwrap_or(level.markup_step),
            is_paid_in_app: self.is_paid_in_app.unwrap_or(level.is_paid_in_app),
            commission_bp: self.commission_bp.unwrap_or(level.commission_bp),
            commission_fixed: self.commission_fixed.unwrap_or(level.commission_fixed),
            charges_packaging: self.charges_packaging.unwrap_or(level.charges_packaging),
            charges_delivery: self.charges_delivery.unwrap_or(level.charges_delivery),
            code: level.code,
            position: level.position,
        }
    }
}

impl FeeFields {
    fn over(self, fee: Fee) -> Fee {
        Fee {
            code: fee.code,
            name: self.name.unwrap_or(fee.name),
            amount: self.amount.unwrap_or(fee.amount),
            tax_class: self.tax_class.unwrap_or(fee.tax_class),
            carries_service: self.carries_service.unwrap_or(fee.carries_service),
        }
    }
}

fn level<'m>(menu: &'m Menu, code: &str) -> Result<&'m PriceLevel, Problem> {
    menu.level(code).ok_or_else(Problem::item_not_found)
}
