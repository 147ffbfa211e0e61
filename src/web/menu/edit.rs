//! Routes of the menu editor. What a change leaves out stays as it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;
use warp::reply::Response;

use crate::{
    domain::{
        CategoryDraft, GroupDraft, ItemDraft, Menu, Money, OptionDraft, Refusal, TaxClass, Words,
    },
    shop::{MenuOrdering, Session, ShopError, ShopMenu},
    web::{problem::Problem, reply, request::Request},
};

#[derive(Deserialize)]
struct ItemFields {
    category_id: Option<i64>,
    name: Option<Words>,
    description: Option<Words>,
    price: Option<Money>,
    tax_class: Option<TaxClass>,
    level_prices: Option<BTreeMap<String, Money>>,
    is_available: Option<bool>,
    #[serde(default)]
    station: Said<String>,
    modifier_group_ids: Option<Vec<i64>>,
}

/// A field that was left out, or said to be something or nothing.
#[derive(Default)]
pub(super) enum Said<T> {
    #[default]
    LeftOut,
    Value(Option<T>),
}

#[derive(Deserialize)]
struct CategoryFields {
    name: Option<Words>,
    station: Option<String>,
    served: Option<String>,
}

#[derive(Deserialize)]
struct GroupFields {
    name: Option<Words>,
    min: Option<i64>,
    max: Option<i64>,
    options: Option<Vec<OptionFields>>,
}

#[derive(Deserialize)]
struct OptionFields {
    id: Option<i64>,
    name: Words,
    price: Money,
    #[serde(default = "yes")]
    is_available: bool,
    #[serde(default)]
    is_default: bool,
}

#[derive(Deserialize)]
struct Order {
    expected_rev: i64,
    categories: Vec<OrderedCategory>,
}

#[derive(Deserialize)]
struct OrderedCategory {
    id: i64,
    items: Vec<i64>,
}

/// `GET /api/v1/admin/menu`
pub(in crate::web) async fn show(
    request: Request,
    menu: ShopMenu,
    _: Session,
) -> Result<Response, Problem> {
    let (menu, retired) = menu.for_editing().await?;
    Ok(reply::large_json(&request.headers, &menu.editor(&retired)))
}

/// `POST /api/v1/admin/menu`
pub(in crate::web) async fn add_item(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let fields: ItemFields = request.json()?;
    let blank = ItemDraft {
        category_id: 0,
        name: Words::default(),
        description: Words::default(),
        price: needed(fields.price, "price")?,
        tax: TaxClass::Restaurant,
        level_prices: BTreeMap::new(),
        is_available: true,
        photo_url: None,
        station: None,
        group_ids: Vec::new(),
    };
    let added = menu.add_item(&session.staff, fields.over(blank));
    let (menu, id) = added.await?;
    Ok(reply::created(&item(&menu, id)?))
}

/// `PUT /api/v1/admin/menu/{id}`
pub(in crate::web) async fn change_item(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let (id, fields) = (request.number("id")?, request.json::<ItemFields>()?);
    let changed = menu.change_item(&session.staff, id, |item| fields.over(item));
    let menu = changed.await?;
    Ok(reply::json(&item(&menu, id)?))
}

/// `DELETE /api/v1/admin/menu/{id}`
pub(in crate::web) async fn retire_item(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let retired = menu.retire_item(&session.staff, id).await?;
    Ok(reply::json(&retired.editor()))
}

/// `POST /api/v1/admin/menu/{id}/restore`
pub(in crate::web) async fn restore_item(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let menu = menu.restore_item(&session.staff, id).await?;
    Ok(reply::json(&item(&menu, id)?))
}

/// `DELETE /api/v1/admin/menu/{id}/photo`
pub(in crate::web) async fn remove_photo(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let changed = menu.change_item(&session.staff, id, |item| ItemDraft {
        photo_url: None,
        ..item
    });
    let menu = changed.await?;
    Ok(reply::json(&item(&menu, id)?))
}

/// `PUT /api/v1/admin/menu/order`
pub(in crate::web) async fn arrange(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let order: Order = request.json()?;
    let arrangement: MenuOrdering = order
        .categories
        .into_iter()
        .map(|category| (category.id, category.items))
        .collect();
    menu.arrange(&session.staff, order.expected_rev, arrangement)
        .await?;
    let (menu, retired) = menu.for_editing().await?;
    Ok(reply::json(&menu.editor(&retired)))
}

/// `POST /api/v1/admin/menu/categories`
pub(in crate::web) async fn add_category(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let fields: CategoryFields = request.json()?;
    let draft = CategoryDraft {
        name: needed(fields.name, "name")?,
        station: needed(fields.station, "station")?,
        served: fields.served.unwrap_or_default(),
    };
    let (menu, id) = menu.add_category(&session.staff, draft).await?;
    Ok(reply::created(&category(&menu, id)?))
}

/// `PUT /api/v1/admin/menu/categories/{id}`
pub(in crate::web) async fn change_category(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let (id, fields) = (request.number("id")?, request.json::<CategoryFields>()?);
    let changed = menu.change_category(&session.staff, id, move |now| CategoryDraft {
        name: fields.name.unwrap_or(now.name),
        station: fields.station.unwrap_or(now.station),
        served: fields.served.unwrap_or(now.served),
    });
    let menu = changed.await?;
    Ok(reply::json(&category(&menu, id)?))
}

/// `DELETE /api/v1/admin/menu/categories/{id}`
pub(in crate::web) async fn retire_category(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    menu.retire_category(&session.staff, id).await?;
    Ok(reply::json(&json!({ "id": id })))
}

/// `POST /api/v1/admin/menu/categories/{id}/restore`
pub(in crate::web) async fn restore_category(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let menu = menu.restore_category(&session.staff, id).await?;
    Ok(reply::json(&category(&menu, id)?))
}

/// `POST /api/v1/admin/menu/groups`
pub(in crate::web) async fn add_group(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let fields: GroupFields = request.json()?;
    let draft = GroupDraft {
        name: needed(fields.name, "name")?,
        min: fields.min.unwrap_or(0),
        max: fields.max.unwrap_or(1),
        options: options(needed(fields.options, "options")?),
    };
    let (menu, id) = menu.add_group(&session.staff, draft).await?;
    Ok(reply::created(&group(&menu, id)?))
}

/// `PUT /api/v1/admin/menu/groups/{id}`
pub(in crate::web) async fn change_group(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let (id, fields) = (request.number("id")?, request.json::<GroupFields>()?);
    let changed = menu.change_group(&session.staff, id, move |now| GroupDraft {
        name: fields.name.unwrap_or(now.name),
        min: fields.min.unwrap_or(now.min),
        max: fields.max.unwrap_or(now.max),
        options: fields.options.map_or(now.options, options),
    });
    let menu = changed.await?;
    Ok(reply::json(&group(&menu, id)?))
}

/// `DELETE /api/v1/admin/menu/groups/{id}`
pub(in crate::web) async fn retire_group(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    menu.retire_group(&session.staff, id).await?;
    Ok(reply::json(&json!({ "id": id })))
}

/// `POST /api/v1/admin/menu/groups/{id}/restore`
pub(in crate::web) async fn restore_group(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let menu = menu.restore_group(&session.staff, id).await?;
    Ok(reply::json(&group(&menu, id)?))
}

impl ItemFields {
    fn over(self, item: ItemDraft) -> ItemDraft {
        ItemDraft {
            category_id: self.category_id.unwrap_or(item.category_id),
            name: self.name.unwrap_or(item.name),
            description: self.description.unwrap_or(item.description),
            price: self.price.unwrap_or(item.price),
            tax: self.tax_class.unwrap_or(item.tax),
            level_prices: self.level_prices.unwrap_or(item.level_prices),
            is_available: self.is_available.unwrap_or(item.is_available),
            photo_url: item.photo_url,
            station: match self.station {
                Said::LeftOut => item.station,
                Said::Value(own) => own,
            },
            group_ids: self.modifier_group_ids.unwrap_or(item.group_ids),
        }
    }
}

fn options(fields: Vec<OptionFields>) -> Vec<OptionDraft> {
    let options = fields.into_iter().map(|option| OptionDraft {
        id: option.id,
        name: option.name,
        price: option.price,
        is_available: option.is_available,
        is_default: option.is_default,
    });
    options.collect()
}

fn item(menu: &Menu, id: i64) -> Result<impl Serialize + '_, Problem> {
    let item = menu.item(id).ok_or_else(Problem::item_not_found)?;
    Ok(item.editor())
}

fn category(menu: &Menu, id: i64) -> Result<impl Serialize + '_, Problem> {
    let category = menu.category(id).ok_or_else(Problem::item_not_found)?;
    Ok(category.editor())
}

fn group(menu: &Menu, id: i64) -> Result<impl Serialize + '_, Problem> {
    let group = menu.group(id).ok_or_else(Problem::item_not_found)?;
    Ok(group.editor())
}

/// What a new thing cannot do without.
fn needed<T>(value: Option<T>, field: &str) -> Result<T, Problem> {
    let field = field.to_owned();
    value.ok_or_else(|| ShopError::from(Refusal::UnfitMenu { field }).into())
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Said<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::deserialize(from).map(Self::Value)
    }
}

const fn yes() -> bool {
    true
}
