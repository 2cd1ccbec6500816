//! What writers send and see, and what everybody sees.

use super::{Figures, Moderation, ReviewText, Stars, Written};
use crate::messages::Code;
use crate::purchase::{CourseCode, PurchaseId};
use crate::scheme::ReviewRules;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Body of a request: rate a course that was completed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewRequest {
    /// 1 to 5.
    pub stars: u8,
    /// What is said; may be left out.
    #[serde(default)]
    pub text: Option<String>,
}

impl ReviewRequest {
    /// What is said, once it is known to be good.
    ///
    /// # Errors
    /// [`Code::ReviewStars`] or [`Code::ReviewTooLong`].
    pub fn parse(&self) -> Result<(Stars, Option<ReviewText>), Code> {
        let text = self.text.as_deref().unwrap_or_default();
        Ok((Stars::new(self.stars)?, ReviewText::parse(text)?))
    }
}

/// A review as its writer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OwnReview {
    /// Of this purchase.
    pub purchase: PurchaseId,
    /// Of this course.
    pub course: CourseCode,
    /// How many stars.
    pub stars: Stars,
    /// What is said.
    pub text: Option<String>,
    /// Whether others see the text.
    #[serde(flatten)]
    pub moderation: Moderation,
    /// When it was first written.
    pub rated_at: DateTime<Utc>,
    /// At that instant it is too late to change it.
    pub changeable_until: DateTime<Utc>,
}

impl OwnReview {
    /// Of a review.
    #[must_use]
    pub fn of(
        written: &Written,
        (purchase, course): (&PurchaseId, &CourseCode),
        rules: ReviewRules,
    ) -> Self {
        Self {
            purchase: purchase.clone(),
            course: course.clone(),
            stars: written.stars,
            text: written.text.clone().map(Into::into),
            moderation: written.moderation,
            rated_at: written.rated_at,
            changeable_until: written.changeable_until(rules),
        }
    }
}

/// A review as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PublicReview {
    /// How many stars.
    pub stars: Stars,
    /// What is said.
    pub text: String,
    /// First name alone.
    pub by: String,
    /// Two digits: the province that the writer lives in.
    pub province: String,
    /// The day on which it was written or last changed.
    pub on: NaiveDate,
}

/// What people who completed a course say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CourseReviews {
    /// Everybody's stars, also of those who wrote nothing or whose text is not shown.
    pub figures: Figures,
    /// The newest texts that are shown.
    pub reviews: Vec<PublicReview>,
    /// How many texts are shown in all.
    pub texts: u32,
}

/// A person's first name: titles before it (`H.`, `dr.`) are left out.
#[must_use]
pub fn first_name(name: &str) -> &str {
    let mut words = name.split_whitespace();
    let first = words.clone().next().unwrap_or_default();
    words
        .find(|word| !word.ends_with('.'))
        .unwrap_or(first)
        .trim_end_matches(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_is_one_word_without_titles() {
        for (name, first) in [
            ("Sari Rahayu", "Sari"),
            ("Suharto", "Suharto"),
            ("H. Ahmad, S.Pd.", "Ahmad"),
            ("Dr. Ir. Budi Santoso", "Budi"),
            ("M.", "M."),
        ] {
            assert_eq!(first_name(name), first);
        }
    }

    #[test]
    fn a_request_is_read_with_its_own_refusals() {
        let read = |stars, text: Option<String>| ReviewRequest { stars, text }.parse();
        let (stars, text) = read(4, Some("  ".into())).unwrap();
        assert_eq!((stars.get(), text), (4, None));
        assert_eq!(read(0, None), Err(Code::ReviewStars));
        assert_eq!(read(1, Some("a".repeat(601))), Err(Code::ReviewTooLong));
    }
}
