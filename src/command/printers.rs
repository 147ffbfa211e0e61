//! `siap printers` lists the printers; `siap print test` tries one out from this computer, past the queue.
//!
//! Past the queue, because it is asked for when nothing comes out: it says step by step how far it gets, also while the
//! shop is closed.

use clap::Subcommand;

use super::{say, shop_folder::ShopFolder};
use crate::{
    domain::{Letterhead, PaperKind, PrintReason, Printer, PrinterWay, Settings, test_page, text},
    escpos::{self, DrawnNames},
    printer::{Line, PrinterAddress, UsbPorts},
    store::{OpenCount, ReadOnlyShop, StoreError},
};

/// Which shop.
#[derive(Debug, clap::Args)]
pub(super) struct Printers {
    #[command(flatten)]
    shop: ShopFolder,
}

#[derive(Debug, Subcommand)]
pub(super) enum PrintCommand {
    /// Print a test page, and say how far it got
    Test(Test),
}

#[derive(Debug, clap::Args)]
pub(super) struct Test {
    #[command(flatten)]
    shop: ShopFolder,

    /// What the printer is called
    name: String,
}

/// Says which printers there are and what waits for each.
pub(super) fn list(wanted: &Printers) -> Result<(), String> {
    let printers: Vec<_> = read(&wanted.shop, |shop| {
        shop.read(|store| {
            let with_count = |printer: Printer| {
                let open = store.count_open_print_jobs(printer.id)?;
                Ok((printer, open))
            };
            store.printers()?.into_iter().map(with_count).collect()
        })
    })?;
    if printers.is_empty() {
        return say("There are no printers yet. Add them in a browser: /admin#printers\n");
    }
    let lines: Vec<String> = printers.iter().map(line).collect();
    say(&lines.concat())
}

fn line((printer, open): &(Printer, OpenCount)) -> String {
    let spec = &printer.spec;
    let papers = spec.papers.iter().copied().map(PaperKind::as_str);
    let papers = papers.collect::<Vec<_>>().join(", ");
    let OpenCount { waiting, asks } = open;
    let (name, address, width) = (&spec.name, &spec.address, spec.profile.width.as_str());
    format!(
        "{name:<30}  {address:<24}  {width} dots  {papers}  {waiting} waiting, {asks} to decide\n"
    )
}

/// Prints a test page.
pub(super) fn run(command: &PrintCommand) -> Result<(), String> {
    let PrintCommand::Test(wanted) = command;
    let (printers, settings) = read(&wanted.shop, |shop| {
        shop.read(|store| Ok((store.printers()?, store.settings()?)))
    })?;
    let key = text::key(&wanted.name);
    let mut named = printers.iter();
    let Some(printer) = named.find(|printer| text::key(&printer.spec.name) == key) else {
        let known: Vec<_> = printers
            .iter()
            .map(|each| each.spec.name.as_str())
            .collect();
        return Err(format!(
            "there is no printer called {}. There are: {}",
            wanted.name,
            known.join(", ")
        ));
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| format!("the system gives no events ({error})"))?;
    runtime.block_on(try_out(printer, &settings))
}

async fn try_out(printer: &Printer, settings: &Settings) -> Result<(), String> {
    let spec = &printer.spec;
    let (name, address) = (&spec.name, &spec.address);
    let place = PrinterAddress::parse(spec.way, address);
    let place = place.map_err(|_| format!("{address} is no address of a printer"))?;
    let mut line = Line::open(&place, &UsbPorts::default())
        .await
        .map_err(|reason| trouble(spec.way, reason))?;
    say(&format!("{name} at {address}: connected\n"))?;
    let says = line
        .ask()
        .await
        .map_err(|reason| trouble(spec.way, reason))?;
    say(if says {
        "It says that it can print\n"
    } else {
        "It doesn't say how it is; many cheap printers never do\n"
    })?;
    let page = test_page(&Letterhead::of(settings), spec.profile.width, "siap");
    line.send(&escpos::encode(&page, spec.profile, &DrawnNames::default()))
        .await
        .map_err(|_| "It took a part of the test page, and then nothing more".to_owned())?;
    let said = line.wait_until_printed().await;
    line.close().await;
    match said {
        Ok(true) => say("The test page came out\n"),
        Ok(false) => say("The test page was sent. This printer doesn't say whether it came out\n"),
        Err(error) => Err(format!(
            "it hung up before it said that it was done ({error})"
        )),
    }
}

/// What is wrong, and what to do.
fn trouble(way: PrinterWay, reason: PrintReason) -> String {
    match (reason, way) {
        (PrintReason::NoPaper, _) => "it is out of paper".to_owned(),
        (PrintReason::CoverOpen, _) => "its cover is open".to_owned(),
        (PrintReason::NotPermitted, _) => {
            "this user may not use the device. Try sudo; the service needs the group lp".to_owned()
        }
        (PrintReason::Taken, _) => "another program has the device, perhaps CUPS".to_owned(),
        (PrintReason::Unreachable, PrinterWay::Usb) => {
            "it isn't at a USB port of this computer, or is switched off".to_owned()
        }
        (PrintReason::Unreachable, PrinterWay::Net) => {
            "there is no answer at its address. Is it on, and on the shop's network?".to_owned()
        }
        (reason, _) => format!("it can't print now ({})", reason.as_str()),
    }
}

fn read<T>(
    shop: &ShopFolder,
    query: impl FnOnce(&ReadOnlyShop) -> Result<T, StoreError>,
) -> Result<T, String> {
    let shop = ReadOnlyShop::of(&shop.find()?).map_err(|error| error.to_string())?;
    query(&shop).map_err(|error| error.to_string())
}
