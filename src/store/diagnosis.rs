//! Checks of a shop's folder from outside, for `siap doctor`. Nothing in the database is changed, and a folder that is
//! damaged or missing is a finding and no error.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Backup, BrokenRule, FolderPaths, LockState, OpenError, Remedy, Space, backup, books,
    checkpoint,
    files::{self, Unfinished},
    identity,
    inspect::{self, Found},
    lost_pages::LostPages,
    photos::{self, Photos},
    readers, reports, schema, settings, space,
};
use crate::domain::{BusinessDay, Language, Printer, Settings};

/// How long flushes are counted.
const MEASURED: Duration = Duration::from_secs(1);
/// A file that is made to see whether one can be, and is gone afterwards.
const TRIAL: &str = "siap-trial";
/// As much as a small commit writes, in bytes.
const COMMIT: usize = 4096;

/// A shop's folder, looked at.
#[derive(Debug, Clone)]
pub struct Diagnosis(FolderPaths);

/// What the database is, if it can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Database {
    /// Whether an older program made it: it is brought up to date when the shop is opened.
    pub is_older: bool,
    /// Whether the disk did not keep all of it, and the next start repairs it.
    pub lacks_pages: bool,
    /// How large it is.
    pub bytes: u64,
    /// When something last happened to an order.
    pub newest_event: Option<Timestamp>,
    /// The newest moment the shop has seen, by its clock as it goes.
    pub newest_moment: Option<Timestamp>,
}

/// How much room a folder's disk has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreeSpace {
    /// In bytes.
    pub free: u64,
    /// In bytes, used or not.
    pub total: u64,
    /// What that means to a shop.
    pub space: Space,
}

impl Diagnosis {
    /// Of the shop in `folder`.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self(FolderPaths::of(folder))
    }

    /// Whether a program has the shop open, and where it listens.
    pub fn lock_state(&self) -> LockState {
        LockState::of(self.0.folder()).unwrap_or(LockState::Closed)
    }

    /// The language of the shop, if that can be read.
    pub fn language(&self) -> Option<Language> {
        Some(self.settings()?.locale)
    }

    /// The time zone of the shop; where it cannot be read, that of the machine.
    pub fn zone(&self) -> TimeZone {
        let zone = self.settings();
        let zone = zone.and_then(|settings| TimeZone::get(&settings.time_zone).ok());
        zone.unwrap_or_else(TimeZone::system)
    }

    /// What the shop is called in its networks, if that can be read.
    pub fn local_name(&self) -> Option<String> {
        Some(self.settings()?.local_name)
    }

    /// What the owner decided, if that can be read.
    fn settings(&self) -> Option<Settings> {
        let path = self.0.database();
        if !path.is_file() {
            return None;
        }
        settings::in_file(&readers::connect(&path).ok()?).ok()
    }

    /// Looks at the database; nothing where there is none.
    pub fn database(&self) -> Result<Option<Database>, OpenError> {
        let path = self.0.database();
        let (lock_state, lacks_pages) = (self.lock_state(), LostPages::of(&self.0).are_noted());
        if lock_state == LockState::Closed {
            space::release_reserve(&self.0);
            identity::refuse_strange_log(&self.0)?;
        } else if lacks_pages && lock_state != LockState::Busy {
            return Err(OpenError::Stopped {
                folder: self.0.folder().to_owned(),
            });
        }
        let bytes = fs::metadata(&path).map_or(0, |file| file.len());
        let found = match inspect::inspect(&path) {
            // The log's index may claim that the missing pages are in the file: the next start makes a new index.
            Err(OpenError::Damaged { .. }) if self.completes() => {
                return Ok(Some(Database {
                    is_older: false,
                    lacks_pages,
                    bytes,
                    newest_event: None,
                    newest_moment: None,
                }));
            }
            found => found.map_err(|error| error.with_remedy(&self.0))?,
        };
        let Found::Shop { version } = found else {
            let gone = inspect::left_of(&self.0).map(|found| OpenError::Gone {
                folder: self.0.folder().to_owned(),
                found,
                remedy: Remedy::of(&self.0),
            });
            return gone.map_or(Ok(None), Err);
        };
        let shop = readers::connect(&path).map_err(|error| OpenError::of(&path, &error))?;
        let newest = readers::ask(&shop, |store| {
            Ok::<_, OpenError>(store.newest_event_time()?)
        });
        let moment = readers::ask(&shop, |store| Ok::<_, OpenError>(store.newest_moment()?));
        Ok(Some(Database {
            is_older: version < schema::newest(),
            lacks_pages,
            bytes,
            // An older file may not have all that is asked for.
            newest_event: newest.as_ref().copied().unwrap_or_default(),
            newest_moment: moment.or(newest).unwrap_or_default(),
        }))
    }

    /// Whether the next start reads what the file lacks from its log.
    fn completes(&self) -> bool {
        LostPages::of(&self.0).are_noted()
            && checkpoint::length(&checkpoint::path_of(&self.0.database())) > 0
    }

    /// Looks through the whole database; where it is not open, through every index, too. Takes time with
    /// its size. Not through one that the next start completes: only then is known whether it is whole.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn check_pages(&self) -> Result<(), OpenError> {
        if self.completes() {
            return Ok(());
        }
        let path = self.0.database();
        let checked = if self.lock_state() == LockState::Closed {
            inspect::check_every_page(&path)
        } else {
            inspect::check_whole(&path)
        };
        checked.map_err(|error| error.with_remedy(&self.0))
    }

    /// The backups of the shop, newest first.
    pub fn backups(&self) -> Vec<Backup> {
        backup::of_shop(&self.0)
    }

    /// The second destination for backups, if one was chosen and is not there now.
    pub fn lost_destination(&self) -> Option<String> {
        let destination = self.settings()?.backups.place;
        (!destination.is_empty() && backup::backup_destination(&destination).is_none())
            .then_some(destination)
    }

    /// The pictures of the shop that no page can show; none where the list of pictures cannot be read.
    pub fn unfit_photos(&self) -> Vec<PathBuf> {
        let shop = readers::connect(&self.0.database());
        let names = shop.and_then(|shop| photos::named_in(&shop));
        Photos::in_folder(self.0.photos()).unfit(&names.unwrap_or_default())
    }

    /// The printers of the shop; none where the shop is older than this program, or cannot be read.
    pub fn printers(&self) -> Vec<Printer> {
        let shop = readers::connect(&self.0.database());
        let printers = shop.map(|shop| {
            let read = readers::ask(&shop, |store| Ok::<_, OpenError>(store.printers()?));
            read.unwrap_or_default()
        });
        printers.unwrap_or_default()
    }

    /// The rules of the books that do not hold; none where the shop is older than this program, or cannot be read.
    pub fn broken_books(&self) -> Vec<BrokenRule> {
        let shop = readers::connect(&self.0.database());
        let broken = shop.map(|shop| books::broken_rules(&shop).unwrap_or_default());
        broken.unwrap_or_default()
    }

    /// The days whose kept sums are not those of their orders; none where that cannot be read.
    pub fn wrong_days(&self) -> Vec<BusinessDay> {
        let shop = readers::connect(&self.0.database());
        let wrong = shop.map(|shop| reports::wrong_days(&shop).unwrap_or_default());
        wrong.unwrap_or_default()
    }

    /// What brings a whole shop back.
    pub fn remedy(&self) -> Remedy {
        Remedy::of(&self.0)
    }

    /// Whether the disk has bytes free and yet takes no further file.
    pub fn takes_no_file(&self) -> bool {
        space::takes_no_file(self.0.folder())
    }

    /// Whether a file can be made in the folder.
    pub fn try_to_write(&self) -> io::Result<()> {
        Unfinished::in_folder(self.0.folder(), TRIAL).map(drop)
    }

    /// Something of the shop that belongs to another user than the folder: the user that runs the shop may not be
    /// able to write it.
    pub fn anothers(&self) -> Option<PathBuf> {
        let inside = |folder: &Path| {
            let files = fs::read_dir(folder).into_iter().flatten().flatten();
            files.map(|file| file.path()).collect::<Vec<_>>()
        };
        let (backups, photos) = (self.0.backups(), self.0.photos());
        let deeper = [&backups, &photos, &backups.join("photos")].map(|folder| inside(folder));
        let mut files = inside(self.0.folder())
            .into_iter()
            .chain(deeper.into_iter().flatten());
        files.find(|file| files::is_anothers(file))
    }

    /// Whether every user of this machine can read the database, with the PINs and the Wi-Fi's password.
    pub fn is_for_everybody(&self) -> bool {
        files::is_for_everybody(self.0.folder()) && files::is_for_everybody(&self.0.database())
    }

    /// How many small commits the disk keeps safe in a second, one after another.
    pub fn commits_per_second(&self) -> io::Result<f64> {
        let trial = Unfinished::in_folder(self.0.folder(), TRIAL)?;
        let mut file = trial.open()?;
        let (began, mut done) = (Instant::now(), 0);
        while began.elapsed() < MEASURED {
            file.write_all(&[0; COMMIT])?;
            file.sync_data()?;
            done += 1;
        }
        Ok(f64::from(done) / began.elapsed().as_secs_f64())
    }
}

/// How much room the disk of `folder` has, where the system says.
pub fn free_space_in(folder: &Path) -> Option<FreeSpace> {
    let (free, total) = space::room(folder)?;
    let space = Space::with(free);
    Some(FreeSpace { free, total, space })
}
