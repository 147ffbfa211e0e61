//! The demo's own folder: never the shop's, and emptied before each day.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{DemoError, STAFF};
use crate::{
    config::default_data,
    domain::Pin,
    shop::{ShopError, hash_pin},
    store::{self, DataFolder, OpenError},
};

/// The file that says whose folder it is.
const MARK: &str = "siap-demo.txt";
const MARK_TEXT: &str = "\
Folder ini dibuat oleh `siap demo` untuk mencoba-coba. Setiap demo mulai dari awal; yang sebelumnya
disimpan di earlier/ sampai demo berikutnya. Jangan simpan toko sungguhan di sini.

This folder was made by `siap demo`, to try things out. Each demo begins anew; the one before is
kept in earlier/ until the next. Do not keep a real shop here.
";
/// Where the day before is kept.
const EARLIER: &str = "earlier";
/// What a shop leaves in its folder.
const OF_A_SHOP: [&str; 7] = [
    "siap.db",
    "siap.db-wal",
    "siap.db-shm",
    "siap.log-of",
    "siap.log-unsafe",
    "photos",
    "backups",
];

/// Makes `folder` ready for a new day, with the demo's staff only.
///
/// # Errors
/// When it holds anything that no demo made; it is left as it was.
pub(super) fn prepare(folder: &Path) -> Result<(), DemoError> {
    refuse_unless_ours(folder)?;
    let unwritable = |source| OpenError::Unwritable {
        folder: folder.to_owned(),
        source,
    };
    fs::create_dir_all(folder).map_err(unwritable)?;
    // Before anything else, so that a demo that is cut off leaves no folder without an owner.
    fs::write(folder.join(MARK), MARK_TEXT).map_err(unwritable)?;
    // No demo runs in it now.
    let taken = DataFolder::take(folder)?;
    put_aside(folder)
        .and_then(|()| taken.forget_shop())
        .map_err(unwritable)?;
    drop(taken);
    hire(folder)
}

/// Only a folder that is not there, is empty, or has our mark is the demo's.
fn refuse_unless_ours(folder: &Path) -> Result<(), DemoError> {
    let not_ours = |found: &str| DemoError::NotOurs {
        folder: folder.to_owned(),
        found: found.to_owned(),
    };
    if is_same(folder, &default_data()) {
        return Err(not_ours("the shop itself"));
    }
    if folder.join(MARK).is_file() {
        return Ok(());
    }
    let unwritable = |source| OpenError::Unwritable {
        folder: folder.to_owned(),
        source,
    };
    match fs::read_dir(folder) {
        Ok(entries) => {
            let mut names = Vec::new();
            for entry in entries {
                let name = entry.map_err(unwritable)?.file_name();
                names.push(name.to_string_lossy().into_owned());
            }
            // Of many, the same is named each time.
            names.sort_unstable();
            names.first().map_or(Ok(()), |first| Err(not_ours(first)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(unwritable(error).into()),
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    let plain = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    plain(one) == plain(other)
}

/// Moves the day before out of the way, so that one previous day can still be opened.
fn put_aside(folder: &Path) -> io::Result<()> {
    let earlier = folder.join(EARLIER);
    let left: Vec<PathBuf> = OF_A_SHOP.iter().map(|name| folder.join(name)).collect();
    if !left.iter().any(|path| path.exists()) {
        return Ok(());
    }
    if earlier.exists() {
        fs::remove_dir_all(&earlier)?;
    }
    fs::create_dir_all(&earlier)?;
    for (path, name) in left.iter().zip(OF_A_SHOP) {
        if path.exists() {
            fs::rename(path, earlier.join(name))?;
        }
    }
    Ok(())
}

/// Lets the demo's staff log in.
fn hire(folder: &Path) -> Result<(), DemoError> {
    let unreadable = |error: ShopError| store::StoreError::Unreadable(error.to_string());
    let hash = |member: &super::Member| {
        let pin = Pin::parse(member.pin).map_err(ShopError::from);
        pin.and_then(|pin| hash_pin(&pin)).map_err(unreadable)
    };
    let hashes: Vec<Result<String, _>> = STAFF.iter().map(hash).collect();
    store::open_for_command(folder, |store| {
        let at = jiff::Timestamp::now();
        for (member, hash) in STAFF.iter().zip(hashes) {
            store.insert_staff(member.name, member.role, Some(&hash?), at)?;
        }
        // A demo has no first start.
        store.set_is_set_up()
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_no_demo_made_is_refused_and_left_as_it_was() {
        for left in ["siap.db", "letter.odt", ".hidden"] {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join(left), b"of somebody").expect("a file");
            let refused = prepare(folder.path()).map_err(|error| error.to_string());
            assert!(refused.is_err_and(|words| words.contains(left)), "{left}");
            assert_eq!(names(folder.path()), [left]);
        }
        let shop = refuse_unless_ours(&default_data());
        assert!(matches!(shop, Err(DemoError::NotOurs { .. })));
    }

    #[test]
    fn each_demo_begins_anew_and_keeps_the_one_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("new/siap-demo");
        prepare(&folder).expect("a new folder");
        assert!(!folder.join(EARLIER).exists());
        let first = fs::read(folder.join("siap.db")).expect("a shop");
        fs::create_dir(folder.join("photos")).expect("photos");

        prepare(&folder).expect("its own folder");
        let kept = fs::read(folder.join(EARLIER).join("siap.db")).expect("the day before");
        assert_eq!(kept, first);
        assert!(folder.join(EARLIER).join("photos").exists());
        assert!(!folder.join("photos").exists());
        let second = fs::read(folder.join("siap.db")).expect("a new shop");
        assert_ne!(second, first);

        prepare(&folder).expect("its own folder");
        let kept = fs::read(folder.join(EARLIER).join("siap.db")).expect("the day before");
        assert_eq!(kept, second, "one day is kept, not all of them");
    }

    #[test]
    fn a_folder_where_a_demo_is_played_is_left_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        prepare(folder.path()).expect("an empty folder");
        let before = names(folder.path());
        let played = DataFolder::take(folder.path()).expect("it is free");
        let refused = prepare(folder.path()).map_err(|error| error.to_string());
        assert!(refused.is_err_and(|words| words.contains("already running")));
        assert_eq!(names(folder.path()), before);
        drop(played);
    }
}
