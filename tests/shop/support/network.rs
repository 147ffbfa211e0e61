//! Networks made for a test: machines with cables between them (network namespaces of Linux), in which the
//! real program runs and addresses come and go.

use std::{
    fs::File,
    io::Write,
    net::{Ipv4Addr, UdpSocket},
    os::fd::AsFd,
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

/// Where everybody asks for names (RFC 6762, section 3).
const EVERYBODY: (Ipv4Addr, u16) = (Ipv4Addr::new(224, 0, 0, 251), 5353);
/// No name is asked for as often; this only ends a test without an answer.
const PATIENCE: usize = 60;

/// A machine with a network of its own, gone when the test is.
pub(crate) struct Place(String);

impl Place {
    /// An empty one; none, with a line that says so, where this machine does not allow it.
    pub(crate) fn new() -> Option<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let place = Self(format!("siap-{}-{number}", std::process::id()));
        let made = run("ip", &["netns", "add", &place.0]);
        if !made || !place.try_ip(&["link", "set", "lo", "up"]) {
            let why = "skipped: only root may make networks to test in (ip netns)";
            writeln!(std::io::stderr(), "{why}").expect("a terminal");
            return None;
        }
        Some(place)
    }

    /// Its name for `ip netns exec`.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    /// `ip …` on this machine.
    pub(crate) fn ip(&self, command: &str) {
        let words: Vec<_> = command.split(' ').collect();
        assert!(self.try_ip(&words), "ip {command}");
    }

    fn try_ip(&self, words: &[&str]) -> bool {
        run("ip", &[&["-n", &self.0], words].concat())
    }

    /// An interface of this name, with a cable that leads nowhere yet.
    pub(crate) fn plug(&self, interface: &str) {
        self.ip(&format!(
            "link add {interface} type veth peer name far-{interface}"
        ));
        self.ip(&format!("link set {interface} up"));
        self.ip(&format!("link set far-{interface} up"));
    }

    /// A cable from `eth0` here to `eth0` there.
    pub(crate) fn join(&self, other: &Self) {
        self.ip(&format!(
            "link add eth0 type veth peer name eth0 netns {}",
            other.0
        ));
        self.ip("link set eth0 up");
        other.ip("link set eth0 up");
    }

    /// Does this in the place: what it opens or starts belongs there.
    pub(crate) fn inside<T: Send>(&self, what: impl FnOnce() -> T + Send) -> T {
        let there = File::open(format!("/run/netns/{}", self.0)).expect("the place");
        std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let network = Some(LinkNameSpaceType::Network);
                move_into_link_name_space(there.as_fd(), network).expect("a way in");
                what()
            });
            thread.join().expect("no panic")
        })
    }

    /// Runs an asynchronous test in the place.
    pub(crate) fn run<F: Future<Output = ()>>(&self, test: impl FnOnce() -> F + Send) {
        self.inside(|| {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = runtime.enable_all().build().expect("a runtime");
            runtime.block_on(test());
        });
    }

    /// Asks everybody in the network for a name, like a phone would, until this address answers.
    pub(crate) fn hears_that(&self, name: &str, address: Ipv4Addr) {
        let heard = self.ask_for(name, |answer| answer == Some(address));
        assert!(heard, "{name} is {address}");
    }

    /// Asks until no answer comes any more.
    pub(crate) fn hears_nobody_called(&self, name: &str) {
        assert!(self.ask_for(name, |answer| answer.is_none()), "{name}");
    }

    fn ask_for(&self, name: &str, wanted: impl Fn(Option<Ipv4Addr>) -> bool + Sync) -> bool {
        self.inside(|| {
            let phone = UdpSocket::bind("0.0.0.0:0").expect("a socket");
            let patience = Some(Duration::from_millis(500));
            phone.set_read_timeout(patience).expect("a time-out");
            (0..PATIENCE).any(|_| {
                phone.send_to(&question(name), EVERYBODY).expect("a way");
                let mut answer = [0; 1500];
                let length = phone.recv(&mut answer).ok();
                wanted(length.and_then(|length| address_in(&answer[..length])))
            })
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        run("ip", &["netns", "del", &self.0]);
    }
}

fn run(program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(words).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// «Which address has this name?» (RFC 1035, section 4.1).
fn question(name: &str) -> Vec<u8> {
    let mut bytes = vec![0, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    for label in name.split('.') {
        bytes.push(u8::try_from(label.len()).expect("a short label"));
        bytes.extend_from_slice(label.as_bytes());
    }
    bytes.extend_from_slice(&[0, 0, 1, 0, 1]);
    bytes
}

/// The first IPv4 address in an answer: four bytes after type A, class, time to live and length.
fn address_in(answer: &[u8]) -> Option<Ipv4Addr> {
    answer.windows(14).skip(12).find_map(|window| {
        // The class is the internet, with or without the cache-flush bit.
        let [0, 1, 0 | 0x80, 1, _, _, _, _, 0, 4, a, b, c, d] = *window else {
            return None;
        };
        Some(Ipv4Addr::new(a, b, c, d))
    })
}
