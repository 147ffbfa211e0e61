//! Creates files and folders of a shop: readable by their owner only, owned as the folder around them also when root
//! creates them, and renamed into place only when they are complete.

use std::{
    fs::{self, DirBuilder, File},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, lchown},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// What a file that is not whole yet ends with.
const UNFINISHED: &str = ".unfinished";
/// The ends of names of a database and of what SQLite makes next to it.
const OF_SQLITE: [&str; 4] = ["", "-journal", "-wal", "-shm"];

/// Makes a folder, and those around it that are missing, for its owner alone. One that is there stays as it is:
/// others may share it.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let context = folder.parent();
    if let Some(context) = context.filter(|context| !context.as_os_str().is_empty()) {
        make_folder(context)?;
    }
    make_folder_in(folder)
}

/// Makes a folder in one that is there: where a stick was pulled out, its place must not be made again.
pub(super) fn make_folder_in(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => {
            give(folder);
            Ok(())
        }
        // Another thread or process was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a file that is not there yet. It is for its owner alone, but in a folder that others may look into they
/// may read it as well.
///
/// # Errors
/// What the system says; also when there is such a file.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    let shared = fs::metadata(context(path)).map_or(0, |folder| folder.mode() & 0o044);
    let file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(0o600 | shared)
        .open(path)?;
    give(path);
    Ok(file)
}

/// Opens a file to write to, and makes it if it is missing. What is in it stays.
pub(super) fn open_or_create(path: &Path) -> io::Result<File> {
    match create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            File::options().read(true).write(true).open(path)
        }
        made => made,
    }
}

/// Gives what root makes to the owner of the folder around it: a service of another user works with it later.
fn give(path: &Path) {
    let (Ok(made), Ok(folder)) = (fs::symlink_metadata(path), fs::metadata(context(path))) else {
        return;
    };
    if made.uid() != 0 || folder.uid() == 0 {
        return;
    }
    if let Err(error) = lchown(path, Some(folder.uid()), Some(folder.gid())) {
        log::warn!("{} stays root's ({error})", path.display());
    }
}

/// Whether a file belongs to another user than the folder it is in.
pub(super) fn is_anothers(path: &Path) -> bool {
    let owners = (fs::symlink_metadata(path), fs::metadata(context(path)));
    matches!(owners, (Ok(file), Ok(folder)) if file.uid() != folder.uid())
}

/// Whether two names are of one file.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let which = |path| fs::metadata(path).ok().map(|it| (it.dev(), it.ino()));
    let one = which(one);
    one.is_some() && one == which(other)
}

/// Whether everybody on this machine may read it, as far as it is up to its own mode.
pub(super) fn is_for_everybody(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| it.mode() & if it.is_dir() { 0o001 } else { 0o004 } != 0)
}

/// The folder that a file is in.
pub(super) fn context(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes down for good which names there are in a folder.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Whether a file of this name is one that is not whole yet, or of a file that SQLite makes next to one.
pub(super) fn is_unfinished(name: &str) -> bool {
    name.contains(UNFINISHED)
}

/// A file that is not yet what its name will say; gone if it never will be. No other has the same name,
/// in this process or another.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    /// Makes an empty one, of which the name begins so.
    ///
    /// # Errors
    /// When the folder takes none.
    pub fn in_folder(folder: &Path, stem: &str) -> io::Result<Self> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let name = format!("{stem}-{}-{number}{UNFINISHED}", std::process::id());
            let path = folder.join(name);
            match create_new(&path) {
                Ok(_) => return Ok(Self { path }),
                // Of a process that had this number before, or has it in another container.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens it to write to.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(&self) -> io::Result<File> {
        File::options().read(true).write(true).open(&self.path)
    }

    /// Gives it its name for good, also after a power cut, instead of what has it, and for the same readers.
    ///
    /// # Errors
    /// When the disk refuses; what had the name has it still.
    pub fn replace(self, file: &Path) -> io::Result<()> {
        if let Ok(before) = fs::metadata(file) {
            // A stick knows no modes.
            let _ = fs::set_permissions(&self.path, before.permissions());
        }
        self.flush()?;
        fs::rename(&self.path, file)?;
        sync_folder(context(file))
    }

    /// Renames it to the first of these names that is free, and returns that.
    pub(super) fn complete(self, names: impl IntoIterator<Item = PathBuf>) -> io::Result<PathBuf> {
        self.flush()?;
        for name in names {
            match rename_new(&self.path, &name) {
                Ok(()) => {
                    sync_folder(context(&name))?;
                    return Ok(name);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Puts what is in it where it outlasts a power cut.
    pub(super) fn flush(&self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()
    }
}

/// Gives a file another name unless that is taken.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A file system that knows no second name, as on most sticks.
        Err(_) if to.exists() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        for end in OF_SQLITE {
            let mut file = self.path.clone().into_os_string();
            file.push(end);
            // Usually it has its name by now.
            let _ = fs::remove_file(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").mode() & 0o777
    }

    #[test]
    fn what_is_made_is_for_its_owner_alone_unless_others_share_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = folder.path().join("a/b");
        make_folder(&made).expect("a folder");
        create_new(&made.join("file")).expect("a file");
        assert_eq!(
            (mode(&made), mode(&folder.path().join("a"))),
            (0o700, 0o700)
        );
        assert_eq!(mode(&made.join("file")), 0o600);

        let shared = folder.path().join("shared");
        fs::create_dir(&shared).expect("a folder");
        for (folder, file) in [(0o777, 0o644), (0o750, 0o640), (0o711, 0o600)] {
            fs::set_permissions(&shared, fs::Permissions::from_mode(folder)).expect("a mode");
            make_folder(&shared).expect("it is there");
            assert_eq!(mode(&shared), folder, "it is left as it is");
            let path = shared.join("file");
            create_new(&path).expect("a file");
            // A stricter umask of the user that tests takes something away.
            assert_eq!(mode(&path) & !file, 0, "{folder:o}");
            fs::remove_file(path).expect("a file");
        }
    }

    #[test]
    fn two_that_want_one_name_get_two_and_nothing_is_left_of_one_that_was_given_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = || ["one", "two"].map(|name| folder.path().join(name));
        let make = |text: &str| {
            let unfinished = Unfinished::in_folder(folder.path(), "siap").expect("a file");
            fs::write(unfinished.path(), text).expect("text");
            unfinished
        };
        let (first, second, third) = (make("first"), make("second"), make("third"));
        assert_ne!(first.path(), second.path());
        assert_eq!(first.complete(names()).expect("a name"), names()[0]);
        assert_eq!(second.complete(names()).expect("a name"), names()[1]);
        third.complete(names()).expect_err("both are taken");
        drop(make("given up"));
        let read = |name: &PathBuf| fs::read_to_string(name).expect("text");
        assert_eq!(names().each_ref().map(read), ["first", "second"]);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
        fs::set_permissions(&names()[0], fs::Permissions::from_mode(0o640)).expect("a mode");
        make("third").replace(&names()[0]).expect("its place");
        assert_eq!(
            mode(&names()[0]),
            0o640,
            "for who could read what it replaced"
        );
        assert_eq!(read(&names()[0]), "third");
    }
}
