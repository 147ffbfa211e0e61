//! The real executable, started on a folder and stopped by its own handle.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use super::raw::Depth;

/// Names the executable to measure; `target/release/siap` without it.
const SIAP_BIN: &str = "SIAP_BIN";
/// Names a command to be started in the bare server's place.
const AGAINST: &str = "SIAP_BENCH_AGAINST";
/// How long it may take to open or to close.
const PATIENCE: Duration = Duration::from_secs(30);
/// The unit of `/proc/PID/stat`: a hundredth of a second on every Linux that Rust runs on.
const TICKS: u32 = 100;

/// Who the load is, on the staff.
pub(crate) const NAME: &str = "Load";
/// Who may read everything.
pub(crate) const OWNER: &str = "Owner";
/// And the PIN.
pub(crate) const PIN: &str = "4711";

/// A running shop. When this is dropped it is killed.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// When it was asked to start.
    pub(crate) spawned: Instant,
}

impl Server {
    /// Opens the shop of `folder` on a free port of loopback.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut command = Command::new(siap());
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .env("SIAP_LIMITS", "off")
            .env("SIAP_LOG", "warn");
        Self::started_by(command)
    }

    /// Starts the bare server on `folder`, with the rows of a closed shop to write; or, where all of them are written,
    /// the server that was named to stand in its place.
    pub(crate) fn start_bare(shop: &Path, folder: &Path, depth: Depth) -> Self {
        let other = std::env::var(AGAINST).ok();
        // What another server writes is its own choice.
        let other = other.filter(|_| depth == Depth::All);
        let mut command = if let Some(other) = other {
            let mut words = other.split(' ');
            let mut command = Command::new(words.next().unwrap_or_default());
            command.args(words);
            command
        } else {
            let own = std::env::current_exe().expect("a program knows where it is");
            let mut command = Command::new(own);
            command.arg("bare");
            command
        };
        command.arg(shop).arg(folder);
        if depth == Depth::OrderAndLines {
            command.arg("--order-and-lines");
        }
        Self::started_by(command)
    }

    fn started_by(mut command: Command) -> Self {
        let spawned = Instant::now();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the executable starts");
        let stdout = child.stdout.take().expect("its output is ours");
        // Held before anything can go wrong, so that it is killed then.
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self {
            child,
            address: nowhere,
            spawned,
        };
        let (found, address) = mpsc::channel();
        // Reads on to the end, so that the shop never meets a closed pipe.
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some((_, address)) = line.split_once("listening on http://") {
                    let _ = found.send(address.trim().to_owned());
                }
            }
        });
        let address = address
            .recv_timeout(PATIENCE)
            .expect("the shop says where it listens");
        server.address = address.parse().expect("an address is an address");
        server
    }

    /// How much memory is in use, in KiB.
    pub(crate) fn rss_kib(&self) -> usize {
        let status = self.read("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let figure = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        figure.expect("a running process has memory")
    }

    /// How long it has been computing, all threads together.
    pub(crate) fn cpu(&self) -> Duration {
        let stat = self.read("stat");
        // The name in brackets may hold anything, so what follows the last bracket is counted.
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
        let ticks = fields.split_whitespace().skip(11).take(2).map(|field| {
            let ticks: u32 = field.parse().expect("a count of ticks");
            ticks
        });
        Duration::from_secs(1) * ticks.sum::<u32>() / TICKS
    }

    /// How long it has been computing since [`Self::cpu`] said `then`.
    pub(crate) fn cpu_since(&self, then: Duration) -> Duration {
        self.cpu().saturating_sub(then)
    }

    fn read(&self, what: &str) -> String {
        let path = PathBuf::from(format!("/proc/{}/{what}", self.child.id()));
        fs::read_to_string(path).expect("the shop is running (and this is Linux)")
    }

    /// Waits for the first 200; how long that was after being asked to start.
    pub(crate) fn time_to_open(&self) -> Duration {
        let deadline = self.spawned + PATIENCE;
        while !is_healthy(self.address) {
            assert!(Instant::now() < deadline, "the shop is not healthy in time");
        }
        self.spawned.elapsed()
    }

    /// Closes the shop in order, as its owner would: nothing is left to be recovered.
    pub(crate) fn close(mut self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("`kill` is there");
        assert!(asked.success(), "the shop can be asked to close");
        let deadline = Instant::now() + PATIENCE;
        while self
            .child
            .try_wait()
            .expect("a child can be waited for")
            .is_none()
        {
            assert!(Instant::now() < deadline, "the shop does not close in time");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The executable to measure.
fn siap() -> PathBuf {
    let path = std::env::var_os(SIAP_BIN).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/siap"),
        PathBuf::from,
    );
    assert!(
        path.is_file(),
        "{} is missing: cargo build --release, or name another in {SIAP_BIN}",
        path.display()
    );
    path
}

fn is_healthy(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(&start == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

/// Adds the load to the staff of a folder's shop.
pub(crate) fn add_cashier(folder: &Path) {
    hire(folder, NAME, "cashier");
}

/// Adds an owner, who may read what a cashier may not.
pub(crate) fn add_owner(folder: &Path) {
    hire(folder, OWNER, "owner");
}

fn hire(folder: &Path, name: &str, role: &str) {
    let mut child = Command::new(siap())
        .args([
            "staff",
            "add",
            "--name",
            name,
            "--role",
            role,
            "--pin-stdin",
            "--data",
        ])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the executable starts");
    let mut stdin = child.stdin.take().expect("its input is ours");
    writeln!(stdin, "{PIN}").expect("the PIN can be said");
    drop(stdin);
    assert!(
        child.wait().expect("a child can be waited for").success(),
        "staff can be added"
    );
}

/// The size of the executable in bytes.
pub(crate) fn executable_size() -> u64 {
    fs::metadata(siap()).expect("the executable is there").len()
}

/// How many files this process, and a shop started by it, may have open.
pub(crate) fn open_files_limit() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next());
    soft.and_then(|soft| soft.parse().ok())
        .unwrap_or(usize::MAX)
}
