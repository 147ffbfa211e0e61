//! TLS with the owner's certificate, if there is one; reloaded when its files change.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, SystemTime},
};

use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// How often the files are looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Why a certificate cannot be used, in words for the owner.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file that is not there, or has nothing in it that is needed.
    #[error(
        "{path} holds no {what} in PEM form ({detail}). Give the files of your certificate with --tls-cert and --tls-key"
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What was looked for.
        what: &'static str,
        /// What went wrong.
        detail: String,
    },
    /// They do not belong together, or rustls does not know their kind.
    #[error("the certificate {cert} and the key {key} cannot be used together ({source})")]
    Unfit {
        /// The certificate's file.
        cert: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What rustls said.
        source: rustls::Error,
    },
}

#[derive(Debug)]
pub(crate) struct Certificate {
    files: [PathBuf; 2],
    config: RwLock<Arc<ServerConfig>>,
}

/// When the files were changed last, and how large they are.
type Stamps = [Option<(SystemTime, u64)>; 2];

impl Certificate {
    /// Reads a certificate and its key.
    pub(crate) fn open(cert: &Path, key: &Path) -> Result<Self, TlsError> {
        Ok(Self {
            config: RwLock::new(read(cert, key)?),
            files: [cert.to_owned(), key.to_owned()],
        })
    }

    /// What a new connection is greeted with.
    pub(super) fn acceptor(&self) -> TlsAcceptor {
        let config = self.config.read().unwrap_or_else(PoisonError::into_inner);
        TlsAcceptor::from(config.clone())
    }

    /// Reloads the files whenever they change; never returns. While certificate and key do not match, as between two
    /// copies, the last valid certificate stays in use.
    pub(crate) async fn keep(&self) {
        let mut seen = self.stamps().await;
        let mut every = tokio::time::interval(LOOK_AGAIN);
        loop {
            every.tick().await;
            let stamps = self.stamps().await;
            if stamps == seen {
                continue;
            }
            let [cert, key] = self.files.clone();
            let named = cert.display().to_string();
            let read = tokio::task::spawn_blocking(move || read(&cert, &key)).await;
            match read.expect("reading a certificate does not panic") {
                Ok(config) => {
                    seen = stamps;
                    *self.config.write().unwrap_or_else(PoisonError::into_inner) = config;
                    log::info!("the certificate {named} was loaded again");
                }
                Err(error) => log::warn!("the certificate in use stays: {error}"),
            }
        }
    }

    async fn stamps(&self) -> Stamps {
        let files = self.files.clone();
        let stamps = tokio::task::spawn_blocking(move || {
            files.each_ref().map(|file| {
                let about = std::fs::metadata(file).ok()?;
                Some((about.modified().ok()?, about.len()))
            })
        });
        stamps.await.unwrap_or_default()
    }
}

fn read(cert: &Path, key: &Path) -> Result<Arc<ServerConfig>, TlsError> {
    let unreadable = |path: &Path, what, detail: String| TlsError::Unreadable {
        path: path.to_owned(),
        what,
        detail,
    };
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unreadable(cert, "certificate", error.to_string()))?;
    if chain.is_empty() {
        return Err(unreadable(cert, "certificate", "it is empty".to_owned()));
    }
    let private = PrivateKeyDer::from_pem_file(key)
        .map_err(|error| unreadable(key, "private key", error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let unfit = |source| TlsError::Unfit {
        cert: cert.to_owned(),
        key: key.to_owned(),
        source,
    };
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(unfit)?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .map_err(unfit)?;
    // Sockets are upgraded from HTTP/1.1.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
