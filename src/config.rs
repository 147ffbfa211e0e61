//! What the owner says when starting Siap: flags, each also an environment variable.

use std::{net::SocketAddr, path::PathBuf};

use crate::shop::FirstMenu;

/// How to open the shop.
#[derive(Debug, Clone, clap::Args)]
pub struct Config {
    /// Address and port to listen on; port 0 takes any free one
    #[arg(
        long,
        env = "SIAP_LISTEN",
        default_value = "0.0.0.0:8080",
        value_name = "ADDRESS:PORT", value_parser = listen
    )]
    pub listen: SocketAddr,

    /// Folder for everything the shop knows; made if it is missing
    #[arg(long, env = "SIAP_DATA", default_value_os_t = default_data(), value_name = "FOLDER")]
    pub data: PathBuf,

    /// Address that phones use and QR codes say, if it is not the one Siap finds by itself
    #[arg(long, env = "SIAP_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,

    /// Menu of a shop that is opened for the first time
    #[arg(
        long,
        env = "SIAP_FIRST_MENU",
        default_value = "starter",
        value_name = "starter|empty",
        value_parser = first_menu
    )]
    pub first_menu: FirstMenu,
}

/// Where this platform keeps a program's data.
#[must_use]
pub fn default_data() -> PathBuf {
    directories::ProjectDirs::from("", "", "siap").map_or_else(
        || PathBuf::from("siap-data"),
        |folders| folders.data_dir().to_owned(),
    )
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| "give an IP address and a port, like 0.0.0.0:8080".to_owned())
}

fn first_menu(word: &str) -> Result<FirstMenu, String> {
    match word {
        "starter" => Ok(FirstMenu::Starter),
        "empty" => Ok(FirstMenu::Empty),
        _ => Err("starter or empty".to_owned()),
    }
}

fn public_url(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("http://")
        .or_else(|| text.strip_prefix("https://"));
    let host = rest.map(|rest| rest.trim_end_matches('/'));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']) => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err("give an address like http://192.168.1.10:8080, without a path".to_owned()),
    }
}
