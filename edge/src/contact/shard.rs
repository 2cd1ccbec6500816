//! The Durable Object around [`Contacts`].

use super::store::{
    ClaimNumber, Contacts, FindClaim, HoldNumber, LeaveNumber, ReleaseNumber, ReserveNumber,
    UseProof, VerifyCode, sending::SendCode,
};
use crate::object::{Object, ObjectSql, Operation, Transaction, Transactional, failed, operations};
use crate::sql::SqlError;
use std::cell::OnceCell;
use worker::{Env, Result, State};

/// One of the shards that numbers are spread over by keyed hash.
pub struct ContactShard {
    state: State,
    contacts: OnceCell<Contacts<ObjectSql>>,
}

operations!(
    ContactShard: SendCode,
    VerifyCode, UseProof,
    ClaimNumber,
    ReleaseNumber,
    FindClaim,
    LeaveNumber,
    HoldNumber,
    ReserveNumber,
);

impl<O: Transaction<Contacts<ObjectSql>>> Operation<ContactShard> for O {
    type Answer = O::Answer;

    async fn perform(self, shard: &ContactShard) -> Result<O::Answer> {
        let contacts = shard.contacts().map_err(failed)?;
        contacts.perform(self).map_err(failed)
    }
}

impl Object for ContactShard {
    const BINDING: &'static str = "CONTACTS";

    fn wake(state: State, _env: Env) -> Self {
        Self {
            state,
            contacts: OnceCell::new(),
        }
    }
}

impl ContactShard {
    fn contacts(&self) -> std::result::Result<&Contacts<ObjectSql>, SqlError> {
        if let Some(contacts) = self.contacts.get() {
            return Ok(contacts);
        }
        let contacts = Contacts::open(ObjectSql::new(&self.state))?;
        Ok(self.contacts.get_or_init(|| contacts))
    }
}
