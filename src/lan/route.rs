//! Networks with a default route: the shop's router is there, and with it the phones.

use std::collections::HashMap;

/// The interfaces that lead to everywhere else, and how the system likes each (lower is better); none where
/// it does not say. This is what Linux shows in `/proc/net/route` and `/proc/net/ipv6_route` (proc(5)).
pub(super) fn ways_out() -> HashMap<String, u32> {
    let table = |path| std::fs::read_to_string(path).unwrap_or_default();
    let mut ways = read(&table("/proc/net/route"));
    for (name, metric) in read_six(&table("/proc/net/ipv6_route")) {
        ways.entry(name).or_insert(metric);
    }
    ways
}

fn read_six(table: &str) -> HashMap<String, u32> {
    const EVERYWHERE: &str = "00000000000000000000000000000000";
    let mut ways = HashMap::new();
    for line in table.lines() {
        let columns: Vec<_> = line.split_whitespace().collect();
        // Destination, source and gateway with their bits, metric, two counts, flags, interface.
        let &[EVERYWHERE, "00", _, _, _, metric, _, _, _, name] = columns.as_slice() else {
            continue;
        };
        let Ok(metric) = u32::from_str_radix(metric, 16) else {
            continue;
        };
        // The kernel's own last line leads nowhere.
        if name != "lo" {
            let best = ways.entry(name.to_owned()).or_insert(metric);
            *best = metric.min(*best);
        }
    }
    ways
}

fn read(table: &str) -> HashMap<String, u32> {
    let mut ways = HashMap::new();
    for line in table.lines().skip(1) {
        let columns: Vec<_> = line.split_whitespace().collect();
        // Interface, destination, gateway, flags, two counts, metric, mask.
        let &[name, "00000000", _, _, _, _, metric, "00000000", ..] = columns.as_slice() else {
            continue;
        };
        let Ok(metric) = metric.parse::<u32>() else {
            continue;
        };
        let best = ways.entry(name.to_owned()).or_insert(metric);
        *best = metric.min(*best);
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_own_last_line_is_no_way_out() {
        let none = "00000000000000000000000000000000";
        let router = "fe800000000000000000000000000001";
        let table = format!(
            "fd000000000000000000000000000000 40 {none} 00 {none} 00000100 00000001 00000000 00000001 eth0\n\
            {none} 00 {none} 00 {router} 00000400 00000003 00000000 00450003 eth0\n\
            {none} 00 {none} 00 {none} ffffffff 00000001 00000000 00200200 lo\nnonsense\n"
        );
        let ways = read_six(&table);
        assert_eq!((ways.len(), ways["eth0"]), (1, 1024));
    }

    #[test]
    fn only_ways_to_everywhere_are_ways_out() {
        let table = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n\
            eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n\
            wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n\
            wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n\
            docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n";
        let ways = read(table);
        assert_eq!(ways.len(), 2);
        assert_eq!((ways["eth0"], ways["wlan0"]), (100, 600));
        for broken in [
            "",
            "Iface",
            "Iface\neth0 00000000",
            "Iface\neth0\t00000000\t0\t0\t0\t0\tx\t00000000",
        ] {
            assert!(read(broken).is_empty(), "{broken}");
        }
    }
}
