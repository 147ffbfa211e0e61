//! Flags of the program, each also an environment variable.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

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

    /// Folder for everything the shop knows; created if missing
    #[arg(long, env = "SIAP_DATA", default_value_os_t = default_data(), value_name = "FOLDER")]
    pub data: PathBuf,

    /// Start a new shop in a folder that holds parts of another one, but not its siap.db
    #[arg(long)]
    pub new: bool,

    /// Address for phones and QR codes, if not the one Siap finds
    #[arg(long, env = "SIAP_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,

    /// Menu of a new shop
    #[arg(
        long,
        env = "SIAP_FIRST_MENU",
        default_value = "starter",
        value_name = "starter|empty",
        value_parser = first_menu
    )]
    pub first_menu: FirstMenu,

    /// Another name or address of this computer, like pos.warung.id; may be repeated
    #[arg(
        long = "host",
        env = "SIAP_HOSTS",
        value_delimiter = ',',
        value_name = "NAME"
    )]
    pub hosts: Vec<String>,

    /// Address of a reverse proxy in front, like 127.0.0.1: the client is the last one in its X-Forwarded-For or
    /// Forwarded, and no request from there counts as local; may be repeated
    #[arg(
        long,
        env = "SIAP_PROXY",
        value_delimiter = ',',
        value_name = "ADDRESS", value_parser = proxy
    )]
    pub behind_proxy: Vec<Option<IpAddr>>,

    /// Limits per network address; turn off only for load programs
    #[arg(long, env = "SIAP_LIMITS", default_value = "on", value_name = "on|off")]
    pub limits: Switch,

    /// Certificate in PEM form, with its chain: the shop then answers https only
    #[arg(long, env = "SIAP_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,

    /// The certificate's private key in PEM form
    #[arg(long, env = "SIAP_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
}

impl Config {
    /// A shop in `data` that listens on `listen`, with defaults for everything else.
    #[must_use]
    pub const fn new(listen: SocketAddr, data: PathBuf) -> Self {
        Self {
            listen,
            data,
            new: false,
            public_url: None,
            first_menu: FirstMenu::Starter,
            hosts: Vec::new(),
            behind_proxy: Vec::new(),
            limits: Switch::On,
            tls_cert: None,
            tls_key: None,
        }
    }
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Switch {
    /// It is so.
    On,
    /// It is not.
    Off,
}

/// How to play a demo. No flag is read from the environment: what is set there for the shop must
/// not send a demo into its folder.
#[derive(Debug, Clone, clap::Args)]
pub struct DemoConfig {
    /// How many times faster than the clock the day passes, 1 to 3600
    #[arg(
        long,
        default_value_t = 20,
        value_parser = clap::value_parser!(u32).range(1..=3600)
    )]
    pub speed: u32,

    /// Address and port to listen on; 0.0.0.0:8080 for phones
    #[arg(
        long,
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS:PORT", value_parser = listen
    )]
    pub listen: SocketAddr,

    /// Folder of the demo: new, empty or made by a demo; each demo starts over in it
    #[arg(long, default_value_os_t = demo_data(), value_name = "FOLDER")]
    pub data: PathBuf,

    /// Opening hours of the demo's day
    #[arg(long, default_value = "7-21", value_name = "FROM-TO", value_parser = hours)]
    pub hours: Hours,

    /// Seed: the same number plays the same day
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    pub seed: u64,

    /// Start at a busy midday, with orders in every state
    #[arg(long)]
    pub fill: bool,

    /// Then stop: nothing more happens on its own
    #[arg(long, requires = "fill")]
    pub still: bool,

    /// Write the days before today, too, with seasons and counted drawers; a year of them, if it is not said how many
    #[arg(
        long,
        value_name = "DAYS",
        num_args = 0..=1,
        default_missing_value = "365",
        value_parser = clap::value_parser!(u16).range(1..=1500)
    )]
    pub year: Option<u16>,

    /// Add a printer that writes receipts and tickets into this folder, as text
    #[arg(long, value_name = "FOLDER")]
    pub paper: Option<PathBuf>,
}

/// From when to when a shop is open, in full hours of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// 0 to 23.
    pub opens: u32,
    /// Later, and 24 at most.
    pub closes: u32,
}

/// Where this platform keeps a program's data.
pub fn default_data() -> PathBuf {
    directories::ProjectDirs::from("", "", "siap").map_or_else(
        || PathBuf::from("siap-data"),
        |folders| folders.data_dir().to_owned(),
    )
}

/// Where a demo is kept: next to the shop's own folder.
fn demo_data() -> PathBuf {
    default_data().with_file_name("siap-demo")
}

/// Reads an address and a port.
pub(crate) fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| "give an IP address and a port, like 0.0.0.0:8080".to_owned())
}

/// Reads the address of a program in front; a part of a list that is blank says none.
fn proxy(text: &str) -> Result<Option<IpAddr>, String> {
    let text = text.trim();
    let address = (!text.is_empty()).then(|| text.parse());
    address
        .transpose()
        .map_err(|_| "give an IP address, like 127.0.0.1".to_owned())
}

fn hours(text: &str) -> Result<Hours, String> {
    let read = || {
        let (opens, closes) = text.split_once('-')?;
        let (opens, closes) = (opens.trim().parse().ok()?, closes.trim().parse().ok()?);
        (opens < closes && closes <= 24).then_some(Hours { opens, closes })
    };
    read().ok_or_else(|| "give two full hours, like 7-21".to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_hours_are_two_full_hours_of_one_day() {
        for (text, opens, closes) in [("7-21", 7, 21), ("0-24", 0, 24), ("07 - 09", 7, 9)] {
            assert_eq!(hours(text), Ok(Hours { opens, closes }), "{text}");
        }
        for text in [
            "",
            "7",
            "7-7",
            "21-7",
            "7-25",
            "-1-5",
            "7:30-21",
            "seven-nine",
        ] {
            assert!(hours(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lists_may_have_blanks_and_empty_parts() {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            config: Config,
        }

        let read = |list| {
            let line = ["siap", "--behind-proxy", list];
            let line = <Line as clap::Parser>::try_parse_from(line).ok()?;
            let proxies = line.config.behind_proxy.into_iter().flatten();
            Some(proxies.map(|proxy| proxy.to_string()).collect::<Vec<_>>())
        };
        for (list, proxies) in [
            ("", &[][..]),
            (" ", &[]),
            ("127.0.0.1", &["127.0.0.1"]),
            ("127.0.0.1, ::1", &["127.0.0.1", "::1"]),
            (" 127.0.0.1 ,, ::1,", &["127.0.0.1", "::1"]),
        ] {
            let proxies = proxies.iter().map(ToString::to_string).collect();
            assert_eq!(read(list), Some(proxies), "{list:?}");
        }
        for list in ["proxy", "127.0.0.1 ::1", "127.0.0.1:80"] {
            assert_eq!(read(list), None, "{list:?}");
        }
    }

    #[test]
    fn a_demo_is_beside_the_shop_and_never_in_it() {
        let (demo, shop) = (demo_data(), default_data());
        assert_eq!(demo.parent(), shop.parent());
        assert!(demo != shop && !demo.starts_with(&shop));
    }
}
