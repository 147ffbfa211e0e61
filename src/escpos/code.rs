//! QR codes as dots, since half of the printers have no command for them.

use fast_qr::{ECL, QRBuilder};

use crate::domain::Raster;

/// Light modules around a code (ISO/IEC 18004, section 9.1).
const QUIET_ZONE: usize = 4;
/// Dots of a module: 3 are 0.4 mm, as small as a phone reads; 7 make a code of 35 mm.
const SMALLEST_MODULE: usize = 3;
const LARGEST_MODULE: usize = 7;

/// A code of this text, on paper of so many dots; none where the text is too long for one.
pub(super) fn drawn(text: &str, dots: usize) -> Option<Raster> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let modules = code.size + 2 * QUIET_ZONE;
    let module = (dots * 2 / 3 / modules).clamp(SMALLEST_MODULE, LARGEST_MODULE);
    let side = modules * module;
    if side > dots {
        return None;
    }
    let mut raster = Raster::white(side, side);
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            let (left, top) = ((column + QUIET_ZONE) * module, (row + QUIET_ZONE) * module);
            for y in top..top + module {
                for x in left..left + module {
                    raster.blacken(x, y);
                }
            }
        }
    }
    Some(raster)
}
