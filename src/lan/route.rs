//! Which networks lead out of the shop: there is its router, and there are its phones.

use std::collections::HashMap;

/// The interfaces that lead to everywhere else, and how the system likes each (lower is better); none where
/// it does not say. This is what Linux shows in `/proc/net/route` (proc(5)).
pub(super) fn ways_out() -> HashMap<String, u32> {
    let table = std::fs::read_to_string("/proc/net/route");
    table.map(|table| read(&table)).unwrap_or_default()
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
