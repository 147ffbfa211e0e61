//! Sales invoices in the columns of Mekari Jurnal's own template, made from the entries of business days.
//!
//! Jurnal takes over no journals. What tells the lines of an invoice apart there is a product, so that service, tax and
//! rounding are products, too: each by the name of its account.

use super::{BusinessDay, entry_number};
use crate::{
    domain::{BookAccount, BooksSettings, DayReport, Language, PostingKind, Settings, say},
    shop::tabular::{Cell, Row},
};

/// In the order and spelling of the template. Where one with a `#` is filled in, all of them have to be.
pub(super) const COLUMNS: [&str; 31] = [
    "*Customer",
    "Email",
    "BillingAddress",
    "ShippingAddress",
    "*InvoiceDate",
    "*DueDate",
    "ShippingDate",
    "ShipVia",
    "TrackingNo",
    "CustomerRefNo",
    "*InvoiceNumber",
    "Message",
    "Memo",
    "*ProductName",
    "Description",
    "*Quantity",
    "Unit",
    "*UnitPrice",
    "ProductDiscountRate(%)",
    "InvoiceDiscountRate(%)",
    "TaxName",
    "TaxRate(%)",
    "ShippingFee",
    "WitholdingAccountCode",
    "WitholdingAmount(value or %)",
    "#paid?(yes/no)",
    "#PaymentMethod",
    "#PaidToAccountCode",
    "Tags (use ; to separate tags)",
    "WarehouseName",
    "#currency code(example: IDR, USD, CAD)",
];

/// The rows of a day: one for each line of each of its invoices.
pub(super) fn rows(
    day: BusinessDay,
    report: &DayReport,
    accounts: &BooksSettings,
    language: Language,
) -> Vec<Row> {
    let invoices = report.invoices().into_iter().flat_map(|invoice| {
        let paid_to = invoice.paid_to;
        let lines = invoice.lines.into_iter();
        lines.map(move |(kind, amount)| (paid_to, kind, amount))
    });
    invoices
        .map(|(paid_to, kind, amount)| {
            let mut filled = line(day, paid_to, accounts, language);
            filled.extend(product(kind, amount, accounts, language));
            let cell = |column: &&str| {
                let found = filled.iter().find(|(name, _)| name == column);
                found.map_or(Cell::Empty, |(_, cell)| cell.clone())
            };
            COLUMNS.iter().map(cell).collect()
        })
        .collect()
}

/// What every line of an invoice says of it.
fn line(
    day: BusinessDay,
    paid_to: Option<BookAccount>,
    accounts: &BooksSettings,
    language: Language,
) -> Vec<(&'static str, Cell)> {
    let date = day.slashed();
    let entry = entry_number(day);
    let number = match paid_to {
        Some(paid_to) => format!("{entry}-{}", paid_to.as_str().to_uppercase()),
        None => entry,
    };
    let customer = say(language, "books.customer", &[]);
    let mut filled = vec![
        ("*Customer", Cell::Text(customer)),
        ("*InvoiceDate", Cell::text(&date)),
        ("*DueDate", Cell::text(&date)),
        ("*InvoiceNumber", Cell::Text(number)),
    ];
    if let Some(paid_to) = paid_to {
        let method = say(language, &format!("paper.method.{}", paid_to.as_str()), &[]);
        let code = accounts.account(paid_to).code;
        filled.extend([
            ("#paid?(yes/no)", Cell::text("yes")),
            ("#PaymentMethod", Cell::Text(method)),
            ("#PaidToAccountCode", Cell::Text(code)),
            (COLUMNS[30], Cell::text(Settings::CURRENCY)),
        ]);
    }
    filled
}

fn product(
    kind: PostingKind,
    amount: i64,
    accounts: &BooksSettings,
    language: Language,
) -> [(&'static str, Cell); 4] {
    let about = say(language, &format!("books.{}", kind.as_str()), &[]);
    let name = accounts.account(kind.account()).name;
    [
        ("*ProductName", Cell::Text(name)),
        ("Description", Cell::Text(about)),
        ("*Quantity", Cell::Number(1)),
        ("*UnitPrice", Cell::Number(amount)),
    ]
}
