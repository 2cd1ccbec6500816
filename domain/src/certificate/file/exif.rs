//! The one thing worth knowing from a picture's notes (EXIF, a TIFF file of
//! tags): which way up it is. Everything else in there, the place above all, is
//! nobody's business.

/// How a stored picture is turned, in EXIF's numbers 1 to 8 (tag 0x0112).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orientation(u8);

/// What the tag is called, and its type "two bytes".
const ORIENTATION_TAG: u16 = 0x0112;
const TYPE_SHORT: u16 = 3;

impl Orientation {
    /// As stored.
    pub const UPRIGHT: Self = Self(1);

    /// Takes 1 to 8.
    #[must_use]
    pub fn from_exif(value: u16) -> Option<Self> {
        let value = u8::try_from(value).ok()?;
        (1..=8).contains(&value).then_some(Self(value))
    }

    /// The number: 1 upright, 3 upside down, 6 to be turned right, 8 left; the
    /// even ones below 6 and the odd ones above it are mirrored too.
    #[must_use]
    pub const fn exif(self) -> u8 {
        self.0
    }

    /// From a TIFF file of tags; none if it has none or is damaged.
    pub(super) fn read(tiff: &[u8]) -> Option<Self> {
        let order = match tiff.get(..4)? {
            b"MM\0*" => Order::Big,
            b"II*\0" => Order::Little,
            _ => return None,
        };
        let directory = usize::try_from(order.u32(tiff, 4)?).ok()?;
        let entries = usize::from(order.u16(tiff, directory)?);
        let first = directory.checked_add(2)?;
        let list = tiff.get(first..)?;
        let entry = list
            .chunks_exact(12)
            .take(entries)
            .find(|entry| order.u16(entry, 0) == Some(ORIENTATION_TAG))?;
        if order.u16(entry, 2)? != TYPE_SHORT {
            return None;
        }
        Self::from_exif(order.u16(entry, 8)?)
    }

    /// A TIFF file with this one tag; none if upright, which needs no saying.
    pub(super) fn write(self) -> Option<Vec<u8>> {
        let head: [u8; 10] = *b"MM\0*\0\0\0\x08\0\x01";
        let entry: [u8; 12] = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, self.0, 0, 0];
        let no_next_directory = [0; 4];
        (self != Self::UPRIGHT).then(|| [head.as_slice(), &entry, &no_next_directory].concat())
    }
}

/// Which byte of a number comes first.
#[derive(Clone, Copy)]
enum Order {
    Big,
    Little,
}

impl Order {
    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let two = *bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Big => u16::from_be_bytes(two),
            Self::Little => u16::from_le_bytes(two),
        })
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let four = *bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Big => u32::from_be_bytes(four),
            Self::Little => u32::from_le_bytes(four),
        })
    }
}
