//! Photos of the menu and the logo: files next to the database, each named by the SHA-256 of what is in it.
//!
//! Not rows: they are read often, never change, and would make every copy of the database larger. By that name a
//! browser may keep one forever, and an interrupted upload leaves nothing that an item points at.

use std::{
    collections::HashSet,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use rusqlite::{Connection, params_from_iter};
use sha2::{Digest, Sha256};

use super::{
    FolderPaths, Reader, Store, StoreError, Writer,
    files::{self, Unfinished, is_unfinished},
    schema,
};
use crate::domain::{Picture, Settings};

/// How long a picture that nothing shows is kept: an upload is not yet a dish, and an undo may come.
const KEPT_UNUSED: Duration = Duration::from_hours(24);

#[derive(Debug)]
pub(super) struct Photos {
    folder: PathBuf,
    /// Files that were logged as no picture.
    said: Mutex<HashSet<String>>,
}

impl Photos {
    pub(super) fn in_folder(folder: PathBuf) -> Self {
        let said = Mutex::default();
        Self { folder, said }
    }

    /// Writes a picture, whole or not at all; answers its name.
    fn keep(&self, picture: &[u8], ending: &str) -> io::Result<String> {
        let name = name_of(picture, ending);
        let path = self.folder.join(&name);
        if path.exists() {
            // In use again: an old date must not have it swept away.
            fs::File::options()
                .append(true)
                .open(&path)?
                .set_modified(SystemTime::now())?;
            return Ok(name);
        }
        files::make_folder(&self.folder)?;
        let unfinished = Unfinished::in_folder(&self.folder, "siap")?;
        unfinished.open()?.write_all(picture)?;
        // Another request that stores the same picture at the same time writes the same bytes under the same name.
        unfinished.replace(&path)?;
        Ok(name)
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        is_name(name).then(|| fs::read(self.folder.join(name)).ok())?
    }

    /// A picture as it is shown; none if the file is not here, or is no picture.
    fn shown(&self, name: &str) -> Option<Picture> {
        let picture = Picture::parse(&self.read(name)?);
        if picture.is_none() {
            let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            if said.insert(name.to_owned()) {
                let file = self.folder.join(name);
                log::warn!("{} is no picture that a page can show", file.display());
            }
        }
        picture
    }

    /// Replaces each of these that holds more than is shown; returns the old and the new names.
    fn keep_as_shown(&self, names: &HashSet<String>) -> io::Result<Vec<(String, String)>> {
        let mut renamed = Vec::new();
        for name in names {
            let Some((picture, file)) = self.shown(name).zip(self.read(name)) else {
                continue;
            };
            if *picture.bytes() != file {
                let now = self.keep(picture.bytes(), picture.ending())?;
                renamed.push((name.clone(), now));
            }
        }
        Ok(renamed)
    }

    /// Which of these are here and can be shown by no page.
    pub(super) fn unfit(&self, names: &HashSet<String>) -> Vec<PathBuf> {
        let is_unfit = |name: &&String| {
            let file = self.read(name);
            file.is_some_and(|file| Picture::parse(&file).is_none())
        };
        let unfit = names.iter().filter(is_unfit);
        unfit.map(|name| self.folder.join(name)).collect()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        is_name(name) && self.folder.join(name).is_file()
    }

    /// Copies a picture here, unless it is here; says whether it is now.
    pub(super) fn bring(&self, from: &Self, name: &str) -> io::Result<bool> {
        if self.has(name) {
            return Ok(true);
        }
        let Some((picture, ending)) = from.read(name).zip(name.rsplit('.').next()) else {
            return Ok(false);
        };
        // One that has suffered gets another name, and nothing points at it.
        Ok(self.keep(&picture, ending)? == name)
    }

    /// Removes what is neither in use nor new.
    pub(super) fn sweep(&self, used: &HashSet<String>) -> io::Result<()> {
        let files = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            files => files?,
        };
        for file in files {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            let age = file.metadata()?.modified()?.elapsed().unwrap_or_default();
            let ours = is_name(&name) || is_unfinished(&name);
            if ours && !used.contains(&name) && age > KEPT_UNUSED {
                fs::remove_file(file.path())?;
            }
        }
        Ok(())
    }
}

/// The names of the pictures that the shop in this file shows, or would show of what can come back. A file from
/// before the shop could have a picture of its own has none.
pub(super) fn named_in(connection: &Connection) -> rusqlite::Result<HashSet<String>> {
    let mut urls = urls(
        connection,
        "select photo_url from menu_items where photo_url is not null",
    )?;
    if let Some(logo) = logo_in(connection)? {
        urls.push(logo);
    }
    let name = |url: String| url.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(urls.into_iter().map(name).collect())
}

/// Where the shop's own picture is fetched. A shop of a schema before this one has it in a column, or has none.
fn logo_in(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let logo = if schema::has_column(connection, "settings", "document")? {
        "select document ->> '$.logo_url' from settings"
    } else if schema::has_column(connection, "settings", "logo_url")? {
        "select logo_url from settings"
    } else {
        return Ok(None);
    };
    connection.query_row(logo, [], |row| row.get(0))
}

fn urls(connection: &Connection, query: &str) -> rusqlite::Result<Vec<String>> {
    let mut list = connection.prepare(query)?;
    let urls = list.query_map([], |row| row.get(0))?;
    urls.collect()
}

impl Reader<'_> {
    /// The names of the pictures that are shown, or would be of what can come back.
    pub fn photos_in_use(&self) -> Result<HashSet<String>, StoreError> {
        Ok(named_in(self)?)
    }
}

impl Writer<'_> {
    /// Lets dishes and the shop use a picture's new name.
    pub fn rename_photo(&mut self, before: &str, now: &str) -> Result<(), StoreError> {
        let urls = [before, now].map(|name| format!("/photos/{name}"));
        self.prepare_cached("update menu_items set photo_url = ?2 where photo_url = ?1")?
            .execute(params_from_iter(&urls))?;
        let [before, now] = urls;
        let settings = self.settings()?;
        if settings.logo_url.as_ref() == Some(&before) {
            self.update_settings(&Settings {
                logo_url: Some(now),
                ..settings
            })?;
        }
        Ok(())
    }
}

impl Store {
    /// Keeps a picture; answers its name: the SHA-256 of what is in it, and how it is encoded.
    pub async fn keep_photo(&self, picture: Picture) -> Result<String, StoreError> {
        let photos = self.photos.clone();
        let kept =
            tokio::task::spawn_blocking(move || photos.keep(picture.bytes(), picture.ending()))
                .await;
        match kept {
            Ok(Ok(name)) => Ok(name),
            Ok(Err(error)) if error.kind() == io::ErrorKind::StorageFull => Err(StoreError::Full),
            Ok(Err(error)) => Err(StoreError::Photo(error.to_string())),
            Err(_) => Err(StoreError::Panicked),
        }
    }

    /// A picture by its name. One that came into the folder by another way, as from a copy or an older version, says
    /// no more than one that was kept here.
    pub async fn photo(&self, name: &str) -> Option<Picture> {
        let (photos, name) = (self.photos.clone(), name.to_owned());
        let read = tokio::task::spawn_blocking(move || photos.shown(&name));
        read.await.ok().flatten()
    }

    /// Strips pictures that came into the folder by another way, or before metadata was dropped; returns their old and
    /// new names.
    pub async fn keep_as_shown(
        &self,
        used: HashSet<String>,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let photos = self.photos.clone();
        let kept = tokio::task::spawn_blocking(move || photos.keep_as_shown(&used)).await;
        match kept {
            Ok(kept) => kept.map_err(|error| StoreError::Photo(error.to_string())),
            Err(_) => Err(StoreError::Panicked),
        }
    }

    /// Removes the pictures that nothing shows any more.
    pub async fn sweep_photos(&self, used: HashSet<String>) -> Result<(), StoreError> {
        let photos = self.photos.clone();
        let swept = tokio::task::spawn_blocking(move || photos.sweep(&used)).await;
        match swept {
            Ok(swept) => swept.map_err(|error| StoreError::Photo(error.to_string())),
            Err(_) => Err(StoreError::Panicked),
        }
    }
}

/// Stores a picture in a shop's `folder` from the command line; answers its name.
pub fn store_photo_from_command(folder: &Path, picture: &Picture) -> io::Result<String> {
    Photos::in_folder(FolderPaths::of(folder).photos()).keep(picture.bytes(), picture.ending())
}

/// What a picture is called: by what is in it.
fn name_of(picture: &[u8], ending: &str) -> String {
    let mut name = String::new();
    for byte in Sha256::digest(picture) {
        // Writing to a text does not fail.
        let _ = write!(name, "{byte:02x}");
    }
    name.push('.');
    name.push_str(ending);
    name
}

/// Whether this is a name of ours, and so leads nowhere else.
fn is_name(name: &str) -> bool {
    let digit = |letter: u8| letter.is_ascii_digit() || (b'a'..=b'f').contains(&letter);
    name.split_once('.').is_some_and(|(digits, ending)| {
        digits.len() == 64 && digits.bytes().all(digit) && ["jpg", "png", "webp"].contains(&ending)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_picture_of_ours_has_a_name() {
        let digits = "0123456789abcdef".repeat(4);
        assert!(is_name(&format!("{digits}.webp")));
        for other in [
            "siap.db".to_owned(),
            format!("{digits}.svg"),
            format!("{digits}.webp.jpg"),
            format!("../{digits}.jpg"),
            format!("{}.jpg", digits.to_uppercase()),
        ] {
            assert!(!is_name(&other), "{other}");
        }
    }

    #[test]
    fn what_no_dish_has_is_swept_away_a_day_later_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let photos = Photos::in_folder(folder.path().join("photos"));
        photos.sweep(&HashSet::new()).expect("nothing to sweep");
        let [used, unused, new] =
            [b"used", b"gone", b"new!"].map(|picture| photos.keep(picture, "png").expect("kept"));
        let path = |name: &str| folder.path().join("photos").join(name);
        let long_ago = SystemTime::now() - KEPT_UNUSED * 2;
        fs::write(path("owner.txt"), "mine").expect("a file");
        for name in [used.as_str(), &unused, "owner.txt"] {
            let file = fs::File::options()
                .append(true)
                .open(path(name))
                .expect("a file");
            file.set_modified(long_ago).expect("a date");
        }
        photos.sweep(&HashSet::from([used.clone()])).expect("swept");
        assert_eq!(photos.read(&used).as_deref(), Some(&b"used"[..]));
        assert_eq!(photos.read(&unused), None);
        assert_eq!(photos.read(&new).as_deref(), Some(&b"new!"[..]));
        assert!(path("owner.txt").exists());
    }

    #[test]
    fn a_name_leads_nowhere_but_to_a_picture() {
        let folder = tempfile::tempdir().expect("a folder");
        let photos = Photos::in_folder(folder.path().join("photos"));
        photos.keep(b"a dish", "png").expect("kept");
        fs::write(folder.path().join("siap.db"), "the shop").expect("a file");
        assert_eq!(photos.read("../siap.db"), None);
    }
}
