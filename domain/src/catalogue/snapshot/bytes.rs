//! Numbers and texts as bytes. The reader believes no length: whatever it
//! allocates is bounded by the bytes that are really there.

use super::SnapshotError;

/// Appends.
#[derive(Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// LEB128: seven bits a byte, the lowest first.
    pub fn number(&mut self, number: u32) {
        let mut rest = number;
        loop {
            let [low, ..] = rest.to_le_bytes();
            rest >>= 7;
            if rest == 0 {
                self.0.push(low & 0x7f);
                return;
            }
            self.0.push(low | 0x80);
        }
    }

    /// How many follow. Nothing here comes near four billion.
    pub fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    /// One number for each.
    pub fn column(&mut self, numbers: impl IntoIterator<Item = u32>) {
        for number in numbers {
            self.number(number);
        }
    }

    /// Ascending numbers, as what each adds to the one before.
    pub fn ascending(&mut self, numbers: impl IntoIterator<Item = u32>) {
        let mut before = 0;
        for number in numbers {
            self.number(number.saturating_sub(before));
            before = number;
        }
    }

    /// Texts without line breaks, one under the other.
    pub fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        let mut block = String::new();
        for text in texts {
            block.push_str(text);
            block.push('\n');
        }
        self.count(block.len());
        self.0.extend_from_slice(block.as_bytes());
    }
}

/// Takes from the front.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next so many bytes.
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], SnapshotError> {
        let (front, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(SnapshotError::Truncated)?;
        self.0 = rest;
        Ok(front)
    }

    /// One number.
    pub fn number(&mut self) -> Result<u32, SnapshotError> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let (byte, rest) = self.0.split_first().ok_or(SnapshotError::Truncated)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return u32::try_from(number).map_err(|_| SnapshotError::Malformed);
            }
        }
        Err(SnapshotError::Malformed)
    }

    /// How many follow, each in one byte at least.
    pub fn count(&mut self) -> Result<usize, SnapshotError> {
        let count = usize::try_from(self.number()?).map_err(|_| SnapshotError::Malformed)?;
        if count > self.0.len() {
            return Err(SnapshotError::Truncated);
        }
        Ok(count)
    }

    /// So many numbers.
    pub fn column(&mut self, count: usize) -> Result<Vec<u32>, SnapshotError> {
        if count > self.0.len() {
            return Err(SnapshotError::Truncated);
        }
        let mut numbers = Vec::with_capacity(count);
        for _ in 0..count {
            numbers.push(self.number()?);
        }
        Ok(numbers)
    }

    /// So many ascending numbers.
    pub fn ascending(&mut self, count: usize) -> Result<Vec<u32>, SnapshotError> {
        let mut numbers = self.column(count)?;
        let mut sum = 0_u32;
        for number in &mut numbers {
            sum = sum.checked_add(*number).ok_or(SnapshotError::Malformed)?;
            *number = sum;
        }
        Ok(numbers)
    }

    /// A column of counts, and a column of ascending or plain numbers for all.
    pub fn counts(&mut self, count: usize) -> Result<(Vec<u32>, usize), SnapshotError> {
        let counts = self.column(count)?;
        let total: u64 = counts.iter().map(|one| u64::from(*one)).sum();
        let total = usize::try_from(total).map_err(|_| SnapshotError::Malformed)?;
        Ok((counts, total))
    }

    /// So many texts.
    pub fn texts(&mut self, count: usize) -> Result<Vec<&'a str>, SnapshotError> {
        let length = self.count()?;
        let block =
            std::str::from_utf8(self.bytes(length)?).map_err(|_| SnapshotError::Malformed)?;
        let texts: Vec<&str> = block.split_terminator('\n').collect();
        if texts.len() != count {
            return Err(SnapshotError::Malformed);
        }
        Ok(texts)
    }
}
