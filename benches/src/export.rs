//! Exports a whole shop: how fast its rows come, how much memory that takes, and whether the database's log stays short
//! while customers go on ordering.

use std::{path::Path, sync::Arc, time::Instant};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{
    client::request,
    folder::{Folder, disk_under},
    past::{self, Events},
    pool::Pool,
    report::{Report, figure},
    server::{self, Server},
    shop::{self, Dish},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Finished orders, for each shop
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 1_000_000])]
    orders: Vec<u32>,
}

const FILES: [&str; 5] = [
    "orders",
    "lines",
    "payments",
    "history?about=orders",
    "orders?format=json",
];

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report = Report::new("Export: a whole shop taken along");
    report.how(format!(
        "Finished orders of a year, each with a line, a payment and its events; a customer orders all the \
         while; disk: {}.",
        disk_under(place)
    ));
    for orders in &options.orders {
        measure(*orders, place, &mut report).await;
    }
    report
}

async fn measure(orders: u32, place: &Path, report: &mut Report) {
    let folder = Folder::make(place);
    past::make(folder.path(), orders, Events::Shortened).await;
    server::add_owner(folder.path());
    let server = Server::start(folder.path());
    let pool = Arc::new(Pool::new(server.address, 2));
    let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
    let order = Dish::find(&pool).await.order(2);
    shop::place_many(&pool, &order, 10).await;
    let idle = server.rss_kib();
    report.row(format!("{orders} orders: memory before"), kib(idle));
    for what in FILES {
        let log = folder.path().join("siap.db-wal");
        let (mut memory, mut longest) = (0, 0);
        let began = Instant::now();
        let mut file = File::open(&server, what, &token).await;
        let mut parts = 0_u32;
        while file.more().await {
            // A look now and then; each part would be a look at the disk.
            parts += 1;
            if parts.is_multiple_of(50) {
                memory = memory.max(server.rss_kib());
                longest = longest.max(std::fs::metadata(&log).map_or(0, |log| log.len()));
                shop::place_many(&pool, &order, 1).await;
            }
        }
        let took = began.elapsed().as_secs_f64();
        let said = format!(
            "{} rows in {took:.2} s, {:.0} a second, {:.1} MiB; memory {}; log {:.1} MiB",
            file.rows,
            figure(file.rows) / took,
            figure(file.bytes) / 1024.0 / 1024.0,
            kib(memory.max(server.rss_kib())),
            figure(usize::try_from(longest).expect("small")) / 1024.0 / 1024.0
        );
        report.row(format!("{orders} orders: {what}"), said);
        report.must_be_none("files that broke off", usize::from(!file.is_whole));
    }
}

fn kib(kib: usize) -> String {
    format!("{:.1} MiB", figure(kib) / 1024.0)
}

/// A file on its way, read as it comes and kept nowhere.
struct File {
    stream: TcpStream,
    buffer: Vec<u8>,
    last: [u8; 5],
    rows: usize,
    bytes: usize,
    is_whole: bool,
}

impl File {
    async fn open(server: &Server, what: &str, token: &str) -> Self {
        let bearer = format!("Bearer {token}");
        let path = format!("/api/v1/admin/export/{what}");
        let headers = [("authorization", &*bearer), ("connection", "close")];
        let mut stream = TcpStream::connect(server.address).await.expect("a shop");
        let request = request("GET", &path, &headers, "");
        stream
            .write_all(request.as_bytes())
            .await
            .expect("a request");
        Self {
            stream,
            buffer: vec![0; 64 * 1024],
            last: [0; 5],
            rows: 0,
            bytes: 0,
            is_whole: false,
        }
    }

    /// Reads on; whether there may be more.
    async fn more(&mut self) -> bool {
        let read = self.stream.read(&mut self.buffer).await.unwrap_or(0);
        let new = &self.buffer[..read];
        if self.bytes == 0 {
            let head = String::from_utf8_lossy(new);
            let rows = head
                .lines()
                .find_map(|line| line.strip_prefix("siap-rows: "));
            self.rows = rows.and_then(|rows| rows.parse().ok()).expect("how many");
        }
        self.bytes += read;
        let tail: Vec<u8> = self.last.iter().chain(new).copied().collect();
        self.last.copy_from_slice(&tail[tail.len() - 5..]);
        self.is_whole = &self.last == b"0\r\n\r\n";
        read > 0
    }
}
