//! The Durable Object around [`Contacts`].

use super::store::{Contacts, Question};
use crate::object::{ObjectSql, answer, question};
use crate::sql::SqlError;
use std::cell::OnceCell;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// One of the shards that numbers are spread over by keyed hash.
#[durable_object(fetch)]
pub struct ContactShard {
    state: State,
    contacts: OnceCell<Contacts<ObjectSql>>,
}

impl DurableObject for ContactShard {
    fn new(state: State, _env: Env) -> Self {
        Self {
            state,
            contacts: OnceCell::new(),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let question: Question = question(&mut request).await?;
        answer(
            "ContactShard",
            self.contacts()
                .and_then(|contacts| contacts.answer(question)),
        )
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
