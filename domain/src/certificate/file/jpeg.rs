//! JPEG (ITU-T T.81) as a list of segments; the compressed pixels are passed by.

use super::reader::Reader;
use super::{FileRefused, Orientation, Picture};

/// How a JPEG begins (SOI).
pub(super) const START: [u8; 2] = [0xFF, 0xD8];

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const JFIF: u8 = 0xE0;
const NOTES: u8 = 0xE1;
const PROFILE: u8 = 0xE2;
const ADOBE: u8 = 0xEE;

const EXIF_NAME: &[u8] = b"Exif\0\0";

/// Lengths of what JFIF and Adobe define; whatever follows is a thumbnail or
/// contraband, and is not kept.
const JFIF_LENGTH: usize = 14;
const ADOBE_LENGTH: usize = 12;

/// A marker with what it carries and, behind [`SCAN`], the pixels.
struct Segment<'a> {
    marker: u8,
    payload: &'a [u8],
    pixels: &'a [u8],
}

/// A JPEG that is whole.
pub(super) struct Jpeg<'a> {
    pub(super) picture: Picture,
    segments: Vec<Segment<'a>>,
}

/// Walks through to the end.
///
/// # Errors
/// [`FileRefused::Truncated`], [`FileRefused::TooManyPixels`] as soon as the
/// header says so.
pub(super) fn parse(bytes: &[u8]) -> Result<Jpeg<'_>, FileRefused> {
    let mut reader = Reader::new(bytes);
    reader.take(START.len())?;
    let mut segments = Vec::new();
    let mut picture = None;
    let mut orientation = None;
    loop {
        let marker = marker(&mut reader)?;
        if marker == END {
            break;
        }
        let segment = segment(marker, &mut reader)?;
        if is_frame(marker) {
            // A second frame would be a second size, and ours the wrong one.
            if picture.replace(size(segment.payload)?).is_some() {
                return Err(FileRefused::Truncated);
            }
        } else if marker == SCAN && picture.is_none() {
            return Err(FileRefused::Truncated);
        } else if let (NOTES, Some(tiff)) = (marker, segment.payload.strip_prefix(EXIF_NAME)) {
            orientation = orientation.or_else(|| Orientation::read(tiff));
        }
        segments.push(segment);
    }
    // What follows the end (a film, a second picture, as phones append them) is
    // no part of the picture: it is passed over here, and left out when stripped.
    if !segments.iter().any(|segment| segment.marker == SCAN) {
        return Err(FileRefused::Truncated);
    }
    let picture = picture.ok_or(FileRefused::Truncated)?;
    Ok(Jpeg {
        picture: picture.turned(orientation.unwrap_or(Orientation::UPRIGHT)),
        segments,
    })
}

/// The next marker; any number of fill bytes may stand before it.
fn marker(reader: &mut Reader<'_>) -> Result<u8, FileRefused> {
    if reader.byte()? != 0xFF {
        return Err(FileRefused::Truncated);
    }
    loop {
        match reader.byte()? {
            0xFF => {}
            // Stuffing, restarts, a second start: none of them stands alone here.
            0x00..=0x01 | 0xD0..=0xD8 => return Err(FileRefused::Truncated),
            marker => return Ok(marker),
        }
    }
}

fn segment<'a>(marker: u8, reader: &mut Reader<'a>) -> Result<Segment<'a>, FileRefused> {
    let length = usize::from(reader.u16()?);
    let payload = reader.take(length.checked_sub(2).ok_or(FileRefused::Truncated)?)?;
    let pixels = if marker == SCAN {
        reader.take(pixels_length(reader.rest())?)?
    } else {
        &[]
    };
    Ok(Segment {
        marker,
        payload,
        pixels,
    })
}

/// Compressed pixels reach to the next marker that is neither stuffing (0xFF00)
/// nor a restart.
fn pixels_length(bytes: &[u8]) -> Result<usize, FileRefused> {
    bytes
        .windows(2)
        .position(|pair| {
            let &[first, second] = pair else { return false };
            first == 0xFF && !matches!(second, 0x00 | 0xD0..=0xD7 | 0xFF)
        })
        .ok_or(FileRefused::Truncated)
}

/// SOF0 to SOF15, without the tables whose numbers lie between (DHT, JPG, DAC).
const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

fn size(payload: &[u8]) -> Result<Picture, FileRefused> {
    let mut reader = Reader::new(payload);
    reader.byte()?;
    let height = reader.u16()?;
    let width = reader.u16()?;
    // Height 0 means "told later", which hardly any program writes or reads.
    Picture::new(width.into(), height.into())
}

impl Jpeg<'_> {
    /// Without notes.
    pub(super) fn stripped(&self) -> Vec<u8> {
        let mut out = START.to_vec();
        let jfif = self.segments.iter().find_map(Segment::jfif);
        if let Some(payload) = jfif {
            write(&mut out, JFIF, &[&payload, &[0, 0]]);
        }
        if let Some(tiff) = self.picture.orientation().write() {
            write(&mut out, NOTES, &[EXIF_NAME, &tiff]);
        }
        for segment in &self.segments {
            if let Some(payload) = segment.kept() {
                write(&mut out, segment.marker, &[payload]);
                out.extend_from_slice(segment.pixels);
            }
        }
        out.extend_from_slice(&[0xFF, END]);
        out
    }
}

impl Segment<'_> {
    /// The header of JFIF up to its thumbnail's size.
    fn jfif(&self) -> Option<[u8; JFIF_LENGTH - 2]> {
        let named = self.marker == JFIF && self.payload.starts_with(b"JFIF\0");
        let whole = named && self.payload.len() >= JFIF_LENGTH;
        whole.then(|| self.payload.first_chunk().copied())?
    }

    /// What pixels and colours need. JFIF and the way up are written apart.
    fn kept(&self) -> Option<&[u8]> {
        match self.marker {
            PROFILE => self
                .payload
                .starts_with(b"ICC_PROFILE\0")
                .then_some(self.payload),
            ADOBE => self
                .payload
                .get(..ADOBE_LENGTH)
                .filter(|payload| payload.starts_with(b"Adobe")),
            // Applications' segments, JPEG's reserved ones, comments.
            0xE0..=0xFE => None,
            _ => Some(self.payload),
        }
    }
}

/// A segment; pieces come from segments that were no longer, so the length fits.
fn write(out: &mut Vec<u8>, marker: u8, pieces: &[&[u8]]) {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    let length = u16::try_from(length + 2).unwrap_or(u16::MAX);
    out.extend_from_slice(&[0xFF, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    for piece in pieces {
        out.extend_from_slice(piece);
    }
}
