//! `siap config`: the owner's settings from the command line, also while a server has the shop open.

use std::{fs, path::Path};

use clap::Subcommand;
use jiff::Timestamp;

use super::{say, shop_folder::ShopFolder};
use crate::{
    domain::{
        AllSettings, Kind, Language, Refusal, Row, SETTINGS, SettingError, Settings,
        say as explained,
    },
    shop::{ShopError, change_settings_from_command, decisions, set_logo_from_command},
    store::{self, OpenError, ReadOnlyShop},
};

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print one setting, or all of them
    Get(Get),
    /// Change a setting; an open shop follows within five seconds
    Set(Set),
    /// Print all settings
    List(ShopFolder),
}

#[derive(Debug, clap::Args)]
pub(super) struct Get {
    /// Name of the setting, like limits.sockets; by default all of them
    #[arg(value_name = "KEY")]
    key: Option<String>,

    #[command(flatten)]
    shop: ShopFolder,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
    Separate a list with commas:\n\
    siap config set payment_methods cash,qris\n\
    For a logo, give the path of a picture; an empty one removes it:\n\
    siap config set logo_url warung.png\n\
    All settings and their values: siap config set --help",
    after_long_help = every_setting())]
pub(super) struct Set {
    /// Name of the setting, like limits.sockets
    #[arg(value_name = "KEY")]
    key: String,

    /// The new value
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    value: String,

    #[command(flatten)]
    shop: ShopFolder,
}

/// Does what was asked for.
pub(super) fn run(command: &ConfigCommand) -> Result<(), String> {
    match command {
        ConfigCommand::List(shop) | ConfigCommand::Get(Get { key: None, shop }) => {
            list(&decided(&shop.find()?)?)
        }
        ConfigCommand::Get(Get {
            key: Some(key),
            shop,
        }) => {
            let decided = decided(&shop.find()?)?;
            match decided.value(key) {
                Some(value) => say(&format!("{value}\n")),
                None => Err(unknown(key, &decided.like(key))),
            }
        }
        ConfigCommand::Set(set) => change(set),
    }
}

fn decided(data: &Path) -> Result<AllSettings, String> {
    let shop = ReadOnlyShop::of(data).map_err(|error| error.to_string())?;
    let read = shop.read(|store| Ok::<_, OpenError>(decisions(store)?));
    read.map_err(|error| error.to_string())
}

fn list(decided: &AllSettings) -> Result<(), String> {
    let all = decided.by_name();
    let width = all.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = all
        .iter()
        .map(|(name, value)| format!("{name:<width$}  {value}\n"));
    // An empty value ends in no blanks.
    let lines = lines.map(|line| format!("{}\n", line.trim_end()));
    say(&lines.collect::<String>())
}

fn change(set: &Set) -> Result<(), String> {
    let Set {
        key,
        value: written,
        shop,
    } = set;
    let data = shop.find()?;
    // Nothing is made where there is no shop.
    let now = decided(&data)?;
    let written = match key.as_str() {
        LOGO => &picture(&now, written, &data)?,
        _ => written,
    };
    let at = Timestamp::now();
    let changed = store::open_for_command(&data, |store| {
        let before = decisions(store)?;
        let wanted = before
            .with(key, written)
            .map_err(|unset| refusal(set, unset));
        let wanted = wanted.and_then(|wanted| with_place(&before, wanted));
        if let Ok(decided) = &wanted {
            change_settings_from_command(store, decided, at)?;
        }
        Ok(wanted.map(|decided| (before, decided)))
    });
    let (before, decided) = changed.map_err(|error| error.to_string())??;
    let shown = |decided: &AllSettings| decided.value(key).unwrap_or_default();
    let (before, now) = (shown(&before), shown(&decided));
    if before == now {
        say(&format!("{key} is already {now}\n"))
    } else {
        say(&format!("{key}: {before} -> {now}\n"))
    }
}

/// The one setting that is a picture.
const LOGO: &str = "logo_url";

/// Stores the picture in a file and returns its address. The present logo, or none, stays as it is.
fn picture(now: &AllSettings, written: &str, data: &Path) -> Result<String, String> {
    let is_now = now.settings.logo_url.as_deref() == Some(written);
    if written.is_empty() || is_now {
        return Ok(written.to_owned());
    }
    let no =
        |why: &str| format!("{written} cannot be used as the logo ({why}). Nothing was changed");
    let picture = fs::read(written).map_err(|error| no(&error.to_string()))?;
    set_logo_from_command(data, &picture).map_err(|error| match error {
        ShopError::Refused { .. } => {
            no("it takes a JPEG, PNG or WebP of at most 256 KiB and 2048 x 2048 pixels")
        }
        error => no(&error.to_string()),
    })
}

/// Another disk is claimed before backups are sent there.
fn with_place(before: &AllSettings, wanted: AllSettings) -> Result<AllSettings, String> {
    let place = &wanted.settings.backups.place;
    if place.is_empty() || *place == before.settings.backups.place {
        return Ok(wanted);
    }
    store::claim_destination(place)
        .map_err(|error| format!("backups cannot go to {place} ({error}). Nothing was changed"))?;
    Ok(wanted)
}

fn refusal(set: &Set, unset: SettingError) -> String {
    let (key, value) = (&set.key, &set.value);
    match unset {
        SettingError::Unknown { like } => unknown(key, &like),
        SettingError::Unreadable => {
            let row = SETTINGS.iter().find(|row| row.key == key);
            let takes = row.map(|row| format!(": it takes {}", takes(row.kind)));
            let takes = takes.unwrap_or_default();
            format!("{key} cannot be «{value}»{takes}. Nothing was changed")
        }
        SettingError::Refused(Refusal::UnfitQris(error)) => {
            let detail = format!("{}.detail", error.code());
            let why = explained(Language::English, &detail, &error.facts());
            format!("{key} cannot be «{value}». {why} Nothing was changed")
        }
        SettingError::Refused(refusal) => {
            let facts = refusal.facts(Language::English);
            let field = facts.iter().find(|(name, _)| *name == "field");
            match field {
                // One that was there before does not fit with it.
                Some((_, field)) if field != key => {
                    format!(
                        "{key} cannot be «{value}» while {field} is as it is. Nothing was changed"
                    )
                }
                _ => {
                    let row = SETTINGS.iter().find(|row| row.key == key);
                    let takes = row.map_or("the shop could not work with it".to_owned(), |row| {
                        format!("it takes {}", takes(row.kind))
                    });
                    format!("{key} cannot be «{value}»: {takes}. Nothing was changed")
                }
            }
        }
    }
}

/// What a setting may be, for the end of a sentence.
fn takes(kind: Kind) -> String {
    let text = |least: usize, most: usize| match least {
        0 => format!("up to {most} characters"),
        least => format!("{least} to {most} characters"),
    };
    match kind {
        Kind::Number { least, most, unit } => {
            format!("{least} to {most} {}", unit.as_str().replace('_', " "))
        }
        Kind::Clock => "minutes after midnight, 0 to 1439".to_owned(),
        Kind::Moment => "milliseconds since 1970, 0 for none".to_owned(),
        Kind::Spans => "one or two spans like 06:00-10:30 16:00-22:00, or nothing".to_owned(),
        Kind::Flag => "true or false".to_owned(),
        Kind::Text { least, most } | Kind::Exact { least, most } => text(least, most),
        Kind::Names { most, .. } => format!("up to {most} names"),
        Kind::Choice { of } => of.join(" or "),
        Kind::Choices { of, least: 0 } => format!("any of {}", of.join(", ")),
        Kind::Choices { of, .. } => format!("some of {}", of.join(", ")),
        Kind::Folder { most } => format!("the path of a folder, {}", text(0, most)),
        Kind::Picture => "the path of a picture".to_owned(),
        Kind::Qris => "the text of the shop's own QRIS code".to_owned(),
        Kind::Account => "a code with a digit, a space and a name, like 1-10001 Kas".to_owned(),
    }
}

/// Every row of the table, for `siap config set --help`.
fn every_setting() -> String {
    let new = Settings::default().by_name();
    let at_first = |key: &str| {
        let value = new.iter().find(|(name, _)| name == key);
        let value = value.filter(|(_, value)| !value.is_empty());
        value.map_or(String::new(), |(_, value)| format!("; default {value}"))
    };
    let rows = SETTINGS.iter().map(|row| {
        let Row { key, says, .. } = row;
        format!(
            "  {key}\n      {says}\n      {}{}\n",
            takes(row.kind),
            at_first(key)
        )
    });
    format!(
        "Separate a list with commas: siap config set payment_methods cash,qris\n\n\
         All settings and their values:\n{}\n\
         The guest Wi-Fi on the QR cards: wifi.name, wifi.password, wifi.security (wpa or open), wifi.is_hidden",
        rows.collect::<String>()
    )
}

fn unknown(key: &str, like: &[String]) -> String {
    let meant = match like {
        [] => "See them all: siap config list".to_owned(),
        like => format!("Did you mean {}?", like.join(" or ")),
    };
    format!("there is no setting called {key}. {meant}")
}
