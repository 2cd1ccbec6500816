//! An uploaded certificate, judged by its bytes alone: never by its name or by
//! the type that the sender claims. Nothing is decoded: a picture's pixels stay
//! compressed, so no upload can make us spend memory beyond its own size.
//!
//! What this does not do: look inside compressed pixels or a PDF's compressed
//! page contents. A PDF whose *objects* cannot be read is refused instead.

pub(crate) mod crc;
mod exif;
mod jpeg;
mod kind;
mod pdf;
mod png;
mod reader;
mod refused;
#[cfg(test)]
mod tests;

pub use exif::Orientation;
pub use refused::FileRefused;

use kind::Kind;

/// 5 MB, in bytes. A phone's photo of a page at 12 megapixels takes 2 to 4 MB,
/// and more than this takes minutes on the networks that our users have.
pub const MAX_FILE_BYTES: usize = 5 * 1000 * 1000;

/// 24 megapixels. A page stays readable at a tenth of it, and whoever looks at
/// the picture needs four bytes of memory for each: 96 MB, which an old phone or
/// an office computer can still give.
pub const MAX_PIXELS: u64 = 24_000_000;

/// Width, height and which way up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    orientation: Orientation,
}

impl Picture {
    /// Takes sizes in pixels as stored, before turning.
    fn new(width: u32, height: u32) -> Result<Self, FileRefused> {
        if width == 0 || height == 0 {
            Err(FileRefused::Truncated)
        } else if u64::from(width) * u64::from(height) > MAX_PIXELS {
            Err(FileRefused::TooManyPixels)
        } else {
            let orientation = Orientation::UPRIGHT;
            Ok(Self {
                width,
                height,
                orientation,
            })
        }
    }

    fn turned(mut self, orientation: Orientation) -> Self {
        self.orientation = orientation;
        self
    }

    /// Pixels from left to right, as stored.
    #[must_use]
    pub const fn width(self) -> u32 {
        self.width
    }

    /// Pixels from top to bottom, as stored.
    #[must_use]
    pub const fn height(self) -> u32 {
        self.height
    }

    /// How it has to be turned to be seen upright.
    #[must_use]
    pub const fn orientation(self) -> Orientation {
        self.orientation
    }
}

/// A file that may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inspected {
    /// A JPEG picture.
    Jpeg(Picture),
    /// A PNG picture.
    Png(Picture),
    /// A PDF document without anything that acts.
    Pdf,
}

impl Inspected {
    /// The type under which it may be served; with `nosniff`, always.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg(_) => "image/jpeg",
            Self::Png(_) => "image/png",
            Self::Pdf => "application/pdf",
        }
    }
}

/// Says what a file is.
///
/// # Errors
/// [`FileRefused`]: why it is not kept.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, FileRefused> {
    Ok(match kind::of(bytes)? {
        Kind::Jpeg => Inspected::Jpeg(jpeg::parse(bytes)?.picture),
        Kind::Png => Inspected::Png(png::parse(bytes)?.picture),
        Kind::Pdf => {
            pdf::check(bytes)?;
            Inspected::Pdf
        }
    })
}

/// The same file without what its maker noted in it: where and when and with
/// what it was taken, comments, thumbnails. Pixels are copied as they are, not
/// compressed again. What the colours and the way up depend on stays. A second
/// time changes nothing.
///
/// A PDF comes back as it is, with the notes in it and in its pictures: to take
/// them out would be to write it anew.
///
/// # Errors
/// [`FileRefused`], as [`inspect`].
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, FileRefused> {
    Ok(match kind::of(bytes)? {
        Kind::Jpeg => jpeg::parse(bytes)?.stripped(),
        Kind::Png => png::parse(bytes)?.stripped(),
        Kind::Pdf => {
            pdf::check(bytes)?;
            bytes.to_vec()
        }
    })
}
