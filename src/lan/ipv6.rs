//! Recognises temporary and deprecated IPv6 addresses.

use std::{
    collections::HashSet,
    net::{IpAddr, Ipv6Addr},
};

/// Temporary for privacy, found to be a duplicate, deprecated, or not yet known to be free (`IFA_F_TEMPORARY`,
/// `IFA_F_DADFAILED`, `IFA_F_DEPRECATED` and `IFA_F_TENTATIVE` of rtnetlink(7)).
const PASSING: u8 = 0x01 | 0x08 | 0x20 | 0x40;

/// The addresses that must not be printed; none where the system does not say. This is what Linux shows in
/// `/proc/net/if_inet6`.
pub(super) fn passing() -> HashSet<IpAddr> {
    let table = std::fs::read_to_string("/proc/net/if_inet6");
    table.map(|table| read(&table)).unwrap_or_default()
}

fn read(table: &str) -> HashSet<IpAddr> {
    let passing = |line: &str| {
        let columns: Vec<_> = line.split_whitespace().collect();
        // Address, number of the interface, bits of the network, scope, flags, name.
        let &[address, _, _, _, flags, _] = columns.as_slice() else {
            return None;
        };
        // Later kernels have more flags than two digits; these are the last two.
        let flags = u32::from_str_radix(flags, 16).ok()?;
        let address = u128::from_str_radix(address, 16).ok()?;
        let is_passing = flags & u32::from(PASSING) != 0;
        is_passing.then(|| Ipv6Addr::from(address).into())
    };
    table.lines().filter_map(passing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_by_itself_is_passing() {
        let table = "fd000000000000000000000000000010 02 40 00 80     eth0\n\
            fd000000000000000000000000abcdef 02 40 00 01     eth0\n\
            20010db8000000000000000000000010 02 40 00 40     eth0\n\
            fe800000000000000000000000000010 02 40 20 80     eth0\n\
            nonsense 02 40 00 01 eth0\nfd00 02\n";
        let passing = read(table);
        let wanted = ["fd00::ab:cdef", "2001:db8::10"].map(|ip| ip.parse().expect("an address"));
        assert_eq!(passing, HashSet::from(wanted));
    }
}
