//! Checks of the printers: whether each is there, and whether this computer lets the shop use it.
//!
//! Each is only connected to, and left at once: a printer takes one connection, and the shop may be printing.

use std::{fs, net::TcpStream, os::unix::fs::MetadataExt, path::Path, time::Duration};

use super::{
    Findings,
    finding::{Facts, Finding},
};
use crate::{
    domain::{Printer, PrinterWay},
    printer::{PrinterAddress, UsbDevice, UsbPorts},
};

/// How long a connection may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// The group by which the service may use printers.
const GROUP: &str = "lp";

pub(super) fn look(printers: &[Printer], findings: &mut Findings) {
    for printer in printers {
        findings.add(state_of(printer));
    }
}

fn state_of(printer: &Printer) -> Finding {
    let spec = &printer.spec;
    let facts = || -> Facts {
        vec![
            ("name", spec.name.clone()),
            ("address", spec.address.clone()),
            ("group", GROUP.to_owned()),
        ]
    };
    let is_there = match (PrinterAddress::parse(spec.way, &spec.address), spec.way) {
        (Ok(PrinterAddress::Net(address)), _) => TcpStream::connect_timeout(&address, PATIENCE)
            .map(drop)
            .map_err(|_| "printer_unreachable"),
        (Ok(PrinterAddress::Usb(device)), _) => at_usb(&device, &UsbPorts::default()),
        (Err(_), PrinterWay::Net) => Err("printer_unreachable"),
        (Err(_), PrinterWay::Usb) => Err("printer_unplugged"),
    };
    match is_there {
        Ok(()) => Finding::ok("printers", "printer_fine", facts()),
        Err(what) => Finding::warning("printers", what, facts()),
    }
}

fn at_usb(device: &UsbDevice, ports: &UsbPorts) -> Result<(), &'static str> {
    let Some(file) = ports.file_of(device) else {
        return Err(if ports.sees(device) {
            "printer_taken"
        } else {
            "printer_unplugged"
        });
    };
    if is_of_group(&file) == Some(false) {
        return Err("printer_wrong_group");
    }
    let opened = fs::OpenOptions::new().write(true).open(&file);
    match opened.map_err(|error| error.kind()) {
        Ok(_) => Ok(()),
        Err(std::io::ErrorKind::PermissionDenied) => Err("printer_not_permitted"),
        Err(std::io::ErrorKind::ResourceBusy) => Err("printer_busy"),
        Err(_) => Err("printer_unplugged"),
    }
}

/// Whether a device belongs to the group that the service is in; none where the system does not say.
fn is_of_group(file: &Path) -> Option<bool> {
    let group = fs::metadata(file).ok()?.gid();
    let groups = fs::read_to_string("/etc/group").ok()?;
    let prefix = format!("{GROUP}:");
    let line = groups.lines().find(|line| line.starts_with(&prefix))?;
    let id: u32 = line.split(':').nth(2)?.parse().ok()?;
    Some(group == id)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;
    use crate::{
        command::doctor::finding::Status,
        domain::{PaperWidth, PrinterSpec, Profile},
    };

    fn at(way: PrinterWay, address: String) -> Finding {
        state_of(&Printer {
            id: 1,
            spec: PrinterSpec {
                name: "Kasir".to_owned(),
                way,
                address,
                profile: Profile::plain(PaperWidth::Dots384),
                papers: Vec::new(),
                stations: Vec::new(),
            },
            answers: None,
        })
    }

    #[test]
    fn a_printer_that_takes_connections_is_there_and_one_that_does_not_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        assert_eq!(at(PrinterWay::Net, address.clone()).status, Status::Ok);
        drop(listener);
        assert_eq!(at(PrinterWay::Net, address).status, Status::Warning);
        let none = at(PrinterWay::Usb, "ffff:fffe:none".to_owned());
        assert_eq!(none.status, Status::Warning);
    }
}
