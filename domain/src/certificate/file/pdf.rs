//! PDF (ISO 32000): refused if it does something, carries files, or cannot be
//! looked into. No reader is written here: names are looked for in the bytes as
//! they stand, inside text, comments and streams too, because readers jump to
//! wherever a table tells them, and would not agree with ours on what is what.
//!
//! What is compressed stays unseen. That hides nothing that acts, since actions
//! are objects, and a file that compresses objects (`/ObjStm`) is refused.

use super::FileRefused;

/// How far from the end its marks stand, in bytes (ISO 32000-1, annex H.3, note 18).
const TAIL_BYTES: usize = 1024;

/// Longer than any name looked for, each sign of it escaped (`#xx`).
const NAME_BYTES: usize = 64;

/// Scripts, actions on opening, programs, enclosed files, media, old forms.
const ACTIVE: [&[u8]; 13] = [
    b"JavaScript",
    b"OpenAction",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"Rendition",
    b"XFA",
    b"GoToE",
    b"ImportData",
    b"SubmitForm",
    b"JS",
    b"AA",
];

/// So short that compressed pixels spell them by chance, in one of thirty files
/// of 5 MB (2 names · 5·10⁶ places · 2⁻²⁴ · 16 of 256 signs that end a name). Inside streams they do not count; an action still needs one of
/// the longer names.
const SHORT_BYTES: usize = 2;

/// Looks through all of it.
///
/// # Errors
/// [`FileRefused::Truncated`], [`FileRefused::TrailingData`],
/// [`FileRefused::EncryptedPdf`], [`FileRefused::OpaquePdf`],
/// [`FileRefused::ActivePdf`].
pub(super) fn check(bytes: &[u8]) -> Result<(), FileRefused> {
    check_end(bytes)?;
    let mut within = Within::Objects;
    let mut rest = bytes;
    while let Some((first, behind)) = rest.split_first() {
        match first {
            b'/' => check_name(&name(behind), within)?,
            b's' if begins_stream(rest) => within = Within::Stream,
            b'e' if rest.starts_with(b"endstream") => {
                within = Within::Objects;
                // Else its own end would begin the next.
                rest = rest.get(b"endstream".len()..).unwrap_or_default();
                continue;
            }
            _ => {}
        }
        rest = behind;
    }
    Ok(())
}

/// Where a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Objects,
    Stream,
}

/// `startxref`, a place inside the file, `%%EOF`, and no more.
fn check_end(bytes: &[u8]) -> Result<(), FileRefused> {
    let tail_at = bytes.len().saturating_sub(TAIL_BYTES);
    let tail = bytes.get(tail_at..).unwrap_or_default();
    let (before, after) = split_at_last(tail, b"%%EOF").ok_or(FileRefused::Truncated)?;
    let (_, place) = split_at_last(before, b"startxref").ok_or(FileRefused::Truncated)?;
    let place = std::str::from_utf8(place).map_err(|_| FileRefused::Truncated)?;
    let place: usize = place.trim().parse().map_err(|_| FileRefused::Truncated)?;
    if place >= bytes.len() {
        return Err(FileRefused::Truncated);
    }
    if after.iter().any(|byte| !is_blank(*byte)) {
        return Err(FileRefused::TrailingData);
    }
    Ok(())
}

fn split_at_last<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(mark.len()).rposition(|part| part == mark)?;
    Some((bytes.get(..at)?, bytes.get(at + mark.len()..)?))
}

/// The keyword with the end of line that has to follow it.
fn begins_stream(bytes: &[u8]) -> bool {
    bytes.starts_with(b"stream\n") || bytes.starts_with(b"stream\r")
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// White space or one of the delimiters of ISO 32000-1, 7.2.2.
const fn ends_name(byte: u8) -> bool {
    is_blank(byte)
        || matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

/// A name behind its slash, with `#xx` read as the sign that it stands for.
fn name(bytes: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = bytes.get(..NAME_BYTES).unwrap_or(bytes);
    while let Some((first, behind)) = rest.split_first() {
        if ends_name(*first) {
            break;
        }
        rest = behind;
        let escaped = behind.split_first_chunk::<2>().and_then(|(two, after)| {
            let [high, low] = two.map(|digit| char::from(digit).to_digit(16));
            let sign = u8::try_from(high? * 16 + low?).ok()?;
            (*first == b'#').then_some((sign, after))
        });
        match escaped {
            Some((sign, after)) => {
                name.push(sign);
                rest = after;
            }
            None => name.push(*first),
        }
    }
    name
}

fn check_name(name: &[u8], within: Within) -> Result<(), FileRefused> {
    match name {
        b"Encrypt" => Err(FileRefused::EncryptedPdf),
        b"ObjStm" => Err(FileRefused::OpaquePdf),
        short if short.len() <= SHORT_BYTES && within == Within::Stream => Ok(()),
        name if ACTIVE.contains(&name) => Err(FileRefused::ActivePdf),
        _ => Ok(()),
    }
}
