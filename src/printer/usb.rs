//! Printers at the USB ports of this computer: `/dev/usb/lp*`, known again by vendor, product and serial number.
//!
//! The device file is all that is needed, so no USB library is: the kernel's `usblp` does the rest. The number in its
//! name changes with the order in which printers are switched on, so it is looked up each time.

use std::{
    fs, io,
    os::fd::OwnedFd,
    path::{Path, PathBuf},
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{Mode, OFlags},
};

/// Most bytes of what a device says of itself.
const LONGEST: usize = 80;

/// A printer at a USB port, as it says itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsbDevice {
    /// Who made it.
    pub vendor: u16,
    /// What it is.
    pub product: u16,
    /// Which one of these; empty on many cheap ones.
    pub serial: String,
}

/// Where the system shows its USB printers.
#[derive(Debug, Clone)]
pub struct UsbPorts {
    /// A folder for each, `lp0` and so on.
    pub devices: PathBuf,
    /// Their device files.
    pub files: PathBuf,
    /// A folder for each USB device, also for one that another program has taken from the kernel's driver.
    pub all: PathBuf,
}

impl Default for UsbPorts {
    fn default() -> Self {
        Self {
            devices: "/sys/class/usbmisc".into(),
            files: "/dev/usb".into(),
            all: "/sys/bus/usb/devices".into(),
        }
    }
}

impl UsbDevice {
    /// Reads `04b8:0e15:X5TY012345`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, ':');
        let mut number = || {
            let part = parts.next()?;
            let digits = part.len() == 4 && part.bytes().all(|digit| digit.is_ascii_hexdigit());
            u16::from_str_radix(part, 16).ok().filter(|_| digits)
        };
        let (vendor, product) = (number()?, number()?);
        let serial = parts.next().unwrap_or_default();
        let is_plain =
            serial.len() <= LONGEST && serial.bytes().all(|it| (b' '..=b'~').contains(&it));
        is_plain.then(|| Self {
            vendor,
            product,
            serial: serial.to_owned(),
        })
    }
}

/// As it is kept.
impl std::fmt::Display for UsbDevice {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            vendor,
            product,
            serial,
        } = self;
        write!(out, "{vendor:04x}:{product:04x}:{serial}")
    }
}

impl UsbPorts {
    /// The printers that are connected and switched on, with their own names and their device files.
    pub fn plugged_in(&self) -> Vec<(UsbDevice, String, PathBuf)> {
        let folder = fs::read_dir(&self.devices).into_iter().flatten().flatten();
        let names = folder.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.starts_with("lp")).collect();
        names.sort();
        let known = names.into_iter().filter_map(|name| {
            // The device is the printer's interface; what it says of itself stands one folder up.
            let folder = self.devices.join(&name).join("device/..");
            let device = device_in(&folder)?;
            let called = [
                word(&folder.join("manufacturer")),
                word(&folder.join("product")),
            ];
            let called: Vec<String> = called.into_iter().flatten().collect();
            Some((device, called.join(" "), self.files.join(name)))
        });
        known.collect()
    }

    /// The device file of a printer, while it is there. Two of a kind without serial numbers cannot be told apart.
    pub fn file_of(&self, device: &UsbDevice) -> Option<PathBuf> {
        let mut there = self.plugged_in().into_iter();
        let found = there.find(|(other, ..)| other == device);
        found.map(|(_, _, file)| file)
    }

    /// Whether the computer sees a device at all, with or without a driver for printers.
    pub fn sees(&self, device: &UsbDevice) -> bool {
        let folders = fs::read_dir(&self.all).into_iter().flatten().flatten();
        folders
            .filter_map(|entry| device_in(&entry.path()))
            .any(|other| other == *device)
    }
}

/// The device of a folder in which the system shows one.
fn device_in(folder: &Path) -> Option<UsbDevice> {
    let says = |what: &str| word(&folder.join(what));
    let number = |what: &str| u16::from_str_radix(&says(what)?, 16).ok();
    Some(UsbDevice {
        vendor: number("idVendor")?,
        product: number("idProduct")?,
        serial: says("serial").unwrap_or_default(),
    })
}

/// Opens a device file so that neither a write nor a read of it ever waits.
pub(super) fn open(file: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    Ok(rustix::fs::open(file, flags, Mode::empty())?)
}

/// Waits, for so long at most, until the printer has taken all that was written to its device file; returns whether it
/// has. (In `usblp_poll` a device is writable when nothing is under way to it.)
pub(super) fn drains(file: &OwnedFd, patience: Duration) -> bool {
    let mut waits = [PollFd::new(file, PollFlags::OUT)];
    let patience = Timespec::try_from(patience).ok();
    let turned = poll(&mut waits, patience.as_ref());
    turned.is_ok() && waits[0].revents().contains(PollFlags::OUT)
}

/// A word that the system says of a device, without what a terminal would take for a command.
fn word(file: &Path) -> Option<String> {
    let text = fs::read(file).ok()?;
    let text = String::from_utf8_lossy(&text);
    let plain = text.trim().chars().filter(|it| (' '..='~').contains(it));
    let word: String = plain.take(LONGEST).collect();
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use std::{io::Write as _, os::unix::net::UnixStream};

    use super::*;

    #[test]
    fn what_a_printer_has_not_taken_is_known() {
        let (mut own, _printers) = UnixStream::pair().expect("a pair");
        own.set_nonblocking(true).expect("a socket");
        let file = OwnedFd::from(own.try_clone().expect("a descriptor"));
        assert!(drains(&file, Duration::ZERO));
        while own.write(&[0; 4096]).is_ok() {}
        assert!(!drains(&file, Duration::ZERO));
    }

    #[test]
    fn a_printer_is_known_again_when_its_number_has_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let ports = UsbPorts {
            devices: folder.path().join("class"),
            files: "/dev/usb".into(),
            all: folder.path().to_owned(),
        };
        assert!(ports.plugged_in().is_empty(), "no such folder");
        let plug = |at: &str, port: &str, serial: Option<&str>| {
            let device = folder.path().join(port);
            let interface = device.join("1:1.0");
            fs::create_dir_all(&interface).expect("a device");
            for (name, says) in [
                ("idVendor", "04b8\n"),
                ("idProduct", "0e15\n"),
                ("product", "TM-T20\u{1b}[2J\n"),
            ] {
                fs::write(device.join(name), says).expect("a file");
            }
            if let Some(serial) = serial {
                fs::write(device.join("serial"), serial).expect("a file");
            }
            let place = ports.devices.join(at);
            let _ = fs::remove_dir_all(&place);
            fs::create_dir_all(&place).expect("a place");
            std::os::unix::fs::symlink(&interface, place.join("device")).expect("a link");
        };
        plug("lp0", "usb1", Some("A1\n"));
        plug("lp1", "usb2", Some("B2\n"));
        plug("hiddev0", "usb3", Some("C3\n"));
        let device = UsbDevice::parse("04B8:0e15:B2").expect("a device");
        assert_eq!(device.to_string(), "04b8:0e15:B2");
        assert_eq!(ports.file_of(&device), Some("/dev/usb/lp1".into()));
        assert!(ports.sees(&device));
        let other = UsbDevice::parse("04b8:0e15:Z9").expect("a device");
        assert!(!ports.sees(&other), "another one of its kind");
        plug("lp0", "usb2", Some("B2\n"));
        plug("lp1", "usb1", Some("A1\n"));
        assert_eq!(ports.file_of(&device), Some("/dev/usb/lp0".into()));
        let names: Vec<_> = ports
            .plugged_in()
            .into_iter()
            .map(|(_, name, _)| name)
            .collect();
        assert_eq!(
            names,
            ["TM-T20[2J", "TM-T20[2J"],
            "and nothing that a terminal obeys"
        );
        for unfit in ["", "04b8", "04b8:e15:1", "+4b8:0e15:1", "04b8:0e15:\u{1b}"] {
            assert_eq!(UsbDevice::parse(unfit), None, "{unfit}");
        }
    }
}
