//! The difference of two menus: what is published to screens, and what the history keeps.

use super::{Category, Menu, MenuItem, ModifierGroup};
use crate::domain::{Change, Fee, Language, PriceLevel, PricesInclude, Subject};

/// How one menu differs from the one before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MenuDifference {
    /// The items that are new or look different to a customer.
    pub items: Vec<i64>,
    /// Whether names, order or which items there are have changed.
    pub layout: bool,
    /// Whether a price level or a fee is another.
    pub levels: bool,
    /// For the history.
    pub changes: Vec<Change>,
}

impl MenuDifference {
    /// Whether the menu is the same as before.
    pub fn is_nothing(&self) -> bool {
        self.items.is_empty() && !self.layout && !self.levels && self.changes.is_empty()
    }
}

impl Menu {
    /// What is different here from how the menu was `before`.
    pub fn difference(&self, before: &Self) -> MenuDifference {
        // A mark-up is in the price of every dish.
        let markup = |menu: &Self| {
            let away = menu.level(PriceLevel::TAKE_AWAY);
            away.map(|level| (level.markup_bp, level.markup_step))
        };
        let is_marked_up_so = markup(self) == markup(before);
        let was = |item: &&MenuItem| is_marked_up_so && before.item(item.id) == Some(item);
        let different = self.items().filter(|item| !was(item));
        let layout = Language::ALL.iter().any(|&language| {
            let (now, then) = (self.layout(language), before.layout(language));
            now != then
        });
        let mut changes = Vec::new();
        compare(
            Subject::Category,
            &list(&before.categories, |one| (one.id, one.facts())),
            &list(&self.categories, |one| (one.id, one.facts())),
            &mut changes,
        );
        compare(
            Subject::Group,
            &list(&before.groups, |one| (one.id, one.facts())),
            &list(&self.groups, |one| (one.id, one.facts())),
            &mut changes,
        );
        compare(
            Subject::Item,
            &list(before.items(), |one| (one.id, one.facts(before))),
            &list(self.items(), |one| (one.id, one.facts(self))),
            &mut changes,
        );
        compare(
            Subject::PriceLevel,
            &list(&before.levels, |one| (one.position, one.facts())),
            &list(&self.levels, |one| (one.position, one.facts())),
            &mut changes,
        );
        compare(
            Subject::Fee,
            &list(before.fees.iter().zip(1..), |(one, id)| (id, one.facts())),
            &list(self.fees.iter().zip(1..), |(one, id)| (id, one.facts())),
            &mut changes,
        );
        for category in &self.categories {
            changes.extend(category.moved(before));
        }
        MenuDifference {
            items: different.map(|item| item.id).collect(),
            layout,
            levels: (&self.levels, &self.fees) != (&before.levels, &before.fees),
            changes,
        }
    }
}

/// Fields by name, in words; the first is what the thing is called.
type Facts = Vec<(&'static str, String)>;

fn list<T>(
    all: impl IntoIterator<Item = T>,
    facts: impl Fn(T) -> (i64, Facts),
) -> Vec<(i64, Facts)> {
    all.into_iter().map(facts).collect()
}

fn compare(
    subject: Subject,
    before: &[(i64, Facts)],
    after: &[(i64, Facts)],
    changes: &mut Vec<Change>,
) {
    let find = |all: &[(i64, Facts)], id: i64| {
        let found = all.iter().find(|(other, _)| *other == id);
        found.map(|(_, facts)| facts.clone())
    };
    let mut note = |id, facts: &Facts, field: &str, before, after| {
        let name = facts.first().map(|(_, name)| name.clone());
        changes.push(Change {
            subject,
            subject_id: id,
            name: name.unwrap_or_default(),
            field: field.to_owned(),
            before,
            after,
        });
    };
    for (id, now) in after {
        let Some(then) = find(before, *id) else {
            note(*id, now, "added", None, None);
            continue;
        };
        for ((field, then), (_, value)) in then.into_iter().zip(now) {
            if then != *value {
                note(*id, now, field, Some(then), Some(value.clone()));
            }
        }
    }
    for (id, then) in before {
        if find(after, *id).is_none() {
            note(*id, then, "retired", None, None);
        }
    }
}

impl Category {
    /// The same items in another order.
    fn moved(&self, before: &Menu) -> Option<Change> {
        let then = &before.category(self.id)?.items;
        let ids = |items: &[MenuItem]| items.iter().map(|item| item.id).collect::<Vec<_>>();
        let sorted = |mut ids: Vec<i64>| {
            ids.sort_unstable();
            ids
        };
        let (was, is) = (ids(then), ids(&self.items));
        let names = |items: &[MenuItem]| {
            let names = items.iter().map(|item| item.name.id.as_str());
            Some(names.collect::<Vec<_>>().join(", "))
        };
        (was != is && sorted(was) == sorted(is)).then(|| Change {
            subject: Subject::Category,
            subject_id: self.id,
            name: self.name.id.clone(),
            field: "order".to_owned(),
            before: names(then),
            after: names(&self.items),
        })
    }

    fn facts(&self) -> Facts {
        vec![
            ("name", self.name.id.clone()),
            ("name_en", self.name.en.clone()),
            ("station", self.station.clone()),
            ("served", self.served.clone()),
        ]
    }
}

impl MenuItem {
    fn facts(&self, menu: &Menu) -> Facts {
        let category = menu.category(self.category_id);
        let choices = self
            .modifier_groups
            .iter()
            .map(|group| group.name.id.as_str());
        let own_prices = self.level_prices.iter().map(|(code, price)| {
            let level = menu.level(code).map_or(code, |level| &level.name.id);
            format!("{level} {price}")
        });
        vec![
            ("name", self.name.id.clone()),
            ("name_en", self.name.en.clone()),
            ("price", self.price.amount().to_string()),
            ("description", self.description.id.clone()),
            ("description_en", self.description.en.clone()),
            (
                "category",
                category
                    .map(|category| category.name.id.clone())
                    .unwrap_or_default(),
            ),
            ("station", self.station.clone()),
            ("choices", choices.collect::<Vec<_>>().join(", ")),
            ("photo", self.photo_url.clone().unwrap_or_default()),
            ("available", self.is_available.to_string()),
            ("tax_class", self.tax.as_str().to_owned()),
            ("level_prices", own_prices.collect::<Vec<_>>().join(", ")),
        ]
    }
}

impl PriceLevel {
    fn facts(&self) -> Facts {
        let includes = self.prices_include.map_or("shop", PricesInclude::as_str);
        vec![
            ("name", self.name.id.clone()),
            ("name_en", self.name.en.clone()),
            ("is_on", self.is_on.to_string()),
            ("prices_include", includes.to_owned()),
            ("charges_service", self.charges_service.to_string()),
            ("markup_bp", self.markup_bp.points().to_string()),
            ("markup_step", self.markup_step.to_string()),
            ("is_paid_in_app", self.is_paid_in_app.to_string()),
            ("commission_bp", self.commission_bp.points().to_string()),
            (
                "commission_fixed",
                self.commission_fixed.amount().to_string(),
            ),
            ("charges_packaging", self.charges_packaging.to_string()),
            ("charges_delivery", self.charges_delivery.to_string()),
        ]
    }
}

impl Fee {
    fn facts(&self) -> Facts {
        vec![
            ("name", self.name.id.clone()),
            ("name_en", self.name.en.clone()),
            ("amount", self.amount.amount().to_string()),
            ("tax_class", self.tax_class.as_str().to_owned()),
            ("carries_service", self.carries_service.to_string()),
        ]
    }
}

impl ModifierGroup {
    fn facts(&self) -> Facts {
        let options = self.options.iter().map(|option| {
            let name = &option.name.id;
            let mark = if option.is_default { "*" } else { "" };
            match option.price.amount() {
                0 => format!("{name}{mark}"),
                _ => format!("{name}{mark} +{}", option.price),
            }
        });
        let english = self.options.iter().map(|option| option.name.en.as_str());
        let sold_out = self.options.iter().filter(|option| !option.is_available);
        let sold_out: Vec<_> = sold_out.map(|option| option.name.id.as_str()).collect();
        vec![
            ("name", self.name.id.clone()),
            ("name_en", self.name.en.clone()),
            ("min", self.min.to_string()),
            ("max", self.max.to_string()),
            ("options", options.collect::<Vec<_>>().join(", ")),
            ("options_en", english.collect::<Vec<_>>().join(", ")),
            ("sold_out", sold_out.join(", ")),
        ]
    }
}
