//! Opens and closes the shop: wires store, rooms, areas and the HTTP listener, and stops them in order.

use std::{
    net::SocketAddr,
    sync::{Arc, Weak},
    time::Duration,
};

use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tokio_util::task::TaskTracker;

use crate::{
    announce,
    config::{Config, Switch},
    domain::PairingCode,
    lan::ListenAddress,
    shop::{Opening, Rooms, Shop, ShopError},
    store::{DataFolder, OpenError, Restoring, Store},
    web::{self, Certificate, Hosts, Site, TlsError},
};

/// How long open requests and sockets may take to end.
const FAREWELL: Duration = Duration::from_millis(2500);

/// An open shop.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// What one can do in it.
    pub shop: Shop,
    /// The code of the first start, while the shop has no owner.
    pub setup_code: Option<PairingCode>,
    store: Store,
    /// The listening socket: held together with its tasks, so that it closes with them.
    listener: Weak<TcpListener>,
    close: watch::Sender<bool>,
    tasks: TaskTracker,
    jobs: [JoinHandle<()>; 4],
    /// Keeps other processes from opening this shop.
    folder: DataFolder,
}

/// Why the shop could not be opened, in words for the owner.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program has the port.
    #[error(
        "port {} on {} is used by another program. Stop that program, or choose another port with \
         --listen", address.port(), address.ip()
    )]
    PortTaken {
        /// What was asked for.
        address: SocketAddr,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address} ({source}). Choose another address with --listen")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The data folder or the database.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The certificate.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The shop itself.
    #[error("the shop could not be opened ({0})")]
    Shop(#[from] ShopError),
}

impl Server {
    /// Opens the shop as `config` says.
    ///
    /// # Errors
    /// In words for the owner; nothing is left behind.
    pub async fn start(config: &Config) -> Result<Self, StartError> {
        // Before the folder is touched: most often it is this that is wrong.
        let certificate = certificate(config)?;
        let (data, new) = (config.data.clone(), config.new);
        // Another program may just be leaving it.
        let taken = tokio::task::spawn_blocking(move || DataFolder::take(&data));
        let mut folder = taken.await.expect("taking the folder does not panic")?;
        if new {
            folder = folder.for_a_new_shop();
        }
        let listener = Arc::new(listen(config.listen).await?);
        Self::open(config, folder, listener, certificate).await
    }

    async fn open(
        config: &Config,
        folder: DataFolder,
        listener: Arc<TcpListener>,
        certificate: Option<Arc<Certificate>>,
    ) -> Result<Self, StartError> {
        // Migrations may take a while on an old card.
        let opened =
            tokio::task::spawn_blocking(move || Store::open(&folder).map(|store| (folder, store)));
        let (folder, store) = opened.await.expect("opening the store does not panic")?;
        let rooms = Rooms::default();
        let rooms_of_commits = rooms.clone();
        store.on_commit(move |committed| rooms_of_commits.publish(committed));
        let address = listener.local_addr().unwrap_or(config.listen);
        let is_secure = certificate.is_some();
        let listen_address = ListenAddress {
            listening: address,
            is_secure,
            public_url: config.public_url.clone(),
        };
        let opening = Opening {
            listen_address,
            setup_code: &folder.setup_code(),
            has_limits: config.limits == Switch::On,
        };
        let shop = Shop::open(store.clone(), rooms, opening).await?;
        shop.menu().begin_with(config.first_menu).await?;
        let setup_code = shop.setup().code().await?;

        let (close, closing) = watch::channel(false);
        let tasks = TaskTracker::new();
        let proxies: Vec<_> = config.behind_proxy.iter().copied().flatten().collect();
        let hosts = Hosts::new(&config.hosts, config.public_url.as_deref(), &proxies);
        let announcing = announce::keep(shop.network(), closing.clone());
        let site = Site::new(shop.clone(), hosts, is_secure, closing, tasks.clone());
        let of_tasks = shop.clone();
        let weak_listener = Arc::downgrade(&listener);
        let jobs = [
            tokio::spawn(web::serve(
                listener,
                shop.clone(),
                site,
                certificate.clone(),
            )),
            tokio::spawn(async move { of_tasks.run_background_tasks().await }),
            tokio::spawn(announcing),
            tokio::spawn(async move {
                if let Some(certificate) = certificate {
                    certificate.keep().await;
                }
            }),
        ];
        let noted = tokio::task::spawn_blocking(move || {
            if let Err(error) = folder.note_address(address) {
                log::warn!("where the shop listens is not in its folder ({error})");
            }
            folder
        });
        let folder = noted.await.expect("noting the address does not panic");
        check_later(&store);
        Ok(Self {
            address,
            shop,
            setup_code,
            store,
            listener: weak_listener,
            close,
            tasks,
            jobs,
            folder,
        })
    }

    /// Waits until the shop can keep nothing more because its writer is gone; never, if all is well.
    pub async fn lost_its_writer(&self) {
        self.store.writer_ended().await;
    }

    /// Waits until a backup is ready to replace the shop; never, if none is restored.
    pub async fn restored(&self) -> Restoring {
        self.shop.backups().restored().await
    }

    /// Closes the shop, replaces it by a backup, and opens it again on the same address. No other process can
    /// take the folder or the port meanwhile; connections wait until it is open.
    ///
    /// # Errors
    /// In words for the owner. Where the backup could not take its place, the shop is as it was.
    pub async fn reopen(self, config: &Config, restoring: Restoring) -> Result<Self, StartError> {
        let address = self.address;
        // Held here while no task accepts on it.
        let open = self.listener.upgrade();
        let folder = self.close().await;
        let placed = tokio::task::spawn_blocking(move || restoring.take_place()).await;
        let placed = placed.expect("taking the place does not panic");
        match &placed {
            Ok(Some(kept)) => log::info!("restored; what was there is kept as {}", kept.display()),
            Ok(None) => log::info!("restored"),
            Err(error) => log::error!("the backup could not take its place ({error})"),
        }
        let certificate = certificate(config)?;
        let listener = match open {
            Some(open) => open,
            None => Arc::new(listen(address).await?),
        };
        let server = Self::open(config, folder, listener, certificate).await?;
        // The client that asked for the restore waits for a new epoch, which does not come.
        if let Err(error) = placed {
            server.shop.backups().restore_failed(error.to_string());
        }
        Ok(server)
    }

    /// Closes the shop: sockets get a close frame, running requests end, the last commit is finished.
    pub async fn stop(self) {
        self.close().await;
    }

    async fn close(self) -> DataFolder {
        let _ = self.close.send(true);
        let [serving, keeping, announcing, renewing] = self.jobs;
        keeping.abort();
        renewing.abort();
        let farewell = async {
            let _ = tokio::join!(serving, announcing);
            self.tasks.close();
            self.tasks.wait().await;
        };
        if tokio::time::timeout(FAREWELL, farewell).await.is_err() {
            log::warn!("some requests did not end in time and were cut off");
        }
        self.store.close().await;
        self.folder
    }
}

fn certificate(config: &Config) -> Result<Option<Arc<Certificate>>, StartError> {
    match (&config.tls_cert, &config.tls_key) {
        (Some(cert), Some(key)) => Ok(Some(Arc::new(Certificate::open(cert, key)?))),
        _ => Ok(None),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "one error of the system has words of its own"
)]
async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address)
        .await
        .map_err(|source| match source.kind() {
            std::io::ErrorKind::AddrInUse => StartError::PortTaken { address },
            _ => StartError::Listen { address, source },
        })
}

/// Checks a large file while the shop is open; a small one was checked before.
fn check_later(store: &Store) {
    if store.needs_full_check() {
        let store = store.clone();
        tokio::task::spawn_blocking(move || {
            if let Err(error) = store.check_whole() {
                log::error!("{error}");
            }
        });
    }
}
