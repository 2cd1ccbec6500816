//! What is published: every vacancy of a version in one file of JSON, which two
//! members of staff have signed by its hash. The edge reads it, phones do not.

use super::Vacancy;
use serde::{Deserialize, Serialize};

/// 10,000 – what a province's exchange lists at a time, and an isolate still holds
/// them beside the catalogue.
pub const MOST_VACANCIES: usize = 10_000;

/// Bytes of a feed: room for as many at 1,600 each.
pub const FEED_BYTES: usize = 16 * 1024 * 1024;

/// All vacancies of a version, each id once, in the order of ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Counts the publications; never goes back.
    pub version: u32,
    vacancies: Vec<Vacancy>,
}

/// Why a file is no feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedError {
    /// More than [`FEED_BYTES`] or [`MOST_VACANCIES`].
    TooLarge,
    /// Not what [`Feed::encode`] writes.
    Malformed,
    /// An id twice, ids out of order, or a vacancy that breaks a rule.
    Inconsistent,
}

impl std::fmt::Display for FeedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "too many vacancies",
            Self::Malformed => "not a file of vacancies",
            Self::Inconsistent => "a vacancy is there twice or breaks a rule",
        })
    }
}

impl std::error::Error for FeedError {}

impl Feed {
    /// Puts vacancies in order.
    ///
    /// # Errors
    /// [`FeedError::TooLarge`] or [`FeedError::Inconsistent`].
    pub fn new(version: u32, mut vacancies: Vec<Vacancy>) -> Result<Self, FeedError> {
        vacancies.sort_by(|one, other| one.id.cmp(&other.id));
        let feed = Self { version, vacancies };
        feed.check()?;
        Ok(feed)
    }

    fn check(&self) -> Result<(), FeedError> {
        if self.vacancies.len() > MOST_VACANCIES {
            return Err(FeedError::TooLarge);
        }
        let ordered = self.vacancies.is_sorted_by(|one, next| one.id < next.id);
        if ordered && self.vacancies.iter().all(|one| one.check().is_ok()) {
            Ok(())
        } else {
            Err(FeedError::Inconsistent)
        }
    }

    /// The vacancies, in the order of their ids.
    #[must_use]
    pub fn vacancies(&self) -> &[Vacancy] {
        &self.vacancies
    }

    /// The file. The same vacancies give the same bytes.
    ///
    /// # Errors
    /// [`FeedError::TooLarge`].
    pub fn encode(&self) -> Result<Vec<u8>, FeedError> {
        // Texts and numbers only: writing them cannot fail.
        let bytes = serde_json::to_vec(self).map_err(|_| FeedError::Malformed)?;
        if bytes.len() > FEED_BYTES {
            return Err(FeedError::TooLarge);
        }
        Ok(bytes)
    }

    /// Reads a file, and checks every vacancy again: a signature says who wants it,
    /// not that it is right.
    ///
    /// # Errors
    /// [`FeedError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, FeedError> {
        if bytes.len() > FEED_BYTES {
            return Err(FeedError::TooLarge);
        }
        let text = str::from_utf8(bytes).map_err(|_| FeedError::Malformed)?;
        let feed: Self = serde_json::from_str(text).map_err(|_| FeedError::Malformed)?;
        feed.check()?;
        Ok(feed)
    }
}
