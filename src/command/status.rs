//! `siap status`: how the shop is that is open on this machine, and where phones find it.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    path::PathBuf,
    time::Duration,
};

use serde_json::Value;

use super::{pages, say};
use crate::{
    config::{default_data, listen},
    store::Paths,
    web,
};

/// Which shop.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    /// Where the shop listens
    #[arg(long, env = "SIAP_LISTEN", default_value = "0.0.0.0:8080", value_name = "ADDRESS:PORT", value_parser = listen)]
    listen: SocketAddr,

    /// Folder of the shop
    #[arg(long, env = "SIAP_DATA", default_value_os_t = default_data(), value_name = "FOLDER")]
    data: PathBuf,

    /// Print nothing; only the exit code says how it is
    #[arg(long, short)]
    quiet: bool,
}

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Says how the shop is and where.
pub(super) fn show(wanted: &Status) -> Result<(), String> {
    let at = own(wanted.listen);
    let closed = |error: io::Error| {
        format!(
            "no shop answers at {at} ({error}). Open it with siap serve, or say where it listens with --listen"
        )
    };
    let (status, health) = ask(at, "/health").map_err(closed)?;
    match status {
        200 if wanted.quiet => return Ok(()),
        // By TLS only; whoever comes without is sent there, and so somebody is at home.
        200 | 308 => {}
        503 => {
            return Err(format!(
                "the shop cannot keep what it is told: {}",
                health["status"]
            ));
        }
        other => return Err(format!("what answers at {at} is no shop of Siap ({other})")),
    }
    if wanted.quiet {
        return Ok(());
    }
    let (_, shop) = ask(at, "/api/v1/shop").map_err(closed)?;
    let Some(url) = shop["public_url"].as_str() else {
        return say("The shop is open, by https only\n");
    };
    let code = std::fs::read_to_string(Paths::of(&wanted.data).setup_code());
    let mut lines = vec![format!(
        "{} is open",
        shop["name"].as_str().unwrap_or("The shop")
    )];
    lines.extend(pages(url));
    let scanned = match code.map(|code| code.trim().to_owned()) {
        Ok(code) if !code.is_empty() => {
            lines.push(format!(
                "\n  Nobody owns this shop yet. Set it up at {url}/setup with the code {code};\n  \
                 or scan, with a phone in the shop's Wi-Fi:"
            ));
            format!("{url}/setup#{code}")
        }
        _ => format!("{url}/"),
    };
    lines.extend(web::terminal_qr(&scanned));
    lines.push(String::new());
    say(&lines.join("\n"))
}

/// As this machine reaches itself.
fn own(listening: SocketAddr) -> SocketAddr {
    let ip = match listening.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listening.port())
}

/// One question in HTTP/1.0 (RFC 1945): the status, and the body where it is JSON.
fn ask(at: SocketAddr, path: &str) -> io::Result<(u16, Value)> {
    let mut stream = TcpStream::connect_timeout(&at, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // In one piece.
    stream.write_all(format!("GET {path} HTTP/1.0\r\nHost: {at}\r\n\r\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let no_http = || io::Error::other("it speaks no HTTP");
    Ok((
        status.ok_or_else(no_http)?,
        serde_json::from_str(body).unwrap_or_default(),
    ))
}
