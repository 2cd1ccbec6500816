//! What a file is, by how it begins.

use super::{FileRefused, MAX_FILE_BYTES};

/// What can be a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    Pdf,
}

/// How archives begin: ZIP (with files, empty, in parts), RAR, 7z, gzip, xz,
/// bzip2, Zstandard.
const ARCHIVES: [&[u8]; 9] = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"\xfd7zXZ\0",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
];

/// Where a tar archive says so, in bytes from its start (POSIX ustar).
const TAR_MAGIC_AT: usize = 257;

/// The kind of a file of acceptable length.
///
/// # Errors
/// [`FileRefused`], by length or kind only.
pub(super) fn of(bytes: &[u8]) -> Result<Kind, FileRefused> {
    if bytes.is_empty() {
        Err(FileRefused::Empty)
    } else if bytes.len() > MAX_FILE_BYTES {
        Err(FileRefused::TooLarge)
    } else if bytes.starts_with(&super::jpeg::START) {
        Ok(Kind::Jpeg)
    } else if bytes.starts_with(&super::png::SIGNATURE) {
        Ok(Kind::Png)
    } else if bytes.starts_with(b"%PDF-") {
        Ok(Kind::Pdf)
    } else if is_archive(bytes) {
        Err(FileRefused::Archive)
    } else if is_markup(bytes) {
        Err(FileRefused::Markup)
    } else {
        Err(FileRefused::UnknownType)
    }
}

fn is_archive(bytes: &[u8]) -> bool {
    let tar = bytes.get(TAR_MAGIC_AT..).unwrap_or_default();
    ARCHIVES.iter().any(|start| bytes.starts_with(start)) || tar.starts_with(b"ustar")
}

/// An angle bracket first, behind byte order marks and blanks of UTF-8 or UTF-16.
fn is_markup(bytes: &[u8]) -> bool {
    let blank = |byte: &u8| matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF);
    let first = bytes
        .iter()
        .find(|byte| !blank(byte) && !byte.is_ascii_whitespace());
    first == Some(&b'<')
}
