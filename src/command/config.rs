//! `siap config`: what the owner decided, from the machine itself; works beside a running shop.

use std::path::PathBuf;

use clap::Subcommand;
use jiff::Timestamp;

use super::say;
use crate::{
    config::default_data,
    domain::{Language, Settings, Unset},
    shop::change_settings_beside,
    store::{self, Onlooker, OpenError},
};

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print one setting, or all of them
    Get(Get),
    /// Change a setting; an open shop takes it up within five seconds
    Set(Set),
    /// Print all settings
    List(Folder),
}

#[derive(Debug, clap::Args)]
pub(super) struct Folder {
    /// Folder of the shop
    #[arg(long, env = "SIAP_DATA", default_value_os_t = default_data(), value_name = "FOLDER")]
    data: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct Get {
    /// Its name, like limits.sockets; left out, all of them
    #[arg(value_name = "KEY")]
    key: Option<String>,

    #[command(flatten)]
    folder: Folder,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
    Names and what they may be: docs/openapi.yaml, Settings. A list is written with commas:\n\
    siap config set payment_methods cash,qris")]
pub(super) struct Set {
    /// Its name, like limits.sockets
    #[arg(value_name = "KEY")]
    key: String,

    /// As it is to be
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    value: String,

    #[command(flatten)]
    folder: Folder,
}

/// Does what was asked for.
pub(super) fn run(command: &ConfigCommand) -> Result<(), String> {
    match command {
        ConfigCommand::List(folder) | ConfigCommand::Get(Get { key: None, folder }) => {
            list(&settings(folder)?)
        }
        ConfigCommand::Get(Get {
            key: Some(key),
            folder,
        }) => {
            let settings = settings(folder)?;
            match value(&settings, key) {
                Some(value) => say(&format!("{value}\n")),
                None => Err(unknown(key, &settings.like(key))),
            }
        }
        ConfigCommand::Set(set) => change(set),
    }
}

fn settings(folder: &Folder) -> Result<Settings, String> {
    let shop = Onlooker::of(&folder.data).map_err(|error| error.to_string())?;
    let read = shop.read(|store| Ok::<_, OpenError>(store.settings()?));
    read.map_err(|error| error.to_string())
}

fn list(settings: &Settings) -> Result<(), String> {
    let all = settings.by_name();
    let width = all.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = all
        .iter()
        .map(|(name, value)| format!("{name:<width$}  {value}\n"));
    // An empty value ends in no blanks.
    let lines = lines.map(|line| format!("{}\n", line.trim_end()));
    say(&lines.collect::<String>())
}

fn value(settings: &Settings, key: &str) -> Option<String> {
    let all = settings.by_name().into_iter();
    all.into_iter()
        .find_map(|(name, value)| (name == key).then_some(value))
}

fn change(set: &Set) -> Result<(), String> {
    let Set {
        key,
        value: written,
        folder,
    } = set;
    // Nothing is made where there is no shop.
    settings(folder)?;
    let at = Timestamp::now();
    let changed = store::open_beside(&folder.data, |store| {
        let before = store.settings()?;
        let wanted = before
            .with(key, written)
            .map_err(|unset| refusal(set, unset));
        let wanted = wanted.and_then(|wanted| with_place(&before, wanted));
        if let Ok(settings) = &wanted {
            change_settings_beside(store, settings, at)?;
        }
        Ok(wanted.map(|settings| (before, settings)))
    });
    let (before, settings) = changed.map_err(|error| error.to_string())??;
    let shown = |settings| value(settings, key).unwrap_or_default();
    let (before, now) = (shown(&before), shown(&settings));
    if before == now {
        say(&format!("{key} is {now} already\n"))
    } else {
        say(&format!("{key}: {before} -> {now}\n"))
    }
}

/// Another disk is claimed before backups are sent there.
fn with_place(before: &Settings, wanted: Settings) -> Result<Settings, String> {
    let place = &wanted.backups.place;
    if place.is_empty() || *place == before.backups.place {
        return Ok(wanted);
    }
    store::claim_second_place(place)
        .map_err(|error| format!("backups cannot go to {place} ({error}). Nothing was changed"))?;
    Ok(wanted)
}

fn refusal(set: &Set, unset: Unset) -> String {
    let (key, value) = (&set.key, &set.value);
    match unset {
        Unset::Unknown { like } => unknown(key, &like),
        Unset::Unreadable => format!("{key} cannot be «{value}». Nothing was changed"),
        Unset::Refused(refusal) => {
            let facts = refusal.facts(Language::English);
            let field = facts.iter().find(|(name, _)| *name == "field");
            match field {
                // One that was there before does not fit with it.
                Some((_, field)) if field != key => {
                    format!(
                        "{key} cannot be «{value}» while {field} is as it is. Nothing was changed"
                    )
                }
                _ => format!(
                    "{key} cannot be «{value}»: the shop could not work with it. Nothing was changed"
                ),
            }
        }
    }
}

fn unknown(key: &str, like: &[String]) -> String {
    let meant = match like {
        [] => "All there are: siap config list".to_owned(),
        like => format!("Did you mean {}?", like.join(" or ")),
    };
    format!("there is no setting called {key}. {meant}")
}
