//! Finds the folder of the shop that a command is about: the one that is named, one's own, or the installed service's.
//!
//! The service's folder is taken from its unit, as `install.sh` takes it. Before, `sudo siap staff list` looked into
//! root's own folder, and made another shop there.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{config::default_data, store::FolderPaths};

/// The unit that `install.sh` writes.
const UNIT: &str = "/etc/systemd/system/siap.service";

/// Which shop.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ShopFolder {
    /// Folder of the shop; by default ~/.local/share/siap if a shop is there, else that of the installed service
    #[arg(long, env = "SIAP_DATA", value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl ShopFolder {
    /// Whether the folder is named, and not looked for.
    pub(super) const fn is_named(&self) -> bool {
        self.data.is_some()
    }

    /// The folder, which may have no shop in it. Where a service is installed and none is named, one line on standard
    /// error says which shop is meant.
    ///
    /// # Errors
    /// In words for the owner, when the service's shop is meant and this user cannot read it.
    pub(super) fn find(&self) -> Result<PathBuf, String> {
        let (folder, meant) = self.found()?;
        if let Some(meant) = meant {
            // A terminal that is gone is no reason to stop.
            let _ = writeln!(io::stderr(), "siap: {meant}");
        }
        Ok(folder)
    }

    /// The same without a line.
    pub(super) fn find_quietly(&self) -> Result<PathBuf, String> {
        self.found().map(|(folder, _)| folder)
    }

    fn found(&self) -> Result<(PathBuf, Option<String>), String> {
        if let Some(named) = &self.data {
            return Ok((named.clone(), None));
        }
        let own = default_data();
        let Some(service) = Service::installed() else {
            return Ok((own, None));
        };
        let folder = service.data.display();
        if own != service.data && FolderPaths::of(&own).database().is_file() {
            let own_folder = own.display();
            let meant = format!(
                "this is about the shop in {own_folder}; for the installed service's: --data {folder}"
            );
            return Ok((own, Some(meant)));
        }
        service.check_readable()?;
        let meant = format!("this is about the installed service's shop, in {folder}");
        Ok((service.data, Some(meant)))
    }
}

/// What the unit says of a shop.
#[derive(Debug, PartialEq, Eq)]
struct Service {
    data: PathBuf,
    user: String,
}

impl Service {
    fn installed() -> Option<Self> {
        Self::of_unit(&fs::read_to_string(UNIT).ok()?)
    }

    /// As `install.sh` writes it: its folder names need no quotes.
    fn of_unit(unit: &str) -> Option<Self> {
        let of = |name: &str| unit.lines().find_map(|line| line.strip_prefix(name));
        let (_, data) = of("ExecStart=")?.split_once(" serve --data ")?;
        let data = Path::new(data.split_whitespace().next()?);
        data.is_absolute().then(|| Self {
            data: data.to_owned(),
            user: of("User=").unwrap_or("root").trim().to_owned(),
        })
    }

    fn check_readable(&self) -> Result<(), String> {
        match File::open(FolderPaths::of(&self.data).database()) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(format!(
                "the installed service's shop is in {}, which only root and the user {} can read. Put sudo before the \
                command",
                self.data.display(),
                self.user
            )),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_says_where_its_shop_is_and_whose_it_is() {
        let unit = "[Service]\nUser=siap\nEnvironmentFile=-/etc/siap/siap.env\n\
            ExecStart=/usr/local/bin/siap serve --data /srv/warung\nRestart=always\n";
        let service = Service {
            data: "/srv/warung".into(),
            user: "siap".to_owned(),
        };
        assert_eq!(Service::of_unit(unit), Some(service));
        for other in [
            "",
            "[Service]\nExecStart=/usr/bin/other serve\n",
            "[Service]\nExecStart=/usr/local/bin/siap serve --data\n",
            "[Service]\nExecStart=/usr/local/bin/siap serve --data siap-data\n",
        ] {
            assert_eq!(Service::of_unit(other), None, "{other}");
        }
    }
}
