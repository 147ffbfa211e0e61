//! The sockets: one for each network, so that each message belongs to one network and to no other.

use std::{
    future::poll_fn,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6},
    task::Poll,
    time::Duration,
};

use socket2::{Domain, Protocol, Socket, Type};
use tokio::{io::ReadBuf, net::UdpSocket};

use super::{Outgoing, PORT, message::LARGEST};
use crate::lan::Network;

/// The multicast groups (RFC 6762, section 3).
const EVERYBODY_4: Ipv4Addr = Ipv4Addr::new(224, 0, 0, 251);
const EVERYBODY_6: Ipv6Addr = Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 0xfb);
/// The TTL of a message that was not forwarded (section 11).
const HOPS: u32 = 255;
/// How long a network may take to send a message, and how long reading pauses after an error.
const TROUBLE: Duration = Duration::from_millis(100);

/// A socket in each of the networks.
pub(crate) struct Sockets {
    all: Vec<(UdpSocket, SocketAddr)>,
    buffer: Box<[u8]>,
    first: usize,
}

/// A message that has arrived.
pub(crate) struct Received<'a> {
    pub(crate) network: usize,
    pub(crate) from: SocketAddr,
    pub(crate) bytes: &'a [u8],
}

impl Sockets {
    /// Opens one in each network where the system lets it; these networks, in their order.
    pub(crate) fn open(networks: &[Network]) -> (Self, Vec<Network>) {
        let (mut all, mut open) = (Vec::new(), Vec::new());
        for network in networks {
            match to_answer(network) {
                Ok(socket) => {
                    all.push((socket, everybody(network, PORT)));
                    open.push(*network);
                }
                Err(error) => log::warn!("no questions are answered at {}: {error}", network.ip),
            }
        }
        let sockets = Self {
            all,
            // One byte more, and a message that is too large shows.
            buffer: vec![0; LARGEST + 1].into(),
            first: 0,
        };
        (sockets, open)
    }

    /// Waits for the next message in any of the networks. Cancel safe.
    pub(crate) async fn receive(&mut self) -> Received<'_> {
        let (network, length, from) = loop {
            let received = poll_fn(|context| {
                for step in 0..self.all.len() {
                    // Each comes first in its turn, or a flood in one network would drown out the others.
                    let network = (self.first + step) % self.all.len();
                    let mut buffer = ReadBuf::new(&mut self.buffer);
                    if let Poll::Ready(received) =
                        self.all[network].0.poll_recv_from(context, &mut buffer)
                    {
                        self.first = network + 1;
                        return Poll::Ready(
                            received.map(|from| (network, buffer.filled().len(), from)),
                        );
                    }
                }
                Poll::Pending
            });
            match received.await {
                Ok(received) => break received,
                // A cable that was pulled out; the shop looks at its networks itself.
                Err(error) => {
                    log::debug!("nothing could be received: {error}");
                    tokio::time::sleep(TROUBLE).await;
                }
            }
        };
        Received {
            network,
            from,
            bytes: &self.buffer[..length],
        }
    }

    /// Sends it. A message that a network does not take in time is dropped.
    pub(crate) async fn say(&self, outgoing: &Outgoing) {
        let Some((socket, everybody)) = self.all.get(outgoing.network) else {
            return;
        };
        let to = outgoing.to.unwrap_or(*everybody);
        let saying = socket.send_to(&outgoing.bytes, to);
        match tokio::time::timeout(TROUBLE, saying).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => log::debug!("nothing could be sent to {to}: {error}"),
            Err(_) => log::debug!("nothing could be sent to {to} in time"),
        }
    }
}

/// The multicast address of a network.
pub(super) fn everybody(network: &Network, port: u16) -> SocketAddr {
    match network.ip {
        IpAddr::V4(_) => (EVERYBODY_4, port).into(),
        IpAddr::V6(_) => SocketAddrV6::new(EVERYBODY_6, port, 0, network.index).into(),
    }
}

/// A socket that receives the multicast messages of one network, and nothing else. Bound to the group and not to every
/// address: another program of this machine (Avahi, `systemd-resolved`) listens on the same port, and messages to one
/// address would go to only one of the two.
fn to_answer(network: &Network) -> io::Result<UdpSocket> {
    let socket = to_speak(network)?;
    socket.set_reuse_address(true)?;
    #[cfg(unix)]
    socket.set_reuse_port(true)?;
    match network.ip {
        IpAddr::V4(ip) => {
            // Linux would deliver the messages of other networks, too, where another program joined the group.
            #[cfg(target_os = "linux")]
            socket.set_multicast_all_v4(false)?;
            socket.bind(&everybody(network, PORT).into())?;
            socket.join_multicast_v4(&EVERYBODY_4, &ip)?;
        }
        IpAddr::V6(_) => {
            #[cfg(target_os = "linux")]
            socket.set_multicast_all_v6(false)?;
            socket.bind(&everybody(network, PORT).into())?;
            socket.join_multicast_v6(&EVERYBODY_6, network.index)?;
        }
    }
    socket.set_nonblocking(true)?;
    UdpSocket::from_std(socket.into())
}

/// A socket that asks from an address of this machine, and waits so long for an answer.
pub(super) fn to_ask(network: &Network, patience: Duration) -> io::Result<std::net::UdpSocket> {
    let socket = to_speak(network)?;
    socket.bind(&SocketAddr::new(network.ip, 0).into())?;
    socket.set_read_timeout(Some(patience))?;
    Ok(socket.into())
}

/// A socket that sends in one network.
fn to_speak(network: &Network) -> io::Result<Socket> {
    let domain = match network.ip {
        IpAddr::V4(_) => Domain::IPV4,
        IpAddr::V6(_) => Domain::IPV6,
    };
    let socket = Socket::new(domain, Type::DGRAM, Some(Protocol::UDP))?;
    match network.ip {
        IpAddr::V4(ip) => {
            socket.set_multicast_if_v4(&ip)?;
            socket.set_multicast_ttl_v4(HOPS)?;
            socket.set_ttl_v4(HOPS)?;
            // Other programs of this machine ask, too.
            socket.set_multicast_loop_v4(true)?;
        }
        IpAddr::V6(_) => {
            socket.set_only_v6(true)?;
            socket.set_multicast_if_v6(network.index)?;
            socket.set_multicast_hops_v6(HOPS)?;
            socket.set_unicast_hops_v6(HOPS)?;
            socket.set_multicast_loop_v6(true)?;
        }
    }
    Ok(socket)
}
