//! Compresses what browsers fetch, once, when an optimised program is built.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    for read in ["static", "migrations", "src/words", "src/starter"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let packed = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("packed");
    if packed.exists() {
        fs::remove_dir_all(&packed)?;
    }
    fs::create_dir_all(&packed)?;
    // An unoptimised build reads its pages from the disk, and compressed ones would be stale.
    if env::var("OPT_LEVEL").as_deref() != Ok("0") {
        pack(Path::new("static"), &packed)?;
    }
    Ok(())
}

/// Puts every text below `from` into `packed/br` and `packed/gzip`, under the name that it has in `static/`.
fn pack(from: &Path, packed: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let source = entry.path();
        if source == Path::new("static/pages/styleguide") {
            // For who works on the pages.
        } else if entry.file_type()?.is_dir() {
            pack(&source, packed)?;
        } else if is_text(&source) {
            pack_file(&source, packed)?;
        }
    }
    Ok(())
}

fn is_text(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    matches!(
        ending,
        Some("html" | "js" | "css" | "json" | "svg" | "webmanifest")
    )
}

fn pack_file(source: &Path, packed: &Path) -> io::Result<()> {
    let plain = fs::read(source)?;
    let mut brotli = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut brotli, 4096, 11, 22);
    writer.write_all(&plain)?;
    drop(writer);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&plain)?;
    let name = source.strip_prefix("static").expect("it is below");
    for (encoding, bytes) in [("br", brotli), ("gzip", gzip.finish()?)] {
        let target = packed.join(encoding).join(name);
        fs::create_dir_all(target.parent().expect("a folder"))?;
        fs::write(target, bytes)?;
    }
    Ok(())
}
