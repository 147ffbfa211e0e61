//! `siap staff`: the staff from the command line, also while a server has the shop open.

use std::io::{self, BufRead, IsTerminal};

use clap::Subcommand;

use super::{say, shop_folder::ShopFolder};
use crate::{
    domain::{Pin, Role, Staff},
    shop::{hash_pin, hire_from_command, reset_pin_from_command},
    store::{self, OpenError, ReadOnlyShop, StoreError},
};

#[derive(Debug, Subcommand)]
pub(super) enum StaffCommand {
    /// Add a person
    Add(Add),
    /// List the staff
    List(List),
    /// Set a new PIN, also for an owner who forgot theirs
    ResetPin(ResetPin),
}

#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    shop: ShopFolder,
}

#[derive(Debug, clap::Args)]
pub(super) struct Add {
    #[command(flatten)]
    shop: ShopFolder,

    /// Name to sign in with, 1 to 40 characters
    #[arg(long)]
    name: String,

    /// Role: owner, cashier or kitchen
    #[arg(long, value_parser = role)]
    role: Role,

    /// Read the PIN (4 to 10 digits) from standard input instead of asking for it
    #[arg(long)]
    pin_stdin: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ResetPin {
    #[command(flatten)]
    shop: ShopFolder,

    /// Whose PIN
    #[arg(long)]
    name: String,

    /// Read the PIN (4 to 10 digits) from standard input instead of asking for it
    #[arg(long)]
    pin_stdin: bool,
}

fn role(word: &str) -> Result<Role, String> {
    let role = Role::parse(word).filter(|role| role.is_for_people());
    role.ok_or_else(|| "owner, cashier or kitchen".to_owned())
}

/// Does what was asked for.
pub(super) fn run(command: &StaffCommand) -> Result<(), String> {
    match command {
        StaffCommand::Add(add) => hire(add),
        StaffCommand::List(list) => show(list),
        StaffCommand::ResetPin(reset) => reset_pin(reset),
    }
}

fn hire(add: &Add) -> Result<(), String> {
    let data = add.shop.find()?;
    // A folder that is named may become a shop; one that was looked for has to be one.
    if !add.shop.is_named() {
        ReadOnlyShop::of(&data).map_err(|error| error.to_string())?;
    }
    let hash = hashed(&read_pin(add.pin_stdin)?)?;
    let name =
        Staff::fit_name(&add.name).map_err(|_| "use 1 to 40 characters for a name".to_owned())?;
    let at = jiff::Timestamp::now();
    let added = store::open_for_command(&data, |store| {
        hire_from_command(store, &name, add.role, &hash, at)
    });
    match added {
        Ok(staff) => say(&format!(
            "{} can now sign in as {}\n",
            staff.name,
            staff.role.as_str()
        )),
        Err(OpenError::Store(StoreError::Taken(_))) => {
            Err(format!("the name {name} is already in use. Choose another"))
        }
        Err(error) => Err(error.to_string()),
    }
}

fn show(list: &List) -> Result<(), String> {
    // Nothing is made where there is no shop.
    let shop = ReadOnlyShop::of(&list.shop.find()?).map_err(|error| error.to_string())?;
    let members = shop.read(|store| Ok::<_, OpenError>(store.members()?));
    let members = members.map_err(|error| error.to_string())?;
    let lines = members
        .iter()
        .filter(|member| member.retired_at.is_none())
        .map(|member| format!("{:<8} {}\n", member.staff.role.as_str(), member.staff.name));
    say(&lines.collect::<String>())
}

fn reset_pin(reset: &ResetPin) -> Result<(), String> {
    let data = reset.shop.find()?;
    // Nothing is made where there is no shop, and no PIN asked for.
    ReadOnlyShop::of(&data).map_err(|error| error.to_string())?;
    let hash = hashed(&read_pin(reset.pin_stdin)?)?;
    let (name, at) = (&reset.name, jiff::Timestamp::now());
    let found = store::open_for_command(&data, |store| {
        reset_pin_from_command(store, name, &hash, at)
    });
    match found.map_err(|error| error.to_string())? {
        Some(staff) => say(&format!(
            "{} can now sign in with the new PIN\n",
            staff.name
        )),
        None => Err(format!(
            "there is no {name} here. For the names: siap staff list"
        )),
    }
}

fn hashed(pin: &str) -> Result<String, String> {
    let pin = Pin::parse(pin).map_err(|_| "use 4 to 10 digits for a PIN".to_owned())?;
    hash_pin(&pin).map_err(|error| error.to_string())
}

fn read_pin(from_stdin: bool) -> Result<String, String> {
    if from_stdin || !io::stdin().is_terminal() {
        let mut pin = String::new();
        let read = io::stdin().lock().read_line(&mut pin);
        read.map_err(|error| format!("the PIN could not be read ({error})"))?;
        return Ok(pin.trim().to_owned());
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map_err(|error| format!("the PIN could not be read ({error})"))
    };
    let pin = ask("PIN (4 to 10 digits): ")?;
    if ask("Again: ")? == pin {
        Ok(pin)
    } else {
        Err("the PINs don't match".to_owned())
    }
}
