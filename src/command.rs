//! The command line: `siap serve`, `siap status`, `siap staff`, `siap config`, `siap clock`, `siap backup`,
//! `siap restore`, `siap export`, `siap report`, `siap printers`, `siap print`, `siap doctor`, `siap demo`,
//! `siap version`.

mod backup;
mod clock;
mod config;
mod demo;
mod doctor;
mod export;
mod printers;
mod progress;
mod report;
mod shop_folder;
mod shown;
mod staff;
mod status;
mod systemd;

use std::{
    io::{self, Write},
    net::{IpAddr, SocketAddr},
    process::ExitCode,
    time::Duration,
};

use clap::{Parser, Subcommand};

use systemd::Supervisor;

use crate::{
    config::{Config, DemoConfig},
    domain::PairingCode,
    lan,
    server::{Server, StartError},
    web,
};

/// Orders for a small food shop: one program, one file, live screens on the shop's own network.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without a command, Siap opens the shop. The first time it shows an address and\n\
        a code: open the address in a browser, and the code makes you the owner.\n\n\
        Forgot a PIN? siap staff reset-pin --name Rina\n\
        With the service that install.sh makes, commands find its shop: sudo siap status\n\
        Just looking? siap demo plays a day in a shop of its own.\n\
        Everything the shop knows is in one file, siap.db, in the data folder.\n\
        More in the log: SIAP_LOG=siap=debug"
)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the shop (also without a command)
    Serve(Config),
    /// Show whether the shop is open, and its addresses
    Status(status::Status),
    /// Add staff, list them, reset a PIN
    #[command(subcommand)]
    Staff(staff::StaffCommand),
    /// Read and change the shop's settings, also while it is open
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Show the computer's clock, and tell the shop that it is right
    Clock(clock::Clock),
    /// Make a backup, also while the shop is open
    Backup(backup::Backup),
    /// Restore a backup
    Restore(backup::Restore),
    /// Save orders, payments, the menu or the history to a file, also while the shop is open
    Export(export::Export),
    /// Print the sales of a day or of several, also while the shop is open
    Report(report::Report),
    /// List the printers and what waits for them
    Printers(printers::Printers),
    /// Try out a printer, also while the shop is closed
    #[command(subcommand)]
    Print(printers::PrintCommand),
    /// Check the shop and its computer, and say what to do
    Doctor(doctor::Doctor),
    /// Play a warung's day in a shop of its own, to look at and try out
    Demo(DemoConfig),
    /// Print the version
    Version,
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    let env = env_logger::Env::new().filter_or("SIAP_LOG", "warn,siap=info");
    env_logger::Builder::from_env(env).init();
    // In the log, once and with its place, like anything else that goes wrong.
    std::panic::set_hook(Box::new(|panic| log::error!("{panic}")));
    let line = Line::parse();
    let done = match line.command {
        None => open_shop(&line.config),
        Some(Command::Serve(config)) => open_shop(&config),
        Some(Command::Status(wanted)) => status::show(&wanted),
        Some(Command::Staff(command)) => staff::run(&command),
        Some(Command::Config(command)) => config::run(&command),
        Some(Command::Clock(wanted)) => clock::run(&wanted),
        Some(Command::Backup(wanted)) => backup::back_up(&wanted),
        Some(Command::Restore(wanted)) => backup::restore(&wanted),
        Some(Command::Export(wanted)) => export::run(&wanted),
        Some(Command::Report(wanted)) => report::run(&wanted),
        Some(Command::Printers(wanted)) => printers::list(&wanted),
        Some(Command::Print(command)) => printers::run(&command),
        Some(Command::Doctor(wanted)) => return doctor::run(&wanted),
        Some(Command::Demo(config)) => demo::open(&config),
        Some(Command::Version) => say(&format!("siap {}\n", env!("CARGO_PKG_VERSION"))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // Nothing can be done about an error that cannot be shown.
            let _ = writeln!(io::stderr(), "siap: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn open_shop(config: &Config) -> Result<(), String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| {
        format!("the system has no threads left ({error}). Close other programs")
    })?;
    // A socket is a file, and many systems give a program only 1024 of them unless it asks.
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        log::warn!("the limit of open files stays as it is ({error})");
    }
    let done = runtime.block_on(async {
        // Before anything is opened, so that a signal never finds a half-open shop.
        let closed = closing_signal()?;
        let supervisor = Supervisor::of_environment();
        let opened = supervisor.while_opening(Server::start(config)).await;
        let server = opened.map_err(|error: StartError| error.to_string())?;
        log::info!(
            "siap {} listens on {}, phones at {}",
            env!("CARGO_PKG_VERSION"),
            server.address,
            server.shop.network().public_url()
        );
        if let Some(code) = &server.setup_code {
            log::info!("this shop isn't set up yet; its setup code is {code}");
        }
        say(&banner(&server))?;
        Supervisor::ready(&server.shop.network().public_url());
        let (server, lost) = keep_open(server, config, &supervisor, closed).await?;
        Supervisor::stopping();
        server.stop().await;
        if lost {
            return Err(
                "Siap has stopped writing because of a bug; the log says where. \
                Nothing that was confirmed is lost. Start it again"
                    .to_owned(),
            );
        }
        Ok(())
    });
    // A long look through a large file is not waited for.
    runtime.shutdown_timeout(Duration::from_millis(500));
    done
}

/// Keeps the shop open until it is `closed`, or until its writer is lost, which it says; lets a backup take its
/// place when one is ready.
async fn keep_open(
    mut server: Server,
    config: &Config,
    supervisor: &Supervisor,
    closed: impl Future<Output = ()>,
) -> Result<(Server, bool), String> {
    tokio::pin!(closed);
    loop {
        let restoring = tokio::select! {
            () = &mut closed => return Ok((server, false)),
            () = server.lost_its_writer() => return Ok((server, true)),
            never = supervisor.feed(server.shop.health()) => match never {},
            restoring = server.restored() => restoring,
        };
        let reopening = server.reopen(config, restoring);
        let reopened = supervisor.while_reopening(reopening).await;
        server = reopened.map_err(|error| error.to_string())?;
        Supervisor::ready(&server.shop.network().public_url());
    }
}

/// Waits for SIGINT or SIGTERM.
fn closing_signal() -> Result<impl Future<Output = ()>, String> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed = |error| format!("the system gives no signals ({error})");
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// What the terminal shows: where the shop is, and a QR of its menu.
fn banner(server: &Server) -> String {
    let (network, address) = (server.shop.network(), server.address);
    let (url, listen_address) = (network.public_url(), network.listen_address());
    let scheme = if listen_address.is_secure {
        "https"
    } else {
        "http"
    };
    let mut lines = vec![
        format!("Siap {} is open", env!("CARGO_PKG_VERSION")),
        format!("listening on {scheme}://{address}"),
        String::new(),
    ];
    lines.extend(pages(&url));
    let others = network.other_urls().into_iter();
    lines.extend(others.map(|other| format!("  also    {other}/")));
    if listen_address.is_a_trial() {
        lines.push(format!(
            "\n  Only this computer can open it; for phones: --listen 0.0.0.0:{}",
            address.port()
        ));
    }
    let old = |ip: IpAddr| ip.is_ipv4() && ip.is_unspecified();
    if old(listen_address.listening.ip()) && lan::is_six_only() {
        lines.push(format!(
            "\n  This computer has only IPv6 addresses; for phones: --listen [::]:{}",
            address.port()
        ));
    }
    lines.extend(invitation(&url, server.setup_code.as_ref()));
    lines.push(String::new());
    lines.join("\n")
}

/// The pages of a shop, and where they are.
fn pages(url: &str) -> impl Iterator<Item = String> {
    let pages = [
        ("Menu", "/"),
        ("Till", "/cashier"),
        ("Kitchen", "/kitchen"),
        ("Board", "/board"),
        ("Kiosk", "/kiosk"),
        ("Display", "/display"),
        ("Admin", "/admin"),
    ];
    pages
        .into_iter()
        .map(move |(what, path)| format!("  {what:<7} {url}{path}"))
}

/// A code to scan: the menu, or the first start, while its `code` is there. None where no phone could follow it.
fn invitation(url: &str, code: Option<&PairingCode>) -> Vec<String> {
    let mut lines = Vec::new();
    let is_for_phones = !is_of_this_machine(url);
    let scanned = match code {
        Some(code) => {
            let scan = "; or scan this with a phone on the shop's Wi-Fi:";
            let scan = if is_for_phones { scan } else { "" };
            lines.push(format!(
                "\n  This shop isn't set up yet. Open {url}/setup\n  with the code {code}{scan}"
            ));
            format!("{url}/setup#{}", code.as_str())
        }
        None => format!("{url}/"),
    };
    if !is_for_phones {
        return lines;
    }
    if let Some(code) = web::terminal_qr(&scanned) {
        lines.extend([String::new(), code]);
    }
    lines
}

/// Whether an address is a loopback address, with which each machine reaches only itself.
fn is_of_this_machine(url: &str) -> bool {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = authority.split('/').next().unwrap_or_default();
    let ip = match authority.parse::<SocketAddr>() {
        Ok(address) => Some(address.ip()),
        Err(_) => authority.trim_matches(['[', ']']).parse::<IpAddr>().ok(),
    };
    let host = authority.split(':').next().unwrap_or_default();
    ip.is_some_and(|ip| ip.is_loopback()) || host == "localhost"
}

fn say(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| format!("nothing can be printed here ({error})"))
}

#[cfg(test)]
mod tests;
