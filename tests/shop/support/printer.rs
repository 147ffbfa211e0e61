//! A receipt printer of the tests: takes connections as a cheap network printer does, reads what such printers read,
//! and fails as they fail.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// What a printer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Prints, and answers every question.
    Well,
    /// Takes no connection.
    Refuses,
    /// Takes connections and never reads.
    NeverReads,
    /// Hangs up after the first line of a job.
    ClosesInTheMiddle,
    /// Prints all of a job, and then neither answers nor hangs up.
    NeverConfirms,
    /// Has no paper.
    NoPaper,
    /// Stands open.
    CoverOpen,
    /// Prints, and answers nothing, ever.
    NoAnswers,
}

/// What came over one connection and was not nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Printed {
    /// Its letters, without what is in pictures.
    pub(crate) text: String,
    pub(crate) pulses: usize,
    pub(crate) cuts: usize,
}

#[derive(Debug, Default)]
struct State {
    printed: Vec<Printed>,
}

/// The printer, until it is dropped.
pub(crate) struct TestPrinter {
    pub(crate) address: SocketAddr,
    mode: watch::Sender<Mode>,
    state: Arc<Mutex<State>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for TestPrinter {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl TestPrinter {
    pub(crate) async fn on() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (mode, now) = watch::channel(Mode::Well);
        let state = Arc::<Mutex<State>>::default();
        let task = tokio::spawn(run(listener, now, state.clone()));
        Self {
            address,
            mode,
            state,
            task,
        }
    }

    /// From the next connection on; one that refuses does so by the time this returns.
    pub(crate) async fn turn(&self, mode: Mode) {
        self.mode.send_replace(mode);
        let refuses = mode == Mode::Refuses;
        super::until(|| TestPrinter::takes_connections(self.address) != refuses).await;
    }

    fn takes_connections(address: SocketAddr) -> bool {
        std::net::TcpStream::connect(address).is_ok()
    }

    pub(crate) fn printed(&self) -> Vec<Printed> {
        self.lock().printed.clone()
    }

    /// Papers with this in them.
    pub(crate) fn with(&self, text: &str) -> Vec<String> {
        let printed = self.printed().into_iter().map(|each| each.text);
        printed.filter(|each| each.contains(text)).collect()
    }

    pub(crate) fn pulses(&self) -> usize {
        self.printed().iter().map(|each| each.pulses).sum()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic")
    }
}

async fn run(listener: TcpListener, mut mode: watch::Receiver<Mode>, state: Arc<Mutex<State>>) {
    let address = listener.local_addr().expect("an address");
    let mut listener = Some(listener);
    let mut held = tokio::task::JoinSet::new();
    loop {
        let now = *mode.borrow_and_update();
        if now == Mode::Refuses {
            listener = None;
        } else if listener.is_none() {
            listener = Some(TcpListener::bind(address).await.expect("the same port"));
        }
        let accepted = async {
            match &listener {
                Some(listener) => listener.accept().await.expect("a connection"),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            (stream, _) = accepted => {
                held.spawn(serve(stream, now, state.clone()));
            }
            _ = mode.changed() => {}
        }
    }
}

async fn serve(mut stream: TcpStream, mode: Mode, state: Arc<Mutex<State>>) {
    if mode == Mode::NeverReads {
        // Held open forever, and nothing of it is read.
        std::future::pending::<()>().await;
    }
    let mut printed = Printed::default();
    let ended = read_all(&mut stream, mode, &mut printed, &state).await;
    if printed != Printed::default() {
        state.lock().expect("no panic").printed.push(printed);
    }
    if ended == Some(Ended::Holds) {
        std::future::pending::<()>().await;
    }
}

#[derive(PartialEq, Eq)]
enum Ended {
    Holds,
}

/// Reads command after command, until the other end or this one hangs up.
async fn read_all(
    stream: &mut TcpStream,
    mode: Mode,
    printed: &mut Printed,
    state: &Arc<Mutex<State>>,
) -> Option<Ended> {
    loop {
        let first = byte(stream).await?;
        match first {
            b'\n' => {
                printed.text.push('\n');
                if mode == Mode::ClosesInTheMiddle {
                    return None;
                }
            }
            b' '..=b'~' => printed.text.push(char::from(first)),
            0x10 => {
                let [command, question] = bytes(stream).await?;
                assert_eq!(command, 0x04, "DLE EOT");
                if let Some(answer) = answer(mode, question) {
                    stream.write_all(&[answer]).await.ok()?;
                }
            }
            0x1b => match byte(stream).await? {
                b'@' => {}
                b't' | b'E' | b'a' => drop(byte(stream).await?),
                b'B' => drop(bytes::<2>(stream).await?),
                b'p' => {
                    bytes::<3>(stream).await?;
                    printed.pulses += 1;
                }
                other => panic!("ESC {other:#x}"),
            },
            0x1c => assert_eq!(byte(stream).await?, b'.', "FS"),
            0x1d => match byte(stream).await? {
                b'!' => drop(byte(stream).await?),
                b'V' => {
                    bytes::<2>(stream).await?;
                    printed.cuts += 1;
                }
                b'v' => {
                    let [zero, _, wide, wider, high, higher] = bytes(stream).await?;
                    assert_eq!(zero, b'0', "GS v");
                    let number = |low, high| usize::from(u16::from_le_bytes([low, high]));
                    let size = number(wide, wider) * number(high, higher);
                    let mut picture = vec![0; size];
                    stream.read_exact(&mut picture).await.ok()?;
                }
                b'r' => {
                    byte(stream).await?;
                    match mode {
                        Mode::NoAnswers => {}
                        Mode::NeverConfirms => return Some(Ended::Holds),
                        _ => {
                            // It came out before it is said: who waits for the answer finds it.
                            let out = std::mem::take(printed);
                            state.lock().expect("no panic").printed.push(out);
                            stream.write_all(&[0]).await.ok()?;
                        }
                    }
                }
                other => panic!("GS {other:#x}"),
            },
            other => panic!("no command begins with {other:#x}"),
        }
    }
}

fn answer(mode: Mode, question: u8) -> Option<u8> {
    match (mode, question) {
        (Mode::NoAnswers, _) => None,
        (Mode::NoPaper | Mode::CoverOpen, 1) => Some(0x1a),
        (Mode::NoPaper, 4) => Some(0x7e),
        (Mode::CoverOpen, 2) => Some(0x16),
        _ => Some(0x12),
    }
}

async fn byte(stream: &mut TcpStream) -> Option<u8> {
    stream.read_u8().await.ok()
}

async fn bytes<const N: usize>(stream: &mut TcpStream) -> Option<[u8; N]> {
    let mut read = [0; N];
    stream.read_exact(&mut read).await.ok()?;
    Some(read)
}
