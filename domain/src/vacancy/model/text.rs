//! What an employer writes of the work, in several lines.

use crate::catalogue::{TextError, check_text};
use serde::{Deserialize, Serialize};

/// 3,000 characters – two to three screens of a phone; what is longer is the
/// employer's own page.
pub const DESCRIPTION_LENGTH: usize = 3_000;

/// What the work is and who is sought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Description(Box<str>);

impl Description {
    /// Takes 1 to [`DESCRIPTION_LENGTH`] characters; spaces around them are dropped,
    /// line breaks become `\n`.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim().replace("\r\n", "\n");
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        check_text(&text, DESCRIPTION_LENGTH, &['\n'])?;
        Ok(Self(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Description {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        Self::parse(&text)
    }
}

impl From<Description> for String {
    fn from(text: Description) -> Self {
        text.0.into()
    }
}
