//! The business day so far on paper: what a shop without a second screen puts into the drawer in the evening.
//!
//! The one document that is kept with its job: it is of no order, and a minute later it would be another.

use crate::{
    domain::{
        DaySoFar, Document, End, JobKind, Letterhead, PaperKind, PrintingError, Refusal, Staff,
        printer_for, say, table_document,
    },
    shop::{PrintQueue, ShopError},
    store::NewJob,
};

impl PrintQueue {
    /// Prints what the business day has brought in so far.
    ///
    /// # Errors
    /// When no printer is for reports.
    pub async fn print_today(&self, by: &Staff) -> Result<i64, ShopError> {
        let (so_far, _) = self.0.history().day_so_far().await?;
        let (by, at) = (by.name.clone(), self.0.now());
        self.0
            .store
            .write(move |store| {
                let printers = store.printers()?;
                let printer = printer_for(&printers, PaperKind::Report);
                let printer_id = printer.ok_or(PrintingError::NoPrinter)?.id;
                let letterhead = Letterhead::of(&store.settings()?);
                let report = NewJob {
                    document: Some(document(&letterhead, &so_far)?.to_json()),
                    ..NewJob::of_no_order(printer_id, JobKind::Report, by)
                };
                Ok(store.insert_print_job(&report, at)?)
            })
            .await
    }
}

fn document(letterhead: &Letterhead, so_far: &DaySoFar) -> Result<Document, Refusal> {
    let word = |key: &str| say(letterhead.language, key, &[]);
    let mut rows = Vec::new();
    for method in so_far.takings.iter().filter(|each| each.payments > 0) {
        let name = word(&format!("paper.method.{}", method.method.as_str()));
        rows.push((name, Some(End::Sum(method.total()?))));
    }
    rows.push((String::new(), None));
    rows.push((word("paper.total"), Some(End::Total(so_far.total()?))));
    let orders = End::Text(so_far.placed.orders.to_string());
    rows.push((word("paper.day_orders"), Some(orders)));
    let open = so_far.open_bills.amount;
    rows.push((word("paper.day_open"), Some(End::Sum(open))));
    let title = [("day", so_far.day.to_string())];
    let title = say(letterhead.language, "paper.day", &title);
    Ok(table_document(letterhead, &title, &rows))
}
