//! Detects the firewall and whether it lets the shop's port through. A firewall that only root may query is reported
//! as a hint, not as a fault.

use std::fs;

use crate::{command::doctor::finding::Finding, subprocess::ask};

/// A firewall that is at work.
struct Firewall {
    name: &'static str,
    /// Whether it lets phones in; none if that is unknown.
    lets_in: Option<bool>,
    /// What opens the port.
    open: String,
}

pub(super) fn look(port: u16) -> Finding {
    let at_work = ufw(port)
        .or_else(|| firewalld(port))
        .or_else(|| nftables(port));
    let Some(firewall) = at_work else {
        return Finding::ok("firewall", "firewall_none", Vec::new());
    };
    let facts = vec![
        ("name", firewall.name.to_owned()),
        ("port", port.to_string()),
        ("open", firewall.open),
    ];
    match firewall.lets_in {
        Some(true) => Finding::ok("firewall", "firewall_open", facts),
        Some(false) => Finding::warning("firewall", "firewall_shut", facts),
        None => Finding::ok("firewall", "firewall_unknown", facts).with_advice(),
    }
}

fn ufw(port: u16) -> Option<Firewall> {
    let lets_in = match ask("ufw", &["status"]) {
        Some((true, said)) if said.contains("Status: active") => Some(allows(&said, port)),
        Some((true, _)) => return None,
        // Only the administrator may ask it; whether it is switched on may be read by all.
        _ => {
            let settings = fs::read_to_string("/etc/ufw/ufw.conf").unwrap_or_default();
            if !settings.lines().any(|line| line.trim() == "ENABLED=yes") {
                return None;
            }
            None
        }
    };
    Some(Firewall {
        name: "ufw",
        lets_in,
        open: format!("sudo ufw allow {port}/tcp"),
    })
}

/// Whether a rule of `ufw status` lets a port in.
fn allows(said: &str, port: u16) -> bool {
    let port = port.to_string();
    said.lines().any(|line| {
        let mut words = line.split_whitespace();
        let of_port = words.next().is_some_and(|to| {
            let (to, protocol) = to.split_once('/').unwrap_or((to, "tcp"));
            protocol == "tcp" && (to.split(',').any(|one| one == port) || to == "Anywhere")
        });
        of_port && words.any(|word| word == "ALLOW" || word == "LIMIT")
    })
}

fn firewalld(port: u16) -> Option<Firewall> {
    let (_, said) = ask("firewall-cmd", &["--state"])?;
    if said.trim() != "running" {
        return None;
    }
    let query = format!("--query-port={port}/tcp");
    let lets_in = match ask("firewall-cmd", &[&query]).map(|(_, said)| said) {
        Some(said) if said.trim() == "yes" => Some(true),
        Some(said) if said.trim() == "no" => Some(false),
        _ => None,
    };
    Some(Firewall {
        name: "firewalld",
        lets_in,
        open: format!(
            "sudo firewall-cmd --permanent --add-port={port}/tcp && sudo firewall-cmd --reload"
        ),
    })
}

fn nftables(port: u16) -> Option<Firewall> {
    let (is_active, _) = ask("systemctl", &["is-active", "nftables"])?;
    is_active.then(|| Firewall {
        name: "nftables",
        lets_in: None,
        open: format!("tcp dport {port} accept (/etc/nftables.conf)"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_for_its_own_port_only() {
        let rule = |rule: &str| format!("Status: active\n\nTo     Action   From\n{rule}\n");
        for (said, open) in [
            ("8080/tcp    ALLOW    Anywhere", true),
            ("8080        ALLOW IN Anywhere", true),
            ("80,8080/tcp ALLOW    192.168.1.0/24", true),
            ("Anywhere    ALLOW    192.168.1.0/24", true),
            ("8080/udp    ALLOW    Anywhere", false),
            ("8080/tcp    DENY     Anywhere", false),
            ("18080/tcp   ALLOW    Anywhere", false),
            ("22/tcp      ALLOW    8080", false),
        ] {
            assert_eq!(allows(&rule(said), 8080), open, "{said}");
        }
    }
}
