//! `siap report`: prints the sales of business days, also while a server has the shop open; makes kept sums again.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{say, shop_folder::ShopFolder};
use crate::{
    domain::{BusinessDay, Days, Money, ReportTable, bounds::MOST_DAYS, say as explained},
    shop::Report as Sums,
    store::{self, OpenError, ReadOnlyShop, StoreError},
};

/// Which days, and how to show them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
    A day is a business day: it starts at the time in the settings.\n\
    What each figure means: docs/openapi.yaml, getReport.")]
pub(super) struct Report {
    /// Which day, like 2026-11-01; by default today
    #[arg(long, value_name = "DAY", value_parser = super::export::day)]
    date: Option<BusinessDay>,

    /// Last day, to report on several; up to 400 days
    #[arg(long, value_name = "DAY", value_parser = super::export::day)]
    to: Option<BusinessDay>,

    /// Print the whole report as one JSON document
    #[arg(long)]
    json: bool,

    /// Forget the kept sums of past days: the open shop adds them up again within an hour
    #[arg(long)]
    remake: bool,

    #[command(flatten)]
    shop: ShopFolder,
}

/// Prints what was asked for.
pub(super) fn run(wanted: &Report) -> Result<(), String> {
    let folder = wanted.shop.find()?;
    // First of all: where there is no shop, none is made.
    let shop = ReadOnlyShop::of(&folder).map_err(|error| error.to_string())?;
    if wanted.remake {
        let forgotten = store::open_for_command(&folder, |store| store.forget_all_day_totals());
        let days = forgotten.map_err(|error| error.to_string())?;
        return say(&format!("{days} days are added up again within an hour\n"));
    }
    let unreadable = |error: StoreError| OpenError::from(error).to_string();
    let at = Timestamp::now();
    let today = shop.read(|store| {
        let settings = store.settings()?;
        Ok::<_, StoreError>(BusinessDay::of(
            at,
            &settings.zone(),
            settings.day_cutoff_minutes,
        ))
    });
    let from = wanted.date.map_or_else(|| today.map_err(unreadable), Ok)?;
    let days = Days {
        from,
        to: wanted.to.unwrap_or(from),
    };
    if !(1..=MOST_DAYS).contains(&days.count()) {
        return Err(format!(
            "--to is before --date, or more than {MOST_DAYS} days after it"
        ));
    }
    let sums = shop
        .read(|store| Sums::read(store, days, at))
        .map_err(unreadable)?;
    if wanted.json {
        let view = sums.view(sums.language());
        let text = serde_json::to_string_pretty(&view).map_err(|error| error.to_string())?;
        return say(&format!("{text}\n"));
    }
    say(&lines(&sums, days))
}

/// The sums, a line each, and what came in by every way of paying.
fn lines(sums: &Sums, days: Days) -> String {
    let language = sums.language();
    let word = |column: &str| explained(language, &format!("report.column.{column}"), &[]);
    let mut out = format!("{days}\n");
    // Writing to memory does not fail.
    let mut line = |name: &str, figure: &str| {
        let _ = writeln!(out, "{name:<28}{figure:>16}");
    };
    for (column, figure) in sums.figures(ReportTable::Sales).into_iter().flatten() {
        let is_count = ["orders", "refunds", "cancelled", "voids"].contains(&column);
        let shown = match figure.as_i64() {
            None | Some(0) => continue,
            Some(count) if is_count => count.to_string(),
            Some(rupiah) => Money::new(rupiah).to_string(),
        };
        line(&word(column), &shown);
    }
    for row in sums.figures(ReportTable::Methods) {
        let of = |name: &str| {
            row.iter()
                .find(|(column, _)| *column == name)
                .map(|(_, value)| value)
        };
        let method = of("method")
            .and_then(|method| method.as_str())
            .unwrap_or_default();
        let left = of("total")
            .and_then(serde_json::Value::as_i64)
            .unwrap_or_default();
        line(method, &Money::new(left).to_string());
    }
    let difference = sums.sum().sales.difference();
    if difference != 0 {
        let misfits = sums.sum().misfits.iter().map(|order| order.number.as_str());
        let orders = misfits.collect::<Vec<_>>().join(", ");
        let facts = [
            ("amount", Money::new(difference).to_string()),
            ("orders", orders),
        ];
        out.push_str(&explained(language, "report.misfit", &facts));
        out.push('\n');
    }
    out
}
