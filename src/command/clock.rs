//! `siap clock`: what the machine's clock says, what the shop has seen, and the owner's word that the machine is right.

use jiff::Timestamp;

use super::{say, shop_folder::ShopFolder, shown::moment};
use crate::{
    shop::{is_synchronised, vouch_from_command},
    store::{self, OpenError, ReadOnlyShop},
};

/// What to do with the clock.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
    After a jump of the machine's clock the shop goes on by its own, and asks. The owner answers at the till or\n\
    in /admin, or here:\n\
    siap clock --right")]
pub(super) struct Clock {
    /// The computer's clock is right: the shop follows it, even back in time
    #[arg(long)]
    right: bool,

    #[command(flatten)]
    shop: ShopFolder,
}

pub(super) fn run(wanted: &Clock) -> Result<(), String> {
    // Nothing is made where there is no shop.
    let data = wanted.shop.find()?;
    let shop = ReadOnlyShop::of(&data).map_err(|error| error.to_string())?;
    let read = shop.read(|store| {
        let zone = store.settings()?.zone();
        Ok::<_, OpenError>((store.newest_moment()?, zone))
    });
    let (newest, zone) = read.map_err(|error| error.to_string())?;
    let now = Timestamp::now();
    if wanted.right {
        let vouched = store::open_for_command(&data, |store| vouch_from_command(store, now));
        vouched.map_err(|error| error.to_string())?;
        return say(&format!(
            "the shop follows the computer's clock: {}. An open shop does so within five seconds\n",
            moment(now, &zone)
        ));
    }
    let set_by = if is_synchronised() {
        "set by a time server"
    } else {
        "not set by a time server"
    };
    let seen = newest.map_or_else(|| "nothing yet".to_owned(), |at| moment(at, &zone));
    say(&format!(
        "the computer's clock  {} ({set_by})\nthe shop last saw     {seen}\n",
        moment(now, &zone)
    ))
}
