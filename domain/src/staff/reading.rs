//! What staff may look at: asked for by one key, as a text that is signed like a
//! command and good for minutes. Looking changes nothing, so one key is enough.

use super::{CLOCKS_DIFFER, LogEntry};
use crate::appeal::WaitingAppeal;
use crate::identity::{IdentityState, Nik};
use crate::incentive::FoundDiscrepancy;
use crate::messages::Code;
use crate::review::WaitingReview;
use crate::security::DisputedRecovery;
use crate::undelivered::Undelivered;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Reviews whose text waits for staff.
    WaitingReviews,
    /// Appeals that wait for an answer.
    WaitingAppeals,
    /// How the books and payment partners disagree.
    PayoutDiscrepancies,
    /// Work for the outside world that could not be delivered.
    Undelivered,
    /// Wishes for another mobile number that somebody objected to.
    DisputedRecoveries,
    /// Everybody who has registered with a NIK: somebody stands before an officer with that
    /// card, and does not know a registration number.
    PeopleOf {
        /// The NIK on the card.
        #[cfg_attr(feature = "openapi", schemars(with = "String"))]
        nik: Nik,
    },
    /// How far the records of people are sealed with the newest key.
    Sealing,
    /// What the office has done and looked at, behind an entry.
    Log {
        /// Its number; 0 for all from the first on.
        after: u64,
    },
}

/// Somebody who has registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FoundPerson {
    /// Grouped for reading aloud.
    pub registration_number: String,
    /// When.
    pub registered_at: DateTime<Utc>,
    /// What the registry said.
    pub identity: IdentityState,
    /// The mobile number, but for its middle.
    pub phone: String,
}

/// How far a shard's records are sealed with the newest key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Sealing {
    /// Which shard.
    pub shard: u16,
    /// The newest key's number.
    pub key: u16,
    /// People who were not looked at yet.
    pub people_left: i64,
    /// Answers to submissions that were not looked at yet; they come after all people.
    pub answers_left: i64,
    /// Records that were sealed with it instead of another.
    pub records: i64,
    /// Records that no key opens; they stay as they were.
    pub unreadable: i64,
    /// Whether everything was looked at. With the deployment's first key there is nothing to
    /// look at.
    pub is_done: bool,
}

/// A wish to look, as the signed text says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// When it was signed.
    pub issued_at: DateTime<Utc>,
    /// What is looked at.
    pub read: Subject,
}

impl Reading {
    /// Reads the signed text.
    ///
    /// # Errors
    /// [`Code::CommandMalformed`] or [`Code::CommandExpired`].
    pub fn parse(text: &str, now: DateTime<Utc>) -> Result<Self, Code> {
        // An array of its fields is no reading, though serde takes it for one.
        if !text.trim_start().starts_with('{') {
            return Err(Code::CommandMalformed);
        }
        let reading: Self = serde_json::from_str(text).map_err(|_| Code::CommandMalformed)?;
        if (now - reading.issued_at).abs() > CLOCKS_DIFFER {
            return Err(Code::CommandExpired);
        }
        Ok(reading)
    }
}

/// What there is to see, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "subject", content = "items", rename_all = "snake_case")]
pub enum Read {
    /// Reviews whose text waits for staff.
    WaitingReviews(Vec<WaitingReview>),
    /// Appeals that wait for an answer, the one that is due first in front.
    WaitingAppeals(Vec<WaitingAppeal>),
    /// How the books and payment partners disagree, the newest in front.
    PayoutDiscrepancies(Vec<FoundDiscrepancy>),
    /// Work for the outside world that could not be delivered, the oldest in front.
    Undelivered(Vec<Undelivered>),
    /// Wishes for another mobile number that somebody objected to, the oldest in front.
    DisputedRecoveries(Vec<DisputedRecovery>),
    /// Everybody who has registered with a NIK, in the order in which they came.
    PeopleOf(Vec<FoundPerson>),
    /// How far each shard is, in their order.
    Sealing(Vec<Sealing>),
    /// What the office has done and looked at, in the order in which it did.
    Log(Vec<LogEntry>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn a_wish_to_look_is_good_for_minutes() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let text = |issued_at| {
            let read = Subject::WaitingReviews;
            serde_json::to_string(&Reading { issued_at, read }).unwrap()
        };
        for (seconds, good) in [
            (-301, false),
            (-300, true),
            (0, true),
            (300, true),
            (301, false),
        ] {
            let read = Reading::parse(&text(now + TimeDelta::seconds(seconds)), now);
            assert_eq!(read.is_ok(), good, "{seconds}");
        }
        // A command is no wish to look: whoever has one cannot read with it.
        let command =
            r#"{"id":"0123456789abcdef","issued_at":"2027-01-15T08:00:00Z","action":"x"}"#;
        assert_eq!(Reading::parse(command, now), Err(Code::CommandMalformed));
    }
}
