//! The command line: `siap serve`, `siap staff add`, `siap demo`, `siap version`.

mod demo;

use std::{
    io::{self, BufRead, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use clap::{Parser, Subcommand};

use crate::{
    config::{Config, DemoConfig, default_data},
    domain::Role,
    lan,
    shop::{ShopError, hash_pin},
    start::{Server, StartError},
    store::{self, StoreError},
    web,
};

/// Orders for a small food shop: one program, one file, live screens on the shop's own network.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without a command Siap opens the shop. First steps:\n  \
        siap staff add --name Rina --role owner\n  siap serve\n\n\
        Only looking: siap demo plays a day in a shop of its own.\n\
        Everything the shop knows is one file, siap.db, in the data folder.\n\
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
    /// Who works here
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Play a warung's day in a shop of its own, to look at and to try things
    Demo(DemoConfig),
    /// Print the version
    Version,
}

#[derive(Debug, Subcommand)]
enum StaffCommand {
    /// Add somebody; works beside a running shop
    Add(AddStaff),
}

#[derive(Debug, clap::Args)]
struct AddStaff {
    /// Folder of the shop
    #[arg(long, env = "SIAP_DATA", default_value_os_t = default_data(), value_name = "FOLDER")]
    data: PathBuf,

    /// Name to log in with, 1 to 40 characters
    #[arg(long)]
    name: String,

    /// What they may do: owner, cashier or kitchen
    #[arg(long, value_parser = role)]
    role: Role,

    /// Read the PIN (4 to 10 digits) from standard input instead of asking for it
    #[arg(long)]
    pin_stdin: bool,
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| "owner, cashier or kitchen".to_owned())
}

/// Does what the command line says.
#[must_use]
pub fn run() -> ExitCode {
    let env = env_logger::Env::new().filter_or("SIAP_LOG", "warn,siap=info");
    env_logger::Builder::from_env(env).init();
    let line = Line::parse();
    let done = match line.command {
        None => open_shop(&line.config),
        Some(Command::Serve(config)) => open_shop(&config),
        Some(Command::Staff(StaffCommand::Add(add))) => add_staff(&add),
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
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| format!("the system gives no threads ({error}). Close other programs"))?;
    let done = runtime.block_on(async {
        // Before anything is opened, so that a signal never finds a half-open shop.
        let closed = closing_signal()?;
        let server = Server::start(config)
            .await
            .map_err(|error: StartError| error.to_string())?;
        log::info!(
            "siap {} listens on {}, phones at {}",
            env!("CARGO_PKG_VERSION"),
            server.address,
            server.public_url
        );
        say(&banner(&server))?;
        closed.await;
        server.stop().await;
        Ok(())
    });
    // A long look through a large file is not waited for.
    runtime.shutdown_timeout(Duration::from_millis(500));
    done
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
    let (url, address) = (&server.public_url, server.address);
    let mut lines = vec![
        format!("siap {}", env!("CARGO_PKG_VERSION")),
        format!("listening on http://{address}"),
        String::new(),
    ];
    let pages = [
        ("Menu", "/"),
        ("Kasir", "/cashier"),
        ("Dapur", "/kitchen"),
        ("Papan", "/board"),
    ];
    lines.extend(pages.map(|(what, path)| format!("  {what:<6} {url}{path}")));
    let others = lan::addresses(address).into_iter().skip(1);
    lines.extend(others.map(|other| format!("  also   http://{other}:{}/", address.port())));
    if address.ip().is_loopback() {
        lines.push(
            "\n  Only this machine can open it; for phones: --listen 0.0.0.0:8080".to_owned(),
        );
    }
    if let Some(code) = web::terminal_qr(&format!("{url}/")) {
        lines.extend([String::new(), code]);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn add_staff(add: &AddStaff) -> Result<(), String> {
    let pin = read_pin(add.pin_stdin)?;
    let (name, role, hash) = hash_pin(&add.name, add.role, &pin).map_err(|error| match error {
        ShopError::Refused { refusal, .. } if refusal.code() == "unfit_pin" => {
            "a PIN is 4 to 10 digits".to_owned()
        }
        ShopError::Refused { .. } => "a name is 1 to 40 characters".to_owned(),
        other => other.to_string(),
    })?;
    let at = jiff::Timestamp::now();
    let added = store::open_beside(&add.data, |store| {
        store.insert_staff(&name, role, &hash, at)
    });
    match added {
        Ok(staff) => say(&format!(
            "{} may now log in as {}\n",
            staff.name,
            staff.role.as_str()
        )),
        Err(store::OpenError::Store(StoreError::Taken(_))) => Err(format!(
            "somebody called {name} works here already. Choose another name"
        )),
        Err(error) => Err(error.to_string()),
    }
}

fn read_pin(from_stdin: bool) -> Result<String, String> {
    if from_stdin || !io::stdin().is_terminal() {
        let mut pin = String::new();
        let read = io::stdin().lock().read_line(&mut pin);
        read.map_err(|error| format!("the PIN could not be read ({error})"))?;
        return Ok(pin.trim().to_owned());
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map_err(|error| format!("the PIN could not be read ({error})"))
    };
    let pin = ask("PIN (4 to 10 digits): ")?;
    if ask("Once more: ")? == pin {
        Ok(pin)
    } else {
        Err("the two PINs differ".to_owned())
    }
}

fn say(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| format!("nothing can be shown here ({error})"))
}
