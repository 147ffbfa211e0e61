//! The menu as the demo's customers read it, and what they take when something is sold out.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Menu {
    pub(super) categories: Vec<Category>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Category {
    pub(super) items: Vec<Item>,
}

/// A dish or a drink.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Item {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) is_available: bool,
    pub(super) modifier_groups: Vec<Group>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Group {
    pub(super) min: usize,
    pub(super) max: usize,
    pub(super) options: Vec<Choice>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Choice {
    pub(super) id: i64,
    pub(super) is_available: bool,
    #[serde(default)]
    pub(super) is_default: bool,
}

impl Menu {
    /// Every item, in the order of the menu.
    pub(super) fn items(&self) -> impl Iterator<Item = &Item> {
        self.categories.iter().flat_map(|category| &category.items)
    }

    /// What a customer takes who wanted this item: itself if it can be had, or the next that can
    /// in its category, or the first that can at all.
    pub(super) fn instead_of(&self, id: i64) -> Option<&Item> {
        let beside = self
            .categories
            .iter()
            .map(|category| category.items.as_slice())
            .find_map(|items| {
                let place = items.iter().position(|item| item.id == id)?;
                let (before, from) = items.split_at(place);
                from.iter().chain(before).find(|item| item.can_be_had())
            });
        beside.or_else(|| self.items().find(|item| item.can_be_had()))
    }
}

impl Item {
    fn can_be_had(&self) -> bool {
        self.is_available && self.choice_near(&[]).is_some()
    }

    /// A legal choice of options that is as near to the wanted one as what is left allows; none
    /// when a required choice is sold out.
    pub(super) fn choice_near(&self, wanted: &[i64]) -> Option<Vec<i64>> {
        let mut chosen = Vec::new();
        for group in &self.modifier_groups {
            let left = || group.options.iter().filter(|option| option.is_available);
            let wanted = left().filter(|option| wanted.contains(&option.id));
            let mut picked: Vec<i64> = wanted.map(|option| option.id).take(group.max).collect();
            let (usual, other): (Vec<&Choice>, Vec<&Choice>) =
                left().partition(|option| option.is_default);
            for option in usual.into_iter().chain(other) {
                if picked.len() < group.min && !picked.contains(&option.id) {
                    picked.push(option.id);
                }
            }
            if picked.len() < group.min {
                return None;
            }
            chosen.extend(picked);
        }
        Some(chosen)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// The starter menu as a new shop shows it: ids count from 1, in the order of the file.
    pub(in crate::demo) fn starter() -> Menu {
        let text = include_str!("../starter/menu.json");
        let file: Value = serde_json::from_str(text).expect("JSON");
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let mut options = 0;
        let groups: Vec<(Value, Value)> = list(&file["modifier_groups"])
            .into_iter()
            .map(|mut group| {
                for option in group["options"].as_array_mut().expect("options") {
                    options += 1;
                    option["id"] = json!(options);
                    option["is_available"] = json!(true);
                    option["is_default"] = json!(option["default"] == true);
                }
                (group["id"].clone(), group)
            })
            .collect();
        let group = |id: &Value| groups.iter().find(|(known, _)| known == id);
        let mut id = 0;
        let items: Vec<Value> = list(&file["items"])
            .into_iter()
            .map(|mut item| {
                id += 1;
                item["id"] = json!(id);
                item["name"] = item["name"]["id"].clone();
                item["is_available"] = json!(true);
                item["modifier_groups"] = list(&item["modifier_groups"])
                    .iter()
                    .map(|id| group(id).expect("a group").1.clone())
                    .collect();
                item
            })
            .collect();
        let categories = list(&file["categories"]).into_iter().map(|category| {
            let own = |item: &&Value| item["category"] == category["id"];
            json!({ "items": items.iter().filter(own).collect::<Vec<_>>() })
        });
        let menu = json!({ "categories": categories.collect::<Vec<_>>() });
        serde_json::from_value(menu).expect("a menu")
    }

    fn item(id: i64, is_available: bool) -> Value {
        json!({ "id": id, "name": "", "is_available": is_available, "modifier_groups": [] })
    }

    #[test]
    fn who_finds_something_sold_out_takes_what_is_next_to_it() {
        let menu = json!({ "categories": [
            { "items": [item(1, true), item(2, false), item(3, true)] },
            { "items": [item(4, false)] },
        ] });
        let mut menu: Menu = serde_json::from_value(menu).expect("a menu");
        let instead = |menu: &Menu, id| menu.instead_of(id).map(|item| item.id);
        assert_eq!(instead(&menu, 1), Some(1));
        assert_eq!(instead(&menu, 2), Some(3));
        assert_eq!(instead(&menu, 4), Some(1), "nothing is left beside it");
        assert_eq!(instead(&menu, 99), Some(1), "it is no longer on the menu");
        menu.categories[0].items[0].is_available = false;
        menu.categories[0].items[2].is_available = false;
        assert_eq!(instead(&menu, 1), None);
    }

    #[test]
    fn a_choice_goes_as_near_to_the_wanted_one_as_it_can() {
        let option = |id: i64, is_available: bool, is_default: bool| json!({ "id": id, "is_available": is_available, "is_default": is_default });
        let mut wanted = item(1, true);
        wanted["modifier_groups"] = json!([
            { "min": 1, "max": 1, "options": [option(1, true, false), option(2, true, true), option(3, false, false)] },
            { "min": 0, "max": 1, "options": [option(4, true, true), option(5, true, false)] },
        ]);
        let mut item: Item = serde_json::from_value(wanted).expect("an item");
        assert_eq!(item.choice_near(&[1, 5]), Some(vec![1, 5]));
        assert_eq!(item.choice_near(&[3]), Some(vec![2]), "the usual one");
        assert_eq!(
            item.choice_near(&[4, 5]),
            Some(vec![2, 4]),
            "no more than allowed"
        );
        for option in &mut item.modifier_groups[0].options {
            option.is_available = false;
        }
        assert_eq!(item.choice_near(&[]), None);
    }
}
