//! The Durable Object around [`Contacts`].

use super::store::{
    ClaimNumber, Contacts, FindClaim, HoldNumber, LeaveNumber, ReleaseNumber, ReserveNumber,
    UseProof, VerifyCode, sending::SendCode,
};
use crate::object::{
    Kept, Object, ObjectSql, Operation, Transaction, Transactional, failed, operations,
};
use worker::{Env, Result, State};

/// One of the shards that numbers are spread over by keyed hash.
pub struct ContactShard {
    state: State,
    contacts: Kept<Contacts<ObjectSql>>,
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
        let open = || Contacts::open(ObjectSql::new(&shard.state));
        let contacts = shard.contacts.or_open(open).map_err(failed)?;
        contacts.perform(self).map_err(failed)
    }
}

impl Object for ContactShard {
    const BINDING: &'static str = "CONTACTS";

    fn wake(state: State, _env: Env) -> Self {
        Self {
            state,
            contacts: Kept::default(),
        }
    }
}
