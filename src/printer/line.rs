//! An open printer: one job goes over it, with its questions and answers, and it is closed.
//!
//! Every wait has an end. A write may be taken and go nowhere, so what tells that a job came out is the printer's
//! answer after it, where the printer gives one.

use std::{
    io,
    os::fd::{AsFd, OwnedFd},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        unix::pipe::{Receiver, Sender},
    },
    time::{Instant, sleep, timeout, timeout_at},
};

use super::{
    PrinterAddress, UsbPorts,
    status::{self, IS_DONE, QUESTIONS},
    usb,
};
use crate::domain::PrintReason;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(3);
/// How long the printer may take to say how it is: it does so at once, or never.
const SAYS: Duration = Duration::from_secs(2);
/// How long it may take nothing.
const TAKES: Duration = Duration::from_secs(10);
/// How long it may take to say that all is printed.
const PRINTS: Duration = Duration::from_secs(15);
/// How long a printer that says nothing may take to hang up.
const ENDS: Duration = Duration::from_secs(2);
/// What is sent in one piece, in bytes, and the rest after it: cheap printers lose what comes faster.
const PIECE: usize = 4096;
const REST: Duration = Duration::from_millis(10);
/// More bytes than any printer answers on one line.
const MOST_ANSWERS: usize = 256;

/// An open printer.
#[derive(Debug)]
pub struct Line {
    link: Link,
    /// How many bytes of answers are still taken.
    patience: usize,
}

#[derive(Debug)]
enum Link {
    Net(TcpStream),
    /// A device file for each direction: it is waited for like a pipe.
    Usb(Sender, Receiver),
}

impl Link {
    /// Of an open device file of which neither a write nor a read waits.
    fn usb(file: OwnedFd) -> io::Result<Self> {
        let other = file.try_clone()?;
        let takes = Sender::from_owned_fd_unchecked(file)?;
        Ok(Self::Usb(takes, Receiver::from_owned_fd_unchecked(other)?))
    }
}

/// A job that could not be sent whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendError {
    /// Whether some of it may have come out.
    pub has_begun: bool,
}

impl Line {
    /// Opens a printer.
    ///
    /// # Errors
    /// Why it cannot be reached.
    pub async fn open(place: &PrinterAddress, ports: &UsbPorts) -> Result<Self, PrintReason> {
        let link = match place {
            PrinterAddress::Net(address) => {
                let connected = timeout(CONNECT, TcpStream::connect(address)).await;
                let stream = connected.map_err(|_| PrintReason::Unreachable)?;
                let stream = stream.map_err(|_| PrintReason::Unreachable)?;
                let _ = stream.set_nodelay(true);
                Link::Net(stream)
            }
            PrinterAddress::Usb(device) => {
                let (ports, device) = (ports.clone(), device.clone());
                let opened = tokio::task::spawn_blocking(move || {
                    let file = ports.file_of(&device).ok_or(io::ErrorKind::NotFound)?;
                    usb::open(&file)
                });
                let opened = opened.await.map_err(|_| PrintReason::Unreachable)?;
                let link = opened.and_then(Link::usb);
                link.map_err(|error| why(&error))?
            }
        };
        Ok(Self {
            link,
            patience: MOST_ANSWERS,
        })
    }

    /// Asks how it is; says whether it answered.
    ///
    /// # Errors
    /// What keeps it from printing.
    pub async fn ask(&mut self) -> Result<bool, PrintReason> {
        let mut found = Vec::new();
        for (at, (question, bytes)) in QUESTIONS.into_iter().enumerate() {
            if self.write_all(&bytes).await.is_err() {
                return Err(PrintReason::Unreachable);
            }
            let answer = self.answer(SAYS, status::is_state).await;
            match answer.map_err(|_| PrintReason::Unreachable)? {
                Some(answer) => found.extend(status::trouble(question, answer)),
                None if at == 0 => return Ok(false),
                // Many know one question and not the next.
                None => break,
            }
        }
        status::worst(&found).map_or(Ok(true), Err)
    }

    /// Sends a job, in pieces.
    ///
    /// # Errors
    /// When the connection breaks, or nothing more is taken for ten seconds.
    pub async fn send(&mut self, job: &[u8]) -> Result<(), SendError> {
        let mut sent = 0;
        for piece in job.chunks(PIECE) {
            let mut rest = piece;
            while !rest.is_empty() {
                let broken = SendError {
                    has_begun: sent > 0,
                };
                let taken = timeout(TAKES, self.write(rest)).await;
                match taken {
                    Ok(Ok(count)) if count > 0 => {
                        sent += count;
                        rest = &rest[count..];
                    }
                    Ok(_) | Err(_) => return Err(broken),
                }
            }
            sleep(REST).await;
        }
        Ok(())
    }

    /// Waits until it says that all is printed; false, where it does not say it in time.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn wait_until_printed(&mut self) -> io::Result<bool> {
        self.write_all(&IS_DONE).await?;
        Ok(self.answer(PRINTS, status::is_done).await?.is_some())
    }

    /// Closes it; says whether all that was sent has left this computer, as far as that can be known.
    pub async fn close(mut self) -> bool {
        match &mut self.link {
            Link::Net(stream) => {
                // With an unread answer the system would discard bytes that are still under way.
                if stream.shutdown().await.is_ok() {
                    let until = Instant::now() + ENDS;
                    while self.patience > 0 {
                        match timeout_at(until, self.read()).await {
                            Ok(Ok(Some(_))) => {}
                            Ok(Ok(None) | Err(_)) | Err(_) => break,
                        }
                    }
                }
                true
            }
            // A write comes back when the kernel has taken it, and what the printer has not is thrown away by a close.
            Link::Usb(takes, _) => match takes.as_fd().try_clone_to_owned() {
                Ok(file) => tokio::task::spawn_blocking(move || usb::drains(&file, TAKES))
                    .await
                    .unwrap_or(false),
                Err(_) => false,
            },
        }
    }

    /// The next byte that `is_it`, within a time; others are passed over.
    async fn answer(&mut self, time: Duration, is_it: fn(u8) -> bool) -> io::Result<Option<u8>> {
        let until = Instant::now() + time;
        loop {
            match timeout_at(until, self.read()).await {
                Err(_) => return Ok(None),
                Ok(Ok(Some(byte))) if is_it(byte) => return Ok(Some(byte)),
                Ok(Ok(Some(_))) => {}
                Ok(Ok(None)) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(Err(error)) => return Err(error),
            }
        }
    }

    /// The next byte; none at the end.
    async fn read(&mut self) -> io::Result<Option<u8>> {
        let mut byte = [0];
        self.patience = self
            .patience
            .checked_sub(1)
            .ok_or(io::ErrorKind::InvalidData)?;
        match &mut self.link {
            Link::Net(stream) => Ok((stream.read(&mut byte).await? > 0).then_some(byte[0])),
            // An empty packet is read as nothing; one that was unplugged is an error.
            Link::Usb(_, answers) => loop {
                if answers.read(&mut byte).await? > 0 {
                    return Ok(Some(byte[0]));
                }
                sleep(REST).await;
            },
        }
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.link {
            Link::Net(stream) => stream.write(bytes).await,
            Link::Usb(takes, _) => takes.write(bytes).await,
        }
    }

    async fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let sent = self.send(bytes).await;
        sent.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// Why a device file cannot be opened.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "errors of the system, of which two have words of their own"
)]
fn why(error: &io::Error) -> PrintReason {
    match error.kind() {
        io::ErrorKind::PermissionDenied => PrintReason::NotPermitted,
        io::ErrorKind::ResourceBusy => PrintReason::Taken,
        _ => PrintReason::Unreachable,
    }
}

#[cfg(test)]
mod tests;
