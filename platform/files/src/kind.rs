//! What a file is, by its bytes. What its name and its sender say is not believed.

/// How a browser may show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A picture of pixels.
    Image,
    /// Moving pictures.
    Video,
    /// Sound.
    Audio,
    /// A PDF.
    Pdf,
    /// Text that is nothing else: shown as it is.
    Text,
    /// Everything else, SVG and HTML among it: kept, never shown.
    Other,
}

/// A kind of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The media type.
    pub mime: &'static str,
    /// How a browser may show it.
    pub class: Class,
}

/// Bytes from the beginning that tell a kind.
pub const TOLD_BY: usize = 4 << 10;

const PNG: Kind = kind("image/png", Class::Image);
const JPEG: Kind = kind("image/jpeg", Class::Image);
const GIF: Kind = kind("image/gif", Class::Image);
const WEBP: Kind = kind("image/webp", Class::Image);
const AVIF: Kind = kind("image/avif", Class::Image);
const HEIC: Kind = kind("image/heic", Class::Other);
const SVG: Kind = kind("image/svg+xml", Class::Other);
const PDF: Kind = kind("application/pdf", Class::Pdf);
const MP4: Kind = kind("video/mp4", Class::Video);
const QUICKTIME: Kind = kind("video/quicktime", Class::Video);
const WEBM: Kind = kind("video/webm", Class::Video);
const M4A: Kind = kind("audio/mp4", Class::Audio);
const MP3: Kind = kind("audio/mpeg", Class::Audio);
const OGG: Kind = kind("audio/ogg", Class::Audio);
const WAV: Kind = kind("audio/wav", Class::Audio);
const FLAC: Kind = kind("audio/flac", Class::Audio);
const DOCX: Kind = kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Class::Other,
);
const XLSX: Kind = kind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Class::Other,
);
const PPTX: Kind = kind(
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Class::Other,
);
const ODT: Kind = kind("application/vnd.oasis.opendocument.text", Class::Other);
const ODS: Kind = kind(
    "application/vnd.oasis.opendocument.spreadsheet",
    Class::Other,
);
const EPUB: Kind = kind("application/epub+zip", Class::Other);
const ZIP: Kind = kind("application/zip", Class::Other);
const GZIP: Kind = kind("application/gzip", Class::Other);
const SEVEN_ZIP: Kind = kind("application/x-7z-compressed", Class::Other);
const RAR: Kind = kind("application/vnd.rar", Class::Other);
const OLE: Kind = kind("application/x-ole-storage", Class::Other);
const HTML: Kind = kind("text/html", Class::Other);
const XML: Kind = kind("application/xml", Class::Other);
const TEXT: Kind = kind("text/plain; charset=utf-8", Class::Text);
const BYTES: Kind = kind("application/octet-stream", Class::Other);

const ALL: [Kind; 31] = [
    PNG, JPEG, GIF, WEBP, AVIF, HEIC, SVG, PDF, MP4, QUICKTIME, WEBM, M4A, MP3, OGG, WAV, FLAC,
    DOCX, XLSX, PPTX, ODT, ODS, EPUB, ZIP, GZIP, SEVEN_ZIP, RAR, OLE, HTML, XML, TEXT, BYTES,
];

const fn kind(mime: &'static str, class: Class) -> Kind {
    Kind { mime, class }
}

impl Kind {
    /// The kind of a file that begins with these bytes; [`TOLD_BY`] of them are enough.
    pub fn of(bytes: &[u8]) -> Self {
        let bytes = &bytes[..bytes.len().min(TOLD_BY)];
        let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|b| b.starts_with(mark));
        let begins = |mark: &[u8]| at(0, mark);
        match () {
            () if begins(b"\x89PNG\r\n\x1a\n") => PNG,
            () if begins(b"\xff\xd8\xff") => JPEG,
            () if begins(b"GIF87a") || begins(b"GIF89a") => GIF,
            () if begins(b"RIFF") && at(8, b"WEBP") => WEBP,
            () if begins(b"RIFF") && at(8, b"WAVE") => WAV,
            () if begins(b"%PDF-") => PDF,
            () if at(4, b"ftyp") => of_brand(bytes.get(8..12).unwrap_or_default()),
            () if begins(b"\x1aE\xdf\xa3") => WEBM,
            () if begins(b"ID3") || begins(b"\xff\xfb") || begins(b"\xff\xf3") => MP3,
            () if begins(b"OggS") => OGG,
            () if begins(b"fLaC") => FLAC,
            () if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") => of_zip(bytes),
            () if begins(b"\x1f\x8b") => GZIP,
            () if begins(b"7z\xbc\xaf\x27\x1c") => SEVEN_ZIP,
            () if begins(b"Rar!\x1a\x07") => RAR,
            () if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => OLE,
            () => of_text(bytes),
        }
    }

    /// The kind with this media type, as a row keeps it.
    pub fn parse(mime: &str) -> Self {
        let known = ALL.into_iter().find(|kind| kind.mime == mime);
        known.unwrap_or(BYTES)
    }

    /// Whether a browser may show it on its own.
    pub fn is_shown(self) -> bool {
        self.class != Class::Other
    }
}

/// ISO/IEC 14496-12 §4.3: the brand of a file in boxes.
fn of_brand(brand: &[u8]) -> Kind {
    match brand {
        b"qt  " => QUICKTIME,
        b"M4A " | b"M4B " => M4A,
        b"avif" | b"avis" => AVIF,
        b"heic" | b"heix" | b"mif1" | b"msf1" | b"hevc" => HEIC,
        _ => MP4,
    }
}

/// Office documents are archives; their first names tell which.
fn of_zip(bytes: &[u8]) -> Kind {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    match () {
        () if has(b"mimetypeapplication/epub+zip") => EPUB,
        () if has(ODT.mime.as_bytes()) => ODT,
        () if has(ODS.mime.as_bytes()) => ODS,
        () if !has(b"[Content_Types].xml") && !has(b"_rels/") => ZIP,
        () if has(b"word/") => DOCX,
        () if has(b"xl/") => XLSX,
        () if has(b"ppt/") => PPTX,
        () => ZIP,
    }
}

/// Text without control characters, and markup that a browser would run.
fn of_text(bytes: &[u8]) -> Kind {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // A letter may be cut in two at the end of what is looked at.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return BYTES,
    };
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    if text.is_empty() || text.contains(strange) {
        return BYTES;
    }
    let lower = text.to_ascii_lowercase();
    let has = |mark: &str| lower.contains(mark);
    let begins = lower.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    match () {
        () if has("<svg") => SVG,
        () if has("<html") || has("<!doctype html") || has("<script") || has("<body") => HTML,
        () if begins.starts_with("<?xml") => XML,
        () => TEXT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_the_kind_and_names_do_not() {
        let svg = b"<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>";
        let zip = b"PK\x03\x04\x14\0\0\0\0\0................[Content_Types].xml....xl/workbook.xml";
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], PNG),
            (b"\xff\xd8\xff\xe0", JPEG),
            (b"RIFF\x10\0\0\0WEBPVP8 ", WEBP),
            (b"\0\0\0\x20ftypisom", MP4),
            (b"\0\0\0\x20ftypheic", HEIC),
            (b"%PDF-1.7", PDF),
            (svg, SVG),
            (b"  <!DOCTYPE HTML><p>", HTML),
            (b"GIF89a<script>alert(1)</script>", GIF),
            (zip, XLSX),
            (b"PK\x03\x04 some.txt", ZIP),
            (
                "\u{4d8}\u{439}\u{433}\u{435}\u{440}\u{456}\u{43c};1".as_bytes(),
                TEXT,
            ),
            (b"\xca\xe0\xe7\xe0\xf5", BYTES),
            (b"MZ\x90\0", BYTES),
            (b"", BYTES),
        ] {
            assert_eq!(Kind::of(bytes), expected, "{}", bytes.escape_ascii());
            assert_eq!(Kind::parse(expected.mime), expected);
        }
        assert!(!SVG.is_shown() && !HTML.is_shown() && !XML.is_shown());
        assert_eq!(Kind::parse("text/evil"), BYTES);
    }

    #[test]
    fn a_letter_cut_in_two_is_still_text() {
        let long = "\u{4d9}".repeat(TOLD_BY);
        assert_eq!(Kind::of(&long.as_bytes()[..TOLD_BY - 1]), TEXT);
    }
}
