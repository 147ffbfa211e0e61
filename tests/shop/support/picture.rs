//! The parts of a picture's file, read without decoding it.

use bytes::Bytes;
use flate2::Crc;

/// A PNG (third edition, section 5) of this size, with so many bytes that would be drawn.
pub(crate) fn png(width: u32, height: u32, drawn: usize) -> Bytes {
    png_with(width, height, drawn, &[])
}

/// The same with other chunks before what is drawn.
pub(crate) fn png_with(width: u32, height: u32, drawn: usize, chunks: &[(&str, &[u8])]) -> Bytes {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = [&size[..], &[8, 2, 0, 0, 0]].concat();
    let drawn = vec![7; drawn];
    let first = ("IHDR", &head[..]);
    let last = [("IDAT", &drawn[..]), ("IEND", &[])];
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in std::iter::once(&first).chain(chunks).chain(&last) {
        let mut sum = Crc::new();
        sum.update(name.as_bytes());
        sum.update(content);
        let length = u32::try_from(content.len()).expect("a short one");
        picture.extend(length.to_be_bytes());
        picture.extend(name.as_bytes());
        picture.extend(*content);
        picture.extend(sum.sum().to_be_bytes());
    }
    picture.into()
}

/// A JPEG (ITU-T T.81, annex B) of 8 by 8 with these segments before its frame and `behind` after its end.
pub(crate) fn jpeg_with(segments: &[(u8, &[u8])], behind: &[u8]) -> Bytes {
    let frame: (u8, &[u8]) = (0xc0, b"\x08\0\x08\0\x08\x01\x01\x11\0");
    let scan: (u8, &[u8]) = (0xda, b"\x01\x01\0\0\x3f\0");
    let mut picture = vec![0xff, 0xd8];
    for (marker, content) in segments.iter().chain([&frame, &scan]) {
        let length = u16::try_from(content.len() + 2).expect("a short one");
        picture.extend([0xff, *marker]);
        picture.extend(length.to_be_bytes());
        picture.extend(*content);
    }
    picture.extend(b"drawn\xff\xd9");
    picture.extend(behind);
    picture.into()
}

/// A WebP (RFC 9649, section 2.7) of 8 by 8 with these chunks after what is drawn.
pub(crate) fn webp_with(flags: u8, chunks: &[(&str, &[u8])]) -> Bytes {
    let head = [flags, 0, 0, 0, 7, 0, 0, 7, 0, 0];
    let first: [(&str, &[u8]); 2] = [("VP8X", &head), ("VP8L", b"\x2fdrawn")];
    let mut body = b"WEBP".to_vec();
    for (name, content) in first.iter().chain(chunks) {
        let length = u32::try_from(content.len()).expect("a short one");
        body.extend(name.as_bytes());
        body.extend(length.to_le_bytes());
        body.extend(*content);
        body.resize(body.len().next_multiple_of(2), 0);
    }
    let length = u32::try_from(body.len()).expect("a short one");
    [b"RIFF", &length.to_le_bytes()[..], &body].concat().into()
}
