//! A network that breaks: it stands between the shop and its clients, and cuts, resets,
//! half-closes or stalls each connection after a while. The same seed breaks the same way.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Fewest and most bytes that a connection carries towards the customer before it breaks.
const CARRIES: std::ops::Range<u64> = 200..12_000;

/// How a connection ends.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// Both sides are told that it is over.
    Cut,
    /// The customer is told that something is wrong.
    Reset,
    /// The customer is told that nothing more comes, and can go on talking.
    HalfClosed,
    /// Nothing is passed on.
    Stalled,
}

/// A proxy that can be healed.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    line: Arc<Line>,
}

struct Line {
    shop: SocketAddr,
    is_healed: AtomicBool,
    dice: AtomicU64,
    broken: AtomicUsize,
}

impl Proxy {
    pub(crate) async fn before(shop: SocketAddr, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let line = Arc::new(Line {
            shop,
            is_healed: AtomicBool::new(false),
            dice: AtomicU64::new(seed),
            broken: AtomicUsize::new(0),
        });
        let all = line.clone();
        tokio::spawn(async move {
            while let Ok((customer, _)) = listener.accept().await {
                tokio::spawn(all.clone().carry(customer));
            }
        });
        Self { address, line }
    }

    /// From now on nothing breaks that is not broken.
    pub(crate) fn heal(&self) {
        self.line.is_healed.store(true, Ordering::Relaxed);
    }

    /// How many connections broke.
    pub(crate) fn broken(&self) -> usize {
        self.line.broken.load(Ordering::Relaxed)
    }
}

impl Line {
    async fn carry(self: Arc<Self>, customer: TcpStream) {
        let Ok(shop) = TcpStream::connect(self.shop).await else {
            return;
        };
        let (mut from_customer, mut to_customer) = customer.into_split();
        let (mut from_shop, mut to_shop) = shop.into_split();
        let there = tokio::spawn(async move {
            let _ = tokio::io::copy(&mut from_customer, &mut to_shop).await;
            (from_customer, to_shop)
        });
        let mut left = CARRIES.start + self.roll(CARRIES.end - CARRIES.start);
        let mut bytes = [0; 1024];
        loop {
            let Ok(read @ 1..) = from_shop.read(&mut bytes).await else {
                there.abort();
                return;
            };
            let breaks = !self.is_healed.load(Ordering::Relaxed) && left <= read as u64;
            // In the middle of a message, as it comes.
            let carried = if breaks {
                usize::try_from(left).unwrap_or(read)
            } else {
                read
            };
            if to_customer.write_all(&bytes[..carried]).await.is_err() {
                there.abort();
                return;
            }
            if breaks {
                break;
            }
            left = left.saturating_sub(read as u64).max(1);
        }
        self.broken.fetch_add(1, Ordering::Relaxed);
        match [Fate::Cut, Fate::Reset, Fate::HalfClosed, Fate::Stalled]
            [usize::try_from(self.roll(4)).unwrap_or(0)]
        {
            Fate::Cut => there.abort(),
            Fate::Reset => {
                let _ = to_customer.as_ref().set_zero_linger();
                there.abort();
            }
            Fate::HalfClosed => {
                let _ = to_customer.shutdown().await;
                // Until the customer has had enough of it.
                let _ = there.await;
            }
            Fate::Stalled => {
                let _ = there.await;
            }
        }
    }

    /// A number below `most` (`SplitMix64`).
    fn roll(&self, most: u64) -> u64 {
        let seed = self
            .dice
            .fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        let mut mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// After so long without a word a customer believes that the network is gone.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);
