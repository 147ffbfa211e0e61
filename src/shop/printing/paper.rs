//! What a job prints, made when it is sent: of the order as it was then, for the paper that the printer has now.

use jiff::Timestamp;

use crate::{
    domain::{
        Document, JobKind, Letterhead, LineStatus, Mark, Order, PrintJob, Printer, Profile, bill,
        drawer_pulse, kitchen_ticket, receipt, receipt_of_check, refund_slip, test_page,
        void_ticket,
    },
    escpos::{self, DrawnNames},
    shop::{Shop, ShopError},
    store::{Reader, StoreError},
};

/// The bytes of a job for its printer; none where there is nothing to print any more.
pub(super) fn bytes_of(
    shop: &Shop,
    store: &Reader<'_>,
    (job, printer): (&PrintJob, &Printer),
    is_late: bool,
) -> Result<Option<Vec<u8>>, ShopError> {
    let letterhead = letterhead(store)?;
    let profile = printer.spec.profile;
    let document = match job.kind {
        JobKind::Drawer => Some(drawer_pulse()),
        JobKind::Test => {
            let url = shop.network().public_url().to_string();
            Some(test_page(&letterhead, profile.width, &url))
        }
        JobKind::Report => {
            let stored = job.document.as_deref().map(Document::from_json);
            stored.and_then(Result::ok)
        }
        JobKind::Kitchen | JobKind::Void | JobKind::Receipt | JobKind::Refund | JobKind::Bill => {
            match store.order_of_print_job(job)? {
                Some(order) => {
                    let url = format!("{}/t/{}", shop.network().public_url(), order.uid);
                    of_order(&letterhead, job, &order, &url)
                }
                None => None,
            }
        }
    };
    let document = document.map(|document| letterhead.mark(document, &marks(job, is_late)));
    document
        .map(|document| encoded(store, &document, profile))
        .transpose()
}

/// The head of the shop's paper, with its logo where that was drawn.
pub(in crate::shop) fn letterhead(store: &Reader<'_>) -> Result<Letterhead, StoreError> {
    let settings = store.settings()?;
    let logo = match &settings.logo_url {
        Some(url) => store.print_picture(url)?,
        None => None,
    };
    Ok(Letterhead {
        logo,
        ..Letterhead::of(&settings)
    })
}

/// The bytes of a document, with the names that were drawn in the place of letters that printers lack.
pub(in crate::shop) fn encoded(
    store: &Reader<'_>,
    document: &Document,
    profile: Profile,
) -> Result<Vec<u8>, ShopError> {
    let drawn = if document.texts().all(escpos::has_letters_for) {
        DrawnNames::default()
    } else {
        // Those that are in it alone: there are cells for a document, and not for a menu of thousands.
        let is_in_it = |name: &str| document.texts().any(|text| text.contains(name));
        let all = store.print_pictures()?.into_iter();
        DrawnNames::new(all.filter(|(name, _)| is_in_it(name)))
    };
    Ok(escpos::encode(document, profile, &drawn))
}

fn of_order(letterhead: &Letterhead, job: &PrintJob, order: &Order, url: &str) -> Option<Document> {
    let at: Timestamp = job.created_at;
    match job.kind {
        JobKind::Kitchen => kitchen_ticket(letterhead, order, &job.station, job.part, at),
        JobKind::Void => {
            let is_meant = |id: i64, status: LineStatus| match job.part {
                0 => status != LineStatus::Void,
                line_id => id == line_id,
            };
            let lines = order.lines.iter();
            let lines = lines.filter(|line| is_meant(line.id, line.status));
            let lines: Vec<i64> = lines.map(|line| line.id).collect();
            void_ticket(letterhead, order, &job.station, &lines, at)
        }
        JobKind::Receipt if job.check_id > 0 => {
            receipt_of_check(letterhead, order, job.check_id, url)
        }
        JobKind::Receipt => Some(receipt(letterhead, order, url)),
        JobKind::Bill if job.check_id > 0 => receipt_of_check(letterhead, order, job.check_id, url),
        JobKind::Bill => Some(bill(letterhead, order, url)),
        JobKind::Refund => refund_slip(letterhead, order, job.part),
        JobKind::Report | JobKind::Test | JobKind::Drawer => None,
    }
}

fn marks(job: &PrintJob, is_late: bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    if job.kind.paper().is_some() && job.repeats > 0 {
        marks.push(Mark::MaybeTwice);
    }
    if is_late {
        marks.push(Mark::Late(job.created_at));
    }
    if job.copy > 1 {
        marks.push(Mark::Copy(job.copy));
    }
    marks
}
