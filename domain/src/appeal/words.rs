//! What somebody writes in a case: the office why, the person why not.

use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// 1,000 – two screens of a phone.
pub const MAX_EXPLANATION_CHARACTERS: usize = 1_000;

/// An explanation: tidied, never empty. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Explanation(
    #[cfg_attr(feature = "openapi", schemars(length(min = 1, max = 1000)))] String,
);

impl Explanation {
    /// Takes up to [`MAX_EXPLANATION_CHARACTERS`]; white space is tidied.
    ///
    /// # Errors
    /// [`Code::AppealTextMissing`] or [`Code::AppealTextTooLong`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let lines: Vec<String> = text
            .lines()
            .map(|line| {
                let visible: String = line
                    .chars()
                    .map(|sign| if sign.is_control() { ' ' } else { sign })
                    .collect();
                visible.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .filter(|line| !line.is_empty())
            .collect();
        let text = lines.join("\n");
        if text.is_empty() {
            Err(Code::AppealTextMissing)
        } else if text.chars().count() > MAX_EXPLANATION_CHARACTERS {
            Err(Code::AppealTextTooLong)
        } else {
            Ok(Self(text))
        }
    }

    /// The text, one paragraph to a line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Explanation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Explanation(…)")
    }
}

impl TryFrom<String> for Explanation {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<Explanation> for String {
    fn from(text: Explanation) -> Self {
        text.0
    }
}
