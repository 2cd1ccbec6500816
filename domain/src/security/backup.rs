//! Codes on paper that stand in for a text message, each once.

use crate::code32::{grouped, values};
use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// 8 codes at a time: as many times as somebody loses a phone, and a sheet that fits a purse.
pub const BACKUP_CODES: usize = 8;
/// 12 letters of five bits each: no number of tries finds one.
const LETTERS: usize = 12;

/// Such a code. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BackupCode([u8; LETTERS]);

impl BackupCode {
    /// Takes a code as people type it.
    ///
    /// # Errors
    /// [`Code::BackupCodeWrong`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        values(text)
            .and_then(|values| values.try_into().ok())
            .map(Self)
            .ok_or(Code::BackupCodeWrong)
    }

    /// Out of 64 random bits, of which it takes 60.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        let mut letters = [0; LETTERS];
        for (letter, place) in letters.iter_mut().zip(0_u32..) {
            // Five bits always fit.
            *letter = u8::try_from(random >> (5 * place) & 31).unwrap_or_default();
        }
        Self(letters)
    }

    /// In groups of four, for reading aloud and copying.
    #[must_use]
    pub fn grouped(&self) -> String {
        grouped(self.0)
    }
}

impl std::fmt::Debug for BackupCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BackupCode(…)")
    }
}

impl TryFrom<String> for BackupCode {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<BackupCode> for String {
    fn from(code: BackupCode) -> Self {
        code.grouped()
    }
}

/// Codes that have just been made. They are shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BackupCodes {
    /// In groups of four.
    pub codes: Vec<String>,
}

/// Signs in with one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BackupCodeRequest {
    /// National identity number.
    pub nik: String,
    /// The code.
    pub code: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_read_as_people_copy_them() {
        let code = BackupCode::parse("7KQ2-M0XA-1ZV9").unwrap();
        assert_eq!(code.grouped(), "7KQ2-M0XA-1ZV9");
        assert_eq!(BackupCode::parse("7kq2 moxa lzv9"), Ok(code));
        for text in [
            "",
            "7KQ2-M0XA",
            "7KQ2-M0XA-1ZV9-0",
            "7KQ2-M0XA-1ZVU",
            "123456",
        ] {
            assert_eq!(
                BackupCode::parse(text),
                Err(Code::BackupCodeWrong),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn drawn_codes_parse_and_differ_as_their_numbers_do(one: u64, other: u64) {
            let code = BackupCode::from_random(one);
            prop_assert_eq!(BackupCode::parse(&code.grouped()), Ok(code.clone()));
            let same = one << 4 == other << 4;
            prop_assert_eq!(code == BackupCode::from_random(other), same);
        }
    }
}
