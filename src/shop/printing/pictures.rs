//! Pictures of what printers have no letters for, drawn by the owner's browser: names in other scripts, and the logo.
//!
//! A browser has fonts for every script and decodes every picture; the program would need a megabyte for either. Only
//! the owner sends them, and only of what the owner wrote, so that no guest decides what comes out of a printer.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    domain::{
        DRAWN_NAME_HEIGHT, LARGEST_PRINTED_LOGO, Menu, PrintingError, Raster, Settings,
        WIDEST_DRAWN_NAME,
    },
    escpos,
    shop::{Printers, ShopError},
    store::{Reader, StoreError},
};

/// What has no picture yet, and is printed without.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct MissingPictures {
    /// Names; until they are drawn each is printed as a question mark.
    pub names: Vec<String>,
    /// Where the logo is; it is not printed until it is drawn.
    pub logo_url: Option<String>,
}

impl Printers {
    /// What has to be drawn so that it can be printed.
    pub async fn missing_pictures(&self) -> Result<MissingPictures, ShopError> {
        self.0.store.read(|store| Ok(missing(store)?)).await
    }

    /// Keeps the picture of a name or of the logo; what is still missing.
    ///
    /// # Errors
    /// When the owner wrote no such name, it has letters, or the picture is too large or not as high as a letter.
    pub async fn draw(&self, of: String, picture: Raster) -> Result<MissingPictures, ShopError> {
        let keep = self.0.store.write(move |store| {
            let settings = store.settings()?;
            let fits = if settings.logo_url.as_ref() == Some(&of) {
                picture.width() <= LARGEST_PRINTED_LOGO.0
                    && picture.height() <= LARGEST_PRINTED_LOGO.1
            } else {
                names_without_letters(store, &settings)?.contains(&of)
                    && picture.height() == DRAWN_NAME_HEIGHT
                    && picture.width() <= WIDEST_DRAWN_NAME
            };
            if !fits {
                return Err(PrintingError::UnfitPicture.into());
            }
            store.put_print_picture(&of, &picture)?;
            Ok::<_, ShopError>(())
        });
        keep.await?;
        self.missing_pictures().await
    }
}

fn missing(store: &Reader<'_>) -> Result<MissingPictures, StoreError> {
    let settings = store.settings()?;
    let drawn: BTreeSet<String> = store.print_picture_names()?.into_iter().collect();
    let names = names_without_letters(store, &settings)?;
    Ok(MissingPictures {
        names: names
            .into_iter()
            .filter(|name| !drawn.contains(name))
            .collect(),
        logo_url: settings.logo_url.filter(|url| !drawn.contains(url)),
    })
}

/// What the owner called things that stand on paper, where a printer lacks letters of it.
fn names_without_letters(
    store: &Reader<'_>,
    settings: &Settings,
) -> Result<BTreeSet<String>, StoreError> {
    let menu = store.menu()?;
    let own = [&settings.shop_name, &settings.street_address];
    let names = own.into_iter().cloned().chain(names_in(&menu));
    let names = names.chain(store.table_names()?);
    Ok(names
        .filter(|name| !escpos::has_letters_for(name))
        .collect())
}

fn names_in(menu: &Menu) -> impl Iterator<Item = String> {
    let options = || menu.groups.iter().flat_map(|group| &group.options);
    let levels = menu.levels.iter().map(|level| &level.name);
    let fees = menu.fees.iter().map(|fee| &fee.name);
    let items = menu.items().map(|item| &item.name);
    let names = items
        .chain(options().map(|option| &option.name))
        .chain(levels)
        .chain(fees);
    let names = names.flat_map(|words| [words.id.clone(), words.en.clone()]);
    // As tickets for the kitchen have them.
    let loud = options().flat_map(|option| [&option.name.id, &option.name.en]);
    let loud = loud.chain(menu.items().map(|item| &item.station));
    names.chain(loud.map(|name| name.to_uppercase()))
}
