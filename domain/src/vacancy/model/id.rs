//! What a feed calls a vacancy. It stands in the vacancy's address, so it has only
//! letters that every address takes as they are.

use crate::catalogue::IdError;
use serde::{Deserialize, Serialize};

/// 40 bytes – a UUID with its dashes is 36; longer ids could not be read out.
pub const ID_BYTES: usize = 40;

/// A vacancy's id, as its feed gave it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VacancyId(Box<str>);

impl VacancyId {
    /// Takes 1 to [`ID_BYTES`] letters of ASCII, digits, dashes and underlines, of
    /// which the first is a letter or digit.
    ///
    /// # Errors
    /// [`IdError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let begins = text
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric());
        if begins && text.len() <= ID_BYTES && text.bytes().all(plain) {
            Ok(Self(text.into()))
        } else {
            Err(IdError)
        }
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for VacancyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for VacancyId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<VacancyId> for String {
    fn from(id: VacancyId) -> Self {
        id.0.into()
    }
}
