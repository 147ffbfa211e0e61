//! The demo's printer: takes what the shop prints and writes each paper into a folder, as text.
//!
//! It reads a connection as a receipt printer does, so what lies in the folder came through the queue and is not a
//! second rendering of the order.

use std::{
    fs, io,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};

use super::{
    DEWI,
    client::{Ask, NoAnswer},
    driver::Driver,
};

const PICTURE: &str = "[picture]\n";

/// A printer that is on, until it is dropped.
pub(super) struct Printer {
    pub(super) address: SocketAddr,
    task: AbortHandle,
}

impl Drop for Printer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Printer {
    /// Switches one on that writes into a folder, which is made if it is not there.
    ///
    /// # Errors
    /// When there can be no such folder, or the system has no port.
    pub(super) async fn on(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(run(listener, folder.to_owned())).abort_handle();
        Ok(Self { address, task })
    }
}

impl Driver {
    /// The owner sets the printer up: for everything, at the counter.
    pub(super) async fn set_up(&mut self, printer: &Printer) -> Result<(), NoAnswer> {
        let spec = json!({
            "name": "Kasir", "way": "net", "address": printer.address.to_string(), "width": "384", "prints": "text",
            "cuts": true, "opens_drawer": true, "beeps": false,
            "papers": ["kitchen", "receipt", "bill", "report"], "stations": [],
        });
        let added = Ask::new("POST", "/api/v1/admin/printers", &spec);
        let answer = self.ask_as(DEWI, &added).await?;
        if answer.is_good() {
            Ok(())
        } else {
            Err(NoAnswer(answer.code().to_owned()))
        }
    }
}

/// One connection after another, as most printers take them.
async fn run(listener: TcpListener, folder: PathBuf) {
    let mut count = 0;
    while let Ok((stream, _)) = listener.accept().await {
        let mut paper = String::new();
        // At its end, or cut off: what came by then lies there.
        let _ = read(stream, &mut paper).await;
        if !paper.trim().is_empty() {
            count += 1;
            let file = folder.join(format!("paper-{count:04}.txt"));
            if let Err(error) = fs::write(&file, paper) {
                log::warn!("{} could not be written: {error}", file.display());
            }
        }
    }
}

/// Reads the commands of `crate::escpos` until the other end hangs up, and answers the two questions among them.
async fn read(mut stream: TcpStream, paper: &mut String) -> io::Result<()> {
    loop {
        match stream.read_u8().await? {
            b'\n' => paper.push('\n'),
            letter @ b' '..=b'~' => paper.push(char::from(letter)),
            0x10 => {
                skip(&mut stream, 2).await?;
                stream.write_all(&[0x12]).await?;
            }
            0x1b => match stream.read_u8().await? {
                b't' | b'E' | b'a' => skip(&mut stream, 1).await?,
                b'B' => skip(&mut stream, 2).await?,
                b'p' => {
                    skip(&mut stream, 3).await?;
                    paper.push_str("[the drawer opens]\n");
                }
                _ => {}
            },
            0x1c => skip(&mut stream, 1).await?,
            0x1d => match stream.read_u8().await? {
                b'!' => skip(&mut stream, 1).await?,
                b'V' => skip(&mut stream, 2).await?,
                b'r' => {
                    skip(&mut stream, 1).await?;
                    stream.write_all(&[0]).await?;
                }
                b'v' => {
                    skip(&mut stream, 2).await?;
                    let (bytes, rows) = (stream.read_u16_le().await?, stream.read_u16_le().await?);
                    skip(&mut stream, usize::from(bytes) * usize::from(rows)).await?;
                    if !paper.ends_with(PICTURE) {
                        paper.push_str(PICTURE);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

async fn skip(stream: &mut TcpStream, count: usize) -> io::Result<()> {
    for _ in 0..count {
        stream.read_u8().await?;
    }
    Ok(())
}
