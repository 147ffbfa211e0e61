//! The tables of a report, each with its columns: for JSON, for a file, and for a terminal alike.
//!
//! `docs/openapi.yaml` describes them; a column is added at the end and never removed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Report, mean};
use crate::{
    domain::{DayReport, Language, Minutes, ReportGroup, ReportTable, Tally, TaxClass},
    shop::tabular::{Cell, Named, Row},
    store::MenuName,
};

/// Of all that is sold, the dishes that bring this much are A, and those up to the second are B; in basis points.
const ABC: [i64; 2] = [8_000, 9_500];
/// All of it, in basis points.
const WHOLE: i64 = 10_000;

/// The columns of a table.
#[rustfmt::skip]
pub(super) const fn columns(table: ReportTable) -> &'static [&'static str] {
    match table {
        ReportTable::Sales => &[
            "orders", "gross", "line_discounts", "order_discounts", "complimentary", "service_within", "refunded_net",
            "net", "service", "tax", "tax_within", "total", "rounding", "deposits_taken", "deposits_used",
            "deposits_returned", "received", "given_back", "average", "commission", "refunds", "refunded", "cancelled",
            "cancelled_amount", "voids", "voided", "corrected", "claims_taken", "claims_settled",
        ],
        ReportTable::Days => &[
            "day", "orders", "first", "last", "gross", "discounts", "complimentary", "refunded", "net", "service",
            "base", "tax", "total", "received", "cancelled", "cancelled_amount", "restaurant_base", "restaurant_tax",
        ],
        ReportTable::Hours => &["hour", "orders", "net", "average", "received", "given_back"],
        ReportTable::Dishes => &[
            "id", "name", "category", "sold", "given", "returned", "gross", "discounts", "complimentary", "net",
            "share", "abc",
        ],
        ReportTable::Categories => &["name", "sold", "given", "returned", "net", "share"],
        ReportTable::Choices => &["id", "name", "group", "sold", "gross"],
        ReportTable::Methods => &["method", "payments", "received", "given_back", "total", "corrected"],
        ReportTable::Channels => &["channel", "orders", "net", "total"],
        ReportTable::Levels => &["level", "name", "orders", "net", "total", "commission", "after_commission"],
        ReportTable::People => &[
            "name", "orders", "net", "discounts", "complimentary", "voids", "voided", "refunds", "refunded",
            "cancelled", "cancelled_amount",
        ],
        ReportTable::Kitchen => &["hour", "tickets", "median_s", "p90_s"],
        ReportTable::Stations => &["station", "tickets", "median_s", "p90_s"],
        ReportTable::Tables => &["table", "visits", "minutes", "net", "average"],
        ReportTable::Taxes => &["class", "base", "tax"],
    }
}

/// The rows of a table of `sum`; days and names are those of `report`.
#[expect(clippy::too_many_lines, reason = "a table after another")]
pub(super) fn rows(
    table: ReportTable,
    sum: &DayReport,
    report: &Report,
    language: Language,
) -> Vec<Row> {
    let group = |group| sum.group(group).iter();
    match table {
        ReportTable::Sales => vec![sales(sum)],
        ReportTable::Days => {
            let days = report.by_day.iter();
            days.map(|(day, sum)| day_row(&day.to_string(), sum))
                .collect()
        }
        ReportTable::Hours => group(ReportGroup::Hour)
            .map(|(hour, row)| {
                vec![
                    hour_cell(hour),
                    Cell::Number(row.orders),
                    Cell::Number(row.net),
                    Cell::money_if_any(mean(row.total, row.orders)),
                    Cell::Number(row.received),
                    Cell::Number(row.given_back),
                ]
            })
            .collect(),
        ReportTable::Dishes => dishes(sum, report, language),
        ReportTable::Categories => categories(sum, report),
        ReportTable::Choices => {
            let names = &report.names.options;
            let mut rows: Vec<_> = group(ReportGroup::Choice).collect();
            rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.sold));
            let cells = |(id, row): (&String, &Tally)| {
                let name = names.get(id);
                vec![
                    Cell::text(id),
                    called(name, id, language),
                    Cell::maybe(name.map(|name| &name.parent)),
                    Cell::Number(row.sold),
                    Cell::Number(row.gross),
                ]
            };
            rows.into_iter().map(cells).collect()
        }
        ReportTable::Methods => group(ReportGroup::Method)
            .map(|(method, row)| {
                vec![
                    Cell::text(method),
                    Cell::Number(row.payments),
                    Cell::Number(row.received),
                    Cell::Number(row.given_back),
                    Cell::Number(row.received + row.corrected - row.given_back),
                    Cell::Number(row.corrected),
                ]
            })
            .collect(),
        ReportTable::Channels => group(ReportGroup::Channel)
            .map(|(channel, row)| {
                vec![
                    Cell::text(channel),
                    Cell::Number(row.orders),
                    Cell::Number(row.net),
                    Cell::Number(row.total),
                ]
            })
            .collect(),
        ReportTable::Levels => group(ReportGroup::Level)
            .map(|(level, row)| {
                vec![
                    Cell::text(level),
                    called(report.names.levels.get(level), level, language),
                    Cell::Number(row.orders),
                    Cell::Number(row.net),
                    Cell::Number(row.total),
                    Cell::Number(row.commission),
                    Cell::Number(row.total - row.commission),
                ]
            })
            .collect(),
        ReportTable::People => group(ReportGroup::Person).map(person).collect(),
        ReportTable::Kitchen => {
            let hours = sum.kitchen_hours.iter();
            hours
                .map(|(hour, took)| times(hour_cell(hour), took))
                .collect()
        }
        ReportTable::Stations => {
            let stations = sum.stations.iter();
            stations
                .map(|(station, took)| times(Cell::text(station), took))
                .collect()
        }
        ReportTable::Tables => group(ReportGroup::Table)
            .map(|(table, row)| {
                let minutes = mean(row.seconds, row.orders.saturating_mul(60));
                vec![
                    Cell::text(table),
                    Cell::Number(row.orders),
                    Cell::money_if_any(minutes),
                    Cell::Number(row.net),
                    Cell::money_if_any(mean(row.net, row.orders)),
                ]
            })
            .collect(),
        ReportTable::Taxes => {
            let taxes = sum
                .taxes
                .iter()
                .filter(|(_, sum)| (sum.base, sum.tax) != (0, 0));
            taxes
                .map(|(class, sum)| {
                    vec![
                        Cell::text(class),
                        Cell::Number(sum.base),
                        Cell::Number(sum.tax),
                    ]
                })
                .collect()
        }
    }
}

/// The rows of a table as JSON objects.
pub(super) fn json(
    table: ReportTable,
    sum: &DayReport,
    report: &Report,
    language: Language,
) -> Vec<Value> {
    let columns = columns(table);
    let rows = rows(table, sum, report, language).into_iter();
    // A row of plain values cannot fail.
    rows.map(|row| serde_json::to_value(Named(columns, &row)).unwrap_or_default())
        .collect()
}

/// A row as a spreadsheet of the shop's country reads it: percent, and minutes in place of seconds.
pub(super) fn for_people(columns: &[&str], row: Row, language: Language) -> Row {
    let point = match language {
        Language::Indonesian => ',',
        Language::English => '.',
    };
    let decimal =
        |tenths: i64| Cell::text(format!("{}{point}{}", tenths / 10, (tenths % 10).abs()));
    let cells = columns.iter().zip(row);
    cells
        .map(|(column, cell)| match (*column, cell) {
            ("share", Cell::Number(points)) => decimal(points / 10),
            ("median_s" | "p90_s", Cell::Number(seconds)) => decimal(seconds / 6),
            (_, cell) => cell,
        })
        .collect()
}

fn sales(sum: &DayReport) -> Row {
    let it = &sum.sales;
    let figures = [
        it.orders,
        it.gross,
        it.line_discounts,
        it.order_discounts,
        it.complimentary,
        it.service_within,
        it.refunded_net,
        it.net,
        it.service,
        it.tax,
        it.tax_within,
        it.total,
        it.rounding,
        it.deposits_taken,
        it.deposits_used,
        it.deposits_returned,
        it.received,
        it.given_back,
    ];
    let more = [
        it.commission,
        it.refunds,
        it.refunded,
        it.cancelled,
        it.cancelled_amount,
        it.voids,
        it.voided,
        it.corrected,
        it.claims_taken,
        it.claims_settled,
    ];
    // What an order costs, before anything of it goes back.
    let average = Cell::money_if_any(mean(it.total + it.refunded, it.orders));
    let figures = figures.into_iter().map(Cell::Number);
    figures
        .chain([average])
        .chain(more.map(Cell::Number))
        .collect()
}

fn day_row(day: &str, sum: &DayReport) -> Row {
    let it = &sum.sales;
    let (first, last) = sum.numbers().unzip();
    let base = sum.taxes.values().map(|tax| tax.base).sum();
    let restaurant = sum.taxes.get(TaxClass::Restaurant.as_str());
    let restaurant = restaurant.copied().unwrap_or_default();
    vec![
        Cell::text(day),
        Cell::Number(it.orders),
        Cell::maybe(first),
        Cell::maybe(last),
        Cell::Number(it.gross),
        Cell::Number(it.line_discounts + it.order_discounts),
        Cell::Number(it.complimentary),
        Cell::Number(it.refunded),
        Cell::Number(it.net),
        Cell::Number(it.service),
        Cell::Number(base),
        Cell::Number(it.tax),
        Cell::Number(it.total),
        Cell::Number(it.kept()),
        Cell::Number(it.cancelled),
        Cell::Number(it.cancelled_amount),
        Cell::Number(restaurant.base),
        Cell::Number(restaurant.tax),
    ]
}

/// By what they bring, the most first; what was given back of no dish stands last.
fn dishes(sum: &DayReport, report: &Report, language: Language) -> Vec<Row> {
    let mut dishes: Vec<_> = sum.group(ReportGroup::Dish).iter().collect();
    let is_dish = |id: &str| id != DayReport::NO_DISH;
    dishes.sort_by_key(|(id, row)| (!is_dish(id), std::cmp::Reverse(row.net)));
    let all: i64 = dishes.iter().map(|(_, row)| row.net.max(0)).sum();
    let (mut so_far, mut rows) = (0, Vec::new());
    for (id, row) in dishes {
        let name = report.names.dishes.get(id);
        let class = match share(so_far, all) {
            before if before < ABC[0] => "A",
            before if before < ABC[1] => "B",
            _ => "C",
        };
        so_far += row.net.max(0);
        rows.push(vec![
            Cell::text(id),
            called(name, id, language),
            Cell::maybe(
                name.map(|name| &name.parent)
                    .filter(|name| !name.is_empty()),
            ),
            Cell::Number(row.sold),
            Cell::Number(row.given),
            Cell::Number(row.returned),
            Cell::Number(row.gross),
            Cell::Number(row.discounts),
            Cell::Number(row.complimentary),
            Cell::Number(row.net),
            Cell::Number(share(row.net.max(0), all)),
            Cell::maybe(is_dish(id).then_some(class)),
        ]);
    }
    rows
}

/// Fees, and what was given back of no dish, are of none.
fn categories(sum: &DayReport, report: &Report) -> Vec<Row> {
    let mut categories: BTreeMap<&str, Tally> = BTreeMap::new();
    for (id, row) in sum.group(ReportGroup::Dish) {
        let dish = report.names.dishes.get(id);
        let name = dish.map_or("", |dish| dish.parent.as_str());
        categories.entry(name).or_default().add(row);
    }
    let all: i64 = categories.values().map(|row| row.net.max(0)).sum();
    let mut categories: Vec<_> = categories.into_iter().collect();
    categories.sort_by_key(|(name, row)| (name.is_empty(), std::cmp::Reverse(row.net)));
    let cells = |(name, row): (&str, Tally)| {
        vec![
            Cell::text(name),
            Cell::Number(row.sold),
            Cell::Number(row.given),
            Cell::Number(row.returned),
            Cell::Number(row.net),
            Cell::Number(share(row.net.max(0), all)),
        ]
    };
    categories.into_iter().map(cells).collect()
}

fn person((name, row): (&String, &Tally)) -> Row {
    let figures = [
        row.orders,
        row.net,
        row.discounts,
        row.complimentary,
        row.voids,
        row.voided,
        row.refunds,
        row.refunded,
        row.cancelled,
        row.cancelled_amount,
    ];
    let figures = figures.into_iter().map(Cell::Number);
    std::iter::once(Cell::text(name)).chain(figures).collect()
}

fn times(key: Cell, took: &Minutes) -> Row {
    let seconds = |percent| took.percentile(percent).map_or(Cell::Empty, Cell::Number);
    vec![key, Cell::Number(took.total()), seconds(50), seconds(90)]
}

fn hour_cell(hour: &str) -> Cell {
    hour.parse().map_or(Cell::Empty, Cell::Number)
}

fn called(name: Option<&MenuName>, key: &str, language: Language) -> Cell {
    let Some(name) = name else {
        return Cell::text(if key == DayReport::NO_DISH { "" } else { key });
    };
    match language {
        Language::English if !name.en.is_empty() => Cell::text(&name.en),
        Language::English | Language::Indonesian => Cell::text(&name.id),
    }
}

/// Which part of all this is, in basis points.
fn share(part: i64, all: i64) -> i64 {
    let share = i128::from(part) * i128::from(WHOLE) / i128::from(all.max(1));
    i64::try_from(share).unwrap_or(WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_and_a_time_are_decimals_of_the_shops_country() {
        let row = vec![Cell::Number(1_257), Cell::Number(405), Cell::Number(5_000)];
        let columns = ["share", "median_s", "net"];
        for (language, share, minutes) in [
            (Language::Indonesian, "12,5", "6,7"),
            (Language::English, "12.5", "6.7"),
        ] {
            let shown = for_people(&columns, row.clone(), language);
            assert_eq!(
                shown,
                [Cell::text(share), Cell::text(minutes), Cell::Number(5_000)]
            );
        }
    }
}
