//! Pictures as phones send them, and what is left.

use super::*;

const SECRET: &[u8] = b"6.2088 S 106.8456 E";

/// EXIF of a phone that was turned, in both orders of bytes, with the place behind it.
fn phones_exif(turn: u8) -> [Vec<u8>; 2] {
    let big = only_turned(turn).to_vec();
    let mut little = b"II*\0\x08\0\0\0\x02\0".to_vec();
    little.extend(b"\x0f\x01\x02\0\x04\0\0\0abc\0");
    little.extend([0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0]);
    [big, little].map(|exif| [&exif, SECRET].concat())
}

fn jpeg_of(segments: &[(u8, &[u8])], behind: &[u8]) -> Vec<u8> {
    let mut whole = vec![0xff, 0xd8];
    for (marker, content) in segments {
        segment(&mut whole, *marker, content);
    }
    segment(&mut whole, 0xc0, b"\x08\0\x04\0\x06\x01\x01\x11\0");
    segment(&mut whole, 0xda, b"\x01\x01\0\0\x3f\0");
    whole.extend(b"\x12\xff\0\xff\xd0\x34\xff\xff\xd9");
    whole.extend(behind);
    whole
}

fn png_of(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut whole = b"\x89PNG\r\n\x1a\n".to_vec();
    let head: (&[u8; 4], &[u8]) = (b"IHDR", b"\0\0\0\x06\0\0\0\x04\x08\x02\0\0\0");
    for (name, content) in [&[head], chunks, &[(b"IDAT", b"drawn"), (b"IEND", b"")]].concat() {
        let mut sum = Crc::new();
        sum.update(name);
        sum.update(content);
        whole.extend(length_of(content).unwrap_or(0).to_be_bytes());
        whole.extend(name);
        whole.extend(content);
        whole.extend(sum.sum().to_be_bytes());
    }
    whole
}

fn webp_of(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, content) in chunks {
        put(&mut body, *name, content).expect("a short one");
    }
    let length = length_of(&body).expect("a short one").to_le_bytes();
    [b"RIFF", &length[..], &body].concat()
}

fn kept(sent: &[u8]) -> Vec<u8> {
    let picture = Picture::parse(sent).expect("a picture");
    let again = Picture::parse(picture.bytes()).expect("a picture");
    assert_eq!(picture, again, "cleaning twice is cleaning once");
    let kept = picture.bytes().to_vec();
    let tells = kept.windows(SECRET.len()).any(|part| part == SECRET);
    assert!(!tells, "{kept:?}");
    kept
}

#[test]
fn a_jpeg_keeps_its_colours_and_its_turn_and_nothing_that_tells() {
    for exif in phones_exif(6) {
        let exif = [EXIF, &exif].concat();
        let jfif = b"JFIF\0\x01\x02\0\0\x01\0\x01";
        let sent = jpeg_of(
            &[
                (0xe0, &[&jfif[..], b"\x01\x01abc", SECRET].concat()),
                (0xe1, &exif),
                (0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat()),
                (0xe2, b"ICC_PROFILE\0\x01\x01colours"),
                (0xe2, &[b"MPF\0", SECRET].concat()),
                (0xed, &[b"Photoshop 3.0\0", SECRET].concat()),
                (0xee, b"Adobe\0\x64\0\0\0\0\x01"),
                (0xef, SECRET),
                (0xfe, SECRET),
            ],
            SECRET,
        );
        let bare = jpeg_of(
            &[
                (0xe0, &[&jfif[..], b"\0\0"].concat()),
                (0xe1, &[EXIF, &only_turned(6)].concat()),
                (0xe2, b"ICC_PROFILE\0\x01\x01colours"),
                (0xee, b"Adobe\0\x64\0\0\0\0\x01"),
            ],
            b"",
        );
        assert_eq!(kept(&sent), bare);
    }
    let upright = [EXIF, &phones_exif(1)[1]].concat();
    assert_eq!(kept(&jpeg_of(&[(0xe1, &upright)], b"")), jpeg_of(&[], b""));
}

#[test]
fn a_jpeg_that_was_cut_off_in_its_drawing_is_shown_and_one_before_is_none() {
    let whole = jpeg_of(&[], b"");
    let cut = &whole[..whole.len() - 3];
    assert_eq!(kept(cut), [cut, b"\xff\xd9"].concat());
    let segments = &whole[..whole.len() - 12];
    assert_eq!(Picture::parse(segments), None);
}

/// A progressive JPEG in the pieces between which it may be cut: up to its first scan, that one, then tables and a scan
/// again and again.
fn progressive() -> Vec<Vec<u8>> {
    let part = |segments: &[(u8, &[u8])], drawn: &[u8]| {
        let mut part = Vec::new();
        for (marker, content) in segments {
            segment(&mut part, *marker, content);
        }
        part.extend(drawn);
        part
    };
    let head = part(
        &[(0xdb, &[1; 65]), (0xc2, b"\x08\0\x04\0\x06\x01\x01\x11\0")],
        b"",
    );
    let scan = |tables: &[u8], from: u8| {
        let parameters = [1, 1, 0, from, 63, 0];
        part(
            &[(0xc4, tables), (0xda, &parameters)],
            b"\x12\xff\0\x34\xff\xd1\x56",
        )
    };
    let pieces = [
        head,
        scan(b"\0one", 0),
        scan(b"\0two", 1),
        scan(b"\x10three", 2),
    ];
    let mut pieces = pieces.to_vec();
    pieces[0].splice(..0, [0xff, 0xd8]);
    pieces
}

#[test]
fn a_jpeg_of_several_scans_is_shown_as_far_as_it_goes() {
    let pieces = progressive();
    let whole = [&pieces.concat()[..], b"\xff\xd9"].concat();
    assert_eq!(kept(&[&whole[..], SECRET].concat()), whole);
    for scans in 1..=3 {
        let cut = pieces[..=scans].concat();
        let ended = [&cut[..], b"\xff\xd9"].concat();
        assert_eq!(kept(&cut), ended, "after {scans} scans");
        // Within the tables of the next.
        if let Some(next) = pieces.get(scans + 1) {
            for length in 2..=5 {
                let cut = [&cut[..], &next[..length]].concat();
                assert_eq!(kept(&cut), ended, "{length} after {scans} scans");
            }
        }
        // Strays between segments, as old programs leave them; a marker that there is not, and another picture.
        let mut strayed = pieces.clone();
        strayed.insert(1, b"\0\0stray\xff\0\xff\xff".to_vec());
        strayed.insert(scans + 1, b"\xff\x01\xff\xd3".to_vec());
        assert_eq!(kept(&[&strayed.concat()[..], b"\xff\xd9"].concat()), whole);
        for none in [b"\xff\xf2", b"\xff\xd8"] {
            assert_eq!(kept(&[&cut[..], none, SECRET].concat()), ended);
        }
    }
    assert_eq!(Picture::parse(&pieces[0]), None);
}

#[test]
fn a_png_keeps_what_draws_it() {
    for exif in phones_exif(8) {
        let sent = png_of(&[
            (b"iCCP", b"colours\0\0"),
            (b"tEXt", SECRET),
            (b"iTXt", SECRET),
            (b"zTXt", SECRET),
            (b"tIME", b"\x07\xea\x0b\x1d\x0c\0\0"),
            (b"eXIf", &exif),
            (b"vpAg", SECRET),
            (b"tRNS", b"\0\0"),
        ]);
        let bare = png_of(&[
            (b"iCCP", b"colours\0\0"),
            (b"eXIf", &only_turned(8)),
            (b"tRNS", b"\0\0"),
        ]);
        assert_eq!(kept(&[&sent, SECRET].concat()), bare);
    }
    // Cut off in what is drawn, or behind it: as far as it goes. Before, there is nothing to show.
    let whole = png_of(&[]);
    let idat = whole.len() - 12 - 17;
    for length in whole.len() - 12..whole.len() {
        assert_eq!(kept(&whole[..length]), whole, "{length}");
    }
    let mut shorter = whole[..idat].to_vec();
    chunk(&mut shorter, *b"IDAT", b"dra").expect("a short one");
    chunk(&mut shorter, *b"IEND", b"").expect("a short one");
    assert_eq!(kept(&whole[..idat + 8 + 3]), shorter);
    for length in 0..=idat + 8 {
        assert_eq!(Picture::parse(&whole[..length]), None, "{length}");
    }
}

#[test]
fn a_webp_keeps_what_draws_it() {
    let exif = &phones_exif(3)[0];
    let flags = |flags| [flags, 0, 0, 0, 5, 0, 0, 3, 0, 0];
    let frame = |parts: &[(&[u8; 4], &[u8])]| {
        let mut frame = vec![0; 16];
        for (name, content) in parts {
            put(&mut frame, *name, content).expect("a short one");
        }
        frame
    };
    let sent = webp_of(&[
        (b"VP8X", &flags(0b10_1110)),
        (b"ICCP", b"colours"),
        (b"ANIM", b"\0\0\0\0\0\0"),
        (
            b"ANMF",
            &frame(&[(b"VP8L", b"\x2fdrawn"), (b"note", SECRET)]),
        ),
        (b"EXIF", exif),
        (b"XMP ", SECRET),
        (b"note", SECRET),
    ]);
    let bare = webp_of(&[
        (b"VP8X", &flags(0b10_1010)),
        (b"ICCP", b"colours"),
        (b"ANIM", b"\0\0\0\0\0\0"),
        (b"ANMF", &frame(&[(b"VP8L", b"\x2fdrawn")])),
        (b"EXIF", &only_turned(3)),
    ]);
    assert_eq!(kept(&[&sent, SECRET].concat()), bare);
}

#[test]
fn a_webp_that_was_cut_off_or_has_strays_is_shown_as_far_as_it_goes() {
    let flags = [0b1100, 0, 0, 0, 5, 0, 0, 3, 0, 0];
    let bare_flags = [0, 0, 0, 0, 5, 0, 0, 3, 0, 0];
    let sent = webp_of(&[
        (b"VP8X", &flags),
        (b"VP8L", b"\x2fdrawn"),
        (b"XMP ", SECRET),
    ]);
    let bare = webp_of(&[(b"VP8X", &bare_flags), (b"VP8L", b"\x2fdrawn")]);
    // Behind what is drawn.
    for length in bare.len()..sent.len() {
        assert_eq!(kept(&sent[..length]), bare, "{length}");
    }
    // Within it: with the lengths of the whole.
    for length in bare.len() - 5..bare.len() {
        assert_eq!(kept(&sent[..length]), bare[..length], "{length}");
    }
    for length in 0..=bare.len() - 6 {
        assert_eq!(Picture::parse(&sent[..length]), None, "{length}");
    }
    // Fewer strays than a chunk has, counted as a part of it.
    for strays in 1..8_u8 {
        let mut strayed = [&bare[..], &SECRET[..usize::from(strays)]].concat();
        strayed[4] += strays;
        assert_eq!(kept(&strayed), bare, "{strays}");
    }
}
