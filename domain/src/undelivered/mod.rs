//! Work for the outside world that could not be delivered: kept for the office, which
//! has it sent again. What it says stays sealed; the office sees where it was bound for,
//! since when it is kept and why.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// 50 – pieces that one command settles, and that one look shows.
pub const MOST: usize = 50;

/// Why it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Its destination did not take it for days.
    TriedTooOften,
    /// It is sealed under another key, or was written by another release.
    Unreadable,
}

/// A piece of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Undelivered {
    /// Given by the queue.
    pub id: String,
    /// The queue it was in: identity, messages, push, scans or payouts.
    pub queue: String,
    /// Why it is kept.
    pub reason: Reason,
    /// Since when.
    pub kept_at: DateTime<Utc>,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// Its queue gets it again.
    SendAgain,
    /// It is deleted: it has become pointless.
    Discard,
}

/// Whether a command may name these: some, each once, and not too many.
#[must_use]
pub fn may_settle(ids: &[String]) -> bool {
    let different: std::collections::BTreeSet<_> = ids.iter().collect();
    (1..=MOST).contains(&ids.len())
        && different.len() == ids.len()
        && ids.iter().all(|id| (1..=64).contains(&id.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_names_some_pieces_each_once() {
        let ids = |count: usize| (0..count).map(|id| id.to_string()).collect::<Vec<_>>();
        assert!(may_settle(&ids(1)));
        assert!(may_settle(&ids(MOST)));
        assert!(!may_settle(&ids(0)));
        assert!(!may_settle(&ids(MOST + 1)));
        assert!(!may_settle(&["a".to_owned(), "a".to_owned()]));
        assert!(!may_settle(&[String::new()]));
        assert!(!may_settle(&["x".repeat(65)]));
    }
}
