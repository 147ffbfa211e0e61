//! `siap backup` and `siap restore`: copies a whole shop into a file, and restores it from one.

use std::{
    io::{self, BufRead, IsTerminal, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    progress::ProgressLine,
    say,
    shop_folder::ShopFolder,
    shown::{moment, size},
};
use crate::{
    shop::COMMAND_LINE,
    store::{self, DataFolder, OpenError, Preview, Restorer},
};

/// How to make a backup.
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    #[command(flatten)]
    shop: ShopFolder,

    /// Folder for the backup, for example on a USB stick; by default the shop's own folder backups
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

/// How to bring one back.
#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// The backup; or the siap.db from another computer's folder, with its pictures next to it
    file: PathBuf,

    #[command(flatten)]
    shop: ShopFolder,

    /// Keep the backup's screens paired when there is no current shop that knows which still are
    #[arg(long)]
    keep_screens: bool,

    /// Do not ask
    #[arg(long)]
    yes: bool,
}

/// Makes a backup, also while a server has the shop open.
pub(super) fn back_up(wanted: &Backup) -> Result<(), String> {
    let data = wanted.shop.find()?;
    let mut line = ProgressLine::new();
    let made = store::back_up_from_command(&data, wanted.to.as_deref(), |it| line.show(it));
    drop(line);
    let file = made.map_err(|error| error.to_string())?;
    let bytes = std::fs::metadata(&file).map_or(0, |file| file.len());
    say(&format!("{} ({})\n", file.display(), size(bytes)))
}

/// Shows what is in a backup, asks, and puts it in the shop's place.
pub(super) fn restore(wanted: &Restore) -> Result<(), String> {
    let file = &wanted.file;
    let preview = Preview::of(file).map_err(|error| error.to_string())?;
    let folder = DataFolder::take(&wanted.shop.find()?).map_err(|error| match error {
        OpenError::InUse { .. } => "the shop is open. Restore the backup at /admin, or stop Siap \
            first and try again"
            .to_owned(),
        error => error.to_string(),
    })?;
    let about = (file.as_path(), &preview);
    say(&description(about, &folder.database(), wanted.keep_screens))?;
    if !wanted.yes && !agreed()? {
        return Err("nothing was changed".to_owned());
    }
    let by = Restorer {
        by: COMMAND_LINE.to_owned(),
        at: Timestamp::now(),
        keeps_screens: wanted.keep_screens,
    };
    let mut line = ProgressLine::new();
    let prepared = store::restore(file, &folder, &by, |it| line.show(it));
    drop(line);
    let prepared = prepared.map_err(|error| error.to_string())?;
    let kept = prepared.take_place().map_err(|error| {
        format!("the backup could not be restored ({error}). Nothing was changed")
    })?;
    let kept = kept.map_or_else(String::new, |kept| {
        format!("The shop as it was is kept as {}\n", kept.display())
    });
    say(&format!("Restored. {kept}"))
}

fn description((file, preview): (&Path, &Preview), present: &Path, keeps_screens: bool) -> String {
    let mut lines = vec![
        format!("{} ({})", file.display(), size(preview.bytes)),
        format!("  shop      {}", preview.shop_name),
        format!("  orders    {}", orders(preview)),
        format!("  items     {}", preview.items),
        format!("  staff     {}", preview.staff),
        format!("  pictures  {}", pictures(preview)),
    ];
    if let Ok(present) = Preview::of(present) {
        lines.push(format!("It replaces {}", present.shop_name));
        lines.push(format!("  orders    {}", orders(&present)));
    } else {
        let screens = if keeps_screens {
            "staff"
        } else {
            "staff and screens"
        };
        lines.push(format!(
            "No current shop knows who is signed in: all {screens} must sign in again"
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn orders(preview: &Preview) -> String {
    let newest = preview.newest_order_at;
    let newest = newest.map(|at| format!(", the newest from {}", moment(at, &preview.zone)));
    format!("{}{}", preview.orders, newest.unwrap_or_default())
}

fn pictures(preview: &Preview) -> String {
    match preview.photos_missing {
        0 => preview.photos.to_string(),
        missing => format!("{}, of which {missing} are missing", preview.photos),
    }
}

fn agreed() -> Result<bool, String> {
    let failed = |error: io::Error| format!("your answer could not be read ({error})");
    if !io::stdin().is_terminal() {
        return Err("there is no terminal to ask at. Use --yes to restore it".to_owned());
    }
    let mut answer = String::new();
    write!(io::stderr(), "Restore it? Type yes: ").map_err(failed)?;
    io::stdin().lock().read_line(&mut answer).map_err(failed)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}
