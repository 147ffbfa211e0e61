//! What is known of a printer: how wide its paper is and what it can do.
//!
//! Cheap printers do not say what they can, and say wrongly what they are: so the owner says it, and a test page shows
//! whether that is right.

use serde::{Deserialize, Serialize};

use crate::domain::string_enum::string_enum;

string_enum! {
    /// How many dots a printer prints side by side, at 8 dots a millimetre.
    pub enum PaperWidth {
        /// Paper of 58 mm: 32 cells.
        Dots384 = "384",
        /// Paper of 80 mm on some printers: 42 cells.
        Dots512 = "512",
        /// Paper of 80 mm: 48 cells.
        Dots576 = "576",
    }
}

impl PaperWidth {
    /// Dots side by side.
    pub const fn dots(self) -> usize {
        match self {
            Self::Dots384 => 384,
            Self::Dots512 => 512,
            Self::Dots576 => 576,
        }
    }

    /// Cells side by side, of 12 dots each.
    pub const fn columns(self) -> usize {
        self.dots() / 12
    }
}

string_enum! {
    /// How a printer is given its letters.
    pub enum Printing {
        /// As text, in its own letters; what these lack as pictures.
        Text = "text",
        /// All as pictures: slower, and right on printers that start in another script.
        Picture = "picture",
    }
}

/// What a printer is and can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// How wide it prints.
    pub width: PaperWidth,
    /// Whether it cuts the paper; else it is fed far enough to be torn off.
    pub cuts: bool,
    /// Whether a cash drawer is connected to it.
    pub opens_drawer: bool,
    /// How it is given its letters.
    pub prints: Printing,
    /// Whether it can make a sound.
    pub beeps: bool,
}

impl Profile {
    /// An unknown printer of this width: only what every printer can do.
    #[must_use]
    pub const fn plain(width: PaperWidth) -> Self {
        Self {
            width,
            cuts: false,
            opens_drawer: false,
            prints: Printing::Text,
            beeps: false,
        }
    }
}
