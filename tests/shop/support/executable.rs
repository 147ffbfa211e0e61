//! The real program as its own process, to be stopped, killed and starved.

use std::{
    ffi::{OsStr, OsString},
    net::SocketAddr,
    path::Path,
    process::Stdio,
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use super::{Caller, Machine, PIN, Place};

/// No command takes as long; this only ends one that goes on.
const PATIENCE: Duration = Duration::from_mins(1);

const SIAP: &str = env!("CARGO_BIN_EXE_siap");

/// A running `siap serve` or `siap demo`.
pub(crate) struct Executable {
    pub(crate) address: SocketAddr,
    child: Child,
    out: Lines<BufReader<ChildStdout>>,
}

/// How a run ended that was not meant to go on.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) said: String,
    pub(crate) complaint: String,
}

impl Executable {
    /// Starts it on a free port.
    pub(crate) async fn start(data: &Path) -> Self {
        Self::started_by(Command::new(SIAP), &["serve"], data).await
    }

    /// Starts it as a new shop, although something is left of another.
    pub(crate) async fn start_new(data: &Path) -> Self {
        Self::start_with(&["--new"], data).await
    }

    /// Starts it as another user.
    pub(crate) async fn start_as(user: u32, data: &Path) -> Self {
        let mut command = Command::new(SIAP);
        command.uid(user).gid(user);
        Self::started_by(command, &["serve"], data).await
    }

    /// The same with further arguments.
    pub(crate) async fn start_with(arguments: &[&str], data: &Path) -> Self {
        let arguments = [&["serve"], arguments].concat();
        Self::started_by(Command::new(SIAP), &arguments, data).await
    }

    /// Starts it on a machine that fails.
    pub(crate) async fn start_on(machine: &Machine, data: &Path) -> Self {
        let mut command = Command::new(SIAP);
        command.envs(machine.environment(data));
        Self::started_by(command, &["serve"], data).await
    }

    /// Starts it under a supervisor that says so in the environment.
    pub(crate) async fn start_under(
        environment: impl IntoIterator<Item = (&'static str, OsString)>,
        data: &Path,
    ) -> Self {
        let mut command = Command::new(SIAP);
        command.envs(environment);
        Self::started_by(command, &["serve"], data).await
    }

    /// Starts it where it may open this many files, with every address held to its limits or not.
    pub(crate) async fn start_short_of_files(data: &Path, files: u32, limits: &str) -> Self {
        let mut shell = Command::new("sh");
        let script = format!("ulimit -n {files}; exec \"$0\" \"$@\"");
        shell.args(["-c", &script, SIAP]);
        Self::started_by(shell, &["serve", "--limits", limits], data).await
    }

    /// Starts it in a network made for a test, where everybody in it can come.
    pub(crate) async fn start_in(place: &Place, data: &Path, arguments: &[&str]) -> Self {
        Self::start_in_open_at("0.0.0.0:8080", place, data, arguments).await
    }

    /// The same where it listens at this address, port 8080.
    pub(crate) async fn start_in_open_at(
        listen: &str,
        place: &Place,
        data: &Path,
        arguments: &[&str],
    ) -> Self {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", place.name(), SIAP]);
        let open = ["serve", "--listen", listen];
        let arguments = [&open, arguments].concat();
        let siap = Self::listening(command, &arguments, data).await;
        Self {
            // From the machine itself, by all its addresses.
            address: ([127, 0, 0, 1], 8080).into(),
            ..siap
        }
    }

    /// Starts a demo on a free port.
    pub(crate) async fn demo(data: &Path, arguments: &[&str]) -> Self {
        let arguments = [&["demo"], arguments].concat();
        Self::started_by(Command::new(SIAP), &arguments, data).await
    }

    /// Starts it where no file may grow over this many blocks of 512 bytes.
    pub(crate) async fn start_starved(data: &Path, blocks: u32) -> Self {
        let mut shell = Command::new("sh");
        // The signal would kill it; ignored, the write fails, as on a disk that breaks.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        shell.args(["-c", &script, SIAP]);
        Self::started_by(shell, &["serve"], data).await
    }

    async fn started_by(command: Command, arguments: &[&str], data: &Path) -> Self {
        let arguments = [arguments, &["--listen", "127.0.0.1:0"]].concat();
        Self::listening(command, &arguments, data).await
    }

    /// Starts this program of tests again with one test alone, which opens the shop that `variable` names to it.
    pub(crate) async fn start_test(name: &str, variable: &str, data: &Path) -> Self {
        let tests = std::env::current_exe().expect("a program knows where it is");
        let mut command = Command::new(tests);
        command.args([name, "--exact", "--nocapture"]);
        Self::found(command.env(variable, data)).await
    }

    async fn listening(mut command: Command, arguments: &[&str], data: &Path) -> Self {
        let command = command.args(arguments).arg("--data").arg(data);
        // In a test every customer has the same address.
        Self::found(command.env("SIAP_LIMITS", "off")).await
    }

    async fn found(command: &mut Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("a process");
        let out = child.stdout.take().expect("its output");
        let mut out = BufReader::new(out).lines();
        let line = line_with(&mut out, "listening on http://").await;
        let (_, address) = line.split_once("http://").expect("an address");
        let address = address.trim().parse().expect("an address");
        Self {
            address,
            child,
            out,
        }
    }

    /// Starts it, and pulls the plug after so long, however far it is.
    pub(crate) async fn cut_off(data: &Path, after: Duration) {
        let mut child = Command::new(SIAP)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("a process");
        // No event to wait for: the power goes at any moment.
        tokio::time::sleep(after).await;
        child.kill().await.expect("it ran");
    }

    /// Waits until it has said this on its standard output; the line with it.
    pub(crate) async fn says(&mut self, words: &str) -> String {
        line_with(&mut self.out, words).await
    }

    pub(crate) fn customer(&self) -> Caller {
        Caller::anonymous(self.address)
    }

    /// How much memory it has, in KiB.
    pub(crate) fn resident(&self) -> u64 {
        let id = self.child.id().expect("it runs");
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let (number, _) = line
            .expect("a size")
            .trim()
            .split_once(' ')
            .expect("a unit");
        number.parse().expect("a number")
    }

    /// Pulls the plug.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.expect("it ran");
    }

    /// Asks it to end, as the system does; its exit code.
    pub(crate) async fn end(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().expect("it runs").to_string();
        let sent = Command::new("kill")
            .args([signal, &id])
            .status()
            .await
            .expect("kill");
        assert!(sent.success());
        self.child.wait().await.expect("an end").code()
    }
}

async fn line_with(out: &mut Lines<BufReader<ChildStdout>>, words: &str) -> String {
    loop {
        let line = out.next_line().await.expect("text");
        let line = line.unwrap_or_else(|| panic!("a line with «{words}»"));
        if line.contains(words) {
            break line;
        }
    }
}

/// Runs `siap` with these arguments to its end.
pub(crate) async fn run(arguments: &[&str], input: &str) -> Ended {
    run_with([("", ""); 0], arguments, input).await
}

/// The same where these are set.
pub(crate) async fn run_with<Key: AsRef<OsStr>, Value: AsRef<OsStr>>(
    environment: impl IntoIterator<Item = (Key, Value)>,
    arguments: &[&str],
    input: &str,
) -> Ended {
    let mut command = Command::new(SIAP);
    command.envs(environment);
    ended(command, arguments, input).await
}

/// The same as another user.
pub(crate) async fn run_as(user: u32, arguments: &[&str], input: &str) -> Ended {
    let mut command = Command::new(SIAP);
    command.uid(user).gid(user);
    ended(command, arguments, input).await
}

/// The same at a home of one's own, on a computer where this is the unit of an installed service, as this user. The
/// test has to be root: what the process sees as `/etc` is its own.
pub(crate) async fn run_installed(
    unit: &str,
    (user, home): (u32, &Path),
    arguments: &[&str],
    input: &str,
) -> Ended {
    let script = "mount -t tmpfs tmpfs /etc && mkdir -p /etc/systemd/system && \
        printf '%s' \"$1\" >/etc/systemd/system/siap.service && shift && exec \"$@\"";
    let user = user.to_string();
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", script, "sh", unit, "setpriv"]);
    command.args(["--reuid", &user, "--regid", &user, "--clear-groups", SIAP]);
    command.env("HOME", home);
    command.env_remove("XDG_DATA_HOME").env_remove("SIAP_DATA");
    ended(command, arguments, input).await
}

async fn ended(mut command: Command, arguments: &[&str], input: &str) -> Ended {
    let mut child = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("a process");
    let mut stdin = child.stdin.take().expect("its input");
    // It may end without reading.
    let _ = stdin.write_all(input.as_bytes()).await;
    drop(stdin);
    let (mut said, mut complaint) = (String::new(), String::new());
    let mut out = child.stdout.take().expect("its output");
    let mut err = child.stderr.take().expect("its complaints");
    let ending = async {
        let (out, err) = tokio::join!(
            out.read_to_string(&mut said),
            err.read_to_string(&mut complaint)
        );
        out.and(err).expect("text");
        child.wait().await.expect("an end")
    };
    // One that opens the shop where it should have refused does not end at all.
    let status = tokio::time::timeout(PATIENCE, ending).await;
    let status = status.expect("it ends by itself");
    Ended {
        code: status.code(),
        said,
        complaint,
    }
}

/// Adds staff through the command line.
pub(crate) async fn hire(data: &Path, name: &str, role: &str) {
    let data = data.to_str().expect("text");
    let arguments = [
        "staff",
        "add",
        "--data",
        data,
        "--name",
        name,
        "--role",
        role,
        "--pin-stdin",
    ];
    let ended = run(&arguments, PIN).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
}
