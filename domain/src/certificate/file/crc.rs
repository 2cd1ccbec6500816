//! CRC-32 as PNG takes it (ISO 3309): it finds damage, not deceit.

/// The table that makes it a look-up for each byte.
pub(crate) struct Crc([u32; 256]);

impl Crc {
    pub(crate) fn new() -> Self {
        let mut row = 0..=u8::MAX;
        Self([0; 256].map(|_: u32| {
            let start = u32::from(row.next().unwrap_or_default());
            (0..8).fold(start, |value, _| {
                if value & 1 == 1 {
                    0xEDB8_8320 ^ (value >> 1)
                } else {
                    value >> 1
                }
            })
        }))
    }

    /// Over several pieces as if they were one.
    pub(crate) fn of(&self, pieces: &[&[u8]]) -> u32 {
        let bytes = pieces.iter().flat_map(|piece| piece.iter());
        !bytes.fold(u32::MAX, |crc, byte| {
            let [low, ..] = (crc ^ u32::from(*byte)).to_le_bytes();
            let entry = self.0.get(usize::from(low)).copied().unwrap_or_default();
            entry ^ (crc >> 8)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_the_standard_comes_out() {
        assert_eq!(Crc::new().of(&[b"12345", b"6789"]), 0xCBF4_3926);
        assert_eq!(Crc::new().of(&[b"IEND", b""]), 0xAE42_6082);
    }
}
