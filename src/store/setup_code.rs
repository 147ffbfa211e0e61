//! The setup code, in a file that only the program's user can read, until the shop has an owner.
//!
//! A file, because a service's terminal is not seen, and because the code must be the same after a restart half way.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use super::{StoreError, backup::blocking, files};
use crate::domain::PairingCode;

/// Where the code is kept until the shop has an owner.
#[derive(Debug, Clone)]
pub struct SetupCode(PathBuf);

impl SetupCode {
    /// In this file.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The code, if there is one: the same after a restart half way.
    pub async fn kept(&self) -> Option<PairingCode> {
        let path = self.0.clone();
        let text = blocking(move || fs::read_to_string(path)).await;
        PairingCode::parse(&text.ok()?)
    }

    /// Keeps a new one.
    pub async fn keep(&self, code: &PairingCode) -> Result<(), StoreError> {
        let (path, text) = (self.0.clone(), format!("{code}\n"));
        let kept = blocking(move || write(&path, &text)).await;
        kept.map_err(|error| StoreError::Unreadable(format!("{}: {error}", self.0.display())))
    }

    /// What opens nothing any more goes.
    pub async fn forget(&self) {
        let path = self.0.clone();
        // It does no harm if it stays.
        let _ = blocking(move || fs::remove_file(path)).await;
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let _ = fs::remove_file(path);
    let mut file = files::create_new(path)?;
    // Also where others may look into the folder.
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
