//! The words of a review.

use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// 600 – a screen of a small phone and a half; longer texts are not read there.
pub const MAX_REVIEW_CHARACTERS: usize = 600;

/// A review's text: tidied, never empty. Not shown by `Debug`: people write more
/// about themselves than they mean to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReviewText(String);

impl ReviewText {
    /// Takes up to [`MAX_REVIEW_CHARACTERS`]; nothing for a text without letters.
    ///
    /// # Errors
    /// [`Code::ReviewTooLong`].
    pub fn parse(text: &str) -> Result<Option<Self>, Code> {
        let lines: Vec<String> = text
            .lines()
            .map(|line| {
                let visible: String = line.chars().map(printable).collect();
                visible.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .filter(|line| !line.is_empty())
            .collect();
        let text = lines.join("\n");
        if text.chars().count() > MAX_REVIEW_CHARACTERS {
            return Err(Code::ReviewTooLong);
        }
        Ok((!text.is_empty()).then_some(Self(text)))
    }

    /// The text, one paragraph to a line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control signs and those that turn the direction of writing become spaces: a
/// text must not reach out of its own place on the page.
fn printable(sign: char) -> char {
    let turns =
        matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if sign.is_control() || turns {
        ' '
    } else {
        sign
    }
}

impl std::fmt::Debug for ReviewText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReviewText(…)")
    }
}

impl TryFrom<String> for ReviewText {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)?.ok_or(Code::RequestMalformed)
    }
}

impl From<ReviewText> for String {
    fn from(text: ReviewText) -> Self {
        text.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        ReviewText::parse(text).unwrap().map(Into::into)
    }

    #[test]
    fn white_space_and_signs_that_nobody_sees_are_tidied_away() {
        assert_eq!(read(" \r\n \t "), None);
        assert_eq!(
            read("  Bagus\u{202e}  sekali \r\n\r\n\r\nTerima kasih\u{0} "),
            Some("Bagus sekali\nTerima kasih".to_owned())
        );
    }

    #[test]
    fn the_longest_text_is_taken_and_one_letter_more_is_not() {
        let longest = "é".repeat(MAX_REVIEW_CHARACTERS);
        assert!(ReviewText::parse(&longest).is_ok());
        assert_eq!(
            ReviewText::parse(&format!("{longest}é")),
            Err(Code::ReviewTooLong)
        );
    }

    proptest! {
        #[test]
        fn a_tidied_text_stays_as_it_is(text in ".{0,200}") {
            if let Some(once) = ReviewText::parse(&text).unwrap() {
                prop_assert_eq!(ReviewText::parse(once.as_str()).unwrap(), Some(once));
            }
        }
    }
}
