//! Memory and processor time of sockets that only stay open.

use std::{path::Path, sync::Arc, time::Duration};

use tokio::{sync::Semaphore, task::JoinSet, time::sleep};

use super::{
    folder::Folder,
    pool::Pool,
    report::{Report, figure},
    screen::Screen,
    server::{Server, open_files_limit},
    shop::{self, Dish},
};

/// Sockets that are being opened at once.
const AT_ONCE: usize = 64;
/// Files that load and shop have open besides the sockets.
const OTHER_FILES: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// Each in the room of an order of its own, as phones are
    Order,
    /// All in the room of the pickup board
    Board,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Idle sockets; one address of a client has some 28,000 ports
    #[arg(long, default_value_t = 5000, value_parser = clap::value_parser!(u16).range(1..=25000))]
    sockets: u16,

    /// Where they listen
    #[arg(long, value_enum, default_value = "order")]
    room: Kind,

    /// Seconds to let everything settle before memory is read
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=120))]
    settle: u64,

    /// Seconds over which processor time is read
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=600))]
    watch: u64,

    /// Seconds after closing until memory is read again
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=600))]
    after: u64,
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let folder = Folder::make(place);
    let server = Server::start(folder.path());
    let mut report = Report::new("Idle: what sockets that only stay open cost the shop");
    let sockets = as_many_as_allowed(options.sockets.into(), &mut report);
    let rooms = rooms(&server, options.room, sockets).await;
    let settle = Duration::from_secs(options.settle);
    sleep(settle).await;
    let before = server.rss_kib();

    let mut open = open(&server, rooms).await;
    sleep(settle).await;
    let with = server.rss_kib();
    let cpu = server.cpu();
    let watch = Duration::from_secs(options.watch);
    sleep(watch).await;
    let cpu = server.cpu_since(cpu);
    let later = server.rss_kib();
    assert!(open.try_join_next().is_none(), "no socket ends by itself");
    drop(open);
    sleep(Duration::from_secs(options.after)).await;
    let after = server.rss_kib();

    let what = match options.room {
        Kind::Order => "each in the room of an order of its own",
        Kind::Board => "all in the room of the pickup board",
    };
    report.how(format!(
        "{sockets} sockets, {what}, opened once and answering pings."
    ));
    report.how(format!(
        "Memory is the shop's RSS, read {} s after the last was opened, and {} s after all were \
         closed.",
        options.settle, options.after
    ));
    report.row("RSS before", mib(before));
    report.row("RSS with sockets", mib(with));
    report.row(
        format!("RSS {} s later, after heartbeats", options.watch),
        mib(later),
    );
    report.row(
        format!("RSS {} s after they closed", options.after),
        mib(after),
    );
    let each = |kib: usize| {
        format!(
            "{:.1} KiB",
            figure(kib.saturating_sub(before)) / figure(sockets)
        )
    };
    report.row("memory of a socket", each(with));
    report.row("memory of a socket, after heartbeats", each(later));
    report.row("kept after they closed", mib(after.saturating_sub(before)));
    let share = cpu.as_secs_f64() / watch.as_secs_f64() * 100.0;
    report.row(
        format!("CPU over {} s, heartbeats on", options.watch),
        format!("{share:.2} % of a core"),
    );
    report
}

/// A limit that is too low makes fewer sockets, and is said.
fn as_many_as_allowed(wanted: usize, report: &mut Report) -> usize {
    let limit = open_files_limit();
    let room = limit.saturating_sub(OTHER_FILES).max(1);
    if room < wanted {
        report.how(format!(
            "Only {room} of {wanted} sockets: {limit} files may be open. For all of them: ulimit -n {}",
            wanted + OTHER_FILES
        ));
    }
    wanted.min(room)
}

async fn rooms(server: &Server, kind: Kind, count: usize) -> Vec<String> {
    match kind {
        Kind::Board => vec!["board".to_owned(); count],
        Kind::Order => {
            let pool = Arc::new(Pool::new(server.address, AT_ONCE));
            let order = Dish::find(&pool).await.order(1);
            let orders = shop::place_many(&pool, &order, count).await;
            orders
                .into_iter()
                .map(|order| format!("order:{}", order.uid))
                .collect()
        }
    }
}

/// Opens a socket in each room; they listen until this is dropped.
async fn open(server: &Server, rooms: Vec<String>) -> JoinSet<()> {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let all: u32 = rooms.len().try_into().expect("a small number");
    let opened = Arc::new(Semaphore::new(0));
    let mut open = JoinSet::new();
    for room in rooms {
        let (address, turns, opened) = (server.address, turns.clone(), opened.clone());
        open.spawn(async move {
            let turn = turns.acquire().await.expect("never closed");
            let mut screen = Screen::open(address, &room, None).await;
            drop(turn);
            opened.add_permits(1);
            while screen.next().await.is_some() {}
        });
    }
    tokio::select! {
        _ = opened.acquire_many(all) => open,
        ended = open.join_next() => panic!("a socket ended while others were opened: {ended:?}"),
    }
}

fn mib(kib: usize) -> String {
    format!("{:.1} MiB", figure(kib) / 1024.0)
}
