//! `siap export`: writes orders, payments, the books, the menu or the history into a file, also while a server has the
//! shop open.

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{progress::ProgressLine, shop_folder::ShopFolder};
use crate::{
    domain::{BusinessDay, Days, HistoryFilter},
    shop::{About, Books, BooksFormat, ExportKind, ExportPlan, ExportRequest},
    store::{OpenError, ReadOnlyShop, StoreError, Unfinished},
};

/// Days of the books that are read at once.
const STEP: i64 = 31;

/// What is written.
#[derive(Debug, Clone, Copy)]
enum ExportSubject {
    /// A list of what happened.
    Rows(ExportKind),
    /// The general journal.
    Books,
}

/// What to export.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
    A day is a business day: it starts at the time in the settings. Columns: docs/openapi.yaml.\n\
    A month for a spreadsheet: siap export orders --from 2026-11-01 --to 2026-11-30 --out november.csv\n\
    The books are the general journal of days that are over: siap export books --out journal.csv")]
pub(super) struct Export {
    /// orders, lines, payments, refunds, corrections, claims, shifts, `cash_moves`, books, menu or history
    #[arg(value_name = "WHAT", value_parser = subject)]
    what: ExportSubject,

    /// First day, like 2026-11-01; by default from the beginning
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<BusinessDay>,

    /// Last day; by default up to now
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<BusinessDay>,

    /// csv for spreadsheets, json: a line of JSON for each row; of the books also jurnal: invoices for Mekari Jurnal
    #[arg(long, default_value = "csv", value_name = "csv|json|jurnal", value_parser = form)]
    format: BooksFormat,

    /// Part of the history: menu, staff, shop or orders; by default everything but orders
    #[arg(long, value_name = "PART", value_parser = about)]
    about: Option<About>,

    /// File to write, replacing what is there; by default standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    shop: ShopFolder,
}

/// Does what was asked for.
pub(super) fn run(export: &Export) -> Result<(), String> {
    let wanted = task(export)?;
    let shop = ReadOnlyShop::of(&export.shop.find()?).map_err(|error| error.to_string())?;
    if let Some(file) = &export.out {
        let failed = |error: io::Error| unwritable(file, &error);
        let unfinished = unfinished(file).map_err(failed)?;
        let out = unfinished.open().map_err(failed)?;
        write(&shop, &wanted, (out, file), ProgressLine::new())?;
        return unfinished.replace(file).map_err(failed);
    }
    let out = io::stdout();
    // Rows and how many there are would be written over one another.
    let progress = if out.is_terminal() {
        ProgressLine::unwatched()
    } else {
        ProgressLine::new()
    };
    write(&shop, &wanted, (out.lock(), Path::new("-")), progress)
}

/// A list, or the books of these days.
enum ExportTask {
    Rows(ExportRequest),
    Books(Days, BooksFormat),
}

fn task(export: &Export) -> Result<ExportTask, String> {
    let days = Days {
        from: export.from.unwrap_or(Days::ALL.from),
        to: export.to.unwrap_or(Days::ALL.to),
    };
    if days.from > days.to {
        return Err("--from is after --to. Swap them".to_owned());
    }
    let kind = match (export.what, export.about) {
        (ExportSubject::Rows(ExportKind::Menu), _) if days != Days::ALL => {
            return Err("the menu is always the current one. Leave out --from and --to".to_owned());
        }
        (ExportSubject::Rows(ExportKind::History(_)), Some(about)) => ExportKind::History(about),
        (_, Some(_)) => return Err("--about is for the history only".to_owned()),
        (ExportSubject::Books, None) => return Ok(ExportTask::Books(days, export.format)),
        (ExportSubject::Rows(kind), None) => kind,
    };
    match export.format {
        BooksFormat::Journal(form) => Ok(ExportTask::Rows(ExportRequest {
            kind,
            form,
            days,
            only: HistoryFilter::default(),
        })),
        BooksFormat::Jurnal => Err("--format jurnal is for the books only".to_owned()),
    }
}

/// A part at a time, like the route.
fn write(
    shop: &ReadOnlyShop,
    wanted: &ExportTask,
    (mut out, path): (impl Write, &Path),
    mut progress: ProgressLine,
) -> Result<(), String> {
    let mut put = |bytes: &[u8]| {
        out.write_all(bytes)
            .map_err(|error| unwritable(path, &error))
    };
    match wanted {
        ExportTask::Rows(wanted) => write_rows(shop, wanted.clone(), &mut put, &mut progress)?,
        ExportTask::Books(days, form) => write_books(shop, *days, *form, &mut put, &mut progress)?,
    }
    out.flush().map_err(|error| unwritable(path, &error))
}

fn write_rows(
    shop: &ReadOnlyShop,
    wanted: ExportRequest,
    put: &mut dyn FnMut(&[u8]) -> Result<(), String>,
    progress: &mut ProgressLine,
) -> Result<(), String> {
    let plan = shop.read(|store| ExportPlan::of(store, wanted));
    let plan = plan.map_err(unreadable)?;
    put(&plan.head())?;
    let (mut next, mut done) = (plan.begin(), 0);
    while let Some(after) = next {
        let part = shop.read(|store| plan.part(store, after));
        let part = part.map_err(unreadable)?;
        put(&part.bytes)?;
        done += part.rows;
        progress.say(format!("{done} of {} rows", plan.rows()));
        next = part.next;
    }
    Ok(())
}

/// A month or so at a time, each as it is then: days that are over hardly change.
fn write_books(
    shop: &ReadOnlyShop,
    days: Days,
    form: BooksFormat,
    put: &mut dyn FnMut(&[u8]) -> Result<(), String>,
    progress: &mut ProgressLine,
) -> Result<(), String> {
    let at = Timestamp::now();
    let books_of = |days| {
        let books = shop.read(|store| Books::read(store, days));
        books.map_err(unreadable)
    };
    put(&books_of(None)?.head(form))?;
    let closed = shop.read(|store| Books::closed(store, days, at));
    let mut rest = closed.map_err(unreadable)?;
    let (all, mut done) = (rest.map_or(0, Days::count), 0);
    while let Some(days) = rest {
        let (part, later) = days.split(STEP);
        put(&books_of(Some(part))?.rows(form).0)?;
        done += part.count();
        progress.say(format!("{done} of {all} days"));
        rest = later;
    }
    Ok(())
}

fn unreadable(error: StoreError) -> String {
    OpenError::from(error).to_string()
}

/// A file that gets its name once it is complete.
fn unfinished(file: &Path) -> io::Result<Unfinished> {
    if file.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let name = file.file_name().unwrap_or_default();
    Unfinished::in_folder(folder.unwrap_or(Path::new(".")), &name.to_string_lossy())
}

fn unwritable(file: &Path, error: &io::Error) -> String {
    let file = match file.as_os_str().to_str() {
        Some("-") => "the rows".to_owned(),
        _ => file.display().to_string(),
    };
    format!("{file} could not be written ({error}). What was written so far is incomplete")
}

fn subject(word: &str) -> Result<ExportSubject, String> {
    if word == "books" {
        return Ok(ExportSubject::Books);
    }
    ExportKind::parse(word).map(ExportSubject::Rows).ok_or_else(|| {
        "orders, lines, payments, refunds, corrections, claims, shifts, cash_moves, books, menu or history".to_owned()
    })
}

fn form(word: &str) -> Result<BooksFormat, String> {
    BooksFormat::parse(word).ok_or_else(|| "csv, json or jurnal".to_owned())
}

fn about(word: &str) -> Result<About, String> {
    About::parse(word).ok_or_else(|| "menu, staff, shop, drawer or orders".to_owned())
}

pub(super) fn day(text: &str) -> Result<BusinessDay, String> {
    BusinessDay::parse(text).ok_or_else(|| "give a day like 2026-11-01".to_owned())
}
