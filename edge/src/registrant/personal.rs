//! What somebody does or sees for themselves.

use super::store::{Performed, Store};
use crate::object::Transaction;
use crate::sql::{Moment, Outcome, Sql};
use domain::messages::Code;
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
        match store.signed_in(&self.session_hash, self.now)? {
            Some(person) => self.operation.execute(store, person, self.now),
            None => Ok(Outcome::refused(Code::SignInNeeded)),
        }
    }
}
