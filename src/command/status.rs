//! `siap status`: asks the shop that is open on this machine for its health and its addresses.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    path::Path,
    time::Duration,
};

use serde_json::Value;

use super::{invitation, pages, say, shop_folder::ShopFolder};
use crate::{
    domain::PairingCode,
    store::{FolderPaths, LockState},
};

/// Which shop.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    #[command(flatten)]
    shop: ShopFolder,

    /// Print nothing; only the exit code says how it is
    #[arg(long, short)]
    quiet: bool,
}

/// How long an answer may take; a disk is given five seconds to write.
const PATIENCE: Duration = Duration::from_secs(10);
/// More than any answer has that is asked for here.
const MOST_BYTES: u64 = 1024 * 1024;

/// Says how the shop is, and where.
pub(super) fn show(wanted: &Status) -> Result<(), String> {
    let data = if wanted.quiet {
        wanted.shop.find_quietly()
    } else {
        wanted.shop.find()
    };
    let data = data?;
    let at = own(listening(&data)?);
    let silent = |error| format!("the shop does not answer at {at} ({error})");
    let (status, health) = ask(at, "/health").map_err(silent)?;
    match status {
        // Where it speaks TLS only, a plain request is redirected there, so a shop is open.
        200 | 308 => {}
        503 if health["status"] == "disk_full" => {
            return Err("the disk is full: the shop takes no new orders".to_owned());
        }
        _ => {
            return Err(format!(
                "the shop is open, but cannot save ({status}). The log says why"
            ));
        }
    }
    if wanted.quiet {
        return Ok(());
    }
    let (_, shop) = ask(at, "/api/v1/shop").map_err(silent)?;
    let Some(url) = shop["public_url"].as_str() else {
        return say(&format!("The shop is open at {at}, with https only\n"));
    };
    let mut lines = vec![format!(
        "{} is open",
        shop["name"].as_str().unwrap_or("The shop")
    )];
    lines.push(String::new());
    lines.extend(pages(url));
    let (_, setup) = ask(at, "/api/v1/setup").map_err(silent)?;
    let code = std::fs::read_to_string(FolderPaths::of(&data).setup_code()).ok();
    let code = code.filter(|_| setup["open"] == true);
    let code = code.and_then(|code| PairingCode::parse(&code));
    lines.extend(invitation(url, code.as_ref()));
    lines.push(String::new());
    say(&lines.join("\n"))
}

/// Where the shop of this folder listens.
fn listening(data: &Path) -> Result<SocketAddr, String> {
    let folder = data.display();
    match LockState::of(data) {
        Ok(LockState::Open(address)) => Ok(address),
        Ok(LockState::Busy) => Err(format!("the shop in {folder} is not open yet")),
        Ok(LockState::Closed) => Err(format!("the shop in {folder} is closed")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!(
            "there is no shop in {folder}. Point to its folder with --data"
        )),
        Err(error) => Err(format!(
            "the shop in {folder} cannot be read ({error}). Try the user that opens it, or sudo"
        )),
    }
}

/// As this machine reaches itself.
pub(super) fn own(listening: SocketAddr) -> SocketAddr {
    let ip = match listening.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    SocketAddr::new(ip, listening.port())
}

/// One question in HTTP/1.0 (RFC 1945): the status, and the body where it is JSON.
pub(super) fn ask(at: SocketAddr, path: &str) -> io::Result<(u16, Value)> {
    let mut stream = TcpStream::connect_timeout(&at, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // In one piece.
    stream.write_all(format!("GET {path} HTTP/1.0\r\nHost: {at}\r\n\r\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.take(MOST_BYTES).read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
    let status = status.ok_or_else(|| io::Error::other("it speaks no HTTP"))?;
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    Ok((status, serde_json::from_str(body).unwrap_or_default()))
}
