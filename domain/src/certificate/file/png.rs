//! PNG (W3C, third edition) as a list of chunks; the compressed pixels are
//! passed by.

use super::crc::Crc;
use super::reader::Reader;
use super::{FileRefused, Orientation, Picture};

/// How a PNG begins.
pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Longest chunk and largest side, in bytes and pixels: 2³¹ − 1.
const MAX_NUMBER: u32 = 0x7FFF_FFFF;

/// What pixels and colours need; everything else is a note. That of an animation
/// leaves its first picture.
const KEPT: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"pHYs",
];

struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
}

/// A PNG that is whole.
pub(super) struct Png<'a> {
    pub(super) picture: Picture,
    chunks: Vec<Chunk<'a>>,
}

/// Walks through to the end, checking every sum.
///
/// # Errors
/// [`FileRefused::TooManyPixels`] from the first chunk alone,
/// [`FileRefused::Truncated`], [`FileRefused::TrailingData`].
pub(super) fn parse(bytes: &[u8]) -> Result<Png<'_>, FileRefused> {
    let crc = Crc::new();
    let mut reader = Reader::new(bytes);
    reader.take(SIGNATURE.len())?;
    let first = chunk(&mut reader, &crc)?;
    let picture = size(&first)?;
    let mut chunks = vec![first];
    let mut orientation = None;
    loop {
        let chunk = chunk(&mut reader, &crc)?;
        match &chunk.name {
            b"IEND" => break,
            b"eXIf" => orientation = orientation.or_else(|| Orientation::read(chunk.data)),
            b"PLTE" | b"IDAT" => {}
            // A capital says that no reader can do without it, and none knows it.
            [initial, ..] if initial.is_ascii_uppercase() => return Err(FileRefused::Truncated),
            _ => {}
        }
        chunks.push(chunk);
    }
    if !reader.is_done() {
        return Err(FileRefused::TrailingData);
    }
    if !chunks.iter().any(|chunk| &chunk.name == b"IDAT") {
        return Err(FileRefused::Truncated);
    }
    Ok(Png {
        picture: picture.turned(orientation.unwrap_or(Orientation::UPRIGHT)),
        chunks,
    })
}

fn chunk<'a>(reader: &mut Reader<'a>, crc: &Crc) -> Result<Chunk<'a>, FileRefused> {
    let length = reader.u32()?;
    let name: [u8; 4] = reader.array()?;
    let fits = length <= MAX_NUMBER && name.iter().all(u8::is_ascii_alphabetic);
    let length = usize::try_from(length).map_err(|_| FileRefused::Truncated)?;
    if !fits {
        return Err(FileRefused::Truncated);
    }
    let data = reader.take(length)?;
    if reader.u32()? != crc.of(&[&name, data]) {
        return Err(FileRefused::Truncated);
    }
    Ok(Chunk { name, data })
}

fn size(first: &Chunk<'_>) -> Result<Picture, FileRefused> {
    if &first.name != b"IHDR" || first.data.len() != 13 {
        return Err(FileRefused::Truncated);
    }
    let mut reader = Reader::new(first.data);
    let (width, height) = (reader.u32()?, reader.u32()?);
    if width > MAX_NUMBER || height > MAX_NUMBER {
        return Err(FileRefused::Truncated);
    }
    Picture::new(width, height)
}

impl Png<'_> {
    /// Without notes.
    pub(super) fn stripped(&self) -> Vec<u8> {
        let crc = Crc::new();
        let mut out = SIGNATURE.to_vec();
        let tiff = self.picture.orientation().write();
        for chunk in &self.chunks {
            if KEPT.contains(&&chunk.name) {
                write(&mut out, &crc, chunk);
            }
            if let (b"IHDR", Some(data)) = (&chunk.name, &tiff) {
                let name = *b"eXIf";
                write(&mut out, &crc, &Chunk { name, data });
            }
        }
        let end = Chunk {
            name: *b"IEND",
            data: &[],
        };
        write(&mut out, &crc, &end);
        out
    }
}

/// A chunk; its data were a chunk's before or are a few bytes, so the length fits.
fn write(out: &mut Vec<u8>, crc: &Crc, chunk: &Chunk<'_>) {
    let length = u32::try_from(chunk.data.len()).unwrap_or(MAX_NUMBER);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(&chunk.name);
    out.extend_from_slice(chunk.data);
    out.extend_from_slice(&crc.of(&[&chunk.name, chunk.data]).to_be_bytes());
}
