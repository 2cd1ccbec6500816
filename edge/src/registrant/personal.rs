//! What somebody does or sees for themselves.

use super::store::{Performed, Store};
use crate::object::Transaction;
use crate::sql::{Moment, Outcome, Sql};
use domain::api::Limit;
use domain::messages::{Code, Params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What somebody does or sees for themselves, signed in.
pub trait Personal<S: Sql>: Serialize + DeserializeOwned + 'static {
    /// What is answered.
    type Answer: Serialize + DeserializeOwned;

    /// Does it for the person of that row.
    ///
    /// # Errors
    /// What went wrong inside; then nothing was written.
    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<Self::Answer>;
}

/// [`Personal`], by whoever has this session.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignedIn<O> {
    pub session_hash: String,
    pub now: Moment,
    pub operation: O,
}

impl<S: Sql, O: Personal<S>> Transaction<Store<S>> for SignedIn<O> {
    type Answer = Outcome<O::Answer>;

    fn execute(self, store: &Store<S>) -> Performed<O::Answer> {
        // In memory. Also of a session that is over: each was ours once, or is counted by its
        // network.
        let calls = store.calls.try_borrow_mut();
        let now = u64::try_from(self.now.timestamp_millis()).unwrap_or_default();
        if let Ok(mut calls) = calls
            && let Some(wait) = calls.count(Limit::Session, self.session_hash.clone(), now)
        {
            let params = Params {
                wait_seconds: Some(wait),
                ..Params::default()
            };
            return Ok(Outcome::Refused(Code::TooManyRequests, params));
        }
        let Some(person) = store.signed_in(&self.session_hash, self.now)? else {
            return Ok(Outcome::refused(Code::SignInNeeded));
        };
        self.operation.execute(store, person, self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::registrant::ShowProfile;
    use crate::registrant::tests::{BUDI, SARI, ask, at, new, own, store};

    #[test]
    fn a_session_that_asks_without_a_pause_waits_and_no_other_with_it() {
        let store = store();
        ask(&store, new(SARI, "k")).unwrap();
        ask(&store, new(BUDI, "b")).unwrap();
        let asks = |session: &str, now| ask(&store, own(session, at(now), ShowProfile)).err();
        for n in 0..6_000 {
            assert_eq!(asks("session k", 1 + n / 500), None);
        }
        assert_eq!(asks("session k", 100), Some(Code::TooManyRequests));
        assert_eq!(asks("session b", 100), None);
        assert_eq!(asks("session k", 301), None);
        // Nor does one that is over ask for ever.
        for n in 0..6_000 {
            assert_eq!(asks("session x", 301 + n / 500), Some(Code::SignInNeeded));
        }
        assert_eq!(asks("session x", 320), Some(Code::TooManyRequests));
    }
}
