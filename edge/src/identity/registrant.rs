//! The registry's answer about a person.

use crate::object::Transaction;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::{PLACE, Performed, Record, Store};
use crate::sql::{Moment, Outcome, Sql, json, stored};
use domain::identity::IdentityState;
use domain::messages::Outgoing;
use domain::registration::Registration;
use serde::{Deserialize, Serialize};

/// What the identity check needs; nothing if it is decided.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadIdentity {
    pub person: i64,
}

impl<S: Sql> Transaction<Store<S>> for ReadIdentity {
    type Answer = Outcome<Option<Registration>>;

    fn execute(self, store: &Store<S>) -> Performed<Option<Registration>> {
        let row = store.sql.first(
            "SELECT sealed, identity FROM person WHERE id = ?",
            &[self.person.into()],
        )?;
        let Some(row) = row else {
            return Ok(Outcome::Done(None));
        };
        let data = if row.json::<IdentityState>(1)? == IdentityState::Pending {
            Some(store.unseal::<Record>(PLACE, row.text(0)?)?.registration)
        } else {
            None
        };
        Ok(Outcome::Done(data))
    }
}

/// What the registry said, or nothing if it could not be asked.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoteIdentity {
    pub person: i64,
    pub result: Option<IdentityState>,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for NoteIdentity {
    type Answer = Outcome<()>;

    fn execute(self, store: &Store<S>) -> Performed<()> {
        let Self {
            person,
            result,
            now,
        } = self;
        let Some(state) = result else {
            store.put_off(person, now)?;
            return Ok(Outcome::Done(()));
        };
        let pending = json(&IdentityState::Pending)?;
        let changed = store.sql.run(
            "UPDATE person SET identity = ?, identity_at = ? WHERE id = ? AND identity = ? RETURNING id",
            &[json(&state)?, stored(now), person.into(), pending],
        )?;
        store.settle(person)?;
        if !changed.is_empty() {
            let message = match state {
                IdentityState::Mismatch { .. } => Outgoing::IdentityMismatch,
                _ => Outgoing::IdentityVerified,
            };
            store.note(person, "identity_decided", now)?;
            store.put_out(person, &JobKind::Message(message), now)?;
        }
        Ok(Outcome::Done(()))
    }
}
