//! Texts that institutions write: titles and names in one line, summaries in
//! several. No cell of a spreadsheet made of them starts a formula.

use serde::{Deserialize, Serialize};

/// Characters of a title: two lines on a small phone.
pub const TITLE_LENGTH: usize = 120;

/// Characters of a summary: what fits one screen, the rest is the institution's page.
pub const SUMMARY_LENGTH: usize = 1_000;

/// Why a text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing but spaces.
    Empty,
    /// More characters than allowed.
    TooLong,
    /// A control character, such as a tab; line breaks only in summaries.
    Characters,
    /// It begins with `=`, `+`, `-` or `@`, which spreadsheets execute.
    Formula,
}

impl std::fmt::Display for TextError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::TooLong => "too long",
            Self::Characters => "has control characters",
            Self::Formula => "begins like a formula",
        })
    }
}

impl std::error::Error for TextError {}

/// What every text keeps to, whatever its length.
pub(crate) fn check(text: &str, longest: usize, breaks: &[char]) -> Result<(), TextError> {
    if text.starts_with(['=', '+', '-', '@']) {
        Err(TextError::Formula)
    } else if text.chars().any(|c| c.is_control() && !breaks.contains(&c)) {
        Err(TextError::Characters)
    } else if text.len() > longest && text.chars().nth(longest).is_some() {
        Err(TextError::TooLong)
    } else {
        Ok(())
    }
}

/// One line: a title or a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title(Box<str>);

impl Title {
    /// Takes 1 to [`TITLE_LENGTH`] characters; spaces around them are dropped.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        check(text, TITLE_LENGTH, &[])?;
        Ok(Self(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a course teaches, in a few sentences; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Summary(Box<str>);

impl Summary {
    /// Takes up to [`SUMMARY_LENGTH`] characters; spaces around them are dropped,
    /// line breaks become `\n`.
    ///
    /// # Errors
    /// [`TextError`], never [`TextError::Empty`].
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim().replace("\r\n", "\n");
        check(&text, SUMMARY_LENGTH, &['\n'])?;
        Ok(Self(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! as_strings {
    ($($name:ident)+) => {$(
        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0.into()
            }
        }
    )+};
}

as_strings! { Title Summary }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_of_at_most_120_characters() {
        assert_eq!(
            Title::parse("  Dasar Barista ").unwrap().as_str(),
            "Dasar Barista"
        );
        assert!(Title::parse(&"é".repeat(120)).is_ok());
        assert_eq!(Title::parse(&"é".repeat(121)), Err(TextError::TooLong));
        assert_eq!(Title::parse(" "), Err(TextError::Empty));
        assert_eq!(Title::parse("dua\nbaris"), Err(TextError::Characters));
    }

    #[test]
    fn no_text_starts_a_formula_in_a_spreadsheet() {
        for text in ["=1+1", "+62", "-5", "@SUM(A1)", " =1"] {
            assert_eq!(Title::parse(text), Err(TextError::Formula), "{text}");
            assert_eq!(Summary::parse(text), Err(TextError::Formula), "{text}");
        }
    }

    #[test]
    fn a_summary_may_be_empty_and_have_lines() {
        assert_eq!(Summary::parse(" ").unwrap(), Summary::default());
        assert_eq!(Summary::parse("a\r\nb").unwrap().as_str(), "a\nb");
        assert_eq!(Summary::parse("a\tb"), Err(TextError::Characters));
    }
}
