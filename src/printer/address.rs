//! Where a printer is: an address in the shop's own network, or a device at a USB port.
//!
//! Only private addresses are taken. What is printed has names and sums, and an owner could else have this computer
//! connect to any address of the internet by setting up a printer.

use std::net::{IpAddr, SocketAddr};

use super::UsbDevice;
use crate::domain::PrinterWay;

/// The port on which printers take what is to be printed («raw» or `JetDirect`).
pub(super) const PORT: u16 = 9100;
/// Below this are the services of a system, and no printer.
const LOWEST_PORT: u16 = 1024;

/// Where a printer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrinterAddress {
    /// In the network.
    Net(SocketAddr),
    /// At this computer.
    Usb(UsbDevice),
}

/// Why a printer cannot be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidAddress {
    /// It is no address, or none of a printer.
    Unreadable,
    /// It is outside the private networks.
    Foreign,
}

impl PrinterAddress {
    /// Reads the address of a printer: `192.168.1.50`, `192.168.1.50:9100`, or `04b8:0e15:X5TY012345` of a USB device.
    ///
    /// # Errors
    /// When it is none, or not in a private network.
    pub fn parse(way: PrinterWay, address: &str) -> Result<Self, InvalidAddress> {
        match way {
            PrinterWay::Net => net(address).map(Self::Net),
            PrinterWay::Usb => UsbDevice::parse(address)
                .map(Self::Usb)
                .ok_or(InvalidAddress::Unreadable),
        }
    }
}

/// As it is kept.
impl std::fmt::Display for PrinterAddress {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Net(address) => address.fmt(out),
            Self::Usb(device) => device.fmt(out),
        }
    }
}

fn net(address: &str) -> Result<SocketAddr, InvalidAddress> {
    let written = address.trim();
    let alone = || {
        let ip: Option<IpAddr> = written.parse().ok();
        ip.map(|ip| SocketAddr::new(ip, PORT))
    };
    let address = written.parse().ok().or_else(alone);
    let address: SocketAddr = address.ok_or(InvalidAddress::Unreadable)?;
    if address.port() < LOWEST_PORT {
        return Err(InvalidAddress::Unreadable);
    }
    if is_private(address.ip()) {
        Ok(address)
    } else {
        Err(InvalidAddress::Foreign)
    }
}

/// Whether an address is in a network that the internet does not reach (RFC 1918, 3927, 4193), or this computer itself,
/// which may pass on to a printer of its own.
fn is_private(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.is_private() || ip.is_link_local() || ip.is_loopback(),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printer_is_in_a_private_network_and_nowhere_else() {
        let read = |address| {
            PrinterAddress::parse(PrinterWay::Net, address).map(|place| place.to_string())
        };
        for (written, kept) in [
            ("192.168.1.50", "192.168.1.50:9100"),
            (" 10.0.0.7:9101 ", "10.0.0.7:9101"),
            ("172.31.255.1:9100", "172.31.255.1:9100"),
            ("169.254.3.4", "169.254.3.4:9100"),
            ("127.0.0.1:9100", "127.0.0.1:9100"),
            ("[fd00::7]:9100", "[fd00::7]:9100"),
        ] {
            assert_eq!(read(written).as_deref(), Ok(kept), "{written}");
        }
        for foreign in [
            "8.8.8.8",
            "172.32.0.1",
            "100.64.0.1",
            "[2001:db8::1]:9100",
            "[::ffff:8.8.8.8]:9100",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.251",
        ] {
            assert_eq!(read(foreign), Err(InvalidAddress::Foreign), "{foreign}");
        }
        for unreadable in [
            "",
            "printer.local",
            "192.168.1.50:22",
            "192.168.1.50:0",
            "192.168.1",
            "http://10.0.0.7",
        ] {
            assert_eq!(
                read(unreadable),
                Err(InvalidAddress::Unreadable),
                "{unreadable}"
            );
        }
    }
}
