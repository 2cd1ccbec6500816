//! Reading from the front of bytes; every length is checked here, once.

use super::FileRefused;

/// What is left to read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next bytes.
    ///
    /// # Errors
    /// [`FileRefused::Truncated`] if there are fewer.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], FileRefused> {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or(FileRefused::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], FileRefused> {
        let (taken, rest) = self
            .rest
            .split_first_chunk::<N>()
            .ok_or(FileRefused::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, FileRefused> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    /// Two bytes, most significant first.
    pub(super) fn u16(&mut self) -> Result<u16, FileRefused> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    /// Four bytes, most significant first.
    pub(super) fn u32(&mut self) -> Result<u32, FileRefused> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    /// Whether everything has been read.
    pub(super) const fn is_done(&self) -> bool {
        self.rest.is_empty()
    }
}
